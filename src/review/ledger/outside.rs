//! What programs outside the desk have here: keys to the API, hooks and what was sent to them, articles handed over.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};

use super::{Error, Ledger, Person, acts::Verb, now, people};
use crate::{locale::Locale, memory::JobState};

/// The tables; an older ledger gets them when it is opened.
pub(super) const TABLES: &str = "
CREATE TABLE IF NOT EXISTS keys (id INTEGER PRIMARY KEY AUTOINCREMENT, hash BLOB NOT NULL UNIQUE,
  person INTEGER NOT NULL REFERENCES people(id), label TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS hooks (id INTEGER PRIMARY KEY AUTOINCREMENT,
  person INTEGER NOT NULL REFERENCES people(id), url TEXT NOT NULL, secret TEXT NOT NULL, seen INTEGER NOT NULL,
  at TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS deliveries (id INTEGER PRIMARY KEY AUTOINCREMENT,
  hook INTEGER NOT NULL REFERENCES hooks(id) ON DELETE CASCADE, body TEXT NOT NULL, state TEXT NOT NULL,
  attempts INTEGER NOT NULL, due INTEGER NOT NULL, status INTEGER, error TEXT, at TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, due);
CREATE INDEX IF NOT EXISTS deliveries_of ON deliveries (hook, id);
CREATE TABLE IF NOT EXISTS orders (job INTEGER PRIMARY KEY, person INTEGER NOT NULL REFERENCES people(id),
  name TEXT NOT NULL, article TEXT NOT NULL, locales TEXT NOT NULL, state TEXT NOT NULL, error TEXT,
  at TEXT NOT NULL) STRICT;
";

/// How many deliveries of one hook are kept.
const KEPT: i64 = 1000;

/// A key to the API, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Key {
    /// Its number.
    pub id: i64,
    /// What it is for, in its owner's words.
    pub label: String,
    /// When it was made.
    pub at: String,
}

/// An address that is told of complete editions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hook {
    /// Its number.
    pub id: i64,
    /// Where it is.
    pub url: String,
    /// When it was made.
    pub at: String,
}

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sent {
    /// To be tried, or tried again.
    Waiting,
    /// The receiver took it.
    Done,
    /// Given up.
    Dead,
}

/// Something sent to a hook, or to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// Its number; the receiver can tell by it what it has had already.
    pub id: i64,
    /// Where it stands.
    pub state: Sent,
    /// How often it was tried.
    pub attempts: u32,
    /// The receiver's last answer.
    pub status: Option<u16>,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// When it came up.
    pub at: String,
    /// What is sent.
    pub body: String,
}

/// A delivery that is due, with all it takes to send it.
#[derive(Clone, Debug)]
pub struct Due {
    /// Its number.
    pub id: i64,
    /// Where to.
    pub url: String,
    /// What it is signed with.
    pub secret: String,
    /// What is sent.
    pub body: String,
    /// How often it was tried.
    pub attempts: u32,
}

/// An article that was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Order {
    /// The job's number in the memory's queue.
    #[serde(rename = "id")]
    pub job: i64,
    /// Who handed it over.
    #[serde(skip)]
    pub person: i64,
    /// The article's file.
    pub name: String,
    /// The folder of its editions.
    pub article: String,
    /// The languages wanted.
    pub locales: Vec<Locale>,
    /// Where it stands: `waiting`, `running`, `done` or `dead`.
    pub state: String,
    /// Why it failed.
    pub error: Option<String>,
    /// When it was handed over.
    pub at: String,
}

impl Ledger {
    /// Keeps a key of `person`; the secret itself is not kept.
    pub async fn add_key(&self, person: i64, secret: &str, label: &str) -> Result<i64, Error> {
        let (hash, label) = (people::hash(secret), label.to_owned());
        self.run(move |file| {
            let sql = "INSERT INTO keys (hash, person, label, at) VALUES (?1, ?2, ?3, ?4)";
            file.execute(sql, params![hash, person, label, now()])?;
            Ok(file.last_insert_rowid())
        })
        .await
    }

