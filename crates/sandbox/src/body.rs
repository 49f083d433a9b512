//! The way of a body into the platform: counted, hashed, and for multipart uploads kept in a file until all
//! of it is there. Memory holds a few pieces of it at a time, whatever its size.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use bytes::Bytes;
use md5::Md5;
use sha2::{Digest as _, Sha256};
use tokio::task::{JoinHandle, spawn_blocking};

use super::film::Film;

/// How much is gathered before it is hashed and written at once, off the runtime's threads.
const BATCH: usize = 1024 * 1024;

/// How much of the beginning is kept to see what kind of file it is.
const HEAD: usize = 512;

/// How much of the end at least: an MP4 may have its index there.
const TAIL: usize = 256 * 1024;

/// The file that holds the chunks of a session, each at its place.
pub(super) type ChunkFile = Arc<Mutex<File>>;

/// What is known of a body once it has arrived.
#[derive(Clone, Debug, Default)]
pub(super) struct Arrived {
    pub(super) size: u64,
    pub(super) head: Vec<u8>,
    /// What its beginning or its end tells.
    pub(super) film: Option<Film>,
    pub(super) hashes: Hashes,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Hashes {
    pub(super) sha256: Option<String>,
    pub(super) md5: Option<String>,
}

/// Takes one body, piece by piece.
pub(super) struct BodyIntake {
    size: u64,
    head: Vec<u8>,
    tail: VecDeque<Bytes>,
    tail_bytes: usize,
    waiting: Vec<Bytes>,
    waiting_bytes: usize,
    /// None where nobody looks at the bytes.
    worker: Option<JoinHandle<io::Result<Worker>>>,
}

struct Worker {
    sha256: Option<Sha256>,
    md5: Option<Md5>,
    store: Option<(ChunkFile, u64)>,
}

impl BodyIntake {
    /// For a whole file.
    pub(super) fn hashing(sha256: bool, md5: bool) -> Self {
        Self::new(Worker { sha256: sha256.then(Sha256::new), md5: md5.then(Md5::new), store: None })
    }

    /// For one chunk, to be kept at its place in `store`.
    pub(super) fn keeping(md5: bool, store: Option<(ChunkFile, u64)>) -> Self {
        Self::new(Worker { sha256: None, md5: md5.then(Md5::new), store })
    }

    fn new(worker: Worker) -> Self {
        let idle = worker.sha256.is_none() && worker.md5.is_none() && worker.store.is_none();
        Self {
            size: 0,
            head: Vec::new(),
            tail: VecDeque::new(),
            tail_bytes: 0,
            waiting: Vec::new(),
            waiting_bytes: 0,
            worker: (!idle).then(|| spawn_blocking(|| Ok(worker))),
        }
    }

    pub(super) async fn take(&mut self, piece: Bytes) -> io::Result<()> {
        self.size += piece.len() as u64;
        if self.head.len() < HEAD {
            let more = piece.len().min(HEAD - self.head.len());
            self.head.extend_from_slice(&piece[..more]);
        }
        self.tail_bytes += piece.len();
        self.tail.push_back(piece.clone());
        while let Some(first) =
            self.tail.front().map(Bytes::len).filter(|first| self.tail_bytes >= TAIL + first)
        {
            self.tail.pop_front();
            self.tail_bytes -= first;
        }
        if self.worker.is_none() {
            return Ok(());
        }
        self.waiting_bytes += piece.len();
        self.waiting.push(piece);
        if self.waiting_bytes >= BATCH { self.pass_on().await } else { Ok(()) }
    }

    pub(super) async fn finish(mut self) -> io::Result<Arrived> {
        self.pass_on().await?;
        let hashes = match self.worker {
            Some(worker) => worker.await.map_err(io::Error::other)??.hashes(),
            None => Hashes::default(),
        };
        let tail: Vec<u8> = self.tail.iter().flatten().copied().collect();
        let film = Film::read(&self.head).or_else(|| Film::read(&tail));
        Ok(Arrived { size: self.size, head: self.head, film, hashes })
    }

    /// Waits for the batch before this one, so that at most two are in memory.
    async fn pass_on(&mut self) -> io::Result<()> {
        let Some(running) = &mut self.worker else { return Ok(()) };
        let mut worker = (&mut *running).await.map_err(io::Error::other)??;
        let pieces = std::mem::take(&mut self.waiting);
        self.waiting_bytes = 0;
        *running = spawn_blocking(move || worker.work(&pieces).map(|()| worker));
        Ok(())
    }
}

impl Worker {
    fn work(&mut self, pieces: &[Bytes]) -> io::Result<()> {
        for piece in pieces {
            self.hash(piece);
        }
        let Some((store, at)) = &mut self.store else { return Ok(()) };
        let mut file = store.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(*at))?;
        for piece in pieces {
            file.write_all(piece)?;
            *at += piece.len() as u64;
        }
        Ok(())
    }

    fn hash(&mut self, bytes: &[u8]) {
        if let Some(sha256) = &mut self.sha256 {
            sha256.update(bytes);
        }
        if let Some(md5) = &mut self.md5 {
            md5.update(bytes);
        }
    }

    fn hashes(self) -> Hashes {
        Hashes {
            sha256: self.sha256.map(|hash| hex(&hash.finalize())),
            md5: self.md5.map(|hash| hex(&hash.finalize())),
        }
    }
}

/// Hashes a complete upload on a thread of its own, which gives the disk space back when it is done.
pub(super) fn hash_whole(store: ChunkFile, md5: bool) -> Arc<OnceLock<Hashes>> {
    let result = Arc::new(OnceLock::new());
    let slot = Arc::clone(&result);
    let work = move || {
        let hashes = read_whole(&store, md5).unwrap_or_default();
        slot.get_or_init(|| hashes);
    };
    if std::thread::Builder::new().name("sandbox hash".to_owned()).spawn(work).is_err() {
        result.get_or_init(Hashes::default);
    }
    result
}

fn read_whole(store: &ChunkFile, md5: bool) -> io::Result<Hashes> {
    let mut worker = Worker { sha256: Some(Sha256::new()), md5: md5.then(Md5::new), store: None };
    let mut file = store.lock().unwrap_or_else(PoisonError::into_inner);
    file.seek(SeekFrom::Start(0))?;
    let mut buffer = vec![0; BATCH];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(worker.hashes());
        }
        worker.hash(&buffer[..read]);
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap_or_default();
        text
    })
}
