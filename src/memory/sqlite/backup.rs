//! A copy of the whole file while others go on writing.

use std::path::Path;

use rusqlite::{
    Connection,
    backup::{Backup, StepResult},
};

use super::fault::Fault;

/// Copies the file as it stands at this moment into the new file `to`. In write-ahead-log mode nobody waits for it.
pub(super) fn backup(file: &mut Connection, to: &Path) -> Result<(), Fault> {
    let to = std::path::absolute(to).map_err(|error| Fault::file("is no path", &error))?;
    std::fs::File::create_new(&to)
        .map_err(|error| Fault::file(&format!("{} cannot be made", to.display()), &error))?;
    let mut copy = Connection::open(&to)?;
    copy.pragma_update(None, "synchronous", "FULL")?;
    let backup = Backup::new(file, &mut copy)?;
    loop {
        match backup.step(-1)? {
            StepResult::Done => break,
            StepResult::More => {}
            _ => std::thread::sleep(std::time::Duration::from_millis(20)),
        }
    }
    drop(backup);
    // What was being asked for then is not being asked for by anybody who reads the copy.
    copy.execute_batch("DELETE FROM claim")?;
    copy.close().map_err(|(_, error)| error)?;
    Ok(())
}
