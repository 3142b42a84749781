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
    /// Translate what lands in a folder, each article once and again when it changes
    Watch(Watch),
    /// Take articles that were handed over with `translate --queue`, and translate them
    Worker(Worker),
    /// Count how much of articles the memory knows already, and what the rest costs
    Analyze(Analyze),
    /// Compare backends with reference translations, raw and through the pipeline
    Eval(Eval),
    /// Check the glossary, the memory and the editions
    Check(Check),
    /// Write articles as XLIFF for other translation tools, and take XLIFF back
    #[command(subcommand)]
    Xliff(Xliff),
    /// Write articles as tables (PO, CSV, XLSX) for people without a translation tool, and take them back
    #[command(subcommand)]
    Table(Table),
    /// Pack an article for a freelancer: XLIFF, an OmegaT project, matches, terms, a preview
    Handoff(Handoff),
    /// Take a freelancer's package back, with a report of what is missing or violates a check
    Handback(Handback),
    /// Look after the glossary
    #[command(subcommand)]
    Glossary(Glossary),
    /// Look into the translation memory, and after it
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
    /// The backend's name in the configuration, or several with commas: each is asked what the one before cannot answer
    #[arg(long, env = "ANBAN_BACKEND", value_name = "NAMES")]
    pub(super) backend: Option<String>,
    /// The most this run may cost, in the currency of [budget]
    #[arg(long, env = "ANBAN_MAX_COST", conflicts_with = "queue", value_name = "AMOUNT")]
    pub(super) max_cost: Option<f64>,
    /// Ask no backend: use what the memory has
    #[arg(long)]
    pub(super) offline: bool,
    /// Ask again for segments whose last answer failed its checks
    #[arg(long)]
    pub(super) retry: bool,
    /// The state from which a translation is published
    #[arg(long, value_enum, env = "ANBAN_MIN_STATE")]
    pub(super) min_state: Option<MinState>,
    /// The memory: a file, or postgres://USER@HOST/DATABASE (password: PGPASSWORD)
    #[arg(long, env = "ANBAN_MEMORY", value_name = "MEMORY", hide_env_values = true)]
    pub(super) memory: Option<PathBuf>,
    /// Hand the articles to `anban worker` processes through the memory, a PostgreSQL database, and wait for them
    #[arg(long, conflicts_with_all = ["dry_run", "explain_prompt", "backend"])]
    pub(super) queue: bool,
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

#[derive(Args)]
pub(super) struct Watch {
    /// The folder of articles
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
    /// How long between two looks, in milliseconds; a file is taken when two looks find it the same
    #[arg(long, default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(50..=3_600_000), value_name = "MS")]
    pub(super) interval_ms: u32,
    /// Stop when everything that is there is translated
    #[arg(long)]
    pub(super) once: bool,
    /// The languages of the editions, in order
    #[arg(long, value_delimiter = ',', value_parser = target, env = "ANBAN_TO", value_name = "LANGS")]
    pub(super) to: Vec<Locale>,
    /// The folder into which editions are written
    #[arg(long, env = "ANBAN_OUT", value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// What is written: a page, or the article's own format
    #[arg(long, value_enum, env = "ANBAN_FORMAT")]
    pub(super) format: Option<OutputFormat>,
    /// The backend's name in the configuration, or several with commas
    #[arg(long, env = "ANBAN_BACKEND", value_name = "NAMES")]
    pub(super) backend: Option<String>,
    /// The most that the articles taken at one look may cost, in the currency of [budget]
    #[arg(long, env = "ANBAN_MAX_COST", value_name = "AMOUNT")]
    pub(super) max_cost: Option<f64>,
    /// The state from which a translation is published
    #[arg(long, value_enum, env = "ANBAN_MIN_STATE")]
    pub(super) min_state: Option<MinState>,
    /// The memory: a file, or postgres://USER@HOST/DATABASE (password: PGPASSWORD)
    #[arg(long, env = "ANBAN_MEMORY", value_name = "MEMORY", hide_env_values = true)]
    pub(super) memory: Option<PathBuf>,
}

impl Watch {
    /// The run that translates `paths` as this asks for.
    pub(super) fn translate(&self, paths: Vec<PathBuf>) -> Translate {
        Translate {
            paths,
            to: self.to.clone(),
            out: self.out.clone(),
            format: self.format,
            backend: self.backend.clone(),
            max_cost: self.max_cost,
            offline: false,
            retry: false,
            min_state: self.min_state,
            memory: self.memory.clone(),
            queue: false,
            dry_run: false,
            explain_prompt: false,
            json: false,
        }
    }
}

