//! XLIFF, packages and the tools that read them.

mod desk;
mod input;
mod schema;
mod table;
mod xliff;
