//! Names for findings that stay the same while lines move.

use std::{collections::HashMap, fmt::Write as _};

use sha2::{Digest, Sha256};

use super::Sheet;

/// One name a finding, in order: 32 hexadecimal digits over the rule, the file, the language, the Vietnamese
/// sentence and the words under the finding, and after a colon its number among those that share them. Lines may
/// move and other findings come and go.
#[must_use]
pub fn fingerprints(sheet: &Sheet) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let names = sheet.found.iter().map(|found| {
        let finding = &found.finding;
        let mut hash = Sha256::new();
        let mut feed = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        };
        feed(&finding.code);
        feed(finding.locale.map_or("", |locale| locale.tag()));
        feed(&found.anchor);
        let words = finding.place.as_ref().and_then(|place| {
            feed(&place.file);
            Some(place.span.of(sheet.sources.get(&place.file)?))
        });
        feed(words.unwrap_or_default());
        if words.is_none_or(str::is_empty) {
            for (name, value) in finding.facts.iter().filter(|(_, value)| !is_place(value)) {
                feed(name);
                feed(value);
            }
        }
        let digest: [u8; 32] = hash.finalize().into();
        let mut name = String::with_capacity(36);
        for byte in digest.iter().take(16) {
            let _ = write!(name, "{byte:02x}");
        }
        let number = seen.entry(name.clone()).or_insert(0);
        *number += 1;
        let _ = write!(name, ":{number}");
        name
    });
    names.collect()
}

/// Whether a fact is a line of a file (`glossary/economy.toml:12`), which moves.
fn is_place(value: &str) -> bool {
    value.rsplit_once(':').is_some_and(|(_, line)| !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit()))
}
