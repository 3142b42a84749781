//! Which characters an edition may contain, so that the engine never samples a token of another script.

use encoding_rs::{EUC_KR, Encoding, SHIFT_JIS};

use crate::locale::Locale;

/// Whether `character` may stand in text of `locale`.
///
/// Japanese newspapers write what JIS X 0208 holds (simplified Chinese is outside it), Korean ones the Hangul of
/// KS X 1001 and its extension, English ones unaccented Latin letters; none of them keeps Vietnamese accents.
#[must_use]
pub fn admits(locale: Locale, character: char) -> bool {
    match character {
        '\u{0}'..='\u{7f}' => true,
        _ if character.is_whitespace() => true,
        // WHATWG's Shift_JIS has the full-width tilde only, newspapers set either.
        '〜' => locale == Locale::Ja,
        '×' | '÷' => true,
        // The letters of Latin-1 up to Latin Extended Additional: the accents of Vietnamese. `Đ` stays, document
        // numbers keep it.
        'Đ' => true,
        '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' => locale == Locale::Vi,
        '\u{a0}'..='\u{bf}' | '\u{2010}'..='\u{206f}' | '\u{20a0}'..='\u{20cf}' | '\u{2100}'..='\u{214f}' => true,
        _ => match locale {
            Locale::Vi | Locale::En => false,
            Locale::Ja => !is_alien_alphabet(character) && in_charset(SHIFT_JIS, character),
            Locale::Ko => {
                !is_han_or_kana(character) && !is_alien_alphabet(character) && in_charset(EUC_KR, character)
            }
        },
    }
}

fn is_alien_alphabet(character: char) -> bool {
    matches!(character, '\u{370}'..='\u{52f}' | '\u{2500}'..='\u{257f}' | '\u{ff61}'..='\u{ff9f}')
}

fn is_han_or_kana(character: char) -> bool {
    matches!(character, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn in_charset(charset: &'static Encoding, character: char) -> bool {
    let mut buffer = [0; 4];
    !charset.encode(character.encode_utf8(&mut buffer)).2
}

/// Whether the bytes of a token may stand in text of `locale`. A token may begin or end inside a character: bytes
/// that end one are taken, bytes that begin one are taken where some admitted character begins so.
#[must_use]
pub fn admits_bytes(locale: Locale, bytes: &[u8]) -> bool {
    let start = bytes.iter().take_while(|byte| **byte & 0xc0 == 0x80).count();
    let bytes = bytes.get(start..).unwrap_or_default();
    let (whole, rest) = match std::str::from_utf8(bytes) {
        Ok(text) => (text, [].as_slice()),
        Err(error) => {
            let (whole, rest) = bytes.split_at(error.valid_up_to());
            if error.error_len().is_some() {
                return false;
            }
            (std::str::from_utf8(whole).unwrap_or_default(), rest)
        }
    };
    whole.chars().all(|character| admits(locale, character)) && (rest.is_empty() || some_begins(locale, rest))
}

fn some_begins(locale: Locale, begun: &[u8]) -> bool {
    let (length, lead) = match begun.first() {
        Some(lead @ 0xc2..=0xdf) => (2, u32::from(lead & 0x1f)),
        Some(lead @ 0xe0..=0xef) => (3, u32::from(lead & 0x0f)),
        // Beyond the basic plane there is nothing a newspaper sets.
        _ => return false,
    };
    let known = begun.iter().skip(1).fold(lead, |value, byte| value << 6 | u32::from(byte & 0x3f));
    let missing = 6 * (length - begun.len().min(length));
    (known << missing..(known + 1) << missing).filter_map(char::from_u32).any(|character| admits(locale, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_edition_has_its_script() {
        for (locale, yes, no) in [
            (Locale::En, "Bac Giang’s “FDI” – €5, 22-NQ/TW, QĐ", "ắáê中あ가яα"),
            (Locale::Ja, "バクザン省の対外関係、「統合」。々ー・～〜（）％", "们这发业ắê한я"),
            (Locale::Ko, "박장성의 대외관계·‘통합’ 「」 PCI", "省対あーắêя"),
        ] {
            for character in yes.chars() {
                assert!(admits(locale, character), "{locale} {character}");
            }
            for character in no.chars() {
                assert!(!admits(locale, character), "{locale} {character}");
            }
        }
    }

    #[test]
    fn halves_of_characters_are_judged_by_what_they_may_become() {
        assert!(!admits_bytes(Locale::En, &"ế".as_bytes()[..2]));
        assert!(!admits_bytes(Locale::Ko, &"省".as_bytes()[..1]));
        assert!(admits_bytes(Locale::Ja, &"省".as_bytes()[..2]));
        assert!(admits_bytes(Locale::Ko, &"박".as_bytes()[..1]));
        assert!(admits_bytes(Locale::Ja, &[0x81, b'a']));
        assert!(!admits_bytes(Locale::Ja, &[b'a', 0xff]));
        assert!(!admits_bytes(Locale::Ja, &[0xf0, 0x9f]));
    }
}
