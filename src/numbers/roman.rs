//! Roman numerals, as Vietnamese writes tenures, congresses, quarters and centuries.

use super::reader::{Reader, is_latin_or_digit};

/// The Roman numeral at `at` in capitals, 1 to 89, and its end; it must be a word of its own in its usual form.
pub(super) fn read(r: Reader<'_>, at: usize) -> Option<(u16, usize)> {
    let rest = r.rest(at).as_bytes();
    let length = rest.iter().take(9).take_while(|b| matches!(b, b'I' | b'V' | b'X' | b'L')).count();
    let end = at + length;
    if length == 0
        || r.char_at(end).is_some_and(is_latin_or_digit)
        || r.char_before(at).is_some_and(is_latin_or_digit)
    {
        return None;
    }
    let numeral = r.text.get(at..end)?;
    (1..90).find(|&n| write(n) == numeral).map(|n| (n, end))
}

/// `value`, 1 to 89, as a Roman numeral.
fn write(value: u16) -> String {
    const STEPS: [(u16, &str); 7] = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = value;
    let mut out = String::new();
    for (step, letters) in STEPS {
        while rest >= step {
            rest -= step;
            out.push_str(letters);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_usual_form_counts() {
        let value = |text| read(Reader { text }, 0).map(|(n, _)| n);
        for (text, n) in [("XI", 11), ("XVIII", 18), ("IV.", 4), ("XXI ", 21), ("LXXX", 80), ("XII,", 12)] {
            assert_eq!(value(text), Some(n), "{text}");
        }
        for text in ["IIII", "VX", "XIN", "IXI", "", "XI2", "IÊ"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
