//! The archive around an office document: what is read from it, and how it is written again.

use std::{
    collections::HashSet,
    io::{Cursor, Read as _, Write as _},
    sync::Arc,
};

use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{Format, read::Fault};
use crate::text::Span;

/// Most entries an archive may have; Word's have some twenty, and one more a picture.
const MOST_ENTRIES: usize = 20_000;

/// How the record of an entry begins in an archive's directory.
const ENTRY: &[u8] = b"PK\x01\x02";

/// What an OpenDocument text says it is, or begins to say: a template goes on.
const OPEN_DOCUMENT: &str = "application/vnd.oasis.opendocument.text";

/// What a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::article) enum Kind {
    /// The text.
    Document,
    /// What the archive says it holds.
    Declaration,
    /// What the archive says of its entries.
    Manifest,
    /// Footnotes or endnotes.
    Notes,
    /// A running head or foot.
    Running,
    /// Style definitions.
    Styles,
    /// Title, author and so on.
    Properties,
}

/// A part whose text is in the source.
#[derive(Clone, Debug)]
pub(in crate::article) struct Part {
    pub name: String,
    pub kind: Kind,
    /// In the article's source.
    pub span: Span,
}

/// An office document's archive.
#[derive(Clone, Debug)]
pub(in crate::article) struct Package {
    bytes: Arc<[u8]>,
    /// [`Format::Docx`] or [`Format::Odt`]: what is in it decides, not what its file is called.
    pub format: Format,
    pub parts: Vec<Part>,
}

/// In which order the kinds stand in the source: the text first, so that its units come first.
const ORDER: [Kind; 7] =
    [Kind::Declaration, Kind::Manifest, Kind::Document, Kind::Notes, Kind::Running, Kind::Properties, Kind::Styles];

/// What the entry `name` of a Word document is (ECMA-376 part 1, 11.3; as Word and LibreOffice name them).
fn word(name: &str) -> Option<Kind> {
    if name == "docProps/core.xml" {
        return Some(Kind::Properties);
    }
    let file = name.strip_prefix("word/")?.strip_suffix(".xml")?;
    match file {
        "footnotes" | "endnotes" => Some(Kind::Notes),
        "styles" => Some(Kind::Styles),
        // Word's own name is `document`; what was written on the Web has a number.
        _ if is_numbered(file, "document") => Some(Kind::Document),
        _ if is_numbered(file, "header") || is_numbered(file, "footer") => Some(Kind::Running),
        _ => None,
    }
}

/// The same for an OpenDocument text (OpenDocument 1.3 part 2, 3).
fn open_document(name: &str) -> Option<Kind> {
    match name {
        "content.xml" => Some(Kind::Document),
        "styles.xml" => Some(Kind::Styles),
        "meta.xml" => Some(Kind::Properties),
        "mimetype" => Some(Kind::Declaration),
        "META-INF/manifest.xml" => Some(Kind::Manifest),
        _ => None,
    }
}

