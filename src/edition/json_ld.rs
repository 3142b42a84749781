//! The article's data for search engines: schema.org's `NewsArticle` as JSON-LD.

use serde_json::{Map, Value, json};

use super::{Manuscript, Settings};
use crate::article::Role;

/// The JSON-LD of an edition. `date` is the time of publication, RFC 3339 or a date alone.
/// Text for a `<script>` element: no `<` in it, so nothing in an article can end the element.
pub(super) fn json_ld(manuscript: &Manuscript<'_>, settings: &Settings, date: Option<&str>, address: &str) -> String {
    let mut data = Map::new();
    let mut put = |key: &str, value: Value| data.insert(key.to_owned(), value);
    put("@context", json!("https://schema.org"));
    put("@type", json!("NewsArticle"));
    if let Some(headline) = manuscript.text_of(Role::Headline).or_else(|| manuscript.text_of(Role::Title)) {
        put("headline", json!(headline));
    }
    put("inLanguage", json!(manuscript.locale.tag()));
    put("url", json!(address));
    if let Some(date) = date {
        put("datePublished", json!(date));
    }
    if let Some(lead) = manuscript.text_of(Role::Lead) {
        put("description", json!(lead));
    }
    if let Some(byline) = manuscript.text_of(Role::Byline) {
        put("author", json!({ "@type": "Person", "name": byline }));
    }
    if !settings.publication.is_empty() {
        put("publisher", json!({ "@type": "NewsMediaOrganization", "name": settings.publication }));
    }
    let original = manuscript.article.units.iter().find(|unit| unit.role == Role::Headline);
    let mut work = Map::new();
    work.insert("@type".to_owned(), json!("NewsArticle"));
    work.insert("inLanguage".to_owned(), json!("vi"));
    if let Some(unit) = original {
        work.insert("headline".to_owned(), json!(unit.content.visible()));
    }
    put("translationOfWork", Value::Object(work));
    serde_json::to_string_pretty(&data).unwrap_or_default().replace('<', "\\u003c")
}
