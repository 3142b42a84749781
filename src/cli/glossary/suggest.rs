//! `anban glossary suggest`: candidates from articles and the memory.

use std::collections::HashMap;

use anyhow::Context as _;

use crate::{
    article,
    cli::{
        args::GlossarySuggest,
        context::Context,
        inputs::{bytes, inputs},
    },
    glossary::suggest::{Options, Sentence, Translation, candidates_toml},
    locale::Locale,
    memory::{State, Store},
    pipeline::{Tools, prepare},
    segment::SegmentKey,
};

const PAGE: usize = 1000;

/// Sentences, each once, and their translations.
#[derive(Default)]
struct Corpus {
    units: Vec<String>,
    sentences: Vec<String>,
    by_key: HashMap<SegmentKey, usize>,
    translations: Vec<(usize, Locale, String)>,
}

pub(super) async fn run(context: &Context, args: GlossarySuggest) -> anyhow::Result<u8> {
    let tools = context.tools()?;
    let memory = context.memory_path(args.memory.clone());
    anyhow::ensure!(
        !args.paths.is_empty() || memory.exists(),
        "nothing to read: give articles, or a memory with --memory"
    );
    let mut corpus = Corpus::default();
    for input in inputs(&args.paths) {
        let name = input.path.to_string_lossy();
        let bytes = bytes(&input.path, &context.config.article).with_context(|| format!("cannot read {name}"))?;
        let article = article::read(&name, &bytes, None, &context.config.article)?;
        corpus.article(article, &tools);
    }
    if memory.exists() {
        corpus.memory(&*context.memory(args.memory)?).await?;
    }
    let sentences: Vec<Sentence<'_>> = corpus
        .sentences
        .iter()
        .map(|text| Sentence { text, skip: tools.names.find(text).into_iter().map(|name| name.span).collect() })
        .collect();
    let translations: Vec<Translation<'_>> = corpus
        .translations
        .iter()
        .map(|(sentence, locale, text)| Translation { sentence: *sentence, locale: *locale, text })
        .collect();
    let units: Vec<&str> = corpus.units.iter().map(String::as_str).collect();
    let options = Options { limit: args.limit, min_count: args.min_count };
    let candidates = tools.glossary.suggest(&units, &sentences, &translations, options);
    if args.json {
        println!("{}", serde_json::to_string_pretty(&candidates)?);
    } else {
        print!("{}", candidates_toml(&candidates));
    }
    Ok(0)
}

impl Corpus {
    fn article(&mut self, article: article::Article, tools: &Tools) {
        let prepared = prepare(article, tools);
        self.units.extend(prepared.article.units.iter().map(|unit| unit.content.visible()));
        for (_, _, segment) in prepared.segments() {
            let next = self.sentences.len();
            self.by_key.entry(segment.key).or_insert(next);
            // A sentence that stands in several articles counts each time.
            self.sentences.push(segment.text.visible());
        }
    }

    async fn memory(&mut self, store: &dyn Store) -> anyhow::Result<()> {
        let mut after = None;
        loop {
            let page = store.page(after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = Some(last.id());
            for row in page.iter().filter(|row| row.state > State::Initial) {
                let next = self.sentences.len();
                let sentence = *self.by_key.entry(row.key).or_insert(next);
                if sentence == next {
                    self.sentences.push(row.source.visible());
                }
                self.translations.push((sentence, row.locale, row.target.visible()));
            }
        }
    }
}
