//! The codes of the room `glossary` on a translation.

use super::{Entry, Family::Terminology};
use crate::diagnostic::Severity::{Error, Warning};

pub(super) const ENTRIES: &[Entry] = &[
    Entry::new(
        "term-missing",
        Terminology,
        Error,
        "What it finds: a term of the glossary that stands in the source and none of whose allowed renderings stands \
         in the translation; inflection, British and American spelling, and Korean particles make no difference.\n\
         Why: a term that changes from article to article is a different thing to the reader.\n\
         Example: \"Sở Ngoại vụ\" became \"Foreign Office\" where the glossary has \"Department of Foreign Affairs\".\n\
         How to fix: use the rendering that the finding names, or add yours to the glossary under `also`.",
    ),
    Entry::new(
        "term-forbidden",
        Terminology,
        Error,
        "What it finds: a rendering that the glossary forbids for a term of the source.\n\
         Why: an editor has seen this mistake before and ruled it out.\n\
         Example: \"chỉ số năng lực cạnh tranh cấp tỉnh\" became \"Provincial Competitive Index\".\n\
         How to fix: use the preferred rendering; `anban check --fix --unsafe` puts it in.",
    ),
    Entry::new(
        "acronym-left-in",
        Terminology,
        Error,
        "What it finds: a Vietnamese acronym in a translation.\n\
         Why: UBND or KCN means nothing to a foreign reader.\n\
         Example: \"the provincial UBND\".\n\
         How to fix: translate the full form, which the finding gives; an acronym that the editions keep belongs in the \
         glossary as `acronym` of its term.",
    ),
    Entry::new(
        "term-not-verbatim",
        Terminology,
        Error,
        "What it finds: a term that the glossary keeps as it is in every edition, and that the translation lacks.\n\
         Why: product names, titles of songs and the like are found by their own letters.\n\
         Example: \"VinFast\" became \"ビンファスト\" though its term says `do-not-translate`.\n\
         How to fix: write it as the source does.",
    ),
    Entry::new(
        "term-deprecated",
        Terminology,
        Warning,
        "What it finds: a rendering that was once right and has been given up.\n\
         Why: readers meet two names for one thing.\n\
         Example: \"trading firm\" where the glossary prefers \"enterprise\" since last year.\n\
         How to fix: write the preferred rendering.",
    ),
];
