//! Reads XLIFF 1.2 and 2.0 to 2.2.

use quick_xml::{
    Reader as Xml,
    events::{BytesStart, Event},
};

use super::{
    super::{Document, Note, Pair, Piece, Stamp},
    Version, of_12,
};
use crate::{locale::Locale, memory::State, text::Span};

/// How deep elements may stand in each other.
const DEEPEST: usize = 128;

/// The most sentences one file may hold.
const MOST: usize = 200_000;

/// Why a file cannot be read: where, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct ReadError {
    /// The byte of the text.
    pub at: usize,
    /// What is wrong, and the way out.
    pub why: String,
}

/// An element that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Open {
    Source,
    Target,
    /// `g`, `pc`, `mrk`: closed with its piece.
    Inline(Option<Piece>),
    /// Native code and everything else whose text is no sentence.
    Native,
    Unit,
    Note(String),
    Term,
    Other,
}

#[derive(Default)]
struct Draft {
    id: String,
    stamp: Option<Stamp>,
    source: Vec<Piece>,
    target: Option<Vec<Piece>>,
    state: Option<State>,
    /// The states of its segments, in 2.x.
    states: Vec<Option<State>>,
    approved: bool,
    translator: Option<String>,
    notes: Vec<Note>,
    start: usize,
    sourced: bool,
}

struct Reader {
    version: Option<Version>,
    stack: Vec<Open>,
    document: Document,
    draft: Option<Draft>,
    phases: Vec<(String, String)>,
    text: String,
    /// Elements that hold candidates, terms or history, not the sentence.
    aside: usize,
}

/// Reads a file. No entity is resolved but XML's own five, nothing outside the file is read, and a file with a
/// document type of its own is refused. A unit that a tool split is one pair again.
///
/// # Errors
/// When it is no XLIFF of a known version, is cut off, is for a language Anban does not know, or says anything that
/// no honest tool writes.
pub fn read(text: &str) -> Result<(Document, Version), ReadError> {
    let mut xml = Xml::from_str(text);
    let mut reader = Reader {
        version: None,
        stack: Vec::new(),
        document: Document::default(),
        draft: None,
        phases: Vec::new(),
        text: String::new(),
        aside: 0,
    };
    loop {
        let at = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
        let event = xml.read_event().map_err(|error| ReadError {
            at: usize::try_from(xml.error_position()).unwrap_or(at).max(at),
            why: format!("this is no XML: {error}"),
        })?;
        match event {
            Event::Start(tag) => reader.start(&tag, at)?,
            Event::Empty(tag) => {
                reader.start(&tag, at)?;
                reader.end(at)?;
            }
            Event::End(_) => {
                let end = usize::try_from(xml.buffer_position()).unwrap_or(at);
                reader.end(end)?;
            }
            Event::Text(piece) => reader.push(&piece.xml10_content()),
            Event::CData(piece) => reader.push(&piece.xml10_content()),
            Event::GeneralRef(name) => match quick_xml::escape::unescape(&format!("&{};", &*name)) {
                Ok(text) if !text.contains('\0') => reader.push(&text),
                _ => return fail(at, format!("&{};: no entity but XML's own five is known", &*name)),
            },
            Event::DocType(_) => {
                return fail(
                    at,
                    "the file has a document type of its own, which is never read; export it again without",
                );
            }
            Event::Eof => break,
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
        }
    }
    if !reader.stack.is_empty() {
        return fail(text.len(), "the file ends in the middle; ask for it again");
    }
    match reader.version {
        Some(version) => Ok((reader.document, version)),
        None => fail(0, "this is no XLIFF: there is no <xliff> in it"),
    }
}

fn fail<T>(at: usize, why: impl Into<String>) -> Result<T, ReadError> {
    Err(ReadError { at, why: why.into() })
}

/// The value of the attribute whose local name is `name`.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().with_checks(false).filter_map(Result::ok).find_map(|attribute| {
        let key: &str = attribute.key.local_name().into_inner();
        (key == name).then(|| quick_xml::escape::unescape(&attribute.value).map(std::borrow::Cow::into_owned).ok())?
    })
}

impl Reader {
    fn start(&mut self, tag: &BytesStart<'_>, at: usize) -> Result<(), ReadError> {
        if self.stack.len() >= DEEPEST {
            return fail(at, format!("elements stand in each other more than {DEEPEST} deep"));
        }
        let local: &str = tag.local_name().into_inner();
        let local = local.to_owned();
        if self.stack.is_empty() {
            return self.root(&local, tag, at);
        }
        let inside = self.stack.iter().any(|open| matches!(open, Open::Source | Open::Target));
        let native = self.stack.contains(&Open::Native);
        let open = if self.aside > 0 || is_aside(&local) {
            self.aside += 1;
            Open::Term
        } else if native {
            Open::Native
        } else if inside {
            self.inline(&local, tag)
        } else {
            self.block(&local, tag, at)?
        };
        self.stack.push(open);
        Ok(())
    }

