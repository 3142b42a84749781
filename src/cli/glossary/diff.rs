//! `anban glossary diff`: what a change touches before it is merged.

use serde_json::json;

use super::{revision, touched::Touched};
use crate::{
    cli::{args::GlossaryDiff, context::Context},
    glossary::Changes,
    locale::Args,
};

pub(super) async fn run(context: &Context, args: GlossaryDiff) -> anyhow::Result<u8> {
    let folder = context.path(&context.config.paths.glossary);
    let today = jiff::Zoned::now().date();
    let new_name = args.new.clone().unwrap_or_else(|| folder.to_string_lossy().into_owned());
    let old = revision::glossary(&args.old, &folder)?.on(today);
    let new = revision::glossary(&new_name, &folder)?.on(today);
    let changes = Changes::between(&old, &new);
    let mut touched = Touched::default();
    if context.memory_path(args.memory.clone()).exists() {
        touched.rows(&*context.memory(args.memory.clone())?, &old, &new).await?;
    }
    let editions = args.editions.clone().unwrap_or_else(|| context.path(&context.config.paths.editions));
    if args.editions.is_some() || editions.is_dir() {
        touched.editions(&editions, &old, &new)?;
    }
    let price = args.price.map(|price| (price * touched.characters() as f64 / 1e6 * 100.0).round() / 100.0);
    if args.json {
        let document = json!({
            "format": 1, "old": args.old, "new": new_name, "terms": changes, "touched": touched, "price": price,
        });
        println!("{}", serde_json::to_string_pretty(&document)?);
    } else {
        print(context, &changes, &touched, price);
    }
    Ok(u8::from(args.fail_on_reviewed && touched.approved() > 0))
}

fn print(context: &Context, changes: &Changes, touched: &Touched, price: Option<f64>) {
    let say = |id: &str, values: &[(&'static str, String)]| {
        let mut args = Args::new();
        for (name, value) in values {
            args.set(*name, value.as_str());
        }
        println!("{}", context.messages.say_with(id, &args));
    };
    for (mark, ids) in [('+', &changes.added), ('-', &changes.removed)] {
        for id in ids {
            println!("{mark} {id}");
        }
    }
    for change in &changes.changed {
        println!("~ {}", change.id);
        for field in &change.fields {
            let removed = field.removed.iter().map(|value| format!("-{value:?}"));
            let added = field.added.iter().map(|value| format!("+{value:?}"));
            println!("    {}: {}", field.key, removed.chain(added).collect::<Vec<_>>().join(" "));
        }
    }
    let count = |list: usize| list.to_string();
    say(
        "glossary-diff-terms",
        &[
            ("added", count(changes.added.len())),
            ("removed", count(changes.removed.len())),
            ("changed", count(changes.changed.len())),
        ],
    );
    for (locale, rows) in &touched.locales {
        let values = [
            ("language", context.messages.say(&format!("language-{locale}"))),
            ("segments", count(rows.segments)),
            ("again", count(rows.again)),
            ("characters", count(rows.characters)),
            ("words", count(rows.words)),
            ("reviewed", count(rows.reviewed)),
            ("final", count(rows.closed)),
            ("person", count(rows.person)),
        ];
        say("glossary-diff-rows", &values);
    }
    let counts = [("editions", count(touched.editions.len())), ("articles", count(touched.articles.len()))];
    say("glossary-diff-editions", &counts);
    for edition in &touched.editions {
        println!("    {edition}");
    }
    match price {
        Some(price) => say("glossary-diff-price", &[("price", format!("{price:.2}"))]),
        None => say("glossary-diff-price-unknown", &[]),
    }
}
