//! The templates of pages: compiled in, or a newsroom's own.

use minijinja::{AutoEscape, Environment};
use serde::Serialize;

/// Why a page could not be made.
#[derive(Debug, thiserror::Error)]
#[error("template {name}: {why}")]
pub struct Error {
    /// The template's name.
    pub name: String,
    /// What is wrong with it, with its line.
    pub why: String,
}

/// The templates `page.html`, `index.html` and `style.css`.
pub struct Templates(Environment<'static>);

impl Templates {
    /// The templates compiled in, each replaced by the newsroom's own of that name in `own`.
    ///
    /// # Errors
    /// A template that does not parse, with its line.
    pub fn new(own: Vec<(String, String)>) -> Result<Self, Error> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|name| {
            if name.ends_with(".html") { AutoEscape::Html } else { AutoEscape::None }
        });
        let built_in = [
            ("page.html", include_str!("../../templates/page.html")),
            ("index.html", include_str!("../../templates/index.html")),
            ("style.css", include_str!("../../templates/style.css")),
        ];
        let all = built_in.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).chain(own);
        for (name, text) in all {
            environment
                .add_template_owned(name.clone(), text)
                .map_err(|error| Error { name, why: format!("{error:#}") })?;
        }
        Ok(Self(environment))
    }

    pub(super) fn render(&self, name: &str, data: &impl Serialize) -> Result<String, Error> {
        let failed = |error: minijinja::Error| Error { name: name.to_owned(), why: format!("{error:#}") };
        self.0.get_template(name).map_err(failed)?.render(minijinja::value::Serde(data)).map_err(failed)
    }
}
