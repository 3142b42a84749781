//! Compiles the rules of an SRX file for one language.
//!
//! In SRX the first rule in order whose two parts match around a place decides about it. Neighbouring rules that
//! decide the same way may therefore be asked in any order, and those that share what stands before or after the
//! break become one.

use regex::{Regex, RegexBuilder};
use regex_syntax::{
    ParserBuilder,
    hir::{Hir, HirKind},
};

use super::{Before, Group, Rules, Run};
use crate::{
    segment::{
        RulesError,
        dialect::translate,
        edge::{CharSet, Edge, Ending, edge, single, without_free_side},
        srx::{Pattern, Rule, Srx},
    },
    text::{LineIndex, Position, nfc},
};

impl Rules {
    /// Compiles the rules that `srx`, read from `source`, has for `language`; `abbreviations` never end a sentence.
    pub(in crate::segment) fn compile(
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
    fn position(&self, pattern: &Pattern) -> Position {
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
        at: Position { line: 1, column: 1 },
        place: "all rules together".to_owned(),
        pattern: format!("{} bytes", pattern.len()),
        message: error.to_string(),
    })
}
