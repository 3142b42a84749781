//! `anban watch`: what lands in a folder is translated, each article once.

use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use super::{args, context::Context, inputs, translate};

/// What a file looked like: its size, and when it was last written.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Look {
    size: u64,
    written: Option<SystemTime>,
}

impl Look {
    fn of(path: &Path) -> Option<Self> {
        let file = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        Some(Self { size: file.len(), written: file.modified().ok() })
    }
}

/// What is known of a file in the folder.
struct Seen {
    look: Look,
    /// For how many looks in a row it has been the same.
    quiet: u32,
    /// Whether it was translated as it is now.
    done: bool,
}

/// The folder is looked at again and again rather than asked to report changes: shared folders report none. A file
/// counts as whole when two looks in a row find it unchanged.
pub(super) async fn run(context: &Context, args: args::Watch) -> anyhow::Result<u8> {
    anyhow::ensure!(args.folder.is_dir(), "{} is no folder", args.folder.display());
    let pause = Duration::from_millis(u64::from(args.interval_ms));
    let mut seen: HashMap<PathBuf, Seen> = HashMap::new();
    let mut worst = 0;
    loop {
        let paths = inputs::files(&args.folder);
        let now: HashSet<&PathBuf> = paths.iter().collect();
        seen.retain(|path, _| now.contains(path));
        let mut ready = Vec::new();
        for path in &paths {
            let Some(look) = Look::of(path) else { continue };
            let file = seen.entry(path.clone()).or_insert(Seen { look, quiet: 0, done: false });
            if file.look == look {
                file.quiet += 1;
            } else {
                *file = Seen { look, quiet: 0, done: false };
            }
            if file.quiet >= 1 && !file.done {
                file.done = true;
                ready.push(path.clone());
            }
        }
        if !ready.is_empty() {
            // What fails fails again until somebody changes it.
            match translate::fresh(context, &args, ready).await {
                Ok(130) => return Ok(130),
                Ok(code) => worst = worst.max(code),
                Err(error) => {
                    eprintln!("anban: {error:#}");
                    worst = 2;
                }
            }
        }
        if args.once && seen.values().all(|file| file.done) {
            return Ok(worst);
        }
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = tokio::signal::ctrl_c() => return Ok(if args.once { 130 } else { 0 }),
        }
    }
}
