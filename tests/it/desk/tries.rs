//! The English sentence as a draft or as what is translated, and the best of several answers.

use super::Desk;

/// A desk with these settings of `[translate]` and a script of answers: source, language, target.
fn desk(settings: &str, answers: &[(&str, &str, &str)]) -> Desk {
    let desk = Desk::new("s", "[backends.s]\nkind = \"scripted\"\npath = \"s.toml\"\n");
    let config = std::fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", config.replace("[translate]\n", &format!("[translate]\n{settings}\n")));
    let answer = |(source, to, target): &(&str, &str, &str)| {
        format!("[[answer]]\nsource = {source:?}\nto = {to:?}\ntarget = {target:?}\n")
    };
    desk.write("s.toml", answers.iter().map(answer).collect::<String>());
    desk.write("a.md", format!("{VIETNAMESE}\n"));
    desk
}

fn edition(desk: &Desk, locale: &str) -> String {
    std::fs::read_to_string(desk.path(&format!("editions/a/{locale}.md"))).expect("an edition")
}

const VIETNAMESE: &str = "Tỉnh **Bắc Giang** tiếp tục hỗ trợ nông dân.";
const SOURCE: &str = "Tỉnh <1>Bắc Giang</1> tiếp tục hỗ trợ nông dân.";
const ENGLISH: &str = "<1>Bac Giang</1> province continues to support farmers.";
const ANSWERS: &[(&str, &str, &str)] = &[
    (SOURCE, "en", ENGLISH),
    (ENGLISH, "ja", "<1>バクザン省</1>は農民への支援を続けている。"),
    (ENGLISH, "ko", "<1>박장성</1>은 농민 지원을 이어가고 있다."),
];

#[test]
fn a_pivot_translates_the_english_sentence() {
    let desk = desk("draft = \"pivot\"", ANSWERS);
    let (report, code) = desk.json(&["translate", "a.md", "--format", "source", "--json"]);
    assert_eq!(code, 0, "{report:#}");
    assert_eq!(edition(&desk, "ja").trim(), "**バクザン省**は農民への支援を続けている。");
    assert_eq!(edition(&desk, "ko").trim(), "**박장성**은 농민 지원을 이어가고 있다.");
    // The same again, though what is asked is another text, and an English page alone, ask nobody.
    desk.write("s.toml", "");
    let (again, code) = desk.json(&["translate", "a.md", "--format", "source", "--json"]);
    assert_eq!((super::total(&again, "asked"), super::total(&again, "in_context"), code), (0, 3, 0), "{again:#}");
}

#[test]
fn without_a_pivot_the_vietnamese_is_what_is_asked() {
    for settings in
        ["", "draft = \"auto\"", "draft = true", "draft = false", "draft = \"english\"", "draft = \"off\""]
    {
        let desk = desk(settings, ANSWERS);
        let (report, code) = desk.json(&["translate", "a.md", "--format", "source", "--json"]);
        assert_eq!((super::total(&report, "missing"), code), (2, 1), "{settings}: {report:#}");
        assert!(edition(&desk, "en").contains("continues to support farmers"), "{settings}");
    }
    let wrong = desk("draft = \"german\"", ANSWERS);
    let told = wrong.run(&["translate", "a.md"]);
    let said = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(said.contains("config.toml:") && said.contains("\"pivot\""), "{said}");
}

/// The second of three answers has no fault, the first two spaces, the third is refused.
#[test]
fn the_best_of_several_answers_is_taken() {
    let (spaced, clean) = ("<1>Bac Giang</1> province continues to support  farmers.", ENGLISH);
    let answers = [(SOURCE, "en", spaced), (SOURCE, "en", clean), (SOURCE, "en", "도민")];
    for (tries, want, asked) in [(1, spaced, 1), (2, clean, 2), (5, clean, 2)] {
        let desk = desk(&format!("to = [\"en\"]\ntries = {tries}\nrepairs = 0"), &answers);
        let (report, code) = desk.json(&["translate", "a.md", "--format", "source", "--json"]);
        assert_eq!(code, 0, "{tries}: {report:#}");
        assert_eq!(edition(&desk, "en").trim(), want.replace("<1>", "**").replace("</1>", "**"), "{tries}");
        let history = desk.run(&["memory", "stats", "--json"]);
        let stats: serde_json::Value = serde_json::from_slice(&history.stdout).expect("JSON");
        assert_eq!(stats["history"], asked, "{tries}: {stats:#}");
    }
    // A further answer that is refused, or none, takes nothing from the one that passed.
    let answers = [(SOURCE, "en", spaced), (SOURCE, "en", "도민")];
    let desk = desk("to = [\"en\"]\ntries = 4\nrepairs = 0", &answers);
    let (report, code) = desk.json(&["translate", "a.md", "--format", "source", "--json"]);
    assert_eq!(code, 0, "{report:#}");
    assert!(edition(&desk, "en").contains("support  farmers"));
}
