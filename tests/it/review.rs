//! The review desk: its verbs' rules, its doors, and a working day in the browser.

mod aids;
mod closed;
mod crash;
mod crowd;
mod day;
mod doors;
mod outside;
mod pictures;
mod queue;
mod verbs;
mod words;

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
};

use crate::desk::{Desk, data};

/// A desk with the sample article translated and `anban serve` at work on it, ended with the test.
pub(crate) struct Served {
    pub(crate) desk: Desk,
    child: Child,
    pub(crate) root: String,
    pub(crate) setup: Option<String>,
    port: u16,
}

impl Served {
    pub(crate) fn new() -> Self {
        let desk = Desk::scripted();
        desk.write(
            "cooperation.txt",
            data("cooperation.txt") + "\nCâu này không <script>alert(1)</script> ai dịch cả.\n",
        );
        desk.run(&["translate", "cooperation.txt"]);
        Self::of(desk)
    }

    /// The same over a desk with editions of its own.
    pub(crate) fn of(desk: Desk) -> Self {
        let (child, root, setup) = serve(desk.command(&["serve", "--listen", "127.0.0.1:0"]), true);
        let port = root.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
        Self { desk, child, root, setup, port }
    }

    /// Kills the server as a power cut would.
    pub(crate) fn kill(&mut self) {
        self.child.kill().expect("it ran");
        self.child.wait().expect("it ended");
    }

    /// Starts it again at the same address.
    pub(crate) fn start(&mut self) {
        let listen = format!("127.0.0.1:{}", self.port);
        let (child, ..) = serve(self.desk.command(&["serve", "--listen", &listen]), false);
        self.child = child;
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts the server; `fresh` says that it will print a set-up link.
fn serve(mut command: Command, fresh: bool) -> (Child, String, Option<String>) {
    let mut child = command.stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
    let mut last = || {
        let line = lines.next()?.ok()?;
        line.rsplit(' ').next().map(str::to_owned)
    };
    let root = last().expect("an address");
    let setup = if fresh { last() } else { None };
    (child, root, setup)
}
