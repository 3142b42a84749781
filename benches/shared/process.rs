//! Runs the program and looks at its clock and its memory.

use std::{
    fs,
    process::{Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

/// What a run took.
pub struct Run {
    /// Wall-clock time.
    pub took: Duration,
    /// The most memory it held at once, in MB (`VmHWM` of proc(5)).
    pub peak: u64,
    /// How it ended.
    pub status: ExitStatus,
}

/// Runs `command` to its end, its output thrown away.
pub fn measure(command: &mut Command) -> Run {
    let began = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn().expect("the program starts");
    let file = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("it can be asked").is_none() {
        // The kernel keeps the highest figure; the last look before the end is it.
        let text = fs::read_to_string(&file).unwrap_or_default();
        let kib = text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        peak = peak.max(kib.unwrap_or(0) / 1024);
        std::thread::sleep(Duration::from_millis(2));
    }
    let took = began.elapsed();
    Run { took, peak, status: child.wait().expect("it has ended") }
}
