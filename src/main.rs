//! The `anban` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    anban::cli::main()
}
