//! Which figure of the target answers which figure of the source.

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

use super::{
    super::{Figure, Kind},
    Pair,
    keys::{Key, Part, offered, primary, wanted},
};

/// How many target figures of one value are looked at for the one that fits best.
const CHOICE: usize = 16;

/// What the matching found.
pub(super) struct Matched {
    /// For each source figure, the target figure that answers it best.
    pub answer: Vec<Option<usize>>,
    /// For each source figure, how it fared.
    pub fate: Vec<Fate>,
    /// For each target figure, whether some source figure explains it.
    pub explained: Vec<bool>,
}

/// How a source figure fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Found.
    Found,
    /// Its value is in the target, but another source figure has it.
    Shared,
    /// Said in words the target may use instead, or not required.
    Excused,
    /// Not found.
    Lost,
}

/// The target figures of one value.
#[derive(Default)]
struct Bucket {
    figures: Vec<(usize, bool)>,
    /// All before it are used.
    first_free: usize,
}

struct Index<'a> {
    got: &'a [Figure],
    buckets: HashMap<Key, Bucket>,
}

pub(super) fn run(pair: &Pair<'_>) -> Matched {
    let mut index = Index { got: &pair.got, buckets: HashMap::new() };
    for (id, figure) in pair.got.iter().enumerate() {
        for key in offered(figure) {
            index.buckets.entry(key).or_default().figures.push((id, false));
        }
    }
    let count = pair.said.len();
    let mut matched =
        Matched { answer: vec![None; count], fate: vec![Fate::Lost; count], explained: vec![false; pair.got.len()] };
    let mut asked: HashSet<Key> = HashSet::new();
    // Firm figures choose first, so that a small word never takes what a required figure needs.
    for firm in [true, false] {
        for (id, figure) in pair.said.iter().enumerate().filter(|(_, f)| f.firm == firm) {
            let readings = wanted(figure, figure.span.of(pair.source));
            asked.extend(readings.first().into_iter().flatten().flatten().cloned());
            matched.fate[id] = index.find(figure, &readings, &mut matched.explained, &mut matched.answer[id]);
            if matched.fate[id] == Fate::Lost && (!firm || pair.glance.idioms.excuse(figure)) {
                matched.fate[id] = Fate::Excused;
            }
        }
    }
    for (id, figure) in pair.got.iter().enumerate() {
        // What is said once may be repeated.
        matched.explained[id] =
            matched.explained[id] || !figure.firm || repeats(figure, &asked) || pair.glance.idioms.explain(figure);
    }
    matched
}

impl Index<'_> {
    fn find(
        &mut self,
        figure: &Figure,
        readings: &[Vec<Part>],
        explained: &mut [bool],
        answer: &mut Option<usize>,
    ) -> Fate {
        let whole = readings.iter().find(|parts| parts.iter().all(|part| self.has(part)));
        let Some(parts) = whole.or(readings.first()) else { return Fate::Lost };
        let mut fate = if whole.is_some() { Fate::Found } else { Fate::Lost };
        for part in parts {
            let Some((id, free)) = part.iter().find_map(|key| self.take(key, figure)) else { continue };
            explained[id] = true;
            answer.get_or_insert(id);
            if !free && fate == Fate::Found {
                fate = Fate::Shared;
            }
        }
        fate
    }

    fn has(&self, part: &Part) -> bool {
        part.iter().any(|key| self.buckets.contains_key(key))
    }

    /// The figure of this value that fits best, and whether it was still free.
    fn take(&mut self, key: &Key, figure: &Figure) -> Option<(usize, bool)> {
        let got = self.got;
        let bucket = self.buckets.get_mut(key)?;
        while bucket.figures.get(bucket.first_free).is_some_and(|&(_, used)| used) {
            bucket.first_free += 1;
        }
        let range = bucket.first_free..bucket.figures.len().min(bucket.first_free + CHOICE);
        let fit = |index: &usize| {
            let (id, used) = bucket.figures[*index];
            (!used).then(|| got.get(id).map_or(0, |other| fitness(figure, other)))
        };
        let best = range.clone().filter(|i| !bucket.figures[*i].1).max_by_key(|i| (fit(i), std::cmp::Reverse(*i)));
        match best {
            Some(index) => {
                bucket.figures[index].1 = true;
                Some((bucket.figures[index].0, true))
            }
            None => {
                let shared = bucket.figures.iter().take(CHOICE).map(|&(id, _)| id);
                shared.max_by_key(|&id| got.get(id).map_or(0, |other| fitness(figure, other))).map(|id| (id, false))
            }
        }
    }
}

/// Whether some source figure asks for the whole value of `figure`.
fn repeats(figure: &Figure, asked: &HashSet<Key>) -> bool {
    let keys = primary(figure);
    !keys.is_empty() && keys.iter().all(|key| asked.contains(key))
}

/// How well two figures of one value go together.
fn fitness(source: &Figure, target: &Figure) -> u8 {
    let kind = match (source.kind, target.kind) {
        (a, b) if a == b => 4,
        (Kind::Money(_), Kind::Money(_)) => 3,
        (Kind::Percent, Kind::PercentPoint) | (Kind::PercentPoint, Kind::Percent) => 2,
        (Kind::Cardinal, Kind::Ordinal | Kind::Multiple) | (Kind::Ordinal | Kind::Multiple, Kind::Cardinal) => 2,
        _ => 0,
    };
    kind + u8::from(source.unit == target.unit) + u8::from(source.approximation == target.approximation)
}
