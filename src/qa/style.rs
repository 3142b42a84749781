//! House style by language.

pub(super) mod article;
pub(super) mod capitals;
pub(super) mod dash;
pub(super) mod ellipsis;
pub(super) mod figures;
pub(super) mod headline;
pub(super) mod japanese;
pub(super) mod korean;
pub(super) mod lists;
pub(super) mod parenthesis;
pub(super) mod particle;
pub(super) mod quotes;
pub(super) mod register;
pub(super) mod spelling;
pub(super) mod words;
