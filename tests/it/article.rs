//! Reading articles and writing them back.

#![expect(clippy::expect_used, reason = "clippy's leave for tests does not reach functions that tests share")]

mod cases;
mod encodings;
mod feed;
mod fixtures;
mod hostile;
mod legacy;
pub(crate) mod office;
mod pasted;
mod properties;
mod sample;
mod word;

use anban::{
    article::{Article, Content, Format, Settings, read},
    locale::Locale,
};

/// Reads `text`, which must be readable.
fn parse(text: &str, format: Format) -> Article {
    read("article", text.as_bytes(), Some(format), &Settings::default()).expect("readable")
}

/// Role and text of every unit, codes as `<0>`, `</0>` and `<0/>` by number.
fn listing(article: &Article) -> Vec<(String, String)> {
    article.units.iter().map(|unit| (unit.role.to_string(), shown(&unit.content))).collect()
}

fn shown(content: &Content) -> String {
    use anban::article::CodeKind;
    let mut out = String::new();
    for c in content.text.chars() {
        match Content::code_number(c) {
            None => out.push(c),
            Some(code) => match content.codes[code].kind {
                CodeKind::Open { .. } => out.push_str(&format!("<{code}>")),
                CodeKind::Close { with } => out.push_str(&format!("</{with}>")),
                CodeKind::Alone => out.push_str(&format!("<{code}/>")),
            },
        }
    }
    out
}

/// Every unit with `change` made to its text, codes kept.
fn changed(article: &Article, change: impl Fn(&str) -> String) -> Vec<Option<Content>> {
    let change = |content: &Content| {
        let mut text = String::new();
        for part in content.text.split_inclusive(|c| Content::code_number(c).is_some()) {
            let code = part.chars().next_back().filter(|&c| Content::code_number(c).is_some());
            text.push_str(&change(part.trim_end_matches(|c| Content::code_number(c).is_some())));
            text.extend(code);
        }
        Content { text, codes: content.codes.clone() }
    };
    article.units.iter().map(|unit| Some(change(&unit.content))).collect()
}

/// The file with every unit changed, as text.
fn rewritten(article: &Article, change: impl Fn(&str) -> String) -> String {
    String::from_utf8(article.write(Locale::Ja, &changed(article, change))).expect("UTF-8")
}

/// What every article promises: nothing translated gives the bytes back; units ascend and lie in the source on
/// character borders, apart or one inside the other; none is blank.
fn holds(article: &Article, bytes: &[u8]) {
    assert_eq!(article.write(Locale::Ja, &vec![None; article.units.len()]), bytes, "not byte for byte");
    assert_eq!(article.write(Locale::Ja, &[]), bytes);
    for unit in &article.units {
        assert!(article.source.get(unit.span.start..unit.span.end).is_some_and(|text| !text.is_empty()), "{unit:?}");
        assert!(!unit.content.is_blank());
    }
    for pair in article.units.windows(2) {
        let (one, two) = (pair[0].span, pair[1].span);
        assert!(one.start <= two.start && (!one.overlaps(two) || one.contains(two)), "{pair:?}");
    }
}
