//! An edition: is it the file that was written, is it whole, and do its sentences still pass?

use std::sync::Arc;

use super::{
    Found, InputKind, Sheet,
    found::beginning,
    locate::{Located, Markup, locate},
    recover::{pieces, recover},
    segment::{Known, role},
};
use crate::{
    article::{Content, Role},
    diagnostic::{Finding, Place, Severity},
    edition::{Provenance, ProvenanceSegment},
    glossary::acronym,
    locale::Locale,
    pipeline::Tools,
    qa,
    text::{LineIndex, Span},
};

/// Reads a file that lies beside another: its name as findings name it, and its bytes if it is there.
pub type Beside<'a> = dyn Fn(&str) -> (String, Option<Vec<u8>>) + 'a;

/// An edition as its files are found.
pub struct Edition<'a> {
    /// The provenance file, as findings name it.
    pub provenance: &'a str,
    /// Its text.
    pub json: &'a str,
    /// Reads a file that lies beside it, and gives its name as findings name it with its bytes.
    pub read: &'a Beside<'a>,
    /// Whether a file lies beside it.
    pub exists: &'a dyn Fn(&str) -> bool,
}

/// A page that was checked, for [`alternates`](super::alternates).
#[derive(Clone, Debug)]
pub struct Written {
    pub(super) article: String,
    pub(super) locale: Locale,
    /// As findings name it.
    pub(super) file: Arc<str>,
    pub(super) input: usize,
}

/// Checks an edition; gives its page, if it has one.
pub fn edition(files: &Edition<'_>, tools: &Tools, sheet: &mut Sheet) -> Option<Written> {
    let input = sheet.begin(InputKind::Edition, files.provenance);
    let provenance: Provenance = match serde_json::from_str(files.json) {
        Ok(provenance) => provenance,
        Err(error) => {
            unreadable(files, &error, sheet);
            return None;
        }
    };
    let (name, bytes) = (files.read)(&provenance.edition);
    let file: Arc<str> = name.as_str().into();
    if let Some(known) = sheet.inputs.get_mut(input) {
        known.name = name;
        known.article = Some(provenance.article.clone());
    }
    let locale = Some(provenance.locale);
    let Some(bytes) = bytes else {
        let finding = Finding::new("edition-missing", Severity::Error).at(beginning(&file));
        sheet.add(Finding { locale, ..finding });
        return None;
    };
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let changed = !provenance.is_of(&bytes);
    let page = Page::new(file, text, input, provenance, changed);
    if page.changed {
        let finding = Finding::new("edition-changed", Severity::Warning);
        sheet.add(Finding { locale, ..finding.at(page.place(Span::new(0, 0))) });
    }
    page.sentences(tools, sheet);
    let written = (page.markup == Markup::Html).then(|| {
        page.page(files.exists, tools, sheet);
        let (article, locale) = (page.provenance.article.clone(), page.provenance.locale);
        Written { article, locale, file: Arc::clone(&page.file), input }
    });
    sheet.sources.insert(page.file, page.text);
    written
}

/// A provenance file that says nothing.
fn unreadable(files: &Edition<'_>, error: &serde_json::Error, sheet: &mut Sheet) {
    let line_start =
        files.json.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let at = files.json.floor_char_boundary((line_start + error.column().saturating_sub(1)).min(files.json.len()));
    let file: Arc<str> = files.provenance.into();
    let place = Place::new(&file, files.json, &LineIndex::new(files.json), Span::new(at, at));
    sheet.add(Finding::new("provenance-unreadable", Severity::Error).fact("why", error.to_string()).at(place));
    sheet.sources.insert(file, files.json.to_owned());
}

pub(super) struct Page {
    file: Arc<str>,
    text: String,
    lines: LineIndex,
    markup: Markup,
    input: usize,
    provenance: Provenance,
    /// Whether it is not the file that was written.
    changed: bool,
}

/// A sentence of an edition as the file has it now.
pub(super) struct Sentence<'a> {
    pub(super) segment: &'a ProvenanceSegment,
    /// What stands in the file: the translation, or what somebody made of it.
    pub(super) text: String,
    pub(super) located: Option<Located>,
}

/// A sentence that was checked, and what the rules on a whole edition want to know of it.
struct Line<'a> {
    known: Known,
    source: Content,
    target: Content,
    sentence: &'a Sentence<'a>,
}

