//! Document numbers, which stay verbatim: 22-NQ/TW, 1043/QĐ-TTg, 03/2009/TT-BNG (domain facts §4.6 d).

use super::{Figure, Kind, Value, reader::Reader};
use crate::text::is_letter_or_number;

/// Longest document number, in bytes.
const LONGEST: usize = 40;

/// The document number that begins with the digits at `at`: one to five digits, perhaps a year, then signs of
/// the issuer in capitals. The letters may be Đ or, as some English houses write, D.
pub(super) fn read(r: Reader<'_>, at: usize) -> Option<Figure> {
    let mut end = digits(r, at, 5)?;
    if r.byte(end) == b'/'
        && let Some(year) = digits(r, end + 1, 4).filter(|&year| year - end == 5)
    {
        end = year;
    }
    if !matches!(r.byte(end), b'/' | b'-') {
        return None;
    }
    let mut capitals = 0;
    let signs = end + 1;
    let mut previous = '/';
    let mut length = 0;
    for c in r.rest(signs).chars() {
        let fine = c.is_ascii_alphanumeric()
            || matches!(c, 'Đ' | 'Ư')
            || (matches!(c, '/' | '-') && is_letter_or_number(previous));
        if !fine || signs + length - at > LONGEST {
            break;
        }
        if length == 0 && !c.is_uppercase() {
            return None;
        }
        capitals += usize::from(c.is_uppercase());
        length += c.len_utf8();
        previous = c;
    }
    let text = r.text.get(at..signs + length)?.trim_end_matches(['/', '-']);
    let signed = text.get(end - at + 1..)?;
    let is_currency = super::currency::BEFORE.iter().any(|(code, _)| signed.split(['/', '-']).next() == Some(code));
    if capitals < 2 || is_currency {
        return None;
    }
    Some(Figure::new(at, at + text.len(), Kind::DocumentNumber, Value::Text(text.to_owned())))
}

/// The form in which two document numbers are compared: Đ as D.
pub(super) fn key(number: &str) -> String {
    number.replace('Đ', "D").replace('Ư', "U")
}

fn digits(r: Reader<'_>, at: usize, most: usize) -> Option<usize> {
    let mut end = at;
    while r.is_digit(end) {
        end += 1;
    }
    (end > at && end - at <= most).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuers_make_the_difference() {
        let read = |text: &str| read(Reader { text }, 0).map(|f| f.span.of(text).to_owned());
        for number in ["22-NQ/TW", "1043/QĐ-TTg", "03/2009/TT-BNG", "30/2020/NĐ-CP", "79/2015/QH13", "128/NQ-CP"] {
            assert_eq!(read(&format!("{number}, ")).as_deref(), Some(number));
        }
        for text in ["28/08/2016", "2015-2020", "15-20", "12-A", "500/USD", "10/người", "5-Star"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
