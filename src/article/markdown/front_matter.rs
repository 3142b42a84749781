//! The configured fields of YAML and TOML front matter.

use toml::de::{DeTable, DeValue};

use super::scalars::unescape_yaml;
use crate::{
    article::{
        Content, MAX_CODES, MarkdownSettings, Role, Unit, count_codes,
        layout::{Quote, Shape},
        read::Parts,
    },
    diagnostic::{Finding, Severity},
    text::Span,
};

/// A scalar of a field: its place, its text and how it is spelled.
struct Scalar {
    span: Span,
    text: String,
    shape: Shape,
}

/// Reads the YAML in `span`: top-level fields with a string on one line; others are left alone with a finding.
pub(super) fn yaml(source: &str, span: Span, settings: &MarkdownSettings, parts: &mut Parts) {
    let mut start = span.start;
    let mut lines = span.of(source).split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let continued = lines.peek().is_some_and(|next| next.starts_with([' ', '\t']));
        if let Some((key, at)) = yaml_key(line)
            && settings.front_matter.iter().any(|field| field == key)
        {
            let value = line.get(at..).unwrap_or_default();
            match yaml_value(value).filter(|_| !continued) {
                Some((from, to, text, quote)) => {
                    let span = Span::new(start + at + from, start + at + to);
                    push(key, Scalar { span, text, shape: Shape::Yaml(quote) }, parts);
                }
                None if value.trim().is_empty() && !continued => {}
                None => parts.findings.push(skipped(key, Span::new(start, start + line.trim_end().len()))),
            }
        }
        start += line.len();
    }
}

/// Reads the TOML in `span`.
pub(super) fn toml(source: &str, span: Span, settings: &MarkdownSettings, parts: &mut Parts) {
    let table = match DeTable::parse(span.of(source)) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let at = error.span().map_or(span, |range| Span::from(range).shifted(span.start));
            let finding = Finding::new("article-front-matter-invalid", Severity::Warning).at_source(at);
            parts.findings.push(finding.fact("reason", error.message()));
            return;
        }
    };
    for field in &settings.front_matter {
        let Some(value) = table.get(field.as_str()) else { continue };
        let span = Span::from(value.span()).shifted(span.start);
        match value.get_ref() {
            DeValue::String(text) => push(field, Scalar { span, text: text.to_string(), shape: Shape::Toml }, parts),
            _ => parts.findings.push(skipped(field, span)),
        }
    }
}

fn skipped(field: &str, span: Span) -> Finding {
    Finding::new("article-front-matter-skipped", Severity::Info).fact("field", field).at_source(span)
}

fn push(field: &str, scalar: Scalar, parts: &mut Parts) {
    let role = if matches!(field, "title" | "headline") { Role::Title } else { Role::Description };
    let mut content = Content::default();
    if count_codes(&scalar.text) > MAX_CODES {
        parts.findings.push(skipped(field, scalar.span));
        return;
    }
    content.push_text(&scalar.text);
    if !content.is_blank() {
        parts.units.push((Unit { role, span: scalar.span, content }, scalar.shape));
    }
}

/// The key of a top-level mapping entry, and the offset behind its colon.
fn yaml_key(line: &str) -> Option<(&str, usize)> {
    let at = line.find(':')?;
    let key = line.get(..at)?;
    let value = line.get(at + 1..)?;
    let key_text = key.trim_end();
    let bare = key_text.trim_matches(['"', '\'']);
    let begins = key.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '"' || c == '\'');
    let ends = value.is_empty() || value.starts_with([' ', '\t', '\n', '\r']);
    (begins && ends).then_some((bare, at + 1))
}

/// Where in `value` the scalar stands (with its quotation marks), its text and its style.
fn yaml_value(value: &str) -> Option<(usize, usize, String, Quote)> {
    let text = value.trim_start();
    let from = value.len() - text.len();
    let is_rest =
        |rest: &str| rest.trim().is_empty() || (rest.starts_with([' ', '\t']) && rest.trim_start().starts_with('#'));
    match text.as_bytes().first()? {
        b'"' => {
            let inner = text.get(1..)?;
            let len = quoted_len(inner, '"', |inner, at| inner.get(..at).is_some_and(ends_in_escape))?;
            let raw = inner.get(..len)?;
            let unescaped = unescape_yaml(raw)?;
            is_rest(inner.get(len + 1..)?).then_some((from, from + len + 2, unescaped, Quote::Double))
        }
        b'\'' => {
            let inner = text.get(1..)?;
            let mut len = 0;
            loop {
                len += inner.get(len..)?.find('\'')?;
                if !inner.get(len + 1..)?.starts_with('\'') {
                    break;
                }
                len += 2;
            }
            let unescaped = inner.get(..len)?.replace("''", "'");
            is_rest(inner.get(len + 1..)?).then_some((from, from + len + 2, unescaped, Quote::Single))
        }
        b'|' | b'>' | b'&' | b'*' | b'!' | b'%' | b'@' | b'`' | b'[' | b'{' | b'#' | b',' | b'?' => None,
        b'-' if text.get(1..).is_none_or(|rest| rest.starts_with(char::is_whitespace)) => None,
        _ => {
            let end = [" #", "\t#"].iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
            let plain = text.get(..end)?.trim_end();
            (!plain.contains(": ") && !plain.ends_with(':'))
                .then(|| (from, from + plain.len(), plain.to_owned(), Quote::Bare))
        }
    }
}

/// Where the first `quote` stands that `is_escaped` does not rule out.
fn quoted_len(inner: &str, quote: char, is_escaped: impl Fn(&str, usize) -> bool) -> Option<usize> {
    inner.match_indices(quote).map(|(at, _)| at).find(|&at| !is_escaped(inner, at))
}

fn ends_in_escape(before: &str) -> bool {
    before.bytes().rev().take_while(|&b| b == b'\\').count() % 2 == 1
}
