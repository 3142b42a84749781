//! The aligner on the Universal Declaration of Human Rights, whose articles stand one a line in each language.

use anban::{
    locale::Locale,
    memory::exchange::align::{Bead, LONGEST, Sentence, align},
    numbers,
    segment::{Segmenter, Settings, built_in_rules},
};

/// The sentences of a language, each with the number of its article.
fn sentences(locale: Locale) -> Vec<(usize, Sentence)> {
    let path = format!("{}/tests/data/numbers/udhr/{locale}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let settings = Settings { soft_split_above: 0, ..Settings::default() };
    let segmenter = Segmenter::from_srx(built_in_rules(locale), locale.tag(), &settings).unwrap();
    let mut all = Vec::new();
    for (article, line) in text.lines().enumerate() {
        for span in segmenter.split(line) {
            let text = span.of(line).to_owned();
            let figures = numbers::parse(&text, locale).iter().map(|figure| format!("{:?}", figure.value)).collect();
            all.push((article, Sentence { length: text.chars().count(), figures, renderings: Vec::new(), text }));
        }
    }
    all
}

fn run(source: &[(usize, Sentence)], target: &[(usize, Sentence)]) -> Vec<Bead> {
    let bare = |side: &[(usize, Sentence)]| side.iter().map(|(_, sentence)| sentence.clone()).collect::<Vec<_>>();
    let beads = align(&bare(source), &bare(target)).unwrap();
    // Every sentence stands in exactly one bead, in order.
    let (mut i, mut j) = (0, 0);
    for bead in &beads {
        assert_eq!((bead.source.start, bead.target.start), (i, j));
        assert!((0.0..=1.0).contains(&bead.confidence), "{bead:?}");
        (i, j) = (bead.source.end, bead.target.end);
    }
    assert_eq!((i, j), (source.len(), target.len()));
    beads
}

/// Of the beads of at least 60 % that have both sides: how many there are, and how many join one article to itself.
fn taken(source: &[(usize, Sentence)], target: &[(usize, Sentence)]) -> (usize, usize) {
    let (mut all, mut right) = (0, 0);
    for bead in run(source, target) {
        if bead.source.is_empty() || bead.target.is_empty() || bead.confidence < 0.6 {
            continue;
        }
        all += 1;
        let article = source[bead.source.start].0;
        let of_one = source[bead.source.clone()].iter().all(|(own, _)| *own == article)
            && target[bead.target.clone()].iter().all(|(own, _)| *own == article);
        right += usize::from(of_one);
    }
    (all, right)
}

#[test]
fn the_declaration_is_aligned() {
    let source = sentences(Locale::Vi);
    for (locale, least) in [(Locale::En, 53), (Locale::Ja, 56), (Locale::Ko, 57)] {
        let target = sentences(locale);
        let (all, right) = taken(&source, &target);
        println!("{locale}: {} and {} sentences, {all} pairs taken, {right} right", source.len(), target.len());
        assert!(all >= least, "{locale}: only {all} pairs");
        assert!(right * 100 >= all * 97, "{locale}: {right} of {all}");
    }
}

#[test]
fn articles_that_the_translation_leaves_out_do_not_spoil_the_rest() {
    let source = sentences(Locale::Vi);
    for locale in Locale::TARGETS {
        let target: Vec<_> = sentences(locale).into_iter().filter(|(article, _)| article % 7 != 5).collect();
        let (all, right) = taken(&source, &target);
        println!("{locale} with gaps: {all} pairs taken, {right} right");
        assert!(all >= 37, "{locale}: only {all} pairs");
        assert!(right * 100 >= all * 90, "{locale}: {right} of {all}");
    }
}

#[test]
fn nothing_aligns_with_nothing() {
    assert_eq!(align(&[], &[]).unwrap(), []);
    let one = Sentence { length: 20, ..Sentence::default() };
    assert_eq!(run(&[(0, one.clone())], &[]).len(), 1);
    assert_eq!(run(&[], &[(0, one)]).len(), 1);
}

#[test]
fn figures_decide_where_lengths_cannot() {
    let sentence = |figure: &str| Sentence { length: 50, figures: vec![figure.to_owned()], ..Sentence::default() };
    let source = ["1", "2", "3", "4"].map(|figure| (0, sentence(figure)));
    let target = ["1", "3", "4"].map(|figure| (0, sentence(figure)));
    let beads = run(&source, &target);
    // Lengths alone cannot say which of the four was left out.
    for pair in [(2..3, 1..2), (3..4, 2..3)] {
        assert!(beads.iter().any(|bead| (bead.source.clone(), bead.target.clone()) == pair), "{beads:?}");
    }
    let doubtful = beads.iter().find(|bead| bead.source.contains(&1)).unwrap();
    assert!(doubtful.confidence < 0.6, "{beads:?}");
}

/// Only what lies near the diagonal is kept in memory: a book of the greatest length takes no square of it.
#[test]
fn a_long_text_is_aligned_near_the_diagonal() {
    let sentence = |figure: usize| Sentence {
        length: 40 + figure * 7 % 50,
        figures: vec![figure.to_string()],
        ..Sentence::default()
    };
    let source: Vec<_> = (0..1_000).map(|figure| (figure, sentence(figure))).collect();
    // A whole chapter is left out, and later a sentence now and then.
    let is_left = |figure: &usize| !(300..420).contains(figure) && figure % 97 != 5;
    let target: Vec<_> = (0..1_000).filter(is_left).map(|figure| (figure, sentence(figure))).collect();
    let (all, right) = taken(&source, &target);
    assert!(all >= target.len() * 97 / 100, "{all} of {}", target.len());
    assert_eq!(all, right);
    let too_long = vec![sentence(1); LONGEST + 1];
    assert_eq!(align(&too_long, &too_long), None);
    assert_eq!(align(&too_long, &[]), None);
}
