//! Feeds and exports as sources: RSS 2.0 and 1.0, Atom (RFC 4287) and WordPress's export (WXR 1.2), each item an
//! article of its own.
//!
//! An item becomes a page, as its site would show it, and is read like any other page. Nothing is fetched.

mod draft;
mod press;

use quick_xml::{
    NsReader,
    events::{BytesStart, Event},
    name::{Namespace, ResolveResult},
};

use super::{
    Settings,
    encoding::decode,
    read::{Fault, ReadError},
};
use crate::text::LineIndex;
use draft::{Draft, Field, Form};

/// An article of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedItem {
    /// A name for files: ASCII letters and digits and hyphens, unique in its feed.
    pub slug: String,
    /// The article as an HTML page in UTF-8.
    pub page: String,
}

/// The articles of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its articles, in its order.
    pub items: Vec<FeedItem>,
    /// How many items hold no article: drafts, attachments, menus, items without any text.
    pub passed_over: usize,
}

/// How deep elements may stand in each other outside of an article's own markup.
const DEEPEST: usize = 64;

/// Reads the feed in `bytes`, the whole content of `file`; nothing where it is something else.
///
/// # Errors
/// See [`ReadError`]: too large, undecodable, no well-formed XML, or entities of its own, which are never resolved.
pub fn feed(file: &str, bytes: &[u8], settings: &Settings) -> Result<Option<Feed>, ReadError> {
    if bytes.len() > settings.max_bytes {
        let (size, limit) = (bytes.len(), settings.max_bytes);
        return Err(ReadError::TooLarge { file: file.to_owned(), size, limit });
    }
    let text = decode(bytes).map_err(|fault| fault.of(file))?.text;
    let mut reader =
        Reader { text: &text, stack: Vec::new(), draft: None, field: None, drafts: Vec::new(), known: false };
    match reader.read() {
        Ok(()) if reader.known => Ok(Some(draft::items(reader.drafts))),
        Ok(()) => Ok(None),
        Err(_) if !reader.known => Ok(None),
        Err((offset, why)) => {
            let position = LineIndex::new(&text).position(&text, offset);
            Err(Fault::Xml { line: position.line, column: position.column, why }.of(file))
        }
    }
}

/// Where something is wrong, and what.
type Wrong = (usize, String);

struct Reader<'t> {
    text: &'t str,
    /// The names of the open elements.
    stack: Vec<String>,
    draft: Option<(usize, Draft)>,
    /// The field being read, the depth of its element, and where its content begins.
    field: Option<(Field, Form, usize, usize)>,
    drafts: Vec<Draft>,
    /// Whether the root element is a feed's.
    known: bool,
}

impl Reader<'_> {
    fn read(&mut self) -> Result<(), Wrong> {
        let mut xml = NsReader::from_str(self.text);
        xml.config_mut().check_end_names = true;
        loop {
            let at = offset(xml.buffer_position());
            let (space, event) = match xml.read_resolved_event() {
                Ok(read) => read,
                Err(error) => return Err((offset(xml.error_position()).max(at), format!("this is no XML: {error}"))),
            };
            let space = match space {
                ResolveResult::Bound(Namespace(name)) => name.to_owned(),
                _ => String::new(),
            };
            match event {
                Event::Start(tag) => self.start(&tag, &space, at, offset(xml.buffer_position()))?,
                Event::Empty(tag) => {
                    self.start(&tag, &space, at, offset(xml.buffer_position()))?;
                    self.end(offset(xml.buffer_position()));
                }
                Event::End(_) => self.end(at),
                Event::Text(text) => self.push(&text.xml10_content()),
                Event::CData(text) => self.push(&text.xml10_content()),
                // What XML does not know HTML may: the field is HTML.
                Event::GeneralRef(name) => {
                    let written = format!("&{};", &*name);
                    let known = quick_xml::escape::unescape(&written).ok().map(std::borrow::Cow::into_owned);
                    self.push(&known.unwrap_or(written));
                }
                Event::DocType(doctype) if doctype.to_ascii_uppercase().contains("<!ENTITY") => {
                    self.known = true;
                    let why = "the file declares entities of its own, which Anban never resolves; export it without";
                    return Err((at, why.to_owned()));
                }
                Event::Eof if self.stack.is_empty() => return Ok(()),
                Event::Eof => return Err((at, "the file ends in the middle".to_owned())),
                Event::DocType(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, space: &str, at: usize, inside: usize) -> Result<(), Wrong> {
        if self.stack.len() >= DEEPEST && self.field.is_none() {
            return Err((at, format!("elements stand in each other more than {DEEPEST} deep")));
        }
        let name = tag.local_name().as_ref().to_owned();
        let depth = self.stack.len();
        if depth == 0 {
            self.known = matches!(name.as_str(), "rss" | "RDF") || (name == "feed" && space.ends_with("/Atom"));
            if !self.known {
                return Err((at, format!("its root element is <{name}>")));
            }
        } else if self.draft.is_none() && matches!(name.as_str(), "item" | "entry") {
            self.draft = Some((depth, Draft::default()));
        } else if let Some((outer, draft)) = &mut self.draft {
            let attribute = |wanted: &str| {
                let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == wanted)?;
                Some(found.value.clone().into_owned())
            };
            let author =
                depth == *outer + 2 && name == "name" && self.stack.last().is_some_and(|last| last == "author");
            if (depth == *outer + 1 || author) && self.field.is_none() {
                if name == "link" && attribute("rel").is_none_or(|rel| rel == "alternate") {
                    draft.link = draft.link.take().or_else(|| attribute("href"));
                }
                let field = if author { Some(Field::Author) } else { Field::of(&name, space) };
                let form = Form::of(attribute("type").as_deref(), space);
                self.field = field.map(|field| (field, form, depth, inside));
            }
        }
        self.stack.push(name);
        Ok(())
    }

    fn push(&mut self, text: &str) {
        // The content of `type="xhtml"` is taken as it stands.
        if let (Some((field, form, ..)), Some((_, draft))) = (&self.field, &mut self.draft)
            && *form != Form::Xhtml
        {
            draft.push(*field, *form, text);
        }
    }

    fn end(&mut self, at: usize) {
        self.stack.pop();
        let depth = self.stack.len();
        if let (Some((field, form, own, inside)), Some((_, draft))) = (self.field, &mut self.draft)
            && own == depth
        {
            if form == Form::Xhtml {
                draft.push(field, form, self.text.get(inside..at).unwrap_or_default());
            }
            self.field = None;
        }
        if self.draft.as_ref().is_some_and(|(own, _)| *own == depth) {
            self.drafts.extend(self.draft.take().map(|(_, draft)| draft));
        }
    }
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}
