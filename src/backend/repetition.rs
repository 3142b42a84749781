//! Finds a reply that has begun to repeat itself.

/// How many characters back a loop is looked for; a longer unit than a third of it is no loop yet.
pub const WINDOW: usize = 360;

/// A unit must come this often in a row.
const TIMES: usize = 3;
/// Short units must fill at least this many characters, so that "1,000,000" or "ha ha ha" is no loop.
const FILLED: usize = 24;

/// Where the loop at the end of `text` begins to repeat: the byte offset behind its first unit, or nothing where
/// the end of `text` is no loop. Looks at the last [`WINDOW`] characters only.
#[must_use]
pub fn loop_start(text: &str) -> Option<usize> {
    let mut tail: Vec<(usize, char)> = text.char_indices().rev().take(WINDOW).collect();
    tail.reverse();
    let length = tail.len();
    (1..=length / TIMES).find_map(|period| {
        let same = (period..length)
            .rev()
            .take_while(|at| tail.get(*at).map(|pair| pair.1) == tail.get(at - period).map(|pair| pair.1))
            .count();
        let run = same + period;
        let long_enough = run >= period * TIMES && run >= FILLED;
        let start = length - run + period;
        (long_enough && has_letters(&tail, start, period)).then(|| tail.get(start).map_or(text.len(), |pair| pair.0))
    })
}

/// Dots and rules may repeat; words and numbers may not.
fn has_letters(tail: &[(usize, char)], start: usize, period: usize) -> bool {
    tail.iter().skip(start).take(period).any(|(_, character)| character.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loop_is_cut_behind_its_first_unit() {
        let text = "発展する。対外関係を強化し、対外関係を強化し、対外関係を強化し、";
        assert_eq!(loop_start(text).map(|at| &text[..at]), Some("発展する。対外関係を強化し、"));
        assert_eq!(loop_start(&"가".repeat(30)), Some(3));
    }

    #[test]
    fn ordinary_text_is_no_loop() {
        for text in [
            "",
            "1,000,000,000,000",
            "bước 1, bước 2, bước 3, bước 4",
            "................................",
            "ha ha ha ha",
        ] {
            assert_eq!(loop_start(text), None, "{text}");
        }
    }
}
