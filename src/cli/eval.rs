//! `anban eval`: backends against reference translations, raw and through the pipeline.

mod aligned;
mod bill;
mod cases;
mod held_out;
mod measure;
mod page;
mod score;
mod table;

use std::sync::Arc;

use super::{args, context::Context, ledger, output};
use crate::{backend::meter::Meter, locale::Locale, pipeline::Purse};
use bill::Till;
use cases::{Case, Material};
use score::Score;

pub(super) async fn run(context: &Context, args: args::Eval) -> anyhow::Result<u8> {
    let tools = context.tools()?;
    let locales = if args.to.is_empty() { Locale::TARGETS.to_vec() } else { args.to.clone() };
    let (material, held_out) = match args.reviewed {
        true => {
            let (material, held_out) = held_out::read(context, &args, &locales).await?;
            (material, Some(held_out))
        }
        false => (Material::read(context, &args.files, &args.to)?, None),
    };
    let mut cases: Vec<(Locale, Vec<Case>)> = Vec::new();
    for &locale in &locales {
        let own = material.cases(context, locale, &tools, args.limit)?;
        if !own.is_empty() {
            cases.push((locale, own));
        }
    }
    anyhow::ensure!(
        !cases.is_empty(),
        match args.reviewed {
            true => "the memory has no reviewed translations into the languages asked for",
            false => "the files have no translations into the languages asked for",
        }
    );
    let chosen = context.chosen(None).into_owned();
    let names = if args.backend.is_empty() { vec![chosen] } else { args.backend.clone() };
    let mut scores = Vec::new();
    for name in &names {
        // It asks for real, so it is paid for like a run.
        let purse: Arc<Purse> = ledger::purse(context, context.memory(args.memory.clone())?, args.max_cost, name)?;
        let till = Arc::new(Till::new(purse));
        let meter: Arc<dyn Meter> = Arc::<Till>::clone(&till);
        let backend = context.paid_backend(name, &meter)?;
        for (locale, cases) in &cases {
            // Raw first: a service that keeps a glossary gets it for the pipeline only.
            for pipeline in [false, true] {
                let asked = measure::Asked { name, backend: &*backend, till: &till, locale: *locale, pipeline };
                scores.push(measure::measure(context, &asked, cases, &tools, held_out.as_ref()).await?);
            }
        }
    }
    if let Some(path) = &args.html {
        output::write(path, page::html(context, &scores)?.as_bytes())?;
    }
    if args.json {
        println!("{}", serde_json::to_string_pretty(&scores)?);
    } else {
        print!("{}", table::table(context, &scores));
    }
    Ok(u8::from(scores.iter().any(Score::is_bad)))
}
