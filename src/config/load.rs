//! Reading `config.toml` and the folders it names.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{Backends, Config};
use crate::{locale::Locale, text::LineIndex};

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// `config.toml` is not what it should be.
    #[error("{}:{line}:{column}: {why}", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What is wrong.
        why: String,
    },
}

/// Reads the configuration: `path` if one is given, else `config.toml` in this folder if there is one, else the
/// defaults. Gives the folder its paths are relative to as well.
///
/// # Errors
/// A file that cannot be read, or is no valid configuration, with line and column.
pub fn load(path: Option<&Path>) -> Result<(Config, PathBuf), Error> {
    let default = Path::new("config.toml");
    let path = match path {
        Some(path) => path,
        None if default.exists() => default,
        None => return Ok((Config::default(), PathBuf::new())),
    };
    let text = fs::read_to_string(path).map_err(|source| Error::Read { path: path.to_owned(), source })?;
    let mut config: Config = toml::from_str(&text).map_err(|error: toml::de::Error| {
        let position = LineIndex::new(&text).position(&text, error.span().map_or(0, |span| span.start));
        Error::Toml {
            path: path.to_owned(),
            line: position.line,
            column: position.column,
            why: error.message().to_owned(),
        }
    })?;
    for (name, settings) in Backends::default().0 {
        config.backends.0.entry(name).or_insert(settings);
    }
    Ok((config, path.parent().map(Path::to_owned).unwrap_or_default()))
}

/// The configuration file that [`load`] reads, if there is one, and its text.
#[must_use]
pub fn text(path: Option<&Path>) -> Option<(PathBuf, String)> {
    let path = path.unwrap_or(Path::new("config.toml"));
    Some((path.to_owned(), fs::read_to_string(path).ok()?))
}

/// Every `*.toml` file of the glossary folder with its text, by name.
///
/// # Errors
/// A folder or file that cannot be read.
pub fn glossary(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    files(folder, &["toml"], true)
}

/// The newsroom's own templates, by name.
///
/// # Errors
/// A folder or file that cannot be read.
pub fn templates(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    if folder.as_os_str().is_empty() { Ok(Vec::new()) } else { files(folder, &["html", "css"], false) }
}

/// The newsroom's own prompt for a `family` of backends, `prompts/FAMILY.jinja` among its templates: name and text;
/// nothing where there is none.
///
/// # Errors
/// A file that cannot be read.
pub fn prompt(folder: &Path, family: &str) -> Result<Option<(String, String)>, Error> {
    among_prompts(folder, &format!("{family}.jinja"))
}

/// The newsroom's own style sheet for `locale`, `prompts/style.LOCALE.md` among its templates: name and text; nothing
/// where there is none.
///
/// # Errors
/// A file that cannot be read.
pub fn style_sheet(folder: &Path, locale: Locale) -> Result<Option<(String, String)>, Error> {
    among_prompts(folder, &format!("style.{locale}.md"))
}

fn among_prompts(folder: &Path, name: &str) -> Result<Option<(String, String)>, Error> {
    let path = folder.join("prompts").join(name);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Some((path.display().to_string(), text))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Read { path, source }),
    }
}

/// The files of `folder` with one of these endings, sorted by name; named by path, or by name alone.
fn files(folder: &Path, endings: &[&str], by_path: bool) -> Result<Vec<(String, String)>, Error> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Read { path, source }
    };
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(failed(folder))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(failed(folder))?;
    paths.retain(|path| path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)));
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).map_err(failed(&path))?;
            let name =
                if by_path { path.to_string_lossy() } else { path.file_name().unwrap_or_default().to_string_lossy() };
            Ok((name.into_owned(), text))
        })
        .collect()
}
