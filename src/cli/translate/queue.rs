//! `anban translate --queue`: articles are handed over, and what workers make of them is fetched.

use std::{
    collections::BTreeMap,
    path::{Component, Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

use super::{
    Desk, Done, Wish,
    before::{When, keep_edits, look},
    finish,
};
use crate::{
    cli::{inputs::Input, output},
    diagnostic::Finding,
    locale::Args,
    memory::{JobState, JobStatus, NewJob, Postgres},
};

/// What is handed over beside the article.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Order {
    /// The folder of the article's editions below the output folder.
    pub(super) folder: String,
    /// What is wanted.
    pub(super) wish: Wish,
}

/// What the editions of each article looked like when it was handed over, in the order of the languages.
type Looks = BTreeMap<usize, Vec<Option<[u8; 32]>>>;

/// How long between two looks at the queue.
const PAUSE: Duration = Duration::from_millis(250);

pub(super) async fn hand_over(
    desk: &Desk<'_>,
    wish: &Wish,
    memory: Option<PathBuf>,
    inputs: Vec<Input>,
    started: Instant,
    json: bool,
) -> anyhow::Result<u8> {
    let queue = desk.context.queue(memory)?;
    let mut results: Vec<Option<anyhow::Result<Done>>> = inputs.iter().map(|_| None).collect();
    let mut jobs = Vec::new();
    let mut places = Vec::new();
    let mut kept = Vec::new();
    let mut looks: Looks = BTreeMap::new();
    for ((at, input), result) in inputs.iter().enumerate().zip(&mut results) {
        match input.bytes(&desk.context.config.article) {
            Ok(article) => {
                let order = Order { folder: input.folder.clone(), wish: wish.clone() };
                let wish = serde_json::to_string(&order)?;
                // The worker finds them in the memory.
                kept.push((at, edits(desk, &queue, input, &[]).await?));
                looks.insert(
                    at,
                    desk.locales.iter().map(|&locale| look(&desk.out.join(&input.folder), locale)).collect(),
                );
                jobs.push(NewJob { name: input.path.to_string_lossy().into_owned(), article, wish });
                places.push(at);
            }
            Err(error) => *result = Some(Err(error)),
        }
    }
    let ids = queue.submit_jobs(&jobs).await?;
    let mut open: BTreeMap<i64, usize> = ids.into_iter().zip(places).collect();
    tokio::select! {
        followed = follow(desk, &queue, (&inputs, &looks), &mut open, &mut results) => followed?,
        _ = tokio::signal::ctrl_c() => {
            // Nobody waits for the rest any more; what is in the memory stays there.
            let left: Vec<i64> = open.into_keys().collect();
            queue.forget_jobs(&left).await?;
            eprintln!("{}", desk.context.messages.say("translate-stopped"));
            return Ok(130);
        }
    }
    for (at, findings) in kept {
        if let Some(Some(Ok(done))) = results.get_mut(at) {
            done.findings.extend(findings);
        }
    }
    let lost = || Err(anyhow::anyhow!("somebody has taken it out of the queue"));
    let results = results.into_iter().map(|result| result.unwrap_or_else(lost)).collect();
    finish(desk, inputs, results, started, json)
}

/// Waits until no job is open, fetching what is done and telling how the others get on.
async fn follow(
    desk: &Desk<'_>,
    queue: &Postgres,
    (inputs, looks): (&[Input], &Looks),
    open: &mut BTreeMap<i64, usize>,
    results: &mut [Option<anyhow::Result<Done>>],
) -> anyhow::Result<()> {
    let mut told: BTreeMap<i64, (JobState, u32)> = BTreeMap::new();
    while !open.is_empty() {
        let ids: Vec<i64> = open.keys().copied().collect();
        let states = queue.job_states(&ids).await?;
        open.retain(|id, _| states.iter().any(|status| status.id == *id));
        for status in states {
            if told.insert(status.id, (status.state, status.attempts)) != Some((status.state, status.attempts)) {
                tell(desk, &status);
            }
            let result = match status.state {
                JobState::Waiting | JobState::Running => continue,
                JobState::Done => {
                    let at = open.get(&status.id);
                    let input = at.and_then(|&at| Some((inputs.get(at)?, looks.get(&at)?.as_slice())));
                    fetch(desk, queue, status.id, input).await
                }
                JobState::Dead => Err(anyhow::anyhow!(status.error.unwrap_or_default())),
            };
            let place = open.remove(&status.id).and_then(|at| results.get_mut(at));
            if let Some(place) = place {
                if result.is_ok() {
                    queue.forget_jobs(&[status.id]).await?;
                }
                *place = Some(result);
            }
        }
        if !open.is_empty() {
            tokio::time::sleep(PAUSE).await;
        }
    }
    Ok(())
}

fn tell(desk: &Desk<'_>, status: &JobStatus) {
    let mut args = Args::new();
    args.set("name", status.name.as_str());
    args.set("state", status.state.name());
    args.set("attempts", status.attempts);
    eprintln!("{}", desk.context.messages.say_with("queue-state", &args));
}

/// What somebody changed by hand in the editions of `input` that are here: all, or, given what they looked like when
/// the article was handed over, in those that have changed since. Of an article that cannot be read nobody can say;
/// its worker says why.
async fn edits(
    desk: &Desk<'_>,
    queue: &Postgres,
    input: &Input,
    looks: &[Option<[u8; 32]>],
) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let folder = desk.out.join(&input.folder);
    let Ok(prepared) = desk.read(input) else { return Ok(findings) };
    for (at, &locale) in desk.locales.iter().enumerate() {
        let when = match looks.get(at) {
            Some(before) if *before == look(&folder, locale) => continue,
            Some(_) => When::After,
            None => When::Before,
        };
        findings.extend(keep_edits(desk, queue, &prepared, &folder, locale, when).await?);
    }
    Ok(findings)
}

/// An article that was handed over, and what its editions looked like then.
type Handed<'a> = (&'a Input, &'a [Option<[u8; 32]>]);

async fn fetch(desk: &Desk<'_>, queue: &Postgres, id: i64, handed: Option<Handed<'_>>) -> anyhow::Result<Done> {
    let (result, files) = queue.job_result(id).await?.context("its result is gone")?;
    let mut done: Done =
        serde_json::from_str(&result).context("its worker has answered in a way this program does not know")?;
    if let Some((input, looks)) = handed {
        done.findings.extend(edits(desk, queue, input, looks).await?);
    }
    for (path, bytes) in files {
        let path = Path::new(&path);
        anyhow::ensure!(is_below(path), "its worker names a file outside of the output folder: {}", path.display());
        output::write(&desk.out.join(path), &bytes)?;
    }
    Ok(done)
}

/// Whether a path that came from elsewhere stays below the folder it is joined to.
pub(super) fn is_below(path: &Path) -> bool {
    path.components().next().is_some() && path.components().all(|part| matches!(part, Component::Normal(_)))
}
