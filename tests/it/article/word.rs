//! Word documents: what is read, what comes back, what is refused.

use std::io::{Cursor, Read as _, Write as _};

use anban::{
    article::{Article, CodeKind, Content, Format, ReadError, Role, Settings, read},
    locale::Locale,
};
use proptest::prelude::*;
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="Tieude"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="Chuthich"><w:name w:val="caption"/></w:style></w:styles>"#;

/// A document with `body`, and the other parts a Word file has.
fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    docx_with(body, STYLES, more)
}

/// The same with other styles.
fn docx_with(body: &str, styles: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="r"><w:body>{body}<w:sectPr/></w:body></w:document>"#
    );
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let parts =
        [("[Content_Types].xml", "<Types/>"), ("word/document.xml", document.as_str()), ("word/styles.xml", styles)];
    for (name, text) in parts.iter().chain(more) {
        out.start_file(*name, packed).expect("an entry");
        out.write_all(text.as_bytes()).expect("written");
    }
    out.start_file("word/media/image1.png", stored).expect("an entry");
    out.write_all(&[0x89, b'P', b'N', b'G', 0, 1, 2, 3]).expect("written");
    out.finish().expect("an archive").into_inner()
}

fn article(bytes: &[u8]) -> Article {
    read("bài.docx", bytes, None, &Settings::default()).expect("readable")
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

/// Text with `[0]` for each code.
fn shown(content: &Content) -> String {
    content.text.chars().map(|c| Content::code_number(c).map_or(c.to_string(), |n| format!("[{n}]"))).collect()
}

fn paragraph(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

#[test]
fn letters_that_only_a_font_shows_as_vietnamese_are_decoded() {
    let run = |font: &str, text: &str| {
        format!(
            "<w:r><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>"
        )
    };
    let styled = |style: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
        )
    };
    for (body, expected, encoding) in [
        (
            paragraph(&run(".VnTime", "B¾c Giang héi nhËp quèc tÕ.")),
            "Bắc Giang hội nhập quốc tế.",
            Some("TCVN3 (ABC)"),
        ),
        (paragraph(&run("VNI-Times", "Baéc Giang hoäi nhaäp.")), "Bắc Giang hội nhập.", Some("VNI")),
        // A spelling mark between a letter and its tone.
        (
            paragraph(
                &[
                    run("VNI-Times", "Ba"),
                    "<w:proofErr w:type=\"spellStart\"/>".to_owned(),
                    run("VNI-Times", "éc Giang"),
                ]
                .concat(),
            ),
            "Bắc Giang",
            Some("VNI"),
        ),
        // Word writes TCVN3's ư as its own soft hyphen.
        (
            paragraph(
                "<w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>ng</w:t><w:softHyphen/><w:t>êi</w:t></w:r>",
            ),
            "người",
            Some("TCVN3 (ABC)"),
        ),
        (paragraph(&run(".VnTimeH", "b¾c giang")), "BẮC GIANG", Some("TCVN3 (ABC)")),
        // By style, by the style it is based on, and not where the run says otherwise.
        (styled("Cu", "ViÖt Nam"), "Việt Nam", Some("TCVN3 (ABC)")),
        (styled("Con", "ViÖt Nam"), "Việt Nam", Some("TCVN3 (ABC)")),
        (
            format!("<w:p><w:pPr><w:pStyle w:val=\"Con\"/></w:pPr>{}</w:p>", run("Times New Roman", "Citroën")),
            "Citroën",
            None,
        ),
        // Unicode in such a font is Unicode, and a Latin letter elsewhere is that letter.
        (paragraph(&run(".VnTime", "Bắc Giang")), "Bắc Giang", None),
        (paragraph(&run("Times New Roman", "Citroën à Paris")), "Citroën à Paris", None),
    ] {
        let styles = STYLES.replace(
            "</w:styles>",
            "<w:style w:type=\"paragraph\" w:styleId=\"Cu\"><w:name w:val=\"Cu\"/><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Con\"><w:name w:val=\"Con\"/><w:basedOn w:val=\"Cu\"/></w:style></w:styles>",
        );
        let bytes = docx_with(&body, &styles, &[]);
        let article = article(&bytes);
        assert_eq!(article.units[0].content.visible(), expected);
        let said: Vec<_> =
            article.findings.iter().filter(|finding| finding.code == "article-encoding-legacy").collect();
        assert_eq!(said.first().map(|_| ()), encoding.map(|_| ()), "{expected}: {said:?}");
        if let Some(encoding) = encoding {
            assert!(format!("{:?}", said[0].facts).contains(encoding), "{expected}: {said:?}");
        }
        assert_eq!(article.write(Locale::En, &[]), bytes, "{expected}");
        let written = article.write(Locale::Ko, &[Some(Content::plain("박장성"))]);
        let document = part(&written, "word/document.xml");
        assert!(document.contains("박장성") && !document.contains(".Vn") && !document.contains("VNI-"), "{document}");
        assert!(!part(&written, "word/styles.xml").contains(".Vn"));
    }
}

