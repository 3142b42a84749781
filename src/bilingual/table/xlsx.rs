//! Spreadsheets (Office Open XML, ECMA-376 part 1, SpreadsheetML): the first sheet of a workbook.

use std::{
    collections::HashMap,
    fmt::Write as _,
    io::{self, Cursor, Read as _, Write as _},
};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{
    super::{MAX_BYTES, ReadError},
    Columns, Row, document, rows,
};
use crate::{bilingual::Document, text::Span};

/// The most entries an archive may have; a workbook has a dozen.
const MOST_ENTRIES: usize = 10_000;

/// Excel's own limit on columns is 16,384; a table of ours has six.
const MOST_COLUMNS: usize = 256;

/// Excel's own limit.
const MOST_ROWS: usize = 1_048_576;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// `document` as a workbook with one sheet: cells are text, whatever they begin with, and wrap; the first row stays in
/// sight.
///
/// # Errors
/// When the archive cannot be made.
pub fn write(document: &Document, columns: Columns) -> io::Result<Vec<u8>> {
    let rows = rows(document, columns);
    let mut sheet = format!(
        "{HEAD}<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>"
    );
    for at in 1..=rows.first().map_or(0, Vec::len) {
        let wide = columns == Columns::Two || matches!(at, 2 | 3 | 6);
        let _ = write!(
            sheet,
            "<col min=\"{at}\" max=\"{at}\" width=\"{}\" customWidth=\"1\"/>",
            if wide { 60 } else { 14 }
        );
    }
    sheet.push_str("</cols><sheetData>");
    for (number, row) in (1..).zip(&rows) {
        let style = if number == 1 { 2 } else { 1 };
        let _ = write!(sheet, "<row r=\"{number}\">");
        for (column, cell) in ('A'..='Z').zip(row) {
            let _ = write!(
                sheet,
                "<c r=\"{column}{number}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
            );
            escape(&mut sheet, cell);
            sheet.push_str("</t></is></c>");
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let name = document.locale.map_or("en", |locale| locale.tag());
    let book = format!(
        "{HEAD}<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"{name}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet),
    ] {
        out.start_file(name, SimpleFileOptions::default())?;
        if !text.starts_with(HEAD) {
            out.write_all(HEAD.as_bytes())?;
        }
        out.write_all(text.as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>";
const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
const BOOK_RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";
/// Styles: none, wrapped text (`@`, so that what is typed stays text), and that in bold.
const STYLES: &str = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf><xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf></cellXfs></styleSheet>";

/// Text for a cell; what XML cannot hold is written as `_x0001_` (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
fn escape(out: &mut String, text: &str) {
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '_' if text.get(at..).is_some_and(|rest| xstring(rest).is_some()) => out.push_str("_x005F_"),
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {
                let _ = write!(out, "_x{:04X}_", u32::from(c));
            }
            c => out.push(c),
        }
    }
}

/// The character that `_x0001_` at the beginning of `text` stands for.
fn xstring(text: &str) -> Option<char> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    if !text.get(6..)?.starts_with('_') || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        match xstring(from) {
            Some(c) => {
                out.push(c);
                rest = from.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    out + rest
}

/// Reads the first sheet of a workbook. The text given beside the document has a line for each row, so that the place
/// of a pair in it names the row.
///
/// # Errors
/// When it is no workbook, is damaged or protected, unpacks to more than [`MAX_BYTES`], or its first row does not name
/// the columns.
pub fn read(bytes: &[u8]) -> Result<(Document, String), ReadError> {
    let cells = sheet(bytes).map_err(|why| ReadError { at: 0, why })?;
    let mut text = String::new();
    let mut rows: Vec<Row> = Vec::new();
    for row in cells {
        let start = text.len();
        let shown: Vec<String> = row.iter().map(|cell| cell.replace(['\n', '\r'], " ")).collect();
        text.push_str(&shown.join("\t"));
        rows.push((Span::new(start, text.len()), row));
        text.push('\n');
    }
    Ok((document(rows.into_iter().map(Ok))?, text))
}

/// The archive's parts that are read, together no more than the limit.
struct Book<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    room: usize,
}

impl Book<'_> {
    fn part(&mut self, name: &str) -> Result<Option<String>, String> {
        let Ok(entry) = self.archive.by_name(name) else { return Ok(None) };
        if entry.encrypted() {
            return Err("the workbook is protected by a password; take the password off".to_owned());
        }
        let mut bytes = Vec::new();
        let most = u64::try_from(self.room).unwrap_or(u64::MAX).saturating_add(1);
        entry.take(most).read_to_end(&mut bytes).map_err(|error| format!("{name} cannot be unpacked: {error}"))?;
        if bytes.len() > self.room {
            return Err(format!("the workbook unpacks to more than {} MiB", MAX_BYTES >> 20));
        }
        self.room -= bytes.len();
        String::from_utf8(bytes).map(Some).map_err(|_| format!("{name} is not UTF-8; save the workbook again"))
    }
}

fn sheet(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
    if memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(MOST_ENTRIES + 1).count() > MOST_ENTRIES {
        return Err(format!("the archive has more than {MOST_ENTRIES} entries"));
    }
    let archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| format!("this is no whole workbook: {error}"))?;
    let mut book = Book { archive, room: MAX_BYTES };
    let Some(workbook) = book.part("xl/workbook.xml")? else {
        return Err("this is no workbook: it has no xl/workbook.xml; save it as .xlsx".to_owned());
    };
    let relations = book.part("xl/_rels/workbook.xml.rels")?.unwrap_or_default();
    let path = first_sheet(&workbook, &relations)?;
    let shared = match book.part("xl/sharedStrings.xml")? {
        Some(xml) => strings(&xml)?,
        None => Vec::new(),
    };
    let Some(xml) = book.part(&path)? else { return Err(format!("the workbook has no {path}")) };
    cells(&xml, &shared)
}

