//! `anban memory undo`: an earlier version, as a new one.

use anyhow::Context as _;

use super::{super::args::AtMemory, history::short, key};
use crate::{
    cli::context::Context,
    locale::{Args, Locale},
    memory::{History, NewRow, Origin, Row, State, Store, Who},
};

/// What a person wants back.
pub(super) struct Wish {
    pub(super) text: String,
    pub(super) to: Locale,
    pub(super) version: Option<u64>,
    pub(super) place: Option<String>,
    pub(super) by: String,
}

pub(super) async fn run(context: &Context, wish: &Wish, at: AtMemory) -> anyhow::Result<u8> {
    let store = context.standing_memory(at.memory)?;
    let row = choose(&*store, wish).await?;
    let history = store.history(row.id()).await?;
    let wanted = wish.version.unwrap_or_else(|| row.version.saturating_sub(1));
    let past = history
        .into_iter()
        .find(|past| past.version == wanted)
        .with_context(|| format!("there is no version {wanted}: the row is at version {}", row.version))?;
    let new = NewRow {
        key: row.key,
        context: row.context,
        locale: row.locale,
        source: row.source.clone(),
        target: past.target.clone(),
        state: past.state,
        origin: origin(&row, &past, &wish.by),
        fingerprint: past.fingerprint.clone(),
        findings: past.findings.clone(),
        expected: Some(row.version),
    };
    let version = store.commit(&[new]).await?.first().copied().unwrap_or(row.version);
    if at.json {
        println!("{}", serde_json::json!({ "version": version, "from": wanted }));
        return Ok(0);
    }
    let mut args = Args::new();
    args.set("version", version);
    args.set("wanted", wanted);
    args.set("target", past.target.visible());
    println!("{}", context.messages.say_with("memory-undone", &args));
    Ok(0)
}

/// The row that is meant.
async fn choose(store: &dyn Store, wish: &Wish) -> anyhow::Result<Row> {
    let mut rows = store.variants(key(&wish.text), wish.to, usize::MAX).await?;
    if let Some(place) = &wish.place {
        rows.retain(|row| row.context.to_string().starts_with(place.as_str()));
    }
    let places: Vec<String> = rows.iter().map(|row| short(row.id())).collect();
    anyhow::ensure!(
        rows.len() < 2,
        "the sentence has translations in {} places: say which with --context {}",
        rows.len(),
        places.join(" or ")
    );
    rows.pop().with_context(|| format!("the memory has no such translation in {}", wish.to))
}

/// Whose word the old version is now. Where a machine's version takes the place of what a person made or approved,
/// that is a person's decision, and a machine could not make it; the engine's name stays beside it.
fn origin(row: &Row, past: &History, by: &str) -> Origin {
    let machines = past.origin.who == Who::Machine;
    let approved = row.state >= State::Reviewed && past.state < State::Reviewed;
    if machines && (row.origin.who != Who::Machine || approved) {
        let model = past.origin.model.clone().or_else(|| Some(past.origin.name.clone()));
        return Origin { who: Who::Person, name: by.to_owned(), model, prompt: past.origin.prompt.clone() };
    }
    past.origin.clone()
}