const BOLD: &str = "<w:rPr><w:b/></w:rPr>";

#[test]
fn formats_become_codes_where_they_differ_and_runs_are_merged_where_they_do_not() {
    for (runs, expected) in [
        ("<w:r><w:t>Bắc </w:t></w:r><w:r w:rsidR=\"0\"><w:t>Giang</w:t></w:r>".to_owned(), "Bắc Giang"),
        (
            format!("<w:r><w:t xml:space=\"preserve\">Tỉnh </w:t></w:r><w:r>{BOLD}<w:t>Bắc Giang</w:t></w:r><w:r><w:t xml:space=\"preserve\"> mở rộng.</w:t></w:r>"),
            "Tỉnh [0]Bắc Giang[1] mở rộng.",
        ),
        (
            "<w:r><w:rPr><w:lang w:val=\"vi-VN\"/></w:rPr><w:t>một</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:t> hai</w:t></w:r>".to_owned(),
            "một hai",
        ),
        ("<w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"0\"/><w:r><w:t>chữ</w:t></w:r>".to_owned(), "chữ"),
        ("<w:r><w:t>dòng</w:t><w:br/><w:t>hai</w:t></w:r>".to_owned(), "dòng[0]hai"),
        (
            "<w:r><w:t>Theo </w:t></w:r><w:hyperlink r:id=\"rId4\"><w:r><w:rPr><w:u/></w:rPr><w:t>TTXVN</w:t></w:r></w:hyperlink><w:r><w:t>.</w:t></w:r>".to_owned(),
            "Theo [0]TTXVN[1].",
        ),
        (
            "<w:r><w:t>Số liệu</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t> tăng</w:t></w:r>".to_owned(),
            "Số liệu[0] tăng",
        ),
        ("<w:r><w:t>a &amp; b &lt; c &#x1EA1;</w:t></w:r>".to_owned(), "a & b < c ạ"),
        (
            "<w:r><w:t>giữ</w:t></w:r><w:del w:id=\"1\"><w:r><w:delText> bỏ</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:t> thêm</w:t></w:r></w:ins>".to_owned(),
            "giữ thêm",
        ),
        (
            "<w:r><w:t>Trang </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t> hết</w:t></w:r>".to_owned(),
            "Trang [0] hết",
        ),
        (
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> HYPERLINK \"https://e.vn\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>Báo</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t> viết</w:t></w:r>".to_owned(),
            "[0]Báo[1] viết",
        ),
        ("<w:sdt><w:sdtPr><w:id w:val=\"1\"/></w:sdtPr><w:sdtContent><w:r><w:t>ô</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t> sau</w:t></w:r>".to_owned(), "[0]ô[1] sau"),
    ] {
        let bytes = docx(&paragraph(&runs), &[]);
        let article = article(&bytes);
        let [unit] = article.units.as_slice() else { panic!("{runs}: {:?}", article.units) };
        assert_eq!(shown(&unit.content), expected, "{runs}");
        assert_eq!(article.write(Locale::En, &[None]), bytes, "{runs}: nothing translated");
        // The same text put back is read as the same text, whatever its runs are now.
        let written = article.write(Locale::En, &[Some(unit.content.clone())]);
        let again = read("b.docx", &written, None, &Settings::default()).expect("readable again");
        assert_eq!(shown(&again.units[0].content), expected, "{runs}\n{}", part(&written, "word/document.xml"));
    }
}

#[test]
fn a_translation_keeps_its_formats_and_everything_else_of_the_archive() {
    let body = paragraph(&format!(
        "<w:pPr><w:pStyle w:val=\"Tieude\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Tỉnh </w:t></w:r><w:r>{BOLD}<w:t>Bắc Giang</w:t></w:r>"
    ));
    let bytes = docx(&body, &[("docProps/app.xml", "<Properties/>")]);
    let article = article(&bytes);
    assert_eq!((article.format, article.units[0].role), (Format::Docx, Role::Headline));
    let mut content = article.units[0].content.clone();
    content.text = content.text.replace("Tỉnh ", "").replace("Bắc Giang", "バクザン & 省");
    let written = article.write(Locale::Ja, &[Some(content)]);
    let document = part(&written, "word/document.xml");
    assert!(
        document.contains(&format!("<w:pPr><w:pStyle w:val=\"Tieude\"/></w:pPr><w:r>{BOLD}<w:t xml:space=\"preserve\">バクザン &amp; 省</w:t></w:r></w:p>")),
        "{document}"
    );
    let styles = part(&written, "word/styles.xml");
    assert!(styles.contains("<w:lang w:val=\"en-US\" w:eastAsia=\"ja-JP\"/>"), "{styles}");
    assert!(styles.contains("w:hAnsi=\"Times New Roman\" w:eastAsia=\"Yu Mincho\"/>"), "{styles}");
    let entries = |bytes: &[u8]| {
        let mut archive = ZipArchive::new(Cursor::new(bytes.to_vec())).expect("an archive");
        (0..archive.len())
            .map(|at| {
                let entry = archive.by_index_raw(at).expect("an entry");
                (entry.name().expect("a name").into_owned(), entry.crc32(), entry.compressed_size())
            })
            .collect::<Vec<_>>()
    };
    let (before, after) = (entries(&bytes), entries(&written));
    for (old, new) in before.iter().zip(&after) {
        assert_eq!(old.0, new.0);
        assert_eq!(old == new, !["word/document.xml", "word/styles.xml"].contains(&old.0.as_str()), "{}", old.0);
    }
}

