//! PO, CSV and XLSX: what is written is read again, by us and by the programs people use.

use std::{fs, process::Command};

use anban::{
    article::{CodeKind, Content},
    bilingual::{
        Columns, Document, Pair, Piece, pieces, read_csv, read_po, read_xlsx, resolve, write_csv, write_po,
        write_xlsx,
    },
    locale::Locale,
    memory::State,
};
use proptest::prelude::*;

use crate::desk::{Desk, repository};

const DATE: &str = "2016-08-28 10:00+0700";

/// Text that looks like codes, formulas, quotation marks, escapes and ends of lines.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<1>".to_owned()),
        Just("\\<2/>".to_owned()),
        Just("\\".to_owned()),
        Just("=1+1".to_owned()),
        Just("'-".to_owned()),
        Just("\"".to_owned()),
        Just(";,\t".to_owned()),
        Just("a\nb".to_owned()),
        Just("_x0041_".to_owned()),
        Just("Tỉnh ".to_owned()),
        any::<char>()
            .prop_filter("no stand-in and no control", |&c| !anban::article::is_code(c) && !c.is_control())
            .prop_map(String::from),
    ];
    prop::collection::vec(piece, 1..8).prop_map(|parts| parts.concat())
}

fn content() -> impl Strategy<Value = Content> {
    prop::collection::vec((text(), 0..4_u8), 1..5).prop_map(|parts| {
        let mut content = Content::default();
        let mut open: Vec<usize> = Vec::new();
        for (text, what) in parts {
            content.push_text(&text);
            match what {
                0 => drop(content.push_code(CodeKind::Alone, "<br>")),
                1 => open.push(content.push_code(CodeKind::Alone, "<b>")),
                2 if !open.is_empty() => {
                    let begin = open.pop().expect("open");
                    let end = content.push_code(CodeKind::Close { with: begin }, "</b>");
                    content.codes[begin].kind = CodeKind::Open { with: end };
                }
                _ => {}
            }
        }
        content.push_text("chữ");
        content
    })
}

fn document(contents: &[Content]) -> Document {
    let states = [None, Some(State::Initial), Some(State::Translated), Some(State::Reviewed), Some(State::Final)];
    let pairs = contents.iter().enumerate().map(|(at, content)| Pair {
        id: format!("{}.1", at + 1),
        version: Some(at as u64),
        state: states[at % 5],
        target: states[at % 5].map(|_| pieces(content)),
        translator: states[at % 5].map(|_| "Nguyễn, \"Lan\"".to_owned()),
        ..Pair::from(content)
    });
    Document {
        original: "bài, (số 2).txt".to_owned(),
        locale: Some(Locale::Ja),
        translator: Some("Lan".to_owned()),
        pairs: pairs.collect(),
    }
}

/// What a table with these columns tells of `whole`.
fn told(whole: &Document, columns: Columns) -> Document {
    let mut told = whole.clone();
    told.translator = None;
    for pair in &mut told.pairs {
        if columns == Columns::Two {
            (pair.id, pair.version) = (String::new(), None);
            pair.state = pair.target.as_ref().map(|_| State::Translated);
        }
        if columns != Columns::Six {
            pair.translator = None;
        }
    }
    if columns == Columns::Two {
        told.original.clear();
    }
    told
}

fn placeless(mut document: Document) -> Document {
    for pair in &mut document.pairs {
        pair.span = anban::text::Span::new(0, 0);
    }
    document
}

