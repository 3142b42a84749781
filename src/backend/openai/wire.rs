//! The JSON that goes to a chat server and comes from it.

use serde::Deserialize;
use serde_json::{Value, json};

use super::Settings;
use crate::backend::{
    Finish, Quantity, Usage,
    chat::{Wire, Written, names, number},
    confidence::Confidence,
    prompt::Message,
};

/// OpenAI's chat completions.
#[derive(Clone, Debug)]
pub struct Completions(pub(super) Settings);

#[derive(Deserialize)]
struct Completion {
    #[serde(default)]
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<Tokens>,
}

#[derive(Deserialize)]
struct Choice {
    message: Answer,
    #[serde(default)]
    finish_reason: Option<String>,
    /// Sent where it was asked for.
    #[serde(default)]
    logprobs: Option<Probabilities>,
}

#[derive(Deserialize)]
struct Probabilities {
    #[serde(default)]
    content: Option<Vec<Token>>,
}

#[derive(Deserialize)]
struct Token {
    logprob: f64,
}

/// How probable these tokens were held, all together.
fn confidence(probabilities: Option<Probabilities>) -> Option<u8> {
    let mut confidence = Confidence::default();
    for token in probabilities.and_then(|told| told.content).unwrap_or_default() {
        confidence.add(token.logprob);
    }
    confidence.percent()
}

#[derive(Deserialize)]
struct Answer {
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

impl Wire for Completions {
    fn model(&self) -> &str {
        &self.0.model
    }

    fn examples(&self) -> usize {
        self.0.examples
    }

    fn neighbours(&self) -> usize {
        self.0.neighbours
    }

    fn path(&self) -> &'static str {
        "chat/completions"
    }

    fn models_path(&self) -> Option<&'static str> {
        Some("models")
    }

    fn bounds_replies(&self) -> bool {
        !self.0.limit_field.is_empty()
    }

    fn body(&self, messages: &[Message], most: usize, schema: Option<&Value>) -> Value {
        let mut body = json!({ "model": self.0.model, "messages": messages, "stream": false });
        if let Some(fields) = body.as_object_mut() {
            if let Some(temperature) = self.0.temperature {
                fields.insert("temperature".to_owned(), json!(temperature));
            }
            if !self.0.limit_field.is_empty() {
                fields.insert(self.0.limit_field.clone(), json!(most));
            }
            // A batch's tokens are of many sentences and of the JSON around them.
            if self.0.logprobs && schema.is_none() {
                fields.insert("logprobs".to_owned(), json!(true));
            }
            if let Some(schema) = schema {
                let format = json!({
                    "type": "json_schema",
                    "json_schema": { "name": "translations", "strict": true, "schema": schema }
                });
                fields.insert("response_format".to_owned(), format);
            }
        }
        body
    }

    fn read(&self, value: Value) -> Result<Written, String> {
        let completion: Completion =
            serde_json::from_value(value).map_err(|error| format!("the reply is no chat completion: {error}"))?;
        let tokens = completion.usage.unwrap_or_default();
        let usage = Usage { sent: tokens.prompt_tokens, received: tokens.completion_tokens };
        let choice = completion.choices.into_iter().next().ok_or("the reply has no choices")?;
        if let Some(text) = choice.message.refusal.filter(|refusal| !refusal.is_empty()) {
            return Ok(Written { text, finish: Finish::Refusal, usage, confidence: None });
        }
        let text = choice.message.content.unwrap_or_default();
        let finish = match choice.finish_reason.as_deref() {
            Some("length") => Finish::Length,
            Some("content_filter") => Finish::Refusal,
            _ => Finish::Stop,
        };
        Ok(Written { text, finish, usage, confidence: confidence(choice.logprobs) })
    }

    fn used(&self, value: &Value) -> Option<Quantity> {
        Some(Quantity {
            tokens_in: number(value, "/usage/prompt_tokens")?,
            tokens_out: number(value, "/usage/completion_tokens")?,
            characters: 0,
        })
    }

    fn models(&self, value: &Value) -> Vec<String> {
        names(value, "data", "id")
    }
}
