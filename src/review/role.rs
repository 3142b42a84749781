//! Who may do what, language by language.

use serde::{Deserialize, Serialize};

/// What somebody is at the desk of one language; each may do what those before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads, amends, accepts, comments.
    Translator,
    /// Also rejects, accepts against a blocking finding, and amends what is final.
    Reviewer,
    /// Also publishes.
    Lead,
    /// Also looks after people.
    Admin,
}

impl Role {
    /// All four, least first.
    pub const ALL: [Self; 4] = [Self::Translator, Self::Reviewer, Self::Lead, Self::Admin];

    /// The name under which it is stored; the interface says `review-role-NAME`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Translator => "translator",
            Self::Reviewer => "reviewer",
            Self::Lead => "lead",
            Self::Admin => "admin",
        }
    }

    /// The role called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether this role has `right`.
    #[must_use]
    pub fn may(self, right: Right) -> bool {
        self >= match right {
            Right::Work => Self::Translator,
            Right::Overrule => Self::Reviewer,
            Right::Publish => Self::Lead,
            Right::People => Self::Admin,
        }
    }
}

/// Something not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// Read, amend, accept, comment, undo.
    Work,
    /// Reject, accept against a blocking finding, change what is final.
    Overrule,
    /// Publish an edition.
    Publish,
    /// Look after people.
    People,
}
