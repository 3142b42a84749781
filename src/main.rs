//! The `anban` program.

use std::process::ExitCode;

/// Checks, imports and lookups make and drop small texts by the million; glibc's allocator took a sixth of their time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    anban::cli::main()
}
