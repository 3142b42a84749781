//! A complete HTML page from an article and its translation.

use serde::Serialize;

use super::{Count, Error, Manuscript, Settings, Templates, inline::to_html, json_ld::json_ld, source::date_text};
use crate::{
    article::{Format, Role},
    locale::{Args, Locale, Messages},
    numbers,
};

/// What a page is made with, beside its manuscript.
pub struct Furniture<'a> {
    /// The newsroom's settings.
    pub settings: &'a Settings,
    /// The house style of dates.
    pub style: &'a numbers::Style,
    /// The words of the edition's language.
    pub messages: &'a Messages,
    /// The templates.
    pub templates: &'a Templates,
}

#[derive(Serialize)]
struct Page<'a> {
    lang: &'a str,
    title: String,
    publication: &'a str,
    description: Option<String>,
    headline: Option<String>,
    date: Option<String>,
    date_iso: Option<String>,
    lead: Option<String>,
    byline: Option<String>,
    blocks: Vec<Block>,
    related: Vec<String>,
    more: Vec<Teaser>,
    editions: Vec<Link>,
    address: String,
    count: Count,
    disclosure: Option<String>,
    pending: Option<String>,
    revised: Option<String>,
    json_ld: String,
    say: Words,
}

/// The page's own words.
#[derive(Serialize)]
struct Words {
    related: String,
    more: String,
    photo: String,
    editions: String,
    skip: String,
    translated_from: String,
    provenance: String,
}

#[derive(Serialize)]
struct Link {
    locale: Locale,
    name: String,
    href: String,
    absolute: String,
    current: bool,
}

