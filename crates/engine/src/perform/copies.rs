//! Copies of files: made, tried out on a few seconds, and deleted. They live in a folder of their own, which nobody
//! else can read.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use takeup_api as api;
use takeup_api::body::{self, Checks, FileRange};
use takeup_media as media;
use takeup_model::{
    CopyEstimate, CopySize, Failure, FailureKind, FailureReason, FileCopy, FileFacts, Job, MadeCopy,
    Preparing, Recipe, Samples,
};

use super::super::event::{Progress, Reply};
use super::super::pace::Policy;
use super::super::{disk, private};
use super::bytes::{Reading, unchanged};
use super::ffmpeg::{Ffmpeg, Input, Output};
use super::{Tools, WorkInput, blocking, bug};

/// Below the folder of the journal.
const FOLDER: &str = "copies";
/// Behind the name of what is not whole yet.
const PART: &str = ".part";
/// So much of a film is encoded to know the rest.
const SAMPLE_SECS: u64 = 5;

/// The folder of copies, and what their making needs beside its task.
#[derive(Clone, Debug)]
pub(crate) struct Copies {
    folder: PathBuf,
    /// Bytes that stay free on the disk.
    reserve: u64,
    /// How long ffmpeg may stand still.
    stall: Duration,
    /// Names of copies that may appear. A maker that was stopped in the moment it was done must not bring back what has
    /// been discarded since.
    awaited: Arc<Mutex<BTreeSet<String>>>,
}

