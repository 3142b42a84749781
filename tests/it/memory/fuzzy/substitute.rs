//! New figures in old translations.

use anban::{article::Content, locale::Locale, memory::fuzzy::substitute, numbers::Style};

use crate::desk::repository;

fn try_all(cases: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for line in cases.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [_, locale, old, target, new, want] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let locale: Locale = locale.parse().unwrap();
        let plain = |text: &str| Content::plain(text);
        let found = substitute(&plain(old), &plain(target), &plain(new), locale, &Style::default());
        let found = found.map_or_else(|| "-".to_owned(), |content| content.text);
        if found != want {
            wrong.push(format!("{old} → {new}: {found}, not {want}"));
        }
    }
    wrong
}

#[test]
fn figures_are_written_as_the_target_writes_them() {
    let wrong = try_all(&std::fs::read_to_string(repository("tests/data/memory/substitute.tsv")).unwrap());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn markup_stays_where_it_was() {
    let mark = |before: &str, inside: &str, after: &str, raw: &str| {
        let mut content = Content::plain(before);
        content.push_code(anban::article::CodeKind::Open { with: 1 }, raw);
        content.push_text(inside);
        content.push_code(anban::article::CodeKind::Close { with: 0 }, "</b>");
        content.push_text(after);
        content
    };
    let old = mark("Tỉnh có ", "hơn 200", " dự án.", "<b>");
    let target = mark("The province has ", "more than 200", " projects.", "<b>");
    let new = mark("Tỉnh có ", "hơn 1.250", " dự án.", "<b>");
    let found = substitute(&old, &target, &new, Locale::En, &Style::default()).unwrap();
    assert_eq!(found, mark("The province has ", "more than 1,250", " projects.", "<b>"));
    let other = mark("Tỉnh có ", "hơn 1.250", " dự án.", "<strong>");
    assert_eq!(substitute(&old, &target, &other, Locale::En, &Style::default()), None, "other markup");
}
