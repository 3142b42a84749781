//! Vietnamese syllables in Hangul by notice 2004-11: its table in `data/hangul.tsv`, its four clauses here.

use std::{collections::HashMap, sync::OnceLock};

use super::{data, syllable::Syllable};

/// Leading consonants in the order of Unicode's syllable arithmetic (The Unicode Standard, §3.12).
const LEADS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
/// Vowels in the same order.
const VOWELS: &str = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
/// Final consonants in the same order, `-` for none.
const TAILS: &str = "-ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

/// One Hangul syllable by its jamo.
#[derive(Clone, Copy)]
struct Block {
    lead: char,
    vowel: char,
    tail: Option<char>,
}

impl Block {
    fn compose(self) -> Option<char> {
        let place = |list: &str, jamo| list.chars().position(|one| one == jamo).and_then(|at| u32::try_from(at).ok());
        let tail = self.tail.map_or(Some(0), |tail| place(TAILS, tail))?;
        char::from_u32(0xAC00 + (place(LEADS, self.lead)? * 21 + place(VOWELS, self.vowel)?) * 28 + tail)
    }
}

/// How clause 1 is read for a final -nh.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum FinalNh {
    /// ㄴ, and 아인 after a: the official rule.
    Official,
    /// ㅇ, as the Korean editions published in Vietnam write (팜빙밍); accepted, never given out.
    Northern,
}

/// The syllables of one word, written solid: a name of a place, a surname, or the rest of a person's name.
/// An l between vowels inside the word becomes ㄹㄹ (clause 4) where `liaison` holds.
pub fn word(syllables: &[Syllable], liaison: bool, nh: FinalNh) -> String {
    let mut blocks: Vec<Block> = Vec::with_capacity(syllables.len() * 2);
    for syllable in syllables {
        push(&mut blocks, syllable, liaison, nh);
    }
    blocks.into_iter().filter_map(Block::compose).collect()
}

fn push(blocks: &mut Vec<Block>, syllable: &Syllable, liaison: bool, nh: FinalNh) {
    let table = table();
    let jamo = |map: &HashMap<&str, &'static str>, key: &str| map.get(key).and_then(|value| value.chars().next());
    let l_follows = if syllable.cluster.is_some() { false } else { syllable.onset == "l" };
    if liaison && l_follows {
        double_l(blocks);
    }
    if let Some(lead) = syllable.cluster.and_then(|first| jamo(&table.onsets, first)) {
        let tail = (syllable.onset == "l").then_some('ㄹ');
        blocks.push(Block { lead, vowel: 'ㅡ', tail });
    }
    let mut lead = jamo(&table.onsets, syllable.onset).unwrap_or('ㅇ');
    let mut vowels = vowels(syllable.vowels);
    if lead == '응' {
        blocks.push(Block { lead: 'ㅇ', vowel: 'ㅡ', tail: Some('ㅇ') });
        lead = 'ㅇ';
    }
    if let Some(first) = vowels.first_mut() {
        match syllable.onset {
            "nh" => *first = with_glide(*first),
            "qu" if *first == 'ㅏ' => *first = 'ㅘ',
            "qu" => vowels.insert(0, 'ㅜ'),
            _ => {}
        }
    }
    if syllable.coda == "nh" && syllable.vowels.ends_with('a') {
        vowels.push('ㅣ');
    }
    let tail = match (syllable.coda, nh) {
        ("nh", FinalNh::Northern) => Some('ㅇ'),
        (coda, _) => jamo(&table.codas, coda),
    };
    let last = vowels.len().saturating_sub(1);
    for (at, vowel) in vowels.into_iter().enumerate() {
        let lead = if at == 0 { lead } else { 'ㅇ' };
        blocks.push(Block { lead, vowel, tail: tail.filter(|_| at == last) });
    }
}

/// Clause 4: an l between vowels is ㄹㄹ; after a closed syllable there is no room for a second one.
fn double_l(blocks: &mut [Block]) {
    if let Some(previous) = blocks.last_mut() {
        previous.tail = previous.tail.or(Some('ㄹ'));
    }
}

/// Diphthongs of the table first, everything else letter by letter.
fn vowels(letters: &str) -> Vec<char> {
    let table = table();
    let mut out = Vec::with_capacity(4);
    let mut rest = letters;
    while let Some(first) = rest.chars().next() {
        let one = first.len_utf8();
        let two = rest.chars().take(2).map(char::len_utf8).sum::<usize>();
        let (jamo, length) = match (table.vowels.get(&rest[..two]), table.vowels.get(&rest[..one])) {
            (Some(both), _) => (*both, two),
            (None, Some(single)) => (*single, one),
            (None, None) => ("", one),
        };
        out.extend(jamo.chars());
        rest = &rest[length..];
    }
    out
}

/// Clause 1: nh and the vowel after it are one syllable.
const fn with_glide(vowel: char) -> char {
    match vowel {
        'ㅏ' => 'ㅑ',
        'ㅓ' => 'ㅕ',
        'ㅐ' => 'ㅒ',
        'ㅔ' => 'ㅖ',
        'ㅗ' => 'ㅛ',
        'ㅜ' | 'ㅡ' => 'ㅠ',
        other => other,
    }
}

struct Table {
    onsets: HashMap<&'static str, &'static str>,
    codas: HashMap<&'static str, &'static str>,
    vowels: HashMap<&'static str, &'static str>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let of = |kind: &str| {
            let rows = data::rows(include_str!("data/hangul.tsv"));
            rows.filter(|row| row.cell(0) == kind).map(|row| (row.cell(1), row.cell(2))).collect()
        };
        Table { onsets: of("onset"), codas: of("coda"), vowels: of("vowel") }
    })
}
