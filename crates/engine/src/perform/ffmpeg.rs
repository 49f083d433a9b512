//! The program that makes copies: where it is, what it can do, and one run of it. It gets a list of arguments and never
//! a shell, and it ends with the run: when the future is dropped, and on Linux when this program is killed.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::{keys, private};
use takeup_model::{Failure, FailureKind, FailureReason, FileFacts, Recipe};

/// What it says about itself comes sooner than this.
const SOON: Duration = Duration::from_secs(20);
/// The oldest version whose options are known here.
const OLDEST: (u32, u32) = (4, 0);
/// The first version that has `-fps_mode`; it has another name before.
const FPS_MODE: (u32, u32) = (5, 1);
/// Of what it complains about, the end is kept.
const TAIL: usize = 4096;

/// A program that was found and looked at.
pub(super) struct Ffmpeg {
    path: PathBuf,
    /// As it says it.
    pub(super) version: String,
    old: bool,
    encoders: String,
}

fn trouble(reason: FailureReason, detail: impl Into<String>) -> Failure {
    Failure::own(FailureKind::Preparing, reason, detail)
}

impl Ffmpeg {
    /// Finds it, and asks what it is.
    pub(super) async fn find(set: Option<&Path>) -> Result<Self, Failure> {
        let told = set.map(|path| path.display().to_string()).unwrap_or_default();
        let missing = || trouble(FailureReason::FfmpegMissing, told.as_str());
        let path = set.map(Path::to_owned).or_else(|| on_path("ffmpeg")).ok_or_else(missing)?;
        let said = answer(&path, "-version", missing).await?;
        let version = said.strip_prefix("ffmpeg version ").and_then(|rest| rest.split_whitespace().next());
        let Some(version) = version.map(str::to_owned) else {
            return Err(trouble(FailureReason::FfmpegFailed, said.lines().next().unwrap_or_default()));
        };
        // A build of a day has no number and is new.
        let number = numbered(&version);
        if number.is_some_and(|number| number < OLDEST) {
            return Err(trouble(FailureReason::FfmpegTooOld, version));
        }
        let encoders = answer(&path, "-encoders", missing).await?;
        Ok(Self { path, version, old: number.is_some_and(|number| number < FPS_MODE), encoders })
    }

    /// Whether it has what a recipe needs.
    pub(super) fn check(&self, recipe: &Recipe, file: &FileFacts) -> Result<(), Failure> {
        let mut needed = recipe.encoders(file).into_iter();
        let lacking = needed.find(|encoder| !self.encoders.split_whitespace().any(|word| word == *encoder));
        lacking.map_or(Ok(()), |encoder| Err(trouble(FailureReason::FfmpegNoEncoder, encoder)))
    }

    /// Reads one file and writes another, and tells how it gets on until it has ended. A run that does not get on for
    /// so long is broken off, and so is one of which `on` says so.
    pub(super) async fn run(
        &self,
        input: &Input<'_>,
        output: &Output,
        stall: Duration,
        mut on: impl FnMut(Progress) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        // What is there already keeps its rights: nobody else reads a copy.
        private::file(&output.part).map_err(|error| Failure::of_file(&error))?;
        let child = self.spawn(input, output)?;
        let mut run = Run { child, part: output.part.clone() };
        let (Some(stdout), Some(stderr)) = (run.child.stdout.take(), run.child.stderr.take()) else {
            return Err(trouble(FailureReason::FfmpegFailed, ""));
        };
        let stuck = || trouble(FailureReason::FfmpegStuck, "");
        let follow = async {
            let mut lines = BufReader::new(stdout).lines();
            let mut progress = Progress::default();
            let mut moved = tokio::time::Instant::now();
            loop {
                let left = stall.saturating_sub(moved.elapsed());
                let line = timeout(left, lines.next_line()).await.map_err(|_late| stuck())?;
                let Ok(Some(line)) = line else { return Ok(()) };
                if progress.read(&line) {
                    moved = tokio::time::Instant::now();
                }
                if line.starts_with("progress=") {
                    on(progress)?;
                }
            }
        };
        let ((), said) = tokio::try_join!(follow, async { Ok::<_, Failure>(tail(stderr).await) })?;
        let ended = timeout(stall, run.child.wait()).await.map_err(|_late| stuck())?;
        match ended {
            Ok(status) if status.success() => {
                run.keep();
                Ok(())
            }
            // It may complain about other things after that.
            Ok(_) if said.contains("No space left on device") => Err(trouble(FailureReason::CopyNoSpace, "")),
            Ok(_) => Err(trouble(FailureReason::FfmpegFailed, last_line(&said))),
            Err(error) => Err(trouble(FailureReason::FfmpegFailed, error.to_string())),
        }
    }

