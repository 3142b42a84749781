//! Turns messages into tokens through the model's own chat template, keeping data free of control tokens.

use llama_cpp_2::{
    model::{LlamaChatMessage, LlamaChatTemplate, LlamaModel},
    token::LlamaToken,
};

use crate::backend::prompt::Message;

/// A prompt in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// What every prompt of the language begins with.
    pub prefix: Vec<LlamaToken>,
    /// What is this request's own.
    pub own: Vec<LlamaToken>,
}

/// Puts `messages` into the model's chat template. All messages but the last are the shared prefix.
///
/// The template is rendered around stand-ins and only what the template itself wrote is read for control tokens: a
/// `<|im_end|>` in an article is nine characters, not the end of a turn.
///
/// # Errors
///
/// When the template drops or reorders messages or cannot be applied; the text says so.
pub fn tokens(model: &LlamaModel, messages: &[Message]) -> Result<Tokens, String> {
    let template =
        model.chat_template(None).or_else(|_| LlamaChatTemplate::new("chatml").map_err(|error| error.to_string()))?;
    let stand_ins: Vec<String> =
        (0..messages.len()).map(|index| format!("[[message {index} stands here]]")).collect();
    let chat = messages
        .iter()
        .zip(&stand_ins)
        .map(|(message, text)| LlamaChatMessage::new(message.role.name().to_owned(), text.clone()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| error.to_string())?;
    let rendered = model
        .apply_chat_template(&template, &chat, true)
        .map_err(|error| format!("the model's chat template cannot be applied: {error}"))?;

    let vocab = model.vocab();
    let mut prefix = Vec::new();
    let mut own = Vec::new();
    let mut rest = rendered.as_str();
    for (index, (message, text)) in messages.iter().zip(&stand_ins).enumerate() {
        let (frame, after) = rest.split_once(text.as_str()).ok_or("the model's chat template leaves messages out")?;
        prefix.extend(vocab.tokenize(frame.as_bytes(), index == 0, true));
        let data = vocab.tokenize(message.text.as_bytes(), false, false);
        if index + 1 == messages.len() {
            own.extend(data);
        } else {
            prefix.extend(data);
        }
        rest = after;
    }
    own.extend(vocab.tokenize(rest.as_bytes(), false, true));
    Ok(Tokens { prefix, own })
}
