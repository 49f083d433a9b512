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
    _lock: File,
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

/// Why a running instance did not take what it was given.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Declined {
    /// It works with this server.
    #[error("the running instance works with {0}")]
    OtherServer(String),
    /// It is ending.
    #[error("the running instance is ending")]
    Ending,
}

/// Why nothing was handed over.
#[derive(Debug, thiserror::Error)]
pub enum HandoverError {
    /// It could not be reached.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It said nothing, or nothing that this version knows.
    #[error("the running instance did not answer")]
    NoAnswer,
    /// It said no.
    #[error(transparent)]
    Declined(#[from] Declined),
}

impl Declined {
    /// As it goes through the door.
    fn answer(&self) -> String {
        match self {
            Self::OtherServer(server) => format!("{OTHER_SERVER}{}", server.replace('\n', " ")),
            Self::Ending => ENDING.to_owned(),
        }
    }

    fn read(answer: &str) -> Option<Self> {
        if answer == ENDING {
            return Some(Self::Ending);
        }
        answer.strip_prefix(OTHER_SERVER).map(|server| Self::OtherServer(server.to_owned()))
    }
}

const TAKEN: &str = "taken";
const ENDING: &str = "ending";
const OTHER_SERVER: &str = "other-server ";
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
    Ok(FolderClaim::Ours(FolderGuard { _lock: lock, listener: listener.filter(|_| hung), door, word }))
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
        take: impl Fn(HandoverRequest) -> Result<(), Declined> + Send + 'static,
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
    }
}

fn receive(
    stream: &TcpStream,
    word: &str,
    take: &impl Fn(HandoverRequest) -> Result<(), Declined>,
) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut line = String::new();
    BufReader::new(stream.take(LONGEST)).read_line(&mut line)?;
    let letter: HandoverMessage = serde_json::from_str(&line)?;
    if letter.word == word {
        let answer = take(letter.request).map_or_else(|why| why.answer(), |()| TAKEN.to_owned());
        (&*stream).write_all(format!("{answer}\n").as_bytes())?;
    }
    Ok(())
}

impl RunningInstance {
    /// Hands an errand over. The answer comes once it has been taken.
    pub fn hand_over(&self, request: HandoverRequest) -> Result<(), HandoverError> {
        let door: Endpoint = serde_json::from_reader(File::open(&self.door)?).map_err(io::Error::from)?;
        let stream = TcpStream::connect_timeout(&(Ipv4Addr::LOCALHOST, door.port).into(), PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let mut letter =
            serde_json::to_string(&HandoverMessage { word: door.word, request }).map_err(io::Error::from)?;
        letter.push('\n');
        (&stream).write_all(letter.as_bytes())?;
        let mut answer = String::new();
        BufReader::new(&stream).read_line(&mut answer)?;
        match answer.trim_end() {
            TAKEN => Ok(()),
            why => Err(Declined::read(why).map_or(HandoverError::NoAnswer, HandoverError::Declined)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn the_second_comer_hands_its_errand_to_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let FolderClaim::Ours(mut guard) = claim(folder.path()).unwrap() else {
            panic!("nobody else is here")
        };
        let (sender, taken) = mpsc::channel();
        guard.listen(move |request| sender.send(request).map_err(|_| Declined::Ending)).unwrap();
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
    fn why_nothing_was_taken_comes_back() {
        for why in [Declined::OtherServer("https://a.example.org/v1.3".to_owned()), Declined::Ending] {
            let folder = tempfile::tempdir().unwrap();
            let FolderClaim::Ours(mut guard) = claim(folder.path()).unwrap() else {
                panic!("nobody else is here")
            };
            let told = why.clone();
            guard.listen(move |_| Err(told.clone())).unwrap();
            let FolderClaim::Theirs(neighbour) = claim(folder.path()).unwrap() else { panic!("it is taken") };
            let error = neighbour.hand_over(HandoverRequest::default()).unwrap_err();
            assert!(matches!(error, HandoverError::Declined(said) if said == why));
        }
    }

    #[test]
    fn a_stranger_without_the_word_is_not_heard() {
        let folder = tempfile::tempdir().unwrap();
        let FolderClaim::Ours(mut guard) = claim(folder.path()).unwrap() else {
            panic!("nobody else is here")
        };
        let (sender, taken) = mpsc::channel();
        guard.listen(move |request| sender.send(request).map_err(|_| Declined::Ending)).unwrap();
        let path = folder.path().join("engine.door");
        let mut door: Endpoint = serde_json::from_reader(File::open(&path).unwrap()).unwrap();
        door.word = "guess".to_owned();
        write_endpoint(&path, &door).unwrap();
        let FolderClaim::Theirs(neighbour) = claim(folder.path()).unwrap() else { panic!("it is taken") };
        assert!(neighbour.hand_over(HandoverRequest::default()).is_err());
        assert!(taken.try_recv().is_err());
    }
}
