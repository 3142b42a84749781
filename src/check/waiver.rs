//! Findings that somebody accepted, with a reason.

use std::sync::Arc;

use toml::Spanned;

use super::{Date, Found, InputKind, Sheet, Waiver};
use crate::{
    diagnostic::{Finding, Place, Severity},
    text::LineIndex,
};

/// For each finding of `sheet` the reason for which it is accepted on the day `today`, if it is. Waivers that
/// are expired, or have nothing to accept although everything they could accept was looked at (`whole`), are added to `sheet` as
/// findings at their place in `config`, name and text of the configuration.
pub fn waive(
    waivers: &[Spanned<Waiver>],
    config: (&str, &str),
    today: Date,
    whole: impl Fn(&Waiver) -> bool,
    sheet: &mut Sheet,
) -> Vec<Option<String>> {
    let mut used = vec![false; waivers.len()];
    let live = |waiver: &Waiver| waiver.until.is_none_or(|until| today <= until);
    let mut reasons: Vec<Option<String>> = sheet
        .found
        .iter()
        .map(|found| {
            let mut reason = None;
            for (waiver, used) in waivers.iter().map(Spanned::get_ref).zip(&mut used) {
                if covers(waiver, found) {
                    *used = true;
                    if live(waiver) {
                        reason.get_or_insert_with(|| waiver.reason.clone());
                    }
                }
            }
            reason
        })
        .collect();
    let (name, text) = config;
    let file: Arc<str> = name.into();
    let lines = LineIndex::new(text);
    let mut input = None;
    for (waiver, used) in waivers.iter().zip(used) {
        let (code, severity) = match (live(waiver.get_ref()), used) {
            (false, _) => ("waiver-expired", Severity::Warning),
            (true, false) if whole(waiver.get_ref()) => ("waiver-unused", Severity::Warning),
            _ => continue,
        };
        let input = *input.get_or_insert_with(|| sheet.begin(InputKind::Configuration, name));
        let until = waiver.get_ref().until.map(|until| until.to_string()).unwrap_or_default();
        let finding = Finding::new(code, severity)
            .fact("code", &waiver.get_ref().code)
            .fact("reason", &waiver.get_ref().reason)
            .fact("until", until)
            .at(Place::new(&file, text, &lines, waiver.span().into()));
        sheet.sources.entry(Arc::clone(&file)).or_insert_with(|| text.to_owned());
        sheet.found.push(Found { finding, input, key: None, anchor: String::new() });
        reasons.push(None);
    }
    reasons
}

fn covers(waiver: &Waiver, found: &Found) -> bool {
    let finding = &found.finding;
    let file = || finding.place.as_ref().map_or("", |place| &place.file);
    finding.code == waiver.code
        && waiver.file.as_deref().is_none_or(|pattern| is_like(pattern, file()))
        && waiver
            .segment
            .as_deref()
            .is_none_or(|prefix| found.key.is_some_and(|key| key.to_string().starts_with(prefix)))
        && waiver.term.as_deref().is_none_or(|term| {
            let term = term.to_lowercase();
            finding.facts.values().any(|value| value.to_lowercase() == term)
        })
}

/// Whether `text` is `pattern`, in which `*` stands for any characters. Linear in the length of both times the
/// number of stars.
fn is_like(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn stars_stand_for_any_characters() {
        for (pattern, text, like) in [
            ("editions/a/ja.html", "editions/a/ja.html", true),
            ("editions/a/ja.html", "editions/a/ja.html2", false),
            ("editions/*/ja.html", "editions/a/ja.html", true),
            ("editions/*/ja.html", "editions/a/ko.html", false),
            ("*.html", "a.html", true),
            ("*", "", true),
            ("a*a", "a", false),
            ("a*b*c", "a-b-b-c", true),
        ] {
            assert_eq!(is_like(pattern, text), like, "{pattern} {text}");
        }
    }
}
