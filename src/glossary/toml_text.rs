//! Writes terms as an editor would write them in a glossary file.

use std::fmt::Write as _;

use super::{
    load::name_of,
    term::{Form, Kind, Renderings, Status, Term},
};
use crate::locale::Locale;

/// `text` as a TOML string. Letters stay as they are; quotes, backslashes and what cannot be seen are escaped.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_hidden(c) => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The terms as one glossary file, in their order.
#[must_use]
pub fn glossary_toml<'a>(terms: impl IntoIterator<Item = &'a Term>) -> String {
    let mut out = String::new();
    for term in terms {
        if !out.is_empty() {
            out.push('\n');
        }
        write_term(&mut out, term);
    }
    out
}

fn write_term(out: &mut String, term: &Term) {
    out.push_str("[[term]]\n");
    line(out, "id", &quoted(&term.id.text));
    line(out, "vi", &list(&term.vi));
    if let Some(acronym) = &term.acronym {
        line(out, "acronym", &quoted(&acronym.text));
    }
    let choice = |out: &mut String, key: &str, name: Option<&str>| {
        if let Some(name) = name {
            line(out, key, &quoted(name));
        }
    };
    choice(out, "class", term.class.map(name_of));
    choice(out, "kind", (term.kind != Kind::Term).then(|| name_of(term.kind)));
    choice(out, "case", term.case.map(name_of));
    choice(out, "pos", term.part_of_speech.map(name_of));
    choice(out, "status", (term.status != Status::Preferred).then(|| name_of(term.status)));
    if term.do_not_translate {
        line(out, "do-not-translate", "true");
    }
    for (key, day) in [("valid-from", &term.valid_from), ("valid-until", &term.valid_until)] {
        if let Some(day) = day {
            line(out, key, &day.date.to_string());
        }
    }
    choice(out, "definition", term.definition.as_deref());
    choice(out, "source", term.source.as_deref());
    choice(out, "note", term.note.as_deref());
    for locale in Locale::TARGETS {
        if let Some(renderings) = term.renderings(locale) {
            write_renderings(out, renderings, locale, term.do_not_translate);
        }
    }
}

fn write_renderings(out: &mut String, renderings: &Renderings, locale: Locale, kept: bool) {
    if kept && renderings.forbid.is_empty() && renderings.note.is_none() {
        return;
    }
    let _ = writeln!(out, "[term.{locale}]");
    if !kept {
        line(out, "use", &quoted(&renderings.preferred.text));
    }
    let empty = Vec::new();
    let [also, deprecated] = if kept { [&empty, &empty] } else { [&renderings.also, &renderings.deprecated] };
    for (key, forms) in [("also", also), ("deprecated", deprecated), ("forbid", &renderings.forbid)] {
        if !forms.is_empty() {
            line(out, key, &list(forms));
        }
    }
    if let Some(note) = &renderings.note {
        line(out, "note", &quoted(note));
    }
}

fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {value}");
}

fn list(forms: &[Form]) -> String {
    let forms: Vec<String> = forms.iter().map(|form| quoted(&form.text)).collect();
    format!("[{}]", forms.join(", "))
}

/// Characters that nobody sees, or that look like a plain space.
const fn is_hidden(c: char) -> bool {
    matches!(c, '\u{A0}' | '\u{AD}' | '\u{2000}'..='\u{200F}' | '\u{2028}'..='\u{202F}' | '\u{205F}'..='\u{206F}' | '\u{3000}' | '\u{FEFF}')
}
