//! What the memory's near matches are good for: answers with other figures, and examples for a backend.

use super::{PreparedSegment, ask::Asker, run::Error};
use crate::{
    article::Role,
    backend::Example,
    locale::Locale,
    memory::{NewRow, Origin, Row, State, StoreExt as _, Who},
    qa,
    segment::tags,
    text::nfc,
};

/// The name in the origin of a row that was made of another one with other figures.
const SUBSTITUTED: &str = "number-substituted";

impl Asker<'_> {
    /// A row for `segment`, made of the translation of a sentence with other figures, where there is one that holds
    /// before every check. It is a machine's whoever made the other one, because nobody has read it; its origin says
    /// what it was made of.
    pub(super) async fn substituted(
        &self,
        segment: &PreparedSegment,
        role: Role,
        locale: Locale,
        fingerprint: &str,
    ) -> Result<Option<NewRow>, Error> {
        let Some(near) = self.near.filter(|_| self.policy.substitute_numbers) else { return Ok(None) };
        // A row whose terms have changed since would carry the old ones over.
        let fits = |row: &Row| row.fingerprint == fingerprint;
        let style = &self.tools.numbers;
        let Some(found) = near.substituted(self.store, &segment.text, locale, style, fits).await? else {
            return Ok(None);
        };
        let findings = self.check(segment, role, locale, &found.target);
        let rejected = self.store.rejected(segment.key, locale).await?;
        if qa::is_blocking(&findings) || rejected.contains(&found.target.text) {
            return Ok(None);
        }
        Ok(Some(NewRow {
            key: segment.key,
            context: segment.context,
            locale,
            source: segment.text.clone(),
            target: found.target,
            state: found.from.state.min(State::Translated),
            origin: origin(&found.from),
            fingerprint: fingerprint.to_owned(),
            findings,
            expected: None,
        }))
    }

    /// The near matches of `segment` that its backend wants to see, nearest first; none whose terms have changed
    /// since, which would teach the old ones.
    pub(super) async fn examples(&self, segment: &PreparedSegment, locale: Locale) -> Result<Vec<Example>, Error> {
        let wanted = self.backend.capabilities().examples;
        let Some(near) = self.near.filter(|_| wanted > 0) else { return Ok(Vec::new()) };
        let matches = near.matches(self.store, &segment.text, locale, self.policy.near_from, wanted * 2).await?;
        let holds = |row: &Row| {
            let terms = self.tools.glossary.find(&row.source.text);
            row.fingerprint == self.tools.glossary.fingerprint(&terms, locale)
        };
        let rows = matches.into_iter().map(|found| found.row).filter(holds).take(wanted);
        let example = |row: Row| Example {
            source: nfc(&tags::encode(&row.source)).into_owned(),
            target: nfc(&tags::encode(&row.target)).into_owned(),
        };
        Ok(rows.map(example).collect())
    }
}

fn origin(from: &Row) -> Origin {
    let Origin { who, name, model, .. } = &from.origin;
    // Of a chain of substitutions the first hand is named.
    let made_by = match model {
        Some(model) if name == SUBSTITUTED => model.clone(),
        Some(model) => format!("{who} {name} {model}"),
        None => format!("{who} {name}"),
    };
    Origin { who: Who::Machine, name: SUBSTITUTED.to_owned(), model: Some(made_by), prompt: None }
}
