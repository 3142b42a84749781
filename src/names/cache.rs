//! The renderings of names met before: an article names the same places again and again, a memory even more so.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use super::{Rendering, Unit};

/// Names kept; when there are more, all are forgotten, so that hostile text does not fill the memory.
const MOST: usize = 4096;

/// The renderings of one name, shared by all its uses.
#[derive(Clone, Debug)]
pub struct Renderings {
    pub name: String,
    pub en: Arc<Rendering>,
    pub ja: Arc<Rendering>,
    pub ko: Arc<Rendering>,
}

/// Whether a person, its number in the gazetteer, and the unit of a place.
type Sort = (bool, Option<usize>, Option<Unit>);

#[derive(Default)]
struct Known {
    names: HashMap<Sort, HashMap<String, Renderings>>,
    count: usize,
}

/// A cache that all copies of a transcriber share.
#[derive(Clone, Default)]
pub struct Cache(Arc<RwLock<Known>>);

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cache")
    }
}

impl Cache {
    /// What is known of the name `written`, or what `make` makes of it, which must always make the same.
    pub fn get(&self, written: &str, sort: Sort, make: impl FnOnce() -> Renderings) -> Renderings {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(renderings) = known.names.get(&sort).and_then(|names| names.get(written)) {
            return renderings.clone();
        }
        drop(known);
        let renderings = make();
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.count >= MOST {
            *known = Known::default();
        }
        known.count += 1;
        known.names.entry(sort).or_default().insert(written.to_owned(), renderings.clone());
        renderings
    }
}
