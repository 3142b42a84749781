//! A term while it is gathered from a foreign file, and what becomes of it.

use std::collections::HashSet;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::Import;
use crate::{
    diagnostic::{Finding, Place, Severity},
    glossary::{
        Form, Renderings, Term,
        load::{MAX_CHARS, default_class, named},
        matcher::MAX_WORDS,
        syllable,
        term::{Case, Class, Day, Kind, PartOfSpeech, Status},
    },
    locale::Locale,
};

/// What a foreign file says of a rendering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Preferred,
    Admitted,
    Deprecated,
    Forbidden,
}

#[derive(Default)]
pub(super) struct Said {
    pub(super) forms: Vec<(Form, Option<Standing>)>,
    pub(super) note: Option<String>,
}

#[derive(Default)]
pub(super) struct Draft {
    pub(super) id: Option<Form>,
    pub(super) vi: Vec<Form>,
    pub(super) acronym: Option<Form>,
    pub(super) class: Option<Class>,
    pub(super) kind: Option<Kind>,
    pub(super) case: Option<Case>,
    pub(super) part_of_speech: Option<PartOfSpeech>,
    pub(super) definition: Option<String>,
    pub(super) source: Option<String>,
    pub(super) note: Option<String>,
    pub(super) status: Option<Status>,
    pub(super) do_not_translate: bool,
    pub(super) valid_from: Option<Day>,
    pub(super) valid_until: Option<Day>,
    /// In the order of [`Locale::TARGETS`].
    pub(super) said: [Said; 3],
}

/// Terms as they are finished, with ids that are there and taken once.
#[derive(Default)]
pub(super) struct Gathered {
    import: Import,
    ids: HashSet<String>,
}

impl Draft {
    /// Takes the value of a key of glossary files; false where there is no such key or its value is none.
    pub(super) fn set(&mut self, key: &str, value: &str, place: &Place) -> bool {
        let form = || Form { text: value.to_owned(), place: place.clone() };
        let day = || value.parse().ok().map(|date| Day { date, place: place.clone() });
        match key {
            "id" => self.id = Some(form()),
            "acronym" => self.acronym = Some(form()),
            "class" => self.class = named(value),
            "kind" => self.kind = named(value),
            "case" => self.case = named(value),
            "pos" => self.part_of_speech = named(value),
            "status" => self.status = named(value),
            "definition" => self.definition = Some(value.to_owned()),
            "source" => self.source = Some(value.to_owned()),
            "note" => self.note = Some(value.to_owned()),
            "do-not-translate" => self.do_not_translate = value == "true",
            "valid-from" => self.valid_from = day(),
            "valid-until" => self.valid_until = day(),
            _ => return false,
        }
        match key {
            "class" => self.class.is_some(),
            "kind" => self.kind.is_some(),
            "case" => self.case.is_some(),
            "pos" => self.part_of_speech.is_some(),
            "status" => self.status.is_some(),
            "do-not-translate" => matches!(value, "true" | "false"),
            "valid-from" => self.valid_from.is_some(),
            "valid-until" => self.valid_until.is_some(),
            _ => true,
        }
    }

    pub(super) fn said_in(&mut self, locale: Locale) -> Option<&mut Said> {
        let at = Locale::TARGETS.iter().position(|target| *target == locale)?;
        self.said.get_mut(at)
    }
}

/// `value` could not be kept as `what`.
pub(super) fn lost(what: &str, value: &str, place: &Place) -> Finding {
    let value: String = value.chars().take(80).collect();
    Finding::new("import-lost", Severity::Warning).fact("what", what).fact("value", value).at(place.clone())
}

impl Gathered {
    pub(super) fn say(&mut self, finding: Finding) {
        self.import.findings.push(finding);
    }

    /// The terms, and the findings in file order.
    pub(super) fn finish(mut self) -> Import {
        self.import.findings.sort_by(|a, b| a.place.cmp(&b.place));
        self.import
    }

