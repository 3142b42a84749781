//! Claims: which segment is being asked for, as advisory locks of one session.
//!
//! Each handle that claims anything keeps one connection for it. The server drops a session's locks the moment the
//! session ends, so a process that was killed loses its claims at once; one whose machine vanished loses them when
//! the server notices, within half a minute. It has to be a session of its own: a pooler between here and the server
//! has to work by session, not by transaction.

use std::collections::HashSet;

use deadpool_postgres::{ClientWrapper, Object, Pool};
use tokio::sync::{mpsc, oneshot};

use super::fault::Fault;
use crate::{locale::Locale, memory::Claim, memory::digest::Digest, segment::SegmentKey};

enum Wish {
    Take(i64, oneshot::Sender<Result<bool, Fault>>),
    Release(i64),
}

/// The claims of one handle.
pub(super) struct Claims(mpsc::UnboundedSender<Wish>);

impl Claims {
    /// Starts the task that keeps the connection; it ends with the last sender.
    pub(super) fn start(pool: Pool) -> Self {
        let (wishes, wished) = mpsc::unbounded_channel();
        tokio::spawn(serve(pool, wished));
        Self(wishes)
    }

    /// See [`Store::claim`](crate::memory::Store::claim).
    pub(super) async fn claim(&self, key: SegmentKey, locale: Locale) -> Result<Option<Claim>, Fault> {
        let lock = lock(key, locale);
        let (answer, answered) = oneshot::channel();
        let gone = || Fault::Unusable("the task that keeps the claims has stopped; start Anban again".to_owned());
        self.0.send(Wish::Take(lock, answer)).map_err(|_| gone())?;
        let wishes = self.0.downgrade();
        Ok(answered.await.map_err(|_| gone())??.then(|| {
            Claim::new(move || {
                if let Some(wishes) = wishes.upgrade() {
                    // Where the task has ended the session has, and its locks with it.
                    let _ = wishes.send(Wish::Release(lock));
                }
            })
        }))
    }
}

/// The number of the lock: 64 bits, so that two segments share one about never, and then one waits for the other.
fn lock(key: SegmentKey, locale: Locale) -> i64 {
    let digest = Digest::new("claim 1").field(&key.0).field(locale.tag().as_bytes()).finish();
    i64::from_be_bytes(digest.first_chunk().copied().unwrap_or_default())
}

async fn serve(pool: Pool, mut wishes: mpsc::UnboundedReceiver<Wish>) {
    let mut held = HashSet::new();
    let mut session: Option<ClientWrapper> = None;
    while let Some(wish) = wishes.recv().await {
        match wish {
            Wish::Take(lock, answer) => {
                // This session could take its own lock twice.
                let taken =
                    if held.contains(&lock) { Ok(false) } else { take(&pool, &mut session, &held, lock).await };
                let mine = matches!(taken, Ok(true));
                match answer.send(taken) {
                    Ok(()) if mine => drop(held.insert(lock)),
                    Ok(()) => {}
                    // Whoever asked has gone away meanwhile.
                    Err(_) if mine => release(&mut session, lock).await,
                    Err(_) => {}
                }
            }
            Wish::Release(lock) => {
                if held.remove(&lock) {
                    release(&mut session, lock).await;
                }
            }
        }
    }
}

async fn take(
    pool: &Pool,
    session: &mut Option<ClientWrapper>,
    held: &HashSet<i64>,
    lock: i64,
) -> Result<bool, Fault> {
    if let Some(client) = session {
        match try_lock(client, lock).await {
            Err(fault) if fault.is_passing() => *session = None,
            done => return done,
        }
    }
    let client = Object::take(pool.get().await?);
    // What was held when the connection was lost is held again, unless somebody was faster.
    for &lost in held {
        try_lock(&client, lost).await?;
    }
    try_lock(session.insert(client), lock).await
}

async fn try_lock(client: &ClientWrapper, lock: i64) -> Result<bool, Fault> {
    let statement = client.prepare_cached("SELECT pg_try_advisory_lock($1)").await?;
    Ok(client.query_one(&statement, &[&lock]).await?.try_get(0)?)
}

async fn release(session: &mut Option<ClientWrapper>, lock: i64) {
    let Some(client) = session else { return };
    let released = match client.prepare_cached("SELECT pg_advisory_unlock($1)").await {
        Ok(statement) => client.query_one(&statement, &[&lock]).await.map(drop),
        Err(error) => Err(error),
    };
    if let Err(error) = released {
        tracing::warn!("the connection that keeps the claims was lost: {error}");
        *session = None;
    }
}