#[test]
fn every_place_with_text_is_a_unit_with_its_role() {
    let text = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let boxed = format!(
        "<w:r><w:t>trước</w:t></w:r><w:r><w:pict><v:shape xmlns:v=\"v\"><w:txbxContent>{}</w:txbxContent></v:shape></w:pict></w:r><w:r><w:t>sau</w:t></w:r>",
        paragraph(&text("trong hộp"))
    );
    let body = [
        paragraph(&text("Bắc Giang hội nhập")),
        paragraph(&text("28/08/2016 19:34")),
        paragraph(&format!("<w:r>{BOLD}<w:t>Những năm qua, tỉnh đã mở rộng.</w:t></w:r>")),
        paragraph(&text("Thân bài.")),
        format!("<w:p><w:pPr><w:pStyle w:val=\"Chuthich\"/></w:pPr>{}</w:p>", text("Ảnh: TTXVN")),
        format!("<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}</w:p>", text("mục")),
        format!("<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", paragraph(&text("ô bảng"))),
        paragraph(&boxed),
        paragraph(&format!("<w:r>{BOLD}<w:t>Đỗ Quốc Tuấn</w:t></w:r>")),
    ]
    .concat();
    let notes = format!(
        "<w:footnotes xmlns:w=\"w\"><w:footnote>{}</w:footnote></w:footnotes>",
        paragraph(&text("chú thích"))
    );
    let head = format!("<w:hdr xmlns:w=\"w\">{}</w:hdr>", paragraph(&text("Báo Bắc Giang")));
    let core = "<cp:coreProperties><dc:title>Tiêu đề tệp</dc:title></cp:coreProperties>";
    let bytes =
        docx(&body, &[("word/footnotes.xml", &notes), ("word/header1.xml", &head), ("docProps/core.xml", core)]);
    let article = article(&bytes);
    let found: Vec<_> = article.units.iter().map(|unit| (unit.role.to_string(), unit.content.visible())).collect();
    let expected = [
        ("headline", "Bắc Giang hội nhập"),
        ("date-line", "28/08/2016 19:34"),
        ("lead", "Những năm qua, tỉnh đã mở rộng."),
        ("paragraph", "Thân bài."),
        ("caption", "Ảnh: TTXVN"),
        ("list-item", "mục"),
        ("table-cell", "ô bảng"),
        ("paragraph", "trước"),
        ("paragraph", "trong hộp"),
        ("paragraph", "sau"),
        ("byline", "Đỗ Quốc Tuấn"),
        ("footnote", "chú thích"),
        ("running", "Báo Bắc Giang"),
        ("title", "Tiêu đề tệp"),
    ];
    assert_eq!(found, expected.map(|(role, text)| (role.to_owned(), text.to_owned())));
    // Each unit is replaced at its own place.
    let translations: Vec<Option<Content>> =
        (0..article.units.len()).map(|at| Some(Content::plain(format!("bản dịch {at}")))).collect();
    let written = article.write(Locale::En, &translations);
    let again = read("b.docx", &written, None, &Settings::default()).expect("readable again");
    let texts: Vec<String> = again.units.iter().map(|unit| unit.content.visible()).collect();
    assert_eq!(texts, (0..14).map(|at| format!("bản dịch {at}")).collect::<Vec<_>>());
}

