//! Places in a text that is read from front to back, in constant memory.

use std::sync::Arc;

use crate::{
    diagnostic::Place,
    glossary::LoadError,
    text::{Position, Span},
};

/// Counts lines as far as it was asked. A table of all line starts would cost eight bytes for each byte of a
/// hostile file.
pub(super) struct Lines<'t> {
    file: Arc<str>,
    text: &'t str,
    at: usize,
    line: usize,
    start: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn new(file: &Arc<str>, text: &'t str) -> Self {
        Self { file: Arc::clone(file), text, at: 0, line: 1, start: 0 }
    }

    /// The place of `span`; cheap where spans come in ascending order.
    pub(super) fn place(&mut self, span: Span) -> Place {
        let to = self.text.floor_char_boundary(span.start.min(self.text.len()));
        if to < self.at {
            (self.at, self.line, self.start) = (0, 1, 0);
        }
        let passed = self.text.as_bytes().get(self.at..to).unwrap_or_default();
        for newline in memchr::memchr_iter(b'\n', passed) {
            self.line += 1;
            self.start = self.at + newline + 1;
        }
        self.at = to;
        let column = self.text.get(self.start..to).map_or(1, |line| line.chars().count() + 1);
        Place { file: Arc::clone(&self.file), span, position: Position { line: self.line, column } }
    }

    pub(super) fn error(&mut self, at: usize, message: impl Into<String>) -> LoadError {
        let Place { file, span, position } = self.place(Span::new(at, at));
        LoadError { file, position, span, message: message.into() }
    }
}
