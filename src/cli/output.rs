//! Writing files so that nobody ever reads half of one.

use std::{fs, io::Write as _, path::Path};

use anyhow::Context as _;

/// Writes `bytes` beside `path`, makes them durable and renames them into place.
pub(super) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let say = || format!("cannot write {}", path.display());
    fs::create_dir_all(folder).with_context(say)?;
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    let mut file = tempfile::Builder::new().prefix(".anban-").tempfile_in(folder).with_context(say)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_data()).with_context(say)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.as_file().set_permissions(fs::Permissions::from_mode(0o644)).with_context(say)?;
    }
    file.persist(path).with_context(say)?;
    Ok(())
}
