//! Clean exact matches, approved together.

use super::{Desk, Did, Entry, Error, Person, Refusal, Right, Sheet, Verb, act::allowed_in, act::origin_of};
use crate::{
    diagnostic::Severity,
    locale::Locale,
    memory::{Query, RowId, State},
};

/// An open sentence whose translation the memory had already, and on which no check has anything to say.
#[derive(Clone, Debug)]
pub struct Clean {
    /// Its row.
    pub id: RowId,
    /// The version in its own place; 0 where it comes from elsewhere.
    pub version: u64,
    /// The Vietnamese, without markup.
    pub source: String,
    /// The translation, without markup.
    pub target: String,
    /// Whose it is.
    pub by: String,
}

impl Sheet {
    /// Open sentences that the memory answered from another place, or from an imported file, and on which no check
    /// has a warning or an error.
    #[must_use]
    pub fn clean_matches(&self) -> Vec<Clean> {
        let clean = self.segments.iter().filter_map(|segment| {
            let (_, by) = segment.who.clone()?;
            let clean = segment.state == State::Translated && segment.worst().is_none_or(|it| it < Severity::Warning);
            (segment.known && clean && !segment.target.is_blank()).then(|| Clean {
                id: segment.id,
                version: segment.version,
                source: segment.source_content.visible(),
                target: segment.target.visible(),
                by,
            })
        });
        clean.collect()
    }
}

impl Desk {
    /// The [clean exact matches](super::Sheet::clean_matches) of an edition.
    ///
    /// # Errors
    /// The memory's.
    pub async fn clean_matches(&self, entry: &Entry, locale: Locale) -> Result<Vec<Clean>, Error> {
        Ok(self.sheet(entry, locale).await?.map(|sheet| sheet.clean_matches()).unwrap_or_default())
    }

    /// Approves those of `wanted` that are still clean matches at the version named, in one act.
    ///
    /// # Errors
    /// Somebody without the right; nothing left of what was wanted; the memory's.
    pub async fn accept_clean(
        &self,
        entry: &Entry,
        person: &Person,
        locale: Locale,
        wanted: &[(RowId, u64)],
    ) -> Result<Did, Refusal> {
        allowed_in(person, Right::Work, locale)?;
        let mut rows = Vec::new();
        for clean in self.clean_matches(entry, locale).await? {
            if !wanted.contains(&(clean.id, clean.version)) {
                continue;
            }
            let place = self.place(entry, clean.id).await?;
            let query = Query { key: clean.id.key, context: clean.id.context };
            let Some(hit) = self.store.lookup(locale, &[query]).await?.pop().flatten() else { continue };
            let target = super::text::with_codes_of(&hit.row.target, &place.source);
            let findings = self.check(&place.segment, &target, place.role, locale);
            let origin = origin_of(person, &hit.row);
            rows.push(place.row(clean.id, target, State::Reviewed, origin, findings, clean.version, self));
        }
        if rows.is_empty() {
            return Err(Refusal::Missing);
        }
        let others = rows.len() - 1;
        self.commit(entry, person, Verb::Bulk, None, rows, others).await
    }
}
