//! Sentences of a unit, and the keys under which the memory knows them.
//!
//! Law: a unit's segments and the gaps between them, joined, are the unit's content, byte for byte.

mod dialect;
mod edge;
mod error;
mod join;
mod key;
mod rules;
mod soft;
mod split;
mod srx;
pub mod tags;
mod transparent;

use serde::{Deserialize, Serialize};

pub use error::RulesError;
pub use join::join;
pub use key::{ContextKey, Nearness, SegmentKey};

use self::{rules::Rules, transparent::Visible};
use crate::{
    article::{CodeKind, Content},
    locale::Locale,
    text::Span,
};

/// The built-in Vietnamese rules, as a file of SRX 2.0.
pub const VIETNAMESE_RULES: &str = include_str!("../locales/vi/segmentation.srx");

/// The built-in rules of `locale`, as a file of SRX 2.0; those of the target languages cut published translations.
#[must_use]
pub const fn built_in_rules(locale: Locale) -> &'static str {
    match locale {
        Locale::Vi => VIETNAMESE_RULES,
        Locale::En => include_str!("../locales/en/segmentation.srx"),
        Locale::Ja => include_str!("../locales/ja/segmentation.srx"),
        Locale::Ko => include_str!("../locales/ko/segmentation.srx"),
    }
}

/// How units are split into sentences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Abbreviations that never end a sentence, beside those the rules know; with or without their full stop,
    /// upper and lower case told apart: `"Tp."`, `"TTND"`.
    pub abbreviations: Vec<String>,
    /// A sentence longer than this many Unicode scalar values is cut at semicolons where it can be; 0 never cuts.
    /// The default, 320, is about 70 Vietnamese syllables: models of the default's size lose the thread after that.
    pub soft_split_above: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { abbreviations: Vec::new(), soft_split_above: 320 }
    }
}

/// Splits texts into sentences by the rules of one language.
#[derive(Debug)]
pub struct Segmenter {
    rules: Rules,
    soft_split_above: usize,
}

/// One sentence of a unit, or one piece of a long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands in the unit's text.
    pub span: Span,
    /// What stands there, codes renumbered from 0.
    pub content: Content,
}

impl Segmenter {
    /// A segmenter with the built-in Vietnamese rules ([`VIETNAMESE_RULES`]).
    ///
    /// # Errors
    /// When an abbreviation of the settings is empty.
    pub fn new(settings: &Settings) -> Result<Self, RulesError> {
        Self::from_srx(VIETNAMESE_RULES, "vi", settings)
    }

    /// A segmenter with the rules that `srx`, an SRX 2.0 file, has for `language` (matched as a whole by the
    /// file's language patterns). Regular expressions are read as ICU and Java write them.
    ///
    /// Rules see at most 256 bytes to either side of a place, not past a line end, and look-around assertions
    /// (`\b`, `$`, `^`) see only the side of the break on which they stand.
    ///
    /// # Errors
    /// When the file is not SRX 2.0, has no rules for the language or has a rule that cannot be compiled; the
    /// error names line, column and rule.
    pub fn from_srx(srx: &str, language: &str, settings: &Settings) -> Result<Self, RulesError> {
        let rules = Rules::compile(&srx::read(srx)?, srx, language, &settings.abbreviations)?;
        Ok(Self { rules, soft_split_above: settings.soft_split_above })
    }

    /// The sentences of `text`, trimmed of white space, ascending and not empty; what lies between them is a gap.
    ///
    /// Stand-ins of inline codes are not seen by the rules; see [`segments`](Self::segments) for a text whose
    /// codes are known.
    #[must_use]
    pub fn split(&self, text: &str) -> Vec<Span> {
        self.split_with(text, |_| None)
    }

    /// The sentences of a unit. A code between two sentences goes with the one before when it closes, and with
    /// the one after when it opens. Codes on a line without any text are left in the gap.
    #[must_use]
    pub fn segments(&self, content: &Content) -> Vec<Segment> {
        let kind = |c| Some(content.codes.get(Content::code_number(c)?)?.kind);
        let spans = self.split_with(&content.text, kind);
        spans.into_iter().map(|span| Segment { span, content: content.slice(span.into()) }).collect()
    }

    fn split_with(&self, text: &str, kind: impl Fn(char) -> Option<CodeKind>) -> Vec<Span> {
        if transparent::is_opaque(text) {
            return split::sentences(&self.rules, self.soft_split_above, text);
        }
        let visible = Visible::new(text);
        let sentences = split::sentences(&self.rules, self.soft_split_above, visible.text());
        visible.restore(text, &sentences, kind)
    }
}
