//! The command line: the only room that prints, with `report`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is this room's office")]

mod analyze;
mod args;
mod backend;
mod bilingual;
mod check;
mod context;
mod doctor;
mod eval;
mod glossary;
mod inputs;
mod ledger;
mod memory;
mod model;
mod names;
mod output;
mod progress;
mod quote;
mod serve;
mod translate;
mod watch;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command};
use context::Context;

/// Exit code for "could not run".
const COULD_NOT_RUN: u8 = 2;

/// Runs the program with the process's arguments: 0 clean, 1 findings or an incomplete edition, 2 could not run.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    log(cli.common.verbose);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("anban: cannot start: {error}");
            return COULD_NOT_RUN.into();
        }
    };
    let code = match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("anban: {error:#}");
            COULD_NOT_RUN
        }
    };
    runtime.shutdown_background();
    code.into()
}

async fn run(cli: Cli) -> anyhow::Result<u8> {
    if let Command::Completions { shell } = cli.command {
        clap_complete::generate(shell, &mut Cli::command(), "anban", &mut std::io::stdout());
        return Ok(0);
    }
    let context = Context::new(&cli.common)?;
    match cli.command {
        Command::Translate(args) => translate::run(&context, args).await,
        Command::Watch(args) => watch::run(&context, args).await,
        Command::Worker(args) => translate::worker::run(&context, args).await,
        Command::Eval(args) => eval::run(&context, args).await,
        Command::Analyze(args) => analyze::run(&context, args).await,
        Command::Check(args) => check::run(&context, args).await,
        Command::Xliff(verb) => bilingual::xliff(&context, verb).await,
        Command::Table(verb) => bilingual::table(&context, verb).await,
        Command::Handoff(args) => bilingual::handoff::run(&context, args).await,
        Command::Handback(args) => bilingual::handback(&context, args).await,
        Command::Glossary(verb) => glossary::run(&context, verb).await,
        Command::Memory(verb) => memory::run(&context, verb).await,
        Command::Backend(verb) => backend::run(&context, verb).await,
        Command::Model(verb) => model::run(&context, verb).await,
        Command::Names(args) => names::run(&context, &args),
        Command::Doctor { json } => doctor::run(&context, json).await,
        Command::Serve(args) => serve::run(&context, args).await,
        Command::Completions { .. } => Ok(0),
    }
}

/// Logs go to stderr: warnings by default, more with `-v`, or what `ANBAN_LOG` says.
fn log(verbose: u8) {
    let default = match verbose {
        0 => "warn",
        1 => "anban=info,warn",
        2 => "anban=debug,info",
        _ => "trace",
    };
    let filter = tracing_subscriber::EnvFilter::try_from_env("ANBAN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new(default));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).without_time().init();
}
