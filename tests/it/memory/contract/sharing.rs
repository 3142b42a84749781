//! Several handles on one store.

use std::sync::Arc;

use anban::memory::{Error, MatchKind, Store};

use super::{
    super::rows::{answer, everything, machine, on},
    Home,
};

pub async fn two_handles_see_each_other(home: &impl Home) {
    let (one, two) = (home.open().await, home.open().await);
    for n in 1..=20 {
        let (writer, reader) = if n % 2 == 0 { (&one, &two) } else { (&two, &one) };
        writer.commit(&[machine("a", "x", &n.to_string())]).await.unwrap();
        assert_eq!(answer(reader, "a", "x").await, Some((MatchKind::InContext, n.to_string(), n)));
    }
    drop(one);
    assert_eq!(answer(&two, "a", "x").await.unwrap().2, 20);
}

pub async fn writers_do_not_lose_each_other(home: &impl Home) {
    let mut tasks = Vec::new();
    for handle in 0..2 {
        let store = Arc::new(home.open().await);
        for task in 0..3 {
            let store = Arc::clone(&store);
            tasks.push(tokio::spawn(async move {
                for n in 0..10 {
                    let shared = machine("shared", "x", &format!("{handle} {task} {n}"));
                    let own = machine(&format!("{handle} {task} {n}"), "x", "own");
                    store.commit(&[shared, own]).await.unwrap();
                }
            }));
        }
    }
    for task in tasks {
        task.await.unwrap();
    }
    let store = home.open().await;
    assert_eq!(everything(&store, 1000).await.len(), 61);
    let history = store.history(machine("shared", "x", "").id()).await.unwrap();
    assert!(history.iter().map(|past| past.version).eq(1..=60));
}

pub async fn counting_together_loses_nothing(home: &impl Home) {
    let mut tasks = Vec::new();
    for counter in 0..2 {
        let store = home.open().await;
        tasks.push(tokio::spawn(async move {
            let mut done = 0;
            while done < 20 {
                let (count, version) = answer(&store, "a", "x").await.map_or((0, 0), |(_, text, version)| {
                    (text.rsplit(' ').next().unwrap().parse().unwrap(), version)
                });
                let next: u64 = count + 1;
                // The counter's own mark, because two who say the same do not conflict.
                match store.commit(&[on(version, machine("a", "x", &format!("{counter} {next}")))]).await {
                    Ok(_) => done += 1,
                    Err(Error::Conflict { .. }) => {}
                    Err(other) => panic!("{other}"),
                }
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    let (_, text, version) = answer(&home.open().await, "a", "x").await.unwrap();
    assert!(text.ends_with(" 40"), "{text}");
    assert_eq!(version, 40);
}
