//! `anban names` says what becomes of each name, and who says so.

use std::fs;

use super::Desk;

#[test]
fn each_name_is_shown_with_its_renderings_and_their_authority() {
    let desk = Desk::new("none", "");
    let text = "Chủ tịch nước Trần Đại Quang đến xã Tân Mỹ, tỉnh Bắc Giang và Hà Nội";
    let said = String::from_utf8(desk.run(&["--lang", "en", "names", text]).stdout).expect("UTF-8");
    for line in [
        "Trần Đại Quang · person\n  en  Tran Dai Quang  (table of persons)\n  ja  チャン・ダイ・クアン  (table of persons)\n  ko  쩐다이꽝  (table of persons)\n",
        "xã Tân Mỹ · place\n  en  Tan My Commune  (rule)\n  ja  タンミ村  (rule)\n  ko  떤미사  (rule)\n",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }
}

#[test]
fn the_glossary_goes_before_exceptions_and_rules() {
    let desk = Desk::new("none", "");
    let config = fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    let own = config.lines().map(|line| if line.starts_with("glossary") { "glossary = \"own\"" } else { line });
    desk.write("config.toml", own.collect::<Vec<_>>().join("\n"));
    desk.write(
        "own/names.toml",
        "[[term]]\nid = \"hanoi\"\nvi = [\"Hà Nội\"]\nkind = \"place\"\n[term.en]\nuse = \"Ha Noi\"\nforbid = [\"Hanoi\"]\n",
    );
    let (names, code) = desk.json(&["names", "Ông đến Hà Nội.", "--json"]);
    assert_eq!(code, 0);
    assert_eq!((&names[0]["en"]["preferred"], &names[0]["en"]["basis"]), (&"Ha Noi".into(), &"glossary".into()));
    assert_eq!(names[0]["en"]["wrong"][0], "Hanoi");
    assert_ne!(names[0]["ja"]["basis"], "glossary", "the term has no Japanese rendering");
}
