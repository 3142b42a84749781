//! The four languages, and the words the program itself says in them.

mod bundles;
mod tag;

pub use bundles::{Args, Messages, message_ids};
pub use tag::{Locale, UnknownLocale};
