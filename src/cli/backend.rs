//! `anban backend`: list and test.

use super::{args, context::Context};
use crate::{
    article::{Content, Role},
    locale::{Args, Locale},
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
                    Ok(backend) => println!("{chosen} {name}\t{}", backend.model().unwrap_or("–")),
                    Err(error) => println!("{chosen} {name}\t{error:#}"),
                }
            }
            Ok(0)
        }
        args::Backend::Test { name } => {
            let name = name.unwrap_or_else(|| context.config.translate.backend.clone());
            let backend = context.backend(&name)?;
            println!("{name}: {}", backend.probe().await?);
            let tools = context.tools()?;
            let content = Content::plain(SENTENCE);
            let segment = PreparedSegment {
                segment: Segment { span: Span::new(0, SENTENCE.len()), content: content.clone() },
                key: SegmentKey::new(Locale::Vi, &content),
                context: ContextKey::new(None, None),
                terms: tools.glossary.find(SENTENCE),
                names: tools.names.find(SENTENCE),
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
