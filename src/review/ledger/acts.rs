//! Who did what, in order: the audit trail, what is sent to the browsers, and what can be undone.

use rusqlite::{OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};

use super::{Error, Ledger, now};
use crate::{locale::Locale, memory::RowId};

/// What somebody did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// Approved a translation as it stood.
    Accept,
    /// Wrote another.
    Amend,
    /// Said that it will not do.
    Reject,
    /// Took an act back.
    Undo,
    /// Brought an older version back.
    Restore,
    /// Said something about it.
    Comment,
    /// Approved several clean matches at once.
    Bulk,
    /// Asked a backend for another translation.
    Ask,
    /// Wrote the edition and closed its sentences.
    Publish,
    /// Wrote the edition again as it stands.
    Assemble,
    /// Set an article's deadline.
    Deadline,
    /// Signed in, or looked after people.
    People,
}

impl Verb {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Amend => "amend",
            Self::Reject => "reject",
            Self::Undo => "undo",
            Self::Restore => "restore",
            Self::Comment => "comment",
            Self::Bulk => "bulk",
            Self::Ask => "ask",
            Self::Publish => "publish",
            Self::Assemble => "assemble",
            Self::Deadline => "deadline",
            Self::People => "people",
        }
    }

    fn named(name: &str) -> Self {
        [
            Self::Accept,
            Self::Amend,
            Self::Reject,
            Self::Undo,
            Self::Restore,
            Self::Comment,
            Self::Bulk,
            Self::Ask,
            Self::Publish,
            Self::Assemble,
            Self::Deadline,
        ]
        .into_iter()
        .find(|verb| verb.name() == name)
        .unwrap_or(Self::People)
    }
}

/// A row of the memory that an act changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touched {
    /// Which.
    pub id: RowId,
    /// Its version before; 0 where there was none.
    pub from: u64,
    /// Its version after.
    pub to: u64,
}

/// Something somebody did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Act {
    /// Its number; grows, never used twice.
    pub seq: i64,
    /// When.
    pub at: String,
    /// Who, as they are shown.
    pub person: String,
    /// What.
    pub verb: Verb,
    /// The language it concerns.
    pub locale: Option<Locale>,
    /// The article's folder.
    pub article: Option<String>,
    /// A reason, a remark.
    pub note: Option<String>,
    /// The rows it changed; the first is the one it was meant for.
    pub rows: Vec<Touched>,
}

impl Ledger {
    /// Writes an act down and gives it its number.
    pub async fn write_down(
        &self,
        person: i64,
        verb: Verb,
        place: (Option<Locale>, Option<&str>),
        note: Option<&str>,
        rows: &[Touched],
    ) -> Result<i64, Error> {
        let (locale, article) = (place.0.map(Locale::tag), place.1.map(str::to_owned));
        let note = note.map(str::to_owned);
        let rows = serde_json::to_string(rows).map_err(|error| Error::Ledger(error.to_string()))?;
        self.run(move |file| {
            let sql = "INSERT INTO acts (at, person, verb, locale, article, note, rows)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
            file.execute(sql, params![now(), person, verb.name(), locale, article, note, rows])?;
            Ok(file.last_insert_rowid())
        })
        .await
    }

    /// The acts after `seq`, in order, at most `limit`.
    pub async fn acts_after(&self, seq: i64, limit: u32) -> Result<Vec<Act>, Error> {
        self.run(move |file| {
            let mut all = file.prepare_cached(&format!("{ACTS} WHERE a.seq > ?1 ORDER BY a.seq LIMIT ?2"))?;
            all.query_map(params![seq, limit], act)?.collect()
        })
        .await
    }

    /// The number of the last act; 0 for none.
    pub async fn last_act(&self) -> Result<i64, Error> {
        self.run(|file| file.query_row("SELECT coalesce(max(seq), 0) FROM acts", [], |row| row.get(0))).await
    }

    /// The last act that brought the row to version `version`.
    pub async fn act_that_made(&self, id: RowId, version: u64) -> Result<Option<Act>, Error> {
        self.run(move |file| {
            // The key stands in the rows as written; the rest is compared below.
            let mut some = file.prepare_cached(&format!(
                "{ACTS} WHERE a.locale = ?1 AND instr(a.rows, ?2) > 0 ORDER BY a.seq DESC LIMIT 50"
            ))?;
            let mut found = some.query_map(params![id.locale.tag(), id.key.to_string()], act)?;
            found
                .find_map(|act| match act {
                    Ok(act) => act.rows.iter().any(|row| row.id == id && row.to == version).then_some(Ok(act)),
                    Err(error) => Some(Err(error)),
                })
                .transpose()
        })
        .await
    }

    /// The act with this number.
    pub async fn act(&self, seq: i64) -> Result<Option<Act>, Error> {
        self.run(move |file| file.query_row(&format!("{ACTS} WHERE a.seq = ?1"), [seq], act).optional()).await
    }
}

const ACTS: &str = "SELECT a.seq, a.at, coalesce(p.shown, ''), a.verb, a.locale, a.article, a.note, a.rows
    FROM acts a LEFT JOIN people p ON p.id = a.person";

fn act(row: &Row<'_>) -> rusqlite::Result<Act> {
    Ok(Act {
        seq: row.get(0)?,
        at: row.get(1)?,
        person: row.get(2)?,
        verb: Verb::named(&row.get::<_, String>(3)?),
        locale: row.get::<_, Option<String>>(4)?.and_then(|tag| tag.parse().ok()),
        article: row.get(5)?,
        note: row.get(6)?,
        rows: serde_json::from_str(&row.get::<_, String>(7)?).unwrap_or_default(),
    })
}
