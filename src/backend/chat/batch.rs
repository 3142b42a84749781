//! A batch of segments in one call, each under an id of its own.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::backend::{Request, bound, reply};

/// The most tokens a whole batch's reply may have: the replies, and what stands around each.
pub fn reply_tokens(requests: &[&Request]) -> usize {
    64 + requests.iter().map(|request| bound::reply_tokens(request) + 24).sum::<usize>()
}

/// What a reply has to look like. Flat, every property required, nothing beside: what all providers' subsets of
/// JSON Schema have (domain facts §9.1, §9.2).
pub fn schema() -> Value {
    json!({
        "type": "object",
        "properties": {
            "translations": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": { "id": { "type": "string" }, "text": { "type": "string" } },
                    "required": ["id", "text"],
                    "additionalProperties": false
                }
            }
        },
        "required": ["translations"],
        "additionalProperties": false
    })
}

#[derive(Deserialize)]
struct Translations {
    translations: Vec<Translation>,
}

#[derive(Deserialize)]
struct Translation {
    id: String,
    text: String,
}

/// The answers to `count` segments in order, nothing for those that are missing or empty. Nothing at all where the
/// reply is no such JSON, or names an id that is unknown or stands twice: then no answer can be trusted to be where
/// it belongs.
pub fn read(text: &str, count: usize) -> Option<Vec<Option<String>>> {
    let cleaned = reply::clean(text, "");
    let read: Translations = serde_json::from_str(cleaned.text.trim()).ok()?;
    let mut answers = vec![None; count];
    for translation in read.translations {
        let at = translation.id.parse::<usize>().ok()?.checked_sub(1)?;
        let place = answers.get_mut(at)?;
        if place.is_some() {
            return None;
        }
        *place = Some(translation.text);
    }
    // An empty answer is a missing one.
    Some(answers.into_iter().map(|answer| answer.filter(|text: &String| !text.trim().is_empty())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_add_up_is_not_guessed() {
        let read = |list: &str| read(&format!(r#"{{"translations":[{list}]}}"#), 2);
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            read(r#"{"id":"2","text":"b"},{"id":"1","text":"a"}"#),
            Some(vec![some("a"), some("b")]),
            "order is free"
        );
        assert_eq!(read(r#"{"id":"2","text":"b"}"#), Some(vec![None, some("b")]));
        assert_eq!(read(r#"{"id":"2","text":"b"},{"id":"1","text":" "}"#), Some(vec![None, some("b")]));
        for wrong in [
            r#"{"id":"3","text":"c"},{"id":"1","text":"a"}"#,
            r#"{"id":"0","text":"c"}"#,
            r#"{"id":"x","text":"c"}"#,
            r#"{"id":"1","text":"a"},{"id":"1","text":"b"}"#,
            r#"{"id":1,"text":"a"}"#,
            r#"{"text":"a"}"#,
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        assert_eq!(super::read("{\"translations\":[{\"id\":\"1\",\"te", 2), None, "cut");
        assert_eq!(super::read("[]", 2), None);
    }
}
