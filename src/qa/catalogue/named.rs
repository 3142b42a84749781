//! The codes of the room `names`.

use super::{Entry, Family::Names};
use crate::diagnostic::Severity::{Error, Warning};

pub(super) const ENTRIES: &[Entry] = &[
    Entry::new(
        "name-rendering",
        Names,
        Error,
        "What it finds: a Vietnamese name that is written in a form known to be wrong, or is not there at all; where \
         the right form is only a rule's proposal, its absence is a warning.\n\
         Why: each language has rules for Vietnamese names (marks dropped, katakana, the Hangul orthography), and a \
         reader who searches for a name finds only the right form.\n\
         Example: \"Hồ Chí Minh\" became \"호치민\" where the orthography has \"호찌민\".\n\
         How to fix: write the form the finding gives; `anban names TEXT` shows all of them.",
    ),
    Entry::new(
        "name-diacritics",
        Names,
        Error,
        "What it finds: Vietnamese letters left in a name.\n\
         Why: the English edition drops the marks (`en-diacritics` in `[names]` keeps them); Japanese and Korean write \
         names in their own script.\n\
         Example: \"Bắc Giang province\".\n\
         How to fix: write the form the finding gives.",
    ),
    Entry::new(
        "name-inconsistent",
        Names,
        Warning,
        "What it finds: a name that one edition writes in two ways, each of them allowed.\n\
         Why: the reader takes them for two persons or places.\n\
         Example: \"Ho Chi Minh City\" in one paragraph and \"HCM City\" in another.\n\
         How to fix: keep to the first form.",
    ),
];
