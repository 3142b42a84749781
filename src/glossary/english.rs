//! English words that count as one: inflection, spelling, articles.

use std::{borrow::Cow, cell::OnceCell};

use super::term::is_capitals;
use crate::text::{is_letter_or_number, lower};

/// A word of a translation or of a rendering, ready for comparison.
pub(super) struct Word<'t> {
    written: Cow<'t, str>,
    /// The first two letters in lower case.
    start: [Option<char>; 2],
    capitals: bool,
    /// Lower case, with British spellings turned into American ones; most words are never asked for it.
    spelled: OnceCell<String>,
}

impl<'t> Word<'t> {
    pub(super) fn new(written: impl Into<Cow<'t, str>>) -> Self {
        let written = written.into();
        let mut letters = written.chars().map(lower);
        let start = [letters.next(), letters.next()];
        Self { capitals: is_capitals(&written), start, written, spelled: OnceCell::new() }
    }

    fn spelled(&self) -> &str {
        self.spelled.get_or_init(|| spelled(&self.written))
    }

    /// Whether `word` of a translation is this word of a rendering, or a simple inflection or another spelling
    /// of it. Capitals count only for acronyms, so that "us" is not "US"; acronyms still take a plural s.
    pub(super) fn is_meant_by(&self, word: &Word<'_>) -> bool {
        // No inflection and no spelling changes the first two letters, but those of "men".
        let [first, second] = self.start;
        if first != word.start[0] || (second != word.start[1] && (first != Some('m') || self.written.len() != 3)) {
            return false;
        }
        if self.capitals {
            return word.written.strip_prefix(&*self.written).is_some_and(|rest| matches!(rest, "" | "s"));
        }
        self.spelled() == word.spelled() || {
            let known = bases(self.spelled());
            bases(word.spelled()).iter().any(|base| known.contains(base))
        }
    }
}

fn spelled(word: &str) -> String {
    let mut word = word.to_lowercase();
    let british = word.as_bytes().windows(3).any(|three| STARTS.contains(&three));
    if !british {
        return word;
    }
    for (british, american) in SPELLINGS {
        if word.len() > british.len() + 1
            && let Some(at) = word.find(british)
        {
            word.replace_range(at..at + british.len(), american);
        }
    }
    word
}

/// The first three letters of the British spellings.
const STARTS: [&[u8]; 8] = [b"isa", b"isi", b"ise", b"yse", b"our", b"ntr", b"fen", b"ogr"];

const SPELLINGS: [(&str, &str); 8] = [
    ("isation", "ization"),
    ("ising", "izing"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("our", "or"),
    ("ntre", "nter"),
    ("fence", "fense"),
    ("ogramme", "ogram"),
];

/// What the word may be an inflection of, itself included; bases of fewer than three letters are none.
fn bases(word: &str) -> Vec<String> {
    let mut bases = vec![word.to_owned()];
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| *many == word) {
        bases.push((*one).to_owned());
    }
    for (ending, replacement) in ENDINGS {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().count() >= 3
            && !(*ending == "s" && stem.ends_with(['s', 'u', 'i']))
        {
            bases.push(format!("{stem}{replacement}"));
            let mut last = stem.chars().rev();
            if ending.len() > 1 && replacement.is_empty() && last.next() == last.next() {
                bases.push(stem.chars().take(stem.chars().count() - 1).collect());
            }
        }
    }
    bases
}

const ENDINGS: &[(&str, &str)] =
    &[("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e")];

const IRREGULAR: &[(&str, &str)] = &[
    ("people", "person"),
    ("men", "man"),
    ("women", "woman"),
    ("children", "child"),
    ("chairmen", "chairman"),
    ("chairwomen", "chairwoman"),
    ("memoranda", "memorandum"),
    ("indices", "index"),
    ("criteria", "criterion"),
];

/// The plural of an English noun phrase that is regular in its last word.
pub(super) fn plural(phrase: &str) -> String {
    let consonant_y = phrase.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match consonant_y {
        Some(stem) => format!("{stem}ies"),
        None if phrase.ends_with(['s', 'x', 'z']) || phrase.ends_with("ch") || phrase.ends_with("sh") => {
            format!("{phrase}es")
        }
        None => format!("{phrase}s"),
    }
}

/// The indefinite article before `next`: by the sound of a word, by the name of the first letter of an acronym
/// that is spelled out.
#[must_use]
pub fn article_before(next: &str) -> &'static str {
    let word: String = next.chars().take_while(|&c| is_letter_or_number(c)).collect();
    let lower = word.to_lowercase();
    let vowel = if is_capitals(&word) && !READ_AS_WORDS.contains(&word.as_str()) {
        word.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X', '8'])
    } else if SILENT_H.iter().any(|start| lower.starts_with(start)) {
        true
    } else if LIKE_CONSONANTS.iter().any(|start| lower.starts_with(start)) {
        false
    } else {
        lower.starts_with(['a', 'e', 'i', 'o', 'u', '8']) || matches!(lower.as_str(), "11" | "18")
    };
    if vowel { "an" } else { "a" }
}

const SILENT_H: &[&str] = &["hour", "honest", "honor", "honour", "heir"];
const LIKE_CONSONANTS: &[&str] = &["uni", "use", "usu", "util", "eu", "one", "once", "ubiq"];

/// Acronyms said as words, whose first sound is not their first letter's name (general knowledge, unsourced).
const READ_AS_WORDS: &[&str] =
    &["ASEAN", "APEC", "ASEM", "AFTA", "NATO", "NAFTA", "UNESCO", "UNICEF", "OPEC", "SIPAS", "FIFA", "SEA"];

#[cfg(test)]
mod tests {
    use super::*;

    fn is_same_word(wanted: &str, word: &str) -> bool {
        Word::new(wanted).is_meant_by(&Word::new(word))
    }

    #[test]
    fn inflections_and_spellings_are_the_same_word() {
        for (wanted, word) in [
            ("enterprise", "Enterprises"),
            ("territory", "territories"),
            ("approve", "approved"),
            ("approve", "approving"),
            ("sign", "signed"),
            ("ratify", "ratified"),
            ("business", "businesses"),
            ("organisation", "organizations"),
            ("Index", "indices"),
            ("FTA", "FTAs"),
            ("labour", "labor"),
            ("centre", "center"),
            ("plan", "planning"),
            ("defence", "defense"),
        ] {
            assert!(is_same_word(wanted, word), "{wanted} and {word}");
        }
    }

    #[test]
    fn other_words_are_not() {
        for (wanted, word) in [
            ("FDI", "FDIC"),
            ("US", "us"),
            ("bus", "business"),
            ("nation", "national"),
            ("king", "k"),
            ("PCI", "pci"),
        ] {
            assert!(!is_same_word(wanted, word), "{wanted} and {word}");
        }
    }

    #[test]
    fn articles_follow_the_sound() {
        for (next, article) in [
            ("FDI project", "an"),
            ("EU member", "an"),
            ("PCI score", "a"),
            ("UN body", "a"),
            ("NGO", "an"),
            ("NATO member", "a"),
            ("ASEAN summit", "an"),
            ("Provincial Index", "a"),
            ("international body", "an"),
            ("university", "a"),
            ("European fund", "a"),
            ("hour", "an"),
            ("official", "an"),
        ] {
            assert_eq!(article_before(next), article, "{next}");
        }
    }
}
