//! A loopback HTTP server that plays written replies byte by byte, faults included.

use std::{
    collections::VecDeque,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    pub line: String,
    pub headers: Vec<String>,
    pub body: String,
}

impl Heard {
    pub fn header(&self, name: &str) -> Option<&str> {
        let wanted = format!("{}:", name.to_lowercase());
        self.headers
            .iter()
            .find(|header| header.to_lowercase().starts_with(&wanted))
            .map(|header| header[wanted.len()..].trim())
    }
}

/// What one connection gets.
#[derive(Clone, Debug)]
pub enum Play {
    /// These bytes, then the end of the connection.
    Bytes(Vec<u8>),
    /// Nothing for so long.
    Silence(Duration),
}

/// The server; it plays its last reply for ever.
pub struct StandIn {
    pub url: String,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl StandIn {
    pub fn new(plays: Vec<Play>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let heard = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&heard);
        thread::spawn(move || {
            let mut plays = VecDeque::from(plays);
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let Some(request) = read(&mut BufReader::new(&stream)) else { continue };
                log.lock().unwrap().push(request);
                let play = if plays.len() > 1 { plays.pop_front() } else { plays.front().cloned() };
                match play.unwrap() {
                    Play::Bytes(bytes) => drop(stream.write_all(&bytes)),
                    Play::Silence(time) => {
                        thread::spawn(move || {
                            thread::sleep(time);
                            drop(stream);
                        });
                    }
                }
            }
        });
        Self { url, heard }
    }

    pub fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap().clone()
    }
}

fn read(reader: &mut impl BufRead) -> Option<Heard> {
    let mut heard = Heard::default();
    reader.read_line(&mut heard.line).ok().filter(|read| *read > 0)?;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        if line.trim().is_empty() {
            break;
        }
        heard.headers.push(line.trim().to_owned());
    }
    let length = heard.header("content-length").map_or(0, |value| value.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    heard.body = String::from_utf8(body).unwrap();
    heard.line = heard.line.trim().to_owned();
    Some(heard)
}

/// A whole reply.
pub fn answer(status: &str, headers: &str, body: &str) -> Play {
    let length = body.len();
    Play::Bytes(
        format!("HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}")
            .into_bytes(),
    )
}

/// A reply of which only `body` comes though more was promised.
pub fn cut(status: &str, headers: &str, promised: usize, body: &[u8]) -> Play {
    let mut bytes =
        format!("HTTP/1.1 {status}\r\n{headers}content-length: {promised}\r\nconnection: close\r\n\r\n").into_bytes();
    bytes.extend(body);
    Play::Bytes(bytes)
}
