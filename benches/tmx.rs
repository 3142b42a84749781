//! How long a large TMX takes into a usable memory (rows, and the index of near matches) and out again, and how much
//! memory the program holds meanwhile. `cargo bench --bench tmx -- 1000000` takes another number of units than
//! 250,000, which are some 100 MB. `benches/peers/tmx_toolkit.py` reads the file that this leaves in
//! `target/bench/tmx/`.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench stops at the first fault and prints its figures"
)]

#[path = "fuzzy/generator.rs"]
#[expect(dead_code, reason = "the questions of the bench on near matches are not asked here")]
mod generator;
#[path = "shared/process.rs"]
mod process;

use std::{
    fs,
    io::{BufWriter, Write as _},
    path::Path,
    process::Command,
};

fn main() {
    let units: usize = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(250_000);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench/tmx");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    write(&folder.join("in.tmx"), units);
    let size = fs::metadata(folder.join("in.tmx")).expect("a file").len() as f64 / 1e6;
    println!("{units} units, {size:.0} MB");
    let run = |what: &str, args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anban"));
        command.args(args).args(["--memory", "memory.db"]).current_dir(&folder);
        let run = process::measure(&mut command);
        // 1: nothing in the memory is near what was looked for.
        assert!(matches!(run.status.code(), Some(0 | 1)), "anban {args:?} failed");
        let took = run.took.as_secs_f64();
        println!(
            "tmx {what}: {took:.2} s, {:.0} units/s, {:.1} MB/s, peak {} MB",
            units as f64 / took,
            size / took,
            run.peak
        );
        took
    };
    let rows = run("import", &["memory", "import", "in.tmx"]);
    let index = run("index, made by the first search", &["memory", "search", "thúc đẩy hợp tác", "--to", "en"]);
    println!("tmx usable: {:.2} s", rows + index);
    run("export", &["memory", "export", "out.tmx"]);
}

/// A TMX of `units` sentences of the seeded generator with made-up translations, as a tool would write it.
fn write(path: &Path, units: usize) {
    let chain = generator::Chain::read();
    let mut out = BufWriter::new(fs::File::create(path).expect("a file"));
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n<header creationtool=\"bench\" \
                creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"bench\" adminlang=\"en\" srclang=\"vi\" \
                datatype=\"plaintext\"/>\n<body>\n";
    out.write_all(head.as_bytes()).expect("written");
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    for (n, source) in generator::normal(&chain, units).iter().enumerate() {
        let source = escape(source);
        write!(
            out,
            "<tu tuid=\"{n}\" creationdate=\"20161124T000000Z\" creationid=\"lan\">\n<tuv xml:lang=\"vi\"><seg>{source}</seg></tuv>\n\
             <tuv xml:lang=\"en\"><seg>Translation {n}: {source}</seg></tuv>\n</tu>\n"
        )
        .expect("written");
    }
    out.write_all(b"</body>\n</tmx>\n").and_then(|()| out.flush()).expect("written");
}
