//! A name in the three languages: the preferred form, other right forms and known wrong ones.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{
    Settings, Style,
    english::{solid, without_marks},
    fold::Forms,
    hangul::{self, FinalNh},
    katakana::{self, Part},
    syllable::{Syllable, words},
    tables::{Person, Place, tables},
    unit::Unit,
};
use crate::{locale::Locale, text::nfc};

/// Where a rendering comes from, strongest authority first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The newsroom's glossary; set by whoever asks it.
    Glossary,
    /// An established form that the rules do not give: 베트남, ベトナム, Hanoi.
    Exception,
    /// The gazetteer prints it, or the place stands there and the rule for it is certain.
    Gazetteer,
    /// The table of persons prints it.
    Table,
    /// Made by the rules alone.
    Rule,
    /// No rule reads the name: it is left in Latin letters, without marks.
    Unknown,
}

impl Basis {
    /// The word under which it is stored and shown.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Glossary => "glossary",
            Self::Exception => "exception",
            Self::Gazetteer => "gazetteer",
            Self::Table => "table",
            Self::Rule => "rule",
            Self::Unknown => "unknown",
        }
    }
}

/// A name in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rendering {
    /// What Anban writes, unit included.
    pub preferred: String,
    /// Other forms that are right in a text.
    pub accepted: Vec<String>,
    /// Forms that are known to be wrong.
    pub wrong: Vec<String>,
    /// How a person is called after the first mention: the last syllable.
    pub short: Option<String>,
    /// Where the preferred form comes from.
    pub basis: Basis,
    /// All of them in the form in which they are looked for.
    #[serde(skip)]
    folded: Forms,
}

impl Rendering {
    /// A rendering whose right forms are `forms`, the preferred one first. A form that is right and wrong is wrong,
    /// but for the preferred one.
    #[must_use]
    pub fn new(mut forms: Vec<String>, wrong: Vec<String>, basis: Basis) -> Self {
        let mut seen = HashSet::new();
        forms.retain(|form| !form.is_empty() && seen.insert(form.clone()));
        let mut forms = forms.into_iter();
        let preferred = forms.next().unwrap_or_default();
        let mut once = HashSet::new();
        let wrong: Vec<String> =
            wrong.into_iter().filter(|one| *one != preferred && once.insert(one.clone())).collect();
        let accepted = forms.filter(|form| !once.contains(form)).collect();
        Self { preferred, accepted, wrong, short: None, basis, folded: Forms::default() }
    }

    /// Every form in the language of `locale`, which is this rendering's, as [`fold`](super::fold) makes it, and
    /// whether it is right.
    pub(super) fn folded(&self, locale: Locale) -> impl Iterator<Item = (&str, bool)> {
        let right = 1 + self.accepted.len();
        let forms = self.folded.of(self.right().chain(self.wrong.iter().map(String::as_str)), locale);
        forms.iter().enumerate().map(move |(at, form)| (form.as_str(), at < right))
    }

    /// The preferred form, then the accepted ones.
    pub fn right(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.preferred.as_str()).chain(self.accepted.iter().map(String::as_str))
    }
}

/// A place in the language of `locale`; `unit` is the unit the text calls it by.
pub fn place(
    settings: &Settings,
    name: &str,
    known: Option<&Place>,
    unit: Option<Unit>,
    locale: Locale,
) -> Rendering {
    match locale {
        Locale::Vi => Rendering::new(vec![nfc(name).into_owned()], Vec::new(), Basis::Gazetteer),
        Locale::En => place_en(settings, name, known, unit),
        Locale::Ja => place_ja(settings, name, known, unit),
        Locale::Ko => place_ko(name, known, unit),
    }
}

/// A person in the language of `locale`.
pub fn person(settings: &Settings, name: &str, known: Option<&Person>, locale: Locale) -> Rendering {
    match locale {
        Locale::Vi => Rendering::new(vec![nfc(name).into_owned()], Vec::new(), Basis::Table),
        Locale::En => person_en(settings, name, known),
        Locale::Ja => person_ja(settings, name, known),
        Locale::Ko => person_ko(settings, name, known),
    }
}

fn place_en(settings: &Settings, name: &str, known: Option<&Place>, unit: Option<Unit>) -> Rendering {
    let mut forms: Vec<String> = known.map(|place| owned(&place.en)).unwrap_or_default();
    let basis = match (forms.is_empty(), known) {
        (false, _) if forms[0] != without_marks(name) => Basis::Exception,
        (_, Some(_)) => Basis::Gazetteer,
        _ => Basis::Rule,
    };
    forms.push(without_marks(name));
    if known.is_some_and(|place| place.level == "country") && settings.en_country == super::CountryName::Spaced {
        forms.swap(0, 1);
    }
    if settings.en_diacritics {
        forms.insert(0, nfc(name).into_owned());
    }
    let base = forms.clone();
    if let Some(unit) = unit.filter(|_| forms[0] != "Hanoi" && !forms[0].ends_with("City")) {
        forms = suffixed(&base, &unit.suffixes().en);
    }
    let mut wrong = known_wrong(known.map(|place| place.wrong.as_slice()), "en");
    // "Longan" is a fruit; Hanoi and Danang are established.
    let run_together = solid(name);
    if known.is_some() && name.contains(' ') && run_together != "Longan" && !forms.contains(&run_together) {
        wrong.push(run_together);
    }
    if is_province(known, unit) {
        wrong.extend(base.iter().take(1).flat_map(|base| [format!("{base} State"), format!("{base} Prefecture")]));
    }
    Rendering::new(forms, wrong, basis)
}

