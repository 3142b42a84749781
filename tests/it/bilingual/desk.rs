//! `anban xliff`, `handoff` and `handback` with the real binary, and with OmegaT and Translate Toolkit.

use std::{
    fs,
    process::{Command, Output},
};

use crate::desk::{Desk, repository};

const ARTICLE: &str =
    "Xin chào các bạn.\n\nHợp tác quốc tế ngày càng mở rộng. Tỉnh có 12 dự án.\n\nChợ quê họp từ sáng sớm.\n";

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &*String::from_utf8_lossy(&output.stderr)
}

fn run(desk: &Desk, args: &[&str], code: i32) -> String {
    let output = desk.run(args);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {}", text(&output));
    text(&output)
}

fn desk() -> Desk {
    let desk = Desk::new("none", "");
    desk.write("a.md", ARTICLE);
    desk
}

/// Puts a translation into a file of XLIFF 1.2 that was exported with nothing in it.
fn answer(xliff: &str, source: &str, target: &str) -> String {
    let old = format!("{source}</source>\n");
    assert!(xliff.contains(&old), "{xliff}");
    xliff.replacen(&old, &format!("{old}<target state=\"signed-off\">{target}</target>\n"), 1)
}

#[test]
fn what_a_tool_changes_comes_back_with_its_state_and_the_name() {
    let desk = desk();
    run(&desk, &["xliff", "export", "a.md", "--to", "en", "--as", "1.2"], 0);
    let xliff = fs::read_to_string(desk.path("a.en.xlf")).expect("an XLIFF file");
    let xliff = answer(&xliff, "Xin chào các bạn.", "Hello, friends.");
    desk.write("a.en.xlf", answer(&xliff, "Tỉnh có 12 dự án.", "The province has 12 projects."));
    let (report, code) = desk.json(&["xliff", "import", "a.en.xlf", "--translator", "Lan", "--json"]);
    assert_eq!((code, &report[0]["taken"], &report[0]["missing"]), (1, &2.into(), &2.into()), "{report}");
    let again = fs::read_to_string(desk.path("a.en.xlf")).expect("the file");
    for version in ["1.2", "2.1"] {
        run(&desk, &["xliff", "export", "a.md", "--to", "en", "--as", version, "--out", version], 0);
        let file = format!("{version}/a.en.xlf");
        let out = fs::read_to_string(desk.path(&file)).expect("an XLIFF file");
        assert!(out.contains("Hello, friends.") && out.contains("Lan"), "{out}");
        assert!(out.contains(if version == "1.2" { "signed-off" } else { "state=\"reviewed\"" }), "{out}");
        let (report, _) = desk.json(&["xliff", "import", &file, "--json"]);
        assert_eq!((&report[0]["taken"], &report[0]["unchanged"]), (&0.into(), &2.into()), "{report}");
    }
    // The first file is of the versions before the import: what it says again is known, what it says anew is refused.
    desk.write("a.en.xlf", again.replace("Hello, friends.", "Good day, friends."));
    let printed = run(&desk, &["xliff", "import", "a.en.xlf"], 1);
    assert!(printed.contains("a.en.xlf:") && printed.contains("somebody changed"), "{printed}");
    let (report, _) = desk.json(&["xliff", "import", "a.en.xlf", "--json"]);
    assert_eq!((&report[0]["refused"], &report[0]["unchanged"]), (&1.into(), &1.into()), "{report}");
}

