//! TMX 1.4b, levels 1 and 2 (<https://www.ttt.org/oscarStandards/tmx/tmx14b.html>).

mod properties;
mod reader;
mod segment;
mod writer;

pub use reader::Reader;
pub use writer::Writer;
