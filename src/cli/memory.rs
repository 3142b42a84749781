//! `anban memory`: looking into the memory, and after it.

mod align;
mod backup;
mod copy;
mod dedupe;
mod export;
mod history;
mod import;
mod ledger;
mod lookup;
mod prune;
mod search;
mod stats;
mod undo;
mod verify;

use super::{args, context::Context};
use crate::{article::Content, locale::Locale, memory::State, segment::SegmentKey};

pub(super) async fn run(context: &Context, verb: args::Memory) -> anyhow::Result<u8> {
    use args::Memory as M;
    match verb {
        M::Stats { at } => stats::run(context, at).await,
        M::Lookup { text, to, at } => lookup::run(context, &text, &to, at).await,
        M::Search { text, to, min, limit, concordance, within, memory, json } => {
            let store = context.standing_memory(memory.clone())?;
            let (locales, limit) = (locales(&to), usize::from(limit));
            if concordance {
                let path = context.beside_memory(memory);
                return search::concordance(context, &*store, &path, within, &locales, &text, limit, json).await;
            }
            let near = context.near(&*store, memory).await?;
            search::near(context, &*store, &near, &locales, &text, (min, limit), json).await
        }
        M::Import(args) => import::run(context, args).await,
        M::Export(args) => export::run(context, args).await,
        M::Align(args) => align::run(context, args).await,
        M::Copy { from, to, into_existing, json } => copy::run(context, &from, &to, into_existing, json).await,
        M::Verify { repair, at } => verify::run(context, repair, at).await,
        M::Prune(args) => prune::run(context, args).await,
        M::Dedupe { contexts, dry_run, at } => dedupe::run(context, contexts, dry_run, at).await,
        M::Backup { file, at } => backup::run(context, &file, at).await,
        M::Ledger { since, at } => ledger::run(context, since.as_deref(), at).await,
        M::History { text, to, at } => history::run(context, &text, &to, at).await,
        M::Undo { text, to, version, context: place, by, at } => {
            undo::run(context, &undo::Wish { text, to, version, place, by }, at).await
        }
    }
}

/// The key that a person wrote, or the key of the sentence that a person wrote.
fn key(text: &str) -> SegmentKey {
    text.parse().unwrap_or_else(|_| SegmentKey::new(Locale::Vi, &Content::plain(text)))
}

/// The languages that were named; all where none was.
fn locales(to: &[Locale]) -> Vec<Locale> {
    if to.is_empty() { Locale::TARGETS.to_vec() } else { to.to_vec() }
}

/// The state in the words of the interface.
fn state(context: &Context, state: State) -> String {
    context.messages.say(&format!("state-{}", state.name()))
}

/// The language in the words of the interface.
fn language(context: &Context, locale: Locale) -> String {
    context.messages.say(&format!("language-{locale}"))
}
