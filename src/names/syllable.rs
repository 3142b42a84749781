//! One Vietnamese syllable taken apart: onset, vowels, coda and tone.

use std::{collections::HashMap, sync::OnceLock};

use crate::text::is_letter_or_number;
use unicode_normalization::UnicodeNormalization;

/// Onsets, longest first (domain facts §5.5).
const ONSETS: [&str; 27] = [
    "ngh", "ng", "nh", "gh", "gi", "kh", "ch", "ph", "th", "tr", "qu", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];

/// Codas, longest first; `k` only stands in names of minority languages (Đắk Lắk).
const CODAS: [&str; 9] = ["ng", "nh", "ch", "c", "k", "m", "n", "p", "t"];

/// What may follow a vowel or vowel group: codas, and `-` for nothing (domain facts §5.5; quốc ngữ orthography).
const RIMES: [(&str, &str); 54] = [
    ("a", "- c k ch m n ng nh p t"),
    ("ă", "c k m n ng p t"),
    ("â", "c m n ng p t"),
    ("e", "- c k m n ng p t"),
    ("ê", "- k ch m n nh p t"),
    ("i", "- ch m n nh p t"),
    ("o", "- c k m n ng p t"),
    ("ô", "- c k m n ng p t"),
    ("ơ", "- m n p t"),
    ("u", "- c k m n ng p t"),
    ("ư", "- c m n ng t"),
    ("y", "- ch n nh t"),
    ("ai", "-"),
    ("ay", "-"),
    ("ây", "-"),
    ("ao", "-"),
    ("au", "-"),
    ("âu", "-"),
    ("eo", "-"),
    ("êu", "-"),
    ("iu", "-"),
    ("oi", "-"),
    ("ôi", "-"),
    ("ơi", "-"),
    ("ui", "-"),
    ("ưi", "-"),
    ("ưu", "-"),
    ("ia", "-"),
    ("ua", "-"),
    ("ưa", "-"),
    ("iê", "c m n ng p t"),
    ("yê", "m n ng t"),
    ("uô", "c m n ng t"),
    ("ươ", "c m n ng p t"),
    ("iêu", "-"),
    ("yêu", "-"),
    ("uôi", "-"),
    ("ươi", "-"),
    ("ươu", "-"),
    ("oa", "- c ch m n ng nh p t"),
    ("oă", "c m n ng t"),
    ("oe", "- m n t"),
    ("oo", "c ng"),
    ("oai", "-"),
    ("oay", "-"),
    ("oao", "-"),
    ("oeo", "-"),
    ("uâ", "n ng t"),
    ("uây", "-"),
    ("uê", "- ch nh"),
    ("uơ", "-"),
    ("uy", "- ch n nh p t"),
    ("uya", "-"),
    ("uyê", "n t"),
];

/// The six tones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// No mark.
    #[default]
    Ngang,
    /// Grave, U+0300.
    Huyen,
    /// Acute, U+0301.
    Sac,
    /// Tilde, U+0303.
    Nga,
    /// Hook above, U+0309.
    Hoi,
    /// Dot below, U+0323.
    Nang,
}

impl Tone {
    /// The tone that a combining mark stands for.
    const fn of_mark(mark: char) -> Option<Self> {
        match mark {
            '\u{300}' => Some(Self::Huyen),
            '\u{301}' => Some(Self::Sac),
            '\u{303}' => Some(Self::Nga),
            '\u{309}' => Some(Self::Hoi),
            '\u{323}' => Some(Self::Nang),
            _ => None,
        }
    }
}

/// A syllable by its parts, letters in lower case and without tone marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Syllable {
    /// The first letter of an onset cluster of a minority language: the K of Krông.
    pub cluster: Option<&'static str>,
    /// The onset as written; empty where there is none.
    pub onset: &'static str,
    /// The vowels as written, glides included, without the i or u that belongs to the onsets `gi` and `qu`.
    pub vowels: &'static str,
    /// The final consonant as written; empty where there is none.
    pub coda: &'static str,
    /// The tone.
    pub tone: Tone,
}

impl Syllable {
    /// Takes `word` apart, whatever its case and Unicode form; nothing where Vietnamese has no such syllable.
    /// The spelling rules k/c, g/gh and ng/ngh are not enforced, because names of places break them (Kon Tum).
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        if word.len() > 40 {
            return None;
        }
        let (letters, tone) = without_tone(word)?;
        whole(&letters, tone).or_else(|| {
            let cluster = ["b", "đ", "g", "k", "m", "p", "s"].into_iter().find(|first| letters.starts_with(first))?;
            let rest = &letters[cluster.len()..];
            let cluster = Some(cluster);
            rest.starts_with(['l', 'r']).then(|| whole(rest, tone))?.map(|plain| Self { cluster, ..plain })
        })
    }

    /// The syllables of `name`, split at everything that is not a letter; nothing where one of them is none.
    #[must_use]
    pub fn all(name: &str) -> Option<Vec<Self>> {
        words(name).map(Self::parse).collect()
    }
}

