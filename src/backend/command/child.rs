//! The running program: lines to it, and each line from it to who waits for it.

use std::{
    collections::HashMap,
    process::Stdio,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use serde::{Deserialize, Serialize};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    process::{self, ChildStdin, ChildStdout},
    sync::oneshot,
};

use crate::backend::Request;

/// The longest line that is read, in bytes.
const LINE: u64 = 1 << 20;

/// An answer's text, or why there is none.
type Answer = Result<String, String>;
type Waiting = Arc<Mutex<HashMap<u64, oneshot::Sender<Answer>>>>;

#[derive(Serialize)]
struct Question<'a> {
    id: u64,
    #[serde(flatten)]
    request: &'a Request,
}

#[derive(Deserialize)]
struct Line {
    id: u64,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    error: Option<String>,
}

/// A program that runs; dropping it ends it.
#[derive(Debug)]
pub struct Child {
    input: ChildStdin,
    waiting: Waiting,
    alive: Arc<AtomicBool>,
    next: u64,
    // Ends the process when it is dropped.
    _process: process::Child,
}

impl Child {
    /// Starts `command`; its standard error goes where ours goes.
    pub fn start(command: &[String]) -> Result<Self, String> {
        let Some((program, arguments)) = command.split_first() else { return Err("no program is named".to_owned()) };
        let mut process = process::Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| format!("the program {program} cannot be started: {error}"))?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(format!("the program {program} has no standard input or output"));
        };
        let (waiting, alive) = (Waiting::default(), Arc::new(AtomicBool::new(true)));
        tokio::spawn(listen(output, Arc::clone(&waiting), Arc::clone(&alive)));
        Ok(Self { input, waiting, alive, next: 1, _process: process })
    }

    /// Whether it still listens.
    pub fn is_alive(&self) -> bool {
        self.alive.load(Ordering::Acquire)
    }

    /// Sends a segment; the answer comes through what is given back.
    pub async fn send(&mut self, request: &Request) -> Result<oneshot::Receiver<Answer>, String> {
        let id = self.next;
        self.next += 1;
        let mut line = serde_json::to_vec(&Question { id, request }).map_err(|error| error.to_string())?;
        line.push(b'\n');
        let (answer, answered) = oneshot::channel();
        lock(&self.waiting).insert(id, answer);
        let written = async {
            self.input.write_all(&line).await?;
            self.input.flush().await
        };
        if let Err(error) = written.await {
            self.alive.store(false, Ordering::Release);
            lock(&self.waiting).remove(&id);
            return Err(format!("the program does not read: {error}"));
        }
        if !self.is_alive() {
            lock(&self.waiting).remove(&id);
        }
        Ok(answered)
    }
}

/// Hands lines out until the program ends or says what cannot be read.
async fn listen(output: ChildStdout, waiting: Waiting, alive: Arc<AtomicBool>) {
    let mut output = BufReader::new(output);
    let mut line = Vec::new();
    loop {
        line.clear();
        match (&mut output).take(LINE).read_until(b'\n', &mut line).await {
            Ok(0) | Err(_) => break,
            Ok(_) if line.trim_ascii().is_empty() => continue,
            Ok(_) => {}
        }
        let Ok(read) = serde_json::from_slice::<Line>(&line) else {
            tracing::warn!("the program of a command backend wrote a line that is no answer; it is left");
            break;
        };
        if let Some(answer) = lock(&waiting).remove(&read.id) {
            let said = match (read.text, read.error) {
                (Some(text), None) => Ok(text),
                (_, Some(error)) => Err(error.chars().filter(|letter| !letter.is_control()).take(200).collect()),
                (None, None) => Err("the answer has neither text nor error".to_owned()),
            };
            // Nobody may wait any more.
            let _ = answer.send(said);
        }
    }
    alive.store(false, Ordering::Release);
    // Who still waits hears that nothing comes.
    lock(&waiting).clear();
}

fn lock(waiting: &Waiting) -> std::sync::MutexGuard<'_, HashMap<u64, oneshot::Sender<Answer>>> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner)
}