    fn root(&mut self, local: &str, tag: &BytesStart<'_>, at: usize) -> Result<(), ReadError> {
        if local != "xliff" {
            return fail(at, format!("this is no XLIFF: it begins with <{local}>"));
        }
        let version = attribute(tag, "version").unwrap_or_default();
        self.version = Some(match version.as_str() {
            "1.2" | "1.1" | "1.0" => Version::V12,
            "2.0" | "2.1" | "2.2" => Version::V21,
            other => return fail(at, format!("XLIFF {other:?} is not known; 1.2 and 2.1 are")),
        });
        self.language(attribute(tag, "trgLang"), at)?;
        self.stack.push(Open::Other);
        Ok(())
    }

    fn language(&mut self, tag: Option<String>, at: usize) -> Result<(), ReadError> {
        let Some(tag) = tag else { return Ok(()) };
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let locale = Locale::ALL.into_iter().find(|locale| locale.tag() == primary && *locale != Locale::Vi);
        match (locale, self.document.locale) {
            (None, _) => fail(at, format!("the file is for {tag:?}; Anban knows en, ja and ko")),
            (Some(locale), Some(known)) if known != locale => {
                fail(at, format!("the file is for {known} and {locale}; give each language a file of its own"))
            }
            (Some(locale), _) => {
                self.document.locale = Some(locale);
                Ok(())
            }
        }
    }

    /// An element outside the sentences.
    fn block(&mut self, local: &str, tag: &BytesStart<'_>, at: usize) -> Result<Open, ReadError> {
        Ok(match local {
            "file" => {
                self.language(attribute(tag, "target-language"), at)?;
                if let Some(original) = attribute(tag, "original").filter(|_| self.document.original.is_empty()) {
                    self.document.original = original;
                }
                Open::Other
            }
            "phase" => {
                if let (Some(name), Some(contact)) = (attribute(tag, "phase-name"), attribute(tag, "contact-name")) {
                    if self.document.translator.is_none() {
                        self.document.translator = Some(contact.clone());
                    }
                    self.phases.push((name, contact));
                }
                Open::Other
            }
            "trans-unit" | "unit" => {
                if self.draft.is_some() {
                    return fail(at, "a unit stands inside another unit");
                }
                if self.document.pairs.len() >= MOST {
                    return fail(at, format!("the file has more than {MOST} units"));
                }
                let id = attribute(tag, "id").unwrap_or_default();
                let name = attribute(tag, if local == "unit" { "name" } else { "resname" });
                self.draft = Some(Draft {
                    id: if local == "unit" { id.strip_prefix('u').unwrap_or(&id).to_owned() } else { id },
                    stamp: name.and_then(|name| name.parse().ok()),
                    approved: attribute(tag, "approved").as_deref() == Some("yes"),
                    start: at,
                    ..Draft::default()
                });
                Open::Unit
            }
            "segment" => {
                if let Some(draft) = &mut self.draft {
                    let state = attribute(tag, "state").unwrap_or_else(|| "initial".to_owned());
                    draft.states.push(State::named(&state));
                }
                Open::Other
            }
            "source" if self.draft.is_some() => {
                if let Some(draft) = &mut self.draft {
                    draft.sourced = true;
                }
                Open::Source
            }
            "target" if self.draft.is_some() => {
                let by = attribute(tag, "phase-name")
                    .and_then(|phase| self.phases.iter().find(|(name, _)| *name == phase))
                    .map(|(_, contact)| contact.clone());
                if let Some(draft) = &mut self.draft {
                    draft.target.get_or_insert_default();
                    draft.translator = draft.translator.take().or(by);
                    draft.state = of_12(attribute(tag, "state").as_deref(), draft.approved);
                }
                Open::Target
            }
            "note" => {
                self.text.clear();
                Open::Note(attribute(tag, "from").or_else(|| attribute(tag, "category")).unwrap_or_default())
            }
            "data" => Open::Native,
            _ => Open::Other,
        })
    }

