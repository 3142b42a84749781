//! The address of a server: read once, shown without its secrets.

use std::{fmt::Write as _, path::Path, time::Duration};

use secrecy::{ExposeSecret as _, SecretString};
use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};

use super::fault::Fault;

/// Whether `text` is the address of a PostgreSQL server and not the path of a file.
pub(super) fn is_address(text: &str) -> bool {
    ["postgres://", "postgresql://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// The scheme alone: what may be shown of an address that cannot be read.
pub(super) const HIDDEN: &str = "postgres://…";

/// Reads `address`; `password` is used where it holds none.
pub(super) fn parse(address: &str, password: Option<&SecretString>) -> Result<Config, Fault> {
    let mut config: Config = address.parse().map_err(|error: tokio_postgres::Error| {
        Fault::Unusable(format!(
            "{error}; an address is postgres://USER@HOST:PORT/DATABASE, with the password in the environment \
             (PGPASSWORD), or postgres:///DATABASE?host=/FOLDER/OF/THE/SOCKET"
        ))
    })?;
    if config.get_hosts().is_empty() {
        return Err(Fault::Unusable(
            "the address names no host; write postgres://HOST/DATABASE, or ?host=/run/postgresql for the socket of \
             this machine"
                .to_owned(),
        ));
    }
    if config.get_password().is_none()
        && let Some(password) = password
    {
        config.password(password.expose_secret());
    }
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(Duration::from_secs(10));
    }
    if config.get_application_name().is_none() {
        config.application_name("anban");
    }
    // A peer that is gone is noticed within half a minute, not in two hours.
    if config.get_tcp_user_timeout().is_none() {
        config.tcp_user_timeout(Duration::from_secs(30));
    }
    config.keepalives_idle(Duration::from_secs(15));
    Ok(config)
}

/// Whether the address asks for an encrypted connection.
pub(super) fn wants_tls(config: &Config) -> bool {
    matches!(config.get_ssl_mode(), SslMode::Require)
}

/// Whether what is said to the server can be read on the way to it, and nobody has said that this is all right.
pub(super) fn is_open(config: &Config) -> bool {
    let is_local = |host: &Host| match host {
        Host::Tcp(name) => {
            name == "localhost" || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
        }
        Host::Unix(_) => true,
    };
    matches!(config.get_ssl_mode(), SslMode::Prefer) && !config.get_hosts().iter().all(is_local)
}

/// The address without its password.
pub(super) fn shown(config: &Config) -> String {
    let mut text = "postgres://".to_owned();
    if let Some(user) = config.get_user() {
        text.push_str(user);
        text.push('@');
    }
    let mut sockets = Vec::new();
    for (at, host) in config.get_hosts().iter().enumerate() {
        let port = config.get_ports().get(at).or(config.get_ports().first()).copied().unwrap_or(5432);
        match host {
            Host::Tcp(name) => {
                if at > 0 {
                    text.push(',');
                }
                let _ = write!(text, "{name}:{port}");
            }
            Host::Unix(folder) => sockets.push((folder.as_path(), port)),
        }
    }
    text.push('/');
    text.push_str(config.get_dbname().or(config.get_user()).unwrap_or_default());
    if let Some((folder, port)) = sockets.first() {
        let _ = write!(text, "?host={}&port={port}", Path::display(folder));
    }
    text
}
