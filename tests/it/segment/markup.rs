//! Inline codes: segments around them, joining, and tags for backends.

use anban::{
    article::{CodeKind, Content},
    locale::Locale,
    segment::{join, tags},
};

use super::vietnamese;

/// A content from `<b>`, `</b>` (pairs by letter) and `<x/>`; everything else is text.
pub(super) fn content(marked: &str) -> Content {
    let mut content = Content::default();
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut rest = marked;
    while let Some(start) = rest.find('<') {
        content.push_text(&rest[..start]);
        let end = start + rest[start..].find('>').expect("a tag is closed");
        let raw = &rest[start..=end];
        rest = &rest[end + 1..];
        if raw.ends_with("/>") {
            content.push_code(CodeKind::Alone, raw);
        } else if let Some(name) = raw.strip_prefix("</") {
            let at = open.iter().rposition(|(known, _)| known.as_str() == name).expect("it was opened");
            let (_, with) = open.remove(at);
            let close = content.push_code(CodeKind::Close { with }, raw);
            content.codes[with].kind = CodeKind::Open { with: close };
        } else {
            let index = content.push_code(CodeKind::Alone, raw);
            open.push((raw[1..].to_owned(), index));
        }
    }
    content.push_text(rest);
    content
}

/// A content as marked text again.
fn marked(content: &Content) -> String {
    let raw = |c: char| Content::code_number(c).and_then(|n| content.codes.get(n)).map(|code| code.raw.clone());
    content.text.chars().map(|c| raw(c).unwrap_or_else(|| c.to_string())).collect()
}

#[test]
fn codes_go_with_the_sentence_they_belong_to() {
    for (unit, expected) in [
        ("<b>Foo.</b> Bar.", vec!["<b>Foo.</b>", "Bar."]),
        ("<b>Foo. </b>Bar.", vec!["<b>Foo. </b>", "Bar."]),
        ("Foo. <b>Bar.</b>", vec!["Foo.", "<b>Bar.</b>"]),
        ("Foo.<b> Bar.</b>", vec!["Foo.", "<b> Bar.</b>"]),
        ("<b>Foo.</b> <i>Bar.</i>", vec!["<b>Foo.</b>", "<i>Bar.</i>"]),
        ("<b><i>Foo.</i></b><u> Bar.</u>", vec!["<b><i>Foo.</i></b>", "<u> Bar.</u>"]),
        ("Foo.<note/> Bar.", vec!["Foo.<note/>", "Bar."]),
        ("Foo. <img/> Bar.", vec!["Foo.", "<img/> Bar."]),
        ("<img/> Foo. Bar. <img/>", vec!["<img/> Foo.", "Bar. <img/>"]),
        ("<b>Gặp T</b>S. Nam và <i>GS</i>. Hoa.", vec!["<b>Gặp T</b>S. Nam và <i>GS</i>. Hoa."]),
        ("<b>Foo. Bar.</b> Baz.", vec!["<b>Foo.", "Bar.</b>", "Baz."]),
        ("Ông nói “<i>Tốt.</i>” Bà cười.", vec!["Ông nói “<i>Tốt.</i>”", "Bà cười."]),
        ("<b>Foo</b>\n<i>Bar</i>", vec!["<b>Foo</b>", "<i>Bar</i>"]),
        ("Foo<b>\nBar</b>", vec!["Foo<b>", "Bar</b>"]),
        ("Foo\n<img/>\nBar", vec!["Foo", "Bar"]),
        ("<img/> <br/>", vec![]),
        ("Tỉnh đẩy mạnh.<b>Công tác này</b> tốt.", vec!["Tỉnh đẩy mạnh.", "<b>Công tác này</b> tốt."]),
        ("Câu một.\u{200B} Câu hai.", vec!["Câu một.", "Câu hai."]),
    ] {
        let unit = content(unit);
        let segments = vietnamese().segments(&unit);
        let found: Vec<String> = segments.iter().map(|segment| marked(&segment.content)).collect();
        assert_eq!(found, expected, "{}", marked(&unit));
        let visible: String = unit.visible().chars().filter(|&c| c != '\u{200B}').collect();
        assert_eq!(segments.len(), vietnamese().split(&visible).len(), "as without markup: {}", marked(&unit));
        assert_eq!(join(&unit, &segments, &[], Locale::Ja), unit, "nothing replaced, nothing changed");
    }
}

#[test]
fn joining_keeps_gaps_and_gives_codes_back() {
    let unit = content("  <b>Một. <i>Hai.</i>\nBa.</b>  Bốn.");
    let segments = vietnamese().segments(&unit);
    let translated: Vec<Option<Content>> = segments
        .iter()
        .map(|s| tags::decode(&tags::encode(&s.content).replace('.', "。"), &s.content).ok())
        .collect();
    for (replaced, locale, expected) in [
        (vec![0, 1, 2, 3], Locale::Ja, "  <b>Một。<i>Hai。</i>\nBa。</b>Bốn。"),
        (vec![0, 1, 2, 3], Locale::Ko, "  <b>Một。 <i>Hai。</i>\nBa。</b>  Bốn。"),
        (vec![0, 2, 3], Locale::Ja, "  <b>Một。 <i>Hai.</i>\nBa。</b>Bốn。"),
        (vec![], Locale::Ja, "  <b>Một. <i>Hai.</i>\nBa.</b>  Bốn."),
    ] {
        let replacements: Vec<_> =
            translated.iter().enumerate().map(|(at, t)| t.clone().filter(|_| replaced.contains(&at))).collect();
        let joined = join(&unit, &segments, &replacements, locale);
        assert_eq!(marked(&joined), expected);
        assert_eq!(joined.codes, unit.codes, "pairs over several sentences stay pairs");
    }
}

