//! Why a set of sentence rules cannot be used.

use crate::text::Position;

/// Sentence rules that cannot be used; nothing in a rule file is ever dropped in silence.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum RulesError {
    /// The file is not well-formed XML.
    #[error("{}:{}: not well-formed XML: {message}", at.line, at.column)]
    Xml {
        /// Where the reader stopped.
        at: Position,
        /// What is wrong.
        message: String,
    },
    /// The file is XML and not SRX 2.0.
    #[error("{}:{}: not SRX 2.0: {message}", at.line, at.column)]
    Structure {
        /// The element at fault.
        at: Position,
        /// What is wrong, and what would be right.
        message: String,
    },
    /// A regular expression cannot be compiled.
    #[error("{}:{}: {place}: cannot compile {pattern:?}: {message}", at.line, at.column)]
    Pattern {
        /// Where the expression stands.
        at: Position,
        /// The rule: language rule, number of the rule in it from 1, and element.
        place: String,
        /// The expression as the file has it.
        pattern: String,
        /// What is wrong, and what would be right.
        message: String,
    },
    /// No language map of the file matches.
    #[error("no <languagemap> matches the language {language:?}: add one to <maprules>")]
    Language {
        /// The language asked for.
        language: String,
    },
    /// An abbreviation of the settings is empty.
    #[error(
        "abbreviation number {number} of the settings is empty: write it as it stands in articles, such as \"Tp.\""
    )]
    Abbreviation {
        /// Its place in the list, from 1.
        number: usize,
    },
}
