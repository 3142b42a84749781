//! The edition of an article as it stands: as a preview, and as files.

use std::{fs, io::Write as _, path::Path};

use super::{Desk, Entry, Error, Person, Refusal, Right, Touched, Verb, text::with_codes_of};
use crate::{
    article::{CodeKind, Content, Format, InlineCode},
    edition::{self, Furniture, Line, Manuscript, Piece, Sibling},
    glossary::mention,
    locale::{Locale, Messages},
    memory::{Hit, MatchKind, NewRow, RowId, State, Who},
    pipeline::{Prepared, PreparedSegment},
};

/// How a preview marks what nobody has approved, and the sentence in hand; quiet in light and dark.
const MARKS: &str = "<style>mark { background: #fff1c2; color: inherit; } #here { font-weight: inherit; \
    outline: 2px solid #8c1c13; outline-offset: 3px; border-radius: 2px; scroll-margin: 40vh; } \
    @media (prefers-color-scheme: dark) { mark { background: #4a3d12; } #here { outline-color: #ff9d8f; } }</style></head>";

/// Characters around the sentence in hand while its page is made; Unicode keeps them for no text (noncharacters).
const HERE: (char, char) = ('\u{FDD0}', '\u{FDD1}');

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The edition's file name in the article's folder.
    pub edition: String,
    /// How many sentences became final.
    pub closed: usize,
}

/// An edition as it was last written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its SHA-256, hexadecimal.
    pub sha256: String,
    /// Whether every sentence in it could be published.
    pub complete: bool,
}

impl Desk {
    /// The edition of `entry` in `locale` as it was last written; none where its file is not the one that was written.
    ///
    /// # Errors
    /// None today.
    pub async fn edition(&self, entry: &Entry, locale: Locale) -> Result<Option<Written>, Error> {
        let folder = self.settings.editions.join(entry.slug.as_str());
        let Ok(json) = tokio::fs::read(folder.join(format!("{locale}.provenance.json"))).await else {
            return Ok(None);
        };
        let Ok(provenance) = serde_json::from_slice::<edition::Provenance>(&json) else { return Ok(None) };
        // The name comes from a file that anybody may have written.
        let Some(name) = super::Slug::new(&provenance.edition) else { return Ok(None) };
        let Ok(bytes) = tokio::fs::read(folder.join(name.as_str())).await else { return Ok(None) };
        if !provenance.is_of(&bytes) {
            return Ok(None);
        }
        Ok(Some(Written { bytes, sha256: provenance.edition_sha256, complete: provenance.complete }))
    }

    /// The page as it would be published today, sentences that nobody has approved between `<mark>`s, whatever the
    /// policy says, and the sentence `at` between marks of its own with the fragment `here`; `None` where the article
    /// is gone.
    pub async fn preview(&self, entry: &Entry, locale: Locale, at: Option<RowId>) -> Result<Option<String>, Error> {
        let Some(prepared) = self.article(entry).await? else { return Ok(None) };
        let hits = self.hits(&prepared, locale).await?;
        let open: Vec<bool> =
            hits.iter().map(|hit| hit.as_ref().is_none_or(|hit| hit.row.state < State::Reviewed)).collect();
        let here: Vec<bool> = prepared
            .segments()
            .map(|(_, _, one)| at.is_some_and(|at| at.key == one.key && at.context == one.context))
            .collect();
        let mut manuscript = self.manuscript(&prepared, entry, locale, hits, State::Translated);
        manuscript.agree(&self.tools.glossary, &self.settings.edition);
        let pieces = manuscript.lines.iter_mut().flat_map(|line| &mut line.pieces);
        for (piece, (open, here)) in pieces.zip(open.into_iter().zip(here)) {
            let Some(text) = piece.text.as_mut().filter(|text| !text.is_blank()) else { continue };
            if here {
                text.text = format!("{}{}{}", HERE.0, text.text, HERE.1);
            }
            if open {
                *text = marked(text, "<mark>", "</mark>");
            }
        }
        // A template need not know of these marks; an edition keeps no attribute of any markup, so that the place is
        // marked with characters until the page is made.
        let page = self.page(&manuscript, entry, locale)?;
        let plain = |text: &str| text.replace([HERE.0, HERE.1], "");
        let Some((head, body)) = page.split_once("</head>") else { return Ok(Some(plain(&page))) };
        let body = body.replacen(HERE.0, "<b id=\"here\">", 1).replacen(HERE.1, "</b>", 1);
        Ok(Some(plain(head) + MARKS + &plain(&body)))
    }

    /// The edition as `anban translate` would write it now, what may not be published left in Vietnamese and marked:
    /// its bytes as a page, or in the article's own format.
    ///
    /// # Errors
    /// No such edition, an article that is gone, the memory's.
    pub async fn export(&self, entry: &Entry, locale: Locale, page: bool) -> Result<Vec<u8>, Refusal> {
        let prepared = self.article(entry).await?.ok_or(Refusal::Missing)?;
        let hits = self.hits(&prepared, locale).await?;
        let min = self.min_state().max(State::Translated);
        let mut manuscript = self.manuscript(&prepared, entry, locale, hits, min);
        manuscript.agree(&self.tools.glossary, &self.settings.edition);
        Ok(self.bytes(&manuscript, entry, locale, page)?)
    }

