//! A range of a file as a request body of exact length. It reads as the connection asks for bytes, counts what
//! leaves, knows its digests at the end, and never lets a file that changed under way pass for the one that was
//! begun.

mod blocks;
mod digests;
mod pieces;
mod reader;
mod throttle;

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};
use std::time::SystemTime;

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::task::{JoinHandle, spawn_blocking};

pub use digests::{Checks, Digests, blake3_of, leaves_of, sha256_of, tree_of};
pub use pieces::{Leaf, root};
pub use throttle::Throttle;

use blocks::Presence;
use reader::BlockReader;

/// The most that is handed to the connection at once: what is said to be sent moves in steps of this.
pub const FRAME: usize = 64 * 1024;
/// The first of a body is small: it fits into what a new connection sends at once, and shows that bytes move.
const FIRST_FRAME: usize = 8 * 1024;

/// Why a body could not be read to its end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Its size or time of change is not what it was.
    #[error("the file was changed while it was being sent")]
    Changed,
    /// It is not there.
    #[error("the file is no longer there")]
    Missing,
    /// The system does not let it be read.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
}

impl From<std::io::Error> for BodyError {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::NotFound {
            Self::Missing
        } else if error.kind() == std::io::ErrorKind::UnexpectedEof {
            Self::Changed
        } else {
            Self::Unreadable(error.to_string())
        }
    }
}

/// Which bytes of which file.
#[derive(Clone, Debug)]
pub struct FileRange {
    /// The file.
    pub path: PathBuf,
    /// Where the range begins.
    pub start: u64,
    /// How long it is.
    pub length: u64,
    /// The file's whole size, as it must be found.
    pub file_size: u64,
    /// The file's time of change, as it must be found.
    pub modified: Option<SystemTime>,
    /// What is to be known of the bytes once they were read.
    pub checks: Checks,
}

/// What can be seen of a body from outside while it is sent.
#[derive(Debug, Default)]
pub struct BodyProgress {
    sent: AtomicU64,
    reading: AtomicBool,
    fault: OnceLock<BodyError>,
    digests: OnceLock<Digests>,
}

impl BodyProgress {
    /// Bytes that the connection has taken.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// Why the body ended early, if it did.
    pub fn fault(&self) -> Option<BodyError> {
        self.fault.get().cloned()
    }

    /// Whether the connection waits for the disk.
    pub fn reading(&self) -> bool {
        self.reading.load(Ordering::Relaxed)
    }

    /// What was asked to be known of the bytes, once the last block was read.
    pub fn digests(&self) -> Option<Digests> {
        self.digests.get().cloned()
    }
}

/// What may leave next, once it may.
type Turn = Pin<Box<dyn Future<Output = usize> + Send + Sync>>;

/// The body. While one block leaves, the next one is read.
pub struct PartBody {
    length: u64,
    handed: u64,
    block: Bytes,
    ahead: Ahead,
    /// The wait for the limit to let a frame pass.
    turn: Option<Turn>,
    sight: Arc<BodyProgress>,
    throttle: Arc<Throttle>,
    /// For as long as this body lives, the others know of it.
    _presence: Presence,
}

/// The block after the one that leaves.
enum Ahead {
    Unread(Box<BlockReader>),
    Reading(JoinHandle<Result<(Box<BlockReader>, Bytes), BodyError>>),
    Over,
}

impl PartBody {
    /// A body over this range.
    pub fn new(range: FileRange, sight: Arc<BodyProgress>, throttle: Arc<Throttle>) -> Self {
        Self {
            length: range.length,
            handed: 0,
            block: Bytes::new(),
            ahead: Ahead::Unread(Box::new(BlockReader::new(range))),
            turn: None,
            sight,
            throttle,
            _presence: Presence::new(),
        }
    }

    /// Sees to it that there is something to hand over; false at the end.
    fn poll_block(&mut self, cx: &mut Context<'_>) -> Poll<Result<bool, BodyError>> {
        while self.block.is_empty() {
            self.ahead = match std::mem::replace(&mut self.ahead, Ahead::Over) {
                Ahead::Over => return Poll::Ready(Ok(false)),
                Ahead::Unread(reader) => self.read_on(reader),
                Ahead::Reading(mut read) => match Pin::new(&mut read).poll(cx) {
                    Poll::Pending => {
                        self.sight.reading.store(true, Ordering::Relaxed);
                        self.ahead = Ahead::Reading(read);
                        return Poll::Pending;
                    }
                    Poll::Ready(read) => {
                        self.sight.reading.store(false, Ordering::Relaxed);
                        let read = read.unwrap_or_else(|error| Err(BodyError::Unreadable(error.to_string())));
                        let (reader, block) = read.inspect_err(|fault| {
                            drop(self.sight.fault.set(fault.clone()));
                        })?;
                        self.block = block;
                        self.read_on(reader)
                    }
                },
            };
        }
        Poll::Ready(Ok(true))
    }

    fn read_on(&self, mut reader: Box<BlockReader>) -> Ahead {
        if reader.left() == 0 {
            drop(self.sight.digests.set(reader.digests()));
            return Ahead::Over;
        }
        Ahead::Reading(spawn_blocking(move || {
            let block = reader.next()?;
            Ok((reader, Bytes::from_owner(block)))
        }))
    }

