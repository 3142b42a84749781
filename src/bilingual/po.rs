//! Gettext's PO files (GNU gettext manual, section 4.3): one entry a sentence, its place and version as `msgctxt`.
//!
//! PO knows no states but `fuzzy`: a translation that must be looked at again. What is not fuzzy is translated.

mod parse;

use std::fmt::Write as _;

use super::{
    Document, Pair, ReadError,
    written::{pieces_of, written},
};
use crate::{locale::Locale, memory::State};
use parse::Entry;

/// The most entries a file may have.
const MOST: usize = 200_000;

/// `document` as a file that `msgfmt -c` finds no fault with. `date` is when it is written, `2016-08-28 10:00+0700`.
#[must_use]
pub fn write(document: &Document, date: &str) -> String {
    let language = document.locale.map_or("en", |locale| locale.tag());
    let translator = document.translator.as_deref().unwrap_or("Anban");
    let mut out = String::from("msgid \"\"\nmsgstr \"\"\n");
    for (name, value) in [
        ("Project-Id-Version", document.original.as_str()),
        ("POT-Creation-Date", date),
        ("PO-Revision-Date", date),
        ("Last-Translator", translator),
        ("Language-Team", language),
        ("Language", language),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Generator", concat!("Anban ", env!("CARGO_PKG_VERSION"))),
        ("X-Anban-Article", document.original.as_str()),
    ] {
        let _ = writeln!(out, "{}", quoted(&format!("{name}: {}\n", value.replace(['\n', '\r'], " "))));
    }
    for pair in &document.pairs {
        out.push('\n');
        let notes = pair.notes.iter().map(|note| note.text.clone());
        let terms = pair.terms.iter().map(|(vi, to)| format!("{vi} → {to}"));
        let matches =
            pair.matches.iter().map(|found| format!("{} % {} → {}", found.percent, found.source, found.target));
        let state = pair.state.map(|state| format!("state: {}", state.name()));
        let by = pair.translator.as_ref().map(|name| format!("translator: {name}"));
        for comment in state.into_iter().chain(by).chain(notes).chain(terms).chain(matches) {
            for line in comment.lines().filter(|line| !line.trim().is_empty()) {
                let _ = writeln!(out, "#. {}", line.replace(char::is_control, " "));
            }
        }
        if pair.target.is_some() && pair.state == Some(State::Initial) {
            out.push_str("#, fuzzy\n");
        }
        let version = pair.stamp.map(|stamp| stamp.version).or(pair.version).unwrap_or_default();
        let _ = writeln!(out, "msgctxt {}", quoted(&format!("{}@{version}", pair.id)));
        let _ = writeln!(out, "msgid {}", quoted(&written(&pair.source)));
        let _ = writeln!(out, "msgstr {}", quoted(&pair.target.as_deref().map(written).unwrap_or_default()));
    }
    out
}

/// A string as PO spells it, on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_ascii_control() => {
                let _ = write!(out, "\\{:03o}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Reads a file in UTF-8. Obsolete entries (`#~`) are passed over, of a plural the first form is taken.
///
/// # Errors
/// When it is no PO file, or is for a language Anban does not know.
pub fn read(text: &str) -> Result<Document, ReadError> {
    let mut document = Document::default();
    for entry in parse::entries(text)? {
        if document.pairs.len() >= MOST {
            return Err(ReadError { at: entry.span.start, why: format!("the file has more than {MOST} entries") });
        }
        if entry.id.is_empty() && entry.context.is_none() {
            head(&entry, &mut document)?;
        } else {
            document.pairs.push(pair(entry));
        }
    }
    Ok(document)
}

/// What the first entry says of the file.
fn head(entry: &Entry, document: &mut Document) -> Result<(), ReadError> {
    let fields = || entry.text.lines().filter_map(|line| line.split_once(':'));
    let field = |wanted: &str| {
        fields().find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted)).map(|(_, value)| value.trim().to_owned())
    };
    if let Some(language) = field("Language").filter(|language| !language.is_empty()) {
        let primary = language.split(['-', '_', '@']).next().unwrap_or_default().to_ascii_lowercase();
        let known = Locale::ALL.into_iter().find(|locale| locale.tag() == primary && *locale != Locale::Vi);
        document.locale = Some(known.ok_or_else(|| ReadError {
            at: entry.span.start,
            why: format!("the file is for {language:?}; Anban knows en, ja and ko"),
        })?);
    }
    document.original = field("X-Anban-Article").unwrap_or_default();
    document.translator = field("Last-Translator")
        .map(|name| name.split('<').next().unwrap_or_default().trim().to_owned())
        .filter(|name| !name.is_empty() && name != "FULL NAME" && name != "Anban");
    Ok(())
}

fn pair(entry: Entry) -> Pair {
    let context = entry.context.unwrap_or_default();
    let (id, version) = match context.split_once('@') {
        Some((id, version)) => (id.to_owned(), version.parse().ok()),
        None => (context, None),
    };
    let target = (!entry.text.is_empty()).then(|| pieces_of(&entry.text));
    let state = if entry.fuzzy { State::Initial } else { State::Translated };
    Pair {
        id,
        version,
        source: pieces_of(&entry.id),
        state: target.is_some().then_some(state),
        unsure: entry.fuzzy && target.is_some(),
        target,
        translator: entry.notes.iter().find_map(|note| note.strip_prefix("translator: ")).map(str::to_owned),
        ..Pair::at(entry.span)
    }
}
