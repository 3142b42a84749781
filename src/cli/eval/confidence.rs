//! What an engine's confidence was worth, as a table.

use serde::Serialize;

use super::{score::Score, table::way};
use crate::{cli::context::Context, locale::Args};

/// The answers of one measurement by confidence.
#[derive(Serialize)]
pub(super) struct Sure {
    /// What was measured, and how confidence and chrF++ go together.
    pub(super) heading: String,
    /// The words over the columns.
    pub(super) head: Vec<String>,
    /// The least sure first.
    pub(super) rows: Vec<Vec<String>>,
}

/// A table for each of `scores` whose engine told enough.
pub(super) fn tables(context: &Context, scores: &[Score]) -> Vec<Sure> {
    let say = |name: &str| context.messages.say(&format!("eval-{name}"));
    let head = || ["confidence", "answers", "chrf", "kept", "kept-chrf"].map(say).to_vec();
    let table = |score: &Score| {
        let told = score.confidence.as_ref()?;
        let mut args = Args::new();
        args.set("language", context.messages.say(&format!("language-{}", score.locale)));
        args.set("backend", score.backend.as_str());
        args.set("way", way(context, score.pipeline));
        args.set("answers", told.answers);
        args.set("spearman", told.spearman.map_or_else(|| "–".to_owned(), |rank| format!("{rank:.2}")));
        let rows = told.bands.iter().map(|band| {
            vec![
                format!("{}–{} %", band.from, band.to),
                band.answers.to_string(),
                format!("{:.2}", band.chrf),
                format!("{:.0} %", band.kept),
                format!("{:.2}", band.kept_chrf),
            ]
        });
        Some(Sure {
            heading: context.messages.say_with("eval-by-confidence", &args),
            head: head(),
            rows: rows.collect(),
        })
    };
    scores.iter().filter_map(table).collect()
}
