//! One sequence under way: its prompt, what it has written, and when it is done.

use std::collections::VecDeque;

use llama_cpp_2::{
    sampling::LlamaSampler,
    token::{LlamaToken, logit_bias::LlamaLogitBias},
    vocab::LlamaVocab,
};

use super::{
    chat::Tokens,
    engine::{Answer, Generated, Order, Refusal},
};
use crate::backend::{Finish, confidence::Confidence, repetition};

/// How many tokens apart a reply is looked at for loops.
const LOOK_EVERY: usize = 8;

/// A sequence that is being read or written.
pub struct Slot {
    /// Its sequence in the cache.
    pub sequence: i32,
    /// The cached prefix it shares.
    pub prefix: Option<i32>,
    /// The cells of the cache it may come to fill.
    pub reserved: usize,
    /// The tokens that are still to be evaluated: the prompt, later the token written last.
    pub pending: VecDeque<LlamaToken>,
    /// The position of the next token.
    pub position: i32,
    /// Which row of the last batch holds its logits.
    pub row: Option<i32>,
    order: Order,
    sampler: LlamaSampler,
    sent: usize,
    written: usize,
    bytes: Vec<u8>,
    confidence: Confidence,
    answer: Answer,
}

impl Slot {
    /// A slot for `order`, whose prompt is `tokens`, of which the first `shared` are in the cache already.
    pub fn new(
        sequence: i32,
        prefix: Option<i32>,
        tokens: Tokens,
        order: Order,
        banned: &[LlamaLogitBias],
        n_vocab: i32,
        answer: Answer,
    ) -> Self {
        let sent = tokens.prefix.len() + tokens.own.len();
        let shared = if prefix.is_some() { tokens.prefix.len() } else { 0 };
        let pending = tokens.prefix.into_iter().skip(shared).chain(tokens.own).collect::<VecDeque<_>>();
        Self {
            sequence,
            prefix,
            reserved: pending.len() + order.max_tokens,
            position: i32::try_from(shared).unwrap_or(i32::MAX),
            pending,
            row: None,
            sampler: sampler(&order, banned, n_vocab),
            order,
            sent,
            written: 0,
            bytes: Vec::new(),
            confidence: Confidence::default(),
            answer,
        }
    }

    /// Whether nobody waits for the answer any more.
    pub fn is_abandoned(&self) -> bool {
        self.answer.is_closed()
    }

    /// Whether the prompt is read and each batch brings one token.
    pub fn is_writing(&self) -> bool {
        self.written > 0
    }

    /// The sampler of this reply.
    pub fn sampler(&mut self) -> &mut LlamaSampler {
        &mut self.sampler
    }

    /// Takes the token just sampled, which the model held `log` probable, a natural logarithm; says how the reply ended,
    /// where it did.
    pub fn take(&mut self, token: LlamaToken, log: Option<f64>, vocab: &LlamaVocab<'_>) -> Option<Finish> {
        self.written += 1;
        if let Some(log) = log {
            self.confidence.add(log);
        }
        if vocab.is_eog(token) {
            return Some(Finish::Stop);
        }
        let piece = vocab.token_to_piece(token, false, None);
        let ends_line = piece.contains(&b'\n');
        self.bytes.extend(piece);
        // A segment is one line; what follows a line end is chatter.
        if ends_line && !String::from_utf8_lossy(&self.bytes).trim().is_empty() {
            return Some(Finish::Stop);
        }
        if self.written.is_multiple_of(LOOK_EVERY) {
            let text = String::from_utf8_lossy(&self.bytes);
            if let Some(at) = repetition::loop_start(&text) {
                self.bytes = text.get(..at).unwrap_or_default().as_bytes().to_vec();
                return Some(Finish::Loop);
            }
        }
        if self.written >= self.order.max_tokens {
            return Some(Finish::Length);
        }
        self.pending.push_back(token);
        None
    }

    /// Hands the reply over.
    pub fn finish(self, finish: Finish) {
        let text = String::from_utf8_lossy(&self.bytes).trim().trim_end_matches('\u{fffd}').to_owned();
        let (sent, written, confidence) = (self.sent, self.written, self.confidence.percent());
        let generated = Generated { text, finish, sent, written, confidence };
        // The one who asked may be gone; then nobody misses the answer.
        let _ = self.answer.send(Ok(generated));
    }

    /// Says why there is no reply.
    pub fn fail(self, why: String) {
        let _ = self.answer.send(Err(Refusal::Failed(why)));
    }
}

fn sampler(order: &Order, banned: &[LlamaLogitBias], n_vocab: i32) -> LlamaSampler {
    let mut chain = vec![LlamaSampler::logit_bias(n_vocab, banned)];
    if order.temperature > 0.0 {
        chain.extend([
            LlamaSampler::top_k(20),
            LlamaSampler::top_p(0.9, 1),
            LlamaSampler::temp(order.temperature),
            LlamaSampler::dist(order.seed),
        ]);
    } else {
        chain.push(LlamaSampler::greedy());
    }
    LlamaSampler::chain(chain, true)
}
