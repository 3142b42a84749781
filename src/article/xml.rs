//! Text as the XML of an article's file spells it.

/// Text for XML 1.0, which holds no control characters but tab, line feed and carriage return; `blank` says what
/// becomes of these three.
pub(super) fn escape(text: &str, blank: impl Fn(char) -> &'static str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => out.push_str(blank(c)),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            c => out.push(c),
        }
    }
    out
}
