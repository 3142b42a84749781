//! What holds for every legal syllable and for every text.

use std::time::Instant;

use anban::{
    locale::Locale::{En, Ja, Ko},
    names::{KanaV, Kind, Names, Settings, Syllable},
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Rimes by their vowels, the letter that bears the tone, and the codas they take (quốc ngữ; domain facts §5.5).
/// Written apart from the program's own table.
const RIMES: &str = "a:0:-cmnptchngnh ă:0:cmnptng â:0:cmnptng e:0:-cmnptng ê:0:-mnptchnh i:0:-mnptchnh o:0:-cmnptng \
    ô:0:-cmnptng ơ:0:-mnpt u:0:-cmnptng ư:0:-cmntng ai:0:- ay:0:- ây:0:- ao:0:- au:0:- âu:0:- eo:0:- êu:0:- iu:0:- \
    oi:0:- ôi:0:- ơi:0:- ui:0:- ưi:0:- ưu:0:- ia:0:- ua:0:- ưa:0:- iê:1:cmnptng iêu:1:- uô:1:cmntng uôi:1:- \
    ươ:1:cmnptng ươi:1:- ươu:1:- oa:1:-cmnptchngnh oă:1:cmntng oe:1:-nt oai:1:- oay:1:- oeo:1:- uâ:1:ntng uây:1:- \
    uê:1:-chnh uơ:1:- uy:1:-ptchnh uya:1:- uyê:2:nt";
const ONSETS: &str = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";
const TONES: [&str; 6] = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];

/// Every legal syllable with its toneless form.
fn inventory() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for rime in RIMES.split_whitespace() {
        let mut parts = rime.split(':');
        let mut part = || parts.next().unwrap_or_default();
        let (vowels, bearer, codas) = (part(), part().parse::<usize>().unwrap_or(usize::MAX), part());
        assert!(bearer < 3 && !codas.is_empty(), "{rime}");
        for onset in ONSETS.split(' ').chain([""]) {
            let front = vowels.starts_with(['e', 'ê', 'i']);
            let glide = vowels.starts_with(['o', 'u']) && vowels.chars().count() > 1;
            let spelled = match onset {
                "k" | "gh" | "ngh" => front,
                "c" | "g" | "ng" => !front,
                "qu" => !vowels.starts_with(['o', 'u', 'ư', 'ô', 'ă']),
                "gi" => !front && !glide,
                "" => !vowels.starts_with("iê"),
                _ => true,
            };
            for coda in ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"].into_iter().filter(|coda| takes(codas, coda))
            {
                let tones = if matches!(coda, "c" | "ch" | "p" | "t") { &[2, 5][..] } else { &[0, 1, 2, 3, 4, 5] };
                for tone in tones.iter().filter(|_| spelled) {
                    let toned: String = vowels
                        .chars()
                        .enumerate()
                        .flat_map(|(at, c)| {
                            [c.to_string(), if at == bearer { TONES[*tone].to_owned() } else { String::new() }]
                        })
                        .collect();
                    let word: String = format!("{onset}{toned}{coda}").nfc().collect();
                    all.push((word, format!("{onset}{vowels}{coda}")));
                }
            }
        }
    }
    all
}

/// `codas` is the letters run together, `-` for none, digraphs at the end.
fn takes(codas: &str, coda: &str) -> bool {
    let singles = codas.replace("ch", "").replace("ng", "").replace("nh", "");
    match coda {
        "" => singles.contains('-'),
        "ch" | "ng" | "nh" => codas.contains(coda),
        single => singles.contains(single),
    }
}

#[test]
fn every_legal_syllable_is_transcribed_whole() {
    let names = [Names::default(), Names::new(&Settings { ja_v: KanaV::V, ..Settings::default() })];
    let all = inventory();
    assert!(all.len() > 9_000, "{} syllables", all.len());
    let is_hangul = |c: char| ('가'..='힣').contains(&c);
    let is_kana = |c: char| ('ァ'..='ヴ').contains(&c) || matches!(c, 'ー');
    for (word, toneless) in &all {
        assert!(Syllable::parse(word).is_some(), "{word} is a syllable");
        let ko = names[0].transcribe(word, Kind::Place, Ko).preferred;
        assert!(!ko.is_empty() && ko.chars().all(is_hangul), "{word}: {ko}");
        assert_eq!(ko, names[0].transcribe(toneless, Kind::Place, Ko).preferred, "the tone of {word}");
        for (names, kind) in [(&names[0], Kind::Place), (&names[1], Kind::Place), (&names[0], Kind::Person)] {
            let ja = names.transcribe(word, kind, Ja).preferred;
            assert!(!ja.is_empty() && ja.chars().all(is_kana), "{word}: {ja}");
            assert!(!ja.starts_with(['ー', 'ッ', 'ン', 'ァ', 'ィ', 'ェ', 'ォ', 'ャ', 'ュ', 'ョ']), "{word}: {ja}");
        }
        assert!(names[0].transcribe(word, Kind::Person, En).preferred.is_ascii(), "{word}");
    }
}

