//! What a translation run came to, language by language.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::locale::{Args, Locale, Messages};

/// One language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocaleSummary {
    /// Segments in all.
    pub segments: usize,
    /// Answered by the memory between the same neighbours.
    pub in_context: usize,
    /// Answered by the memory.
    pub exact: usize,
    /// Answered by the memory out of a sentence with other figures.
    pub substituted: usize,
    /// Asked of the backend.
    pub asked: usize,
    /// Standing elsewhere in the same run.
    pub repeated: usize,
    /// Without anything to translate.
    pub copied: usize,
    /// Without an answer.
    pub missing: usize,
    /// Not fit to be published: somebody must look.
    pub person: usize,
    /// Published, but with a warning.
    pub noted: usize,
}

impl LocaleSummary {
    /// Adds the counts of another article.
    pub const fn add(&mut self, other: &Self) {
        self.segments += other.segments;
        self.in_context += other.in_context;
        self.exact += other.exact;
        self.substituted += other.substituted;
        self.asked += other.asked;
        self.repeated += other.repeated;
        self.copied += other.copied;
        self.missing += other.missing;
        self.person += other.person;
        self.noted += other.noted;
    }
}

/// A run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// By language, in the order asked for.
    pub locales: Vec<(Locale, LocaleSummary)>,
    /// Articles written.
    pub articles: usize,
    /// Articles that could not be read or written.
    pub failed: usize,
    /// Wall-clock time.
    #[serde(serialize_with = "seconds")]
    pub time: Duration,
}

fn seconds<S: serde::Serializer>(time: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((time.as_secs_f64() * 1000.0).round() / 1000.0)
}

impl Summary {
    /// The summary for people, a line a language and one for the run.
    #[must_use]
    pub fn human(&self, messages: &Messages) -> String {
        let mut out = String::new();
        for (locale, count) in &self.locales {
            let mut args = Args::new();
            args.set("language", messages.say(&format!("language-{locale}")));
            args.set("segments", count.segments);
            args.set("remembered", count.in_context + count.exact + count.substituted);
            args.set("incontext", count.in_context);
            args.set("exact", count.exact);
            args.set("asked", count.asked);
            args.set("repeated", count.repeated);
            args.set("missing", count.missing);
            args.set("person", count.person);
            args.set("noted", count.noted);
            out.push_str(&messages.say_with("summary-locale", &args));
            out.push('\n');
        }
        let mut args = Args::new();
        args.set("articles", self.articles);
        args.set("failed", self.failed);
        args.set("time", human_time(self.time));
        out.push_str(&messages.say_with("summary-run", &args));
        out.push('\n');
        out
    }

    /// Whether every segment of every edition may be published.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.failed == 0 && self.locales.iter().all(|(_, count)| count.person == 0)
    }
}

/// `0.4 s`, `75 s`, `12 min 5 s`.
fn human_time(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..120 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}
