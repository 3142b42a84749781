//! The index follows its store, and its file is believed whole or not at all.

use std::{fs, path::PathBuf};

use anban::{
    article::Content,
    locale::Locale,
    memory::{
        NewRow, State, Store, Who,
        fuzzy::{Loading, Match, NearIndex},
    },
    numbers::Style,
};

use super::{
    super::{
        contract::load,
        process::Writer,
        rows::{Dice, by, machine},
        sqlite::Folder,
    },
    sentence,
};

fn beside(folder: &Folder) -> PathBuf {
    folder.file().with_extension("near")
}

async fn open(store: &impl Store, folder: &Folder) -> NearIndex {
    NearIndex::open(store, Some(&beside(folder))).await.unwrap()
}

async fn ask(index: &NearIndex, store: &impl Store, text: &str) -> Vec<(u8, String, String)> {
    let found = index.matches(store, &Content::plain(text), Locale::En, 60, 5).await.unwrap();
    found.into_iter().map(|Match { near, row }| (near.percent, row.source.text, row.target.text)).collect()
}

fn rows(seed: u64, count: usize) -> Vec<NewRow> {
    let mut dice = Dice(seed);
    (0..count).map(|n| machine(&sentence(&mut dice, 24), &n.to_string(), &format!("target {seed} {n}"))).collect()
}

/// What two indexes of one store answer to the same questions.
async fn assert_same(one: &NearIndex, other: &NearIndex, store: &impl Store) {
    assert_eq!(one.len(), other.len());
    let mut dice = Dice(99);
    for _ in 0..60 {
        let text = sentence(&mut dice, 20);
        assert_eq!(ask(one, store, &text).await, ask(other, store, &text).await, "{text}");
    }
}

#[tokio::test]
async fn the_nearest_rows_come_with_their_targets() {
    let folder = Folder::new();
    let store = folder.open();
    let index = open(&store, &folder).await;
    assert!(index.is_empty() && ask(&index, &store, "Tỉnh có dự án").await.is_empty());
    let near = "Tỉnh Bắc Giang có hơn 200 dự án đầu tư.";
    store
        .commit(&[
            machine(near, "x", "machine's"),
            by(Who::Person, State::Reviewed, machine("Tỉnh Bắc Ninh có hơn 200 dự án đầu tư.", "x", "person's")),
            machine("Tỉnh Bắc Giang có hơn 200 dự án mới.", "x", "further"),
            by(Who::Machine, State::Initial, machine("Tỉnh Bắc Giang có hơn 200 dự án lớn.", "x", "unusable")),
            NewRow {
                locale: Locale::Ko, ..machine("Tỉnh Bắc Giang có hơn 300 dự án đầu tư.", "x", "Korean")
            },
        ])
        .await
        .unwrap();
    assert_eq!(index.follow(&store).await.unwrap(), 5);
    let found = ask(&index, &store, "Tỉnh Bắc Kạn có hơn 200 dự án đầu tư.").await;
    let targets: Vec<_> = found.iter().map(|(percent, _, target)| (*percent, target.as_str())).collect();
    assert_eq!(targets, [(90, "person's"), (90, "machine's"), (70, "further")]);
    store.commit(&[machine("Tỉnh Bắc Kạn có hơn 200 dự án đầu tư.", "y", "at once")]).await.unwrap();
    assert_eq!(index.follow(&store).await.unwrap(), 1);
    assert_eq!(ask(&index, &store, "Tỉnh Bắc Kạn có hơn 200 dự án đầu tư.").await[0].2, "at once");
    assert_eq!(index.follow(&store).await.unwrap(), 0);
}

