//! The queue of articles in a PostgreSQL database.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use anban::memory::{JobState, NewJob};

use super::server::Database;

const LONG: Duration = Duration::from_secs(60);
const SHORT: Duration = Duration::from_millis(50);

fn job(name: &str) -> NewJob {
    NewJob {
        name: name.to_owned(),
        article: b"\x00\xFF b\xC3\xA0i".to_vec(),
        wish: "{\"a\\\\0\": \"\\u0000\"}".to_owned(),
    }
}

#[tokio::test]
async fn a_job_goes_its_way() {
    let Some(database) = Database::new() else { return };
    let queue = database.open();
    assert_eq!(queue.take_job("w", LONG, 3).await.unwrap(), None);
    let jobs = [job("bài 1.txt"), job("2\0\\.txt")];
    let ids = queue.submit_jobs(&jobs).await.unwrap();
    let taken = queue.take_job("w", LONG, 3).await.unwrap().unwrap();
    assert_eq!((taken.id, &taken.order, taken.attempts), (ids[0], &jobs[0], 1));
    assert!(queue.keep_job(ids[0], "w", LONG).await.unwrap());
    assert!(!queue.keep_job(ids[0], "another", LONG).await.unwrap());
    assert_eq!(queue.job_result(ids[0]).await.unwrap(), None);
    let files = [("bài/en.html".to_owned(), vec![0, 255]), ("bài/ja.html".to_owned(), Vec::new())];
    assert!(!queue.finish_job(ids[0], "another", "{}", &files).await.unwrap());
    assert!(queue.finish_job(ids[0], "w", "{\"r\": 1}", &files).await.unwrap());
    assert!(!queue.finish_job(ids[0], "w", "{}", &[]).await.unwrap(), "once");
    assert_eq!(queue.job_result(ids[0]).await.unwrap(), Some(("{\"r\": 1}".to_owned(), files.to_vec())));
    let taken = queue.take_job("w", LONG, 3).await.unwrap().unwrap();
    assert_eq!((taken.id, &taken.order), (ids[1], &jobs[1]));
    queue.fail_job(ids[1], "w", "no\0thing", Some(Duration::ZERO)).await.unwrap();
    assert_eq!(queue.take_job("w", LONG, 3).await.unwrap().unwrap().attempts, 2);
    queue.fail_job(ids[1], "w", "later", Some(LONG)).await.unwrap();
    assert_eq!(queue.take_job("w", LONG, 3).await.unwrap(), None, "not before its time");
    let states: Vec<_> =
        queue.job_states(&ids).await.unwrap().into_iter().map(|status| (status.state, status.error)).collect();
    assert_eq!(states, [(JobState::Done, None), (JobState::Waiting, Some("later".to_owned()))]);
    queue.forget_jobs(&ids).await.unwrap();
    assert_eq!(queue.job_states(&ids).await.unwrap(), []);
}

#[tokio::test]
async fn what_nobody_finishes_is_put_aside() {
    let Some(database) = Database::new() else { return };
    let queue = database.open();
    let ids = queue.submit_jobs(&[job("a"), job("b")]).await.unwrap();
    for attempt in 1..=2 {
        let taken = queue.take_job("mortal", SHORT, 2).await.unwrap().unwrap();
        assert_eq!((taken.id, taken.attempts), (ids[0], attempt));
        tokio::time::sleep(SHORT * 3).await;
    }
    assert_eq!(queue.take_job("w", LONG, 2).await.unwrap().unwrap().id, ids[1]);
    assert!(!queue.keep_job(ids[0], "mortal", LONG).await.unwrap());
    queue.fail_job(ids[1], "w", "it is no article", None).await.unwrap();
    let dead = queue.dead_jobs().await.unwrap();
    let why: Vec<_> = dead.iter().map(|status| status.error.as_deref().unwrap()).collect();
    assert_eq!(why, ["every worker that took it was lost: mortal", "it is no article"]);
    assert_eq!(queue.revive_jobs().await.unwrap(), 2);
    assert_eq!(queue.take_job("w", LONG, 2).await.unwrap().unwrap().attempts, 1);
    assert_eq!(queue.give_jobs_back("w").await.unwrap(), 1);
    assert_eq!(queue.take_job("another", LONG, 2).await.unwrap().unwrap().attempts, 1, "that was no attempt");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_workers_take_each_job_once() {
    let Some(database) = Database::new() else { return };
    let queue = database.open();
    let jobs: Vec<_> = (0..200).map(|n| job(&n.to_string())).collect();
    let ids = queue.submit_jobs(&jobs).await.unwrap();
    let mut workers = Vec::new();
    for worker in 0..8 {
        let queue = Arc::new(database.open());
        workers.push(tokio::spawn(async move {
            let (name, mut taken) = (format!("w{worker}"), Vec::new());
            while let Some(job) = queue.take_job(&name, LONG, 3).await.unwrap() {
                assert!(queue.finish_job(job.id, &name, "{}", &[]).await.unwrap());
                taken.push(job.id);
            }
            taken
        }));
    }
    let mut all = Vec::new();
    for worker in workers {
        all.extend(worker.await.unwrap());
    }
    assert_eq!(all.len(), 200, "each once");
    assert_eq!(all.into_iter().collect::<BTreeSet<_>>(), ids.into_iter().collect());
}