impl Page {
    pub(super) fn new(file: Arc<str>, text: String, input: usize, provenance: Provenance, changed: bool) -> Self {
        let (lines, markup) = (LineIndex::new(&text), Markup::of(&file));
        Self { file, text, lines, markup, input, provenance, changed }
    }

    fn place(&self, span: Span) -> Place {
        Place::new(&self.file, &self.text, &self.lines, span)
    }

    /// Where the article begins: furniture and data for search engines hold its sentences too.
    fn body(&self) -> usize {
        if self.markup == Markup::Html { self.text.find("<body").unwrap_or(0) } else { 0 }
    }

    fn sentences(&self, tools: &Tools, sheet: &mut Sheet) {
        let sentences = self.find();
        let locale = self.provenance.locale;
        // The sentences were translated with the article's own acronyms written out.
        let sources = sentences.iter().map(|sentence| sentence.segment.source.as_str());
        let definitions = acronym::Definitions::read(sources, &tools.glossary);
        let mut lines: Vec<Line<'_>> = Vec::with_capacity(sentences.len());
        for sentence in &sentences {
            let note = |finding: Finding, span| self.note(finding, span, sentence.segment);
            let whole = sentence.located.as_ref().map_or(Span::default(), Located::span);
            if sentence.segment.target.is_none() {
                sheet.found.push(note(Finding::new("segment-pending", Severity::Warning), whole));
                continue;
            }
            let role = role(&sentence.segment.role);
            let unseen = matches!(role, Role::Title | Role::Description | Role::Attribute);
            if sentence.located.is_none() && !unseen {
                let finding =
                    Finding::new("edition-text-missing", Severity::Error).fact("text", sentence.text.as_str());
                sheet.found.push(note(finding, whole));
                continue;
            }
            let source = acronym::expand(&sentence.segment.source, &definitions, &tools.glossary).text;
            let known = Known::new(&source, tools);
            let (source, target) = (Content::plain(source), Content::plain(sentence.text.as_str()));
            for finding in known.check(&source, &target, locale, role, tools) {
                sheet.found.push(self.in_sentence(finding, sentence));
            }
            lines.push(Line { known, source, target, sentence });
        }
        self.throughout(&lines, tools, sheet);
    }

    /// What can be said only of all sentences together.
    fn throughout(&self, lines: &[Line<'_>], tools: &Tools, sheet: &mut Sheet) {
        let all: Vec<qa::EditionLine<'_>> = lines
            .iter()
            .map(|line| qa::EditionLine {
                role: role(&line.sentence.segment.role),
                source: &line.source,
                target: &line.target,
                terms: &line.known.terms,
                names: &line.known.names,
            })
            .collect();
        let locale = self.provenance.locale;
        for (number, finding) in
            qa::check_edition(&all, locale, &tools.glossary, &tools.names, &tools.style, &tools.levels)
        {
            if let Some(line) = lines.get(number) {
                sheet.found.push(self.in_sentence(finding, line.sentence));
            }
        }
    }

    /// A finding about a sentence, at the words it speaks of.
    fn in_sentence(&self, finding: Finding, sentence: &Sentence<'_>) -> Found {
        let located = sentence.located.as_ref();
        let words = finding.target.and_then(|span| Some(located?.map(span)));
        let whole = located.map_or(Span::default(), Located::span);
        self.note(finding, words.unwrap_or(whole), sentence.segment)
    }

    fn note(&self, finding: Finding, span: Span, segment: &ProvenanceSegment) -> Found {
        let locale: Option<Locale> = Some(self.provenance.locale);
        Found {
            finding: Finding { locale, ..finding.at(self.place(span)) },
            input: self.input,
            key: Some(segment.key),
            anchor: segment.source.clone(),
        }
    }

    /// Every sentence and where it stands: as it was written, or as somebody has changed it since.
    pub(super) fn find(&self) -> Vec<Sentence<'_>> {
        let (body, end) = (self.body(), self.text.len());
        let mut from = body;
        let mut sentences: Vec<Sentence<'_>> = Vec::with_capacity(self.provenance.segments.len());
        for segment in &self.provenance.segments {
            let text = segment.target.as_ref().unwrap_or(&segment.source);
            let find = |range| locate(&self.text, range, text, self.markup);
            let in_head = matches!(role(&segment.role), Role::Title | Role::Description);
            let located = if in_head { None } else { find(Span::new(from, end)) };
            if let Some(located) = &located {
                from = located.span().end;
            }
            let located = located.or_else(|| find(Span::new(body, end))).or_else(|| find(Span::new(0, end)));
            sentences.push(Sentence { segment, text: text.clone(), located });
        }
        self.recover(&mut sentences);
        if self.changed {
            self.absorb(body, &mut sentences);
        }
        sentences
    }

