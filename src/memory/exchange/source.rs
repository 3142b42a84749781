//! A file as a stream of UTF-8 that knows its lines, whatever encoding it is written in.

use std::{
    cell::Cell,
    io::{self, BufRead, Read},
};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{LARGEST_UNIT, Place};

const CHUNK: usize = 64 << 10;

/// Decodes as it is read, keeps what was read since the last mark, and refuses to keep more than
/// [`LARGEST_UNIT`] of it.
pub(super) struct Source<R> {
    input: R,
    decoder: Decoder,
    /// Bytes of the file that wait for the decoder.
    raw: Vec<u8>,
    ended: bool,
    /// Decoded text from the offset `start` on; read up to `at`.
    text: Vec<u8>,
    start: u64,
    at: usize,
    /// The place of `start`.
    place: Place,
    /// The last place asked for and its offset: places are asked for in order, and none is counted twice.
    asked: Cell<(u64, Place)>,
}

impl<R: Read> Source<R> {
    /// Opens the stream: looks at its byte order mark, its first bytes and its XML declaration.
    pub(super) fn new(mut input: R) -> io::Result<Self> {
        let mut raw = Vec::with_capacity(CHUNK);
        input.by_ref().take(1024).read_to_end(&mut raw)?;
        let encoding = sniff(&raw).map_err(io::Error::other)?;
        Ok(Self {
            input,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw,
            ended: false,
            text: Vec::with_capacity(4 * CHUNK),
            start: 0,
            at: 0,
            place: Place { line: 1, column: 1 },
            asked: Cell::new((0, Place { line: 1, column: 1 })),
        })
    }

    /// Line and column of the byte `offset` of the decoded text, at or after the last mark.
    pub(super) fn place(&self, offset: u64) -> Place {
        let offset = offset.clamp(self.start, self.start + self.text.len() as u64);
        let (begin, place) = match self.asked.get() {
            (begin, place) if (self.start..=offset).contains(&begin) => (begin, place),
            _ => (self.start, self.place),
        };
        let at = |offset: u64| usize::try_from(offset - self.start).unwrap_or(usize::MAX);
        let place = after(place, self.text.get(at(begin)..at(offset)).unwrap_or_default());
        self.asked.set((offset, place));
        place
    }

    /// Forgets what stands before the byte `offset`, now and then.
    pub(super) fn mark(&mut self, offset: u64) {
        let length = usize::try_from(offset.saturating_sub(self.start)).unwrap_or(usize::MAX).min(self.at);
        if length >= 4 * CHUNK {
            self.forget(length);
        }
    }

    fn forget(&mut self, length: usize) {
        self.place = after(self.place, self.text.get(..length).unwrap_or_default());
        self.text.drain(..length);
        self.start += length as u64;
        self.at -= length;
    }

    fn refill(&mut self) -> io::Result<()> {
        while self.at == self.text.len() && !self.ended {
            if self.text.len() > LARGEST_UNIT + 4 * CHUNK {
                return Err(io::Error::other(format!(
                    "one unit is larger than {} MiB; nothing that large is a sentence",
                    LARGEST_UNIT >> 20
                )));
            }
            if self.raw.is_empty() {
                self.input.by_ref().take(CHUNK as u64).read_to_end(&mut self.raw)?;
                self.ended = self.raw.is_empty();
            }
            self.decode()?;
        }
        Ok(())
    }

    fn decode(&mut self) -> io::Result<()> {
        let old = self.text.len();
        let room = self.decoder.max_utf8_buffer_length_without_replacement(self.raw.len()).unwrap_or(4 * CHUNK);
        self.text.resize(old + room + 16, 0);
        let into = self.text.get_mut(old..).unwrap_or_default();
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(&self.raw, into, self.ended);
        self.text.truncate(old + written);
        self.raw.drain(..read);
        match result {
            DecoderResult::InputEmpty | DecoderResult::OutputFull => Ok(()),
            DecoderResult::Malformed(..) => {
                let place = after(self.place, &self.text);
                Err(io::Error::other(format!(
                    "the bytes at {place} are no {}; save the file in the encoding it declares",
                    self.decoder.encoding().name()
                )))
            }
        }
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(into.len());
        for (to, from) in into.iter_mut().zip(available) {
            *to = *from;
        }
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for Source<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.refill()?;
        Ok(self.text.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, length: usize) {
        self.at = (self.at + length).min(self.text.len());
    }
}

/// The place after `text` where `place` is the one before it.
fn after(mut place: Place, text: &[u8]) -> Place {
    let lines = memchr::memchr_iter(b'\n', text).count() as u64;
    let last = memchr::memrchr(b'\n', text).map_or(0, |at| at + 1);
    let characters = text.get(last..).unwrap_or_default().iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u64;
    place.column = if lines == 0 { place.column + characters } else { 1 + characters };
    place.line += lines;
    place
}

/// The encoding that the first bytes speak for (XML 1.0, appendix F); an error where they name one that nobody knows.
fn sniff(bytes: &[u8]) -> Result<&'static Encoding, String> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    match bytes {
        [0x3C, 0, ..] => return Ok(UTF_16LE),
        [0, 0x3C, ..] => return Ok(UTF_16BE),
        _ => {}
    }
    let end = memchr::memchr(b'>', bytes).unwrap_or(0);
    let head = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default());
    let named = head.starts_with("<?xml").then(|| head.split("encoding").nth(1)).flatten().and_then(|rest| {
        let label = rest.trim_start_matches(['=', ' ', '\t', '\r', '\n']);
        let quote = label.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        label.get(1..)?.split(quote).next()
    });
    let named =
        match named {
            Some(label) => Some(Encoding::for_label(label.as_bytes()).ok_or_else(|| {
                format!("the file says it is {label:?}, which is no known encoding; save it as UTF-8")
            })?),
            None => None,
        };
    // Bytes that could be read so far are no UTF-16, whatever they declare.
    Ok(named.filter(|&encoding| encoding != UTF_16LE && encoding != UTF_16BE).unwrap_or(UTF_8))
}
