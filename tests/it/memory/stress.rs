//! Many processes at mixed work on one memory, a third of them killed at random.
//!
//! Some seconds each by default; `ANBAN_STRESS_SECONDS` sets how long, as `make stress` does.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    env,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use anban::{
    locale::Locale,
    memory::{Error, NewRow, RowId, Settings, State, Store, Who, fuzzy::NearIndex, open},
};

use super::{
    rows::{Dice, by, key, machine, on},
    server::Database,
    sqlite::Folder,
};

const PLACE: &str = "ANBAN_TEST_STRESS";
const BACKEND: &str = "ANBAN_TEST_STRESS_BACKEND";
const SEED: &str = "ANBAN_TEST_STRESS_SEED";
const TEST: &str = "memory::stress::working_is_told_line_by_line";

/// How long one stress test goes on.
fn length() -> Duration {
    let set = env::var("ANBAN_STRESS_SECONDS").ok().map(|text| text.parse().expect("a number of seconds"));
    Duration::from_secs(set.unwrap_or(5))
}

/// A backend that answers everything after a while and remembers who asked what.
#[derive(Clone, Default)]
struct Backend(Arc<Mutex<Vec<(u64, String)>>>);

impl Backend {
    fn start(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let backend = self.clone();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let backend = backend.clone();
                thread::spawn(move || backend.serve(&stream.unwrap()));
            }
        });
        address
    }

    /// One asker's questions, until it has gone.
    fn serve(&self, mut stream: &TcpStream) {
        let lines = BufReader::new(stream).lines();
        for line in lines.map_while(Result::ok) {
            let (asker, source) = line.split_once(' ').unwrap();
            self.0.lock().unwrap().push((asker.parse().unwrap(), source.to_owned()));
            thread::sleep(Duration::from_millis(4));
            if writeln!(stream, "answered").is_err() {
                return;
            }
        }
    }
}

/// A process at work, and what it has told.
struct Worker {
    number: u64,
    child: Child,
    told: Arc<Mutex<Vec<String>>>,
    reader: thread::JoinHandle<()>,
}

impl Worker {
    fn start(place: &str, backend: &str, number: u64) -> Self {
        let mut command = Command::new(env::current_exe().unwrap());
        command.args([TEST, "--exact", "--nocapture"]).stdout(Stdio::piped()).stderr(Stdio::null());
        command.env(PLACE, place).env(BACKEND, backend).env(SEED, number.to_string());
        let mut child = command.spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let told = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&told);
        let reader = thread::spawn(move || {
            for line in output.lines().map_while(Result::ok) {
                heard.lock().unwrap().push(line);
            }
        });
        Self { number, child, told, reader }
    }

    fn kill(mut self) -> (u64, Vec<String>) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.reader.join().unwrap();
        let told = std::mem::take(&mut *self.told.lock().unwrap());
        (self.number, told)
    }
}

/// Lets `count` processes work for as long as is asked, kills a third of them again and again, and then looks.
fn stress(place: &str, count: u64, seed: u64) {
    let asked = Backend::default();
    let backend = asked.start();
    let mut dice = Dice(seed);
    let mut workers: Vec<Worker> = (0..count).map(|number| Worker::start(place, &backend, number)).collect();
    let mut next = count;
    let mut ended: Vec<(u64, Vec<String>)> = Vec::new();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let store = open(Path::new(place), &Settings::default(), None).unwrap();
    let near = runtime.block_on(NearIndex::open(&*store, None)).unwrap();
    let (mut followed, mut last): (BTreeMap<_, u64>, u64) = (BTreeMap::new(), 0);
    let deadline = Instant::now() + length();
    while Instant::now() < deadline {
        thread::sleep(Duration::from_millis(100 + dice.below(400)));
        for _ in 0..count.div_ceil(3) {
            if dice.below(3) == 0 {
                let at = usize::try_from(dice.below(count)).unwrap();
                ended.push(workers.remove(at).kill());
                workers.push(Worker::start(place, &backend, next));
                next += 1;
            }
        }
        runtime.block_on(follow(&*store, &mut followed, &mut last));
        runtime.block_on(near.follow(&*store)).unwrap();
    }
    let kills = ended.len();
    ended.extend(workers.into_iter().map(Worker::kill));
    runtime.block_on(follow(&*store, &mut followed, &mut last));
    runtime.block_on(near.follow(&*store)).unwrap();
    let commits = runtime.block_on(look(&*store, &ended, &asked.0.lock().unwrap()));
    runtime.block_on(agree(&*store, &near, &followed));
    let figures =
        format!("{kills} of {next} processes killed at work, {commits} commits told, none lost, {last} changes");
    tell(&format!("seed {seed}, {:?}: {figures}", length()));
    assert!(commits > 50 && kills > 0, "{commits} commits and {kills} kills show nothing");
}

