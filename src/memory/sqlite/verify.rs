//! Reading everything and comparing it, and mending what can be mended.

use std::borrow::Cow;

use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params, types::ValueRef};

use super::{fault::Fault, rows::HISTORY};
use crate::memory::{
    self, FaultKind, Row,
    columns::{self, Columns, Past},
    inspect::{Found, Mend, inspect},
};

/// The faults of some rows by the rows' numbers, and the last of those; none where there are no more.
type Page = (Vec<(i64, Found)>, Option<i64>);

/// How many rows are read at a time.
const PAGE: usize = 500;

/// See [`Store::verify`](crate::memory::Store::verify).
pub(super) fn verify(file: &mut Connection, repair: bool) -> Result<Vec<memory::Fault>, Fault> {
    let mut faults = indexes(file, repair)?;
    faults.extend(orphans(file, repair)?);
    let mut after = i64::MIN;
    loop {
        let (found, last) = match page(file, after) {
            Ok(page) => page,
            Err(fault) if fault.is_damage() => {
                let what = format!("the rows after number {after} cannot be read: {fault:?}");
                faults.push(memory::Fault { kind: FaultKind::Index, id: None, what, mended: false });
                return Ok(faults);
            }
            Err(fault) => return Err(fault),
        };
        for (number, found) in found {
            let mended = match &found.mend {
                Some(mend) if repair => self::mend(file, number, mend)?,
                _ => false,
            };
            let Found { kind, id, what, .. } = found;
            faults.push(memory::Fault { kind, id, what, mended });
        }
        match last {
            Some(last) => after = last,
            None => return Ok(faults),
        }
    }
}

fn indexes(file: &Connection, repair: bool) -> Result<Vec<memory::Fault>, Fault> {
    let check = || -> Result<Vec<String>, Fault> {
        let mut statement = file.prepare("PRAGMA integrity_check(20)")?;
        let lines = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    };
    let faults = check()?;
    let mended = !faults.is_empty() && repair && file.execute_batch("REINDEX").is_ok() && check()?.is_empty();
    let fault = |what| memory::Fault { kind: FaultKind::Index, id: None, what, mended };
    Ok(faults.into_iter().map(fault).collect())
}

fn orphans(file: &Connection, repair: bool) -> Result<Vec<memory::Fault>, Fault> {
    let lost = "translation NOT IN (SELECT id FROM translation)";
    let count = |table: &str| -> Result<u64, Fault> {
        Ok(columns::count(
            file.query_row(&format!("SELECT count(*) FROM {table} WHERE {lost}"), [], |row| row.get(0))?,
        )?)
    };
    let mut faults = Vec::new();
    let mut note = |what, mended| faults.push(memory::Fault { kind: FaultKind::Orphan, id: None, what, mended });
    let versions = count("history")?;
    if versions > 0 {
        note(format!("{versions} versions belong to no row"), false);
    }
    let uses = count("used")?;
    if uses > 0 {
        let mended = repair && file.execute(&format!("DELETE FROM used WHERE {lost}"), []).is_ok();
        note(format!("{uses} uses belong to no row"), mended);
    }
    Ok(faults)
}

/// The faults of the rows after the one numbered `after`.
fn page(file: &mut Connection, after: i64) -> Result<Page, Fault> {
    let moment = file.transaction()?;
    let mut statement = moment.prepare_cached(
        "SELECT id, key, locale, context, source, created, version, target, state, who, name, model, prompt,
             fingerprint, findings, updated, digest
         FROM translation NOT INDEXED WHERE id > ?1 ORDER BY id LIMIT ?2",
    )?;
    let mut versions =
        moment.prepare_cached(&format!("SELECT {HISTORY} FROM history WHERE translation = ?1 ORDER BY version"))?;
    let mut found = statement.query(params![after, columns::bound(PAGE)])?;
    let (mut faults, mut last) = (Vec::new(), None);
    while let Some(row) = found.next()? {
        let number: i64 = row.get(0)?;
        last = Some(number);
        let columns = Columns {
            key: bytes(row, 1)?,
            locale: lossy(row, 2)?,
            context: bytes(row, 3)?,
            source: lossy(row, 4)?,
            created: lossy(row, 5)?,
            past: past(row, 6)?,
        };
        let mut history = Vec::new();
        let mut read = versions.query([number])?;
        while let Some(row) = read.next()? {
            history.push(owned(&past(row, 0)?));
        }
        faults.extend(inspect(&columns, &history).into_iter().map(|fault| (number, fault)));
    }
    Ok((faults, last))
}

