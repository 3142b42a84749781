//! What a writer must remember of the file beside its units.

use super::{open_document, package::Package, word, xliff};
use crate::{locale::Locale, text::Span};

/// How a unit's text is spelled at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Plain text on one line.
    Line,
    /// HTML text.
    HtmlText,
    /// The value of an HTML attribute.
    HtmlAttribute {
        /// What stands around it.
        quote: Quote,
        /// The whole tag, which is a code of the unit around it where there is one.
        tag: Span,
    },
    /// Markdown running text.
    Markdown {
        /// Where it stands.
        place: MarkdownPlace,
        /// The whole image, for an image's alternative text.
        image: Option<Span>,
    },
    /// A YAML scalar.
    Yaml(Quote),
    /// A TOML string; its delimiters belong to the unit's span.
    Toml,
    /// XML text.
    Xml,
    /// Runs of a Word paragraph.
    Word {
        /// The properties of the runs that have no code, as XML.
        base: String,
    },
    /// The text of an OpenDocument paragraph.
    OpenDocument {
        /// The whole element that holds it and is a code of the paragraph around it: a note, a text box.
        code: Option<Span>,
        /// Whether its letters are bold.
        bold: bool,
    },
    /// A source of an XLIFF file, and where its target goes.
    Xliff(Box<xliff::Place>),
}

/// Quotation marks around a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    /// `"`.
    Double,
    /// `'`.
    Single,
    /// None.
    Bare,
}

/// Where Markdown text stands, which decides what would be markup there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MarkdownPlace {
    /// A paragraph, a list item, a quotation.
    Block,
    /// A heading.
    Heading,
    /// A table cell.
    Cell,
}

/// A change that goes with a translation but is not a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The value of `lang` or `xml:lang`, without quotation marks.
    Language(Span),
    /// Where ` lang="…"` is put in.
    NoLanguage(usize),
    /// The name of the encoding, without quotation marks.
    Charset(Span),
    /// Where `<meta charset="utf-8">` is put in if the encoding changes.
    NoCharset(usize),
    /// A `w:lang` of a Word style sheet: its defaults', or a style's that says Vietnamese.
    WordLanguage(Span),
    /// A `w:rFonts` of a Word style sheet.
    WordFonts(Span),
    /// Where an XLIFF file names the language it is translated into, and the attribute's name.
    TargetLanguage(usize, &'static str),
    /// The `style:text-properties` of an OpenDocument style that says Vietnamese.
    OpenDocumentLanguage(Span),
}

impl Mark {
    /// The bytes it replaces and what it puts there, where the file's language, and if `recoded` its encoding,
    /// change.
    pub(super) fn edit(&self, source: &str, target: Locale, recoded: bool) -> Option<(Span, String)> {
        match *self {
            Self::Language(span) => Some((span, target.to_string())),
            Self::TargetLanguage(at, name) => Some((Span::new(at, at), format!(" {name}=\"{target}\""))),
            Self::NoLanguage(at) => Some((Span::new(at, at), format!(" lang=\"{target}\""))),
            Self::Charset(span) => recoded.then(|| (span, "utf-8".to_owned())),
            Self::WordLanguage(span) => Some((span, word::language(target))),
            Self::WordFonts(span) => Some((span, word::fonts(span.of(source), target)?)),
            Self::OpenDocumentLanguage(span) => Some((span, open_document::language(span.of(source), target))),
            Self::NoCharset(at) => recoded.then(|| (Span::new(at, at), "<meta charset=\"utf-8\">".to_owned())),
        }
    }
}

/// Everything a writer needs beside the units.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    /// One a unit.
    pub shapes: Vec<Shape>,
    /// In ascending order.
    pub marks: Vec<Mark>,
    /// The archive the source is in, for an office document.
    pub package: Option<Package>,
}