    /// Makes a term of `draft`, which begins at `place`, and says what could not be kept.
    pub(super) fn take(&mut self, mut draft: Draft, place: &Place) {
        draft.vi.retain(|form| self.fits(form, true));
        draft.acronym = draft.acronym.take().filter(|form| self.fits(form, false));
        for said in &mut draft.said {
            said.forms.retain(|(form, _)| self.fits(form, false));
        }
        let Some(first) = draft.vi.first() else {
            let id = draft.id.as_ref().map_or("?", |id| &id.text);
            self.say(Finding::new("import-no-vietnamese", Severity::Warning).fact("id", id).at(place.clone()));
            return;
        };
        let id = self.free_id(draft.id.take().filter(|id| !id.text.is_empty()), first);
        let kept = draft.do_not_translate.then(|| draft.vi.clone());
        let mut renderings =
            Locale::TARGETS.into_iter().zip(std::mem::take(&mut draft.said)).map(|(locale, said)| match &kept {
                Some(forms) => self.kept(forms, said),
                None => self.renderings(said, locale),
            });
        let (en, ja, ko) = (renderings.next().flatten(), renderings.next().flatten(), renderings.next().flatten());
        drop(renderings);
        if let (Some(_), None) = (draft.class, &draft.acronym) {
            draft.class = None;
            self.say(lost("class", "", place));
        }
        self.import.terms.push(Term {
            class: draft.class.or_else(|| draft.acronym.as_ref().map(|acronym| default_class(&acronym.text))),
            id,
            vi: draft.vi,
            acronym: draft.acronym,
            kind: draft.kind.unwrap_or_default(),
            case: draft.case,
            part_of_speech: draft.part_of_speech,
            definition: draft.definition,
            source: draft.source,
            note: draft.note,
            status: draft.status.unwrap_or_default(),
            do_not_translate: draft.do_not_translate,
            valid_from: draft.valid_from,
            valid_until: draft.valid_until,
            in_force: true,
            unsorted_key: None,
            en,
            ja,
            ko,
        });
    }

    /// Whether a glossary file may hold the wording.
    fn fits(&mut self, form: &Form, vietnamese: bool) -> bool {
        let words = syllable::words(&form.text).len();
        let fits = form.text.chars().count() <= MAX_CHARS && (!vietnamese || (1..=MAX_WORDS).contains(&words));
        if !fits {
            self.say(lost("term", &form.text, &form.place));
        }
        fits
    }

    fn free_id(&mut self, id: Option<Form>, first: &Form) -> Form {
        let given = id.is_some();
        let mut id = id.unwrap_or_else(|| Form { text: slug(&first.text), place: first.place.clone() });
        if !self.ids.insert(id.text.clone()) {
            let stem = id.text.clone();
            id.text = (2..)
                .map(|n: u64| format!("{stem}-{n}"))
                .find(|text| !self.ids.contains(text))
                .unwrap_or(stem.clone());
            self.ids.insert(id.text.clone());
            if given {
                let finding = Finding::new("import-id-taken", Severity::Warning);
                self.say(finding.fact("id", stem).fact("now", id.text.as_str()).at(id.place.clone()));
            }
        }
        id
    }

    /// The renderings of a term that is not translated.
    fn kept(&mut self, forms: &[Form], said: Said) -> Option<Renderings> {
        let (first, rest) = forms.split_first()?;
        let mut forbid = Vec::new();
        for (form, standing) in said.forms {
            if standing == Some(Standing::Forbidden) {
                forbid.push(form);
            } else if !forms.iter().any(|own| own.text == form.text) {
                self.say(lost("term", &form.text, &form.place));
            }
        }
        let (preferred, also) = (first.clone(), rest.to_vec());
        Some(Renderings { preferred, also, deprecated: Vec::new(), forbid, note: said.note })
    }

    fn renderings(&mut self, said: Said, locale: Locale) -> Option<Renderings> {
        let order = [Some(Standing::Preferred), None, Some(Standing::Admitted), Some(Standing::Deprecated)];
        let at = order.iter().find_map(|want| said.forms.iter().position(|(_, standing)| standing == want));
        let Some(at) = at else {
            for (form, _) in &said.forms {
                self.say(lost("term", &form.text, &form.place));
            }
            return None;
        };
        let mut forms = said.forms;
        let (preferred, standing) = forms.remove(at);
        let say = |code: &str, form: &Form| {
            let finding = Finding::new(code, Severity::Info).fact("form", form.text.as_str());
            Finding { locale: Some(locale), ..finding.fact("locale", locale.tag()).at(form.place.clone()) }
        };
        if standing == Some(Standing::Deprecated) {
            self.say(say("import-promoted", &preferred));
        }
        let (mut also, mut deprecated, mut forbid) = (Vec::new(), Vec::new(), Vec::new());
        for (form, standing) in forms {
            match standing {
                Some(Standing::Preferred) => {
                    self.say(say("import-second-preferred", &form));
                    also.push(form);
                }
                Some(Standing::Admitted) | None => also.push(form),
                Some(Standing::Deprecated) => deprecated.push(form),
                Some(Standing::Forbidden) => forbid.push(form),
            }
        }
        Some(Renderings { preferred, also, deprecated, forbid, note: said.note })
    }
}

/// An id made of a Vietnamese form: its letters without marks, its words joined by hyphens.
pub(in crate::glossary) fn slug(form: &str) -> String {
    let plain: String = form
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| if matches!(c, 'đ' | 'Đ') { 'd' } else { c.to_ascii_lowercase() })
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let id = plain.split_whitespace().collect::<Vec<_>>().join("-");
    if id.is_empty() { "term".to_owned() } else { id }
}
