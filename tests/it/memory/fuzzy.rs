//! Near matches: the search is that of comparing with everything, the file is never half believed.

mod brute;
mod concordance;
mod distance;
mod follow;
mod kinds;
mod search;
mod substitute;

use anban::{article::Content, memory::fuzzy::Index, segment::SegmentKey};

use super::rows::{Dice, key};

/// Random sentences of a few words, so that many are near each other, some over 64 words long.
pub fn sentence(dice: &mut Dice, words: u64) -> String {
    const WORDS: [&str; 24] = [
        "tỉnh", "Bắc", "Giang", "đã", "thu", "hút", "dự", "án", "đầu", "tư", "nước", "ngoài", "có", "vốn", "hơn",
        "200", "1,2", "tỷ", "đồng", "28/8", "hợp", "tác", "với", "Nhật",
    ];
    let length = match dice.below(12) {
        0 => 60 + dice.below(90),
        1 => 1 + dice.below(3),
        _ => 4 + dice.below(16),
    };
    let word = |dice: &mut Dice| {
        let at = dice.below(words.min(24)).min(dice.below(24));
        WORDS.get(usize::try_from(at).unwrap()).copied().unwrap()
    };
    (0..length).map(|_| word(dice)).collect::<Vec<_>>().join(" ")
}

/// `text` with a few words dropped, doubled or replaced.
pub fn edited(dice: &mut Dice, text: &str, one_in: u64) -> String {
    let mut out = Vec::new();
    for word in text.split(' ') {
        match (dice.below(one_in), dice.below(3)) {
            (0, 0) => {}
            (0, 1) => out.extend([word, "mới"]),
            (0, _) => out.push("khác"),
            _ => out.push(word),
        }
    }
    out.join(" ")
}

pub fn insert(index: &mut Index, text: &str) -> SegmentKey {
    index.insert(key(text), &Content::plain(text), anban::locale::Locale::En);
    key(text)
}
