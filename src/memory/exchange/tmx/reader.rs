//! Reads TMX as a stream of units.

use std::io::Read;

use quick_xml::{
    Reader as Xml,
    events::{BytesStart, Event},
};

use super::{
    super::{Loss, Losses, Place, ReadError, Translation, Unit, source::Source},
    properties::{self, Stamp},
    segment::{self, Building, Built, Shape},
};
use crate::locale::Locale;

/// How deep elements may stand in each other; TMX itself needs 8 (`sub` may hold codes again).
const DEEPEST: usize = 64;

/// The units of a TMX file, one after the other. No entity is ever resolved but XML's own five, and nothing outside
/// the file is read.
pub struct Reader<R> {
    xml: Xml<Source<R>>,
    buffer: Vec<u8>,
    stack: Vec<Element>,
    unit: Option<Draft>,
    text: String,
    losses: Losses,
    /// Whether the root element was met.
    begun: bool,
    done: bool,
    /// Numbers for pairs of `hi`.
    highlights: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Element {
    Root,
    Tu,
    Tuv,
    Seg,
    /// `bpt`, `ept`, `ph`, `it`, `ut`.
    Code,
    /// `hi`, with what joins its two codes.
    Highlight(String),
    Sub,
    Property(String),
    Note,
    /// `header`, `body` and what is passed over.
    Other,
}

/// A `tu` being read.
#[derive(Default)]
struct Draft {
    place: Option<Place>,
    stamp: Stamp,
    variants: Vec<Variant>,
    bad: bool,
}

/// A `tuv` being read.
#[derive(Default)]
struct Variant {
    language: String,
    stamp: Stamp,
    segment: Building,
}

impl<R: Read> Reader<R> {
    /// Begins to read.
    ///
    /// # Errors
    /// When the first bytes cannot be read.
    pub fn new(input: R) -> Result<Self, ReadError> {
        let source = Source::new(input)
            .map_err(|error| ReadError { place: Place { line: 1, column: 1 }, why: error.to_string() })?;
        Ok(Self {
            xml: Xml::from_reader(source),
            buffer: Vec::new(),
            stack: Vec::new(),
            unit: None,
            text: String::new(),
            losses: Losses::default(),
            begun: false,
            done: false,
            highlights: 0,
        })
    }

    /// What could not be taken over so far.
    #[must_use]
    pub const fn losses(&self) -> &Losses {
        &self.losses
    }

    fn place(&self, offset: u64) -> Place {
        self.xml.get_ref().place(offset)
    }

    fn fail<T>(&self, offset: u64, why: impl Into<String>) -> Result<T, ReadError> {
        Err(ReadError { place: self.place(offset), why: why.into() })
    }

    fn advance(&mut self) -> Result<Option<Unit>, ReadError> {
        let mut buffer = std::mem::take(&mut self.buffer);
        let result = loop {
            buffer.clear();
            let at = self.xml.buffer_position();
            if self.unit.is_none() {
                self.xml.get_mut().mark(at);
            }
            let event = match self.xml.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(quick_xml::Error::Io(error)) => break self.fail(at, error.to_string()),
                Err(error) => break self.fail(self.xml.error_position().max(at), format!("this is no XML: {error}")),
            };
            match self.event(&event, at) {
                Ok(Step::Go) => {}
                Ok(Step::Unit(unit)) => break Ok(Some(unit)),
                Ok(Step::End) => break Ok(None),
                Err(error) => break Err(error),
            }
        };
        self.buffer = buffer;
        result
    }

    fn event(&mut self, event: &Event<'_>, at: u64) -> Result<Step, ReadError> {
        match event {
            Event::Start(tag) => self.start(tag, at)?,
            Event::Empty(tag) => {
                self.start(tag, at)?;
                return Ok(self.end(at));
            }
            Event::End(_) => return Ok(self.end(at)),
            Event::Text(text) => self.push(&text.xml10_content()),
            Event::CData(text) => self.push(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let written = format!("&{};", &**name);
                match quick_xml::escape::unescape(&written) {
                    Ok(text) if !text.contains('\0') => self.push(&text),
                    _ => self.bad_reference(at),
                }
            }
            Event::DocType(doctype) => {
                if doctype.contains('[') && doctype.to_ascii_uppercase().contains("<!ENTITY") {
                    return self.fail(
                        at,
                        "the file declares entities of its own, which Anban never resolves; export it again without",
                    );
                }
            }
            Event::Eof => {
                if !self.stack.is_empty() {
                    return self.fail(at, "the file ends in the middle; what stood before was read");
                }
                if !self.begun {
                    return self.fail(at, "this is no TMX: there is no <tmx> in it");
                }
                return Ok(Step::End);
            }
            Event::Decl(_) if at > 0 => {
                return self.fail(at, "a second XML declaration; the file holds more than one file");
            }
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
        }
        Ok(Step::Go)
    }

