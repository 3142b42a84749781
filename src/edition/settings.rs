//! What a newsroom may set about its editions: `[edition]` in `config.toml`.

use serde::{Deserialize, Serialize};

/// See each field; every one may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The newspaper's name, printed at the head of each page and given as the publisher. Empty: left out.
    pub publication: String,
    /// The address under which the output folder will be published, for instance `https://example.vn/world`;
    /// canonical and hreflang links are absolute then. Empty: links are relative.
    pub base_url: String,
}
