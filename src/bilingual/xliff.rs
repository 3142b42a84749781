//! XLIFF 1.2 (OASIS, 2008) and 2.1 (OASIS, 2018), written and read.

mod reader;
mod writer;

pub use reader::{ReadError, read};
pub use writer::{OURS, write};

/// A version of XLIFF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Version {
    /// XLIFF 1.2, which every tool reads.
    V12,
    /// XLIFF 2.1, with the modules for matches and glossaries.
    V21,
}

use crate::memory::State;

/// The state's name in XLIFF 1.2 (section 3.2.1, `state`).
pub(super) const fn state_12(state: Option<State>) -> &'static str {
    match state {
        None => "new",
        Some(State::Initial) => "needs-translation",
        Some(State::Translated) => "translated",
        Some(State::Reviewed) => "signed-off",
        Some(State::Final) => "final",
    }
}

/// The state that a `target` of XLIFF 1.2 has: nothing where nobody has translated it.
pub(super) fn of_12(state: Option<&str>, approved: bool) -> Option<State> {
    let state = match state {
        Some("new") => None,
        Some("needs-translation") => Some(State::Initial),
        Some("signed-off") => Some(State::Reviewed),
        Some("final") => Some(State::Final),
        _ => Some(State::Translated),
    };
    if approved { Some(state.unwrap_or(State::Reviewed).max(State::Reviewed)) } else { state }
}