/// The words of a name: runs of letters and combining marks.
pub fn words(name: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| is_letter_or_number(c) || unicode_normalization::char::is_combining_mark(c);
    name.split(move |c| !is_part(c)).filter(|word| !word.is_empty())
}

/// The letters in lower case, tone mark taken off; nothing where two tones stand on one word.
fn without_tone(word: &str) -> Option<(String, Tone)> {
    let mut tone = Tone::Ngang;
    let mut bare = String::with_capacity(word.len());
    let mut add = |found: Tone| (std::mem::replace(&mut tone, found) == Tone::Ngang).then_some(());
    for c in word.chars() {
        if c.is_ascii() {
            bare.push(c.to_ascii_lowercase());
        } else if let Some((letter, found)) = precomposed(c) {
            bare.push(letter);
            if found != Tone::Ngang {
                add(found)?;
            }
        } else {
            return decomposed_without_tone(word);
        }
    }
    Some((bare, tone))
}

/// The same for a word with combining marks or letters that are not Vietnamese.
fn decomposed_without_tone(word: &str) -> Option<(String, Tone)> {
    let mut tone = Tone::Ngang;
    let mut bare = String::with_capacity(word.len());
    for c in word.nfd().flat_map(char::to_lowercase) {
        match Tone::of_mark(c) {
            Some(_) if tone != Tone::Ngang => return None,
            Some(found) => tone = found,
            None => bare.push(c),
        }
    }
    Some((bare.nfc().collect(), tone))
}

/// A Vietnamese letter in NFC as its lower-case letter without tone, and the tone.
fn precomposed(c: char) -> Option<(char, Tone)> {
    static LETTERS: OnceLock<HashMap<char, (char, Tone)>> = OnceLock::new();
    let letters = LETTERS.get_or_init(|| {
        let marks = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
        let toned = |letter: char, mark: &str| {
            let tone = mark.chars().next().and_then(Tone::of_mark).unwrap_or_default();
            let lower = std::iter::once(letter).chain(mark.chars()).nfc().next();
            let both = lower.into_iter().flat_map(|c| [Some(c), c.to_uppercase().next()]).flatten();
            both.map(move |c| (c, (letter, tone))).collect::<Vec<_>>()
        };
        let vowels = "aăâeêioôơuưy".chars().flat_map(|letter| marks.map(|mark| toned(letter, mark)));
        vowels.chain([toned('đ', "")]).flatten().collect()
    });
    letters.get(&c).copied()
}

fn whole(letters: &str, tone: Tone) -> Option<Syllable> {
    let onset = ONSETS.into_iter().find(|onset| letters.starts_with(onset)).unwrap_or_default();
    let rest = &letters[onset.len()..];
    // After gi one i is written for two (giếng), or the i is the vowel itself (gìn).
    let joined = match onset {
        "gi" if rest.starts_with('ê') || !rest.starts_with(is_vowel) => Some(format!("i{rest}")),
        _ => None,
    };
    let (vowels, coda) = rime(joined.as_deref().unwrap_or(rest))?;
    Some(Syllable { cluster: None, onset, vowels, coda, tone })
}

fn rime(letters: &str) -> Option<(&'static str, &'static str)> {
    let coda = CODAS.into_iter().find(|coda| letters.ends_with(coda)).unwrap_or_default();
    let vowels = letters.strip_suffix(coda)?;
    let &(vowels, allowed) = RIMES.iter().find(|(known, _)| *known == vowels)?;
    let wanted = if coda.is_empty() { "-" } else { coda };
    allowed.split(' ').any(|one| one == wanted).then_some((vowels, coda))
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syllable_comes_apart() {
        for (word, parts) in [
            ("Nguyễn", ("ng", "uyê", "n", Tone::Nga)),
            ("giếng", ("gi", "iê", "ng", Tone::Sac)),
            ("gìn", ("gi", "i", "n", Tone::Huyen)),
            ("Gia", ("gi", "a", "", Tone::Ngang)),
            ("QUỐC", ("qu", "ô", "c", Tone::Sac)),
            ("quyên", ("qu", "yê", "n", Tone::Ngang)),
            ("Huỳnh", ("h", "uy", "nh", Tone::Huyen)),
            ("hòa", ("h", "oa", "", Tone::Huyen)),
            ("hoà", ("h", "oa", "", Tone::Huyen)),
            ("Đa\u{306}\u{301}k", ("đ", "ă", "k", Tone::Sac)),
            ("yên", ("", "yê", "n", Tone::Ngang)),
        ] {
            let found = Syllable::parse(word).map(|s| (s.onset, s.vowels, s.coda, s.tone));
            assert_eq!(found, Some(parts), "{word}");
        }
        assert_eq!(Syllable::parse("Krông").and_then(|s| s.cluster), Some("k"));
    }

    #[test]
    fn foreign_words_are_no_syllables() {
        for word in ["", "Trump", "Jong", "Singapore", "FDI", "Kim1", "b", "hòá", "thw"] {
            assert_eq!(Syllable::parse(word), None, "{word}");
        }
    }
}
