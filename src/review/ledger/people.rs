//! People, their roles, their passwords and their sessions.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{Error, Ledger};
use crate::{
    locale::Locale,
    review::{Right, Role},
};

/// A session nobody used for this long is over, in seconds.
const IDLE: i64 = 12 * 3600;
/// A session older than this is over, in seconds.
const LONGEST: i64 = 7 * 24 * 3600;

/// Somebody at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Person {
    /// Number in the ledger.
    pub id: i64,
    /// The name to sign in with; it also stands in the memory's origins.
    pub name: String,
    /// The name as it is shown.
    pub shown: String,
    /// What they are, language by language.
    pub roles: Vec<(Locale, Role)>,
}

impl Person {
    /// Whether they have `right` at the desk of `locale`.
    #[must_use]
    pub fn may(&self, right: Right, locale: Locale) -> bool {
        self.roles.iter().any(|&(own, role)| own == locale && role.may(right))
    }

    /// Whether they have `right` at some desk.
    #[must_use]
    pub fn may_somewhere(&self, right: Right) -> bool {
        self.roles.iter().any(|&(_, role)| role.may(right))
    }
}

/// A signed-in person.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who.
    pub person: Person,
    /// What a form has to send back, so that no other site can send it.
    pub csrf: String,
}

impl Ledger {
    /// Adds somebody, or gives `None` where the name is taken. `password` is its hash.
    pub async fn add_person(
        &self,
        name: &str,
        shown: &str,
        password: &str,
        roles: &[(Locale, Role)],
    ) -> Result<Option<i64>, Error> {
        let (name, shown, password) = (name.to_owned(), shown.to_owned(), password.to_owned());
        let roles = roles.to_vec();
        self.run(move |file| {
            let sql = "INSERT INTO people (name, shown, password) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO NOTHING";
            if file.execute(sql, params![name, shown, password])? == 0 {
                return Ok(None);
            }
            let id = file.last_insert_rowid();
            set_roles(file, id, &roles)?;
            Ok(Some(id))
        })
        .await
    }

    /// Gives somebody these roles and no others; with none they can do nothing any more.
    pub async fn set_roles(&self, id: i64, roles: &[(Locale, Role)]) -> Result<(), Error> {
        let roles = roles.to_vec();
        self.run(move |file| set_roles(file, id, &roles)).await
    }

    /// Everybody, by name.
    pub async fn people(&self) -> Result<Vec<Person>, Error> {
        self.run(|file| {
            let mut all = file.prepare("SELECT id, name, shown FROM people ORDER BY name")?;
            let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            rows.map(|row| row.and_then(|(id, name, shown)| person(file, id, name, shown))).collect()
        })
        .await
    }

