//! The memory in a PostgreSQL database, shared by the processes of many machines.
//!
//! A verb is one transaction, and a bulk verb one round trip. Commits are durable whatever the server's default:
//! a session whose `synchronous_commit` is off turns it on. Writers take turns at the row that holds the latest
//! change number, so that numbers have no gaps and are seen in their order; readers never wait for them.

/// Runs a verb's work on a connection, as often as the connection is lost before anything was done and patience lasts.
macro_rules! work {
    ($self:ident, $client:pat => $work:expr) => {
        work!($self => match $self.client().await {
            Ok($client) => $work.await.map_err(|fault| (fault, false)),
            Err(failed) => Err(failed),
        })
    };
    ($self:ident => $work:expr) => {{
        let mut patience = Patience::new($self.patience);
        loop {
            match $work {
                Ok(done) => break Ok(done),
                Err((fault, _)) if fault.is_passing() && patience.lasts() => patience.wait(&$self.shown, &fault).await,
                Err((fault, true)) => break Err(fault.on_opening(&$self.shown)),
                Err((fault, false)) => break Err(fault.at_work(&$self.shown)),
            }
        }
    }};
}

mod address;
mod claims;
mod fault;
mod ledger;
mod load;
mod migrate;
mod queue;
mod read;
mod rows;
mod tls;
mod verify;
mod write;

use std::{
    path::Path,
    sync::{Arc, OnceLock},
    time::Duration,
};

use async_trait::async_trait;
use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use secrecy::SecretString;
use tokio::{
    sync::{OnceCell, mpsc},
    time::Instant,
};
use tokio_postgres::NoTls;

use self::{claims::Claims, fault::Fault, tls::Tls};
use super::{
    Claim, Entry, EntryId, Error, History, Hit, LedgerLine, Loaded, NewRow, Query, Record, Removal, Reservation,
    Reserved, Restored, Result, Row, RowId, Settings, Spent, Sqlite, Stats, Store,
};
use crate::{locale::Locale, segment::SegmentKey};

/// A memory in a PostgreSQL database, in its schema `anban`.
pub struct Postgres {
    shown: String,
    pool: Pool,
    patience: Duration,
    settings: Settings,
    /// Set once the schema is up to date.
    ready: OnceCell<()>,
    /// Started with the first claim.
    claims: OnceLock<Claims>,
}

/// How long and how often to try again.
struct Patience {
    deadline: Instant,
    pause: Duration,
}

impl Patience {
    fn new(patience: Duration) -> Self {
        Self { deadline: Instant::now() + patience, pause: Duration::from_millis(20) }
    }

    fn lasts(&self) -> bool {
        Instant::now() + self.pause < self.deadline
    }

    async fn wait(&mut self, at: &str, fault: &Fault) {
        tracing::info!("{at}: {fault:?}; trying again");
        tokio::time::sleep(self.pause).await;
        self.pause = (self.pause * 2).min(Duration::from_secs(1));
    }
}

impl Postgres {
    /// Whether `text` is the address of a PostgreSQL server and not the path of a file.
    #[must_use]
    pub fn is_address(text: &str) -> bool {
        address::is_address(text)
    }

    /// The memory at `address` (`postgres://USER@HOST:PORT/DATABASE`), with `password` where the address holds none.
    /// With `?sslmode=require` the connection is encrypted and the server's certificate checked.
    /// Nothing is connected before the first verb, which also brings the schema up to date. Of `settings` these
    /// count: `busy-timeout-ms`, how long to wait for locks and lost servers, and `readers`.
    ///
    /// # Errors
    /// [`Error::Open`] for an address that cannot be read; it is not repeated, for it may hold a password.
    pub fn open(address: &str, settings: &Settings, password: Option<&SecretString>) -> Result<Self> {
        let config = address::parse(address, password).map_err(|fault| fault.on_opening(address::HIDDEN))?;
        let shown = address::shown(&config);
        if address::is_open(&config) {
            tracing::warn!("the connection to {shown} is not encrypted: add ?sslmode=require, or sslmode=disable");
        }
        let patience = Duration::from_millis(u64::from(settings.busy_timeout_ms.min(600_000)));
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = match address::wants_tls(&config) {
            true => Manager::from_config(config, Tls::new().map_err(|fault| fault.on_opening(&shown))?, recycling),
            false => Manager::from_config(config, NoTls, recycling),
        };
        let session = session(patience);
        let pool = Pool::builder(manager)
            .max_size(settings.readers.clamp(1, 64) + 2)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(patience.max(Duration::from_secs(1))))
            .post_create(Hook::async_fn(move |client, _| {
                let session = session.clone();
                Box::pin(async move { client.batch_execute(&session).await.map_err(HookError::Backend) })
            }))
            .build()
            .map_err(|error| Error::Open { at: shown.clone(), why: error.to_string() })?;
        Ok(Self {
            shown,
            pool,
            patience,
            settings: settings.clone(),
            ready: OnceCell::new(),
            claims: OnceLock::new(),
        })
    }

    /// A connection to a schema that is up to date; whether a failure is one of opening.
    async fn client(&self) -> std::result::Result<Object, (Fault, bool)> {
        let opening = self.ready.get().is_none();
        let mut client = self.pool.get().await.map_err(|error| (error.into(), opening))?;
        self.ready
            .get_or_try_init(|| async { migrate::migrate(&mut client).await })
            .await
            .map_err(|fault| (fault, true))?;
        Ok(client)
    }
}

