//! What one sentence has that another has not, syllable by syllable.

use serde::{Deserialize, Serialize};

use super::tokens::Tokens;
use crate::text::Span;

/// How a piece of two sentences compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It stands in both.
    Equal,
    /// Only the new sentence has it.
    Inserted,
    /// Only the old sentence has it.
    Deleted,
}

/// A piece of the difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// How it compares.
    pub change: Change,
    /// Where it stands in the old sentence; empty, at the place, for what was inserted.
    pub old: Span,
    /// Where it stands in the new sentence; empty, at the place, for what was deleted.
    pub new: Span,
}

/// The table of a comparison may have so many cells; longer texts are compared only up to where they part and from
/// where they meet again.
const MOST_CELLS: usize = 1 << 22;

/// The pieces that lead from the sentence `old` to the sentence `new` with the fewest syllables deleted or inserted,
/// in order, deletions before insertions. Case, punctuation and markup do not count; each piece runs from its first
/// syllable to its last.
#[must_use]
pub fn difference(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (Tokens::new(old), Tokens::new(new));
    let (a, b): (Vec<String>, Vec<String>) = (old.words().collect(), new.words().collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let mut steps = vec![Change::Equal; head];
    middle(&a[head..a.len() - tail], &b[head..b.len() - tail], &mut steps);
    steps.extend(std::iter::repeat_n(Change::Equal, tail));
    pieces(&steps, &old.spans().collect::<Vec<_>>(), &new.spans().collect::<Vec<_>>())
}

/// By the longest common subsequence.
fn middle(a: &[String], b: &[String], steps: &mut Vec<Change>) {
    let width = b.len() + 1;
    let cells = (a.len() + 1) * width;
    if cells > MOST_CELLS {
        steps.extend(std::iter::repeat_n(Change::Deleted, a.len()));
        steps.extend(std::iter::repeat_n(Change::Inserted, b.len()));
        return;
    }
    // The cell (i, j): how much of a[i..] and b[j..] can be kept.
    let mut kept = vec![0_u16; cells];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            kept[i * width + j] = if a[i] == b[j] {
                kept[(i + 1) * width + j + 1] + 1
            } else {
                kept[(i + 1) * width + j].max(kept[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a.len() || j < b.len() {
        if i < a.len() && j < b.len() && a[i] == b[j] {
            steps.push(Change::Equal);
            (i, j) = (i + 1, j + 1);
        } else if j == b.len() || (i < a.len() && kept[(i + 1) * width + j] >= kept[i * width + j + 1]) {
            steps.push(Change::Deleted);
            i += 1;
        } else {
            steps.push(Change::Inserted);
            j += 1;
        }
    }
}

fn pieces(steps: &[Change], old: &[Span], new: &[Span]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut i, mut j) = (0, 0);
    // Between two syllables that stay, what was deleted goes before what was inserted.
    for run in steps.chunk_by(|a, b| (*a == Change::Equal) == (*b == Change::Equal)) {
        for change in [Change::Equal, Change::Deleted, Change::Inserted] {
            let count = run.iter().filter(|step| **step == change).count();
            if count == 0 {
                continue;
            }
            let (from_old, from_new) = match change {
                Change::Equal => (count, count),
                Change::Deleted => (count, 0),
                Change::Inserted => (0, count),
            };
            pieces.push(Piece { change, old: across(old, i, from_old), new: across(new, j, from_new) });
            (i, j) = (i + from_old, j + from_new);
        }
    }
    pieces
}

/// From the first of `count` tokens to the last; for none the place after the token before.
fn across(spans: &[Span], first: usize, count: usize) -> Span {
    match (spans.get(first), (first + count).checked_sub(1).and_then(|last| spans.get(last))) {
        (Some(from), Some(to)) if count > 0 => Span::new(from.start, to.end),
        (_, Some(before)) => Span::new(before.end, before.end),
        _ => Span::new(0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_syllables_change() {
        let shown = |old: &str, new: &str| -> String {
            let piece = |piece: &Piece| match piece.change {
                Change::Equal => piece.new.of(new).to_owned(),
                Change::Deleted => format!("[-{}-]", piece.old.of(old)),
                Change::Inserted => format!("{{+{}+}}", piece.new.of(new)),
            };
            difference(old, new).iter().map(piece).collect::<Vec<_>>().join(" ")
        };
        for (old, new, want) in [
            ("Tỉnh có 200 dự án.", "Tỉnh có 250 dự án.", "Tỉnh có [-200-] {+250+} dự án"),
            ("Tỉnh có dự án", "Tỉnh Bắc Giang có dự án", "Tỉnh {+Bắc Giang+} có dự án"),
            ("a b c", "a c", "a [-b-] c"),
            ("HÒA BÌNH!", "hoà bình", "hoà bình"),
            ("", "mới", "{+mới+}"),
            ("cũ", "", "[-cũ-]"),
            ("", "", ""),
            ("một hai ba", "bốn năm", "[-một hai ba-] {+bốn năm+}"),
        ] {
            assert_eq!(shown(old, new), want);
        }
    }
}
