//! Compiles the rules of an SRX file for one language into what the splitter runs.
//!
//! In SRX the first rule in order whose two parts match around a place decides about it. Neighbouring rules that
//! decide the same way may therefore be asked in any order and be joined: those that share what follows the break
//! become one regular expression, and one more tells in a single question that none of them matches.

use regex::{Regex, RegexBuilder};
use regex_syntax::{
    ParserBuilder,
    hir::{Hir, HirKind},
};

use super::{
    RulesError,
    dialect::translate,
    edge::{CharSet, Edge, edge, single, without_free_side},
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
    /// The bytes after which a break is possible at all.
    last_bytes: [bool; 256],
}

/// Neighbouring rules that decide the same way.
#[derive(Debug)]
struct Run {
    breaks: bool,
    /// Rules whose before-part is a set of characters.
    simple: Vec<Group>,
    /// Rules whose before-part needs a regular expression.
    patterned: Vec<Group>,
    /// Matches where the before-part of any patterned rule does.
    any: Option<Regex>,
}

/// Rules that share what follows the break.
#[derive(Debug)]
struct Group {
    last: CharSet,
    first: CharSet,
    before: Option<Regex>,
    after: Option<Regex>,
}

impl Group {
    fn may_match(&self, last: Option<char>, first: Option<char>) -> bool {
        self.last.has(last) && self.first.has(first)
    }

    fn matches(&self, line: &str, at: usize) -> bool {
        ends_with(self.before.as_ref(), line, at) && starts_with(self.after.as_ref(), line, at)
    }
}

impl Run {
    fn matches(&self, line: &str, at: usize, last: Option<char>, first: Option<char>) -> bool {
        if self.simple.iter().any(|group| group.may_match(last, first) && group.matches(line, at)) {
            return true;
        }
        let mut likely = self.patterned.iter().filter(|group| group.may_match(last, first)).peekable();
        likely.peek().is_some()
            && ends_with(self.any.as_ref(), line, at)
            && likely.any(|group| group.matches(line, at))
    }
}

fn ends_with(pattern: Option<&Regex>, line: &str, at: usize) -> bool {
    let Some(pattern) = pattern else { return true };
    let from = line.floor_char_boundary(at.saturating_sub(WINDOW));
    line.get(..at).is_some_and(|before| pattern.is_match_at(before, from))
}

fn starts_with(pattern: Option<&Regex>, line: &str, at: usize) -> bool {
    let Some(pattern) = pattern else { return true };
    let to = line.floor_char_boundary(at.saturating_add(WINDOW));
    line.get(at..to).is_some_and(|after| pattern.is_match(after))
}

impl Rules {
    /// Whether a sentence may end after the byte `byte`; a cheap first sieve.
    pub(super) fn may_end(&self, byte: u8) -> bool {
        self.last_bytes[usize::from(byte)]
    }

    /// Whether the first rule that matches at `at` of `line` says break; `at` is a character border.
    pub(super) fn breaks(&self, line: &str, at: usize) -> bool {
        let Some((before, after)) = line.split_at_checked(at) else { return false };
        let (last, first) = (before.chars().next_back(), after.chars().next());
        let mut breaking = self.runs.iter().filter(|run| run.breaks);
        let possible =
            breaking.any(|run| run.simple.iter().chain(&run.patterned).any(|group| group.may_match(last, first)));
        possible && self.runs.iter().find(|run| run.matches(line, at, last, first)).is_some_and(|run| run.breaks)
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
                builder.rule(&places, &format!("languagerule {:?}, rule {number}", set.name), rule)?;
            }
            if !srx.cascade {
                break;
            }
        }
        if !found {
            return Err(RulesError::Language { language: language.to_owned() });
        }
        builder.finish()
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
    /// `None` where the before-part is a set of characters.
    before: Option<String>,
    after: Option<String>,
    last: CharSet,
    first: CharSet,
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
            self.push(false, GroupBuilder { before: Some(pattern), after: None, last, first: CharSet::every() });
        }
        Ok(())
    }

    fn rule(&mut self, places: &Places<'_>, name: &str, rule: &Rule) -> Result<(), RulesError> {
        let part = |element: &str, pattern: &Pattern, break_at: Edge, anchored: fn(&Hir) -> String| {
            let place = format!("{name}, <{element}>");
            let hir = without_free_side(places.hir(&place, pattern)?, break_at);
            let text = hir.to_string();
            // Each part is compiled alone once, so that a fault is reported where it stands.
            build(&anchored(&hir)).map_err(|error| places.fault(&place, pattern, error.to_string()))?;
            let one = single(&hir);
            let known = one.is_some() || matches!(hir.kind(), HirKind::Empty);
            Ok::<_, RulesError>((one.unwrap_or_else(|| edge(&hir, break_at)), (!known).then_some(text)))
        };
        let (last, before) = part("beforebreak", &rule.before, Edge::Last, before_the_break)?;
        let (first, after) = part("afterbreak", &rule.after, Edge::First, after_the_break)?;
        self.push(rule.breaks, GroupBuilder { before, after, last, first });
        Ok(())
    }

    fn push(&mut self, breaks: bool, group: GroupBuilder) {
        if self.runs.last().is_none_or(|run| run.breaks != breaks) {
            self.runs.push(RunBuilder { breaks, groups: Vec::new() });
        }
        let Some(run) = self.runs.last_mut() else { return };
        let twin = run.groups.iter_mut().find(|known| {
            let same_after = known.after == group.after && (known.after.is_some() || known.first == group.first);
            same_after && known.before.is_some() && group.before.is_some()
        });
        match (twin, &group.before) {
            (Some(twin), Some(before)) => {
                let known = twin.before.get_or_insert_default();
                *known = format!("{known}|{before}");
                twin.last.extend(&group.last);
                twin.first.extend(&group.first);
            }
            _ => run.groups.push(group),
        }
    }

    fn finish(self) -> Result<Rules, RulesError> {
        let mut ends = CharSet::default();
        let mut runs = Vec::with_capacity(self.runs.len());
        for run in self.runs {
            let mut done = Run { breaks: run.breaks, simple: Vec::new(), patterned: Vec::new(), any: None };
            let mut befores = Vec::new();
            for group in run.groups {
                if run.breaks {
                    ends.extend(&group.last);
                }
                let before = group.before.as_ref().map(|text| joined(&format!(r"(?:{text})\z"))).transpose()?;
                let after = group.after.as_ref().map(|text| joined(&format!(r"\A(?:{text})"))).transpose()?;
                befores.extend(group.before);
                let list = if before.is_some() { &mut done.patterned } else { &mut done.simple };
                list.push(Group { last: group.last, first: group.first, before, after });
            }
            if befores.len() > 1 {
                done.any = Some(joined(&format!(r"(?:{})\z", befores.join("|")))?);
            }
            runs.push(done);
        }
        Ok(Rules { runs, last_bytes: ends.last_bytes() })
    }
}

fn before_the_break(hir: &Hir) -> String {
    format!(r"(?:{hir})\z")
}

fn after_the_break(hir: &Hir) -> String {
    format!(r"\A(?:{hir})")
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
