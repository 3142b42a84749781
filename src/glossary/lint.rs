//! Faults in the glossary itself.

use std::collections::HashMap;

use super::{
    Glossary, particles, syllable,
    term::{Form, Renderings, Term, is_capitals},
};
use crate::{
    diagnostic::{Finding, Label, Severity},
    locale::Locale,
    text::{canonical, fold_case},
};

impl Glossary {
    /// Everything that is wrong with the entries, in file order: `glossary-duplicate-id`, `glossary-id-style`,
    /// `glossary-duplicate-form`, `glossary-empty-rendering`, `glossary-wrong-script`,
    /// `glossary-forbidden-allowed` and `glossary-uncheckable`.
    #[must_use]
    pub fn lint(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut ids: HashMap<&str, &Form> = HashMap::new();
        let mut forms: HashMap<String, (usize, &Form)> = HashMap::new();
        for (index, term) in self.terms().iter().enumerate() {
            identity(term, &mut ids, &mut findings);
            for form in term.vi.iter().filter(|_| term.is_sought()) {
                let (owner, first) = forms.entry(form_key(form)).or_insert((index, form));
                if *owner != index || !std::ptr::eq(*first, form) {
                    findings.push(twice("glossary-duplicate-form", form, first));
                }
            }
            for locale in Locale::TARGETS {
                if let Some(renderings) = term.renderings(locale) {
                    check_renderings(renderings, locale, &mut findings);
                }
            }
        }
        findings
    }
}

fn identity<'a>(term: &'a Term, ids: &mut HashMap<&'a str, &'a Form>, findings: &mut Vec<Finding>) {
    let id = &term.id.text;
    let kebab = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if !id.split('-').all(kebab) {
        findings.push(at("glossary-id-style", &term.id));
    }
    match ids.get(id.as_str()) {
        Some(first) => findings.push(twice("glossary-duplicate-id", &term.id, first)),
        None => _ = ids.insert(id, &term.id),
    }
}

/// Forms that the matcher cannot tell apart have one key; capitals keep acronyms apart from words.
fn form_key(form: &Form) -> String {
    let plain: Vec<String> =
        syllable::words(&form.text).into_iter().map(|word| canonical(word.of(&form.text))).collect();
    let plain = plain.join(" ");
    if is_capitals(&form.text) { plain } else { fold_case(&plain) }
}

fn check_renderings(renderings: &Renderings, locale: Locale, findings: &mut Vec<Finding>) {
    let said = |finding: Finding| finding.fact("locale", locale.tag());
    for form in renderings.allowed().chain(&renderings.forbid) {
        if !form.text.chars().any(char::is_alphanumeric) {
            findings.push(said(at("glossary-empty-rendering", form)));
        }
    }
    for form in renderings.allowed().filter(|form| !is_script_of(&form.text, locale)) {
        findings.push(said(at("glossary-wrong-script", form)));
    }
    for form in &renderings.forbid {
        let same = |allowed: &&Form| fold_case(&canonical(&allowed.text)) == fold_case(&canonical(&form.text));
        if let Some(allowed) = renderings.allowed().find(same) {
            findings.push(said(twice("glossary-forbidden-allowed", form, allowed)));
        }
        let one = form.text.chars().count() == 1;
        if locale == Locale::Ko && one && particles::is_ending(&form.text) {
            let finding = Finding { severity: Severity::Warning, ..at("glossary-uncheckable", form) };
            findings.push(said(finding));
        }
    }
}

/// Japanese has kana or kanji, Korean has Hangul, English has neither; a bare acronym is every language's.
fn is_script_of(text: &str, locale: Locale) -> bool {
    let kana = text.chars().any(|c| matches!(c, '\u{3041}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'));
    let han = text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '々'));
    let hangul = text.chars().any(|c| matches!(c, '\u{1100}'..='\u{11FF}' | '\u{AC00}'..='\u{D7A3}'));
    let bare = is_capitals(text) && text.is_ascii();
    match locale {
        Locale::En | Locale::Vi => !kana && !han && !hangul,
        Locale::Ja => (kana || han || bare) && !hangul,
        Locale::Ko => (hangul || bare) && !kana,
    }
}

fn at(code: &str, form: &Form) -> Finding {
    Finding::new(code, Severity::Error).fact("form", form.text.trim()).at(form.place.clone())
}

fn twice(code: &str, form: &Form, first: &Form) -> Finding {
    let label = Label { place: first.place.clone(), message: "label-glossary-first".to_owned() };
    let place = format!("{}:{}", first.place.file, first.place.position.line);
    Finding { labels: vec![label], ..at(code, form).fact("first", place) }
}
