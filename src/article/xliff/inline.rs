//! The text of a source with its inline elements as codes.

use std::{
    borrow::Cow,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::scan::{Wrong, attribute, offset};
use crate::{
    article::{
        Content,
        run::{Outcome, Run},
    },
    text::Span,
};

/// An element's kind: one that holds text, or one half of a pair by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Element,
    Half(u64),
}

/// Reads what stands under `inner`: the span and the text between the outermost codes, or nothing where there is
/// nothing to translate.
pub(super) fn read(text: &str, inner: Span) -> Result<Option<(Span, Content)>, Wrong> {
    let mut xml = Reader::from_str(inner.of(text));
    // The element itself is not in the slice.
    xml.config_mut().allow_unmatched_ends = true;
    let mut run: Run<'_, Kind> = Run::default();
    // An element that is one code with all that is in it: its name, how many of that name are open, where it began.
    let mut whole: Option<(String, usize, usize)> = None;
    loop {
        let at = inner.start + offset(&xml);
        let event = xml.read_event().map_err(|error| (at, format!("this is no XML: {error}")))?;
        let span = Span::new(at, inner.start + offset(&xml));
        if let Some((name, depth, start)) = &mut whole {
            match &event {
                Event::Start(tag) if tag.local_name().into_inner() == name => *depth += 1,
                Event::End(tag) if tag.local_name().into_inner() == name && *depth > 0 => *depth -= 1,
                Event::End(tag) if tag.local_name().into_inner() == name => {
                    let code = Span::new(*start, span.end);
                    let tag = opening(code.of(text));
                    half(&mut run, name, tag.as_ref(), code);
                    whole = None;
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
            continue;
        }
        match event {
            Event::Text(piece) => run.text(span, Cow::Owned(piece.xml10_content().into_owned())),
            Event::CData(piece) => run.text(span, Cow::Owned(piece.xml10_content().into_owned())),
            Event::GeneralRef(name) => {
                let spelled = format!("&{};", &*name);
                run.text(span, Cow::Owned(quick_xml::escape::unescape(&spelled).unwrap_or_default().into_owned()));
            }
            Event::Start(tag) => match tag.local_name().into_inner() {
                "g" | "pc" => run.open(span, Kind::Element),
                "mrk" if !is_kept(&tag) => run.open(span, Kind::Element),
                name => whole = Some((name.to_owned(), 0, span.start)),
            },
            Event::End(_) => run.close(span, Kind::Element),
            Event::Empty(tag) => {
                let name = tag.local_name().into_inner().to_owned();
                half(&mut run, &name, Some(&tag), span);
            }
            Event::Eof => break,
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => run.alone(span, false),
        }
    }
    match run.finish(text, |raw| Cow::Borrowed(raw)) {
        Outcome::Unit(span, content) => Ok(Some((span, content))),
        Outcome::Blank => Ok(None),
        Outcome::TooManyCodes(span) => {
            Err((span.start, "the unit has more inline codes than Anban can hold".to_owned()))
        }
    }
}

/// Whether a `mrk` holds words that stay as they are.
fn is_kept(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "translate").as_deref() == Some("no") || attribute(tag, "mtype").as_deref() == Some("protected")
}

fn opening(code: &str) -> Option<BytesStart<'static>> {
    match Reader::from_str(code).read_event() {
        Ok(Event::Start(tag)) => Some(tag.into_owned()),
        _ => None,
    }
}

/// A code without text of its own: the beginning of a pair, its end, or one that stands alone.
fn half(run: &mut Run<'_, Kind>, name: &str, tag: Option<&BytesStart<'_>>, span: Span) {
    let number = |names: [&str; 2]| {
        let id = names.iter().find_map(|name| attribute(tag?, name)).unwrap_or_default();
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        Kind::Half(hasher.finish())
    };
    match name {
        "bx" | "bpt" => run.open(span, number(["rid", "id"])),
        "ex" | "ept" => run.close(span, number(["rid", "id"])),
        "sc" => run.open(span, number(["id", "id"])),
        "ec" => run.close(span, number(["startRef", "id"])),
        // Words that nobody may change read like words.
        "mrk" => run.alone(span, true),
        _ => run.alone(span, false),
    }
}
