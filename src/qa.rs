//! The checks on a translated segment, one rule a file.
