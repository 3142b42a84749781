//! Deadlines, and what approving cost: the figures of the lead's page.

use std::collections::HashMap;

use rusqlite::params;
use serde::Serialize;

use super::{Error, Ledger, now};
use crate::locale::Locale;

/// What a person had to change in a machine's sentence before approving it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effort {
    /// The edition's language.
    pub locale: Locale,
    /// The backend that made the sentence.
    pub backend: String,
    /// How much of it was changed, 0 to 100 per cent of the characters of both texts.
    pub percent: u8,
    /// How many findings on terms the machine's sentence had.
    pub terms: u32,
}

/// The mean effort of one backend in one language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeanEffort {
    /// The backend.
    pub backend: String,
    /// The language.
    pub locale: Locale,
    /// How many sentences.
    pub count: u32,
    /// The mean of [`Effort::percent`].
    pub percent: f64,
}

/// A count of one day or week in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The day, or the Monday of the week, UTC, `YYYY-MM-DD`.
    pub day: String,
    /// The language.
    pub locale: Locale,
    /// How many.
    pub count: u32,
}

impl Ledger {
    /// Gives an article's editions a deadline (`YYYY-MM-DD`), or none.
    pub async fn set_deadline(&self, article: &str, day: Option<&str>) -> Result<(), Error> {
        let (article, day) = (article.to_owned(), day.map(str::to_owned));
        self.run(move |file| {
            file.execute("DELETE FROM deadlines WHERE article = ?1", [&article])?;
            if let Some(day) = day {
                file.execute("INSERT INTO deadlines (article, day) VALUES (?1, ?2)", params![article, day])?;
            }
            Ok(())
        })
        .await
    }

    /// The deadlines, by the article's folder.
    pub async fn deadlines(&self) -> Result<HashMap<String, String>, Error> {
        self.run(|file| {
            let mut all = file.prepare_cached("SELECT article, day FROM deadlines")?;
            all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
        .await
    }

    /// Notes what approving a machine's sentence cost; once an act.
    pub async fn note_effort(&self, act: i64, effort: Effort) -> Result<(), Error> {
        self.run(move |file| {
            let sql = "INSERT OR IGNORE INTO efforts (act, at, locale, backend, percent, terms)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
            let Effort { locale, backend, percent, terms } = effort;
            file.execute(sql, params![act, now(), locale.tag(), backend, percent, terms]).map(drop)
        })
        .await
    }

    /// The mean effort since the day `since`, by backend and language.
    pub async fn mean_efforts(&self, since: &str) -> Result<Vec<MeanEffort>, Error> {
        let since = since.to_owned();
        self.run(move |file| {
            let mut all = file.prepare_cached(
                "SELECT backend, locale, count(*), avg(percent) FROM efforts WHERE at >= ?1
                 GROUP BY backend, locale ORDER BY backend, locale",
            )?;
            let rows =
                all.query_map([since], |row| Ok((row.get::<_, String>(1)?, row.get(0)?, row.get(2)?, row.get(3)?)))?;
            let mut found = Vec::new();
            for row in rows {
                let (locale, backend, count, percent) = row?;
                if let Ok(locale) = locale.parse() {
                    found.push(MeanEffort { backend, locale, count, percent });
                }
            }
            Ok(found)
        })
        .await
    }

    /// Findings on terms in machines' sentences that came to be approved since the day `since`, by week.
    pub async fn term_weeks(&self, since: &str) -> Result<Vec<Count>, Error> {
        self.counts(
            "SELECT date(at, 'weekday 0', '-6 days') AS day, locale, sum(terms) FROM efforts
             WHERE at >= ?1 GROUP BY day, locale ORDER BY day, locale",
            since,
        )
        .await
    }

    /// Sentences approved since the day `since`, by day.
    pub async fn throughput(&self, since: &str) -> Result<Vec<Count>, Error> {
        self.counts(
            "SELECT date(at) AS day, locale, sum(CASE verb WHEN 'bulk' THEN json_array_length(rows) ELSE 1 END)
             FROM acts WHERE at >= ?1 AND verb IN ('accept', 'amend', 'restore', 'bulk') AND locale IS NOT NULL
             GROUP BY day, locale ORDER BY day, locale",
            since,
        )
        .await
    }

    async fn counts(&self, sql: &'static str, since: &str) -> Result<Vec<Count>, Error> {
        let since = since.to_owned();
        self.run(move |file| {
            let mut all = file.prepare_cached(sql)?;
            let rows = all.query_map([since], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)))?;
            let mut found = Vec::new();
            for row in rows {
                let (day, locale, count): (String, String, u32) = row?;
                if let Ok(locale) = locale.parse() {
                    found.push(Count { day, locale, count });
                }
            }
            Ok(found)
        })
        .await
    }
}
