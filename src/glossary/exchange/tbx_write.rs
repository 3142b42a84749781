//! Writes TBX-Basic: ISO 30042:2019 in both styles, and version 2.

use std::collections::HashSet;

use super::Format;
use crate::{
    glossary::{
        Form, Term,
        load::name_of,
        term::{Kind, PartOfSpeech, Renderings, Status},
    },
    locale::Locale,
};

/// What begins a note that holds a key of our own.
pub(super) const OWN: &str = "anban:";

pub(super) const PREFERRED: &str = "preferredTerm-admn-sts";
pub(super) const ADMITTED: &str = "admittedTerm-admn-sts";
/// For our deprecated renderings: superseded, not wrong.
pub(super) const SUPERSEDED: &str = "supersededTerm-admn-sts";
/// For our forbidden renderings: TBX calls undesired terms deprecated.
pub(super) const DEPRECATED: &str = "deprecatedTerm-admn-sts";

struct Names {
    root: &'static str,
    end: &'static str,
    concept: &'static str,
    language: &'static str,
    term: &'static str,
}

const VERSION_3: Names =
    Names { root: "", end: "</text>\n</tbx>\n", concept: "conceptEntry", language: "langSec", term: "termSec" };

const VERSION_2: Names = Names {
    root: "<martif type=\"TBX-Basic\" xml:lang=\"vi\">\n<martifHeader><fileDesc><sourceDesc><p>Anban glossary</p>\
           </sourceDesc></fileDesc><encodingDesc><p type=\"XCSURI\">TBXBasicXCSV02.xcs</p></encodingDesc>\
           </martifHeader>\n<text>\n",
    end: "</text>\n</martif>\n",
    concept: "termEntry",
    language: "langSet",
    term: "tig",
};

const HEADER_3: &str =
    "<tbxHeader><fileDesc><sourceDesc><p>Anban glossary</p></sourceDesc></fileDesc></tbxHeader>\n<text>\n";

struct Writer {
    out: String,
    names: Names,
    dct: bool,
}

pub(super) fn write(terms: &[Term], format: Format) -> String {
    let dct = format == Format::TbxDct;
    let names = if format == Format::Tbx2 { VERSION_2 } else { VERSION_3 };
    let mut writer = Writer { out: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), names, dct };
    if format == Format::Tbx2 {
        writer.out.push_str(writer.names.root);
    } else {
        let style = if dct {
            "dct\" xmlns:min=\"http://www.tbxinfo.net/ns/min\" xmlns:basic=\"http://www.tbxinfo.net/ns/basic"
        } else {
            "dca"
        };
        writer.out.push_str(&format!(
            "<tbx type=\"TBX-Basic\" style=\"{style}\" xml:lang=\"vi\" xmlns=\"urn:iso:std:iso:30042:ed-2\">\n{HEADER_3}"
        ));
    }
    writer.out.push_str("<body>\n");
    let mut ids = HashSet::new();
    for (number, term) in terms.iter().enumerate() {
        writer.concept(term, number, &mut ids);
    }
    writer.out.push_str("</body>\n");
    writer.out.push_str(writer.names.end);
    writer.out
}

