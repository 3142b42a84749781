//! An old translation with other names in it, and with other figures too.

use crate::{
    article::{Content, is_code},
    diagnostic::Severity,
    glossary::particles::final_sound,
    locale::Locale,
    memory::{
        Result, Row, Store,
        fuzzy::{NearIndex, Substituted, substitute},
    },
    names::{Kind, NameUse},
    numbers,
    pipeline::{PreparedSegment, Tools},
    text::canonical,
};

/// Near rows that are tried, and from which percentage; a name may be five syllables of ten.
const TRIED: (usize, u8) = (8, 50);

/// A translation of `segment` out of one of a sentence that differs from it in nothing but figures and known names,
/// where that can be made and holds before the rules on figures and names. Rows for which `fits` says no are passed
/// over.
///
/// # Errors
/// The store's.
pub async fn substituted(
    near: &NearIndex,
    store: &dyn Store,
    segment: &PreparedSegment,
    locale: Locale,
    tools: &Tools,
    fits: impl Fn(&Row) -> bool,
) -> Result<Option<Substituted>> {
    let style = &tools.numbers;
    if let Some(found) = near.substituted(store, &segment.text, locale, style, &fits).await? {
        return Ok(Some(found));
    }
    if segment.names.is_empty() {
        return Ok(None);
    }
    let (tried, from) = TRIED;
    let matches = near.matches(store, &segment.text, locale, from, tried).await?;
    // What a penalty was taken off is a suggestion and no more; such a row says less than its edits do.
    let whole = matches.into_iter().filter(|one| {
        let edits = crate::memory::fuzzy::percent(one.near.edits, one.near.longest, one.near.percent == 100);
        one.near.percent >= edits
    });
    Ok(whole.map(|one| one.row).filter(fits).find_map(|from| {
        let terms = tools.glossary.find(&from.source.text);
        let mut names = tools.names.find(&from.source.text);
        names.retain(|name| !terms.iter().any(|term| term.span.contains(name.span)));
        let target = renamed(&from, &names, segment, locale, tools)?;
        Some(Substituted { from, target })
    }))
}

/// The row's translation with the segment's names and figures.
fn renamed(row: &Row, was: &[NameUse], segment: &PreparedSegment, locale: Locale, tools: &Tools) -> Option<Content> {
    let is = &segment.names;
    let same_kinds = was.len() == is.len()
        && was.iter().zip(is).all(|(was, is)| was.kind == is.kind && was.administrative == is.administrative);
    if !same_kinds || row.source.codes != segment.text.codes {
        return None;
    }
    let source = exchanged(&row.source.text, was, &segment.text.text, is)?;
    let target =
        Content { text: retold(&row.target.text, &pairs(was, is)?, was, locale)?, codes: row.target.codes.clone() };
    let target = if canonical(&source) == canonical(&segment.text.text) {
        let found = numbers::check(&segment.text.text, &target.text, locale);
        (found.into_iter().map(|finding| finding.severity).max() <= Some(Severity::Info)).then_some(target)?
    } else {
        let source = Content { text: source, codes: row.source.codes.clone() };
        substitute(&source, &target, &segment.text, locale, &tools.numbers)?
    };
    let found = tools.names.check(is, &target.text, locale);
    (found.into_iter().map(|finding| finding.severity).max() <= Some(Severity::Info)).then_some(target)
}

/// The old sentence with the names of the new one in their places.
fn exchanged(old: &str, was: &[NameUse], new: &str, is: &[NameUse]) -> Option<String> {
    let (mut text, mut end) = (String::with_capacity(old.len()), 0);
    for (was, is) in was.iter().zip(is) {
        let (gone, come) = (was.span.of(old), is.span.of(new));
        if gone.contains(is_code) || come.contains(is_code) {
            return None;
        }
        text.push_str(old.get(end..was.span.start)?);
        text.push_str(come);
        end = was.span.end;
    }
    text.push_str(old.get(end..)?);
    Some(text)
}

