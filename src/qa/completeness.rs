//! Everything the source says is there, and nothing else is.

pub(super) mod address;
pub(super) mod chatter;
pub(super) mod cut_off;
pub(super) mod empty;
pub(super) mod end_mark;
pub(super) mod length;
pub(super) mod list_mark;
pub(super) mod quotation;
pub(super) mod repetition;
pub(super) mod source_left;
pub(super) mod symbols;
pub(super) mod untranslated;
