//! Other tools' glossary formats, read and written: TBX, tables, OmegaT.
//!
//! TBX in its Basic dialect keeps everything the model has: what TBX has no category for travels in notes that
//! begin with `anban:`. Tables keep everything too. OmegaT's format has three columns and keeps forms, renderings
//! and notes.

mod draft;
mod lines;
mod omegat;
mod source;
mod table;
mod tbx_read;
mod tbx_write;

use std::sync::Arc;

pub(super) use draft::slug;
pub use source::MAX_BYTES;
pub(crate) use source::decode;

use super::{Glossary, LoadError, Term};
use crate::{diagnostic::Finding, locale::Locale};

/// A format of other tools.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// TBX of ISO 30042:2019, Basic dialect, in DCA style (`<termNote type="…">`). Both styles are read.
    Tbx,
    /// The same in DCT style (`<min:partOfSpeech>`).
    TbxDct,
    /// TBX version 2 (ISO 30042:2008, `<martif>`), as most tools still write it.
    Tbx2,
    /// Comma-separated values (RFC 4180) with a header.
    Csv,
    /// Tab-separated values with a header, quoted like CSV.
    Tsv,
    /// OmegaT's glossary text: source, target and comment between tabs, one target language a file.
    Omegat,
}

/// What a foreign file gave.
#[derive(Debug, Default)]
pub struct Import {
    /// The terms, each with its places in the foreign file.
    pub terms: Vec<Term>,
    /// What could not be kept, in file order.
    pub findings: Vec<Finding>,
}

/// The glossary in another format; `locale` is the target language of an OmegaT file, which has only one.
#[must_use]
pub fn export(glossary: &Glossary, format: Format, locale: Locale) -> String {
    match format {
        Format::Tbx | Format::TbxDct | Format::Tbx2 => tbx_write::write(glossary.terms(), format),
        Format::Csv => table::write(glossary.terms(), b','),
        Format::Tsv => table::write(glossary.terms(), b'\t'),
        Format::Omegat => omegat::write(glossary.terms(), locale),
    }
}

/// Reads the file called `name`. `locale` is the target language of an OmegaT file. The encoding is the one the
/// file's byte order mark or XML declaration names, else UTF-8.
///
/// # Errors
/// A file that is not in the format, with the place: broken XML or quoting, an entity or document type of its own,
/// bytes that are not in the encoding, more than [`MAX_BYTES`].
pub fn import(name: &str, bytes: &[u8], format: Format, locale: Locale) -> Result<Import, LoadError> {
    let file: Arc<str> = Arc::from(name);
    let text = decode(&file, bytes)?;
    match format {
        Format::Tbx | Format::TbxDct | Format::Tbx2 => tbx_read::read(&file, &text),
        Format::Csv => table::read(&file, &text, b','),
        Format::Tsv => table::read(&file, &text, b'\t'),
        Format::Omegat => Ok(omegat::read(&file, &text, locale)),
    }
}
