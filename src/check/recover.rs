//! What an edition says now where one of its sentences was changed by hand.
//!
//! Between two sentences that still stand in the file lies what became of those between them. It is cut into
//! pieces at blocks and full stops, and each lost sentence takes the piece that is most like it, in order.

use std::collections::HashMap;

use super::locate::{Located, Markup, markup_len};
use crate::text::Span;

/// How like a lost sentence a piece must be to be what became of it (Dice's coefficient over pairs of characters).
const LIKENESS: f64 = 0.3;

/// A piece of the file's visible text.
pub(super) struct Piece {
    /// Its text.
    pub(super) text: String,
    /// Where its characters stand.
    pub(super) located: Located,
}

/// For each of the `lost` sentences what stands in `gap` of the file `text` in its place.
pub(super) fn recover(text: &str, gap: Span, lost: &[&str], markup: Markup) -> Vec<Option<Piece>> {
    let blocks = pieces(text, gap, markup, false);
    let sentences = pieces(text, gap, markup, true);
    let by_block = align(lost, &blocks);
    let by_sentence = align(lost, &sentences);
    // A sentence is the better answer where it is as much like what was lost as its whole block.
    let mut blocks: Vec<Option<Piece>> = blocks.into_iter().map(Some).collect();
    let mut sentences: Vec<Option<Piece>> = sentences.into_iter().map(Some).collect();
    let (whole, cut): (f64, f64) = (by_block.iter().map(|a| a.1).sum(), by_sentence.iter().map(|a| a.1).sum());
    let (chosen, from) = if whole > cut { (by_block, &mut blocks) } else { (by_sentence, &mut sentences) };
    chosen.into_iter().map(|(at, _)| from.get_mut(at?).and_then(Option::take)).collect()
}

/// For each lost sentence the index of the piece that is what became of it, and how like it is; in order, so that
/// the likeness is greatest over all.
fn align(lost: &[&str], pieces: &[Piece]) -> Vec<(Option<usize>, f64)> {
    // A gap without bounds, as in a file that is not the edition at all, is not worth a table.
    if lost.len().saturating_mul(pieces.len()) > 250_000 {
        return vec![(None, 0.0); lost.len()];
    }
    let pairs: Vec<HashMap<(char, char), usize>> = pieces.iter().map(|piece| bigrams(&piece.text)).collect();
    let like: Vec<Vec<f64>> = lost
        .iter()
        .map(|sentence| {
            let own = bigrams(sentence);
            pairs.iter().map(|pair| dice(&own, pair)).map(|dice| if dice < LIKENESS { 0.0 } else { dice }).collect()
        })
        .collect();
    let width = pieces.len() + 1;
    let mut best = vec![0.0_f64; (lost.len() + 1) * width];
    let get = |best: &[f64], row: usize, column: usize| best.get(row * width + column).copied().unwrap_or_default();
    for (row, likes) in like.iter().enumerate().rev() {
        for (column, own) in likes.iter().enumerate().rev() {
            let taken = own + get(&best, row + 1, column + 1);
            let other = get(&best, row + 1, column).max(get(&best, row, column + 1));
            if let Some(slot) = best.get_mut(row * width + column) {
                *slot = taken.max(other);
            }
        }
    }
    let mut column = 0;
    let mut out = Vec::with_capacity(lost.len());
    for (row, likes) in like.iter().enumerate() {
        let found = likes.iter().enumerate().skip(column).find(|&(at, own)| {
            *own > 0.0 && (own + get(&best, row + 1, at + 1) - get(&best, row, column)).abs() < 1e-9
        });
        match found {
            Some((at, own)) => {
                out.push((Some(at), *own));
                column = at + 1;
            }
            None => out.push((None, 0.0)),
        }
    }
    out
}

fn bigrams(text: &str) -> HashMap<(char, char), usize> {
    let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut pairs = HashMap::new();
    for pair in letters.windows(2) {
        if let [a, b] = pair {
            *pairs.entry((*a, *b)).or_insert(0) += 1;
        }
    }
    pairs
}

