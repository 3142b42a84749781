//! What a failed call means and how long to wait (domain facts §9.1 and §9.9).

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    time::Duration,
};

use reqwest::{StatusCode, header::HeaderMap};
use serde_json::Value;

use super::Fault;

/// How much of a server's message is repeated, in characters.
const MESSAGE: usize = 200;

/// What to do after a failed call.
#[derive(Debug)]
pub enum Advice {
    /// Try again, after so long where the server said so.
    Retry {
        /// What happened.
        why: String,
        /// The wait the server asks for.
        after: Option<Duration>,
        /// Whether the call may have been billed all the same.
        billed: bool,
    },
    /// No use trying.
    GiveUp(Fault),
}

/// What to do about an answer other than 200.
pub fn advice(status: StatusCode, after: Option<Duration>, body: &[u8], key: Option<&str>, server: &str) -> Advice {
    let (message, code) = said(body, key);
    let why = format!("{server} answered {status}{message}");
    match status.as_u16() {
        // Google (domain facts §9.4): too fast is 403 too.
        403 if matches!(reason(body).as_deref(), Some("userRateLimitExceeded" | "rateLimitExceeded")) => {
            Advice::Retry { why, after, billed: false }
        }
        // Google's daily bound, Azure's used-up free tier (§9.5), DeepL's quota (§9.3), Anthropic's spend limit (§9.2).
        403 if code.as_deref() == Some("403001")
            || matches!(reason(body).as_deref(), Some("dailyLimitExceeded" | "quotaExceeded")) =>
        {
            Advice::GiveUp(Fault::Unusable(format!("{why}; the quota is used up")))
        }
        456 => Advice::GiveUp(Fault::Unusable(format!("{why}; the quota is used up"))),
        429 if memchr::memmem::find(body, b"enforced_spend_limit_reached").is_some() => {
            Advice::GiveUp(Fault::Unusable(format!("{why}; the spend limit of the account is reached")))
        }
        // Servers repeat part of the key in these, so their words are left out.
        401 | 403 => {
            let what = if key.is_some() {
                "the key is refused"
            } else {
                "a key is needed; name its variable in api-key-env"
            };
            Advice::GiveUp(Fault::Unusable(format!("{server} answered {status}: {what}")))
        }
        402 => Advice::GiveUp(Fault::Unusable(format!("{why}; the account must be paid"))),
        404 => Advice::GiveUp(Fault::Unusable(format!("{why}; check base-url and model"))),
        429 if code.as_deref() == Some("insufficient_quota") => {
            Advice::GiveUp(Fault::Unusable(format!("{why}; the quota is used up")))
        }
        408 | 409 | 429 | 500 | 502 | 503 | 504 | 529 => Advice::Retry { why, after, billed: false },
        300..=399 => Advice::GiveUp(Fault::Unusable(format!(
            "{why}; redirects are not followed, set base-url to the final address"
        ))),
        400..=499 => Advice::GiveUp(Fault::Rejected(why)),
        _ => Advice::GiveUp(Fault::Failed(why)),
    }
}

/// What to do about a call that got no whole answer.
pub fn transport(error: &reqwest::Error, server: &str) -> Advice {
    let what = if error.is_connect() {
        "cannot be reached"
    } else if error.is_timeout() {
        "did not answer in time"
    } else if error.is_body() || error.is_decode() || error.is_request() {
        "broke the connection off"
    } else {
        return Advice::GiveUp(Fault::Failed(format!("{server}: the request cannot be sent")));
    };
    let billed = !error.is_connect();
    Advice::Retry { why: format!("{server} {what}"), after: None, billed }
}

/// The wait a server asks for: `retry-after-ms`, or `Retry-After` in seconds or as a date (RFC 9110 §10.2.3).
pub fn after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    if let Some(wait) = text("retry-after-ms").and_then(|ms| ms.parse().ok()) {
        return Some(Duration::from_millis(wait));
    }
    let value = text("retry-after")?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    let wait = date.duration_since(jiff::Timestamp::now());
    Some(Duration::try_from(wait).unwrap_or_default())
}

/// The wait before retry number `tried` + 1: twice as long each time, shortened by chance by up to half, so that
/// many clients do not come back together.
pub fn backoff(first_ms: u64, tried: u32) -> Duration {
    let full = first_ms.saturating_mul(1 << tried.min(10)).min(30_000);
    let chance = RandomState::new().build_hasher().finish();
    Duration::from_millis(full - chance % (full / 2 + 1))
}

/// The server's message in brackets, the key blotted out, and its code.
fn said(body: &[u8], key: Option<&str>) -> (String, Option<String>) {
    let Ok(value) = serde_json::from_slice::<Value>(body) else { return (String::new(), None) };
    let error = value.get("error").unwrap_or(&value);
    let message = error.get("message").unwrap_or(error).as_str().unwrap_or_default();
    let message =
        key.filter(|key| !key.is_empty()).map_or_else(|| message.to_owned(), |key| message.replace(key, "[key]"));
    let message: String = message.chars().filter(|character| !character.is_control()).take(MESSAGE).collect();
    let code = error.get("code").or(error.get("type")).and_then(|code| match code {
        Value::String(code) => Some(code.clone()),
        Value::Number(code) => Some(code.to_string()),
        _ => None,
    });
    (if message.is_empty() { message } else { format!(" ({message})") }, code)
}

/// The reason of Google's first error.
fn reason(body: &[u8]) -> Option<String> {
    let value: Value = serde_json::from_slice(body).ok()?;
    value.pointer("/error/errors/0/reason")?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_read_in_all_its_forms() {
        let wait = |name: &'static str, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(name, value.parse().unwrap());
            after(&headers)
        };
        assert_eq!(wait("retry-after", "7"), Some(Duration::from_secs(7)));
        assert_eq!(wait("retry-after-ms", "250"), Some(Duration::from_millis(250)));
        assert_eq!(wait("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        assert!(wait("retry-after", "Tue, 31 Dec 2199 23:59:59 GMT").unwrap() > Duration::from_secs(1 << 30));
        assert_eq!(wait("retry-after", "soon"), None);
    }

    #[test]
    fn waits_grow_and_stay_bounded() {
        for tried in 0..40 {
            let full = Duration::from_millis((100 << tried.min(10)).min(30_000));
            let wait = backoff(100, tried);
            assert!(wait <= full && wait >= full / 2, "{tried}: {wait:?}");
        }
    }

    #[test]
    fn a_server_that_repeats_the_key_is_not_repeated() {
        let body = br#"{"error":{"message":"bad sk-secret here"}}"#;
        let Advice::GiveUp(fault) = advice(StatusCode::BAD_REQUEST, None, body, Some("sk-secret"), "http://x/")
        else {
            panic!("400 is final")
        };
        assert_eq!(fault, Fault::Rejected("http://x/ answered 400 Bad Request (bad [key] here)".to_owned()));
    }
}
