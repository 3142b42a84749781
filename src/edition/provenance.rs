//! The file beside an edition that says where each sentence came from.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Manuscript, Revision};
use crate::{article::Article, diagnostic::Finding, locale::Locale, segment::SegmentKey};

/// The version of the provenance format.
pub const PROVENANCE_FORMAT: u32 = 1;

/// Where an edition's sentences came from. Written as JSON, keys in this order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// [`PROVENANCE_FORMAT`].
    pub format: u32,
    /// The program and its version.
    pub generator: String,
    /// The article's file, as it was named.
    pub article: String,
    /// SHA-256 of the article's text, hexadecimal.
    pub article_sha256: String,
    /// The edition's file name.
    pub edition: String,
    /// SHA-256 of the edition file, hexadecimal.
    pub edition_sha256: String,
    /// The edition's language.
    pub locale: Locale,
    /// The lowest state that was published.
    pub min_state: String,
    /// Whether every segment may be published.
    pub complete: bool,
    /// What has moved since the edition was published, where the article changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<Revision>,
    /// The segments in reading order.
    pub segments: Vec<ProvenanceSegment>,
}

/// One segment of an edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProvenanceSegment {
    /// Its key.
    pub key: SegmentKey,
    /// What its unit is.
    pub role: String,
    /// The Vietnamese, without markup.
    pub source: String,
    /// What was published; nothing where the Vietnamese stayed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The translation's state.
    pub state: String,
    /// Who made it.
    pub origin: serde_json::Value,
    /// Where it came from when the edition was made.
    pub how: String,
    /// What the checks said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

/// The provenance of `manuscript`, which was written to `edition` as `bytes`.
#[must_use]
pub fn provenance(manuscript: &Manuscript<'_>, edition: &str, bytes: &[u8], min_state: &str) -> Provenance {
    let segments = manuscript.article.units.iter().zip(&manuscript.lines).flat_map(|(unit, line)| {
        line.pieces.iter().map(|piece| ProvenanceSegment {
            key: piece.key,
            role: unit.role.to_string(),
            source: piece.source.content.visible(),
            target: piece.text.as_ref().map(crate::article::Content::visible),
            state: piece.state.to_owned(),
            origin: piece.origin.clone(),
            how: piece.how.clone(),
            findings: piece.findings.clone(),
        })
    });
    Provenance {
        format: PROVENANCE_FORMAT,
        generator: concat!("anban ", env!("CARGO_PKG_VERSION")).to_owned(),
        article: manuscript.article.file.to_string(),
        article_sha256: sha256(manuscript.article.source.as_bytes()),
        edition: edition.to_owned(),
        edition_sha256: sha256(bytes),
        locale: manuscript.locale,
        min_state: min_state.to_owned(),
        complete: manuscript.count().pending == 0,
        revision: manuscript.revision.clone(),
        segments: segments.collect(),
    }
}

impl Provenance {
    /// Whether the edition was made of this article as it is.
    #[must_use]
    pub fn is_of_article(&self, article: &Article) -> bool {
        self.article_sha256 == sha256(article.source.as_bytes())
    }

    /// Whether `bytes` are the edition file this was written for.
    #[must_use]
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        sha256(bytes) == self.edition_sha256
    }
}

/// SHA-256 in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    SegmentKey(Sha256::digest(bytes).into()).to_string()
}
