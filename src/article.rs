//! An article: its text, the units to translate in it, and how each format is read and written back.
//!
//! Every reader finds units by byte offset and every writer splices: what is not translated comes back byte for
//! byte.

mod content;
mod unit;

pub use content::{CodeKind, Content, InlineCode, MAX_CODES, is_code};
pub use unit::{Article, Format, Role, Unit, Settings, ReadError, read};
