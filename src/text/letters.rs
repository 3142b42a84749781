//! What the standard library says of a character, said at once for the letters of our four languages.
//!
//! The library searches a table of ranges for most characters above U+007F; a check asks a million times.

/// Whether `c` is a letter: exactly [`char::is_alphabetic`] (Unicode's `Alphabetic`).
#[inline]
#[must_use]
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphabetic(),
        _ if is_our_letter(c) => true,
        _ => c.is_alphabetic(),
    }
}

/// Whether `c` is a letter or a number: exactly [`char::is_alphanumeric`].
#[inline]
#[must_use]
pub fn is_letter_or_number(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        _ if is_our_letter(c) => true,
        _ => c.is_alphanumeric(),
    }
}

/// `c` in lower case where that is one character, otherwise `c`: Unicode's simple mapping, whatever the machine's
/// locale.
#[inline]
#[must_use]
pub fn lower(c: char) -> char {
    match c {
        '\0'..='\x7F' => c.to_ascii_lowercase(),
        '\u{3041}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | 'ß'..='ÿ' | 'ă' | 'đ' | 'ơ' | 'ư' => c,
        // Vietnamese capitals stand before their small letters.
        '\u{1EA0}'..='\u{1EF9}' => char::from_u32(c as u32 | 1).unwrap_or(c),
        _ => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => c,
            }
        }
    }
}

/// Letters of Latin-1, Latin Extended-A and -B and the Vietnamese ones, kana, Chinese characters and Hangul.
#[inline]
const fn is_our_letter(c: char) -> bool {
    matches!(
        c,
        '\u{C0}'..='\u{D6}'
            | '\u{D8}'..='\u{F6}'
            | '\u{F8}'..='\u{24F}'
            | '\u{1EA0}'..='\u{1EF9}'
            | '\u{3041}'..='\u{3096}'
            | '\u{30A1}'..='\u{30FA}'
            | '\u{30FC}'..='\u{30FF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7A3}'
    )
}

/// `text` with its first letter in upper case, whatever the machine's locale.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_what_the_library_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_letter_or_number(c), c.is_alphanumeric(), "{c:?}");
            let mut small = c.to_lowercase();
            let one = small.next().filter(|_| small.next().is_none()).unwrap_or(c);
            assert_eq!(lower(c), one, "{c:?}");
        }
    }
}
