//! Texts compared word by word, and two changes of one text put together.

use crate::article::is_code;

/// More pairs of words than this are not compared one with another: the texts then count as wholly different.
const MOST_PAIRS: usize = 4_000_000;

/// One stretch of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// In both.
    Same(String),
    /// Only in the older text.
    Gone(String),
    /// Only in the newer text.
    New(String),
}

/// What became of two changes of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The text with both changes; where they meet, mine.
    pub text: String,
    /// How many places both changed differently. 0: nothing of either is lost.
    pub conflicts: usize,
}

/// What has to be done to `old` to get `new`, stretch by stretch: the words in order, neighbours of one kind joined,
/// what is gone before what is new.
#[must_use]
pub fn difference(old: &str, new: &str) -> Vec<Change> {
    let (a, b) = (tokens(old), tokens(new));
    let mut out: Vec<Change> = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (x, y) in pairs(&a, &b).into_iter().chain([(a.len(), b.len())]) {
        push(&mut out, Change::Gone(join(&a, i, x)));
        push(&mut out, Change::New(join(&b, j, y)));
        if let Some(word) = a.get(x) {
            push(&mut out, Change::Same((*word).to_owned()));
        }
        (i, j) = (x + 1, y + 1);
    }
    out
}

/// How much of two texts is not common to both, in per cent of their characters: 0 for the same text, 100 for two
/// that share no word.
#[must_use]
pub fn changed_percent(old: &str, new: &str) -> u8 {
    let (mut changed, mut all) = (0_usize, 0_usize);
    for change in difference(old, new) {
        match change {
            Change::Same(text) => all += 2 * text.chars().count(),
            Change::Gone(text) | Change::New(text) => {
                let count = text.chars().count();
                changed += count;
                all += count;
            }
        }
    }
    u8::try_from((changed * 100).checked_div(all).unwrap_or(0)).unwrap_or(100)
}

/// Puts the changes from `base` to `mine` and from `base` to `theirs` together, as `diff3` does (Khanna, Kunal,
/// Pierce: A Formal Investigation of Diff3, 2007): a stretch only one side changed is taken from that side.
#[must_use]
pub fn merge(base: &str, mine: &str, theirs: &str) -> Merged {
    let (base, mine, theirs) = (tokens(base), tokens(mine), tokens(theirs));
    let (left, right) = (partners(&base, &mine), partners(&base, &theirs));
    let mut merged = Merged { text: String::new(), conflicts: 0 };
    let (mut b, mut m, mut t) = (0, 0, 0);
    loop {
        // The next word of the base that stands unchanged in both.
        let anchor = (b..base.len()).find_map(|at| Some((at, (*left.get(at)?)?, (*right.get(at)?)?))).unwrap_or((
            base.len(),
            mine.len(),
            theirs.len(),
        ));
        let (before, ours, others) = (join(&base, b, anchor.0), join(&mine, m, anchor.1), join(&theirs, t, anchor.2));
        if ours == others || others == before {
            merged.text.push_str(&ours);
        } else if ours == before {
            merged.text.push_str(&others);
        } else {
            merged.text.push_str(&ours);
            merged.conflicts += 1;
        }
        let Some(word) = base.get(anchor.0) else { return merged };
        merged.text.push_str(word);
        (b, m, t) = (anchor.0 + 1, anchor.1 + 1, anchor.2 + 1);
    }
}

/// Words: a run of letters and digits that are written with spaces between words (Latin, Hangul), and every other
/// character by itself, as Japanese has no spaces to go by.
fn tokens(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        let word = c.is_alphanumeric() && !is_dense(c) && !is_code(c);
        if at > start && !(word && in_word) {
            out.push(&text[start..at]);
            start = at;
        }
        in_word = word;
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
}

/// Kana and Han.
const fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// The places of a longest common subsequence, ascending.
fn pairs(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a_rest, b_rest) = (a.get(head..).unwrap_or_default(), b.get(head..).unwrap_or_default());
    let tail = a_rest.iter().rev().zip(b_rest.iter().rev()).take_while(|(x, y)| x == y).count();
    let (n, m) = (a_rest.len() - tail, b_rest.len() - tail);
    let mut found: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    if n.saturating_mul(m) <= MOST_PAIRS {
        middle(a_rest.get(..n).unwrap_or_default(), b_rest.get(..m).unwrap_or_default(), head, &mut found);
    }
    found.extend((0..tail).map(|at| (head + n + at, head + m + at)));
    found
}

/// The common subsequence by dynamic programming, added to `found` with `offset`.
fn middle(a: &[&str], b: &[&str], offset: usize, found: &mut Vec<(usize, usize)>) {
    let width = b.len() + 1;
    let mut longest = vec![0_u32; (a.len() + 1) * width];
    let of = |table: &[u32], x: usize, y: usize| table.get(x * width + y).copied().unwrap_or(0);
    for x in (0..a.len()).rev() {
        for y in (0..b.len()).rev() {
            let value = if a.get(x) == b.get(y) {
                of(&longest, x + 1, y + 1) + 1
            } else {
                of(&longest, x + 1, y).max(of(&longest, x, y + 1))
            };
            if let Some(cell) = longest.get_mut(x * width + y) {
                *cell = value;
            }
        }
    }
    let (mut x, mut y) = (0, 0);
    while x < a.len() && y < b.len() {
        if a.get(x) == b.get(y) {
            found.push((offset + x, offset + y));
            (x, y) = (x + 1, y + 1);
        } else if of(&longest, x + 1, y) >= of(&longest, x, y + 1) {
            x += 1;
        } else {
            y += 1;
        }
    }
}

/// For each word of `base` its partner in `other`.
fn partners(base: &[&str], other: &[&str]) -> Vec<Option<usize>> {
    let mut out = vec![None; base.len()];
    for (x, y) in pairs(base, other) {
        if let Some(place) = out.get_mut(x) {
            *place = Some(y);
        }
    }
    out
}

fn join(words: &[&str], from: usize, to: usize) -> String {
    words.get(from..to).unwrap_or_default().concat()
}

fn push(out: &mut Vec<Change>, change: Change) {
    match (out.last_mut(), change) {
        (_, Change::Same(text) | Change::Gone(text) | Change::New(text)) if text.is_empty() => {}
        (Some(Change::Same(last)), Change::Same(text))
        | (Some(Change::Gone(last)), Change::Gone(text))
        | (Some(Change::New(last)), Change::New(text)) => last.push_str(&text),
        (_, change) => out.push(change),
    }
}