#[test]
fn a_changed_source_and_broken_codes_are_refused_and_the_rest_taken() {
    let desk = desk();
    desk.write("a.md", "Tỉnh có **12 dự án** mới.\n\nXin chào các bạn.\n\nChợ quê họp từ sáng sớm.\n");
    run(&desk, &["xliff", "export", "a.md", "--to", "en", "--as", "1.2"], 0);
    let mut xliff = fs::read_to_string(desk.path("a.en.xlf")).expect("an XLIFF file");
    let at = xliff.find(" mới.</source>\n").expect("the sentence") + " mới.</source>\n".len();
    xliff.insert_str(at, "<target>The province has 12 new projects.</target>\n");
    let xliff = answer(&xliff, "Xin chào các bạn.", "Hello, friends.");
    desk.write("a.en.xlf", answer(&xliff, "Chợ quê họp từ sáng sớm.", "The village market opens early."));
    desk.write("a.md", "Tỉnh có **12 dự án** mới.\n\nXin chào các bạn.\n\nChợ quê họp từ chiều tối.\n");
    let printed = run(&desk, &["xliff", "import", "a.en.xlf"], 1);
    assert!(printed.contains("the codes are not those"), "{printed}");
    assert!(printed.contains("the article does not have this sentence"), "{printed}");
    assert!(printed.lines().any(|line| line.starts_with("a.en.xlf:") && line.contains(":1: ")), "{printed}");
    assert!(!named_elsewhere(&desk), "a file that names another file opens it");
}

/// Whether a file from outside can make us open an article outside this folder.
fn named_elsewhere(desk: &Desk) -> bool {
    let xliff = fs::read_to_string(desk.path("a.en.xlf")).expect("the file");
    desk.write("evil.xlf", xliff.replace("original=\"a.md\"", "original=\"/etc/hostname\""));
    !run(desk, &["xliff", "import", "evil.xlf"], 1).contains("--source")
}

#[test]
fn an_article_elsewhere_is_found_by_the_file_that_came_of_it() {
    let (away, desk) = (desk(), Desk::new("none", ""));
    let article = away.path("a.md").display().to_string();
    run(&desk, &["xliff", "export", &article, "--to", "en", "--as", "1.2"], 0);
    let xliff = fs::read_to_string(desk.path("a.en.xlf")).expect("an XLIFF file");
    let xliff = answer(&xliff, "Xin chào các bạn.", "Hello, friends.");
    desk.write("a.en.xlf", &xliff);
    let (report, _) = desk.json(&["xliff", "import", "a.en.xlf", "--dry-run", "--json"]);
    assert_eq!((&report[0]["taken"], &report[0]["missing"]), (&1.into(), &3.into()), "{report}");
    // It came back to another place, where the article lies beside it.
    desk.write("back/a.md", ARTICLE);
    desk.write("back/a.en.xlf", xliff.replace(&article, "/nowhere/a.md"));
    let (report, _) = desk.json(&["xliff", "import", "back/a.en.xlf", "--dry-run", "--json"]);
    assert_eq!((&report[0]["taken"], &report[0]["missing"]), (&1.into(), &3.into()), "{report}");
    // A file that names an article whose sentences it does not know learns nothing of it.
    away.write("a.md", "Một bài khác hẳn.\n");
    fs::remove_file(desk.path("back/a.md")).expect("removed");
    let said = run(&desk, &["xliff", "import", "a.en.xlf"], 1);
    assert!(said.contains("--source") && !said.contains("khác hẳn"), "{said}");
}