/// CR alone or before LF is no difference in a spreadsheet.
fn same(one: Document, other: Document) {
    assert_eq!(placeless(one), other);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_is_written_is_read_again(contents in prop::collection::vec(content(), 1..6)) {
        let whole = document(&contents);
        for columns in [Columns::Two, Columns::Four, Columns::Six] {
            let csv = String::from_utf8(write_csv(&whole, columns)).expect("UTF-8");
            same(read_csv(&csv).unwrap_or_else(|error| panic!("{error}: {csv}")), told(&whole, columns));
            let (sheet, _) = read_xlsx(&write_xlsx(&whole, columns).expect("written")).expect("a workbook");
            same(sheet, told(&whole, columns));
        }
        let po = write_po(&whole, DATE);
        let back = placeless(read_po(&po).unwrap_or_else(|error| panic!("{error}: {po}")));
        prop_assert_eq!((&back.original, back.locale, &back.translator), (&whole.original, whole.locale, &whole.translator));
        for (back, pair) in back.pairs.iter().zip(&whole.pairs) {
            prop_assert_eq!((&back.id, back.version, &back.source, &back.target), (&pair.id, pair.version, &pair.source, &pair.target));
            prop_assert_eq!((back.unsure, &back.translator), (pair.state == Some(State::Initial), &pair.translator));
        }
        for (pair, content) in back.pairs.iter().zip(&contents) {
            prop_assert_eq!(&resolve(&pair.source, content).expect("its own codes"), content);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "(msgid|msgstr|msgctxt|#[,.~]|\"[^\"]{0,5}\"|\\\\.|[;,\t'=]|\n| ){0,40}") {
        let _ = read_po(&text);
        let _ = read_csv(&text);
    }
}

#[test]
fn formulas_stay_text_and_their_apostrophe_goes() {
    let mut whole = document(&[Content::plain("=HYPERLINK(\"http://x\")")]);
    whole.pairs[0].target = Some(vec![Piece::Text("-2 độ".to_owned())]);
    whole.pairs[0].state = Some(State::Translated);
    let csv = String::from_utf8(write_csv(&whole, Columns::Two)).expect("UTF-8");
    assert_eq!(csv, "\u{FEFF}vi,ja\r\n\"'=HYPERLINK(\"\"http://x\"\")\",'-2 độ\r\n");
    assert_eq!(read_csv(&csv).expect("a table").pairs[0].target, whole.pairs[0].target);
    // As Excel in Vietnamese saves it, without the apostrophe that somebody took out.
    let typed = "vi;en;state\nMột;-1 độ;Reviewed\n;;\nHai;;\n";
    let read = read_csv(typed).expect("a table");
    assert_eq!(read.pairs[0].target, Some(vec![Piece::Text("-1 độ".to_owned())]));
    assert_eq!((read.pairs[0].state, read.pairs.len(), &read.pairs[1].target), (Some(State::Reviewed), 2, &None));
}

#[test]
fn faults_are_told_with_their_row() {
    for (text, at, says) in [
        ("", 0, "empty"),
        ("a,b\n1,2\n", 0, "first row"),
        ("vi,en,ja\n", 0, "two columns"),
        ("vi,en,state\na,b,good\n", 12, "\"good\" is not known"),
    ] {
        let error = read_csv(text).expect_err(says);
        assert!(error.why.contains(says) && error.at == at, "{says}: {} at {}", error.why, error.at);
    }
    for (text, says) in [
        ("msgid \"a\"\n", "lacks"),
        ("msgid \"a\"\nmsgid \"b\"\n", "no msgstr"),
        ("msgid \"a\nmsgstr \"\"", "quotation marks"),
        ("\"a\"\n", "belongs to nothing"),
        ("msgid \"\\q\"\n", "backslash"),
        ("msgid \"\"\nmsgstr \"Language: fr\\n\"\n", "\"fr\""),
        ("hello\n", "no PO file"),
    ] {
        let error = read_po(text).expect_err(says);
        assert!(error.why.contains(says), "{says}: {}", error.why);
    }
}

fn output(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}; run scripts/install.sh test"));
    String::from_utf8_lossy(&output.stdout).into_owned() + &*String::from_utf8_lossy(&output.stderr)
}

const ARTICLE: &str = "Xin chào các bạn.\n\nTỉnh có **12 dự án** mới.\n\nXin chào các bạn.\n\n-2 độ ở Sa Pa.\n";

fn desk() -> Desk {
    let desk = Desk::new("none", "");
    desk.write("a.md", ARTICLE);
    desk
}

