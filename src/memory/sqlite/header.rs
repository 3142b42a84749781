//! A look at the file's first hundred bytes before SQLite touches it, so that a foreign file stays as it is.

use std::{
    fs::{self, File},
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use super::{
    fault::Fault,
    migrate::{APPLICATION_ID, check_version},
};

/// Refuses what is not, or not yet, a memory of this program; a missing or empty file will become one.
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
    let Some(header) = Header::read(path)? else {
        return Err(Fault::Damaged("it is cut off within its header".to_owned()));
    };
    if !header.0.starts_with(b"SQLite format 3\0") {
        return Err(Fault::Damaged("it does not begin like an SQLite database".to_owned()));
    }
    if header.number(68).cast_signed() != APPLICATION_ID {
        return Err(Fault::Unusable(
            "it is an SQLite database of another program and was left as it is; name another file with `path`"
                .to_owned(),
        ));
    }
    check_version(header.number(60).cast_signed())?;
    check_length(path)
}

/// The first hundred bytes; the layout is SQLite's database file format, section 1.3.
struct Header([u8; 100]);

impl Header {
    fn read(path: &Path) -> Result<Option<Self>, Fault> {
        let mut bytes = [0; 100];
        match File::open(path).and_then(|mut file| file.read_exact(&mut bytes)) {
            Ok(()) => Ok(Some(Self(bytes))),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(Fault::file("it cannot be read; check its permissions, or name another file", &error)),
        }
    }

    fn number(&self, at: usize) -> u32 {
        self.0.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_be_bytes)
    }

    /// How long the file has to be, where the header knows it.
    fn length(&self) -> Option<u64> {
        let page = match self.number(16) >> 16 {
            1 => 65_536,
            page => u64::from(page),
        };
        (self.number(24) == self.number(92)).then(|| page * u64::from(self.number(28)))
    }
}

/// Finds a file that was cut short, which SQLite itself notices only where it reads. While there is a log the
/// file may be shorter than it says, and in the middle of another process's checkpoint it can look so.
fn check_length(path: &Path) -> Result<(), Fault> {
    for _ in 0..3 {
        if has_journal(path) {
            return Ok(());
        }
        let (Some(length), Ok(found)) = (Header::read(path)?.and_then(|header| header.length()), fs::metadata(path))
        else {
            return Ok(());
        };
        if found.len() >= length || has_journal(path) {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(2));
    }
    Err(Fault::Damaged("it is shorter than it says it is: its end is missing".to_owned()))
}

fn has_journal(path: &Path) -> bool {
    ["-wal", "-journal"].iter().any(|end| fs::metadata(beside(path, end)).is_ok_and(|found| found.len() > 0))
}

/// One of the files that SQLite keeps beside `path`.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn make_folder(path: &Path) -> Result<(), Fault> {
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|error| {
        Fault::file(&format!("its folder {} cannot be made; name another file with `path`", folder.display()), &error)
    })
}
