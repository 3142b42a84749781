//! Documents that office programs made: a hundred go through our reader and writer, and through LibreOffice again.

mod sources;

use std::{
    collections::HashMap,
    fs,
    io::Cursor,
    path::{Path, PathBuf},
    process::Command,
};

use anban::{
    article::{Article, Content, Format, Role, Settings, is_code, read},
    locale::Locale,
};
use zip::ZipArchive;

use super::{changed, holds};

/// Runs LibreOffice on `files`, which become `files` in `ending` below `to`.
pub(crate) fn convert(files: &[PathBuf], filter: &str, input: Option<&str>, to: &Path) {
    let profile = to.join("profile");
    let run = Command::new("soffice")
        .arg("--headless")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(input.map(|name| format!("--infilter={name}")))
        .args(["--convert-to", filter, "--outdir"])
        .arg(to)
        .args(files)
        .output()
        .expect("LibreOffice runs; scripts/install.sh test installs it");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

/// The files below `folder` with this ending, by name.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == ending))
        .collect();
    found.sort();
    found
}

/// Writes `count` documents made by LibreOffice in the format `ending` to `to`.
fn generate(count: usize, pages: usize, ending: &str, to: &Path) {
    let (flat, html) = (to.join("flat"), to.join("html"));
    for (folder, count, name) in [(&flat, count, "fodt"), (&html, pages, "html")] {
        fs::create_dir_all(folder).expect("a folder");
        for n in 0..count {
            let text = if name == "html" { sources::page(n) } else { sources::flat(n) };
            fs::write(folder.join(format!("{name}-{n:02}.{name}")), text).expect("written");
        }
    }
    convert(&files(&flat, "fodt"), ending, None, to);
    convert(&files(&html, "html"), ending, Some("HTML (StarWriter)"), to);
}

/// An empty folder for the documents in `ending`, which stay there to be looked at.
fn fresh(ending: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("office").join(ending);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Documents that people made in Word and in OpenOffice: python-docx's and odfpy's own test files.
fn real(ending: &str) -> Vec<PathBuf> {
    let found = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("target/office"), ending);
    assert!(!found.is_empty(), "scripts/install.sh test fetches real documents into target/office");
    found
}

/// Every entry's name, check sum and packed size.
fn entries(bytes: &[u8]) -> Vec<(String, u32, u64)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|at| {
            let entry = archive.by_index_raw(at).expect("an entry");
            (entry.name().expect("a name").into_owned(), entry.crc32(), entry.compressed_size())
        })
        .collect()
}

/// A document whose units are all one word, which says which unit it is.
fn numbered(article: &Article) -> Vec<Option<Content>> {
    let mut all = changed(article, |text| if text.trim().is_empty() { text.to_owned() } else { "\0".to_owned() });
    for (number, content) in all.iter_mut().flatten().enumerate() {
        content.text = content.text.replace('\0', &format!("Xq{number}z"));
    }
    all
}

/// How the names of the parts begin that may change.
const TEXTS: [&str; 9] = [
    "word/document",
    "word/styles.xml",
    "word/header",
    "word/foot",
    "word/endnotes",
    "docProps/core.xml",
    "content.xml",
    "styles.xml",
    "meta.xml",
];

/// What must hold of every document, whatever its format; gives the document with every unit numbered.
fn sound(path: &Path) -> Vec<u8> {
    let name = path.display().to_string();
    let bytes = fs::read(path).expect("the document");
    let article = read(&name, &bytes, None, &Settings::default()).expect("readable");
    holds(&article, &bytes);
    let before = entries(&bytes);
    // One unit translated: all other entries are the same, and so is its own entry around it.
    for (at, unit) in article.units.iter().enumerate().step_by(9) {
        let mut one = vec![None; at];
        one.push(Some(unit.content.clone()));
        let written = article.write(Locale::En, &one);
        let after = entries(&written);
        assert_eq!(before.len(), after.len(), "{name}");
        // The part that it stands in, and the styles, which say the language.
        let differ: Vec<&str> =
            before.iter().zip(&after).filter(|(old, new)| old != new).map(|(old, _)| old.0.as_str()).collect();
        let own = |part: &&str| !["word/styles.xml", "styles.xml", "content.xml"].contains(part);
        assert!(differ.iter().copied().filter(own).count() <= 1, "{name}: {differ:?} changed");
        let text = |part: &str| TEXTS.iter().any(|stem| part.starts_with(stem));
        assert!(differ.iter().copied().all(text), "{name}: {differ:?} changed");
        let again = read(&name, &written, None, &Settings::default()).expect("readable again");
        assert_eq!(again.units.len(), article.units.len(), "{name}: unit {at}");
        for (old, new) in article.units.iter().zip(&again.units) {
            assert_eq!(old.content.visible(), new.content.visible(), "{name}: unit {at}");
        }
    }
    let same: Vec<_> = article.units.iter().map(|unit| Some(unit.content.clone())).collect();
    let again = read(&name, &article.write(Locale::Ko, &same), None, &Settings::default()).expect("readable again");
    let texts =
        |article: &Article| article.units.iter().map(|unit| (unit.role, unit.content.visible())).collect::<Vec<_>>();
    assert_eq!(texts(&article), texts(&again), "{name}");
    article.write(Locale::En, &numbered(&article))
}

