//! A look at the file's first hundred bytes before SQLite touches it, so that a foreign file stays as it is.

use std::{
    fs::{self, File},
    io::{ErrorKind, Read},
    path::Path,
};

use super::{
    fault::Fault,
    migrate::{APPLICATION_ID, check_version},
};

/// Refuses what is not, or not yet, a memory of this program; a missing or empty file will become one.
///
/// The layout is SQLite's database file format, section 1.3: magic at 0, user version at 60, application id at 68.
pub(super) fn check(path: &Path) -> Result<(), Fault> {
    let found = match fs::metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return make_folder(path),
        Err(error) => return Err(Fault::file("it cannot be reached; name another file with `path`", &error)),
    };
    if found.is_dir() {
        return Err(Fault::Unusable("it is a folder; name a file in it".to_owned()));
    }
    if !found.is_file() {
        return Err(Fault::Unusable("it is a device, a pipe or a socket; name a regular file".to_owned()));
    }
    if found.len() == 0 {
        return Ok(());
    }
    let mut bytes = Vec::with_capacity(100);
    File::open(path)
        .and_then(|file| file.take(100).read_to_end(&mut bytes))
        .map_err(|error| Fault::file("it cannot be read; check its permissions, or name another file", &error))?;
    let number = |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(i32::from_be_bytes);
    let (Some(version), Some(application)) = (number(60), number(68)) else {
        return Err(Fault::Damaged("it is cut off within its header".to_owned()));
    };
    if !bytes.starts_with(b"SQLite format 3\0") {
        return Err(Fault::Damaged("it does not begin like an SQLite database".to_owned()));
    }
    if application != APPLICATION_ID {
        return Err(Fault::Unusable(
            "it is an SQLite database of another program and was left as it is; name another file with `path`"
                .to_owned(),
        ));
    }
    check_version(version)
}

fn make_folder(path: &Path) -> Result<(), Fault> {
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|error| {
        Fault::file(&format!("its folder {} cannot be made; name another file with `path`", folder.display()), &error)
    })
}
