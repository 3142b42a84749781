//! An article and its translation, unit by unit, where both are built alike.

use std::path::Path;

use anyhow::Context as _;

use crate::{
    article::{self, Article, Role, Unit},
    cli::{context::Context, inputs::bytes},
    locale::Locale,
    text::LineIndex,
};

/// A source article, what is not translated taken out, and what each of its units became.
#[derive(Clone)]
pub(super) struct Aligned {
    pub(super) article: Article,
    pub(super) locale: Locale,
    pub(super) references: Vec<String>,
}

/// Reads `source` and `target`, whose language its name tells or `to`, where that is one.
pub(super) fn read(context: &Context, source: &Path, target: &Path, to: &[Locale]) -> anyhow::Result<Aligned> {
    let locale = language(target, to)?;
    let mut article = open(context, source)?;
    let translation = open(context, target)?;
    alike(&article, &translation).map_err(|why| {
        anyhow::anyhow!(
            "{why}, so the two cannot be compared unit by unit. `anban memory align {} {} --to {locale} --state \
             reviewed` finds the sentences that belong together; `anban eval --reviewed` then compares with them",
            source.display(),
            target.display()
        )
    })?;
    let mut references = translation.units.iter().map(|unit| unit.content.visible());
    let mut kept = Vec::new();
    article.units.retain(|unit| {
        let reference = references.next().unwrap_or_default();
        let keep = unit.role.is_translated() && !unit.content.is_blank() && !reference.trim().is_empty();
        if keep {
            kept.push(reference);
        }
        keep
    });
    Ok(Aligned { article, locale, references: kept })
}

fn open(context: &Context, path: &Path) -> anyhow::Result<Article> {
    let bytes = bytes(path, &context.config.article).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(article::read(&path.display().to_string(), &bytes, None, &context.config.article)?)
}

/// The language in a file's name (`article.ja.html`), or of the folder it lies in (`ja/article.html`).
fn language(path: &Path, to: &[Locale]) -> anyhow::Result<Locale> {
    let own = path.file_stem().map(Path::new).and_then(Path::extension);
    let folder = path.parent().and_then(Path::file_name);
    let named = [own, folder].into_iter().flatten().find_map(|tag| {
        let locale = tag.to_str()?.parse().ok()?;
        Locale::TARGETS.contains(&locale).then_some(locale)
    });
    match (named, to) {
        (Some(locale), _) | (None, &[locale]) => Ok(locale),
        _ => anyhow::bail!(
            "{}: its language is not known: give --to en, ja or ko, or call it article.en.html or en/article.html",
            path.display()
        ),
    }
}

/// What a unit is as far as markup tells: what a reader takes from Vietnamese words is prose, as its translation is.
const fn shape(role: Role) -> Role {
    match role {
        Role::Lead | Role::DateLine | Role::Teaser | Role::Byline | Role::RelatedLabel => Role::Paragraph,
        Role::RelatedHeadline => Role::Headline,
        other => other,
    }
}

/// Says where two articles are not built alike.
fn alike(source: &Article, target: &Article) -> Result<(), String> {
    let (mut ours, mut theirs) = (source.units.iter(), target.units.iter());
    loop {
        let (here, there) = match (ours.next(), theirs.next()) {
            (None, None) => return Ok(()),
            (Some(one), Some(other)) if shape(one.role) == shape(other.role) => continue,
            (one, other) => (told(source, one), told(target, other)),
        };
        return Err(format!("{here} where {there}"));
    }
}

fn told(article: &Article, unit: Option<&Unit>) -> String {
    let file = &article.file;
    match unit {
        Some(unit) => {
            let line = LineIndex::new(&article.source).position(&article.source, unit.span.start).line;
            format!("{file}:{line} is a {}", unit.role)
        }
        None => format!("{file} has ended"),
    }
}
