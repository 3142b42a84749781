//! One table: what each reader says of each attack, and how long it may take for it.

use std::{
    io::{Read as _, repeat},
    time::{Duration, Instant},
};

use anban::memory::exchange::{TableReader, TmxReader};

use super::{BODY, Kind, Reader, SHEET, TEXT, archive, content, document, docx, odt, readers, rows, sheet};

/// Far above what linear work takes in a debug build on a busy machine, far below what quadratic work would.
const PATIENCE: Duration = Duration::from_secs(30);

/// Reads, and gives what was said; `None` where the file was taken.
fn said(reader: &Reader, bytes: &[u8], what: &str) -> Option<String> {
    let start = Instant::now();
    let said = (reader.read)(bytes).err();
    let took = start.elapsed();
    assert!(took < PATIENCE, "{}: {what} took {took:?}", reader.name);
    said
}

#[test]
fn an_ordinary_file_is_read_by_every_reader() {
    for reader in readers() {
        assert_eq!((reader.read)(&reader.good), Ok(()), "{}", reader.name);
    }
}

/// What must be said of an entity that nobody declared.
const UNKNOWN_ENTITY: &str = "entity";

/// XML bodies that mean harm, and a word of what must be said.
fn xml_attacks(root: &str, body: &str) -> Vec<(&'static str, String, &'static str)> {
    let prolog = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let laughs: String =
        (1..20).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let whole = |doctype: &str, inner: &str| format!("{prolog}{doctype}<{root}>{inner}</{root}>");
    vec![
        (
            "billion laughs",
            whole(&format!("<!DOCTYPE x [<!ENTITY l0 \"ha\">{laughs}]>"), &body.replace("Giang", "&l19;")),
            "document type|entit",
        ),
        (
            "external entity",
            whole("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", &body.replace("Giang", "&e;")),
            "document type|entit",
        ),
        (
            "parameter entity",
            whole("<!DOCTYPE x [<!ENTITY % e SYSTEM \"http://127.0.0.1:1/x.dtd\">%e;]>", body),
            "document type|entit",
        ),
        ("unknown entity", whole("", &body.replace("Giang", "&nosuch;")), UNKNOWN_ENTITY),
        ("nested", whole("", &"<a>".repeat(200_000)), ""),
        ("unclosed", whole("", body).replace("</", "<"), ""),
        ("two declarations", whole(prolog, body), "declaration"),
        ("no such encoding", whole("", body).replace("UTF-8", "x-nonsense"), "x-nonsense"),
    ]
}

#[test]
fn xml_that_means_harm_is_refused_by_every_reader_of_xml() {
    for reader in readers().iter().filter(|reader| reader.kind != Kind::Text) {
        let attacks = match reader.name {
            "docx" => xml_attacks("w:document", BODY),
            "odt" => xml_attacks("office:document-content", TEXT),
            "xlsx" => xml_attacks(
                "worksheet",
                "<sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>Giang</t></is></c></row></sheetData>",
            ),
            "tmx" => xml_attacks(
                "tmx",
                "<header srclang=\"vi\"/><body><tu><tuv xml:lang=\"vi\"><seg>Giang</seg></tuv><tuv xml:lang=\"en\"><seg>x</seg></tuv></tu></body>",
            ),
            "xliff" => xml_attacks(
                "xliff",
                "<file><body><trans-unit id=\"1\"><source>Giang</source></trans-unit></body></file>",
            )
            .into_iter()
            .map(|(what, xml, says)| (what, xml.replacen("<xliff>", "<xliff version=\"1.2\">", 1), says))
            .collect(),
            _ => xml_attacks(
                "tbx",
                "<text><body><conceptEntry id=\"a\"><langSec xml:lang=\"vi\"><termSec><term>Giang</term></termSec></langSec></conceptEntry></body></text>",
            ),
        };
        for (what, xml, says) in attacks {
            let bytes = match reader.name {
                "docx" => docx(&xml, &[]),
                "odt" => odt(&xml, &[]),
                "xlsx" => archive(&[
                    ("xl/workbook.xml", &b"<workbook><sheets><sheet id=\"a\"/></sheets></workbook>"[..]),
                    ("xl/worksheets/sheet1.xml", xml.as_bytes()),
                ]),
                _ => xml.into_bytes(),
            };
            let Some(error) = said(reader, &bytes, what) else {
                // A memory's unit with a reference that means nothing is counted as a loss, and the next is read.
                assert!(reader.name == "tmx" && says == UNKNOWN_ENTITY, "{}: {what} was taken", reader.name);
                continue;
            };
            let fits = says.split('|').any(|word| error.to_lowercase().contains(word));
            assert!(fits, "{}: {what}: {error}", reader.name);
        }
    }
}

