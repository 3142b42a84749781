//! What a backend is made with beside its settings: its name, its key, and who pays.

use std::sync::Arc;

use secrecy::SecretString;

use super::{
    Price,
    http::Server,
    meter::{Meter, Unmetered},
    prompt::Prompts,
};

/// What a backend is made with.
#[derive(Clone)]
pub struct Setup {
    /// Its name in `config.toml`.
    pub name: String,
    /// Its key, where its settings name one.
    pub key: Option<SecretString>,
    /// Who pays.
    pub meter: Arc<dyn Meter>,
    /// What it is told, where it is told anything.
    pub prompts: Arc<Prompts>,
}

impl Setup {
    /// A backend called `name` that nobody pays.
    #[must_use]
    pub fn new(name: &str, key: Option<SecretString>) -> Self {
        Self { name: name.to_owned(), key, meter: Unmetered::shared(), prompts: Prompts::built_in() }
    }

    /// `server`, paid by who pays.
    pub(super) fn paid(&self, server: Server, model: Option<&str>, price: Option<Price>) -> Server {
        server.paid(Arc::clone(&self.meter), &self.name, model, price)
    }
}
