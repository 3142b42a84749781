//! What a newsroom can set about its desk.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

/// The `[desk]` table of `config.toml`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The addresses of reverse proxies that sign people in. Default: none, and then the header means nothing.
    pub proxies: Vec<IpAddr>,
    /// The header in which such a proxy names the person; it must set or remove it on every request. Default
    /// `x-forwarded-user`.
    pub proxy_header: String,
    /// Hosts with private addresses that hooks may reach, as `HOST:PORT`. Default: none.
    pub hook_hosts: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { proxies: Vec::new(), proxy_header: "x-forwarded-user".to_owned(), hook_hosts: Vec::new() }
    }
}