    /// The file's ending of an article's own format.
    #[must_use]
    pub fn ending(&self, entry: &Entry) -> String {
        let ending = Path::new(&entry.article).extension().and_then(|ending| ending.to_str()).unwrap_or("txt");
        ending.chars().filter(char::is_ascii_alphanumeric).collect()
    }

    /// Writes the edition again as it stands, whether or not all of it may be published.
    ///
    /// # Errors
    /// Somebody without the right, no such edition, a file that cannot be written.
    pub async fn assemble(&self, entry: &Entry, person: &Person, locale: Locale) -> Result<Published, Refusal> {
        let (name, prepared) = self.opened(entry, person, locale).await?;
        let hits = self.hits(&prepared, locale).await?;
        let min = self.min_state().max(State::Translated);
        let mut manuscript = self.manuscript(&prepared, entry, locale, hits, min);
        manuscript.agree(&self.tools.glossary, &self.settings.edition);
        self.put(manuscript, entry, locale, &name, min)?;
        let place = (Some(locale), Some(entry.slug.as_str()));
        self.ledger.write_down(person.id, Verb::Assemble, place, None, &[]).await?;
        Ok(Published { edition: name, closed: 0 })
    }

    /// Publishes the edition, if every sentence may be published, all or nothing: what people approved becomes final,
    /// and the edition and its provenance are written. A machine's sentence stays what it is, even where the policy
    /// lets it be published: final is what a person closed.
    ///
    /// # Errors
    /// Somebody without the right, sentences that may not be published, a change while it was done, a file that cannot
    /// be written.
    pub async fn publish(&self, entry: &Entry, person: &Person, locale: Locale) -> Result<Published, Refusal> {
        let (name, prepared) = self.opened(entry, person, locale).await?;
        let min = self.min_state().max(State::Translated);
        let hits = self.hits(&prepared, locale).await?;
        let mut closed = Vec::new();
        for ((_, _, segment), hit) in prepared.segments().zip(&hits) {
            let Some(hit) = hit.as_ref().filter(|hit| !segment.text.is_blank() && hit.row.state >= State::Reviewed)
            else {
                continue;
            };
            let own = hit.kind == MatchKind::InContext;
            if own && hit.row.state == State::Final {
                continue;
            }
            closed.push(NewRow {
                key: segment.key,
                context: segment.context,
                locale,
                source: segment.text.clone(),
                target: with_codes_of(&hit.row.target, &segment.text),
                state: State::Final,
                origin: hit.row.origin.clone(),
                fingerprint: hit.row.fingerprint.clone(),
                findings: hit.row.findings.clone(),
                expected: Some(hit.here),
            });
        }
        // A sentence that stands twice between the same neighbours is one row.
        let mut met = std::collections::HashSet::new();
        closed.retain(|row| met.insert(row.id()));
        let mut manuscript = self.manuscript(&prepared, entry, locale, hits, min);
        if manuscript.count().pending > 0 {
            return Err(Refusal::Blocked(Vec::new()));
        }
        manuscript.agree(&self.tools.glossary, &self.settings.edition);
        for piece in manuscript.lines.iter_mut().flat_map(|line| &mut line.pieces) {
            if piece.state == State::Reviewed.name() {
                piece.state = State::Final.name();
            }
        }
        // First the rows, which also says that nobody has changed what is about to be printed.
        let versions = match closed.is_empty() {
            true => Vec::new(),
            false => self.store.commit(&closed).await?,
        };
        self.put(manuscript, entry, locale, &name, min)?;
        let touched: Vec<Touched> = closed
            .iter()
            .zip(&versions)
            .map(|(row, &to)| Touched { id: row.id(), from: row.expected.unwrap_or(0), to })
            .collect();
        let place = (Some(locale), Some(entry.slug.as_str()));
        self.ledger.write_down(person.id, Verb::Publish, place, None, &touched).await?;
        Ok(Published { edition: name, closed: touched.len() })
    }

    /// The edition's file name and its article, for somebody who may write it.
    async fn opened(
        &self,
        entry: &Entry,
        person: &Person,
        locale: Locale,
    ) -> Result<(String, std::sync::Arc<Prepared>), Refusal> {
        if !person.may(Right::Publish, locale) {
            return Err(Refusal::Right(Right::Publish));
        }
        let name = entry.editions.iter().find(|(own, _)| *own == locale).map(|(_, name)| name.clone());
        Ok((name.ok_or(Refusal::Missing)?, self.article(entry).await?.ok_or(Refusal::Missing)?))
    }

