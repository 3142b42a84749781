//! What others do, as it happens: server-sent events that catch up by sequence number.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::{
        IntoResponse as _, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures::stream;
use serde::{Deserialize, Serialize};
use tokio::sync::broadcast::{Receiver, error::RecvError};

use super::{App, app::Broken, guard::User};
use crate::{
    memory::RowId,
    review::{Act, Person, Right},
};

/// What wakes the streams.
#[derive(Clone, Debug)]
pub(super) enum Signal {
    /// There are new acts in the ledger.
    Acts,
    /// Somebody is in a segment.
    Here(Presence),
}

/// Somebody is in a segment; not kept.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Presence {
    pub(super) person: String,
    pub(super) id: RowId,
    pub(super) own: i64,
}

#[derive(Deserialize)]
pub(super) struct After {
    after: Option<i64>,
}

struct Stream {
    app: Arc<App>,
    person: Person,
    last: i64,
    signals: Receiver<Signal>,
    waiting: std::vec::IntoIter<Act>,
}

pub(super) async fn events(
    State(app): State<Arc<App>>,
    user: User,
    headers: HeaderMap,
    Query(query): Query<After>,
) -> Result<Response, Broken> {
    let resumed = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let last = match resumed.or(query.after) {
        Some(last) => last,
        None => app.desk.ledger.last_act().await?,
    };
    let signals = app.live.subscribe();
    let start = Stream { app, person: user.person, last, signals, waiting: Vec::new().into_iter() };
    let stream = stream::unfold(start, |mut stream| async move {
        let event = stream.next().await?;
        Some((Ok::<_, Infallible>(event), stream))
    });
    let alive = KeepAlive::new().interval(Duration::from_secs(15));
    Ok(Sse::new(stream).keep_alive(alive).into_response())
}

impl Stream {
    /// The next thing to say; `None` ends the stream, after which a browser comes back with what it saw last.
    async fn next(&mut self) -> Option<Event> {
        loop {
            for act in self.waiting.by_ref() {
                self.last = act.seq;
                if act.locale.is_some_and(|locale| self.person.may(Right::Work, locale)) {
                    return Event::default().id(act.seq.to_string()).event("act").json_data(&act).ok();
                }
            }
            let found = self.app.desk.ledger.acts_after(self.last, 200).await.ok()?;
            if !found.is_empty() {
                self.waiting = found.into_iter();
                continue;
            }
            match self.signals.recv().await {
                Ok(Signal::Here(here))
                    if here.own != self.person.id && self.person.may(Right::Work, here.id.locale) =>
                {
                    return Event::default().event("here").json_data(&here).ok();
                }
                Ok(_) | Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    }
}
