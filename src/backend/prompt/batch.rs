//! Many sentences as one JSON object: what they have in common once, the rest each under its id.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    Request, full,
    full::{Pair, Term, Told},
    is_headline, line,
};

#[derive(Serialize)]
struct Batch {
    /// The headline of their article.
    #[serde(skip_serializing_if = "Option::is_none")]
    article: Option<String>,
    /// Sentences of the article with their accepted translations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accepted: Vec<Pair>,
    segments: Vec<Segment>,
}

#[derive(Serialize)]
struct Segment {
    id: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    headline: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    terms: Vec<Term>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    names: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    examples: Vec<Pair>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Place>,
    #[serde(skip_serializing_if = "Option::is_none")]
    english: Option<String>,
    text: String,
}

/// A sentence beside another one: where it stands in the batch, or else its words.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    Id(String),
    Text(String),
}

/// `requests`, which have language and article in common, as JSON. Ids count from 1.
pub fn json(requests: &[&Request]) -> String {
    let texts: Vec<String> = requests.iter().map(|request| line(&untagged(&request.text))).collect();
    let mut batch = Batch {
        article: requests.iter().find_map(|request| full::article(request)),
        accepted: Vec::new(),
        segments: Vec::with_capacity(requests.len()),
    };
    for (at, request) in requests.iter().enumerate() {
        let told = Told::of(request);
        // A sentence that is there anyway is not paid for twice.
        let place = |text: &str, from: usize| {
            let found = texts.iter().enumerate().skip(from).find(|(other, known)| *other != at && *known == text);
            match found {
                Some((other, _)) => Place::Id((other + 1).to_string()),
                None => Place::Text(text.to_owned()),
            }
        };
        let mut accept = |pair: Pair| {
            if !batch.accepted.contains(&pair) {
                batch.accepted.push(pair);
            }
        };
        if let Some((source, translation)) = told.article.and_then(|one| Some((one.source, one.translation?))) {
            accept(Pair { source, translation });
        }
        let mut beside = |neighbour: Option<full::Neighbour>, from| {
            let neighbour = neighbour?;
            match neighbour.translation {
                Some(translation) => {
                    accept(Pair { source: neighbour.source, translation });
                    None
                }
                None => Some(place(&neighbour.source, from)),
            }
        };
        let (before, after) = (beside(told.before, 0), beside(told.after, at));
        told.nearby.into_iter().for_each(accept);
        batch.segments.push(Segment {
            id: (at + 1).to_string(),
            headline: is_headline(request),
            terms: told.terms,
            names: told.names.into_iter().map(|name| (name.source, name.translation)).collect(),
            examples: told.examples,
            before,
            after,
            english: request.draft.as_deref().map(line),
            text: line(&request.text),
        });
    }
    serde_json::to_string(&batch).unwrap_or_default()
}

/// `text` without its numbered tags, as neighbours are told.
fn untagged(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        plain.push_str(before);
        let inner = tag.get(1..).unwrap_or_default();
        let name = inner.find('>').and_then(|end| inner.get(..end)).unwrap_or_default();
        let number = name.trim_start_matches('/').trim_end_matches('/');
        if !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit()) {
            rest = inner.get(name.len() + 1..).unwrap_or_default();
        } else {
            plain.push('<');
            rest = inner;
        }
    }
    plain + rest
}
