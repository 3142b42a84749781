//! What an edition is made of.

use serde::{Deserialize, Serialize};

use super::Revision;
use crate::{
    article::{Article, CodeKind, Content, Format, InlineCode, Role, Standing},
    diagnostic::Finding,
    locale::Locale,
    segment::{Segment, SegmentKey, join},
};

/// An article with the state of its translation into one language.
pub struct Manuscript<'a> {
    /// The article.
    pub article: &'a Article,
    /// The edition's language.
    pub locale: Locale,
    /// One entry a unit of the article, in order.
    pub lines: Vec<Line>,
    /// The other editions and this one, in their usual order.
    pub siblings: Vec<Sibling>,
    /// What has moved since the edition was published, where the article changed.
    pub revision: Option<Revision>,
}

/// One unit; without pieces where it is not translated.
#[derive(Default)]
pub struct Line {
    /// Its segments in order.
    pub pieces: Vec<Piece>,
}

/// One segment.
pub struct Piece {
    /// Its key.
    pub key: SegmentKey,
    /// Where it stands in the unit and how it reads there.
    pub source: Segment,
    /// The terms of its source, as indices into the glossary's terms.
    pub terms: Vec<usize>,
    /// Its translation, where it may be published.
    pub text: Option<Content>,
    /// The translation's state, in XLIFF's words.
    pub state: &'static str,
    /// Whether a machine made the translation and nobody has approved it.
    pub machine: bool,
    /// Who made it, as the memory says it.
    pub origin: serde_json::Value,
    /// Where it came from in this run.
    pub how: String,
    /// What the checks said.
    pub findings: Vec<Finding>,
}

/// An edition of the same article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sibling {
    /// Its language.
    pub locale: Locale,
    /// Its file, relative to the article's folder.
    pub href: String,
}

/// How much of an edition may be published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// Segments in all.
    pub segments: usize,
    /// Segments that stay in Vietnamese.
    pub pending: usize,
    /// Segments that a machine made and nobody has approved.
    pub machine: usize,
}

impl Manuscript<'_> {
    /// How much of the edition may be published.
    #[must_use]
    pub fn count(&self) -> Count {
        let mut count = Count::default();
        for piece in self.lines.iter().flat_map(|line| &line.pieces) {
            count.segments += 1;
            count.pending += usize::from(piece.text.is_none());
            count.machine += usize::from(piece.text.is_some() && piece.machine);
        }
        count
    }

    /// The unit's text in the edition: translated sentences, and the others in Vietnamese between marks of
    /// `format`. Nothing where no sentence of the unit changes.
    #[must_use]
    pub fn unit(&self, unit: usize, format: Format) -> Option<Content> {
        let line = self.lines.get(unit)?;
        let source = &self.article.units.get(unit)?.content;
        if line.pieces.is_empty() {
            return None;
        }
        // In an XLIFF file a unit is translated or it is not.
        if format == Format::Xliff && line.pieces.iter().any(|piece| piece.text.is_none()) {
            return None;
        }
        let attribute = matches!(self.article.units[unit].role, Role::Title | Role::Description | Role::Attribute);
        let replacements: Vec<Option<Content>> = line
            .pieces
            .iter()
            .map(|piece| match &piece.text {
                Some(text) => Some(text.clone()),
                None if attribute => None,
                None => Some(marked(&piece.source.content, format)),
            })
            .collect();
        let segments: Vec<Segment> = line.pieces.iter().map(|piece| piece.source.clone()).collect();
        Some(join(source, &segments, &replacements, self.locale))
    }

    /// How far the unit has come: as far as that sentence of it that has come least far.
    #[must_use]
    pub fn standing(&self, unit: usize) -> Standing {
        let of = |piece: &Piece| match piece.state {
            "reviewed" => Standing::Reviewed,
            "final" => Standing::Final,
            _ => Standing::Translated,
        };
        self.lines.get(unit).and_then(|line| line.pieces.iter().map(of).min()).unwrap_or_default()
    }

    /// The first unit with this role, as plain text in the edition's language.
    #[must_use]
    pub fn text_of(&self, role: Role) -> Option<String> {
        let at = self.article.units.iter().position(|unit| unit.role == role)?;
        let line = self.lines.get(at)?;
        let replacements: Vec<Option<Content>> = line.pieces.iter().map(|piece| piece.text.clone()).collect();
        let segments: Vec<Segment> = line.pieces.iter().map(|piece| piece.source.clone()).collect();
        Some(join(&self.article.units[at].content, &segments, &replacements, self.locale).visible())
    }
}

/// The markup around a sentence that is not translated yet, in HTML and Markdown.
pub(super) const PENDING: &str = r#"<span class="anban-pending" lang="vi">"#;
/// Its end.
pub(super) const PENDING_END: &str = "</span>";

/// `content` between marks that say it is not translated yet.
fn marked(content: &Content, format: Format) -> Content {
    let (open, close) = match format {
        Format::Plain | Format::Docx | Format::Odt | Format::Xliff => ("⟦vi: ", "⟧"),
        Format::Html | Format::Markdown => (PENDING, PENDING_END),
    };
    let last = content.codes.len() + 1;
    let mut out = Content::default();
    out.push_code(CodeKind::Open { with: last }, open);
    out.append(content);
    out.text.push(Content::stand_in(last));
    out.codes.push(InlineCode { kind: CodeKind::Close { with: 0 }, raw: close.to_owned() });
    out
}
