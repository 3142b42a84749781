//! Messages in Fluent, compiled in from `locales/`.

use fluent::{FluentArgs, FluentResource, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use super::Locale;

/// Arguments of one message; see [`FluentArgs`].
pub type Args<'a> = FluentArgs<'a>;

macro_rules! resources {
    ($($file:literal),+ $(,)?) => {
        /// Every message file, per language.
        fn sources(locale: Locale) -> Vec<(&'static str, &'static str)> {
            match locale {
                Locale::Vi => vec![$(($file, include_str!(concat!("../../locales/vi/", $file)))),+],
                Locale::En => vec![$(($file, include_str!(concat!("../../locales/en/", $file)))),+],
                Locale::Ja => vec![$(($file, include_str!(concat!("../../locales/ja/", $file)))),+],
                Locale::Ko => vec![$(($file, include_str!(concat!("../../locales/ko/", $file)))),+],
            }
        }
    };
}

resources![
    "analyze.ftl",
    "article.ftl",
    "bilingual.ftl",
    "check.ftl",
    "cli.ftl",
    "desk.ftl",
    "edition.ftl",
    "eval.ftl",
    "exchange.ftl",
    "glossary-commands.ftl",
    "glossary-lint.ftl",
    "glossary.ftl",
    "memory.ftl",
    "names.ftl",
    "near.ftl",
    "numbers.ftl",
    "qa.ftl",
    "review.ftl",
    "spending.ftl"
];

/// The messages of one language. A message that language lacks is said in English.
pub struct Messages {
    locale: Locale,
    own: FluentBundle<FluentResource>,
    english: Option<FluentBundle<FluentResource>>,
}

impl Messages {
    /// Loads the messages of `locale`. Text direction marks are left out: all four languages run left to right.
    #[must_use]
    pub fn new(locale: Locale) -> Self {
        let english = (locale != Locale::En).then(|| bundle(Locale::En));
        Self { locale, own: bundle(locale), english }
    }

    /// The language of these messages.
    #[must_use]
    pub const fn locale(&self) -> Locale {
        self.locale
    }

    /// The message `id`; `id` itself where no language has it, which a test rules out.
    #[must_use]
    pub fn say(&self, id: &str) -> String {
        self.format(id, None)
    }

    /// The message `id` with `args` filled in.
    #[must_use]
    pub fn say_with(&self, id: &str, args: &Args<'_>) -> String {
        self.format(id, Some(args))
    }

    fn format(&self, id: &str, args: Option<&Args<'_>>) -> String {
        std::iter::once(&self.own)
            .chain(&self.english)
            .find_map(|bundle| {
                let pattern = bundle.get_message(id)?.value()?;
                Some(bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned())
            })
            .unwrap_or_else(|| id.to_owned())
    }
}

/// The ids of all messages of `locale`, in file order; the tests compare the languages with it. A message
/// starts at column one, as Fluent's grammar has it.
#[must_use]
pub fn message_ids(locale: Locale) -> Vec<String> {
    sources(locale)
        .into_iter()
        .flat_map(|(_, source)| source.lines())
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned()))
        .collect()
}

fn bundle(locale: Locale) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    // Numbers and plural selection; a message that names another function would print its own source.
    if let Err(error) = bundle.add_builtins() {
        tracing::error!(%error, "fluent's own functions are missing");
    }
    for (file, source) in sources(locale) {
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, errors)| {
            tracing::error!(?errors, file, %locale, "broken message file");
            partial
        });
        bundle.add_resource_overriding(resource);
    }
    bundle
}
