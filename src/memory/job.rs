//! Work handed over to other processes.

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JobState {
    /// Nobody has taken it yet, or it is to be tried again.
    Waiting,
    /// A worker has it.
    Running,
    /// It is done, and its files are there.
    Done,
    /// It was tried as often as it may be, or cannot succeed.
    Dead,
}

impl JobState {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Running, Self::Done, Self::Dead];

    /// The name under which it is stored and shown.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
            Self::Dead => "dead",
        }
    }

    /// The state called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// An article to be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// The article's file, as it was named.
    pub name: String,
    /// Its bytes.
    pub article: Vec<u8>,
    /// What is wanted, as JSON.
    pub wish: String,
}

/// A job that a worker has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its number.
    pub id: i64,
    /// What was handed over.
    pub order: NewJob,
    /// How often it has been taken, this time included.
    pub attempts: u32,
}

/// How a job is getting on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobStatus {
    /// Its number.
    pub id: i64,
    /// The article's file.
    pub name: String,
    /// Where it stands.
    pub state: JobState,
    /// How often it has been taken.
    pub attempts: u32,
    /// Why the last attempt failed.
    pub error: Option<String>,
}

/// A file that a job made: its path below the output folder, and its bytes.
pub type JobFile = (String, Vec<u8>);
