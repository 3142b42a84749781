//! Every lint: a planted fault at its place, a counter-case that is clean, a manual, four languages.

use std::{collections::BTreeSet, fs, path::Path};

use anban::{
    diagnostic::{Finding, Severity},
    glossary::{Glossary, LINTS, LoadError},
    locale::{Locale, Messages},
};

/// A code, a file that has the fault with the line and column of it, and one that is clean.
type Case = (&'static str, usize, usize, &'static str, &'static str);

const CASES: &[Case] = &[
    (
        "glossary-unreadable",
        4,
        1,
        "[[term]]\nid = \"a\"\nvi = [\"b\"]\nforbidden = []\n",
        "[[term]]\nid = \"a\"\nvi = [\"b\"]\n",
    ),
    (
        "glossary-duplicate-id",
        5,
        6,
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[[term]]\nid = \"a\"\nvi = [\"hai\"]\n",
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[[term]]\nid = \"b\"\nvi = [\"hai\"]\n",
    ),
    (
        "glossary-id-style",
        2,
        6,
        "[[term]]\nid = \"a--b\"\nvi = [\"một\"]\n",
        "[[term]]\nid = \"a-b2\"\nvi = [\"một\"]\n",
    ),
    (
        "glossary-duplicate-form",
        3,
        19,
        "[[term]]\nid = \"a\"\nvi = [\"hoà bình\", \"Hòa  bình\"]\n",
        "[[term]]\nid = \"a\"\nvi = [\"hoà bình\", \"hoà hợp\"]\n",
    ),
    // A capitalised form before the same form in any capitals: both are found.
    (
        "glossary-duplicate-form",
        6,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"đảng\"]\n[[term]]\nid = \"b\"\nvi = [\"Đảng\"]\n",
        "[[term]]\nid = \"b\"\ncase = \"sensitive\"\nvi = [\"Đảng\"]\n[[term]]\nid = \"a\"\nvi = [\"Đảng\"]\n",
    ),
    (
        "glossary-two-preferred",
        8,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"Sở Ngoại vụ\"]\n[term.en]\nuse = \"Department of External Relations\"\n\
         [[term]]\nid = \"b\"\nvi = [\"sở ngoại vụ\"]\n[term.en]\nuse = \"Department of Foreign Affairs\"\n",
        "[[term]]\nid = \"a\"\nvi = [\"Sở Ngoại vụ\"]\nvalid-until = 2020-12-31\n[term.en]\nuse = \"Department of External Relations\"\n\
         [[term]]\nid = \"b\"\nvi = [\"sở ngoại vụ\"]\nvalid-from = 2021-01-01\n[term.en]\nuse = \"Department of Foreign Affairs\"\n",
    ),
    (
        "glossary-never-matches",
        3,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"22-NQ/TW\"]\n",
        "[[term]]\nid = \"a\"\nvi = [\"NQ/TW\"]\n",
    ),
    (
        "glossary-never-matches",
        3,
        14,
        "[[term]]\nid = \"a\"\nvi = [\"một\", \"…\"]\n",
        "[[term]]\nid = \"a\"\nvi = [\"Anh\"]\nkind = \"country\"\n",
    ),
    (
        "glossary-overlap",
        8,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"hội nhập quốc tế\"]\n[term.en]\nuse = \"international integration\"\n\
         [[term]]\nid = \"b\"\nvi = [\"hội nhập quốc tế sâu rộng\"]\nstatus = \"proposed\"\n[term.en]\nuse = \"deep international integration\"\n",
        "[[term]]\nid = \"a\"\nvi = [\"hội nhập quốc tế\"]\n[term.en]\nuse = \"international integration\"\n\
         [[term]]\nid = \"b\"\nvi = [\"hội nhập quốc tế sâu rộng\"]\n[term.en]\nuse = \"deep international integration\"\n",
    ),
    (
        "glossary-same-concept",
        11,
        6,
        "[[term]]\nid = \"a\"\nvi = [\"trang web\"]\n[term.en]\nuse = \"website\"\n[term.ja]\nuse = \"ウェブサイト\"\n[term.ko]\nuse = \"웹사이트\"\n\
         [[term]]\nid = \"b\"\nvi = [\"trang thông tin điện tử\"]\n[term.en]\nuse = \"Website\"\n[term.ja]\nuse = \"ウェブサイト\"\n[term.ko]\nuse = \"웹사이트\"\n",
        "[[term]]\nid = \"a\"\nvi = [\"trang web\"]\n[term.en]\nuse = \"website\"\n[term.ja]\nuse = \"ウェブサイト\"\n[term.ko]\nuse = \"웹사이트\"\n\
         [[term]]\nid = \"b\"\nvi = [\"trang thông tin điện tử\"]\n[term.en]\nuse = \"portal\"\n[term.ja]\nuse = \"ポータルサイト\"\n[term.ko]\nuse = \"포털\"\n",
    ),
    (
        "glossary-same-rendering",
        9,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"huyện\"]\n[term.en]\nuse = \"district\"\n[[term]]\nid = \"b\"\n[term.en]\nuse = \"District\"\n",
        "[[term]]\nid = \"a\"\nvi = [\"huyện\"]\n[term.en]\nuse = \"rural district\"\n[[term]]\nid = \"b\"\nvi = [\"quận\"]\n[term.en]\nuse = \"district\"\n",
    ),
    (
        "glossary-forbidden-elsewhere",
        10,
        11,
        "[[term]]\nid = \"a\"\nvi = [\"Bộ Ngoại giao\"]\n[term.ja]\nuse = \"外務省\"\n[[term]]\nid = \"b\"\nvi = [\"Sở Ngoại vụ\"]\n[term.ja]\nforbid = [\"外務省\"]\nuse = \"外務局\"\n",
        "[[term]]\nid = \"a\"\nvi = [\"Bộ Ngoại giao\"]\n[term.ja]\nuse = \"外務省\"\n[[term]]\nid = \"b\"\nvi = [\"Sở Ngoại vụ\"]\n[term.ja]\nforbid = [\"外交局\"]\nuse = \"外務局\"\n",
    ),
    (
        "glossary-missing-locale",
        2,
        6,
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.en]\nuse = \"one\"\n[term.ja]\nuse = \"一\"\n",
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.en]\nuse = \"one\"\n[term.ja]\nuse = \"一\"\n[term.ko]\nuse = \"하나\"\n",
    ),
    (
        "glossary-empty-rendering",
        5,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.en]\nuse = \"–\"\n",
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.en]\nuse = \"1\"\n",
    ),
    (
        "glossary-duplicate-rendering",
        6,
        16,
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.en]\nuse = \"one\"\nalso = [\"two\", \"One\"]\n",
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.en]\nuse = \"one\"\nalso = [\"two\"]\n",
    ),
    (
        "glossary-forbidden-allowed",
        6,
        11,
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.en]\nuse = \"one\"\nforbid = [\"ONE\"]\n",
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.en]\nuse = \"one\"\nforbid = [\"two\"]\n",
    ),
    (
        "glossary-uncheckable",
        6,
        11,
        "[[term]]\nid = \"a\"\nvi = [\"tỉnh\"]\n[term.ko]\nuse = \"성\"\nforbid = [\"도\"]\n",
        "[[term]]\nid = \"a\"\nvi = [\"tỉnh\"]\n[term.ko]\nuse = \"성\"\nforbid = [\"주\"]\n",
    ),
    (
        "glossary-wrong-script",
        5,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"đầu tư\"]\n[term.ko]\nuse = \"投資\"\n",
        "[[term]]\nid = \"a\"\nvi = [\"đầu tư\"]\n[term.ko]\nuse = \"투자\"\n[term.ja]\nuse = \"FDI\"\n",
    ),
    (
        "glossary-look-alike",
        5,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.en]\nuse = \"\u{415}U\"\n",
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.en]\nuse = \"EU\"\n",
    ),
    (
        "glossary-look-alike",
        5,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.ja]\nuse = \"ソンケ一ノイ\"\n",
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.ja]\nuse = \"ソンケーノイ・一覧\"\n",
    ),
    (
        "glossary-look-alike",
        3,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"\u{D0}ông Nam\"]\n",
        "[[term]]\nid = \"a\"\nvi = [\"Đông Nam\"]\n",
    ),
    (
        "glossary-width",
        5,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.ja]\nuse = \"ＦＤＩ投資\"\n",
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.ja]\nuse = \"FDI投資（直接）\"\n",
    ),
    (
        "glossary-width",
        5,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.ja]\nuse = \"ﾍﾞﾄﾅﾑ\"\n",
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.ja]\nuse = \"ベトナム\"\n",
    ),
    (
        "glossary-whitespace",
        5,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.en]\nuse = \"foreign\u{A0}investment\"\n",
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.en]\nuse = \"foreign investment\"\n",
    ),
    (
        "glossary-nfd",
        3,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"kinh te\u{302}\u{301}\"]\n",
        "[[term]]\nid = \"a\"\nvi = [\"kinh tế\"]\n",
    ),
    (
        "glossary-dates",
        5,
        15,
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\nvalid-from = 2025-07-01\nvalid-until = 2025-06-30\n",
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\nvalid-from = 2025-07-01\nvalid-until = 2025-07-01\n",
    ),
    (
        "glossary-crossing",
        6,
        7,
        "[[term]]\nid = \"a\"\nvi = [\"trực tiếp nước ngoài\"]\n[[term]]\nid = \"b\"\nvi = [\"đầu tư Trực Tiếp\"]\n",
        "[[term]]\nid = \"a\"\nvi = [\"tiếp nước ngoài\", \"đầu tư\"]\n[[term]]\nid = \"b\"\nvi = [\"đầu tư trực tiếp\"]\n",
    ),
    (
        "glossary-key-order",
        3,
        1,
        "[[term]]\nid = \"a\"\nnote = \"x\"\nvi = [\"một\"]\n",
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\nnote = \"x\"\n",
    ),
];

