//! The pictures beside an article's sentences, out of the article's own folder and from nowhere else.

use std::{
    borrow::Cow,
    fs::{self, File},
    io::{Read as _, Seek as _},
    path::{Component, Path, PathBuf},
};

use percent_encoding::percent_decode_str;

use super::{Desk, Entry, Error};

/// The largest picture that is shown, in bytes.
const LARGEST: u64 = 16 << 20;

/// A picture of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its number in the article, from 0.
    pub number: usize,
    /// The number of the segment before which it stands, counted as in [`Sheet`](super::Sheet).
    pub before: usize,
    /// Its alternative text.
    pub alt: String,
    /// Whether the article names a file for it.
    pub named: bool,
    /// Whether there is a picture to show; see [`Desk::picture`].
    pub shown: bool,
}

/// The bytes of a picture, and their kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shot {
    /// The media type, as the bytes tell it.
    pub kind: &'static str,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Desk {
    /// The pictures of the article of `entry` in reading order.
    ///
    /// # Errors
    /// When the article cannot be read.
    pub async fn pictures(&self, entry: &Entry) -> Result<Vec<Picture>, Error> {
        let Some(prepared) = self.article(entry).await? else { return Ok(Vec::new()) };
        let found = prepared.article.pictures();
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let ends: Vec<usize> = prepared
            .segments()
            .filter(|(_, _, segment)| !segment.text.is_blank())
            .map(|(unit, ..)| prepared.article.units.get(unit).map_or(0, |unit| unit.span.end))
            .collect();
        let file = entry.article.clone();
        let pictures = move || {
            let place = |(number, one): (usize, crate::article::Picture)| Picture {
                number,
                before: ends.iter().position(|&end| end > one.at).unwrap_or(ends.len()),
                shown: one.address.as_deref().and_then(|address| open(&file, address)).is_some(),
                named: one.address.is_some(),
                alt: one.alt,
            };
            found.into_iter().enumerate().map(place).collect()
        };
        tokio::task::spawn_blocking(pictures).await.map_err(|error| failed(entry, &error))
    }

    /// The picture `number` of the article of `entry`: nothing where the article names none with this number, where
    /// what it names is not a file in or below the article's own folder, is hidden, larger than 16 MiB, or in its
    /// bytes no PNG, JPEG, GIF, WebP or AVIF. Pictures that stand elsewhere are not fetched.
    ///
    /// # Errors
    /// When the article cannot be read.
    pub async fn picture(&self, entry: &Entry, number: usize) -> Result<Option<Shot>, Error> {
        let Some(prepared) = self.article(entry).await? else { return Ok(None) };
        let Some(address) = prepared.article.pictures().into_iter().nth(number).and_then(|one| one.address) else {
            return Ok(None);
        };
        let file = entry.article.clone();
        let read = move || {
            let (kind, mut from) = open(&file, &address)?;
            let mut bytes = Vec::new();
            from.by_ref().take(LARGEST).read_to_end(&mut bytes).ok()?;
            Some(Shot { kind, bytes })
        };
        tokio::task::spawn_blocking(read).await.map_err(|error| failed(entry, &error))
    }
}

fn failed(entry: &Entry, error: &tokio::task::JoinError) -> Error {
    Error::File { path: entry.article.clone(), why: error.to_string() }
}

/// The picture that the article in `file` names `address`, opened at its beginning, with its media type.
fn open(file: &str, address: &str) -> Option<(&'static str, File)> {
    let folder =
        fs::canonicalize(Path::new(file).parent().filter(|own| *own != Path::new("")).unwrap_or(Path::new(".")))
            .ok()?;
    let path = fs::canonicalize(folder.join(relative(address)?)).ok()?;
    // Links are resolved now: what lies outside of the folder stays there.
    if !path.starts_with(&folder) || hidden(path.strip_prefix(&folder).ok()?) {
        return None;
    }
    // What is no file is not opened: a pipe would wait.
    if !fs::metadata(&path).ok()?.is_file() {
        return None;
    }
    let mut opened = File::open(&path).ok()?;
    if opened.metadata().ok()?.len() > LARGEST {
        return None;
    }
    let mut start = Vec::new();
    opened.by_ref().take(16).read_to_end(&mut start).ok()?;
    opened.rewind().ok()?;
    Some((kind(&start)?, opened))
}

/// The path that an address in an article names below the article's folder; none where it names anything else: an
/// address with a scheme or a host, an absolute path, one with `..`, one that is not a path on some system.
fn relative(address: &str) -> Option<PathBuf> {
    let address = address.trim();
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let name = decoded(address.get(..end)?)?;
    if name.is_empty() || name.contains(|c: char| c.is_control() || matches!(c, '\\' | ':')) {
        return None;
    }
    let path = PathBuf::from(name);
    let plain = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    plain.then_some(path)
}

fn hidden(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'))
}

/// `%XX` as the bytes they stand for (RFC 3986, section 2.1); nothing where a `%` stands for itself.
fn decoded(text: &str) -> Option<String> {
    let is_pair = |after: &str| after.as_bytes().get(..2).is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit));
    let whole = text.split('%').skip(1).all(is_pair);
    percent_decode_str(text).decode_utf8().ok().filter(|_| whole).map(Cow::into_owned)
}

/// The media type of a file that begins so; drawings that can hold scripts are none.
fn kind(start: &[u8]) -> Option<&'static str> {
    let within = |from: usize, to: usize| start.get(from..to).unwrap_or_default();
    match start {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some("image/png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', ..] if within(8, 12) == b"WEBP" => Some("image/webp"),
        _ if within(4, 8) == b"ftyp" && matches!(within(8, 12), b"avif" | b"avis") => Some("image/avif"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_below_the_folder_are_names() {
        for (address, want) in [
            ("anh.jpg", Some("anh.jpg")),
            ("./anh/vải%20thiều.jpg?v=2#x", Some("./anh/vải thiều.jpg")),
            ("%E1%BA%A3nh.png", Some("ảnh.png")),
            ("../anh.jpg", None),
            ("anh/../../x.png", None),
            ("%2e%2e/anh.jpg", None),
            ("..%2fanh.jpg", None),
            ("/etc/passwd", None),
            ("%2Fetc/passwd", None),
            ("//host/anh.jpg", None),
            ("https://host/anh.jpg", None),
            ("file:///etc/passwd", None),
            ("data:image/png;base64,AAAA", None),
            ("C:\\anh.jpg", None),
            ("..\\anh.jpg", None),
            ("anh%00.jpg", None),
            ("anh%zz.jpg", None),
            ("%FF.jpg", None),
            ("", None),
            ("?x", None),
        ] {
            assert_eq!(relative(address), want.map(PathBuf::from), "{address}");
        }
    }
}
