//! What a line of plain text looks like.

use crate::text::{canonical, fold_case};

/// Labels over related news as Vietnamese newspapers print them, canonical and in lower case.
const RELATED: [&str; 14] = [
    "tin liên quan",
    "bài liên quan",
    "tin bài liên quan",
    "tin, bài liên quan",
    "các tin liên quan",
    "các bài liên quan",
    "bài viết liên quan",
    "tin cùng chuyên mục",
    "tin khác",
    "các tin khác",
    "tin cũ hơn",
    "tin mới hơn",
    "xem thêm",
    "đọc thêm",
];

/// What opens a credit line that is not a name: `Theo TTXVN`, `Nguồn: VnExpress`.
const CREDITS: [&str; 6] = ["theo ", "(theo ", "nguồn:", "bài, ảnh:", "bài và ảnh:", "tác giả:"];

/// Whether `line` is a label such as `TIN LIÊN QUAN`, in any case and with or without a colon.
pub(super) fn is_related_label(line: &str) -> bool {
    if line.len() > 60 {
        return false;
    }
    let line = fold_case(&canonical(line));
    RELATED.contains(&line.trim_end_matches([':', '.', ' ']))
}

/// Whether `line` is cut off: it ends with a space and an ellipsis.
pub(super) fn teaser_cut(line: &str) -> bool {
    ["...", "…"].iter().filter_map(|dots| line.strip_suffix(dots)).any(|rest| rest.ends_with(char::is_whitespace))
}

/// Whether `line` does not end like a sentence, as headlines do not.
pub(super) fn is_open_ended(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '”', '’', '»', ')', ' ']);
    !end.ends_with(['.', '!', ';', ':', ',', '…'])
}

/// Length in bytes of a list marker (`- `, `• `, `1. `, `a) `) and the space after it.
pub(super) fn list_marker(line: &str) -> Option<usize> {
    let marker = match line.chars().next()? {
        c @ ('-' | '–' | '—' | '*' | '+' | '•' | '‣' | '◦' | '●' | '▪' | '■' | '·') => c.len_utf8(),
        c if c.is_ascii_digit() => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            (digits <= 3 && line[digits..].starts_with(['.', ')'])).then_some(digits + 1)?
        }
        c if c.is_ascii_lowercase() && line[1..].starts_with(')') => 2,
        _ => return None,
    };
    let rest = line.get(marker..)?;
    let text = rest.trim_start();
    (text.len() < rest.len() && !text.is_empty()).then(|| line.len() - text.len())
}

/// Whether `line` is plainly a heading: all in capitals, numbered with a Roman numeral, or short, open-ended and
/// followed by a sentence at least three times as long.
pub(super) fn is_heading(line: &str, next: Option<&str>) -> bool {
    if line.len() > 200 || !is_open_ended(line) {
        return false;
    }
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = letters >= 4 && line.contains(' ') && !line.chars().any(char::is_lowercase);
    let words = line.split_whitespace().count();
    let short = words <= 14
        && line.starts_with(char::is_uppercase)
        && next.is_some_and(|next| next.len() > line.len() * 3 && !is_open_ended(next) && !teaser_cut(next));
    capitals || is_roman_numbered(line) || short
}

/// Whether `line` names who wrote the article: `Đỗ Quốc Tuấn - Giám đốc Sở Ngoại vụ`, `Nguyễn Văn A`, `Theo TTXVN`.
pub(super) fn is_byline(line: &str) -> bool {
    if line.len() > 240 || !is_open_ended(line) || line.ends_with('?') {
        return false;
    }
    let folded = fold_case(line);
    if CREDITS.iter().any(|credit| folded.starts_with(credit)) && line.split_whitespace().count() <= 10 {
        return true;
    }
    let (name, function) = [" - ", " – ", " — "]
        .iter()
        .find_map(|dash| line.split_once(dash))
        .map_or((line, None), |(name, function)| (name, Some(function)));
    is_name(name)
        && function.is_none_or(|function| {
            function.starts_with(char::is_uppercase) && !is_name(function) || is_short(function)
        })
}

fn is_short(function: &str) -> bool {
    function.split_whitespace().count() <= 5
}

/// Two to five words, each a capitalised word and none all in capitals.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (2..=5).contains(&words.len())
        && words.iter().all(|word| {
            let mut chars = word.chars();
            chars.next().is_some_and(char::is_uppercase) && chars.all(|c| c.is_lowercase() || is_mark(c))
        })
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

fn is_roman_numbered(line: &str) -> bool {
    line.split_once(['.', ')']).is_some_and(|(number, rest)| {
        !number.is_empty()
            && number.len() <= 5
            && number.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
            && rest.starts_with(' ')
    })
}
