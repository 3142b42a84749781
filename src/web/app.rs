//! What all requests share.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Instant,
};

use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use minijinja::{AutoEscape, Environment, State, value::Kwargs};
use serde::Serialize;
use tokio::sync::{Semaphore, broadcast};

use crate::{
    locale::{Args, Locale, Messages},
    review::{Desk, Error},
};

/// The server's state.
pub struct App {
    pub(super) desk: Desk,
    pub(super) words: Arc<HashMap<Locale, Messages>>,
    pub(super) live: broadcast::Sender<super::live::Signal>,
    /// Password hashing is slow on purpose: two at once, so that sign-ins cannot take the machine.
    pub(super) hashing: Semaphore,
    pub(super) failures: Mutex<HashMap<String, (u32, Instant)>>,
    pub(super) default: Locale,
    pub(super) settings: super::Settings,
    templates: Environment<'static>,
}

impl App {
    /// The server of `desk`; `default` is the interface's language where a browser names none of the four.
    ///
    /// # Errors
    /// A template that does not parse.
    pub fn new(desk: Desk, default: Locale) -> Result<Self, String> {
        let words: Arc<HashMap<_, _>> =
            Arc::new(Locale::ALL.into_iter().map(|locale| (locale, Messages::new(locale))).collect());
        let mut templates = Environment::new();
        templates.set_auto_escape_callback(|_| AutoEscape::Html);
        for (name, text) in [
            ("base.html", include_str!("../../templates/review/base.html")),
            ("door.html", include_str!("../../templates/review/door.html")),
            ("queue.html", include_str!("../../templates/review/queue.html")),
            ("article.html", include_str!("../../templates/review/article.html")),
            ("segment.html", include_str!("../../templates/review/segment.html")),
            ("history.html", include_str!("../../templates/review/history.html")),
            ("preview.html", include_str!("../../templates/review/preview.html")),
            ("people.html", include_str!("../../templates/review/people.html")),
            ("aid.html", include_str!("../../templates/review/aid.html")),
            ("same.html", include_str!("../../templates/review/same.html")),
            ("clean.html", include_str!("../../templates/review/clean.html")),
            ("search.html", include_str!("../../templates/review/search.html")),
            ("found.html", include_str!("../../templates/review/found.html")),
            ("figures.html", include_str!("../../templates/review/figures.html")),
            ("message.html", include_str!("../../templates/review/message.html")),
        ] {
            templates.add_template(name, text).map_err(|error| format!("{error:#}"))?;
        }
        templates.add_filter("urlencode", |name: String| super::pages::escaped(&name));
        let own = Arc::clone(&words);
        templates.add_function("say", move |state: &State<'_, '_>, id: String, given: Kwargs| {
            let lang = state.lookup("lang").map(|lang| lang.to_string()).unwrap_or_default();
            let mut args = Args::new();
            for name in given.args() {
                let value: minijinja::Value = given.get(name)?;
                match i64::try_from(value.clone()) {
                    Ok(number) => args.set(name.to_owned(), number),
                    Err(_) => args.set(name.to_owned(), value.to_string()),
                }
            }
            let messages = lang.parse::<Locale>().ok().and_then(|lang| own.get(&lang));
            Ok::<_, minijinja::Error>(messages.map_or_else(|| id.clone(), |m| m.say_with(&id, &args)))
        });
        Ok(Self {
            desk,
            words,
            live: broadcast::channel(256).0,
            hashing: Semaphore::new(2),
            failures: Mutex::default(),
            default,
            settings: super::Settings::default(),
            templates,
        })
    }

    /// Makes ready what takes long the first time; what fails then fails again, and is told, when it is asked for.
    pub async fn warm(&self) {
        if let Err(error) = self.desk.warm().await {
            tracing::warn!("{error}");
        }
    }

    /// The same server as the newsroom has set it.
    #[must_use]
    pub fn with_settings(mut self, settings: super::Settings) -> Self {
        self.settings = settings;
        self
    }

    /// A page from a template.
    pub(super) fn show(&self, name: &str, data: &impl Serialize) -> Response {
        let page = self.templates.get_template(name).and_then(|one| one.render(minijinja::value::Serde(data)));
        match page {
            Ok(page) => Html(page).into_response(),
            // Without the values it names, which may be secret.
            Err(error) => broken(&error.to_string()),
        }
    }

    /// A page that says one thing.
    pub(super) fn message(&self, status: StatusCode, lang: Locale, id: &str) -> Response {
        #[derive(Serialize)]
        struct Message<'a> {
            lang: Locale,
            id: &'a str,
        }
        (status, self.show("message.html", &Message { lang, id })).into_response()
    }
}

/// What a browser is told of a fault inside: nothing. The log has it.
pub(super) fn broken(why: &str) -> Response {
    tracing::error!(why, "a request failed");
    (StatusCode::INTERNAL_SERVER_ERROR, "500").into_response()
}

/// The same for the desk's errors.
pub(super) struct Broken(pub(super) Error);

impl From<Error> for Broken {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Broken {
    fn into_response(self) -> Response {
        broken(&self.0.to_string())
    }
}
