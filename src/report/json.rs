//! Findings for programs.

use serde_json::{Value, json};

use super::{Document, Tally, document::Regions};
use crate::{diagnostic::Finding, locale::Messages};

/// The findings as one JSON document: `{"format":1,"findings":[…],"tally":{…}}`, each finding with its message in
/// the language of `messages`. Same findings, same bytes.
#[must_use]
pub fn findings_json(findings: &[Finding], messages: &Messages) -> String {
    let each: Vec<Value> = findings.iter().map(|finding| value(finding, messages, None)).collect();
    let document = json!({ "format": 1, "findings": each, "tally": Tally::new(findings) });
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

/// A whole report as one JSON document, as `docs/ci/findings.schema.json` describes it. Findings that a waiver or
/// the baseline covers are in it, marked, and not in the tally.
#[must_use]
pub fn json(document: &Document<'_>) -> String {
    let mut regions = document.regions();
    let each: Vec<Value> = document
        .items
        .iter()
        .map(|item| {
            let mut value = value(&item.finding, document.messages, Some(&mut regions));
            value["fingerprint"] = json!(item.fingerprint);
            if let Some(section) = document.sections.get(item.section) {
                value["input"] = json!(section.name);
                if let Some(article) = &section.article {
                    value["article"] = json!(article);
                }
            }
            if let Some(reason) = &item.waived {
                value["waived"] = json!(reason);
            }
            if item.known {
                value["known"] = json!(true);
            }
            value
        })
        .collect();
    let inputs: Vec<&str> = document.sections.iter().map(|section| section.name.as_str()).collect();
    let waived = document.items.iter().filter(|item| item.waived.is_some()).count();
    let known = document.items.iter().filter(|item| item.waived.is_none() && item.known).count();
    let document = json!({
        "format": 1,
        "inputs": inputs,
        "findings": each,
        "tally": document.tally(),
        "waived": waived,
        "known": known,
    });
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

fn value(finding: &Finding, messages: &Messages, regions: Option<&mut Regions<'_>>) -> Value {
    let mut value = serde_json::to_value(finding).unwrap_or_default();
    value["message"] = json!(finding.message(messages));
    if let (Some(regions), Some(place)) = (regions, &finding.place) {
        value["place"]["end"] = json!(regions.of(place).end);
    }
    value
}
