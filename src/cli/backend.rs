//! `anban backend`: list and test.

use std::sync::Arc;

use super::{args, context::Context, ledger};
use crate::{
    article::{Content, Role},
    backend::meter::Meter,
    locale::{Args, Locale},
    numbers,
    pipeline::{PreparedSegment, request},
    segment::{ContextKey, Segment, SegmentKey},
    text::Span,
};

/// The sentence a backend is tried with.
const SENTENCE: &str = "Tỉnh Bắc Giang đã thu hút được hơn 200 dự án FDI.";

pub(super) async fn run(context: &Context, verb: args::Backend) -> anyhow::Result<u8> {
    match verb {
        args::Backend::List => {
            for name in context.config.backends.0.keys() {
                let chosen = if *name == context.config.translate.backend { "*" } else { " " };
                match context.backend(name) {
                    Ok(backend) => {
                        let offer = backend.offer();
                        let price = match offer.price {
                            Some(price) => format!("{} {}", price.currency, price.date),
                            None if context.config.backends.0[name].is_paid() => {
                                context.messages.say("price-unknown")
                            }
                            None => context.messages.say("price-none"),
                        };
                        let (terms, markup) = (format!("{:?}", offer.terms), format!("{:?}", offer.markup));
                        let model = backend.model().unwrap_or("–");
                        println!("{chosen} {name}\t{model}\t{terms}\t{markup}\t{price}");
                    }
                    Err(error) => println!("{chosen} {name}\t{error:#}"),
                }
            }
            Ok(0)
        }
        args::Backend::Test { name } => {
            let name = name.unwrap_or_else(|| context.chosen(None).into_owned());
            // It asks for real, so it is paid for like a run.
            let purse = ledger::purse(context, context.memory(None)?, None, &name)?;
            let meter: Arc<dyn Meter> = purse;
            let backend = context.paid_backend(&name, &meter)?;
            println!("{name}: {}", backend.probe().await?);
            let tools = context.tools()?;
            let content = Content::plain(SENTENCE);
            let segment = PreparedSegment {
                segment: Segment { span: Span::new(0, SENTENCE.len()), content: content.clone() },
                key: SegmentKey::new(Locale::Vi, &content),
                context: ContextKey::new(None, None),
                terms: tools.glossary.find(SENTENCE),
                names: tools.names.find(SENTENCE),
                figures: numbers::parse(SENTENCE, Locale::Vi),
                text: content,
            };
            println!("vi  {SENTENCE}");
            let mut failed = false;
            for locale in backend.capabilities().targets {
                let request = request(&segment, Role::Paragraph, None, locale, &tools);
                match backend.translate(std::slice::from_ref(&request)).await.pop() {
                    Some(Ok(reply)) => println!("{locale}  {}", reply.text),
                    Some(Err(error)) => {
                        failed = true;
                        let mut args = Args::new();
                        args.set("error", error.to_string());
                        println!("{locale}  {}", context.messages.say_with("backend-failed", &args));
                    }
                    None => failed = true,
                }
            }
            Ok(u8::from(failed))
        }
    }
}
