//! The codes of the pipeline and of `anban check` on memory and editions.

use super::{Entry, Family::Record};
use crate::diagnostic::Severity::{Error, Info, Warning};

pub(super) const ENTRIES: &[Entry] = &[
    Entry::new(
        "memory-key",
        Record,
        Error,
        "What it finds: a row of the memory whose key is not the hash of its source.\n\
         Why: the row was changed outside Anban, and no article will find it.\n\
         Example: an UPDATE in the database by hand.\n\
         How to fix: restore the row, or import it again.",
    ),
    Entry::new(
        "stale-terms",
        Record,
        Warning,
        "What it finds: a translation made with other renderings of its terms than the glossary has today.\n\
         Why: it may use a word that was given up since.\n\
         Example: the rendering of \"Sở Ngoại vụ\" was changed after the row was approved.\n\
         How to fix: translate it again; rows of a person are for a person to look at.",
    ),
    Entry::new(
        "reply-cut",
        Record,
        Error,
        "What it finds: an engine that stopped before the end: at the limit of length, in a loop, or by refusing.\n\
         Why: the sentence is not whole.\n\
         Example: a reply of 2,000 tokens to a sentence of twenty words.\n\
         How to fix: ask again, or translate the segment.",
    ),
    Entry::new(
        "answers-refused",
        Record,
        Info,
        "What it finds: how often an engine was asked without an answer that passed.\n\
         Why: the next run does not pay for the same failure again.\n\
         Example: three answers, each without a figure of the source.\n\
         How to fix: translate the segment, take another backend, or run with `--retry`.",
    ),
    Entry::new(
        "answer-confidence",
        Record,
        Info,
        "What it finds: how probable an engine held what it wrote, where it says so.\n\
         Why: what it was unsure of is the first to be read again.\n\
         Example: a sentence of thirty tokens, each about three in four probable: 75 per cent.\n\
         How to fix: nothing; `confidence-from` says what is too little.",
    ),
    Entry::new(
        "confidence-low",
        Record,
        Error,
        "What it finds: an answer that its engine held less probable than `confidence-from` asks for.\n\
         Why: it may be wrong in ways that no other rule sees.\n\
         Example: 41 per cent where 60 are asked for.\n\
         How to fix: read it and accept or amend it, take another backend, or ask for less.",
    ),
    Entry::new(
        "rejected-elsewhere",
        Record,
        Error,
        "What it finds: a machine's translation that a reviewer rejected where the same sentence stands in another article.\n\
         Why: what one reader of the desk refused must not be published next door.\n\
         Example: \"Sở Ngoại vụ\" as \"Foreign Office\", rejected yesterday, given again by the engine today.\n\
         How to fix: translate the sentence, or accept the translation at the desk; then it may be used everywhere again.",
    ),
    Entry::new(
        "taken-over",
        Record,
        Info,
        "What it finds: a translation that the memory had from another place, and that nobody has read in this one.\n\
         Why: the same words may have to be said differently between other sentences.\n\
         Example: \"Theo TTXVN.\" translated in an article of last week.\n\
         How to fix: read it and accept it; the desk approves those on which no rule has anything to say together.",
    ),
    Entry::new(
        "ambiguous-match",
        Record,
        Info,
        "What it finds: a translation that was chosen among several of the same sentence with as good a claim.\n\
         Why: the neighbours did not decide; another one may fit better here.\n\
         Example: \"Có.\", once \"Yes.\" and once \"There are.\", between neighbours that are new.\n\
         How to fix: accept the translation here, or amend it; the row of this place then answers.",
    ),
    Entry::new(
        "edition-missing",
        Record,
        Error,
        "What it finds: a provenance file whose edition is not there.\n\
         Why: what was written was moved or deleted.\n\
         Example: `ja.provenance.json` without `ja.html`.\n\
         How to fix: write the edition again, or delete the provenance file.",
    ),
    Entry::new(
        "edition-changed",
        Record,
        Warning,
        "What it finds: an edition that is not the file that was written.\n\
         Why: a change by hand is lost at the next run, and the memory does not know of it.\n\
         Example: a typing error mended in `en.html`.\n\
         How to fix: amend the translation in the memory and write the edition again.",
    ),
    Entry::new(
        "edition-edit-taken",
        Record,
        Info,
        "What it finds: a sentence of an edition that somebody changed by hand, when the edition is written again.\n\
         Why: the change is kept: it stands in the memory now as a person's work.\n\
         Example: a typing error mended in `en.html`.\n\
         How to fix: nothing; amend the row if the change was not meant to last.",
    ),
    Entry::new(
        "edition-edit-aside",
        Record,
        Warning,
        "What it finds: a change by hand that cannot be taken over, because the sentence has markup, is gone, or does \
         not pass the checks.\n\
         Why: nothing that a person wrote may be lost: the edition is kept as `en.edited.html` beside the new one.\n\
         Example: a link taken out of a sentence of `en.html`.\n\
         How to fix: amend the sentence in the review desk, and delete the edition that was kept.",
    ),
    Entry::new(
        "segment-pending",
        Record,
        Warning,
        "What it finds: a sentence of an edition that is still in Vietnamese.\n\
         Why: no translation of it may be published yet.\n\
         Example: a sentence whose figures the engine got wrong three times.\n\
         How to fix: translate or approve the sentence.",
    ),
];
