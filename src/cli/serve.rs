//! `anban serve`: the review desk in a browser.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use anyhow::Context as _;

use super::{args, context::Context, ledger as spending, translate};
use crate::{
    backend::meter::Meter,
    config::{self, OutputFormat},
    edition::Templates,
    locale::Args,
    memory,
    pipeline::{Again, Purse},
    review::{Desk, Ledger, Press, Settings},
    web::{App, routes},
};

pub(super) async fn run(context: &Context, args: args::Serve) -> anyhow::Result<u8> {
    let memory = context.memory_path(args.memory.clone());
    let (indexes, queued) = (context.beside_memory(args.memory.clone()), args.memory.clone());
    let ledger = Ledger::open(&indexes.with_file_name("review.db"))?;
    let store = context.memory(args.memory)?;
    let config = &context.config;
    let templates = match config.paths.templates.as_os_str().is_empty() {
        true => Templates::new(Vec::new())?,
        false => Templates::new(config::templates(&context.path(&config.paths.templates))?)?,
    };
    let settings = Settings {
        editions: args.out.unwrap_or_else(|| context.path(&config.paths.editions)),
        article: config.article.clone(),
        edition: config.edition.clone(),
        min_state: config.translate.min_state,
        pages: config.translate.format == OutputFormat::Page,
        templates,
    };
    let names = context.chosen(None).into_owned();
    let mut desk = Desk::new(context.tools()?, Arc::clone(&store), ledger, settings).with_indexes_beside(indexes);
    match spending::purse(context, store, None, &names) {
        Ok(purse) => {
            let own = context.clone();
            desk = desk.with_backend(Box::new(move || {
                let meter: Arc<dyn Meter> = Arc::<Purse>::clone(&purse);
                own.paid_backend(&names, &meter).map(Again::new).map_err(|error| format!("{error:#}"))
            }));
        }
        Err(error) => tracing::warn!("no backend can be asked from the desk: {error:#}"),
    }
    if memory::is_address(&memory) {
        desk = desk.with_press(press(context, queued)?);
    }
    let app = App::new(desk, context.messages.locale()).map_err(anyhow::Error::msg)?;
    let app = Arc::new(app.with_settings(config.desk.clone()));
    if let Some(name) = args.key_for {
        let key =
            app.key_for(&name).await?.with_context(|| format!("there is nobody called {name:?} at this desk"))?;
        println!("{key}");
        return Ok(0);
    }
    let listener = tokio::net::TcpListener::bind(args.listen)
        .await
        .with_context(|| format!("cannot listen on {}: is something else there? Give --listen ADDR", args.listen))?;
    let address: SocketAddr = listener.local_addr()?;
    let root = format!("http://{address}");
    let say = |id: &str, value: String| {
        let mut args = Args::new();
        args.set("address", value);
        context.messages.say_with(id, &args)
    };
    println!("{}", say("review-listening", root.clone()));
    if let Some(link) = app.setup_link(&root).await.map_err(anyhow::Error::msg)? {
        println!("{}", say("review-setup-link", link));
    }
    let warm = Arc::clone(&app);
    tokio::spawn(async move { warm.warm().await });
    let stop = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    // Event streams never end by themselves, so that a graceful end would wait for every browser.
    let service = routes(Arc::clone(&app)).into_make_service_with_connect_info::<SocketAddr>();
    tokio::select! {
        done = axum::serve(listener, service) => done?,
        () = app.look_after_outside() => {}
        () = stop => {}
    }
    Ok(0)
}

/// Where programs hand articles over.
fn press(context: &Context, memory: Option<PathBuf>) -> anyhow::Result<Press> {
    let articles = context.beside_memory(memory.clone()).with_file_name("articles");
    let wishes = translate::Wishes::new(context);
    Ok(Press {
        queue: context.queue(memory)?,
        articles: std::path::absolute(articles)?,
        wish: Box::new(move |folder, to| wishes.json(folder, to).map_err(|error| error.to_string())),
    })
}
