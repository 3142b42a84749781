//! What one edition says in two ways: sentences, terms, names, register, spelling, quotation marks.

use std::collections::HashMap;

use super::super::{
    catalogue::{Entry, Family::Consistency},
    look::Look,
    rule::{Facts, Pair},
    settings::{Quotes, Register, Settings, Spelling},
    style::{register, spelling},
};
use crate::{
    article::{Content, Role},
    diagnostic::{Finding, Levels, Severity},
    glossary::{Glossary, TermUse},
    locale::Locale,
    names::{NameUse, Names},
    text::{Span, canonical, fold_case, is_letter_or_number},
};

const SEGMENT: Entry = Entry::new(
    "segment-inconsistent",
    Consistency,
    Severity::Warning,
    "What it finds: a sentence that stands twice in the article and is translated in two ways.\n\
     Why: the reader looks for a difference that is not there.\n\
     Example: a caption \"Toàn cảnh hội nghị\" that is \"A view of the conference\" and \"Conference overview\".\n\
     How to fix: use one of the two.",
);

const TERM: Entry = Entry::new(
    "term-inconsistent",
    Consistency,
    Severity::Info,
    "What it finds: a term for which one edition uses two allowed renderings; the short form of a term that keeps its \
     acronym is no second rendering.\n\
     Why: two words for one office look like two offices.\n\
     Example: \"Department of Foreign Affairs\" and \"Department of External Relations\" on one page.\n\
     How to fix: keep to the first.",
);

const REGISTER: Entry = Entry::new(
    "register-mixed",
    Consistency,
    Severity::Warning,
    "What it finds: sentences in the rarer register of a Japanese or Korean edition that mixes two, where the house \
     allows either.\n\
     Why: a page is written by one voice.\n\
     Example: nine sentences in だ・である and one in です・ます.\n\
     How to fix: bring the sentence into the register of the others.",
);

const SPELLING: Entry = Entry::new(
    "spelling-mixed",
    Consistency,
    Severity::Info,
    "What it finds: the rarer of British and American spelling in an English edition that has both, where the house \
     has not chosen.\n\
     Why: it shows that several hands or engines were at work.\n\
     Example: \"labour\" in one paragraph and \"labor\" in another.\n\
     How to fix: set `spelling` in `[check.style.en]`, and change the words.",
);

const QUOTES: Entry = Entry::new(
    "quotes-mixed",
    Consistency,
    Severity::Info,
    "What it finds: the rarer of straight and curly quotation marks in an English edition that has both.\n\
     Why: it shows on the page.\n\
     Example: “trade” in one paragraph and \"trade\" in another.\n\
     How to fix: set `quotes` in `[check.style.en]`, and change the marks.",
);

pub(super) const ENTRIES: &[Entry] = &[SEGMENT, TERM, REGISTER, SPELLING, QUOTES];

/// A segment of an edition.
#[derive(Clone, Copy, Debug)]
pub struct EditionLine<'a> {
    /// What its unit is.
    pub role: Role,
    /// The Vietnamese.
    pub source: &'a Content,
    /// What was published.
    pub target: &'a Content,
    /// The terms in the source text.
    pub terms: &'a [TermUse],
    /// The names in the source text.
    pub names: &'a [NameUse],
}

