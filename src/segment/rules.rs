//! Compiles the rules of an SRX file for one language into what the splitter runs.
//!
//! In SRX the first rule in order whose two parts match around a place decides about it. Neighbouring rules that
//! decide the same way may therefore be asked in any order, and those that share what stands before or after the
//! break become one.

use regex::{Regex, RegexBuilder};
use regex_syntax::{
    ParserBuilder,
    hir::{Hir, HirKind},
};

use super::{
    RulesError,
    dialect::translate,
    edge::{CharSet, Edge, Ending, edge, single, without_free_side},
    srx::{Pattern, Rule, Srx},
};
use crate::text::{LineIndex, nfc};

/// How far from a break its rules look, in bytes to either side; what makes splitting linear. The longest
/// abbreviation with its neighbours is a tenth of this.
pub(super) const WINDOW: usize = 256;

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

    /// Compiles the rules that `srx`, read from `source`, has for `language`; `abbreviations` never end a sentence.
    pub(super) fn compile(
        srx: &Srx,
        source: &str,
        language: &str,
        abbreviations: &[String],
    ) -> Result<Self, RulesError> {
        let places = Places { source, lines: LineIndex::new(source) };
        let mut builder = Builder::default();
        builder.abbreviations(abbreviations)?;
        let mut used = Vec::new();
        let mut found = false;
        for map in &srx.maps {
            if !places.regex("languagepattern", &map.pattern, |p| format!(r"\A(?:{p})\z"))?.is_match(language) {
                continue;
            }
            found = true;
            let Some(set) = srx.languages.iter().find(|set| set.name == map.language) else {
                let message = format!("no <languagerule> is called {:?}", map.language);
                return Err(RulesError::Structure { at: places.position(&map.pattern), message });
            };
            for (rule, number) in set.rules.iter().zip(1..) {
                let name = format!("languagerule {:?}, rule {number}", set.name);
                builder.rule(&places, &name, rule)?;
                used.push((name, rule));
            }
            if !srx.cascade {
                break;
            }
        }
        if !found {
            return Err(RulesError::Language { language: language.to_owned() });
        }
        builder.finish().map_err(|error| places.too_large(&used).unwrap_or(error))
    }
}

struct Places<'a> {
    source: &'a str,
    lines: LineIndex,
}

impl Places<'_> {
    fn position(&self, pattern: &Pattern) -> crate::text::Position {
        self.lines.position(self.source, pattern.offset)
    }

    fn fault(&self, place: &str, pattern: &Pattern, message: String) -> RulesError {
        let (at, place) = (self.position(pattern), place.to_owned());
        RulesError::Pattern { at, place, pattern: pattern.text.clone(), message }
    }

    fn hir(&self, place: &str, pattern: &Pattern) -> Result<Hir, RulesError> {
        let translated = translate(&nfc(&pattern.text)).map_err(|message| self.fault(place, pattern, message))?;
        ParserBuilder::new().build().parse(&translated).map_err(|error| {
            let message = match &error {
                regex_syntax::Error::Parse(error) => error.kind().to_string(),
                regex_syntax::Error::Translate(error) => error.kind().to_string(),
                other => other.to_string(),
            };
            self.fault(place, pattern, message)
        })
    }

    /// The rule that is too large to compile even alone.
    fn too_large(&self, rules: &[(String, &Rule)]) -> Option<RulesError> {
        let parts = rules
            .iter()
            .flat_map(|(name, rule)| [(name, "beforebreak", &rule.before), (name, "afterbreak", &rule.after)]);
        parts
            .map(|(name, element, part)| (format!("{name}, <{element}>"), part))
            .find_map(|(place, part)| self.regex(&place, part, Hir::to_string).err())
    }

    fn regex(&self, place: &str, pattern: &Pattern, anchored: impl Fn(&Hir) -> String) -> Result<Regex, RulesError> {
        let hir = self.hir(place, pattern)?;
        build(&anchored(&hir)).map_err(|error| self.fault(place, pattern, error.to_string()))
    }
}

fn build(pattern: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(pattern).size_limit(64 << 20).build()
}

/// Rules being joined. Before-parts are collected as text that is already in the crate's own writing.
#[derive(Default)]
struct Builder {
    runs: Vec<RunBuilder>,
}

struct RunBuilder {
    breaks: bool,
    groups: Vec<GroupBuilder>,
}

struct GroupBuilder {
    last: CharSet,
    first: CharSet,
    before: BeforeBuilder,
    /// `None` where `first` says all.
    after: Option<String>,
}

#[derive(PartialEq, Eq)]
enum BeforeBuilder {
    Anything,
    Ending(Ending),
    Pattern(String),
}

