//! A reproducible glossary and text: words of Vietnamese shape by Zipf's law, with terms strewn in.

/// The terms and the text.
pub struct Corpus {
    /// One form a term, 1 to 5 words.
    pub terms: Vec<String>,
    /// Running text.
    pub text: String,
}

const ONSETS: &[&str] = &[
    "", "b", "c", "ch", "d", "đ", "g", "gi", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th",
    "tr", "v", "x",
];
const RIMES: &[&str] = &[
    "a", "à", "ang", "áp", "anh", "ân", "ầu", "ậc", "ao", "ay", "ấy", "e", "ền", "ếp", "iệp", "iến", "iện", "ình",
    "ích", "o", "ông", "ộng", "ốc", "ội", "ơn", "ới", "ước", "ương", "ường", "uất", "ung", "uyền", "ư", "ự", "ai",
    "ải", "ạng", "ắt",
];

struct Dice(u64);

impl Dice {
    /// Knuth's MMIX linear congruential generator; the high bits are good enough here.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }

    /// Small numbers far more often than large ones.
    fn zipf(&mut self, sides: usize) -> usize {
        let uniform = (self.roll(1 << 20) as f64 + 1.0) / f64::from(1 << 20);
        ((sides as f64).powf(uniform) as usize).min(sides) - 1
    }
}

/// `count` terms and a text of at least `bytes` bytes, always the same.
pub fn generate(count: usize, bytes: usize) -> Corpus {
    let mut dice = Dice(20_160_828);
    let mut words: Vec<String> =
        ONSETS.iter().flat_map(|onset| RIMES.iter().map(move |rime| format!("{onset}{rime}"))).collect();
    for at in (1..words.len()).rev() {
        words.swap(at, dice.roll(at + 1));
    }
    let mut terms = std::collections::BTreeSet::new();
    while terms.len() < count {
        let length = 1 + [1, 1, 2, 2, 3, 4][dice.roll(6)];
        let picked: Vec<&str> = (0..length).map(|_| words[dice.zipf(words.len())].as_str()).collect();
        terms.insert(picked.join(" "));
    }
    let terms: Vec<String> = terms.into_iter().collect();
    let mut text = String::with_capacity(bytes + 100);
    let mut fresh = true;
    while text.len() < bytes {
        let piece = if dice.roll(6) == 0 { &terms[dice.roll(terms.len())] } else { &words[dice.zipf(words.len())] };
        let mut letters = piece.chars();
        match letters.next() {
            Some(first) if fresh || dice.roll(12) == 0 => text.extend(first.to_uppercase()),
            Some(first) => text.push(first),
            None => {}
        }
        text.push_str(letters.as_str());
        fresh = false;
        match dice.roll(90) {
            0..4 => text.push_str(", "),
            4..8 => {
                text.push_str(". ");
                fresh = true;
            }
            8 => text.push('\n'),
            _ => text.push(' '),
        }
    }
    Corpus { terms, text }
}
