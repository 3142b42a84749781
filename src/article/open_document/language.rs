//! Text and style properties as they are written.

use std::fmt::Write as _;

use crate::{article::word, locale::Locale};

/// Text for a paragraph: of spaces in a row all but the first are elements, for readers collapse them (OpenDocument
/// 1.3 part 3, 6.1.2).
pub fn escape(text: &str) -> String {
    let text = word::escape(text);
    if !text.contains("  ") {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.as_str();
    while let Some(at) = rest.find("  ") {
        let (before, after) = rest.split_at(at + 1);
        out.push_str(before);
        rest = after.trim_start_matches(' ');
        let _ = write!(out, "<text:s text:c=\"{}\"/>", after.len() - rest.len());
    }
    out + rest
}

/// The tag `style:text-properties` of a style in Vietnamese, for text in the language `target`.
pub fn language(tag: &str, target: Locale) -> String {
    let (latin, asian) = match target {
        Locale::Vi => (("vi", "VN"), None),
        Locale::En => (("en", "US"), None),
        Locale::Ja => (("en", "US"), Some(("ja", "JP", "Yu Mincho", "Yu Gothic"))),
        Locale::Ko => (("en", "US"), Some(("ko", "KR", "Batang", "Malgun Gothic"))),
    };
    let mut tag = with(tag, "fo:language", latin.0);
    tag = with(&tag, "fo:country", latin.1);
    if let Some((language, country, serif, sans)) = asian {
        tag = with(&tag, "style:language-asian", language);
        tag = with(&tag, "style:country-asian", country);
        if !tag.contains("style:font-name-asian") && !tag.contains("style:font-family-asian") {
            let font = if word::is_sans(&tag) { sans } else { serif };
            tag = with(&tag, "style:font-family-asian", font);
        }
    }
    tag
}

/// `tag` with the attribute `name` set to `value`.
fn with(tag: &str, name: &str, value: &str) -> String {
    let quoted = tag.find(&format!(" {name}=")).and_then(|at| {
        let from = at + name.len() + 2;
        let quote = tag.get(from..)?.chars().next()?;
        let length = tag.get(from + 1..)?.find(quote)?;
        Some((from + 1, from + 1 + length))
    });
    let Some((from, to)) = quoted else {
        let end = tag.trim_end_matches(['/', '>']).trim_end().len();
        let (open, close) = tag.split_at(end);
        return format!("{open} {name}=\"{value}\"{close}");
    };
    format!("{}{value}{}", tag.get(..from).unwrap_or_default(), tag.get(to..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_in_a_row_are_elements() {
        for (text, written) in [
            ("a b", "a b"),
            ("a  b", "a <text:s text:c=\"1\"/>b"),
            ("a    b  ", "a <text:s text:c=\"3\"/>b <text:s text:c=\"1\"/>"),
            ("a & b", "a &amp; b"),
        ] {
            assert_eq!(escape(text), written);
        }
    }

    #[test]
    fn a_style_takes_the_language_and_a_font_where_it_has_none() {
        let tag = "<style:text-properties style:font-name=\"Arial\" fo:language=\"vi\" fo:country=\"VN\"/>";
        let english = "<style:text-properties style:font-name=\"Arial\" fo:language=\"en\" fo:country=\"US\"/>";
        assert_eq!(language(tag, Locale::En), english);
        let korean = language(tag, Locale::Ko);
        assert!(
            korean.ends_with(
                " style:language-asian=\"ko\" style:country-asian=\"KR\" style:font-family-asian=\"Malgun Gothic\"/>"
            ),
            "{korean}"
        );
        let own =
            "<style:text-properties fo:language=\"vi\" style:font-name-asian=\"Gulim\" style:language-asian=\"zh\">";
        let japanese = language(own, Locale::Ja);
        assert_eq!(
            japanese,
            "<style:text-properties fo:language=\"en\" style:font-name-asian=\"Gulim\" style:language-asian=\"ja\" fo:country=\"US\" style:country-asian=\"JP\">"
        );
    }
}