#[test]
fn omegat_translates_the_package_and_it_comes_back_whole() {
    let desk = desk();
    let known = desk.write(
        "known.csv.tmx",
        "<tmx version=\"1.4\"><header srclang=\"vi\"/><body><tu><tuv xml:lang=\"vi\"><seg>Xin chào các bạn.</seg></tuv>\
         <tuv xml:lang=\"en\"><seg>Hello, friends.</seg></tuv></tu></body></tmx>",
    );
    run(&desk, &["memory", "import", known.to_str().expect("a path")], 0);
    run(&desk, &["handoff", "a.md", "--to", "en", "--out", "job"], 0);
    for file in ["a.en.xlf", "matches.tmx", "terms.tbx", "README.txt", "preview.html", "omegat/omegat.project"] {
        assert!(desk.path("job").join(file).is_file(), "{file}");
    }
    // The freelancer's own work, as OmegaT keeps it.
    let pairs = [
        ("Hợp tác quốc tế ngày càng mở rộng.", "International cooperation is expanding."),
        ("Tỉnh có 12 dự án.", "The province has 12 projects."),
        ("Chợ quê họp từ sáng sớm.", "The village market opens early in the morning."),
    ];
    let units: String = pairs
        .iter()
        .map(|(vi, en)| {
            format!(
                "<tu><tuv lang=\"VI\"><seg>{vi}</seg></tuv><tuv lang=\"EN\" changeid=\"Lan\"><seg>{en}</seg></tuv></tu>"
            )
        })
        .collect();
    desk.write(
        "job/omegat/omegat/project_save.tmx",
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE tmx SYSTEM \"tmx11.dtd\"><tmx version=\"1.1\"><header \
             creationtool=\"OmegaT\" o-tmf=\"OmegaT TMX\" adminlang=\"EN-US\" datatype=\"plaintext\" \
             creationtoolversion=\"3.6\" segtype=\"paragraph\" srclang=\"VI\"/><body>{units}</body></tmx>"
        ),
    );
    let home = desk.path("home");
    fs::create_dir_all(&home).expect("a folder");
    let output = Command::new("omegat")
        .arg(desk.path("job/omegat"))
        .arg("--mode=console-translate")
        .env(
            "JAVA_TOOL_OPTIONS",
            format!("-Duser.home={} -Djava.awt.headless=true -Dfile.encoding=UTF-8", home.display()),
        )
        .output()
        .unwrap_or_else(|error| panic!("omegat: {error}; run scripts/install.sh test"));
    let (report, code) = desk.json(&["handback", "job", "--translator", "Lan", "--json"]);
    let target = fs::read_to_string(desk.path("job/omegat/target/a.en.xlf")).unwrap_or_default();
    assert_eq!(
        (code, &report[0]["taken"], &report[0]["missing"], &report[0]["refused"]),
        (0, &3.into(), &0.into(), &0.into()),
        "{report}\n{target}\n{}",
        text(&output)
    );
    assert_eq!(report[0]["unchanged"], 1, "{report}");
    let (stats, _) = desk.json(&["memory", "stats", "--json"]);
    assert_eq!(stats["history"], 4, "{stats}");
}

#[test]
fn a_package_as_an_archive_comes_back() {
    let desk = desk();
    run(&desk, &["handoff", "a.md", "--to", "ko", "--out", "job.zip"], 0);
    let (report, code) = desk.json(&["handback", "job.zip", "--json"]);
    assert_eq!((code, &report[0]["missing"], &report[0]["taken"]), (1, &4.into(), &0.into()), "{report}");
    let whole = fs::read(desk.path("job.zip")).expect("an archive");
    desk.write("cut.zip", &whole[..whole.len() / 2]);
    assert!(run(&desk, &["handback", "cut.zip"], 1).contains("cut.zip is no whole archive"));
}

#[test]
fn translate_toolkit_reads_and_round_trips_what_is_written() {
    let desk = desk();
    desk.write("a.md", "Tỉnh có **12 dự án** mới.\n\nXin chào các bạn.\n");
    run(&desk, &["handoff", "a.md", "--to", "en", "--out", "job"], 0);
    run(&desk, &["xliff", "export", "a.md", "--to", "en", "--as", "2.1"], 0);
    let script = "import sys\nfrom translate.storage import xliff, tmx, tbx\n\
                  store = xliff.xlifffile.parsefile(sys.argv[1])\n\
                  for unit in store.units:\n    assert 'Xin' in unit.source or 'Tỉnh' in unit.source, unit.source\n    \
                  if 'Xin' in unit.source:\n        unit.target = 'Hello, friends.'\n        unit.markapproved()\n\
                  store.savefile(sys.argv[2])\nprint(len(store.units))\n\
                  tmx.tmxfile.parsefile(sys.argv[3])\ntbx.tbxfile.parsefile(sys.argv[4])\n";
    let python = repository("target/translate-toolkit/bin/python");
    let output = Command::new(&python)
        .args(["-c", script])
        .args(["job/a.en.xlf", "back.xlf", "job/matches.tmx", "job/terms.tbx"].map(|name| desk.path(name)))
        .output()
        .unwrap_or_else(|error| panic!("{}: {error}; run scripts/install.sh test", python.display()));
    assert_eq!(text(&output).trim(), "2");
    let (report, _) = desk.json(&["xliff", "import", "back.xlf", "--json"]);
    assert_eq!((&report[0]["taken"], &report[0]["missing"]), (&1.into(), &1.into()), "{report}");
}
