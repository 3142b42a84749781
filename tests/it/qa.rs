//! The rules from outside.

mod catalogue;
