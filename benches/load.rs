//! What the least client sends.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use md5::{Digest as _, Md5};
use serde_json::json;

const BLOCK: usize = 256 * 1024;

/// A body: some text, a range of a file, and some text.
pub(crate) struct Load {
    head: Bytes,
    file: Option<File>,
    pub(crate) left: u64,
    tail: Bytes,
    pub(crate) md5: Option<Arc<Mutex<Md5>>>,
}

impl Load {
    pub(crate) fn text(text: String) -> Self {
        Self { head: text.into(), file: None, left: 0, tail: Bytes::new(), md5: None }
    }

    pub(crate) fn range(path: &Path, at: u64, most: u64, md5: bool) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let left = file.metadata()?.len().saturating_sub(at).min(most);
        file.seek(SeekFrom::Start(at))?;
        let md5 = md5.then(Arc::default);
        Ok(Self { head: Bytes::new(), file: Some(file), left, tail: Bytes::new(), md5 })
    }

    /// The form that makes an asset of a whole file.
    pub(crate) fn form(path: &Path, edge: &str) -> io::Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let head = format!(
            "--{edge}\r\nContent-Disposition: form-data; name=\"method\"\r\n\r\ndirect\r\n--{edge}\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: video/mp4\r\n\r\n"
        );
        let tail = format!("\r\n--{edge}--\r\n");
        Ok(Self { head: head.into(), tail: tail.into(), ..Self::range(path, 0, u64::MAX, false)? })
    }

    fn block(&mut self) -> io::Result<Bytes> {
        let mut block = Block(locked(&POOL).pop().unwrap_or_else(|| vec![0; BLOCK]));
        block.0.resize(usize::try_from(self.left).map_or(BLOCK, |left| left.min(BLOCK)), 0);
        if let Some(file) = &mut self.file {
            file.read_exact(&mut block.0)?;
        }
        if let Some(md5) = &self.md5 {
            locked(md5).update(&block.0);
        }
        self.left -= block.0.len() as u64;
        tell_of_progress();
        Ok(Bytes::from_owner(block))
    }
}

impl Body for Load {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let piece = if !self.head.is_empty() {
            std::mem::take(&mut self.head)
        } else if self.left > 0 {
            self.block()?
        } else if !self.tail.is_empty() {
            std::mem::take(&mut self.tail)
        } else {
            return Poll::Ready(None);
        };
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.head.len() as u64 + self.left + self.tail.len() as u64)
    }
}

static POOL: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());

/// Goes back into the pool once the connection has taken it.
struct Block(Vec<u8>);

impl AsRef<[u8]> for Block {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        locked(&POOL).push(std::mem::take(&mut self.0));
    }
}

fn tell_of_progress() {
    static TOLD: AtomicBool = AtomicBool::new(false);
    if !TOLD.swap(true, Ordering::Relaxed) {
        println!("{}", json!({ "event": "progress" }));
    }
}

pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
