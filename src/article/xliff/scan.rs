//! The units of an XLIFF file by their places.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::{locale::Locale, text::Span};

/// How deep elements may stand in each other.
const DEEPEST: usize = 128;

/// Where something is wrong, and what.
pub(super) type Wrong = (usize, String);

/// An element with text: the whole of it, its start tag, and what is inside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub whole: Span,
    pub tag: Span,
    pub inner: Span,
}

/// A `trans-unit` of XLIFF 1, a `segment` of XLIFF 2.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub source: Option<Field>,
    /// The source as a tool has cut it into sentences (`seg-source`).
    pub cut: Option<Field>,
    pub target: Option<Field>,
    /// The start tag of a `segment`, which holds the state in XLIFF 2.
    pub tag: Option<Span>,
    state: Option<String>,
    closed: bool,
}

impl Draft {
    /// Whether it is to be translated: nobody has, or a target is there only because a tool wants one.
    pub(super) fn is_open(&self, text: &str) -> bool {
        let Some(source) = self.source else { return false };
        let Some(target) = self.target else { return !self.closed };
        let written = target.inner.of(text).trim();
        let same = |field: Option<Field>| field.is_some_and(|field| field.inner.of(text).trim() == written);
        let untouched = written.is_empty() || same(Some(source)) || same(self.cut);
        !self.closed
            && match self.state.as_deref() {
                Some("new" | "initial" | "needs-translation") => true,
                None => untouched,
                Some(_) => written.is_empty(),
            }
    }
}

/// An element that is open.
struct Open {
    name: String,
    /// Whether what stands in it is to be translated.
    translate: bool,
    tag: Span,
}

/// What a file holds.
pub(super) struct Scan {
    pub drafts: Vec<Draft>,
    /// The language it is to be translated into.
    pub locale: Option<Locale>,
    /// Where an attribute for that language is put in, and its name.
    pub without_target: Vec<(usize, &'static str)>,
}

impl Scan {
    /// Reads the file. No entity is resolved but XML's own five, and a file with a document type of its own is
    /// refused.
    pub(super) fn of(text: &str) -> Result<Self, Wrong> {
        let mut xml = Reader::from_str(text);
        let mut walk = Walk {
            scan: Self { drafts: Vec::new(), locale: None, without_target: Vec::new() },
            stack: Vec::new(),
            draft: None,
            two: false,
            known: false,
        };
        loop {
            let at = offset(&xml);
            let event = xml.read_event().map_err(|error| {
                (usize::try_from(xml.error_position()).unwrap_or(at).max(at), format!("this is no XML: {error}"))
            })?;
            let span = Span::new(at, offset(&xml));
            match event {
                Event::Start(tag) => walk.start(&tag, span)?,
                Event::Empty(tag) => {
                    walk.start(&tag, span)?;
                    walk.end(Span::new(span.end, span.end));
                }
                Event::End(_) => walk.end(span),
                Event::GeneralRef(name) => check_entity(&name, at)?,
                Event::DocType(_) => {
                    let why = "the file has a document type of its own, which is never read; export it again without";
                    return Err((at, why.to_owned()));
                }
                Event::Eof if walk.stack.is_empty() && walk.known => return Ok(walk.scan),
                Event::Eof if walk.known => return Err((at, "the file ends in the middle".to_owned())),
                Event::Eof => return Err((0, "this is no XLIFF: there is no <xliff> in it".to_owned())),
                Event::Decl(_) if at > 0 => return Err((at, "a second XML declaration stands here".to_owned())),
                Event::Decl(declaration) => {
                    let label = declaration.encoding().and_then(Result::ok);
                    let known = |label: &str| encoding_rs::Encoding::for_label(label.as_bytes()).is_some();
                    if let Some(label) = label.filter(|label| !known(label)) {
                        return Err((at, format!("the encoding {label:?} is not known; save the file as UTF-8")));
                    }
                }
                Event::Text(_) | Event::CData(_) | Event::Comment(_) | Event::PI(_) => {}
            }
        }
    }
}

/// Refuses what is no character of XML.
fn check_entity(name: &str, at: usize) -> Result<(), Wrong> {
    match quick_xml::escape::unescape(&format!("&{name};")) {
        Ok(_) => Ok(()),
        Err(_) => Err((at, format!("&{name};: no entity but XML's own five is known"))),
    }
}

pub(super) fn offset(xml: &Reader<&[u8]>) -> usize {
    usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX)
}

/// The value of the attribute whose local name is `name`.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().with_checks(false).filter_map(Result::ok).find_map(|attribute| {
        let key: &str = attribute.key.local_name().into_inner();
        (key == name).then(|| quick_xml::escape::unescape(&attribute.value).map(std::borrow::Cow::into_owned).ok())?
    })
}

