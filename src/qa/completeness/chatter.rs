//! `chatter`: the engine talks about the translation instead of only translating.

use std::sync::LazyLock;

use regex::Regex;

use super::super::{catalogue::Family, rule::Rule};
use crate::{
    diagnostic::{Finding, Severity},
    text::Span,
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "chatter",
    Family::Completeness,
    Severity::Error,
    "What it finds: words around the answer that belong to a conversation (\"Here is the translation:\", \
     \"翻訳：\", \"번역:\", \"Note:\"), code fences, chat markers, and line breaks the source does not have.\n\
     Why: it would be printed.\n\
     Example: \"Sure! Here is the translation: The province …\".\n\
     How to fix: delete everything that is not the translation.",
    |look, findings| {
        let pair = look.pair;
        let text = pair.target.text.as_str();
        let found = MARKS.find(text).map(|found| Span::from(found.range())).or_else(|| {
            let breaks = |text: &str| text.trim().matches('\n').count();
            let at = text.trim_end().find('\n')?;
            (breaks(text) > breaks(&pair.source.text)).then(|| Span::new(at, at + 1))
        });
        if let Some(span) = found {
            findings.push(Finding::new(RULE.code, RULE.severity).fact("text", span.of(text).trim()).at_target(span));
        }
    },
);

static MARKS: LazyLock<Regex> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the pattern is a constant that the tests compile")]
    Regex::new(
        r"(?xi)
          \A\s*(?: (?:sure|certainly|of\ course)[,!.]
                 | here(?:\ is|'s|’s)\ (?:the|your|a)\ [^:]{0,40}translation
                 | (?:the\ )?(?:english|japanese|korean)?\ ?translation\s*(?:is|:|：)
                 | (?:翻訳|訳文|日本語訳|和訳|번역문?|한국어\ 번역|bản\ dịch)\s*[:：]
                 | 以下(?:は|が)[^。]{0,20}翻訳 | 다음은[^.]{0,20}번역
                 | (?:vietnamese|english|japanese|korean|日本語|한국어|tiếng\ việt)\s*[:：] )
        | ``` | <\|[a-z_]+\|> | (?-u:\b)(?:as\ an\ ai|i\ cannot\ translate|i'm\ sorry)(?-u:\b)
        | (?:^|[.。]\s*)\(?(?:note|translator's\ note|translation\ note|訳注|注釈|참고|역주)\s*[:：]",
    )
    .expect("the pattern is valid")
});