#[tokio::test]
async fn an_index_made_while_rows_are_loaded_is_the_stores() {
    let folder = Folder::new();
    let store = folder.open();
    let (one, mut other) = (rows(1, 500), rows(2, 500));
    // What nobody could publish is in the store and not in the index.
    other.extend(rows(3, 20).into_iter().map(|row| by(Who::Machine, State::Initial, row)));
    let mut loading = Loading::new();
    loading.take(&one);
    loading.take(&other);
    loading.finish();
    let loaded = load(&store, vec![one, other]).await.unwrap();
    let change = loaded.anew.expect("it was empty");
    loading.save(&store, change, &beside(&folder)).await.unwrap();
    let written = fs::read(beside(&folder)).unwrap();
    let index = open(&store, &folder).await;
    assert_eq!(index.follow(&store).await.unwrap(), 0);
    assert_same(&index, &NearIndex::open(&store, None).await.unwrap(), &store).await;
    assert_eq!(fs::read(beside(&folder)).unwrap(), written, "it is believed and not made anew");
}

/// Everything that was made for a new file is there again after a load, in the same words.
#[tokio::test]
async fn a_load_leaves_the_schema_as_it_was() {
    let schema = |folder: &Folder| -> Vec<String> {
        let file = rusqlite::Connection::open(folder.file()).unwrap();
        let mut all = file.prepare("SELECT type || name || coalesce(sql, '') FROM sqlite_schema ORDER BY 1").unwrap();
        let found = all.query_map([], |row| row.get(0)).unwrap();
        found.collect::<Result<_, _>>().unwrap()
    };
    let (fresh, filled, failed) = (Folder::new(), Folder::new(), Folder::new());
    fresh.open();
    load(&filled.open(), vec![rows(1, 50)]).await.unwrap();
    let twice = rows(2, 1);
    assert!(load(&failed.open(), vec![twice.clone(), twice]).await.is_err(), "one row twice");
    assert_eq!(schema(&filled), schema(&fresh));
    assert_eq!(schema(&failed), schema(&fresh));
    assert!(schema(&fresh).len() > 15);
}

#[tokio::test]
async fn catching_up_equals_building_anew() {
    let folder = Folder::new();
    let store = folder.open();
    store.commit(&rows(1, 900)).await.unwrap();
    let first = open(&store, &folder).await;
    assert!(beside(&folder).exists());
    drop(first);
    store.commit(&rows(2, 900)).await.unwrap();
    store
        .commit(&rows(1, 40).into_iter().map(|row| by(Who::Person, State::Final, row)).collect::<Vec<_>>())
        .await
        .unwrap();
    let caught_up = open(&store, &folder).await;
    let anew = NearIndex::open(&store, None).await.unwrap();
    assert_same(&caught_up, &anew, &store).await;
    // And what it wrote on the way reads back as the same.
    let again = open(&store, &folder).await;
    assert_same(&again, &anew, &store).await;
    fs::remove_file(beside(&folder)).unwrap();
    assert_same(&open(&store, &folder).await, &anew, &store).await;
}

#[tokio::test]
async fn a_damaged_file_is_never_believed() {
    let folder = Folder::new();
    let store = folder.open();
    store.commit(&rows(3, 300)).await.unwrap();
    let anew = open(&store, &folder).await;
    let whole = fs::read(beside(&folder)).unwrap();
    let mut dice = Dice(5);
    let length = whole.len() as u64;
    for round in 0..120 {
        let at = usize::try_from(if round < 60 { dice.below(length) } else { dice.below(400) }).unwrap();
        let mut bytes = whole.clone();
        match dice.below(4) {
            0 => bytes.truncate(at),
            1 => bytes[at] ^= 1 << dice.below(8),
            2 => bytes.extend_from_slice(&whole[..at]),
            _ => drop(bytes.splice(at..at, [0; 8])),
        }
        fs::write(beside(&folder), &bytes).unwrap();
        let opened = open(&store, &folder).await;
        assert_eq!(fs::read(beside(&folder)).unwrap(), whole, "made anew, round {round}");
        if round % 20 == 0 {
            assert_same(&opened, &anew, &store).await;
        }
    }
    // A file with a right checksum over numbers that lead outside.
    let mut bytes = whole.clone();
    let end = bytes.len() - 32;
    bytes[end - 4..end].copy_from_slice(&u32::MAX.to_le_bytes());
    let digest = <sha2::Sha256 as sha2::Digest>::digest(&bytes[..end]);
    bytes[end..].copy_from_slice(&digest);
    fs::write(beside(&folder), &bytes).unwrap();
    assert_same(&open(&store, &folder).await, &anew, &store).await;
    assert_eq!(fs::read(beside(&folder)).unwrap(), whole);
}

