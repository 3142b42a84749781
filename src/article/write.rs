//! Writing an article back: the source with some of its spans replaced.

use std::{borrow::Cow, collections::HashMap};

use super::{
    Article, Charset, CodeKind, Content, Encoding, Format, Standing, Unit,
    encoding::encode,
    html,
    layout::{Mark, Shape},
    markdown, next_code, open_document,
    package::Package,
    word, xliff,
};
use crate::{locale::Locale, text::Span};

/// Replacements of source spans.
type Edits = Vec<(Span, String)>;

impl Article {
    /// The file with its units replaced by `translations`, one entry a unit in the order of `units`; `None` (or no
    /// entry) keeps that unit's bytes. With nothing translated the file comes back byte for byte.
    ///
    /// Beside the translated units two things change: in HTML the language of the page (`lang`, `xml:lang`)
    /// becomes `target`, and where the file's encoding cannot spell a translation, or only a font makes it
    /// Vietnamese, the file becomes UTF-8 and says so in its `<meta charset>`. Markup is written as the contents' codes hold it and is not checked here.
    #[must_use]
    pub fn write(&self, target: Locale, translations: &[Option<Content>]) -> Vec<u8> {
        self.write_standing(target, translations, &[])
    }

    /// The same, and a file that says how far each translation has come (XLIFF) says so by `standings`, one a unit in
    /// the order of `units`; where there is none, that a machine has translated it.
    #[must_use]
    pub fn write_standing(
        &self,
        target: Locale,
        translations: &[Option<Content>],
        standings: &[Standing],
    ) -> Vec<u8> {
        let edits = self.unit_edits(target, translations, standings);
        if let Some(package) = &self.layout.package {
            return self.write_package(package, edits, target);
        }
        if edits.is_empty() {
            return encode(&self.source, self.encoding).unwrap_or_default();
        }
        let spliced = |recoded| {
            let marks: Edits =
                self.layout.marks.iter().filter_map(|mark: &Mark| mark.edit(&self.source, target, recoded)).collect();
            let mut edits: Vec<&(Span, String)> = edits.iter().chain(&marks).collect();
            edits.sort_by_key(|(span, _)| *span);
            splice(&self.source, Span::new(0, self.source.len()), &edits)
        };
        let utf8 = Encoding { charset: Charset::Utf8, bom: false };
        let legacy = self.encoding.charset.is_legacy();
        let same = if legacy { None } else { encode(&spliced(false), self.encoding) };
        same.unwrap_or_else(|| {
            let mut text = spliced(true);
            if legacy && self.format == Format::Html {
                text = html::unicode_fonts(&text);
            }
            encode(&text, utf8).unwrap_or_default()
        })
    }

    /// An office document: each part that changes is spliced, the others are copied as they are.
    fn write_package(&self, package: &Package, mut edits: Edits, target: Locale) -> Vec<u8> {
        if edits.is_empty() {
            return package.original();
        }
        edits.extend(self.layout.marks.iter().filter_map(|mark| mark.edit(&self.source, target, false)));
        edits.sort_by_key(|(span, _)| *span);
        let texts: Vec<Option<String>> = package
            .parts
            .iter()
            .map(|part| {
                let own: Vec<_> = edits.iter().filter(|(span, _)| part.span.contains(*span)).collect();
                (!own.is_empty()).then(|| splice(&self.source, part.span, &own))
            })
            .collect();
        // The archive was read whole before: it fails only where memory does.
        package.write(&texts).unwrap_or_else(|_| package.original())
    }

    /// One edit a translated unit; units inside another translated unit go into that unit's text.
    fn unit_edits(&self, target: Locale, translations: &[Option<Content>], standings: &[Standing]) -> Edits {
        let all: Vec<One<'_>> = self
            .units
            .iter()
            .zip(&self.layout.shapes)
            .enumerate()
            .map(|(at, (unit, shape))| One {
                unit,
                shape,
                content: translations.get(at).and_then(Option::as_ref),
                standing: standings.get(at).copied().unwrap_or_default(),
            })
            .collect();
        self.edits(target, &all)
    }

    /// The edits of units that stand one after the other, each with those inside it behind it.
    fn edits(&self, target: Locale, mut units: &[One<'_>]) -> Edits {
        let mut edits = Edits::new();
        while let Some((one, rest)) = units.split_first() {
            let inside = rest.iter().take_while(|other| one.unit.span.contains(other.unit.span)).count();
            let (within, after) = rest.split_at(inside);
            let inner = self.edits(target, within);
            match one.content {
                Some(content) => {
                    let codes = self.rewritten_codes(within, inner);
                    edits.push((one.unit.span, render(one, content, self, target, &codes)));
                }
                None => edits.extend(inner),
            }
            units = after;
        }
        edits
    }

    /// The codes that hold translated `units`, whose `edits` they are: as they stood, and as they are to be written.
    fn rewritten_codes(&self, units: &[One<'_>], edits: Edits) -> HashMap<&str, String> {
        let mut by_code: Vec<(Span, Edits)> = Vec::new();
        let mut codes = units.iter().filter_map(One::code).peekable();
        for edit in edits {
            while codes.next_if(|code| code.end <= edit.0.start).is_some() {}
            let Some(&code) = codes.peek().filter(|code| code.contains(edit.0)) else { continue };
            match by_code.last_mut() {
                Some((last, edits)) if *last == code => edits.push(edit),
                _ => by_code.push((code, vec![edit])),
            }
        }
        let rewritten = |(code, edits): &(Span, Edits)| {
            (code.of(&self.source), splice(&self.source, *code, &edits.iter().collect::<Vec<_>>()))
        };
        by_code.iter().map(rewritten).collect()
    }
}

/// A unit and what is to stand in its place.
struct One<'a> {
    unit: &'a Unit,
    shape: &'a Shape,
    content: Option<&'a Content>,
    standing: Standing,
}

impl One<'_> {
    /// The code of the unit around it that it stands in.
    const fn code(&self) -> Option<Span> {
        match *self.shape {
            Shape::HtmlAttribute { tag: code, .. }
            | Shape::Markdown { image: Some(code), .. }
            | Shape::OpenDocument { code: Some(code), .. } => Some(code),
            _ => None,
        }
    }
}

