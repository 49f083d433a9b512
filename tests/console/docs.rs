//! The README and the guides: every command in them is run, and the console page names every command there is.
//!
//! What is run are the lines of the blocks marked `sh`. A line ends with 0, or with the code in its comment:
//! `# exit 4: nothing was unfinished`. Each document has a sandbox, a home and a folder of its own, in which its
//! lines run from top to bottom.
//!
//! | In a document | Stands for |
//! |---|---|
//! | `INDEX_ID`, `STORE_ID` | a new index, a new knowledge store |
//! | `ASSET_ID` | the asset of a new upload of `holiday.mp4` |
//! | `COLLECTION_ID` | a new collection in the knowledge store of the line |
//! | `INDEXED_ASSET_ID`, `ITEM_ID` | that asset in the index or the knowledge store of the line |
//! | `TASK_ID` | a classic task that is ready |
//! | `CONNECTION_ID` | a connection to a Google Drive, which every document has |
//! | `UPLOAD_ID` | a multipart session for `holiday.mp4` that nothing was sent to |
//! | `holiday.mp4`, `clip.mov`, `footage/` | videos; all but `clip.mov` have been uploaded once |
//! | `key set` without a file | a person who types the API key |
//! | `key.txt`, `schema.json` | files with the API key, and with a JSON Schema |
//! | `assets/sample.mp4` | the sample |
//! | a name ending in `.py` or `.csv` before a block of that kind | a file with the text of the block |
//!
//! Before a line with `resume` or `queue` an upload of `holiday.mp4` is interrupted. What builds is not run: the
//! targets of `make` and `cargo`, and the scripts of this repository, have to exist.
//!
//! This is a program of its own: while a program is started, its copy of this one would hold the locks of engines.
//! The lines are those of a POSIX shell.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail loudly, make files, and wait"
)]

mod interface;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::{BufRead as _, BufReader, Cursor};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Output, Stdio};
use std::time::{Duration, SystemTime};

use serde_json::{Value, json};
use takeup_cli::{self as cli, Environment};
use takeup_engine::Policy;
use takeup_rig::process::{Running, file};
use takeup_rig::{Rig, sandbox_options};
use takeup_sandbox::{Options, Times};

const SIZE: usize = 600_000;

/// A fenced block of a document, and the text before it.
struct Block<'a> {
    language: &'a str,
    text: &'a str,
    before: &'a str,
}

fn blocks(document: &str) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = document[from..].find("\n```").map(|at| from + at + 4) {
        let (language, _) = document[start..].split_once('\n').unwrap();
        let text_at = start + language.len() + 1;
        let end = text_at + document[text_at..].find("```").expect("a block is closed");
        found.push(Block { language, text: &document[text_at..end], before: &document[..start] });
        from = end + 3;
    }
    found
}

/// The commands of a document, each with the exit code it has to have.
fn lines(document: &str) -> Vec<(String, i32)> {
    let blocks = blocks(document).into_iter().filter(|block| block.language == "sh");
    let text: String = blocks.map(|block| block.text.replace("\\\n", " ")).collect();
    let line = |line: &str| {
        let (command, comment) = line.split_once(" #").unwrap_or((line, ""));
        let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).collect::<String>();
        let code = comment.trim().strip_prefix("exit ").map_or(0, |told| digits(told).parse().unwrap());
        (command.trim().to_owned(), code)
    };
    text.lines().filter(|text| !text.trim().is_empty()).map(line).collect()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn documents() -> Vec<PathBuf> {
    let guides = ["docs", "docs/ko", "docs/ja"].map(|folder| std::fs::read_dir(file(folder)).unwrap());
    let guides = guides.into_iter().flatten().map(|entry| entry.unwrap().path());
    let markdown = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "md");
    std::iter::once(file("README.md")).chain(guides.filter(markdown)).collect()
}

/// Where the lines of a document run.
struct Reader {
    rig: Rig,
    tasks: std::vec::IntoIter<String>,
    places: usize,
}

