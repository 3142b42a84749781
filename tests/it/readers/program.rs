//! The program itself, with little memory to have.

use std::{
    fs::File,
    process::Command,
    time::{Duration, Instant},
};

use super::{BODY, archive, content, document, docx};
use crate::desk::Desk;

/// What the program may have of addresses, in KiB: less than two gigabytes.
const ADDRESSES: usize = 1_900_000;

#[test]
fn a_gigabyte_a_bomb_and_an_external_entity_are_one_clear_error_each() {
    let desk = Desk::scripted();
    for name in ["in/spaces.txt", "in/spaces.html", "in/spaces.md", "in/spaces.docx", "in/spaces.odt"] {
        desk.write(name, "");
        File::options()
            .write(true)
            .open(desk.path(name))
            .and_then(|file| file.set_len(1 << 30))
            .expect("a large file");
    }
    let spaces = vec![b' '; 400 << 20];
    desk.write("in/bomb.docx", docx(&document(BODY), &[("word/footnotes.xml", &spaces)]));
    desk.write("in/bomb.odt", archive(&[("content.xml", &spaces)]));
    let entity =
        content("<text:p>&e;</text:p>").replace("?>", "?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>");
    desk.write("in/entity.odt", archive(&[("content.xml", entity.as_bytes())]));
    let mut half = docx(&document(BODY), &[]);
    half.truncate(half.len() / 2);
    desk.write("in/half.docx", half);
    let start = Instant::now();
    let command = desk.command(&["translate", "in", "--offline", "--json"]);
    let output = Command::new("sh")
        .args(["-c", &format!("ulimit -v {ADDRESSES}; exec \"$@\""), "sh"])
        .arg(command.get_program())
        .args(command.get_args())
        .current_dir(desk.folder.path())
        .output()
        .expect("the program starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{errors}");
    assert!(!errors.contains("panicked") && !errors.contains("memory allocation"), "{errors}");
    for (name, says) in [
        ("spaces.txt", "more than the limit"),
        ("spaces.html", "more than the limit"),
        ("spaces.md", "more than the limit"),
        ("spaces.docx", "more than the limit"),
        ("spaces.odt", "more than the limit"),
        ("bomb.docx", "unpacks to more than"),
        ("bomb.odt", "unpacks to more than"),
        ("entity.odt", "document type"),
        ("half.docx", "no whole ZIP archive"),
    ] {
        let lines: Vec<&str> = errors.lines().filter(|line| line.contains(name)).collect();
        assert!(lines.len() == 1 && lines[0].contains(says), "{name}: {errors}");
    }
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}
