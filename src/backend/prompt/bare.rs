//! The prompt of a request without the house's help: what anybody would type into a chat window.

use super::{Message, Request, Speaker, line};

/// One message: an instruction and the sentence.
pub fn messages(request: &Request) -> Vec<Message> {
    let (from, to) = (request.from.english_name(), request.to.english_name());
    let text = line(&request.text);
    let text = format!("Translate this {from} sentence into {to}. Answer with the translation only.\n\n{text}");
    vec![Message { role: Speaker::User, text }]
}
