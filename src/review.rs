//! The review desk's rules: what a reviewer may do to a translation, and what becomes of it.
//!
//! Everything goes through the memory's [`Store`](crate::memory::Store) contract, so that nothing a person decides
//! is lost and nothing is overwritten. Who did what, who may do what, drafts and comments stand in a [`Ledger`].

mod act;
mod aid;
mod ask;
mod board;
mod bulk;
mod desk;
mod figures;
mod ledger;
mod marks;
mod order;
mod pictures;
mod publish;
mod role;
mod sheet;
mod shelf;
mod text;
mod words;

pub use act::{Accept, Amend, Did, Refusal, Reject};
pub use aid::{Aid, Close, Found, Other};
pub use ask::Suggestion;
pub use board::{Brief, Choices, Confidence, Filter, Item, Place as Elsewhere, Queue};
pub use bulk::Clean;
pub use desk::{Desk, Error, OpenBackend, Settings};
pub use figures::Figures;
pub use ledger::{
    Act, Comment, Count, Delivery, Draft, Due, Effort, Hook, Key, Ledger, MeanEffort, Order, Person, Sent, Session,
    Touched, Verb,
};
pub use marks::{Mark, MarkKind, Run, pieces, runs};
pub use order::{NotOrdered, Press};
pub use pictures::{Picture, Shot};
pub use publish::{Published, Written};
pub use role::{Right, Role};
pub use sheet::{Progress, Segment, Sheet};
pub use shelf::{Entry, Slug};
pub use text::from_wire;
pub use words::{Change, Merged, changed_percent, difference, merge};
