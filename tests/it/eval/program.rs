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

/// What one backend was paid for is not lost by another that cannot be used, and why is said.
#[test]
fn a_backend_that_breaks_takes_nothing_with_it() {
    let broken = "[backends.gone]\nkind = \"openai\"\nmodel = \"m\"\nbase-url = \"http://127.0.0.1:1\"\n\
                  [backends.gone.http]\nretries = 0\n";
    let desk =
        Desk::new("script", &format!("[backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n{broken}"));
    desk.write("script.toml", SCRIPT);
    desk.write("pairs.tsv", TABLE);
    let args = ["eval", "pairs.tsv", "--to", "en", "--backend", "script,gone", "--json", "--html", "page.html"];
    let (scores, code) = desk.json(&args);
    assert_eq!(code, 1, "{scores:#}");
    let named = |at: usize| (scores[at]["backend"].as_str(), scores[at]["failed"].as_u64());
    assert_eq!((named(0), named(1)), ((Some("script"), Some(0)), (Some("script"), Some(0))));
    assert_eq!((named(2), named(3)), ((Some("gone"), Some(2)), (Some("gone"), Some(2))));
    for at in [2, 3] {
        let why = scores[at]["lines"][0]["missing"][0].as_str().expect("a reason");
        assert!(why.contains("cannot be reached"), "{why}");
    }
    let page = std::fs::read_to_string(desk.path("page.html")).expect("the page");
    assert!(page.contains("cannot be reached"));
    // What is set wrongly is told before anybody is asked.
    let output = desk.run(&["eval", "pairs.tsv", "--to", "en", "--backend", "script,absent"]);
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{words}");
    assert!(words.contains("there is no backend \"absent\"") && !words.contains("chrF++"), "{words}");
}

/// A translation memory's own markup is markup.
#[test]
fn codes_of_a_tmx_are_counted() {
    let desk = Desk::new("script", "[backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n");
    desk.write(
        "script.toml",
        "[[answer]]\nsource = \"Tỉnh có <1>300 dự án</1>.\"\ntarget = \"The province has <1>300 projects</1>.\"\n\
         [[answer]]\nsource = \"Huyện có <1>200 dự án</1>.\"\ntarget = \"The district has 200 projects.\"\n",
    );
    let unit = |vi: &str, en: &str| {
        let seg = |text: &str| {
            text.replace('[', "<bpt i=\"1\" type=\"bold\">&lt;b&gt;</bpt>")
                .replace(']', "<ept i=\"1\">&lt;/b&gt;</ept>")
        };
        let (vi, en) = (seg(vi), seg(en));
        format!("<tu><tuv xml:lang=\"vi\"><seg>{vi}</seg></tuv><tuv xml:lang=\"en\"><seg>{en}</seg></tuv></tu>")
    };
    let units = unit("Tỉnh có [300 dự án].", "The province has [300 projects].")
        + unit("Huyện có [200 dự án].", "The district has [200 projects].").as_str();
    desk.write(
        "pairs.tmx",
        format!(
            "<?xml version=\"1.0\"?><tmx version=\"1.4\"><header creationtool=\"x\" creationtoolversion=\"1\" \
             segtype=\"sentence\" o-tmf=\"x\" adminlang=\"en\" srclang=\"vi\" datatype=\"html\"/>\
             <body>{units}</body></tmx>"
        ),
    );
    let (scores, code) = desk.json(&["eval", "pairs.tmx", "--to", "en", "--json"]);
    assert_eq!(code, 0, "{scores:#}");
    assert_eq!(scores[0]["markup"], serde_json::json!({ "right": 1, "of": 2 }), "{scores:#}");
    assert_eq!(scores[1]["markup"], serde_json::json!({ "right": 1, "of": 1 }));
    assert_eq!(scores[0]["lines"][0]["reference"].as_str().map(|text| text.contains('<')), Some(false));
}
