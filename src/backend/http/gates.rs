//! One gate for all who use one server with one key.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError, Weak},
};

use reqwest::Url;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use crate::backend::traffic::{Gate, Traffic};

/// By address and the key's hash; the limits of who came first hold for all.
static GATES: LazyLock<Mutex<HashMap<[u8; 32], Weak<Gate>>>> = LazyLock::new(Mutex::default);

/// The gate before `base` for who has `key`.
pub fn shared(base: &Url, key: Option<&SecretString>, traffic: &Traffic) -> Arc<Gate> {
    let mut hash = Sha256::new();
    hash.update(base.as_str());
    hash.update([0]);
    hash.update(key.map_or("", |key| key.expose_secret()));
    let mut gates = GATES.lock().unwrap_or_else(PoisonError::into_inner);
    gates.retain(|_, gate| gate.strong_count() > 0);
    let place = gates.entry(hash.finalize().into()).or_default();
    place.upgrade().unwrap_or_else(|| {
        let gate = Arc::new(Gate::new(traffic.clone()));
        *place = Arc::downgrade(&gate);
        gate
    })
}
