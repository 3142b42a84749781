//! First mention: within one edition the full form stands once, with its acronym, and the acronym afterwards.
//!
//! Decided when an edition is put together, so that the memory's segments serve at any place (domain facts
//! §4.6(e) and (f)). Only wordings that stand there exactly are touched.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    Class, Glossary, Kind, Term, TermUse, english,
    particles::fix_particle,
    target::{Cover, Reading, Target},
};
use crate::{
    locale::Locale,
    text::{Span, capitalised, is_letter, is_letter_or_number},
};

/// One text of an edition, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The translation; rewritten in place.
    pub text: String,
    /// Whether a mention here counts. Headlines and captions usually do not: they are left as they are.
    pub counts: bool,
    /// The terms of its source, as indices into [`Glossary::terms`].
    pub terms: Vec<usize>,
}

/// The terms that a mention may be of in the translation of `source`: those found in it, and those whose acronym
/// stands inside a longer term ("thu hút FDI"). Indices into [`Glossary::terms`], each once, ascending.
#[must_use]
pub fn terms_of(source: &str, found: &[TermUse], glossary: &Glossary) -> Vec<usize> {
    let acronyms =
        source.split(|c: char| !is_letter_or_number(c)).filter_map(|word| glossary.acronyms.get(word).copied());
    let terms: BTreeSet<usize> = found.iter().map(|term| term.term).chain(acronyms).collect();
    terms.into_iter().collect()
}

/// Rewrites `pieces` of an edition in `locale` so that each acronym that editions keep is introduced once, by
/// its preferred rendering, and stands alone afterwards. Korean particles and English articles before and after
/// what was changed are put right. Acronyms well known in English are left alone there.
pub fn first_mentions(pieces: &mut [Piece], glossary: &Glossary, locale: Locale) {
    let mut introduced: HashMap<usize, bool> = HashMap::new();
    for piece in pieces.iter_mut().filter(|piece| piece.counts) {
        let mentions = mentions(piece, glossary, locale);
        let mut edits = Vec::new();
        for mention in &mentions {
            let done = introduced.entry(mention.term).or_insert(false);
            if let Some(wording) = mention.rewording(*done, locale) {
                edits.push((mention.span, wording));
            }
            *done = true;
        }
        for (span, wording) in edits.into_iter().rev() {
            replace(&mut piece.text, span, &wording, locale);
        }
    }
}

/// How a term stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Acronym,
    Full,
    /// The full form with the acronym in parentheses.
    Both,
    /// The acronym alone in parentheses after something else, probably its full form in other words.
    Explained,
}

struct Mention<'g> {
    term: usize,
    acronym: &'g str,
    full: &'g str,
    span: Span,
    shape: Shape,
    plural: bool,
    /// Among other acronyms in parentheses, as in "(FDI, ODA)".
    nested: bool,
    opens: bool,
}

impl Mention<'_> {
    fn rewording(&self, introduced: bool, locale: Locale) -> Option<String> {
        let s = if self.plural { "s" } else { "" };
        match (self.shape, introduced) {
            (Shape::Explained, _) | (Shape::Both, false) | (Shape::Acronym, true) => None,
            (Shape::Full | Shape::Both, true) => Some(format!("{}{s}", self.acronym)),
            (Shape::Acronym | Shape::Full, false) => {
                let full = if self.plural { english::plural(self.full) } else { self.full.to_owned() };
                let full = if self.opens { capitalised(&full) } else { full };
                let (open, close) = match (locale, self.nested) {
                    (Locale::Ja, false) => ("（", "）"),
                    (Locale::Ja, true) => ("［", "］"),
                    (Locale::Ko, false) => ("(", ")"),
                    (Locale::Ko, true) => ("[", "]"),
                    (_, false) => (" (", ")"),
                    (_, true) => (" [", "]"),
                };
                Some(format!("{full}{open}{}{s}{close}", self.acronym))
            }
        }
    }
}

/// The mentions in a piece that may be rewritten, ascending; what lies inside a longer name belongs to that one:
/// in "ASEAN Community" nothing is introduced, in "attracts FDI" something is.
fn mentions<'g>(piece: &Piece, glossary: &'g Glossary, locale: Locale) -> Vec<Mention<'g>> {
    let target = Target::new(&piece.text, locale);
    let mut found: Vec<Mention<'g>> = Vec::new();
    let mut names_there: Vec<Span> = Vec::new();
    let mut seen = HashSet::new();
    for (index, term) in piece.terms.iter().filter_map(|&index| Some((index, glossary.terms().get(index)?))) {
        let Some(renderings) = term.renderings(locale) else { continue };
        if !seen.insert(index) {
            continue;
        }
        if term.kind != Kind::Term {
            names_there.extend(renderings.allowed().flat_map(|form| target.find(&form.text, Reading::Strict)));
        }
        let Some(acronym) = introduced_acronym(term, locale) else { continue };
        if renderings.preferred.text.contains(acronym) {
            continue;
        }
        let full = renderings.preferred.text.as_str();
        let at = |span: Span, shape| Mention {
            term: index,
            acronym,
            full,
            span,
            shape,
            plural: false,
            nested: false,
            opens: false,
        };
        let fulls = target.find(full, Reading::Strict).into_iter().filter_map(|span| {
            let plural = wording(full, &piece.text, span, locale)?;
            let both = acronym_after(&piece.text, span, acronym);
            let shape = if both.is_some() { Shape::Both } else { Shape::Full };
            Some(Mention { plural, opens: opens(&piece.text, span), ..at(both.unwrap_or(span), shape) })
        });
        let fulls: Vec<_> = fulls.collect();
        let alone = target.find(acronym, Reading::Strict).into_iter().filter_map(|span| {
            let plural = match span.of(&piece.text).strip_prefix(acronym)? {
                "" => false,
                "s" if locale == Locale::En => true,
                _ => return None,
            };
            let (shape, nested) = match bracketed(&piece.text, span) {
                Bracketed::No => (Shape::Acronym, false),
                Bracketed::Alone => (Shape::Explained, false),
                Bracketed::InList => (Shape::Acronym, true),
            };
            Some(Mention { plural, nested, opens: opens(&piece.text, span), ..at(span, shape) })
        });
        let inside_full = Cover::new(fulls.iter().map(|full| full.span));
        found.extend(alone.filter(|one| !inside_full.contains(one.span)));
        found.extend(fulls);
    }
    let covered = Cover::new(names_there.into_iter());
    found.retain(|mention| !covered.exceeds(mention.span));
    found.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    found.dedup_by(|later, earlier| later.span.overlaps(earlier.span));
    found
}

