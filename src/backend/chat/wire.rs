//! What tells one chat provider from another.

use serde_json::Value;

use crate::backend::{Finish, Quantity, Usage, prompt::Message};

/// A reply's text before anything is made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What the model wrote, or how it refused.
    pub text: String,
    /// Why it stopped.
    pub finish: Finish,
    /// What it used.
    pub usage: Usage,
    /// How probable the model held it, in per cent, where it says so.
    pub confidence: Option<u8>,
}

/// The JSON of one provider.
pub trait Wire: Send + Sync {
    /// The model that is asked.
    fn model(&self) -> &str;

    /// How many near matches of the memory are shown as examples.
    fn examples(&self) -> usize;

    /// How many neighbouring sentences are shown with the translations that people accepted.
    fn neighbours(&self) -> usize;

    /// Where calls go, under the base address.
    fn path(&self) -> &'static str;

    /// Where the models are listed, if anywhere.
    fn models_path(&self) -> Option<&'static str>;

    /// Whether the request bounds the reply, so that its worst cost is known.
    fn bounds_replies(&self) -> bool {
        true
    }

    /// A request's body. `most` tokens may come back; `schema` is the JSON Schema the reply has to keep.
    fn body(&self, messages: &[Message], most: usize, schema: Option<&Value>) -> Value;

    /// Reads a reply.
    ///
    /// # Errors
    ///
    /// When it is none; the text says why.
    fn read(&self, value: Value) -> Result<Written, String>;

    /// What a reply says it used; nothing where it does not say.
    fn used(&self, value: &Value) -> Option<Quantity>;

    /// The names in a list of models.
    fn models(&self, value: &Value) -> Vec<String>;
}

/// The number at `pointer`.
pub fn number(value: &Value, pointer: &str) -> Option<u64> {
    value.pointer(pointer).and_then(Value::as_u64)
}

/// The texts under `field` of the list at `list`.
pub fn names(value: &Value, list: &str, field: &str) -> Vec<String> {
    let list = value.get(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|model| model.get(field)?.as_str()).map(str::to_owned).collect()
}
