//! The article in its own format, with only its text replaced.

use super::Manuscript;
use crate::{
    article::{Content, Role, Standing},
    locale::{Locale, Messages},
    numbers,
};

/// The translated file. A date line is written in the reader's form, the label over related news in the
/// newspaper's words, and the alt text of a picture's place, which is a piece of an address, is left out.
#[must_use]
pub fn source_file(manuscript: &Manuscript<'_>, style: &numbers::Style, messages: &Messages) -> Vec<u8> {
    let article = manuscript.article;
    let translations: Vec<Option<Content>> = article
        .units
        .iter()
        .enumerate()
        .map(|(at, unit)| match unit.role {
            Role::DateLine => date_text(&unit.content.text, manuscript.locale, style).map(Content::plain),
            Role::RelatedLabel => Some(Content::plain(messages.say("edition-related"))),
            Role::Image => Some(Content::default()),
            _ => manuscript.unit(at, article.format),
        })
        .collect();
    let standings: Vec<Standing> = (0..article.units.len()).map(|at| manuscript.standing(at)).collect();
    article.write_standing(manuscript.locale, &translations, &standings)
}

/// A date line in the reader's form; nothing where it holds no date.
pub(super) fn date_text(line: &str, locale: Locale, style: &numbers::Style) -> Option<String> {
    numbers::date_line(line, Locale::Vi).map(|date| date.render(locale, style))
}
