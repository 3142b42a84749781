//! Rules of one language, compiled, and how they answer whether a place is a break.

mod build;

use regex::Regex;

use super::edge::{CharSet, Ending};

/// How far from a break its rules look, in bytes to either side; what makes splitting linear. The longest
/// abbreviation with its neighbours is a tenth of this.
const WINDOW: usize = 256;

/// Compiled rules.
#[derive(Debug)]
pub(super) struct Rules {
    runs: Vec<Run>,
    /// The first bytes of the characters after which a break is possible at all.
    ends: [bool; 256],
    /// Matches where any expression before the break does, of the rules that allow a space after the break: at
    /// most ends of sentences it says no, and all those rules are answered.
    before_space: Option<Regex>,
}

/// Neighbouring rules that decide the same way, joined.
#[derive(Debug)]
struct Run {
    breaks: bool,
    groups: Vec<Group>,
}

/// Rules that share one of their sides.
#[derive(Debug)]
struct Group {
    /// The characters that can stand right before and right after the break.
    last: CharSet,
    first: CharSet,
    before: Before,
    after: Option<Regex>,
}

#[derive(Debug)]
enum Before {
    Anything,
    Ending(Ending),
    Pattern(Regex),
}

impl Group {
    fn may_match(&self, last: Option<char>, first: Option<char>) -> bool {
        self.last.has(last) && self.first.has(first)
    }

    /// Whether the group matches between `before` and `after`; `patterns` tells that an expression may match before.
    fn matches(&self, before: &str, after: &str, patterns: bool) -> bool {
        let ends = match &self.before {
            Before::Anything => true,
            Before::Ending(ending) => ending.ends(near_end(before)),
            Before::Pattern(pattern) => patterns && ends_with(pattern, before),
        };
        ends && self.after.as_ref().is_none_or(|pattern| pattern.is_match(near_start(after)))
    }
}

/// Assertions in `pattern` see all of `before`; what it matches lies in the window.
fn ends_with(pattern: &Regex, before: &str) -> bool {
    pattern.is_match_at(before, before.len() - near_end(before).len())
}

fn near_end(before: &str) -> &str {
    before.get(before.floor_char_boundary(before.len().saturating_sub(WINDOW))..).unwrap_or_default()
}

fn near_start(after: &str) -> &str {
    after.get(..after.floor_char_boundary(WINDOW)).unwrap_or_default()
}

impl Rules {
    /// Whether a sentence may end after a character that begins with `byte`; a cheap first sieve.
    pub(super) fn may_end(&self, byte: u8) -> bool {
        self.ends[usize::from(byte)]
    }

    /// Whether the first rule that matches at `at` of `line` says break; `at` is a character border.
    pub(super) fn breaks(&self, line: &str, at: usize) -> bool {
        let Some((before, after)) = line.split_at_checked(at) else { return false };
        let (last, first) = (before.chars().next_back(), after.chars().next());
        let mut breaking = self.runs.iter().filter(|run| run.breaks).flat_map(|run| &run.groups);
        if !breaking.any(|group| group.may_match(last, first)) {
            return false;
        }
        let sieve = self.before_space.as_ref().filter(|_| first == Some(' '));
        let patterns = sieve.is_none_or(|pattern| ends_with(pattern, before));
        let matches = |group: &Group| group.may_match(last, first) && group.matches(before, after, patterns);
        self.runs.iter().find(|run| run.groups.iter().any(matches)).is_some_and(|run| run.breaks)
    }
}