#[test]
fn a_name_no_rule_reads_stays_latin_and_says_so() {
    let found = Names::default().transcribe("Đặng Steve", Kind::Person, Ko);
    assert_eq!((found.preferred.as_str(), found.basis), ("Dang Steve", anban::names::Basis::Unknown));
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => any::<char>().prop_map(String::from),
        6 => prop::sample::select(vec![
            "Nguyễn", "Trần", "Hồ", "Chí", "Minh", "Hà", "Nội", "tỉnh", "TP.", "thành phố", "xã", "ông", "Bắc", "Giang",
            "-", "–", ",", "\n", "\u{A0}", "\u{F0000}", "\u{F0001}", "\u{300}", "\u{323}", "Ð", "VŨNG", "Từ", "Việt", "Nam",
            "Ha\u{300}", "hoà", "(", ")", ".", "\u{200B}", "Trung Quốc",
        ]).prop_map(String::from),
        6 => Just(" ".to_owned()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn finding_never_panics_and_its_spans_fit(text in text()) {
        let mut end = 0;
        for one in Names::default().find(&text) {
            prop_assert!(one.span.start >= end && one.span.end <= text.len() && one.span.start < one.span.end);
            prop_assert!(text.is_char_boundary(one.span.start) && text.is_char_boundary(one.span.end));
            end = one.span.end;
        }
    }

    #[test]
    fn checking_never_panics(source in text(), target in text()) {
        let names = Names::default();
        let uses = names.find(&source);
        for locale in [En, Ja, Ko] {
            for finding in names.check(&uses, &target, locale) {
                if let Some(span) = finding.target {
                    prop_assert!(!span.of(&target).is_empty());
                }
            }
        }
    }

    #[test]
    fn syllables_never_panic(word in any::<String>()) {
        let _ = Syllable::parse(&word);
        let _ = Names::default().transcribe(&word, Kind::Person, Ja);
        let _ = Names::default().transcribe(&word, Kind::Place, Ko);
    }

    #[test]
    fn decomposed_text_gives_the_same_names(
        words in prop::collection::vec(prop::sample::select(vec![
            "Nguyễn", "Văn", "Hoà", "Hồ", "Chí", "Minh", "Hà", "Nội", "tỉnh", "thành", "phố", "xã", "ông", "Bắc", "Giang",
            "Lý", "Việt", "Nam", "chủ", "tịch", "của", "đường", "Thái", "Bình", "Dương", "và",
        ]), 0..14)
    ) {
        let text = words.join(" ");
        let decomposed: String = text.nfd().collect();
        let names = Names::default();
        let (one, other) = (names.find(&text), names.find(&decomposed));
        prop_assert_eq!(
            one.iter().map(|n| (&n.text, n.kind)).collect::<Vec<_>>(),
            other.iter().map(|n| (&n.text, n.kind)).collect::<Vec<_>>()
        );
    }
}

/// Seconds of `find` on `piece` repeated to about `bytes` bytes.
fn seconds(piece: &str, bytes: usize) -> f64 {
    let text = piece.repeat(bytes / piece.len() + 1);
    let names = Names::default();
    let best = (0..3).map(|_| {
        let start = Instant::now();
        std::hint::black_box(names.find(&text));
        start.elapsed().as_secs_f64()
    });
    best.fold(f64::INFINITY, f64::min)
}

#[test]
fn finding_is_linear_on_hostile_texts() {
    for piece in [
        "Nguyễn ",
        "Hồ Chí Minh, ",
        "A",
        "\u{F0000}",
        "Hồ\u{F0000}",
        "A\u{300}",
        "TP. ",
        "Bà Rịa - ",
        "xã A\u{200B} ",
        " ",
        "\n",
        "ông.",
        "Từ ",
        "Phan Rang - Tháp ",
    ] {
        let (short, long) = (seconds(piece, 20_000), seconds(piece, 160_000));
        // Eight times the text; quadratic work would take sixty-four times as long.
        assert!(long < 30.0 * short + 0.02, "{piece:?}: {short} s, then {long} s");
    }
}
