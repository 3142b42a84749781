//! What bytes say about their own encoding.

use regex::bytes::Regex;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

use super::Charset;

/// The encoding an HTML page or an XML prolog names in its first 1024 bytes (HTML Standard, 13.2.3.2), as written.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    static CHARSET: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r#"(?i)<meta[^>]*?charset\s*=\s*["']?\s*([a-z0-9_:-]+)|<\?xml[^>]*?encoding\s*=\s*["']([a-z0-9_:-]+)"#,
        )
        .ok()
    });
    let head = bytes.get(..1024).unwrap_or(bytes);
    let found = CHARSET.as_ref()?.captures(head)?;
    let label = found.get(1).or(found.get(2))?.as_bytes();
    Some(String::from_utf8_lossy(label).into_owned())
}

/// UTF-16 without a byte order mark: a quarter of the high bytes is zero and no low byte is. Vietnamese text is
/// mostly ASCII letters and spaces, so real files lie far above that.
pub(super) fn has_wide_pattern(bytes: &[u8]) -> Option<Charset> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let (pairs, _) = head.as_chunks::<2>();
    let low = pairs.iter().filter(|pair| pair[0] == 0).count();
    let high = pairs.iter().filter(|pair| pair[1] == 0).count();
    match (low, high) {
        (0, zeros) if zeros > 1 && zeros * 4 >= pairs.len() => Some(Charset::Utf16Le),
        (zeros, 0) if zeros > 1 && zeros * 4 >= pairs.len() => Some(Charset::Utf16Be),
        _ => None,
    }
}

/// Whether text decoded as windows-1258 is plausibly Vietnamese: nearly every character beyond ASCII is one of the
/// 134 Vietnamese letters (domain facts §5.1) or a typographic mark, and some are letters or tone marks that other
/// Western encodings do not have there. TCVN3, VNI and damaged UTF-8 fail this.
pub(super) fn looks_vietnamese(text: &str) -> bool {
    let (mut good, mut own, mut bad) = (0_usize, 0_usize, 0_usize);
    for c in text.nfc().filter(|c| !c.is_ascii()) {
        match c {
            'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}' => own += 1,
            'à' | 'á' | 'â' | 'ã' | 'è' | 'é' | 'ê' | 'ì' | 'í' | 'ò' | 'ó' | 'ô' | 'õ' | 'ù' | 'ú' | 'ý' | 'ĩ'
            | 'ũ' => {
                good += 1;
            }
            'À' | 'Á' | 'Â' | 'Ã' | 'È' | 'É' | 'Ê' | 'Ì' | 'Í' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ù' | 'Ú' | 'Ý' | 'Ĩ'
            | 'Ũ' => {
                good += 1;
            }
            '\u{A0}' | '«' | '»' | '·' | '°' | '§' | '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '•' | '₫' =>
                {}
            _ => bad += 1,
        }
    }
    own > 0 && bad * 20 <= good + own
}
