//! Progress on stderr: bars on a terminal, plain lines elsewhere.

use std::{
    collections::BTreeMap,
    io::IsTerminal as _,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use crate::{
    locale::{Args, Locale, Messages},
    pipeline::{Progress, Step},
};

/// How often a plain line is written, at most.
const EVERY: Duration = Duration::from_secs(10);

/// Counts the steps of a run and shows them.
pub(super) struct Shown<'a> {
    messages: &'a Messages,
    bars: Option<MultiProgress>,
    state: Mutex<State>,
}

struct State {
    locales: BTreeMap<Locale, Count>,
    started: Instant,
    written: Instant,
}

#[derive(Default)]
struct Count {
    total: u64,
    done: u64,
    asked: u64,
    refused: u64,
    bar: Option<ProgressBar>,
}

impl<'a> Shown<'a> {
    pub(super) fn new(messages: &'a Messages) -> Self {
        let bars = std::io::stderr().is_terminal().then(MultiProgress::new);
        let now = Instant::now();
        let state = State { locales: BTreeMap::new(), started: now, written: now };
        Self { messages, bars, state: Mutex::new(state) }
    }

    /// Takes the bars off the screen.
    pub(super) fn finish(&self) {
        if let Some(bars) = &self.bars {
            let _ = bars.clear();
        }
    }

    fn bar(&self, locale: Locale, total: u64) -> Option<ProgressBar> {
        let style = ProgressStyle::with_template("{prefix:>10} {bar:28} {pos}/{len} {per_sec} {eta} {msg}").ok()?;
        let bar = self.bars.as_ref()?.add(ProgressBar::new(total).with_style(style));
        bar.set_prefix(self.messages.say(&format!("language-{locale}")));
        Some(bar)
    }

    /// One line a language: done of total, sentences a minute, time left.
    fn lines(&self, state: &State) {
        let minutes = state.started.elapsed().as_secs_f64() / 60.0;
        for (locale, count) in &state.locales {
            let rate = count.asked as f64 / minutes.max(1.0 / 600.0);
            let left = (count.total - count.done.min(count.total)) as f64 / rate.max(0.01);
            let mut args = Args::new();
            args.set("language", self.messages.say(&format!("language-{locale}")));
            args.set("done", count.done);
            args.set("total", count.total);
            args.set("rate", rate.round());
            args.set("left", if count.asked == 0 { -1.0 } else { left.ceil() });
            eprintln!("{}", self.messages.say_with("progress-line", &args));
        }
    }
}

impl Progress for Shown<'_> {
    fn step(&self, step: &Step) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match step {
            Step::Planned { segments, locales, .. } => {
                for &locale in locales {
                    let count = state.locales.entry(locale).or_default();
                    count.total += *segments as u64;
                    match &count.bar {
                        Some(bar) => bar.set_length(count.total),
                        None => count.bar = self.bar(locale, count.total),
                    }
                }
                return;
            }
            Step::Remembered { locale, .. } => {
                state.locales.entry(*locale).or_default().done += 1;
            }
            Step::Answered { locale, asked, passed } => {
                let count = state.locales.entry(*locale).or_default();
                count.done += 1;
                count.asked += u64::from(*asked);
                count.refused += u64::from(!passed);
            }
            Step::Repair { .. } => return,
        }
        if self.bars.is_some() {
            for count in state.locales.values() {
                if let Some(bar) = &count.bar {
                    bar.set_position(count.done);
                }
            }
        } else if state.written.elapsed() >= EVERY {
            state.written = Instant::now();
            self.lines(&state);
        }
    }
}
