//! Styles: what each is called, whom it follows, whether its letters are bold, and where one says Vietnamese.

use std::collections::HashMap;

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::text::Span;

/// The longest line of styles that follow each other.
const LONGEST: usize = 20;

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    shown: Option<String>,
    bold: Option<bool>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<(String, String), Style>,
    /// The `style:text-properties` that say Vietnamese, and those of the default style.
    pub languages: Vec<Span>,
}

pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(quick_xml::escape::unescape(&attribute.value).ok()?.into_owned())
}

impl Styles {
    /// Reads the styles in the part `xml`, which begins at byte `base` of the source.
    pub(super) fn read(&mut self, xml: &str, base: usize) -> Result<(), String> {
        let mut reader = Reader::from_str(xml);
        let mut style: Option<((String, String), Style)> = None;
        let mut default = false;
        loop {
            let before = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let event = reader.read_event().map_err(|error| format!("is broken at byte {before}: {error}"))?;
            let after = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match &event {
                Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                    "style:style" => {
                        let key = (attribute(tag, "style:family"), attribute(tag, "style:name"));
                        let (parent, shown) =
                            (attribute(tag, "style:parent-style-name"), attribute(tag, "style:display-name"));
                        if let (Some(family), Some(name)) = key {
                            style = Some(((family, name), Style { parent, shown, bold: None }));
                        }
                        if matches!(event, Event::Empty(_)) {
                            self.styles.extend(style.take());
                        }
                    }
                    "style:default-style" => {
                        default = attribute(tag, "style:family").as_deref() == Some("paragraph");
                    }
                    "style:text-properties" => {
                        if default || attribute(tag, "fo:language").as_deref() == Some("vi") {
                            self.languages.push(Span::new(base + before, base + after));
                        }
                        if let (Some((_, style)), Some(weight)) = (&mut style, attribute(tag, "fo:font-weight")) {
                            style.bold = Some(matches!(weight.as_str(), "bold" | "600" | "700" | "800" | "900"));
                        }
                    }
                    // What follows is text: styles stand before it.
                    "office:body" => return Ok(()),
                    _ => {}
                },
                Event::End(tag) if tag.name().as_ref() == "style:style" => self.styles.extend(style.take()),
                Event::End(tag) if tag.name().as_ref() == "style:default-style" => default = false,
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn line<'a>(&'a self, family: &'a str, name: &str) -> impl Iterator<Item = (String, &'a Style)> {
        let mut next = Some(name.to_owned());
        let step = move || {
            let key = (family.to_owned(), next.take()?);
            let style = self.styles.get(&key)?;
            next.clone_from(&style.parent);
            Some((key.1, style))
        };
        std::iter::from_fn(step).take(LONGEST)
    }

    /// What the paragraph style `name` and those it follows are called, in lower case, the nearest first.
    pub(super) fn names(&self, name: &str) -> Vec<String> {
        let mut names: Vec<String> = self
            .line("paragraph", name)
            .flat_map(|(name, style)| [style.shown.clone(), Some(name)])
            .flatten()
            .collect();
        names.push(name.to_owned());
        names.iter().map(|name| name.replace("_20_", " ").to_lowercase()).collect()
    }

    /// Whether letters in the style `name` of `family` are bold, where it says.
    pub(super) fn bold(&self, family: &str, name: &str) -> Option<bool> {
        self.line(family, name).find_map(|(_, style)| style.bold)
    }
}
