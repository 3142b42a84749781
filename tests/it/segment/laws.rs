//! What holds for every text.

use std::sync::LazyLock;

use anban::{
    article::{CodeKind, Content, is_code},
    locale::Locale,
    segment::{Segmenter, Settings, join, tags},
    text::{Span, nfc},
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::vietnamese;

const LIMITS: [usize; 4] = [0, 1, 12, 40];

/// A segmenter for each limit of soft splitting.
static SEGMENTERS: LazyLock<Vec<Segmenter>> = LazyLock::new(|| {
    let limited = |&limit| Segmenter::new(&Settings { soft_split_above: limit, ..Settings::default() });
    LIMITS.iter().map(|limit| limited(limit).expect("compiles")).collect()
});

/// Text made of what matters to the rules, mixed with anything at all.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zđăâêôơưáàảãạ]{1,6}",
        2 => "[A-ZĐÂÔƯỞ][a-zêệạ]{0,4}",
        4 => r#"[.?!…;:,)("“”'’»«\]\[ -]{1,3}"#,
        3 => "[ \u{A0}\u{3000}\u{200B}]{1,2}",
        1 => "[\n\r]{1,2}",
        1 => "[0-9]{1,4}",
        2 => prop::sample::select(vec!["TP.", "GS.", "v.v.", "tr. 12.", "A.", "Co., Ltd.", "www.a.vn", "<1>", "\\", "< 2/>"])
            .prop_map(str::to_owned),
        1 => "[\u{300}\u{301}\u{323}\u{302}\u{31B}]{1,2}",
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Content with well-formed codes: pairs that may cross, and marks that stand alone.
fn contents() -> impl Strategy<Value = Content> {
    (prop::collection::vec((text(), 0..4_u8), 0..10)).prop_map(|runs| {
        let mut content = Content::default();
        let mut open = Vec::new();
        for (run, what) in runs {
            content.push_text(&run);
            match what {
                0 => drop(content.push_code(CodeKind::Alone, "<x/>")),
                1 => open.push(content.push_code(CodeKind::Alone, "<b>")),
                2 if !open.is_empty() => {
                    let with = open.swap_remove(0);
                    let close = content.push_code(CodeKind::Close { with }, "</b>");
                    content.codes[with].kind = CodeKind::Open { with: close };
                }
                _ => {}
            }
        }
        content
    })
}

fn check(text: &str, spans: &[Span]) -> Result<(), TestCaseError> {
    let mut done = 0;
    for &span in spans {
        prop_assert!(span.start >= done && span.start < span.end, "{spans:?} ascend and are not empty");
        prop_assert!(text.get(span.start..span.end).is_some(), "{span:?} stands on character borders");
        prop_assert!(text[done..span.start].chars().all(|c| !c.is_alphanumeric()), "nothing to translate in a gap");
        done = span.end;
    }
    prop_assert!(text[done..].chars().all(|c| !c.is_alphanumeric()));
    Ok(())
}

fn composed(content: &Content) -> Content {
    let mut text = String::new();
    for run in content.text.split_inclusive(is_code) {
        let code = run.chars().next_back().filter(|&c| is_code(c));
        text.push_str(&nfc(run.trim_end_matches(is_code)));
        text.extend(code);
    }
    Content { text, codes: content.codes.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn spans_ascend_and_cover_all_that_is_text(text in text(), limit in 0..LIMITS.len()) {
        check(&text, &SEGMENTERS[limit].split(&text))?;
    }

    #[test]
    fn joining_what_was_split_gives_the_unit_back(content in contents()) {
        let segments = vietnamese().segments(&content);
        let spans: Vec<Span> = segments.iter().map(|segment| segment.span).collect();
        check(&content.text, &spans)?;
        for locale in Locale::ALL {
            prop_assert_eq!(&join(&content, &segments, &[], locale), &content);
        }
        // Each segment for itself, put back in its place: the same text and the same pairs.
        let own: Vec<_> = segments.iter().map(|segment| Some(segment.content.clone())).collect();
        prop_assert_eq!(&join(&content, &segments, &own, Locale::Vi), &content);
    }

    #[test]
    fn composed_and_decomposed_text_split_alike(text in text()) {
        let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
        let (one, other) = (vietnamese().split(&composed), vietnamese().split(&decomposed));
        let again: Vec<String> = other.iter().map(|span| span.of(&decomposed).nfc().collect()).collect();
        prop_assert_eq!(one.iter().map(|span| span.of(&composed)).collect::<Vec<_>>(), again);
    }

    #[test]
    fn tags_bring_every_code_and_every_letter_back(content in contents()) {
        prop_assert_eq!(tags::decode(&tags::encode(&content), &content), Ok(composed(&content)));
    }

    #[test]
    fn no_answer_makes_decoding_panic(answer in "[<>/12 \\\\a\u{F0000}]{0,30}", content in contents()) {
        if let Ok(decoded) = tags::decode(&answer, &content) {
            let shown = decoded.text.chars().filter(|&c| is_code(c)).count();
            prop_assert_eq!(shown, content.text.chars().filter(|&c| is_code(c)).count());
        }
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    for piece in [".", ". ", "a.B", "A. ", "(", "“a. ", "\\<", "x;", "\u{300}", "\u{F0000}", "v.v. ", "a.\n"] {
        let text = piece.repeat(200_000 / piece.len());
        let start = std::time::Instant::now();
        let spans = vietnamese().split(&text);
        let taken = start.elapsed();
        assert!(spans.iter().all(|span| !span.is_empty()));
        assert!(taken.as_secs() < 20, "{piece:?} took {taken:?}");
    }
}
