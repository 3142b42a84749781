//! Everything that is tested from outside, in one binary.

mod article;
mod backend;
mod desk;
mod glossary;
mod language;
mod layers;
mod memory;
mod names;
mod numbers;
mod segment;