impl Writer {
    fn concept<'t>(&mut self, term: &'t Term, number: usize, ids: &mut HashSet<&'t str>) {
        let usable = is_xml_id(&term.id.text) && ids.insert(&term.id.text);
        let id = if usable { term.id.text.clone() } else { format!("_{number}") };
        self.out.push_str(&format!("<{} id=\"{id}\">\n", self.names.concept));
        if let Some(definition) = &term.definition {
            self.category("descrip", "basic", "definition", definition);
        }
        if let Some(source) = &term.source {
            self.category("admin", "basic", "source", source);
        }
        if let Some(note) = &term.note {
            self.note(note);
        }
        if !usable {
            self.own("id", &term.id.text);
        }
        self.own_keys(term);
        self.vietnamese(term);
        for locale in Locale::TARGETS {
            if let Some(renderings) = term.renderings(locale) {
                self.language(renderings, locale);
            }
        }
        self.out.push_str(&format!("</{}>\n", self.names.concept));
    }

    fn own_keys(&mut self, term: &Term) {
        if let Some(acronym) = term.acronym.as_ref().filter(|acronym| flagged(term, acronym).is_none()) {
            self.own("acronym", &acronym.text);
        }
        if let Some(class) = term.class {
            self.own("class", name_of(class));
        }
        if term.kind != Kind::Term {
            self.own("kind", name_of(term.kind));
        }
        if let Some(case) = term.case {
            self.own("case", name_of(case));
        }
        if term.part_of_speech == Some(PartOfSpeech::Phrase) {
            self.own("pos", name_of(PartOfSpeech::Phrase));
        }
        if term.status != Status::Preferred {
            self.own("status", name_of(term.status));
        }
        if term.do_not_translate {
            self.own("do-not-translate", "true");
        }
        for (key, day) in [("valid-from", &term.valid_from), ("valid-until", &term.valid_until)] {
            if let Some(day) = day {
                self.own(key, &day.date.to_string());
            }
        }
    }

    fn vietnamese(&mut self, term: &Term) {
        self.out.push_str(&format!("<{} xml:lang=\"vi\">\n", self.names.language));
        let acronym = term.acronym.as_ref().and_then(|acronym| flagged(term, acronym));
        for (at, form) in term.vi.iter().enumerate() {
            let status = match (term.status, at) {
                (Status::Deprecated, _) => SUPERSEDED,
                (Status::Forbidden, _) => DEPRECATED,
                (Status::Preferred, 0) => PREFERRED,
                _ => ADMITTED,
            };
            let kind = if acronym == Some(at) { Some("acronym") } else { None };
            self.term(&form.text, status, kind, term.part_of_speech);
        }
        self.out.push_str(&format!("</{}>\n", self.names.language));
    }

    fn language(&mut self, renderings: &Renderings, locale: Locale) {
        self.out.push_str(&format!("<{} xml:lang=\"{locale}\">\n", self.names.language));
        if let Some(note) = &renderings.note {
            self.note(note);
        }
        self.term(&renderings.preferred.text, PREFERRED, None, None);
        for (forms, status) in
            [(&renderings.also, ADMITTED), (&renderings.deprecated, SUPERSEDED), (&renderings.forbid, DEPRECATED)]
        {
            for form in forms {
                self.term(&form.text, status, None, None);
            }
        }
        self.out.push_str(&format!("</{}>\n", self.names.language));
    }

    fn term(&mut self, text: &str, status: &str, kind: Option<&str>, part_of_speech: Option<PartOfSpeech>) {
        self.out.push_str(&format!("<{}><term>{}</term>", self.names.term, escaped(text)));
        if let Some(part_of_speech) = part_of_speech {
            self.category("termNote", "min", "partOfSpeech", tbx_name(part_of_speech));
        }
        if let Some(kind) = kind {
            self.category("termNote", "basic", "termType", kind);
        }
        self.category("termNote", "min", "administrativeStatus", status);
        self.out.push_str(&format!("</{}>\n", self.names.term));
    }

    fn category(&mut self, element: &str, module: &str, name: &str, value: &str) {
        let value = escaped(value);
        self.out.push_str(&match self.dct {
            true => format!("<{module}:{name}>{value}</{module}:{name}>"),
            false => format!("<{element} type=\"{name}\">{value}</{element}>"),
        });
    }

    fn note(&mut self, text: &str) {
        // A note that would be taken for one of our keys is written as one.
        if text.starts_with(OWN) {
            return self.own("note", text);
        }
        self.out.push_str(&format!("<note>{}</note>", escaped(text)));
    }

    fn own(&mut self, key: &str, value: &str) {
        self.out.push_str(&format!("<note>{OWN}{key}={}</note>", escaped(value)));
    }
}

/// Which of the Vietnamese forms is the acronym.
fn flagged(term: &Term, acronym: &Form) -> Option<usize> {
    term.vi.iter().position(|form| form.text == acronym.text)
}

pub(super) const fn tbx_name(part_of_speech: PartOfSpeech) -> &'static str {
    match part_of_speech {
        PartOfSpeech::Noun => "noun",
        PartOfSpeech::ProperNoun => "properNoun",
        PartOfSpeech::Verb => "verb",
        PartOfSpeech::Adjective => "adjective",
        PartOfSpeech::Adverb => "adverb",
        PartOfSpeech::Phrase | PartOfSpeech::Other => "other",
    }
}

/// Whether XML takes `id` for an identifier (NCName, here of ASCII alone); those with `_` are our own.
fn is_xml_id(id: &str) -> bool {
    id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'))
}

/// `text` for XML. Space that a reader would drop or change is written as a reference; control characters, which
/// XML cannot hold at all, become U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_space = true;
    let last = text.trim_end_matches(' ').len();
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            ' ' if after_space || at >= last => out.push_str("&#32;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            c => out.push(c),
        }
        after_space = c == ' ';
    }
    out
}
