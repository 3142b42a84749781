//! x
pub(super) async fn run(_: &super::context::Context, _: super::args::Model) -> anyhow::Result<u8> { Ok(0) }
