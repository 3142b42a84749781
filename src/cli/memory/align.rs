//! `anban memory align`: a published article and its translation into rows.

use std::path::Path;

use anyhow::Context as _;
use serde::Serialize;

use super::super::args::MemoryAlign;
use crate::{
    article::{self, Content},
    cli::{context::Context, inputs::bytes},
    locale::{Args, Locale},
    memory::{
        NewRow, Origin, State, Who,
        exchange::align::{LONGEST, Sentence, align},
    },
    numbers,
    pipeline::{PreparedSegment, Tools, prepare},
    segment::{ContextKey, SegmentKey, Segmenter, built_in_rules},
};

/// A pair of sentences as it is shown.
#[derive(Serialize)]
struct Pair {
    source: String,
    target: String,
    /// Of 100.
    confidence: u8,
    taken: bool,
}

pub(super) async fn run(context: &Context, args: MemoryAlign) -> anyhow::Result<u8> {
    let tools = context.tools()?;
    let source = read(context, &args.source)?;
    let prepared = prepare(source, &tools);
    let segments: Vec<&PreparedSegment> = prepared.segments().map(|(_, _, segment)| segment).collect();
    let target = sentences(context, &read(context, &args.target)?, args.to)?;
    let from: Vec<Sentence> = segments.iter().map(|segment| of_source(segment, args.to, &tools)).collect();
    let to: Vec<Sentence> = target.iter().map(|content| of_target(content, args.to)).collect();
    let beads = align(&from, &to)
        .with_context(|| format!("an article with more than {LONGEST} sentences is not aligned; cut it in parts"))?;
    let mut pairs = Vec::new();
    let mut rows = Vec::new();
    let mut left = 0;
    for bead in beads {
        if bead.source.is_empty() || bead.target.is_empty() {
            left += bead.source.len() + bead.target.len();
            continue;
        }
        let group = segments.get(bead.source.clone()).unwrap_or_default();
        let translation = joined(target.get(bead.target.clone()).unwrap_or_default(), args.to);
        let percent = (bead.confidence * 100.0).round().clamp(0.0, 100.0) as u8;
        // Several sentences are no segment: articles are cut into sentences, so such a row would never be asked for.
        let taken = percent >= args.min && group.len() == 1;
        if let ([segment], true) = (group, taken) {
            rows.push(row(segment, &translation, &args, &tools));
        }
        let shown: Vec<String> = group.iter().map(|segment| segment.text.visible()).collect();
        pairs.push(Pair { source: shown.join(" "), target: translation.visible(), confidence: percent, taken });
    }
    if !args.dry_run {
        context.memory(args.at.memory.clone())?.commit(&rows).await?;
    }
    if args.at.json {
        println!("{}", serde_json::to_string_pretty(&pairs)?);
        return Ok(0);
    }
    for pair in &pairs {
        let mark = if pair.taken { '+' } else { '-' };
        println!("{mark} {:>3} %  {}\n         {}", pair.confidence, pair.source, pair.target);
    }
    let taken = pairs.iter().filter(|pair| pair.taken).count();
    let mut words = Args::new();
    words.set("pairs", pairs.len());
    words.set("taken", taken);
    words.set("doubtful", pairs.len() - taken);
    words.set("left", left);
    println!("{}", context.messages.say_with("exchange-aligned", &words));
    Ok(0)
}

fn read(context: &Context, path: &Path) -> anyhow::Result<article::Article> {
    let bytes = bytes(path, &context.config.article).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(article::read(&path.display().to_string(), &bytes, None, &context.config.article)?)
}

/// The sentences of the translation's units.
fn sentences(context: &Context, article: &article::Article, locale: Locale) -> anyhow::Result<Vec<Content>> {
    let settings = crate::segment::Settings { soft_split_above: 0, ..context.config.segment.clone() };
    let segmenter = Segmenter::from_srx(built_in_rules(locale), locale.tag(), &settings)
        .context("the sentence rules cannot be used")?;
    let units = article.units.iter().filter(|unit| unit.role.is_translated());
    Ok(units.flat_map(|unit| segmenter.segments(&unit.content)).map(|segment| segment.content).collect())
}

fn joined(parts: &[Content], locale: Locale) -> Content {
    let mut whole = Content::default();
    for part in parts {
        if !whole.text.is_empty() && locale != Locale::Ja {
            whole.text.push(' ');
        }
        whole.append(part);
    }
    whole
}

fn figures(text: &str, locale: Locale) -> Vec<String> {
    numbers::parse(text, locale).iter().map(|figure| format!("{:?}", figure.value)).collect()
}

fn of_source(segment: &PreparedSegment, to: Locale, tools: &Tools) -> Sentence {
    let text = segment.text.visible();
    let terms = tools.glossary.hints(&segment.terms, to).into_iter().map(|hint| vec![hint.rendering]);
    let names = segment.names.iter().filter_map(|name| name.rendering(to)).map(|form| vec![form.preferred.clone()]);
    Sentence {
        length: text.chars().count(),
        figures: figures(&text, Locale::Vi),
        renderings: terms.chain(names).collect(),
        text: String::new(),
    }
}

fn of_target(content: &Content, locale: Locale) -> Sentence {
    let text = content.visible();
    Sentence { length: text.chars().count(), figures: figures(&text, locale), renderings: Vec::new(), text }
}

fn row(segment: &PreparedSegment, target: &Content, args: &MemoryAlign, tools: &Tools) -> NewRow {
    let file = args.target.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // Codes of the published page are not the source's; without any the row serves wherever the text does.
    let same = segment.text.codes == target.codes;
    let (source, target) = if same {
        (segment.text.clone(), target.clone())
    } else {
        (Content::plain(segment.text.visible()), Content::plain(target.visible()))
    };
    let key = SegmentKey::new(Locale::Vi, &source);
    let context: ContextKey = if key == segment.key { segment.context } else { crate::memory::NO_CONTEXT };
    NewRow {
        key,
        context,
        locale: args.to,
        source,
        target,
        state: State::from(args.state),
        origin: Origin { who: Who::Import, name: args.name.clone().unwrap_or(file), model: None, prompt: None },
        fingerprint: tools.glossary.fingerprint(&segment.terms, args.to),
        findings: Vec::new(),
        expected: None,
    }
}
