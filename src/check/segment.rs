//! One sentence and its translation: its facts, its findings, and their places in the file that holds it.

use crate::{
    article::{Content, Role},
    diagnostic::Finding,
    glossary::TermUse,
    locale::Locale,
    names::NameUse,
    numbers,
    pipeline::Tools,
    qa,
    text::Span,
};

/// What is known of a Vietnamese sentence, for any language.
pub(super) struct Known {
    /// The terms in it.
    pub(super) terms: Vec<TermUse>,
    /// The names in it that are not inside a term.
    pub(super) names: Vec<NameUse>,
    /// The figures in it.
    figures: Vec<numbers::Figure>,
}

impl Known {
    pub(super) fn new(source: &str, tools: &Tools) -> Self {
        let terms = tools.glossary.find(source);
        let mut names = tools.names.find(source);
        names.retain(|name| !terms.iter().any(|term| term.span.contains(name.span)));
        Self { terms, names, figures: numbers::parse(source, Locale::Vi) }
    }

    /// Everything that is wrong with `target`.
    pub(super) fn check(
        &self,
        source: &Content,
        target: &Content,
        locale: Locale,
        role: Role,
        tools: &Tools,
    ) -> Vec<Finding> {
        let pair = qa::Pair { source, target, locale, role };
        qa::check_in_style(&pair, &self.facts(tools), &tools.style, &tools.levels)
    }

    /// The same as the rules want it.
    pub(super) fn facts<'a>(&'a self, tools: &'a Tools) -> qa::Facts<'a> {
        qa::Facts {
            glossary: &tools.glossary,
            terms: &self.terms,
            names: &tools.names,
            found: &self.names,
            figures: &self.figures,
        }
    }
}

/// Where `span` of a content's text lies in its [visible](Content::visible) text.
pub(super) fn visible_span(text: &str, span: Span) -> Span {
    let hidden = |to: usize| {
        let before = text.get(..to).unwrap_or(text);
        before.chars().filter(|&c| crate::article::is_code(c)).map(char::len_utf8).sum::<usize>()
    };
    Span::new(span.start - hidden(span.start).min(span.start), span.end - hidden(span.end).min(span.end))
}

/// The role with this name; a paragraph's where no role has it.
pub(super) fn role(name: &str) -> Role {
    const ROLES: [Role; 18] = [
        Role::Headline,
        Role::DateLine,
        Role::Lead,
        Role::RelatedLabel,
        Role::RelatedHeadline,
        Role::Teaser,
        Role::Image,
        Role::Caption,
        Role::Heading { level: 2 },
        Role::Paragraph,
        Role::ListItem,
        Role::TableCell,
        Role::Quote,
        Role::Footnote,
        Role::Byline,
        Role::Title,
        Role::Description,
        Role::Attribute,
    ];
    ROLES.into_iter().find(|role| role.to_string() == name).unwrap_or(Role::Paragraph)
}
