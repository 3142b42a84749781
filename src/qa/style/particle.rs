//! `korean-particle`: 은 or 는, 을 or 를 by the sound before it.

use super::super::{
    catalogue::Family,
    letters::is_hangul,
    look::{Look, Signs},
    rule::Rule,
};
use crate::{
    diagnostic::{Finding, Fix, Severity},
    glossary::particles::fix_particle,
    locale::Locale,
    text::is_letter_or_number,
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "korean-particle",
    Family::Style,
    Severity::Warning,
    "What it finds: the wrong one of 은/는, 이/가, 을/를, 과/와, 으로/로 after an acronym, a figure, a parenthesis \
     (which is skipped) or a Vietnamese name.\n\
     Why: the choice goes by the last sound; engines that put names into a sentence get it wrong.\n\
     Example: \"FDI은\", \"하노이을\", \"지방경쟁력지수(PCI)을\".\n\
     How to fix: write the other form; `anban check --fix` does.",
    |look, findings| {
        if look.locale != Locale::Ko || !look.got.has(Signs::HANGUL) {
            return;
        }
        let text = look.target;
        let mut previous = ' ';
        for (at, c) in text.char_indices() {
            if is_hangul(c) && (previous.is_ascii_uppercase() || matches!(previous, ')' | '%')) {
                judge(look, at, findings);
            }
            previous = c;
        }
        for name in look.facts.found {
            let Some(rendering) = name.rendering(Locale::Ko) else { continue };
            let form = rendering.preferred.as_str();
            for (at, _) in text.match_indices(form).filter(|_| form.ends_with(is_hangul) && form.chars().count() > 1)
            {
                judge(look, at + form.len(), findings);
            }
        }
        // After a term only what cannot begin another word: 기업가 is an entrepreneur, 외교과 a section.
        for used in look.facts.terms {
            let Some(term) = look.facts.glossary.terms().get(used.term) else { continue };
            let Some(form) = term.renderings(Locale::Ko).map(|renderings| renderings.preferred.text.as_str()) else {
                continue;
            };
            for (at, _) in text.match_indices(form).filter(|_| form.ends_with(is_hangul) && form.chars().count() > 1)
            {
                let at = at + form.len();
                if ["은", "는", "을", "를", "으로", "로"].iter().any(|particle| text[at..].starts_with(particle))
                {
                    judge(look, at, findings);
                }
            }
        }
        findings.sort_by_key(|finding| (finding.code == RULE.code).then(|| finding.target.map(|span| span.start)));
        findings
            .dedup_by(|one, other| one.code == RULE.code && other.code == RULE.code && one.target == other.target);
    },
);

fn judge(look: &Look<'_>, at: usize, findings: &mut Vec<Finding>) {
    let text = look.target;
    let Some((span, right)) = fix_particle(text, at) else { return };
    let ends = text[span.end..].chars().next().is_none_or(|c| !is_letter_or_number(c));
    if ends {
        let fix = Fix { span, replacement: right.to_owned(), safe: true };
        findings.push(RULE.fixed(look, span, fix).fact("want", right));
    }
}
