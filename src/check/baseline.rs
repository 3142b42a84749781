//! The baseline: findings that were there when a newsroom began, counted and not failed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Found, InputKind, Sheet, found::beginning};
use crate::diagnostic::{Finding, Severity};

/// The version of the baseline format.
const FORMAT: u32 = 1;

/// Old findings. Written as JSON, sorted, one a line, so that differences can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    format: u32,
    findings: Vec<BaselineEntry>,
}

/// Findings that share a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineEntry {
    /// The file, for people.
    pub file: String,
    /// The rule, for people.
    pub code: String,
    /// The name without its number; see [`fingerprints`](super::fingerprints).
    pub fingerprint: String,
    /// How many there are.
    pub count: usize,
}

impl Baseline {
    /// The baseline that accepts these findings, given with their names.
    #[must_use]
    pub fn new<'a>(all: impl IntoIterator<Item = (&'a Found, &'a String)>) -> Self {
        let mut entries: BTreeMap<(String, String, String), usize> = BTreeMap::new();
        for (found, name) in all {
            let file = found.finding.place.as_ref().map(|place| place.file.to_string()).unwrap_or_default();
            *entries.entry((file, found.finding.code.clone(), bare(name).to_owned())).or_default() += 1;
        }
        let findings = entries
            .into_iter()
            .map(|((file, code, fingerprint), count)| BaselineEntry { file, code, fingerprint, count })
            .collect();
        Self { format: FORMAT, findings }
    }

    /// Reads what [`write`](Self::write) wrote.
    ///
    /// # Errors
    /// What is wrong with it, with line and column.
    pub fn read(text: &str) -> Result<Self, String> {
        let baseline: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if baseline.format != FORMAT {
            return Err(format!("its format is {}, not {FORMAT}: write it again", baseline.format));
        }
        Ok(baseline)
    }

    /// The file's text.
    #[must_use]
    pub fn write(&self) -> String {
        let lines: Vec<String> = self
            .findings
            .iter()
            .map(|entry| format!("    {}", serde_json::to_string(entry).unwrap_or_default()))
            .collect();
        let list = if lines.is_empty() { String::new() } else { format!("\n{}\n  ", lines.join(",\n")) };
        format!("{{\n  \"format\": {},\n  \"findings\": [{list}]\n}}\n", self.format)
    }

    /// For each finding of `sheet` whether it is an old one.
    #[must_use]
    pub fn known(&self, names: &[String]) -> Vec<bool> {
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        for entry in &self.findings {
            *left.entry(&entry.fingerprint).or_default() += entry.count;
        }
        let mut take = |name: &String| match left.get_mut(bare(name)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        };
        names.iter().map(&mut take).collect()
    }

    /// Adds a `baseline-gone` to `sheet` for each entry that promises more findings than `names` has.
    pub fn report_gone(&self, file: &str, names: &[String], sheet: &mut Sheet) {
        let mut there: BTreeMap<&str, usize> = BTreeMap::new();
        names.iter().for_each(|name| *there.entry(bare(name)).or_default() += 1);
        let input = sheet.begin(InputKind::Configuration, file);
        for entry in &self.findings {
            let count = there.entry(&entry.fingerprint).or_default();
            let gone = entry.count.saturating_sub(*count);
            *count = count.saturating_sub(entry.count);
            if gone > 0 {
                let finding = Finding::new("baseline-gone", Severity::Info)
                    .fact("code", &entry.code)
                    .fact("file", &entry.file)
                    .fact("count", gone.to_string())
                    .at(beginning(&file.into()));
                sheet.found.push(Found { finding, input, key: None, anchor: entry.fingerprint.clone() });
            }
        }
    }
}

/// A name without its number.
fn bare(name: &str) -> &str {
    name.split_once(':').map_or(name, |(bare, _)| bare)
}
