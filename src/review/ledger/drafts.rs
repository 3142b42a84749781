//! What somebody is typing, and what people say about a segment.

use rusqlite::{OptionalExtension as _, params};
use serde::Serialize;

use super::{Error, Ledger, now};
use crate::memory::RowId;

/// A translation that is being typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Draft {
    /// What was typed, with the stand-ins of codes.
    pub text: String,
    /// The text the typing began from.
    pub base: String,
    /// The version the typing began from; 0 for none.
    pub version: u64,
    /// When it was last stored.
    pub at: String,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Comment {
    /// Who.
    pub person: String,
    /// What.
    pub text: String,
    /// When.
    pub at: String,
}

impl Ledger {
    /// Keeps what `person` has typed so far.
    pub async fn keep_draft(
        &self,
        person: i64,
        id: RowId,
        text: &str,
        base: &str,
        version: u64,
    ) -> Result<(), Error> {
        let (text, base, version) = (text.to_owned(), base.to_owned(), i64::try_from(version).unwrap_or(i64::MAX));
        self.run(move |file| {
            let sql = "INSERT OR REPLACE INTO drafts (person, key, locale, context, text, base, version, at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
            let (key, locale, context) = (id.key.0, id.locale.tag(), id.context.0);
            file.execute(sql, params![person, key, locale, context, text, base, version, now()]).map(drop)
        })
        .await
    }

    /// Forgets a draft, because it was stored or given up.
    pub async fn drop_draft(&self, person: i64, id: RowId) -> Result<(), Error> {
        self.run(move |file| {
            let sql = "DELETE FROM drafts WHERE person = ?1 AND key = ?2 AND locale = ?3 AND context = ?4";
            file.execute(sql, params![person, id.key.0, id.locale.tag(), id.context.0]).map(drop)
        })
        .await
    }

    /// The drafts of `person`, one a row of `ids`.
    pub async fn drafts(&self, person: i64, ids: Vec<RowId>) -> Result<Vec<Option<Draft>>, Error> {
        self.run(move |file| {
            let mut one = file.prepare_cached(
                "SELECT text, base, version, at FROM drafts
                 WHERE person = ?1 AND key = ?2 AND locale = ?3 AND context = ?4",
            )?;
            ids.iter()
                .map(|id| {
                    one.query_row(params![person, id.key.0, id.locale.tag(), id.context.0], |row| {
                        let version = u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0);
                        Ok(Draft { text: row.get(0)?, base: row.get(1)?, version, at: row.get(3)? })
                    })
                    .optional()
                })
                .collect()
        })
        .await
    }

    /// Adds a comment to a segment in one language, wherever it stands.
    pub async fn comment(&self, person: i64, id: RowId, text: &str) -> Result<(), Error> {
        let text = text.to_owned();
        self.run(move |file| {
            let sql = "INSERT INTO comments (key, locale, person, text, at) VALUES (?1, ?2, ?3, ?4, ?5)";
            file.execute(sql, params![id.key.0, id.locale.tag(), person, text, now()]).map(drop)
        })
        .await
    }

    /// The comments on each of `ids`, oldest first.
    pub async fn comments(&self, ids: Vec<RowId>) -> Result<Vec<Vec<Comment>>, Error> {
        self.run(move |file| {
            let mut one = file.prepare_cached(
                "SELECT p.shown, c.text, c.at FROM comments c JOIN people p ON p.id = c.person
                 WHERE c.key = ?1 AND c.locale = ?2 ORDER BY c.id",
            )?;
            ids.iter()
                .map(|id| {
                    one.query_map(params![id.key.0, id.locale.tag()], |row| {
                        Ok(Comment { person: row.get(0)?, text: row.get(1)?, at: row.get(2)? })
                    })?
                    .collect()
                })
                .collect()
        })
        .await
    }
}