    /// Gives words that somebody wrote beside a sentence, in the same block, to that sentence.
    fn absorb(&self, body: usize, sentences: &mut [Sentence<'_>]) {
        let whole = |sentence: &Sentence<'_>| sentence.located.as_ref().map(Located::span);
        let read = |span| pieces(&self.text, span, self.markup, false);
        let mut order: Vec<(Span, usize)> =
            sentences.iter().enumerate().filter_map(|(at, sentence)| Some((whole(sentence)?, at))).collect();
        order.sort_unstable();
        for block in read(Span::new(body, self.text.len())).iter().map(|piece| piece.located.span()) {
            let first = order.partition_point(|(span, _)| span.start < block.start);
            let inside: Vec<(Span, usize)> =
                order.iter().skip(first).take_while(|(span, _)| block.contains(*span)).copied().collect();
            let mut from = block.start;
            for (number, &(span, at)) in inside.iter().enumerate() {
                let to = inside.get(number + 1).map_or(block.end, |(next, _)| next.start);
                let before = number == 0 && !read(Span::new(from, span.start)).is_empty();
                let after = span.end < to && !read(Span::new(span.end, to)).is_empty();
                let new = Span::new(if before { from } else { span.start }, if after { to } else { span.end });
                from = to;
                if let (true, Some(sentence)) = (new != span, sentences.get_mut(at))
                    && let Some(piece) = read(new).pop()
                {
                    sentence.text = piece.text;
                    sentence.located = Some(piece.located);
                }
            }
        }
    }

    /// Looks for what became of the sentences that are not there any more.
    fn recover(&self, sentences: &mut [Sentence<'_>]) {
        let mut starts: Vec<usize> =
            sentences.iter().filter_map(|sentence| Some(sentence.located.as_ref()?.span().start)).collect();
        starts.sort_unstable();
        let mut at = 0;
        let mut from = self.body();
        while at < sentences.len() {
            let lost = sentences.iter().skip(at).take_while(|sentence| sentence.located.is_none()).count();
            if lost == 0 {
                from = sentences.get(at).and_then(|found| Some(found.located.as_ref()?.span().end)).unwrap_or(from);
                at += 1;
                continue;
            }
            let next = starts.partition_point(|&start| start < from);
            let gap = Span::new(from, starts.get(next).copied().unwrap_or(self.text.len()));
            let Some(run) = sentences.get_mut(at..at + lost) else { return };
            let texts: Vec<&str> = run.iter().map(|sentence| sentence.text.as_str()).collect();
            let pieces = recover(&self.text, gap, &texts, self.markup);
            for (sentence, piece) in run.iter_mut().zip(pieces) {
                if let Some(piece) = piece {
                    sentence.text = piece.text;
                    sentence.located = Some(piece.located);
                }
            }
            at += lost;
        }
    }

    /// What is wrong with the page as a page; targets are spans of the file.
    fn page(&self, exists: &dyn Fn(&str) -> bool, tools: &Tools, sheet: &mut Sheet) {
        let segments = &self.provenance.segments;
        let headline = segments.iter().find(|segment| segment.role == Role::Headline.to_string());
        let expected = qa::Expected {
            locale: self.provenance.locale,
            file: &self.provenance.edition,
            headline: headline.and_then(|segment| segment.target.as_deref()),
            source_headline: headline.map(|segment| segment.source.as_str()),
            date: None,
            pending: Some(segments.iter().filter(|segment| segment.target.is_none()).count()),
            editions: &[],
            exists,
        };
        let findings = qa::check_page(&self.text, &expected, &tools.levels);
        for finding in findings {
            let place = self.place(finding.target.unwrap_or_default());
            sheet.add(Finding { locale: Some(self.provenance.locale), target: None, ..finding.at(place) });
        }
    }
}
