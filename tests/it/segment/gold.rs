//! The gold set of sentence boundaries, line by line; its form is described in the file itself.

use unicode_normalization::UnicodeNormalization;

use super::{super::cases, sentences, vietnamese};

const GOLD: &str = include_str!("../../data/segment/gold.txt");

#[test]
fn every_line_of_the_gold_set_is_read_as_a_person_reads_it() {
    let mut class = "";
    let mut count = 0;
    let mut faults = Vec::new();
    for (line, number) in GOLD.lines().zip(1..) {
        if let Some(name) = line.strip_prefix("## ") {
            class = name;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        count += 1;
        let marked = line.replace('⏎', "\n").replace('⍽', "\u{A0}");
        let expected: Vec<&str> =
            marked.split(['‖', '\n']).map(str::trim).filter(|piece| !piece.is_empty()).collect();
        let text = marked.replace('‖', "");
        let found = sentences(vietnamese(), &text);
        if found != expected {
            faults.push(format!("gold.txt:{number} ({class})\n  expected {expected:#?}\n  found    {found:#?}"));
        }
        let decomposed: String = text.nfd().collect();
        let found: Vec<String> = sentences(vietnamese(), &decomposed).iter().map(|s| s.nfc().collect()).collect();
        if found != expected {
            faults.push(format!(
                "gold.txt:{number} ({class}), decomposed\n  expected {expected:#?}\n  found    {found:#?}"
            ));
        }
    }
    cases::hold("segment", "sentences of the gold set", count, &faults);
    assert!(count >= 200, "only {count} cases");
}
