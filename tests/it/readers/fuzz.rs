//! Any bytes, and ordinary files with damage, into every reader: read or refused, never a panic.
//!
//! `make fuzz FOR=600` runs each reader that many seconds; without it each takes a few hundred files. What once
//! crashed lies in `tests/data/readers` and is read by all of them.

use std::{
    env, fs,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    time::{Duration, Instant},
};

use proptest::{
    prelude::*,
    strategy::ValueTree as _,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use super::{Kind, Reader, archive, kept, readers};

/// One change to a file: where, what, how.
type Damage = (prop::sample::Index, prop::sample::Index, u8, u8);

/// Pieces of every format, to be put where they do not belong.
const PIECES: [&str; 58] = [
    "<",
    ">",
    "</",
    "/>",
    "&",
    "&amp;",
    "&#x1;",
    "&#xF0000;",
    "&#99999999;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?",
    "?>",
    "\"",
    "'",
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "<w:r/>",
    "</w:r>",
    "<w:t>",
    "<w:tbl>",
    "<w:ins>",
    "<w:sdt>",
    "<w:sdtContent>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:txbxContent>",
    "<text:p>",
    "</text:p>",
    "<text:span>",
    "</text:span>",
    "<text:note-body>",
    "<text:s text:c=\"99999\"/>",
    "<draw:frame>",
    "<svg:desc>",
    "<text:change-start text:change-id=\"c\"/>",
    "\u{F0000}",
    "\u{FFFF}",
    "ạ",
    "\r\n\r\n",
    "```",
    "| - |",
    "<source>",
    "</source>",
    "<target>",
    "</target>",
    "<trans-unit id=\"9\">",
    "<segment>",
    "<mrk mtype=\"protected\">",
    "<bpt id=\"1\">",
    "<ept id=\"1\"/>",
    "<ex id=\"1\"/>",
    "msgid \"\"",
    "\\<1/>",
];

fn damaged(good: &[u8], damage: &[Damage]) -> Vec<u8> {
    let mut bytes = good.to_vec();
    for (at, to, byte, how) in damage {
        if bytes.is_empty() {
            bytes.push(*byte);
        }
        let (at, to) = (at.index(bytes.len()), to.index(bytes.len()));
        let (from, to) = (at.min(to), at.max(to));
        match how % 7 {
            0 => bytes[at] = *byte,
            1 => {
                bytes.remove(at);
            }
            2 => bytes.insert(at, *byte),
            3 => bytes.truncate(at.max(1)),
            4 => {
                let piece = PIECES[usize::from(*byte) % PIECES.len()];
                bytes.splice(at..at, piece.bytes());
            }
            5 => {
                bytes.drain(from..to.min(from + 64));
            }
            _ => {
                let copy = bytes[from..to.min(from + 200)].to_vec();
                bytes.splice(at..at, copy);
            }
        }
    }
    bytes
}

/// A file for `reader`: of an archive the entries are damaged as often as the archive.
fn file(reader: &Reader, damage: &[Damage], which: u8, any: &[u8]) -> Vec<u8> {
    match which % 8 {
        0 => any.to_vec(),
        _ if reader.kind == Kind::Archive && which % 8 < 6 => {
            let mut unpacked = entries(&reader.good);
            let at = usize::from(which) % unpacked.len();
            unpacked[at].1 = damaged(&unpacked[at].1, damage);
            let parts: Vec<(&str, &[u8])> =
                unpacked.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            archive(&parts)
        }
        _ => damaged(&reader.good, damage),
    }
}

fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).expect("an entry");
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut bytes).expect("whole");
            (entry.name().expect("a name").into_owned(), bytes)
        })
        .collect()
}

/// A seed that is another each time.
fn seed() -> [u8; 32] {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_nanos();
    let mut seed = [7; 32];
    seed[..16].copy_from_slice(&now.to_le_bytes());
    seed
}

fn strategy() -> impl Strategy<Value = (Vec<Damage>, u8, Vec<u8>)> {
    let damage = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<u8>(), any::<u8>());
    (prop::collection::vec(damage, 1..12), any::<u8>(), prop::collection::vec(any::<u8>(), 0..300))
}

#[test]
fn what_once_crashed_is_read_or_refused() {
    for reader in readers() {
        for (name, bytes) in kept() {
            println!("{} {name}", reader.name);
            let _ = (reader.read)(&bytes);
        }
    }
}

#[test]
fn any_file_is_read_or_refused_by_every_reader() {
    let seconds: Option<u64> = env::var("ANBAN_FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let only = env::var("ANBAN_FUZZ_READER").ok();
    for reader in readers().iter().filter(|reader| only.as_deref().is_none_or(|only| only == reader.name)) {
        let rng = match seconds {
            Some(_) => TestRng::from_seed(RngAlgorithm::ChaCha, &seed()),
            None => TestRng::deterministic_rng(RngAlgorithm::ChaCha),
        };
        let mut runner = TestRunner::new_with_rng(Config { failure_persistence: None, ..Config::default() }, rng);
        let strategy = strategy();
        let start = Instant::now();
        let (mut files, mut slowest) = (0_u64, Duration::ZERO);
        while seconds.map_or(files < 300, |seconds| start.elapsed() < Duration::from_secs(seconds)) {
            let (damage, which, any) = strategy.new_tree(&mut runner).expect("a case").current();
            let bytes = file(reader, &damage, which, &any);
            let begun = Instant::now();
            if catch_unwind(AssertUnwindSafe(|| drop((reader.read)(&bytes)))).is_err() {
                let at = Path::new(env!("CARGO_TARGET_TMPDIR"))
                    .join(format!("crash-{}-{files}", reader.name.replace(' ', "-")));
                fs::write(&at, &bytes).expect("written");
                panic!("{} crashed; the file is {}", reader.name, at.display());
            }
            slowest = slowest.max(begun.elapsed());
            files += 1;
        }
        println!("{:<14} {files:>9} files in {:>5.0?}, the slowest {slowest:.1?}", reader.name, start.elapsed());
        assert!(slowest < Duration::from_secs(10), "{}: {slowest:?}", reader.name);
    }
}
