//! One engine for one journal: who comes second hands over what it was given, and leaves.
//!
//! The lock decides; the door is how the second comer talks to the first. The door is a loopback port with a
//! password that only this user's processes can read.
//!
//! A request is two lines: the password, and what is wanted. The answer is a line that says whether it was taken, and,
//! for whoever waits, one line for each upload once all are over.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::private;
use crate::journal::receipts;
use takeup_model::{Failure, FailureCode, FailureKind, FailureReason, Receipt};

/// What a second comer wants done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a wish of its own")]
pub struct HandoverRequest {
    /// Files and folders, absolute.
    pub paths: Vec<PathBuf>,
    /// Public URLs.
    pub urls: Vec<String>,
    /// The way to send, in the platform's word.
    pub method: Option<String>,
    /// The index of a classic task.
    pub task_index: Option<String>,
    /// The language of a classic task.
    pub language: Option<String>,
    /// Indexes for the assets.
    pub indexes: Vec<String>,
    /// Knowledge stores for the assets.
    pub stores: Vec<String>,
    /// Send what does not look like media too.
    pub anyway: bool,
    /// What the platform is told about each of them: keys, and values as typed.
    pub metadata: BTreeMap<String, String>,
    /// The text of a table that tells more, by file name.
    #[serde(with = "table_text")]
    pub table: Option<Vec<u8>>,
    /// What happens with what is there already, by its word.
    pub if_exists: Option<String>,
    /// What was uploaded like this before, and has not changed since, is not sent again.
    pub skip_finished: bool,
    /// Whether the hosts of URLs are asked; nothing leaves it to the settings.
    pub ask_hosts: Option<bool>,
    /// What is sent of a video, by its word; nothing leaves it to the settings.
    pub copy: Option<String>,
    /// What the platform would object to is put right in a copy.
    pub fix: bool,
    /// The server it is meant for, if one was named.
    pub server: Option<String>,
    /// The account it is meant for; nothing means the one that is shown.
    pub account: Option<String>,
    /// What the account does with what is added next holds for it.
    pub as_next: bool,
    /// Whether the window is to come to the front.
    pub raise: bool,
}

/// Who has the folder.
#[derive(Debug)]
pub enum FolderClaim {
    /// We do, as long as the guard lives.
    Ours(FolderGuard),
    /// Another process does.
    Theirs(RunningInstance),
}

/// Holds the folder.
pub struct FolderGuard {
    lock: File,
    listener: Option<TcpListener>,
    listening: Option<Listening>,
    door: PathBuf,
    word: String,
}

/// The thread that takes requests.
struct Listening {
    thread: JoinHandle<()>,
    address: SocketAddr,
    over: Arc<AtomicBool>,
    waits: Waits,
}

/// Threads that tell others what became of what they handed over.
type Waits = Arc<Mutex<Vec<JoinHandle<()>>>>;

impl std::fmt::Debug for FolderGuard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Guard({})", self.door.display())
    }
}

/// A table on its way: its text as it is, or its bytes where they are in no encoding of JSON.
mod table_text {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Written<'a> {
        Text(std::borrow::Cow<'a, str>),
        Hex { hex: String },
    }

