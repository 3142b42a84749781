//! What a newsroom can set about its memory.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The `[memory]` table of `config.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The file that holds the memory; made, with its folder, where there is none. It has to be on a disk of this
    /// machine: SQLite's write-ahead log does not work over a network drive. Default `.anban/memory.db`.
    pub path: PathBuf,
    /// How long to wait for another process that is writing, in milliseconds, 0 to 600 000. Default 10 000.
    pub busy_timeout_ms: u32,
    /// How many lookups run side by side, 1 to 64. Default 2.
    pub readers: usize,
    /// A file up to this many MiB is checked whole each time it is opened, indexes included (about 4 seconds a
    /// GiB); what is in a larger one is checked as it is read, row by row. Default 32.
    pub check_up_to_mib: u64,
    /// How large the file may grow, in MiB; a commit beyond it fails and loses nothing that was committed before.
    /// 0, the default, sets no bound.
    pub largest_mib: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            path: PathBuf::from(".anban/memory.db"),
            busy_timeout_ms: 10_000,
            readers: 2,
            check_up_to_mib: 32,
            largest_mib: 0,
        }
    }
}
