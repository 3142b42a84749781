//! `--fix` and `--diff`.

use std::path::Path;

use similar::TextDiff;

use super::{args, files, memory_file};
use crate::{
    check::{Mended, Wanted, mend_files, mend_rows},
    cli::{context::Context, output},
    glossary::Glossary,
    locale::Args,
};

/// How many rows are stored in one transaction.
const BATCH: usize = 500;

/// Applies the fixes, or with `--diff` only shows them; whether there were any.
pub(super) async fn run(context: &Context, args: &args::Check, wanted: Wanted) -> anyhow::Result<bool> {
    let mut texts = files::glossary(context)?;
    let mended = mend_files(&texts, wanted.unsafe_too);
    for file in &mended {
        if let Some((_, text)) = texts.iter_mut().find(|(name, _)| *name == file.name) {
            text.clone_from(&file.new);
        }
        if !args.diff {
            output::write(Path::new(&file.name), file.new.as_bytes())?;
        }
    }
    let mut all = mended;
    let memory = memory_file(context, args);
    if let (Some(path), Ok(glossary)) = (memory, Glossary::parse(&texts)) {
        let tools = context.tools_with(glossary)?;
        let store = context.memory(args.memory.clone())?;
        let since = args.since.as_deref().map(files::since).transpose()?;
        let rows = mend_rows(&*store, &files::shown(&path), since.as_deref(), &tools, wanted).await?;
        if !args.diff {
            let new: Vec<_> = rows.iter().filter_map(|row| row.row.clone()).collect();
            for batch in new.chunks(BATCH) {
                store.commit(batch).await?;
            }
        }
        all.extend(rows);
    }
    if args.diff {
        all.iter().for_each(show);
    } else {
        count(context, &all);
    }
    Ok(!all.is_empty())
}

fn show(mended: &Mended) {
    let diff = TextDiff::from_lines(&mended.old, &mended.new);
    let mut unified = diff.unified_diff();
    print!("{}", unified.header(&mended.name, &mended.name).missing_newline_hint(false));
    if !mended.new.ends_with('\n') {
        println!();
    }
}

/// Says on stderr how much was done, and what was left to a person.
fn count(context: &Context, all: &[Mended]) {
    // A glossary file has no row and is always written.
    let is_done = |mended: &&Mended| mended.row.is_some() || !mended.name.contains('#');
    let done: usize = all.iter().filter(is_done).map(|mended| mended.applied).sum();
    let shown: usize = all.iter().map(|mended| mended.applied).sum::<usize>() - done;
    for (id, count) in [("check-fixed", done), ("check-fix-shown", shown)] {
        if count > 0 {
            let mut args = Args::new();
            args.set("count", count);
            eprintln!("{}", context.messages.say_with(id, &args));
        }
    }
}