    fn bytes(
        &self,
        manuscript: &Manuscript<'_>,
        entry: &Entry,
        locale: Locale,
        page: bool,
    ) -> Result<Vec<u8>, Error> {
        // An XLIFF file is its own edition, whatever is made of other articles.
        Ok(match page && manuscript.article.format != Format::Xliff {
            true => self.page(manuscript, entry, locale)?.into_bytes(),
            false => edition::source_file(manuscript, &self.tools.numbers, &Messages::new(locale)),
        })
    }

    /// Writes the edition and its provenance.
    fn put(
        &self,
        mut manuscript: Manuscript<'_>,
        entry: &Entry,
        locale: Locale,
        name: &str,
        min: State,
    ) -> Result<(), Error> {
        let folder = self.settings.editions.join(entry.slug.as_str());
        let beside = folder.join(format!("{locale}.provenance.json"));
        let before = fs::read(&beside).ok().and_then(|json| serde_json::from_slice(&json).ok());
        manuscript.revision = before.and_then(|before| edition::Revision::since(&before, &manuscript));
        let bytes = self.bytes(&manuscript, entry, locale, self.settings.pages)?;
        let provenance = edition::provenance(&manuscript, name, &bytes, min.name());
        let json = serde_json::to_string_pretty(&provenance).map_err(|error| failed(name, &error))? + "\n";
        write(&folder.join(name), &bytes)?;
        write(&beside, json.as_bytes())
    }

    fn page(&self, manuscript: &Manuscript<'_>, entry: &Entry, locale: Locale) -> Result<String, Error> {
        let messages = Messages::new(locale);
        let furniture = Furniture {
            settings: &self.settings.edition,
            style: &self.tools.numbers,
            messages: &messages,
            templates: &self.settings.templates,
        };
        Ok(edition::page(manuscript, entry.slug.as_str(), &furniture)?)
    }

    fn manuscript<'a>(
        &self,
        prepared: &'a Prepared,
        entry: &Entry,
        locale: Locale,
        hits: Vec<Option<Hit>>,
        min: State,
    ) -> Manuscript<'a> {
        let mut hits = hits.into_iter();
        let lines = prepared.units.iter().map(|unit| Line {
            pieces: unit.segments.iter().map(|one| self.piece(one, hits.next().flatten(), min)).collect(),
        });
        Manuscript {
            article: &prepared.article,
            locale,
            lines: lines.collect(),
            siblings: entry
                .editions
                .iter()
                .map(|(locale, href)| Sibling { locale: *locale, href: href.clone() })
                .collect(),
            revision: None,
        }
    }

    fn piece(&self, segment: &PreparedSegment, hit: Option<Hit>, min: State) -> Piece {
        let blank = segment.text.is_blank();
        let how = match (&hit, blank) {
            (_, true) => "copied",
            (Some(hit), _) => hit.kind.name(),
            (None, _) => "missing: not translated",
        };
        let row = hit.map(|hit| hit.row);
        let state = if blank { State::Final } else { row.as_ref().map_or(State::Initial, |row| row.state) };
        let text = match &row {
            _ if blank => Some(segment.text.clone()),
            Some(row) if state >= min => Some(with_codes_of(&row.target, &segment.text)),
            _ => None,
        };
        // A machine's words stay a machine's until a person approves them, even if a person brought them back.
        let machine = row.as_ref().is_some_and(|row| row.origin.who == Who::Machine || row.origin.model.is_some());
        Piece {
            key: segment.key,
            source: segment.segment.clone(),
            terms: mention::terms_of(&segment.text.text, &segment.terms, &self.tools.glossary),
            text,
            state: state.name(),
            machine: machine && state < State::Reviewed,
            origin: row.as_ref().and_then(|row| serde_json::to_value(&row.origin).ok()).unwrap_or_default(),
            how: how.to_owned(),
            findings: row.map(|row| row.findings).unwrap_or_default(),
        }
    }
}

/// `content` between two pieces of markup.
fn marked(content: &Content, before: &str, after: &str) -> Content {
    let last = content.codes.len() + 1;
    let mut out = Content::default();
    out.push_code(CodeKind::Open { with: last }, before);
    out.append(content);
    out.text.push(Content::stand_in(last));
    out.codes.push(InlineCode { kind: CodeKind::Close { with: 0 }, raw: after.to_owned() });
    out
}

fn failed(path: &str, error: &dyn std::fmt::Display) -> Error {
    Error::File { path: path.to_owned(), why: error.to_string() }
}

/// Writes beside `path` and renames into place, so that nobody reads half a file.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let say = |error: &dyn std::fmt::Display| failed(&path.display().to_string(), error);
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".anban-").tempfile_in(folder).map_err(|e| say(&e))?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_data()).map_err(|error| say(&error))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.as_file().set_permissions(fs::Permissions::from_mode(0o644)).map_err(|error| say(&error))?;
    }
    file.persist(path).map_err(|error| say(&error))?;
    Ok(())
}
