//! `anban glossary export` and `import`.

use std::{collections::HashMap, io::Read as _, path::Path, sync::Arc};

use anyhow::Context as _;

use crate::{
    cli::{
        args::{GlossaryFormat, ReportFormat},
        check::print_findings,
        context::Context,
        output,
    },
    diagnostic::Finding,
    glossary::{
        Glossary,
        exchange::{self, Format, MAX_BYTES},
        glossary_toml,
    },
    locale::{Args, Locale},
};

impl From<GlossaryFormat> for Format {
    fn from(format: GlossaryFormat) -> Self {
        match format {
            GlossaryFormat::Tbx => Self::Tbx,
            GlossaryFormat::TbxDct => Self::TbxDct,
            GlossaryFormat::Tbx2 => Self::Tbx2,
            GlossaryFormat::Csv => Self::Csv,
            GlossaryFormat::Tsv => Self::Tsv,
            GlossaryFormat::Omegat => Self::Omegat,
        }
    }
}

/// Writes all the terms, whatever their dates, to `out` or to standard output.
pub(super) fn export(
    context: &Context,
    format: GlossaryFormat,
    to: Option<Locale>,
    out: Option<&Path>,
) -> anyhow::Result<u8> {
    let glossary = Glossary::parse(&context.glossary_files()?).map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        anyhow::anyhow!("the glossary cannot be read:\n{}", lines.join("\n"))
    })?;
    let text = exchange::export(&glossary, format.into(), to.unwrap_or(Locale::En));
    match out {
        Some(path) => output::write(path, text.as_bytes())?,
        None => print!("{text}"),
    }
    Ok(0)
}

/// Writes a glossary file to `out`, or to standard output. What could not be kept goes to standard error then.
pub(super) fn import(
    context: &Context,
    file: &Path,
    format: GlossaryFormat,
    to: Option<Locale>,
    out: Option<&Path>,
    force: bool,
) -> anyhow::Result<u8> {
    if let Some(out) = out.filter(|out| !force && out.exists()) {
        anyhow::bail!("{} is there already: --force overwrites it", out.display());
    }
    let name = file.to_string_lossy();
    let mut bytes = Vec::new();
    let source = std::fs::File::open(file).with_context(|| format!("cannot read {name}"))?;
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    source.take(limit).read_to_end(&mut bytes).with_context(|| format!("cannot read {name}"))?;
    let import = exchange::import(&name, &bytes, format.into(), to.unwrap_or(Locale::En))?;
    let toml = glossary_toml(&import.terms);
    // What is written must be read again, or the next command would fail on it.
    if let Err(errors) = Glossary::parse(&[("import".to_owned(), toml.clone())]) {
        let first = errors.first().map_or_else(String::new, ToString::to_string);
        anyhow::bail!("{name} holds what a glossary file cannot: {first}");
    }
    match out {
        Some(path) => {
            output::write(path, toml.as_bytes())?;
            print_findings(context, &import.findings, &HashMap::<Arc<str>, String>::new(), ReportFormat::Human);
            println!("{}", tally(context, import.terms.len(), path));
        }
        None => {
            print!("{toml}");
            for finding in &import.findings {
                eprintln!("{}", line(context, finding));
            }
        }
    }
    Ok(0)
}

fn line(context: &Context, finding: &Finding) -> String {
    let message = finding.message(&context.messages);
    match &finding.place {
        Some(place) => format!("{}:{}:{}: {message}", place.file, place.position.line, place.position.column),
        None => message,
    }
}

fn tally(context: &Context, terms: usize, path: &Path) -> String {
    let mut args = Args::new();
    args.set("terms", terms);
    args.set("file", path.to_string_lossy().into_owned());
    context.messages.say_with("glossary-imported", &args)
}
