//! Differences and three-way merges, as tables.

use anban::{
    article::{CodeKind, Content},
    review::{Change, Slug, difference, from_wire, merge},
};
use proptest::prelude::*;

#[test]
fn two_changes_of_one_text_are_put_together() {
    for (base, mine, theirs, merged, conflicts) in [
        (
            "The province has 200 projects.",
            "The province has 250 projects.",
            "Bac Giang has 200 projects.",
            "Bac Giang has 250 projects.",
            0,
        ),
        ("A b c", "A b c", "A x c", "A x c", 0),
        ("A b c", "A y c", "A b c", "A y c", 0),
        ("A b c", "A y c", "A y c", "A y c", 0),
        ("A b c", "A y c", "A x c", "A y c", 1),
        (
            "省は日本との協力を拡大した。",
            "県は日本との協力を拡大した。",
            "省は日本との連携を拡大した。",
            "県は日本との連携を拡大した。",
            0,
        ),
        (
            "성은 협력을 확대했다.",
            "성은 협력을 크게 확대했다.",
            "박장성은 협력을 확대했다.",
            "박장성은 협력을 크게 확대했다.",
            0,
        ),
        ("", "mine", "", "mine", 0),
        ("a\u{F0000}b", "a\u{F0000}c", "x\u{F0000}b", "x\u{F0000}c", 0),
    ] {
        let found = merge(base, mine, theirs);
        assert_eq!((found.text.as_str(), found.conflicts), (merged, conflicts), "{base} | {mine} | {theirs}");
    }
}

#[test]
fn a_difference_is_told_by_words() {
    let same = |text: &str| Change::Same(text.to_owned());
    let changes = difference("The province has 200 projects", "The province has 250 projects");
    assert_eq!(
        changes,
        [same("The province has "), Change::Gone("200".into()), Change::New("250".into()), same(" projects")]
    );
    let changes = difference("省は拡大", "県は拡大");
    assert_eq!(changes, [Change::Gone("省".into()), Change::New("県".into()), same("は拡大")]);
}

proptest! {
    #[test]
    fn a_difference_holds_both_texts(old in "[ab 省は한 ]{0,24}", new in "[ab 省は한 ]{0,24}") {
        let (mut left, mut right) = (String::new(), String::new());
        for change in difference(&old, &new) {
            match change {
                Change::Same(text) => { left += &text; right += &text; }
                Change::Gone(text) => left += &text,
                Change::New(text) => right += &text,
            }
        }
        prop_assert_eq!((left, right), (old, new));
    }

    #[test]
    fn a_change_that_meets_no_other_is_kept_whole(base in "[ab 省한]{0,20}", mine in "[ab 省한]{0,20}") {
        for merged in [merge(&base, &mine, &base), merge(&base, &base, &mine), merge(&base, &mine, &mine)] {
            prop_assert_eq!((merged.text, merged.conflicts), (mine.clone(), 0));
        }
    }
}

#[test]
fn what_a_browser_sends_has_no_other_markup_than_the_source() {
    let mut source = Content::plain("a");
    source.push_code(CodeKind::Alone, "<br>");
    let taken = from_wire("x\u{F0000}y\u{F0000}z\u{F0001}\u{0}<b>", &source).expect("short enough");
    assert_eq!((taken.text.as_str(), taken.codes.len()), ("x\u{F0000}yz<b>", 1));
    assert_eq!(from_wire(&"x".repeat(65_537), &source), None);
}

#[test]
fn only_a_folders_name_is_one() {
    for bad in ["", ".", "..", "../x", "a/b", "a\\b", ".hidden", "a\0b", "c:d"] {
        assert_eq!(Slug::new(bad), None, "{bad:?}");
    }
    assert!(Slug::new("bac-giang-2016").is_some() && Slug::new("bài báo").is_some());
}
