//! Where a translation goes in an XLIFF file, and what is written there.

use crate::{
    article::{unit::Standing, xml},
    text::Span,
};

/// Where the translation of a unit goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What is inside of the element that is translated.
    pub from: Span,
    /// The part of it that is the unit's text; the codes around belong into the target as they are.
    pub text: Span,
    pub goal: Goal,
    /// The start tag of the `segment`, in XLIFF 2.
    pub segment: Option<Span>,
}

/// The target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    /// There is one: its start tag, and the whole of it.
    Into { tag: Span, whole: Span },
    /// There is none: it is put in at a place, laid out as the source is.
    After { source: Span, at: usize },
}

impl Place {
    /// The bytes of the unit with `translation`, which is spelled as XML, in the target.
    pub fn write(&self, source: &str, unit: Span, translation: &str, standing: Standing) -> String {
        let before = Span::new(self.from.start, self.text.start).of(source);
        let after = Span::new(self.text.end, self.from.end).of(source);
        let state = match self.segment {
            Some(_) => None,
            None => Some(match standing {
                Standing::Translated => "translated",
                Standing::Reviewed => "signed-off",
                Standing::Final => "final",
            }),
        };
        let mut edits = Vec::new();
        if let Some(tag) = self.segment {
            let state = match standing {
                Standing::Translated => "translated",
                Standing::Reviewed => "reviewed",
                Standing::Final => "final",
            };
            // A state of the tool's own belongs to the state before.
            edits.push((tag, with(&without(tag.of(source), "subState"), "state", state)));
        }
        match self.goal {
            Goal::Into { tag, whole } => {
                let open = tag.of(source).trim_end_matches("/>").trim_end_matches('>').trim_end().to_owned() + ">";
                let open = state.map_or_else(|| open.clone(), |state| with(&open, "state", state));
                let name = name(&open);
                edits.push((whole, format!("{open}{before}{translation}{after}</{name}>")));
            }
            Goal::After { source: from, at } => {
                let name = name(from.of(source)).replace("source", "target");
                let state = state.map(|state| format!(" state=\"{state}\"")).unwrap_or_default();
                let indent = indent(source, from.start);
                let target = format!("{indent}<{name}{state}>{before}{translation}{after}</{name}>");
                edits.push((Span::new(at, at), target));
            }
        }
        edits.sort_by_key(|(span, _)| *span);
        let mut out = String::new();
        let mut from = unit.start;
        for (span, text) in &edits {
            out.push_str(Span::new(from, span.start).of(source));
            out.push_str(text);
            from = span.end;
        }
        out.push_str(Span::new(from, unit.end).of(source));
        out
    }
}

/// The name in a start tag, with its prefix.
fn name(tag: &str) -> &str {
    let rest = tag.trim_start_matches('<');
    rest.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or_default()
}

/// The line end and the blanks before the byte `at`, where an element begins.
fn indent(source: &str, at: usize) -> &str {
    let before = Span::new(0, at).of(source);
    let from = before.trim_end_matches([' ', '\t', '\r', '\n']).len();
    before.get(from..).unwrap_or_default()
}

/// The place of an attribute in a start tag, with the blanks before it, and of its value.
fn find(tag: &str, wanted: &str) -> Option<(Span, Span)> {
    let mut at = 1 + name(tag).len();
    loop {
        let rest = tag.get(at..)?;
        let key = at + (rest.len() - rest.trim_start().len());
        let equals = key + tag.get(key..)?.find('=')?;
        let value = tag.get(equals + 1..)?;
        let open = equals + 1 + (value.len() - value.trim_start().len());
        let quote = tag.get(open..)?.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let close = open + 1 + tag.get(open + 1..)?.find(quote)?;
        if tag.get(key..equals)?.trim() == wanted {
            return Some((Span::new(at, close + 1), Span::new(open + 1, close)));
        }
        at = close + 1;
    }
}

/// The start tag with an attribute, which is put in or gets a new value.
fn with(tag: &str, key: &str, value: &str) -> String {
    let mut out = tag.to_owned();
    match find(tag, key) {
        Some((_, old)) => out.replace_range(old.start..old.end, value),
        None => out.insert_str(1 + name(tag).len(), &format!(" {key}=\"{value}\"")),
    }
    out
}

fn without(tag: &str, name: &str) -> String {
    let mut out = tag.to_owned();
    if let Some((whole, _)) = find(tag, name) {
        out.replace_range(whole.start..whole.end, "");
    }
    out
}

/// Text as it stands in a source or target.
pub fn escape(text: &str) -> String {
    xml::escape(text, |blank| match blank {
        '\r' => "&#13;",
        '\t' => "\t",
        _ => "\n",
    })
}
