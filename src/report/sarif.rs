//! A report as SARIF 2.1.0 (OASIS Standard, 27 March 2020), as code hosts read it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    Document, Item, RuleText,
    document::{Regions, row_of},
};
use crate::diagnostic::{Label, Place, Severity};

/// The name under which a finding's fingerprint is given; the number grows when the way it is made changes.
const FINGERPRINT: &str = "anbanFinding/v1";

/// The report as one SARIF log with one run. Columns count Unicode code points. Findings that a waiver covers are
/// suppressed results, those of the baseline unchanged ones. A row of a memory is an artifact that brings its own
/// text, since no region of a database means anything to a reader.
#[must_use]
pub fn sarif(document: &Document<'_>) -> String {
    let mut regions = document.regions();
    let codes: BTreeSet<&str> = document.items.iter().map(|item| item.finding.code.as_str()).collect();
    let rules: Vec<Value> = codes.iter().map(|code| descriptor(code, document.rule(code))).collect();
    let index: BTreeMap<&str, usize> = codes.iter().enumerate().map(|(at, code)| (*code, at)).collect();
    let results: Vec<Result> =
        document.items.iter().map(|item| result(item, &index, document, &mut regions)).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "anban",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "language": document.messages.locale().tag(),
            "artifacts": artifacts(document),
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Result {
    rule_id: String,
    rule_index: usize,
    level: &'static str,
    message: Value,
    locations: Vec<Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Value>,
    partial_fingerprints: Value,
    baseline_state: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Value>,
    properties: Value,
}

fn result(item: &Item, index: &BTreeMap<&str, usize>, document: &Document<'_>, regions: &mut Regions<'_>) -> Result {
    let finding = &item.finding;
    let related = |label: &Label, regions: &mut Regions<'_>| {
        let mut location = location(&label.place, regions);
        location["message"] = json!({ "text": document.messages.say(&label.message) });
        location
    };
    Result {
        rule_id: finding.code.clone(),
        rule_index: index.get(finding.code.as_str()).copied().unwrap_or_default(),
        level: level(finding.severity),
        message: json!({ "text": finding.message(document.messages) }),
        locations: finding.place.iter().map(|place| location(place, regions)).collect(),
        related_locations: finding.labels.iter().map(|label| related(label, regions)).collect(),
        partial_fingerprints: json!({ FINGERPRINT: item.fingerprint }),
        baseline_state: if item.known { "unchanged" } else { "new" },
        suppressions: item
            .waived
            .iter()
            .map(|reason| json!({ "kind": "external", "status": "accepted", "justification": reason }))
            .collect(),
        properties: json!({ "facts": finding.facts, "locale": finding.locale }),
    }
}

fn location(place: &Place, regions: &mut Regions<'_>) -> Value {
    let region = regions.of(place);
    let mut location = json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(&place.file) },
        "region": {
            "startLine": region.start.line,
            "startColumn": region.start.column,
            "endLine": region.end.line,
            "endColumn": region.end.column,
        },
    } });
    if let Some((_, row)) = row_of(&place.file) {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": row, "kind": "resource" }]);
    }
    location
}

/// The rows that results speak of, each with its text.
fn artifacts(document: &Document<'_>) -> Vec<Value> {
    let places = document
        .items
        .iter()
        .flat_map(|item| item.finding.place.iter().chain(item.finding.labels.iter().map(|label| &label.place)));
    let files: BTreeSet<&str> = places.map(|place| &*place.file).collect();
    files
        .into_iter()
        .map(|file| {
            let mut artifact = json!({ "location": { "uri": uri(file) } });
            if let Some(text) = row_of(file).and_then(|_| document.sources.get(file)) {
                artifact["contents"] = json!({ "text": text });
            }
            artifact
        })
        .collect()
}

fn descriptor(code: &str, rule: Option<&RuleText>) -> Value {
    let mut descriptor = json!({ "id": code, "name": name(code) });
    if let Some(rule) = rule {
        let first = rule.doc.lines().find(|line| !line.trim().is_empty()).unwrap_or(code);
        let short = first.split_once(": ").map_or(first, |(_, text)| text);
        let mut letters = short.chars();
        let short: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        descriptor["shortDescription"] = json!({ "text": short });
        descriptor["fullDescription"] = json!({ "text": rule.doc });
        descriptor["help"] = json!({ "text": rule.doc });
        descriptor["defaultConfiguration"] = json!({ "level": level(rule.severity) });
    }
    descriptor
}

/// `number-value` as `NumberValue`.
fn name(code: &str) -> String {
    code.split('-')
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<Vec<char>>()
        })
        .collect()
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A path as a relative URI reference, or an absolute one as `file:` (RFC 3986, RFC 8089). The sign before a row's
/// key begins the fragment.
fn uri(path: &str) -> String {
    let (file, row) = row_of(path).map_or((path, None), |(file, row)| (file, Some(row)));
    let absolute = file.starts_with('/');
    let mut out = String::from(if absolute { "file://" } else { "" });
    encode(file.strip_prefix("./").unwrap_or(file), &mut out);
    if let Some(row) = row {
        out.push('#');
        encode(row, &mut out);
    }
    out
}

fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
}
