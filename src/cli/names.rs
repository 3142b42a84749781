//! `anban names`: the names in a text and their transcriptions.

use super::{args, context::Context};
use crate::names::Names;

pub(super) fn run(context: &Context, args: &args::Names) -> anyhow::Result<u8> {
    let found = Names::new(&context.config.names).find(&args.text);
    if args.json {
        println!("{}", serde_json::to_string_pretty(&found)?);
        return Ok(0);
    }
    for name in found {
        println!("{}\t{:?}", name.text, name.kind);
        for (locale, rendering) in [("en", &name.en), ("ja", &name.ja), ("ko", &name.ko)] {
            println!("  {locale}  {}  ({:?})", rendering.preferred, rendering.basis);
        }
    }
    Ok(0)
}
