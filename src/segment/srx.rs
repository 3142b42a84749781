//! Reads SRX 2.0 (Segmentation Rules eXchange, LISA 2008): the rules as the file has them, each with its place.

use quick_xml::{
    XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
    name::{Namespace, ResolveResult},
    reader::NsReader,
};

use super::RulesError;
use crate::text::LineIndex;

const NAMESPACE: &str = "http://www.lisa.org/srx20";

/// An SRX file.
#[derive(Debug, Default)]
pub(super) struct Srx {
    /// Whether every matching language map counts, in order, and not only the first.
    pub cascade: bool,
    pub languages: Vec<Language>,
    pub maps: Vec<Map>,
}

/// One `<languagerule>`.
#[derive(Debug)]
pub(super) struct Language {
    pub name: String,
    pub rules: Vec<Rule>,
}

/// One `<rule>`.
#[derive(Debug)]
pub(super) struct Rule {
    pub breaks: bool,
    pub before: Pattern,
    pub after: Pattern,
}

/// One `<languagemap>`.
#[derive(Debug)]
pub(super) struct Map {
    pub pattern: Pattern,
    pub language: String,
}

/// A regular expression as it is written, and the byte offset of its element's content.
#[derive(Clone, Debug, Default)]
pub(super) struct Pattern {
    pub text: String,
    pub offset: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Srx,
    Header,
    FormatHandle,
    Body,
    LanguageRules,
    LanguageRule,
    Rule,
    Before,
    After,
    MapRules,
    LanguageMap,
}

impl Element {
    /// The element called `name` inside `parent`, as the SRX 2.0 schema nests them.
    fn inside(parent: Option<Self>, name: &str) -> Option<Self> {
        Some(match (parent, name) {
            (None, "srx") => Self::Srx,
            (Some(Self::Srx), "header") => Self::Header,
            (Some(Self::Header), "formathandle") => Self::FormatHandle,
            (Some(Self::Srx), "body") => Self::Body,
            (Some(Self::Body), "languagerules") => Self::LanguageRules,
            (Some(Self::LanguageRules), "languagerule") => Self::LanguageRule,
            (Some(Self::LanguageRule), "rule") => Self::Rule,
            (Some(Self::Rule), "beforebreak") => Self::Before,
            (Some(Self::Rule), "afterbreak") => Self::After,
            (Some(Self::Body), "maprules") => Self::MapRules,
            (Some(Self::MapRules), "languagemap") => Self::LanguageMap,
            _ => return None,
        })
    }
}