/// The names that differ, each once; nothing where none does, where one became two, two became one, or one that came
/// stood in the old sentence already.
fn pairs<'a>(was: &'a [NameUse], is: &'a [NameUse]) -> Option<Vec<(&'a NameUse, &'a NameUse)>> {
    let mut pairs: Vec<(&NameUse, &NameUse)> = Vec::new();
    for (was, is) in was.iter().zip(is) {
        match pairs.iter().find(|(old, new)| old.name == was.name || new.name == is.name) {
            Some((old, new)) if old.text == was.text && new.text == is.text => {}
            Some(_) => return None,
            None => pairs.push((was, is)),
        }
    }
    pairs.retain(|(was, is)| was.text != is.text);
    let clash = pairs.iter().any(|(_, new)| was.iter().any(|old| old.name == new.name));
    (!pairs.is_empty() && !clash).then_some(pairs)
}

/// The old translation with the new names; nothing where a name does not stand in it as often as in its source, or
/// is tied into the grammar around it.
fn retold(target: &str, pairs: &[(&NameUse, &NameUse)], was: &[NameUse], locale: Locale) -> Option<String> {
    let mut places: Vec<(usize, usize, &str)> = Vec::new();
    for (old, new) in pairs {
        let (gone, come) = (old.rendering(locale)?, new.rendering(locale)?);
        let said = was.iter().filter(|name| name.name == old.name).count();
        let mut forms: Vec<(&str, &str)> = vec![(&gone.preferred, &come.preferred)];
        if gone.accepted.len() == come.accepted.len() {
            forms.extend(gone.accepted.iter().map(String::as_str).zip(come.accepted.iter().map(String::as_str)));
        }
        // The longer form first: the shorter may be a part of it.
        forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        let before = places.len();
        for (form, with) in forms.into_iter().filter(|(form, _)| !form.is_empty()) {
            for (start, found) in target.match_indices(form) {
                let end = start + found.len();
                let taken = places.iter().any(|&(from, to, _)| start < to && from < end);
                if !taken && stands_alone(target, start, end) {
                    places.push((start, end, with));
                }
            }
        }
        let person_said = old.kind == Kind::Person && locale == Locale::En && names_a_sex(target);
        if places.len() - before != said || person_said {
            return None;
        }
    }
    places.sort_unstable();
    let (mut text, mut end) = (String::with_capacity(target.len()), 0);
    for &(from, to, with) in &places {
        let particle = target.get(to..)?.chars().next().filter(|c| "은는이가을를과와으로라".contains(*c));
        if locale == Locale::Ko && particle.is_some() && final_sound(target.get(from..to)?) != final_sound(with) {
            return None;
        }
        text.push_str(target.get(end..from)?);
        text.push_str(with);
        end = to;
    }
    text.push_str(target.get(end..)?);
    // A person called by the last syllable further on would go by the old name.
    let left = pairs.iter().filter_map(|(old, _)| old.rendering(locale)?.short.as_deref());
    let mut left = left.filter(|short| !short.is_empty());
    let stays = left.any(|short| text.match_indices(short).any(|(at, _)| stands_alone(&text, at, at + short.len())));
    (!stays).then_some(text)
}

/// Whether no letter of the Latin alphabet touches the piece.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !('\u{2E80}'..='\u{D7FF}').contains(&c));
    let inside = text.get(start..end).unwrap_or_default();
    let is_latin = inside.chars().next().is_some_and(|c| c.is_ascii_alphabetic());
    !is_latin
        || !(latin(text.get(..start).and_then(|before| before.chars().next_back()))
            || latin(text.get(end..).and_then(|after| after.chars().next())))
}

/// English says whether a person is a man or a woman.
fn names_a_sex(text: &str) -> bool {
    let says = ["he", "she", "his", "her", "him", "hers", "himself", "herself", "mr", "ms", "mrs"];
    text.split(|c: char| !c.is_alphabetic()).any(|word| says.contains(&word.to_ascii_lowercase().as_str()))
}
