//! Vietnamese syllables in katakana by the habits of the Japanese press, `data/katakana.tsv`, in the ヴ style.

use std::{collections::HashMap, sync::OnceLock};

use super::{data, syllable::Syllable};

/// What kind of word a syllable belongs to: it decides over long marks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A syllable of a place name.
    Place,
    /// A surname.
    Surname,
    /// A middle or given name.
    Given,
}

/// The syllables of one word written solid; final consonants double only at its end.
pub fn word(syllables: &[Syllable], part: Part) -> String {
    let last = syllables.len().saturating_sub(1);
    syllables.iter().enumerate().map(|(at, one)| syllable(one, part, at == last)).collect()
}

/// One syllable; `at_end` says whether its word ends with it.
pub fn syllable(syllable: &Syllable, part: Part, at_end: bool) -> String {
    let table = table();
    if let Some(habit) = habit(syllable) {
        return habit.to_owned();
    }
    let mut out = String::new();
    if let Some(row) = syllable.cluster.and_then(|first| table.onsets.get(first)) {
        out.push_str(row[2]);
    }
    let onset = if syllable.onset.is_empty() { "-" } else { syllable.onset };
    let (column, rest) = match (syllable.onset, syllable.vowels) {
        ("qu", "yê") => (3, ""),
        (_, vowels) => table.vowels.get(vowels).copied().unwrap_or((0, "")),
    };
    let a_with_nh = syllable.coda == "nh" && syllable.vowels.ends_with('a');
    out.push_str(table.onsets.get(onset).map_or("", |row| row[column]));
    out.push_str(rest);
    if is_long(syllable, part) {
        out.push('ー');
    }
    if a_with_nh {
        out.push('イ');
    }
    if let Some((inside, end)) = table.codas.get(syllable.coda) {
        // After ă the stop is never doubled: Bắc Giang バクザン, Đắk Lắk ダクラク.
        let doubled = at_end && !(syllable.vowels == "ă" && matches!(syllable.coda, "c" | "k"));
        out.push_str(if doubled { end } else { inside });
    }
    out
}

/// The ビ style of a text in the ヴ style.
pub fn without_vu(kana: &str) -> String {
    let mut out = String::with_capacity(kana.len());
    let mut chars = kana.chars().peekable();
    while let Some(c) = chars.next() {
        if c != 'ヴ' {
            out.push(c);
            continue;
        }
        let plain = match chars.peek() {
            Some('ァ') => 'バ',
            Some('ィ') => 'ビ',
            Some('ェ') => 'ベ',
            Some('ォ') => 'ボ',
            _ => 'ブ',
        };
        if plain != 'ブ' {
            chars.next();
        }
        out.push(plain);
    }
    out
}

/// Domain facts §2.2: single open u, ư, ô, ơ, o are long everywhere, a and i only where they stand alone as a
/// given name.
fn is_long(syllable: &Syllable, part: Part) -> bool {
    let open = syllable.coda.is_empty() && syllable.onset != "qu";
    let given_long = part == Part::Given && !matches!((syllable.onset, syllable.vowels), ("th", "i") | ("gi", "a"));
    open && match syllable.vowels {
        "u" | "ư" | "ô" | "ơ" | "o" => true,
        "a" | "i" | "y" => given_long,
        _ => false,
    }
}

/// Lưu is リュウ by habit (domain facts §2.2).
fn habit(syllable: &Syllable) -> Option<&'static str> {
    (syllable.onset == "l" && syllable.vowels == "ưu").then_some("リュウ")
}

struct Table {
    onsets: HashMap<&'static str, [&'static str; 5]>,
    vowels: HashMap<&'static str, (usize, &'static str)>,
    codas: HashMap<&'static str, (&'static str, &'static str)>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table { onsets: HashMap::new(), vowels: HashMap::new(), codas: HashMap::new() };
        for row in data::rows(include_str!("data/katakana.tsv")) {
            let letters = row.cell(1);
            match row.cell(0) {
                "onset" => {
                    let kana = [row.cell(2), row.cell(3), row.cell(4), row.cell(5), row.cell(6)];
                    table.onsets.insert(letters, kana);
                }
                "vowel" => {
                    let column = ["a", "i", "u", "e", "o"].iter().position(|c| *c == row.cell(2)).unwrap_or(0);
                    table.vowels.insert(letters, (column, row.cell(3)));
                }
                _ => {
                    table.codas.insert(letters, (row.cell(2), row.cell(3)));
                }
            }
        }
        table
    })
}
