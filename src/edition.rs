//! Editions: complete pages and translated source files, assembled from segments.
//!
//! A segment that may not be published yet stays in Vietnamese, marked, and is counted. Every word that is not
//! the article's own comes from `locales/*/edition.ftl`.

mod agree;
mod index;
mod inline;
mod json_ld;
mod manuscript;
mod page;
mod provenance;
mod revision;
mod settings;
mod source;
mod spacing;
mod template;

pub use index::{IndexArticle, IndexEdition, index_page};
pub use inline::to_html;
pub use manuscript::{Count, Line, Manuscript, Piece, Sibling};
pub use page::{Furniture, page};
pub use provenance::{PROVENANCE_FORMAT, Provenance, ProvenanceSegment, provenance};
pub use revision::{Moved, Revision};
pub use settings::Settings;
pub use source::source_file;
pub use template::{Error, Templates};
