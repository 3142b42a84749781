//! `anban handoff`: an article packed for a freelancer, and the files of such a package when it comes back.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{Cursor, Read as _, Write as _},
    path::Path,
};

use anyhow::Context as _;
use minijinja::{AutoEscape, Environment};

use super::{Known, limited, stem};
use crate::{
    bilingual::{Document, MAX_BYTES, Piece, Version},
    cli::{args::Handoff, context::Context, output},
    glossary::{
        Glossary,
        exchange::{self, Format},
        glossary_toml,
    },
    locale::{Args, Locale},
    memory::{Row, exchange::TmxWriter},
    pipeline::Tools,
};

/// The most entries an archive that comes back may have.
const MOST_ENTRIES: usize = 10_000;

/// Where OmegaT puts what it has translated.
const TRANSLATED: &str = "omegat/target/";

pub(in crate::cli) async fn run(context: &Context, args: Handoff) -> anyhow::Result<u8> {
    let tools = context.tools()?;
    let store = context.memory(args.memory.clone())?;
    let index = context.near(&*store, args.memory.clone()).await?;
    let known = Known::of(context, &args.article, args.to, &tools, Some(&*store)).await?;
    let near = known.near(&*store, &index, args.to).await?;
    let document = known.document(context, args.to, &tools, &near);
    let xliff = format!("{}.{}.xlf", stem(&args.article), args.to);
    let exact: Vec<Row> = known.rows.iter().flatten().filter(|row| row.state.is_usable()).cloned().collect();
    let similar: Vec<Row> = near.iter().flatten().map(|found| found.row.clone()).collect();
    let terms = terms(&known, &tools)?;
    let mut blank = document.clone();
    for pair in &mut blank.pairs {
        (pair.target, pair.state) = (None, None);
    }
    let files: BTreeMap<String, Vec<u8>> = [
        (xliff.clone(), known.xliff(&document, Version::V12, true).into_bytes()),
        ("matches.tmx".to_owned(), tmx(exact.iter().chain(&similar), false)?),
        // Version 2 is what tools read.
        ("terms.tbx".to_owned(), exchange::export(&terms, Format::Tbx2, args.to).into_bytes()),
        ("README.txt".to_owned(), readme(context, args.to, &xliff).into_bytes()),
        ("preview.html".to_owned(), preview(context, &document, args.to)?.into_bytes()),
        // OmegaT's own filter translates what stands in the targets, so they hold the Vietnamese; what is known
        // already comes from `tm/auto`.
        (format!("omegat/source/{xliff}"), known.xliff(&blank, Version::V12, true).into_bytes()),
        ("omegat/tm/auto/known.tmx".to_owned(), tmx(exact.iter(), true)?),
        ("omegat/tm/similar.tmx".to_owned(), tmx(similar.iter(), true)?),
        ("omegat/glossary/terms.utf8".to_owned(), exchange::export(&terms, Format::Omegat, args.to).into_bytes()),
        ("omegat/omegat.project".to_owned(), project(args.to).into_bytes()),
        ("omegat/target/.keep".to_owned(), Vec::new()),
        ("omegat/omegat/.keep".to_owned(), Vec::new()),
        ("omegat/dictionary/.keep".to_owned(), Vec::new()),
    ]
    .into();
    if args.out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) {
        output::write(&args.out, &zipped(&files)?)?;
    } else {
        for (name, bytes) in &files {
            output::write(&args.out.join(name), bytes)?;
        }
    }
    let mut words = Args::new();
    words.set("file", args.out.display().to_string());
    words.set("files", files.keys().filter(|name| !name.ends_with(".keep")).count());
    println!("{}", context.messages.say_with("handoff-written", &words));
    Ok(0)
}

/// The glossary's entries that the article uses.
fn terms(known: &Known, tools: &Tools) -> anyhow::Result<Glossary> {
    let used: BTreeSet<usize> =
        known.segments().iter().flat_map(|(_, _, segment)| &segment.terms).map(|found| found.term).collect();
    let terms: Vec<_> = used.iter().filter_map(|&at| tools.glossary.terms().get(at).cloned()).collect();
    Glossary::parse(&[("terms".to_owned(), glossary_toml(&terms))]).map_err(|errors| {
        anyhow::anyhow!("the article's terms: {}", errors.first().map_or_else(String::new, ToString::to_string))
    })
}

fn tmx<'a>(rows: impl Iterator<Item = &'a Row>, bare: bool) -> anyhow::Result<Vec<u8>> {
    let mut rows: Vec<&Row> = rows.collect();
    rows.sort_by_key(|row| (row.key, row.locale, row.context));
    rows.dedup_by_key(|row| row.id());
    let mut writer = TmxWriter::new(Vec::new(), bare)?;
    for row in rows {
        writer.row(row.clone())?;
    }
    Ok(writer.finish()?.0)
}