type Id = (anban::segment::SegmentKey, &'static str, anban::segment::ContextKey);

fn place_of(id: RowId) -> Id {
    (id.key, id.locale.tag(), id.context)
}

/// Takes the changes in as an index does.
async fn follow(store: &dyn Store, followed: &mut BTreeMap<Id, u64>, last: &mut u64) {
    loop {
        let changes = store.changes(*last, 500).await.unwrap();
        let Some((newest, _)) = changes.last() else { return };
        *last = *newest;
        followed.extend(changes.iter().map(|(_, row)| (place_of(row.id()), row.version)));
    }
}

/// What was told is there, what was asked was asked once, and the whole store is sound.
async fn look(store: &dyn Store, ended: &[(u64, Vec<String>)], asked: &[(u64, String)]) -> usize {
    let mut histories: HashMap<Id, Vec<String>> = HashMap::new();
    for row in store.page(None, usize::MAX).await.unwrap() {
        let history = store.history(row.id()).await.unwrap();
        assert!(history.iter().map(|past| past.version).eq(1..=row.version));
        assert_eq!(history.last().map(|past| &past.target), Some(&row.target));
        assert!(history.is_sorted_by(|a, b| a.origin.who == Who::Machine || b.origin.who != Who::Machine));
        histories.insert(place_of(row.id()), history.into_iter().map(|past| past.target.text).collect());
    }
    let mut commits = 0;
    let mut answered: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for (worker, told) in ended {
        for line in told {
            let parts: Vec<&str> = line.split('|').collect();
            match parts[..] {
                ["committed", source, place, version, target, "."] => {
                    commits += 1;
                    let id = place_of(machine(source, place, "").id());
                    let at = version.parse::<usize>().unwrap() - 1;
                    assert_eq!(histories.get(&id).map(|past| past[at].as_str()), Some(target), "{line} was lost");
                }
                ["answered", source, "."] => answered.entry(source.to_owned()).or_default().push(*worker),
                ["failed", why, "."] => panic!("worker {worker} failed: {why}"),
                _ => {}
            }
        }
    }
    for (source, workers) in &answered {
        assert_eq!(workers.len(), 1, "{source} was paid by {workers:?}");
    }
    // A question whose asker has not told its answer is one whose asker was killed; all were, in the end.
    let mut questions: BTreeMap<&str, usize> = BTreeMap::new();
    for (asker, source) in asked {
        let told = answered.get(source).is_some_and(|workers| workers.contains(asker));
        let count = questions.entry(source).or_default();
        *count += usize::from(told);
        assert!(*count <= 1, "{source} was asked again after it was answered");
    }
    let twice: BTreeSet<(u64, &str)> = asked.iter().map(|(asker, source)| (*asker, source.as_str())).collect();
    assert_eq!(twice.len(), asked.len(), "one asker asked for the same twice");
    assert!(answered.len() > 5, "{} answers show nothing", answered.len());
    let faults = store.verify(false).await.unwrap();
    assert!(faults.is_empty(), "{faults:?}");
    let stats = store.stats().await.unwrap();
    assert_eq!(stats.history, histories.values().map(|past| past.len() as u64).sum::<u64>());
    commits
}

/// Whoever followed the changes knows what is there, and so does the index.
async fn agree(store: &dyn Store, near: &NearIndex, followed: &BTreeMap<Id, u64>) {
    let rows = store.page(None, usize::MAX).await.unwrap();
    let gone: BTreeSet<Id> =
        store.removals(0, usize::MAX).await.unwrap().into_iter().map(|(_, removal)| place_of(removal.id)).collect();
    let found: BTreeMap<Id, u64> = rows.iter().map(|row| (place_of(row.id()), row.version)).collect();
    for (id, version) in followed {
        assert!(found.get(id) == Some(version) || gone.contains(id), "{id:?} at {version} is not there");
    }
    assert!(found.iter().all(|(id, version)| followed.get(id) == Some(version)), "a change was not seen");
    let anew = NearIndex::open(store, None).await.unwrap();
    for row in rows.iter().step_by(rows.len().div_ceil(50).max(1)) {
        let old = near.matches(store, &row.source, row.locale, 50, 5).await.unwrap();
        let new = anew.matches(store, &row.source, row.locale, 50, 5).await.unwrap();
        assert_eq!(format!("{old:?}"), format!("{new:?}"));
    }
    // Numbers have no gaps but those that removed histories left.
    let mut numbers: Vec<u64> = Vec::new();
    let mut after = 0;
    loop {
        let page = store.records(after, 5_000).await.unwrap();
        let Some((last, _)) = page.last() else { break };
        after = *last;
        numbers.extend(page.iter().map(|(change, _)| *change));
    }
    let removals = store.removals(0, usize::MAX).await.unwrap();
    let lost: u64 = removals.iter().map(|(_, removal)| removal.versions).sum();
    let last = store.stats().await.unwrap().change;
    assert_eq!(numbers.len() as u64 + removals.len() as u64 + lost, last, "a change number was lost");
}

#[test]
fn eight_processes_on_one_file() {
    let folder = Folder::new();
    stress(&folder.file().display().to_string(), 8, 20_161_124);
}

#[test]
fn sixteen_processes_on_one_server() {
    let Some(database) = Database::new() else { return };
    stress(&database.address(), 16, 20_161_125);
}

/// Works where it is told to until it is killed, or a little in a place of its own when it is run like any other test.
#[test]
fn working_is_told_line_by_line() {
    let own = Folder::new();
    let place = env::var(PLACE).unwrap_or_else(|_| own.file().display().to_string());
    let backend = env::var(BACKEND).unwrap_or_else(|_| Backend::default().start());
    let number: u64 = env::var(SEED).map_or(0, |seed| seed.parse().unwrap());
    let turns = if env::var_os(PLACE).is_some() { u64::MAX } else { 60 };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let settings = Settings { busy_timeout_ms: 60_000, ..Settings::default() };
        let store = open(Path::new(&place), &settings, None).unwrap();
        let stream = Mutex::new(TcpStream::connect(backend).unwrap());
        let mut dice = Dice(number);
        for turn in 0..turns {
            if let Err(error) = work(&*store, &stream, number, turn, &mut dice).await {
                tell(&format!("failed|{error}|."));
                panic!("{error}");
            }
        }
    });
}

