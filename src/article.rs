//! An article: its text, the units to translate in it, and how each format is read and written back.
//!
//! Every reader finds units by byte offset and every writer splices: what is not translated comes back byte for
//! byte.

mod content;
mod dates;
mod encoding;
mod feed;
mod html;
mod layout;
mod markdown;
mod open_document;
mod package;
mod pictures;
mod plain;
mod read;
mod run;
mod settings;
mod unit;
mod word;
mod write;
mod xliff;
mod xml;

use content::{count_codes, next_code};

pub use content::{CodeKind, Content, InlineCode, MAX_CODES, is_code};
pub use encoding::{Charset, Encoding};
pub use feed::{Feed, FeedItem, feed};
pub use pictures::Picture;
pub use read::{ReadError, read};
pub use settings::{HtmlSettings, MarkdownSettings, Settings};
pub use unit::{Article, Format, Role, Standing, Unit};
