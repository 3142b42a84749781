//! What stands around an answer is taken off, the answer is not.

use anban::backend::reply::{Cleaned, clean};
use proptest::prelude::*;

const SOURCE: &str = "Bắc Giang hội nhập quốc tế.";

#[test]
fn chatter_goes() {
    for reply in [
        "Here is the translation:\n\nBac Giang integrates.",
        "Sure! Here's the English translation: Bac Giang integrates.",
        "English: Bac Giang integrates.",
        "**Translation:** Bac Giang integrates.",
        "```text\nBac Giang integrates.\n```",
        "```\nBac Giang integrates.",
        "\"Bac Giang integrates.\"",
        "“Bac Giang integrates.”",
        "<translation>Bac Giang integrates.</translation>",
        "<text>\"Bac Giang integrates.\"",
        "<think>Hmm: what is it?</think>\nBac Giang integrates.",
        "Bac Giang integrates.<|im_end|>\n<|im_start|>user",
        "Bac Giang integrates.\n\nNote: \"Bac Giang\" is a province.",
        "Bắc Giang hội nhập quốc tế.\n→ Bac Giang integrates.",
        "Bắc Giang hội nhập quốc tế. = Bac Giang integrates.",
        "以下は日本語訳です：\nBac Giang integrates.",
        "한국어 번역: Bac Giang integrates.",
    ] {
        assert_eq!(
            clean(reply, SOURCE),
            Cleaned { text: "Bac Giang integrates.".to_owned(), chatter: true },
            "{reply}"
        );
    }
}

#[test]
fn an_answer_stays_whole() {
    for (answer, source) in [
        ("Bac Giang integrates.", SOURCE),
        ("Bac Giang: New steps in external relations", SOURCE),
        ("“Homeland Spring” is held.", SOURCE),
        ("\"A\" and \"B\"", SOURCE),
        ("「故郷の春」", "“Xuân quê hương”"),
        ("<1>Bac Giang</1> integrates <2/>.", SOURCE),
        ("Bắc Giang hội nhập quốc tế.", SOURCE),
        ("", SOURCE),
    ] {
        assert_eq!(clean(answer, source), Cleaned { text: answer.to_owned(), chatter: false });
    }
}

proptest! {
    #[test]
    fn nothing_makes_it_fall_over(reply in "(\\PC|[\"“”`<>:：\n]|```|<think>|Note:|Here is ){0,40}", source in "\\PC{0,20}") {
        let cleaned = clean(&reply, &source);
        prop_assert!(reply.contains(&cleaned.text));
        prop_assert_eq!(cleaned.chatter, cleaned.text != reply.trim());
    }
}
