//! Everything that is tested from outside, in one binary.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod article;
mod backend;
mod bilingual;
mod cases;
mod check;
mod desk;
mod eval;
mod glossary;
mod language;
mod layers;
mod limits;
mod memory;
mod names;
mod numbers;
mod qa;
mod readers;
mod review;
mod segment;