#[test]
fn a_forgotten_space_is_set_where_the_language_has_one() {
    let unit = Content::plain("Tỉnh đẩy mạnh.Công tác tốt.");
    let segments = vietnamese().segments(&unit);
    let replacements = [Some(Content::plain("It goes on.")), Some(Content::plain("It is good."))];
    assert_eq!(join(&unit, &segments, &replacements, Locale::En).text, "It goes on. It is good.");
    assert_eq!(join(&unit, &segments, &replacements, Locale::Ja).text, "It goes on.It is good.");
}

#[test]
fn a_replacement_may_bring_codes_of_its_own() {
    let unit = content("<a>Một.</a> Hai.");
    let segments = vietnamese().segments(&unit);
    let joined = join(&unit, &segments, &[Some(content("<u>One.</u>")), None], Locale::En);
    assert_eq!(marked(&joined), "<u>One.</u> Hai.");
    assert!(matches!(joined.codes[2].kind, CodeKind::Open { with: 3 }));
}

#[test]
fn tags_are_written_thus() {
    for (unit, expected) in [
        ("Không có gì.", "Không có gì."),
        ("<b>Foo</b> <img/>bar", "<1>Foo</1> <2/>bar"),
        ("<b><i>Foo</i></b>", "<1><2>Foo</2></1>"),
        ("Vie\u{302}\u{323}t Nam", "Việt Nam"),
        (r"C:\tin\<b>x</b>", r"C:\tin\\<1>x</1>"),
        (r"a\b", r"a\b"),
    ] {
        let unit = content(unit);
        assert_eq!(tags::encode(&unit), expected);
    }
    for (text, expected) in [
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("x <2> y", r"x \<2> y"),
        ("x < / 2 > y", r"x \< / 2 > y"),
        (r"x \<2/> y", r"x \\\<2/> y"),
        ("x <b> y <2", "x <b> y <2"),
    ] {
        // "1 < 2 >" reads like a tag with stray spaces, so it is escaped like one.
        let expected = if text.starts_with('1') { r"1 \< 2 > 0" } else { expected };
        let unit = Content::plain(text);
        assert_eq!(tags::encode(&unit), expected);
        assert_eq!(tags::decode(expected, &unit), Ok(unit));
    }
}

#[test]
fn answers_are_read_with_patience() {
    let source = content("<b>Foo</b> <img/>bar");
    for (answer, expected) in [
        ("bar <1>foo</1><2/>", "bar <b>foo</b><img/>"),
        ("< 1 >foo< / 1 > < 2 / >bar", "<b>foo</b> <img/>bar"),
        ("<1>foo</1> <2>bar", "<b>foo</b> <img/>bar"),
        ("<1>foo</1> <2></2>bar", "<b>foo</b> <img/>bar"),
        (r"<1>foo</1> <2/>\<7>", "<b>foo</b> <img/><7>"),
    ] {
        let decoded = tags::decode(answer, &source).expect("all tags are there");
        assert_eq!(marked(&decoded), expected, "{answer}");
        assert_eq!(decoded.codes, source.codes);
    }
}

#[test]
fn faults_are_named() {
    let source = content("<b>Foo</b> <i>bar</i> <img/>");
    for (answer, expected) in [
        ("foo <2>bar</2> <3/>", "missing tags: <1> </1>"),
        ("<1>foo <2>bar</2> <3/>", "missing tags: </1>"),
        ("<1>foo</1> <2>bar</2> <3/> <4/>", "tags that the source does not have: <4/>"),
        ("<1>foo</1> <2>bar</2> <3/> <0>", "tags that the source does not have: <0>"),
        (
            "<1>foo</1> <2>bar</2> <3/> <99999999999999999999999>",
            "tags that the source does not have: <99999999999999999999999>",
        ),
        ("<1>foo</1> <2>bar</2> <3/> \u{F0000}", "tags that the source does not have: U+F0000"),
        ("<1>foo</1> <2>bar</2> <3/> <3/>", "tags written more than once: <3/>"),
        ("<1>foo</1> <2>bar</2> <1>x</1> <3/>", "tags written more than once: <1> </1>"),
        ("<1>foo <2>bar</1></2> <3/>", "badly nested tags: </1>"),
        ("</1>foo<1> <2>bar</2> <3/>", "badly nested tags: </1>"),
        ("", "missing tags: <1> </1> <2> </2> <3/>"),
        ("<1/> <2>bar</2> <3/>", "missing tags: <1> </1>; tags that the source does not have: <1/>"),
    ] {
        let fault = tags::decode(answer, &source).expect_err(answer);
        assert_eq!(fault.to_string(), expected, "{answer}");
    }
    let crossing = content("<b>a<i>b</b>c</i>");
    assert!(tags::decode("<1>a<2>b</1>c</2>", &crossing).is_ok(), "pairs that cross in the source may cross");
}
