//! Writes a document as XLIFF.

use std::fmt::Write as _;

use super::{
    super::{
        Document, Pair, Piece,
        pieces::{nested, pieces},
    },
    Version, state_12,
};
use crate::article::{CodeKind, Content};

/// The comment at the beginning of a file that Anban wrote of an article.
pub const OURS: &str = "<!-- Written by Anban -->";

/// `document` as a file. `sources` are the sentences of its pairs with their codes; 2.1 shows a translator their
/// markup. `fill` puts the sentence itself where there is no translation yet, which tools that know only targets
/// (OmegaT's filter among them) want.
#[must_use]
pub fn write(document: &Document, sources: &[&Content], version: Version, fill: bool) -> String {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{OURS}\n");
    let target = document.locale.map_or("en", |locale| locale.tag());
    match version {
        Version::V12 => {
            out.push_str(
                "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\">\n<file original=\"",
            );
            text(&mut out, &document.original);
            let _ = write!(
                out,
                "\" source-language=\"vi\" target-language=\"{target}\" datatype=\"plaintext\" tool-id=\"anban\">\n<header>"
            );
            if let Some(name) = &document.translator {
                out.push_str(
                    "<phase-group><phase phase-name=\"translation\" process-name=\"translation\" contact-name=\"",
                );
                text(&mut out, name);
                out.push_str("\"/></phase-group>");
            }
            let _ = write!(
                out,
                "<tool tool-id=\"anban\" tool-name=\"Anban\" tool-version=\"{}\"/></header>\n<body>\n",
                env!("CARGO_PKG_VERSION")
            );
        }
        Version::V21 => {
            let _ = write!(
                out,
                "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" \
                 xmlns:mtc=\"urn:oasis:names:tc:xliff:matches:2.0\" \
                 xmlns:gls=\"urn:oasis:names:tc:xliff:glossary:2.0\" version=\"2.1\" srcLang=\"vi\" \
                 trgLang=\"{target}\">\n<file id=\"f1\" original=\""
            );
            text(&mut out, &document.original);
            out.push_str("\">\n");
            if let Some(name) = &document.translator {
                out.push_str("<notes><note category=\"translator\">");
                text(&mut out, name);
                out.push_str("</note></notes>\n");
            }
        }
    }
    for (at, pair) in document.pairs.iter().enumerate() {
        match version {
            Version::V12 => unit_12(&mut out, pair, sources.get(at).copied(), fill),
            Version::V21 => unit_21(&mut out, pair, sources.get(at).copied(), fill),
        }
    }
    out.push_str(match version {
        Version::V12 => "</body>\n</file>\n</xliff>\n",
        Version::V21 => "</file>\n</xliff>\n",
    });
    out
}

fn unit_12(out: &mut String, pair: &Pair, source: Option<&Content>, fill: bool) {
    let _ = write!(out, "<trans-unit id=\"{}\"", pair.id);
    if let Some(stamp) = pair.stamp {
        let _ = write!(out, " resname=\"{stamp}\"");
    }
    if pair.state >= Some(crate::memory::State::Reviewed) {
        out.push_str(" approved=\"yes\"");
    }
    out.push_str(" xml:space=\"preserve\">\n<source xml:lang=\"vi\">");
    inline(out, &pair.source, source, Version::V12);
    out.push_str("</source>\n");
    if let Some(target) = pair.target.as_ref().or(fill.then_some(&pair.source)) {
        let _ = write!(out, "<target state=\"{}\">", state_12(pair.state));
        inline(out, target, source, Version::V12);
        out.push_str("</target>\n");
    }
    let terms = pair.terms.iter().map(|(vi, to)| ("term", format!("{vi} → {to}")));
    let notes = pair.notes.iter().map(|note| (note.category.as_str(), note.text.clone()));
    let translator = pair.translator.iter().map(|name| ("translator", name.clone()));
    for (category, note) in translator.chain(notes).chain(terms) {
        out.push_str("<note from=\"");
        text(out, category);
        out.push_str("\">");
        text(out, &note);
        out.push_str("</note>\n");
    }
    for found in &pair.matches {
        let _ = write!(out, "<alt-trans match-quality=\"{}%\" origin=\"", found.percent);
        text(out, &found.origin);
        out.push_str("\"><source>");
        text(out, &found.source);
        out.push_str("</source><target>");
        text(out, &found.target);
        out.push_str("</target></alt-trans>\n");
    }
    out.push_str("</trans-unit>\n");
}

