//! Documents to convert: flat ODF text and HTML, each made of some of the things that newsrooms put into one.

use std::fmt::Write as _;

const HEAD: &str = r##"<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>Hồ sơ số {n}</dc:title></office:meta>
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="Liberation Serif" fo:language="vi" fo:country="VN"/></style:default-style><style:style style:name="Title" style:family="paragraph"/><style:style style:name="Subtitle" style:family="paragraph"/><style:style style:name="Quotations" style:family="paragraph"/></office:styles>
<office:automatic-styles>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="S" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="C" style:family="text"><style:text-properties fo:color="#c00000" style:font-name="Arial" fo:font-family="Arial"/></style:style>
<style:style style:name="fr" style:family="graphic"><style:graphic-properties style:wrap="parallel" fo:border="0.5pt solid #000000"/></style:style>
<style:page-layout style:name="pm"><style:page-layout-properties/><style:header-style/><style:footer-style/></style:page-layout>
<text:list-style style:name="L"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/><text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm"><style:header><text:p>Đầu trang {n}</text:p></style:header><style:footer><text:p>Chân trang <text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>
"##;

const CHANGES: &str = r#"<text:tracked-changes><text:changed-region text:id="ct1"><text:insertion><office:change-info><dc:creator>Lan</dc:creator><dc:date>2016-08-28T10:00:00</dc:date></office:change-info></text:insertion></text:changed-region><text:changed-region text:id="ct2"><text:deletion><office:change-info><dc:creator>Lan</dc:creator><dc:date>2016-08-28T10:00:00</dc:date></office:change-info><text:p> bibỏđi </text:p></text:deletion></text:changed-region></text:tracked-changes>
"#;

/// What a paragraph or a block may be; `{n}` is a number that is different each time.
const BLOCKS: [&str; 22] = [
    r#"<text:p>Tỉnh Bắc Giang <text:span text:style-name="B">mở rộng {n}</text:span> hợp tác với <text:span text:style-name="I">Hàn <text:span text:style-name="B">Quốc</text:span></text:span>.</text:p>"#,
    r#"<text:h text:outline-level="2">Tiêu mục {n}</text:h>"#,
    r#"<text:p>Theo <text:a xlink:type="simple" xlink:href="https://e.vn/{n}?a=1&amp;b=2">TTXVN <text:span text:style-name="B">số {n}</text:span></text:a>, vốn tăng.</text:p>"#,
    r#"<text:p>Số liệu <text:note text:id="ftn{n}" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Chú thích <text:span text:style-name="I">nghiêng {n}</text:span> cuối trang.</text:p></text:note-body></text:note> được công bố.</text:p>"#,
    r#"<text:p>Lời kể <text:note text:id="etn{n}" text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body><text:p>Chú cuối bài {n}.</text:p><text:p>Đoạn hai {n}.</text:p></text:note-body></text:note> của ông.</text:p>"#,
    r#"<table:table table:name="T{n}"><table:table-column table:number-columns-repeated="2"/><table:table-row><table:table-cell><text:p>Nước {n}</text:p></table:table-cell><table:table-cell><text:p>Vốn <text:span text:style-name="B">tỷ</text:span></text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>Hàn Quốc</text:p></table:table-cell><table:table-cell><text:p>1.234,5</text:p></table:table-cell></table:table-row></table:table>"#,
    r#"<table:table table:name="N{n}"><table:table-column/><table:table-row><table:table-cell><text:p>Ngoài {n}</text:p><table:table table:name="M{n}"><table:table-column/><table:table-row><table:table-cell><text:p>Trong {n}</text:p></table:table-cell></table:table-row></table:table><text:p>Sau {n}</text:p></table:table-cell></table:table-row></table:table>"#,
    r#"<text:list text:style-name="L"><text:list-item><text:p>Mục đầu {n}</text:p><text:list><text:list-item><text:p>Mục con {n}</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>Mục hai {n}</text:p></text:list-item></text:list>"#,
    r#"<text:p>Trước khung <draw:frame draw:style-name="fr" draw:name="K{n}" text:anchor-type="as-char" svg:width="5cm"><draw:text-box fo:min-height="1cm"><text:p>Trong khung {n}</text:p><text:p>Dòng hai của khung</text:p></draw:text-box></draw:frame> sau khung.</text:p>"#,
    r#"<text:p><draw:frame draw:style-name="fr" draw:name="P{n}" text:anchor-type="paragraph" svg:width="5cm"><draw:text-box fo:min-height="1cm"><text:p>Khung bên lề {n}</text:p></draw:text-box></draw:frame>Đoạn có khung bên lề.</text:p>"#,
    r#"<text:p>Giữ lại <text:change-start text:change-id="ct1"/>phần thêm<text:change-end text:change-id="ct1"/> và bớt <text:change text:change-id="ct2"/> phần cũ {n}.</text:p>"#,
    r#"<text:p>Câu có <office:annotation office:name="a{n}"><dc:creator>Minh</dc:creator><dc:date>2016-08-28T10:00:00</dc:date><text:p>xemlạiđi</text:p></office:annotation>lời bàn<office:annotation-end office:name="a{n}"/> của biên tập {n}.</text:p>"#,
    r#"<text:p>Trang <text:page-number>1</text:page-number> trên <text:page-count>1</text:page-count>, mục <text:bookmark text:name="b{n}"/>có dấu <text:bookmark-ref text:ref-name="b{n}">12</text:bookmark-ref> hết {n}.</text:p>"#,
    r#"<text:p>Cột một<text:tab/>cột hai<text:line-break/>dòng hai<text:s text:c="3"/>ba dấu cách {n}</text:p>"#,
    r#"<text:p>a &amp; b &lt; c &gt; d "ngoặc" 'đơn' 50 % {n}</text:p>"#,
    r#"<text:p>m<text:span text:style-name="S">2</text:span> và CO<text:span text:style-name="S">2</text:span> ở <text:span text:style-name="C">mức đỏ {n}</text:span></text:p>"#,
    r#"<text:p/>"#,
    r#"<text:p text:style-name="Quotations">“Hội nhập là cơ hội” – ông {n} nói.</text:p>"#,
    r#"<text:section text:name="Sec{n}"><text:p>Trong phần {n}</text:p></text:section>"#,
    r#"<text:p>Bắc Giang thu hút hơn 200 dự án FDI từ 12 quốc gia và vùng lãnh thổ {n}. Trong đó, Hàn Quốc và Nhật Bản có nhiều dự án nhất.</text:p>"#,
    r#"<text:p><text:span text:style-name="B">Đỗ Quốc Tuấn {n}</text:span></text:p>"#,
    r#"<text:p>한국과 日本、Ελλάδα, emoji 😀 và chữ dựng sẵn tiếng Việt {n}</text:p>"#,
];

