//! Text that only a font shows as Vietnamese: runs in `.VnTime` and its like are TCVN3, in `VNI-Times` VNI.

use std::collections::{BTreeSet, HashMap};

use super::paragraphs::{ItemKind, Paragraph};
use crate::article::{
    Charset,
    encoding::{Spelling, decode_text, is_unicode, joins},
    html,
};

/// The fonts that styles give their text.
#[derive(Default)]
pub(super) struct Fonts {
    /// Of each style: its font and the style it is based on.
    pub styles: HashMap<String, (Option<String>, Option<String>)>,
    /// The style of paragraphs that name none.
    pub paragraph: Option<String>,
    /// The document's own.
    pub defaults: Option<String>,
}

impl Fonts {
    /// The font of text whose run has the properties `format`, in a paragraph of `style`.
    fn of<'a>(&'a self, format: &'a str, style: Option<&'a str>) -> Option<&'a str> {
        if let Some(font) = named(format) {
            return Some(font);
        }
        let run = value(format, "<w:rStyle ", "w:val").and_then(|style| self.of_style(style));
        run.or_else(|| self.of_style(style.or(self.paragraph.as_deref())?)).or(self.defaults.as_deref())
    }

    fn of_style<'a>(&'a self, mut style: &'a str) -> Option<&'a str> {
        // Styles that are based on each other have no font.
        for _ in 0..16 {
            let (font, based) = self.styles.get(style)?;
            if font.is_some() {
                return font.as_deref();
            }
            style = based.as_deref()?;
        }
        None
    }
}

/// The font for Latin letters that run properties name.
fn named(format: &str) -> Option<&str> {
    value(format, "<w:rFonts", "w:ascii").or_else(|| value(format, "<w:rFonts", "w:hAnsi"))
}

/// The value of an attribute of the first tag that begins with `tag`.
fn value<'a>(xml: &'a str, tag: &str, name: &str) -> Option<&'a str> {
    let from = xml.find(tag)?;
    let tag = xml.get(from..)?.split('>').next()?;
    let at = tag.find(&format!("{name}=\""))? + name.len() + 2;
    tag.get(at..)?.split('"').next()
}

/// How text in `font` is spelled, and whether the font shows small letters as capitals.
fn spelling(font: &str) -> Option<(Spelling, bool)> {
    if !html::is_legacy_font(font) {
        return None;
    }
    let spelling = if font.starts_with('.') { Spelling::Tcvn3 } else { Spelling::Vni };
    Some((spelling, spelling == Spelling::Tcvn3 && font.ends_with('H')))
}

/// Decodes the paragraph's text where its fonts ask for it; notes in which encodings it was.
pub(super) fn decode(paragraph: &mut Paragraph, fonts: &Fonts, found: &mut BTreeSet<&'static str>) {
    let style = paragraph.style.clone();
    let spellings: Vec<Option<(Spelling, bool)>> = paragraph
        .items
        .iter()
        .map(|item| match &item.kind {
            ItemKind::Text { text, format } if !is_unicode(text) => {
                fonts.of(format, style.as_deref()).and_then(spelling)
            }
            _ => None,
        })
        .collect();
    if spellings.iter().all(Option::is_none) {
        return;
    }
    // Spelling marks cut a letter from the mark behind it.
    for at in 1..paragraph.items.len() {
        let Some(&Some(spelling)) = spellings.get(at) else { continue };
        let Some((before, after)) = paragraph.items.split_at_mut_checked(at) else { continue };
        let (Some(before), Some(after)) = (before.last_mut(), after.first_mut()) else { continue };
        if spellings.get(at - 1) == Some(&Some(spelling))
            && let (ItemKind::Text { text: head, .. }, ItemKind::Text { text: tail, .. }) =
                (&mut before.kind, &mut after.kind)
            && let (Some(last), Some(mark)) = (head.chars().next_back(), tail.chars().next())
            && joins(last, mark, spelling.0)
        {
            head.push(mark);
            tail.remove(0);
        }
    }
    for (item, spelling) in paragraph.items.iter_mut().zip(spellings) {
        let (ItemKind::Text { text, .. }, Some((spelling, capitals))) = (&mut item.kind, spelling) else { continue };
        let Some(mut decoded) = decode_text(text, spelling) else { continue };
        if capitals {
            decoded = decoded.to_uppercase();
        }
        if decoded != *text {
            found.insert(match spelling {
                Spelling::Tcvn3 => Charset::Tcvn3.name(),
                Spelling::Vni => Charset::Vni.name(),
            });
            *text = decoded;
        }
    }
}