#[derive(Serialize)]
struct Teaser {
    headline: String,
    text: Option<String>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Block {
    Paragraph { html: String },
    Heading { level: u8, html: String },
    Quote { html: String },
    List { items: Vec<String> },
    Cells { items: Vec<String> },
    Figure { caption: Option<String> },
    Notes { items: Vec<String> },
}

/// The page of `manuscript`; `folder` is the article's folder below the output folder.
///
/// # Errors
/// A template that does not render.
pub fn page(manuscript: &Manuscript<'_>, folder: &str, furniture: &Furniture<'_>) -> Result<String, Error> {
    let Furniture { settings, style, messages, templates } = furniture;
    let say = |id: &str| messages.say(id);
    let absolute = |href: &str| match settings.base_url.trim_end_matches('/') {
        "" => href.to_owned(),
        base => format!("{base}/{folder}/{href}"),
    };
    let own = manuscript.siblings.iter().find(|sibling| sibling.locale == manuscript.locale);
    let address = own.map(|own| absolute(&own.href)).unwrap_or_default();
    let date_line = manuscript.article.units.iter().find(|unit| unit.role == Role::DateLine);
    let date = date_line.and_then(|unit| date_text(&unit.content.text, manuscript.locale, style));
    let date_iso = date_line.and_then(|unit| date_iso(&unit.content.text));
    let count = manuscript.count();
    let headline = manuscript.text_of(Role::Headline);
    let Body { lead, byline, blocks, related, more, headline: headline_html } = body(manuscript);
    let page = Page {
        lang: manuscript.locale.tag(),
        title: headline.or_else(|| manuscript.text_of(Role::Title)).unwrap_or_else(|| folder.to_owned()),
        publication: &settings.publication,
        description: manuscript.text_of(Role::Lead).or_else(|| manuscript.text_of(Role::Description)),
        headline: headline_html,
        date,
        json_ld: json_ld(manuscript, settings, date_iso.as_deref(), &address),
        date_iso,
        lead,
        byline,
        blocks,
        related,
        more,
        editions: manuscript
            .siblings
            .iter()
            .map(|sibling| Link {
                locale: sibling.locale,
                name: say(&format!("edition-language-{}", sibling.locale)),
                href: sibling.href.clone(),
                absolute: absolute(&sibling.href),
                current: sibling.locale == manuscript.locale,
            })
            .collect(),
        address,
        count,
        disclosure: (count.machine > 0).then(|| say("edition-disclosure")),
        pending: (count.pending > 0).then(|| {
            let mut args = Args::new();
            args.set("pending", count.pending);
            args.set("segments", count.segments);
            messages.say_with("edition-pending", &args)
        }),
        revised: manuscript.revision.as_ref().map(|revision| {
            let mut args = Args::new();
            for (name, count) in ["changed", "added", "removed"].into_iter().zip(revision.count()) {
                args.set(name, count);
            }
            messages.say_with("edition-revised", &args)
        }),
        say: Words {
            related: say("edition-related"),
            more: say("edition-more"),
            photo: say("edition-photo"),
            editions: say("edition-editions"),
            skip: say("edition-skip"),
            translated_from: say("edition-translated-from"),
            provenance: say("edition-provenance"),
        },
    };
    templates.render("page.html", &page)
}

#[derive(Default)]
struct Body {
    headline: Option<String>,
    lead: Option<String>,
    byline: Option<String>,
    blocks: Vec<Block>,
    related: Vec<String>,
    more: Vec<Teaser>,
}

/// The units in their places on the page.
fn body(manuscript: &Manuscript<'_>) -> Body {
    let mut body = Body::default();
    let units = &manuscript.article.units;
    let mut image = false;
    for (at, unit) in units.iter().enumerate() {
        let format = manuscript.article.format;
        let html = || {
            let content = manuscript.unit(at, Format::Html);
            to_html(content.as_ref().unwrap_or(&unit.content), format)
        };
        let pictured = std::mem::take(&mut image);
        match unit.role {
            Role::Headline => body.headline = Some(html()),
            Role::Lead => body.lead = Some(html()),
            Role::Byline => body.byline = Some(html()),
            Role::Image => {
                // A picture's place before a related headline is that headline's thumbnail, not a figure.
                if units.get(at + 1).is_none_or(|next| next.role != Role::RelatedHeadline) {
                    body.blocks.push(Block::Figure { caption: None });
                    image = true;
                }
            }
            Role::Caption if pictured => {
                if let Some(Block::Figure { caption }) = body.blocks.last_mut() {
                    *caption = Some(html());
                }
            }
            Role::Caption => body.blocks.push(Block::Figure { caption: Some(html()) }),
            Role::RelatedHeadline => match units.get(at + 1).map(|next| next.role) {
                Some(Role::Teaser) => body.more.push(Teaser { headline: html(), text: None }),
                _ => body.related.push(html()),
            },
            Role::Teaser => match body.more.last_mut() {
                Some(teaser) if teaser.text.is_none() => teaser.text = Some(html()),
                _ => body.more.push(Teaser { headline: String::new(), text: Some(html()) }),
            },
            Role::Heading { level } => body.blocks.push(Block::Heading { level: level.clamp(2, 6), html: html() }),
            Role::Paragraph => body.blocks.push(Block::Paragraph { html: html() }),
            Role::Quote => body.blocks.push(Block::Quote { html: html() }),
            Role::ListItem => gather(&mut body.blocks, html(), |items| Block::List { items }),
            Role::TableCell => gather(&mut body.blocks, html(), |items| Block::Cells { items }),
            Role::Footnote => gather(&mut body.blocks, html(), |items| Block::Notes { items }),
            Role::DateLine
            | Role::RelatedLabel
            | Role::Title
            | Role::Description
            | Role::Attribute
            | Role::Running => {}
        }
    }
    body
}

/// Adds an item to the list that ends `blocks`, or begins one.
fn gather(blocks: &mut Vec<Block>, html: String, begin: fn(Vec<String>) -> Block) {
    let fresh = begin(Vec::new());
    if let Some(last) = blocks.last_mut()
        && std::mem::discriminant(last) == std::mem::discriminant(&fresh)
        && let Block::List { items } | Block::Cells { items } | Block::Notes { items } = last
    {
        items.push(html);
        return;
    }
    blocks.push(begin(vec![html]));
}

/// The date of a date line as RFC 3339 writes it, in Vietnam's time (UTC+7) where it has a time of day.
fn date_iso(line: &str) -> Option<String> {
    numbers::date_line(line, Locale::Vi)?.iso("+07:00")
}