fn all(toml: &str) -> Vec<Finding> {
    match Glossary::parse(&[("own.toml".to_owned(), toml.to_owned())]) {
        Ok(glossary) => {
            let mut findings = glossary.lint();
            findings.extend(glossary.notes());
            findings
        }
        Err(errors) => errors.iter().map(LoadError::finding).collect(),
    }
}

fn of<'f>(findings: &'f [Finding], code: &str) -> Vec<&'f Finding> {
    findings.iter().filter(|finding| finding.code == code).collect()
}

#[test]
fn every_planted_fault_is_found_once_at_its_place() {
    for (code, line, column, bad, good) in CASES {
        let bad = match *code {
            // The second term needs a form of its own to be there at all.
            "glossary-same-rendering" => bad.replace("id = \"b\"\n", "id = \"b\"\nvi = [\"quận\"]\n"),
            _ => (*bad).to_owned(),
        };
        let line = if *code == "glossary-same-rendering" { line + 1 } else { *line };
        let line = if *code == "glossary-key-order" { line + 1 } else { line };
        let found = all(&bad);
        let hits = of(&found, code);
        assert_eq!(hits.len(), 1, "{code}: {found:#?}\n{bad}");
        let position = hits[0].place.as_ref().expect("a place").position;
        assert_eq!((position.line, position.column), (line, *column), "{code}\n{bad}");
        let clean = all(good);
        assert_eq!(of(&clean, code), Vec::<&Finding>::new(), "{code}\n{good}");
    }
}

