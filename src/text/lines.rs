//! From byte offsets to lines and columns.

use serde::{Deserialize, Serialize};

/// A place in a file as editors show it: both numbers begin at 1, columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
}

/// The line starts of one text; `\n`, `\r\n` and a lone `\r` end a line.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Indexes `text` in one pass.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n') {
                starts.push(at + 1);
            }
        }
        Self { starts }
    }

    /// The position of byte `offset` of `text`, which must be the text the index was made of. An offset past
    /// the end is taken as the end, one inside a character as the start of that character.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = text.floor_char_boundary(offset.min(text.len()));
        let line = self.starts.partition_point(|&start| start <= offset);
        let start = self.starts[line - 1];
        Position { line, column: text[start..offset].chars().count() + 1 }
    }

    /// Number of lines, at least 1.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_three_ways_and_columns_count_characters() {
        let text = "ấn\r\nbản\rmới\nế";
        let index = LineIndex::new(text);
        assert_eq!(index.count(), 4);
        for (needle, line, column) in [("n\r", 1, 2), ("bản", 2, 1), ("ới", 3, 2), ("ế", 4, 1)] {
            let offset = text.find(needle).expect("the needle is in the text");
            assert_eq!(index.position(text, offset), Position { line, column }, "{needle:?}");
        }
        assert_eq!(index.position(text, 999), Position { line: 4, column: 2 });
    }
}
