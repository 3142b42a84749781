//! TCVN3 (ABC) and VNI, which newsrooms wrote in before Unicode, and windows-1252 for what they leave over.
//!
//! Both are Latin letters that only their fonts (.VnTime, VNI-Times) show as Vietnamese ones. A text is decoded only
//! where encoding it again gives the same bytes.

use std::{collections::HashMap, sync::LazyLock};

use unicode_normalization::UnicodeNormalization;

/// TCVN3 as the windows-1252 letter seen and the letter meant: TCVN 5712:1993, checked against glibc's TCVN5712-1
/// (domain facts §5.4). Capitals with a tone have no code: fonts whose names end in H show small letters as capitals.
const TCVN3: &str = "àµ á¸ ả¶ ã· ạ¹ ă¨ ằ» ắ¾ ẳ¼ ẵ½ ặÆ â© ầÇ ấÊ ẩÈ ẫÉ ậË đ® èÌ éÐ ẻÎ ẽÏ ẹÑ êª ềÒ ếÕ ểÓ ễÔ ệÖ ì× íÝ ỉØ ĩÜ ịÞ òß óã ỏá õâ ọä ô« ồå ốè ổæ ỗç ộé ơ¬ ờê ớí ởë ỡì ợî ùï úó ủñ ũò ụô ư\u{AD} ừõ ứø ửö ữ÷ ựù ỳú ýý ỷû ỹü ỵþ Ă¡ Â¢ Ê£ Ô¤ Ơ¥ Ư¦ Đ§";

/// VNI-Windows likewise: the letters seen behind the letter meant; capitals follow (domain facts §5.4).
const VNI: &str = "à=aø á=aù ả=aû ã=aõ ạ=aï â=aâ ầ=aà ấ=aá ẩ=aå ẫ=aã ậ=aä ă=aê ằ=aè ắ=aé ẳ=aú ẵ=aü ặ=aë è=eø é=eù ẻ=eû ẽ=eõ ẹ=eï ê=eâ ề=eà ế=eá ể=eå ễ=eã ệ=eä ì=ì í=í ỉ=æ ĩ=ó ị=ò ò=oø ó=où ỏ=oû õ=oõ ọ=oï ô=oâ ồ=oà ố=oá ổ=oå ỗ=oã ộ=oä ơ=ô ờ=ôø ớ=ôù ở=ôû ỡ=ôõ ợ=ôï ù=uø ú=uù ủ=uû ũ=uõ ụ=uï ư=ö ừ=öø ứ=öù ử=öû ữ=öõ ự=öï ỳ=yø ý=yù ỷ=yû ỹ=yõ ỵ=î đ=ñ";

/// A table both ways.
struct Table {
    /// The letter meant, by the one or two letters seen.
    meant: HashMap<(char, Option<char>), char>,
    seen: HashMap<char, (char, Option<char>)>,
}

impl Table {
    fn new(pairs: impl Iterator<Item = (char, char, Option<char>)>) -> Self {
        let mut table = Self { meant: HashMap::new(), seen: HashMap::new() };
        for (letter, first, second) in pairs {
            table.meant.insert((first, second), letter);
            table.seen.insert(letter, (first, second));
        }
        table
    }

    /// The text that `seen`, in windows-1252, stands for.
    fn decode(&self, seen: &str) -> String {
        let mut text = String::with_capacity(seen.len() + seen.len() / 4);
        let mut chars = seen.chars().peekable();
        while let Some(c) = chars.next() {
            let both = chars.peek().and_then(|&next| self.meant.get(&(c, Some(next))));
            match (both, self.meant.get(&(c, None))) {
                (Some(&letter), _) => {
                    text.push(letter);
                    chars.next();
                }
                (None, Some(&letter)) => text.push(letter),
                (None, None) => text.push(c),
            }
        }
        text
    }

    /// `text` as it is seen in windows-1252.
    fn encode(&self, text: &str) -> String {
        let mut seen = String::with_capacity(text.len());
        for c in text.nfc() {
            match self.seen.get(&c) {
                Some(&(first, second)) => seen.extend([Some(first), second].into_iter().flatten()),
                None => seen.push(c),
            }
        }
        seen
    }
}

