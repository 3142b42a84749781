//! What an engine's confidence is worth: by hand, by the script's figures, and by a server's token probabilities.

use anban::eval::{Calibration, ChrF};
use serde_json::{Value, json};

use super::super::{
    backend::stand_in::{StandIn, answer},
    desk::Desk,
};

/// An answer of which `right` of 10 words are the reference's.
fn answer_of(right: usize) -> ChrF {
    let word = |at: usize| if at < right { "alpha" } else { "zzz" };
    let mut own = ChrF::default();
    own.add(&(0..10).map(word).collect::<Vec<_>>().join(" "), &["alpha"; 10].join(" "));
    own
}

fn spearman(pairs: &[(u8, usize)]) -> Option<f64> {
    let answers: Vec<(u8, ChrF)> = pairs.iter().map(|&(confidence, right)| (confidence, answer_of(right))).collect();
    Calibration::of(&answers)?.spearman
}

/// By hand, after Spearman 1904: 1 - 6 Σd² / (n³ - n); with ties, Pearson of the mean ranks.
#[test]
fn the_rank_correlation_is_spearmans() {
    type Case = (&'static [(u8, usize)], Option<f64>);
    let cases: [Case; 6] = [
        (&[(10, 1), (20, 2), (30, 3), (40, 4), (50, 5)], Some(1.0)),
        (&[(10, 5), (20, 4), (30, 3), (40, 2), (50, 1)], Some(-1.0)),
        // 1 - 6 * (1 + 1 + 0 + 1 + 1) / (5 * 24)
        (&[(10, 2), (20, 1), (30, 3), (40, 5), (50, 4)], Some(0.8)),
        // Ranks 1.5 1.5 3 4 5 against 1 2 3 4 5.
        (&[(10, 1), (10, 2), (30, 3), (40, 4), (50, 5)], Some(0.974_679_434)),
        (&[(50, 1), (50, 2), (50, 3), (50, 4), (50, 5)], None),
        (&[(10, 1), (20, 2), (30, 3), (40, 4)], None),
    ];
    for (pairs, expected) in cases {
        match (spearman(pairs), expected) {
            (Some(own), Some(expected)) => assert!((own - expected).abs() < 1e-8, "{pairs:?}: {own}"),
            (own, expected) => assert_eq!(own, expected, "{pairs:?}"),
        }
    }
}

#[test]
fn bands_are_tenths_or_fifths_and_keep_equals_together() {
    let of = |confidences: &[u8]| {
        let answers: Vec<(u8, ChrF)> =
            confidences.iter().map(|&one| (one, answer_of(usize::from(one / 10)))).collect();
        let told = Calibration::of(&answers).expect("enough");
        assert_eq!(told.bands.iter().map(|band| band.answers).sum::<usize>(), confidences.len());
        assert!((told.bands[0].kept - 100.0).abs() < 1e-9);
        told.bands.iter().map(|band| (band.from, band.to, band.answers)).collect::<Vec<_>>()
    };
    assert_eq!(of(&[50, 10, 30, 20, 40]), [(10, 10, 1), (20, 20, 1), (30, 30, 1), (40, 40, 1), (50, 50, 1)]);
    assert_eq!(of(&[90, 90, 90, 90, 20, 20]), [(20, 20, 2), (90, 90, 4)]);
    assert_eq!(of(&[7; 40]), [(7, 7, 40)]);
    // After a crowd of equals the next band is a whole one again.
    let crowd: Vec<u8> = [5; 50].into_iter().chain(50..100).collect();
    assert_eq!(of(&crowd), [(5, 5, 50), (50, 59, 10), (60, 69, 10), (70, 79, 10), (80, 89, 10), (90, 99, 10)]);
    let hundred: Vec<u8> = (0..100).collect();
    let bands = of(&hundred);
    assert_eq!((bands.len(), bands[0], bands[9]), (10, (0, 9, 10), (90, 99, 10)));
    assert_eq!(of(&hundred[1..]).len(), 5);
    // What is kept from a band upward is scored together.
    let told = Calibration::of(&[0, 20, 40, 60, 80].map(|one: u8| (one, answer_of(usize::from(one / 10))))).unwrap();
    let top = told.bands.last().expect("bands");
    assert!((top.kept - 20.0).abs() < 1e-9 && (top.kept_chrf - top.chrf).abs() < 1e-9, "{told:?}");
    assert!(told.bands.windows(2).all(|two| two[0].kept_chrf < two[1].kept_chrf), "{told:?}");
}

const NUMBERS: [(u32, u8); 6] = [(300, 90), (310, 80), (320, 70), (330, 60), (340, 50), (350, 40)];

fn table() -> String {
    let line = |(number, _): (u32, u8)| format!("Tỉnh có {number} dự án.\tThe province has {number} projects.\ten\n");
    "source\ttarget\tlocale\n".to_owned() + NUMBERS.map(line).concat().as_str()
}

/// The surer three are the reference, the others are not: text, JSON and page say so.
#[test]
fn a_desk_sees_what_confidence_is_worth() {
    let desk = Desk::new("script", "[backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n");
    let script = NUMBERS.map(|(number, sure)| {
        let verb = if sure > 60 { "The province has" } else { "In all one counts" };
        format!(
            "[[answer]]\nsource = \"Tỉnh có {number} dự án.\"\ntarget = \"{verb} {number} projects.\"\nconfidence = {sure}\n"
        )
    });
    desk.write("script.toml", script.concat());
    desk.write("pairs.tsv", table());
    let args = ["eval", "pairs.tsv", "--to", "en"];
    let (scores, code) = desk.json(&[&args[..], &["--json", "--html", "page.html"]].concat());
    assert_eq!(code, 0, "{scores:#}");
    for score in scores.as_array().expect("scores") {
        let told = &score["confidence"];
        assert_eq!(told["answers"], 6, "{score:#}");
        assert!(told["spearman"].as_f64().is_some_and(|rank| rank > 0.8), "{told:#}");
        let bands = told["bands"].as_array().expect("bands");
        assert_eq!(
            (&bands[0]["from"], bands.last().map(|band| &band["to"])),
            (&json!(40), Some(&json!(90))),
            "{told:#}"
        );
        assert!(bands.iter().any(|band| band["kept_chrf"] == 100.0), "{told:#}");
        assert!(score["lines"].as_array().is_some_and(|lines| lines.iter().all(|line| line["confidence"].is_u64())));
    }
    let text = String::from_utf8(desk.run(&args).stdout).expect("UTF-8");
    assert!(text.contains("English, script, pipeline: confidence and chrF++ of 6 answers, Spearman 0."), "{text}");
    assert!(text.contains("Confidence") && text.contains("From here up"), "{text}");
    let page = std::fs::read_to_string(desk.path("page.html")).expect("the page");
    assert!(page.contains("confidence and chrF++ of 6 answers") && page.contains("From here up"), "{page}");
}

/// A server that tells token probabilities: e to the mean logarithm is the confidence.
#[test]
fn a_servers_token_probabilities_become_a_table() {
    let reply = |sure: f64, text: &str| {
        let tokens = [sure.ln() - 0.1, sure.ln() + 0.1].map(|log| json!({ "token": "x", "logprob": log }));
        json!({
            "choices": [{ "message": { "role": "assistant", "content": text }, "finish_reason": "stop",
                          "logprobs": { "content": tokens } }],
            "usage": { "prompt_tokens": 7, "completion_tokens": 3 }
        })
    };
    // The warm-up is not asked of what is paid; each way asks one after the other.
    let plays = [(); 2].iter().flat_map(|()| NUMBERS).map(|(number, sure)| {
        let body = reply(f64::from(sure) / 100.0, &format!("The province has {number} projects."));
        answer("200 OK", "content-type: application/json\r\n", &body.to_string())
    });
    let server = StandIn::new(plays.collect());
    let settings = "kind = \"openai\"\nmodel = \"m\"\nlogprobs = true\nconcurrency = 1";
    let desk = Desk::new("chat", &format!("[backends.chat]\n{settings}\nbase-url = \"{}/v1\"\n", server.url));
    desk.write("pairs.tsv", table());
    let (scores, code) = desk.json(&["eval", "pairs.tsv", "--to", "en", "--json"]);
    assert_eq!(code, 0, "{scores:#}");
    for score in scores.as_array().expect("scores") {
        let told = &score["confidence"];
        // All are right: nothing to tell apart.
        assert_eq!((&told["answers"], &told["spearman"]), (&json!(6), &Value::Null), "{score:#}");
        let (first, last) = (&told["bands"][0], told["bands"].as_array().and_then(|all| all.last()));
        assert_eq!((&first["from"], last.map(|band| &band["to"])), (&json!(40), Some(&json!(90))), "{told:#}");
    }
}
