//! What a newsroom can set about reading articles.

use serde::{Deserialize, Serialize};

/// How articles are read: `[article]` in `config.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// HTML pages.
    pub html: HtmlSettings,
    /// Markdown files.
    pub markdown: MarkdownSettings,
    /// The largest file that is read, in bytes; 64 MiB by default.
    pub max_bytes: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { html: HtmlSettings::default(), markdown: MarkdownSettings::default(), max_bytes: 64 << 20 }
    }
}

/// How HTML is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct HtmlSettings {
    /// CSS selector of the article inside its page, for instance `article.main`; without one the whole body is
    /// read. The page's title and description are read either way.
    pub root: Option<String>,
    /// Attributes whose text readers meet, in lower case.
    pub attributes: Vec<String>,
}

impl Default for HtmlSettings {
    fn default() -> Self {
        Self { root: None, attributes: ["alt", "title", "aria-label", "placeholder"].map(str::to_owned).into() }
    }
}

/// How Markdown is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct MarkdownSettings {
    /// Top-level front matter fields (YAML or TOML) whose text is translated.
    pub front_matter: Vec<String>,
}

impl Default for MarkdownSettings {
    fn default() -> Self {
        let fields = ["title", "headline", "subtitle", "description", "summary", "excerpt", "lead"];
        Self { front_matter: fields.map(str::to_owned).into() }
    }
}
