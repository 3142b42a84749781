//! The thread that owns the model, and the handle others reach it by.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
};

use llama_cpp_2::{LogOptions, llama_backend::LlamaBackend, model::LlamaModel, model::params::LlamaModelParams};
use tokio::sync::{mpsc, oneshot};

use super::{Settings, schedule::Schedule};
use crate::{
    backend::{Finish, prompt::Message},
    locale::Locale,
};

/// What the engine is asked to write.
#[derive(Clone, Debug)]
pub struct Order {
    /// The prompt; all but the last message are shared by many.
    pub messages: Vec<Message>,
    /// Whose characters may be written; nothing for any.
    pub alphabet: Option<Locale>,
    /// Where the reply is cut.
    pub max_tokens: usize,
    /// 0 for greedy decoding.
    pub temperature: f32,
    /// What chance starts from where `temperature` is above 0.
    pub seed: u32,
}

/// What the engine wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// The reply, trimmed.
    pub text: String,
    /// Why it ends.
    pub finish: Finish,
    /// Tokens of the prompt, the shared prefix included.
    pub sent: usize,
    /// Tokens written.
    pub written: usize,
    /// How probable the model held them, in per cent, by its own logits: before letters are banned or chance comes in.
    pub confidence: Option<u8>,
}

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The prompt does not fit the context.
    TooLong(String),
    /// llama.cpp failed.
    Failed(String),
    /// The engine is stopping.
    Stopped,
}

/// Where an answer goes.
pub type Answer = oneshot::Sender<Result<Generated, Refusal>>;

/// An order and where its answer goes.
pub type Job = (Order, Answer);

/// A running engine. Dropping it stops the thread after the batch it is at, a second or two at most.
#[derive(Debug)]
pub struct Engine {
    jobs: Option<mpsc::UnboundedSender<Job>>,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Engine {
    /// Loads the model and starts the thread.
    ///
    /// # Errors
    ///
    /// When the file is no model that llama.cpp can read or memory does not suffice; the text says which.
    pub async fn start(model: PathBuf, settings: Settings) -> Result<Self, String> {
        let (jobs, inbox) = mpsc::unbounded_channel();
        let (ready, started) = oneshot::channel();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = thread::Builder::new()
            .name("llama".to_owned())
            .spawn(move || run(&model, &settings, inbox, &stopped, ready))
            .map_err(|error| error.to_string())?;
        let engine = Self { jobs: Some(jobs), stop, thread: Some(thread) };
        started.await.map_err(|_| "the engine's thread ended while it loaded the model".to_owned())??;
        Ok(engine)
    }

    /// Writes one reply. Dropping the future frees its sequence before the next batch.
    ///
    /// # Errors
    ///
    /// When the prompt does not fit, the engine is stopping, or llama.cpp fails.
    pub async fn write(&self, order: Order) -> Result<Generated, Refusal> {
        let (answer, wait) = oneshot::channel();
        let jobs = self.jobs.as_ref().ok_or(Refusal::Stopped)?;
        jobs.send((order, answer)).map_err(|_| Refusal::Stopped)?;
        wait.await.map_err(|_| Refusal::Stopped)?
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.jobs = None;
        // llama.cpp's own threads must be gone before the process runs its exit handlers.
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(
    path: &Path,
    settings: &Settings,
    mut inbox: mpsc::UnboundedReceiver<Job>,
    stop: &AtomicBool,
    ready: oneshot::Sender<Result<(), String>>,
) {
    let backend = match llama() {
        Ok(backend) => backend,
        Err(error) => return drop(ready.send(Err(error))),
    };
    let params = LlamaModelParams::default();
    let model = match LlamaModel::load_from_file(backend, path, &params) {
        Ok(model) => model,
        Err(error) => return drop(ready.send(Err(format!("{} cannot be loaded: {error}", path.display())))),
    };
    let mut schedule = match Schedule::new(&model, backend, settings) {
        Ok(schedule) => schedule,
        Err(error) => return drop(ready.send(Err(error))),
    };
    if ready.send(Ok(())).is_err() {
        return;
    }
    while !stop.load(Ordering::Relaxed) {
        if schedule.is_idle() {
            match inbox.blocking_recv() {
                Some(job) => schedule.queue(job),
                None => return,
            }
        }
        while let Ok(job) = inbox.try_recv() {
            schedule.queue(job);
        }
        schedule.step();
    }
}

/// llama.cpp is initialised once for the process; its log goes to `tracing` under the target `llama-cpp-2`.
fn llama() -> Result<&'static LlamaBackend, String> {
    static LLAMA: OnceLock<Result<LlamaBackend, String>> = OnceLock::new();
    LLAMA
        .get_or_init(|| {
            llama_cpp_2::send_logs_to_tracing(LogOptions::default());
            LlamaBackend::init().map_err(|error| error.to_string())
        })
        .as_ref()
        .map_err(Clone::clone)
}
