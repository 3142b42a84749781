//! `anban memory export`: the memory as a file for other tools.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::Path,
};

use anyhow::Context as _;

use super::{
    super::args::{ExchangeFormat, MemoryExport},
    import::sentence,
    locales,
};
use crate::{
    cli::context::Context,
    locale::Args,
    memory::{
        Row, State, Store,
        exchange::{Losses, TableWriter, TmxWriter},
    },
};

const PAGE: usize = 5_000;

pub(super) async fn run(context: &Context, args: MemoryExport) -> anyhow::Result<u8> {
    let store = context.standing_memory(args.memory.clone())?;
    let Some(path) = args.file.as_ref().filter(|path| path.as_os_str() != "-") else {
        let (_, count, losses) = write(&*store, &args, io::stdout()).await?;
        tell(context, "-", count, &losses);
        return Ok(0);
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let say = || format!("cannot write {}", path.display());
    fs::create_dir_all(folder).with_context(say)?;
    let file = tempfile::Builder::new().prefix(".anban-").tempfile_in(folder).with_context(say)?;
    let (file, count, losses) = write(&*store, &args, file).await.with_context(say)?;
    file.as_file().sync_data().with_context(say)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.as_file().set_permissions(fs::Permissions::from_mode(0o644)).with_context(say)?;
    }
    file.persist(path).with_context(say)?;
    tell(context, &path.display().to_string(), count, &losses);
    Ok(0)
}

fn tell(context: &Context, file: &str, count: u64, losses: &Losses) {
    let mut args = Args::new();
    args.set("file", file);
    args.set("rows", count);
    eprintln!("{}", context.messages.say_with("exchange-exported", &args));
    for (loss, count, _) in losses.iter() {
        eprintln!("  {}", sentence(context, loss, count));
    }
}

/// The rows that are asked for, page after page, into `out`; gives how many and what could not be written.
async fn write<W: Write>(store: &dyn Store, args: &MemoryExport, out: W) -> anyhow::Result<(W, u64, Losses)> {
    let out = BufWriter::with_capacity(1 << 18, out);
    let mut writer = match args.format {
        ExchangeFormat::Tmx => Out::Tmx(TmxWriter::new(out, false)?),
        ExchangeFormat::Omegat => Out::Tmx(TmxWriter::new(out, true)?),
        ExchangeFormat::Csv => Out::Table(Box::new(TableWriter::new(out, b',')?)),
        ExchangeFormat::Tsv => Out::Table(Box::new(TableWriter::new(out, b'\t')?)),
    };
    // OmegaT takes what it is given for translations.
    let least = match args.state {
        Some(state) => state.into(),
        None if args.format == ExchangeFormat::Omegat => State::Translated,
        None => State::Initial,
    };
    let locales = locales(&args.to);
    let (mut after, mut count) = (None, 0);
    loop {
        let page = store.page(after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id());
        for row in page {
            if row.state >= least && locales.contains(&row.locale) {
                count += 1;
                writer.row(row)?;
            }
        }
    }
    let (out, losses) = writer.finish()?;
    let out = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok((out, count, losses))
}

enum Out<W: Write> {
    Tmx(TmxWriter<W>),
    Table(Box<TableWriter<W>>),
}

impl<W: Write> Out<W> {
    fn row(&mut self, row: Row) -> io::Result<()> {
        match self {
            Self::Tmx(writer) => writer.row(row),
            Self::Table(writer) => writer.row(&row),
        }
    }

    fn finish(self) -> io::Result<(W, Losses)> {
        match self {
            Self::Tmx(writer) => writer.finish().map(|(out, _, losses)| (out, losses)),
            Self::Table(writer) => writer.finish().map(|(out, _)| (out, Losses::default())),
        }
    }
}
