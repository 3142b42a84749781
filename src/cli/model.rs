//! `anban model`: pull, list and verify.

use std::{
    io::IsTerminal as _,
    path::PathBuf,
    sync::Mutex,
    time::{Duration, Instant},
};

use anyhow::Context as _;

use super::{args, context::Context};
use crate::{
    backend::model::{self, Progress, Wanted, catalogue},
    config,
    locale::Args,
};

const MIB: u64 = 1 << 20;

pub(super) async fn run(context: &Context, verb: args::Model) -> anyhow::Result<u8> {
    match verb {
        args::Model::Pull { name, sha256, dir } => {
            let wanted = wanted(name.as_deref(), sha256, dir)?;
            let shown = shown(context, wanted.bytes);
            model::pull(&wanted, &shown).await?;
            let mut args = Args::new();
            args.set("name", wanted.name.as_str());
            args.set("path", wanted.path.display().to_string());
            println!("{}", context.messages.say_with("model-pulled", &args));
        }
        args::Model::List { dir } => {
            for listed in model::list(&folder(dir)) {
                let mut args = Args::new();
                args.set("name", listed.entry.name);
                args.set("mib", listed.present / MIB);
                let id = if listed.complete { "model-here" } else { "model-absent" };
                println!("{}\t{}", listed.entry.name, context.messages.say_with(id, &args));
            }
        }
        args::Model::Verify { name, dir } => {
            let wanted = wanted(name.as_deref(), None, dir)?;
            model::verify(&wanted, &shown(context, wanted.bytes)).await?;
            let mut args = Args::new();
            args.set("name", wanted.name.as_str());
            println!("{}", context.messages.say_with("model-verified", &args));
        }
    }
    Ok(0)
}

fn folder(dir: Option<PathBuf>) -> PathBuf {
    dir.unwrap_or_else(config::models_dir)
}

/// A model of the catalogue by name, or a file behind an address.
fn wanted(name: Option<&str>, sha256: Option<String>, dir: Option<PathBuf>) -> anyhow::Result<Wanted> {
    let folder = folder(dir);
    let name = name.unwrap_or(catalogue::DEFAULT.name);
    if name.starts_with("https://") || name.starts_with("http://") {
        let path = name.split(['?', '#']).next().unwrap_or_default();
        let file = path.rsplit('/').next().filter(|file| !file.is_empty() && !file.starts_with('.'));
        let file = file.with_context(|| format!("{name} does not end in a file's name"))?;
        let sha256 = Some(sha256.context("give the file's --sha256: an unknown file is not taken from the network")?);
        let from = model::From::Url(name.to_owned());
        return Ok(Wanted { name: file.to_owned(), path: folder.join(file), bytes: None, sha256, from });
    }
    let entry = catalogue::find(name).with_context(|| {
        let known: Vec<&str> = catalogue::ALL.iter().map(|entry| entry.name).collect();
        format!("there is no model {name:?} in the catalogue: it has {}", known.join(", "))
    })?;
    Ok(Wanted::of(entry, &folder))
}

/// Says every few seconds, and only to a person, how far a pull has come.
fn shown<'a>(context: &'a Context, bytes: Option<u64>) -> impl Fn(Progress) + Sync + 'a {
    let written = Mutex::new(Instant::now());
    let watched = std::io::stderr().is_terminal();
    move |progress| {
        let (Progress::Fetched(done) | Progress::Checked(done)) = progress;
        let Ok(mut written) = written.lock() else { return };
        if !watched || written.elapsed() < Duration::from_secs(2) {
            return;
        }
        *written = Instant::now();
        let mut args = Args::new();
        args.set("done", done / MIB);
        args.set("total", bytes.map_or_else(|| "?".to_owned(), |bytes| (bytes / MIB).to_string()));
        eprintln!("{}", context.messages.say_with("model-progress", &args));
    }
}