/// The columns of a version, whatever they hold: what is no text of theirs fails the checksum.
fn past<'a>(row: &'a rusqlite::Row<'_>, first: usize) -> Result<Past<'a>, Fault> {
    let maybe = |at: usize| match row.get_ref(at)? {
        ValueRef::Null => Ok::<_, Fault>(None),
        _ => Ok(Some(lossy(row, at)?)),
    };
    Ok(Past {
        version: row.get_ref(first)?.as_i64().unwrap_or(-1),
        target: lossy(row, first + 1)?,
        state: lossy(row, first + 2)?,
        who: lossy(row, first + 3)?,
        name: lossy(row, first + 4)?,
        model: maybe(first + 5)?,
        prompt: maybe(first + 6)?,
        fingerprint: lossy(row, first + 7)?,
        findings: lossy(row, first + 8)?,
        at: lossy(row, first + 9)?,
        digest: bytes(row, first + 10)?,
    })
}

fn owned(past: &Past<'_>) -> Past<'static> {
    let text = |text: &Cow<'_, str>| Cow::Owned(text.clone().into_owned());
    Past {
        version: past.version,
        target: text(&past.target),
        state: text(&past.state),
        who: text(&past.who),
        name: text(&past.name),
        model: past.model.as_ref().map(text),
        prompt: past.prompt.as_ref().map(text),
        fingerprint: text(&past.fingerprint),
        findings: text(&past.findings),
        at: text(&past.at),
        digest: Cow::Owned(past.digest.clone().into_owned()),
    }
}

fn lossy<'a>(row: &'a rusqlite::Row<'_>, at: usize) -> Result<Cow<'a, str>, Fault> {
    Ok(match row.get_ref(at)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes),
        ValueRef::Null => Cow::Borrowed(""),
        ValueRef::Integer(number) => Cow::Owned(number.to_string()),
        ValueRef::Real(number) => Cow::Owned(number.to_string()),
    })
}

fn bytes<'a>(row: &'a rusqlite::Row<'_>, at: usize) -> Result<Cow<'a, [u8]>, Fault> {
    Ok(match row.get_ref(at)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Cow::Borrowed(bytes),
        _ => Cow::Borrowed(&[]),
    })
}

/// The triggers that forbid what mending has to do; they are taken away and put back in its transaction.
const GUARDS: [&str; 3] = ["history_is_not_changed", "translation_moves_forward", "translation_of_a_person_stays"];

fn mend(file: &mut Connection, number: i64, mend: &Mend) -> Result<bool, Fault> {
    let transaction = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut guards = Vec::new();
    for guard in GUARDS {
        let find = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?1";
        if let Some(sql) = transaction.query_row(find, [guard], |row| row.get::<_, String>(0)).optional()? {
            transaction.execute_batch(&format!("DROP TRIGGER {guard}"))?;
            guards.push(sql);
        }
    }
    let done = match mend {
        Mend::Row(row) => {
            let written = columns::write(row)?;
            update(&transaction, "translation", "updated", "id = ?12", number, row, &written.digest, |sql| {
                sql.replace("SET ", "SET source = ?13, created = ?14, ")
            })?
        }
        Mend::Version(row) => {
            let written = columns::write(row)?;
            transaction.execute(
                "INSERT INTO history (change, translation, version, target, state, who, name, fingerprint, findings,
                     at, digest)
                 SELECT change, id, ?2, '', '', '', '', '', '', '', zeroblob(16) FROM translation
                 WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM history WHERE translation = ?1 AND version = ?2)",
                params![number, columns::number(row.version)],
            )?;
            update(
                &transaction,
                "history",
                "at",
                "translation = ?12 AND version = ?1",
                number,
                row,
                &written.history_digest,
                |sql| sql.to_owned(),
            )?
        }
    };
    for guard in guards {
        transaction.execute_batch(&guard)?;
    }
    transaction.commit()?;
    Ok(done == 1)
}

#[expect(clippy::too_many_arguments, reason = "one statement with its holes")]
fn update(
    file: &Connection,
    table: &str,
    time: &str,
    place: &str,
    number: i64,
    row: &Row,
    digest: &[u8; 16],
    finish: impl Fn(&str) -> String,
) -> Result<usize, Fault> {
    let written = columns::write(row)?;
    let sql = finish(&format!(
        "UPDATE {table} SET version = ?1, target = ?2, state = ?3, who = ?4, name = ?5, model = ?6, prompt = ?7,
             fingerprint = ?8, findings = ?9, {time} = ?10, digest = ?11 WHERE {place}"
    ));
    let mut statement = file.prepare(&sql)?;
    let origin = &row.origin;
    let mut values: Vec<&dyn rusqlite::ToSql> = Vec::new();
    let (version, state, who) = (columns::number(row.version), row.state.name(), origin.who.name());
    values.extend([&version as &dyn rusqlite::ToSql, &written.target, &state, &who, &origin.name, &origin.model]);
    values.extend([&origin.prompt as &dyn rusqlite::ToSql, &row.fingerprint, &written.findings, &row.updated]);
    values.extend([digest as &dyn rusqlite::ToSql, &number]);
    if statement.parameter_count() > values.len() {
        values.extend([&written.source as &dyn rusqlite::ToSql, &row.created]);
    }
    Ok(statement.execute(values.as_slice())?)
}
