//! Vietnamese names of persons and places: find them and transcribe them.
use serde::{Deserialize, Serialize};
use crate::{diagnostic::Finding, locale::Locale, text::Span};
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {}
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Kind { Person }
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rendering { pub preferred: String, pub basis: Kind }
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NameUse { pub span: Span, pub text: String, pub kind: Kind, pub en: Rendering, pub ja: Rendering, pub ko: Rendering }
pub struct Names;
impl Names { pub fn new(_: &Settings) -> Self { Self } pub fn find(&self, _: &str) -> Vec<NameUse> { Vec::new() } pub fn check(&self, _: &[NameUse], _: &str, _: Locale) -> Vec<Finding> { Vec::new() } }
