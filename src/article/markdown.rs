//! Markdown: units by the byte offsets of its events; nothing is rendered again.
//!
//! Inline events of a block make one unit. Code blocks are left alone; an HTML block at the top level is read like
//! a piece of an HTML page, one inside a quotation or a list is left alone with a finding.

mod escape;
mod events;
mod flanking;
mod front_matter;
mod scalars;

pub(super) use escape::escape;
pub(super) use events::read;
pub(super) use flanking::{Part, join};
pub(super) use scalars::{toml_string, yaml_scalar};