fn tell(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

/// One piece of mixed work.
async fn work(
    store: &dyn Store,
    backend: &Mutex<TcpStream>,
    number: u64,
    turn: u64,
    dice: &mut Dice,
) -> Result<(), Error> {
    let shared = format!("câu chung {}", dice.below(60));
    match dice.below(10) {
        // What a run does with a segment: look up, claim, look up again, ask, commit.
        0..=4 => {
            let source = format!("câu {} của bài {}", dice.below(40), turn / 40);
            ask(store, backend, number, &source).await?;
        }
        // A person's correction of what stands there.
        5 | 6 => {
            let version = store.variants(key(&shared), Locale::En, 1).await?.first().map_or(0, |row| row.version);
            let target = format!("{number} {turn}");
            let row = on(version, by(Who::Person, State::Reviewed, machine(&shared, "x", &target)));
            match store.commit(&[row]).await {
                Ok(versions) => tell(&format!("committed|{shared}|x|{}|{target}|.", versions[0])),
                Err(Error::Conflict { .. }) => {}
                Err(other) => return Err(other),
            }
        }
        // A batch of three that stand or fall together.
        7 => {
            let target = format!("{number} {turn} batch");
            let rows: Vec<NewRow> =
                (0..3).map(|row| machine(&format!("nhóm {} {row}", dice.below(20)), "x", &target)).collect();
            let versions = store.commit(&rows).await?;
            for (row, version) in rows.iter().zip(versions) {
                tell(&format!("committed|{}|x|{version}|{target}|.", row.source.text));
            }
        }
        8 => {
            let page = store.page(None, 50).await?;
            let ids: Vec<RowId> = page.iter().map(anban::memory::Row::id).collect();
            store.mark_used(&ids, "2026-11-23").await?;
            for row in page.iter().take(3) {
                let history = store.history(row.id()).await?;
                assert!(history.is_empty() || history.len() as u64 >= row.version);
            }
        }
        // Rows that nobody tells of come and go.
        _ => {
            let row = machine(&format!("tạm {number} {}", dice.below(5)), "x", &turn.to_string());
            let version = store.commit(std::slice::from_ref(&row)).await?;
            if dice.below(2) == 0 {
                store.remove(&[(row.id(), version[0])], "stress").await?;
            }
        }
    }
    Ok(())
}

async fn ask(store: &dyn Store, backend: &Mutex<TcpStream>, number: u64, source: &str) -> Result<(), Error> {
    loop {
        if !store.variants(key(source), Locale::En, 1).await?.is_empty() {
            return Ok(());
        }
        let Some(_claim) = store.claim(key(source), Locale::En).await? else {
            tokio::time::sleep(Duration::from_millis(5)).await;
            continue;
        };
        if !store.variants(key(source), Locale::En, 1).await?.is_empty() {
            return Ok(());
        }
        {
            let mut stream = backend.lock().unwrap();
            writeln!(stream, "{number} {source}").unwrap();
            let mut reply = String::new();
            BufReader::new(&*stream).read_line(&mut reply).unwrap();
        }
        let target = format!("{number} answer");
        let versions = store.commit(&[machine(source, "x", &target)]).await?;
        tell(&format!("committed|{source}|x|{}|{target}|.", versions[0]));
        tell(&format!("answered|{source}|."));
    }
}
