//! Continuous batching: which tokens of which sequences go into the next batch.

use std::{
    collections::{HashMap, VecDeque},
    num::NonZeroU32,
};

use llama_cpp_2::{
    context::{LlamaContext, params::LlamaContextParams},
    llama_backend::LlamaBackend,
    llama_batch::LlamaBatch,
    model::LlamaModel,
    token::{LlamaToken, logit_bias::LlamaLogitBias},
};

use super::{
    Settings, alphabet, chat,
    engine::{Job, Refusal},
    prefix::Prefixes,
    slot::Slot,
};
use crate::{
    backend::{Finish, confidence::log_probability},
    locale::Locale,
};

/// More sequences than this bring nothing: the processor is busy with a quarter of them.
pub const MOST_SEQUENCES: usize = 64;

/// The sequences under way and those that wait.
pub struct Schedule<'model> {
    model: &'model LlamaModel,
    context: LlamaContext<'model>,
    batch: LlamaBatch<'static>,
    batch_tokens: usize,
    cells: usize,
    waiting: VecDeque<Job>,
    slots: Vec<Slot>,
    free: Vec<i32>,
    prefixes: Prefixes,
    banned: HashMap<Locale, Vec<LlamaLogitBias>>,
}

impl<'model> Schedule<'model> {
    /// An idle schedule with a context of its own.
    pub fn new(model: &'model LlamaModel, backend: &LlamaBackend, settings: &Settings) -> Result<Self, String> {
        let sequences = settings.sequences.clamp(1, MOST_SEQUENCES);
        let total = u32::try_from(sequences + Prefixes::MOST).unwrap_or(u32::MAX);
        let threads = settings.threads.map_or_else(available, |threads| i32::try_from(threads).unwrap_or(i32::MAX));
        let batch_tokens = settings.batch_tokens.max(sequences);
        let params = LlamaContextParams::default()
            .with_n_ctx(NonZeroU32::new(settings.context_tokens))
            .with_n_batch(u32::try_from(batch_tokens).unwrap_or(u32::MAX))
            .with_n_ubatch(u32::try_from(batch_tokens).unwrap_or(u32::MAX))
            .with_n_seq_max(total)
            .with_kv_unified(true)
            .with_n_threads(threads)
            .with_n_threads_batch(threads)
            // It skips the cells of other sequences, which one cache for all needs; 7 % faster here.
            .with_flash_attention_policy(llama_cpp_sys_2::LLAMA_FLASH_ATTN_TYPE_ENABLED)
            .with_no_perf(true);
        let context = model
            .new_context(backend, params)
            .map_err(|error| format!("no context of {} tokens can be made: {error}", settings.context_tokens))?;
        let first = i32::try_from(Prefixes::MOST).unwrap_or(i32::MAX);
        Ok(Self {
            model,
            cells: usize::try_from(context.n_ctx()).unwrap_or(usize::MAX),
            context,
            batch: LlamaBatch::new(batch_tokens, 1),
            batch_tokens,
            waiting: VecDeque::new(),
            slots: Vec::new(),
            free: (first..first + i32::try_from(sequences).unwrap_or(1)).rev().collect(),
            prefixes: Prefixes::default(),
            banned: HashMap::new(),
        })
    }

    /// Whether nothing is under way and nothing waits.
    pub fn is_idle(&self) -> bool {
        self.slots.is_empty() && self.waiting.is_empty()
    }

    /// Puts a job behind those that wait.
    pub fn queue(&mut self, job: Job) {
        self.waiting.push_back(job);
    }

    /// Frees what nobody waits for, admits what fits, evaluates one batch and samples from it.
    pub fn step(&mut self) {
        self.waiting.retain(|(_, answer)| !answer.is_closed());
        for index in (0..self.slots.len()).rev() {
            if self.slots.get(index).is_some_and(Slot::is_abandoned) {
                self.release(index);
            }
        }
        while !self.free.is_empty() && self.admit() {}
        if self.slots.is_empty() {
            return;
        }
        self.fill();
        if let Err(error) = self.context.decode(&mut self.batch) {
            let why = format!("llama.cpp failed: {error}");
            for index in (0..self.slots.len()).rev() {
                if let Some(slot) = self.release(index) {
                    slot.fail(why.clone());
                }
            }
            return;
        }
        self.sample();
    }

