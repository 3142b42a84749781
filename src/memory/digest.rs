//! The checksum that each stored row and version carries, so that a damaged one is never taken for a translation.

use sha2::{Digest as _, Sha256};

/// The first 128 bits of SHA-256 over the fields given to it. It does not depend on the kind of store.
pub(super) struct Digest(Sha256);

impl Digest {
    /// A digest of one `kind` of thing; two kinds never share a digest.
    pub(super) fn new(kind: &str) -> Self {
        Self(Sha256::new()).field(kind.as_bytes())
    }

    /// With one more field; its length goes in before it, so that no two lists of fields run together.
    pub(super) fn field(mut self, bytes: &[u8]) -> Self {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// With a field that may be missing, which is not the same as empty.
    pub(super) fn maybe(mut self, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.field(text.as_bytes()),
            None => {
                self.0.update(u64::MAX.to_le_bytes());
                self
            }
        }
    }

    /// The sixteen bytes.
    pub(super) fn finish(self) -> [u8; 16] {
        let whole: [u8; 32] = self.0.finalize().into();
        let mut half = [0; 16];
        for (to, from) in half.iter_mut().zip(whole) {
            *to = from;
        }
        half
    }
}