fn readme(context: &Context, locale: Locale, xliff: &str) -> String {
    let mut words = Args::new();
    words.set("language", context.messages.say(&format!("language-{locale}")));
    words.set("xliff", xliff);
    context.messages.say_with("handoff-readme", &words) + "\n"
}

fn project(locale: Locale) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<omegat><project version=\"1.0\">\
         <source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>\
         <glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>\
         <source_lang>vi</source_lang><target_lang>{locale}</target_lang><sentence_seg>false</sentence_seg>\
         <support_default_translations>true</support_default_translations></project></omegat>\n"
    )
}

fn preview(context: &Context, document: &Document, locale: Locale) -> anyhow::Result<String> {
    let plain = |pieces: &[Piece]| -> String {
        pieces
            .iter()
            .filter_map(|piece| if let Piece::Text(text) = piece { Some(text.as_str()) } else { None })
            .collect()
    };
    let rows: Vec<serde_json::Value> = document
        .pairs
        .iter()
        .map(|pair| {
            let notes: Vec<&str> = pair.notes.iter().map(|note| note.text.as_str()).collect();
            serde_json::json!({ "id": pair.id, "source": plain(&pair.source), "notes": notes,
                                "target": pair.target.as_deref().map(plain),
                                "state": pair.state.map(|state| state.name()) })
        })
        .collect();
    let mut words = Args::new();
    words.set("file", document.original.as_str());
    words.set("language", context.messages.say(&format!("language-{locale}")));
    let say = |id: &str| context.messages.say(id);
    let data = serde_json::json!({
        "language": context.messages.locale().tag(), "to": locale.tag(), "rows": rows,
        "title": context.messages.say_with("handoff-title", &words),
        "source": say("handoff-source"), "target": say("handoff-target"), "state": say("handoff-state"),
    });
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_template("handoff.html", include_str!("../../../templates/handoff.html"))?;
    Ok(environment.get_template("handoff.html")?.render(minijinja::value::Serde(&data))?)
}

fn zipped(files: &BTreeMap<String, Vec<u8>>) -> anyhow::Result<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default())?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The XLIFF files of what came back: the file itself, or a package's; those OmegaT has written go before those
/// they were made from. Nothing is unpacked to disk.
pub(super) fn returned(path: &Path) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let shown = path.display().to_string();
    if path.is_dir() {
        let mut names = Vec::new();
        for folder in ["", TRANSLATED] {
            let Ok(entries) = fs::read_dir(path.join(folder)) else { continue };
            for entry in entries.flatten() {
                // A link may lead anywhere.
                if entry.file_type().is_ok_and(|kind| kind.is_file()) {
                    names.push(format!("{folder}{}", entry.file_name().to_string_lossy()));
                }
            }
        }
        return chosen(&names, &shown)?
            .into_iter()
            .map(|name| Ok((path.join(&name).display().to_string(), limited(&path.join(&name))?)))
            .collect();
    }
    let bytes = limited(path)?;
    let sheet = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    if sheet || !bytes.starts_with(b"PK\x03\x04") {
        return Ok(vec![(shown, bytes)]);
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).with_context(|| format!("{shown} is no whole archive"))?;
    anyhow::ensure!(zip.len() <= MOST_ENTRIES, "{shown} has more than {MOST_ENTRIES} entries");
    let names: Vec<String> = zip
        .file_names()
        .map(|name| name.map(|name| name.into_owned()))
        .collect::<Result<_, _>>()
        .with_context(|| format!("{shown} has names nobody can read"))?;
    // A folder that was zipped by hand stands inside one more folder.
    let root = names.iter().find_map(|name| name.strip_suffix("omegat/omegat.project")).unwrap_or("").to_owned();
    let inner: Vec<String> = names.iter().filter_map(|name| name.strip_prefix(&root)).map(str::to_owned).collect();
    let mut files = Vec::new();
    for name in chosen(&inner, &shown)? {
        let entry = zip.by_name(&format!("{root}{name}")).with_context(|| format!("{shown}/{name}"))?;
        let mut bytes = Vec::new();
        entry.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).with_context(|| format!("{shown}/{name}"))?;
        anyhow::ensure!(bytes.len() <= MAX_BYTES, "{shown}/{name} is larger than {} MiB", MAX_BYTES >> 20);
        files.push((format!("{shown}/{name}"), bytes));
    }
    Ok(files)
}

fn chosen(names: &[String], package: &str) -> anyhow::Result<Vec<String>> {
    let is_xliff = |name: &str| [".xlf", ".xliff"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending));
    let mut found: BTreeMap<&str, &str> = BTreeMap::new();
    for name in names.iter().filter(|name| is_xliff(name)) {
        match name.strip_prefix(TRANSLATED) {
            Some(bare) if !bare.contains('/') => drop(found.insert(bare, name)),
            None if !name.contains('/') => drop(found.entry(name).or_insert(name)),
            _ => {}
        }
    }
    anyhow::ensure!(!found.is_empty(), "{package} holds no XLIFF file");
    Ok(found.into_values().map(str::to_owned).collect())
}
