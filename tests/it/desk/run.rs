//! Translate, translate again, check.

use std::fs;

use serde_json::Value;

use super::{Desk, data, repository, total};

#[test]
fn an_article_becomes_three_complete_editions_and_costs_nothing_the_second_time() {
    let desk = Desk::scripted();
    desk.write("cooperation.txt", data("cooperation.txt"));
    let (summary, code) = desk.json(&["translate", "cooperation.txt", "--json"]);
    assert_eq!(total(&summary, "person"), 0, "{summary:#}");
    assert_eq!((total(&summary, "asked"), total(&summary, "segments"), code), (15, 15, 0), "{summary:#}");
    let first = fs::read_to_string(desk.path("editions/cooperation/ja.html")).expect("a page");
    assert!(first.contains("<html lang=\"ja\">"), "{first}");
    assert!(first.contains("企業は国際統合に参加する。"), "{first}");
    assert!(!first.contains("DN"), "the Vietnamese acronym is in the page: {first}");

    let (summary, code) = desk.json(&["translate", "cooperation.txt", "--json"]);
    assert_eq!((total(&summary, "asked"), total(&summary, "in_context"), code), (0, 15, 0), "{summary:#}");
    assert_eq!(fs::read_to_string(desk.path("editions/cooperation/ja.html")).expect("a page"), first);
}

#[test]
fn a_segment_without_an_answer_stays_in_vietnamese_marked_and_counted() {
    let desk = Desk::scripted();
    let text = data("cooperation.txt") + "\nCâu này không ai dịch cả.\n";
    desk.write("cooperation.txt", text);
    let (summary, code) = desk.json(&["translate", "cooperation.txt", "--json"]);
    assert_eq!((total(&summary, "person"), total(&summary, "missing"), code), (3, 3, 1), "{summary:#}");
    let page = fs::read_to_string(desk.path("editions/cooperation/en.html")).expect("a page");
    let marked = "<span class=\"anban-pending\" lang=\"vi\">Câu này không ai dịch cả.</span>";
    assert!(page.contains(marked), "{page}");
    assert!(page.contains("One of 6 sentences has not been approved"), "{page}");
}

#[test]
fn an_answer_that_breaks_a_rule_is_asked_again_and_never_published() {
    let bad = "[[answer]]\nsource = \"*\"\ntarget = \"The state of Bac Giang\"\n";
    let desk = Desk::new("script", "[backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n");
    desk.write("script.toml", bad);
    desk.write("a.txt", "Đến nay, tỉnh có hơn 200 dự án FDI.\n");
    let (summary, code) = desk.json(&["translate", "a.txt", "--to", "en", "--json"]);
    assert_eq!((total(&summary, "asked"), total(&summary, "person"), code), (1, 1, 1), "{summary:#}");
    let provenance = fs::read_to_string(desk.path("editions/a/en.provenance.json")).expect("a provenance file");
    let provenance: Value = serde_json::from_str(&provenance).expect("JSON");
    let segment = &provenance["segments"][0];
    assert_eq!(segment["state"], "initial");
    assert!(segment.get("target").is_none(), "{segment:#}");
    let codes: Vec<&str> =
        segment["findings"].as_array().expect("findings").iter().filter_map(|f| f["code"].as_str()).collect();
    assert!(codes.contains(&"term-missing"), "{codes:?}");
    assert!(codes.contains(&"number-missing") || codes.contains(&"number-value"), "{codes:?}");
    let refused = segment["findings"].as_array().expect("findings").iter().find(|f| f["code"] == "answers-refused");
    assert_eq!(refused.expect("counted")["facts"]["count"], "3");
    // The same question is not put again; --retry puts it.
    let (again, _) = desk.json(&["translate", "a.txt", "--to", "en", "--json"]);
    assert_eq!(total(&again, "asked"), 0, "{again:#}");
    let (retried, _) = desk.json(&["translate", "a.txt", "--to", "en", "--retry", "--json"]);
    assert_eq!(total(&retried, "asked"), 1, "{retried:#}");
}

#[test]
fn a_source_edition_has_the_articles_own_format() {
    let desk = Desk::scripted();
    let html = "<!DOCTYPE html>\r\n<html lang=\"vi\"><body><h1>Bắc Giang mở rộng hợp tác với Nhật Bản</h1>\r\n\
                <p class='x'>Tỉnh Bắc Giang tiếp tục mở rộng hợp tác với Nhật Bản.</p></body></html>\r\n";
    desk.write("a.html", html);
    let (summary, code) = desk.json(&["translate", "a.html", "--to", "ko", "--format", "source", "--json"]);
    assert_eq!((total(&summary, "person"), code), (0, 0), "{summary:#}");
    let written = fs::read_to_string(desk.path("editions/a/ko.html")).expect("an edition");
    let expected = html
        .replace("lang=\"vi\"", "lang=\"ko\"")
        .replace("Bắc Giang mở rộng hợp tác với Nhật Bản</h1>", "박장성, 일본과 협력 확대</h1>")
        .replace(
            "Tỉnh Bắc Giang tiếp tục mở rộng hợp tác với Nhật Bản.",
            "박장성은 일본과의 협력을 계속 확대하고 있다.",
        );
    assert_eq!(written, expected);
}