    fn spawn(&self, input: &Input<'_>, output: &Output) -> Result<Child, Failure> {
        let mut command = gently(&self.path);
        // The file is read by this program and no address in it is followed.
        command.args("-hide_banner -nostdin -loglevel error -nostats -progress pipe:1 -y".split(' '));
        if let Some((start, secs)) = input.only {
            command.args(["-ss".to_owned(), start.to_string(), "-t".to_owned(), secs.to_string()]);
        }
        command.args(["-protocol_whitelist", "file", "-i"]).arg(of_file(input.path));
        command.args(&output.arguments);
        if output.arguments.iter().any(|argument| argument == "libx264") {
            // As many pictures as before, and each at its time.
            command.args([if self.old { "-vsync" } else { "-fps_mode" }, "passthrough"]);
            command.arg("-threads").arg(output.threads.to_string());
        }
        command.args(["-f", if output.audio { "flac" } else { "mp4" }]);
        command.arg(of_file(&output.part));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().map_err(|error| trouble(FailureReason::FfmpegFailed, error.to_string()))
    }
}

/// What is read.
pub(super) struct Input<'a> {
    pub(super) path: &'a Path,
    /// Only so many seconds of it, from a second on.
    pub(super) only: Option<(u64, u64)>,
}

/// What is written, and how.
pub(super) struct Output {
    pub(super) arguments: Vec<String>,
    pub(super) audio: bool,
    pub(super) threads: usize,
    pub(super) part: PathBuf,
}

/// How far a run has come.
#[derive(Clone, Copy, Default)]
pub(super) struct Progress {
    /// So much of the file is encoded.
    pub(super) done: Duration,
    /// Seconds of it in a second; 0 while that is not known.
    pub(super) speed: f64,
    written: u64,
}

impl Progress {
    /// Takes in one line. The answer is whether it says that something has moved.
    fn read(&mut self, line: &str) -> bool {
        let Some((name, value)) = line.split_once('=') else { return false };
        match name {
            "out_time_us" => {
                let done = Duration::from_micros(value.trim().parse().unwrap_or_default());
                let moved = done > self.done;
                self.done = self.done.max(done);
                moved
            }
            "total_size" => {
                let written = value.trim().parse().unwrap_or_default();
                std::mem::replace(&mut self.written, written) < written
            }
            "speed" => {
                self.speed = value.trim().trim_end_matches('x').parse().unwrap_or(self.speed);
                false
            }
            _ => false,
        }
    }
}

/// A run, and what it writes. Whatever ends it early leaves nothing behind.
struct Run {
    child: Child,
    part: PathBuf,
}

