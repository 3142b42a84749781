//! Findings for programs.

use serde_json::{Value, json};

use super::Tally;
use crate::{diagnostic::Finding, locale::Messages};

/// The findings as one JSON document: `{"format":1,"findings":[…],"tally":{…}}`, each finding with its message in
/// the language of `messages`. Same findings, same bytes.
#[must_use]
pub fn findings_json(findings: &[Finding], messages: &Messages) -> String {
    let each: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let mut value = serde_json::to_value(finding).unwrap_or_default();
            value["message"] = json!(finding.message(messages));
            value
        })
        .collect();
    let document = json!({ "format": 1, "findings": each, "tally": Tally::new(findings) });
    serde_json::to_string_pretty(&document).unwrap_or_default()
}