    #[expect(clippy::ref_option, reason = "this is how it is called")]
    pub(super) fn serialize<S: Serializer>(table: &Option<Vec<u8>>, to: S) -> Result<S::Ok, S::Error> {
        let written = table.as_deref().map(|bytes| match str::from_utf8(bytes) {
            Ok(text) => Written::Text(text.into()),
            Err(_) => Written::Hex { hex: hex::encode(bytes) },
        });
        written.serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Vec<u8>>, D::Error> {
        let bytes = |written| match written {
            Written::Text(text) => Ok(text.into_owned().into_bytes()),
            Written::Hex { hex } => hex::decode(hex).map_err(serde::de::Error::custom),
        };
        Option::<Written<'static>>::deserialize(from)?.map(bytes).transpose()
    }
}

/// Another process that holds the folder.
#[derive(Debug)]
pub struct RunningInstance {
    door: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Endpoint {
    port: u16,
    word: String,
}

/// What became of one upload that was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverResult {
    /// What its row is called.
    pub name: String,
    /// How it ended. None: it waits until somebody answers in the program that took it.
    pub receipt: Option<Arc<Receipt>>,
}

#[derive(Serialize, Deserialize)]
struct ResultLine {
    name: String,
    receipt: Option<String>,
}

/// Waits until everything that was taken over is over, and tells what became of it. None: the program ends before.
pub type Waiting = Box<dyn FnOnce() -> Option<Vec<HandoverResult>> + Send>;

const TAKEN: &str = "taken";
/// How long a whole request may take to arrive, and an answer of one line to be written.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long the password may take, which is sent with the first bytes. Whoever does not know it holds up nobody.
const KNOCK: Duration = Duration::from_millis(500);
/// No request is longer.
const LONGEST: usize = 80 << 20;
/// How often, and how long between, the door of whoever has the lock is looked for.
const DOORS: u32 = 100;
const MOMENT: Duration = Duration::from_millis(20);
/// How long nobody is listened to after the system could not accept a connection, for example for lack of handles.
const BACKOFF: Duration = Duration::from_millis(200);

/// Tries to take a folder.
pub fn claim(folder: &Path) -> io::Result<FolderClaim> {
    private::folder(folder)?;
    let lock = private::file(&folder.join("engine.lock"))?;
    let door = folder.join("engine.door");
    // Whoever has the lock hangs its door a moment later, and takes it away a moment before it lets go.
    for patience in (0..DOORS).rev() {
        match lock.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) if door.exists() || patience == 0 => {
                return Ok(FolderClaim::Theirs(RunningInstance { door }));
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(MOMENT),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    let word: [u8; 16] = rand::random();
    let word: String = hex::encode(word);
    // Without a door nobody can hand anything over, but the work goes on.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).ok();
    let port =
        listener.as_ref().and_then(|listener| listener.local_addr().ok()).map(|address| address.port());
    let hung = port.is_some_and(|port| write_endpoint(&door, &Endpoint { port, word: word.clone() }).is_ok());
    let listener = listener.filter(|_| hung);
    Ok(FolderClaim::Ours(FolderGuard { lock, listener, listening: None, door, word }))
}

/// Writes the door's address where only this user can read it.
fn write_endpoint(path: &Path, door: &Endpoint) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer(&mut file, door)?;
    private::put(file, path)
}

impl FolderGuard {
    /// Takes requests from now on, on a thread of its own that ends with this guard. What is not taken is answered
    /// with the reason.
    pub fn listen(
        &mut self,
        take: impl Fn(HandoverRequest) -> Result<Waiting, Failure> + Send + 'static,
    ) -> io::Result<()> {
        let Some(listener) = self.listener.take() else { return Ok(()) };
        let (word, over, waits) = (self.word.clone(), Arc::<AtomicBool>::default(), Waits::default());
        let (address, ended, begun) = (listener.local_addr()?, Arc::clone(&over), Arc::clone(&waits));
        let thread = Builder::new().name("door".to_owned()).spawn(move || {
            // A bad request is answered with silence.
            let hear = |stream| drop(receive(stream, &word, &take, &begun));
            serve(listener.incoming(), &ended, hear, || std::thread::sleep(BACKOFF));
        })?;
        self.listening = Some(Listening { thread, address, over, waits });
        Ok(())
    }
}

impl Drop for FolderGuard {
    fn drop(&mut self) {
        if let Some(listening) = self.listening.take() {
            listening.over.store(true, Ordering::Release);
            // The thread notices with the next connection. Where none is possible, it ends with the process.
            if TcpStream::connect_timeout(&listening.address, PATIENCE).is_ok() {
                drop(listening.thread.join());
            }
            // The engine has ended: nobody waits for more, and whoever does not read is not waited for.
            let waits = std::mem::take(&mut *listening.waits.lock().unwrap_or_else(PoisonError::into_inner));
            for wait in waits {
                drop(wait.join());
            }
        }
        // A door left behind leads nowhere; the lock is what counts.
        drop(std::fs::remove_file(&self.door));
        // A process that is just being started has a copy of the handle, which would hold the lock until it runs.
        drop(self.lock.unlock());
    }
}

/// Hears whoever comes until it is over. Where the system cannot accept a connection it would say so again at once, so
/// there is a rest before the next one.
fn serve(
    incoming: impl Iterator<Item = io::Result<TcpStream>>,
    over: &AtomicBool,
    hear: impl Fn(TcpStream),
    rest: impl Fn(),
) {
    for stream in incoming {
        if over.load(Ordering::Acquire) {
            break;
        }
        match stream {
            Ok(stream) => hear(stream),
            Err(_) => rest(),
        }
    }
}

/// Takes one request. Whoever does not know the password is heard for one short line.
fn receive(
    stream: TcpStream,
    word: &str,
    take: &impl Fn(HandoverRequest) -> Result<Waiting, Failure>,
    waits: &Mutex<Vec<JoinHandle<()>>>,
) -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "a deadline for one request; no fact depends on it")]
    let came = Instant::now();
    let mut lines = BufReader::new(TimedStream { stream: &stream, deadline: came + KNOCK });
    if read_line(&mut lines, word.len())? != word.as_bytes() {
        return Ok(());
    }
    lines.get_mut().deadline = came + PATIENCE;
    let request: HandoverRequest = serde_json::from_slice(&read_line(&mut lines, LONGEST)?)?;
    stream.set_write_timeout(Some(PATIENCE))?;
    match take(request) {
        Err(why) => writeln!(&stream, "{}", refusal_line(&why)),
        Ok(waiting) => {
            writeln!(&stream, "{TAKEN}")?;
            // The thread ends with the engine at the latest. Without one nobody is told, and the work goes on.
            let wait =
                Builder::new().name("door-waits".to_owned()).spawn(move || drop(tell(&stream, waiting)));
            let mut waits = waits.lock().unwrap_or_else(PoisonError::into_inner);
            waits.retain(|wait| !wait.is_finished());
            waits.extend(wait);
            Ok(())
        }
    }
}

