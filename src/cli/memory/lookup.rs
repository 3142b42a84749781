//! `anban memory lookup`.

use super::{super::args::AtMemory, key, locales, state};
use crate::{
    cli::context::Context,
    locale::Locale,
    memory::{Row, StoreExt as _},
};

pub(super) async fn run(context: &Context, text: &str, to: &[Locale], at: AtMemory) -> anyhow::Result<u8> {
    let store = context.standing_memory(at.memory)?;
    let key = key(text);
    let mut rows: Vec<Row> = Vec::new();
    for locale in locales(to) {
        rows.extend(store.find(key, locale).await?);
    }
    if at.json {
        println!("{}", serde_json::to_string_pretty(&rows)?);
        return Ok(u8::from(rows.is_empty()));
    }
    println!("{key}");
    for row in &rows {
        let model = row.origin.model.as_deref().unwrap_or_default();
        println!("  {}  {}", row.locale, row.target.visible());
        println!("      {} · {} {model} · {}", state(context, row.state), row.origin.name, row.updated);
        for finding in &row.findings {
            println!("      {}: {}", finding.code, finding.message(&context.messages));
        }
    }
    Ok(u8::from(rows.is_empty()))
}
