//! Slips that can hardly be seen: widths, spaces, Unicode form. Each comes with its fix.

use unicode_normalization::UnicodeNormalization;

use super::{Lint, in_locale, wordings};
use crate::{
    diagnostic::{Finding, Severity},
    glossary::Term,
    locale::Locale,
    text::nfc,
};

pub(super) const WIDTH: Lint = Lint {
    code: "glossary-width",
    severity: Severity::Warning,
    doc: "What it finds: full-width Latin letters and digits, half-width katakana, the ideographic space, full-width \
          punctuation outside Japanese, and a full-width hyphen or tilde between katakana.\n\
          Why: what is copied from the glossary into a text looks wrong there and is found by no search.\n\
          Example: \"ＦＤＩ\", \"ﾍﾞﾄﾅﾑ\", \"ソンケ－ノイ\".\n\
          How to fix: `anban check --fix`, or type it in the usual width.",
};

pub(super) const WHITESPACE: Lint = Lint {
    code: "glossary-whitespace",
    severity: Severity::Warning,
    doc: "What it finds: space at an end, two spaces in a row, tabs, line breaks, no-break and other special spaces, \
          zero-width characters and soft hyphens.\n\
          Why: they are passed on to backends and into editions.\n\
          Example: `use = \"foreign  investment \"`.\n\
          How to fix: `anban check --fix`, or type single plain spaces.",
};

pub(super) const NFD: Lint = Lint {
    code: "glossary-nfd",
    severity: Severity::Warning,
    doc: "What it finds: letters taken apart into a base and its marks (Unicode form NFD, or a mixture).\n\
          Why: it looks the same and is not; other tools and the search of an editor do not find it.\n\
          Example: \"ế\" as e with two combining marks, as macOS writes file names.\n\
          How to fix: `anban check --fix`, or type the word anew.",
};

pub(super) fn check(term: &Term, findings: &mut Vec<Finding>) {
    for (locale, form) in wordings(term) {
        let said = |finding| in_locale(finding, locale);
        if form.text.is_ascii() {
            if let Some(right) = respaced(&form.text) {
                findings.push(said(WHITESPACE.slip(form, &right)));
            }
            continue;
        }
        if let Some(right) = of_usual_width(&form.text, locale) {
            findings.push(said(WIDTH.slip(form, &right)));
        } else if let Some(right) = respaced(&form.text) {
            findings.push(said(WHITESPACE.slip(form, &right)));
        }
        let composed = nfc(&form.text);
        if composed != form.text {
            findings.push(said(NFD.slip(form, &composed)));
        }
    }
}

/// The text with single plain spaces, if it has others.
fn respaced(text: &str) -> Option<String> {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let right = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    (right != text).then_some(right)
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
}

/// The text in the widths its language is written in, if it is not.
fn of_usual_width(text: &str, locale: Locale) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut right = String::with_capacity(text.len());
    let mut run = String::new();
    for (at, &c) in letters.iter().enumerate() {
        // Half-width voicing marks join the letter before them, so a run is composed as a whole.
        if matches!(c, '\u{FF61}'..='\u{FFDC}') {
            run.push(c);
            continue;
        }
        right.extend(run.drain(..).nfkc());
        let next = letters.get(at + 1).copied();
        let katakana = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{30A1}'..='\u{30FC}'));
        match c {
            '\u{3000}' => right.push(' '),
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => right.extend(c.nfkc()),
            '－' | '～' if katakana(right.chars().next_back()) && katakana(next) => right.push('ー'),
            '\u{FF01}'..='\u{FF5E}' if locale != Locale::Ja => right.extend(c.nfkc()),
            other => right.push(other),
        }
    }
    right.extend(run.nfkc());
    (right != text).then_some(right)
}
