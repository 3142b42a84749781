//! Strings as YAML and TOML spell them.

use std::fmt::Write as _;

use crate::article::layout::Quote;

/// `text` as a YAML 1.2 scalar on one line, in the style `quote` where it can be.
pub(in crate::article) fn yaml_scalar(text: &str, quote: Quote) -> String {
    match quote {
        Quote::Single if !text.contains(char::is_control) => format!("'{}'", text.replace('\'', "''")),
        Quote::Bare if is_plain(text) => text.to_owned(),
        _ => double_quoted(text),
    }
}

/// `text` as a TOML 1.0 string, literal where `before`, the string it replaces, is and the text allows it.
pub(in crate::article) fn toml_string(text: &str, before: &str) -> String {
    if before.starts_with('\'') && !text.contains(|c: char| c == '\'' || c.is_control()) {
        format!("'{text}'")
    } else {
        double_quoted(text)
    }
}

/// What the inside of a double-quoted YAML scalar stands for (YAML 1.2.2, section 5.7); nothing where it is broken.
pub(super) fn unescape_yaml(raw: &str) -> Option<String> {
    let mut out = String::with_capacity(raw.len());
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let digits = match chars.next()? {
            'n' => Err('\n'),
            't' => Err('\t'),
            'r' => Err('\r'),
            '_' => Err('\u{A0}'),
            c @ ('"' | '\\' | '/' | ' ') => Err(c),
            'x' => Ok(2),
            'u' => Ok(4),
            'U' => Ok(8),
            _ => return None,
        };
        out.push(match digits {
            Err(c) => c,
            Ok(digits) => {
                let hex: String = chars.by_ref().take(digits).collect();
                u32::from_str_radix(&hex, 16).ok().filter(|_| hex.len() == digits).and_then(char::from_u32)?
            }
        });
    }
    Some(out)
}

/// YAML and TOML agree on these escapes.
fn double_quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Whether `text` is a string without quotation marks, whatever stands around it: cautious rather than complete.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(char::is_whitespace)
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || " -_.,()%'’‘“”?!/…–—・、。「」『』（）！？".contains(c) || is_mark(c))
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}