fn is_numbered(file: &str, stem: &str) -> bool {
    file.strip_prefix(stem).is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

impl Package {
    /// Whether `bytes` begin like a ZIP archive.
    pub(super) fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04")
    }

    /// Opens the archive in `bytes` and gives it with the XML of its parts, end to end. Together they may unpack
    /// to `limit` bytes.
    pub(super) fn open(bytes: &[u8], limit: usize) -> Result<(Self, String), Fault> {
        let refuse = |why: String| Fault::Package(why);
        // Counted before the directory is read, which takes memory by the entry.
        let entries = memchr::memmem::find_iter(bytes, ENTRY).take(MOST_ENTRIES + 1).count();
        if entries > MOST_ENTRIES {
            return Err(refuse(format!("has more than {MOST_ENTRIES} entries")));
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| refuse(format!("is no whole ZIP archive: {error}")))?;
        let mut all = Vec::new();
        let mut names = HashSet::new();
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).map_err(|error| refuse(error.to_string()))?;
            let name = entry.name().map_err(|error| refuse(error.to_string()))?.into_owned();
            if entry.encrypted() {
                return Err(refuse(format!("is protected by a password ({name}); take the password off")));
            }
            if name.starts_with('/') || name.contains('\\') || name.split('/').any(|step| step == "..") {
                return Err(refuse(format!("has an entry that points outside of it: {name:?}")));
            }
            if !names.insert(name.to_ascii_lowercase()) {
                return Err(refuse(format!("has two entries called {name:?}")));
            }
            all.push((index, name));
        }
        let of = |kind: fn(&str) -> Option<Kind>| -> Vec<(Kind, usize, String)> {
            all.iter().filter_map(|(index, name)| Some((kind(name)?, *index, name.clone()))).collect()
        };
        let has = |found: &[(Kind, usize, String)]| found.iter().any(|(kind, ..)| *kind == Kind::Document);
        let (mut found, mut format) = (of(word), Format::Docx);
        if !has(&found) {
            (found, format) = (of(open_document), Format::Odt);
        }
        if !has(&found) {
            let why = "holds neither word/document.xml nor content.xml: it is no Word document (.docx) and no OpenDocument text (.odt)";
            return Err(refuse(why.to_owned()));
        }
        found.sort_by_key(|&(kind, index, _)| (ORDER.iter().position(|&one| one == kind), index));
        let mut source = String::new();
        let mut parts = Vec::new();
        for (kind, index, name) in found {
            let room = limit.saturating_sub(source.len());
            let text = unpack(&mut archive, index, room).map_err(|why| refuse(format!("{name} {why}")))?;
            match kind {
                Kind::Declaration if !text.trim().starts_with(OPEN_DOCUMENT) => {
                    let shown: String = text.trim().chars().take(80).collect();
                    return Err(refuse(format!("is no text but {shown:?}; save it as .odt or .docx")));
                }
                Kind::Manifest if text.contains("encryption-data") => {
                    return Err(refuse(
                        "is protected by a password; take the password off in LibreOffice".to_owned(),
                    ));
                }
                Kind::Declaration | Kind::Manifest => continue,
                _ => {}
            }
            let start = source.len();
            source.push_str(&text);
            parts.push(Part { name, kind, span: Span::new(start, source.len()) });
        }
        Ok((Self { bytes: Arc::from(bytes), format, parts }, source))
    }

    /// The archive as it was read.
    pub(in crate::article) fn original(&self) -> Vec<u8> {
        self.bytes.to_vec()
    }

    /// The archive with new text for some of its parts (`texts`, by number of the part), all else copied raw:
    /// order, dates and compressed bytes stay.
    pub(in crate::article) fn write(&self, texts: &[Option<String>]) -> zip::result::ZipResult<Vec<u8>> {
        let mut archive = ZipArchive::new(Cursor::new(&*self.bytes))?;
        let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(self.bytes.len())));
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index)?;
            let name = entry.name()?.into_owned();
            let part = self.parts.iter().position(|part| part.name == name);
            match part.and_then(|part| texts.get(part)?.as_ref()) {
                None => out.raw_copy_file(entry)?,
                Some(text) => {
                    let method = match entry.compression() {
                        CompressionMethod::Stored => CompressionMethod::Stored,
                        _ => CompressionMethod::Deflated,
                    };
                    let mut options = SimpleFileOptions::default().compression_method(method);
                    if let Some(modified) = entry.last_modified() {
                        options = options.last_modified_time(modified);
                    }
                    drop(entry);
                    out.start_file(name, options)?;
                    out.write_all(text.as_bytes())?;
                }
            }
        }
        Ok(out.finish()?.into_inner())
    }
}

/// One entry as text, at most `room` bytes of it.
fn unpack(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize, room: usize) -> Result<String, String> {
    let entry = archive.by_index(index).map_err(|error| format!("cannot be unpacked: {error}"))?;
    let mut bytes = Vec::new();
    let most = u64::try_from(room).unwrap_or(u64::MAX);
    entry
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot be unpacked: {error}"))?;
    if bytes.len() > room {
        return Err("unpacks to more than `article.max-bytes` allows".to_owned());
    }
    // UTF-16 of Latin letters is UTF-8 with NULs between.
    if memchr::memchr(0, &bytes).is_some() {
        return Err("is not UTF-8; save the document again".to_owned());
    }
    let text = String::from_utf8(bytes).map_err(|_| "is not UTF-8; save the document again".to_owned())?;
    if text.contains("<!DOCTYPE") {
        return Err("declares a document type, which no office document does".to_owned());
    }
    let mut declarations = text.match_indices("<?xml ");
    let first = declarations
        .next()
        .filter(|(at, _)| text.get(..*at).is_some_and(|before| before.trim_matches('\u{FEFF}').is_empty()));
    if declarations.next().is_some() {
        return Err("has a second XML declaration; save the document again".to_owned());
    }
    let named = first.and_then(|(at, _)| text.get(at..)?.split("?>").next()?.split("encoding=").nth(1));
    let named = named.map(|label| label.trim_matches(['"', '\'', ' ']).split(['"', '\'']).next().unwrap_or_default());
    if let Some(label) =
        named.filter(|label| !["utf-8", "utf8", "us-ascii"].contains(&label.to_ascii_lowercase().as_str()))
    {
        return Err(format!("says it is {label:?}, but it is UTF-8; save the document again"));
    }
    Ok(text)
}
