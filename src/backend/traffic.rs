//! How much may go to one server: limits by the minute, pauses it asks for, and a rest after many failures.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};

use super::Quantity;

/// What a provider allows, shared by all languages and by every backend with the same address and key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Traffic {
    /// Requests in any sixty seconds; 0: no bound.
    pub requests_per_minute: u64,
    /// Tokens in any sixty seconds, sent and received, each request counted with its worst case; 0: no bound.
    pub tokens_per_minute: u64,
    /// Characters in any sixty seconds; 0: no bound.
    pub characters_per_minute: u64,
    /// After so many failed calls in a row the server is left alone for a while; 0: never.
    pub rest_after: u32,
    /// For so many seconds.
    pub rest_seconds: u64,
}

impl Default for Traffic {
    fn default() -> Self {
        Self {
            requests_per_minute: 0,
            tokens_per_minute: 0,
            characters_per_minute: 0,
            rest_after: 12,
            rest_seconds: 30,
        }
    }
}

const MINUTE: Duration = Duration::from_secs(60);

/// Amounts of the last minute.
#[derive(Debug, Default)]
struct Window {
    most: u64,
    sum: u64,
    recent: VecDeque<(Instant, u64)>,
}

impl Window {
    const fn new(most: u64) -> Self {
        Self { most, sum: 0, recent: VecDeque::new() }
    }

    /// How long `amount` has to wait; an amount above the whole bound waits for an empty window.
    fn wait(&mut self, amount: u64, now: Instant) -> Duration {
        if self.most == 0 {
            return Duration::ZERO;
        }
        while let Some(&(at, old)) = self.recent.front()
            && now.saturating_duration_since(at) >= MINUTE
        {
            self.sum = self.sum.saturating_sub(old);
            self.recent.pop_front();
        }
        let mut left = self.sum;
        for &(at, old) in &self.recent {
            if left.saturating_add(amount) <= self.most {
                return Duration::ZERO;
            }
            left = left.saturating_sub(old);
            if left.saturating_add(amount) <= self.most || left == 0 {
                return MINUTE.saturating_sub(now.saturating_duration_since(at));
            }
        }
        Duration::ZERO
    }

    fn take(&mut self, amount: u64, now: Instant) {
        if self.most > 0 && amount > 0 {
            self.sum = self.sum.saturating_add(amount);
            self.recent.push_back((now, amount));
        }
    }
}

#[derive(Debug)]
struct State {
    requests: Window,
    tokens: Window,
    characters: Window,
    paused_until: Option<Instant>,
    failures: u32,
    resting_until: Option<Instant>,
}

/// The gate before one server and key.
#[derive(Debug)]
pub struct Gate {
    traffic: Traffic,
    state: Mutex<State>,
}

/// What the gate says to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Go; it is counted.
    Go,
    /// Ask again after so long.
    Wait(Duration),
    /// The server has failed too often and is left alone for so long still.
    Resting(Duration),
}

impl Gate {
    /// A gate with these limits.
    #[must_use]
    pub const fn new(traffic: Traffic) -> Self {
        let state = State {
            requests: Window::new(traffic.requests_per_minute),
            tokens: Window::new(traffic.tokens_per_minute),
            characters: Window::new(traffic.characters_per_minute),
            paused_until: None,
            failures: 0,
            resting_until: None,
        };
        Self { traffic, state: Mutex::new(state) }
    }

    /// Whether a request of `quantity` may go at `now`.
    pub fn turn(&self, quantity: Quantity, now: Instant) -> Turn {
        let mut state = self.state();
        if let Some(until) = state.resting_until {
            if now < until {
                return Turn::Resting(until - now);
            }
            // One request tries whether the server is well again; the others go on waiting for it.
            state.resting_until = Some(now + Duration::from_secs(self.traffic.rest_seconds.max(1)));
            return Turn::Go;
        }
        let tokens = quantity.tokens_in.saturating_add(quantity.tokens_out);
        let paused = state.paused_until.map_or(Duration::ZERO, |until| until.saturating_duration_since(now));
        let wait = paused
            .max(state.requests.wait(1, now))
            .max(state.tokens.wait(tokens, now))
            .max(state.characters.wait(quantity.characters, now));
        if !wait.is_zero() {
            return Turn::Wait(wait);
        }
        state.requests.take(1, now);
        state.tokens.take(tokens, now);
        state.characters.take(quantity.characters, now);
        Turn::Go
    }

    /// The server asked everybody to wait.
    pub fn pause(&self, wait: Duration, now: Instant) {
        let mut state = self.state();
        let until = now + wait;
        state.paused_until = Some(state.paused_until.map_or(until, |known| known.max(until)));
    }

    /// A call came through.
    pub fn well(&self) {
        let mut state = self.state();
        state.failures = 0;
        state.resting_until = None;
    }

    /// A call failed for a reason that may pass.
    pub fn failed(&self, now: Instant) {
        let mut state = self.state();
        state.failures = state.failures.saturating_add(1);
        if self.traffic.rest_after > 0 && state.failures >= self.traffic.rest_after {
            state.resting_until = Some(now + Duration::from_secs(self.traffic.rest_seconds));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sixty_seconds_hold_more_than_the_bound() {
        let mut window = Window::new(100);
        let start = Instant::now();
        let mut now = start;
        let mut sent: Vec<(Instant, u64)> = Vec::new();
        for step in 0..400_u64 {
            let amount = 1 + step * 7 % 40;
            let wait = window.wait(amount, now);
            now += wait;
            assert_eq!(window.wait(amount, now), Duration::ZERO, "a wait that was waited out is over");
            window.take(amount, now);
            sent.push((now, amount));
            let recent: u64 =
                sent.iter().filter(|(at, _)| now.duration_since(*at) < MINUTE).map(|(_, amount)| amount).sum();
            assert!(recent <= 100, "{recent} after {step}");
        }
        assert!(now.duration_since(start) > MINUTE * 50);
    }

    #[test]
    fn what_is_larger_than_the_bound_goes_alone() {
        let mut window = Window::new(10);
        let now = Instant::now();
        assert_eq!(window.wait(50, now), Duration::ZERO);
        window.take(50, now);
        assert_eq!(window.wait(1, now), MINUTE);
    }

    #[test]
    fn a_server_that_keeps_failing_is_left_alone_and_tried_once() {
        let gate = Gate::new(Traffic { rest_after: 3, rest_seconds: 30, ..Traffic::default() });
        let now = Instant::now();
        (0..2).for_each(|_| gate.failed(now));
        assert_eq!(gate.turn(Quantity::default(), now), Turn::Go);
        gate.failed(now);
        assert_eq!(gate.turn(Quantity::default(), now), Turn::Resting(Duration::from_secs(30)));
        let later = now + Duration::from_secs(31);
        assert_eq!(gate.turn(Quantity::default(), later), Turn::Go);
        assert!(matches!(gate.turn(Quantity::default(), later), Turn::Resting(_)));
        gate.well();
        assert_eq!(gate.turn(Quantity::default(), later), Turn::Go);
    }
}