/// Number `n` of the flat ODF documents: its blocks follow from the number.
pub(super) fn flat(n: usize) -> String {
    let mut state = u64::try_from(n).expect("a small number") + 1;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits") % below
    };
    let mut body = String::new();
    let _ = write!(body, "<text:p text:style-name=\"Title\">Bài số {n}</text:p><text:p>28/08/2016 19:34</text:p>");
    for at in 0..6 + next(8) {
        // The first blocks go through the list, so that every kind comes up; the others are drawn.
        let block = if at == 0 { n % BLOCKS.len() } else { next(BLOCKS.len()) };
        body.push_str(&BLOCKS[block].replace("{n}", &format!("{}", n * 100 + at)));
        body.push('\n');
    }
    let changes = if body.contains("change-id") { CHANGES } else { "" };
    format!("{}{changes}{body}</office:text></office:body></office:document>\n", HEAD.replace("{n}", &n.to_string()))
}

/// Number `n` of the HTML pages.
pub(super) fn page(n: usize) -> String {
    let blocks = [
        "<h1>Bài báo {n}</h1>",
        "<h2>Mục {n}</h2>",
        "<p>Tỉnh <b>Bắc <i>Giang</i></b> hội nhập {n} &amp; phát&nbsp;triển.</p>",
        "<p>Theo <a href=\"https://e.vn/?a={n}&amp;b\">TTXVN</a><br>dòng sau {n}</p>",
        "<ul><li>một {n}<li>hai<ol><li>hai một {n}</ol></ul>",
        "<table border=1><caption>Bảng {n}</caption><tr><th>Nước<th>Vốn<tr><td>Hàn Quốc {n}<td><p>1.200</p><p>tỷ</p></table>",
        "<blockquote><p>Lời trích {n}</p></blockquote>",
        "<pre>mã   nguồn {n}</pre>",
        "<p style=\"color:red\"><font face=\"Arial\">Chữ màu {n}</font> <u>gạch</u> <s>bỏ</s> <sup>2</sup></p>",
        "<dl><dt>Từ {n}<dd>nghĩa</dl>",
        "<p align=right><b>Nguyễn Văn A {n}</b></p>",
    ];
    let chosen: String = (0..blocks.len())
        .filter(|at| at == &0 || (n >> (at % 5)) & 1 == 0 || n % blocks.len() == *at)
        .map(|at| blocks[at].replace("{n}", &format!("{}", n * 100 + at)))
        .collect();
    format!("<html lang=vi><head><meta charset=utf-8><title>Trang {n}</title></head><body>{chosen}</body></html>")
}
