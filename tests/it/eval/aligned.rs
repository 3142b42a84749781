//! Articles beside their translations, aligned by how they are built.

use serde_json::json;

use super::super::desk::Desk;

const SCRIPT: &str = r#"
[[answer]]
source = "Tỉnh có 300 dự án"
target = "Province has 300 projects"
[[answer]]
source = "Huyện có <1>200 dự án</1>."
target = "The district has <1>200 projects</1>."
[[answer]]
source = "Xã có 5 dự án."
target = "The commune has 5 projects."
[[answer]]
source = "Thôn có <1>2 dự án</1>."
target = "The village has 2 projects."
"#;

const HTML: &str = "<html><head><meta charset=utf-8></head><body><h1>Tỉnh có 300 dự án</h1>\n\
    <p>Huyện có <b>200 dự án</b>. Xã có 5 dự án.</p>\n<ul><li>Thôn có <i>2 dự án</i>.</li></ul></body></html>";
const HTML_EN: &str = "<html><head><meta charset=utf-8></head><body><h1>Province has 300 projects</h1>\n\
    <p>The district has <b>200 projects</b>. The commune has 5 projects.</p>\n\
    <ul><li>The village has <i>2 projects</i>.</li></ul></body></html>";

const MARKDOWN: &str = "# Tỉnh có 300 dự án\n\nHuyện có **200 dự án**. Xã có 5 dự án.\n\n- Thôn có *2 dự án*.\n";
const MARKDOWN_EN: &str = "# Province has 300 projects\n\nThe district has **200 projects**. The commune has 5 \
    projects.\n\n- The village has *2 projects*.\n";

fn desk() -> Desk {
    let desk = Desk::new("script", "[backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n");
    desk.write("script.toml", SCRIPT);
    desk.write("bai.html", HTML);
    desk.write("bai.en.html", HTML_EN);
    desk.write("bai.md", MARKDOWN);
    desk.write("en/bai.md", MARKDOWN_EN);
    desk
}

#[test]
fn units_are_compared_with_those_in_the_same_place() {
    let desk = desk();
    for pair in [["bai.html", "bai.en.html"], ["bai.md", "en/bai.md"]] {
        let (scores, code) = desk.json(&["eval", pair[0], pair[1], "--json"]);
        assert_eq!(code, 0, "{scores:#}");
        assert_eq!(scores.as_array().map(Vec::len), Some(2), "the file's name tells its language");
        let (raw, pipeline) = (&scores[0], &scores[1]);
        assert_eq!((&raw["locale"], &raw["segments"], &raw["published"]), (&json!("en"), &json!(4), &json!(4)));
        // The village's emphasis was lost: raw publishes that, the pipeline does not.
        assert_eq!((&raw["markup"], &raw["blocking"]), (&json!({ "right": 1, "of": 2 }), &json!(1)), "{raw:#}");
        assert_eq!((&pipeline["published"], &pipeline["blocking"]), (&json!(3), &json!(0)), "{pipeline:#}");
        let units: Vec<(u64, &str)> = raw["lines"]
            .as_array()
            .expect("lines")
            .iter()
            .map(|line| (line["unit"].as_u64().expect("a number"), line["reference"].as_str().expect("a text")))
            .collect();
        for unit in [
            (1, "Province has 300 projects"),
            (2, "The district has 200 projects. The commune has 5 projects."),
            (3, "The village has 2 projects."),
        ] {
            assert!(units.contains(&unit), "{units:?}");
        }
        assert_eq!(raw["chrf"].as_f64().map(f64::round), Some(100.0), "{raw:#}");
    }
}

#[test]
fn a_limit_cuts_the_article_before_it_is_asked_for() {
    let (scores, _) = desk().json(&["eval", "bai.html", "bai.en.html", "--limit", "1", "--json"]);
    assert_eq!((&scores[1]["segments"], &scores[1]["lines"][0]["unit"]), (&json!(1), &json!(1)), "{scores:#}");
}

#[test]
fn what_does_not_fit_is_said_with_its_place_and_a_way_out() {
    let desk = desk();
    desk.write("other.en.md", MARKDOWN_EN.replace("- The", "The"));
    desk.write("short.en.md", MARKDOWN_EN.replace("\n- The village has *2 projects*.\n", ""));
    desk.write("nameless.md", MARKDOWN_EN);
    for (args, said) in [
        (&["eval", "bai.md", "other.en.md"][..], "bai.md:5 is a list-item where other.en.md:5 is a paragraph"),
        (&["eval", "bai.md", "short.en.md"], "bai.md:5 is a list-item where short.en.md has ended"),
        (&["eval", "bai.md", "short.en.md"], "`anban memory align bai.md short.en.md --to en --state reviewed`"),
        (&["eval", "bai.md", "nameless.md"], "nameless.md: its language is not known: give --to"),
        (&["eval", "bai.md", "nameless.md", "--to", "en,ja"], "nameless.md: its language is not known: give --to"),
        (&["eval", "bai.md", "en/bai.md", "bai.html"], "bai.html: an article is compared with its translation"),
        (&["eval", "bai.md", "absent.en.md"], "cannot read absent.en.md"),
        (&["eval", "bai.md", "en/bai.md", "--to", "ja"], "no translations into the languages asked for"),
        (&["eval"], "<FILES>"),
        (&["eval", "bai.md", "--reviewed"], "cannot be used with"),
    ] {
        let output = desk.run(args);
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {words}");
        assert!(words.contains(said), "{args:?}: {words}");
    }
    let (scores, code) = desk.json(&["eval", "bai.md", "nameless.md", "--to", "en", "--json"]);
    assert_eq!((&scores[0]["locale"], code), (&json!("en"), 0));
}
