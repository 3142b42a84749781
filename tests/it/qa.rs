//! The rules from outside.

mod alarms;
mod cases;
mod catalogue;
mod compared;
mod manual;
mod markup;
mod pages;
mod together;

use std::{fs, path::Path};

use anban::{
    article::{Content, Role},
    diagnostic::{Finding, Fix, Levels},
    glossary::Glossary,
    locale::Locale,
    names::Names,
    numbers, qa,
};

/// What the checks need, with the repository's own glossary.
struct Desk {
    glossary: Glossary,
    names: Names,
    style: qa::Settings,
    levels: Levels,
}

impl Desk {
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("glossary");
        let mut files: Vec<(String, String)> = fs::read_dir(folder)
            .expect("the glossary can be read")
            .map(|entry| {
                let path = entry.expect("the glossary can be read").path();
                (path.display().to_string(), fs::read_to_string(&path).expect("a glossary file"))
            })
            .filter(|(name, _)| name.ends_with(".toml"))
            .collect();
        files.sort();
        let glossary = Glossary::parse(&files).expect("the glossary is well formed");
        Self { glossary, names: Names::default(), style: qa::Settings::default(), levels: Levels::default() }
    }

    fn check(&self, source: &str, target: &str, locale: Locale, role: Role) -> Vec<Finding> {
        self.check_content(&Content::plain(source), &Content::plain(target), locale, role)
    }

    fn check_content(&self, source: &Content, target: &Content, locale: Locale, role: Role) -> Vec<Finding> {
        let terms = self.glossary.find(&source.text);
        let mut names = self.names.find(&source.text);
        names.retain(|name| !terms.iter().any(|term| term.span.contains(name.span)));
        let figures = numbers::parse(&source.text, Locale::Vi);
        let facts = qa::Facts {
            glossary: &self.glossary,
            terms: &terms,
            names: &self.names,
            found: &names,
            figures: &figures,
        };
        qa::check_in_style(&qa::Pair { source, target, locale, role }, &facts, &self.style, &self.levels)
    }

    fn codes(&self, source: &str, target: &str, locale: Locale) -> Vec<String> {
        self.check(source, target, locale, Role::Paragraph).into_iter().map(|finding| finding.code).collect()
    }
}

/// The role that [`Role`] prints so.
fn role(name: &str) -> Role {
    match name {
        "headline" => Role::Headline,
        "lead" => Role::Lead,
        "caption" => Role::Caption,
        "paragraph" => Role::Paragraph,
        "list-item" => Role::ListItem,
        "quote" => Role::Quote,
        "heading" => Role::Heading { level: 2 },
        "byline" => Role::Byline,
        other => panic!("no role {other:?}"),
    }
}

/// `text` with `\u{…}` turned into characters.
fn unescaped(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (hex, rest) = part.split_once('}').expect("an escape ends");
        out.push(u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).expect("a character"));
        out.push_str(rest);
    }
    out
}

/// `text` after all fixes that do not overlap.
fn apply<'a>(text: &str, fixes: impl Iterator<Item = &'a Fix>) -> String {
    let mut fixes: Vec<&Fix> = fixes.collect();
    fixes.sort_by_key(|fix| (fix.span.start, fix.span.end));
    let mut out = String::new();
    let mut done = 0;
    for fix in fixes {
        if fix.span.start >= done {
            out.push_str(&text[done..fix.span.start]);
            out.push_str(&fix.replacement);
            done = fix.span.end;
        }
    }
    out + &text[done..]
}
