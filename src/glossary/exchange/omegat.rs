//! OmegaT's glossary text: source, target and comment between tabs, in UTF-8.
//!
//! As the OmegaT manual has it ("Glossaries", file format): lines that begin with `#` are comments, further
//! columns are ignored, and one source may stand on several lines.

use std::{collections::HashMap, sync::Arc};

use super::{
    Import,
    draft::{Draft, Gathered, Standing, lost},
    lines::Lines,
};
use crate::{
    glossary::{Form, Term},
    locale::Locale,
    text::Span,
};

/// A line for each Vietnamese form and each rendering that is allowed; the preferred one first, with the notes.
pub(super) fn write(terms: &[Term], locale: Locale) -> String {
    let mut out = String::new();
    for term in terms.iter().filter(|term| term.is_sought()) {
        let Some(renderings) = term.renderings(locale) else { continue };
        let note = [&renderings.note, &term.note].into_iter().flatten().map(|note| cell(note));
        let note = note.collect::<Vec<_>>().join(" / ");
        for form in &term.vi {
            for (at, rendering) in renderings.liked().enumerate() {
                let note = if at == 0 { note.as_str() } else { "" };
                let source = cell(&form.text);
                // A source that begins with # would be a comment.
                let source = if source.starts_with('#') { format!(" {source}") } else { source };
                out.push_str(&format!("{source}\t{}\t{note}\n", cell(&rendering.text)));
            }
        }
    }
    out
}

fn cell(text: &str) -> String {
    text.split(['\t', '\n', '\r']).collect::<Vec<_>>().join(" ")
}

pub(super) fn read(file: &Arc<str>, text: &str, locale: Locale) -> Import {
    let mut lines = Lines::new(file, text);
    let mut gathered = Gathered::default();
    let mut drafts: Vec<(Draft, crate::diagnostic::Place)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let place = lines.place(Span::new(at, at + line.len()));
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let mut cells = line.split('\t').map(str::trim);
        let (source, target) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        if source.is_empty() || target.is_empty() {
            gathered.say(lost("line", line, &place));
            continue;
        }
        let index = *known.entry(source.to_owned()).or_insert_with(|| {
            let vi = vec![Form { text: source.to_owned(), place: place.clone() }];
            drafts.push((Draft { vi, ..Draft::default() }, place.clone()));
            drafts.len() - 1
        });
        let Some((draft, _)) = drafts.get_mut(index) else { continue };
        if let Some(comment) = cells.next().filter(|comment| !comment.is_empty() && draft.note.is_none()) {
            draft.note = Some(comment.to_owned());
        }
        for more in cells.filter(|more| !more.is_empty()) {
            gathered.say(lost("column", more, &place));
        }
        if let Some(said) = draft.said_in(locale) {
            let standing = if said.forms.is_empty() { Standing::Preferred } else { Standing::Admitted };
            if !said.forms.iter().any(|(form, _)| form.text == target) {
                said.forms.push((Form { text: target.to_owned(), place: place.clone() }, Some(standing)));
            }
        }
    }
    for (draft, place) in drafts {
        gathered.take(draft, &place);
    }
    gathered.finish()
}