#[tokio::test]
async fn the_file_of_another_memory_or_past_is_not_used() {
    let (one, other) = (Folder::new(), Folder::new());
    let (store, second) = (one.open(), other.open());
    store.commit(&rows(1, 50)).await.unwrap();
    second.commit(&rows(2, 60)).await.unwrap();
    open(&store, &one).await;
    fs::copy(beside(&one), beside(&other)).unwrap();
    let anew = NearIndex::open(&second, None).await.unwrap();
    assert_same(&open(&second, &other).await, &anew, &second).await;

    // A backup is put back, and work goes on beyond the number the index knows.
    drop(store);
    let backup = one.file().with_extension("backup");
    fs::copy(one.file(), &backup).unwrap();
    let store = one.open();
    store.commit(&rows(7, 40)).await.unwrap();
    fs::remove_file(beside(&one)).unwrap();
    open(&store, &one).await;
    drop(store);
    fs::copy(&backup, one.file()).unwrap();
    let store = one.open();
    for target in [None, Some(80)] {
        if let Some(count) = target {
            store.commit(&rows(8, count)).await.unwrap();
        }
        let anew = NearIndex::open(&store, None).await.unwrap();
        assert_same(&open(&store, &one).await, &anew, &store).await;
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_written_harms_nothing() {
    let folder = Folder::new();
    let store = folder.open();
    store.commit(&[machine("Tỉnh có dự án", "x", "t")]).await.unwrap();
    let nowhere = folder.file().join("is").join("a file");
    let index = NearIndex::open(&store, Some(&nowhere)).await.unwrap();
    assert_eq!(ask(&index, &store, "Tỉnh có dự án").await.len(), 1);
}

/// Another process commits, is killed, commits again; this one's index has every row the store has.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_other_processes_commit_is_met() {
    let folder = Folder::new();
    let store = folder.open();
    let index = open(&store, &folder).await;
    for round in 0..3 {
        let writer = Writer::start(&folder.file(), round * 1_000, 300);
        while index.follow(&store).await.unwrap() == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(2)).await;
        }
        tokio::task::block_in_place(|| writer.kill(true, std::time::Duration::from_millis(30)));
        index.follow(&store).await.unwrap();
        let anew = NearIndex::open(&store, None).await.unwrap();
        assert!(!index.is_empty());
        assert_same(&index, &anew, &store).await;
        assert_same(&open(&store, &folder).await, &anew, &store).await;
    }
}

#[tokio::test]
async fn other_figures_are_put_into_an_old_translation() {
    let folder = Folder::new();
    let store = folder.open();
    let index = open(&store, &folder).await;
    let right = machine("Tỉnh có hơn 200 dự án.", "x", "The province has more than 200 projects.");
    let wrong =
        by(Who::Person, State::Final, machine("Tỉnh có hơn 300 dự án.", "x", "The province has many projects."));
    store.commit(&[right, wrong]).await.unwrap();
    index.follow(&store).await.unwrap();
    let new = Content::plain("Tỉnh có hơn 1.250 dự án.");
    let style = Style::default();
    let found = index.substituted(&store, &new, Locale::En, &style, |_| true).await.unwrap().unwrap();
    assert_eq!(found.target.text, "The province has more than 1,250 projects.");
    assert_eq!(found.from.source.text, "Tỉnh có hơn 200 dự án.");
    assert_eq!(index.substituted(&store, &new, Locale::Ja, &style, |_| true).await.unwrap(), None);
    assert_eq!(index.substituted(&store, &new, Locale::En, &style, |row| row.version > 1).await.unwrap(), None);
    let near = ask(&index, &store, "Tỉnh có hơn 1.250 dự án.").await;
    assert_eq!(near.len(), 2, "what cannot be substituted is still near");
}
