//! What each text is worth: `parse.tsv` by language, `equal.tsv` across languages, `render.tsv`, `hints.tsv`.

use anban::{
    locale::Locale,
    numbers::{Date, Style, Time, Value, check, hints, parse, render, render_date},
};

use super::{super::cases, dumps, locale, rows};

#[test]
fn texts_are_read_as_the_table_says() {
    let mut wrong = Vec::new();
    for row in rows("parse.tsv", 4) {
        let [section, tag, text, expected] = row.as_slice() else { unreachable!() };
        let got = dumps(&parse(text, locale(tag)));
        if got != *expected {
            wrong.push(format!("{section} {tag} {text:?}\n  expected {expected}\n  got      {got}"));
        }
    }
    cases::hold("numbers", "figures read", rows("parse.tsv", 4).len(), &wrong);
}

#[test]
fn one_figure_has_one_value_in_four_languages() {
    let mut wrong = Vec::new();
    for row in rows("equal.tsv", 6) {
        let [section, vi, en, ja, ko, value] = row.as_slice() else { unreachable!() };
        for (language, text) in Locale::ALL.into_iter().zip([vi, en, ja, ko]) {
            let figures = parse(text, language);
            let found = figures.iter().any(|f| f.value.to_string() == *value || in_parts(&f.value, value));
            if !found && !said_in_parts(section) {
                wrong.push(format!("{section} {language} {text:?}: wanted {value}, got {}", dumps(&figures)));
            }
        }
        for (language, text) in Locale::TARGETS.into_iter().zip([en, ja, ko]) {
            for finding in check(vi, text, language) {
                wrong.push(format!("{section} {vi:?} -> {text:?}: {} {:?}", finding.code, finding.facts));
            }
        }
    }
    cases::hold("numbers", "one value in four languages", rows("equal.tsv", 6).len(), &wrong);
}

/// A year range may be read as years; a decade shows its first year without grouping.
fn in_parts(value: &Value, expected: &str) -> bool {
    let plain = value.to_string().replace(' ', "");
    plain == expected.replace(' ', "")
}

/// Quarters with a year and counts of months are said in several figures in some languages.
fn said_in_parts(section: &str) -> bool {
    ["quarter", "months", "in parts"].iter().any(|end| section.ends_with(end))
}

#[test]
fn what_is_rendered_reads_back() {
    let style = Style::default();
    let mut wrong = Vec::new();
    for row in rows("equal.tsv", 6) {
        // Of a row with two figures neither form alone is the translation.
        for figure in parse(&row[1], Locale::Vi).iter().filter(|f| f.firm && parse(&row[1], Locale::Vi).len() == 1) {
            for language in Locale::TARGETS {
                let text = render(figure, language, &style);
                for finding in check(&row[1], &text, language) {
                    wrong.push(format!("{} {:?} -> {text:?}: {} {:?}", row[0], row[1], finding.code, finding.facts));
                }
            }
        }
    }
    cases::hold("numbers", "rendered and read back", rows("equal.tsv", 6).len(), &wrong);
}

#[test]
fn house_style_decides_the_form() {
    let mut wrong = Vec::new();
    for row in rows("render.tsv", 5) {
        let [section, tag, style, vi, expected] = row.as_slice() else { unreachable!() };
        let style: Style = toml::from_str(&style.replace("; ", "\n")).unwrap_or_else(|e| panic!("{style}: {e}"));
        let figures = parse(vi, Locale::Vi);
        let got = figures.iter().map(|f| render(f, locale(tag), &style)).collect::<Vec<_>>().join(" | ");
        if got != *expected {
            wrong.push(format!("{section} {tag} {vi:?}: expected {expected:?}, got {got:?}"));
        }
    }
    cases::hold("numbers", "rendered in house style", rows("render.tsv", 5).len(), &wrong);
}

#[test]
fn hints_tell_what_engines_get_wrong() {
    let mut wrong = Vec::new();
    for row in rows("hints.tsv", 4) {
        let [section, tag, vi, expected] = row.as_slice() else { unreachable!() };
        let got = hints(vi, locale(tag), &Style::default());
        let got = got.iter().map(|(from, to)| format!("{from} = {to}")).collect::<Vec<_>>().join(" | ");
        if got != *expected {
            wrong.push(format!("{section} {tag} {vi:?}\n  expected {expected}\n  got      {got}"));
        }
    }
    cases::hold("numbers", "hints for engines", rows("hints.tsv", 4).len(), &wrong);
}

#[test]
fn a_date_line_is_written_in_each_language() {
    let date = Date::new(2016, 8, 28).expect("a date");
    let line = |language| render_date(date, Time::new(19, 34), language, &Style::default());
    assert_eq!(line(Locale::En), "August 28, 2016, 7:34 p.m.");
    assert_eq!(line(Locale::Ja), "2016年8月28日 19時34分");
    assert_eq!(line(Locale::Ko), "2016년 8월 28일 19시 34분");
    assert_eq!(line(Locale::Vi), "28/08/2016 19:34");
}

#[test]
fn the_case_tables_are_as_large_as_promised() {
    let cases = rows("parse.tsv", 4).len() + rows("equal.tsv", 6).len() * 4 + rows("render.tsv", 5).len();
    assert!(cases >= 400, "{cases}");
}