#[test]
fn a_changed_term_asks_for_exactly_the_segments_it_touches() {
    let desk = Desk::scripted();
    let glossary = desk.path("glossary");
    fs::create_dir(&glossary).expect("a folder");
    let term = |rendering: &str| {
        format!(
            "[[term]]\nid = \"fdi\"\nvi = [\"FDI\"]\n[term.en]\nuse = \"FDI\"\nalso = {rendering}\n[term.ja]\nuse = \"FDI\"\n[term.ko]\nuse = \"FDI\"\n"
        )
    };
    desk.write("glossary/own.toml", term("[]"));
    let config = fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    let own = config.replace(&format!("{:?}", repository("glossary")), "\"glossary\"");
    desk.write("config.toml", own);
    desk.write("cooperation.txt", data("cooperation.txt"));
    let (first, _) = desk.json(&["translate", "cooperation.txt", "--json"]);
    assert_eq!(total(&first, "asked"), 15, "{first:#}");
    desk.write("glossary/own.toml", term("[\"foreign investment\"]"));
    let (second, _) = desk.json(&["translate", "cooperation.txt", "--json"]);
    assert_eq!(total(&second, "asked"), 1, "the English sentence with FDI alone: {second:#}");
}

#[test]
fn check_is_clean_after_a_clean_run_and_finds_what_was_broken_since() {
    let desk = Desk::scripted();
    desk.write("cooperation.txt", data("cooperation.txt"));
    desk.json(&["translate", "cooperation.txt", "--json"]);
    let (report, code) = desk.json(&["check", "--format", "json"]);
    assert_eq!((report["tally"]["errors"].as_u64(), code), (Some(0), 0), "{report:#}");

    let page = desk.path("editions/cooperation/en.html");
    let text = fs::read_to_string(&page).expect("a page");
    fs::write(&page, text.replace("than 200", "than 2,000")).expect("written");
    fs::remove_file(desk.path("editions/cooperation/ko.html")).expect("removed");
    let (report, code) = desk.json(&["check", "--format", "json"]);
    assert_eq!(code, 1, "{report:#}");
    let codes: Vec<&str> =
        report["findings"].as_array().expect("findings").iter().filter_map(|f| f["code"].as_str()).collect();
    for wanted in ["edition-changed", "edition-missing", "edition-link"] {
        assert!(codes.contains(&wanted), "{wanted} is missing in {codes:?}");
    }
}

#[test]
fn the_summary_speaks_four_languages() {
    let desk = Desk::scripted();
    desk.write("cooperation.txt", data("cooperation.txt"));
    for (lang, word) in [("vi", "đoạn"), ("en", "segments"), ("ja", "翻訳メモリー"), ("ko", "번역 메모리")]
    {
        let output = desk.run(&["--lang", lang, "translate", "cooperation.txt"]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains(word), "{lang}: {text}");
        assert!(!text.contains("{ $") && !text.contains("summary-"), "{lang}: {text}");
    }
}

#[test]
fn a_remembered_answer_is_judged_by_the_rules_of_today() {
    let desk = Desk::new("script", "[backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n");
    desk.write("script.toml", "[[answer]]\nsource = \"*\"\ntarget = \"The province has over 200 projects.\"\n");
    desk.write("a.txt", "Đến nay, tỉnh có hơn 200 dự án FDI.\n");
    let strict = fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    let lenient = format!("{strict}\n[check.levels]\nterm-missing = \"warning\"\n");
    let translate = || desk.json(&["translate", "a.txt", "--to", "en", "--json"]).0;
    let counts = |summary: &Value| (total(summary, "asked"), total(summary, "person"));
    assert_eq!(counts(&translate()), (1, 1), "refused: the term is missing");
    desk.write("config.toml", &lenient);
    assert_eq!(counts(&translate()), (0, 0), "nobody is asked, and it may be published now");
    assert_eq!(counts(&translate()), (0, 0));
    desk.write("config.toml", &strict);
    assert_eq!(counts(&translate()), (1, 1), "what fails today is not published, and asked for again");
    let (offline, _) = desk.json(&["translate", "a.txt", "--to", "en", "--offline", "--json"]);
    assert_eq!(counts(&offline), (0, 1));
}

#[test]
fn each_article_of_a_feed_gets_its_editions() {
    let desk = Desk::scripted();
    let item = |name: &str, text: &str| {
        format!(
            "<item><title>Bắc Giang mở rộng hợp tác với Nhật Bản</title><link>https://example.vn/{name}.html</link><description>{text}</description></item>"
        )
    };
    let text = "Tỉnh Bắc Giang tiếp tục mở rộng hợp tác với Nhật Bản.";
    let rss = format!("<rss><channel>{}{}</channel></rss>", item("mot", text), item("hai", text));
    fs::create_dir(desk.path("tin")).expect("a folder");
    desk.write("tin/feed.xml", &rss);
    // Other XML in a folder is nobody's article.
    desk.write("tin/sitemap.xml", "<urlset/>");
    let (summary, code) = desk.json(&["translate", "tin", "--to", "ko", "--json"]);
    assert_eq!(
        (summary["articles"].as_u64(), summary["failed"].as_u64(), code),
        (Some(2), Some(0), 0),
        "{summary:#}"
    );
    for name in ["mot", "hai"] {
        let page = fs::read_to_string(desk.path(&format!("editions/{name}/ko.html"))).expect("an edition");
        assert!(page.contains("박장성은 일본과의 협력을 계속 확대하고 있다."), "{page}");
    }
    desk.write("tin/feed.xml", &rss[..rss.len() - 20]);
    let (summary, code) = desk.json(&["translate", "tin/feed.xml", "--to", "ko", "--json"]);
    assert_eq!((summary["failed"].as_u64(), code), (Some(1), 2), "{summary:#}");
}