/// Reads the file `source`. Elements of other namespaces (tools keep their own settings there) are skipped.
pub(super) fn read(source: &str) -> Result<Srx, RulesError> {
    // Columns and offsets are those of the file as it is, so the mark stays in and is only not shown to the parser.
    let skipped = source.len() - source.trim_start_matches('\u{FEFF}').len();
    let mut parser =
        Parser { source, lines: LineIndex::new(source), open: Vec::new(), srx: Srx::default(), seen: false };
    let mut reader = NsReader::from_str(&source[skipped..]);
    loop {
        let start = skipped + offset(reader.buffer_position());
        let event = reader
            .read_event()
            .map_err(|error| parser.xml(skipped + offset(reader.error_position()), &error.to_string()))?;
        let end = skipped + offset(reader.buffer_position());
        match event {
            Event::Start(tag) if is_foreign(&reader, &tag) => {
                reader.read_to_end(tag.name()).map_err(|error| parser.xml(start, &error.to_string()))?;
            }
            Event::Empty(tag) if is_foreign(&reader, &tag) => {}
            Event::Start(tag) => parser.open(&tag, start, end)?,
            Event::Empty(tag) => {
                parser.open(&tag, start, end)?;
                parser.open.pop();
            }
            Event::End(_) => {
                parser.open.pop();
            }
            Event::Text(text) => parser.text(&text.xml10_content(), start)?,
            Event::CData(text) => parser.text(&text.xml10_content(), start)?,
            Event::GeneralRef(name) => {
                let known = name.resolve_char_ref().map_err(|error| parser.xml(start, &error.to_string()))?;
                let text =
                    known.map(String::from).or_else(|| resolve_xml_entity(&name.into_inner()).map(str::to_owned));
                parser.text(&text.ok_or_else(|| parser.xml(start, "unknown entity"))?, start)?;
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if !parser.seen || !parser.open.is_empty() {
        return Err(parser.structure(source.len(), "the file ends before </srx>".to_owned()));
    }
    Ok(parser.srx)
}

fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn is_foreign(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> bool {
    match reader.resolver().resolve_element(tag.name()).0 {
        ResolveResult::Bound(Namespace(name)) => name != NAMESPACE,
        ResolveResult::Unbound => false,
        ResolveResult::Unknown(_) => true,
    }
}

struct Parser<'a> {
    source: &'a str,
    lines: LineIndex,
    open: Vec<Element>,
    srx: Srx,
    seen: bool,
}

impl Parser<'_> {
    fn xml(&self, at: usize, message: &str) -> RulesError {
        RulesError::Xml { at: self.lines.position(self.source, at), message: message.to_owned() }
    }

    fn structure(&self, at: usize, message: String) -> RulesError {
        RulesError::Structure { at: self.lines.position(self.source, at), message }
    }

    fn open(&mut self, tag: &BytesStart<'_>, start: usize, end: usize) -> Result<(), RulesError> {
        let name = tag.local_name().into_inner().to_owned();
        let element = Element::inside(self.open.last().copied(), &name)
            .ok_or_else(|| self.structure(start, format!("<{name}> may not stand here")))?;
        match element {
            Element::Srx => {
                self.seen = true;
                match self.attribute(tag, "version", start)?.as_deref() {
                    Some("2.0") => {}
                    other => {
                        let found = other.unwrap_or("none");
                        return Err(self.structure(start, format!("version must be \"2.0\" and is {found:?}")));
                    }
                }
            }
            Element::Header => self.srx.cascade = self.yes_or_no(tag, "cascade", start, false)?,
            Element::LanguageRule => {
                let name = self.required(tag, "languagerulename", start)?;
                self.srx.languages.push(Language { name, rules: Vec::new() });
            }
            Element::Rule => {
                let breaks = self.yes_or_no(tag, "break", start, true)?;
                let part = Pattern { text: String::new(), offset: start };
                if let Some(language) = self.srx.languages.last_mut() {
                    language.rules.push(Rule { breaks, before: part.clone(), after: part });
                }
            }
            Element::Before | Element::After => {
                if let Some(part) = self.part(element) {
                    part.offset = end;
                }
            }
            Element::LanguageMap => {
                let text = self.required(tag, "languagepattern", start)?;
                let language = self.required(tag, "languagerulename", start)?;
                self.srx.maps.push(Map { pattern: Pattern { text, offset: start }, language });
            }
            Element::FormatHandle | Element::Body | Element::LanguageRules | Element::MapRules => {}
        }
        self.open.push(element);
        Ok(())
    }

    fn part(&mut self, element: Element) -> Option<&mut Pattern> {
        let rule = self.srx.languages.last_mut()?.rules.last_mut()?;
        Some(if element == Element::Before { &mut rule.before } else { &mut rule.after })
    }

    fn text(&mut self, text: &str, start: usize) -> Result<(), RulesError> {
        match self.open.last() {
            Some(&element @ (Element::Before | Element::After)) => {
                if let Some(part) = self.part(element) {
                    part.text.push_str(text);
                }
                Ok(())
            }
            _ if text.chars().all(char::is_whitespace) => Ok(()),
            _ => Err(self.structure(start, "text may stand only in <beforebreak> and <afterbreak>".to_owned())),
        }
    }

    fn attribute(&self, tag: &BytesStart<'_>, name: &str, start: usize) -> Result<Option<String>, RulesError> {
        let attribute = tag.try_get_attribute(name).map_err(|error| self.xml(start, &error.to_string()))?;
        attribute
            .map(|a| a.normalized_value(XmlVersion::Implicit1_0).map(std::borrow::Cow::into_owned))
            .transpose()
            .map_err(|error| self.xml(start, &error.to_string()))
    }

    fn required(&self, tag: &BytesStart<'_>, name: &str, start: usize) -> Result<String, RulesError> {
        self.attribute(tag, name, start)?
            .ok_or_else(|| self.structure(start, format!("<{}> needs the attribute {name}", tag.name().into_inner())))
    }

    fn yes_or_no(&self, tag: &BytesStart<'_>, name: &str, start: usize, default: bool) -> Result<bool, RulesError> {
        match self.attribute(tag, name, start)?.as_deref() {
            None => Ok(default),
            Some("yes") => Ok(true),
            Some("no") => Ok(false),
            Some(other) => Err(self.structure(start, format!("{name} must be \"yes\" or \"no\" and is {other:?}"))),
        }
    }
}
