//! The JSON that goes to a chat server and comes from it.

use serde::Deserialize;
use serde_json::{Value, json};

use super::Settings;
use crate::backend::prompt::Form;
use crate::backend::{Finish, Reply, Request, Usage, bound, prompt, repetition, reply};

/// The request's body.
pub fn body(settings: &Settings, request: &Request) -> Value {
    let mut body =
        json!({ "model": settings.model, "messages": prompt::messages(request, Form::Full), "stream": false });
    if let Some(fields) = body.as_object_mut() {
        if let Some(temperature) = settings.temperature {
            fields.insert("temperature".to_owned(), json!(temperature));
        }
        if !settings.limit_field.is_empty() {
            fields.insert(settings.limit_field.clone(), json!(bound::reply_tokens(request)));
        }
    }
    body
}

#[derive(Deserialize)]
struct Completion {
    #[serde(default)]
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<Tokens>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
    #[serde(default)]
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    refusal: Option<String>,
}

#[derive(Deserialize, Default)]
struct Tokens {
    #[serde(default)]
    prompt_tokens: u64,
    #[serde(default)]
    completion_tokens: u64,
}

/// Reads a completion.
///
/// # Errors
///
/// When it holds no answer; the text says why.
pub fn reply(value: Value, request: &Request) -> Result<Reply, String> {
    let completion: Completion =
        serde_json::from_value(value).map_err(|error| format!("the reply is no chat completion: {error}"))?;
    let tokens = completion.usage.unwrap_or_default();
    let usage = Usage { sent: tokens.prompt_tokens, received: tokens.completion_tokens };
    let choice = completion.choices.into_iter().next().ok_or("the reply has no choices")?;
    if let Some(refusal) = choice.message.refusal.filter(|refusal| !refusal.is_empty()) {
        return Ok(Reply { text: refusal, chatter: false, finish: Finish::Refusal, usage });
    }
    let text = choice.message.content.unwrap_or_default();
    let finish = match choice.finish_reason.as_deref() {
        Some("length") => Finish::Length,
        Some("content_filter") => Finish::Refusal,
        _ if text.trim().is_empty() => return Err("the reply is empty".to_owned()),
        _ => Finish::Stop,
    };
    let (text, finish) = match repetition::loop_start(&text) {
        Some(at) => (text.get(..at).unwrap_or_default().to_owned(), Finish::Loop),
        None => (text, finish),
    };
    let cleaned = reply::clean(&text, &request.text);
    Ok(Reply { text: cleaned.text, chatter: cleaned.chatter, finish, usage })
}

/// The names in a list of models.
pub fn models(value: &Value) -> Vec<String> {
    let list = value.get("data").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|model| model.get("id")?.as_str()).map(str::to_owned).collect()
}
