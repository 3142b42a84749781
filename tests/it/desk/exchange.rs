//! `anban memory import`, `export` and `align`, and `anban analyze`, alone and with other tools.

use std::{fs, process::Command};

use super::{Desk, repository};

fn tmx(pairs: &[(&str, &str)]) -> String {
    let units: String = pairs
        .iter()
        .map(|(vi, en)| {
            format!(
                "<tu><tuv xml:lang=\"vi\"><seg>{vi}</seg></tuv><tuv xml:lang=\"en\" changeid=\"Lan\"><seg>{en}</seg></tuv></tu>\n"
            )
        })
        .collect();
    format!("<?xml version=\"1.0\"?>\n<tmx version=\"1.4\"><header srclang=\"vi\"/><body>\n{units}</body></tmx>")
}

const PAIRS: [(&str, &str); 3] = [
    ("Xin chào các bạn.", "Hello, friends."),
    ("Hợp tác quốc tế ngày càng mở rộng.", "International cooperation is expanding."),
    ("Tỉnh có 12 dự án.", "The province has 12 projects."),
];

fn text(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &*String::from_utf8_lossy(&output.stderr)
}

#[test]
fn the_same_file_twice_changes_nothing_and_comes_out_again() {
    let desk = Desk::new("none", "");
    let file = desk.write("old.tmx", tmx(&PAIRS));
    let file = file.to_str().expect("a path");
    let (first, code) = desk.json(&["memory", "import", file, "--json"]);
    assert_eq!((code, &first[0]["new"], &first[0]["units"]), (0, &3.into(), &3.into()), "{first}");
    let (again, code) = desk.json(&["memory", "import", file, "--json"]);
    assert_eq!(
        (code, &again[0]["new"], &again[0]["changed"], &again[0]["unchanged"]),
        (0, &0.into(), &0.into(), &3.into())
    );
    for (format, ending) in [("tmx", "tmx"), ("csv", "csv"), ("tsv", "tsv"), ("omegat", "tmx")] {
        let out = desk.path(&format!("out-{format}.{ending}"));
        let out = out.to_str().expect("a path");
        let output = desk.run(&["memory", "export", out, "--format", format]);
        assert!(output.status.success(), "{}", text(&output));
        let other = Desk::new("none", "");
        let (taken, _) = other.json(&["memory", "import", out, "--json"]);
        assert_eq!(taken[0]["new"], 3, "{format}: {taken}");
        if format != "omegat" {
            // Into the memory it came from, everything is known.
            let (same, _) = desk.json(&["memory", "import", out, "--json"]);
            assert_eq!(same[0]["unchanged"], 3, "{format}: {same}");
        }
    }
}

#[test]
fn without_a_file_or_with_a_dash_it_is_printed() {
    let desk = Desk::new("none", "");
    let file = desk.write("old.tmx", tmx(&PAIRS));
    desk.run(&["memory", "import", file.to_str().expect("a path")]);
    let [plain, dash] = [&["memory", "export", "--format", "csv"][..], &["memory", "export", "-", "--format", "csv"]]
        .map(|args| desk.run(args));
    assert_eq!(plain.stdout.iter().filter(|&&byte| byte == b'\n').count(), 4, "{}", text(&plain));
    assert_eq!(plain.stdout, dash.stdout);
    assert!(!desk.path("-").exists());
}

