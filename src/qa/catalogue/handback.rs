//! The codes of what comes back from other tools.

use super::{Entry, Family::Record};
use crate::diagnostic::Severity::{Error, Warning};

pub(super) const ENTRIES: &[Entry] = &[
    Entry::new(
        "handback-source",
        Record,
        Error,
        "What it finds: a sentence in a file that came back which the article does not have any more.\n\
         Why: the article changed after the file was written, or a tool changed the source; the translation may be of something else.\n\
         Example: \"12 dự án\" in the file, \"14 dự án\" in the article.\n\
         How to fix: write the file again and translate the sentence as it stands now.",
    ),
    Entry::new(
        "handback-twice",
        Record,
        Error,
        "What it finds: a second unit for one sentence in a file that came back.\n\
         Why: nobody can say which of the two is meant.\n\
         Example: two files joined by hand.\n\
         How to fix: delete one of the two.",
    ),
    Entry::new(
        "handback-codes",
        Record,
        Error,
        "What it finds: a translation whose inline codes are not those of its sentence.\n\
         Why: a link or bold type would be lost, or would break the page.\n\
         Example: `<1>` without `</1>`.\n\
         How to fix: put the codes right in the tool and hand the file in again; the other sentences were taken.",
    ),
    Entry::new(
        "handback-conflict",
        Record,
        Error,
        "What it finds: a translation that came back for a sentence which somebody else changed meanwhile.\n\
         Why: one of the two would be lost silently.\n\
         Example: an editor amends a sentence at the desk while a freelancer works on it.\n\
         How to fix: compare the two, and write the file again or amend the sentence at the desk.",
    ),
    Entry::new(
        "handback-missing",
        Record,
        Warning,
        "What it finds: a sentence of the article without a translation in a file that came back.\n\
         Why: the work is not finished.\n\
         Example: a caption that was overlooked.\n\
         How to fix: translate it, in the tool or at the desk.",
    ),
];
