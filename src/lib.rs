//! Anban turns Vietnamese articles into English, Japanese and Korean editions.
//!
//! The rooms stand in the order in which an article passes through them; `ARCHITECTURE.md` walks through it
//! and `tests/it/layers.rs` holds which room may name which.

pub mod text;

pub mod locale;

pub mod diagnostic;

pub mod article;

pub mod segment;

pub mod numbers;

pub mod names;

pub mod glossary;

pub mod qa;

pub mod memory;

pub mod backend;

pub mod pipeline;

pub mod eval;

pub mod bilingual;

pub mod edition;

pub mod check;

pub mod review;

pub mod report;

pub mod config;

pub mod web;

pub mod cli;
