//! The scores as a table on the terminal.

use unicode_width::UnicodeWidthStr as _;

use super::{
    confidence,
    score::{Score, Share},
};
use crate::{cli::context::Context, locale::Args};

/// The columns that say who is measured, which stand at the left of theirs.
pub(super) const NAMES: usize = 3;

/// The words over the columns.
pub(super) fn head(context: &Context) -> Vec<String> {
    ["language", "backend", "way", "chrf", "bleu", "terms", "names", "numbers", "markup", "published", "blocking"]
        .into_iter()
        .chain(["failed", "cost", "time"])
        .map(|name| context.messages.say(&format!("eval-{name}")))
        .collect()
}

/// One score in the columns of [`head`].
pub(super) fn row(context: &Context, score: &Score) -> Vec<String> {
    let share = |Share { right, of }: &Share| if *of == 0 { "–".to_owned() } else { format!("{right}/{of}") };
    let mut seconds = Args::new();
    seconds.set("seconds", format!("{:.1}", score.seconds));
    vec![
        context.messages.say(&format!("language-{}", score.locale)),
        score.backend.clone(),
        way(context, score.pipeline),
        format!("{:.2}", score.chrf),
        format!("{:.2}", score.bleu),
        share(&score.terms),
        share(&score.names),
        share(&score.numbers),
        share(&score.markup),
        format!("{}/{}", score.published, score.segments),
        score.blocking.to_string(),
        score.failed.to_string(),
        score.cost.human(context),
        context.messages.say_with("eval-seconds", &seconds),
    ]
}

/// "raw" or "pipeline".
pub(super) fn way(context: &Context, pipeline: bool) -> String {
    context.messages.say(if pipeline { "eval-pipeline" } else { "eval-raw" })
}

/// What is told of a score as soon as it is there.
pub(super) fn line(context: &Context, score: &Score) -> String {
    let mut args = Args::new();
    args.set("language", context.messages.say(&format!("language-{}", score.locale)));
    args.set("backend", score.backend.as_str());
    args.set("way", way(context, score.pipeline));
    args.set("chrf", format!("{:.2}", score.chrf));
    args.set("seconds", format!("{:.1}", score.seconds));
    context.messages.say_with("eval-measured", &args)
}

/// How the scores were counted: each kind once.
pub(super) fn signatures(context: &Context, scores: &[Score]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for score in scores {
        let mut args = Args::new();
        args.set("language", context.messages.say(&format!("language-{}", score.locale)));
        args.set("chrf", score.chrf_signature.as_str());
        args.set("bleu", score.bleu_signature.as_str());
        let line = context.messages.say_with("eval-signatures", &args);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// The scores, a line each, in columns; below, what confidences were worth.
pub(super) fn table(context: &Context, scores: &[Score]) -> String {
    let rows: Vec<Vec<String>> =
        std::iter::once(head(context)).chain(scores.iter().map(|score| row(context, score))).collect();
    let mut out = columns(&rows, NAMES);
    for line in signatures(context, scores) {
        out.push_str(&line);
        out.push('\n');
    }
    for sure in confidence::tables(context, scores) {
        out.push('\n');
        out.push_str(&sure.heading);
        out.push('\n');
        let rows: Vec<Vec<String>> = std::iter::once(sure.head).chain(sure.rows).collect();
        out.push_str(&columns(&rows, 1));
    }
    out
}

/// `rows` in columns, of which the first `names` stand at the left of theirs.
fn columns(rows: &[Vec<String>], names: usize) -> String {
    let count = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..count)
        .map(|at| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0))
        .collect();
    let mut out = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths).enumerate().map(|(at, (cell, width))| {
            let space = " ".repeat(width.saturating_sub(cell.width()));
            if at < names { format!("{cell}{space}") } else { format!("{space}{cell}") }
        });
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}
