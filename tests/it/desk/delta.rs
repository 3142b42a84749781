//! An article that changes after its editions were published, and a folder that is watched.

use std::{fs, time::Duration};

use serde_json::Value;

use super::{Desk, total};

const SCRIPT: &str = r#"
[[answer]]
source = "Tỉnh có 200 dự án."
to = "en"
target = "The province has 200 projects."
[[answer]]
source = "Tỉnh có 300 dự án."
to = "en"
target = "The province has 300 projects."
[[answer]]
source = "Các bên đã ký kết."
to = "en"
target = "The parties have signed."
[[answer]]
source = "Hội nghị bế mạc <1>chiều nay</1>."
to = "en"
target = "The conference closed <1>this afternoon</1>."
[[answer]]
source = "Đoàn đã về nước."
to = "en"
target = "The delegation has returned home."
"#;

const ARTICLE: &str = "Tỉnh có 200 dự án.\n\nCác bên đã ký kết.\n\nHội nghị bế mạc *chiều nay*.\n";

fn desk() -> Desk {
    let desk = Desk::new("script", "[backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n");
    desk.write("script.toml", SCRIPT);
    desk
}

fn translate(desk: &Desk) -> Value {
    let (summary, code) = desk.json(&["translate", "bai.md", "--to", "en", "--json"]);
    assert_eq!((total(&summary, "person"), code), (0, 0), "{summary:#}");
    summary
}

fn page(desk: &Desk) -> String {
    fs::read_to_string(desk.path("editions/bai/en.html")).expect("a page")
}

fn provenance(desk: &Desk) -> Value {
    let text = fs::read_to_string(desk.path("editions/bai/en.provenance.json")).expect("a provenance file");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn a_changed_article_asks_for_its_changed_sentence_and_says_what_moved() {
    let desk = desk();
    desk.write("bai.md", ARTICLE);
    translate(&desk);
    assert!(!page(&desk).contains("class=\"revised\""));
    assert_eq!(provenance(&desk).get("revision"), None);
    let new = ARTICLE.replace("200", "300").replace("Các bên đã ký kết.\n\n", "") + "\nĐoàn đã về nước.\n";
    desk.write("bai.md", &new);
    let summary = translate(&desk);
    // A sentence in which only a figure changed is not even asked for.
    assert_eq!(
        (total(&summary, "asked"), total(&summary, "substituted"), total(&summary, "segments")),
        (1, 1, 3),
        "{summary:#}"
    );
    let revision = provenance(&desk)["revision"].clone();
    assert_eq!(revision["number"], 1);
    let moved: Vec<(&Value, &Value)> =
        revision["moved"].as_array().expect("a list").iter().map(|one| (&one["before"], &one["now"])).collect();
    let (none, text) = (Value::Null, |text: &str| Value::from(text));
    assert_eq!(
        moved,
        [
            (&text("Tỉnh có 200 dự án."), &text("Tỉnh có 300 dự án.")),
            (&text("Các bên đã ký kết."), &none),
            (&none, &text("Đoàn đã về nước.")),
        ]
    );
    let first = page(&desk);
    assert!(first.contains("Updated after publication: one sentence changed, 1 added, 1 removed."), "{first}");
    // The same article again says the same.
    translate(&desk);
    assert_eq!((page(&desk), provenance(&desk)["revision"].clone()), (first, revision));
    // And the check finds nothing wrong with it.
    let (report, code) = desk.json(&["check", "--format", "json"]);
    let codes: Vec<&Value> =
        report["findings"].as_array().expect("findings").iter().map(|one| &one["code"]).collect();
    // The article has no headline.
    assert_eq!((codes, code), (vec![&Value::from("page-title")], 0), "{report:#}");
}

#[test]
fn a_change_by_hand_outlives_a_change_of_the_article() {
    let desk = desk();
    desk.write("bai.md", ARTICLE);
    translate(&desk);
    let edited = page(&desk).replace("The parties have signed.", "Both sides have signed.");
    fs::write(desk.path("editions/bai/en.html"), &edited).expect("written");
    desk.write("bai.md", ARTICLE.replace("Tỉnh có 200 dự án.", "Đoàn đã về nước."));
    let summary = translate(&desk);
    assert_eq!(total(&summary, "asked"), 1, "{summary:#}");
    assert!(page(&desk).contains("Both sides have signed."), "{}", page(&desk));
    assert!(!desk.path("editions/bai/en.edited.html").exists());
    let segment = &provenance(&desk)["segments"][1];
    assert_eq!(
        (&segment["origin"]["who"], &segment["target"]),
        (&"person".into(), &"Both sides have signed.".into())
    );
    // And so it does the next time.
    desk.write("bai.md", ARTICLE.replace("Tỉnh có 200 dự án.\n\n", ""));
    translate(&desk);
    assert!(page(&desk).contains("Both sides have signed."));
}

#[test]
fn a_change_that_cannot_be_taken_over_is_kept_beside() {
    for (from, to) in [
        // A figure the article does not have.
        ("The province has 200 projects.", "The province has 500 projects."),
        // A sentence with markup.
        ("The conference closed", "The meeting closed"),
        // A sentence that is gone.
        ("<p>The parties have signed.</p>", ""),
    ] {
        let desk = desk();
        desk.write("bai.md", ARTICLE);
        translate(&desk);
        let edited = page(&desk).replacen(from, to, 9);
        assert_ne!(edited, page(&desk), "{from}");
        fs::write(desk.path("editions/bai/en.html"), &edited).expect("written");
        let output = desk.run(&["translate", "bai.md", "--to", "en"]);
        let kept = fs::read_to_string(desk.path("editions/bai/en.edited.html")).expect("kept");
        assert_eq!(kept, edited, "{from}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("edition-edit-aside"), "{from}: {said}");
        assert!(page(&desk).contains(from), "{from}: {}", page(&desk));
    }
}

#[test]
fn a_watched_folder_is_translated_once_and_again_when_it_changes() {
    let desk = desk();
    fs::create_dir(desk.path("tin")).expect("a folder");
    desk.write("tin/bai.md", ARTICLE);
    let watch = ["watch", "tin", "--to", "en", "--interval-ms", "50"];
    let once = |desk: &Desk| desk.run(&[&watch[..], &["--once"]].concat());
    let output = once(&desk);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let first = page(&desk);
    assert!(first.contains("The province has 200 projects."));
    // A second watch finds everything done: nothing is written and nothing counted.
    let output = once(&desk);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    // One that goes on sees what lands while it runs.
    let mut running = desk.command(&watch).spawn().expect("it starts");
    desk.write("tin/bai.md", ARTICLE.replace("200", "300"));
    let until = std::time::Instant::now() + Duration::from_secs(30);
    // The provenance is written last.
    while provenance(&desk)["revision"]["number"] != 1 {
        assert!(std::time::Instant::now() < until, "the change was not seen");
        std::thread::sleep(Duration::from_millis(50));
    }
    running.kill().expect("it stops");
    running.wait().expect("it has stopped");
    assert!(page(&desk).contains("300 projects"), "{}", page(&desk));
}
