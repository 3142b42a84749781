//! Translation backends: one contract, and the engines behind it.

mod contract;

pub use contract::{
    Backend, Capabilities, Complaint, Error, Example, Finish, NameHint, Reply, Request, Result, TermHint, Usage,
};
use std::{path::PathBuf, sync::Arc};
use secrecy::SecretString;
pub mod reply { pub struct Cleaned { pub text: String, pub chatter: bool } pub fn clean(_: &str, _: &str) -> Cleaned { Cleaned { text: String::new(), chatter: false } } }
pub mod embedded { #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)] pub struct Settings {} }
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Settings { Embedded(embedded::Settings), None }
pub struct Surroundings<'a> { pub models: PathBuf, pub model: Option<PathBuf>, pub folder: PathBuf, pub secret: &'a dyn Fn(&str) -> Option<SecretString> }
pub fn build(_: &str, _: &Settings, _: &Surroundings<'_>) -> Result<Arc<dyn Backend>> { Err(Error::Stopped) }
