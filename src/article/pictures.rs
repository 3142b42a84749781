//! The pictures of an article: where each stands and what it names.

use std::{cell::RefCell, rc::Rc};

use lol_html::{HtmlRewriter, Settings, element};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{Article, Format, Role};

/// The most pictures that are looked for in one article.
const MOST: usize = 500;

/// A picture in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The byte of the article's text where it stands.
    pub at: usize,
    /// What the article names as its file, as it stands there, whatever that is; nothing where the text only marks the
    /// picture's place.
    pub address: Option<String>,
    /// Its alternative text; empty where it has none.
    pub alt: String,
}

impl Article {
    /// The pictures in reading order: `<img>` of HTML, images of Markdown, the lines of a plain text that stand for
    /// one. Those of an office document stand in its package and are not told.
    #[must_use]
    pub fn pictures(&self) -> Vec<Picture> {
        let mut pictures = match self.format {
            Format::Html => html(&self.source),
            Format::Markdown => markdown(&self.source),
            Format::Plain => self.places(),
            Format::Docx | Format::Odt | Format::Xliff => Vec::new(),
        };
        pictures.truncate(MOST);
        pictures
    }

    fn places(&self) -> Vec<Picture> {
        let places = self.units.iter().filter(|unit| unit.role == Role::Image);
        places.map(|unit| Picture { at: unit.span.start, address: None, alt: unit.content.visible() }).collect()
    }
}

fn html(source: &str) -> Vec<Picture> {
    let found = Rc::new(RefCell::new(Vec::new()));
    let seen = Rc::clone(&found);
    let handler = element!("img", move |element| {
        let text = |name: &str| element.get_attribute(name).map(|value| htmlize::unescape(&value).into_owned());
        // Pages that load pictures late name them beside `src`.
        let address = text("data-src").or_else(|| text("src")).filter(|address| !address.trim().is_empty());
        let at = element.source_location().bytes().start;
        seen.borrow_mut().push(Picture { at, address, alt: text("alt").unwrap_or_default() });
        Ok(())
    });
    let mut rewriter =
        HtmlRewriter::new(Settings::new().append_element_content_handler(handler).with_strict(false), |_: &[u8]| {});
    // What was met before a fault in the markup is told all the same.
    if rewriter.write(source.as_bytes()).is_ok() {
        let _ = rewriter.end();
    }
    found.take()
}

fn markdown(source: &str) -> Vec<Picture> {
    let mut pictures: Vec<Picture> = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in Parser::new(source).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                depth += 1;
                if depth == 1 {
                    let address = Some(dest_url.into_string()).filter(|address| !address.trim().is_empty());
                    pictures.push(Picture { at: range.start, address, alt: String::new() });
                }
            }
            Event::End(TagEnd::Image) => depth = depth.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if depth > 0 => {
                if let Some(picture) = pictures.last_mut() {
                    picture.alt.push_str(&text);
                }
            }
            _ => {}
        }
    }
    pictures
}
