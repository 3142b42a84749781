//! A process of its own that writes to a memory and says what it has committed.
//!
//! It is this test binary, started again with the writing test alone and a file to write to.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{BufRead, BufReader, Write},
    os::unix::{fs::MetadataExt, process::CommandExt},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use anban::memory::{NewRow, Settings, Sqlite, Store};

use super::{
    rows::{key, machine},
    sqlite::Folder,
};

const FILE: &str = "ANBAN_TEST_MEMORY";
const FIRST: &str = "ANBAN_TEST_FIRST";
const COUNT: &str = "ANBAN_TEST_COUNT";
const TEST: &str = "memory::process::writing_is_told_line_by_line";

/// How many groups of rows a writer goes round.
pub const GROUPS: u64 = 40;

/// The three rows that one commit changes together.
pub fn group(n: u64) -> [NewRow; 3] {
    let text = format!("{n} {}", "bản dịch ".repeat(60));
    [0, 1, 2].map(|member| machine(&format!("{} {member}", n % GROUPS), "x", &text))
}

/// One line of a writer: the change `n` is committed, and made these versions of its rows.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    /// The change.
    pub n: u64,
    /// The version of each row.
    pub versions: [u64; 3],
}

/// A running writer.
pub struct Writer {
    child: Child,
    lines: mpsc::Receiver<String>,
}

impl Writer {
    /// Starts one that makes the changes `first..first + count`.
    pub fn start(file: &Path, first: u64, count: u64) -> Self {
        Self::of(Self::command(file, first, count))
    }

    /// What [`start`](Self::start) runs.
    pub fn command(file: &Path, first: u64, count: u64) -> Command {
        let mut command = Command::new(env::current_exe().unwrap());
        command.args([TEST, "--exact", "--nocapture"]);
        command.env(FILE, file).env(FIRST, first.to_string()).env(COUNT, count.to_string());
        command
    }

    /// The same under a shell that first says `before`.
    pub fn shell(before: &str, file: &Path, first: u64, count: u64) -> Self {
        let inner = Self::command(file, first, count);
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("{before}; exec \"$@\"")).arg("sh").arg(inner.get_program());
        command.args(inner.get_args());
        command.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
        Self::of(command)
    }

    /// The same by a user who may not write everywhere: this one, or `nobody` where this one is root.
    pub fn powerless(file: &Path) -> std::io::Result<Self> {
        let mut command = Self::command(file, 0, 1);
        if fs::metadata(file.parent().unwrap())?.uid() == 0 {
            command.uid(65_534).gid(65_534);
        }
        Self::spawn(command)
    }

    fn of(command: Command) -> Self {
        Self::spawn(command).unwrap()
    }

    fn spawn(mut command: Command) -> std::io::Result<Self> {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let output = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Ok(Self { child, lines })
    }

    /// Kills it, with no chance to tidy up, once `after` has gone by since its start or, if it is to be `working`,
    /// since its first commit; what it had said by then.
    pub fn kill(mut self, working: bool, after: Duration) -> Vec<Told> {
        let mut said = Vec::new();
        while working && said.last().is_none_or(|line: &String| told(line).is_none()) {
            said.push(self.lines.recv_timeout(Duration::from_secs(60)).unwrap());
        }
        thread::sleep(after);
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        said.extend(self.said());
        said.iter().filter_map(|line| told(line)).collect()
    }

    /// Waits for its end, which has to be a good one.
    pub fn finish(&mut self) -> Vec<Told> {
        let said = self.said();
        assert!(self.child.wait().unwrap().success(), "{said:#?}");
        said.iter().filter_map(|line| told(line)).collect()
    }

    /// Waits for its end, good or bad; every line.
    pub fn end(mut self) -> (Vec<Told>, String) {
        let said = self.said();
        self.child.wait().unwrap();
        (said.iter().filter_map(|line| told(line)).collect(), said.join("\n"))
    }

    fn said(&self) -> Vec<String> {
        self.lines.iter().collect()
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // An error says that it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A line is whole or of no account: the writer may die in the middle of one.
fn told(line: &str) -> Option<Told> {
    let numbers: Vec<u64> = line
        .strip_prefix("committed ")?
        .strip_suffix(" .")?
        .split(' ')
        .map(|number| number.parse().unwrap())
        .collect();
    let [n, a, b, c] = numbers[..] else { panic!("{line}") };
    Some(Told { n, versions: [a, b, c] })
}

/// Writes where it is told to, or to a file of its own when it is run as a test like any other.
#[test]
fn writing_is_told_line_by_line() {
    let number = |name: &str| env::var(name).ok().map(|value| value.parse::<u64>().unwrap());
    let own = Folder::new();
    let file = env::var_os(FILE).map_or_else(|| own.file(), Into::into);
    let first = number(FIRST).unwrap_or(0);
    let last = first + number(COUNT).unwrap_or(GROUPS + 2);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let versions = runtime.block_on(write(&file, first, last)).unwrap_or_else(|error| {
        println!("failed {error}");
        panic!("{error}");
    });
    if env::var_os(FILE).is_none() {
        assert_eq!(versions[&key("0 0")], 2);
        assert_eq!(versions[&key("2 0")], 1);
    }
}

async fn write(
    file: &Path,
    first: u64,
    last: u64,
) -> anban::memory::Result<BTreeMap<anban::segment::SegmentKey, u64>> {
    let store = Sqlite::open(file, &Settings::default())?;
    let mut versions = BTreeMap::new();
    for n in first..last {
        let rows = group(n);
        let stored = store.commit(&rows).await?;
        let mut out = std::io::stdout().lock();
        writeln!(out, "committed {n} {} {} {} .", stored[0], stored[1], stored[2]).unwrap();
        out.flush().unwrap();
        versions.extend(rows.iter().map(|row| row.key).zip(stored));
    }
    Ok(versions)
}
