//! What can be done to a segment and to an edition.

use std::sync::Arc;

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::caller::{Address, Body, Caller, Fault};
use crate::{
    locale::Locale,
    memory::RowId,
    review::{Accept, Amend, Did, Reject},
    segment::{ContextKey, SegmentKey},
    web::{App, live::Signal},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AcceptOrder {
    #[serde(deserialize_with = "whole")]
    version: u64,
    #[serde(default)]
    despite: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AmendOrder {
    #[serde(deserialize_with = "whole")]
    version: u64,
    base: String,
    text: String,
    #[serde(default)]
    despite: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RejectOrder {
    #[serde(deserialize_with = "whole")]
    version: u64,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RestoreOrder {
    #[serde(deserialize_with = "whole")]
    version: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommentOrder {
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoOrder {}

/// A whole number, also written as `3.0`, which is the same in JSON Schema.
fn whole<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
    let number = serde_json::Number::deserialize(from)?;
    let written = number.to_string();
    written.strip_suffix(".0").unwrap_or(&written).parse().map_err(serde::de::Error::custom)
}

/// Refuses a text of more than `most` characters, rather than storing a part of it.
fn at_most(text: &str, most: usize) -> Result<(), Fault> {
    if text.chars().count() > most {
        Err(Fault::form(format!("a text has at most {most} characters")))
    } else {
        Ok(())
    }
}

fn read<T: serde::de::DeserializeOwned>(order: Value) -> Result<T, Fault> {
    // A sequence would be read as a struct's fields in order.
    if !order.is_object() {
        return Err(Fault::form("the body is a JSON object"));
    }
    serde_json::from_value(order).map_err(|error| Fault::form(error.to_string()))
}

pub(super) async fn verb(
    State(app): State<Arc<App>>,
    caller: Caller,
    Address((article, locale, key, context, verb)): Address<(String, Locale, SegmentKey, ContextKey, String)>,
    Body(order): Body<Value>,
) -> Result<Json<Value>, Fault> {
    let (desk, person, id) = (&app.desk, &caller.person, RowId { key, locale, context });
    // The order is read before the article is looked for: what is no order is told as such, wherever it was meant to go.
    let entry = || caller.entry(&app, &article, locale);
    let did: Did = match verb.as_str() {
        "accept" => {
            let AcceptOrder { version, despite } = read(order)?;
            desk.accept(&entry().await?, person, Accept { id, version, despite }).await?
        }
        "amend" => {
            let AmendOrder { version, base, text, despite } = read(order)?;
            at_most(&text, 20_000)?;
            at_most(&base, 20_000)?;
            desk.amend(&entry().await?, person, Amend { id, version, base, text, despite }).await?
        }
        "reject" => {
            let RejectOrder { version, reason } = read(order)?;
            at_most(&reason, 1000)?;
            desk.reject(&entry().await?, person, Reject { id, version, reason }).await?
        }
        "undo" => {
            let NoOrder {} = read(order)?;
            desk.undo(&entry().await?, person, id).await?
        }
        "restore" => {
            let RestoreOrder { version } = read(order)?;
            desk.restore(&entry().await?, person, id, version).await?
        }
        "comment" => {
            let CommentOrder { text } = read(order)?;
            at_most(&text, 2000)?;
            let act = desk.comment(&entry().await?, person, id, &text).await?;
            let _ = app.live.send(Signal::Acts);
            return Ok(Json(json!({ "act": act })));
        }
        _ => return Err(Fault::missing()),
    };
    // Nobody may be listening.
    let _ = app.live.send(Signal::Acts);
    let findings: Vec<&String> = did.findings.iter().map(|one| &one.code).collect();
    Ok(Json(json!({ "act": did.act, "version": did.version, "state": did.state.name(),
        "propagated": did.propagated, "findings": findings })))
}

pub(super) async fn publish(
    State(app): State<Arc<App>>,
    caller: Caller,
    Address((article, locale)): Address<(String, Locale)>,
) -> Result<Json<Value>, Fault> {
    let entry = caller.entry(&app, &article, locale).await?;
    let published = app.desk.publish(&entry, &caller.person, locale).await?;
    let _ = app.live.send(Signal::Acts);
    Ok(Json(json!({ "edition": published.edition })))
}
