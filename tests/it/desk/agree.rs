//! What is settled when an edition is put together: first mentions, particles, spaces between scripts.

use std::fs;

use serde_json::Value;

use super::Desk;

/// Vietnamese, English, Japanese and Korean; the first is the headline.
const SENTENCES: [[&str; 4]; 4] = [
    [
        "Bắc Giang đón thêm vốn FDI",
        "Bac Giang welcomes more FDI capital",
        "バクザン省、FDI資本をさらに誘致",
        "박장성, FDI 자본 추가 유치",
    ],
    [
        "Tỉnh Bắc Giang thu hút FDI từ Nhật Bản.",
        "Bac Giang province attracts FDI from Japan.",
        "バクザン省は日本から FDI を誘致している。",
        "박장성은 일본에서 FDI 를 유치한다.",
    ],
    [
        "Tỉnh tiếp tục ưu tiên FDI.",
        "The province still gives FDI priority.",
        "省はFDIを引き続き優先する。",
        "성은 FDI를 계속 우선한다.",
    ],
    ["PCI của tỉnh tăng.", "The province's PCI rose.", "省のPCIは上昇した。", "성의 PCI가 상승했다."],
];

fn desk() -> Desk {
    let desk = Desk::new("script", "[backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n");
    let mut script = String::new();
    for row in SENTENCES {
        for (to, target) in ["en", "ja", "ko"].into_iter().zip(&row[1..]) {
            script.push_str(&format!("[[answer]]\nsource = {:?}\nto = {to:?}\ntarget = {target:?}\n", row[0]));
        }
    }
    desk.write("script.toml", script);
    let [headline, first, second, third] = SENTENCES.map(|row| row[0]);
    desk.write("a.md", format!("# {headline}\n\n{first} {second}\n\n{third}\n"));
    desk
}

fn edition(desk: &Desk, locale: &str) -> String {
    fs::read_to_string(desk.path(&format!("editions/a/{locale}.md"))).expect("an edition")
}

#[test]
fn an_acronym_is_introduced_once_an_edition_and_particles_follow() {
    let desk = desk();
    for round in ["asked", "remembered"] {
        let (summary, code) = desk.json(&["translate", "a.md", "--format", "source", "--json"]);
        assert_eq!(code, 0, "{round}: {summary:#}");
        for (locale, expected) in [
            (
                "en",
                "# Bac Giang welcomes more FDI capital\n\n\
                 Bac Giang province attracts foreign direct investment (FDI) from Japan. \
                 The province still gives FDI priority.\n\n\
                 The province's Provincial Competitiveness Index (PCI) rose.\n",
            ),
            (
                "ja",
                "# バクザン省、FDI資本をさらに誘致\n\n\
                 バクザン省は日本から海外直接投資（FDI）を誘致している。省はFDIを引き続き優先する。\n\n\
                 省の各省・市競争力指数（PCI）は上昇した。\n",
            ),
            (
                "ko",
                "# 박장성, FDI 자본 추가 유치\n\n\
                 박장성은 일본에서 외국인직접투자(FDI)를 유치한다. 성은 FDI를 계속 우선한다.\n\n\
                 성의 지방경쟁력지수(PCI)가 상승했다.\n",
            ),
        ] {
            assert_eq!(edition(&desk, locale), expected, "{locale}, {round}");
        }
    }
    let (report, code) = desk.json(&["check", "--format", "json"]);
    assert_eq!((report["tally"]["errors"].as_u64(), code), (Some(0), 0), "{report:#}");
}

#[test]
fn the_memory_keeps_the_sentence_as_it_was_answered() {
    let desk = desk();
    desk.json(&["translate", "a.md", "--to", "ko", "--format", "source", "--json"]);
    let (rows, _) = desk.json(&["memory", "lookup", SENTENCES[1][0], "--to", "ko", "--json"]);
    assert!(rows.to_string().contains("FDI 를 유치한다"), "{rows:#}");
    let provenance = fs::read_to_string(desk.path("editions/a/ko.provenance.json")).expect("a provenance file");
    let provenance: Value = serde_json::from_str(&provenance).expect("JSON");
    assert_eq!(provenance["segments"][1]["target"], "박장성은 일본에서 외국인직접투자(FDI)를 유치한다.");
}

#[test]
fn settings_decide_what_counts_and_whether_anything_is_touched() {
    let desk = desk();
    let config = fs::read_to_string(desk.path("config.toml")).expect("a configuration");
    desk.write("config.toml", format!("{config}\n[edition]\nheadlines-count = true\n"));
    desk.json(&["translate", "a.md", "--to", "en", "--format", "source", "--json"]);
    let english = edition(&desk, "en");
    assert!(english.starts_with("# Bac Giang welcomes more foreign direct investment (FDI) capital\n"), "{english}");
    assert!(english.contains("attracts FDI from Japan"), "{english}");

    desk.write("config.toml", format!("{config}\n[edition]\nfirst-mention = false\nclose-up = false\n"));
    desk.json(&["translate", "a.md", "--to", "ja", "--format", "source", "--json"]);
    assert!(edition(&desk, "ja").contains("日本から FDI を誘致"), "{}", edition(&desk, "ja"));
}
