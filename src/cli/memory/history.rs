//! `anban memory history`.

use serde::Serialize;

use super::{super::args::AtMemory, key, locales, state};
use crate::{
    cli::context::Context,
    locale::Locale,
    memory::{History, RowId},
};

#[derive(Serialize)]
struct Told {
    id: RowId,
    versions: Vec<History>,
}

pub(super) async fn run(context: &Context, text: &str, to: &[Locale], at: AtMemory) -> anyhow::Result<u8> {
    let store = context.standing_memory(at.memory)?;
    let key = key(text);
    let mut told = Vec::new();
    for locale in locales(to) {
        for row in store.variants(key, locale, usize::MAX).await? {
            told.push(Told { id: row.id(), versions: store.history(row.id()).await? });
        }
    }
    if at.json {
        println!("{}", serde_json::to_string_pretty(&told)?);
        return Ok(u8::from(told.is_empty()));
    }
    println!("{key}");
    for Told { id, versions } in &told {
        println!("  {}  {}", id.locale, short(*id));
        for version in versions {
            let origin = &version.origin;
            let model = origin.model.as_deref().unwrap_or_default();
            println!("    {}  {}", version.version, version.target.visible());
            println!("       {} · {} {model} · {}", state(context, version.state), origin.name, version.at);
        }
    }
    Ok(u8::from(told.is_empty()))
}

/// As much of a context as tells it from others.
pub(super) fn short(id: RowId) -> String {
    id.context.to_string().chars().take(12).collect()
}
