//! Threads that own connections and do one job after the other.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread::{self, JoinHandle},
};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::fault::Fault;

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// One thread for each connection, all taking jobs from one queue.
pub(super) struct Pool {
    jobs: Option<mpsc::Sender<Job>>,
    threads: Vec<JoinHandle<()>>,
}

impl Pool {
    /// Starts a thread for each of `connections`.
    pub(super) fn start(name: &str, connections: Vec<Connection>) -> io::Result<Self> {
        let (jobs, queue) = mpsc::channel();
        let queue = Arc::new(Mutex::new(queue));
        let threads = connections
            .into_iter()
            .map(|connection| {
                let queue = Arc::clone(&queue);
                thread::Builder::new().name(name.to_owned()).spawn(move || work(&queue, connection))
            })
            .collect::<io::Result<_>>()?;
        Ok(Self { jobs: Some(jobs), threads })
    }

    /// Does `job` on the next free thread. A job whose future is dropped before its turn is not begun.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            if !answer.is_closed() {
                // Nobody waits any more if the future was dropped meanwhile; what was committed stays.
                let _ = answer.send(job(connection));
            }
        });
        self.jobs.as_ref().and_then(|jobs| jobs.send(job).ok()).ok_or(Fault::NoThread)?;
        answered.await.unwrap_or(Err(Fault::NoThread))
    }

    /// Leaves `job` to the next free thread; not done where there is none any more.
    pub(super) fn send(&self, job: impl FnOnce(&mut Connection) + Send + 'static) {
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(Box::new(job));
        }
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.jobs = None;
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a thread of the translation memory has panicked");
            }
        }
    }
}

fn work(queue: &Mutex<mpsc::Receiver<Job>>, mut connection: Connection) {
    loop {
        let job = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        match job {
            Ok(job) => job(&mut connection),
            Err(mpsc::RecvError) => return,
        }
    }
}
