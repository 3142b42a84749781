//! A seeded memory: sentences of a chain over the Vietnamese text of this repository, and press releases of a few
//! templates; and questions of four kinds to them.

use std::{fs, path::Path};

/// SplitMix64: the same numbers on every machine.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % end.max(1) as u64) as usize
    }

    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// Running text: which word follows which.
pub struct Chain {
    words: Vec<String>,
    /// The places of each word, by the word's first place.
    places: Vec<Vec<u32>>,
    terms: Vec<String>,
}

const TEXTS: [&str; 6] = [
    "samples/bac-giang-2016.txt",
    "samples/bac-giang-hop-tac-2016.txt",
    "tests/data/numbers/udhr/vi.txt",
    "tests/data/segment/gold.txt",
    "tests/data/names/gold.txt",
    "tests/data/article/bai-viet.md",
];

impl Chain {
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut text = String::new();
        for name in TEXTS {
            let file = fs::read_to_string(root.join(name)).expect("a text of the repository");
            let lines = file.lines().filter(|line| !line.starts_with('#'));
            text.extend(lines.flat_map(|line| [line, " "]));
        }
        let words: Vec<String> = text
            .split(|c: char| c.is_whitespace() || "‖⏎⍽[]|".contains(c))
            .map(|word| word.rsplit(':').next().unwrap_or(word).to_owned())
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .collect();
        let mut first = std::collections::HashMap::new();
        let mut places = vec![Vec::new(); words.len()];
        for (at, word) in words.iter().enumerate() {
            let own = *first.entry(word.to_lowercase()).or_insert(at);
            places[own].push(at as u32);
        }
        for at in 0..words.len() {
            let own = first[&words[at].to_lowercase()];
            if own != at {
                places[at] = places[own].clone();
            }
        }
        let mut terms = Vec::new();
        for entry in fs::read_dir(root.join("glossary")).expect("the glossary") {
            let file = fs::read_to_string(entry.expect("a file").path()).expect("a file of the glossary");
            for line in file.lines().filter_map(|line| line.strip_prefix("vi = [")) {
                terms.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
            }
        }
        terms.sort();
        Self { words, places, terms }
    }

    /// A sentence of about `length` words.
    pub fn sentence(&self, dice: &mut Dice, length: usize) -> String {
        let mut out = String::new();
        let mut at = dice.below(self.words.len());
        for n in 0..length {
            if n > 0 {
                out.push(' ');
            }
            match dice.below(100) {
                0..3 => out.push_str(&self.terms[dice.below(self.terms.len())]),
                3..7 => out.push_str(&figure(dice)),
                7..8 => out.push_str(&rare(dice)),
                _ => out.push_str(&self.words[at]),
            }
            let places = &self.places[at];
            at =
                if dice.one_in(6) { dice.below(self.words.len()) } else { places[dice.below(places.len())] as usize };
            at = (at + 1) % self.words.len();
        }
        out.push('.');
        out
    }
}

fn figure(dice: &mut Dice) -> String {
    match dice.below(5) {
        0 => format!("{}/{}", 1 + dice.below(28), 1 + dice.below(12)),
        1 => format!("{},{}%", dice.below(90), dice.below(10)),
        2 => format!("{}.{:03}", 1 + dice.below(99), dice.below(1000)),
        3 => (2000 + dice.below(25)).to_string(),
        _ => (2 + dice.below(500)).to_string(),
    }
}

/// A word of Vietnamese shape from a long tail.
fn rare(dice: &mut Dice) -> String {
    const ONSETS: [&str; 12] = ["b", "ch", "đ", "gi", "kh", "l", "ng", "nh", "ph", "th", "tr", "x"];
    const RIMES: [&str; 16] =
        ["a", "áp", "anh", "ầu", "ậc", "ay", "iệp", "iến", "ình", "ông", "ốc", "ới", "ước", "uất", "uyền", "ự"];
    let (onset, rime) = (dice.below(12).min(dice.below(12)), dice.below(16).min(dice.below(16)));
    format!("{}{}", ONSETS[onset], RIMES[rime])
}

