//! Vietnamese names of persons and places: find them and transcribe them.