#[derive(Args)]
pub(super) struct Worker {
    /// The backend's name in the configuration
    #[arg(long, env = "ANBAN_BACKEND", value_name = "NAME")]
    pub(super) backend: Option<String>,
    /// A folder that everybody shares: editions go there and not back to whoever handed the articles over
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// How long an article stays a worker's that is no longer heard of, in seconds
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=86_400), value_name = "SECONDS")]
    pub(super) lease: u32,
    /// How often an article is tried before it is put aside
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=100), value_name = "N")]
    pub(super) attempts: u32,
    /// Stop when nothing is waiting
    #[arg(long)]
    pub(super) drain: bool,
    /// List the articles that were put aside, and stop
    #[arg(long)]
    pub(super) dead: bool,
    /// Let the articles that were put aside be tried again, and stop
    #[arg(long, conflicts_with = "dead")]
    pub(super) revive: bool,
    #[command(flatten)]
    pub(super) at: AtMemory,
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
    #[arg(value_name = "PATHS", conflicts_with = "pair")]
    pub(super) paths: Vec<PathBuf>,
    /// Check a translated file against its source file, and nothing else; may be given several times
    #[arg(long, num_args = 2, value_names = ["SOURCE", "TARGET"], requires = "to")]
    pub(super) pair: Vec<PathBuf>,
    /// The language of the translated files of --pair
    #[arg(long, value_parser = target, value_name = "LANG", requires = "pair")]
    pub(super) to: Option<Locale>,
    /// How findings are printed
    #[arg(long, value_enum, default_value = "human")]
    pub(super) format: ReportFormat,
    /// Write the report into a file instead of printing it
    #[arg(long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// The severity from which the exit code is 1
    #[arg(long, value_enum, default_value = "error")]
    pub(super) fail_on: FailOn,
    /// The memory: a file, or postgres://USER@HOST/DATABASE (password: PGPASSWORD)
    #[arg(long, env = "ANBAN_MEMORY", value_name = "MEMORY", hide_env_values = true)]
    pub(super) memory: Option<PathBuf>,
    /// Of the memory, only rows changed since a day (2026-11-01, UTC), a time or a git revision
    #[arg(long, value_name = "WHEN", conflicts_with = "pair")]
    pub(super) since: Option<String>,
    /// Apply safe fixes to the memory's rows and the glossary's files
    #[arg(long, conflicts_with = "pair")]
    pub(super) fix: bool,
    /// With --fix or --diff: also fixes that somebody should look at
    #[arg(long = "unsafe")]
    pub(super) unsafe_too: bool,
    /// With --fix: also in rows that a person made or approved
    #[arg(long, requires = "fix")]
    pub(super) fix_reviewed: bool,
    /// Show what --fix would change, and stop
    #[arg(long, conflicts_with_all = ["fix", "pair"])]
    pub(super) diff: bool,
    /// Findings in this file are counted, but do not fail the run
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write all findings into a baseline file, and stop
    #[arg(long, value_name = "FILE", conflicts_with = "baseline")]
    pub(super) write_baseline: Option<PathBuf>,
    /// Check every row again, whatever an earlier run remembered
    #[arg(long)]
    pub(super) no_cache: bool,
    /// How many threads check [default: one a processor]
    #[arg(long, value_name = "N", hide_short_help = true)]
    pub(super) threads: Option<std::num::NonZeroUsize>,
    /// Explain one rule, and stop
    #[arg(long, value_name = "CODE")]
    pub(super) explain: Option<String>,
    /// List the rules with their severities, and stop
    #[arg(long)]
    pub(super) list_rules: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// Frames with the lines they speak of
    Human,
    /// One JSON document
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// JUnit XML
    Junit,
    /// GitHub annotations
    Github,
    /// One page for editors
    Html,
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
        /// Say also what is only worth knowing
        #[arg(long)]
        notes: bool,
        /// How findings are printed
        #[arg(long, value_enum, default_value = "human")]
        format: ReportFormat,
    },
    /// Show what a change of the glossary touches
    Diff(GlossaryDiff),
    /// Suggest terms from articles and the memory, ready to paste
    Suggest(GlossarySuggest),
    /// Write the glossary in another tool's format
    Export {
        /// The format
        #[arg(long, value_enum)]
        format: GlossaryFormat,
        /// The target language of an OmegaT glossary
        #[arg(long, value_parser = target, required_if_eq("format", "omegat"), value_name = "LANG")]
        to: Option<Locale>,
        /// The file [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Turn another tool's glossary into a glossary file
    Import {
        /// The other tool's file
        file: PathBuf,
        /// Its format
        #[arg(long, value_enum)]
        format: GlossaryFormat,
        /// The target language of an OmegaT glossary
        #[arg(long, value_parser = target, required_if_eq("format", "omegat"), value_name = "LANG")]
        to: Option<Locale>,
        /// The glossary file to write [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Overwrite the glossary file if there is one
        #[arg(long)]
        force: bool,
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

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum GlossaryFormat {
    /// TBX of ISO 30042:2019, Basic dialect, DCA style; import reads every style and version
    Tbx,
    /// The same in DCT style
    TbxDct,
    /// TBX version 2 (martif)
    Tbx2,
    /// Comma-separated values with a header
    Csv,
    /// Tab-separated values with a header
    Tsv,
    /// OmegaT glossary text
    Omegat,
}

#[derive(Args)]
pub(super) struct GlossaryDiff {
    /// The old glossary: a folder, or a git revision
    pub(super) old: String,
    /// The new glossary, likewise [default: the configured folder]
    pub(super) new: Option<String>,
    /// The memory's file
    #[arg(long, env = "ANBAN_MEMORY", value_name = "FILE")]
    pub(super) memory: Option<PathBuf>,
    /// The folder of editions [default: the configured one]
    #[arg(long, value_name = "DIR")]
    pub(super) editions: Option<PathBuf>,
    /// What a million source characters cost to translate, for an estimate
    #[arg(long, value_name = "AMOUNT")]
    pub(super) price: Option<f64>,
    /// Exit with 1 where a reviewed or final translation is touched
    #[arg(long)]
    pub(super) fail_on_reviewed: bool,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Args)]
pub(super) struct GlossarySuggest {
    /// Articles, or folders of articles (.txt, .html, .htm, .md)
    #[arg(value_name = "PATHS")]
    pub(super) paths: Vec<PathBuf>,
    /// The memory's file
    #[arg(long, env = "ANBAN_MEMORY", value_name = "FILE")]
    pub(super) memory: Option<PathBuf>,
    /// At most this many candidates
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub(super) limit: usize,
    /// The least number of occurrences
    #[arg(long, default_value_t = 3, value_name = "N")]
    pub(super) min_count: usize,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Which memory, and how to answer.
#[derive(Args)]
pub(super) struct AtMemory {
    /// The memory: a file, or postgres://USER@HOST/DATABASE (password: PGPASSWORD)
    #[arg(long, env = "ANBAN_MEMORY", value_name = "MEMORY", hide_env_values = true)]
    pub(super) memory: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Args)]
pub(super) struct Analyze {
    /// Articles, or folders of articles
    #[arg(required = true, value_name = "PATHS")]
    pub(super) paths: Vec<PathBuf>,
    /// The languages of the editions
    #[arg(long, value_delimiter = ',', value_parser = target, env = "ANBAN_TO", value_name = "LANGS")]
    pub(super) to: Vec<Locale>,
    /// How the figures are printed
    #[arg(long, value_enum, default_value = "table")]
    pub(super) format: AnalyzeFormat,
    /// The backend that would be asked
    #[arg(long, env = "ANBAN_BACKEND", value_name = "NAME")]
    pub(super) backend: Option<String>,
    /// The memory: a file, or postgres://USER@HOST/DATABASE (password: PGPASSWORD)
    #[arg(long, env = "ANBAN_MEMORY", value_name = "MEMORY", hide_env_values = true)]
    pub(super) memory: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum AnalyzeFormat {
    /// Columns
    Table,
    /// Comma-separated values
    Csv,
    /// One JSON document
    Json,
    /// One page
    Html,
}

#[derive(Args)]
pub(super) struct MemoryImport {
    /// The files: .csv and .tsv are tables, everything else is TMX
    #[arg(required = true, value_name = "FILES")]
    pub(super) files: Vec<PathBuf>,
    /// The state of every translation [default: the file's, or translated]
    #[arg(long, value_enum, value_name = "STATE")]
    pub(super) state: Option<MinState>,
    /// Who answers for them [default: the name the file gives, or the file's own]
    #[arg(long, value_name = "WHO")]
    pub(super) name: Option<String>,
    /// Read and count, and store nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) at: AtMemory,
}

#[derive(Args)]
pub(super) struct MemoryExport {
    /// The file [default: standard output]
    #[arg(value_name = "FILE")]
    pub(super) file: Option<PathBuf>,
    /// The languages
    #[arg(long, value_delimiter = ',', value_parser = target, value_name = "LANGS")]
    pub(super) to: Vec<Locale>,
    /// The state from which a translation is written [default: all]
    #[arg(long, value_enum, value_name = "STATE")]
    pub(super) state: Option<MinState>,
    /// The format
    #[arg(long, value_enum, default_value = "tmx")]
    pub(super) format: ExchangeFormat,
    /// The memory: a file, or postgres://USER@HOST/DATABASE (password: PGPASSWORD)
    #[arg(long, env = "ANBAN_MEMORY", value_name = "MEMORY", hide_env_values = true)]
    pub(super) memory: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExchangeFormat {
    /// TMX 1.4b with everything the memory knows
    Tmx,
    /// Comma-separated values with a header
    Csv,
    /// Tab-separated values with a header
    Tsv,
    /// TMX for OmegaT's tm folder: the best translation of each sentence
    Omegat,
}

#[derive(Args)]
pub(super) struct MemoryAlign {
    /// The Vietnamese article
    pub(super) source: PathBuf,
    /// Its translation
    pub(super) target: PathBuf,
    /// The translation's language
    #[arg(long, value_parser = target, value_name = "LANG")]
    pub(super) to: Locale,
    /// The state of the rows
    #[arg(long, value_enum, default_value = "translated", value_name = "STATE")]
    pub(super) state: MinState,
    /// Who answers for them [default: the translation's file name]
    #[arg(long, value_name = "WHO")]
    pub(super) name: Option<String>,
    /// Pairs that are less certain are not taken, 0 to 100
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u8).range(0..=100), value_name = "PERCENT")]
    pub(super) min: u8,
    /// Show the pairs, and store nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) at: AtMemory,
}

