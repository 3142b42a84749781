//! Text that must not become markup (CommonMark 0.31.2, section 2.4, and the GFM extensions).

use crate::article::layout::MarkdownPlace;

/// `text` spelled so that it reads as itself at `place`. `before` and `after` are the markup on both sides; without
/// one the text begins or ends its block's text there. Line breaks, which could end the block, become spaces.
pub(in crate::article) fn escape(
    text: &str,
    before: Option<&str>,
    after: Option<&str>,
    place: MarkdownPlace,
) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let at_line_start = before.is_none_or(|markup| markup.contains(['\n', '\r']));
    let text = if at_line_start { text.trim_start() } else { &text };
    let text = if after.is_none() { text.trim_end() } else { text };
    let mut out = String::with_capacity(text.len() + 8);
    let rest = if at_line_start { line_start(text, &mut out) } else { text };
    // A closing sequence of an ATX heading.
    let hashes = if place == MarkdownPlace::Heading && after.is_none() {
        rest.trim_end_matches('#').len()
    } else {
        rest.len()
    };
    for (at, c) in rest.char_indices() {
        let next = rest.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let escaped = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' => true,
            '|' => place == MarkdownPlace::Cell,
            '{' | '}' => place == MarkdownPlace::Heading,
            '#' => at >= hashes,
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            '!' => next.is_none() && after.is_some_and(|markup| markup.starts_with('[')),
            _ => false,
        };
        if escaped {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Spells what would be a block marker at the start of a line, and gives the rest.
fn line_start<'t>(text: &'t str, out: &mut String) -> &'t str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let at = match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => digits,
        Some(b'#' | b'+' | b'-' | b'=' | b'>' | b':') if digits == 0 => 0,
        _ => return text,
    };
    let (number, marker) = text.split_at(at);
    let (marker, rest) = marker.split_at(1);
    out.push_str(number);
    out.push('\\');
    out.push_str(marker);
    rest
}
