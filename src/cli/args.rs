//! The commands and their flags.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::{config::OutputFormat, diagnostic::Severity, locale::Locale, memory::State};

/// Turns Vietnamese articles into English, Japanese and Korean editions.
#[derive(Parser)]
#[command(name = "anban", version, about, max_term_width = 100)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Args)]
pub(super) struct Common {
    /// The configuration file [default: ./config.toml if there is one]
    #[arg(long, global = true, env = "ANBAN_CONFIG", value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    /// The language Anban speaks: vi, en, ja or ko [default: the environment's]
    #[arg(long, global = true, env = "ANBAN_LANG", value_parser = locale, value_name = "LANG")]
    pub(super) lang: Option<Locale>,
    /// Say more on stderr; twice for still more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(super) verbose: u8,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Translate articles and write their editions
    Translate(Translate),
    /// Check the glossary, the memory and the editions
    Check(Check),
    /// Look after the glossary
    #[command(subcommand)]
    Glossary(Glossary),
    /// Look into the translation memory
    #[command(subcommand)]
    Memory(Memory),
    /// List and try backends
    #[command(subcommand)]
    Backend(Backend),
    /// Fetch and verify the models of the embedded backend
    #[command(subcommand)]
    Model(Model),
    /// Show the Vietnamese names in a text and their transcriptions
    Names(Names),
    /// Say what is configured, reachable and missing
    Doctor {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Review translations in the browser
    Serve(Serve),
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
}

#[derive(Args)]
pub(super) struct Translate {
    /// Articles, or folders of articles (.txt, .html, .htm, .md)
    #[arg(required = true, value_name = "PATHS")]
    pub(super) paths: Vec<PathBuf>,
    /// The languages of the editions, in order
    #[arg(long, value_delimiter = ',', value_parser = target, env = "ANBAN_TO", value_name = "LANGS")]
    pub(super) to: Vec<Locale>,
    /// The folder into which editions are written
    #[arg(long, env = "ANBAN_OUT", value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// What is written: a page, or the article's own format
    #[arg(long, value_enum, env = "ANBAN_FORMAT")]
    pub(super) format: Option<OutputFormat>,
    /// The backend's name in the configuration
    #[arg(long, env = "ANBAN_BACKEND", value_name = "NAME")]
    pub(super) backend: Option<String>,
    /// Ask no backend: use what the memory has
    #[arg(long)]
    pub(super) offline: bool,
    /// Ask again for segments whose last answer failed its checks
    #[arg(long)]
    pub(super) retry: bool,
    /// The state from which a translation is published
    #[arg(long, value_enum, env = "ANBAN_MIN_STATE")]
    pub(super) min_state: Option<MinState>,
    /// The memory's file
    #[arg(long, env = "ANBAN_MEMORY", value_name = "FILE")]
    pub(super) memory: Option<PathBuf>,
    /// Count what would be asked for, and stop
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Print what a backend would be told for each segment, and stop
    #[arg(long)]
    pub(super) explain_prompt: bool,
    /// Print the summary as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MinState {
    /// A machine's that passed every blocking check
    Translated,
    /// Approved by a person
    Reviewed,
    /// Published and closed
    Final,
}

impl From<MinState> for State {
    fn from(state: MinState) -> Self {
        match state {
            MinState::Translated => Self::Translated,
            MinState::Reviewed => Self::Reviewed,
            MinState::Final => Self::Final,
        }
    }
}

#[derive(Args)]
pub(super) struct Check {
    /// Folders of editions, or edition files [default: the configured folder if there is one]
    #[arg(value_name = "PATHS")]
    pub(super) paths: Vec<PathBuf>,
    /// How findings are printed
    #[arg(long, value_enum, default_value = "human")]
    pub(super) format: ReportFormat,
    /// The severity from which the exit code is 1
    #[arg(long, value_enum, default_value = "error")]
    pub(super) fail_on: FailOn,
    /// The memory's file
    #[arg(long, env = "ANBAN_MEMORY", value_name = "FILE")]
    pub(super) memory: Option<PathBuf>,
    /// Explain one rule, and stop
    #[arg(long, value_name = "CODE")]
    pub(super) explain: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// Frames with the lines they speak of
    Human,
    /// One JSON document
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Errors
    Error,
    /// Warnings and errors
    Warning,
    /// Anything
    Info,
}

impl From<FailOn> for Severity {
    fn from(fail_on: FailOn) -> Self {
        match fail_on {
            FailOn::Error => Self::Error,
            FailOn::Warning => Self::Warning,
            FailOn::Info => Self::Info,
        }
    }
}

#[derive(Subcommand)]
pub(super) enum Glossary {
    /// Check the glossary's files
    Lint {
        /// How findings are printed
        #[arg(long, value_enum, default_value = "human")]
        format: ReportFormat,
    },
    /// Show the terms in a text and their renderings
    Find {
        /// The text
        text: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub(super) enum Memory {
    /// Count rows by language and state
    Stats {
        /// The memory's file
        #[arg(long, env = "ANBAN_MEMORY", value_name = "FILE")]
        memory: Option<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show what the memory has for a Vietnamese sentence or a key
    Lookup {
        /// The sentence, or a key of 64 hexadecimal digits
        text: String,
        /// The languages
        #[arg(long, value_delimiter = ',', value_parser = target, value_name = "LANGS")]
        to: Vec<Locale>,
        /// The memory's file
        #[arg(long, env = "ANBAN_MEMORY", value_name = "FILE")]
        memory: Option<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
pub(super) enum Backend {
    /// List the configured backends
    List,
    /// Ask a backend whether it can be used, and for one sentence in each language
    Test {
        /// Its name [default: the configured one]
        name: Option<String>,
    },
}

#[derive(Subcommand)]
pub(super) enum Model {
    /// Fetch a model and verify it
    Pull {
        /// Its name in the catalogue [default: the default model], or an http(s) address
        name: Option<String>,
        /// The expected SHA-256, needed with an address
        #[arg(long, value_name = "HEX")]
        sha256: Option<String>,
        /// The folder models are kept in
        #[arg(long, env = "ANBAN_MODELS", value_name = "DIR")]
        dir: Option<PathBuf>,
    },
    /// List the models of the catalogue and whether they are here
    List {
        /// The folder models are kept in
        #[arg(long, env = "ANBAN_MODELS", value_name = "DIR")]
        dir: Option<PathBuf>,
    },
    /// Compute a model's SHA-256 and compare it with the catalogue
    Verify {
        /// Its name [default: the default model]
        name: Option<String>,
        /// The folder models are kept in
        #[arg(long, env = "ANBAN_MODELS", value_name = "DIR")]
        dir: Option<PathBuf>,
    },
}

#[derive(Args)]
pub(super) struct Names {
    /// The text
    pub(super) text: String,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

fn locale(tag: &str) -> Result<Locale, String> {
    tag.parse::<Locale>().map_err(|error| error.to_string())
}

fn target(tag: &str) -> Result<Locale, String> {
    match locale(tag)? {
        Locale::Vi => Err("vi is the language of the articles: use en, ja or ko".to_owned()),
        target => Ok(target),
    }
}

#[derive(Args)]
pub(super) struct Serve {
    /// Where to listen: an address of this machine and a port; 0 takes a free port
    #[arg(long, env = "ANBAN_LISTEN", default_value = "127.0.0.1:8780", value_name = "ADDR")]
    pub(super) listen: std::net::SocketAddr,
    /// The folder with the editions
    #[arg(long, env = "ANBAN_OUT", value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// The memory's file
    #[arg(long, env = "ANBAN_MEMORY", value_name = "FILE")]
    pub(super) memory: Option<PathBuf>,
}
