//! One more question about a sentence, asked by a person: nothing is remembered, the answer is theirs to take.

use std::sync::Arc;

use super::{PreparedSegment, Tools, request};
use crate::{
    article::{Content, Role},
    backend::{Backend, Complaint},
    locale::Locale,
    segment::tags,
};

/// A backend that a person may ask again.
pub struct Again(Arc<dyn Backend>);

/// What it said.
pub struct Answer {
    /// The answer, in the codes of the source.
    pub target: Content,
    /// Who made it.
    pub by: String,
}

impl Again {
    /// Asks `backend`.
    #[must_use]
    pub fn new(backend: Arc<dyn Backend>) -> Self {
        Self(backend)
    }

    /// Asks for another translation of `segment` into `locale` than the one that stands, `hint` being what a person
    /// says about it. Gives what the backend says where it has no answer.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn ask(
        &self,
        (segment, role): (&PreparedSegment, Role),
        headline: Option<&str>,
        locale: Locale,
        (standing, hint): (Option<&Content>, &str),
        tools: &Tools,
    ) -> Result<Answer, String> {
        let mut request = request(segment, role, headline, locale, tools);
        if !hint.is_empty() {
            let answer = standing.map(tags::encode).unwrap_or_default();
            request.complaints.push(Complaint { answer, reasons: vec![hint.to_owned()] });
        }
        let reply = self.0.translate(std::slice::from_ref(&request)).await.pop();
        let reply = reply.ok_or("no reply")?.map_err(|error| error.to_string())?;
        let target =
            tags::decode(&reply.text, &segment.text).unwrap_or_else(|_| Content::plain(tags::strip(&reply.text)));
        let by = reply.by.map_or_else(|| self.0.name().to_owned(), |maker| maker.name);
        Ok(Answer { target: Content { text: target.text, codes: segment.text.codes.clone() }, by })
    }
}