fn place_ja(settings: &Settings, name: &str, known: Option<&Place>, unit: Option<Unit>) -> Rendering {
    let mut base: Vec<String> = known.map(|place| owned(&place.ja)).unwrap_or_default();
    let ruled = Syllable::all(name).map(|syllables| katakana::word(&syllables, Part::Place));
    let person_like = unit == Some(Unit::Street) && is_person_like(name);
    let basis = match (base.first(), &ruled) {
        (Some(first), Some(ruled)) if first != ruled => Basis::Exception,
        (Some(_), _) => Basis::Gazetteer,
        (None, Some(_)) => Basis::Rule,
        (None, None) => Basis::Unknown,
    };
    if person_like {
        let as_person =
            person_ja(settings, name, tables().lookup(name).person.and_then(|at| tables().persons.get(at)));
        base.splice(0..0, as_person.right().map(str::to_owned));
    }
    base.extend(ruled.or_else(|| base.is_empty().then(|| without_marks(name))));
    let base = both_styles(base, settings);
    let mut forms = base.clone();
    if let Some(unit) = unit {
        forms = suffixed(&base, &unit.suffixes().ja);
    }
    let mut wrong: Vec<String> = known_wrong(known.map(|place| place.wrong.as_slice()), "ja");
    if is_province(known, unit) {
        wrong.extend(base.iter().flat_map(|base| {
            ["州", "県", "族", "外務省", "省外務省"].into_iter().map(move |suffix| format!("{base}{suffix}"))
        }));
    }
    Rendering::new(forms, wrong, basis)
}

fn place_ko(name: &str, known: Option<&Place>, unit: Option<Unit>) -> Rendering {
    let mut base: Vec<String> = known.map(|place| owned(&place.ko)).unwrap_or_default();
    let ruled = Syllable::all(name).map(|syllables| hangul::word(&syllables, true, FinalNh::Official));
    let basis = match (base.first(), &ruled, known) {
        (Some(first), Some(ruled), _) if first != ruled => Basis::Exception,
        (Some(_), None, _) => Basis::Exception,
        (Some(_), _, _) | (None, Some(_), Some(_)) => Basis::Gazetteer,
        (None, Some(_), None) => Basis::Rule,
        (None, None, _) => Basis::Unknown,
    };
    if base.is_empty() {
        base.extend(ruled.or_else(|| Some(without_marks(name))));
        if let Some(syllables) = Syllable::all(name) {
            base.push(hangul::word(&syllables, false, FinalNh::Official));
            base.push(hangul::word(&syllables, true, FinalNh::Northern));
        }
    }
    let mut forms = base.clone();
    if let Some(unit) = unit {
        forms = suffixed(&base, &unit.suffixes().ko);
    }
    let mut wrong = known_wrong(known.map(|place| place.wrong.as_slice()), "ko");
    if is_province(known, unit) {
        let bad = ["주", "도", " 외교부", "성 외교부"];
        wrong.extend(
            base.iter().take(1).flat_map(|base| bad.into_iter().map(move |suffix| format!("{base}{suffix}"))),
        );
    }
    Rendering::new(forms, wrong, basis)
}

fn person_en(settings: &Settings, name: &str, known: Option<&Person>) -> Rendering {
    let mut forms = vec![without_marks(name)];
    if settings.en_diacritics {
        forms.insert(0, nfc(name).into_owned());
    }
    let short = forms[0].rsplit(' ').next().map(str::to_owned);
    let wrong = known_wrong(known.map(|person| person.wrong.as_slice()), "en");
    let basis = if known.is_some() { Basis::Table } else { Basis::Rule };
    Rendering { short, ..Rendering::new(forms, wrong, basis) }
}

fn person_ja(settings: &Settings, name: &str, known: Option<&Person>) -> Rendering {
    let separator = settings.ja_person_separator.as_str();
    let mut forms: Vec<String> = known.map(|person| owned(&person.ja)).unwrap_or_default();
    for form in &mut forms {
        *form = form.replace('・', separator);
    }
    let syllables = Syllable::all(name);
    let basis = match (forms.is_empty(), &syllables) {
        (false, _) => Basis::Table,
        (true, Some(_)) => Basis::Rule,
        (true, None) => Basis::Unknown,
    };
    let parts = syllables.map(|syllables| kana_parts(name, &syllables)).unwrap_or_default();
    forms.extend(spellings(&parts).into_iter().map(|parts| parts.join(separator)));
    if forms.is_empty() {
        forms.push(without_marks(name));
    }
    let forms = both_styles(forms, settings);
    let short = forms[0].rsplit(separator).next().filter(|_| !separator.is_empty()).map(str::to_owned);
    let mut wrong = both_styles(known_wrong(known.map(|person| person.wrong.as_slice()), "ja"), settings);
    for (word, bad) in WRONG_KANA {
        let is_part = |part: &str| without_marks(part) == without_marks(word) && crate::text::canonical(part) == word;
        if words(name).any(|part| is_part(&nfc(part))) {
            wrong.push(bad.to_owned());
        }
    }
    Rendering { short, ..Rendering::new(forms, wrong, basis) }
}