fn dice(a: &HashMap<(char, char), usize>, b: &HashMap<(char, char), usize>) -> f64 {
    let (small, large) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let shared: usize = small.iter().map(|(pair, count)| (*count).min(large.get(pair).copied().unwrap_or(0))).sum();
    let all: usize = a.values().sum::<usize>() + b.values().sum::<usize>();
    if all == 0 { 0.0 } else { 2.0 * shared as f64 / all as f64 }
}

/// The visible text of `gap`, cut at blocks and, where `at_stops`, behind full stops.
pub(super) fn pieces(text: &str, gap: Span, markup: Markup, at_stops: bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open = Open::default();
    let mut at = gap.start;
    while let Some(rest) = text.get(at..gap.end).filter(|rest| !rest.is_empty()) {
        if let Some(len) = markup_len(rest, markup) {
            if rest.starts_with('<') && is_block(rest) {
                pieces.extend(open.close());
            }
            at += silent_len(rest).unwrap_or(len).max(1);
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        let mut len = c.len_utf8();
        let mut shown = c;
        if markup != Markup::Plain
            && c == '&'
            && let Some(end) = rest.bytes().take(40).position(|b| b == b';')
            && let Some(written) = rest.get(..=end)
            && let Some(decoded) = htmlize::unescape(written).chars().next()
        {
            (shown, len) = (decoded, end + 1);
        }
        let line_end =
            shown == '\n' && (markup == Markup::Plain || rest[1..].trim_start_matches([' ', '\r']).starts_with('\n'));
        if line_end && markup != Markup::Html {
            pieces.extend(open.close());
        } else {
            let span = Span::new(at, at + len);
            let after = rest.get(len..).unwrap_or_default().chars().next();
            open.push(shown, span);
            let wide = matches!(shown, '。' | '！' | '？');
            let stop = wide || (matches!(shown, '.' | '!' | '?') && after.is_none_or(char::is_whitespace));
            if at_stops && stop {
                pieces.extend(open.close());
            }
        }
        at += len;
    }
    pieces.extend(open.close());
    pieces
}

/// The piece that is being read.
#[derive(Default)]
struct Open {
    text: String,
    letters: Vec<(usize, Span)>,
}

impl Open {
    fn push(&mut self, c: char, span: Span) {
        let c = if c == '\n' || c == '\r' || c == '\t' { ' ' } else { c };
        if c == ' ' && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        self.letters.push((self.text.len(), span));
        self.text.push(c);
    }

    fn close(&mut self) -> Option<Piece> {
        let mut open = std::mem::take(self);
        let end = open.text.trim_end().len();
        open.text.truncate(end);
        open.letters.retain(|&(at, _)| at < end);
        let holds = open.text.chars().any(char::is_alphanumeric);
        holds.then(|| Piece { text: open.text, located: Located::of(open.letters) })
    }
}

fn is_block(tag: &str) -> bool {
    const INLINE: [&str; 20] = [
        "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "mark", "q", "s", "small", "span", "strong",
        "sub", "sup", "time", "u", "ruby",
    ];
    let name = tag.trim_start_matches(['<', '/']);
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    !INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(name))
}

/// The length of an element at the beginning of `rest` whose content is not shown.
fn silent_len(rest: &str) -> Option<usize> {
    ["script", "style"].iter().find_map(|name| {
        let inside = rest.get(1..1 + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
        let end = format!("</{name}");
        inside.then(|| rest.find(&end).map_or(rest.len(), |at| at + end.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_sentence_is_what_stands_in_its_place() {
        let text = "<nav>Editions</nav><p>The province drew <b>2,000</b> FDI projects. It grew.</p><h2>More</h2>";
        let lost = ["The province drew 200 FDI projects.", "Nothing like it is anywhere at all"];
        let found = recover(text, Span::new(0, text.len()), &lost, Markup::Html);
        let first = found[0].as_ref().expect("found");
        assert_eq!(first.text, "The province drew 2,000 FDI projects.");
        let at = first.text.find("2,000").expect("in it");
        assert_eq!(first.located.map(Span::new(at, at + 5)).of(text), "2,000");
        assert!(found[1].is_none());
    }
}
