//! `spelling-variant`: British spelling in an American house, American in a British one.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::super::{
    catalogue::Family,
    look::{Look, Signs},
    rule::Rule,
    settings::Spelling,
};
use crate::{
    diagnostic::{Fix, Severity},
    locale::Locale,
    text::Span,
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "spelling-variant",
    Family::Style,
    Severity::Warning,
    "What it finds: an English word in the spelling the house does not use (`spelling` in `[check.style.en]`); where \
     the house has not chosen, a text that mixes both. Names of organisations keep their own spelling when they are \
     written with a capital.\n\
     Why: a page with labour and labor was not read by anybody.\n\
     Example: \"labour-intensive organizations\".\n\
     How to fix: write the other spelling, which the fix shows.",
    |look, findings| {
        if look.locale != Locale::En || !look.got.has(Signs::LATIN) {
            return;
        }
        let words = variants(look);
        let wanted = match look.style.en.spelling {
            Spelling::Any => match words.first() {
                Some((_, first, _)) if words.iter().any(|(_, variant, _)| variant != first) => *first,
                _ => return,
            },
            chosen => chosen,
        };
        for (span, variant, other) in words {
            if variant != wanted {
                let fix = Fix { span, replacement: other.to_owned(), safe: false };
                findings.push(RULE.fixed(look, span, fix).fact("want", other));
            }
        }
    },
);

/// The words of the target that only one of the two spells so, with the other's spelling.
pub(in crate::qa) fn variants(look: &Look<'_>) -> Vec<(Span, Spelling, &'static str)> {
    let text = look.target;
    let mut at = 0;
    let mut found = Vec::new();
    for piece in text.split_inclusive(|c: char| !c.is_ascii_alphabetic()) {
        let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
        let span = Span::new(at, at + word.len());
        at += piece.len();
        if word.len() > 4
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && let Some(&(spelling, other)) = WORDS.get(word)
        {
            found.push((span, spelling, other));
        }
    }
    found
}

static WORDS: LazyLock<HashMap<&'static str, (Spelling, &'static str)>> = LazyLock::new(|| {
    let british = PAIRS.iter().map(|&(british, american)| (british, (Spelling::British, american)));
    british.chain(PAIRS.iter().map(|&(british, american)| (american, (Spelling::American, british)))).collect()
});

/// Words of news text that the two spell differently (Oxford and Merriam-Webster), British first.
const PAIRS: &[(&str, &str)] = &[
    ("labour", "labor"),
    ("labourers", "laborers"),
    ("labourer", "laborer"),
    ("centre", "center"),
    ("centres", "centers"),
    ("organisation", "organization"),
    ("organisations", "organizations"),
    ("organise", "organize"),
    ("organised", "organized"),
    ("organises", "organizes"),
    ("organising", "organizing"),
    ("neighbour", "neighbor"),
    ("neighbours", "neighbors"),
    ("neighbouring", "neighboring"),
    ("favour", "favor"),
    ("favourable", "favorable"),
    ("favourably", "favorably"),
    ("honour", "honor"),
    ("honoured", "honored"),
    ("colour", "color"),
    ("colours", "colors"),
    ("harbour", "harbor"),
    ("behaviour", "behavior"),
    ("endeavour", "endeavor"),
    ("defence", "defense"),
    ("offence", "offense"),
    ("modernisation", "modernization"),
    ("modernise", "modernize"),
    ("industrialisation", "industrialization"),
    ("globalisation", "globalization"),
    ("urbanisation", "urbanization"),
    ("privatisation", "privatization"),
    ("equitisation", "equitization"),
    ("digitalisation", "digitalization"),
    ("liberalisation", "liberalization"),
    ("mobilise", "mobilize"),
    ("mobilised", "mobilized"),
    ("mobilisation", "mobilization"),
    ("utilise", "utilize"),
    ("utilised", "utilized"),
    ("realise", "realize"),
    ("realised", "realized"),
    ("recognise", "recognize"),
    ("recognised", "recognized"),
    ("emphasise", "emphasize"),
    ("emphasised", "emphasized"),
    ("emphasising", "emphasizing"),
    ("prioritise", "prioritize"),
    ("prioritised", "prioritized"),
    ("specialise", "specialize"),
    ("specialised", "specialized"),
    ("summarise", "summarize"),
    ("summarised", "summarized"),
    ("stabilise", "stabilize"),
    ("stabilised", "stabilized"),
    ("maximise", "maximize"),
    ("minimise", "minimize"),
    ("optimise", "optimize"),
    ("optimised", "optimized"),
    ("capitalise", "capitalize"),
    ("finalise", "finalize"),
    ("finalised", "finalized"),
    ("formalise", "formalize"),
    ("criticise", "criticize"),
    ("criticised", "criticized"),
    ("apologise", "apologize"),
    ("analyse", "analyze"),
    ("analysed", "analyzed"),
    ("metre", "meter"),
    ("metres", "meters"),
    ("kilometre", "kilometer"),
    ("kilometres", "kilometers"),
    ("litre", "liter"),
    ("litres", "liters"),
    ("theatre", "theater"),
    ("fibre", "fiber"),
    ("travelled", "traveled"),
    ("traveller", "traveler"),
    ("travellers", "travelers"),
    ("travelling", "traveling"),
    ("cancelled", "canceled"),
    ("labelled", "labeled"),
    ("modelled", "modeled"),
    ("signalled", "signaled"),
    ("fulfil", "fulfill"),
    ("fulfilment", "fulfillment"),
    ("enrolment", "enrollment"),
    ("skilful", "skillful"),
    ("grey", "gray"),
    ("ageing", "aging"),
    ("judgement", "judgment"),
    ("sceptical", "skeptical"),
    ("aluminium", "aluminum"),
    ("manoeuvre", "maneuver"),
    ("paediatric", "pediatric"),
    ("rigour", "rigor"),
    ("rumour", "rumor"),
    ("vigour", "vigor"),
];