fn unit_21(out: &mut String, pair: &Pair, source: Option<&Content>, fill: bool) {
    let _ = write!(out, "<unit id=\"u{}\"", pair.id);
    if let Some(stamp) = pair.stamp {
        let _ = write!(out, " name=\"{stamp}\"");
    }
    out.push_str(" canResegment=\"no\" xml:space=\"preserve\">\n");
    if !pair.matches.is_empty() {
        out.push_str("<mtc:matches>");
        for found in &pair.matches {
            let _ = write!(out, "<mtc:match ref=\"#s1\" type=\"tm\" similarity=\"{}.0\" origin=\"", found.percent);
            text(out, &found.origin);
            out.push_str("\"><source>");
            text(out, &found.source);
            out.push_str("</source><target>");
            text(out, &found.target);
            out.push_str("</target></mtc:match>");
        }
        out.push_str("</mtc:matches>\n");
    }
    if !pair.terms.is_empty() {
        out.push_str("<gls:glossary>");
        for (vi, to) in &pair.terms {
            out.push_str("<gls:glossEntry ref=\"#s1\"><gls:term>");
            text(out, vi);
            out.push_str("</gls:term><gls:translation>");
            text(out, to);
            out.push_str("</gls:translation></gls:glossEntry>");
        }
        out.push_str("</gls:glossary>\n");
    }
    if !pair.notes.is_empty() || pair.translator.is_some() {
        out.push_str("<notes>");
        let translator = pair.translator.iter().map(|name| ("translator", name.as_str()));
        let notes = pair.notes.iter().map(|note| (note.category.as_str(), note.text.as_str()));
        for (category, note) in translator.chain(notes) {
            out.push_str("<note category=\"");
            text(out, category);
            out.push_str("\">");
            text(out, note);
            out.push_str("</note>");
        }
        out.push_str("</notes>\n");
    }
    if let Some(codes) = source.map(|source| &source.codes).filter(|codes| !codes.is_empty()) {
        out.push_str("<originalData>");
        for (at, code) in codes.iter().enumerate() {
            let _ = write!(out, "<data id=\"d{}\">", at + 1);
            native(out, &code.raw);
            out.push_str("</data>");
        }
        out.push_str("</originalData>\n");
    }
    let state = pair.state.map_or("initial", |state| state.name());
    let _ = write!(out, "<segment id=\"s1\" state=\"{state}\">\n<source>");
    inline(out, &pair.source, source, Version::V21);
    out.push_str("</source>\n");
    if let Some(target) = pair.target.as_ref().or(fill.then_some(&pair.source)) {
        out.push_str("<target>");
        inline(out, target, source, Version::V21);
        out.push_str("</target>\n");
    }
    out.push_str("</segment>\n</unit>\n");
}

fn inline(out: &mut String, all: &[Piece], source: Option<&Content>, version: Version) {
    let nested = nested(all);
    let raw = |number: usize| {
        let code = source.and_then(|source| source.codes.get(number.checked_sub(1)?));
        code.map_or("", |code| code.raw.as_str())
    };
    let closing = |number: usize| match source.and_then(|source| source.codes.get(number.checked_sub(1)?)) {
        Some(code) => match code.kind {
            CodeKind::Open { with } => with + 1,
            _ => number,
        },
        None => number,
    };
    // An id may stand once only; a source without codes at hand has no data to point at.
    let data =
        |name: &str, number: usize| if source.is_some() { format!(" {name}=\"d{number}\"") } else { String::new() };
    for (piece, nests) in all.iter().zip(nested) {
        match (piece, nests, version) {
            (Piece::Text(written), ..) => characters(out, written, version),
            (Piece::Foreign(_), ..) => {}
            (Piece::Open(n), true, Version::V12) => {
                let _ = write!(out, "<g id=\"{n}\" equiv-text=\"");
                text(out, raw(*n));
                out.push_str("\">");
            }
            (Piece::Close(_), true, Version::V12) => out.push_str("</g>"),
            (Piece::Open(n), false, Version::V12) => {
                let _ = write!(out, "<bx id=\"{n}\" rid=\"{n}\"/>");
            }
            (Piece::Close(n), false, Version::V12) => {
                let _ = write!(out, "<ex id=\"{}\" rid=\"{n}\"/>", closing(*n));
            }
            (Piece::Alone(n), _, Version::V12) => {
                let _ = write!(out, "<x id=\"{n}\" equiv-text=\"");
                text(out, raw(*n));
                out.push_str("\"/>");
            }
            (Piece::Open(n), true, Version::V21) => {
                let (start, end) = (data("dataRefStart", *n), data("dataRefEnd", closing(*n)));
                let _ = write!(out, "<pc id=\"{n}\"{end}{start}>");
            }
            (Piece::Close(_), true, Version::V21) => out.push_str("</pc>"),
            (Piece::Open(n), false, Version::V21) => {
                let _ = write!(out, "<sc id=\"{n}\"{}/>", data("dataRef", *n));
            }
            (Piece::Close(n), false, Version::V21) => {
                let _ = write!(out, "<ec startRef=\"{n}\"{}/>", data("dataRef", closing(*n)));
            }
            (Piece::Alone(n), _, Version::V21) => {
                let _ = write!(out, "<ph id=\"{n}\"{}/>", data("dataRef", *n));
            }
        }
    }
}

/// Text of a sentence; a character that XML cannot hold is written as the version has it.
fn characters(out: &mut String, written: &str, version: Version) {
    let mut plain = String::new();
    for c in written.chars() {
        if is_xml(c) {
            plain.push(c);
            continue;
        }
        text(out, &std::mem::take(&mut plain));
        let _ = match version {
            Version::V12 => write!(out, "<x id=\"cp-{:04X}\" ctype=\"x-cp\"/>", u32::from(c)),
            Version::V21 => write!(out, "<cp hex=\"{:04X}\"/>", u32::from(c)),
        };
    }
    text(out, &plain);
}

fn native(out: &mut String, raw: &str) {
    characters(out, raw, Version::V21);
}

const fn is_xml(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Text and attribute values, so that every reader gives back every character; what XML cannot hold is left out.
fn text(out: &mut String, written: &str) {
    for c in written.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\u{85}' => out.push_str("&#133;"),
            '\u{2028}' => out.push_str("&#8232;"),
            c if is_xml(c) => out.push(c),
            _ => {}
        }
    }
}

/// The pieces of `content`, for who makes a document by hand.
impl From<&Content> for Pair {
    fn from(content: &Content) -> Self {
        Self { id: "1.1".to_owned(), source: pieces(content), ..Self::at(crate::text::Span::new(0, 0)) }
    }
}
