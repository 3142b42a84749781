//! Tokens per second of the embedded engine, one segment at a time and sixteen at once.
//!
//! `ANBAN_MODEL=/path/model.gguf cargo bench --bench embedded`

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench prints its table")]

use std::{env, path::Path, process::ExitCode, time::Instant};

use anban::{
    backend::{Backend as _, NameHint, Request, Setup, embedded},
    locale::Locale,
};

/// Segments per measurement.
const SEGMENTS: usize = 16;

fn main() -> ExitCode {
    let Some(path) = env::var_os("ANBAN_MODEL") else {
        println!("ANBAN_MODEL names no model file, nothing to measure");
        return ExitCode::SUCCESS;
    };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("no runtime: {error}");
            return ExitCode::FAILURE;
        }
    };
    let alone = runtime.block_on(measure(Path::new(&path), 1));
    let together = runtime.block_on(measure(Path::new(&path), SEGMENTS));
    match (alone, together) {
        (Ok(alone), Ok(together)) => {
            println!("sequences  tokens/s");
            println!("        1  {alone:8.1}");
            println!("{SEGMENTS:9}  {together:8.1}");
            println!("ratio      {:8.2}", together / alone);
            ExitCode::SUCCESS
        }
        (Err(error), _) | (_, Err(error)) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Tokens written per second, prompts included, model loading left out.
async fn measure(path: &Path, sequences: usize) -> Result<f64, anban::backend::Error> {
    let settings = embedded::Settings { path: Some(path.to_owned()), sequences, ..embedded::Settings::default() };
    let backend = embedded::Embedded::new(&Setup::new("bench", None), settings, Path::new(""))?;
    let requests = requests();
    // The model is loaded and the shared beginning of the prompt evaluated.
    for reply in backend.translate(requests.get(..1).unwrap_or_default()).await {
        reply?;
    }
    let started = Instant::now();
    let mut written = 0.0;
    for reply in backend.translate(&requests).await {
        written += f64::from(u32::try_from(reply?.usage.received).unwrap_or(u32::MAX));
    }
    Ok(written / started.elapsed().as_secs_f64())
}

fn requests() -> Vec<Request> {
    let article = include_str!("../samples/bac-giang-2016.txt");
    article
        .lines()
        .flat_map(|line| line.split_inclusive(". "))
        .map(str::trim)
        .filter(|sentence| (100..300).contains(&sentence.chars().count()))
        .take(SEGMENTS)
        .map(|sentence| Request {
            names: vec![NameHint { source: "Bắc Giang".to_owned(), target: "Bac Giang".to_owned() }],
            ..Request::new(sentence, Locale::En)
        })
        .collect()
}
