//! The gold sentences: exactly the marked names are found, in every Unicode form and through inline codes.

use super::super::cases;
use anban::{
    article::Content,
    names::{Kind, NameUse, Names, Unit},
};
use unicode_normalization::UnicodeNormalization;

const GOLD: &str = include_str!("../../data/names/gold.txt");

/// A sentence without its marks, and what it marks: kind and text.
fn read(line: &str) -> (String, Vec<(Kind, String)>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = line;
    while let Some((before, marked)) = rest.split_once('[') {
        let (inside, after) = marked.split_once(']').unwrap_or((marked, ""));
        let (kind, name) = inside.split_once(':').unwrap_or(("?", inside));
        assert!(matches!(kind, "P" | "L"), "a mark is closed and has a kind: {line}");
        let kind = if kind == "P" { Kind::Person } else { Kind::Place };
        text += before;
        text += name;
        marks.push((kind, name.to_owned()));
        rest = after;
    }
    (text + rest, marks)
}

fn gold() -> impl Iterator<Item = (String, Vec<(Kind, String)>)> {
    GOLD.lines().filter(|line| !line.starts_with('#')).map(read)
}

fn found(names: &Names, text: &str) -> Vec<(Kind, String)> {
    names.find(text).into_iter().map(|one| (one.kind, one.span.of(text).to_owned())).collect()
}

#[test]
fn the_gold_sentences_hold() {
    let names = Names::default();
    let (mut sentences, mut marks, mut faults) = (0, 0, Vec::new());
    for (text, wanted) in gold() {
        sentences += 1;
        marks += wanted.len();
        let found = found(&names, &text);
        if found != wanted {
            faults.push(format!("{text}\n  found  {found:?}\n  wanted {wanted:?}"));
        }
    }
    cases::hold("names", "names found in the gold sentences", sentences, &faults);
    assert!(sentences >= 190 && marks >= 150, "{sentences} sentences, {marks} names");
}

/// What does not depend on the writing of the text.
fn essence(uses: &[NameUse]) -> Vec<(&str, &str, Kind, Option<Unit>)> {
    uses.iter().map(|one| (one.text.as_str(), one.name.as_str(), one.kind, one.administrative)).collect()
}

#[test]
fn decomposed_text_gives_the_same_names() {
    let names = Names::default();
    for (text, _) in gold() {
        let decomposed: String = text.nfd().collect();
        assert_eq!(essence(&names.find(&text)), essence(&names.find(&decomposed)), "{text}");
    }
}

#[test]
fn inline_codes_are_looked_through() {
    let names = Names::default();
    let (open, close) = (Content::stand_in(0), Content::stand_in(1));
    for (text, _) in gold() {
        // A code at every border of a word, and inside every second word.
        let coded: String = text
            .split(' ')
            .enumerate()
            .map(|(at, word)| {
                let cut = word.char_indices().nth(1).map_or(word.len(), |(cut, _)| cut);
                if at % 2 == 0 {
                    format!("{open}{word}{close}")
                } else {
                    format!("{}{open}{}", &word[..cut], &word[cut..])
                }
            })
            .collect::<Vec<_>>()
            .join(" ");
        assert_eq!(essence(&names.find(&text)), essence(&names.find(&coded)), "{text}");
    }
}

#[test]
fn units_and_spellings_are_read() {
    let names = Names::default();
    for (text, name, unit) in [
        ("TP. Hồ Chí Minh", "Hồ Chí Minh", Some(Unit::City)),
        ("ở tỉnh Khánh Hoà", "Khánh Hòa", Some(Unit::Province)),
        ("ở Thị trấn Bích Động", "Bích Động", Some(Unit::Township)),
        ("tại thôn Đông, ở làng Thổ Hà", "Thổ Hà", Some(Unit::Village)),
        ("tỉnh Đăk Lăk", "Đắk Lắk", Some(Unit::Province)),
        ("Bắc Cạn", "Bắc Kạn", None),
        ("ba tỉnh Bắc Kạn và", "Bắc Kạn", None),
        ("đại lộ Thăng Long", "Thăng Long", Some(Unit::Street)),
        ("Bà Rịa – Vũng Tàu", "Bà Rịa Vũng Tàu", None),
    ] {
        let last = names.find(text).pop();
        let found = last.as_ref().map(|one| (one.name.as_str(), one.administrative));
        assert_eq!(found, Some((name, unit)), "{text}");
    }
}