impl Reader {
    fn new(document: &str) -> Self {
        let times = Times { asset_ready: Duration::ZERO, task_step: Duration::ZERO, ..Times::default() };
        let rig = Rig::new(Options { times, preloaded: (0, 5), ..sandbox_options() });
        let folder = rig.folder.path();
        for name in ["footage", "assets"] {
            std::fs::create_dir(folder.join(name)).unwrap();
        }
        for name in ["holiday.mp4", "clip.mov", "footage/one.mp4", "footage/two.mp4"] {
            let video = std::fs::File::options().write(true).open(rig.video(name, SIZE)).unwrap();
            // A file that was changed moments ago is looked at twice.
            video.set_modified(SystemTime::now() - Duration::from_hours(1)).unwrap();
        }
        std::fs::write(folder.join("key.txt"), rig.sandbox.key()).unwrap();
        let schema = r#"{"type":"object","properties":{"place":{"type":"string","description":"Where"}}}"#;
        std::fs::write(folder.join("schema.json"), schema).unwrap();
        std::fs::write(folder.join("footage.csv"), "file,season\none.mp4,2026\n").unwrap();
        std::fs::copy(file("assets/sample.mp4"), folder.join("assets/sample.mp4")).unwrap();
        for block in blocks(document).iter().filter(|block| matches!(block.language, "python" | "csv")) {
            let ending = if block.language == "csv" { ".csv" } else { ".py" };
            let mut words = block.before.split([' ', '\n', '`']).rev();
            let name = words.find(|word| word.ends_with(ending)).expect("a name before the block");
            std::fs::write(folder.join(name), block.text).unwrap();
        }
        rig.drive();
        let tasks: Vec<String> = rig.ledger().tasks.into_iter().map(|task| task.id).collect();
        let reader = Self { rig, tasks: tasks.into_iter(), places: 0 };
        reader.succeeds("takeup-cli upload holiday.mp4 footage/");
        reader
    }

    /// A shell with a home of its own, in which only this program and those of the system are found.
    fn shell(&self, line: &str) -> Process {
        let folder = self.rig.folder.path();
        let program = Path::new(env!("CARGO_BIN_EXE_takeup-cli")).parent().unwrap();
        let system = std::env::var_os("PATH").unwrap_or_default();
        let path = [program, Path::new("/usr/bin"), Path::new("/bin")].map(Path::to_owned);
        let path = std::env::join_paths(path.into_iter().chain(std::env::split_paths(&system))).unwrap();
        let mut shell = Process::new("sh");
        shell.args(["-c", line]).current_dir(folder).env("PATH", path).env("HOME", folder);
        shell.env("XDG_CONFIG_HOME", folder.join("config")).env("XDG_DATA_HOME", folder.join("share"));
        shell.env("TWELVELABS_BASE_URL", self.rig.sandbox.url());
        // Whatever display and keyring there are, they are not those of the reader.
        shell.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        shell.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
        shell.env("TWELVE_LABS_API_KEY", self.rig.sandbox.key()).env("TAKEUP_LANG", "en");
        shell
    }

