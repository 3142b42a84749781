//! A writer is killed at random instants; nothing it had told is lost, nothing is half there.

use std::{collections::BTreeMap, path::Path, time::Duration};

use anban::memory::{Settings, Sqlite, Store};

use super::{
    process::{Told, Writer, group},
    rows::{Dice, everything},
    sqlite::Folder,
};

const SEED: u64 = 20_161_124;

#[test]
fn twenty_kills_lose_nothing() {
    let folder = Folder::new();
    let mut dice = Dice(SEED);
    let mut told: Vec<Told> = Vec::new();
    let mut early = 0;
    for round in 0..20 {
        // Every fourth while the file is being made or recovered, the others in the middle of the work.
        let working = round % 4 != 0;
        let after = Duration::from_micros(dice.below(if working { 150_000 } else { 25_000 }));
        let said = Writer::start(&folder.file(), round * 1_000_000, u64::from(u32::MAX)).kill(working, after);
        println!(
            "seed {SEED} round {round}: killed {after:?} after its {}, {} commits told",
            if working { "first commit" } else { "start" },
            said.len()
        );
        early += usize::from(said.is_empty());
        sound(&folder.file());
        check(&folder, &said);
        told.extend(said);
    }
    check(&folder, &told);
    println!("{} commits told, {early} kills before the first", told.len());
    assert!(told.len() >= 15);
}

/// The file as SQLite itself sees it, before the store has looked at it.
fn sound(file: &Path) {
    if !file.exists() {
        return;
    }
    let raw = rusqlite::Connection::open(file).unwrap();
    let check: String = raw.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    let orphans = raw.prepare("PRAGMA foreign_key_check").unwrap().query([]).unwrap().next().unwrap().is_some();
    assert!(!orphans);
}

fn check(folder: &Folder, told: &[Told]) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let store = Sqlite::open(&folder.file(), &Settings::default()).unwrap();
        for Told { n, versions } in told {
            for (row, &version) in group(*n).iter().zip(versions) {
                let history = store.history(row.id()).await.unwrap();
                let past = &history[usize::try_from(version).unwrap() - 1];
                assert_eq!((past.version, &past.target), (version, &row.target), "change {n}");
            }
        }
        let mut groups: BTreeMap<String, Vec<(String, u64)>> = BTreeMap::new();
        for row in everything(&store, 1_000).await {
            let history = store.history(row.id()).await.unwrap();
            assert!(history.iter().map(|past| past.version).eq(1..=row.version));
            assert_eq!(history.last().map(|past| &past.target), Some(&row.target));
            let group = row.source.text.split(' ').next().unwrap().to_owned();
            groups.entry(group).or_default().push((row.target.text, row.version));
        }
        for (name, mut members) in groups {
            assert_eq!(members.len(), 3, "group {name}");
            members.dedup();
            assert_eq!(members.len(), 1, "group {name} is half written");
        }
    });
}