fn sorted(ids: &[&str]) -> String {
    ids.iter().map(|id| format!("[[term]]\nid = \"{id}\"\nvi = [\"từ {id}\"]\n")).collect()
}

#[test]
fn a_slip_in_a_sorted_file_is_found_and_other_orders_are_left_alone() {
    let slip = sorted(&["a", "b", "c", "z", "d", "e", "f", "g", "h", "i", "j", "k", "l"]);
    let found = all(&slip);
    let hits = of(&found, "glossary-unsorted");
    assert_eq!(hits.len(), 1, "{found:#?}");
    assert_eq!(hits[0].place.as_ref().expect("a place").position.line, 14);
    for clean in [
        &["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"][..],
        &["k", "b", "z", "a", "q", "c", "x", "d", "w", "e", "v"],
        &["b", "a"],
    ] {
        assert_eq!(of(&all(&sorted(clean)), "glossary-unsorted"), Vec::<&Finding>::new(), "{clean:?}");
    }
}

#[test]
fn every_lint_is_tested_and_explained_and_speaks_four_languages() {
    let tested: BTreeSet<&str> = CASES.iter().map(|case| case.0).chain(["glossary-unsorted"]).collect();
    let listed: BTreeSet<&str> = LINTS.iter().map(|lint| lint.code).collect();
    assert_eq!(tested, listed);
    assert_eq!(listed.len(), LINTS.len(), "a code is listed twice");
    for lint in LINTS {
        let headings: Vec<&str> = lint.doc.lines().filter_map(|line| Some(line.split_once(": ")?.0)).collect();
        assert_eq!(headings, ["What it finds", "Why", "Example", "How to fix"], "{}", lint.code);
    }
    for locale in Locale::ALL {
        let messages = Messages::new(locale);
        for (code, .., bad, _) in CASES {
            for finding in all(bad) {
                let message = finding.message(&messages);
                assert!(!message.contains("{$") && !message.contains("finding-"), "{locale} {code}: {message}");
                assert!(LINTS.iter().any(|lint| lint.code == finding.code && lint.severity == finding.severity));
            }
        }
    }
}

#[test]
fn the_page_for_editors_lists_every_lint_as_it_is() {
    let page = include_str!("../../../docs/glossary.md");
    for lint in LINTS {
        let severity = match lint.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "note",
        };
        let first = lint.doc.lines().next().and_then(|line| line.strip_prefix("What it finds: ")).expect("a heading");
        let row = format!("| `{}` | {severity} | {first} |", lint.code);
        assert!(page.contains(&row), "docs/glossary.md lacks: {row}");
    }
}

#[test]
fn fixes_mend_what_they_are_for() {
    for (code, .., bad, _) in
        CASES.iter().filter(|case| matches!(case.0, "glossary-width" | "glossary-whitespace" | "glossary-nfd"))
    {
        let finding = all(bad).into_iter().find(|finding| finding.code == *code).expect("found");
        let fix = finding.fix.expect("a fix");
        let mut mended = (*bad).to_owned();
        mended.replace_range(fix.span.start..fix.span.end, &fix.replacement);
        assert_eq!(of(&all(&mended), code), Vec::<&Finding>::new(), "{mended}");
        assert!(fix.safe);
    }
}

#[test]
fn the_repositorys_own_glossary_is_clean() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("glossary");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let read = |path: &Path| (path.display().to_string(), fs::read_to_string(path).expect("a file"));
    let files: Vec<(String, String)> = paths.iter().map(|path| read(path)).collect();
    let glossary = Glossary::parse(&files).expect("it is read");
    assert!(glossary.terms().len() > 500);
    assert_eq!(glossary.lint(), []);
    assert!(glossary.notes().iter().all(|finding| finding.severity == Severity::Info));
}
