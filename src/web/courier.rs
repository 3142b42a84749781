//! Tells hooks of complete editions: signed, tried again with growing pauses, never to an address inside.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use reqwest::{Client, Url, redirect};
use sha2::Sha256;

use super::{App, Settings, live::Signal};
use crate::review::Due;

/// How often a delivery is tried; with the pauses doubling from one second that is a little over an hour.
const ATTEMPTS: u32 = 13;
/// How long a receiver may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often the desk looks for what is to be done.
const TICK: Duration = Duration::from_millis(500);

impl App {
    /// Looks after what comes from outside and goes there, for as long as the desk runs: fetches what workers have
    /// done, and tells the hooks.
    pub async fn look_after_outside(self: Arc<Self>) {
        let mut ticks = tokio::time::interval(TICK);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            match self.desk.collect().await {
                Ok(0) => {}
                Ok(_) => {
                    let _ = self.live.send(Signal::Acts);
                }
                Err(error) => tracing::warn!("what was handed over cannot be looked after: {error}"),
            }
            match self.desk.ledger.due(16).await {
                Ok(due) => drop(futures::future::join_all(due.iter().map(|one| self.deliver(one))).await),
                Err(error) => tracing::warn!("the hooks cannot be told: {error}"),
            }
        }
    }

    async fn deliver(&self, due: &Due) {
        let (status, error) = match send(due, &self.settings).await {
            Ok(status) if (200..300).contains(&status) => (Some(status), None),
            Ok(status) => (Some(status), Some(format!("the receiver answered {status}"))),
            Err(why) => (None, Some(why)),
        };
        let again = (due.attempts + 1 < ATTEMPTS).then(|| 1000_i64 << due.attempts.min(12));
        if let Err(error) = self.desk.ledger.note_attempt(due.id, status, error.as_deref(), again).await {
            tracing::warn!("a delivery cannot be noted: {error}");
        }
    }
}

async fn send(due: &Due, settings: &Settings) -> Result<u16, String> {
    let (url, addresses) = may_reach(&due.url, settings).await?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let client = Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .timeout(PATIENCE)
        // The very addresses that were looked at: a name may mean another by now.
        .resolve_to_addrs(&host, &addresses)
        .build()
        .map_err(|error| error.to_string())?;
    let time = Timestamp::now().as_second();
    let request = client
        .post(url)
        .header("content-type", "application/json")
        .header("user-agent", concat!("anban/", env!("CARGO_PKG_VERSION")))
        .header("x-anban-delivery", due.id.to_string())
        .header("x-anban-signature", format!("t={time},v1={}", signature(&due.secret, time, &due.body)))
        .body(due.body.clone());
    // The answer's body is not read: nobody inside learns what stands there.
    request.send().await.map(|answer| answer.status().as_u16()).map_err(|error| error.without_url().to_string())
}

/// The signature of `body` at `time` (seconds since 1970): HMAC-SHA256 over `TIME.BODY`, hexadecimal. A receiver
/// computes it again and refuses what is older than a few minutes.
#[must_use]
pub fn signature(secret: &str, time: i64, body: &str) -> String {
    // HMAC takes keys of any length (RFC 2104).
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(format!("{time}.{body}").as_bytes());
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The address as it may be called, and where its host stands; why it may not be, for people.
pub(super) async fn may_reach(url: &str, settings: &Settings) -> Result<(Url, Vec<SocketAddr>), String> {
    if url.len() > 2000 {
        return Err("an address has at most 2000 characters".to_owned());
    }
    let url = Url::parse(url).map_err(|error| format!("no address: {error}"))?;
    if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some() {
        return Err("an address begins with https:// or http:// and holds no password".to_owned());
    }
    let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
        return Err("an address names a host".to_owned());
    };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let found = tokio::net::lookup_host((bare, port)).await;
    let addresses: Vec<SocketAddr> = found.map_err(|_| format!("there is no host {host}"))?.collect();
    let inside = addresses.is_empty() || addresses.iter().any(|one| !is_public(one.ip()));
    if inside && !settings.hook_hosts.contains(&format!("{host}:{port}")) {
        return Err(format!(
            "{host}:{port} is inside; a host inside is reached only where hook-hosts under [desk] names it"
        ));
    }
    Ok((url, addresses))
}

/// Whether an address is one of the public internet: no private, local, shared, multicast, documentation or reserved
/// one (IANA IPv4 and IPv6 Special-Purpose Address Registries), and no IPv6 form of one.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || a == 0
        || a >= 224
        || (a == 100 && b & 0xc0 == 64)
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && b & 0xfe == 18);
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let part = address.segments();
    // Only 2000::/3 is given out; in it 2001::/23, 2001:db8::/32, 2002::/16 and 3fff::/20 are special, and 64:ff9b::/96
    // and mapped addresses stand outside of it.
    let special = (part[0] == 0x2001 && (part[1] < 0x200 || part[1] == 0xdb8))
        || part[0] == 0x2002
        || (part[0] == 0x3fff && part[1] < 0x1000);
    part[0] & 0xe000 == 0x2000 && !special
}