#[derive(Subcommand)]
pub(super) enum Memory {
    /// Count rows by language and state
    Stats {
        #[command(flatten)]
        at: AtMemory,
    },
    /// Show the sentences nearest to a Vietnamese one with their translations, or where a phrase stands
    Search {
        /// The sentence or phrase
        text: String,
        /// The languages of the translations
        #[arg(long, value_delimiter = ',', value_parser = target, value_name = "LANGS")]
        to: Vec<Locale>,
        /// The percentage from which a sentence is near, 50 to 100
        #[arg(long, default_value_t = 70, value_parser = clap::value_parser!(u8).range(50..=100), value_name = "PERCENT")]
        min: u8,
        /// How many are shown in each language
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=1000), value_name = "N")]
        limit: u16,
        /// Find where the phrase stands instead
        #[arg(long)]
        concordance: bool,
        /// The language in which the phrase stands: vi, en, ja or ko
        #[arg(long = "in", value_parser = locale, default_value = "vi", requires = "concordance", value_name = "LANG")]
        within: Locale,
        /// The memory's file
        #[arg(long, env = "ANBAN_MEMORY", value_name = "MEMORY", hide_env_values = true)]
        memory: Option<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Say what was spent, on what and by whom
    Ledger {
        /// From this day on, 2026-11-01
        #[arg(long, value_name = "DAY")]
        since: Option<String>,
        #[command(flatten)]
        at: AtMemory,
    },
    /// Show what the memory has for a Vietnamese sentence or a key
    Lookup {
        /// The sentence, or a key of 64 hexadecimal digits
        text: String,
        /// The languages
        #[arg(long, value_delimiter = ',', value_parser = target, value_name = "LANGS")]
        to: Vec<Locale>,
        #[command(flatten)]
        at: AtMemory,
    },
    /// Bring in translations from TMX, CSV or TSV files, OmegaT's project_save.tmx and tm/*.tmx among them
    Import(MemoryImport),
    /// Write the memory as a file for other tools
    Export(MemoryExport),
    /// Turn a published article and its translation into rows
    Align(MemoryAlign),
    /// Carry a memory into another one, whole histories included, and compare what arrived
    Copy {
        /// A file or an address
        from: PathBuf,
        /// A file or an address
        to: PathBuf,
        /// Add to a memory that holds rows already; where histories differ, its own stay
        #[arg(long)]
        into_existing: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Read every row and version and compare them with their checksums
    Verify {
        /// Mend what can be mended from what is whole
        #[arg(long)]
        repair: bool,
        #[command(flatten)]
        at: AtMemory,
    },
    /// Remove rows with their histories, for good
    Prune(Prune),
    /// Remove rows without a context that say what a row at least as good says
    Dedupe {
        /// Also rows with a context of their own; their sentences then match at 100, no longer at 101 percent
        #[arg(long)]
        contexts: bool,
        /// Count, and remove nothing
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        at: AtMemory,
    },
    /// Write everything into a new file while others go on working, and read it back
    Backup {
        /// The file; it must not be there yet
        file: PathBuf,
        #[command(flatten)]
        at: AtMemory,
    },
    /// Show every version of a sentence's translations
    History {
        /// The sentence, or a key of 64 hexadecimal digits
        text: String,
        /// The languages
        #[arg(long, value_delimiter = ',', value_parser = target, value_name = "LANGS")]
        to: Vec<Locale>,
        #[command(flatten)]
        at: AtMemory,
    },
    /// Go back to an earlier version, as a new version
    Undo {
        /// The sentence, or a key of 64 hexadecimal digits
        text: String,
        /// The language
        #[arg(long, value_parser = target, value_name = "LANG")]
        to: Locale,
        /// The version to go back to [default: the one before the latest]
        #[arg(long, value_name = "N")]
        version: Option<u64>,
        /// Which of several rows, by the beginning of its context as `history` shows it
        #[arg(long, value_name = "HEX")]
        context: Option<String>,
        /// Whose decision it is
        #[arg(long, value_name = "NAME", default_value = "undo")]
        by: String,
        #[command(flatten)]
        at: AtMemory,
    },
}