fn introduced_acronym(term: &Term, locale: Locale) -> Option<&str> {
    match term.class {
        Some(Class::Known) if locale == Locale::En => None,
        _ => term.kept_acronym(),
    }
}

/// Whether the text under `span` is the preferred rendering to the letter (capitals apart), and if so, whether
/// in the plural.
fn wording(full: &str, text: &str, span: Span, locale: Locale) -> Option<bool> {
    let (written, full) = (span.of(text).to_lowercase(), full.to_lowercase());
    let full = if locale == Locale::En { full.strip_prefix("the ").unwrap_or(&full) } else { &full };
    let plural = locale == Locale::En && written == english::plural(full);
    (written == full || plural).then_some(plural)
}

const OPENING: [char; 4] = ['(', '（', '[', '［'];
const CLOSING: [char; 4] = [')', '）', ']', '］'];

/// How far a parenthesis around an acronym may reach, in bytes to each side.
const REACH: usize = 400;

/// The span with the parenthesis that follows it, where that holds just the acronym.
fn acronym_after(text: &str, span: Span, acronym: &str) -> Option<Span> {
    let rest = text.get(span.end..)?;
    let inner = rest.trim_start_matches(' ').strip_prefix(OPENING)?;
    let after = inner.strip_prefix(acronym)?;
    let after = after.strip_prefix('s').unwrap_or(after).strip_prefix(CLOSING)?;
    Some(Span::new(span.start, text.len() - after.len()))
}

enum Bracketed {
    No,
    Alone,
    InList,
}

/// Whether the acronym at `span` stands in parentheses, alone or among other acronyms.
fn bracketed(text: &str, span: Span) -> Bracketed {
    let first = text.floor_char_boundary(span.start.saturating_sub(REACH));
    let last = text.ceil_char_boundary((span.end + REACH).min(text.len()));
    let (before, after) =
        (text.get(first..span.start).unwrap_or_default(), text.get(span.end..last).unwrap_or_default());
    let open =
        before.rfind(['(', '（']).filter(|&open| !before.get(open..).unwrap_or_default().contains([')', '）']));
    let close =
        after.find([')', '）']).filter(|&close| !after.get(..close).unwrap_or_default().contains(['(', '（']));
    match (open, close) {
        (Some(open), Some(close)) => {
            let lead = before.get(open..).unwrap_or_default().trim_start_matches(['(', '（']);
            let tail = after.get(..close).unwrap_or_default();
            if lead.trim().is_empty() && tail.trim().is_empty() { Bracketed::Alone } else { Bracketed::InList }
        }
        _ => Bracketed::No,
    }
}

fn opens(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or_default().trim_end_matches([' ', '“', '"', '‘', '\'']);
    before.is_empty() || before.ends_with(['.', '!', '?'])
}

fn replace(text: &mut String, span: Span, wording: &str, locale: Locale) {
    if text.get(span.start..span.end).is_none() {
        return;
    }
    text.replace_range(span.start..span.end, wording);
    let end = span.start + wording.len();
    if locale == Locale::Ko
        && let Some((particle, right)) = fix_particle(text, end)
    {
        text.replace_range(particle.start..particle.end, right);
    }
    if locale == Locale::En {
        fix_article(text, span.start);
    }
}

/// Puts the indefinite article right that stands immediately before byte `at`.
fn fix_article(text: &mut String, at: usize) {
    let Some((before, after)) = text.split_at_checked(at) else { return };
    let Some(head) = before.strip_suffix(' ') else { return };
    let start = head
        .rfind(|c: char| !is_letter(c))
        .map_or(0, |space| space + head.get(space..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let written = head.get(start..).unwrap_or_default();
    let capital = written.starts_with('A');
    if !matches!(written, "a" | "an" | "A" | "An") {
        return;
    }
    let right = match (english::article_before(after), capital) {
        ("an", true) => "An",
        (_, true) => "A",
        (article, false) => article,
    };
    let end = head.len();
    text.replace_range(start..end, right);
}
