//! Inline markup, and markup that leaked into the text.

pub(super) mod codes;
pub(super) mod empty_pair;
pub(super) mod leaked;
pub(super) mod run_together;
