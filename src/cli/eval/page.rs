//! The page with all translations side by side, worst first.

use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use super::{
    confidence::{Sure, tables},
    score::{Line, Score},
    table::{NAMES, head, row, signatures, way},
};
use crate::{
    cli::context::Context,
    diagnostic::Severity,
    locale::{Args, Locale},
};

#[derive(Serialize)]
struct Page {
    lang: &'static str,
    title: String,
    explained: String,
    source: String,
    reference: String,
    refused: String,
    /// How many columns of the table are names.
    names: usize,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    signatures: Vec<String>,
    confidence: Vec<Sure>,
    languages: Vec<Language>,
}

#[derive(Serialize)]
struct Language {
    lang: &'static str,
    heading: String,
    units: Vec<Unit>,
}

#[derive(Serialize)]
struct Unit {
    number: usize,
    source: String,
    reference: String,
    answers: Vec<Answer>,
}

#[derive(Serialize)]
struct Answer {
    by: String,
    chrf: String,
    text: String,
    published: bool,
    findings: Vec<(&'static str, String)>,
}

/// The page.
pub(super) fn html(context: &Context, scores: &[Score]) -> anyhow::Result<String> {
    let say = |name: &str| context.messages.say(&format!("eval-{name}"));
    let mut locales: Vec<Locale> = scores.iter().map(|score| score.locale).collect();
    locales.sort_unstable();
    locales.dedup();
    let page = Page {
        lang: context.messages.locale().tag(),
        title: say("title"),
        explained: say("explained"),
        source: say("source"),
        reference: say("reference"),
        refused: say("refused"),
        names: NAMES,
        head: head(context),
        rows: scores.iter().map(|score| row(context, score)).collect(),
        signatures: signatures(context, scores),
        confidence: tables(context, scores),
        languages: locales.into_iter().map(|locale| language(context, locale, scores)).collect(),
    };
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("eval.html", include_str!("../../../templates/eval.html"))?;
    Ok(environment.get_template("eval.html")?.render(minijinja::value::Serde(&page))?)
}

/// The units of a language, that with the worst answer of a pipeline first.
fn language(context: &Context, locale: Locale, scores: &[Score]) -> Language {
    let own: Vec<(&Score, Vec<&Line>)> = scores
        .iter()
        .filter(|score| score.locale == locale)
        .map(|score| {
            let mut lines: Vec<&Line> = score.lines.iter().collect();
            lines.sort_by_key(|line| line.unit);
            (score, lines)
        })
        .collect();
    let several = own.iter().any(|(score, _)| own.first().is_some_and(|(first, _)| first.backend != score.backend));
    let count = own.first().map_or(0, |(_, lines)| lines.len());
    let mut units: Vec<(f64, Unit)> = (0..count)
        .filter_map(|at| {
            let first = own.first()?.1.get(at)?;
            let answers = own.iter().filter_map(|(score, lines)| Some((*score, *lines.get(at)?)));
            let worst = answers
                .clone()
                .filter(|(score, _)| score.pipeline)
                .map(|(_, line)| line.chrf)
                .fold(f64::INFINITY, f64::min);
            let answers = answers.map(|(score, line)| answer(context, score, line, several)).collect();
            let (source, reference) = (first.source.clone(), first.reference.clone());
            Some((worst, Unit { number: first.unit, source, reference, answers }))
        })
        .collect();
    units.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut args = Args::new();
    args.set("language", context.messages.say(&format!("language-{locale}")));
    args.set("units", count);
    Language {
        lang: locale.tag(),
        heading: context.messages.say_with("eval-worst-first", &args),
        units: units.into_iter().map(|(_, unit)| unit).collect(),
    }
}

fn answer(context: &Context, score: &Score, line: &Line, several: bool) -> Answer {
    let way = way(context, score.pipeline);
    let findings = line.findings.iter().map(|finding| {
        let severity = match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        };
        (severity, finding.message(&context.messages))
    });
    Answer {
        by: if several { format!("{} · {way}", score.backend) } else { way },
        chrf: format!("{:.1}", line.chrf),
        text: line.target.clone(),
        published: line.published,
        findings: line.missing.iter().map(|why| ("error", why.clone())).chain(findings).collect(),
    }
}