    /// The person called `name` and the hash of their password.
    pub async fn person_named(&self, name: &str) -> Result<Option<(Person, String)>, Error> {
        let name = name.to_owned();
        self.run(move |file| {
            let sql = "SELECT id, name, shown, password FROM people WHERE name = ?1";
            let found: Option<(i64, String, String, String)> = file
                .query_row(sql, [name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
                .optional()?;
            found.map(|(id, name, shown, hash)| Ok((person(file, id, name, shown)?, hash))).transpose()
        })
        .await
    }

    /// Begins a session with this token; an old one is ended.
    pub async fn begin_session(&self, id: i64, token: &str, csrf: &str, old: Option<&str>) -> Result<(), Error> {
        let (token, old, csrf) = (hash(token), old.map(hash), csrf.to_owned());
        self.run(move |file| {
            let now = Timestamp::now().as_second();
            if let Some(old) = old {
                file.execute("DELETE FROM sessions WHERE token = ?1", [old])?;
            }
            file.execute("DELETE FROM sessions WHERE seen < ?1 OR created < ?2", [now - IDLE, now - LONGEST])?;
            let sql = "INSERT INTO sessions (token, person, csrf, created, seen) VALUES (?1, ?2, ?3, ?4, ?4)";
            file.execute(sql, params![token, id, csrf, now]).map(drop)
        })
        .await
    }

    /// The session with this token, if it still runs.
    pub async fn session(&self, token: &str) -> Result<Option<Session>, Error> {
        let token = hash(token);
        self.run(move |file| {
            let now = Timestamp::now().as_second();
            let sql = "SELECT p.id, p.name, p.shown, s.csrf, s.seen FROM sessions s JOIN people p ON p.id = s.person
                WHERE s.token = ?1 AND s.seen >= ?2 AND s.created >= ?3";
            let found: Option<(i64, String, String, String, i64)> = file
                .query_row(sql, params![token, now - IDLE, now - LONGEST], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
                })
                .optional()?;
            let Some((id, name, shown, csrf, seen)) = found else { return Ok(None) };
            if now - seen > 60 {
                file.execute("UPDATE sessions SET seen = ?2 WHERE token = ?1", params![token, now])?;
            }
            Ok(Some(Session { person: person(file, id, name, shown)?, csrf }))
        })
        .await
    }

    /// Ends the session with this token.
    pub async fn end_session(&self, token: &str) -> Result<(), Error> {
        let token = hash(token);
        self.run(move |file| file.execute("DELETE FROM sessions WHERE token = ?1", [token]).map(drop)).await
    }

    /// Ends all sessions of somebody.
    pub async fn end_sessions_of(&self, id: i64) -> Result<(), Error> {
        self.run(move |file| file.execute("DELETE FROM sessions WHERE person = ?1", [id]).map(drop)).await
    }

    /// Keeps the token of a set-up link, the only one that holds, unless there is somebody already. Gives whether
    /// the desk waits to be set up.
    pub async fn offer_setup(&self, token: &str) -> Result<bool, Error> {
        let token = hash(token);
        self.run(move |file| {
            file.execute("DELETE FROM setup", [])?;
            let people: i64 = file.query_row("SELECT count(*) FROM people", [], |row| row.get(0))?;
            if people == 0 {
                file.execute("INSERT INTO setup (token) VALUES (?1)", [token])?;
            }
            Ok(people == 0)
        })
        .await
    }

    /// Whether `token` is that of the set-up link.
    pub async fn is_setup(&self, token: &str) -> Result<bool, Error> {
        let token = hash(token);
        self.run(move |file| {
            file.query_row("SELECT count(*) FROM setup WHERE token = ?1", [token], |row| row.get::<_, i64>(0))
                .map(|count| count > 0)
        })
        .await
    }

    /// Uses the set-up link up. Of two who follow it at once one gets `true`.
    pub async fn use_setup(&self, token: &str) -> Result<bool, Error> {
        let token = hash(token);
        self.run(move |file| Ok(file.execute("DELETE FROM setup WHERE token = ?1", [token])? == 1)).await
    }
}

fn set_roles(file: &Connection, id: i64, roles: &[(Locale, Role)]) -> rusqlite::Result<()> {
    file.execute("DELETE FROM roles WHERE person = ?1", [id])?;
    for (locale, role) in roles {
        let sql = "INSERT OR REPLACE INTO roles (person, locale, role) VALUES (?1, ?2, ?3)";
        file.execute(sql, params![id, locale.tag(), role.name()])?;
    }
    Ok(())
}

pub(super) fn person(file: &Connection, id: i64, name: String, shown: String) -> rusqlite::Result<Person> {
    let mut roles = file.prepare_cached("SELECT locale, role FROM roles WHERE person = ?1")?;
    let rows = roles.query_map([id], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut roles = Vec::new();
    for row in rows {
        let (locale, role) = row?;
        if let (Ok(locale), Some(role)) = (locale.parse::<Locale>(), Role::named(&role)) {
            roles.push((locale, role));
        }
    }
    roles.sort_unstable();
    Ok(Person { id, name, shown, roles })
}

/// What is kept of a token: a ledger that is read by a stranger opens no session.
pub(super) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
