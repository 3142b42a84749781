//! Large glossary files are read in several pieces at once.

use std::{
    num::NonZero,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use crate::{glossary::Term, text::Span};

/// The header of a term, at the start of a line.
const HEADER: &str = "\n[[term]]";

/// About how large a piece is, in bytes: a few milliseconds of reading, in memory that stays in the cache.
const PIECE: usize = 256 * 1024;

/// The terms that `read` finds in the pieces of `text`, in order; nothing where the text is too small to be cut, or
/// `read` cannot read a piece. A piece ends where a line begins a term, so a header that stands inside a string of
/// several lines leaves a piece with an open string, which cannot be read.
pub(super) fn terms(text: &str, read: impl Fn(Span) -> Option<Vec<Term>> + Sync) -> Option<Vec<Term>> {
    let pieces = cut(text, text.len() / PIECE);
    if pieces.len() < 2 {
        return None;
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(&piece) = pieces.get(at) else { return Some(done) };
            done.push((at, read(piece)?));
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(pieces.len());
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut done = work();
        for other in others {
            match other.join() {
                Ok(more) => done = done.zip(more).map(|(done, more)| [done, more].into_iter().flatten().collect()),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    })?;
    done.sort_unstable_by_key(|&(at, _)| at);
    let mut terms = Vec::with_capacity(done.iter().map(|(_, terms)| terms.len()).sum());
    done.into_iter().for_each(|(_, more)| terms.extend(more));
    Some(terms)
}

/// `text` in at most `count` pieces of about the same size, each but the first beginning with a term's header; none
/// where something else than remarks stands before the first term, which may concern all of them.
fn cut(text: &str, count: usize) -> Vec<Span> {
    let first = if text.starts_with(HEADER.trim_start()) { Some(0) } else { text.find(HEADER).map(|at| at + 1) };
    let remark = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let Some(first) = first.filter(|&first| text[..first].lines().all(remark)) else { return Vec::new() };
    let mut pieces = Vec::new();
    let mut start = 0;
    for number in 1..count {
        let aim = text.floor_char_boundary((text.len() / count * number).max(first).max(start));
        let Some(at) = text[aim..].find(HEADER) else { break };
        pieces.push(Span::new(start, aim + at + 1));
        start = aim + at + 1;
    }
    pieces.push(Span::new(start, text.len()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_begin_with_a_term_and_make_up_the_whole() {
        let text = "# remark\n".to_owned() + &"[[term]]\nid = \"x\"\n".repeat(50);
        for count in 1..60 {
            let pieces = cut(&text, count);
            assert!(pieces.len() <= count);
            assert_eq!(pieces.iter().map(|piece| piece.of(&text)).collect::<String>(), text);
            assert!(pieces.iter().skip(1).all(|piece| piece.of(&text).starts_with("[[term]]")));
        }
        assert!(cut(&format!("term = []\n{text}"), 4).is_empty());
    }
}