    /// Whose key this is.
    pub async fn owner_of_key(&self, secret: &str) -> Result<Option<Person>, Error> {
        let hash = people::hash(secret);
        self.run(move |file| {
            let sql = "SELECT p.id, p.name, p.shown FROM keys k JOIN people p ON p.id = k.person WHERE k.hash = ?1";
            let found: Option<(i64, String, String)> =
                file.query_row(sql, [hash], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
            found.map(|(id, name, shown)| people::person(file, id, name, shown)).transpose()
        })
        .await
    }

    /// The keys of `person`.
    pub async fn keys(&self, person: i64) -> Result<Vec<Key>, Error> {
        self.run(move |file| {
            let mut all = file.prepare_cached("SELECT id, label, at FROM keys WHERE person = ?1 ORDER BY id")?;
            all.query_map([person], |row| Ok(Key { id: row.get(0)?, label: row.get(1)?, at: row.get(2)? }))?.collect()
        })
        .await
    }

    /// Takes a key back; whether there was one.
    pub async fn drop_key(&self, person: i64, id: i64) -> Result<bool, Error> {
        self.run(move |file| {
            Ok(file.execute("DELETE FROM keys WHERE id = ?1 AND person = ?2", params![id, person])? == 1)
        })
        .await
    }

    /// Adds a hook of `person`; it is told of what happens from now on.
    pub async fn add_hook(&self, person: i64, url: &str, secret: &str) -> Result<i64, Error> {
        let (url, secret) = (url.to_owned(), secret.to_owned());
        self.run(move |file| {
            let sql = "INSERT INTO hooks (person, url, secret, seen, at)
                SELECT ?1, ?2, ?3, coalesce(max(seq), 0), ?4 FROM acts";
            file.execute(sql, params![person, url, secret, now()])?;
            Ok(file.last_insert_rowid())
        })
        .await
    }

    /// The hooks of `person`.
    pub async fn hooks(&self, person: i64) -> Result<Vec<Hook>, Error> {
        self.run(move |file| {
            let mut all = file.prepare_cached("SELECT id, url, at FROM hooks WHERE person = ?1 ORDER BY id")?;
            all.query_map([person], |row| Ok(Hook { id: row.get(0)?, url: row.get(1)?, at: row.get(2)? }))?.collect()
        })
        .await
    }

    /// Removes a hook with its log; whether there was one.
    pub async fn drop_hook(&self, person: i64, id: i64) -> Result<bool, Error> {
        self.run(move |file| {
            Ok(file.execute("DELETE FROM hooks WHERE id = ?1 AND person = ?2", params![id, person])? == 1)
        })
        .await
    }

    /// The last 100 deliveries of a hook, newest first; none where it is not a hook of `person`.
    pub async fn deliveries(&self, person: i64, hook: i64) -> Result<Option<Vec<Delivery>>, Error> {
        self.run(move |file| {
            let own = "SELECT 1 FROM hooks WHERE id = ?1 AND person = ?2";
            if file.query_row(own, params![hook, person], |_| Ok(())).optional()?.is_none() {
                return Ok(None);
            }
            let mut all = file.prepare_cached(
                "SELECT id, state, attempts, status, error, at, body FROM deliveries WHERE hook = ?1
                 ORDER BY id DESC LIMIT 100",
            )?;
            all.query_map([hook], |row| {
                Ok(Delivery {
                    id: row.get(0)?,
                    state: match row.get::<_, String>(1)?.as_str() {
                        "done" => Sent::Done,
                        "dead" => Sent::Dead,
                        _ => Sent::Waiting,
                    },
                    attempts: row.get(2)?,
                    status: row.get(3)?,
                    error: row.get(4)?,
                    at: row.get(5)?,
                    body: row.get(6)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()
            .map(Some)
        })
        .await
    }

    /// Writes down what hooks have to be told of new editions, and gives up to `limit` deliveries that are due.
    pub async fn due(&self, limit: u32) -> Result<Vec<Due>, Error> {
        self.run(move |file| {
            if file.query_row("SELECT 1 FROM hooks LIMIT 1", [], |_| Ok(())).optional()?.is_none() {
                return Ok(Vec::new());
            }
            queue_new(file)?;
            let mut all = file.prepare_cached(
                "SELECT d.id, h.url, h.secret, d.body, d.attempts FROM deliveries d JOIN hooks h ON h.id = d.hook
                 WHERE d.state = 'waiting' AND d.due <= ?1 ORDER BY d.due LIMIT ?2",
            )?;
            let rows = all.query_map(params![Timestamp::now().as_millisecond(), limit], |row| {
                let (id, url, secret, body, attempts) =
                    (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
                Ok(Due { id, url, secret, body, attempts })
            })?;
            rows.collect()
        })
        .await
    }

    /// Notes what became of an attempt; `again` is the pause before the next, in milliseconds.
    pub async fn note_attempt(
        &self,
        id: i64,
        status: Option<u16>,
        error: Option<&str>,
        again: Option<i64>,
    ) -> Result<(), Error> {
        let error = error.map(|error| error.chars().take(500).collect::<String>());
        let state = match (&error, again) {
            (None, _) => "done",
            (Some(_), Some(_)) => "waiting",
            (Some(_), None) => "dead",
        };
        let due = Timestamp::now().as_millisecond() + again.unwrap_or(0);
        self.run(move |file| {
            let sql = "UPDATE deliveries SET attempts = attempts + 1, state = ?2, status = ?3, error = ?4, due = ?5
                WHERE id = ?1";
            file.execute(sql, params![id, state, status, error, due]).map(drop)
        })
        .await
    }

    /// Notes that an article was handed over.
    pub(in crate::review) async fn add_order(&self, order: Order) -> Result<(), Error> {
        self.run(move |file| {
            let locales: Vec<&str> = order.locales.iter().map(|locale| locale.tag()).collect();
            let sql = "INSERT OR REPLACE INTO orders (job, person, name, article, locales, state, error, at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL, ?7)";
            let (name, article, state) = (&order.name, &order.article, &order.state);
            file.execute(sql, params![order.job, order.person, name, article, locales.join(","), state, now()])?;
            Ok(())
        })
        .await
    }

    /// The order with this number.
    pub async fn order(&self, job: i64) -> Result<Option<Order>, Error> {
        self.run(move |file| file.query_row(&format!("{ORDERS} WHERE job = ?1"), [job], order).optional()).await
    }

    /// The orders nobody has fetched yet.
    pub(in crate::review) async fn open_orders(&self) -> Result<Vec<Order>, Error> {
        self.run(move |file| {
            let mut all = file.prepare_cached(&format!("{ORDERS} WHERE state IN ('waiting', 'running')"))?;
            all.query_map([], order)?.collect()
        })
        .await
    }

    /// Notes where an order stands, and the editions that are complete with it, in one step.
    pub(in crate::review) async fn note_order(
        &self,
        order: Order,
        state: JobState,
        error: Option<String>,
        complete: Vec<Locale>,
    ) -> Result<(), Error> {
        self.run(move |file| {
            let sql = "UPDATE orders SET state = ?2, error = ?3 WHERE job = ?1";
            file.execute(sql, params![order.job, state.name(), error])?;
            for locale in complete {
                let sql = "INSERT INTO acts (at, person, verb, locale, article, note, rows)
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, '[]')";
                let (verb, note) = (Verb::Publish.name(), format!("job {}", order.job));
                file.execute(sql, params![now(), order.person, verb, locale.tag(), order.article, note])?;
            }
            Ok(())
        })
        .await
    }
}

const ORDERS: &str = "SELECT job, person, name, article, locales, state, error, at FROM orders";

fn order(row: &Row<'_>) -> rusqlite::Result<Order> {
    let locales: String = row.get(4)?;
    Ok(Order {
        job: row.get(0)?,
        person: row.get(1)?,
        name: row.get(2)?,
        article: row.get(3)?,
        locales: locales.split(',').filter_map(|tag| tag.parse().ok()).collect(),
        state: row.get(5)?,
        error: row.get(6)?,
        at: row.get(7)?,
    })
}

/// One delivery for each hook and each edition written since it was last looked at, in a language of its owner.
fn queue_new(file: &Connection) -> rusqlite::Result<()> {
    let last: i64 = file.query_row("SELECT coalesce(max(seq), 0) FROM acts", [], |row| row.get(0))?;
    let mut behind = file.prepare_cached("SELECT 1 FROM hooks WHERE seen < ?1 LIMIT 1")?;
    if behind.query_row([last], |_| Ok(())).optional()?.is_none() {
        return Ok(());
    }
    let mut new = file.prepare_cached(
        "SELECT h.id, a.seq, a.at, a.article, a.locale FROM hooks h
         JOIN acts a ON a.seq > h.seen AND a.seq <= ?1 AND a.verb = 'publish'
         JOIN roles r ON r.person = h.person AND r.locale = a.locale ORDER BY a.seq, h.id",
    )?;
    let rows = new.query_map([last], |row| {
        let (hook, act, at): (i64, i64, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (article, locale): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
        let body = serde_json::json!({ "event": "edition.complete", "act": act, "at": at, "article": article,
            "locale": locale });
        Ok((hook, at, body.to_string()))
    })?;
    for row in rows {
        let (hook, at, body) = row?;
        let sql =
            "INSERT INTO deliveries (hook, body, state, attempts, due, at) VALUES (?1, ?2, 'waiting', 0, 0, ?3)";
        file.execute(sql, params![hook, body, at])?;
        let old = "DELETE FROM deliveries WHERE hook = ?1 AND state <> 'waiting' AND id <= (
            SELECT id FROM deliveries WHERE hook = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)";
        file.execute(old, params![hook, KEPT])?;
    }
    file.execute("UPDATE hooks SET seen = ?1", [last]).map(drop)
}
