//! Puts a unit together again from its segments' translations.

use super::Segment;
use crate::{article::Content, locale::Locale, text::Span};

/// The unit with each segment replaced by its replacement; `None`, or none at all, keeps the source. Without any
/// replacement the unit comes back as it was.
///
/// What lies between segments is kept, save between two that are both replaced: there Japanese, which sets no
/// space after its full stop, takes none, and English and Korean take one where the source forgot it. A line end
/// always stays.
///
/// A replacement with its segment's codes, in whatever order its text has them, gives them back to the unit's
/// own, so that a pair around several sentences stays a pair; a replacement with other codes brings its own.
/// `segments` are those of this `unit`, ascending.
#[must_use]
pub fn join(unit: &Content, segments: &[Segment], replacements: &[Option<Content>], target: Locale) -> Content {
    let mut joined = Content { text: String::with_capacity(unit.text.len()), codes: unit.codes.clone() };
    let mut done = 0;
    let mut replaced_before = false;
    for (at, segment) in segments.iter().enumerate() {
        let replacement = replacements.get(at).and_then(Option::as_ref);
        let gap = Span::new(done, segment.span.start).of(&unit.text);
        let between = replaced_before && replacement.is_some();
        match replacement {
            Some(replacement) => {
                joined.text.push_str(if between { gap_for(target, gap, &joined, replacement) } else { gap });
                put(&mut joined, unit, segment, replacement);
            }
            None => {
                joined.text.push_str(gap);
                joined.text.push_str(segment.span.of(&unit.text));
            }
        }
        replaced_before = replacement.is_some();
        done = segment.span.end;
    }
    joined.text.push_str(unit.text.get(done..).unwrap_or_default());
    joined
}

fn gap_for<'a>(target: Locale, gap: &'a str, before: &Content, after: &Content) -> &'a str {
    let is_space = |c: char| c.is_whitespace() && !matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    match target {
        Locale::Ja if gap.chars().all(is_space) => "",
        Locale::En | Locale::Ko if gap.is_empty() => {
            let spaced = before.text.ends_with(char::is_whitespace) || after.text.starts_with(char::is_whitespace);
            if spaced { "" } else { " " }
        }
        _ => gap,
    }
}

/// Appends `replacement` to `joined`, whose codes begin with the unit's.
fn put(joined: &mut Content, unit: &Content, segment: &Segment, replacement: &Content) {
    if replacement.codes != segment.content.codes {
        joined.append(replacement);
        return;
    }
    let stand_ins: Vec<char> =
        segment.span.of(&unit.text).chars().filter(|&c| Content::code_number(c).is_some()).collect();
    let own = |c: char| Content::code_number(c).and_then(|number| stand_ins.get(number)).copied();
    joined.text.extend(replacement.text.chars().map(|c| own(c).unwrap_or(c)));
}
