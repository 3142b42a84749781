//! Korean particles: which of two forms follows what is written before them.
//!
//! The choice goes by the sound of the last syllable: Hangul by its final consonant, Latin capitals by the name
//! of the letter, digits by how the number is read; a parenthesis is skipped (domain facts §8.2; 한글 맞춤법 and
//! 표준어 규정 for the pairs themselves).

use crate::text::Span;

/// How a word ends, as far as particles care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sound {
    /// In a vowel.
    Vowel,
    /// In ㄹ, which takes 로 and otherwise counts as a consonant.
    Rieul,
    /// In any other consonant.
    Consonant,
}

/// The sound at the end of `text`; nothing where it cannot be told, for instance after an English word.
#[must_use]
pub fn final_sound(text: &str) -> Option<Sound> {
    let text = before_parentheses(text)?;
    let last = text.chars().next_back()?;
    match last {
        '\u{AC00}'..='\u{D7A3}' => Some(match (last as u32 - 0xAC00) % 28 {
            0 => Sound::Vowel,
            8 => Sound::Rieul,
            _ => Sound::Consonant,
        }),
        'A'..='Z' => acronym_sound(text, last),
        '0'..='9' => Some(number_sound(text, last)),
        '%' => Some(Sound::Vowel),
        _ => None,
    }
}

/// The right form of the particle that begins at byte `at` of `text`, with its place, where the form there is
/// wrong. Only a run of Hangul that is wholly one known particle is touched.
#[must_use]
pub fn fix_particle(text: &str, at: usize) -> Option<(Span, &'static str)> {
    let (before, after) = text.split_at_checked(at)?;
    let written: String = after.chars().take_while(|c| matches!(c, '\u{AC00}'..='\u{D7A3}')).take(8).collect();
    let sound = final_sound(before)?;
    let (closed, open) = PAIRS.iter().find(|(closed, open)| *closed == written || *open == written)?;
    let takes_open = sound == Sound::Vowel || (sound == Sound::Rieul && closed.starts_with("으로"));
    let right = if takes_open { open } else { closed };
    (written != **right).then_some((Span::new(at, at + written.len()), *right))
}

/// Whether `run`, Hangul attached to a word, is made of particles and copula forms only.
pub(super) fn is_ending(run: &str) -> bool {
    let mut rest = run;
    for _ in 0..3 {
        let longest = ENDINGS.iter().filter(|ending| rest.starts_with(**ending)).max_by_key(|ending| ending.len());
        match longest {
            Some(ending) => rest = rest.get(ending.len()..).unwrap_or_default(),
            None => return false,
        }
        if rest.is_empty() {
            return true;
        }
    }
    false
}

/// The form after a consonant and the form after a vowel.
const PAIRS: &[(&str, &str)] = &[
    ("은", "는"),
    ("이", "가"),
    ("을", "를"),
    ("과", "와"),
    ("과는", "와는"),
    ("과도", "와도"),
    ("과의", "와의"),
    ("으로", "로"),
    ("으로는", "로는"),
    ("으로도", "로도"),
    ("으로의", "로의"),
    ("으로서", "로서"),
    ("으로써", "로써"),
    ("으로부터", "로부터"),
    ("이나", "나"),
    ("이든", "든"),
    ("이란", "란"),
    ("이라", "라"),
    ("이라는", "라는"),
    ("이라고", "라고"),
    ("이라며", "라며"),
    ("이라면", "라면"),
    ("이라도", "라도"),
    ("이며", "며"),
    ("이었다", "였다"),
    ("이었으며", "였으며"),
];

const ENDINGS: &[&str] = &[
    "은",
    "는",
    "이",
    "가",
    "을",
    "를",
    "과",
    "와",
    "의",
    "에",
    "도",
    "만",
    "나",
    "로",
    "라",
    "란",
    "든",
    "며",
    "들",
    "에서",
    "에게",
    "에는",
    "으로",
    "까지",
    "부터",
    "보다",
    "처럼",
    "마다",
    "조차",
    "마저",
    "이나",
    "이든",
    "이란",
    "이라",
    "이며",
    "이고",
    "이자",
    "인",
    "인데",
    "임",
    "다",
    "이다",
    "입니다",
    "였다",
    "이었다",
    "이었으며",
    "였으며",
    "라는",
    "라고",
    "이라는",
    "이라고",
    "라며",
    "이라며",
    "이라면",
    "라면",
    "서",
    "써",
    "께서",
    "한테",
    "하고",
    "적",
    "적인",
    "적으로",
    "뿐",
    "대로",
    "만큼",
    "씩",
    "쯤",
    "등",
];

/// Leaves out closing quotation marks and whole parentheses at the end.
fn before_parentheses(text: &str) -> Option<&str> {
    let mut text = text;
    loop {
        let last = text.chars().next_back()?;
        text = match last {
            ')' | '）' | ']' | '］' | '〕' => text.get(..opening(text)?)?.trim_end(),
            '’' | '”' | '\'' | '"' | '」' | '』' | '》' | '〉' => text.get(..text.len() - last.len_utf8())?,
            '\u{F0000}'..='\u{FFFFD}' => text.get(..text.len() - last.len_utf8())?,
            _ => return Some(text),
        };
    }
}

/// Longest parenthesis that is skipped, in characters.
const REACH: usize = 300;

/// The bracket that opens the one with which `text` ends.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev().take(REACH) {
        match c {
            ')' | '）' | ']' | '］' | '〕' => depth += 1,
            '(' | '（' | '[' | '［' | '〔' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// Letters are read by their Korean names (L 엘, M 엠, N 엔, R 알 as the press reads it), some acronyms as words.
fn acronym_sound(text: &str, last: char) -> Option<Sound> {
    let start = text
        .rfind(|c: char| !c.is_ascii_alphanumeric())
        .map_or(0, |at| at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let word = text.get(start..)?;
    if word.chars().any(|c| c.is_ascii_lowercase()) {
        return None;
    }
    Some(match word {
        "APEC" | "OPEC" | "RCEP" => Sound::Consonant,
        _ => match last {
            'L' | 'R' => Sound::Rieul,
            'M' | 'N' => Sound::Consonant,
            _ => Sound::Vowel,
        },
    })
}

/// 일 칠 팔 end in ㄹ, 영 삼 육 십 백 천 만 억 in other consonants, 조 in a vowel.
fn number_sound(text: &str, last: char) -> Sound {
    match last {
        '1' | '7' | '8' => Sound::Rieul,
        '3' | '6' => Sound::Consonant,
        '0' => {
            let zeros = text.chars().rev().filter(|c| *c != ',').take_while(|c| *c == '0').count();
            let whole = !text.trim_end_matches(['0', ',']).ends_with('.');
            if whole && (12..16).contains(&zeros) { Sound::Vowel } else { Sound::Consonant }
        }
        _ => Sound::Vowel,
    }
}
