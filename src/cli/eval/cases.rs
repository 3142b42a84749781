//! What is compared: articles of one unit or many, and the translation each unit should have.

use std::{
    fs::File,
    io::BufReader,
    path::{Path, PathBuf},
};

use anyhow::Context as _;

use super::aligned::{self, Aligned};
use crate::{
    article::{self, Article, Content, Role},
    cli::context::Context,
    locale::Locale,
    memory::exchange::{ReadError, TableReader, TmxReader, Unit},
    pipeline::{Prepared, Tools, prepare},
};

/// An article, prepared as for a run.
pub(super) struct Case {
    pub(super) prepared: Prepared,
    /// One entry a unit of the article, in order.
    pub(super) expected: Vec<Expected>,
}

/// A unit's text and the translation it should have.
pub(super) struct Expected {
    pub(super) source: String,
    pub(super) reference: String,
}

/// A sentence and its translations.
pub(super) struct Sentence {
    pub(super) source: Content,
    pub(super) translations: Vec<(Locale, String)>,
}

/// Everything that was read.
#[derive(Default)]
pub(super) struct Material {
    sentences: Vec<Sentence>,
    articles: Vec<Aligned>,
}

impl Material {
    /// Reads tables as they are, and articles by twos: a source, then its translation.
    pub(super) fn read(context: &Context, files: &[PathBuf], to: &[Locale]) -> anyhow::Result<Self> {
        let mut material = Self::default();
        let mut rest = files.iter();
        while let Some(path) = rest.next() {
            match table(path)? {
                Some(units) => material.sentences.extend(units.into_iter().map(Sentence::of)),
                None => {
                    let name = path.display();
                    let target = rest.next().with_context(|| {
                        format!(
                            "{name}: an article is compared with its translation: give {name} and then the translated \
                             file; sentences with their translations come in .tmx, .tsv or .csv files"
                        )
                    })?;
                    material.articles.push(aligned::read(context, path, target, to)?);
                }
            }
        }
        Ok(material)
    }

    /// These sentences.
    pub(super) const fn of_sentences(sentences: Vec<Sentence>) -> Self {
        Self { sentences, articles: Vec::new() }
    }

    /// What there is in `locale`, at most `limit` units.
    pub(super) fn cases(
        &self,
        context: &Context,
        locale: Locale,
        tools: &Tools,
        limit: Option<usize>,
    ) -> anyhow::Result<Vec<Case>> {
        let mut left = limit.unwrap_or(usize::MAX);
        let mut cases = Vec::new();
        for Sentence { source, translations } in &self.sentences {
            let Some((_, reference)) = translations.iter().find(|(own, _)| *own == locale) else { continue };
            if cases.len() == left {
                break;
            }
            let expected = vec![Expected { source: source.visible(), reference: reference.clone() }];
            cases.push(Case { prepared: prepare(alone(context, source)?, tools), expected });
        }
        left = left.saturating_sub(cases.len());
        for pair in self.articles.iter().filter(|pair| pair.locale == locale) {
            let Aligned { mut article, mut references, .. } = pair.clone();
            article.units.truncate(left);
            references.truncate(left);
            left -= references.len();
            if references.is_empty() {
                continue;
            }
            let sources = article.units.iter().map(|unit| unit.content.visible()).collect::<Vec<_>>();
            let expected = sources.into_iter().zip(references);
            let expected = expected.map(|(source, reference)| Expected { source, reference }).collect();
            cases.push(Case { prepared: prepare(article, tools), expected });
        }
        Ok(cases)
    }
}

impl Sentence {
    fn of(unit: Unit) -> Self {
        let translations = unit.translations.into_iter().map(|one| (one.locale, one.target.visible()));
        Self { source: unit.source, translations: translations.collect() }
    }
}

/// An article of one paragraph.
fn alone(context: &Context, source: &Content) -> anyhow::Result<Article> {
    let mut article = article::read("unit.txt", b"x", None, &context.config.article)?;
    article.units.truncate(1);
    let unit = article.units.first_mut().context("a text has no unit")?;
    unit.role = Role::Paragraph;
    unit.content = source.clone();
    Ok(article)
}

/// The sentences of a table; nothing where the file is none.
fn table(path: &Path) -> anyhow::Result<Option<Vec<Unit>>> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    let open = || -> anyhow::Result<_> {
        let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(BufReader::new(file))
    };
    let units: Result<Vec<Unit>, ReadError> = match ending.as_str() {
        "csv" => TableReader::new(open()?, b',').and_then(Iterator::collect),
        "tsv" | "tab" => TableReader::new(open()?, b'\t').and_then(Iterator::collect),
        "tmx" => TmxReader::new(open()?).and_then(Iterator::collect),
        _ => return Ok(None),
    };
    units.map(Some).with_context(|| path.display().to_string())
}
