//! `anban names`: the names in a text and their transcriptions.

use std::sync::Arc;

use super::{args, context::Context};
use crate::{
    glossary::{Renderings, Term},
    locale::{Args, Locale},
    names::{Basis, NameUse, Names, Rendering},
};

pub(super) fn run(context: &Context, args: &args::Names) -> anyhow::Result<u8> {
    let glossary = context.tools()?.glossary;
    let terms = glossary.find(&args.text);
    let mut found = Names::new(&context.config.names).find(&args.text);
    for name in &mut found {
        let own = terms.iter().find(|term| term.span == name.span);
        if let Some(term) = own.and_then(|term| glossary.terms().get(term.term)) {
            overrule(name, term);
        }
    }
    // A name inside a longer term is said as the term says it.
    found.retain(|name| !terms.iter().any(|term| term.span != name.span && term.span.contains(name.span)));
    if args.json {
        println!("{}", serde_json::to_string_pretty(&found)?);
        return Ok(0);
    }
    for name in &found {
        let mut args = Args::new();
        args.set("name", name.text.as_str());
        args.set("kind", name.kind.name());
        println!("{}", context.messages.say_with("name-found", &args));
        for locale in Locale::TARGETS {
            let Some(rendering) = name.rendering(locale) else { continue };
            let basis = context.messages.say(&format!("name-basis-{}", rendering.basis.name()));
            println!("  {locale}  {}  ({basis})", rendering.preferred);
        }
    }
    Ok(0)
}

/// The glossary's renderings go before the exceptions and the rules.
fn overrule(name: &mut NameUse, term: &Term) {
    let said = |renderings: &Renderings| {
        let text = |form: &crate::glossary::Form| form.text.clone();
        let right = std::iter::once(&renderings.preferred).chain(&renderings.also).map(text).collect();
        Arc::new(Rendering::new(right, renderings.forbid.iter().map(text).collect(), Basis::Glossary))
    };
    for (locale, rendering) in [(Locale::En, &mut name.en), (Locale::Ja, &mut name.ja), (Locale::Ko, &mut name.ko)] {
        if let Some(renderings) = term.renderings(locale) {
            *rendering = said(renderings);
        }
    }
}