#[test]
fn a_file_that_is_cut_off_says_where_and_keeps_what_was_read() {
    let desk = Desk::new("none", "");
    let whole = tmx(&PAIRS);
    let file = desk.write("cut.tmx", &whole[..whole.len() - 40]);
    let output = desk.run(&["memory", "import", file.to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("cut.tmx:5:"), "{}", text(&output));
    let (stats, _) = desk.json(&["memory", "stats", "--json"]);
    assert_eq!(stats["history"], 2, "{stats}");
}

#[test]
fn the_report_counts_each_segment_once_and_escapes_names() {
    let desk = Desk::new("none", "");
    let file = desk.write("old.tmx", tmx(&PAIRS));
    desk.run(&["memory", "import", file.to_str().expect("a path")]);
    let article = "Xin chào các bạn. Tỉnh có 15 dự án. Hợp tác quốc tế ngày càng được mở rộng. Chợ quê họp từ sáng \
                   sớm bên bờ sông. Chợ quê họp từ sáng sớm bên bờ sông.";
    let path = desk.write("a<b>&.md", article);
    let path = path.to_str().expect("a path");
    let (report, code) = desk.json(&["analyze", path, "--to", "en", "--format", "json"]);
    assert_eq!(code, 0, "{report}");
    let bands = report["reports"][1]["bands"].as_array().expect("bands");
    let count = |name: &str| bands.iter().find(|band| band["band"] == name).expect("a band")["segments"].clone();
    for (band, segments) in [
        ("exact", 1),
        ("number-substituted", 1),
        ("from-85", 1),
        ("new", 1),
        ("repetition-within", 1),
        ("from-50", 0),
    ] {
        assert_eq!(count(band), segments, "{band}: {report}");
    }
    assert_eq!(report["reports"][1]["total"]["segments"], 5);
    assert_eq!(report["reports"][1]["cost"], serde_json::Value::Null);
    let page = text(&desk.run(&["analyze", path, "--to", "en", "--format", "html"]));
    assert!(page.contains("a&lt;b&gt;&amp;.md") && !page.contains("a<b>"), "{page}");
    assert!(!page.contains("http") && !page.contains("src="), "{page}");
}

#[test]
fn a_published_pair_becomes_rows() {
    let desk = Desk::new("none", "");
    let source =
        desk.write("vi.txt", fs::read(repository("tests/data/numbers/udhr/vi.txt")).expect("the Declaration"));
    let target =
        desk.write("en.txt", fs::read(repository("tests/data/numbers/udhr/en.txt")).expect("the Declaration"));
    let [source, target] = [&source, &target].map(|path| path.to_str().expect("a path"));
    let (pairs, code) = desk.json(&["memory", "align", source, target, "--to", "en", "--json"]);
    let taken = pairs.as_array().expect("pairs").iter().filter(|pair| pair["taken"] == true).count();
    assert!(code == 0 && taken >= 25, "{taken}: {pairs}");
    let (stats, _) = desk.json(&["memory", "stats", "--json"]);
    assert!(stats["history"].as_u64() >= Some(25), "{stats}");
}

#[test]
fn translate_toolkit_reads_what_is_written_and_is_read() {
    let desk = Desk::new("none", "");
    let file = desk.write("old.tmx", tmx(&PAIRS));
    desk.run(&["memory", "import", file.to_str().expect("a path")]);
    let out = desk.path("out.tmx");
    desk.run(&["memory", "export", out.to_str().expect("a path")]);
    let again = desk.path("again.tmx");
    let script = "import sys\nfrom translate.storage import tmx\nold = tmx.tmxfile.parsefile(sys.argv[1])\n\
                  new = tmx.tmxfile(sourcelanguage='vi', targetlanguage='en')\n\
                  for unit in old.units:\n    new.addtranslation(unit.source, 'vi', unit.target, 'en')\n\
                  new.savefile(sys.argv[2])\nprint(len(old.units))\n";
    let python = repository("target/translate-toolkit/bin/python");
    let output = Command::new(&python).args(["-c", script]).arg(&out).arg(&again).output();
    let output = output.unwrap_or_else(|error| panic!("{}: {error}; run scripts/install.sh test", python.display()));
    assert_eq!(text(&output).trim(), "3");
    let other = Desk::new("none", "");
    let (taken, _) = other.json(&["memory", "import", again.to_str().expect("a path"), "--json"]);
    assert_eq!((&taken[0]["new"], taken[0]["lost"].as_array().map(Vec::len)), (&3.into(), Some(0)), "{taken}");
}

#[test]
fn omegat_fills_exact_matches_from_what_is_written() {
    let desk = Desk::new("none", "");
    let file = desk.write("old.tmx", tmx(&PAIRS));
    desk.run(&["memory", "import", file.to_str().expect("a path")]);
    for folder in ["source", "target", "omegat", "glossary", "dictionary", "tm/auto"] {
        fs::create_dir_all(desk.path(&format!("project/{folder}"))).expect("a folder");
    }
    desk.write("project/source/a.txt", PAIRS.map(|(vi, _)| vi).join("\n\n"));
    desk.write(
        "project/omegat.project",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<omegat><project version=\"1.0\">\
         <source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>\
         <glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>\
         <source_lang>vi</source_lang><target_lang>en</target_lang><sentence_seg>true</sentence_seg>\
         <support_default_translations>true</support_default_translations></project></omegat>",
    );
    let out = desk.path("project/tm/auto/anban.tmx");
    let output = desk.run(&["memory", "export", out.to_str().expect("a path"), "--format", "omegat"]);
    assert!(output.status.success(), "{}", text(&output));
    let home = desk.path("home");
    fs::create_dir_all(&home).expect("a folder");
    let output = Command::new("omegat")
        .arg(desk.path("project"))
        .arg("--mode=console-translate")
        .env(
            "JAVA_TOOL_OPTIONS",
            format!("-Duser.home={} -Djava.awt.headless=true -Dfile.encoding=UTF-8", home.display()),
        )
        .output()
        .unwrap_or_else(|error| panic!("omegat: {error}; run scripts/install.sh test"));
    let written = fs::read_to_string(desk.path("project/target/a.txt")).unwrap_or_default();
    for (_, en) in PAIRS {
        assert!(written.contains(en), "{written}\n{}", text(&output));
    }
}
