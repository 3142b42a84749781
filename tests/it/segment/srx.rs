//! The engine against small files of its own: what SRX 2.0 says, and what ends in an error.
//!
//! Sources: the SRX 2.0 specification (LISA, 2008) on rule order, `cascade` and language maps; deps.md finding 3 for
//! groups and alternations in `<beforebreak>`, on which the crate `srx` 0.1.4 fails.

use anban::segment::{RulesError, Segmenter, Settings};

use super::sentences;

fn file(cascade: &str, rules: &str, maps: &str) -> String {
    format!(
        r#"<?xml version="1.0"?>
<srx xmlns="http://www.lisa.org/srx20" xmlns:x="urn:another-tool" version="2.0">
<header segmentsubflows="yes" cascade="{cascade}">
<formathandle type="start" include="no"/><x:options any="thing"><x:deep/></x:options>
</header>
<body><languagerules>{rules}</languagerules><maprules>{maps}</maprules></body></srx>"#
    )
}

fn rule(breaks: &str, before: &str, after: &str) -> String {
    format!("<rule break=\"{breaks}\"><beforebreak>{before}</beforebreak><afterbreak>{after}</afterbreak></rule>")
}

fn set(name: &str, rules: &[String]) -> String {
    format!("<languagerule languagerulename=\"{name}\">{}</languagerule>", rules.concat())
}

fn map(pattern: &str, name: &str) -> String {
    format!("<languagemap languagepattern=\"{pattern}\" languagerulename=\"{name}\"/>")
}

fn split(srx: &str, language: &str, text: &str) -> Vec<String> {
    let segmenter = Segmenter::from_srx(srx, language, &Settings::default()).expect("a good file");
    sentences(&segmenter, text).into_iter().map(str::to_owned).collect()
}

/// One set of rules, taken for every language.
fn one(rules: &[String]) -> String {
    file("no", &set("A", rules), &map(".*", "A"))
}

#[test]
fn rules_mean_what_the_standard_says() {
    let end = || rule("yes", r"[.?!]+", r"\s");
    for (what, rules, text, expected) in [
        ("one break rule", vec![end()], "A b. C d? E", vec!["A b.", "C d?", "E"]),
        (
            "a group in the before-part",
            vec![rule("no", r"(Mr|Dr)\.", r"\s"), end()],
            "Mr. A. Dr. B.",
            vec!["Mr. A.", "Dr. B."],
        ),
        (
            "a bare alternation in the before-part",
            vec![rule("no", r"Mr\.|Dr\.", r"\s"), end()],
            "Dr. B. Mr. A.",
            vec!["Dr. B.", "Mr. A."],
        ),
        (
            "a bare alternation in the after-part",
            vec![rule("no", r"\.", r"\sa|\sb"), end()],
            "x. a. b. c",
            vec!["x. a. b.", "c"],
        ),
        (
            "a group with a name and a count",
            vec![rule("no", r"(?&lt;n>p\.){2}", r"\s"), end()],
            "p.p. 3. p. 4",
            vec!["p.p. 3.", "p.", "4"],
        ),
        (
            "the first rule that matches decides",
            vec![end(), rule("no", r"Mr\.", r"\s")],
            "Mr. A. B",
            vec!["Mr.", "A.", "B"],
        ),
        (
            "a break before a later exception",
            vec![rule("yes", r"Mr\.", r"\sA"), rule("no", r"Mr\.", ""), end()],
            "Mr. A Mr. B. C",
            vec!["Mr.", "A Mr. B.", "C"],
        ),
        ("an empty before-part", vec![rule("yes", "", r"\|")], "a|b|c", vec!["a", "|b", "|c"]),
        ("an empty after-part", vec![rule("yes", r"\|", "")], "a|b|c", vec!["a|", "b|", "c"]),
        (
            "what is not there matches all",
            vec!["<rule><beforebreak>;</beforebreak></rule>".to_owned()],
            "a;b",
            vec!["a;", "b"],
        ),
        (
            "space on the left of a break",
            vec![rule("yes", r"[.]\s+", r"\p{Lu}")],
            "Ông. Bà. cô. Ấy",
            vec!["Ông.", "Bà. cô.", "Ấy"],
        ),
        (
            "the start of a line",
            vec![rule("no", r"^\d\.", ""), end()],
            "1. a 2. b\n3. c",
            vec!["1. a 2.", "b", "3. c"],
        ),
        ("the end of a line", vec![rule("yes", "b", "c$")], "abc bcd\nbc", vec!["abc bcd", "b", "c"]),
        ("a word border", vec![rule("no", r"\betc\.", r"\s"), end()], "etc. A vetc. B", vec!["etc. A vetc.", "B"]),
        ("entities and CDATA", vec![rule("yes", "&amp;&#x3b;<![CDATA[<]]>", "")], "a&;<b", vec!["a&;<", "b"]),
        (
            "letters outside ASCII",
            vec![rule("no", r"(?i)đ\.", ""), rule("yes", "[。…]", "")],
            "一。二…Đ。",
            vec!["一。", "二…", "Đ。"],
        ),
        ("no rule at all", vec![], "A. B\nC", vec!["A. B", "C"]),
        ("lazy and counted", vec![rule("yes", r"a{2,}?b??", "c")], "aac abc aabc", vec!["aa", "c abc aab", "c"]),
    ] {
        assert_eq!(split(&one(&rules), "vi", text), expected, "{what}");
    }
}