#[derive(Args)]
pub(super) struct Prune {
    /// Last changed before this day (UTC)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) before: Option<String>,
    /// Not used since this day (UTC)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) unused_since: Option<String>,
    /// By this hand (machine, import, person) or under this name; a person's rows go only where this says so
    #[arg(long, value_name = "WHO")]
    pub(super) origin: Option<String>,
    /// In this state: initial, translated, reviewed, final
    #[arg(long, value_parser = state)]
    pub(super) state: Option<State>,
    /// In these languages
    #[arg(long, value_delimiter = ',', value_parser = target, value_name = "LANGS")]
    pub(super) to: Vec<Locale>,
    /// Count, and remove nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) at: AtMemory,
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
pub(super) struct Eval {
    /// Sentences with their translations (.tmx, .tsv, .csv), or an article and after it its translation (.html, .md, …)
    #[arg(required_unless_present = "reviewed", value_name = "FILES")]
    pub(super) files: Vec<PathBuf>,
    /// Take the memory's reviewed translations instead of files; the rest of the memory helps, they do not
    #[arg(long, conflicts_with = "files")]
    pub(super) reviewed: bool,
    /// The languages to translate into [default: en,ja,ko]
    #[arg(long, value_delimiter = ',', value_parser = target, value_name = "LANGS")]
    pub(super) to: Vec<Locale>,
    /// The backends to compare, each on its own [default: the configuration's]
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    pub(super) backend: Vec<String>,
    /// Take no more than this many units a language
    #[arg(long, value_name = "COUNT")]
    pub(super) limit: Option<usize>,
    /// Spend no more than this a backend
    #[arg(long, value_name = "AMOUNT")]
    pub(super) max_cost: Option<f64>,
    /// The memory whose ledger counts what is spent; its translations are used with --reviewed only
    #[arg(long, env = "ANBAN_MEMORY", value_name = "MEMORY", hide_env_values = true)]
    pub(super) memory: Option<PathBuf>,
    /// Write a page with all translations side by side, worst first
    #[arg(long, value_name = "FILE")]
    pub(super) html: Option<PathBuf>,
    /// Print JSON, every unit with its translation, worst first
    #[arg(long)]
    pub(super) json: bool,
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

fn state(name: &str) -> Result<State, String> {
    State::named(name).ok_or_else(|| {
        let known: Vec<&str> = State::ALL.iter().map(|state| state.name()).collect();
        format!("write one of {}", known.join(", "))
    })
}

fn day(text: &str) -> Result<String, String> {
    let day: jiff::civil::Date = text.parse().map_err(|_| "write a day as 2026-11-23".to_owned())?;
    Ok(day.to_string())
}

#[derive(Args)]
pub(super) struct Serve {
    /// Where to listen: an address of this machine and a port; 0 takes a free port
    #[arg(long, env = "ANBAN_LISTEN", default_value = "127.0.0.1:8780", value_name = "ADDR")]
    pub(super) listen: std::net::SocketAddr,
    /// Print a new key to the API in the name of this person, and end
    #[arg(long, value_name = "NAME")]
    pub(super) key_for: Option<String>,
    /// The folder with the editions
    #[arg(long, env = "ANBAN_OUT", value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// The memory's file
    #[arg(long, env = "ANBAN_MEMORY", value_name = "FILE")]
    pub(super) memory: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(super) enum Xliff {
    /// Write one XLIFF file for each article and language
    Export(XliffExport),
    /// Take what a tool changed into the memory
    Import(Handback),
}

/// The versions of XLIFF.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum XliffVersion {
    /// XLIFF 1.2, which every tool reads
    #[value(name = "1.2")]
    V12,
    /// XLIFF 2.1
    #[value(name = "2.1")]
    V21,
}

#[derive(Args)]
pub(super) struct XliffExport {
    #[command(flatten)]
    pub(super) of: Exported,
    /// The version of XLIFF
    #[arg(long = "as", value_enum, default_value = "2.1", value_name = "VERSION")]
    pub(super) version: XliffVersion,
}

/// What is written for other tools, and where.
#[derive(Args)]
pub(super) struct Exported {
    /// Articles, or folders of articles
    #[arg(required = true, value_name = "PATHS")]
    pub(super) paths: Vec<PathBuf>,
    /// The languages
    #[arg(long, value_delimiter = ',', value_parser = target, value_name = "LANGS")]
    pub(super) to: Vec<Locale>,
    /// The folder into which ARTICLE.LANG.xlf, .csv, .xlsx or .po is written
    #[arg(long, default_value = ".", value_name = "DIR")]
    pub(super) out: PathBuf,
    /// The memory: a file, or postgres://USER@HOST/DATABASE (password: PGPASSWORD)
    #[arg(long, env = "ANBAN_MEMORY", value_name = "MEMORY", hide_env_values = true)]
    pub(super) memory: Option<PathBuf>,
}

#[derive(Subcommand)]
pub(super) enum Table {
    /// Write one table for each article and language
    Export(TableExport),
    /// Take what people wrote into the tables into the memory
    Import(Handback),
}

/// The kinds of tables.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    /// Comma-separated values, as Excel opens them
    Csv,
    /// A spreadsheet
    Xlsx,
    /// Gettext's PO, for Poedit and its like
    Po,
}

/// How much a table shows.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableColumns {
    /// The sentence and its translation
    #[value(name = "2")]
    Two,
    /// The place before them and the state behind
    #[value(name = "4")]
    Four,
    /// And the translator and the notes
    #[value(name = "6")]
    Six,
}

