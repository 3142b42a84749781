//! Every fix there is mends its finding, keeps a person's work, and settles.

use anban::{
    glossary::Glossary,
    locale::Locale,
    memory::{Settings, Sqlite, State, Store, StoreExt, Who},
    names::Names,
};

use super::{block_on, check, codes, remember, row, small};

/// A sentence, its wrong translation, whether the fix is safe, and what it becomes.
const FIXES: &[(&str, Locale, &str, bool, &str)] = &[
    ("Tỉnh có FDI.", Locale::En, "The province has foreign investments.", false, "The province has FDI."),
    ("Tỉnh có FDI.", Locale::Ja, "省内に外国投資がある。", false, "省内にFDIがある。"),
    ("Tỉnh có FDI mới.", Locale::Ko, "성에는 새로운 해외 투자가 있다.", false, "성에는 새로운 FDI가 있다."),
    ("Đến Bắc Giang.", Locale::En, "To Bắc Giang.", true, "To Bac Giang."),
    ("Gặp ông Nguyễn Văn Linh.", Locale::En, "Meeting Mr Nguyễn Văn Linh.", true, "Meeting Mr Nguyen Van Linh."),
    (
        "Tỉnh Bắc Giang mở hội.",
        Locale::En,
        "Bac Giang State held a festival.",
        false,
        "Bac Giang Province held a festival.",
    ),
    ("Tỉnh Bắc Giang mở hội.", Locale::Ja, "バクザン県は祭りを開いた。", false, "バクザン省は祭りを開いた。"),
    ("Tỉnh Bắc Giang mở hội.", Locale::Ko, "박장주는 축제를 열었다.", false, "박장성은 축제를 열었다."),
];

#[test]
fn after_a_fix_the_finding_is_gone() {
    let desk = small();
    let rows: Vec<_> = FIXES
        .iter()
        .map(|&(vi, locale, wrong, _, _)| row(vi, locale, wrong, State::Translated, Who::Machine))
        .collect();
    remember(&desk.path("memory.db"), &rows);
    let (before, code) = check(&desk, &[]);
    assert_eq!(code, 1);
    let fixable = before.iter().filter(|finding| finding.get("fix").is_some()).count();
    assert_eq!(fixable, FIXES.len(), "{before:#?}");

    let store = || Sqlite::open(&desk.path("memory.db"), &Settings::default()).expect("a memory");
    let target = |at: usize| {
        let row = block_on(store().find(rows[at].key, rows[at].locale)).expect("an answer").expect("a row");
        (row.target.text, row.version, row.origin.name)
    };
    check(&desk, &["--fix"]);
    for (at, &(_, _, wrong, safe, right)) in FIXES.iter().enumerate() {
        let (text, version, name) = target(at);
        assert_eq!(text, if safe { right } else { wrong }, "the safe fixes alone");
        assert_eq!(version, if safe { 2 } else { 1 });
        assert_eq!(name == "anban check --fix", safe);
    }
    let (after, code) = check(&desk, &["--fix", "--unsafe"]);
    for (at, fix) in FIXES.iter().enumerate() {
        // A particle belongs to the words around a fix, not to the term.
        let (text, ..) = target(at);
        let words =
            |text: &str| text.replace("FDI가", "FDI").replace("FDI은", "FDI").replace("은 ", " ").replace("는 ", " ");
        assert_eq!(words(&text), words(fix.4), "{text}");
    }
    let left: Vec<_> = after.iter().filter(|finding| finding.get("fix").is_some()).collect();
    assert_eq!((left.len(), code), (0, 0), "{after:#?}");
    let history = block_on(store().history(anban::memory::RowId {
        key: rows[0].key,
        locale: rows[0].locale,
        context: rows[0].context,
    }));
    assert_eq!(history.expect("a history").len(), 2, "the version before is kept");
}

#[test]
fn every_kind_of_fix_is_in_the_table() {
    // The places in the source that make a fix are counted, so that a new one asks for its row above.
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let makes = |room: &str| {
        let mut folders = vec![root.join(room)];
        let mut count = 0;
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a room").map(|entry| entry.expect("a file").path()) {
                if entry.is_dir() {
                    folders.push(entry);
                } else {
                    let text = std::fs::read_to_string(&entry).expect("a source file");
                    count += text.split("#[cfg(test)]").next().unwrap_or_default().matches("Fix { span").count();
                }
            }
        }
        count
    };
    assert_eq!((makes("glossary"), makes("names"), makes("numbers")), (1, 2, 0), "write a case for the new fix");
    assert!(Glossary::default().terms().is_empty() && Names::default().find("").is_empty());
}

#[test]
fn a_persons_row_is_shown_and_left_alone() {
    let desk = small();
    let wrong = "To Bắc Giang.";
    let rows = [
        row("Đến Bắc Giang.", Locale::En, wrong, State::Reviewed, Who::Person),
        row("Về Bắc Giang.", Locale::En, "Back to Bắc Giang.", State::Reviewed, Who::Machine),
    ];
    remember(&desk.path("memory.db"), &rows);
    let said = String::from_utf8(desk.run(&["check", "--fix"]).stderr).expect("UTF-8");
    assert!(said.contains("--fix-reviewed"), "{said}");
    let (findings, _) = check(&desk, &[]);
    assert_eq!(codes(&findings), ["name-diacritics", "name-diacritics"], "{findings:#?}");
    let (findings, _) = check(&desk, &["--fix", "--fix-reviewed"]);
    assert!(findings.is_empty(), "{findings:#?}");
    let store = Sqlite::open(&desk.path("memory.db"), &Settings::default()).expect("a memory");
    let row = block_on(store.find(rows[0].key, Locale::En)).expect("an answer").expect("a row");
    assert_eq!(
        (row.target.text.as_str(), row.origin.who, row.state),
        ("To Bac Giang.", Who::Person, State::Reviewed)
    );
    assert!(row.origin.name.starts_with("test"), "{:?}", row.origin);
}

#[test]
fn a_diff_shows_and_changes_nothing() {
    let desk = small();
    remember(
        &desk.path("memory.db"),
        &[row("Đến Bắc Giang.", Locale::En, "To Bắc Giang.", State::Translated, Who::Machine)],
    );
    let output = desk.run(&["check", "--diff"]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("-To Bắc Giang.\n+To Bac Giang."), "{text}");
    assert!(text.starts_with("--- memory.db#"), "{text}");
    let (findings, _) = check(&desk, &[]);
    assert_eq!(codes(&findings), ["name-diacritics"]);
    check(&desk, &["--fix"]);
    let output = desk.run(&["check", "--diff"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(0), 0), "nothing is left to show");
}
