//! Files that are sorted but for a slip, and keys in an unusual order.

use super::Lint;
use crate::{
    diagnostic::{Finding, Severity},
    glossary::{Glossary, Term},
};

pub(super) const UNSORTED: Lint = Lint {
    code: "glossary-unsorted",
    severity: Severity::Info,
    doc: "What it finds: a term out of order in a file that is otherwise sorted by id (nine pairs of neighbours in \
          ten, of at least ten). A file in another order is left alone.\n\
          Why: whoever looks for a term in a sorted file does not find this one, and adds it again.\n\
          Example: \"zone\" between \"asean\" and \"asem\".\n\
          How to fix: move the term to its place.",
};

pub(super) const KEY_ORDER: Lint = Lint {
    code: "glossary-key-order",
    severity: Severity::Info,
    doc: "What it finds: a key that stands after one it usually goes before. The usual order is id, vi, acronym, \
          class, kind, case, pos, status, do-not-translate, valid-from, valid-until, definition, source, note, \
          and then the languages.\n\
          Why: entries that look alike are read faster, and merge better.\n\
          Example: `note` before `vi`.\n\
          How to fix: move the line.",
};

/// A file is taken to be sorted from this share of ordered neighbours, in hundredths, and this many pairs on.
const SORTED: usize = 90;
const PAIRS: usize = 10;

pub(super) fn check(glossary: &Glossary, findings: &mut Vec<Finding>) {
    findings.extend(glossary.terms().iter().filter_map(|term| Some(KEY_ORDER.at(term.unsorted_key.as_ref()?))));
    for file in glossary.terms().chunk_by(|a, b| a.id.place.file == b.id.place.file) {
        let slips: Vec<(&Term, &Term)> = file
            .windows(2)
            .filter_map(|pair| match pair {
                [before, after] if before.id.text > after.id.text => Some((before, after)),
                _ => None,
            })
            .collect();
        let pairs = file.len().saturating_sub(1);
        if pairs >= PAIRS && (pairs - slips.len()) * 100 >= pairs * SORTED {
            findings.extend(slips.iter().map(|(before, after)| UNSORTED.twice(&after.id, &before.id)));
        }
    }
}
