//! What a newsroom can set about its memory.

use std::{fmt, path::PathBuf};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, MapAccess, Visitor, value::MapAccessDeserializer},
};

use super::Who;

/// The `[memory]` table of `config.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The file that holds the memory, or the address of the PostgreSQL database that does
    /// (`postgres://USER@HOST:PORT/DATABASE`; the password belongs into the environment, `PGPASSWORD`). The file is
    /// made, with its folder, where there is none, and has to be on a disk of this machine: SQLite's write-ahead log
    /// does not work over a network drive. Default `.anban/memory.db`.
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
    /// Other memories that are asked after this one, in their order: the house's, an agency's. Default none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Also>,
    /// Whether a file is opened for reading alone: nothing in it changes, and one of an older version is refused.
    #[serde(skip)]
    pub read_only: bool,
}

/// A `[[memory.also]]` table: another memory that is asked after the own one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Also {
    /// Its name, which the origin of what it gives begins with; each has one of its own.
    pub name: String,
    /// Its file, which has to be there, or the address of its database.
    pub path: PathBuf,
    /// Whether what is stored in the own memory is stored there too. Default false: it is only read.
    pub write: bool,
    /// What is taken off the percentage of every match it has, 0 to 100. With 0 its exact matches answer; with
    /// anything more they are no exact matches but suggestions. Default 5.
    pub penalty: u8,
    /// What is taken off besides, by whose word it is.
    pub penalties: Penalties,
}

impl Default for Also {
    fn default() -> Self {
        let (name, path) = (String::new(), PathBuf::new());
        Self { name, path, write: false, penalty: 5, penalties: Penalties::default() }
    }
}

impl Also {
    /// What is taken off the percentage of a match on a row by this hand.
    #[must_use]
    pub const fn takes_off(&self, who: Who) -> u8 {
        let Penalties { machine, import, person } = self.penalties;
        self.penalty.saturating_add(match who {
            Who::Machine => machine,
            Who::Import => import,
            Who::Person => person,
        })
    }
}

/// What is taken off the percentage of a match, by whose word it is; 0 to 100, default 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Penalties {
    /// A machine's.
    pub machine: u8,
    /// An imported file's.
    pub import: u8,
    /// A person's.
    pub person: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            path: PathBuf::from(".anban/memory.db"),
            busy_timeout_ms: 10_000,
            readers: 2,
            check_up_to_mib: 32,
            largest_mib: 0,
            also: Vec::new(),
            read_only: false,
        }
    }
}

impl Settings {
    /// Reads `memory = "PLACE"`, which sets `path` alone, or the table.
    ///
    /// # Errors
    /// What is neither.
    pub fn path_or_table<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct PathOrTable;

        impl<'de> Visitor<'de> for PathOrTable {
            type Value = Settings;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a file, the address of a PostgreSQL database, or a table")
            }

            fn visit_str<E: Error>(self, path: &str) -> Result<Settings, E> {
                Ok(Settings { path: path.into(), ..Settings::default() })
            }

            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Settings, A::Error> {
                Settings::deserialize(MapAccessDeserializer::new(table))
            }
        }

        from.deserialize_any(PathOrTable)
    }
}
