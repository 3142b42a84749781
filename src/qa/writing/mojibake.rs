//! `mojibake`: a text that was read in the wrong encoding.

use super::super::{catalogue::Family, look::Signs, rule::Rule};
use crate::{
    diagnostic::{Fix, Severity},
    text::Span,
};

pub(in crate::qa) const RULE: Rule = Rule::new(
    "mojibake",
    Family::Writing,
    Severity::Error,
    "What it finds: UTF-8 that was read as windows-1252 (\"Ã©\", \"â€™\"), as Shift_JIS (\"縺ｮ\"), and Korean or \
     Japanese legacy text read as Latin letters (\"Çѱ¹\").\n\
     Why: the reader sees rubbish.\n\
     Example: \"Vietnamâ€™s economy\".\n\
     How to fix: take the text from its origin again; the fix shows what was meant where it can be told.",
    |look, findings| {
        let text = look.target;
        if look.got.has(Signs::WESTERN) {
            if let Some((span, meant)) = misread(text) {
                let fix = Fix { span, replacement: meant, safe: false };
                findings.push(RULE.fixed(look, span, fix));
                return;
            }
            if let Some(span) = western_run(text) {
                findings.push(RULE.at(look, span));
                return;
            }
        }
        if look.got.has(Signs::HAN) {
            let is_marker = |c: char| matches!(c, '縺' | '繧' | '繝');
            let mut marks = text.char_indices().filter(|&(_, c)| is_marker(c));
            if let (Some((start, _)), Some((last, c))) = (marks.next(), marks.next_back()) {
                findings.push(RULE.at(look, Span::new(start, last + c.len_utf8())));
            }
        }
    },
);

/// The first run that is UTF-8 read as windows-1252, with what it says.
fn misread(text: &str) -> Option<(Span, String)> {
    let mut meant = String::new();
    let mut run: Option<Span> = None;
    let mut at = 0;
    while at < text.len() {
        match sequence(&text[at..]) {
            Some((c, len)) => {
                meant.push(c);
                run = Some(Span::new(run.map_or(at, |run| run.start), at + len));
                at += len;
            }
            None if run.is_some() => break,
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    run.map(|span| (span, meant))
}

/// The character whose UTF-8 bytes stand at the start of `text` as windows-1252 letters, and their length here.
fn sequence(text: &str) -> Option<(char, usize)> {
    let mut letters = text.chars();
    let lead = letters.next()?;
    let first = byte(lead)?;
    let count = match first {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [0; 4];
    bytes[0] = first;
    let mut len = lead.len_utf8();
    for slot in bytes.iter_mut().take(count).skip(1) {
        let c = letters.next()?;
        *slot = byte(c).filter(|b| (0x80..=0xBF).contains(b))?;
        len += c.len_utf8();
    }
    Some((std::str::from_utf8(bytes.get(..count)?).ok()?.chars().next()?, len))
}

/// The byte of a character beyond ASCII in windows-1252; its unassigned bytes are taken as Latin-1 has them.
const fn byte(c: char) -> Option<u8> {
    Some(match c {
        '\u{80}'..='\u{FF}' => c as u8,
        '€' => 0x80,
        '‚' => 0x82,
        'ƒ' => 0x83,
        '„' => 0x84,
        '…' => 0x85,
        '†' => 0x86,
        '‡' => 0x87,
        'ˆ' => 0x88,
        '‰' => 0x89,
        'Š' => 0x8A,
        '‹' => 0x8B,
        'Œ' => 0x8C,
        'Ž' => 0x8E,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '˜' => 0x98,
        '™' => 0x99,
        'š' => 0x9A,
        '›' => 0x9B,
        'œ' => 0x9C,
        'ž' => 0x9E,
        'Ÿ' => 0x9F,
        _ => return None,
    })
}

/// Four and more of U+00A1 to U+00FF in a row: no language here writes that.
fn western_run(text: &str) -> Option<Span> {
    let mut run: Option<(usize, usize)> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if matches!(c, '\u{A1}'..='\u{FF}') {
            run = Some(run.map_or((at, 1), |(start, count)| (start, count + 1)));
        } else if let Some((start, count)) = run.take()
            && count > 3
        {
            return Some(Span::new(start, at));
        }
    }
    None
}
