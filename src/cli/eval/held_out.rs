//! The memory's own reviewed translations as references, and the memory without them.

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
    sync::Arc,
};

use tempfile::TempDir;

use super::cases::{Material, Sentence};
use crate::{
    cli::{args, context::Context},
    locale::Locale,
    memory::{self, Row, RowId, State, Store, fuzzy::NearIndex},
};

/// How many rows are looked at or removed at once.
const PAGE: usize = 5_000;

/// A copy of the memory in which nothing of what is asked for stands.
pub(super) struct HeldOut {
    /// Holds the copy's file.
    _folder: TempDir,
    store: Arc<dyn Store>,
}

impl HeldOut {
    /// The copy once more, to be written to, and what is near in it.
    pub(super) async fn fresh(
        &self,
        context: &Context,
        file: PathBuf,
    ) -> anyhow::Result<(Arc<dyn Store>, NearIndex)> {
        self.store.backup(&file).await?;
        let store = scratch(context, &file)?;
        let near = NearIndex::open(&*store, None).await?;
        Ok((store, near))
    }
}

/// A memory that is thrown away, whatever the configuration says of the newsroom's own.
pub(super) fn scratch(context: &Context, file: &std::path::Path) -> anyhow::Result<Arc<dyn Store>> {
    let settings = memory::Settings { read_only: false, also: Vec::new(), ..context.config.memory.clone() };
    Ok(memory::open(file, &settings, None)?)
}

/// Takes reviewed translations, as many a language as `--limit` says. Rows stand in the order of a hash: the first so
/// many are a sample without a bias, and the same one each time.
pub(super) async fn read(
    context: &Context,
    args: &args::Eval,
    locales: &[Locale],
) -> anyhow::Result<(Material, HeldOut)> {
    let store = context.standing_memory(args.memory.clone())?;
    let limit = args.limit.unwrap_or(usize::MAX);
    let mut chosen: Vec<Sentence> = Vec::new();
    let mut places: HashMap<(Locale, String), (usize, State)> = HashMap::new();
    let mut counts: HashMap<Locale, usize> = HashMap::new();
    each_page(&*store, |page| {
        for row in page {
            if row.state < State::Reviewed || !locales.contains(&row.locale) || row.source.is_blank() {
                continue;
            }
            let count = counts.entry(row.locale).or_default();
            match places.get_mut(&(row.locale, row.source.visible())) {
                // The same sentence between other neighbours: the better word counts.
                Some((at, state)) => {
                    if row.state > *state
                        && let Some(place) = chosen.get_mut(*at)
                    {
                        *state = row.state;
                        *place = sentence(row);
                    }
                }
                None if *count < limit => {
                    *count += 1;
                    places.insert((row.locale, row.source.visible()), (chosen.len(), row.state));
                    chosen.push(sentence(row));
                }
                None => {}
            }
        }
    })
    .await?;
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("rest.sqlite");
    store.backup(&file).await?;
    let rest = scratch(context, &file)?;
    let mut masked: Vec<(RowId, u64)> = Vec::new();
    let held: HashSet<&(Locale, String)> = places.keys().collect();
    each_page(&*rest, |page| {
        let hidden = page.into_iter().filter(|row| held.contains(&(row.locale, row.source.visible())));
        masked.extend(hidden.map(|row| (row.id(), row.version)));
    })
    .await?;
    for rows in masked.chunks(PAGE) {
        rest.remove(rows, "held out").await?;
    }
    Ok((Material::of_sentences(chosen), HeldOut { _folder: folder, store: rest }))
}

fn sentence(row: Row) -> Sentence {
    Sentence { source: row.source, translations: vec![(row.locale, row.target.visible())] }
}

async fn each_page(store: &dyn Store, mut take: impl FnMut(Vec<Row>)) -> anyhow::Result<()> {
    let mut after = None;
    loop {
        let page = store.page(after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.id());
        take(page);
    }
}
