//! One sentence and its translation: its facts, its findings, and their places in the file that holds it.

use crate::{
    article::{Content, Role},
    diagnostic::Finding,
    glossary::TermUse,
    locale::Locale,
    names::NameUse,
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
}

impl Known {
    pub(super) fn new(source: &str, tools: &Tools) -> Self {
        let terms = tools.glossary.find(source);
        let mut names = tools.names.find(source);
        names.retain(|name| !terms.iter().any(|term| term.span.contains(name.span)));
        Self { terms, names }
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
        once_each(qa::check(&pair, &self.facts(tools), &tools.levels))
    }

    /// The same as the rules want it.
    pub(super) fn facts<'a>(&'a self, tools: &'a Tools) -> qa::Facts<'a> {
        qa::Facts { glossary: &tools.glossary, terms: &self.terms, names: &tools.names, found: &self.names }
    }
}

/// Says each fault once: where a finding that knows more speaks of the same words, the one that knows less is left
/// out. A term that is not there because a forbidden form stands in its place is one fault; so are Vietnamese letters
/// that belong to a name.
fn once_each(mut findings: Vec<Finding>) -> Vec<Finding> {
    let at = |code: &str, span: fn(&Finding) -> Option<Span>| -> Vec<Span> {
        findings.iter().filter(|finding| finding.code == code).filter_map(span).collect()
    };
    let forbidden = at("term-forbidden", |finding| finding.source);
    let names = at("name-diacritics", |finding| finding.target);
    findings.retain(|finding| match (finding.code.as_str(), finding.source, finding.target) {
        ("term-missing", Some(source), _) => !forbidden.contains(&source),
        ("source-left-in", _, Some(target)) => !names.iter().any(|name| name.contains(target)),
        _ => true,
    });
    findings
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
