//! Office documents through the whole command: LibreOffice makes them, Anban translates them, LibreOffice opens them.

use std::{fs, path::Path, process::Command};

use super::{Desk, data, repository, total};
use crate::article::office::convert;

/// What LibreOffice prints of a document.
fn printed(path: &Path, folder: &Path) -> String {
    convert(&[path.to_owned()], "pdf", None, folder);
    let sheet = folder.join(path.with_extension("pdf").file_name().expect("a name"));
    let run = Command::new("pdftotext").arg(sheet).arg("-").output().expect("pdftotext runs");
    String::from_utf8(run.stdout).expect("UTF-8")
}

#[test]
fn documents_are_translated_in_their_own_format() {
    for ending in ["odt", "docx"] {
        let desk = Desk::scripted();
        let text = desk.write("bài.txt", data("cooperation.txt"));
        convert(&[text], ending, Some("Text (encoded):UTF8"), desk.folder.path());
        let name = format!("bài.{ending}");
        let (summary, code) = desk.json(&["translate", &name, "--format", "source", "--json"]);
        assert_eq!((total(&summary, "person"), code), (0, 0), "{ending}: {summary:#}");
        for (locale, says) in [
            (
                "en",
                ["Bac Giang expands cooperation with Japan", "Enterprises take part in international integration."],
            ),
            ("ja", ["バクザン省、日本との協力を拡大", "バクザン省は日本との協力を引き続き拡大している。"]),
            ("ko", ["박장성, 일본과 협력 확대", "박장성은 일본과의 협력을 계속 확대하고 있다."]),
        ] {
            let edition = desk.path(&format!("editions/bài/{locale}.{ending}"));
            let sheet: String = printed(&edition, &desk.path("printed")).split_whitespace().collect();
            for sentence in says {
                let sentence: String = sentence.split_whitespace().collect();
                assert!(sheet.contains(&sentence), "{ending} {locale}: {sheet}");
            }
            assert!(!sheet.contains("Tỉnh"), "{ending} {locale}: {sheet}");
        }
    }
}

#[test]
fn the_sample_article_as_a_document_keeps_what_is_not_translated() {
    let desk = Desk::scripted();
    for ending in ["odt", "docx"] {
        convert(&[repository("samples/bac-giang-2016.txt")], ending, Some("Text (encoded):UTF8"), desk.folder.path());
        let name = format!("bac-giang-2016.{ending}");
        let (summary, _) =
            desk.json(&["translate", &name, "--to", "ja", "--offline", "--format", "source", "--json"]);
        assert!(total(&summary, "person") > 20, "{summary:#}");
        let edition = desk.path(&format!("editions/bac-giang-2016/ja.{ending}"));
        let sheet = printed(&edition, &desk.path("printed"));
        assert!(sheet.contains("⟦vi: "), "{sheet}");
        assert!(fs::metadata(&edition).expect("an edition").len() > 4000);
    }
}
