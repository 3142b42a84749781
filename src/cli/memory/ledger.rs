//! `anban memory ledger`.

use super::super::args::AtMemory;
use crate::cli::{context::Context, ledger};

pub(super) async fn run(context: &Context, since: Option<&str>, at: AtMemory) -> anyhow::Result<u8> {
    let lines = context.standing_memory(at.memory)?.ledger(since).await?;
    ledger::print(context, &lines, at.json)?;
    Ok(0)
}