    fn succeeds(&self, line: &str) -> String {
        let output = self.shell(line).output().unwrap();
        assert!(output.status.success(), "{line}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The ID of the asset of a new upload.
    fn asset(&self) -> String {
        let said = self.succeeds("takeup-cli upload --if-exists again --json holiday.mp4");
        let events = said.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let done = events.into_iter().find(|event| event["event"] == "done").unwrap();
        done["asset_id"].as_str().unwrap().to_owned()
    }

    /// The line with something real for each placeholder.
    fn filled(&mut self, line: &str) -> String {
        self.places += 1;
        let mut line = line.to_owned();
        let (mut index, mut store) = (String::new(), String::new());
        if line.contains("INDEX_ID") {
            index = self.rig.index(&format!("Index {}", self.places));
            line = line.replace("INDEX_ID", &index);
        }
        if line.contains("STORE_ID") {
            store = self.rig.store(&format!("Store {}", self.places));
            line = line.replace("STORE_ID", &store);
        }
        if line.contains("COLLECTION_ID") {
            let path = format!("/knowledge-stores/{store}/item-collections");
            let collection = self.rig.post(&path, &json!({ "name": "Collection" }));
            line = line.replace("COLLECTION_ID", &collection);
        }
        if line.contains("INDEXED_ASSET_ID") {
            let asset = json!({ "asset_id": self.asset() });
            let indexed = self.rig.post(&format!("/indexes/{index}/indexed-assets"), &asset);
            line = line.replace("INDEXED_ASSET_ID", &indexed);
        }
        if line.contains("ITEM_ID") {
            let asset = json!({ "asset_id": self.asset() });
            let item = self.rig.post(&format!("/knowledge-stores/{store}/items"), &asset);
            line = line.replace("ITEM_ID", &item);
        }
        if line.contains("ASSET_ID") {
            line = line.replace("ASSET_ID", &self.asset());
        }
        if line.contains("TASK_ID") {
            line = line.replace("TASK_ID", &self.tasks.next().unwrap());
        }
        if line.contains("CONNECTION_ID") {
            line = line.replace("CONNECTION_ID", &self.rig.drive());
        }
        if line.contains("UPLOAD_ID") {
            let body = json!({ "filename": "holiday.mp4", "type": "video", "total_size": SIZE });
            let session = self.rig.open("/assets/multipart-uploads", &body);
            line = line.replace("UPLOAD_ID", session["upload_id"].as_str().unwrap());
        }
        assert!(!line.contains("_ID"), "there is no rule for a placeholder in: {line}");
        line
    }

    /// What is wrong with a line, if anything is.
    fn run(&mut self, line: &str, code: i32) -> Result<(), String> {
        let words: Vec<&str> =
            line.split_whitespace().skip_while(|word| word.contains('=') && !word.starts_with('-')).collect();
        match words.as_slice() {
            ["takeup-cli", "key", rest @ ..] => self.key(rest, code),
            ["takeup-cli", "sandbox", ..] => self.serve(line, "url "),
            ["takeup-cli", "connections", "add", ..] => self.serve(line, "To connect a Google Drive"),
            ["takeup-cli", "watch", ..] => {
                let line = self.filled(line);
                self.serve(&line, "Watching ")
            }
            ["takeup-cli", command, ..] => {
                if matches!(*command, "resume" | "queue") {
                    self.interrupt();
                }
                let line = self.filled(line);
                judge(&line, &self.shell(&line).output().unwrap(), code)
            }
            ["python3" | "b3sum", ..] => judge(line, &self.shell(line).output().unwrap(), code),
            ["make", targets @ ..] => known_to_make(targets),
            ["cargo", command, rest @ ..] => known_to_cargo(command, rest),
            ["export", assignment] => known_variable(assignment.split('=').next().unwrap()),
            [script, ..] if script.starts_with("benches/") && file(script).is_file() => Ok(()),
            _ => Err("there is no rule for this command".to_owned()),
        }
    }

    /// Leaves an unfinished upload in the journal.
    fn interrupt(&self) {
        let upload = self
            .shell("takeup-cli upload --if-exists again holiday.mp4")
            .env("TWELVE_LABS_API_KEY", "tlk_wrong")
            .output();
        assert_eq!(upload.unwrap().status.code(), Some(i32::from(cli::KEY)));
    }

    /// Commands about the key run in this process, which has a keyring that is nobody's.
    fn key(&self, words: &[&str], code: i32) -> Result<(), String> {
        let (words, input) = match words {
            [words @ .., "<", input] => (words, *input),
            words => (words, "key.txt"),
        };
        let input = std::fs::read(self.rig.folder.path().join(input)).unwrap();
        let (data, server) = (self.rig.data(), self.rig.sandbox.url());
        let place = ["--data-dir", data.to_str().unwrap(), "--base-url", &server];
        let words = ["takeup-cli", "key"].iter().chain(words).chain(&place).map(OsString::from);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let ended = cli::run(&mut Environment {
            args: words.collect(),
            out: &mut out,
            err: &mut err,
            input: &mut Cursor::new(input),
            read_hidden: None,
            terminal: false,
            policy: Policy::quick(),
            key: None,
        });
        match ended {
            Ok(ended) if i32::from(ended) == code => Ok(()),
            ended => Err(format!("{ended:?} {}", String::from_utf8_lossy(&err))),
        }
    }

    /// What runs until somebody ends it says at first that it does; that is all there is to wait for.
    fn serve(&self, line: &str, begin: &str) -> Result<(), String> {
        let mut shell = self.shell(&format!("exec {line} 2>&1"));
        let mut sandbox = Running::start(shell.stdout(Stdio::piped()));
        let mut said = String::new();
        BufReader::new(sandbox.0.stdout.as_mut().unwrap()).read_line(&mut said).unwrap();
        if said.starts_with(begin) { Ok(()) } else { Err(said) }
    }
}

fn judge(line: &str, output: &Output, code: i32) -> Result<(), String> {
    if output.status.code() == Some(code) {
        return Ok(());
    }
    let [out, err] = [&output.stdout, &output.stderr].map(|said| String::from_utf8_lossy(said));
    Err(format!("`{line}` ended with {} instead of {code}\n{out}{err}", output.status))
}

fn known_to_make(targets: &[&str]) -> Result<(), String> {
    let makefile = read(&file("Makefile"));
    let known = |target: &str| makefile.lines().any(|line| line.starts_with(&format!("{target}:")));
    match targets.iter().find(|target| !known(target)) {
        None => Ok(()),
        Some(target) => Err(format!("the Makefile has no target {target}")),
    }
}

fn known_variable(name: &str) -> Result<(), String> {
    let known = file("crates/engine/src/keys.rs");
    if read(&known).contains(&format!("\"{name}\"")) { Ok(()) } else { Err(format!("no variable {name}")) }
}

/// Packages and targets exist, and what follows `--` are options of the window.
fn known_to_cargo(command: &str, words: &[&str]) -> Result<(), String> {
    if !["bench", "build", "run", "test"].contains(&command) {
        return Err(format!("there is no rule for cargo {command}"));
    }
    let metadata = Process::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(file("."))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = |name: &str| packages.iter().any(|package| package["name"] == name);
    let meant = words.iter().skip_while(|word| **word != "-p").nth(1).unwrap_or(&"takeup");
    let target = |kind: &str, name: &str| {
        let package = packages.iter().find(|package| package["name"] == **meant).unwrap();
        let mut targets = package["targets"].as_array().unwrap().iter();
        targets.any(|target| target["name"] == name && target["kind"][0] == kind)
    };
    let window = read(&file("src/main.rs"));
    let option = |name: &str| window.contains(&format!("\n    {}: ", name.replace('-', "_")));
    let mut words = words.iter();
    let mut ours = true;
    while let Some(word) = words.next() {
        let known = match word.strip_prefix("--") {
            Some("") => {
                ours = false;
                true
            }
            Some("release" | "locked" | "workspace") if ours => true,
            Some(kind @ ("bench" | "bin" | "example" | "test")) if ours => {
                words.next().is_some_and(|name| target(kind, name))
            }
            Some(name) => !ours && option(name),
            // A package, whose targets are meant.
            None if ours => *word == "-p" && words.next().is_some_and(|name| package(name)),
            None => file(word).is_file(),
        };
        if !known {
            return Err(format!("cargo does not know {word}, or what follows it"));
        }
    }
    Ok(())
}

/// Whatever is wrong in a document, by its lines.
fn read_through(path: &Path) -> Vec<String> {
    let document = read(path);
    let mut reader = Reader::new(&document);
    let wrong = lines(&document).into_iter().filter_map(|(line, code)| {
        let why = reader.run(&line, code).err()?;
        Some(format!("{}: {line}\n{why}", path.display()))
    });
    wrong.collect()
}

#[cfg(unix)]
#[test]
fn every_command_of_the_documents_runs_and_ends_as_they_say() {
    let documents = documents();
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let running: Vec<_> = documents.iter().map(|path| scope.spawn(|| read_through(path))).collect();
        running.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    assert!(documents.len() > 5 && wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn the_console_page_has_every_command_and_the_documents_have_every_option() {
    let (mut commands, mut options) = interface::commands_and_options();
    let page = lines(&read(&file("docs/console.md")));
    let shown =
        |command: &str| page.iter().any(|(line, _)| line.starts_with(&format!("takeup-cli {command}")));
    commands.retain(|command| !shown(command));
    assert_eq!(commands, BTreeSet::new(), "these commands are not on the page");
    let all: String = documents().iter().map(|path| read(path)).collect();
    options.retain(|option| {
        !["--help", "--version"].contains(&option.as_str()) && !all.contains(option.as_str())
    });
    assert_eq!(options, BTreeSet::new(), "no document has these options");
}
