//! A file that is derived from a store: written aside and renamed, checked as a whole before anything in it is believed.
//!
//! ```text
//! kind and version          8 bytes
//! change number, lineage    u64; a count (u64) and so many bytes
//! columns …                 each a count (u64) and its values, little-endian
//! SHA-256 of all before it  32 bytes
//! ```

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read, Write},
    path::Path,
};

use sha2::{Digest as _, Sha256};

/// Values are read and written so many bytes at a time.
const PIECE: usize = 1 << 18;

/// How far a file goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The change number up to which it follows its store.
    pub(super) change: u64,
    /// The store's mark at that number.
    pub(super) lineage: String,
}

/// What can be kept in such a file.
pub(super) trait Filed: Sized {
    /// Seven letters that name the kind, and the version of its form.
    const MAGIC: [u8; 8];

    /// Writes its columns.
    fn put(&self, out: &mut Out) -> io::Result<()>;

    /// Reads its columns; they may hold anything that fits their types.
    fn take(from: &mut In) -> io::Result<Self>;

    /// Whether the columns belong together, so that no number read from a file leads outside; finishes what is not
    /// in the file. It is asked when the checksum was right.
    fn finish(self) -> io::Result<Self>;
}

/// Writes `what`.
pub(super) fn write(path: &Path, what: &impl Filed, place: &Place) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let aside = tempfile::Builder::new().prefix(".anban-").tempfile_in(folder)?;
    let mut out = Out { to: BufWriter::with_capacity(PIECE, aside), hash: Sha256::new() };
    out.start(what, place)?;
    let digest: [u8; 32] = out.hash.finalize().into();
    out.to.write_all(&digest)?;
    // A file that a power cut leaves half on the disk fails its checksum and is made anew, so nothing is synced.
    let aside = out.to.into_inner().map_err(io::IntoInnerError::into_error)?;
    aside.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Reads what [`write`] wrote. Nothing of a file that is cut short, changed in one bit, of another version or not in
/// itself consistent is used.
///
/// # Errors
/// What the operating system says, or what is wrong with the file.
pub(super) fn read<T: Filed>(path: &Path) -> io::Result<(T, Place)> {
    let file = File::open(path)?;
    let left = file.metadata()?.len();
    let mut from = In { from: BufReader::with_capacity(PIECE, file), hash: Sha256::new(), left };
    if from.array::<8>()? != T::MAGIC {
        return Err(damaged("it is of another version, or something else"));
    }
    let change = u64::from_le_bytes(from.array()?);
    let lineage = from.text()?;
    let what = T::take(&mut from)?;
    let digest: [u8; 32] = std::mem::take(&mut from.hash).finalize().into();
    if from.array::<32>()? != digest || from.left != 0 {
        return Err(damaged("its checksum is wrong"));
    }
    Ok((what.finish()?, Place { change, lineage }))
}

pub(super) fn damaged(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

/// A file being written.
pub(super) struct Out {
    to: BufWriter<tempfile::NamedTempFile>,
    hash: Sha256,
}

impl Out {
    fn start<T: Filed>(&mut self, what: &T, place: &Place) -> io::Result<()> {
        self.bytes(&T::MAGIC)?;
        self.bytes(&place.change.to_le_bytes())?;
        self.values(place.lineage.as_bytes())?;
        what.put(self)
    }

    fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.to.write_all(bytes)
    }

    /// A column.
    pub(super) fn values<T: Plain>(&mut self, values: &[T]) -> io::Result<()> {
        self.bytes(&(values.len() as u64).to_le_bytes())?;
        let mut piece = Vec::with_capacity(PIECE);
        for some in values.chunks(PIECE / T::SIZE) {
            piece.clear();
            some.iter().for_each(|value| value.put(&mut piece));
            self.bytes(&piece)?;
        }
        Ok(())
    }
}

/// A file being read.
pub(super) struct In {
    from: BufReader<File>,
    hash: Sha256,
    /// Bytes of the file that were not read yet; no count may promise more.
    left: u64,
}

impl In {
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.from.read_exact(bytes)?;
        self.hash.update(&*bytes);
        self.left = self.left.saturating_sub(bytes.len() as u64);
        Ok(())
    }

    fn array<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// A text.
    pub(super) fn text(&mut self) -> io::Result<String> {
        String::from_utf8(self.values()?).map_err(|_| damaged("a text in it is not UTF-8"))
    }

    /// A column.
    pub(super) fn values<T: Plain>(&mut self) -> io::Result<Vec<T>> {
        let count = u64::from_le_bytes(self.array()?);
        if count.checked_mul(T::SIZE as u64).is_none_or(|bytes| bytes > self.left) {
            return Err(damaged("it is cut short"));
        }
        let mut left = usize::try_from(count).map_err(|_| damaged("it is too large for this machine"))?;
        let mut values = Vec::with_capacity(left);
        let mut piece = vec![0; PIECE / T::SIZE * T::SIZE];
        while left > 0 {
            let some = left.min(PIECE / T::SIZE);
            let bytes = &mut piece[..some * T::SIZE];
            self.fill(bytes)?;
            values.extend(bytes.chunks_exact(T::SIZE).map(T::take));
            left -= some;
        }
        Ok(values)
    }
}

/// A value of a fixed number of bytes.
pub(super) trait Plain: Copy {
    const SIZE: usize;

    fn put(self, into: &mut Vec<u8>);

    /// From exactly [`SIZE`](Self::SIZE) bytes.
    fn take(bytes: &[u8]) -> Self;
}

macro_rules! plain {
    ($($type:ident)+) => {$(
        impl Plain for $type {
            const SIZE: usize = size_of::<$type>();

            fn put(self, into: &mut Vec<u8>) {
                into.extend_from_slice(&self.to_le_bytes());
            }

            fn take(bytes: &[u8]) -> Self {
                bytes.try_into().map_or(0, $type::from_le_bytes)
            }
        }
    )+};
}

plain!(u8 u16 u32 u64 u128);

impl Plain for [u8; 32] {
    const SIZE: usize = 32;

    fn put(self, into: &mut Vec<u8>) {
        into.extend_from_slice(&self);
    }

    fn take(bytes: &[u8]) -> Self {
        bytes.try_into().unwrap_or([0; 32])
    }
}