/// What the segments of one edition say in two ways, each finding with its segment's number; `lines` are the
/// translated segments in reading order. Findings ascend by segment; levels are applied.
#[must_use]
pub fn check_edition(
    lines: &[EditionLine<'_>],
    locale: Locale,
    glossary: &Glossary,
    names: &Names,
    style: &Settings,
    levels: &Levels,
) -> Vec<(usize, Finding)> {
    let mut findings = sentences(lines);
    findings.extend(terms(lines, locale, glossary));
    let named: Vec<(usize, Finding)> =
        names.check_edition(lines.iter().map(|line| (line.names, line.target.text.as_str())), locale);
    // A place of the glossary is a name too: one finding is enough.
    findings.retain(|(line, term)| {
        !named.iter().any(|(other, name)| {
            other == line
                && term.code == TERM.code
                && name.target.zip(term.target).is_some_and(|(a, b)| a.overlaps(b))
        })
    });
    findings.extend(named);
    findings.extend(habits(lines, locale, glossary, names, style));
    findings.sort_by_key(|(line, finding)| (*line, finding.target.map_or(0, |span| span.start)));
    findings
        .into_iter()
        .filter_map(|(line, finding)| Some((line, levels.apply(Finding { locale: Some(locale), ..finding })?)))
        .collect()
}

fn finding(entry: Entry, text: &str, span: Span) -> Finding {
    Finding::new(entry.code, entry.severity).fact("text", super::super::look::visible(span.of(text))).at_target(span)
}

fn sentences(lines: &[EditionLine<'_>]) -> Vec<(usize, Finding)> {
    let folded = |content: &Content| fold_case(&canonical(&content.visible()));
    let mut seen: HashMap<(String, bool), String> = HashMap::new();
    let mut findings = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        // A headline may be set otherwise than the same words in the text.
        let source = folded(line.source);
        let key = (source.trim_end_matches(|c: char| !is_letter_or_number(c)).to_owned(), line.role.is_headline());
        let target = folded(line.target);
        let target = target.trim_end_matches(|c: char| !is_letter_or_number(c)).to_owned();
        if key.0.is_empty() {
            continue;
        }
        let first = seen.entry(key).or_insert_with(|| target.clone());
        if *first != target {
            let span = Span::new(0, line.target.text.len());
            findings.push((number, finding(SEGMENT, &line.target.text, span).fact("first", first.as_str())));
        }
    }
    findings
}

fn terms(lines: &[EditionLine<'_>], locale: Locale, glossary: &Glossary) -> Vec<(usize, Finding)> {
    let mut first: HashMap<usize, usize> = HashMap::new();
    let mut findings = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let target = fold_case(&line.target.text);
        let same_length = target.len() == line.target.text.len();
        for used in line.terms {
            let Some(term) = glossary.terms().get(used.term) else { continue };
            let Some(renderings) = term.renderings(locale) else { continue };
            let allowed: Vec<&str> = renderings.allowed().map(|form| form.text.as_str()).collect();
            if allowed.len() < 2 || term.kept_acronym().is_some() {
                continue;
            }
            // The longest form that stands there; a form within it does not count.
            let hit = allowed
                .iter()
                .enumerate()
                .filter_map(|(which, form)| Some((which, target.find(&fold_case(form))?, form.len())))
                .max_by_key(|&(which, _, len)| (len, std::cmp::Reverse(which)));
            let Some((which, at, len)) = hit else { continue };
            let known = *first.entry(used.term).or_insert(which);
            // One form that is part of the other is its short form.
            let (one, other) = (fold_case(allowed[known]), fold_case(allowed[which]));
            if known != which && !one.contains(&other) && !other.contains(&one) {
                let span = if same_length { Span::new(at, at + len) } else { Span::new(0, line.target.text.len()) };
                let fact = finding(TERM, &line.target.text, span).fact("first", allowed[known]).at_source(used.span);
                findings.push((number, fact));
            }
        }
    }
    findings
}

/// Register, spelling and quotation marks: the places of the rarer kind, where the house has not chosen.
fn habits(
    lines: &[EditionLine<'_>],
    locale: Locale,
    glossary: &Glossary,
    names: &Names,
    style: &Settings,
) -> Vec<(usize, Finding)> {
    let any_register = match locale {
        Locale::Ja => style.ja.register == Register::Any,
        Locale::Ko => style.ko.register == Register::Any,
        _ => false,
    };
    let any_spelling = locale == Locale::En && style.en.spelling == Spelling::Any;
    let any_quotes = locale == Locale::En && style.en.quotes == Quotes::Any;
    let mut registers = Sides::default();
    let mut spellings = Sides::default();
    let mut quotes = Sides::default();
    for (number, line) in lines.iter().enumerate() {
        let pair = Pair { source: line.source, target: line.target, locale, role: line.role };
        let facts = Facts { glossary, terms: line.terms, names, found: line.names, figures: &[] };
        let look = Look::new(&pair, &facts, style);
        if any_register && !line.role.is_headline() {
            for (span, kind) in register::endings(&look) {
                registers.add(kind == Register::Polite, number, span);
            }
        }
        if any_spelling {
            for (span, kind, _) in spelling::variants(&look) {
                spellings.add(kind == Spelling::British, number, span);
            }
        }
        if any_quotes {
            for (at, mark) in line.target.text.match_indices(['"', '“']) {
                quotes.add(mark == "“", number, Span::new(at, at + mark.len()));
            }
        }
    }
    [(REGISTER, registers), (SPELLING, spellings), (QUOTES, quotes)]
        .into_iter()
        .flat_map(|(entry, sides)| {
            sides
                .rarer()
                .into_iter()
                .map(move |(number, span)| (number, finding(entry, &lines[number].target.text, span)))
        })
        .collect()
}

/// Places of two kinds.
#[derive(Default)]
struct Sides([Vec<(usize, Span)>; 2]);

impl Sides {
    fn add(&mut self, second: bool, line: usize, span: Span) {
        let [one, other] = &mut self.0;
        if second { other } else { one }.push((line, span));
    }

    /// The places of the rarer kind; of two equally rare the one that comes second. None where one kind is all.
    fn rarer(self) -> Vec<(usize, Span)> {
        let [one, other] = self.0;
        let begins = |side: &[(usize, Span)]| side.first().map(|(line, span)| (*line, span.start));
        match one.len().cmp(&other.len()) {
            std::cmp::Ordering::Less => one,
            std::cmp::Ordering::Greater => other,
            std::cmp::Ordering::Equal if begins(&one) > begins(&other) => one,
            std::cmp::Ordering::Equal => other,
        }
    }
}
