//! A GGUF model in this process, through llama.cpp.

pub mod alphabet;
mod chat;
mod engine;
mod prefix;
mod schedule;
mod slot;

pub use engine::{Engine, Generated, Order};

use serde::{Deserialize, Serialize};

/// How the embedded engine runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// Threads that compute; as many as the processor has cores where it is left out.
    pub threads: Option<usize>,
    /// How many segments are written at once, 1 to 64.
    pub sequences: usize,
    /// Tokens the cache holds, all sequences together. 28 KiB each with the default model.
    pub context_tokens: u32,
    /// Tokens evaluated in one batch.
    pub batch_tokens: usize,
    /// Whether the model file is mapped into memory instead of read.
    pub mmap: bool,
    /// Whether flash attention is used.
    pub flash_attention: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { threads: None, sequences: 16, context_tokens: 8192, batch_tokens: 256, mmap: true, flash_attention: true }
    }
}
