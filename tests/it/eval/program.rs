//! `anban eval` as a desk runs it.

use super::super::desk::Desk;

/// One right answer, one with a wrong figure.
const SCRIPT: &str = r#"
[[answer]]
source = "Tỉnh có 300 dự án."
target = "The province has 300 projects."
[[answer]]
source = "Huyện có 200 dự án."
target = "The district has 500 projects."
"#;

const TABLE: &str = "source\ttarget\tlocale\n\
    Tỉnh có 300 dự án.\tThe province has 300 projects.\ten\n\
    Huyện có 200 dự án.\tThe district has 200 projects.\ten\n";

#[test]
fn raw_publishes_a_wrong_figure_and_the_pipeline_does_not() {
    let desk = Desk::new("script", "[backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n");
    desk.write("script.toml", SCRIPT);
    desk.write("pairs.tsv", TABLE);
    let (scores, code) = desk.json(&["eval", "pairs.tsv", "--to", "en", "--json"]);
    assert_eq!(code, 0, "{scores:#}");
    let (raw, pipeline) = (&scores[0], &scores[1]);
    assert_eq!((&raw["pipeline"], &pipeline["pipeline"]), (&false.into(), &true.into()));
    assert_eq!((&raw["published"], &raw["blocking"]), (&2.into(), &1.into()), "{raw:#}");
    assert_eq!(raw["numbers"], serde_json::json!({ "right": 1, "of": 2 }));
    assert_eq!((&pipeline["published"], &pipeline["blocking"]), (&1.into(), &0.into()), "{pipeline:#}");
    assert_eq!(pipeline["numbers"], serde_json::json!({ "right": 1, "of": 1 }));
    // Worst first, and the refused attempt is shown as such.
    assert_eq!(pipeline["lines"][0]["source"], "Huyện có 200 dự án.");
    assert_eq!(pipeline["lines"][0]["published"], false);
    assert_eq!(pipeline["lines"][1]["chrf"], 100.0);
    assert!(raw["bleu_signature"].as_str().is_some_and(|text| text.contains("tok:13a")));
}

#[test]
fn limits_hold_and_other_files_are_refused() {
    let desk = Desk::new("script", "[backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n");
    desk.write("script.toml", SCRIPT);
    desk.write("pairs.tsv", TABLE);
    desk.write("pairs.doc", TABLE);
    let (scores, code) = desk.json(&["eval", "pairs.tsv", "--to", "en", "--limit", "1", "--json"]);
    assert_eq!((&scores[0]["segments"], code), (&1.into(), 0));
    for (args, said) in [
        (["eval", "pairs.doc", "--to", "en"], "pairs.doc: an article is compared with its translation"),
        (["eval", "pairs.tsv", "--to", "ko"], "no translations into"),
        (["eval", "absent.tsv", "--to", "en"], "cannot read absent.tsv"),
    ] {
        let output = desk.run(&args);
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{words}");
        assert!(words.contains(said), "{words}");
    }
}
