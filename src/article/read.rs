//! The way from a file's bytes to an article.

use std::{cell::LazyCell, sync::Arc};

use super::{
    Article, Charset, Encoding, Format, Settings, Unit,
    encoding::{Decoded, Guess, decode},
    html,
    layout::{Layout, Mark, Shape},
    markdown, open_document,
    package::Package,
    plain, word, xliff,
};
use crate::{
    diagnostic::{Finding, Place, Severity},
    text::LineIndex,
};

/// Why an article cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    /// Nothing is in the file, or white space only.
    #[error("{file}: the file is empty")]
    Empty {
        /// The file.
        file: String,
    },
    /// The file is no text.
    #[error("{file}: not a text file (control byte at offset {offset}); give a text, HTML or Markdown file")]
    Binary {
        /// The file.
        file: String,
        /// Byte offset of what shows it.
        offset: usize,
    },
    /// The file is larger than the settings allow.
    #[error("{file}: {size} bytes are more than the limit of {limit}; raise `article.max-bytes` or split the file")]
    TooLarge {
        /// The file.
        file: String,
        /// Its size in bytes.
        size: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// A byte sequence has no meaning in the file's encoding.
    #[error("{file}: byte {offset} is not valid {charset}; convert the file to UTF-8")]
    Undecodable {
        /// The file.
        file: String,
        /// The encoding that was expected.
        charset: &'static str,
        /// Byte offset of the first bad byte.
        offset: usize,
    },
    /// The file names an encoding that is not read.
    #[error("{file}: the encoding {label:?} is not supported; convert the file to UTF-8")]
    UnsupportedEncoding {
        /// The file.
        file: String,
        /// The name the file gives.
        label: String,
    },
    /// The archive of an office document is damaged, protected or none.
    #[error("{file}: the document {why}")]
    Package {
        /// The file.
        file: String,
        /// What is wrong with it.
        why: String,
    },
    /// A feed is no well-formed XML, or not safe to read.
    #[error("{file}:{line}:{column}: {why}")]
    Xml {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1, in characters.
        column: usize,
        /// What is wrong there.
        why: String,
    },
    /// The configured root is no selector.
    #[error("`article.html.root`: {selector:?} is not a CSS selector: {why}")]
    Selector {
        /// The selector as configured.
        selector: String,
        /// What is wrong with it.
        why: String,
    },
}