impl Builder {
    fn abbreviations(&mut self, abbreviations: &[String]) -> Result<(), RulesError> {
        let mut words = Vec::new();
        for (abbreviation, number) in abbreviations.iter().zip(1..) {
            let word = abbreviation.trim().trim_end_matches('.');
            if word.is_empty() {
                return Err(RulesError::Abbreviation { number });
            }
            words.push(regex::escape(&nfc(word)));
        }
        if !words.is_empty() {
            let words = words.join("|");
            let pattern = format!(r#"(?:^|[^\p{{L}}\p{{M}}\p{{N}}])(?:{words})\.[)\]”"’»]*"#);
            let mut last = CharSet::default();
            if let Ok(hir) = regex_syntax::parse(&pattern) {
                last.extend(&edge(&hir, Edge::Last));
            }
            let before = BeforeBuilder::Pattern(pattern);
            self.push(false, GroupBuilder { last, first: CharSet::every(), before, after: None });
        }
        Ok(())
    }

    fn rule(&mut self, places: &Places<'_>, name: &str, rule: &Rule) -> Result<(), RulesError> {
        let part = |element: &str, pattern: &Pattern, break_at: Edge| {
            let hir = places.hir(&format!("{name}, <{element}>"), pattern)?;
            Ok::<_, RulesError>(without_free_side(hir, break_at))
        };
        let before = part("beforebreak", &rule.before, Edge::Last)?;
        let after = part("afterbreak", &rule.after, Edge::First)?;
        let is_empty = |hir: &Hir| matches!(hir.kind(), HirKind::Empty);
        let set_says_all = is_empty(&after) || single(&after).is_some();
        let group = GroupBuilder {
            last: edge(&before, Edge::Last),
            first: edge(&after, Edge::First),
            after: (!set_says_all).then(|| after.to_string()),
            before: match Ending::of(&before) {
                Some(ending) => BeforeBuilder::Ending(ending),
                None if is_empty(&before) => BeforeBuilder::Anything,
                None => BeforeBuilder::Pattern(before.to_string()),
            },
        };
        self.push(rule.breaks, group);
        Ok(())
    }

    /// Adds a rule to the run of its kind, into a group with which it shares a side.
    fn push(&mut self, breaks: bool, rule: GroupBuilder) {
        if self.runs.last().is_none_or(|run| run.breaks != breaks) {
            self.runs.push(RunBuilder { breaks, groups: Vec::new() });
        }
        let Some(run) = self.runs.last_mut() else { return };
        for group in &mut run.groups {
            let same_after = group.after == rule.after && (group.after.is_some() || group.first == rule.first);
            match (&mut group.before, &rule.before) {
                (BeforeBuilder::Pattern(known), BeforeBuilder::Pattern(new)) if same_after => {
                    *known = format!("{known}|{new}");
                }
                (known, new) if known == new => match (&mut group.after, &rule.after) {
                    (Some(known), Some(new)) => *known = format!("{known}|{new}"),
                    _ => continue,
                },
                _ => continue,
            }
            group.last.extend(&rule.last);
            group.first.extend(&rule.first);
            return;
        }
        run.groups.push(rule);
    }

    fn finish(self) -> Result<Rules, RulesError> {
        let mut ends = CharSet::default();
        let mut runs = Vec::with_capacity(self.runs.len());
        let mut spaced = Vec::new();
        for run in self.runs {
            let mut done = Run { breaks: run.breaks, groups: Vec::with_capacity(run.groups.len()) };
            for group in run.groups {
                if run.breaks {
                    ends.extend(&group.last);
                }
                let after = group.after.map(|text| joined(&format!(r"\A(?:{text})"))).transpose()?;
                let before = match group.before {
                    BeforeBuilder::Anything => Before::Anything,
                    BeforeBuilder::Ending(ending) => Before::Ending(ending),
                    BeforeBuilder::Pattern(text) => {
                        let pattern = joined(&format!(r"(?:{text})\z"))?;
                        if group.first.has(Some(' ')) {
                            spaced.push(text);
                        }
                        Before::Pattern(pattern)
                    }
                };
                done.groups.push(Group { last: group.last, first: group.first, before, after });
            }
            // The cheap ones first: inside a run the order is free.
            done.groups.sort_by_key(|group| matches!(group.before, Before::Pattern(_)));
            runs.push(done);
        }
        // A sieve too large to compile is only a sieve missing.
        let before_space = build(&format!(r"(?:{})\z", spaced.join("|"))).ok().filter(|_| spaced.len() > 1);
        Ok(Rules { runs, ends: ends.first_bytes(), before_space })
    }
}

/// Compiles an expression made of parts that were each compiled before: only its size can be at fault.
fn joined(pattern: &str) -> Result<Regex, RulesError> {
    build(pattern).map_err(|error| RulesError::Pattern {
        at: crate::text::Position { line: 1, column: 1 },
        place: "all rules together".to_owned(),
        pattern: format!("{} bytes", pattern.len()),
        message: error.to_string(),
    })
}