/// The text of `content` as it is spelled at the place of `unit`.
fn render(
    one: &One<'_>,
    content: &Content,
    article: &Article,
    target: Locale,
    codes: &HashMap<&str, String>,
) -> String {
    let raw = |index: usize| {
        let raw = content.codes.get(index).map_or("", |code| code.raw.as_str());
        codes.get(raw).map_or(raw, String::as_str)
    };
    let unit = one.unit;
    match one.shape {
        Shape::Line => spell(content, raw, |text| Cow::Owned(text.replace(['\n', '\r'], " "))),
        Shape::HtmlText => spell(content, raw, html::escape_text),
        Shape::HtmlAttribute { quote, .. } => html::attribute_value(&spell(content, raw, |text| text.into()), *quote),
        Shape::Markdown { place, .. } => {
            let parts = parts(content, raw).map(|part| match part {
                Stretch::Text { text, before, after } => {
                    markdown::Part::Text(markdown::escape(text, before, after, *place))
                }
                Stretch::Code { raw, kind } => markdown::Part::Code(raw, kind),
            });
            markdown::join(parts.collect())
        }
        Shape::Xml => spell(content, raw, |text| Cow::Owned(word::escape(text))),
        Shape::Word { base } => {
            let runs = |spelled: &str| word::runs(spelled, base, target);
            let whole = runs(&spell(content, raw, |text| Cow::Owned(word::escape(text))));
            // Codes that came back in an order that no XML has: the words are kept, their markup is not.
            if word::is_well_formed(&whole) { whole } else { runs(&word::escape(&content.visible())) }
        }
        Shape::OpenDocument { .. } => {
            let whole = spell(content, raw, |text| Cow::Owned(open_document::escape(text)));
            if word::is_well_formed(&whole) { whole } else { open_document::escape(&content.visible()) }
        }
        Shape::Xliff(place) => {
            let whole = spell(content, raw, |text| Cow::Owned(xliff::escape(text)));
            // Codes in an order that no XML has: the unit stays untranslated, as no tool takes back fewer codes.
            if !word::is_well_formed(&whole) {
                return unit.span.of(&article.source).to_owned();
            }
            place.write(&article.source, unit.span, &whole, one.standing)
        }
        Shape::Yaml(quote) => markdown::yaml_scalar(&spell(content, raw, |text| text.into()), *quote),
        Shape::Toml => markdown::toml_string(&spell(content, raw, |text| text.into()), unit.span.of(&article.source)),
    }
}

/// A stretch of a content.
enum Stretch<'a> {
    /// Text between codes, and the markup before and after it (nothing at the ends of the unit).
    Text { text: &'a str, before: Option<&'a str>, after: Option<&'a str> },
    /// A code's markup.
    Code { raw: &'a str, kind: CodeKind },
}

/// The stretches of `content` in order, texts and codes by turns.
fn parts<'a>(content: &'a Content, raw: impl Fn(usize) -> &'a str) -> impl Iterator<Item = Stretch<'a>> {
    let text = content.text.as_str();
    let mut from = 0;
    let mut before = None;
    let mut code: Option<Stretch<'a>> = None;
    let mut done = false;
    std::iter::from_fn(move || {
        if let Some(code) = code.take() {
            return Some(code);
        }
        if std::mem::replace(&mut done, next_code(text, from).is_none()) {
            return None;
        }
        let Some((at, number)) = next_code(text, from) else {
            return Some(Stretch::Text { text: text.get(from..).unwrap_or_default(), before, after: None });
        };
        let markup = raw(number);
        let kind = content.codes.get(number).map_or(CodeKind::Alone, |code| code.kind);
        let stretch = Stretch::Text { text: text.get(from..at).unwrap_or_default(), before, after: Some(markup) };
        code = Some(Stretch::Code { raw: markup, kind });
        before = Some(markup);
        from = at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        Some(stretch)
    })
}

/// Spells the texts of `content` with `text` and puts the codes' markup between them.
fn spell<'a>(content: &'a Content, raw: impl Fn(usize) -> &'a str, text: impl Fn(&'a str) -> Cow<'a, str>) -> String {
    let mut out = String::with_capacity(content.text.len() + 16);
    for part in parts(content, raw) {
        match part {
            Stretch::Text { text: stretch, .. } => out.push_str(&text(stretch)),
            Stretch::Code { raw, .. } => out.push_str(raw),
        }
    }
    out
}

/// The bytes of `within` with `edits`, which ascend, made. An edit that begins inside the one before is left out.
fn splice(source: &str, within: Span, edits: &[&(Span, String)]) -> String {
    let added: usize = edits.iter().map(|(_, text)| text.len()).sum();
    let mut out = String::with_capacity(within.len() + added);
    let mut at = within.start;
    for (span, text) in edits {
        if span.start >= at && span.end <= within.end {
            out.push_str(Span::new(at, span.start).of(source));
            out.push_str(text);
            at = span.end;
        }
    }
    out.push_str(Span::new(at, within.end).of(source));
    out
}