/// What each connection is told. The server is to notice within half a minute that a client is gone.
fn session(patience: Duration) -> String {
    format!(
        "SET timezone = 'UTC'; SET lock_timeout = {}; SET jit = off; SET idle_in_transaction_session_timeout = '2min';
         SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4;
         SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
        patience.as_millis()
    )
}

#[async_trait]
impl Store for Postgres {
    async fn lookup(&self, locale: Locale, queries: &[Query]) -> Result<Vec<Option<Hit>>> {
        if queries.is_empty() {
            return Ok(Vec::new());
        }
        work!(self, client => read::lookup(&client, locale, queries))
    }

    async fn commit(&self, rows: &[NewRow]) -> Result<Vec<u64>> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        work!(self, mut client => write::commit(&mut client, rows))
    }

    async fn load(&self, mut batches: mpsc::Receiver<Arc<Vec<NewRow>>>) -> Result<Loaded> {
        let mut progress = load::Progress::default();
        let may_stage = work!(self, client => load::may_stage(&client))?;
        loop {
            let part = load::part(&mut batches).await;
            if part.is_empty() {
                return progress.loaded().map_err(|fault| fault.at_work(&self.shown));
            }
            if may_stage {
                match work!(self, mut client => load::merge(&mut client, &part)) {
                    Ok(merged) => {
                        progress.take(&merged);
                        continue;
                    }
                    // Of the part nothing stands; the batches before the one in conflict have to.
                    Err(Error::Conflict { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
            for batch in &part {
                self.commit(batch).await?;
                progress.take_batch(batch.len());
            }
        }
    }

    async fn variants(&self, key: SegmentKey, locale: Locale, limit: usize) -> Result<Vec<Row>> {
        work!(self, client => read::variants(&client, key, locale, limit))
    }

    async fn variants_of(&self, keys: &[SegmentKey], locales: &[Locale], limit: usize) -> Result<Vec<Vec<Row>>> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        work!(self, client => read::variants_of(&client, keys, locales, limit))
    }

    async fn history(&self, id: RowId) -> Result<Vec<History>> {
        work!(self, client => read::history(&client, id))
    }

    async fn page(&self, after: Option<RowId>, limit: usize) -> Result<Vec<Row>> {
        work!(self, client => read::page(&client, after, limit))
    }

    async fn stats(&self) -> Result<Stats> {
        work!(self, client => read::stats(&client))
    }

    async fn changes(&self, after: u64, limit: usize) -> Result<Vec<(u64, Row)>> {
        work!(self, client => read::changes(&client, after, limit))
    }

    async fn lineage(&self, change: u64) -> Result<Option<String>> {
        work!(self, client => read::lineage(&client, change))
    }

    async fn reserve(&self, wanted: &Reservation) -> Result<Reserved> {
        work!(self, mut client => ledger::reserve(&mut client, wanted))
    }

    async fn settle(&self, entry: EntryId, spent: Spent) -> Result<()> {
        work!(self, mut client => ledger::settle(&mut client, entry, spent))
    }

    async fn ledger(&self, since: Option<&str>) -> Result<Vec<LedgerLine>> {
        work!(self, client => ledger::ledger(&client, since))
    }

    async fn entries(&self, after: EntryId, limit: usize) -> Result<Vec<(EntryId, Entry)>> {
        work!(self, client => ledger::entries(&client, after, limit))
    }

    async fn enter(&self, entries: &[Entry]) -> Result<()> {
        work!(self, mut client => ledger::enter(&mut client, entries))
    }

    async fn removals(&self, after: u64, limit: usize) -> Result<Vec<(u64, Removal)>> {
        work!(self, client => read::removals(&client, after, limit))
    }

    async fn records(&self, after: u64, limit: usize) -> Result<Vec<(u64, Record)>> {
        work!(self, client => read::records(&client, after, limit))
    }

    async fn restore(&self, records: &[Record]) -> Result<Vec<Restored>> {
        if records.is_empty() {
            return Ok(Vec::new());
        }
        work!(self, mut client => write::restore(&mut client, records))
    }

    async fn remove(&self, rows: &[(RowId, u64)], why: &str) -> Result<u64> {
        if rows.is_empty() {
            return Ok(0);
        }
        work!(self, mut client => write::remove(&mut client, rows, why))
    }

    async fn mark_used(&self, rows: &[RowId], day: &str) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        work!(self, mut client => write::mark_used(&mut client, rows, day))
    }

    async fn last_used(&self, rows: &[RowId]) -> Result<Vec<Option<String>>> {
        work!(self, client => read::last_used(&client, rows))
    }

    async fn claim(&self, key: SegmentKey, locale: Locale) -> Result<Option<Claim>> {
        let claims = self.claims.get_or_init(|| Claims::start(self.pool.clone()));
        work!(self => claims.claim(key, locale).await.map_err(|fault| (fault, false)))
    }

    async fn verify(&self, repair: bool) -> Result<Vec<super::Fault>> {
        work!(self, mut client => verify::verify(&mut client, repair))
    }

    async fn backup(&self, file: &Path) -> Result<()> {
        let copy = Sqlite::open(file, &self.settings)?;
        super::copy(self, &copy, false, &mut |_| {}).await.map(drop)
    }

    fn describe(&self) -> String {
        self.shown.clone()
    }
}
