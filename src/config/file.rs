//! `config.toml` as it is written.

use std::{collections::BTreeMap, path::PathBuf};

use serde::{Deserialize, Serialize};

use crate::{
    article,
    backend::{self, DraftWish},
    check, edition,
    locale::Locale,
    memory::{self, State},
    names, numbers, segment, web,
};

/// The whole of `config.toml`. Every table and key may be left out; `config.toml` at the top of the repository
/// shows each with its default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Where things are.
    pub paths: Paths,
    /// How articles are translated.
    pub translate: Translate,
    /// How articles are read.
    pub article: article::Settings,
    /// How units are cut into sentences.
    pub segment: segment::Settings,
    /// The house style of figures and dates.
    pub numbers: numbers::Style,
    /// The house style of names.
    pub names: names::Settings,
    /// How checks are weighed.
    pub check: check::Settings,
    /// How pages look and where they will stand.
    pub edition: edition::Settings,
    /// The translation memory: the table, or its `path` alone.
    #[serde(deserialize_with = "memory::Settings::path_or_table")]
    pub memory: memory::Settings,
    /// What is counted and paid for how much of an article is known.
    pub analyze: memory::exchange::leverage::Settings,
    /// What may be spent.
    pub budget: backend::Budget,
    /// The review desk's doors.
    pub desk: web::Settings,
    /// The backends by name.
    pub backends: Backends,
}

/// The backends by name: `[backends.NAME]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Backends(pub BTreeMap<String, backend::Settings>);

impl Default for Backends {
    /// `embedded`, the default model in this process, and `none`, the memory alone.
    fn default() -> Self {
        Self(BTreeMap::from([
            ("embedded".to_owned(), backend::Settings::Embedded(backend::embedded::Settings::default())),
            ("none".to_owned(), backend::Settings::None),
        ]))
    }
}

/// Where things are; relative to the folder that holds `config.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Paths {
    /// The folder of the glossary's `*.toml` files.
    pub glossary: PathBuf,
    /// The folder into which editions are written.
    pub editions: PathBuf,
    /// A folder with templates of the newsroom's own (`page.html`, `index.html`, `style.css`; what backends are told:
    /// `prompts/chat.jinja`, `prompts/embedded.jinja`, and the style sheets `prompts/style.en.md` …); empty: none.
    pub templates: PathBuf,
}

impl Default for Paths {
    fn default() -> Self {
        Self { glossary: "glossary".into(), editions: "editions".into(), templates: PathBuf::new() }
    }
}

/// What is written for each article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum OutputFormat {
    /// A complete HTML page.
    #[default]
    Page,
    /// The article's own format, only its text replaced.
    Source,
}

/// How articles are translated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Translate {
    /// The languages of the editions.
    pub to: Vec<Locale>,
    /// The backend's name under `[backends]`, or several with commas between them, each asked what the one before
    /// it cannot answer.
    pub backend: String,
    /// The same as a list; goes before `backend`.
    pub backends: Vec<String>,
    /// What is written.
    pub format: OutputFormat,
    /// The state from which a translation is published: `translated` (a machine's that passed the checks),
    /// `reviewed` (a person approved it) or `final`.
    pub min_state: State,
    /// How often an answer that fails a blocking check is asked for again with the reasons.
    pub repairs: u32,
    /// What the English sentence is to Japanese and Korean: `auto` (what the backend makes best use of), `off`,
    /// `english` (a draft beside the Vietnamese; also written `true`), `pivot` (what is translated).
    pub draft: DraftWish,
    /// How many answers are asked for where one passes and is not without fault, 1 to 16; the best by our checks is
    /// taken.
    pub tries: u32,
    /// How probable an engine has to hold its answer, in per cent, where it says so; an answer below stays `initial` and
    /// waits for a person. 0: any.
    pub confidence_from: u8,
    /// Look near matches up; the index stands beside the memory, in a file with the ending `.near`.
    pub near_matches: bool,
    /// Answer a sentence that differs from a translated one in nothing but its figures out of that one, where the
    /// result passes every check. Needs `near-matches`.
    pub substitute_numbers: bool,
    /// The percentage, 50 to 99, from which a near match is shown to a backend that takes examples.
    pub near_from: u8,
    /// How many articles are worked on at once.
    pub articles_at_once: usize,
}

impl Default for Translate {
    fn default() -> Self {
        Self {
            to: Locale::TARGETS.to_vec(),
            backend: "embedded".to_owned(),
            backends: Vec::new(),
            format: OutputFormat::Page,
            min_state: State::Translated,
            repairs: 2,
            draft: DraftWish::Auto,
            tries: 1,
            confidence_from: 0,
            near_matches: true,
            substitute_numbers: true,
            near_from: 70,
            articles_at_once: 4,
        }
    }
}
