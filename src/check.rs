//! The check: everything a newsroom holds, asked the rules of today.
//!
//! Glossary files, the rows of the memory, editions and pairs of files given by hand become [`Found`]s: findings
//! that know their place, in the order of the inputs. What counts against a run is decided afterwards by
//! [`waive`] and [`Baseline`]. Pure apart from the store: files, clock and address of the program are given in.

mod alternates;
mod baseline;
mod cache;
mod edition;
mod edits;
mod fingerprint;
mod fix;
mod found;
mod glossary;
mod locate;
mod manual;
mod pair;
mod recover;
mod rows;
mod segment;
mod settings;
mod waiver;

pub use alternates::alternates;
pub use baseline::{Baseline, BaselineEntry};
pub use cache::{Cache, Made};
pub use edition::{Beside, Edition, Written, edition};
pub use edits::{Edit, edits};
pub use fingerprint::fingerprints;
pub use fix::{Mended, Wanted, mend_files, mend_rows};
pub use found::{Found, Input, InputKind, Sheet};
pub use glossary::glossary;
pub use manual::{Manual, manual, manuals};
pub use pair::pair;
pub use rows::{Options, Scan, rows};
pub use settings::{Date, Settings, Waiver};
pub use waiver::waive;