#[test]
fn archives_that_mean_harm_are_refused_by_both_readers_of_archives() {
    let zeros = vec![b' '; 40 << 20];
    let inner = archive(&[("bomb.xml", &zeros)]);
    let nested = (0..6).fold(inner.clone(), |inner, _| archive(&[("a.zip", &inner)]));
    let many: Vec<(String, Vec<u8>)> = (0..20_100).map(|n| (format!("word/media/{n}"), Vec::new())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    for reader in readers().iter().filter(|reader| reader.kind == Kind::Archive && reader.name != "xlsx") {
        let whole = |body: &str, more: &[(&str, &[u8])]| match reader.name {
            "docx" => docx(&document(body), more),
            _ => odt(&content(body), more),
        };
        let other = if reader.name == "docx" { "word/footnotes.xml" } else { "styles.xml" };
        let upper = if reader.name == "docx" { "WORD/DOCUMENT.XML" } else { "CONTENT.XML" };
        for (what, bytes, says) in [
            ("a bomb in the text", whole(&" ".repeat(40 << 20), &[]), "unpacks to more than"),
            ("a bomb beside it", whole("", &[(other, &zeros)]), "unpacks to more than"),
            ("nothing but archives in archives", nested.clone(), "no Word document"),
            ("no archive", b"PK\x03\x04".repeat(1000), "no whole ZIP archive"),
            ("a way out of the folder", whole("", &[("../../../etc/cron.d/x", b"x")]), "outside"),
            ("a way from the root", whole("", &[("/etc/passwd", b"x")]), "outside"),
            ("a way on Windows", whole("", &[("..\\..\\x.exe", b"x")]), "outside"),
            ("one name twice", whole("", &[(upper, b"x")]), "two entries"),
            ("too many entries", whole("", &many), "entries"),
            (
                "wide letters",
                {
                    let wide: Vec<u8> = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>"
                        .encode_utf16()
                        .flat_map(u16::to_le_bytes)
                        .collect();
                    whole("", &[(other, &wide)])
                },
                "not UTF-8",
            ),
        ] {
            let Some(error) = said(reader, &bytes, what) else { panic!("{}: {what} was taken", reader.name) };
            assert!(error.contains(says) && error.starts_with("tệp: "), "{}: {what}: {error}", reader.name);
        }
        // An archive beside the text, however deep, is a picture like any other: copied, never opened.
        let beside = whole(if reader.name == "docx" { BODY } else { TEXT }, &[("word/embeddings/a.zip", &nested)]);
        assert_eq!(said(reader, &beside, "archives beside the text"), None, "{}", reader.name);
        // Cut off anywhere, it is refused.
        for at in (0..reader.good.len()).step_by(7) {
            assert!(said(reader, &reader.good[..at], "cut off").is_some(), "{}: cut off at {at}", reader.name);
        }
    }
    let encrypted = odt(&content(TEXT), &[]);
    let at = encrypted.windows(4).rposition(|window| window == b"PK\x01\x02").expect("a directory");
    let mut locked = encrypted;
    locked[at + 8] |= 1;
    let odt_reader = readers().into_iter().find(|reader| reader.name == "odt").expect("there");
    assert!((odt_reader.read)(&locked).expect_err("locked").contains("password"));
    let manifest = archive(&[("content.xml", b"\x00\x01"), ("META-INF/manifest.xml", b"<m><encryption-data/></m>")]);
    assert!((odt_reader.read)(&manifest).expect_err("locked").contains("password"));
    let sheet = archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")]);
    assert!((odt_reader.read)(&sheet).expect_err("a table").contains("spreadsheet"));
}

#[test]
fn workbooks_that_mean_harm_are_refused() {
    let reader = readers().into_iter().find(|reader| reader.name == "xlsx").expect("there");
    let spaces = vec![b' '; 70 << 20];
    let many: Vec<(String, Vec<u8>)> = (0..10_100).map(|n| (format!("xl/media/{n}"), Vec::new())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let shared = "<c t=\"s\"><v>0</v></c>".repeat(200_000);
    let long = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1000));
    let laughs = [
        ("xl/workbook.xml", &b"<workbook><sheets><sheet id=\"a\"/></sheets></workbook>"[..]),
        ("xl/sharedStrings.xml", long.as_bytes()),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet><row>{shared}</row></worksheet>").into_bytes()),
    ];
    for (what, bytes, says) in [
        ("an ordinary one", sheet(SHEET, &[("xl/media/a.zip", &spaces)]), ""),
        ("a bomb in the strings", archive(&[laughs[0], ("xl/sharedStrings.xml", &spaces)]), "unpacks to more than"),
        ("one string named for ever", archive(&laughs), "more text than is read"),
        ("too many entries", sheet(SHEET, &many), "entries"),
        ("no workbook", archive(&[("a.txt", b"x")]), "no workbook"),
        ("a row at the end of the world", sheet("<row r=\"99999999\"/>", &[]), "rows"),
        ("no names of columns", sheet("<row><c t=\"str\"><v>a</v></c></row>", &[]), "first row"),
    ] {
        let error = said(&reader, &bytes, what).unwrap_or_default();
        assert!(error.contains(says), "{what}: {error}");
        assert_eq!(error.is_empty(), says.is_empty(), "{what}: {error}");
    }
    for at in (0..reader.good.len()).step_by(7) {
        assert!(said(&reader, &reader.good[..at], "cut off").is_some(), "cut off at {at}");
    }
}