fn tell(stream: &TcpStream, waiting: Waiting) -> io::Result<()> {
    let Some(results) = waiting() else { return Ok(()) };
    for result in results {
        let receipt = result.receipt.as_deref().map(receipts::json);
        let line = ResultLine { name: result.name, receipt };
        writeln!(&*stream, "{}", serde_json::to_string(&line)?)?;
    }
    writeln!(&*stream, "{OVER}")
}

/// The last line. A connection that ends without it was cut off.
const OVER: &str = "over";

/// A line of at most so many bytes, without its end.
fn read_line(lines: &mut impl io::BufRead, longest: usize) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    io::Read::take(lines, longest as u64 + 1).read_until(b'\n', &mut line)?;
    if line.pop() == Some(b'\n') { Ok(line) } else { Err(io::ErrorKind::InvalidData.into()) }
}

/// A connection that is read until a moment, however slowly it dribbles.
struct TimedStream<'a> {
    stream: &'a TcpStream,
    deadline: Instant,
}

impl io::Read for TimedStream<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        #[expect(clippy::disallowed_methods, reason = "see `receive`")]
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(left))?;
        self.stream.read(bytes)
    }
}

/// A refusal as one line: its code, and what it is about.
fn refusal_line(why: &Failure) -> String {
    let code = why.code.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{code} {}", why.detail).replace('\n', " ")
}

/// Reads such a line. An older version answers with a sentence.
fn refusal(line: &str) -> Failure {
    let (code, detail) = line.split_once(' ').unwrap_or((line, ""));
    match FailureCode::parse(code) {
        Some(FailureCode::Own(reason)) => Failure::own(FailureKind::Setup, reason, detail),
        Some(FailureCode::Platform(_)) | None => {
            Failure::own(FailureKind::Setup, FailureReason::HandoverRefused, line)
        }
    }
}

impl RunningInstance {
    /// Hands a request over. The answer comes once it has been taken, which may last as long as the other program needs.
    pub fn hand_over(&self, request: &HandoverRequest) -> Result<Handover, Failure> {
        let failed = |error: io::Error| {
            Failure::own(FailureKind::Setup, FailureReason::HandoverFailed, error.to_string())
        };
        let mut lines = BufReader::new(self.send(request).map_err(failed)?);
        let mut answer = String::new();
        lines.read_line(&mut answer).map_err(failed)?;
        match answer.trim_end() {
            TAKEN => Ok(Handover { lines }),
            "" => Err(Failure::own(FailureKind::Setup, FailureReason::HandoverNoAnswer, "")),
            line => Err(refusal(line)),
        }
    }

    fn send(&self, request: &HandoverRequest) -> io::Result<TcpStream> {
        let door: Endpoint = serde_json::from_reader(File::open(&self.door)?)?;
        // A large table takes a while to write down, and the other end does not wait long once somebody is there.
        let request = serde_json::to_string(request)?;
        let stream = TcpStream::connect_timeout(&(Ipv4Addr::LOCALHOST, door.port).into(), PATIENCE)?;
        (&stream).write_all(format!("{}\n{request}\n", door.word).as_bytes())?;
        Ok(stream)
    }
}

