//! Every reader of a file from outside, against everything that means harm.

mod fuzz;
mod hostile;
mod program;

use std::{
    io::{Cursor, Write as _},
    path::Path,
};

use anban::{
    article::{self, Charset, Format, Settings},
    bilingual,
    glossary::exchange,
    locale::Locale,
    memory::exchange::{TableReader, TmxReader},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// A reader: its name, an ordinary file for it, and what it says of bytes.
struct Reader {
    name: &'static str,
    /// Whether its files are XML, alone or in an archive.
    kind: Kind,
    good: Vec<u8>,
    read: fn(&[u8]) -> Result<(), String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Xml,
    Archive,
}

fn as_article(bytes: &[u8], format: Format) -> Result<(), String> {
    let settings = Settings { max_bytes: 16 << 20, ..Settings::default() };
    let article = article::read("tệp", bytes, Some(format), &settings).map_err(|error| error.to_string())?;
    assert_eq!(article.write(Locale::Ja, &[]), bytes, "nothing translated");
    let all: Vec<_> = article.units.iter().map(|unit| Some(unit.content.clone())).collect();
    let written = article.write(Locale::Ja, &all);
    // What we wrote we can read; where an encoding was guessed, the word it hung on may be gone.
    if !all.is_empty() && article.encoding.charset == Charset::Utf8 {
        let settings = Settings { max_bytes: 64 << 20, ..settings };
        if let Err(error) = article::read("tệp", &written, Some(format), &settings) {
            panic!("written and not read again: {error}\n{}", String::from_utf8_lossy(bytes));
        }
    }
    Ok(())
}

fn as_terms(bytes: &[u8], format: exchange::Format) -> Result<(), String> {
    exchange::import("tệp", bytes, format, Locale::En).map(drop).map_err(|error| error.to_string())
}

/// A bilingual file that comes back, of whichever kind it is.
fn returned(bytes: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    bilingual::read(text).map(drop).map_err(|error| error.to_string())
}

fn rows<T, E: ToString>(reader: Result<impl Iterator<Item = Result<T, E>>, E>) -> Result<(), String> {
    let mut reader = reader.map_err(|error| error.to_string())?;
    reader.try_for_each(|row| row.map(drop)).map_err(|error| error.to_string())
}

const BODY: &str = "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>Bắc Giang</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">Tỉnh </w:t></w:r><w:hyperlink r:id=\"a\"><w:r><w:rPr><w:b/></w:rPr><w:t>mở rộng</w:t></w:r></w:hyperlink><w:ins><w:r><w:t> thêm</w:t></w:r></w:ins><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>ô</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";

fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{body}</w:body></w:document>"
    )
}

fn content(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:draw=\"d\"><office:automatic-styles><style:style style:name=\"B\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\" fo:language=\"vi\"/></style:style></office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

const TEXT: &str = "<text:h text:outline-level=\"1\">Bắc Giang</text:h><text:p>Tỉnh <text:span text:style-name=\"B\">mở rộng</text:span><text:note><text:note-body><text:p>chú <text:s text:c=\"2\"/>thích</text:p></text:note-body></text:note> hợp tác <draw:frame><draw:text-box><text:p>hộp</text:p></draw:text-box></draw:frame>.</text:p><text:list><text:list-item><text:p>mục<text:change-start text:change-id=\"c\"/> một<text:change-end text:change-id=\"c\"/></text:p></text:list-item></text:list>";

/// An archive of these entries.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let method = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        out.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("an entry");
        out.write_all(bytes).expect("written");
    }
    out.finish().expect("an archive").into_inner()
}

fn docx(document: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    archive(
        &[&[("[Content_Types].xml", &b"<Types/>"[..]), ("word/document.xml", document.as_bytes())][..], more]
            .concat(),
    )
}

fn odt(content: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let first = [
        ("mimetype", &b"application/vnd.oasis.opendocument.text"[..]),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest/>"),
    ];
    archive(&[&first[..], more].concat())
}

const TMX: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><tmx version=\"1.4\"><header srclang=\"vi\" datatype=\"plaintext\" segtype=\"sentence\" o-tmf=\"x\" adminlang=\"en\" creationtool=\"x\" creationtoolversion=\"1\"/><body><tu><tuv xml:lang=\"vi\"><seg>Bắc <bpt i=\"1\">b</bpt>Giang<ept i=\"1\">/b</ept></seg></tuv><tuv xml:lang=\"en\"><seg>Bac Giang</seg></tuv></tu></body></tmx>";
const TBX: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><tbx style=\"dca\" type=\"TBX-Basic\" xml:lang=\"vi\" xmlns=\"urn:iso:std:iso:30042:ed-2\"><tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body><conceptEntry id=\"a\"><langSec xml:lang=\"vi\"><termSec><term>tỉnh</term></termSec></langSec><langSec xml:lang=\"en\"><termSec><term>province</term></termSec></langSec></conceptEntry></body></text></tbx>";

const XLIFF: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file original=\"a\" source-language=\"vi\" target-language=\"en\" datatype=\"x\"><body><trans-unit id=\"1\"><source>Tỉnh <g id=\"1\">mở</g> <x id=\"2\"/>rộng<ph id=\"3\">&lt;br></ph> &amp; xa</source></trans-unit><trans-unit id=\"2\"><source>Chợ</source><seg-source><mrk mtype=\"seg\" mid=\"1\">Chợ</mrk></seg-source><target state=\"new\"><mrk mtype=\"seg\" mid=\"1\"/></target></trans-unit></body></file></xliff>";
const XLIFF_2: &str = "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"vi\"><file id=\"f\"><unit id=\"u1\"><segment state=\"initial\"><source>Tỉnh <pc id=\"1\">mở</pc><sc id=\"2\"/>rộng<ec startRef=\"2\"/><cp hex=\"0001\"/> xa</source></segment><segment><source>Chợ</source><target>Chợ</target></segment></unit></file></xliff>";