#[test]
fn white_space_without_end_costs_no_memory() {
    // Sixteen megabytes and one, for the readers that hold the file.
    let spaces = vec![b' '; (16 << 20) + 1];
    for reader in readers().iter().filter(|reader| reader.kind != Kind::Archive) {
        for bytes in [
            &spaces[..],
            &b"\n".repeat(8 << 20),
            &b"\t ".repeat(1 << 20),
            &[b"\xEF\xBB\xBF", &spaces[..1 << 20]].concat(),
        ] {
            // Empty tables are tables; what counts is the time, and that nothing panics.
            let _ = said(reader, bytes, "white space");
        }
    }
    // A gigabyte for the two that read as they go.
    let gigabyte = || repeat(b' ').take(1 << 30);
    let start = Instant::now();
    let tmx = rows(TmxReader::new(gigabyte())).expect_err("no TMX");
    assert!(tmx.contains("MiB") || tmx.contains("TMX") || tmx.contains("tmx"), "{tmx}");
    let table = rows(TableReader::new(gigabyte(), b',')).expect_err("no table");
    assert!(!table.is_empty());
    assert!(start.elapsed() < PATIENCE * 2, "{:?}", start.elapsed());
}

#[test]
fn wrong_and_double_declarations_are_said_or_refused() {
    for reader in readers().iter().filter(|reader| reader.kind == Kind::Xml) {
        let text = String::from_utf8(reader.good.clone()).expect("UTF-8");
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (what, bytes, taken) in [
            // A byte order mark is believed before a declaration, except by the glossary, which has people to ask.
            ("UTF-16 that is not", text.replace("UTF-8", "UTF-16").into_bytes(), reader.name != "tbx"),
            ("UTF-16 that says UTF-8", [b"\xFF\xFE", &wide[..]].concat(), reader.name != "tbx"),
            ("bytes that are not UTF-8", [text.as_bytes(), b"\xFF\xC0"].concat(), false),
            ("a byte order mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat(), true),
        ] {
            let said = said(reader, &bytes, what);
            assert_eq!(said.is_none(), taken, "{}: {what}: {said:?}", reader.name);
        }
    }
}
