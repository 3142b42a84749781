//! The headline without accents, which content systems put in place of a picture.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A shorter slug could be an ordinary word.
const SHORTEST: usize = 8;

/// The slug of `headline`: lower-case ASCII letters and digits in words with one space between; nothing where it
/// has fewer than two words or the headline is its own slug.
pub(super) fn slug(headline: &str) -> Option<String> {
    let slug = ascii_words(headline);
    (slug.len() >= SHORTEST && slug.contains(' ') && slug != headline.trim()).then_some(slug)
}

/// `text` without accents: lower-case ASCII letters and digits in words with one space between.
pub(in crate::article) fn ascii_words(headline: &str) -> String {
    let mut slug = String::with_capacity(headline.len());
    for c in headline.nfd().filter(|&c| !is_combining_mark(c)) {
        let c = match c {
            'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
            c => c.to_ascii_lowercase(),
        };
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with(' ') {
            slug.push(' ');
        }
    }
    slug.truncate(slug.trim_end().len());
    slug
}

/// Length in bytes of `slug` at the start of `line`, where words may be parted by spaces, `-` or `_` and an image
/// file's ending may follow.
pub(super) fn slug_prefix(line: &str, slug: &str) -> Option<usize> {
    let mut rest = line;
    for (at, word) in slug.split(' ').enumerate() {
        if at > 0 {
            let next = rest.trim_start_matches([' ', '\u{A0}', '-', '_']);
            if next.len() == rest.len() {
                return None;
            }
            rest = next;
        }
        rest = rest.strip_prefix(word)?;
    }
    for ending in [".jpeg", ".jpg", ".png", ".webp", ".gif"] {
        rest = rest.strip_prefix(ending).unwrap_or(rest);
    }
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| line.len() - rest.len())
}
