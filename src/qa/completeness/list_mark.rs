//! `list-mark-lost`: the letter or bullet before an item of a list is gone.

use super::super::{catalogue::Family, rule::Rule};
use crate::{
    article::is_code,
    diagnostic::{Finding, Severity},
    text::Span,
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "list-mark-lost",
    Family::Completeness,
    Severity::Warning,
    "What it finds: a source that begins with a letter and a bracket, \"a)\", or a bullet, and a translation that \
     does not; a lost bullet is only a note. Numbers are compared by the rules on figures.\n\
     Why: references to point a) lead nowhere.\n\
     Example: \"b) Sở Công Thương\" became \"Department of Industry and Trade\".\n\
     How to fix: put the letter or the bullet back.",
    |look, findings| {
        let lead = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || is_code(c)).len();
        let start = lead(look.source);
        let (source, target) = (&look.source[start..], &look.target[lead(look.target)..]);
        let mut chars = source.chars();
        let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return };
        let lost = if first.is_ascii_lowercase() && second == ')' {
            let mut got = target.trim_start_matches(['(', '（']).chars();
            let same = got.next().is_some_and(|c| c.eq_ignore_ascii_case(&first) || !c.is_ascii_alphabetic());
            let marked = got.next().is_some_and(|c| matches!(c, ')' | '）' | '.' | '．' | ':'));
            (!(same && marked)).then_some(RULE.severity)
        } else if is_bullet(first) && second == ' ' {
            (!target.starts_with(is_bullet)).then_some(Severity::Info)
        } else {
            None
        };
        if let Some(severity) = lost {
            let span = Span::new(start, start + first.len_utf8() + second.len_utf8());
            let finding = Finding::new(RULE.code, severity).fact("text", span.of(look.source).trim_end());
            findings.push(finding.at_source(span));
        }
    },
);

const fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '-' | '+'
            | '*'
            | '–'
            | '—'
            | '―'
            | '•'
            | '・'
            | '·'
            | '●'
            | '○'
            | '■'
            | '□'
            | '▪'
            | '※'
            | '◆'
            | '▶'
    )
}
