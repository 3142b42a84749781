//! `anban memory lookup`.

use serde::Serialize;

use super::{super::args::AtMemory, key, locales, state};
use crate::{
    cli::context::Context,
    locale::Locale,
    memory::{Row, StoreExt as _},
};

/// A row, and what is left of its 100 % where it is another memory's.
#[derive(Serialize)]
struct Found {
    #[serde(flatten)]
    row: Row,
    #[serde(skip_serializing_if = "Option::is_none")]
    percent: Option<u8>,
}

pub(super) async fn run(context: &Context, text: &str, to: &[Locale], at: AtMemory) -> anyhow::Result<u8> {
    let store = context.standing_memory(at.memory)?;
    let key = key(text);
    let mut rows: Vec<Found> = Vec::new();
    for locale in locales(to) {
        let own = store.own().unwrap_or(&*store).find(key, locale).await?;
        rows.extend(own.map(|row| Found { row, percent: None }));
        for other in store.others() {
            let found = other.store.find(key, locale).await?;
            rows.extend(found.map(|row| {
                let percent = Some(other.percent(100, row.origin.who));
                Found { row: other.named(row), percent }
            }));
        }
    }
    if at.json {
        println!("{}", serde_json::to_string_pretty(&rows)?);
        return Ok(u8::from(rows.is_empty()));
    }
    println!("{key}");
    for Found { row, percent } in &rows {
        let model = row.origin.model.as_deref().unwrap_or_default();
        let percent = percent.map(|percent| format!(" · {percent} %")).unwrap_or_default();
        println!("  {}  {}", row.locale, row.target.visible());
        println!("      {} · {} {model} · {}{percent}", state(context, row.state), row.origin.name, row.updated);
        for finding in &row.findings {
            println!("      {}: {}", finding.code, finding.message(&context.messages));
        }
    }
    Ok(u8::from(rows.is_empty()))
}
