//! What a model that can keep it all in mind is told of one sentence: terms with notes, names, neighbours, near matches.

use minijinja::value::Serde;
use serde::Serialize;

use super::{EXAMPLES, Request, is_headline, last_complaint, line};
use crate::backend::Example;

/// Characters of a sentence that is shown for context at most; a longer one is cut.
const LONGEST: usize = 600;
/// Characters of a term's note at most.
const LONGEST_NOTE: usize = 300;

/// A term in the sentence.
#[derive(Debug, Serialize)]
pub struct Term {
    /// Its words in the sentence.
    pub source: String,
    /// What it is in the other language, in base form.
    pub rendering: String,
    /// What the editors say about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Words and how they are written in the other language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// In the language of the sentence.
    pub source: String,
    /// In the other one.
    pub translation: String,
}

/// A sentence near the one that is asked for.
#[derive(Debug, Serialize)]
pub struct Neighbour {
    /// What it says.
    pub source: String,
    /// Its translation, where people accepted one.
    pub translation: Option<String>,
}

/// What the template is given.
#[derive(Serialize)]
struct Values<'a> {
    part: &'a str,
    form: &'a str,
    from: &'a str,
    to: &'a str,
    style: &'a str,
    segments: &'a str,
    headline: bool,
    draft: Option<String>,
    text: String,
    complaints: Vec<(String, Vec<String>)>,
    #[serde(flatten)]
    told: Told,
}

/// What the template is given for `request`, under the style sheet `style`; `segments` is a batch as JSON.
pub fn values(part: &str, request: &Request, style: &str, segments: &str) -> minijinja::Value {
    let values = Values {
        part,
        form: "full",
        from: request.from.tag(),
        to: request.to.tag(),
        style,
        segments,
        headline: is_headline(request),
        draft: request.draft.as_deref().map(line),
        text: line(&request.text),
        complaints: last_complaint(request).into_iter().collect(),
        told: Told::of(request),
    };
    Serde(values).into()
}

/// What is told of one sentence, each on one line.
#[derive(Debug, Serialize)]
pub struct Told {
    /// The headline of its article; nothing where it is that itself.
    pub article: Option<Neighbour>,
    /// The sentence before, where that is not the headline.
    pub before: Option<Neighbour>,
    /// The sentence after.
    pub after: Option<Neighbour>,
    /// Accepted translations of other sentences beside it.
    pub nearby: Vec<Pair>,
    /// The terms in it, none twice, no name among them.
    pub terms: Vec<Term>,
    /// The names in it.
    pub names: Vec<Pair>,
    /// Near matches, the nearest first.
    pub examples: Vec<Pair>,
}

impl Told {
    /// What `request` has.
    pub fn of(request: &Request) -> Self {
        let mut nearby = pairs(&request.neighbours, request.neighbours.len());
        let mut neighbour = |text: &Option<String>| {
            let whole = line(text.as_deref()?);
            let at = nearby.iter().position(|pair| pair.source == whole);
            let translation = at.map(|at| nearby.remove(at).translation);
            (!whole.is_empty()).then(|| Neighbour { source: cut(&whole, LONGEST), translation })
        };
        let is_headline = |text: &&String| request.headline.as_deref().is_some_and(|whole| line(whole) == line(text));
        let article = article(request).and_then(|_| neighbour(&request.headline));
        let before = request.before.as_ref().filter(|text| article.is_none() || !is_headline(text));
        let (before, after) = (neighbour(&before.cloned()), neighbour(&request.after));
        let names = names(request);
        Self {
            article,
            before,
            after,
            nearby,
            terms: terms(request, &names),
            names,
            examples: pairs(&request.examples, EXAMPLES),
        }
    }
}

/// The headline of the article that `request` stands in; nothing where it is that itself.
pub fn article(request: &Request) -> Option<String> {
    let headline = cut(&line(request.headline.as_deref()?), LONGEST);
    (!headline.is_empty() && request.role != "headline" && headline != line(&request.text)).then_some(headline)
}

fn names(request: &Request) -> Vec<Pair> {
    let mut names: Vec<Pair> = Vec::new();
    for name in &request.names {
        let pair = Pair { source: line(&name.source), translation: line(&name.target) };
        if !pair.source.is_empty() && !names.iter().any(|known| known.source == pair.source) {
            names.push(pair);
        }
    }
    names
}

fn terms(request: &Request, names: &[Pair]) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for term in &request.terms {
        let note = term.note.as_deref().map(|note| cut(&line(note), LONGEST_NOTE)).filter(|note| !note.is_empty());
        let term = Term { source: line(&term.source), rendering: line(&term.target), note };
        let known = terms.iter().map(|known| &known.source).chain(names.iter().map(|name| &name.source));
        if !term.source.is_empty() && !known.into_iter().any(|known| *known == term.source) {
            terms.push(term);
        }
    }
    terms
}

/// At most `most` of `examples`; a pair that is too long is left out, for half of it would mislead.
fn pairs(examples: &[Example], most: usize) -> Vec<Pair> {
    let fits = |text: &str| !text.is_empty() && text.chars().nth(LONGEST).is_none();
    examples
        .iter()
        .map(|example| Pair { source: line(&example.source), translation: line(&example.target) })
        .filter(|pair| fits(&pair.source) && fits(&pair.translation))
        .take(most)
        .collect()
}

/// At most `most` characters of `text`.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
