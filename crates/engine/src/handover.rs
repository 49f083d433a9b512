//! One engine for one journal: who comes second hands over what it was given, and leaves.
//!
//! The lock decides; the door is how the second comer talks to the first. The door is a loopback port with a
//! password that only this user's processes can read.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use takeup_model::{Failure, FailureCode, FailureKind, FailureReason};

/// What a second comer wants done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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
    pub table: Option<Vec<u8>>,
    /// What happens with what is there already, by its word.
    pub if_exists: Option<String>,
    /// Whether the hosts of URLs are asked; nothing leaves it to the settings.
    pub ask_hosts: Option<bool>,
    /// The server it is meant for, if one was named.
    pub server: Option<String>,
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
    door: PathBuf,
    word: String,
}

impl std::fmt::Debug for FolderGuard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Guard({})", self.door.display())
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

#[derive(Serialize, Deserialize)]
struct HandoverMessage {
    word: String,
    #[serde(rename = "errand")]
    request: HandoverRequest,
}

const TAKEN: &str = "taken";
const PATIENCE: Duration = Duration::from_secs(5);
const LONGEST: u64 = 16 << 20;

/// Tries to take a folder.
pub fn claim(folder: &Path) -> io::Result<FolderClaim> {
    std::fs::create_dir_all(folder)?;
    let lock = File::options().create(true).truncate(false).write(true).open(folder.join("engine.lock"))?;
    let door = folder.join("engine.door");
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(FolderClaim::Theirs(RunningInstance { door })),
        Err(TryLockError::Error(error)) => return Err(error),
    }
    let word: [u8; 16] = rand::random();
    let word: String = hex::encode(word);
    // Without a door nobody can hand anything over, but the work goes on.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).ok();
    let port =
        listener.as_ref().and_then(|listener| listener.local_addr().ok()).map(|address| address.port());
    let hung = port.is_some_and(|port| write_endpoint(&door, &Endpoint { port, word: word.clone() }).is_ok());
    Ok(FolderClaim::Ours(FolderGuard { lock, listener: listener.filter(|_| hung), door, word }))
}

/// Writes the door's address where only this user can read it.
fn write_endpoint(path: &Path, door: &Endpoint) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer(&mut file, door)?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

impl FolderGuard {
    /// Takes errands from now on, on a thread of its own. What is not taken is answered with the reason.
    pub fn listen(
        &mut self,
        take: impl Fn(HandoverRequest) -> Result<(), Failure> + Send + 'static,
    ) -> io::Result<()> {
        let Some(listener) = self.listener.take() else { return Ok(()) };
        let word = self.word.clone();
        std::thread::Builder::new().name("door".to_owned()).spawn(move || {
            for stream in listener.incoming().flatten() {
                // A bad letter is answered with silence.
                drop(receive(&stream, &word, &take));
            }
        })?;
        Ok(())
    }
}

impl Drop for FolderGuard {
    fn drop(&mut self) {
        // A door left behind leads nowhere; the lock is what counts.
        drop(std::fs::remove_file(&self.door));
        // A process that is just being started has a copy of the handle, which would hold the lock until it runs.
        drop(self.lock.unlock());
    }
}

fn receive(
    stream: &TcpStream,
    word: &str,
    take: &impl Fn(HandoverRequest) -> Result<(), Failure>,
) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut line = String::new();
    BufReader::new(stream.take(LONGEST)).read_line(&mut line)?;
    let letter: HandoverMessage = serde_json::from_str(&line)?;
    if letter.word == word {
        let answer = take(letter.request).map_or_else(|why| refusal_line(&why), |()| TAKEN.to_owned());
        (&*stream).write_all(format!("{answer}\n").as_bytes())?;
    }
    Ok(())
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
    /// Hands an errand over. The answer comes once it has been taken.
    pub fn hand_over(&self, request: HandoverRequest) -> Result<(), Failure> {
        let answer = self.ask(request).map_err(|error| {
            Failure::own(FailureKind::Setup, FailureReason::HandoverFailed, error.to_string())
        })?;
        match answer.trim_end() {
            TAKEN => Ok(()),
            "" => Err(Failure::own(FailureKind::Setup, FailureReason::HandoverNoAnswer, "")),
            line => Err(refusal(line)),
        }
    }

    fn ask(&self, request: HandoverRequest) -> io::Result<String> {
        let door: Endpoint = serde_json::from_reader(File::open(&self.door)?)?;
        let stream = TcpStream::connect_timeout(&(Ipv4Addr::LOCALHOST, door.port).into(), PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut letter =
            serde_json::to_string(&HandoverMessage { word: door.word, request }).map_err(io::Error::from)?;
        letter.push('\n');
        (&stream).write_all(letter.as_bytes())?;
        let mut answer = String::new();
        BufReader::new(&stream).read_line(&mut answer)?;
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    fn ending() -> Failure {
        Failure::own(FailureKind::Setup, FailureReason::HandoverEnding, "")
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
            assert_eq!(running.hand_over(HandoverRequest::default()), Err(why));
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
        guard.listen(move |request| sender.send(request).map_err(|_gone| ending())).unwrap();
        let FolderClaim::Theirs(neighbour) = claim(folder.path()).unwrap() else { panic!("it is taken") };
        let request = HandoverRequest {
            paths: vec!["/tmp/봄 소풍 100%.mp4".into()],
            anyway: true,
            ..HandoverRequest::default()
        };
        neighbour.hand_over(request.clone()).unwrap();
        assert_eq!(taken.recv().unwrap(), request);
        drop(guard);
        assert!(matches!(claim(folder.path()).unwrap(), FolderClaim::Ours(_)));
    }

    #[test]
    fn a_stranger_without_the_word_is_not_heard() {
        let folder = tempfile::tempdir().unwrap();
        let FolderClaim::Ours(mut guard) = claim(folder.path()).unwrap() else {
            panic!("nobody else is here")
        };
        let (sender, taken) = mpsc::channel();
        guard.listen(move |request| sender.send(request).map_err(|_gone| ending())).unwrap();
        let path = folder.path().join("engine.door");
        let mut door: Endpoint = serde_json::from_reader(File::open(&path).unwrap()).unwrap();
        door.word = "guess".to_owned();
        write_endpoint(&path, &door).unwrap();
        let FolderClaim::Theirs(neighbour) = claim(folder.path()).unwrap() else { panic!("it is taken") };
        assert!(neighbour.hand_over(HandoverRequest::default()).is_err());
        assert!(taken.try_recv().is_err());
    }
}
