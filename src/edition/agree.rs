//! What can only be settled once all sentences of an edition stand in their order.

use super::{Manuscript, Settings, spacing};
use crate::{
    article::Role,
    glossary::{Glossary, mention},
};

impl Manuscript<'_> {
    /// Puts the edition's sentences in agreement with each other: spaces as newspapers set them, each acronym
    /// introduced once in reading order. The memory keeps the sentences as they were, so that each serves at any
    /// place of any edition.
    pub fn agree(&mut self, glossary: &Glossary, settings: &Settings) {
        if settings.close_up {
            let texts =
                self.lines.iter_mut().flat_map(|line| &mut line.pieces).filter_map(|piece| piece.text.as_mut());
            texts.for_each(|content| spacing::close_up(&mut content.text, self.locale));
        }
        if settings.first_mention {
            self.introduce(glossary, settings);
        }
    }

    fn introduce(&mut self, glossary: &Glossary, settings: &Settings) {
        let counts = |role: Role| match role {
            Role::Caption => settings.captions_count,
            // These are read outside the article too, where nothing was introduced.
            Role::RelatedHeadline | Role::Teaser | Role::Description | Role::Attribute => false,
            role if role.is_headline() => settings.headlines_count,
            _ => true,
        };
        let mut places = Vec::new();
        let mut pieces = Vec::new();
        for (at, (line, unit)) in self.lines.iter_mut().zip(&self.article.units).enumerate() {
            for (number, piece) in line.pieces.iter_mut().enumerate() {
                let Some(content) = &mut piece.text else { continue };
                places.push((at, number));
                pieces.push(mention::Piece {
                    text: std::mem::take(&mut content.text),
                    counts: counts(unit.role),
                    terms: piece.terms.clone(),
                });
            }
        }
        mention::first_mentions(&mut pieces, glossary, self.locale);
        for ((line, number), piece) in places.into_iter().zip(pieces) {
            if let Some(content) = self.lines[line].pieces[number].text.as_mut() {
                content.text = piece.text;
            }
        }
    }
}
