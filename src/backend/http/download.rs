//! Fetches a large file, going on where an earlier attempt stopped.

use std::{path::Path, time::Duration};

use reqwest::{Client, StatusCode, header};
use tokio::{fs::OpenOptions, io::AsyncWriteExt as _};

use super::{Fault, retry};

/// What is to be fetched.
#[derive(Clone, Debug)]
pub struct Download<'a> {
    /// Its http(s) address.
    pub url: &'a str,
    /// Where the bytes are gathered; what stands there already is not fetched again.
    pub partial: &'a Path,
    /// How many bytes it has, where known.
    pub bytes: Option<u64>,
    /// How often a broken connection is taken up again.
    pub retries: u32,
    /// Milliseconds before the first retry.
    pub backoff_ms: u64,
}

/// Fetches the file into `partial`; `progress` hears how many bytes are there.
///
/// # Errors
///
/// When the address is wrong, the server refuses, or the connection breaks too often. What was fetched stays.
pub async fn download(what: &Download<'_>, progress: &(dyn Fn(u64) + Sync)) -> Result<(), Fault> {
    let client = Client::builder()
        .connect_timeout(Duration::from_secs(20))
        .read_timeout(Duration::from_secs(60))
        .build()
        .map_err(|error| Fault::Unusable(format!("no HTTP client can be made: {error}")))?;
    let mut tried = 0;
    let mut before = length(what.partial).await;
    loop {
        match part(&client, what, progress).await {
            Ok(()) => return Ok(()),
            Err(retry::Advice::GiveUp(fault)) => return Err(fault),
            Err(retry::Advice::Retry { why, after, .. }) => {
                let now = length(what.partial).await;
                // A connection that brought something does not count as a failure.
                tried = if now > before { 0 } else { tried + 1 };
                before = now;
                if tried > what.retries {
                    return Err(Fault::Failed(format!(
                        "{why}; {now} bytes are kept, run the command again to go on"
                    )));
                }
                tokio::time::sleep(
                    after.unwrap_or_else(|| retry::backoff(what.backoff_ms, tried)).min(Duration::from_secs(60)),
                )
                .await;
            }
        }
    }
}

async fn part(client: &Client, what: &Download<'_>, progress: &(dyn Fn(u64) + Sync)) -> Result<(), retry::Advice> {
    let disk = |error: std::io::Error| {
        retry::Advice::GiveUp(Fault::Unusable(format!("{}: {error}", what.partial.display())))
    };
    let have = length(what.partial).await;
    if what.bytes.is_some_and(|bytes| have >= bytes) {
        return Ok(());
    }
    let mut request = client.get(what.url);
    if have > 0 {
        request = request.header(header::RANGE, format!("bytes={have}-"));
    }
    let shown = what.url.split(['?', '#']).next().unwrap_or_default();
    let mut response = request.send().await.map_err(|error| retry::transport(&error.without_url(), shown))?;
    let goes_on = response.status() == StatusCode::PARTIAL_CONTENT && starts_at(&response, have);
    if response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
        // Nothing is left to fetch; whether it is the right file is for the hash to say.
        return Ok(());
    }
    if !goes_on && response.status() != StatusCode::OK {
        let wait = retry::after(response.headers());
        return Err(retry::advice(response.status(), wait, &[], None, shown));
    }
    let mut file = OpenOptions::new()
        .create(true)
        .write(true)
        .append(goes_on)
        .truncate(!goes_on)
        .open(what.partial)
        .await
        .map_err(disk)?;
    let mut have = if goes_on { have } else { 0 };
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                file.write_all(&chunk).await.map_err(disk)?;
                have += u64::try_from(chunk.len()).unwrap_or_default();
                progress(have);
            }
            Ok(None) => break file.flush().await.map_err(disk),
            Err(error) => {
                file.flush().await.map_err(disk)?;
                return Err(retry::transport(&error.without_url(), shown));
            }
        }
    }
}

fn starts_at(response: &reqwest::Response, have: u64) -> bool {
    let range = response.headers().get(header::CONTENT_RANGE).and_then(|value| value.to_str().ok());
    range.is_some_and(|range| range.starts_with(&format!("bytes {have}-")))
}

async fn length(path: &Path) -> u64 {
    tokio::fs::metadata(path).await.map_or(0, |metadata| metadata.len())
}
