//! Rows as the columns of every store's tables hold them, and back, with their checksums.

use std::borrow::Cow;

use serde::{Serialize, de::DeserializeOwned};

use super::{Error, History, Origin, Row, RowId, State, Who, digest::Digest};
use crate::{
    locale::Locale,
    segment::{ContextKey, SegmentKey},
};

/// A value that does not add up; why.
#[derive(Debug)]
pub(super) struct Damage(pub(super) String);

/// The columns that a row and each of its versions have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Past<'a> {
    pub(super) version: i64,
    pub(super) target: Cow<'a, str>,
    pub(super) state: Cow<'a, str>,
    pub(super) who: Cow<'a, str>,
    pub(super) name: Cow<'a, str>,
    pub(super) model: Option<Cow<'a, str>>,
    pub(super) prompt: Option<Cow<'a, str>>,
    pub(super) fingerprint: Cow<'a, str>,
    pub(super) findings: Cow<'a, str>,
    pub(super) at: Cow<'a, str>,
    pub(super) digest: Cow<'a, [u8]>,
}

/// The columns of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns<'a> {
    pub(super) key: Cow<'a, [u8]>,
    pub(super) locale: Cow<'a, str>,
    pub(super) context: Cow<'a, [u8]>,
    pub(super) source: Cow<'a, str>,
    pub(super) created: Cow<'a, str>,
    pub(super) past: Past<'a>,
}

/// The JSON columns of a row, and the checksums over everything.
pub(super) struct Written {
    /// The source as JSON.
    pub(super) source: String,
    /// The target as JSON.
    pub(super) target: String,
    /// The findings as JSON.
    pub(super) findings: String,
    /// The row's checksum.
    pub(super) digest: [u8; 16],
    /// The checksum of the version in the history.
    pub(super) history_digest: [u8; 16],
}

/// What goes into the columns for `row`.
pub(super) fn write(row: &Row) -> Result<Written, Error> {
    let (source, target, findings) = (json(&row.source)?, json(&row.target)?, json(&row.findings)?);
    Ok(Written {
        digest: row_digest(row, &source, &target, &findings),
        history_digest: history_digest(row.id(), row.version, &change(row), &target, &findings),
        source,
        target,
        findings,
    })
}

impl Columns<'_> {
    /// What names the row.
    pub(super) fn id(&self) -> Result<RowId, Damage> {
        let key: [u8; 32] = self.key.as_ref().try_into().map_err(|_| Damage("a key has not 32 bytes".to_owned()))?;
        let context: [u8; 32] =
            self.context.as_ref().try_into().map_err(|_| Damage("a context has not 32 bytes".to_owned()))?;
        Ok(RowId { key: SegmentKey(key), locale: locale(&self.locale)?, context: ContextKey(context) })
    }

    /// The row, once it has been compared with its checksum.
    pub(super) fn row(&self) -> Result<Row, Damage> {
        let RowId { key, locale, context } = self.id()?;
        let past = &self.past;
        let row = Row {
            key,
            context,
            locale,
            source: parse(&self.source)?,
            target: parse(&past.target)?,
            state: state(&past.state)?,
            origin: past.origin()?,
            fingerprint: past.fingerprint.clone().into_owned(),
            findings: parse(&past.findings)?,
            created: self.created.clone().into_owned(),
            updated: past.at.clone().into_owned(),
            version: count(past.version)?,
        };
        if *past.digest != row_digest(&row, &self.source, &past.target, &past.findings) {
            return Err(Damage(format!("the row of segment {key} ({locale}) fails its checksum")));
        }
        Ok(row)
    }
}

impl Past<'_> {
    /// This version of the row `id`, once it has been compared with its checksum.
    pub(super) fn history(&self, id: RowId) -> Result<History, Damage> {
        let version = count(self.version)?;
        let history = History {
            version,
            target: parse(&self.target)?,
            state: state(&self.state)?,
            origin: self.origin()?,
            fingerprint: self.fingerprint.clone().into_owned(),
            findings: parse(&self.findings)?,
            at: self.at.clone().into_owned(),
        };
        let change = Change {
            state: history.state,
            origin: &history.origin,
            fingerprint: &history.fingerprint,
            at: &history.at,
        };
        if *self.digest != history_digest(id, version, &change, &self.target, &self.findings) {
            let RowId { key, locale, .. } = id;
            return Err(Damage(format!("version {version} of segment {key} ({locale}) fails its checksum")));
        }
        Ok(history)
    }

    fn origin(&self) -> Result<Origin, Damage> {
        Ok(Origin {
            who: Who::named(&self.who).ok_or_else(|| Damage(format!("{:?} is no hand", self.who)))?,
            name: self.name.clone().into_owned(),
            model: self.model.clone().map(Cow::into_owned),
            prompt: self.prompt.clone().map(Cow::into_owned),
        })
    }
}

/// The parts of a version that are not JSON.
struct Change<'a> {
    state: State,
    origin: &'a Origin,
    fingerprint: &'a str,
    at: &'a str,
}

fn change(row: &Row) -> Change<'_> {
    Change { state: row.state, origin: &row.origin, fingerprint: &row.fingerprint, at: &row.updated }
}

fn row_digest(row: &Row, source: &str, target: &str, findings: &str) -> [u8; 16] {
    common(Digest::new("translation 1"), row.id(), row.version, &change(row), target, findings)
        .field(source.as_bytes())
        .field(row.created.as_bytes())
        .finish()
}

fn history_digest(id: RowId, version: u64, change: &Change<'_>, target: &str, findings: &str) -> [u8; 16] {
    common(Digest::new("history 1"), id, version, change, target, findings).finish()
}

fn common(digest: Digest, id: RowId, version: u64, change: &Change<'_>, target: &str, findings: &str) -> Digest {
    digest
        .field(&id.key.0)
        .field(id.locale.tag().as_bytes())
        .field(&id.context.0)
        .field(&version.to_le_bytes())
        .field(target.as_bytes())
        .field(change.state.name().as_bytes())
        .field(change.origin.who.name().as_bytes())
        .field(change.origin.name.as_bytes())
        .maybe(change.origin.model.as_deref())
        .maybe(change.origin.prompt.as_deref())
        .field(change.fingerprint.as_bytes())
        .field(findings.as_bytes())
        .field(change.at.as_bytes())
}

/// The language with this tag.
pub(super) fn locale(tag: &str) -> Result<Locale, Damage> {
    Locale::ALL
        .into_iter()
        .find(|locale| locale.tag() == tag)
        .ok_or_else(|| Damage(format!("{tag:?} is no language")))
}

/// The state with this name.
pub(super) fn state(name: &str) -> Result<State, Damage> {
    State::named(name).ok_or_else(|| Damage(format!("{name:?} is no state")))
}

/// A number that counts something.
pub(super) fn count(number: i64) -> Result<u64, Damage> {
    u64::try_from(number).map_err(|_| Damage(format!("{number} counts nothing")))
}

/// A number as the tables hold it.
pub(super) fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A limit as SQL takes it.
pub(super) fn bound(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Damage> {
    serde_json::from_str(text).map_err(|error| Damage(format!("a column is no JSON of its kind: {error}")))
}

fn json<T: Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Failed(format!("a row cannot be written as JSON: {error}")))
}