fn person_ko(settings: &Settings, name: &str, known: Option<&Person>) -> Rendering {
    let Some(syllables) = Syllable::all(name).filter(|syllables| !syllables.is_empty()) else {
        return Rendering::new(vec![without_marks(name)], Vec::new(), Basis::Unknown);
    };
    let (surname, given) = syllables.split_at(1);
    let solid = |liaison, nh| hangul::word(surname, false, nh) + &hangul::word(given, liaison, nh);
    let spaced = syllables.iter().map(|one| hangul::word(std::slice::from_ref(one), false, FinalNh::Official));
    let spaced = spaced.collect::<Vec<_>>().join(" ");
    let mut forms: Vec<String> = known.map(|person| owned(&person.ko)).unwrap_or_default();
    let own = forms.len();
    forms.extend([solid(true, FinalNh::Official), spaced]);
    if settings.ko_person_spacing == Style::Spaced && own == 0 {
        forms.swap(0, 1);
    }
    forms.extend([solid(false, FinalNh::Official), solid(true, FinalNh::Northern)]);
    let short = syllables.last().map(|last| hangul::word(std::slice::from_ref(last), false, FinalNh::Official));
    let wrong = known_wrong(known.map(|person| person.wrong.as_slice()), "ko");
    let basis = if known.is_some() { Basis::Table } else { Basis::Rule };
    Rendering { short, ..Rendering::new(forms, wrong, basis) }
}

/// English-looking readings seen in machine-made Japanese pages (domain facts §2.6, §4.7).
const WRONG_KANA: [(&str, &str); 3] = [("Trần", "トラン"), ("Dương", "ドゥオン"), ("Tuyết", "チュエット")];

/// The kana of each part of a person's name, with the alternatives of its surname.
fn kana_parts(name: &str, syllables: &[Syllable]) -> Vec<Vec<String>> {
    let surname = words(name).next().and_then(|word| tables().surname(word));
    let own = |(at, one): (usize, &Syllable)| match (at, surname) {
        (0, Some(surname)) => owned(&surname.ja),
        (0, None) => vec![katakana::syllable(one, Part::Surname, true)],
        _ => {
            let kana = katakana::syllable(one, Part::Given, true);
            let press = kana.replace("イン", "ン");
            let short = kana.replace('ー', "");
            let a_with_nh = one.coda == "nh" && one.vowels.ends_with('a');
            if a_with_nh { vec![kana, press] } else { vec![kana, short] }
        }
    };
    syllables.iter().enumerate().map(own).collect()
}

/// The first spelling of every part; then each other spelling of one part; then all second ones together.
fn spellings(parts: &[Vec<String>]) -> Vec<Vec<String>> {
    let first: Vec<String> = parts.iter().filter_map(|part| part.first().cloned()).collect();
    let mut all = vec![first.clone()];
    for (at, part) in parts.iter().enumerate() {
        for other in part.iter().skip(1) {
            let mut one = first.clone();
            one[at].clone_from(other);
            all.push(one);
        }
    }
    all.push(parts.iter().filter_map(|part| part.get(1).or(part.first()).cloned()).collect());
    all
}

/// The style of the settings first, then the other one.
fn both_styles(forms: Vec<String>, settings: &Settings) -> Vec<String> {
    let plain: Vec<String> = forms.iter().map(|form| katakana::without_vu(form)).collect();
    match settings.ja_v {
        super::KanaV::B => plain.into_iter().chain(forms).collect(),
        super::KanaV::V => forms.into_iter().chain(plain).collect(),
    }
}

/// Each form with each suffix, and the forms alone, which name the place as well.
fn suffixed(forms: &[String], suffixes: &[String]) -> Vec<String> {
    let with = suffixes.iter().flat_map(|suffix| forms.iter().map(move |form| format!("{form}{suffix}")));
    with.chain(forms.iter().cloned()).collect()
}

fn is_province(known: Option<&Place>, unit: Option<Unit>) -> bool {
    unit == Some(Unit::Province) || (unit.is_none() && known.is_some_and(|place| place.level == "province"))
}

fn is_person_like(name: &str) -> bool {
    words(name).count() > 1
        && (words(name).next().is_some_and(|word| tables().surname(word).is_some())
            || tables().lookup(name).person.is_some())
}

fn known_wrong(wrong: Option<&[(&'static str, &'static str)]>, tag: &str) -> Vec<String> {
    wrong.unwrap_or_default().iter().filter(|(of, _)| *of == tag).map(|&(_, form)| form.to_owned()).collect()
}

fn owned(forms: &[&str]) -> Vec<String> {
    forms.iter().map(|form| (*form).to_owned()).collect()
}