impl Run {
    fn keep(&mut self) {
        self.part = PathBuf::new();
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        if self.part.as_os_str().is_empty() {
            return;
        }
        // It may have ended already.
        drop(self.child.start_kill());
        // What it has open must be closed before the file can go, which takes a moment.
        for _ in 0..100 {
            if !matches!(self.child.try_wait(), Ok(None)) {
                break;
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        drop(std::fs::remove_file(&self.part));
    }
}

/// Without it a name could be taken for a protocol.
fn of_file(path: &Path) -> OsString {
    let mut name = OsString::from("file:");
    name.push(path);
    name
}

/// A command that leaves the processor to others, and that the system ends with this program where it can.
fn gently(path: &Path) -> Command {
    let mut words: Vec<OsString> = Vec::new();
    if let Some(nice) = on_path("nice").filter(|_| cfg!(unix)) {
        words.extend([nice.into_os_string(), "-n".into(), "10".into()]);
    }
    if let Some(setpriv) = on_path("setpriv").filter(|_| cfg!(target_os = "linux")) {
        words.extend([setpriv.into_os_string(), "--pdeathsig".into(), "KILL".into(), "--".into()]);
    }
    words.push(path.as_os_str().to_owned());
    let mut command = plain(words.first().map_or(path.as_os_str(), OsString::as_os_str));
    command.args(words.iter().skip(1));
    command
}

fn plain(program: &OsStr) -> Command {
    let mut command = Command::new(program);
    command.kill_on_drop(true);
    // It reads files from anywhere.
    for name in keys::key_variables() {
        command.env_remove(name);
    }
    // Ctrl+C in a terminal is for this program to answer.
    #[cfg(unix)]
    command.process_group(0);
    // No window, and a priority below normal.
    #[cfg(windows)]
    command.creation_flags(0x0800_0000 | 0x4000);
    command
}

/// What it says of itself.
async fn answer(path: &Path, option: &str, missing: impl Fn() -> Failure) -> Result<String, Failure> {
    let mut command = plain(path.as_os_str());
    command.args(["-hide_banner", option]).stdin(Stdio::null()).stderr(Stdio::null());
    if option == "-version" {
        command = plain(path.as_os_str());
        command.arg(option).stdin(Stdio::null()).stderr(Stdio::null());
    }
    let said = timeout(SOON, command.output()).await;
    let said = said.map_err(|_late| trouble(FailureReason::FfmpegStuck, ""))?;
    match said {
        Ok(said) if said.status.success() => Ok(String::from_utf8_lossy(&said.stdout).into_owned()),
        Ok(said) => Err(trouble(FailureReason::FfmpegFailed, said.status.to_string())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(missing()),
        Err(error) => Err(trouble(FailureReason::FfmpegFailed, error.to_string())),
    }
}

/// "5.1.9-0+deb12u1" and "n7.0" have numbers.
fn numbered(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.trim_start_matches('n').split(|c: char| !c.is_ascii_digit());
    let major = parts.next()?.parse().ok()?;
    Some((major, parts.next().and_then(|minor| minor.parse().ok()).unwrap_or(0)))
}

/// The end of what is complained about. All of it is read: a full pipe would stop the run.
async fn tail(mut stderr: impl AsyncRead + Unpin) -> String {
    let (mut kept, mut block) = (Vec::new(), vec![0; TAIL]);
    while let Ok(read @ 1..) = stderr.read(&mut block).await {
        kept.extend(block.iter().take(read));
        let surplus = kept.len().saturating_sub(TAIL);
        kept.drain(..surplus);
    }
    String::from_utf8_lossy(&kept).into_owned()
}

fn last_line(text: &str) -> &str {
    text.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}

/// A program by its name. What is started from a desktop may not have the folders of a terminal.
fn on_path(name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let more = ["/usr/local/bin", "/opt/homebrew/bin", "/opt/local/bin"].map(PathBuf::from);
    let folders =
        std::env::split_paths(&folders).chain(more.into_iter().filter(|_| cfg!(target_os = "macos")));
    folders.filter(|folder| folder.is_absolute()).map(|folder| folder.join(&name)).find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_builds_write_them() {
        for (version, number) in [
            ("5.1.9-0+deb12u1", Some((5, 1))),
            ("n7.0", Some((7, 0))),
            ("4.4.2-0ubuntu0.22.04.1", Some((4, 4))),
            ("8", Some((8, 0))),
            ("N-118283-g7ad5ad4c8e", None),
            ("git-2020-01-01-abcdef", None),
        ] {
            assert_eq!(numbered(version), number, "{version}");
        }
    }

    #[test]
    fn progress_is_read_line_by_line() {
        let mut progress = Progress::default();
        assert!(!progress.read("out_time_us=N/A"));
        assert!(progress.read("out_time_us=1500000"));
        assert!(!progress.read("out_time_us=1500000"));
        progress.read("speed=2.5x");
        progress.read("speed=N/A");
        assert_eq!((progress.done, progress.speed), (Duration::from_millis(1500), 2.5));
    }
}
