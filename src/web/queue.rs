//! The queue's page: what waits, and filters that are its address.

use std::sync::Arc;

use axum::{
    extract::{Form, Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use serde::{Deserialize, Serialize};

use super::{App, app::Broken, guard::User, pages::escaped, view::Chrome};
use crate::{
    locale::Locale,
    memory,
    review::{Choices, Confidence, Filter, Item, Right, Slug, Verb},
};

/// Editions on one page.
const PAGE: usize = 40;
/// The longest word of a filter, in bytes.
const LONGEST: usize = 200;

/// The filters as they stand in the address; what does not parse is left out.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Asked {
    locale: String,
    article: String,
    state: String,
    backend: String,
    rule: String,
    term: String,
    confidence: String,
    reviewer: String,
    age: String,
    show: String,
    page: String,
}

impl Asked {
    fn fields(&self) -> [(&'static str, &str); 10] {
        [
            ("locale", &self.locale),
            ("show", &self.show),
            ("article", &self.article),
            ("state", &self.state),
            ("backend", &self.backend),
            ("rule", &self.rule),
            ("term", &self.term),
            ("confidence", &self.confidence),
            ("reviewer", &self.reviewer),
            ("age", &self.age),
        ]
    }

    /// The address with `name` set to `value`, empty fields left out.
    fn with(&self, name: &str, value: &str) -> String {
        let fields = self.fields().map(|(own, old)| (own, if own == name { value } else { old }));
        let page = ("page", if name == "page" { value } else { "" });
        let set: Vec<String> = fields
            .into_iter()
            .chain([page])
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", escaped(value)))
            .collect();
        if set.is_empty() { "/".to_owned() } else { format!("/?{}", set.join("&")) }
    }

    fn filter(&self) -> Filter {
        let word = |word: &str| {
            let word = word.trim();
            if word.len() <= LONGEST { word.to_owned() } else { String::new() }
        };
        Filter {
            locale: self.locale.parse().ok(),
            article: word(&self.article),
            state: memory::State::named(&self.state),
            backend: word(&self.backend),
            rule: word(&self.rule),
            term: word(&self.term),
            confidence: match self.confidence.as_str() {
                "low" => Some(Confidence::Low),
                "medium" => Some(Confidence::Medium),
                "high" => Some(Confidence::High),
                _ => None,
            },
            reviewer: word(&self.reviewer),
            age: self.age.parse().ok(),
            all: self.show == "all",
        }
    }
}

/// A link with what it is called; for filters that are set, what takes them away.
#[derive(Serialize)]
struct Link {
    name: String,
    value: String,
    href: String,
    current: bool,
}

#[derive(Serialize)]
struct Page<'a> {
    #[serde(flatten)]
    chrome: Chrome<'a>,
    asked: &'a Asked,
    tongues: Vec<Link>,
    shown: [Link; 2],
    set: Vec<Link>,
    states: Vec<&'static str>,
    confidences: [Confidence; 3],
    choices: Choices,
    items: Vec<Item>,
    total: usize,
    before: Option<String>,
    after: Option<String>,
    number: usize,
    pages: usize,
    gone: Vec<String>,
}

pub(super) async fn queue(
    State(app): State<Arc<App>>,
    user: User,
    uri: axum::http::Uri,
    Query(asked): Query<Asked>,
) -> Result<Response, Broken> {
    // A form sends its empty fields too; the address has only what is set.
    let tidy = asked.with("page", &asked.page);
    let untidy = uri.query().is_some_and(|query| query.split('&').any(|field| field.ends_with('=')));
    if untidy {
        return Ok(Redirect::to(&tidy).into_response());
    }
    let own: Vec<Locale> =
        Locale::TARGETS.into_iter().filter(|&locale| user.person.may(Right::Work, locale)).collect();
    let queue = app.desk.queue(&own, &asked.filter()).await?;
    let pages = queue.items.len().div_ceil(PAGE).max(1);
    let number = asked.page.parse().unwrap_or(1).clamp(1, pages);
    let total = queue.items.len();
    let items = queue.items.into_iter().skip((number - 1) * PAGE).take(PAGE).collect();
    let link = |name: &str, value: &str| Link {
        name: name.to_owned(),
        value: value.to_owned(),
        href: asked.with(name, value),
        current: asked.fields().iter().any(|&(own, set)| own == name && set == value),
    };
    let mut tongues = vec![link("locale", "")];
    if own.len() > 1 {
        tongues.extend(own.iter().map(|locale| link("locale", locale.tag())));
    }
    let set = asked.fields().into_iter().skip(2).filter(|(_, value)| !value.is_empty()).map(|(name, value)| Link {
        name: name.to_owned(),
        value: value.to_owned(),
        href: asked.with(name, ""),
        current: true,
    });
    let turn = |to: usize| asked.with("page", &to.to_string());
    let page = Page {
        chrome: Chrome::new(&user, tidy),
        set: set.collect(),
        tongues,
        shown: [link("show", ""), link("show", "all")],
        states: memory::State::ALL.map(memory::State::name).to_vec(),
        confidences: Confidence::ALL,
        choices: queue.choices,
        items,
        total,
        before: (number > 1).then(|| turn(number - 1)),
        after: (number < pages).then(|| turn(number + 1)),
        number,
        pages,
        gone: queue.gone,
        asked: &asked,
    };
    Ok(app.show("queue.html", &page))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Deadline {
    csrf: String,
    day: String,
}

/// Sets an article's deadline, from the page of one of its editions.
pub(super) async fn deadline(
    State(app): State<Arc<App>>,
    user: User,
    Path((slug, locale)): Path<(String, Locale)>,
    Form(form): Form<Deadline>,
) -> Result<Response, Broken> {
    if !user.sent(&form.csrf) || !user.person.may(Right::Publish, locale) {
        return Ok((StatusCode::FORBIDDEN, "403").into_response());
    }
    let entry = match super::pages::entry(&app, &user, &slug, locale).await {
        Ok(entry) => entry,
        Err(answer) => return Ok(answer),
    };
    let day = is_day(&form.day).then_some(form.day.as_str());
    if day.is_none() && !form.day.is_empty() {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, "422").into_response());
    }
    app.desk.ledger.set_deadline(Slug::as_str(&entry.slug), day).await?;
    let place = (Some(locale), Some(entry.slug.as_str()));
    app.desk.ledger.write_down(user.person.id, Verb::Deadline, place, day, &[]).await?;
    Ok(Redirect::to(&format!("/article/{}/{locale}", escaped(&slug))).into_response())
}

/// `YYYY-MM-DD`, a day that there is.
fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}
