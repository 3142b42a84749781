//! `anban worker`: takes articles from the queue, as many at once as are set, until it is stopped.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant, SystemTime},
};

use anyhow::Context as _;
use futures::future::join_all;
use tokio::sync::Mutex;

use super::{
    Desk, Done, Wish, before,
    queue::{Order, is_below},
    templates_folder, term_list, write_editions,
};
use crate::{
    article,
    backend::{self, Backend, meter::Meter},
    cli::{args, context::Context, inputs::Input, ledger},
    config,
    edition::Templates,
    locale::{Args, Locale},
    memory::{Job, JobFile, Postgres, Store, fuzzy::NearIndex},
    pipeline::{Run, Silent, Tools, prepare},
};

/// How long a worker rests when nothing is waiting.
const REST: Duration = Duration::from_millis(500);

/// What one worker works with.
struct Bench<'a> {
    context: &'a Context,
    tools: Arc<Tools>,
    templates: Arc<Templates>,
    queue: &'a Postgres,
    /// The memory of the queue, with others beside it.
    store: Arc<dyn Store>,
    backend: Arc<dyn Backend>,
    /// The languages for which the backend has the glossary.
    prepared: Mutex<HashSet<Locale>>,
    near: Option<NearIndex>,
    name: String,
    args: &'a args::Worker,
}

/// Why an article was not translated.
enum Failure {
    /// It never will be.
    Hopeless(anyhow::Error),
    /// It may be, another time.
    Passing(anyhow::Error),
}

pub(in crate::cli) async fn run(context: &Context, args: args::Worker) -> anyhow::Result<u8> {
    let queue = context.queue(args.at.memory.clone())?;
    if args.dead || args.revive {
        return look_after(context, &queue, &args).await;
    }
    let names = context.chosen(args.backend.as_deref());
    let store = context.memory(args.at.memory.clone())?;
    let purse = ledger::purse(context, Arc::clone(&store), None, &names)?;
    let meter: Arc<dyn Meter> = purse;
    let backend = context.paid_backend(&names, &meter)?;
    let near = match context.config.translate.near_matches {
        true => Some(context.near(&*store, args.at.memory.clone()).await?),
        false => None,
    };
    let started = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let bench = Bench {
        context,
        tools: Arc::new(context.tools()?),
        templates: Arc::new(Templates::new(config::templates(&templates_folder(context))?)?),
        queue: &queue,
        store,
        backend,
        prepared: Mutex::default(),
        near,
        name: format!("worker {} {}", std::process::id(), started.as_nanos()),
        args: &args,
    };
    let seats: Vec<String> = (0..context.config.translate.articles_at_once.max(1))
        .map(|seat| format!("{} seat {seat}", bench.name))
        .collect();
    let work = seats.iter().map(|seat| bench.work(seat));
    let stopped = tokio::select! {
        worked = join_all(work) => {
            worked.into_iter().collect::<anyhow::Result<()>>()?;
            false
        }
        _ = tokio::signal::ctrl_c() => true,
    };
    if stopped {
        for seat in &seats {
            queue.give_jobs_back(seat).await?;
        }
        eprintln!("{}", context.messages.say("translate-stopped"));
    }
    if let Some(near) = &bench.near {
        near.follow(&queue).await?;
        near.save(&queue).await?;
    }
    Ok(if stopped { 130 } else { 0 })
}

/// Lists or revives the articles that were put aside.
async fn look_after(context: &Context, queue: &Postgres, args: &args::Worker) -> anyhow::Result<u8> {
    if args.revive {
        let count = queue.revive_jobs().await?;
        let mut args = Args::new();
        args.set("count", count);
        println!("{}", context.messages.say_with("worker-revived", &args));
        return Ok(0);
    }
    let dead = queue.dead_jobs().await?;
    if args.at.json {
        let told: Vec<_> = dead
            .iter()
            .map(|job| {
                serde_json::json!({ "id": job.id, "name": job.name, "attempts": job.attempts, "error": job.error })
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&told)?);
    } else {
        for job in &dead {
            let mut args = Args::new();
            args.set("name", job.name.as_str());
            args.set("attempts", job.attempts);
            args.set("error", job.error.as_deref().unwrap_or_default());
            println!("{}", context.messages.say_with("queue-dead", &args));
        }
    }
    Ok(u8::from(!dead.is_empty()))
}