impl Copies {
    pub(crate) fn new(data: &Path, policy: &Policy) -> Self {
        Self {
            folder: folder(data),
            reserve: policy.copy_reserve,
            stall: policy.copy_stall,
            awaited: Arc::default(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn awaits(&self, name: &str) {
        self.awaited.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
    }

    /// Gives a copy that is whole its name, unless nobody needs it any more.
    fn keep(&self, part: &Path, name: &str) -> io::Result<()> {
        let awaited = self.awaited.lock().unwrap_or_else(PoisonError::into_inner);
        if awaited.contains(name) { std::fs::rename(part, self.path(name)) } else { Ok(()) }
    }

    fn discard(&self, name: &str) -> io::Result<()> {
        self.awaited.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        std::fs::remove_file(self.path(name))
    }
}

/// The folder of copies.
pub(crate) fn folder(data: &Path) -> PathBuf {
    data.join(FOLDER)
}

/// The copies that are there. What was not finished when the program was last killed is deleted.
pub(crate) fn found(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names
        .filter(|name| {
            let whole = !name.ends_with(PART);
            if !whole {
                // What cannot be deleted now is found by the next start.
                drop(std::fs::remove_file(folder.join(name)));
            }
            whole
        })
        .collect()
}

/// Where what is sent of a job is: its copy, or else its file.
pub(super) fn body_path(tools: &Tools, job: &Job) -> Option<PathBuf> {
    match &job.copy {
        Some(copy) if copy.made.is_some() => Some(tools.copies.path(&copy.name)),
        _ => job.source.path().map(Path::to_owned),
    }
}

/// Looks at a file, and at its copy if there should be one.
pub(super) async fn look(tools: &Tools, job: &Job) -> Result<Reply, Failure> {
    let file = super::look(job).await?;
    let Some(copy) = job.copy.as_ref().filter(|copy| copy.made.is_some()) else {
        return Ok(Reply::Looked(file));
    };
    let path = tools.copies.path(&copy.name);
    let copy = blocking(move || media::look(&path).ok()).await?;
    Ok(Reply::LookedAtBoth(Box::new((file, copy))))
}

/// Deletes a copy.
pub(crate) async fn discard(tools: &Tools, name: &str) -> Result<Reply, Failure> {
    let (copies, name) = (tools.copies.clone(), name.to_owned());
    blocking(move || match copies.discard(&name) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::of_file(&error)),
        Ok(()) | Err(_) => Ok(Reply::Done),
    })
    .await?
}

/// Makes the copy of a file, and looks at it as at any file that is sent.
pub(super) async fn prepare(task: &WorkInput, tools: &Tools, job: &Job) -> Result<Reply, Failure> {
    let (copy, file) = (copy(job)?, file(job)?);
    unchanged(job).await?;
    tools.copies.awaits(&copy.name);
    let (ffmpeg, part) = begin(task, tools, &copy.name, (&copy.recipe, file)).await?;
    room(&tools.copies, needed(&copy.recipe, file))?;
    let output = output(task, &copy.recipe, file, part.clone());
    let input = Input { path: job.source.path().ok_or_else(|| bug("url-not-a-file"))?, only: None };
    let of = job.wanted_length();
    let tell = |progress: super::ffmpeg::Progress| {
        let preparing = Preparing { done: progress.done, of, speed: progress.speed };
        // The loop ends before its work does.
        tools.progress.send(Progress::Copy(job.id, preparing)).unwrap_or_default();
        room(&tools.copies, 0)
    };
    if let Err(failure) = ffmpeg.run(&input, &output, tools.copies.stall, tell).await {
        // A source that went away says more than what ffmpeg makes of that.
        unchanged(job).await?;
        return Err(failure);
    }
    let leftover = Leftover(part.clone());
    let looked = part.clone();
    let facts = blocking(move || media::look(&looked)).await??;
    if let (Some(wanted), Some(length)) = (of, facts.media.length)
        && wanted.abs_diff(length) > Duration::from_secs(1).max(wanted / 100)
    {
        let detail = format!("{} {}", wanted.as_millis(), length.as_millis());
        return Err(Failure::own(FailureKind::Preparing, FailureReason::CopyOtherLength, detail));
    }
    if copy.recipe.fixes.is_empty() && facts.size >= file.size {
        return Ok(Reply::NoSmaller);
    }
    let original = if task.model.settings.checks { Some(digest(job, file).await?) } else { None };
    unchanged(job).await?;
    tools.copies.keep(&part, &copy.name).map_err(|error| Failure::of_file(&error))?;
    drop(leftover);
    let made = tools.copies.path(&copy.name);
    let facts = blocking(move || media::look(&made)).await??;
    Ok(Reply::Prepared(Arc::new(MadeCopy { file: facts, tool: ffmpeg.version, original })))
}

/// Encodes a few seconds, to know what copies of the whole would be.
pub(super) async fn sample(task: &WorkInput, tools: &Tools, job: &Job) -> Result<Reply, Failure> {
    let file = file(job)?;
    let path = job.source.path().ok_or_else(|| bug("url-not-a-file"))?;
    let length = file.media.length.unwrap_or_default().max(Duration::from_secs(1));
    let secs = SAMPLE_SECS.min(length.as_secs());
    // The beginning of a film is seldom like the rest of it.
    let start = if length.as_secs() > 3 * SAMPLE_SECS { length.as_secs() / 3 } else { 0 };
    let mut copies = Vec::new();
    let mut tool = String::new();
    for size in CopySize::OFFERED.into_iter().filter(|size| size.helps(file)) {
        let recipe = Recipe::smaller(size);
        let (ffmpeg, part) = begin(task, tools, &job.nonce, (&recipe, file)).await?;
        let output = output(task, &recipe, file, part.clone());
        let begun = tokio::time::Instant::now();
        let input = Input { path, only: Some((start, secs)) };
        ffmpeg.run(&input, &output, tools.copies.stall, |_| Ok(())).await?;
        let (elapsed, leftover) = (begun.elapsed(), Leftover(part));
        let bytes = std::fs::metadata(&leftover.0).map_err(|error| Failure::of_file(&error))?.len();
        let whole = |part: u128| part * length.as_millis() / u128::from(secs * 1000);
        let bytes = u64::try_from(whole(bytes.into())).unwrap_or(u64::MAX);
        let millis = u64::try_from(whole(elapsed.as_millis())).unwrap_or(u64::MAX);
        copies.push(CopyEstimate { size, bytes, takes: Duration::from_millis(millis) });
        tool = ffmpeg.version;
    }
    Ok(Reply::Sampled(Arc::new(Samples { tool, copies })))
}

async fn begin(
    task: &WorkInput,
    tools: &Tools,
    name: &str,
    (recipe, file): (&Recipe, &FileFacts),
) -> Result<(Ffmpeg, PathBuf), Failure> {
    let ffmpeg = Ffmpeg::find(task.model.settings.ffmpeg.as_deref()).await?;
    ffmpeg.check(recipe, file)?;
    private::folder(&tools.copies.folder).map_err(|error| Failure::of_file(&error))?;
    // Another name each time: what was broken off a moment ago still deletes its own.
    Ok((ffmpeg, tools.copies.path(&format!("{name}.{:x}{PART}", task.now.random))))
}

fn output(task: &WorkInput, recipe: &Recipe, file: &FileFacts, part: PathBuf) -> Output {
    // One core is left to the uploads and to whoever sits there.
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = ((cores - 1) / task.model.settings.copies_at_once.max(1)).clamp(1, 16);
    Output { arguments: recipe.arguments(file), audio: recipe.is_audio(), threads, part }
}

fn copy(job: &Job) -> Result<&FileCopy, Failure> {
    job.copy.as_ref().ok_or_else(|| bug("no-copy"))
}

fn file(job: &Job) -> Result<&FileFacts, Failure> {
    job.file.as_ref().ok_or_else(|| bug("file-not-looked-at"))
}

/// The most bytes that a copy takes.
fn needed(recipe: &Recipe, file: &FileFacts) -> u64 {
    match (recipe.size, file.media.length) {
        (Some(size), Some(length)) => size.most_bytes(length),
        _ => file.size,
    }
}

/// Whether a disk has room for so many bytes, and some to spare.
fn room(copies: &Copies, bytes: u64) -> Result<(), Failure> {
    let needed = bytes.saturating_add(copies.reserve);
    match disk::free(&copies.folder) {
        Ok(free) if free < needed => {
            let detail = format!("{needed} {free}");
            Err(Failure::own(FailureKind::Preparing, FailureReason::CopyNoSpace, detail))
        }
        _ => Ok(()),
    }
}

/// The BLAKE3 of the original, in hex.
async fn digest(job: &Job, file: &FileFacts) -> Result<String, Failure> {
    let path = job.source.path().ok_or_else(|| bug("url-not-a-file"))?.to_owned();
    let checks = Checks { leaves: true, ..Checks::default() };
    let modified = file.modified.map(Into::into);
    let whole = FileRange { path, start: 0, length: file.size, file_size: file.size, modified, checks };
    let reading = Reading::default();
    let stop = Arc::clone(&reading.0);
    let made = blocking(move || {
        let leaves = body::leaves_of(&whole, &stop)?.unwrap_or_default();
        body::root(whole.file_size, &leaves).map(hex::encode).ok_or(body::BodyError::Changed)
    });
    made.await?.map_err(|error| api::Error::Body(error).failure())
}

/// A file that is deleted unless it has another name by then.
struct Leftover(PathBuf);

impl Drop for Leftover {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make files")]
mod tests {
    use super::*;

    #[test]
    fn a_copy_that_was_discarded_does_not_come_back() {
        let data = tempfile::tempdir().unwrap();
        let copies = Copies::new(data.path(), &Policy::default());
        std::fs::create_dir(&copies.folder).unwrap();
        let part = copies.path("one.part");
        copies.awaits("one");
        std::fs::write(&part, "whole").unwrap();
        assert_eq!(copies.discard("one").unwrap_err().kind(), io::ErrorKind::NotFound);
        copies.keep(&part, "one").unwrap();
        assert!(!copies.path("one").exists());
        copies.awaits("one");
        copies.keep(&part, "one").unwrap();
        assert!(copies.path("one").exists());
        copies.discard("one").unwrap();
        assert!(!copies.path("one").exists());
    }
}
