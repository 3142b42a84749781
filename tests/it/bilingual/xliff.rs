//! What is written is read again, and nothing hostile is.

use anban::{
    article::{CodeKind, Content},
    bilingual::{Document, Note, Pair, Piece, Version, pieces, read, resolve, write},
    locale::Locale,
    memory::State,
};
use proptest::prelude::*;

/// Text with any characters but stand-ins, and codes: alone, in pairs that nest, in pairs that cross.
fn content() -> impl Strategy<Value = Content> {
    let text = proptest::collection::vec(any::<char>(), 0..12).prop_map(|chars| {
        chars.into_iter().filter(|&c| !anban::article::is_code(c) && c != '\0').collect::<String>()
    });
    let piece = (text, 0..4_u8);
    proptest::collection::vec(piece, 0..8).prop_map(|parts| {
        let mut content = Content::default();
        let mut open: Vec<usize> = Vec::new();
        for (text, what) in parts {
            content.push_text(&text);
            match what {
                0 => drop(content.push_code(CodeKind::Alone, "<br>")),
                1 => open.push(content.push_code(CodeKind::Alone, "<b class=\"&amp;\">")),
                kind if !open.is_empty() => {
                    // 3 closes what was opened first, so that pairs cross.
                    let begin = if kind == 2 { open.pop().expect("open") } else { open.remove(0) };
                    let end = content.push_code(CodeKind::Close { with: begin }, "</b>");
                    content.codes[begin].kind = CodeKind::Open { with: end };
                }
                _ => {}
            }
        }
        content
    })
}

