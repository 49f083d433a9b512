//! A range of a file as a request body of exact length. It reads as the connection asks for bytes, counts what
//! leaves, and never lets a file that changed under way pass for the one that was begun.

mod throttle;

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};
use std::time::SystemTime;

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::task::{JoinHandle, spawn_blocking};

pub use throttle::Throttle;

/// Why a body could not be read to its end.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
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

impl From<std::io::Error> for Error {
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
pub struct Range {
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
}

/// What can be seen of a body from outside while it is sent.
#[derive(Debug, Default)]
pub struct Sight {
    sent: AtomicU64,
    fault: OnceLock<Error>,
}

impl Sight {
    /// Bytes that the connection has taken.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// Why the body ended early, if it did.
    pub fn fault(&self) -> Option<Error> {
        self.fault.get().cloned()
    }
}

/// The body.
pub struct PartBody {
    range: Range,
    offset: u64,
    handed: u64,
    state: State,
    sight: Arc<Sight>,
    throttle: Arc<Throttle>,
}

/// What a body may send next, once it may.
type Turn = Pin<Box<dyn Future<Output = usize> + Send + Sync>>;

enum State {
    Idle(Option<File>),
    Waiting(Turn, Option<File>),
    Reading(JoinHandle<Result<(File, Bytes), Error>>),
}

impl PartBody {
    /// A body over this range.
    pub fn new(range: Range, sight: Arc<Sight>, throttle: Arc<Throttle>) -> Self {
        Self { range, offset: 0, handed: 0, state: State::Idle(None), sight, throttle }
    }

    fn left(&self) -> u64 {
        self.range.length - self.offset
    }

    fn read_next(&self, file: Option<File>, length: usize) -> JoinHandle<Result<(File, Bytes), Error>> {
        let range = self.range.clone();
        let offset = self.offset;
        spawn_blocking(move || {
            let mut file = match file {
                Some(file) => file,
                None => open(&range)?,
            };
            let mut block = vec![0; length];
            file.read_exact(&mut block)?;
            if offset + length as u64 == range.length {
                unchanged(&file, &range)?;
            }
            Ok((file, Bytes::from(block)))
        })
    }
}

fn open(range: &Range) -> Result<File, Error> {
    let mut file = File::open(&range.path)?;
    unchanged(&file, range)?;
    file.seek(SeekFrom::Start(range.start))?;
    Ok(file)
}

fn unchanged(file: &File, range: &Range) -> Result<(), Error> {
    let found = file.metadata()?;
    let same_time = range.modified.is_none() || found.modified().ok() == range.modified;
    if found.len() == range.file_size && same_time { Ok(()) } else { Err(Error::Changed) }
}

impl http_body::Body for PartBody {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let this = self.get_mut();
        // The connection asks again once it has room: what it was handed before has left.
        this.sight.sent.store(this.handed, Ordering::Relaxed);
        loop {
            match &mut this.state {
                State::Idle(_) if this.offset == this.range.length => return Poll::Ready(None),
                State::Idle(file) => {
                    let file = file.take();
                    let left = usize::try_from(this.left()).unwrap_or(usize::MAX);
                    this.state = State::Waiting(Box::pin(Arc::clone(&this.throttle).turn(left)), file);
                }
                State::Waiting(turn, file) => {
                    let length = ready!(turn.as_mut().poll(cx));
                    let file = file.take();
                    this.state = State::Reading(this.read_next(file, length));
                }
                State::Reading(read) => {
                    let read = ready!(Pin::new(read).poll(cx));
                    let read = read.unwrap_or_else(|error| Err(Error::Unreadable(error.to_string())));
                    this.state = State::Idle(None);
                    return Poll::Ready(Some(this.hand(read)));
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.handed == self.range.length
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left())
    }
}

impl PartBody {
    fn hand(&mut self, read: Result<(File, Bytes), Error>) -> Result<Frame<Bytes>, Error> {
        match read {
            Ok((file, block)) => {
                self.offset += block.len() as u64;
                self.handed += block.len() as u64;
                if self.offset == self.range.length {
                    // Nobody asks again after the last block.
                    self.sight.sent.store(self.handed, Ordering::Relaxed);
                }
                self.state = State::Idle(Some(file));
                Ok(Frame::data(block))
            }
            Err(error) => {
                drop(self.sight.fault.set(error.clone()));
                Err(error)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::io::Write as _;

    use http_body::Body as _;

    use super::*;

    fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    fn range(file: &tempfile::NamedTempFile, start: u64, length: u64) -> Range {
        let found = file.as_file().metadata().unwrap();
        let (file_size, modified) = (found.len(), found.modified().ok());
        Range { path: file.path().to_owned(), start, length, file_size, modified }
    }

    async fn drain(mut body: PartBody) -> Result<Vec<u8>, Error> {
        let mut out = Vec::new();
        while let Some(frame) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            out.extend_from_slice(&frame?.into_data().unwrap());
        }
        Ok(out)
    }

    #[tokio::test]
    async fn a_range_is_read_exactly_and_counted() {
        let bytes: Vec<u8> = (0..700_000u32).map(|n| n.to_le_bytes()[0]).collect();
        let file = file(&bytes);
        let sight = Arc::new(Sight::default());
        let body = PartBody::new(range(&file, 1000, 600_000), Arc::clone(&sight), Arc::default());
        assert_eq!(body.size_hint().exact(), Some(600_000));
        assert_eq!(drain(body).await.unwrap(), bytes[1000..601_000]);
        assert_eq!(sight.sent(), 600_000);
    }

    #[tokio::test]
    async fn a_file_that_grew_or_shrank_is_not_sent() {
        let file = file(&[7; 1000]);
        let planned = range(&file, 0, 1000);
        file.as_file().set_len(900).unwrap();
        let sight = Arc::new(Sight::default());
        let body = PartBody::new(planned, Arc::clone(&sight), Arc::default());
        assert_eq!(drain(body).await, Err(Error::Changed));
        assert_eq!(sight.fault(), Some(Error::Changed));
    }

    #[tokio::test]
    async fn a_file_that_is_gone_says_so() {
        let file = file(&[7; 10]);
        let planned = range(&file, 0, 10);
        drop(file);
        let body = PartBody::new(planned, Arc::default(), Arc::default());
        assert_eq!(drain(body).await, Err(Error::Missing));
    }
}
