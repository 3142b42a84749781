//! The article, its units, and what each unit is in the newspaper.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{Content, Encoding, layout::Layout};
use crate::{diagnostic::Finding, locale::Locale, text::Span};

/// A format an article can be read from and written back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text, laid out as newsrooms export it.
    Plain,
    /// HTML, a whole page or a fragment.
    Html,
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
    /// A Word document (Office Open XML).
    Docx,
    /// An OpenDocument text (LibreOffice Writer).
    Odt,
    /// XLIFF 1.2 or 2: what nobody has translated in it yet.
    Xliff,
}

/// How far a translation has come that is written into a file which says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A machine translated it, and the checks found nothing.
    #[default]
    Translated,
    /// A person approved it.
    Reviewed,
    /// It is final.
    Final,
}

/// What a unit is in the newspaper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The article's headline.
    Headline,
    /// The line with date and time of publication; rendered from its value, never sent to a backend.
    DateLine,
    /// The lead paragraph (sapo).
    Lead,
    /// The label over related news (`TIN LIÊN QUAN`); page furniture, never sent to a backend.
    RelatedLabel,
    /// A related article's headline.
    RelatedHeadline,
    /// A related article's teaser, cut off by ` ...`.
    Teaser,
    /// The place of a picture: its un-accented alt text is neither translated nor printed.
    Image,
    /// The caption under a picture.
    Caption,
    /// A heading inside the article.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// A body paragraph.
    Paragraph,
    /// A list item.
    ListItem,
    /// A table cell.
    TableCell,
    /// A quotation.
    Quote,
    /// A footnote's text.
    Footnote,
    /// A running head or foot; not printed on a page of ours.
    Running,
    /// Who wrote it.
    Byline,
    /// The page's title in a browser (`<title>`, front matter `title`).
    Title,
    /// The page's description for search engines.
    Description,
    /// The text of an attribute that readers meet (`alt`, `title`, `aria-label`, `placeholder`).
    Attribute,
}

impl Role {
    /// Whether the unit's text is translated at all.
    #[must_use]
    pub const fn is_translated(self) -> bool {
        !matches!(self, Self::DateLine | Self::RelatedLabel | Self::Image)
    }

    /// Whether it is set like a headline: no full stop, no first mention.
    #[must_use]
    pub const fn is_headline(self) -> bool {
        matches!(self, Self::Headline | Self::RelatedHeadline | Self::Heading { .. } | Self::Title)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Headline => "headline",
            Self::DateLine => "date-line",
            Self::Lead => "lead",
            Self::RelatedLabel => "related-label",
            Self::RelatedHeadline => "related-headline",
            Self::Teaser => "teaser",
            Self::Image => "image",
            Self::Caption => "caption",
            Self::Heading { .. } => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list-item",
            Self::TableCell => "table-cell",
            Self::Quote => "quote",
            Self::Footnote => "footnote",
            Self::Running => "running",
            Self::Byline => "byline",
            Self::Title => "title",
            Self::Description => "description",
            Self::Attribute => "attribute",
        })
    }
}

/// One block of text with a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What it is.
    pub role: Role,
    /// The bytes of the decoded source that a translation replaces.
    pub span: Span,
    /// What stands there, decoded, markup taken out.
    pub content: Content,
}

/// An article as it was read.
#[derive(Clone, Debug)]
pub struct Article {
    /// The file as the person named it.
    pub file: Arc<str>,
    /// Its format.
    pub format: Format,
    /// The whole decoded text, byte order mark left out; every span points into it.
    pub source: Arc<str>,
    /// The units in reading order of the file. Spans ascend by their start and do not overlap, with one
    /// exception: the text of an attribute (or of a Markdown image) that stands inside the running text of
    /// another unit is a unit of its own, whose span lies within that unit's and within one of its codes.
    pub units: Vec<Unit>,
    /// What the reader noticed.
    pub findings: Vec<Finding>,
    /// How the file's bytes spell `source`.
    pub encoding: Encoding,
    /// The only language it can be translated into, where the file says which (XLIFF).
    pub target: Option<Locale>,
    pub(super) layout: Layout,
}