/// A request that was taken over.
#[derive(Debug)]
pub struct Handover {
    lines: BufReader<TcpStream>,
}

impl Handover {
    /// Waits until every upload of it is over. None: the other program ended before, and goes on when it starts again.
    pub fn wait(self) -> Option<Vec<HandoverResult>> {
        let mut results = Vec::new();
        for line in self.lines.lines() {
            let line = line.ok()?;
            if line == OVER {
                return Some(results);
            }
            let line: ResultLine = serde_json::from_str(&line).ok()?;
            let receipt = line.receipt.as_deref().and_then(receipts::parse).map(Arc::new);
            results.push(HandoverResult { name: line.name, receipt });
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::sync::mpsc;

    use super::*;

    fn ending() -> Failure {
        Failure::own(FailureKind::Setup, FailureReason::HandoverEnding, "")
    }

    /// Nothing to wait for.
    fn nothing() -> Waiting {
        Box::new(|| Some(Vec::new()))
    }

    #[test]
    fn the_reason_for_a_refusal_comes_across() {
        let server = "https://api.example.org/v1.3";
        let other = Failure::own(FailureKind::Setup, FailureReason::HandoverOtherServer, server);
        for why in [ending(), other] {
            let folder = tempfile::tempdir().unwrap();
            let FolderClaim::Ours(mut guard) = claim(folder.path()).unwrap() else { panic!("it is free") };
            let told = why.clone();
            guard.listen(move |_| Err(told.clone())).unwrap();
            let FolderClaim::Theirs(running) = claim(folder.path()).unwrap() else { panic!("it is taken") };
            assert_eq!(running.hand_over(&HandoverRequest::default()).unwrap_err(), why);
        }
        let old = refusal("the running Takeup is just ending; try again");
        assert_eq!(old.reason(), Some(FailureReason::HandoverRefused));
        assert_eq!(old.detail, "the running Takeup is just ending; try again");
    }

    #[test]
    fn the_second_comer_hands_its_errand_to_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let FolderClaim::Ours(mut guard) = claim(folder.path()).unwrap() else {
            panic!("nobody else is here")
        };
        let (sender, taken) = mpsc::channel();
        guard
            .listen(move |request| sender.send(request).map(|()| nothing()).map_err(|_gone| ending()))
            .unwrap();
        let FolderClaim::Theirs(neighbour) = claim(folder.path()).unwrap() else { panic!("it is taken") };
        let request = HandoverRequest {
            paths: vec!["/tmp/봄 소풍 100%.mp4".into()],
            anyway: true,
            ..HandoverRequest::default()
        };
        let handed = neighbour.hand_over(&request).unwrap();
        assert_eq!(handed.wait(), Some(Vec::new()));
        let table = HandoverRequest { table: Some(vec![b'x'; 6_000_000]), ..HandoverRequest::default() };
        assert_eq!(neighbour.hand_over(&table).unwrap().wait(), Some(Vec::new()));
        assert_eq!(taken.recv().unwrap(), request);
        drop(guard);
        assert!(matches!(claim(folder.path()).unwrap(), FolderClaim::Ours(_)));
    }

    #[test]
    fn who_waits_is_told_before_the_program_ends() {
        let folder = tempfile::tempdir().unwrap();
        let FolderClaim::Ours(mut guard) = claim(folder.path()).unwrap() else { panic!("it is free") };
        let told = Arc::<AtomicBool>::default();
        let over = Arc::clone(&told);
        guard
            .listen(move |_| {
                let over = Arc::clone(&over);
                Ok(Box::new(move || {
                    std::thread::sleep(Duration::from_millis(100));
                    over.store(true, Ordering::Release);
                    Some(Vec::new())
                }))
            })
            .unwrap();
        let FolderClaim::Theirs(running) = claim(folder.path()).unwrap() else { panic!("it is taken") };
        let handed = running.hand_over(&HandoverRequest::default()).unwrap();
        drop(guard);
        assert!(told.load(Ordering::Acquire));
        assert_eq!(handed.wait(), Some(Vec::new()));
    }

    #[test]
    fn the_door_of_whoever_is_just_starting_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let FolderClaim::Ours(guard) = claim(folder.path()).unwrap() else { panic!("it is free") };
        let door = folder.path().join("engine.door");
        let hung = std::fs::read(&door).unwrap();
        std::fs::remove_file(&door).unwrap();
        let (at, later) = (door.clone(), folder.path().join("later"));
        std::fs::File::create(&later).unwrap().write_all(&hung).unwrap();
        let hangs = std::thread::Builder::new().spawn(move || {
            std::thread::sleep(Duration::from_millis(100));
            std::fs::rename(later, at).unwrap();
        });
        assert!(matches!(claim(folder.path()).unwrap(), FolderClaim::Theirs(_)));
        assert!(door.exists(), "it was waited for");
        hangs.unwrap().join().unwrap();
        // Who ends meanwhile is followed.
        std::fs::remove_file(&door).unwrap();
        let ends = std::thread::Builder::new().spawn(move || {
            std::thread::sleep(Duration::from_millis(100));
            drop(guard);
        });
        assert!(matches!(claim(folder.path()).unwrap(), FolderClaim::Ours(_)));
        ends.unwrap().join().unwrap();
    }

