//! Two files given by hand are aligned unit by unit, and a finding names the very words.

use super::{check, codes, small, words};

const SOURCE: &str = "<!DOCTYPE html><html><body><h1>Tỉnh có FDI</h1>\n<p>Năm 2016 có <b>200</b> dự án FDI &amp; ODA.</p>\n\
                      <p>Câu thứ hai nói về 35 xã.</p>\n<ul><li>Một điểm: 7%.</li></ul></body></html>\n";

#[test]
fn words_are_found_through_markup() {
    let desk = small();
    desk.write("a.html", SOURCE);
    desk.write(
        "a.ja.html",
        "<!DOCTYPE html><html><body><h1>省にFDI</h1>\n<p>2016年には<b>2000</b>件の外国投資&amp;ODA事業があった。</p>\n\
         <p>第2文は35の村について述べる。</p>\n<ul><li>要点：7％。</li></ul></body></html>\n",
    );
    let (findings, code) = check(&desk, &["--pair", "a.html", "a.ja.html", "--to", "ja"]);
    assert_eq!(code, 1);
    let found: Vec<(&str, String, u64)> = findings
        .iter()
        .map(|finding| {
            let line = finding["place"]["position"]["line"].as_u64().expect("a line");
            (finding["code"].as_str().expect("a code"), words(&desk, finding), line)
        })
        .collect();
    assert!(found.contains(&("term-forbidden", "外国投資".to_owned(), 2)), "{found:?}");
    assert!(
        found.iter().any(|(code, words, line)| *code == "number-value" && words.starts_with("2000") && *line == 2),
        "{found:?}"
    );
    assert_eq!(found.len(), 2, "{findings:#?}");
    assert!(findings.iter().all(|finding| finding["article"] == "a.html"));
}

#[test]
fn units_that_are_missing_or_added_are_named() {
    let desk = small();
    desk.write(
        "a.md",
        "# Tỉnh có FDI\n\nNăm 2016 có 200 dự án.\n\nCâu thứ hai nói về 35 xã miền núi xa xôi.\n\n- Một điểm\n",
    );
    desk.write("a.en.md", "# The province has FDI\n\nThe second sentence is about 35 remote mountain communes.\n\n- One point\n- And another one that nobody wrote\n");
    let (findings, _) = check(&desk, &["--pair", "a.md", "a.en.md", "--to", "en"]);
    assert_eq!(codes(&findings), ["pair-unit-missing", "pair-unit-added"], "{findings:#?}");
    assert_eq!(
        (&findings[0]["place"]["file"], words(&desk, &findings[0])),
        (&"a.md".into(), "Năm 2016 có 200 dự án.".to_owned())
    );
    assert_eq!(findings[0]["place"]["position"]["line"], 3);
    assert_eq!(
        (&findings[1]["place"]["file"], &findings[1]["place"]["position"]["line"]),
        (&"a.en.md".into(), &6.into())
    );
}

#[test]
fn a_pair_needs_its_language_and_its_files() {
    let desk = small();
    desk.write("a.txt", "Một câu.\n");
    assert_eq!(desk.run(&["check", "--pair", "a.txt", "a.txt"]).status.code(), Some(2));
    assert_eq!(desk.run(&["check", "--pair", "a.txt", "--to", "ja"]).status.code(), Some(2));
    let output = desk.run(&["check", "--pair", "a.txt", "b.txt", "--to", "ja"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("b.txt"));
}