fn document(contents: &[Content], states: &[Option<State>]) -> Document {
    let pairs = contents.iter().zip(states).enumerate().map(|(at, (content, state))| Pair {
        id: format!("{}.1", at + 1),
        state: *state,
        // A translation that differs from its sentence, or a tool could not tell them apart.
        target: state.map(|_| {
            let mut target = vec![Piece::Text("bản dịch ".to_owned())];
            match pieces(content).split_first() {
                Some((Piece::Text(first), rest)) => {
                    target = vec![Piece::Text(format!("bản dịch {first}"))];
                    target.extend_from_slice(rest);
                }
                _ => target.extend(pieces(content)),
            }
            target
        }),
        notes: vec![Note { category: "finding".to_owned(), text: "a < b & \"c\"\n".to_owned() }],
        translator: Some("Nguyễn & Co".to_owned()),
        ..Pair::from(content)
    });
    Document {
        original: "bài & <báo>.txt".to_owned(),
        locale: Some(Locale::Ja),
        translator: Some("Lan".to_owned()),
        pairs: pairs.collect(),
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(contents in proptest::collection::vec(content(), 1..5), seed in any::<u8>()) {
        let all = [None, Some(State::Initial), Some(State::Translated), Some(State::Reviewed), Some(State::Final)];
        let states: Vec<_> = (0..contents.len()).map(|at| all[(at + usize::from(seed)) % 5]).collect();
        let whole = document(&contents, &states);
        let sources: Vec<&Content> = contents.iter().collect();
        for version in [Version::V12, Version::V21] {
            for fill in [false, true] {
                let text = write(&whole, &sources, version, fill);
                let (mut back, found) = read(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
                prop_assert_eq!(found, version);
                for pair in &mut back.pairs {
                    pair.span = anban::text::Span::new(0, 0);
                }
                prop_assert_eq!(&back, &whole, "{}", text);
                for (pair, content) in back.pairs.iter().zip(&contents) {
                    prop_assert_eq!(resolve(&pair.source, content).expect("its own codes"), content.clone());
                }
            }
        }
    }

    #[test]
    fn no_bytes_make_it_panic(text in "(<[a-z/]{0,12}( id=\"[0-9u.]{0,4}\")?/?>|&[a-z#0-9]{0,5};|[^<&]{0,9}){0,60}") {
        let _ = read(&text);
        let _ = read(&format!("<xliff version=\"1.2\"><file target-language=\"en\"><body><trans-unit id=\"1\">{text}"));
        let _ = read(&format!("<xliff version=\"2.1\" trgLang=\"ko\"><file id=\"f\"><unit id=\"u1\">{text}</unit></file></xliff>"));
    }
}

fn wrapped(unit: &str) -> String {
    format!(
        "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\"><file original=\"a\" \
         source-language=\"vi\" target-language=\"en\" datatype=\"x\"><body>{unit}</body></file></xliff>"
    )
}

#[test]
fn hostile_files_are_refused_with_the_place() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>".to_owned() + wrapped("").as_str();
    let outside = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">".to_owned() + wrapped("").as_str();
    let deep = wrapped(&("<trans-unit id=\"1\"><source>".to_owned() + "<g id=\"1\">".repeat(100_000).as_str()));
    let long = wrapped("<trans-unit id=\"1\"><source>&xxe;</source></trans-unit>");
    for (text, why) in [
        (bomb.as_str(), "document type"),
        (outside.as_str(), "document type"),
        (deep.as_str(), "deep"),
        (long.as_str(), "&xxe;"),
        ("<html></html>", "no XLIFF"),
        ("", "no XLIFF"),
        ("<xliff version=\"3.0\"></xliff>", "3.0"),
        ("<xliff version=\"2.1\" trgLang=\"fr\"></xliff>", "fr"),
        (&wrapped("<trans-unit id=\"1\"><source>a</source>")[..150], "no XML"),
        (&wrapped("<trans-unit id=\"1\"></trans-unit>"), "no <source>"),
        (&wrapped("<trans-unit id=\"1\"><trans-unit id=\"2\">"), "inside another"),
    ] {
        let error = read(text).expect_err(why);
        let cut = why == "no XML" && error.why.contains("ends in the middle");
        assert!(error.why.contains(why) || cut, "{why}: {error}");
        assert!(error.at <= text.len());
    }
}

#[test]
fn what_other_tools_write_is_read() {
    let (document, _) = read(&wrapped(
        "<group><trans-unit id=\"7\" approved=\"yes\"><source>A<bpt id=\"1\">&lt;b></bpt>B<ept id=\"1\">&lt;/b></ept>\
         <ph id=\"3\">&lt;br/></ph></source><seg-source><mrk mtype=\"seg\" mid=\"1\">no</mrk></seg-source>\
         <target state=\"translated\"><mrk mtype=\"seg\" mid=\"1\"><bpt id=\"1\">x</bpt>b</mrk><ept id=\"1\"/>a<ph id=\"3\"/>\
         </target><alt-trans><source>no</source><target>no</target></alt-trans></trans-unit></group>",
    ))
    .expect("XLIFF 1.2");
    let pair = &document.pairs[0];
    let text = |text: &str| Piece::Text(text.to_owned());
    assert_eq!(pair.source, [text("A"), Piece::Open(1), text("B"), Piece::Close(1), Piece::Alone(3)]);
    assert_eq!(
        pair.target.as_deref(),
        Some(&[Piece::Open(1), text("b"), Piece::Close(1), text("a"), Piece::Alone(3)][..])
    );
    assert_eq!(pair.state, Some(State::Reviewed));
    let split = "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"vi\" trgLang=\"en-GB\">\
                 <file id=\"f\"><unit id=\"u1\"><segment state=\"final\"><source>A.</source><target>a.</target></segment>\
                 <ignorable><source> </source><target> </target></ignorable><segment state=\"translated\">\
                 <source>B.</source><target>b.</target></segment></unit></file></xliff>";
    let (document, _) = read(split).expect("XLIFF 2.0");
    assert_eq!(document.pairs[0].source, [text("A. B.")]);
    assert_eq!(document.pairs[0].target.as_deref(), Some(&[text("a. b.")][..]));
    assert_eq!(document.pairs[0].state, Some(State::Translated));
}

#[test]
fn broken_codes_are_named() {
    let mut source = Content::plain("A");
    let open = source.push_code(CodeKind::Alone, "<b>");
    let close = source.push_code(CodeKind::Close { with: open }, "</b>");
    source.codes[open].kind = CodeKind::Open { with: close };
    source.push_code(CodeKind::Alone, "<br>");
    for (target, fault) in [
        (vec![Piece::Open(1), Piece::Close(1)], "− <3/>"),
        (vec![Piece::Open(1), Piece::Close(1), Piece::Alone(3), Piece::Alone(3)], "×2 <3/>"),
        (vec![Piece::Open(1), Piece::Close(1), Piece::Alone(3), Piece::Alone(9)], "+ <9/>"),
        (vec![Piece::Close(1), Piece::Open(1), Piece::Alone(3)], "⇄ </1>"),
    ] {
        assert_eq!(resolve(&target, &source).expect_err(fault).to_string(), fault);
    }
    let moved = [Piece::Alone(3), Piece::Open(1), Piece::Text("x".to_owned()), Piece::Close(1)];
    assert_eq!(resolve(&moved, &source).expect("moved codes are fine").codes, source.codes);
}
