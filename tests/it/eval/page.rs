//! The table and the page of a comparison, in every language.

use std::fs;

use anban::locale::{Locale, Messages};

use super::super::desk::Desk;

const SCRIPT: &str = r#"
[[answer]]
source = "Tỉnh có 300 dự án."
to = "en"
target = "The province has 300 projects."
[[answer]]
source = "Tỉnh có 300 dự án."
to = "ja"
target = "省には300件の事業がある。"
[[answer]]
source = "Huyện có 200 dự án & <script>."
to = "en"
target = "The district has 500 projects & <script>."
"#;

const TABLE: &str = "source\ttarget\tlocale\n\
    Tỉnh có 300 dự án.\tThe province has 300 projects.\ten\n\
    Huyện có 200 dự án & <script>.\tThe district has 200 projects & <script>.\ten\n\
    Tỉnh có 300 dự án.\t省には300件の事業がある。\tja\n";

fn desk() -> Desk {
    let backend = |name: &str| format!("[backends.{name}]\nkind = \"scripted\"\npath = \"script.toml\"\n");
    let desk = Desk::new("script", &["script", "twin"].map(backend).concat());
    desk.write("script.toml", SCRIPT);
    desk.write("pairs.tsv", TABLE);
    desk
}

#[test]
fn the_page_shows_the_worst_first_and_runs_nothing() {
    let desk = desk();
    for locale in Locale::ALL {
        let messages = Messages::new(locale);
        let args =
            ["--lang", locale.tag(), "eval", "pairs.tsv", "--backend", "script,twin", "--html", "out/page.html"];
        let output = desk.run(&args);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let page = fs::read_to_string(desk.path("out/page.html")).expect("the page");
        assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{locale}\">")));
        assert!(!page.contains("<script"), "nothing runs, whatever a text says");
        assert!(page.contains("default-src 'none'") && page.contains("color-scheme: light dark"));
        assert!(page.contains("&lt;script&gt;"), "the text is shown");
        for id in ["title", "explained", "raw", "pipeline", "terms", "source", "reference", "refused"] {
            assert!(page.contains(&messages.say(&format!("eval-{id}"))), "{id} in {locale}");
        }
        let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text} is missing"));
        assert!(at("Huyện có 200") < at("Tỉnh có 300"), "the worst stands first");
        assert!(page.contains("<p lang=\"ja\">省には300件の事業がある。</p>"));
        assert_eq!(page.matches(&messages.say("eval-refused")).count(), 2, "once for each backend's pipeline");
        // Two backends, two ways, two languages, and a heading.
        assert_eq!(page.matches("<tr>").count(), 9);
        assert!(page.contains("twin · "));

        let table = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(table.starts_with(&messages.say("eval-language")), "{table}");
        assert_eq!(table.lines().count(), 9 + 2, "{table}");
        assert!(table.contains(&messages.say("price-none")), "{table}");
    }
}
