//! XLIFF, packages and the tools that read them.

mod desk;
mod xliff;