    #[test]
    fn a_stranger_without_the_word_is_not_heard() {
        let folder = tempfile::tempdir().unwrap();
        let FolderClaim::Ours(mut guard) = claim(folder.path()).unwrap() else {
            panic!("nobody else is here")
        };
        let (sender, taken) = mpsc::channel();
        guard
            .listen(move |request| sender.send(request).map(|()| nothing()).map_err(|_gone| ending()))
            .unwrap();
        let path = folder.path().join("engine.door");
        let mut door: Endpoint = serde_json::from_reader(File::open(&path).unwrap()).unwrap();
        door.word = "guess".to_owned();
        write_endpoint(&path, &door).unwrap();
        let FolderClaim::Theirs(neighbour) = claim(folder.path()).unwrap() else { panic!("it is taken") };
        assert!(neighbour.hand_over(&HandoverRequest::default()).is_err());
        assert!(taken.try_recv().is_err());
    }

    #[test]
    fn who_dribbles_or_talks_without_end_holds_nobody_up() {
        let folder = tempfile::tempdir().unwrap();
        let FolderClaim::Ours(mut guard) = claim(folder.path()).unwrap() else { panic!("it is free") };
        guard.listen(|_| Ok(nothing())).unwrap();
        let door = folder.path().join("engine.door");
        let door: Endpoint = serde_json::from_reader(File::open(&door).unwrap()).unwrap();
        let address = (Ipv4Addr::LOCALHOST, door.port);
        // Longer than any password, and without an end.
        let endless = TcpStream::connect(address).unwrap();
        (&endless).write_all(&[b'x'; 1000]).unwrap();
        let slow = TcpStream::connect(address).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test of one thread")]
        let dribble = std::thread::spawn(move || {
            while (&slow).write_all(b"0").is_ok() {
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        let FolderClaim::Theirs(running) = claim(folder.path()).unwrap() else { panic!("it is taken") };
        assert_eq!(running.hand_over(&HandoverRequest::default()).unwrap().wait(), Some(Vec::new()));
        dribble.join().unwrap();
    }

    #[test]
    fn without_handles_it_rests_each_time_and_hears_the_next_who_comes() {
        let door = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let _caller = TcpStream::connect(door.local_addr().unwrap()).unwrap();
        // What a system says that has no handle left, as often as it is asked.
        let none = || Err(io::Error::from_raw_os_error(24));
        let incoming = std::iter::repeat_with(none).take(3).chain(door.incoming().take(1)).chain([none()]);
        let (heard, rests) = (Cell::new(0), RefCell::new(Vec::new()));
        let over = AtomicBool::new(false);
        serve(incoming, &over, |_| heard.set(heard.get() + 1), || rests.borrow_mut().push(heard.get()));
        assert_eq!((heard.get(), rests.take()), (1, vec![0, 0, 0, 1]));
        assert!(!BACKOFF.is_zero());

        over.store(true, Ordering::Release);
        serve([none()].into_iter(), &over, |_| panic!("nobody came"), || panic!("it is over"));
    }

    #[test]
    fn the_door_closes_with_its_guard() {
        let folder = tempfile::tempdir().unwrap();
        let FolderClaim::Ours(mut guard) = claim(folder.path()).unwrap() else { panic!("it is free") };
        guard.listen(|_| Ok(nothing())).unwrap();
        let address = guard.listening.as_ref().unwrap().address;
        drop(guard);
        assert!(TcpStream::connect(address).is_err(), "nobody listens any more");
    }
}