fn export(desk: &Desk, to: &str, format: &str, columns: &str) {
    let output = desk.run(&["table", "export", "a.md", "--to", to, "--as", format, "--columns", columns]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn gettext_and_translate_toolkit_take_our_po_and_give_it_back() {
    let desk = desk();
    export(&desk, "en", "po", "4");
    let path = desk.path("a.en.po");
    let said = output(Command::new("msgfmt").args(["-c", "-v", "-o", "/dev/null"]).arg(&path));
    assert!(said.contains("4 untranslated") && !said.contains("warning") && !said.contains("error"), "{said}");
    let script = "import sys\nfrom translate.storage import po\nstore = po.pofile.parsefile(sys.argv[1])\n\
                  for unit in store.units:\n    if unit.isheader(): continue\n    \
                  if 'Xin' in unit.source: unit.target = 'Hello, friends.'\n    \
                  if '<1>' in unit.source: unit.target = 'The province has <1>12 new projects</1>.'\n    \
                  if 'Sa Pa' in unit.source: unit.target = 'It is 20 degrees.'; unit.markfuzzy()\n\
                  store.updateheader(last_translator='Lan <lan@example.com>')\nstore.savefile(sys.argv[1])\n";
    let python = repository("target/translate-toolkit/bin/python");
    assert_eq!(output(Command::new(&python).args(["-c", script]).arg(&path)), "");
    let said = output(Command::new("msgfmt").args(["-c", "-v", "-o", "/dev/null"]).arg(&path));
    assert!(said.contains("3 translated") && said.contains("1 fuzzy"), "{said}");
    let (report, _) = desk.json(&["table", "import", "a.en.po", "--json"]);
    assert_eq!(
        (&report[0]["taken"], &report[0]["missing"], &report[0]["refused"]),
        (&4.into(), &0.into(), &0.into()),
        "{report:#}"
    );
    export(&desk, "en", "po", "4");
    let again = fs::read_to_string(&path).expect("the file");
    assert!(again.contains("#. translator: Lan\n") && again.contains("#, fuzzy"), "{again}");
    let (report, _) = desk.json(&["table", "import", "a.en.po", "--json"]);
    assert_eq!((&report[0]["taken"], &report[0]["unchanged"]), (&0.into(), &4.into()), "{report:#}");
}

#[test]
fn libreoffice_opens_our_tables_and_saves_them_for_us() {
    let desk = desk();
    let home = format!("-env:UserInstallation=file://{}", desk.path("office").display());
    let convert = |to: &str, file: &str, out: &str| {
        let said = output(
            Command::new("soffice")
                .args([&home, "--headless", "--infilter=CSV:44,34,76", "--convert-to", to, "--outdir"])
                .arg(desk.path(out))
                .arg(desk.path(file)),
        );
        assert!(said.contains("convert"), "{said}");
    };
    export(&desk, "en", "xlsx", "4");
    export(&desk, "en", "csv", "4");
    // Every cell of the sheet, as LibreOffice shows it.
    convert("csv:Text - txt - csv (StarCalc):44,34,76,1", "a.en.xlsx", "shown");
    let shown = fs::read_to_string(desk.path("shown/a.en.csv")).expect("a table");
    let ours = fs::read_to_string(desk.path("a.en.csv")).expect("a table");
    let plain = ours.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace("'-2", "-2");
    // LibreOffice puts text in quotation marks.
    assert_eq!(shown.trim_start_matches('\u{FEFF}').replace('"', ""), plain);
    // Somebody fills the sheet, and LibreOffice saves it in its own way, with shared strings.
    let filled = plain
        .replace("Xin chào các bạn.,,", "Xin chào các bạn.,\"Hello, friends.\",reviewed")
        .replace("mới.,,", "mới.,The province has <1>12 new projects</1>.,")
        .replace("Sa Pa.,,", "Sa Pa.,It is -2 degrees in Sa Pa.,final");
    desk.write("filled/a.en.csv", filled);
    convert("xlsx:Calc MS Excel 2007 XML", "filled/a.en.csv", "saved");
    let (report, code) = desk.json(&["table", "import", "saved/a.en.xlsx", "--translator", "Lan", "--json"]);
    assert_eq!((&report[0]["taken"], code), (&4.into(), 0), "{report:#}");
    let (stats, _) = desk.json(&["memory", "lookup", "Xin chào các bạn.", "--to", "en", "--json"]);
    assert!(stats.to_string().contains("reviewed") && stats.to_string().contains("Lan"), "{stats:#}");
    export(&desk, "en", "csv", "4");
    let out = fs::read_to_string(desk.path("a.en.csv")).expect("a table");
    assert!(out.contains("\"Hello, friends.\",reviewed") && out.contains("@1,"), "{out}");
}

#[test]
fn two_columns_come_back_and_what_changed_meanwhile_is_refused() {
    let desk = desk();
    for format in ["csv", "xlsx"] {
        export(&desk, "ja", format, "2");
    }
    let table = fs::read_to_string(desk.path("a.ja.csv")).expect("a table");
    assert!(table.starts_with("\u{FEFF}vi,ja\r\n"), "{table}");
    desk.write("a.ja.csv", table.replace("Xin chào các bạn.,", "Xin chào các bạn.,皆さん、こんにちは。"));
    let (report, _) = desk.json(&["table", "import", "a.ja.csv", "--json"]);
    assert_eq!((&report[0]["taken"], &report[0]["missing"]), (&2.into(), &2.into()), "{report:#}");
    // Four columns say of which version they are.
    export(&desk, "ja", "csv", "4");
    let first = fs::read_to_string(desk.path("a.ja.csv")).expect("a table");
    desk.write("a.ja.csv", first.replace("こんにちは", "どうも"));
    let (report, _) = desk.json(&["table", "import", "a.ja.csv", "--json"]);
    assert_eq!(report[0]["taken"], 2, "{report:#}");
    desk.write("a.ja.csv", first.replace("こんにちは", "ようこそ"));
    let (report, code) = desk.json(&["table", "import", "a.ja.csv", "--json"]);
    assert_eq!((&report[0]["taken"], &report[0]["refused"], code), (&0.into(), &2.into(), 1), "{report:#}");
    let place = &report[0]["findings"][0]["place"];
    assert_eq!((&place["file"], &place["position"]["line"]), (&"a.ja.csv".into(), &2.into()), "{report:#}");
    // A source that changed, a code that is gone.
    desk.write("a.md", ARTICLE.replace("Sa Pa", "Đà Lạt"));
    desk.write(
        "b.ja.csv",
        "id (a.md),vi,ja\n4.1@0,-2 độ ở Sa Pa.,サパは-2度。\n2.1@0,Tỉnh có <1>12 dự án</1> mới.,12件。\n",
    );
    let said = desk.run(&["table", "import", "b.ja.csv"]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("b.ja.csv:2:1: ") && said.contains("does not have this sentence"), "{said}");
    assert!(said.contains("b.ja.csv:3:1: ") && said.contains("the codes are not those"), "{said}");
}