/// Goes through `xml` and hands over what begins, what is text and what ends.
fn walk(xml: &str, mut see: impl FnMut(Seen<'_, '_>) -> Result<(), String>) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    let mut open = 0_usize;
    loop {
        let at = reader.buffer_position();
        match reader.read_event().map_err(|error| format!("the workbook is broken: {error}"))? {
            Event::Start(tag) => {
                open += 1;
                see(Seen::Start(&tag))?;
            }
            Event::Empty(tag) => {
                see(Seen::Start(&tag))?;
                see(Seen::End(tag.local_name().into_inner()))?;
            }
            Event::End(tag) => {
                open = open.saturating_sub(1);
                see(Seen::End(tag.local_name().into_inner()))?;
            }
            Event::Text(text) => see(Seen::Text(&text.xml10_content()))?,
            Event::CData(text) => see(Seen::Text(&text.xml10_content()))?,
            Event::GeneralRef(name) => {
                let text = quick_xml::escape::unescape(&format!("&{};", &*name)).map(std::borrow::Cow::into_owned);
                see(Seen::Text(&text.map_err(|_| format!("the workbook has an unknown entity: &{};", &*name))?))?;
            }
            Event::DocType(_) => return Err("the workbook declares a document type, which none does".to_owned()),
            Event::Decl(_) if at > 0 => return Err("the workbook has a second XML declaration".to_owned()),
            Event::Decl(declaration) => {
                let label = declaration.encoding().and_then(Result::ok);
                if let Some(label) = label.filter(|label| !label.eq_ignore_ascii_case("utf-8")) {
                    return Err(format!("the workbook says it is {label:?}, but it is UTF-8; save it again"));
                }
            }
            Event::Eof if open > 0 => return Err("the workbook ends inside of an element".to_owned()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

enum Seen<'a, 'b> {
    Start(&'a BytesStart<'b>),
    Text(&'a str),
    End(&'a str),
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        tag.attributes().with_checks(false).flatten().find(|found| found.key.local_name().into_inner() == name)?;
    Some(quick_xml::escape::unescape(&found.value).ok()?.into_owned())
}

/// The path of the first sheet.
fn first_sheet(workbook: &str, relations: &str) -> Result<String, String> {
    let mut targets = HashMap::new();
    walk(relations, |seen| {
        if let Seen::Start(tag) = seen
            && let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target"))
        {
            targets.insert(id, target);
        }
        Ok(())
    })?;
    let mut first = None;
    walk(workbook, |seen| {
        if let Seen::Start(tag) = seen
            && tag.local_name().into_inner() == "sheet"
            && first.is_none()
        {
            // `id` in the namespace of relations; `sheetId` is another.
            first = Some(attribute(tag, "id").unwrap_or_default());
        }
        Ok(())
    })?;
    let id = first.ok_or("the workbook has no sheet")?;
    let target = targets.get(&id).cloned().unwrap_or_else(|| "worksheets/sheet1.xml".to_owned());
    Ok(match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    })
}

/// The strings that cells share; how they are to be pronounced (`rPh`) is left out.
fn strings(xml: &str) -> Result<Vec<String>, String> {
    let (mut all, mut text) = (Vec::new(), String::new());
    let (mut inside, mut aside) = (false, 0_usize);
    walk(xml, |seen| {
        match seen {
            Seen::Start(tag) => match tag.local_name().into_inner() {
                "si" => text.clear(),
                "rPh" => aside += 1,
                "t" => inside = true,
                _ => {}
            },
            Seen::Text(more) if inside && aside == 0 => text.push_str(more),
            Seen::Text(_) => {}
            Seen::End("si") => all.push(unescaped(&text)),
            Seen::End("rPh") => aside = aside.saturating_sub(1),
            Seen::End("t") => inside = false,
            Seen::End(_) => {}
        }
        Ok(())
    })?;
    Ok(all)
}

/// The rows of a sheet; a row that is not written down is an empty one.
fn cells(xml: &str, shared: &[String]) -> Result<Vec<Vec<String>>, String> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut kind, mut column, mut text) = (String::new(), 0_usize, String::new());
    let (mut inside, mut aside) = (false, 0_usize);
    // Shared strings may be named again and again.
    let mut room = MAX_BYTES;
    walk(xml, |seen| {
        match seen {
            Seen::Start(tag) => match tag.local_name().into_inner() {
                "row" => {
                    let number = attribute(tag, "r").and_then(|number| number.parse().ok()).unwrap_or(rows.len() + 1);
                    if number > MOST_ROWS {
                        return Err(format!("the sheet has more than {MOST_ROWS} rows"));
                    }
                    while rows.len() < number {
                        rows.push(Vec::new());
                    }
                    column = 0;
                }
                "c" => {
                    kind = attribute(tag, "t").unwrap_or_default();
                    column = attribute(tag, "r").and_then(|place| column_of(&place)).unwrap_or(column);
                    text.clear();
                }
                "rPh" => aside += 1,
                "t" | "v" => inside = true,
                _ => {}
            },
            Seen::Text(more) if inside && aside == 0 => text.push_str(more),
            Seen::Text(_) => {}
            Seen::End("rPh") => aside = aside.saturating_sub(1),
            Seen::End("t" | "v") => inside = false,
            Seen::End("c") => {
                let value = match kind.as_str() {
                    "s" => {
                        text.trim().parse::<usize>().ok().and_then(|at| shared.get(at)).cloned().unwrap_or_default()
                    }
                    _ => unescaped(&text),
                };
                room = room.checked_sub(value.len()).ok_or("the sheet holds more text than is read")?;
                if let Some(row) = rows.last_mut().filter(|_| column < MOST_COLUMNS) {
                    if row.len() <= column {
                        row.resize(column + 1, String::new());
                    }
                    if let Some(cell) = row.get_mut(column) {
                        *cell = value;
                    }
                }
                column += 1;
            }
            Seen::End(_) => {}
        }
        Ok(())
    })?;
    Ok(rows)
}

/// The column of a place such as `AB12`, from 0.
fn column_of(place: &str) -> Option<usize> {
    let letters: String = place.chars().take_while(char::is_ascii_uppercase).take(4).collect();
    let number = letters.bytes().fold(0_usize, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1)
}
