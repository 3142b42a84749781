//! The edition of an article as it stands: as a preview, and as files.

use std::{fs, io::Write as _, path::Path};

use super::{Desk, Entry, Error, Person, Refusal, Right, Verb, text::with_codes_of};
use crate::{
    article::{CodeKind, Content, InlineCode},
    edition::{self, Furniture, Line, Manuscript, Piece, Sibling},
    glossary::mention,
    locale::{Locale, Messages},
    memory::{Hit, MatchKind, State, Who},
    pipeline::{Prepared, PreparedSegment},
};

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The edition's file name in the article's folder.
    pub edition: String,
}

impl Desk {
    /// The page as it would be published today, sentences that nobody has approved between `<mark>`s, whatever the
    /// policy says; `None` where the article is gone.
    pub async fn preview(&self, entry: &Entry, locale: Locale) -> Result<Option<String>, Error> {
        let Some(prepared) = self.article(entry).await? else { return Ok(None) };
        let hits = self.hits(&prepared, locale).await?;
        let open: Vec<bool> =
            hits.iter().map(|hit| hit.as_ref().is_none_or(|hit| hit.row.state < State::Reviewed)).collect();
        let mut manuscript = self.manuscript(&prepared, entry, locale, hits, State::Translated);
        manuscript.agree(&self.tools.glossary, &self.settings.edition);
        let pieces = manuscript.lines.iter_mut().flat_map(|line| &mut line.pieces);
        for (piece, open) in pieces.zip(open) {
            if let Some(text) = piece.text.as_mut().filter(|text| open && !text.is_blank()) {
                *text = marked(text);
            }
        }
        Ok(Some(self.page(&manuscript, entry, locale)?))
    }

    /// Writes the edition and its provenance, if every sentence may be published; all or nothing.
    pub async fn publish(&self, entry: &Entry, person: &Person, locale: Locale) -> Result<Published, Refusal> {
        if !person.may(Right::Publish, locale) {
            return Err(Refusal::Right(Right::Publish));
        }
        let name = entry.editions.iter().find(|(own, _)| *own == locale).map(|(_, name)| name.clone());
        let name = name.ok_or(Refusal::Missing)?;
        let prepared = self.article(entry).await?.ok_or(Refusal::Missing)?;
        let min = self.min_state().max(State::Translated);
        let hits = self.hits(&prepared, locale).await?;
        let mut manuscript = self.manuscript(&prepared, entry, locale, hits, min);
        if manuscript.count().pending > 0 {
            return Err(Refusal::Blocked(Vec::new()));
        }
        manuscript.agree(&self.tools.glossary, &self.settings.edition);
        let folder = self.settings.editions.join(entry.slug.as_str());
        let before = fs::read(folder.join(format!("{locale}.provenance.json"))).ok();
        let before = before.and_then(|json| serde_json::from_slice(&json).ok());
        manuscript.revision = before.and_then(|before| edition::Revision::since(&before, &manuscript));
        let bytes = if self.settings.pages {
            self.page(&manuscript, entry, locale)?.into_bytes()
        } else {
            edition::source_file(&manuscript, &self.tools.numbers, &Messages::new(locale))
        };
        let provenance = edition::provenance(&manuscript, &name, &bytes, min.name());
        let json = serde_json::to_string_pretty(&provenance).map_err(|error| failed(&name, &error))? + "\n";
        write(&folder.join(&name), &bytes)?;
        write(&folder.join(format!("{locale}.provenance.json")), json.as_bytes())?;
        let place = (Some(locale), Some(entry.slug.as_str()));
        self.ledger.write_down(person.id, Verb::Publish, place, None, &[]).await?;
        Ok(Published { edition: name })
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
            (Some(hit), _) if hit.kind == MatchKind::InContext => "in-context",
            (Some(_), _) => "exact",
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

/// `content` as marked text.
fn marked(content: &Content) -> Content {
    let last = content.codes.len() + 1;
    let mut out = Content::default();
    out.push_code(CodeKind::Open { with: last }, "<mark>");
    out.append(content);
    out.text.push(Content::stand_in(last));
    out.codes.push(InlineCode { kind: CodeKind::Close { with: 0 }, raw: "</mark>".to_owned() });
    out
}

fn failed(path: &str, error: &dyn std::fmt::Display) -> Error {
    Error::File { path: path.to_owned(), why: error.to_string() }
}

/// Writes beside `path` and renames into place, so that nobody reads half a file.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
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