/// What stops a reader, before the file's name is put to it.
#[derive(Debug)]
pub(super) enum Fault {
    Binary(usize),
    Undecodable { charset: &'static str, offset: usize },
    Unsupported(String),
    Package(String),
    Xml { line: usize, column: usize, why: String },
    Selector { selector: String, why: String },
}

impl Fault {
    pub(super) fn of(self, file: &str) -> ReadError {
        let file = file.to_owned();
        match self {
            Self::Binary(offset) => ReadError::Binary { file, offset },
            Self::Undecodable { charset, offset } => ReadError::Undecodable { file, charset, offset },
            Self::Package(why) => ReadError::Package { file, why },
            Self::Xml { line, column, why } => ReadError::Xml { file, line, column, why },
            Self::Unsupported(label) => ReadError::UnsupportedEncoding { file, label },
            Self::Selector { selector, why } => ReadError::Selector { selector, why },
        }
    }
}

/// What a format's reader gives.
#[derive(Default)]
pub(super) struct Parts {
    /// Units and how each is spelled, in any order.
    pub units: Vec<(Unit, Shape)>,
    /// Marks, in any order.
    pub marks: Vec<Mark>,
    /// What it noticed.
    pub findings: Vec<Finding>,
}

/// Reads the article in `bytes`, the whole content of `file`.
///
/// Without `format` the ending of `file` decides (`.html`, `.htm`, `.xhtml`; `.md`, `.markdown`; `.txt`;
/// `.docx`, `.odt`; `.xlf`, `.xliff`), and where it says nothing the text itself. UTF-8, UTF-16, windows-1258, TCVN3 and VNI are
/// read.
///
/// # Errors
///
/// See [`ReadError`]; faults in the article's content are findings instead.
pub fn read(file: &str, bytes: &[u8], format: Option<Format>, settings: &Settings) -> Result<Article, ReadError> {
    if bytes.len() > settings.max_bytes {
        let (size, limit) = (bytes.len(), settings.max_bytes);
        return Err(ReadError::TooLarge { file: file.to_owned(), size, limit });
    }
    let packed = matches!(format.or_else(|| by_name(file)), Some(Format::Docx | Format::Odt));
    if packed || (format.is_none() && Package::is_one(bytes)) {
        return office(file, bytes, settings).map_err(|fault| fault.of(file));
    }
    let decoded = decode(bytes).map_err(|fault| fault.of(file))?;
    if decoded.text.trim().is_empty() {
        return Err(ReadError::Empty { file: file.to_owned() });
    }
    let format = format.or_else(|| by_name(file)).unwrap_or_else(|| by_look(&decoded.text));
    let mut target = None;
    let mut parts = match format {
        Format::Xliff => {
            let (parts, language) = xliff::read(&decoded.text).map_err(|fault| fault.of(file))?;
            target = language;
            parts
        }
        Format::Plain => plain::read(&decoded.text),
        Format::Html => html::read(&decoded.text, &settings.html).map_err(|fault| fault.of(file))?,
        Format::Markdown => markdown::read(&decoded.text, settings),
        Format::Docx | Format::Odt => Parts::default(),
    };
    parts.findings.extend(about_encoding(&decoded));
    Ok(Article { target, ..assemble(file, format, decoded, noting(file, parts)) })
}

/// Reads a Word document or an OpenDocument text, whichever the archive in `bytes` holds.
fn office(file: &str, bytes: &[u8], settings: &Settings) -> Result<Article, Fault> {
    let (package, text) = Package::open(bytes, settings.max_bytes)?;
    let parts = match package.format {
        Format::Odt => open_document::read(&package, &text)?,
        _ => word::read(&package, &text)?,
    };
    let encoding = Encoding { charset: Charset::Utf8, bom: false };
    let decoded = Decoded { text, encoding, guess: None };
    let mut article = assemble(file, package.format, decoded, noting(file, parts));
    article.layout.package = Some(package);
    Ok(article)
}

/// Says so where there is nothing to translate.
fn noting(file: &str, mut parts: Parts) -> Parts {
    if parts.units.is_empty() {
        parts.findings.push(Finding::new("article-no-text", Severity::Warning).fact("file", file));
    }
    parts
}

fn assemble(file: &str, format: Format, decoded: Decoded, mut parts: Parts) -> Article {
    let (file, source) = (Arc::<str>::from(file), Arc::<str>::from(decoded.text));
    let lines = LazyCell::new(|| LineIndex::new(&source));
    for finding in &mut parts.findings {
        if let Some(span) = finding.source.take() {
            finding.place = Some(Place::new(&file, &source, &lines, span));
        }
    }
    drop(lines);
    parts.units.sort_by_key(|(unit, _)| (unit.span.start, std::cmp::Reverse(unit.span.end)));
    let (units, shapes) = parts.units.into_iter().unzip();
    Article {
        file,
        format,
        source,
        units,
        findings: parts.findings,
        encoding: decoded.encoding,
        target: None,
        layout: Layout { shapes, marks: parts.marks, package: None },
    }
}

fn about_encoding(decoded: &Decoded) -> Option<Finding> {
    let name = decoded.encoding.charset.name();
    Some(match decoded.guess.as_ref()? {
        Guess::Fallback => Finding::new("article-encoding-guessed", Severity::Warning).fact("encoding", name),
        Guess::Legacy => Finding::new("article-encoding-legacy", Severity::Warning).fact("encoding", name),
        Guess::Contradicted(declared) => Finding::new("article-encoding-contradicted", Severity::Info)
            .fact("encoding", name)
            .fact("declared", declared.as_str()),
    })
}

fn by_name(file: &str) -> Option<Format> {
    let name = file.rsplit(['/', '\\']).next()?;
    match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "md" | "markdown" | "mdown" => Some(Format::Markdown),
        "txt" | "text" => Some(Format::Plain),
        "docx" | "docm" | "dotx" => Some(Format::Docx),
        "odt" | "ott" => Some(Format::Odt),
        "xlf" | "xliff" | "sdlxliff" | "mqxliff" | "mxliff" => Some(Format::Xliff),
        _ => None,
    }
}

/// HTML opens with a doctype, a comment or a well-known tag; Markdown with front matter or an ATX heading.
fn by_look(text: &str) -> Format {
    if xliff::is_one(text) {
        return Format::Xliff;
    }
    let head: String = text.trim_start().chars().take(16).collect::<String>().to_ascii_lowercase();
    let html =
        ["<!doctype", "<html", "<head", "<body", "<!--", "<?xml", "<article", "<main", "<div", "<p>", "<h1", "<p "];
    if html.iter().any(|tag| head.starts_with(tag)) {
        Format::Html
    } else if head.starts_with("# ") || ["---\n", "---\r", "+++\n", "+++\r"].iter().any(|mark| head.starts_with(mark))
    {
        Format::Markdown
    } else {
        Format::Plain
    }
}