fn length(dice: &mut Dice) -> usize {
    if dice.one_in(40) { 65 + dice.below(90) } else { 5 + dice.below(16) + dice.below(16) }
}

/// `count` different sentences, one in twelve of them nearly another one.
pub fn normal(chain: &Chain, count: usize) -> Vec<String> {
    let mut dice = Dice(1);
    let mut known = std::collections::HashSet::with_capacity(count);
    let mut all: Vec<String> = Vec::with_capacity(count);
    while all.len() < count {
        let text = if dice.one_in(12) && !all.is_empty() {
            let at = dice.below(all.len());
            edited(&mut dice, &all[at], 8)
        } else {
            let words = length(&mut dice);
            chain.sentence(&mut dice, words)
        };
        if known.insert(text.clone()) {
            all.push(text);
        }
    }
    all
}

/// `count` different sentences of 200 templates in which only figures, dates and places differ.
pub fn templates(chain: &Chain, count: usize) -> Vec<String> {
    let mut dice = Dice(2);
    let templates: Vec<Vec<String>> = (0..200)
        .map(|n| {
            let words = if n % 20 == 0 { 70 + dice.below(40) } else { 12 + dice.below(20) };
            let text = chain.sentence(&mut dice, words);
            let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            for _ in 0..3 {
                let at = dice.below(words.len());
                words[at] = "\0".to_owned();
            }
            words
        })
        .collect();
    let mut known = std::collections::HashSet::with_capacity(count);
    let mut all = Vec::with_capacity(count);
    while all.len() < count {
        let template = &templates[dice.below(200)];
        let fill = |word: &String, dice: &mut Dice| match word.as_str() {
            "\0" if dice.one_in(4) => chain.words[dice.below(chain.words.len())].clone(),
            "\0" => figure(dice),
            word => word.to_owned(),
        };
        let text = template.iter().map(|word| fill(word, &mut dice)).collect::<Vec<_>>().join(" ");
        if known.insert(text.clone()) {
            all.push(text);
        }
    }
    all
}

/// `text` with about one word in `one_in` dropped, doubled or replaced, and one for certain.
pub fn edited(dice: &mut Dice, text: &str, one_in: usize) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let sure = dice.below(words.len());
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if at != sure && !dice.one_in(one_in) {
            out.push((*word).to_owned());
            continue;
        }
        match dice.below(3) {
            0 => {}
            1 => out.extend([(*word).to_owned(), rare(dice)]),
            _ => out.push(rare(dice)),
        }
    }
    out.join(" ")
}

/// The kinds of questions.
pub const KINDS: [&str; 4] = ["exact", "figure or name changed", "edited by 10-30 %", "new"];

/// 500 questions of each kind, each with its kind.
pub fn questions(chain: &Chain, memory: &[String], templates: bool) -> Vec<(usize, String)> {
    let mut dice = Dice(3);
    let mut all = Vec::new();
    for kind in 0..KINDS.len() {
        for n in 0..500 {
            let mut text = memory[dice.below(memory.len())].clone();
            // One in ten over 64 syllables, so that these are among all kinds.
            while n % 10 == 0 && text.split(' ').count() < 66 {
                text.clone_from(&memory[dice.below(memory.len())]);
            }
            let text = match kind {
                0 => text,
                1 => changed(&mut dice, &text),
                2 => {
                    let one_in = 4 + dice.below(7);
                    edited(&mut dice, &text, one_in)
                }
                _ if templates => {
                    let one_in = 2 + dice.below(3);
                    edited(&mut dice, &text, one_in)
                }
                _ => {
                    let words = if n % 10 == 0 { 66 + dice.below(60) } else { length(&mut dice) };
                    chain.sentence(&mut dice, words)
                }
            };
            all.push((kind, text));
        }
    }
    all
}

/// Another figure in place of one, or another name where there is none.
fn changed(dice: &mut Dice, text: &str) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let with = |test: &dyn Fn(&str) -> bool| words.iter().position(|word| test(word));
    let digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let name = |word: &str| word.starts_with(char::is_uppercase);
    let at = with(&digit).or_else(|| with(&name)).unwrap_or(0);
    words[at] = figure(dice);
    words.join(" ")
}
