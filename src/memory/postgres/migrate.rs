//! The schema's versions, and bringing an older one up to the newest.

use deadpool_postgres::Object;

use super::fault::Fault;

/// Each file makes one version out of the one before it; a published one is never edited.
const MIGRATIONS: [&str; 4] = [
    include_str!("../../../migrations/postgres/0001_translations_and_history.sql"),
    include_str!("../../../migrations/postgres/0002_jobs.sql"),
    include_str!("../../../migrations/postgres/0003_ledger.sql"),
    include_str!("../../../migrations/postgres/0004_history_by_the_statement.sql"),
];

const NEWEST: i32 = MIGRATIONS.len() as i32;

/// The advisory lock under which one process migrates while the others wait: `AnBanMig` in ASCII.
const LOCK: i64 = 0x416E_4261_6E4D_6967;

/// Brings the schema up to date in one transaction; whoever comes meanwhile waits for it.
pub(super) async fn migrate(client: &mut Object) -> Result<(), Fault> {
    // Where nothing is to be done, a role that may only read and write can do it.
    if version(client).await? == NEWEST {
        return Ok(());
    }
    let change = client.build_transaction().start().await?;
    change.query_one("SELECT pg_advisory_xact_lock($1)", &[&LOCK]).await?;
    change
        .batch_execute(
            "CREATE SCHEMA IF NOT EXISTS anban;
             CREATE TABLE IF NOT EXISTS anban.schema (
                 version integer NOT NULL, one boolean PRIMARY KEY DEFAULT true CHECK (one));
             INSERT INTO anban.schema (version) VALUES (0) ON CONFLICT DO NOTHING",
        )
        .await?;
    let standing: i32 = change.query_one("SELECT version FROM anban.schema", &[]).await?.try_get(0)?;
    for migration in MIGRATIONS.iter().skip(usize::try_from(standing).unwrap_or_default()) {
        change.batch_execute(migration).await?;
    }
    change.execute("UPDATE anban.schema SET version = $1", &[&NEWEST]).await?;
    change.commit().await?;
    Ok(())
}

/// The version that stands there; 0 for none.
async fn version(client: &Object) -> Result<i32, Fault> {
    let there = "SELECT to_regclass('anban.schema') IS NOT NULL";
    if !client.query_one(there, &[]).await?.try_get::<_, bool>(0)? {
        return Ok(0);
    }
    let row = client.query_opt("SELECT version FROM anban.schema", &[]).await?;
    let version = row.map_or(Ok(0), |row| row.try_get(0))?;
    if version > NEWEST {
        return Err(Fault::Unusable(format!(
            "a newer Anban has written it (schema {version}, this program knows {NEWEST}); update Anban, or name \
             another database"
        )));
    }
    Ok(version)
}
