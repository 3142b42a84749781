//! Documents that office programs made: a hundred go through our reader and writer, and through LibreOffice again.

mod sources;

use std::{
    collections::HashMap,
    fs,
    io::{Cursor, Read as _},
    path::{Path, PathBuf},
    process::Command,
};

use anban::{
    article::{Article, Content, Format, Settings, is_code, read},
    locale::Locale,
};
use zip::ZipArchive;

use super::{changed, holds};

/// Runs LibreOffice on `files`, which become `files` in `ending` below `to`.
fn convert(files: &[PathBuf], filter: &str, input: Option<&str>, to: &Path) {
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
    let mut found: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == ending)).collect();
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

/// Documents that people made in Word and in OpenOffice: python-docx's and odfpy's own test files.
fn real(ending: &str) -> Vec<PathBuf> {
    let found = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("target/office"), ending);
    assert!(!found.is_empty(), "scripts/install.sh test fetches real documents into target/office");
    found
}

/// Every entry's name and unpacked bytes.
fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).expect("an entry");
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("whole");
            (entry.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

/// A document whose units are all one word, which says which unit it is.
fn numbered(article: &Article) -> Vec<Option<Content>> {
    let mut number = 0;
    let mut all = changed(article, |text| if text.trim().is_empty() { text.to_owned() } else { "\0".to_owned() });
    for content in all.iter_mut().flatten() {
        while content.text.contains('\0') {
            content.text = content.text.replacen('\0', &format!("Xq{number}z"), 1);
            number += 1;
        }
    }
    all
}

/// What must hold of every document, whatever its format; gives the document with every unit numbered.
fn sound(path: &Path) -> Vec<u8> {
    let name = path.display().to_string();
    let bytes = fs::read(path).expect("the document");
    let article = read(&name, &bytes, None, &Settings::default()).expect("readable");
    holds(&article, &bytes);
    let before = entries(&bytes);
    // One unit translated: all other entries are the same, and so is its own entry around it.
    for (at, unit) in article.units.iter().enumerate().step_by(3) {
        let mut one = vec![None; at];
        one.push(Some(unit.content.clone()));
        let written = article.write(Locale::En, &one);
        let after = entries(&written);
        assert_eq!(before.len(), after.len(), "{name}");
        let same: Vec<bool> = before.iter().zip(&after).map(|(old, new)| old == new).collect();
        let text = ["word/document.xml", "word/styles.xml", "content.xml", "styles.xml", "meta.xml", "docProps/core.xml"];
        for ((old, new), same) in before.iter().zip(&after).zip(same) {
            let may = text.contains(&old.0.as_str()) || ["word/header", "word/foot", "word/endnotes"].iter().any(|stem| old.0.starts_with(stem));
            assert!(old.0 == new.0 && (same || may), "{name}: {} changed", old.0);
        }
        let again = read(&name, &written, None, &Settings::default()).expect("readable again");
        assert_eq!(again.units.len(), article.units.len(), "{name}: unit {at}");
        for (old, new) in article.units.iter().zip(&again.units) {
            assert_eq!(old.content.visible(), new.content.visible(), "{name}: unit {at}");
        }
    }
    let same: Vec<_> = article.units.iter().map(|unit| Some(unit.content.clone())).collect();
    let again = read(&name, &article.write(Locale::Ko, &same), None, &Settings::default()).expect("readable again");
    let texts = |article: &Article| article.units.iter().map(|unit| (unit.role, unit.content.visible())).collect::<Vec<_>>();
    assert_eq!(texts(&article), texts(&again), "{name}");
    article.write(Locale::En, &numbered(&article))
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
    convert(&translated, "txt:Text (encoded):UTF8", None, &printed);
    let text = |folder: &Path, path: &Path| {
        let name = path.with_extension("txt");
        fs::read_to_string(folder.join(name.file_name().expect("a name"))).expect("LibreOffice could open it")
    };
    for path in documents {
        let article = read("a", &fs::read(path).expect("there"), None, &Settings::default()).expect("readable");
        assert_eq!(article.format, if ending == "docx" { Format::Docx } else { Format::Odt });
        let of_units: String = article.units.iter().map(|unit| {
            unit.content.text.chars().map(|c| if is_code(c) { ' ' } else { c }).collect::<String>() + "\n"
        }).collect();
        let joined: String = article.units.iter().map(|unit| unit.content.visible() + "\n").collect();
        let (found, also) = (words(&of_units), words(&joined));
        let missing: Vec<_> = words(&text(&plain, path)).into_keys().filter(|word| !found.contains_key(word) && !also.contains_key(word)).collect();
        eprintln!("{}: {} units; not read: {missing:?}", path.display(), article.units.len());
        let after = text(&printed, path);
        let kept: Vec<_> = words(&after).into_keys().filter(|word| !word.starts_with("Xq") && found.contains_key(word)).collect();
        eprintln!("      still there: {kept:?}");
    }
}

#[test]
fn a_hundred_word_documents_come_back_and_open_again() {
    let folder = tempfile::tempdir().expect("a folder");
    generate(46, 12, "docx", folder.path());
    let mut documents = files(folder.path(), "docx");
    assert_eq!(documents.len(), 58);
    documents.extend(real("docx"));
    assert!(documents.len() >= 100, "{}", documents.len());
    through_libreoffice(&documents, "docx", folder.path());
}

#[test]
fn opendocument_texts_come_back_and_open_again() {
    let folder = tempfile::tempdir().expect("a folder");
    generate(46, 12, "odt", folder.path());
    let mut documents = files(folder.path(), "odt");
    assert_eq!(documents.len(), 58);
    documents.extend(real("odt"));
    through_libreoffice(&documents, "odt", folder.path());
}