/// What the generated documents propose to delete: a text file has it still, we read the change as accepted.
const DELETED: &str = "bibỏđi";

/// Whether a word is the number of an endnote, which is no text.
fn is_mark(word: &str) -> bool {
    word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
}

fn words(text: &str) -> HashMap<String, usize> {
    let mut words = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().any(char::is_alphabetic)) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// All documents of a kind through LibreOffice once more: what it finds in the originals we have read, and what we
/// have written it finds in the translations.
fn through_libreoffice(documents: &[PathBuf], ending: &str, folder: &Path) {
    let (plain, written, printed) = (folder.join("plain"), folder.join("written"), folder.join("printed"));
    fs::create_dir_all(&written).expect("a folder");
    convert(documents, "txt:Text (encoded):UTF8", None, &plain);
    let mut translated = Vec::new();
    for path in documents {
        let to = written.join(path.file_name().expect("a name"));
        fs::write(&to, sound(path)).expect("written");
        translated.push(to);
    }
    convert(&translated, "pdf", None, &printed);
    let name =
        |folder: &Path, path: &Path, ending| folder.join(path.with_extension(ending).file_name().expect("a name"));
    for path in documents {
        let article = read("a", &fs::read(path).expect("there"), None, &Settings::default()).expect("readable");
        assert_eq!(article.format, if ending == "docx" { Format::Docx } else { Format::Odt });
        let of_units: String = article
            .units
            .iter()
            .map(|unit| {
                unit.content.text.chars().map(|c| if is_code(c) { ' ' } else { c }).collect::<String>() + "\n"
            })
            .collect();
        let joined: String = article.units.iter().map(|unit| unit.content.visible() + "\n").collect();
        let (found, also) = (words(&of_units), words(&joined));
        let missing: Vec<_> = words(&fs::read_to_string(name(&plain, path, "txt")).expect("LibreOffice opens it"))
            .into_keys()
            .filter(|word| !found.contains_key(word) && !also.contains_key(word) && word != DELETED && !is_mark(word))
            .collect();
        // They hold fields, whose words are not ours: lists of references, a table of contents, variables.
        if ["api-for-odfpy.odt", "userfields.odt", "userfields_ooo3.odt", "no_userfields.odt"]
            .iter()
            .any(|name| path.ends_with(name))
        {
            continue;
        }
        assert!(missing.is_empty(), "{}: {missing:?} was not read", path.display());
        let sheet =
            Command::new("pdftotext").arg(name(&printed, path, "pdf")).arg("-").output().expect("pdftotext runs");
        let after = words(&String::from_utf8_lossy(&sheet.stdout));
        let kept: Vec<_> = after.keys().filter(|word| !word.starts_with("Xq") && found.contains_key(*word)).collect();
        assert!(kept.is_empty(), "{}: {kept:?} is still there", path.display());
        // Real ones have cells and labels of fixed size, which a longer word is cut off in.
        if path.starts_with(folder) {
            check_markers(path, &article, &after);
        }
    }
}

/// Whether every unit is among the `words` of the numbered document when it is printed.
fn check_markers(path: &Path, article: &Article, words: &HashMap<String, usize>) {
    // LibreOffice 7.4 loses notes of Word documents, or shows one in the place of the next, in the originals as well.
    let note = if article.format == Format::Docx { Role::Footnote } else { Role::Title };
    let aside = [Role::Title, Role::Attribute, note];
    for unit in article.units.iter().filter(|unit| !aside.contains(&unit.role)) {
        // Of a text box and of what older programs show instead, one is printed.
        let twin = |at: &usize| article.units[*at].content.visible() == unit.content.visible();
        let there = (0..article.units.len()).filter(twin).any(|at| {
            let marker = format!("Xq{at}z");
            words.keys().any(|word| word.contains(&marker))
        });
        assert!(there, "{}: {:?} {} is lost", path.display(), unit.role, unit.content.visible());
    }
}

#[test]
fn a_hundred_word_documents_come_back_and_open_again() {
    let folder = fresh("docx");
    generate(46, 12, "docx", &folder);
    let mut documents = files(&folder, "docx");
    assert_eq!(documents.len(), 58);
    documents.extend(real("docx"));
    assert!(documents.len() >= 100, "{}", documents.len());
    through_libreoffice(&documents, "docx", &folder);
}

#[test]
fn opendocument_texts_come_back_and_open_again() {
    let folder = fresh("odt");
    generate(46, 12, "odt", &folder);
    let mut documents = files(&folder, "odt");
    assert_eq!(documents.len(), 58);
    // odfpy's `nasty.odt` has an external entity.
    documents.extend(real("odt").into_iter().filter(|path| !path.ends_with("nasty.odt")));
    assert!(documents.len() >= 70, "{}", documents.len());
    through_libreoffice(&documents, "odt", &folder);
}
