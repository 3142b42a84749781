//! The beginnings that prompts share, evaluated once and kept in the cache.

use llama_cpp_2::{context::LlamaContext, llama_batch::LlamaBatch, token::LlamaToken};

/// The cached beginnings, in sequences 0 to [`Prefixes::MOST`] − 1.
#[derive(Debug, Default)]
pub struct Prefixes {
    /// Used longest ago first.
    known: Vec<(i32, Vec<LlamaToken>)>,
}

impl Prefixes {
    /// Two forms of the prompt for each language, and two to spare.
    pub const MOST: usize = 8;

    /// The cells they fill.
    pub fn cells(&self) -> usize {
        self.known.iter().map(|(_, tokens)| tokens.len()).sum()
    }

    /// The sequence that holds `tokens`.
    pub fn find(&mut self, tokens: &[LlamaToken]) -> Option<i32> {
        let index = self.known.iter().position(|(_, known)| known == tokens)?;
        let found = self.known.remove(index);
        let sequence = found.0;
        self.known.push(found);
        Some(sequence)
    }

    /// Evaluates `tokens` into a sequence of their own. The prefix used longest ago gives way, unless one of
    /// `in_use`; nothing where all are in use or llama.cpp fails.
    pub fn make(
        &mut self,
        context: &mut LlamaContext<'_>,
        batch: &mut LlamaBatch<'_>,
        batch_tokens: usize,
        tokens: &[LlamaToken],
        in_use: &[i32],
    ) -> Option<i32> {
        let sequence = self.place(context, in_use)?;
        let mut position = 0;
        for part in tokens.chunks(batch_tokens.max(1)) {
            batch.clear();
            for token in part {
                batch.add(*token, position, &[sequence], false).ok()?;
                position += 1;
            }
            if let Err(error) = context.decode(batch) {
                tracing::warn!(%error, "a shared beginning could not be evaluated");
                let _ = context.kv_cache_seq_rm(sequence, None, None);
                return None;
            }
        }
        self.known.push((sequence, tokens.to_vec()));
        Some(sequence)
    }

    /// Forgets all of them.
    pub fn clear(&mut self, context: &mut LlamaContext<'_>) {
        for (sequence, _) in self.known.drain(..) {
            let _ = context.kv_cache_seq_rm(sequence, None, None);
        }
    }

    fn place(&mut self, context: &mut LlamaContext<'_>, in_use: &[i32]) -> Option<i32> {
        if self.known.len() < Self::MOST {
            return (0..).take(Self::MOST).find(|sequence| self.known.iter().all(|(known, _)| known != sequence));
        }
        let index = self.known.iter().position(|(sequence, _)| !in_use.contains(sequence))?;
        let (sequence, _) = self.known.remove(index);
        context.kv_cache_seq_rm(sequence, None, None).ok()?;
        Some(sequence)
    }
}
