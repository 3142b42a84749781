//! Takes the answer out of a reply: models like to introduce, quote, fence and explain what they say.

mod labels;

use labels::{INTRODUCTIONS, LABELS, QUOTES, REMARKS};

/// How far an introduction may reach, in bytes.
const INTRODUCTION_BYTES: usize = 160;
/// How many layers are taken off; more is no answer.
const LAYERS: usize = 8;

/// An answer and whether something stood around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// The answer. Untrusted text still.
    pub text: String,
    /// Whether anything but white space was taken off.
    pub chatter: bool,
}

/// Takes introductions, labels, fences, quotes around the whole, thoughts, a repeated source, prompt tags, control
/// tokens and closing remarks off `reply`. `source` is the text that was to be translated: quotes it has are kept.
#[must_use]
pub fn clean(reply: &str, source: &str) -> Cleaned {
    let whole = reply.trim();
    let mut text = whole;
    for _ in 0..LAYERS {
        let before = text;
        for layer in [control, thoughts, fence, tags, label, introduction, remarks] {
            text = layer(text).trim();
        }
        text = quotes(repeated(text, source).trim(), source).trim();
        if text == before {
            break;
        }
    }
    Cleaned { text: text.to_owned(), chatter: text != whole }
}

/// Everything from a control token that leaked on.
fn control(text: &str) -> &str {
    ["<|im_", "<|end", "<|eot", "</s>"]
        .iter()
        .filter_map(|token| text.find(token))
        .min()
        .map_or(text, |at| &text[..at])
}

/// The thoughts of a reasoning model.
fn thoughts(text: &str) -> &str {
    text.strip_prefix("<think>").map_or(text, |rest| rest.split_once("</think>").map_or("", |(_, answer)| answer))
}

fn fence(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("```") else { return text };
    let inside = rest.split_once('\n').map_or(rest, |(_, inside)| inside);
    inside.split_once("```").map_or(inside, |(inside, _)| inside)
}

/// The tags the prompt sets around the text.
fn tags(text: &str) -> &str {
    for name in ["text", "source", "translation", "target"] {
        let opened =
            text.strip_prefix('<').and_then(|rest| rest.strip_prefix(name)).and_then(|rest| rest.strip_prefix('>'));
        if let Some(inside) = opened {
            return inside
                .strip_suffix('>')
                .and_then(|rest| rest.strip_suffix(name))
                .and_then(|rest| rest.strip_suffix("</"))
                .unwrap_or(inside);
        }
    }
    text
}

fn label(text: &str) -> &str {
    let Some((head, rest)) = split_at_colon(text) else { return text };
    let bare = head.trim_matches(['*', '#', ' ', '[', ']', '【', '】']);
    if LABELS.iter().any(|label| bare.to_lowercase() == *label) { rest.trim_start_matches('*') } else { text }
}

fn introduction(text: &str) -> &str {
    let Some((head, rest)) = split_at_colon(text) else { return text };
    let head = head.to_lowercase();
    let introduces = INTRODUCTIONS.iter().any(|beginning| head.starts_with(beginning));
    let speaks = ["translat", "訳", "번역", "english", "日本語", "한국어"].iter().any(|word| head.contains(word));
    if introduces && speaks && !rest.trim().is_empty() { rest } else { text }
}

fn split_at_colon(text: &str) -> Option<(&str, &str)> {
    let at = text.find([':', '：'])?;
    let (head, rest) = text.split_at(at);
    let mut rest = rest.chars();
    rest.next();
    (at <= INTRODUCTION_BYTES && !head.contains('\n')).then_some((head, rest.as_str()))
}

/// Lines after the answer that talk about it.
fn remarks(text: &str) -> &str {
    let mut end = text.len();
    for (at, _) in text.match_indices('\n') {
        let line = text.get(at..).unwrap_or_default().trim_start().to_lowercase();
        if REMARKS.iter().any(|beginning| line.starts_with(beginning)) {
            end = at;
            break;
        }
    }
    text.get(..end).unwrap_or(text)
}

/// The source said once more before the answer.
fn repeated<'a>(text: &'a str, source: &str) -> &'a str {
    if source.is_empty() {
        return text;
    }
    let Some(rest) = text.strip_prefix(source) else { return text };
    let answer = rest.trim_start().trim_start_matches(['→', '=', '-', '>']).trim_start();
    let separated = rest.starts_with(['\n', ' ', '→', '=']);
    if separated && !answer.is_empty() { answer } else { text }
}

fn quotes<'a>(text: &'a str, source: &str) -> &'a str {
    let quoted = source.trim().starts_with(|first| QUOTES.iter().any(|(open, _)| *open == first));
    if quoted {
        return text;
    }
    for (open, close) in QUOTES {
        if let Some(inside) = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close))
            && !inside.contains([open, close])
        {
            return inside;
        }
    }
    text
}