    /// Takes the first waiting job in; says whether the next may be tried.
    fn admit(&mut self) -> bool {
        let Some((order, answer)) = self.waiting.pop_front() else { return false };
        let tokens = match chat::tokens(self.model, &order.messages) {
            Ok(tokens) => tokens,
            Err(why) => {
                let _ = answer.send(Err(Refusal::Failed(why)));
                return true;
            }
        };
        let needs = tokens.own.len() + order.max_tokens;
        let all = tokens.prefix.len() + needs;
        if all > self.cells {
            let why = format!("the prompt and its reply need {all} tokens, the context has {}", self.cells);
            let _ = answer.send(Err(Refusal::TooLong(why)));
            return true;
        }
        let used: usize = self.slots.iter().map(|slot| slot.reserved).sum();
        let room = self.cells.saturating_sub(used + self.prefixes.cells());
        let in_use: Vec<i32> = self.slots.iter().filter_map(|slot| slot.prefix).collect();
        let shared = self.prefixes.find(&tokens.prefix);
        let (prefix, room) = match shared {
            Some(sequence) => (Some(sequence), room),
            None if !tokens.prefix.is_empty() && room >= all => {
                let made = self.prefixes.make(
                    &mut self.context,
                    &mut self.batch,
                    self.batch_tokens,
                    &tokens.prefix,
                    &in_use,
                );
                (made, if made.is_some() { room - tokens.prefix.len() } else { room })
            }
            None => (None, room),
        };
        let needs = if prefix.is_some() { needs } else { all };
        if needs > room {
            if self.slots.is_empty() {
                // Only idle prefixes stand in the way.
                self.prefixes.clear(&mut self.context);
            }
            let again = self.slots.is_empty();
            self.waiting.push_front((order, answer));
            return again;
        }
        let Some(sequence) = self.free.pop() else { return false };
        if let Some(prefix) = prefix
            && let Err(error) = self.context.copy_kv_cache_seq(prefix, sequence, None, None)
        {
            self.free.push(sequence);
            let _ = answer.send(Err(Refusal::Failed(error.to_string())));
            return true;
        }
        let banned = order.alphabet.map(|locale| banned(&mut self.banned, self.model, locale)).unwrap_or_default();
        let n_vocab = self.model.n_vocab();
        self.slots.push(Slot::new(sequence, prefix, tokens, order, banned, n_vocab, answer));
        true
    }

    /// One token of every sequence that writes, and as much prompt as fits beside them.
    fn fill(&mut self) {
        self.batch.clear();
        let mut room = self.batch_tokens;
        let (writing, reading): (Vec<_>, Vec<_>) = self.slots.iter_mut().partition(|slot| slot.is_writing());
        for slot in writing.into_iter().chain(reading) {
            slot.row = None;
            while room > 0
                && let Some(token) = slot.pending.pop_front()
            {
                let last = slot.pending.is_empty();
                if self.batch.add(token, slot.position, &[slot.sequence], last).is_err() {
                    slot.pending.push_front(token);
                    return;
                }
                if last {
                    slot.row = Some(self.batch.n_tokens() - 1);
                }
                slot.position += 1;
                room -= 1;
            }
        }
    }

    fn sample(&mut self) {
        let vocab = self.model.vocab();
        let mut ended: Vec<(usize, Finish)> = Vec::new();
        for (index, slot) in self.slots.iter_mut().enumerate() {
            if let Some(row) = slot.row.take() {
                let token: LlamaToken = slot.sampler().sample(&self.context, row);
                let held = usize::try_from(token.0).ok();
                let log = held.and_then(|index| log_probability(self.context.get_logits_ith(row), index));
                ended.extend(slot.take(token, log, &vocab).map(|finish| (index, finish)));
            }
        }
        for (index, finish) in ended.into_iter().rev() {
            if let Some(slot) = self.release(index) {
                slot.finish(finish);
            }
        }
    }

    /// Takes a sequence out and frees its cells.
    fn release(&mut self, index: usize) -> Option<Slot> {
        if index >= self.slots.len() {
            return None;
        }
        let slot = self.slots.remove(index);
        if let Err(error) = self.context.kv_cache_seq_rm(slot.sequence, None, None) {
            tracing::warn!(%error, "a sequence could not be removed from the cache");
        }
        self.free.push(slot.sequence);
        Some(slot)
    }
}

fn available() -> i32 {
    std::thread::available_parallelism().map_or(1, |threads| i32::try_from(threads.get()).unwrap_or(i32::MAX))
}

/// The tokens that hold a character the language has no use for, made once per language.
fn banned<'a>(
    known: &'a mut HashMap<Locale, Vec<LlamaLogitBias>>,
    model: &LlamaModel,
    locale: Locale,
) -> &'a [LlamaLogitBias] {
    known.entry(locale).or_insert_with(|| {
        model
            .tokens(false)
            .filter(|(token, bytes)| {
                !model.vocab().is_eog(*token) && (bytes.is_empty() || !alphabet::admits_bytes(locale, bytes))
            })
            .map(|(token, _)| LlamaLogitBias::new(token, f32::NEG_INFINITY))
            .collect()
    })
}