#[test]
fn language_maps_choose_in_order_and_cascade() {
    let comma = set("Comma", &[rule("yes", ",", "")]);
    let stops = set("Stops", &[rule("no", ",", ""), rule("yes", r"\.", "")]);
    let rules = format!("{comma}{stops}");
    let maps = format!("{}{}{}", map("(?i)vi(-.*)?", "Comma"), map("en", "Stops"), map(".*", "Stops"));
    for (cascade, language, expected) in [
        ("no", "vi", vec!["a,", "b.c"]),
        ("no", "VI-VN", vec!["a,", "b.c"]),
        ("no", "en", vec!["a,b.", "c"]),
        ("no", "vie", vec!["a,b.", "c"]),
        ("yes", "vi", vec!["a,", "b.", "c"]),
        ("yes", "ja", vec!["a,b.", "c"]),
    ] {
        assert_eq!(
            split(&file(cascade, &rules, &maps), language, "a,b.c"),
            expected,
            "{language}, cascade {cascade}"
        );
    }
    let turned = format!("{}{}", map(".*", "Stops"), map("vi", "Comma"));
    assert_eq!(split(&file("yes", &rules, &turned), "vi", "a,b.c"), ["a,b.", "c"], "the order of the maps counts");
}

#[test]
fn a_far_look_back_is_bounded_and_a_near_one_is_not() {
    let srx = one(&[rule("no", r"x\S*\.", r"\s"), rule("yes", r"\.", r"\s")]);
    let near = format!("x{}. b", "a".repeat(200));
    let far = format!("x{}. b", "a".repeat(300));
    assert_eq!(split(&srx, "vi", &near).len(), 1);
    assert_eq!(split(&srx, "vi", &far).len(), 2);
}

fn error(srx: &str) -> RulesError {
    Segmenter::from_srx(srx, "vi", &Settings::default()).expect_err("a bad file")
}

#[test]
fn errors_name_their_place() {
    let bad = |before: &str, after: &str| one(&[rule("yes", "a", "b"), format!("\n  {}", rule("no", before, after))]);
    for (what, srx, expected) in [
        (
            "an unclosed group",
            bad("(a", ""),
            "7:33: languagerule \"A\", rule 2, <beforebreak>: cannot compile \"(a\": unclosed group",
        ),
        (
            "look-behind",
            bad("(?&lt;!a)b", ""),
            "7:33: languagerule \"A\", rule 2, <beforebreak>: cannot compile \"(?<!a)b\": look-behind",
        ),
        (
            "look-ahead",
            bad("b", "(?=c)"),
            "7:60: languagerule \"A\", rule 2, <afterbreak>: cannot compile \"(?=c)\": look-ahead",
        ),
        ("a property nobody knows", bad(r"\p{Nonsense}", ""), "Unicode property not found"),
        (
            "an expression of huge size",
            bad(r"(?:\p{L}{1000}){1000}", ""),
            "7:33: languagerule \"A\", rule 2, <beforebreak>: cannot compile",
        ),
        ("a map to nothing", file("no", "", &map("vi", "B")), "no <languagerule> is called \"B\""),
        ("a bad map", file("no", "", &map("(", "B")), "languagepattern: cannot compile \"(\""),
        ("no map", file("no", "", &map("en", "A")), "no <languagemap> matches the language \"vi\""),
        (
            "another version",
            "<srx version=\"1.0\"/>".to_owned(),
            "1:1: not SRX 2.0: version must be \"2.0\" and is \"1.0\"",
        ),
        ("another file", "<html/>".to_owned(), "1:1: not SRX 2.0: <html> may not stand here"),
        ("an empty file", String::new(), "the file ends before </srx>"),
        (
            "a file cut off",
            "<srx version=\"2.0\">\n<body>".to_owned(),
            "2:7: not SRX 2.0: the file ends before </srx>",
        ),
        ("crossed elements", "<srx version=\"2.0\">\n<body></srx>".to_owned(), "2:7: not well-formed XML"),
        ("text astray", file("no", "oops", ""), "text may stand only in"),
        (
            "a break that is neither",
            one(&[rule("perhaps", "a", "b")]),
            "break must be \"yes\" or \"no\" and is \"perhaps\"",
        ),
        ("an unknown entity", one(&[rule("yes", "&nbsp;", "b")]), "unknown entity"),
    ] {
        let message = error(&srx).to_string();
        assert!(message.contains(expected), "{what}: {message}");
    }
}
