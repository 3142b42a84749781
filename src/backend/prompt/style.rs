//! The style sheet of each edition: what a newspaper's house style comes to in a few lines for a model.

use std::{collections::BTreeMap, sync::LazyLock};

use minijinja::{Environment, UndefinedBehavior, context, value::Serde};

use super::{TemplateError, fault};
use crate::locale::Locale;

/// The built-in sheets; they say what the newsroom's own settings of figures (`numbers`) and text (`style`) are.
const BUILT_IN: [(Locale, &str, &str); 3] = [
    (Locale::En, "style.en.md", include_str!("../../../templates/prompts/style.en.md")),
    (Locale::Ja, "style.ja.md", include_str!("../../../templates/prompts/style.ja.md")),
    (Locale::Ko, "style.ko.md", include_str!("../../../templates/prompts/style.ko.md")),
];
/// Characters of a sheet at most: it is sent, and paid for, with every request.
const LONGEST: usize = 8_000;

/// A text for each edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyleSheets {
    texts: BTreeMap<Locale, String>,
}

/// A newsroom's own sheet: a Jinja template that is given the newsroom's settings for its language, `numbers`
/// (`[numbers.en]`) and `style` (`[check.style.en]`). Plain text is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSheet {
    /// The edition it is for.
    pub locale: Locale,
    /// Its file.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

impl StyleSheets {
    /// The built-in sheets of a newsroom that has set nothing.
    #[must_use]
    pub fn built_in() -> Self {
        static BUILT_IN: LazyLock<StyleSheets> = LazyLock::new(|| {
            StyleSheets::new(&[], &serde_json::Value::Null).unwrap_or_else(|error| {
                tracing::error!(%error, "a built-in style sheet is broken");
                StyleSheets::default()
            })
        });
        BUILT_IN.clone()
    }

    /// The built-in sheets with `own` in their places. `house` has the newsroom's settings as `numbers.en`, `style.en`
    /// and so on; what it leaves out is as it is by default.
    ///
    /// # Errors
    /// A sheet that cannot be read as a template or rendered, or that is longer than 8,000 characters.
    pub fn new(own: &[OwnSheet], house: &serde_json::Value) -> Result<Self, TemplateError> {
        let mut texts = BTreeMap::new();
        for (locale, name, text) in BUILT_IN {
            let own = own.iter().find(|sheet| sheet.locale == locale);
            let (name, text) = own.map_or((name, text), |sheet| (&*sheet.name, &*sheet.text));
            texts.insert(locale, render(locale, name, text, house)?);
        }
        Ok(Self { texts })
    }

    /// The sheet of `to`; empty where there is none.
    #[must_use]
    pub fn of(&self, to: Locale) -> &str {
        self.texts.get(&to).map_or("", String::as_str)
    }

    /// Every sheet in a fixed order.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.values().map(String::as_str)
    }
}

fn render(locale: Locale, name: &str, text: &str, house: &serde_json::Value) -> Result<String, TemplateError> {
    let built_in = format!("templates/prompts/style.{locale}.md");
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Chainable);
    let of = |part: &str| {
        house
            .get(part)
            .and_then(|all| all.get(locale.tag()))
            .map(|own| minijinja::Value::from(Serde(own)))
            .unwrap_or_default()
    };
    let rendered = environment
        .template_from_str(text)
        .and_then(|sheet| sheet.render(context! { numbers => of("numbers"), style => of("style") }))
        .map_err(|error| fault(name, text, &built_in, &error))?;
    // Lines end as lines of the prompt do, whatever wrote the file.
    let lines: Vec<&str> = rendered.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let sheet = lines.join("\n");
    if sheet.chars().nth(LONGEST).is_some() {
        let why = format!("the style sheet is longer than {LONGEST} characters, and it is sent with every request");
        return Err(TemplateError { file: name.to_owned(), line: 1, column: 1, why, built_in });
    }
    Ok(sheet)
}