    fn bad_reference(&mut self, at: u64) {
        if let Some(unit) = &mut self.unit {
            unit.bad = true;
        } else {
            let place = self.place(at);
            self.losses.add(Loss::BadReference, place);
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, at: u64) -> Result<(), ReadError> {
        if self.stack.len() >= DEEPEST {
            return self.fail(at, format!("elements stand in each other more than {DEEPEST} deep"));
        }
        let local = tag.local_name();
        let element = match (self.stack.last(), local.as_ref()) {
            (None, "tmx") if !self.begun => {
                self.begun = true;
                Element::Root
            }
            (None, name) => return self.fail(at, format!("this is no TMX: its root element is <{name}>")),
            (_, "tu") if self.unit.is_none() => {
                self.unit = Some(Draft { place: Some(self.place(at)), ..Draft::default() });
                self.attributes(tag, |draft, name, value| match (name, &mut draft.unit) {
                    ("changeid", Some(unit)) => unit.stamp.by = Some(value),
                    ("creationid", Some(unit)) => unit.stamp.by = unit.stamp.by.take().or(Some(value)),
                    _ => {}
                });
                Element::Tu
            }
            (Some(Element::Tu), "tuv") => {
                let mut variant = Variant::default();
                let mut old = None;
                self.attributes(tag, |_, name, value| match name {
                    "xml:lang" => variant.language = value,
                    "lang" => old = Some(value),
                    "changeid" => variant.stamp.by = Some(value),
                    "creationid" => variant.stamp.by = variant.stamp.by.take().or(Some(value)),
                    _ => {}
                });
                if let Some(old) = old.filter(|_| variant.language.is_empty()) {
                    variant.language = old;
                }
                self.unit.get_or_insert_default().variants.push(variant);
                Element::Tuv
            }
            (Some(Element::Tuv), "seg") => Element::Seg,
            (Some(Element::Tu | Element::Tuv), "prop") => {
                let mut kind = String::new();
                self.attributes(tag, |_, name, value| {
                    if name == "type" {
                        kind = value;
                    }
                });
                self.text.clear();
                Element::Property(kind)
            }
            (_, "note") => {
                if matches!(self.stack.last(), Some(Element::Tu | Element::Tuv)) {
                    let place = self.place(at);
                    self.losses.add(Loss::Note, place);
                }
                Element::Note
            }
            (Some(Element::Seg | Element::Highlight(_)), name @ ("bpt" | "ept" | "ph" | "it" | "ut")) => {
                let (mut pair, mut number) = (None, None);
                self.attributes(tag, |_, name, value| match name {
                    "i" => pair = Some(value),
                    "x" => number = value.trim().parse().ok(),
                    _ => {}
                });
                let shape = match name {
                    "bpt" => Shape::Begin,
                    "ept" => Shape::End,
                    _ => Shape::Alone,
                };
                self.with_segment(|segment| segment.code(shape, pair, number));
                Element::Code
            }
            (Some(Element::Seg | Element::Highlight(_)), "hi") => {
                self.highlights += 1;
                let pair = format!("hi {}", self.highlights);
                let raw = format!("<{}>", &**tag);
                self.with_segment(|segment| {
                    segment.code(Shape::Begin, Some(pair.clone()), None);
                    segment.raw(&raw);
                });
                Element::Highlight(pair)
            }
            (Some(Element::Code), "sub") => {
                let place = self.place(at);
                self.losses.add(Loss::SubFlow, place);
                Element::Sub
            }
            (Some(Element::Sub), _) => Element::Sub,
            (Some(Element::Root), _) => Element::Other,
            (Some(Element::Other), _) => Element::Other,
            _ => {
                let place = self.place(at);
                self.losses.add(Loss::UnknownElement, place);
                Element::Other
            }
        };
        self.stack.push(element);
        Ok(())
    }

    /// Hands the attributes of `tag` to `take`; one whose value holds a bad reference spoils its unit.
    fn attributes(&mut self, tag: &BytesStart<'_>, mut take: impl FnMut(&mut Self, &str, String)) {
        for attribute in tag.attributes().with_checks(false) {
            let Ok(attribute) = attribute else {
                self.bad_reference(self.xml.buffer_position());
                continue;
            };
            match quick_xml::escape::unescape(&attribute.value) {
                Ok(value) => take(self, attribute.key.as_ref(), value.into_owned()),
                Err(_) => self.bad_reference(self.xml.buffer_position()),
            }
        }
    }

    fn with_segment(&mut self, change: impl FnOnce(&mut Building)) {
        if let Some(variant) = self.unit.as_mut().and_then(|unit| unit.variants.last_mut()) {
            change(&mut variant.segment);
        }
    }

    fn push(&mut self, text: &str) {
        match self.stack.last() {
            Some(Element::Seg | Element::Highlight(_)) => self.with_segment(|segment| segment.text(text)),
            Some(Element::Code | Element::Sub) => self.with_segment(|segment| segment.raw(text)),
            Some(Element::Property(_)) => self.text.push_str(text),
            _ => {}
        }
    }

    fn end(&mut self, at: u64) -> Step {
        match self.stack.pop() {
            Some(Element::Highlight(pair)) => self.with_segment(|segment| {
                segment.code(Shape::End, Some(pair), None);
                segment.raw("</hi>");
            }),
            Some(Element::Property(kind)) => {
                let property = (kind, std::mem::take(&mut self.text));
                let is_unit = self.stack.last() == Some(&Element::Tu);
                if let Some(unit) = &mut self.unit {
                    let stamp = match unit.variants.last_mut().filter(|_| !is_unit) {
                        Some(variant) => &mut variant.stamp,
                        None => &mut unit.stamp,
                    };
                    stamp.properties.push(property);
                }
            }
            Some(Element::Tu) => {
                if let Some(unit) = self.unit.take().and_then(|draft| self.finish(draft, at)) {
                    return Step::Unit(unit);
                }
            }
            _ => {}
        }
        Step::Go
    }

    fn finish(&mut self, draft: Draft, at: u64) -> Option<Unit> {
        let place = draft.place.unwrap_or_else(|| self.place(at));
        let Self { losses, .. } = self;
        if draft.bad {
            losses.add(Loss::BadReference, place);
            return None;
        }
        properties::count(&draft.stamp, place, losses);
        let context = properties::context(&draft.stamp, place, losses);
        let mut source: Option<Built> = None;
        let mut targets = Vec::new();
        for variant in draft.variants {
            let Ok(locale) = variant.language.trim().parse::<Locale>() else {
                losses.add(Loss::OtherLanguage, place);
                continue;
            };
            properties::count(&variant.stamp, place, losses);
            let built = variant.segment.finish();
            (0..built.unpaired).for_each(|_| losses.add(Loss::Unpaired, place));
            if built.full {
                losses.add(Loss::TooManyCodes, place);
                continue;
            }
            match locale {
                Locale::Vi if source.is_some() => losses.add(Loss::Rival, place),
                Locale::Vi => source = Some(built),
                _ => targets.push((locale, variant.stamp, built)),
            }
        }
        let Some(source) = source else {
            losses.add(Loss::NoSource, place);
            return None;
        };
        if targets.is_empty() {
            losses.add(Loss::NoTarget, place);
            return None;
        }
        let mut translations = Vec::with_capacity(targets.len());
        for (locale, stamp, built) in targets {
            let numbered = built.numbered && source.numbered;
            let target = if numbered { built.content } else { segment::matched(&source.content, built.content) };
            let mut translation = Translation::bare(locale, target);
            properties::describe(&mut translation, &draft.stamp, &stamp, place, losses);
            translations.push(translation);
        }
        Some(Unit { place, source: source.content, context, translations })
    }
}

enum Step {
    Go,
    Unit(Unit),
    End,
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Unit, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let item = self.advance().transpose();
        self.done = !matches!(item, Some(Ok(_)));
        item
    }
}
