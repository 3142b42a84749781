//! Our chrF++ and BLEU beside those of sacrebleu itself, which `scripts/install.sh test` installs.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use anban::{
    eval::{Bleu, ChrF, Tokenizer},
    locale::Locale,
};

type Pairs = Vec<(String, String)>;

/// Made worse in a way of its own for each line: words or characters left out, doubled, swapped.
fn worsened(text: &str, line: usize) -> String {
    let mut parts: Vec<String> = match text.contains(' ') {
        true => text.split_inclusive(' ').map(str::to_owned).collect(),
        false => text.chars().map(String::from).collect(),
    };
    let step = 3 + line % 5;
    match line % 4 {
        0 => parts = parts.into_iter().enumerate().filter(|(at, _)| at % step != 1).map(|(_, part)| part).collect(),
        1 => parts.chunks_mut(step).for_each(<[String]>::reverse),
        2 => parts.truncate(parts.len() / 2),
        _ => parts = parts.iter().flat_map(|part| [part.clone(), part.clone()]).collect(),
    }
    parts.concat()
}

fn declaration(locale: Locale) -> Pairs {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/numbers/udhr/{}.txt", locale.tag()));
    let text = fs::read_to_string(path).expect("the declaration");
    text.lines().enumerate().map(|(at, line)| (worsened(line, at), line.to_owned())).collect()
}

/// What tokenizers and counts stumble over.
fn corners() -> Vec<Pairs> {
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    vec![
        vec![pair("", "Nothing was said.")],
        vec![pair("Something was said.", "")],
        vec![pair("", "")],
        vec![pair("a", "a")],
        vec![pair("a b c", "a b c")],
        vec![pair("wholly other", "nichts davon ist gleich")],
        vec![pair(
            "It rose 1,234.5 % (3-4 points), \"he said\" & left...",
            "It rose 1,234.5% (3–4 points), \"he said\" &amp; left.",
        )],
        vec![pair(
            "$5.5-million; [sic] {x}~`^|a/b\\c <skipped> @#*+=",
            "$5.5 million: [sic] {x} ~ ` ^ | a/b \\ c @ # * + =",
        )],
        vec![pair("«Đà Nẵng», “Hà Nội”. (x) .5 5. a.b 'tis U.S.", "Đà Nẵng, \"Hà Nội\". (x) 0.5 5 a.b tis US")],
        vec![pair("３　個の　リンゴ。", "リンゴ３個。"), pair("한국어 문장입니다.", "한국어 문장이다 .")],
        vec![pair("ends in a break-\nof lines\nhere", "ends in a break of lines here"), pair("", "x")],
    ]
}

#[test]
fn scores_and_signatures_are_those_of_sacrebleu() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("target/translate-toolkit/bin/python");
    assert!(python.exists(), "run scripts/install.sh test first");
    let mut cases: Vec<(Tokenizer, Pairs)> =
        Locale::TARGETS.into_iter().map(|locale| (Tokenizer::of(locale), declaration(locale))).collect();
    for pairs in corners() {
        cases.push((Tokenizer::V13a, pairs.clone()));
        cases.push((Tokenizer::Char, pairs));
    }
    let mut child = Command::new(python)
        .arg(root.join("tests/data/eval/score.py"))
        .env("PYTHONIOENCODING", "utf-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("python starts");
    let lines: String = cases
        .iter()
        .map(|(tokenizer, pairs)| {
            serde_json::json!({ "tokenizer": tokenizer.name(), "pairs": pairs }).to_string() + "\n"
        })
        .collect();
    child.stdin.take().expect("its input").write_all(lines.as_bytes()).expect("written");
    let output = child.wait_with_output().expect("python ends");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    assert_eq!(printed.lines().count(), cases.len(), "sacrebleu is missing: run scripts/install.sh test");
    for ((tokenizer, pairs), line) in cases.iter().zip(printed.lines()) {
        let theirs: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let (mut bleu, mut chrf) = (Bleu::new(*tokenizer), ChrF::default());
        for (hypothesis, reference) in pairs {
            bleu.add(hypothesis, reference);
            chrf.add(hypothesis, reference);
        }
        for (name, ours) in [("bleu", bleu.score()), ("chrf", chrf.score())] {
            let score = theirs[name].as_f64().expect("a score");
            let shown = pairs.first();
            assert!((ours - score).abs() < 0.005, "{name} {tokenizer:?} {ours} is not {score}: {shown:?}");
        }
        assert_eq!(theirs["signatures"], serde_json::json!([bleu.signature(), ChrF::signature()]));
    }
}