const PO: &str = "# x\nmsgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n\"X-Anban-Article: a.md\\n\"\n\n#. note\n#, fuzzy, c-format\nmsgctxt \"1.1@3\"\nmsgid \"Tỉnh \"\n\"<1>mở</1>\\t\\x41\\101\"\nmsgstr \"The \\\"p\\\"\"\n\n#~ msgid \"old\"\n#~ msgstr \"alt\"\n";
const SHEET: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>vi</t></is></c><c r=\"B1\" t=\"s\"><v>0</v></c></row><row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><r><t>Bắc </t></r><r><t>Giang_x0041_</t></r></is></c><c r=\"B3\" t=\"s\"><v>1</v></c></row>";

/// A workbook with these rows.
fn sheet(rows: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"s\"><sheetData>{rows}</sheetData></worksheet>"
    );
    let first = [
        (
            "xl/workbook.xml",
            &b"<workbook xmlns:r=\"r\"><sheets><sheet name=\"en\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
                [..],
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>en</t></si><si><r><t>Bac </t></r><rPh><t>x</t></rPh><r><t>Giang</t></r></si></sst>"
                .as_bytes(),
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    archive(&[&first[..], more].concat())
}

/// All of them.
fn readers() -> Vec<Reader> {
    let reader = |name, kind, good: &[u8], read| Reader { name, kind, good: good.to_vec(), read };
    vec![
        reader("plain", Kind::Text, "Bắc Giang hội nhập\n\n28/08/2016\nTỉnh đã mở rộng.\n".as_bytes(), |bytes| {
            as_article(bytes, Format::Plain)
        }),
        reader("html", Kind::Text, "<html lang=vi><head><meta charset=utf-8><title>a</title></head><p title=\"b\">Tỉnh <b>mở</b><br>rộng &amp; &#x1EA1;<p class=MsoNormal style='mso-list:l0'><span lang=VI>x</span><o:p></o:p>".as_bytes(), |bytes| {
            as_article(bytes, Format::Html)
        }),
        reader("markdown", Kind::Text, "---\ntitle: Bài\n---\n# Bắc Giang\n\nTỉnh **mở** [rộng](a \"b\") `x`[^1]\n\n[^1]: chú\n\n|a|b|\n|-|-|\n|c|d|\n".as_bytes(), |bytes| {
            as_article(bytes, Format::Markdown)
        }),
        reader("docx", Kind::Archive, &docx(&document(BODY), &[("word/header1.xml", b"<w:hdr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:hdr>")]), |bytes| {
            as_article(bytes, Format::Docx)
        }),
        reader("odt", Kind::Archive, &odt(&content(TEXT), &[("meta.xml", b"<office:meta><dc:title>x</dc:title></office:meta>")]), |bytes| {
            as_article(bytes, Format::Odt)
        }),
        reader("xliff", Kind::Xml, XLIFF.as_bytes(), |bytes| as_article(bytes, Format::Xliff)),
        reader("xliff 2", Kind::Text, XLIFF_2.as_bytes(), |bytes| as_article(bytes, Format::Xliff)),
        reader("xliff returned", Kind::Text, XLIFF.as_bytes(), returned),
        reader("po", Kind::Text, PO.as_bytes(), |bytes| {
            let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
            bilingual::read_po(text).map(drop).map_err(|error| error.to_string())
        }),
        reader("csv returned", Kind::Text, "\u{FEFF}id (a.md),vi,en,state\r\n1.1@3,Tỉnh <1>mở</1>,\"'=The <1>p</1>, \"\"x\"\"\",reviewed\r\n".as_bytes(), |bytes| {
            let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
            bilingual::read_csv(text).map(drop).map_err(|error| error.to_string())
        }),
        reader("xlsx", Kind::Archive, &sheet(SHEET, &[]), |bytes| {
            bilingual::read_xlsx(bytes).map(drop).map_err(|error| error.to_string())
        }),
        reader("tmx", Kind::Xml, TMX.as_bytes(), |bytes| rows(TmxReader::new(bytes))),
        reader("memory csv", Kind::Text, "source,target,locale\nBắc Giang,\"Bac, Giang\",en\n".as_bytes(), |bytes| rows(TableReader::new(bytes, b','))),
        reader("memory tsv", Kind::Text, "source\ttarget\tlocale\nBắc Giang\tBac Giang\ten\n".as_bytes(), |bytes| rows(TableReader::new(bytes, b'\t'))),
        reader("tbx", Kind::Xml, TBX.as_bytes(), |bytes| as_terms(bytes, exchange::Format::Tbx)),
        reader("glossary csv", Kind::Text, "vi,en\ntỉnh,province\n".as_bytes(), |bytes| as_terms(bytes, exchange::Format::Csv)),
        reader("glossary tsv", Kind::Text, "vi\ten\ntỉnh\tprovince\n".as_bytes(), |bytes| as_terms(bytes, exchange::Format::Tsv)),
        reader("omegat", Kind::Text, "tỉnh\tprovince\tghi chú\n".as_bytes(), |bytes| as_terms(bytes, exchange::Format::Omegat)),
    ]
}

/// The bytes of a case that was once a crash, or is near one.
fn kept() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/readers");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries
        .flatten()
        .map(|entry| {
            (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("readable"))
        })
        .collect()
}
