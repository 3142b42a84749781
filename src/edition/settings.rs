//! What a newsroom may set about its editions: `[edition]` in `config.toml`.

use serde::{Deserialize, Serialize};

/// See each field; every one may be left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The newspaper's name, printed at the head of each page and given as the publisher. Empty: left out.
    pub publication: String,
    /// The address under which the output folder will be published, for instance `https://example.vn/world`;
    /// canonical and hreflang links are absolute then. Empty: links are relative.
    pub base_url: String,
    /// Introduce an acronym by its full form once an edition, at its first mention. Default true.
    pub first_mention: bool,
    /// Whether a mention in a headline, a heading or a title counts as the first. Default false.
    pub headlines_count: bool,
    /// Whether a mention in a caption counts as the first. Default false.
    pub captions_count: bool,
    /// Take out the spaces between Japanese letters and Latin letters or digits, as newspapers set them; and in
    /// Korean those between Latin letters or a parenthesis and the particle that belongs to them. Default true.
    pub close_up: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            publication: String::new(),
            base_url: String::new(),
            first_mention: true,
            headlines_count: false,
            captions_count: false,
            close_up: true,
        }
    }
}