impl Bench<'_> {
    /// One seat: takes one article after the other.
    async fn work(&self, seat: &str) -> anyhow::Result<()> {
        let lease = Duration::from_secs(u64::from(self.args.lease));
        loop {
            let Some(job) = self.queue.take_job(seat, lease, self.args.attempts).await? else {
                if self.args.drain {
                    return Ok(());
                }
                tokio::time::sleep(REST).await;
                continue;
            };
            self.tell("worker-taken", &job, None);
            let began = Instant::now();
            let outcome = tokio::select! {
                outcome = self.translate(&job) => outcome,
                lost = self.keep(&job, seat, lease) => {
                    // Somebody else has it by now; what is in the memory stays there.
                    self.tell("worker-failed", &job, Some(&lost));
                    continue;
                }
            };
            match outcome {
                Ok((done, files)) => {
                    let result = serde_json::to_string(&done)?;
                    if self.queue.finish_job(job.id, seat, &result, &files).await? {
                        tracing::info!("{} took {:?}", job.order.name, began.elapsed());
                        self.tell("worker-done", &job, None);
                    }
                }
                Err(failure) => self.give_up(&job, seat, failure).await?,
            }
        }
    }

    /// Renews the lease until that fails; why it did.
    async fn keep(&self, job: &Job, seat: &str, lease: Duration) -> anyhow::Error {
        loop {
            tokio::time::sleep(lease / 3).await;
            match self.queue.keep_job(job.id, seat, lease).await {
                Ok(true) => {}
                Ok(false) => return anyhow::anyhow!("another worker has taken it over"),
                Err(error) => return error.into(),
            }
        }
    }

    async fn give_up(&self, job: &Job, seat: &str, failure: Failure) -> anyhow::Result<()> {
        let (error, pause) = match failure {
            Failure::Hopeless(error) => (error, None),
            Failure::Passing(error) if job.attempts >= self.args.attempts => (error, None),
            // 1, 4, 16 … seconds, at most five minutes.
            Failure::Passing(error) => {
                let seconds = 4_u64.saturating_pow(job.attempts.saturating_sub(1)).min(300);
                (error, Some(Duration::from_secs(seconds)))
            }
        };
        self.tell("worker-failed", job, Some(&error));
        Ok(self.queue.fail_job(job.id, seat, &format!("{error:#}"), pause).await?)
    }

    /// One article from bytes to editions.
    async fn translate(&self, job: &Job) -> Result<(Done, Vec<JobFile>), Failure> {
        let order: Order = serde_json::from_str(&job.order.wish)
            .context("it was handed over in a way this program does not know")
            .map_err(Failure::Hopeless)?;
        if !is_below(Path::new(&order.folder)) {
            return Err(Failure::Hopeless(anyhow::anyhow!("{:?} is no folder's name", order.folder)));
        }
        let input = Input::file(PathBuf::from(&job.order.name), order.folder);
        let passing = |error: std::io::Error| Failure::Passing(error.into());
        let own = tempfile::tempdir().map_err(passing)?;
        let out = self.args.out.clone().unwrap_or_else(|| own.path().to_owned());
        let desk = self.desk(&order.wish, out);
        let read = article::read(&job.order.name, &job.order.article, None, &self.context.config.article);
        let prepared = prepare(read.map_err(|error| Failure::Hopeless(error.into()))?, &desk.tools);
        let folder = desk.out.join(&input.folder);
        let locales = desk.locales_of(&prepared).map_err(Failure::Hopeless)?;
        let mut kept = Vec::new();
        for &locale in &locales {
            let edits = before::keep_edits(&desk, self.queue, &prepared, &folder, locale, before::When::Before);
            kept.extend(edits.await.map_err(Failure::Passing)?);
        }
        if !order.wish.offline {
            self.prepare(&desk).await.map_err(|error| Failure::Passing(error.into()))?;
        }
        let mut run = Run::new(&desk.tools, &*self.store, &*self.backend, &desk.policy, &Silent);
        if let Some(near) = &self.near {
            run = run.with_near(near);
        }
        let translated = run.translate(&prepared, &locales).await.map_err(|error| Failure::Passing(error.into()))?;
        let mut done = write_editions(&desk, &input, &prepared, translated).map_err(Failure::Passing)?;
        done.findings.extend(kept);
        let mut files = Vec::new();
        if self.args.out.is_none() {
            gather(own.path(), own.path(), &mut files).map_err(passing)?;
        }
        Ok((done, files))
    }

    /// Gives the backend the glossary of each language, once.
    async fn prepare(&self, desk: &Desk<'_>) -> backend::Result<()> {
        let mut prepared = self.prepared.lock().await;
        for &locale in &desk.locales {
            if !prepared.contains(&locale) {
                self.backend.prepare(locale, &term_list(&self.tools, locale)).await?;
                prepared.insert(locale);
            }
        }
        Ok(())
    }

    fn desk(&self, wish: &Wish, out: PathBuf) -> Desk<'_> {
        Desk::of(self.context, Arc::clone(&self.tools), Arc::clone(&self.templates), wish, out)
    }

    fn tell(&self, id: &str, job: &Job, error: Option<&anyhow::Error>) {
        let mut args = Args::new();
        args.set("name", job.order.name.as_str());
        args.set("error", error.map_or_else(String::new, |error| format!("{error:#}")));
        eprintln!("{}", self.context.messages.say_with(id, &args));
    }
}

/// The files below `folder`, by their paths below `root`.
fn gather(root: &Path, folder: &Path, files: &mut Vec<JobFile>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(root, &path, files)?;
        } else {
            let below = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            files.push((below, fs::read(&path)?));
        }
    }
    Ok(())
}