    /// Waits until the limit lets the next frame pass; the answer is its length.
    fn poll_turn(&mut self, cx: &mut Context<'_>) -> Poll<usize> {
        let most = if self.handed == 0 { FIRST_FRAME.min(self.block.len()) } else { self.block.len() };
        // Without a limit, which is the rule, a frame costs no wait of its own.
        if self.turn.is_none()
            && let Some(length) = self.throttle.open(most)
        {
            return Poll::Ready(length);
        }
        let throttle = &self.throttle;
        let turn = self.turn.get_or_insert_with(|| Box::pin(Arc::clone(throttle).turn(most)));
        let length = ready!(turn.as_mut().poll(cx));
        self.turn = None;
        Poll::Ready(length)
    }
}

impl http_body::Body for PartBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let this = self.get_mut();
        // The connection asks again once it has room: what it was handed before has left.
        this.sight.sent.store(this.handed, Ordering::Relaxed);
        match ready!(this.poll_block(cx)) {
            Ok(true) => {}
            Ok(false) => return Poll::Ready(None),
            Err(error) => return Poll::Ready(Some(Err(error))),
        }
        let length = ready!(this.poll_turn(cx));
        let frame = this.block.split_to(length);
        this.handed += length as u64;
        if this.handed == this.length {
            // Nobody asks again after the last frame.
            this.sight.sent.store(this.handed, Ordering::Relaxed);
        }
        Poll::Ready(Some(Ok(Frame::data(frame))))
    }

    fn is_end_stream(&self) -> bool {
        self.handed == self.length
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length - self.handed)
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::io::Write as _;

    use http_body::Body as _;
    use sha2::{Digest as _, Sha256};

    use super::*;

    /// Bytes that repeat nowhere.
    pub(super) fn noise(size: u64) -> Vec<u8> {
        let mut state = size + 1;
        let words = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 32).to_le_bytes()
        });
        words.flatten().take(usize::try_from(size).unwrap()).collect()
    }

    pub(super) fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    pub(super) fn range(file: &tempfile::NamedTempFile, start: u64, length: u64) -> FileRange {
        let found = file.as_file().metadata().unwrap();
        let (file_size, modified) = (found.len(), found.modified().ok());
        FileRange {
            path: file.path().to_owned(),
            start,
            length,
            file_size,
            modified,
            checks: Checks::default(),
        }
    }

    async fn drain(mut body: PartBody) -> Result<Vec<u8>, BodyError> {
        let mut out = Vec::new();
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            out.extend_from_slice(&frame?.into_data().unwrap());
        }
        Ok(out)
    }

    #[tokio::test]
    async fn a_range_is_read_exactly_and_counted() {
        let bytes = noise(700_000);
        let file = file(&bytes);
        let sight = Arc::new(BodyProgress::default());
        let body = PartBody::new(range(&file, 1000, 600_000), Arc::clone(&sight), Arc::default());
        assert_eq!(body.size_hint().exact(), Some(600_000));
        assert_eq!(drain(body).await.unwrap(), bytes[1000..601_000]);
        assert_eq!(sight.sent(), 600_000);
    }

    #[tokio::test]
    async fn digests_are_there_once_the_last_block_was_read() {
        let bytes = noise(2_600_000);
        let file = file(&bytes);
        let checks = Checks { md5: true, sha256: true, leaves: true };
        let range = FileRange { checks, ..range(&file, 1_000_000, 900_000) };
        let sight = Arc::new(BodyProgress::default());
        let body = PartBody::new(range.clone(), Arc::clone(&sight), Arc::default());
        assert_eq!(sight.digests(), None);
        let sent = drain(body).await.unwrap();
        let digests = sight.digests().unwrap();
        assert_eq!(digests.md5, Some(md5::Md5::digest(&sent).into()));
        assert_eq!(digests.sha256, Some(Sha256::digest(&sent).into()));
        // Of the three pieces of the file, the second begins in the range.
        let leaves = leaves_of(&FileRange { start: 0, length: 2_600_000, ..range }, &AtomicBool::new(false));
        assert_eq!(digests.leaves, Some(vec![leaves.unwrap().unwrap()[1]]));
    }

    #[tokio::test]
    async fn frames_are_small_and_the_count_follows_them() {
        let file = file(&noise(300_000));
        let sight = Arc::new(BodyProgress::default());
        let mut body = PartBody::new(range(&file, 0, 300_000), Arc::clone(&sight), Arc::default());
        let mut handed = 0;
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            let length = frame.unwrap().into_data().unwrap().len();
            assert!(length <= FRAME);
            let last = handed + length == 300_000;
            assert_eq!(sight.sent(), if last { 300_000 } else { handed as u64 });
            handed += length;
        }
        assert_eq!(handed, 300_000);
    }

    #[tokio::test]
    async fn a_file_that_grew_or_shrank_is_not_sent() {
        let file = file(&[7; 1000]);
        let planned = range(&file, 0, 1000);
        file.as_file().set_len(900).unwrap();
        let sight = Arc::new(BodyProgress::default());
        let body = PartBody::new(planned, Arc::clone(&sight), Arc::default());
        assert_eq!(drain(body).await, Err(BodyError::Changed));
        assert_eq!(sight.fault(), Some(BodyError::Changed));
    }

    #[tokio::test]
    async fn a_file_that_is_gone_says_so() {
        let file = file(&[7; 10]);
        let planned = range(&file, 0, 10);
        drop(file);
        let body = PartBody::new(planned, Arc::default(), Arc::default());
        assert_eq!(drain(body).await, Err(BodyError::Missing));
    }
}