static TABLES: LazyLock<[Table; 2]> = LazyLock::new(|| {
    let tcvn3 = TCVN3.split(' ').filter_map(|pair| {
        let mut chars = pair.chars();
        Some((chars.next()?, chars.next()?, None))
    });
    let upper = |c: char| c.to_uppercase().next().unwrap_or(c);
    let vni = VNI.split(' ').flat_map(move |pair| {
        let mut chars = pair.chars();
        let (Some(letter), Some('='), Some(first), second) = (chars.next(), chars.next(), chars.next(), chars.next())
        else {
            return [None, None];
        };
        [Some((letter, first, second)), Some((upper(letter), upper(first), second.map(upper)))]
    });
    [Table::new(tcvn3), Table::new(vni.flatten())]
});

/// A way to spell Vietnamese with Latin letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::article) enum Spelling {
    /// One letter for one letter.
    Tcvn3,
    /// A letter and its mark.
    Vni,
}

fn table(spelling: Spelling) -> &'static Table {
    let [tcvn3, vni] = &*TABLES;
    match spelling {
        Spelling::Tcvn3 => tcvn3,
        Spelling::Vni => vni,
    }
}

/// The text that `bytes` stand for, where they are exactly what that text is written as.
pub(super) fn decode(bytes: &[u8], spelling: Spelling) -> Option<String> {
    let (seen, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    let text = table(spelling).decode(&seen);
    (encode(&text, spelling)? == bytes).then_some(text)
}

/// The same for text that was saved as Unicode with those letters in it, as Word does.
pub(in crate::article) fn decode_text(seen: &str, spelling: Spelling) -> Option<String> {
    let text = table(spelling).decode(seen);
    (encode_text(&text, spelling) == seen).then_some(text)
}

/// `text` with the letters that such a file holds.
pub(super) fn encode_text(text: &str, spelling: Spelling) -> String {
    table(spelling).encode(text)
}

/// Whether `mark`, seen behind `letter`, is one letter with it.
pub(in crate::article) fn joins(letter: char, mark: char, spelling: Spelling) -> bool {
    table(spelling).meant.contains_key(&(letter, Some(mark)))
}

/// Whether `text` has a letter that only Unicode's Vietnamese has.
pub(in crate::article) fn is_unicode(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}' | '\u{300}'..='\u{323}')
    })
}

/// `text` in bytes; nothing where a character has none.
pub(super) fn encode(text: &str, spelling: Spelling) -> Option<Vec<u8>> {
    let seen = table(spelling).encode(text);
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(&seen);
    (!lossy).then(|| bytes.into_owned())
}

/// How much of `text` is Vietnamese: of the words with a letter beyond ASCII, those that are a syllable, and those
/// that are not.
pub(super) fn syllables(text: &str) -> (usize, usize) {
    let (mut good, mut bad) = (0, 0);
    for word in text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()) {
        let word: String = word.nfc().filter(|c| !is_mark(*c)).collect();
        if word.is_ascii() {
            continue;
        }
        if is_syllable(&word.to_lowercase()) { good += 1 } else { bad += 1 }
    }
    (good, bad)
}

/// Typographic marks that may touch a word.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{A0}' | '«' | '»' | '·' | '°' | '§' | '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '•' | '₫')
}

/// Whether `word`, in small letters, can be a Vietnamese syllable: an onset, vowels, a final, and at most
/// one tone (domain facts §5.5).
fn is_syllable(word: &str) -> bool {
    const ONSETS: [&str; 28] = [
        "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch", "b", "c", "d", "đ", "g", "h", "k", "l",
        "m", "n", "p", "r", "s", "t", "v", "x", "",
    ];
    const FINALS: [&str; 9] = ["ch", "ng", "nh", "c", "m", "n", "p", "t", ""];
    const NUCLEI: [&str; 54] = [
        "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu",
        "ia", "iê", "iu", "oa", "oă", "oe", "oi", "ôi", "ơi", "oo", "ua", "uâ", "uê", "ui", "uô", "uơ", "uy", "ưa",
        "ưi", "ươ", "ưu", "yê", "iêu", "yêu", "oai", "oay", "oeo", "uây", "uôi", "uya", "uyê", "uyu", "ươi", "ươu",
    ];
    let is_tone = |c: char| matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
    if word.nfd().filter(|c| is_tone(*c)).count() > 1 {
        return false;
    }
    let plain: String = word.nfd().filter(|c| !is_tone(*c)).nfc().collect();
    ONSETS
        .iter()
        .filter_map(|onset| plain.strip_prefix(onset))
        .any(|rest| FINALS.iter().filter_map(|end| rest.strip_suffix(end)).any(|nucleus| NUCLEI.contains(&nucleus)))
}
