//! Cuts an over-long sentence at its semicolons, which Vietnamese uses to list whole clauses.

use crate::text::Span;

/// No piece is shorter than this part of the limit: the sixth of 320 characters is about ten words.
const SMALLEST: usize = 6;

/// `sentence` in pieces of at most `limit` characters as far as its semicolons allow, cut next to the middle so
/// that pieces are of a size. A list of short items ("điện tử; máy nông nghiệp; …") makes no sense in pieces and is
/// cut only where the sentence is longer than twice the limit. Semicolons inside brackets and quotation marks are left alone, and a mark that is
/// never closed counts as none, because teasers are cut off in the middle of quotations.
pub(super) fn pieces(sentence: &str, limit: usize) -> Vec<Span> {
    let total = sentence.chars().count();
    let smallest = (limit / SMALLEST).max(1);
    let cuts = cuts(sentence);
    let ends = cuts.iter().skip(1).map(|cut| cut.character).chain([total]);
    let long = |(cut, end): &(&Cut, usize)| end - cut.character >= smallest;
    let clauses: Vec<Cut> = cuts.iter().zip(ends).filter(long).map(|(cut, _)| *cut).collect();
    let whole = (Cut { byte: 0, character: 0 }, Cut { byte: sentence.len(), character: total });
    let mut open = vec![whole];
    let mut pieces = Vec::new();
    while let Some((start, end)) = open.pop() {
        let length = end.character - start.character;
        let among = |cuts| nearest_to_middle(cuts, start.character, end.character, smallest);
        let cut = if length > limit { among(&clauses) } else { None };
        match cut.or_else(|| if length > limit.saturating_mul(2) { among(&cuts) } else { None }) {
            Some(cut) => open.extend([(cut, end), (start, cut)]),
            None => pieces.push(Span::new(start.byte, end.byte)),
        }
    }
    pieces
}

/// A place after a semicolon, in bytes and in characters.
#[derive(Clone, Copy, Debug)]
struct Cut {
    byte: usize,
    character: usize,
}

fn nearest_to_middle(cuts: &[Cut], start: usize, end: usize, smallest: usize) -> Option<Cut> {
    let middle = start.midpoint(end);
    let next = cuts.partition_point(|cut| cut.character < middle);
    let before = next.checked_sub(1).and_then(|at| cuts.get(at));
    let fits = |cut: &&Cut| cut.character >= start + smallest && cut.character + smallest <= end;
    [before, cuts.get(next)]
        .into_iter()
        .flatten()
        .filter(fits)
        .min_by_key(|cut| cut.character.abs_diff(middle))
        .copied()
}

/// The places after semicolons at which the sentence may be cut, ascending.
fn cuts(sentence: &str) -> Vec<Cut> {
    let closed = closed_spans(sentence);
    let mut inside = closed.iter().peekable();
    let mut until = 0;
    let mut counted = Cut { byte: 0, character: 0 };
    let mut cuts = Vec::new();
    for at in memchr::memchr_iter(b';', sentence.as_bytes()) {
        while let Some(span) = inside.next_if(|span| span.start <= at) {
            until = until.max(span.end);
        }
        let after = sentence.get(at + 1..).and_then(|rest| rest.chars().next());
        if at >= until && after.is_some_and(|next| next.is_whitespace() || next.is_uppercase()) {
            let between = sentence.get(counted.byte..=at).map_or(0, |text| text.chars().count());
            counted = Cut { byte: at + 1, character: counted.character + between };
            cuts.push(counted);
        }
    }
    cuts
}

/// The spans between a bracket or quotation mark and its partner, by start; may be nested.
fn closed_spans(sentence: &str) -> Vec<Span> {
    let mut open: [Vec<usize>; 6] = Default::default();
    let mut spans = Vec::new();
    // The first bytes of the marks below, so that not every letter is decoded.
    let first = |&(_, byte): &(usize, u8)| matches!(byte, b'(' | b')' | b'[' | b']' | b'"' | 0xC2 | 0xE2);
    for (at, _) in sentence.bytes().enumerate().filter(first) {
        let Some(c) = sentence.get(at..).and_then(|rest| rest.chars().next()) else { continue };
        let (kind, opens) = match c {
            '(' => (0, true),
            ')' => (0, false),
            '[' => (1, true),
            ']' => (1, false),
            '“' | '„' => (2, true),
            '”' => (2, false),
            '«' => (3, true),
            '»' => (3, false),
            '‘' => (4, true),
            '’' => (4, false),
            // A straight mark closes whatever straight mark is open.
            '"' => (5, open[5].is_empty()),
            _ => continue,
        };
        if opens {
            open[kind].push(at);
        } else if let Some(start) = open[kind].pop() {
            spans.push(Span::new(start, at));
        }
    }
    spans.sort_unstable();
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(sentence: &str, limit: usize) -> Vec<&str> {
        pieces(sentence, limit).into_iter().map(|piece| piece.of(sentence)).collect()
    }

    #[test]
    fn pieces_are_of_a_size() {
        let clause = "mở rộng thị trường xuất khẩu;";
        let sentence = [clause; 8].join(" ");
        assert_eq!(cut(&sentence, 130).len(), 2);
        assert_eq!(cut(&sentence, 70).len(), 4);
        assert_eq!(cut(&sentence, 1000), [sentence.as_str()]);
        assert_eq!(cut(&sentence, 70).concat(), sentence);
    }

    #[test]
    fn a_list_of_short_items_stays_together_as_long_as_it_can() {
        let list = "ưu tiên các doanh nghiệp đầu tư vào hạ tầng với các ngành: điện tử; máy móc; ô tô; dược";
        assert_eq!(cut(list, 60), [list]);
        assert_eq!(cut(list, 42).len(), 2);
    }

    #[test]
    fn brackets_quotations_and_names_are_not_cut() {
        for whole in [
            "hợp tác (điện tử; máy móc; ô tô) với Nhật Bản",
            "khẩu hiệu “hợp tác; phát triển; hội nhập” của tỉnh",
            "khẩu hiệu \"hợp tác; phát triển; hội nhập\" của tỉnh",
            "địa chỉ a.vn/?x=1;y=2;z=3 của tỉnh Bắc Giang",
        ] {
            assert_eq!(cut(whole, 12), [whole]);
        }
    }

    #[test]
    fn a_mark_that_is_never_closed_counts_as_none() {
        assert_eq!(cut("ông nói \"hợp tác toàn diện; cùng nhau phát triển", 30).len(), 2);
        assert_eq!(cut("hợp tác toàn diện; phát triển (điện tử; máy móc; ô tô", 40).len(), 2);
    }

    #[test]
    fn no_piece_is_tiny() {
        assert_eq!(cut("một; hợp tác toàn diện với các đối tác nước ngoài", 40).len(), 1);
    }
}