#[derive(Args)]
pub(super) struct TableExport {
    #[command(flatten)]
    pub(super) of: Exported,
    /// The kind of table
    #[arg(long = "as", value_enum, default_value = "csv", value_name = "FORMAT")]
    pub(super) format: TableFormat,
    /// How many columns a CSV or XLSX table has
    #[arg(long, value_enum, default_value = "4", value_name = "COLUMNS")]
    pub(super) columns: TableColumns,
}

#[derive(Args)]
pub(super) struct Handoff {
    /// The article
    #[arg(value_name = "ARTICLE")]
    pub(super) article: PathBuf,
    /// The language
    #[arg(long, value_parser = target, value_name = "LANG")]
    pub(super) to: Locale,
    /// The folder, or the .zip file, that is written
    #[arg(long, value_name = "DIR|ZIP")]
    pub(super) out: PathBuf,
    /// The memory: a file, or postgres://USER@HOST/DATABASE (password: PGPASSWORD)
    #[arg(long, env = "ANBAN_MEMORY", value_name = "MEMORY", hide_env_values = true)]
    pub(super) memory: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct Handback {
    /// XLIFF, PO, CSV or XLSX files; `handback` takes packages, folders or .zip, too
    #[arg(required = true, value_name = "FILES")]
    pub(super) files: Vec<PathBuf>,
    /// The article [default: the one the file names: here or below, else where it says or beside the file, if a sentence
    /// of the file is in it]
    #[arg(long, value_name = "ARTICLE")]
    pub(super) source: Option<PathBuf>,
    /// Who translated [default: whom the file names, else the file's name]
    #[arg(long, value_name = "NAME")]
    pub(super) translator: Option<String>,
    /// Report, and store nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// The memory: a file, or postgres://USER@HOST/DATABASE (password: PGPASSWORD)
    #[arg(long, env = "ANBAN_MEMORY", value_name = "MEMORY", hide_env_values = true)]
    pub(super) memory: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}
