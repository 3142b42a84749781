//! `anban memory search`: near matches and the concordance.

use std::path::Path;

use serde::Serialize;
use serde_json::{Value, json};

use super::Context;
use crate::{
    article::Content,
    locale::Locale,
    memory::{
        Row, Store,
        fuzzy::{Change, Concordance, Match, NearIndex, difference},
    },
};

/// A piece of the difference between the sentence asked for and one of the memory.
#[derive(Serialize)]
struct Shown<'a> {
    change: Change,
    text: &'a str,
}

pub(super) async fn near(
    context: &Context,
    store: &dyn Store,
    index: &NearIndex,
    locales: &[Locale],
    text: &str,
    (at_least, limit): (u8, usize),
    json: bool,
) -> anyhow::Result<u8> {
    let source = Content::plain(text);
    let (mut found, mut printed) = (false, Vec::new());
    for &locale in locales {
        let matches = index.matches(store, &source, locale, at_least, limit).await?;
        let is_known = matches.first().is_some_and(|best| best.near.percent == 100);
        let style = &context.config.numbers;
        let made = match is_known {
            true => None,
            false => index.substituted(store, &source, locale, style, |_| true).await?,
        };
        found |= !matches.is_empty() || made.is_some();
        if json {
            let substituted = made.map(|made| json!({ "target": made.target, "from": made.from }));
            let matches: Vec<Value> = matches.iter().map(|found| as_json(found, text)).collect();
            printed.push(json!({ "locale": locale, "substituted": substituted, "matches": matches }));
            continue;
        }
        if let Some(made) = made {
            println!("{locale}  {}", made.target.visible());
            println!("      {}", context.messages.say("near-substituted"));
        }
        for found in matches {
            println!("{locale}  {:>3} %  {}", found.near.percent, marked(&found.row.source.visible(), text));
            println!("      {}", found.row.target.visible());
            print_origin(context, &found.row);
        }
    }
    if json {
        println!("{}", serde_json::to_string_pretty(&printed)?);
    } else if !found {
        println!("{}", context.messages.say("near-none"));
    }
    Ok(u8::from(!found))
}

#[expect(clippy::too_many_arguments, reason = "they are the flags of one command")]
pub(super) async fn concordance(
    context: &Context,
    store: &dyn Store,
    memory: &Path,
    within: Locale,
    locales: &[Locale],
    text: &str,
    limit: usize,
    json: bool,
) -> anyhow::Result<u8> {
    let index = Concordance::open(store, Some(&memory.with_extension("words"))).await?;
    let rows = index.search_text(store, within, locales, text, limit).await?;
    if json {
        println!("{}", serde_json::to_string_pretty(&rows)?);
        return Ok(u8::from(rows.is_empty()));
    }
    if rows.is_empty() {
        println!("{}", context.messages.say("concordance-none"));
    }
    let mut last = None;
    for row in &rows {
        if last.replace(row.key) != Some(row.key) {
            println!("{}", row.source.visible());
        }
        println!("  {}  {}", row.locale, row.target.visible());
        print_origin(context, row);
    }
    Ok(u8::from(rows.is_empty()))
}

fn print_origin(context: &Context, row: &Row) {
    let state = context.messages.say(&format!("state-{}", row.state));
    let model = row.origin.model.as_deref().unwrap_or_default();
    println!("      {state} · {} {model} · {}", row.origin.name, row.updated);
}

fn as_json(found: &Match, text: &str) -> Value {
    let source = found.row.source.visible();
    let pieces: Vec<Shown<'_>> = pieces(&source, text).collect();
    json!({
        "percent": found.near.percent,
        "edits": found.near.edits,
        "difference": pieces,
        "row": found.row,
    })
}

/// The memory's sentence with what it has more in `[-…-]` and what the one asked for has in its place in `{+…+}`.
fn marked(source: &str, text: &str) -> String {
    let pieces = pieces(source, text).map(|piece| match piece.change {
        Change::Equal => piece.text.to_owned(),
        Change::Deleted => format!("[-{}-]", piece.text),
        Change::Inserted => format!("{{+{}+}}", piece.text),
    });
    pieces.collect::<Vec<_>>().join(" ")
}

fn pieces<'a>(source: &'a str, text: &'a str) -> impl Iterator<Item = Shown<'a>> {
    difference(source, text).into_iter().map(move |piece| {
        let text = if piece.change == Change::Deleted { piece.old.of(source) } else { piece.new.of(text) };
        Shown { change: piece.change, text }
    })
}
