//! Other tools' formats: what goes out comes back, what cannot be kept is said, what is hostile is refused.

use std::{fs, path::Path, process::Command};

use anban::{
    glossary::{
        Glossary,
        exchange::{self, Format, Import},
        glossary_toml,
    },
    locale::{Locale, Messages},
};
use proptest::prelude::*;

const LOSSLESS: [Format; 5] = [Format::Tbx, Format::TbxDct, Format::Tbx2, Format::Csv, Format::Tsv];

fn parse(toml: &str) -> Glossary {
    let files = [("own.toml".to_owned(), toml.to_owned())];
    Glossary::parse(&files).unwrap_or_else(|errors| panic!("{}\n{toml}", errors.first().expect("an error")))
}

fn import(text: &str, format: Format) -> Import {
    exchange::import("foreign", text.as_bytes(), format, Locale::Ja).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn refused(bytes: &[u8], format: Format) -> String {
    exchange::import("foreign", bytes, format, Locale::Ja).expect_err("refused").to_string()
}

fn own() -> Glossary {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("glossary");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let read = |path: &Path| (path.display().to_string(), fs::read_to_string(path).expect("a file"));
    let files: Vec<(String, String)> = paths.iter().map(|path| read(path)).collect();
    Glossary::parse(&files).expect("read")
}

#[test]
fn the_repositorys_glossary_comes_back_whole() {
    let glossary = own();
    let before = glossary_toml(glossary.terms());
    for format in LOSSLESS {
        let back = import(&exchange::export(&glossary, format, Locale::Ja), format);
        assert_eq!(back.findings, [], "{format:?}");
        assert_eq!(glossary_toml(&back.terms), before, "{format:?}");
    }
}

/// A term with everything the model has.
const FULL: &str = "[[term]]
id = \"2030-agenda\"
vi = [\"Chương trình nghị sự 2030\", \"CTNS\"]
acronym = \"CTNS\"
class = \"vietnamese\"
kind = \"agreement\"
case = \"sensitive\"
pos = \"phrase\"
status = \"proposed\"
valid-from = 2015-09-25
valid-until = 2030-12-31
definition = \"Seventeen goals;  <b> & \\\"quotes\\\" | bars \\\\ and\\nlines\"
source = \"UN\"
note = \"anban:kind=trap\"
[term.en]
use = \"2030 Agenda\"
also = [\"Agenda 2030\", \"a|b\"]
deprecated = [\" spaced  out \"]
forbid = [\"2030 Programme\"]
note = \"With a capital.\"
[term.ja]
use = \"2030アジェンダ\"

[[term]]
id = \"vinfast\"
vi = [\"VinFast\", \"Vinfast\"]
do-not-translate = true
[term.ja]
forbid = [\"ビンファスト\"]
note = \"社名\"
";

#[test]
fn everything_a_term_can_say_comes_back() {
    let glossary = parse(FULL);
    assert_eq!(glossary_toml(glossary.terms()), FULL, "the writer writes what an editor would");
    for format in LOSSLESS {
        let text = exchange::export(&glossary, format, Locale::Ja);
        let back = import(&text, format);
        assert_eq!(back.findings, [], "{format:?}\n{text}");
        assert_eq!(glossary_toml(&back.terms), FULL, "{format:?}\n{text}");
    }
}

fn wording() -> impl Strategy<Value = String> {
    "[a-zA-Zđếộ한日ー&<>\"'|\\\\,;#=\\-]{1,6}( {1,2}[a-zđ0-9]{1,5}){0,2}"
}

fn term() -> impl Strategy<Value = String> {
    let list = || prop::collection::vec(wording(), 0..3);
    let language = || prop::option::of((wording(), list(), list(), list(), prop::option::of("[ -~\n\tế한]{1,20}")));
    let choices = (
        prop::option::of(prop::sample::select(vec!["noun", "phrase", "other", "proper-noun"])),
        prop::sample::select(vec!["preferred", "admitted", "deprecated", "forbidden", "proposed"]),
        prop::option::of(prop::sample::select(vec!["sensitive", "insensitive"])),
        prop::sample::select(vec!["term", "place", "title"]),
        any::<bool>(),
        prop::option::of(wording()),
    );
    let vi = prop::collection::vec("[a-zđếộ]{1,5}( [a-z<&|]{1,5}){0,2}", 1..4);
    (vi, language(), language(), choices, prop::option::of("[ -~\n\tế]{1,30}")).prop_map(
        |(vi, en, ko, (pos, status, case, kind, acronym, note), definition)| {
            let quoted = |text: &String| anban::glossary::quoted(text);
            let list = |items: &[String]| format!("[{}]", items.iter().map(quoted).collect::<Vec<_>>().join(", "));
            let mut toml = format!("vi = {}\nstatus = \"{status}\"\nkind = \"{kind}\"\n", list(&vi));
            for (key, value) in [("pos", pos), ("case", case)] {
                toml.extend(value.map(|value| format!("{key} = \"{value}\"\n")));
            }
            if acronym {
                toml.push_str(&format!("acronym = {}\n", quoted(&vi[vi.len() - 1])));
            }
            for (key, value) in [("note", &note), ("definition", &definition)] {
                toml.extend(value.as_ref().map(|value| format!("{key} = {}\n", quoted(value))));
            }
            for (locale, said) in [("en", &en), ("ko", &ko)] {
                if let Some((preferred, also, deprecated, forbid, note)) = said {
                    toml.push_str(&format!(
                        "[term.{locale}]\nuse = {}\nalso = {}\ndeprecated = {}\nforbid = {}\n",
                        quoted(preferred),
                        list(also),
                        list(deprecated),
                        list(forbid)
                    ));
                    toml.extend(note.as_ref().map(|note| format!("note = {}\n", quoted(note))));
                }
            }
            toml
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn export_then_import_loses_nothing(terms in prop::collection::vec(term(), 1..5)) {
        let toml: String =
            terms.iter().enumerate().map(|(at, term)| format!("[[term]]\nid = \"term-{at}\"\n{term}")).collect();
        let glossary = parse(&toml);
        let before = glossary_toml(glossary.terms());
        for format in LOSSLESS {
            let text = exchange::export(&glossary, format, Locale::Ja);
            let back = import(&text, format);
            prop_assert_eq!(&back.findings, &vec![], "{:?}\n{}", format, text);
            prop_assert_eq!(glossary_toml(&back.terms), before.clone(), "{:?}\n{}", format, text);
        }
    }

    #[test]
    fn no_bytes_bring_an_import_down(bytes in prop::collection::vec(any::<u8>(), 0..300), at in 0..6_usize) {
        let formats = [Format::Tbx, Format::Tbx2, Format::TbxDct, Format::Csv, Format::Tsv, Format::Omegat];
        if let Ok(import) = exchange::import("foreign", &bytes, formats[at], Locale::Ko) {
            let toml = glossary_toml(&import.terms);
            prop_assert!(Glossary::parse(&[("own.toml".to_owned(), toml)]).is_ok());
        }
    }

    #[test]
    fn a_damaged_file_is_read_or_refused(cut in 0..3000_usize, with in "[<>&;/\"a]{0,3}") {
        let mut text = exchange::export(&parse(FULL), Format::Tbx, Locale::Ja);
        let at = text.floor_char_boundary(cut.min(text.len()));
        let end = text.floor_char_boundary((at + 5).min(text.len()));
        text.replace_range(at..end, &with);
        let _ = exchange::import("foreign", text.as_bytes(), Format::Tbx, Locale::Ja);
    }
}

/// TBX version 2 in the shape of terminology portals' exports, with what the Basic dialect does not have here.
const FOREIGN: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en">
  <martifHeader><fileDesc><sourceDesc><p>A portal</p></sourceDesc></fileDesc></martifHeader>
  <text><body>
    <termEntry id="c1">
      <descrip type="subjectField">economics</descrip>
      <descripGrp><descrip type="definition">money that
         comes from abroad</descrip><admin type="source">ISO</admin></descripGrp>
      <langSet xml:lang="vi-VN">
        <ntig><termGrp><term>đầu tư <hi>trực tiếp</hi> nước ngoài</term><termNote type="partOfSpeech">noun</termNote></termGrp></ntig>
        <tig><term>FDI</term><termNote type="termType">acronym</termNote></tig>
      </langSet>
      <langSet xml:lang="en-US">
        <tig><term>foreign investment</term></tig>
        <tig><term>FDI &amp; co</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
             <termNote type="grammaticalGender">neuter</termNote></tig>
        <tig><term>direct money</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
      </langSet>
      <langSet xml:lang="fr"><tig><term>IDE</term></tig></langSet>
      <langSet xml:lang="ko"><tig><term>외국인직접투자</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig></langSet>
    </termEntry>
    <termEntry id="c2"><langSet xml:lang="en"><tig><term>orphan</term></tig></langSet></termEntry>
  </body></text>
</martif>
"#;

#[test]
fn a_foreign_tbx_gives_what_it_can_and_says_the_rest() {
    let import = import(FOREIGN, Format::Tbx2);
    insta::assert_snapshot!(glossary_toml(&import.terms), @r#"
    [[term]]
    id = "c1"
    vi = ["đầu tư trực tiếp nước ngoài", "FDI"]
    acronym = "FDI"
    class = "international"
    pos = "noun"
    definition = "money that comes from abroad"
    source = "ISO"
    [term.en]
    use = "FDI & co"
    also = ["foreign investment"]
    forbid = ["direct money"]
    [term.ko]
    use = "외국인직접투자"
    "#);
    let said = |locale| -> String {
        let messages = Messages::new(locale);
        let line = |finding: &anban::diagnostic::Finding| {
            let place = finding.place.as_ref().expect("a place").position;
            format!("{}:{} {}\n", place.line, place.column, finding.message(&messages))
        };
        import.findings.iter().map(line).collect()
    };
    insta::assert_snapshot!(said(Locale::En), @r"
    7:7 Not kept: subjectField “economics” has no place in the glossary
    17:14 Not kept: grammaticalGender “neuter” has no place in the glossary
    20:7 Not kept: “fr” is none of the languages vi, en, ja and ko
    21:35 “외국인직접투자” is the only rendering and deprecated; it became the preferred one (ko)
    23:5 Not kept: the entry c2 has no usable Vietnamese term
    ");
    for locale in Locale::ALL {
        assert!(!said(locale).contains("finding-") && !said(locale).contains("{$"), "{}", said(locale));
    }
}

#[test]
fn both_styles_and_utf_16_are_read() {
    let dct = r#"<?xml version="1.0" encoding="UTF-16"?><tbx style="dct" type="TBX-Basic" xml:lang="vi" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:t="urn:iso:std:iso:30042:ed-2"><t:text><body><t:conceptEntry id="a"><t:langSec xml:lang="vi"><t:termSec><t:term>một</t:term><min:partOfSpeech>verb</min:partOfSpeech></t:termSec></t:langSec><langSec xml:lang="ja"><termSec><term>一</term></termSec></langSec></t:conceptEntry></body></t:text></tbx>"#;
    let wide = |big: bool, mark: bool| -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(dct.encode_utf16());
        units.flat_map(|unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    for (big, mark) in [(true, true), (false, true), (true, false), (false, false)] {
        let import = exchange::import("foreign", &wide(big, mark), Format::Tbx, Locale::Ja).expect("read");
        assert_eq!(
            glossary_toml(&import.terms),
            "[[term]]\nid = \"a\"\nvi = [\"một\"]\npos = \"verb\"\n[term.ja]\nuse = \"一\"\n"
        );
        assert_eq!(import.findings, []);
    }
}

#[test]
fn hostile_xml_is_refused() {
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE tbx [<!ENTITY a \"aaaaaaaaaa\">{}]><tbx>&z;</tbx>",
        ('b'..='z').map(|c| format!("<!ENTITY {c} \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">")).collect::<String>()
    );
    assert!(refused(bomb.as_bytes(), Format::Tbx).contains("document type"));
    let external = "<!DOCTYPE tbx [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><tbx>&x;</tbx>";
    assert!(refused(external.as_bytes(), Format::Tbx).contains("document type"));
    let unknown = "<tbx><text><body><conceptEntry><langSec xml:lang=\"vi\"><termSec>\n<term>a&x;</term></termSec></langSec></conceptEntry></body></text></tbx>";
    assert_eq!(refused(unknown.as_bytes(), Format::Tbx), "foreign:2:8: the entity &x; is not allowed here");
    let deep = format!("<tbx>{}", "<a>".repeat(100_000));
    assert!(refused(deep.as_bytes(), Format::Tbx).contains("nested too deeply"));
    assert!(refused(b"<html></html>", Format::Tbx).contains("begins with <html>"));
    assert!(refused(b"<tbx><text>", Format::Tbx).contains("ends too early"));
    assert!(refused(b"<tbx></text>", Format::Tbx).contains("1:"));
    assert!(refused(b"", Format::Tbx).contains("not a TBX file"));
    assert!(refused(b"<tbx>\n\xFF</tbx>", Format::Tbx).starts_with("foreign:2:1: not UTF-8"));
    assert!(refused(b"<?xml version=\"1.0\" encoding=\"klingon\"?><tbx/>", Format::Tbx).contains("klingon"));
    assert!(
        refused(b"\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"windows-1258\"?><tbx/>", Format::Tbx)
            .contains("byte order mark")
    );
    assert!(refused(b"<?xml version=\"1.0\" encoding=\"UTF-16\"?><tbx/>", Format::Tbx).contains("but it is not"));
}

#[test]
fn a_hundred_megabytes_of_nothing_are_refused_in_bounded_memory() {
    let resident = || {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0").trim().to_owned();
        line.split_whitespace().next().and_then(|kib| kib.parse::<usize>().ok()).unwrap_or(0)
    };
    for filling in [b' ', b'\n'] {
        let bytes = vec![filling; 100 << 20];
        let before = resident();
        assert!(refused(&bytes, Format::Tbx).contains("not a TBX file"));
        assert!(resident() < before + (16 << 10), "more than 16 MiB beside the file");
    }
    let long = vec![b' '; exchange::MAX_BYTES + 1];
    assert!(refused(&long, Format::Csv).contains("128 MiB"));
}

#[test]
fn tables_of_other_hands_are_read() {
    let semicolons =
        "id;VI;en;fr\r\na;đầu tư;\"invest; money\";x\r\n;thương mại|mậu dịch;trade|commerce;\r\nb;;orphan;;more\r\n";
    let import = import(semicolons, Format::Csv);
    insta::assert_snapshot!(glossary_toml(&import.terms), @r#"
    [[term]]
    id = "a"
    vi = ["đầu tư"]
    [term.en]
    use = "invest; money"

    [[term]]
    id = "thuong-mai"
    vi = ["thương mại", "mậu dịch"]
    [term.en]
    use = "trade"
    also = ["commerce"]
    "#);
    let lines: Vec<(String, usize)> = import
        .findings
        .iter()
        .map(|finding| (finding.code.clone(), finding.place.as_ref().expect("a place").position.line))
        .collect();
    assert_eq!(
        lines,
        [("import-lost".to_owned(), 1), ("import-lost".to_owned(), 4), ("import-no-vietnamese".to_owned(), 4)]
    );
    assert!(refused(b"a,b\n1,2\n", Format::Csv).contains("no column is called vi"));
    assert!(refused(b"", Format::Csv).contains("empty"));
}

#[test]
fn omegat_lines_are_gathered_by_source() {
    let text = "# comment\nđầu tư\t投資\tnote\nđầu tư\t出資\nlone\n\nthương mại\t貿易\t\textra\n";
    let import = import(text, Format::Omegat);
    insta::assert_snapshot!(glossary_toml(&import.terms), @r#"
    [[term]]
    id = "dau-tu"
    vi = ["đầu tư"]
    note = "note"
    [term.ja]
    use = "投資"
    also = ["出資"]

    [[term]]
    id = "thuong-mai"
    vi = ["thương mại"]
    [term.ja]
    use = "貿易"
    "#);
    let lines: Vec<usize> =
        import.findings.iter().map(|finding| finding.place.as_ref().expect("a place").position.line).collect();
    assert_eq!(lines, [4, 6]);
}

#[test]
fn omegat_files_have_a_line_for_each_form_and_rendering() {
    let toml = "[[term]]\nid = \"a\"\nvi = [\"đầu tư\", \"#vốn\"]\nnote = \"x\\ty\"\n[term.ja]\nuse = \"投資\"\nalso = [\"出資\"]\nforbid = [\"投机\"]\n";
    let text = exchange::export(&parse(toml), Format::Omegat, Locale::Ja);
    assert_eq!(text, "đầu tư\t投資\tx y\nđầu tư\t出資\t\n #vốn\t投資\tx y\n #vốn\t出資\t\n");
    assert_eq!(import(&text, Format::Omegat).findings, []);
}

/// Translate Toolkit's reader, which `scripts/install.sh test` puts under `target/`, sees what was written.
#[test]
fn translate_toolkit_reads_our_tbx() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("target/translate-toolkit/bin/python");
    assert!(python.exists(), "run scripts/install.sh test first");
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("own.tbx");
    let glossary = own();
    fs::write(&file, exchange::export(&glossary, Format::Tbx2, Locale::Ja)).expect("written");
    let script = root.join("tests/data/glossary/read_tbx.py");
    let output = Command::new(python).arg(script).arg(&file).output().expect("python starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read: Vec<Vec<String>> = serde_json::from_slice(&output.stdout).expect("JSON");
    let wanted: Vec<Vec<String>> = glossary
        .terms()
        .iter()
        .map(|term| {
            let said = term.renderings(Locale::Ja).expect("every term has Japanese");
            let renderings = said.allowed().chain(&said.forbid);
            let mut row = vec![term.id.text.clone(), term.vi[0].text.clone()];
            row.extend(renderings.map(|form| form.text.clone()));
            row
        })
        .collect();
    assert_eq!(read, wanted);
}
