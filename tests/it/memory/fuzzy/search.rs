//! The index answers as comparing with every segment would.

use anban::{article::Content, locale::Locale, memory::fuzzy::Index};

use super::{
    super::rows::{Dice, key},
    brute::Brute,
    edited, insert, sentence,
};

/// Inserts, removes, freezes and asks in random order.
#[test]
fn every_near_segment_is_found() {
    let (mut asked, mut found) = (0, 0);
    for seed in 0..60 {
        let mut dice = Dice(seed);
        let (mut index, mut brute) = (Index::new(), Brute::default());
        let mut texts: Vec<String> = vec!["tỉnh có dự án".to_owned()];
        let words = 6 + dice.below(19);
        for _ in 0..160 {
            let some = usize::try_from(dice.below(texts.len() as u64)).unwrap();
            match dice.below(20) {
                0 => index.freeze(),
                1 | 2 => {
                    let keys = brute.keys();
                    if let Some(&key) = keys.get(some % keys.len().max(1)) {
                        assert!(index.remove(key) && brute.remove(key));
                        assert!(!index.remove(key));
                    }
                }
                3..=9 => {
                    let text = sentence(&mut dice, words);
                    let locale = Locale::TARGETS[usize::try_from(dice.below(3)).unwrap()];
                    index.insert(key(&text), &Content::plain(text.as_str()), locale);
                    brute.insert(key(&text), &text, locale);
                    texts.push(text);
                }
                10..=14 => {
                    let one_in = 2 + dice.below(9);
                    let text = edited(&mut dice, &texts[some], one_in);
                    index.insert(key(&text), &Content::plain(text.as_str()), Locale::En);
                    if !text.is_empty() {
                        brute.insert(key(&text), &text, Locale::En);
                        texts.push(text);
                    }
                }
                _ => {
                    let one_in = 2 + dice.below(30);
                    let text = edited(&mut dice, &texts[some], one_in);
                    let at_least =
                        [50, 55, 60, 66, 69, 70, 71, 75, 85, 90, 99, 100][usize::try_from(dice.below(12)).unwrap()];
                    let limit = usize::try_from(1 + dice.below(9)).unwrap();
                    let locale = [None, Some(Locale::En), Some(Locale::Ko)][usize::try_from(dice.below(3)).unwrap()];
                    let want = brute.search(&text, locale, at_least, limit);
                    let got = index.search(&Content::plain(text.as_str()), locale, at_least, limit);
                    assert_eq!(got, want, "seed {seed}, {at_least} %, {limit} of {text:?}");
                    asked += 1;
                    found += want.len();
                }
            }
            assert_eq!(index.len(), brute.len(), "seed {seed}");
        }
    }
    assert!(asked > 1_000 && found > 1_000, "{asked} {found}");
}

#[test]
fn percentages_mean_what_the_trade_means() {
    let mut index = Index::new();
    let base = "Tỉnh Bắc Giang đã thu hút được hơn 200 dự án.";
    insert(&mut index, base);
    let best = |text: &str| {
        let content = Content::plain(text);
        index.search(&content, None, 50, 1).first().map(|near| near.percent)
    };
    for (text, want) in [
        (base, Some(100)),
        ("tỉnh bắc giang đã thu hút được hơn 200 dự án", Some(99)),
        ("Tỉnh Bắc Giang – đã thu hút được hơn 200 dự án!", Some(99)),
        ("Tỉnh Bắc Giang đã thu hút được hơn 250 dự án.", Some(90)),
        ("Tỉnh Bắc Giang đã thu hút được hơn 200 dự án mới.", Some(91)),
        ("Tỉnh Bắc Ninh đã thu hút được gần 200 dự án.", Some(81)),
        ("Huyện Yên Thế chưa thu được hơn 200 dự án.", Some(54)),
        ("Hôm nay trời mưa to ở nhiều nơi.", None),
        ("", None),
        ("…", None),
    ] {
        assert_eq!(best(text), want, "{text}");
    }
    let mut marked = Content::plain("Tỉnh ");
    marked.push_code(anban::article::CodeKind::Alone, "<br>");
    marked.push_text("Bắc Giang đã thu hút được hơn 200 dự án.");
    assert_eq!(index.search(&marked, None, 50, 1).first().map(|near| near.percent), Some(99), "markup");
}

#[test]
fn what_is_put_in_is_found_at_once() {
    let mut index = Index::new();
    let mut dice = Dice(7);
    for n in 0..3_000 {
        let text = format!("{} {n}", sentence(&mut dice, 24));
        let own = insert(&mut index, &text);
        let best = index.search(&Content::plain(text.as_str()), Some(Locale::En), 70, 3);
        assert_eq!(best.first().map(|near| (near.key, near.percent)), Some((own, 100)), "{text}");
        if n == 1_000 {
            index.freeze();
            assert_eq!(index.loose(), 0);
        }
    }
}

#[test]
fn what_is_no_sentence_is_passed_over() {
    let mut index = Index::new();
    insert(&mut index, "…");
    insert(&mut index, &"dài ".repeat(5_000));
    assert!(index.is_empty());
    insert(&mut index, &"dài ".repeat(4_096));
    index.freeze();
    assert_eq!(index.search(&Content::plain("dài ".repeat(4_000)), None, 90, 5).len(), 1);
    assert!(index.search(&Content::plain("dài ".repeat(5_000)), None, 50, 5).is_empty());
}
