//! An old translation with new figures in it.

use super::shape::Shape;
use crate::{
    article::{Content, is_code},
    diagnostic::Severity,
    locale::Locale,
    numbers::{self, DateForm, DongForm, Figure, Kind, Number, PercentForm, Range, Style, TimeForm, Value},
};

/// The translation into `locale` of the Vietnamese `new`, made of `target`, the translation of `old`, which differs
/// from it in nothing but its figures. The new figures are written as the old ones were, in the house style or a
/// common variant of it. Nothing where that is not safe: a figure that stands in the target in words, or not exactly
/// once for each time the source says it, or is tied into the grammar around it; and nothing where
/// [`numbers::check`] finds anything in the result.
#[must_use]
pub fn substitute(old: &Content, target: &Content, new: &Content, locale: Locale, style: &Style) -> Option<Content> {
    let (before, after) = (Shape::of(&old.text)?, Shape::of(&new.text)?);
    if before.hash != after.hash || old.codes != new.codes || before.figures.len() != after.figures.len() {
        return None;
    }
    let changes = changes(old, &before.figures, &after.figures)?;
    let figures = numbers::parse(&target.text, locale);
    let mut places: Vec<(&Figure, String)> = Vec::new();
    for (was, is) in changes {
        let mut found = false;
        for figure in figures.iter().filter(|figure| says(figure, was)) {
            places.push((figure, written(figure, was, is, &target.text, locale, style)?));
            found = true;
        }
        if !found {
            return None;
        }
    }
    places.sort_by_key(|(figure, _)| figure.span.start);
    let mut text = String::with_capacity(target.text.len());
    let mut end = 0;
    for (figure, written) in &places {
        text.push_str(target.text.get(end..figure.span.start)?);
        text.push_str(written);
        end = figure.span.end;
    }
    text.push_str(target.text.get(end..)?);
    let worst = numbers::check(&new.text, &text, locale).into_iter().map(|finding| finding.severity).max();
    (worst <= Some(Severity::Info)).then(|| Content { text, codes: target.codes.clone() })
}

/// The old and new figures that differ, each old value once; nothing where one old value became two new ones, or
/// also stands in the sentence where it stays.
fn changes<'a>(old: &Content, was: &'a [Figure], is: &'a [Figure]) -> Option<Vec<(&'a Figure, &'a Figure)>> {
    let mut changes: Vec<(&Figure, &Figure)> = Vec::new();
    for (was_one, is_one) in was.iter().zip(is) {
        match changes.iter().find(|(known, _)| known.value == was_one.value) {
            Some((known, new)) if known.kind == was_one.kind && new.value == is_one.value => {}
            Some(_) => return None,
            None => changes.push((was_one, is_one)),
        }
    }
    changes.retain(|(was, is)| was.value != is.value);
    let others = numbers::parse(&old.text, Locale::Vi);
    let stays = |figure: &&Figure| !was.iter().any(|masked| masked.span == figure.span);
    let clash = others.iter().filter(stays).any(|other| changes.iter().any(|(was, _)| was.value == other.value));
    (!clash).then_some(changes)
}

fn says(figure: &Figure, was: &Figure) -> bool {
    figure.value == was.value && figure.kind == was.kind
}

/// How the new value is written where `figure` of the target stands.
fn written(figure: &Figure, was: &Figure, is: &Figure, text: &str, locale: Locale, style: &Style) -> Option<String> {
    let stands = figure.span.of(text);
    let is_safe = stands.contains(|c: char| c.is_ascii_digit())
        && !stands.contains(is_code)
        && !(locale == Locale::En && (is_in_words(was) || is_in_words(is)))
        && !matches!(text.get(..figure.span.start)?.rsplit(' ').nth(1), Some("a" | "an" | "A" | "An"));
    if !is_safe {
        return None;
    }
    let bare = |value: &Value| {
        let mut bare = figure.clone();
        bare.value = value.clone();
        bare.approximation = None;
        bare
    };
    let style =
        styles(style).into_iter().find(|style| numbers::render(&bare(&was.value), locale, style) == stands)?;
    let written = numbers::render(&bare(&is.value), locale, &style);
    // A Korean particle that touches the figure follows its last sound.
    let touching = text.get(figure.span.end..)?.chars().next();
    let particle = touching.is_some_and(|c| "은는이가을를과와으로".contains(c));
    let same_sound = written.chars().next_back() == stands.chars().next_back();
    (locale != Locale::Ko || !particle || same_sound).then_some(written)
}

/// English says small counts in words, and one of a thing in the singular.
fn is_in_words(figure: &Figure) -> bool {
    let small = matches!(&figure.value, Value::Number(number) if *number < Number::integer(10));
    small && figure.kind == Kind::Cardinal && figure.unit.is_none()
}

/// The house style, and with one thing at a time in its other common form.
fn styles(house: &Style) -> Vec<Style> {
    let mut styles = vec![house.clone()];
    let mut with = |change: &dyn Fn(&mut Style)| {
        let mut style = house.clone();
        change(&mut style);
        if style != *house {
            styles.push(style);
        }
    };
    for dollar in ["$", "US$", "USD ", "USD"] {
        with(&|style| style.en.dollar = dollar.to_owned());
    }
    with(&|style| style.en.dong = DongForm::Code);
    with(&|style| style.en.dong = DongForm::Word);
    with(&|style| style.en.percent = PercentForm::Sign);
    with(&|style| style.en.percent = PercentForm::Word);
    with(&|style| style.en.short_months = !style.en.short_months);
    with(&|style| style.ja.full_width_percent = !style.ja.full_width_percent);
    with(&|style| style.ja.comma = !style.ja.comma);
    with(&|style| style.ja.us_dollar = !style.ja.us_dollar);
    with(&|style| style.ko.comma = !style.ko.comma);
    with(&|style| style.ko.space_at_man = !style.ko.space_at_man);
    for date in [DateForm::Us, DateForm::Uk] {
        with(&|style| style.en.date = date);
    }
    for time in [TimeForm::TwelveHour, TimeForm::TwentyFourHour] {
        with(&|style| (style.en.time, style.ja.time, style.ko.time) = (time, time, time));
    }
    for range in
        [Range::EnDash, Range::Hyphen, Range::WaveDash, Range::FullWidthTilde, Range::TildeOperator, Range::Tilde]
    {
        with(&|style| (style.en.range, style.ja.range, style.ko.range) = (range, range, range));
    }
    styles
}