    /// An element inside a sentence.
    fn inline(&mut self, local: &str, tag: &BytesStart<'_>) -> Open {
        let id = || attribute(tag, "id").unwrap_or_default();
        let number = |text: &str| text.parse::<usize>().ok().filter(|number| *number > 0);
        let code = |of: fn(usize) -> Piece, id: &str| match number(id) {
            Some(number) => of(number),
            None => Piece::Foreign(format!("<{local} id=\"{}\">", id.chars().take(40).collect::<String>())),
        };
        match local {
            "g" | "pc" => {
                let begin = code(Piece::Open, &id());
                let end = code(Piece::Close, &id());
                self.piece(begin);
                return Open::Inline(Some(end));
            }
            "mrk" => return Open::Inline(None),
            "sm" | "em" => {}
            "cp" => {
                let c =
                    attribute(tag, "hex").and_then(|hex| u32::from_str_radix(&hex, 16).ok()).and_then(char::from_u32);
                match c {
                    Some(c) => self.push_char(c),
                    None => self.piece(Piece::Foreign("<cp>".to_owned())),
                }
            }
            "x" if id().starts_with("cp-") => {
                match u32::from_str_radix(id().trim_start_matches("cp-"), 16).ok().and_then(char::from_u32) {
                    Some(c) => self.push_char(c),
                    None => self.piece(Piece::Foreign("<x>".to_owned())),
                }
            }
            "x" | "ph" | "it" => self.piece(code(Piece::Alone, &id())),
            "bx" | "bpt" | "sc" => self.piece(code(Piece::Open, &id())),
            "ex" | "ept" => self.piece(code(Piece::Close, &attribute(tag, "rid").unwrap_or_else(id))),
            "ec" => self.piece(code(Piece::Close, &attribute(tag, "startRef").unwrap_or_else(id))),
            other => self.piece(Piece::Foreign(format!("<{other}>"))),
        }
        Open::Native
    }

    fn end(&mut self, at: usize) -> Result<(), ReadError> {
        match self.stack.pop() {
            Some(Open::Inline(Some(piece))) => self.piece(piece),
            Some(Open::Term) => self.aside -= 1,
            Some(Open::Note(category)) => self.note(category),
            Some(Open::Unit) => self.unit(at)?,
            _ => {}
        }
        Ok(())
    }

    fn note(&mut self, category: String) {
        let text = std::mem::take(&mut self.text);
        match (&mut self.draft, category.as_str()) {
            (Some(draft), "translator") => draft.translator = Some(text.trim().to_owned()),
            (None, "translator") => self.document.translator = Some(text.trim().to_owned()),
            // The glossary's words are ours; they are not read back.
            (_, "term") | (None, _) => {}
            (Some(draft), _) => draft.notes.push(Note { category, text }),
        }
    }

    fn unit(&mut self, at: usize) -> Result<(), ReadError> {
        let Some(draft) = self.draft.take() else { return Ok(()) };
        if !draft.sourced {
            return fail(draft.start, "a unit has no <source>");
        }
        let state = match self.version {
            Some(Version::V21) => draft.states.iter().copied().flatten().min(),
            _ => draft.state,
        };
        // A target that is the source again, in the first state, is what tools put where nobody translated.
        let untouched = match state {
            None => true,
            Some(state) => state == State::Initial && self.version == Some(Version::V21),
        };
        let target = draft.target.filter(|target| !(target.is_empty() || (untouched && *target == draft.source)));
        let state = target.as_ref().map(|_| state.unwrap_or(State::Translated));
        self.document.pairs.push(Pair {
            id: draft.id,
            stamp: draft.stamp,
            source: draft.source,
            target,
            state,
            translator: draft.translator,
            notes: draft.notes,
            ..Pair::at(Span::new(draft.start, at))
        });
        Ok(())
    }

    /// Where a piece belongs now.
    fn into(&mut self) -> Option<&mut Vec<Piece>> {
        if self.aside > 0 || self.stack.contains(&Open::Native) {
            return None;
        }
        let place = self.stack.iter().rev().find(|open| matches!(open, Open::Source | Open::Target))?;
        let draft = self.draft.as_mut()?;
        if *place == Open::Source { Some(&mut draft.source) } else { draft.target.as_mut() }
    }

    fn piece(&mut self, piece: Piece) {
        if let Some(pieces) = self.into() {
            pieces.push(piece);
        }
    }

    fn push_char(&mut self, c: char) {
        self.push(c.encode_utf8(&mut [0; 4]));
    }

    fn push(&mut self, text: &str) {
        if matches!(self.stack.last(), Some(Open::Note(_))) {
            return self.text.push_str(text);
        }
        let Some(pieces) = self.into() else { return };
        match pieces.last_mut() {
            Some(Piece::Text(last)) => last.push_str(text),
            _ if text.is_empty() => {}
            _ => pieces.push(Piece::Text(text.to_owned())),
        }
    }
}

/// Elements whose sources and targets are not the unit's own.
fn is_aside(local: &str) -> bool {
    matches!(local, "alt-trans" | "seg-source" | "matches" | "glossary" | "changeTrack" | "bin-unit" | "metadata")
}