struct Walk {
    scan: Scan,
    stack: Vec<Open>,
    draft: Option<(usize, Draft)>,
    /// Whether it is XLIFF 2.
    two: bool,
    known: bool,
}

impl Walk {
    fn start(&mut self, tag: &BytesStart<'_>, span: Span) -> Result<(), Wrong> {
        if self.stack.len() >= DEEPEST {
            return Err((span.start, format!("elements stand in each other more than {DEEPEST} deep")));
        }
        let name = tag.local_name().into_inner().to_owned();
        let mut translate = self.stack.last().is_none_or(|open| open.translate);
        match attribute(tag, "translate").as_deref() {
            Some("no") => translate = false,
            Some("yes") => translate = true,
            _ => {}
        }
        if self.stack.is_empty() {
            self.root(&name, tag, span)?;
        } else {
            let unit = if self.two { "segment" } else { "trans-unit" };
            match name.as_str() {
                "file" if !self.two => {
                    self.source_language(attribute(tag, "source-language"), span.start)?;
                    self.language(attribute(tag, "target-language"), "target-language", tag, span)?;
                }
                name if name == unit && self.draft.is_none() => {
                    let mut draft = Draft { closed: !translate, ..Draft::default() };
                    if self.two {
                        draft.tag = Some(span);
                        draft.state = attribute(tag, "state");
                    } else {
                        draft.closed |= attribute(tag, "approved").as_deref() == Some("yes");
                    }
                    self.draft = Some((self.stack.len(), draft));
                }
                name if name == unit => return Err((span.start, format!("a <{unit}> stands inside another"))),
                "target" if !self.two && self.is_own() => {
                    if let Some((_, draft)) = &mut self.draft {
                        draft.state = attribute(tag, "state");
                    }
                }
                _ => {}
            }
        }
        self.stack.push(Open { name, translate, tag: span });
        Ok(())
    }

    /// Whether what begins now is the unit's own.
    fn is_own(&self) -> bool {
        self.draft.as_ref().is_some_and(|(depth, _)| self.stack.len() == depth + 1)
    }

    fn root(&mut self, name: &str, tag: &BytesStart<'_>, span: Span) -> Result<(), Wrong> {
        if self.known || name != "xliff" {
            return Err((span.start, format!("this is no XLIFF: here stands <{name}>")));
        }
        self.known = true;
        let version = attribute(tag, "version").unwrap_or_default();
        self.two = match version.as_str() {
            "1.2" | "1.1" | "1.0" => false,
            "2.0" | "2.1" | "2.2" => true,
            other => return Err((span.start, format!("XLIFF {other:?} is not known; 1.2 and 2.1 are"))),
        };
        if self.two {
            self.source_language(attribute(tag, "srcLang"), span.start)?;
            self.language(attribute(tag, "trgLang"), "trgLang", tag, span)?;
        }
        Ok(())
    }

    fn source_language(&self, tag: Option<String>, at: usize) -> Result<(), Wrong> {
        match tag {
            Some(tag) if primary(&tag) != Locale::Vi.tag() => {
                Err((at, format!("the file's source is in {tag:?}; Anban translates from vi")))
            }
            _ => Ok(()),
        }
    }

    fn language(
        &mut self,
        value: Option<String>,
        name: &'static str,
        tag: &BytesStart<'_>,
        span: Span,
    ) -> Result<(), Wrong> {
        let Some(value) = value else {
            self.scan.without_target.push((span.start + 1 + tag.name().into_inner().len(), name));
            return Ok(());
        };
        let wanted = primary(&value);
        let locale = Locale::ALL.into_iter().find(|locale| locale.tag() == wanted && *locale != Locale::Vi);
        match (locale, self.scan.locale) {
            (None, _) => Err((span.start, format!("the file is for {value:?}; Anban knows en, ja and ko"))),
            (Some(locale), Some(known)) if known != locale => Err((
                span.start,
                format!("the file is for {known} and {locale}; give each language a file of its own"),
            )),
            (Some(locale), _) => {
                self.scan.locale = Some(locale);
                Ok(())
            }
        }
    }

    fn end(&mut self, tag: Span) {
        let Some(open) = self.stack.pop() else { return };
        let own = self.is_own();
        let Some((depth, draft)) = &mut self.draft else { return };
        if *depth == self.stack.len() {
            self.scan.drafts.extend(self.draft.take().map(|(_, draft)| draft));
            return;
        }
        if !own {
            return;
        }
        let field = Field {
            whole: Span::new(open.tag.start, tag.end),
            tag: open.tag,
            inner: Span::new(open.tag.end, tag.start.max(open.tag.end)),
        };
        match open.name.as_str() {
            "source" => draft.source = draft.source.or(Some(field)),
            "seg-source" if !self.two => draft.cut = draft.cut.or(Some(field)),
            "target" => draft.target = draft.target.or(Some(field)),
            _ => {}
        }
    }
}

fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}