#[test]
fn codes_in_an_order_that_no_xml_has_cost_their_markup_and_not_the_document() {
    let link =
        |id: &str, text: &str| format!("<w:hyperlink r:id=\"{id}\"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>");
    let bytes = docx(&paragraph(&(link("a", "một") + &*link("b", "hai"))), &[]);
    let article = article(&bytes);
    let mut content = article.units[0].content.clone();
    assert_eq!(shown(&content), "[0]một[1][2]hai[3]");
    assert_eq!(content.codes[0].kind, CodeKind::Open { with: 1 });
    let code = Content::stand_in;
    content.text = format!("x{}y{}z", code(1), code(0));
    let written = article.write(Locale::En, &[Some(content)]);
    assert!(part(&written, "word/document.xml").contains("<w:t xml:space=\"preserve\">xyz</w:t>"));
}

#[test]
fn what_is_no_word_document_is_refused_with_its_reason() {
    let good = docx(&paragraph("<w:r><w:t>a</w:t></w:r>"), &[]);
    let entity = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:hdr>&b;</w:hdr>";
    let deep = "<w:p>".repeat(2000);
    let bomb = " ".repeat(3 << 20);
    for (bytes, says) in [
        (good[..good.len() / 2].to_vec(), "no whole ZIP archive"),
        (b"PK\x03\x04 and nothing".to_vec(), "no whole ZIP archive"),
        (docx("", &[("word/header1.xml", entity)]), "declares a document type"),
        (docx("", &[("word/header1.xml", &deep)]), "nested more than"),
        (docx("", &[("word/header1.xml", &bomb)]), "unpacks to more than"),
        (docx("", &[("../../etc/passwd", "x")]), "points outside"),
        (docx("", &[("WORD/document.xml", "x")]), "two entries"),
        (docx("<w:p><w:r><w:t>a</w:r></w:p>", &[]), "broken at byte"),
        (docx("<w:p><w:r><w:t>&boom;</w:t></w:r></w:p>", &[]), "entity"),
    ] {
        let settings = Settings { max_bytes: 2 << 20, ..Settings::default() };
        let error = read("a.docx", &bytes, None, &settings).expect_err(says);
        assert!(matches!(error, ReadError::Package { .. }), "{error}");
        assert!(error.to_string().starts_with("a.docx: ") && error.to_string().contains(says), "{error}");
    }
    let mut other = ZipWriter::new(Cursor::new(Vec::new()));
    other.start_file("a.txt", SimpleFileOptions::default()).expect("an entry");
    let other = other.finish().expect("an archive").into_inner();
    assert!(
        read("a.zip", &other, None, &Settings::default())
            .expect_err("no Word")
            .to_string()
            .contains("no Word document")
    );
}

fn any_item() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zàạđ &<]{0,6}".prop_map(|text| {
            format!(
                "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>",
                text.replace('&', "&amp;").replace('<', "&lt;")
            )
        }),
        "[a-z ]{1,5}".prop_map(|text| format!("<w:r>{BOLD}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")),
        "[a-z]{1,4}".prop_map(|text| format!("<w:r><w:rPr><w:i/></w:rPr><w:tab/><w:t>{text}</w:t><w:br/></w:r>")),
        "[a-z]{1,4}".prop_map(|text| format!(
            "<w:hyperlink><w:r><w:t>{text}</w:t></w:r><w:r>{BOLD}<w:t>đậm</w:t></w:r></w:hyperlink>"
        )),
        "[a-z]{1,4}".prop_map(|text| format!("<w:ins><w:r><w:t>{text}</w:t></w:r></w:ins>")),
        Just("<w:bookmarkStart w:id=\"1\"/>".to_owned()),
        Just("<w:r><w:footnoteReference w:id=\"1\"/></w:r>".to_owned()),
        Just("<w:proofErr/>".to_owned()),
    ]
}

proptest! {
    #[test]
    fn what_is_not_translated_comes_back_and_what_is_put_back_reads_the_same(
        paragraphs in prop::collection::vec(prop::collection::vec(any_item(), 0..7), 0..5)
    ) {
        let body: String = paragraphs.iter().map(|items| paragraph(&items.concat())).collect();
        let bytes = docx(&body, &[]);
        let first = article(&bytes);
        prop_assert_eq!(&first.write(Locale::Ko, &[]), &bytes);
        let same: Vec<_> = first.units.iter().map(|unit| Some(unit.content.clone())).collect();
        let written = first.write(Locale::Ko, &same);
        let again = read("b.docx", &written, None, &Settings::default()).expect("readable again");
        let texts = |article: &Article| article.units.iter().map(|unit| unit.content.visible()).collect::<Vec<_>>();
        prop_assert_eq!(texts(&first), texts(&again), "{}", part(&written, "word/document.xml"));
    }

    #[test]
    fn damaged_archives_never_panic(at in 0usize..2000, byte in any::<u8>(), cut in 0usize..2000) {
        let mut bytes = docx(&paragraph("<w:r><w:t>Bắc Giang</w:t></w:r>"), &[]);
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(length - cut % 200);
        let _ = read("a.docx", &bytes, None, &Settings::default());
    }
}
