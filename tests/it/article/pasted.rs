//! HTML that comes out of Word: saved as a page, or copied and pasted.

use anban::{article::Format, locale::Locale};

use super::{changed, holds, listing, parse};

/// As Word 2016 puts it on the clipboard: lists are paragraphs, every piece has a span, conditions everywhere.
const CLIPBOARD: &str = r##"<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=ProgId content=Word.Document><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:""; font-size:12.0pt;} --></style>
</head>
<body lang=VI style='tab-interval:36.0pt'>
<!--StartFragment-->
<p class=MsoNormal align=center style='text-align:center'><b style='mso-bidi-font-weight:normal'><span style='font-size:14.0pt'>Bắc Giang mở rộng
đối ngoại<o:p></o:p></span></b></p>
<p class=MsoNormal><b><span lang=EN-US style='mso-ansi-language:EN-US'>Những năm qua, tỉnh đã hội nhập.<o:p></o:p></span></b></p>
<p class=MsoNormal><span style='font-size:13.0pt'>Tỉnh có </span><span lang=EN-US style='font-size:13.0pt;mso-ansi-language:EN-US'>hơn </span><span style='font-size:13.0pt'>200 dự án <b>FDI</b> từ <span class=SpellE>Hàn</span> <span class=GramE>Quốc</span>.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Xúc tiến đầu tư<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]><st1:place w:st="on">Hợp tác</st1:place> quốc tế<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Theo <a href="https://e.vn"><span style='color:blue'>TTXVN</span></a>,<span style='mso-spacerun:yes'>  </span>vốn tăng<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a> mạnh<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[M1]</a></span>.</p>
<p class=MsoCaption>Ảnh: TTXVN<!--[if supportFields]><span style='mso-element:field-begin'></span>SEQ<![endif]--></p>
<p class=MsoNormal align=right><b>Đỗ Quốc Tuấn<o:p></o:p></b></p>
<div style='mso-element:footnote-list'><p class=MsoFootnoteText>Số liệu của tỉnh.</p></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Xem lại!</p></div></div>
<!--EndFragment--></body></html>
"##;

#[test]
fn what_word_puts_on_the_clipboard_reads_like_the_document() {
    let article = parse(CLIPBOARD, Format::Html);
    holds(&article, CLIPBOARD.as_bytes());
    let found = listing(&article);
    let expected = [
        ("headline", "Bắc Giang mở rộng đối ngoại"),
        ("lead", "Những năm qua, tỉnh đã hội nhập."),
        ("paragraph", "Tỉnh có hơn 200 dự án <0>FDI</0> từ Hàn Quốc."),
        ("list-item", "Xúc tiến đầu tư"),
        ("list-item", "Hợp tác quốc tế"),
        ("paragraph", "Theo <0><1>TTXVN</1></0>, vốn tăng<4><5>[1]</5></4> mạnh<8/>."),
        ("caption", "Ảnh: TTXVN"),
        ("byline", "Đỗ Quốc Tuấn"),
        ("footnote", "Số liệu của tỉnh."),
    ];
    let found: Vec<(&str, &str)> = found.iter().map(|(role, text)| (role.as_str(), text.as_str())).collect();
    assert_eq!(found, expected);
    let written = article.write(Locale::En, &changed(&article, |text| text.replace("Hàn Quốc", "South Korea")));
    let again = parse(std::str::from_utf8(&written).expect("UTF-8"), Format::Html);
    assert_eq!(again.units.len(), article.units.len());
    assert_eq!(listing(&again)[2].1, "Tỉnh có hơn 200 dự án <0>FDI</0> từ South Korea.");
    let written = String::from_utf8(written).expect("UTF-8");
    assert!(written.contains("<span style='mso-list:Ignore'>·"), "bullets stay");
    let (open, close) = (written.matches("<span").count(), written.matches("</span>").count());
    assert_eq!(open, close, "{written}");
}
