//! A Word document of 300 pages: read, and written with every unit replaced; rate and peak memory.

#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a bench reports to its caller and has nobody to recover for"
)]

use std::{
    fmt::Write as _,
    fs,
    hint::black_box,
    io::{Cursor, Write as _},
    time::Instant,
};

use anban::{
    article::{Article, Content, Settings, read},
    locale::Locale,
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Newspaper type sets some five hundred words on a page.
const PAGES: usize = 300;
const WORDS: usize = 500;

/// A paragraph as Word saves it: runs cut by spelling marks, formats, a link, a note.
fn paragraph(out: &mut String, number: usize) -> usize {
    let run = "<w:r w:rsidR=\"00A77B3E\"><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/><w:lang w:val=\"vi-VN\"/></w:rPr>";
    let bold = run.replace("<w:sz ", "<w:b/><w:sz ");
    let text = "<w:t xml:space=\"preserve\">";
    let _ = write!(
        out,
        "<w:p w:rsidR=\"00A77B3E\" w:rsidRDefault=\"00A77B3E\"><w:pPr><w:spacing w:line=\"360\" w:lineRule=\"auto\"/><w:ind w:firstLine=\"720\"/><w:jc w:val=\"both\"/></w:pPr>\
         {run}{text}Đến nay, tỉnh đã thu hút được hơn </w:t></w:r>{bold}{text}{number} dự án</w:t></w:r>{run}{text} FDI từ 12 quốc gia và vùng </w:t></w:r><w:proofErr w:type=\"spellStart\"/>{run}{text}lãnh</w:t></w:r><w:proofErr w:type=\"spellEnd\"/>{run}{text} thổ như: </w:t></w:r>\
         <w:hyperlink r:id=\"rId{number}\">{run}<w:t>Hàn Quốc</w:t></w:r></w:hyperlink>{run}{text}, Nhật Bản, Trung Quốc, Singapore; trong đó, Hàn Quốc và Nhật Bản có nhiều dự án đầu tư vào tỉnh nhất, đóng góp tích cực cho sự phát triển kinh tế - xã hội.</w:t></w:r></w:p>"
    );
    60
}

fn document() -> Vec<u8> {
    let mut body = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>",
    );
    let (mut words, mut number) = (0, 0);
    while words < PAGES * WORDS {
        words += paragraph(&mut body, number);
        number += 1;
    }
    body.push_str("<w:sectPr/></w:body></w:document>");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", body.as_str())] {
        out.start_file(name, SimpleFileOptions::default()).expect("an entry");
        out.write_all(text.as_bytes()).expect("written");
    }
    out.finish().expect("an archive").into_inner()
}

/// The most memory that this process had, in MB.
fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<f64>().ok()? / 1e3)
}

fn translated(article: &Article) -> Vec<Option<Content>> {
    let change = |content: &Content| Content { text: content.text.replace('a', "á"), codes: content.codes.clone() };
    article.units.iter().map(|unit| Some(change(&unit.content))).collect()
}

fn main() {
    let bytes = document();
    let settings = Settings::default();
    let before = peak();
    let mut best = [f64::INFINITY; 2];
    let (mut units, mut source, mut written) = (0, 0, 0);
    for _ in 0..5 {
        let start = Instant::now();
        let article = read("luận-án.docx", &bytes, None, &settings).expect("readable");
        best[0] = best[0].min(start.elapsed().as_secs_f64());
        let texts = translated(&article);
        let start = Instant::now();
        written = black_box(article.write(Locale::Ja, &texts)).len();
        best[1] = best[1].min(start.elapsed().as_secs_f64());
        (units, source) = (article.units.len(), article.source.len());
    }
    let megabytes = source as f64 / 1e6;
    println!("{PAGES} pages, {units} paragraphs, {megabytes:.1} MB of XML in {:.2} MB", bytes.len() as f64 / 1e6);
    println!("read   {:>7.1} ms  {:>6.1} MB/s", best[0] * 1e3, megabytes / best[0]);
    println!("write  {:>7.1} ms  {:>6.1} MB/s  {written} bytes", best[1] * 1e3, megabytes / best[1]);
    if let (Some(before), Some(after)) = (before, peak()) {
        println!("memory {after:.0} MB at most, {before:.0} MB before the first was read");
    }
}
