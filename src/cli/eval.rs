//! `anban eval`: backends against reference translations, raw and through the pipeline.

mod aligned;
mod bill;
mod cases;
mod confidence;
mod held_out;
mod measure;
mod page;
mod score;
mod table;

use std::sync::Arc;

use super::{args, context::Context, ledger, output};
use crate::{
    backend::{Settings, meter::Meter},
    locale::Locale,
    pipeline::Purse,
};
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
    // What is set wrongly is told before anything is paid for.
    let mut backends = Vec::new();
    for name in &names {
        // It asks for real, so it is paid for like a run.
        let purse: Arc<Purse> = ledger::purse(context, context.memory(args.memory.clone())?, args.max_cost, name)?;
        let till = Arc::new(Till::new(purse));
        let meter: Arc<dyn Meter> = Arc::<Till>::clone(&till);
        backends.push((name, context.paid_backend(name, &meter)?, till));
    }
    let (mut scores, mut broken) = (Vec::new(), false);
    for (name, backend, till) in &backends {
        let is_paid = |name: &str| context.config.backends.0.get(name.trim()).is_some_and(Settings::is_paid);
        if !name.split(',').any(is_paid) {
            measure::warm_up(&**backend, &locales).await;
        }
        let ways = cases.iter().flat_map(|(locale, cases)| [(*locale, cases, false), (*locale, cases, true)]);
        for (locale, cases, pipeline) in ways {
            let asked = measure::Asked { name, backend: &**backend, till, locale, pipeline };
            match measure::measure(context, &asked, cases, &tools, held_out.as_ref()).await {
                Ok(score) => {
                    eprintln!("{}", table::line(context, &score));
                    scores.push(score);
                }
                // What others were paid for is not lost.
                Err(error) => {
                    eprintln!("anban: {name}: {error:#}");
                    broken = true;
                }
            }
        }
    }
    anyhow::ensure!(!scores.is_empty(), "nothing could be measured");
    if let Some(path) = &args.html {
        output::write(path, page::html(context, &scores)?.as_bytes())?;
    }
    if args.json {
        println!("{}", serde_json::to_string_pretty(&scores)?);
    } else {
        print!("{}", table::table(context, &scores));
    }
    Ok(if broken { 2 } else { u8::from(scores.iter().any(Score::is_bad)) })
}
