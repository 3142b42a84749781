//! The sample article, whole.

use anban::segment::{Segmenter, Settings};

use super::{sentences, vietnamese};

const SAMPLE: &str = include_str!("../../../samples/bac-giang-2016.txt");

#[test]
fn the_sample_article_is_segmented_thus() {
    let listed: Vec<String> = vietnamese()
        .split(SAMPLE)
        .iter()
        .map(|span| format!("{:>3} {}", span.of(SAMPLE).chars().count(), span.of(SAMPLE)))
        .collect();
    insta::assert_snapshot!(listed.join("\n"));
}

#[test]
fn only_over_long_sentences_are_cut_at_semicolons() {
    let whole = Segmenter::new(&Settings { soft_split_above: 0, ..Settings::default() }).expect("compiles");
    let longest = sentences(&whole, SAMPLE).into_iter().max_by_key(|s| s.chars().count()).expect("there are some");
    assert_eq!(longest.chars().count(), 651, "the article's longest sentence");
    let pieces = sentences(vietnamese(), longest);
    assert!(pieces.len() >= 2, "{pieces:#?}");
    assert_eq!(pieces.join(" "), longest);
    assert!(pieces[..pieces.len() - 1].iter().all(|piece| piece.ends_with(';')));
    assert!(pieces.iter().all(|piece| piece.chars().count() >= 50), "no piece is tiny: {pieces:#?}");

    let short = "Hợp tác; hội nhập; phát triển kinh tế.";
    assert_eq!(sentences(vietnamese(), short), [short]);
    let eager = Segmenter::new(&Settings { soft_split_above: 20, ..Settings::default() }).expect("compiles");
    assert_eq!(sentences(&eager, short), ["Hợp tác; hội nhập;", "phát triển kinh tế."]);
}

#[test]
fn abbreviations_of_the_settings_never_end_a_sentence() {
    let text = "Gặp Ttr. Nam và Lg. Hoa. Bà đi.";
    assert_eq!(sentences(vietnamese(), text).len(), 4);
    let settings = Settings { abbreviations: vec!["Ttr".into(), " Lg. ".into()], ..Settings::default() };
    let segmenter = Segmenter::new(&settings).expect("compiles");
    assert_eq!(sentences(&segmenter, text), ["Gặp Ttr. Nam và Lg. Hoa.", "Bà đi."]);

    let empty = Settings { abbreviations: vec!["Ttr".into(), " .".into()], ..Settings::default() };
    let error = Segmenter::new(&empty).expect_err("an empty abbreviation");
    assert!(error.to_string().contains("abbreviation number 2"), "{error}");
}
