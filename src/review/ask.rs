//! Another translation from a backend, with what a person says about the one that stands.

use super::{Desk, Entry, Error, Person, Refusal, Right, Verb, act::allowed_in};
use crate::{
    article::Content,
    diagnostic::Finding,
    memory::{Query, RowId},
};

/// The longest hint, in characters.
const LONGEST: usize = 500;

/// A backend's answer to a person's question; it becomes a translation when somebody stores it.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// The answer, in the codes of the source.
    pub target: Content,
    /// What the checks say of it.
    pub findings: Vec<Finding>,
    /// The backend.
    pub by: String,
}

impl Desk {
    /// Whether there is a backend to ask.
    #[must_use]
    pub const fn can_ask(&self) -> bool {
        self.open_backend.is_some()
    }

    /// Asks the backend for another translation of a sentence. The answer is written into the ledger before it is
    /// given back, as it may have cost money.
    ///
    /// # Errors
    /// Somebody without the right; no such sentence; [`Error::Backend`] where the backend gives no answer.
    pub async fn ask(&self, entry: &Entry, person: &Person, id: RowId, hint: &str) -> Result<Suggestion, Refusal> {
        allowed_in(person, Right::Work, id.locale)?;
        let place = self.place(entry, id).await?;
        let open = self.open_backend.as_ref().ok_or(Refusal::Missing)?;
        let again = self.backend.get_or_try_init(async || open().map_err(Error::Backend)).await?;
        let prepared = self.article(entry).await?.ok_or(Refusal::Missing)?;
        let hint: String =
            hint.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect::<String>();
        let query = Query { key: id.key, context: id.context };
        let standing = self.store.lookup(id.locale, &[query]).await?.pop().flatten().map(|hit| hit.row.target);
        let headline = prepared.headline();
        let answer = again
            .ask(
                (&place.segment, place.role),
                headline.as_deref(),
                id.locale,
                (standing.as_ref(), hint.trim()),
                &self.tools,
            )
            .await
            .map_err(Error::Backend)?;
        let findings = self.check(&place.segment, &answer.target, place.role, id.locale);
        let note = format!("{}: {} → {}", answer.by, hint.trim(), answer.target.visible());
        let of = (Some(id.locale), Some(entry.slug.as_str()));
        self.ledger.write_down(person.id, Verb::Ask, of, Some(&note), &[]).await?;
        Ok(Suggestion { target: answer.target, findings, by: answer.by })
    }
}
