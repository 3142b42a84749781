//! What a comparison costs: what its calls used, and the ledger's own figures.

use serde_json::{Value, json};

use super::super::{
    backend::stand_in::{StandIn, answer},
    desk::Desk,
};

const PRICE: &str = "[backends.paid.price]\ndate = \"2026-11-23\"\ncurrency = \"USD\"\n\
    per-million-tokens-in = 1000000.0\nper-million-tokens-out = 2000000.0\n";

fn server() -> StandIn {
    let body = json!({
        "choices": [{ "message": { "role": "assistant", "content": "The province has 300 projects." }, "finish_reason": "stop" }],
        "usage": { "prompt_tokens": 70, "completion_tokens": 11 }
    });
    StandIn::new(vec![answer("200 OK", "content-type: application/json\r\n", &body.to_string())])
}

fn desk(server: &StandIn, price: &str) -> Desk {
    let url = &server.url;
    let desk = Desk::new(
        "paid",
        &format!("[backends.paid]\nkind = \"openai\"\nmodel = \"m\"\nbase-url = \"{url}/v1\"\n{price}"),
    );
    desk.write("pairs.tsv", "source\ttarget\tlocale\nTỉnh có 300 dự án.\tThe province has 300 projects.\ten\n");
    desk
}

#[test]
fn each_way_has_its_own_bill_and_the_ledger_agrees() {
    let server = server();
    let desk = desk(&server, PRICE);
    let (scores, code) = desk.json(&["eval", "pairs.tsv", "--to", "en", "--json"]);
    assert_eq!(code, 0, "{scores:#}");
    let bill = json!({ "requests": 1, "quantity": { "tokens_in": 70, "tokens_out": 11, "characters": 0 },
                       "micros": { "USD": 92_000_000 }, "unpriced": 0 });
    assert_eq!((&scores[0]["cost"], &scores[1]["cost"]), (&bill, &bill));
    let (ledger, _) = desk.json(&["memory", "ledger", "--json"]);
    assert_eq!((&ledger[0]["requests"], &ledger[0]["micros"]), (&json!(2), &json!(184_000_000)), "{ledger:#}");

    // Raw is the plainest question; the pipeline's has the house's rules in it.
    let prompts: Vec<Value> =
        server.heard().iter().map(|heard| serde_json::from_str(&heard.body).expect("JSON")).collect();
    assert_eq!(prompts[0]["messages"].as_array().map(Vec::len), Some(1));
    let said = prompts[0]["messages"][0]["content"].as_str().expect("a text");
    assert_eq!(
        said,
        "Translate this Vietnamese sentence into English. Answer with the translation only.\n\nTỉnh có 300 dự án."
    );
    assert!(prompts[1]["messages"][0]["content"].as_str().is_some_and(|text| text.contains("newspaper")));

    let output = desk.run(&["eval", "pairs.tsv", "--to", "en"]);
    let table = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(table.matches("92.0000 USD").count(), 2, "{table}");
}

#[test]
fn an_unknown_price_is_said_to_be_unknown_and_a_bound_needs_one() {
    let server = server();
    let desk = desk(&server, "");
    let (scores, _) = desk.json(&["eval", "pairs.tsv", "--to", "en", "--json"]);
    assert_eq!((&scores[0]["cost"]["unpriced"], &scores[0]["cost"]["micros"]), (&json!(1), &json!({})));
    let output = desk.run(&["eval", "pairs.tsv", "--to", "en"]);
    assert_eq!(String::from_utf8_lossy(&output.stdout).matches("price unknown").count(), 2);
    let asked = server.heard().len();
    let output = desk.run(&["eval", "pairs.tsv", "--to", "en", "--max-cost", "1"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("the price of backend paid is unknown"));
    assert_eq!(server.heard().len(), asked, "nobody was asked");
}

#[test]
fn the_pipeline_and_raw_share_one_bound() {
    let server = server();
    let desk = desk(&server, PRICE);
    // The worst case of a request is far above 100.
    let (scores, code) = desk.json(&["eval", "pairs.tsv", "--to", "en", "--max-cost", "100", "--json"]);
    assert_eq!((code, server.heard().len()), (1, 0), "{scores:#}");
    assert_eq!((&scores[0]["failed"], &scores[1]["failed"]), (&json!(1), &json!(1)), "{scores:#}");
}
