//! Runs as they are written.

use std::borrow::Cow;

use quick_xml::{Reader, events::Event};

use crate::{
    article::{html, xml},
    locale::Locale,
};

/// The end of a run's text and of the run.
pub(super) const END: &str = "</w:t></w:r>";

/// The beginning of a run in `format` (its properties as XML) and of its text.
pub fn run(format: &str) -> String {
    format!("<w:r>{format}<w:t xml:space=\"preserve\">")
}

/// A unit's text, spelled and with its codes' markup, as runs of which the first is in the format `base`.
pub fn runs(spelled: &str, base: &str, target: Locale) -> String {
    let whole = format!("{}{spelled}{END}", run(base));
    in_language(&without_empty_runs(&whole), target)
}

/// Whether every element of `xml` is closed where it was opened.
pub fn is_well_formed(xml: &str) -> bool {
    let mut reader = Reader::from_str(xml);
    let mut open = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => open += 1,
            Ok(Event::End(_)) => open = open.saturating_sub(1),
            Ok(Event::Eof) => return open == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

/// Text for a run, which has no line ends inside.
pub fn escape(text: &str) -> String {
    xml::escape(text, |_| " ")
}

/// Takes out runs in which no text is left.
fn without_empty_runs(xml: &str) -> String {
    const EMPTY: &str = "<w:t xml:space=\"preserve\"></w:t></w:r>";
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some(at) = rest.find(EMPTY) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let start = out.rfind("<w:r>");
        let properties = start.and_then(|start| out.get(start + "<w:r>".len()..));
        match (start, properties) {
            (Some(start), Some(only)) if is_properties(only) => out.truncate(start),
            _ => out.push_str("</w:r>"),
        }
        rest = after.get(EMPTY.len()..).unwrap_or_default();
    }
    out + rest
}

fn is_properties(xml: &str) -> bool {
    xml.is_empty() || (xml.starts_with("<w:rPr>") && xml.find("</w:rPr>") == xml.len().checked_sub("</w:rPr>".len()))
}

/// The runs in the edition's language: the style sheet's language holds, and where a run names fonts for Latin
/// letters only, one for the edition's letters stands beside them.
fn in_language(xml: &str, target: Locale) -> String {
    let mut out = String::with_capacity(xml.len());
    for tag in xml.split_inclusive('>') {
        let Some(at) = tag.rfind('<') else {
            out.push_str(tag);
            continue;
        };
        let (text, tag) = tag.split_at(at);
        out.push_str(text);
        if tag.starts_with("<w:lang ") {
            continue;
        }
        out.push_str(&fonts(tag, target).unwrap_or_else(|| tag.to_owned()));
    }
    out
}

/// `tag`, a `w:rFonts`, with fonts that have the edition's letters: in the place of those that only show Latin letters
/// as Vietnamese ones, and for East Asian letters where none is named. Nothing where the tag stays as it is.
pub fn fonts(tag: &str, target: Locale) -> Option<String> {
    if !tag.starts_with("<w:rFonts") {
        return None;
    }
    match html::unicode_font(tag) {
        Cow::Borrowed(_) => with_east_asian(tag, target),
        Cow::Owned(tag) => Some(with_east_asian(&tag, target).unwrap_or(tag)),
    }
}

fn with_east_asian(tag: &str, target: Locale) -> Option<String> {
    let font = east_asian(tag, target)?;
    let open = tag.strip_suffix("/>").filter(|open| open.starts_with("<w:rFonts"))?;
    (!tag.contains("w:eastAsia")).then(|| format!("{} w:eastAsia=\"{font}\"/>", open.trim_end()))
}

/// Whether one of the well-known fonts without serifs is named in `tag`.
pub fn is_sans(tag: &str) -> bool {
    const SANS: [&str; 9] =
        ["Arial", "Calibri", "Tahoma", "Verdana", "Segoe", "Helvetica", "Roboto", "Open Sans", "Liberation Sans"];
    SANS.iter().any(|font| tag.contains(font))
}

/// A font that Word has for the language, with serifs where the Latin one has them.
fn east_asian(tag: &str, target: Locale) -> Option<&'static str> {
    let sans = is_sans(tag);
    match (target, sans) {
        (Locale::Ja, true) => Some("Yu Gothic"),
        (Locale::Ja, false) => Some("Yu Mincho"),
        (Locale::Ko, true) => Some("Malgun Gothic"),
        (Locale::Ko, false) => Some("Batang"),
        _ => None,
    }
}

/// The `w:lang` of the whole document.
pub fn language(target: Locale) -> String {
    match target {
        Locale::Vi => "<w:lang w:val=\"vi-VN\"/>".to_owned(),
        Locale::En => "<w:lang w:val=\"en-US\"/>".to_owned(),
        Locale::Ja => "<w:lang w:val=\"en-US\" w:eastAsia=\"ja-JP\"/>".to_owned(),
        Locale::Ko => "<w:lang w:val=\"en-US\" w:eastAsia=\"ko-KR\"/>".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_without_text_are_taken_out() {
        let bold = "<w:rPr><w:b/></w:rPr>";
        let spelled = format!("{END}{}đậm{END}{}", run(bold), run(""));
        assert_eq!(runs(&spelled, "", Locale::En), format!("{}đậm{END}", run(bold)));
        let object = format!("{END}<w:r><w:footnoteReference w:id=\"1\"/></w:r>{}", run(""));
        assert_eq!(
            runs(&format!("a{object}"), "", Locale::En),
            format!("{}a{END}<w:r><w:footnoteReference w:id=\"1\"/></w:r>", run(""))
        );
    }

    #[test]
    fn east_asian_letters_get_a_font_where_none_is_named() {
        let times = "<w:rFonts w:ascii=\"Times New Roman\"/>";
        assert_eq!(
            fonts(times, Locale::Ja).as_deref(),
            Some("<w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"Yu Mincho\"/>")
        );
        assert_eq!(fonts(times, Locale::En), None);
        assert_eq!(fonts("<w:rFonts w:eastAsia=\"Batang\"/>", Locale::Ko), None);
        assert_eq!(fonts("<w:b/>", Locale::Ko), None);
    }
}
