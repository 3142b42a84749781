//! Where a form may begin and end in a target, so that a part of another word is not taken for a name.

use crate::{
    locale::Locale,
    text::{Span, is_letter, is_letter_or_number},
};

/// A form found in a target.
pub struct Form<'a> {
    /// The target.
    pub text: &'a str,
    /// Where in it.
    pub span: Span,
    /// Whether it is a right form.
    pub right: bool,
}

impl Form<'_> {
    fn before(&self) -> Option<char> {
        self.text[..self.span.start].chars().next_back()
    }

    fn after(&self) -> &str {
        &self.text[self.span.end..]
    }
}

/// Whether the form's surroundings allow it.
pub fn holds(form: &Form<'_>, locale: Locale) -> bool {
    match locale {
        Locale::En => english(form),
        Locale::Ja => japanese(form),
        Locale::Ko => korean(form),
        Locale::Vi => false,
    }
}

/// Whether the last syllable of a person's name at `span` is a word of its own and no part of another full name.
pub fn stands_alone(text: &str, span: Span, locale: Locale) -> bool {
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    match locale {
        Locale::En => {
            let earlier =
                text[..span.start].trim_end().rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
            let titled = ENGLISH_TITLES.iter().any(|title| earlier.trim_end_matches('.') == *title);
            !is_letter_at(before) && !is_letter_at(after) && (titled || !earlier.starts_with(char::is_uppercase))
        }
        Locale::Ja => {
            !before.is_some_and(|c| is_kana(c) || c == '・') && !after.is_some_and(|c| is_kana(c) || c == '・')
        }
        Locale::Ko => !is_hangul(before) && after.is_none_or(|c| c == ' ') && !follows_hangul_word(text, span.start),
        Locale::Vi => false,
    }
}

const ENGLISH_TITLES: [&str; 14] = [
    "Mr",
    "Mrs",
    "Ms",
    "Minister",
    "President",
    "Chairman",
    "Chairwoman",
    "Secretary",
    "Director",
    "FM",
    "PM",
    "General",
    "Ambassador",
    "Dr",
];

/// Words before which "state" stands alone and is the unit.
const ENGLISH_FUNCTION_WORDS: [&str; 20] = [
    "and", "or", "in", "of", "has", "have", "had", "is", "was", "will", "to", "for", "with", "on", "at", "from",
    "as", "by", "that", "which",
];

fn english(form: &Form<'_>) -> bool {
    let found = form.span.of(form.text);
    if is_letter_at(form.before())
        || is_letter_at(form.after().chars().next())
        || !found.starts_with(char::is_uppercase)
    {
        return false;
    }
    if form.right || !(found.ends_with("tate") || found.ends_with("refecture")) {
        return true;
    }
    let next = form.after().strip_prefix(' ').map(|rest| rest.split(|c: char| !is_letter(c)).next().unwrap_or(""));
    let capital = found.rsplit(' ').next().is_some_and(|unit| unit.starts_with(char::is_uppercase));
    // "Bac Giang State Treasury" and "Bac Giang state budget" speak of the state, not of a province.
    next.is_none_or(|word| {
        ENGLISH_FUNCTION_WORDS.contains(&word) || (capital && !word.starts_with(char::is_uppercase))
    })
}

fn japanese(form: &Form<'_>) -> bool {
    let found = form.span.of(form.text);
    let starts_in_kana = found.starts_with(is_kana);
    let ends_in_kana = found.ends_with(is_kana);
    let after = form.after().chars().next();
    let single = !form.right && starts_in_kana && ends_in_kana;
    let continues = |c: char| matches!(c, 'ー' | 'ッ' | 'ン' | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ャ' | 'ュ' | 'ョ');
    let glued_before = starts_in_kana && form.before().is_some_and(is_kana);
    let glued_after = ends_in_kana && after.is_some_and(|c| if single { is_kana(c) } else { continues(c) });
    !glued_before && !glued_after
}

fn korean(form: &Form<'_>) -> bool {
    let found = form.span.of(form.text);
    let blocks = found.chars().filter(|&c| is_hangul(Some(c))).count();
    let (before, after) = (form.before(), form.after());
    if form.right {
        return blocks > 1 || !is_hangul(before);
    }
    if blocks > 2 && (found.ends_with('주') || found.ends_with('도')) {
        return is_suffix(found, after);
    }
    blocks > 2
        || (!is_hangul(before)
            && after.chars().next().is_none_or(|c| !is_hangul(Some(c)) || "성시은는이가을를의에와과로".contains(c)))
}

/// Whether 주 or 도 behind a name is the word for a unit: 도 alone is also the particle "too", 주 begins words (주민).
fn is_suffix(found: &str, after: &str) -> bool {
    let next = after.chars().next();
    let particle = next.is_some_and(|c| "는의에를가와로".contains(c));
    if found.ends_with('도') { particle } else { particle || !is_hangul(next) }
}

/// Whether a syllable of Hangul at `at` may belong to a name that begins before it: only a particle parts them.
fn follows_hangul_word(text: &str, at: usize) -> bool {
    let mut earlier = text[..at].trim_end().chars().rev();
    let (last, second) = (earlier.next(), earlier.next());
    let particle = last.is_some_and(|c| "은는을를의와과로에도서며고".contains(c)) && is_hangul(second);
    is_hangul(last) && !particle
}

fn is_letter_at(c: Option<char>) -> bool {
    c.is_some_and(is_letter_or_number)
}

const fn is_kana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

fn is_hangul(c: Option<char>) -> bool {
    c.is_some_and(|c| ('\u{AC00}'..='\u{D7A3}').contains(&c))
}
