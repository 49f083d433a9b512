//! What the program notes about itself: the log in the data folder, the report of a crash, and no image of its memory.

use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::{LevelFilter, Targets, dynamic_filter_fn};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use takeup_engine::config::Folders;
use takeup_engine::diagnostics::{self, LogFile, Redactor};
use takeup_model::{LogLevel, Settings, Snapshot};

/// The log, once it is known where it is.
static FILE: Mutex<Option<LogFile>> = Mutex::new(None);
/// Where the report of a crash goes.
static FOLDER: Mutex<Option<PathBuf>> = Mutex::new(None);
static LEVEL: AtomicU8 = AtomicU8::new(1);
/// Replaces names, URLs and addresses in the log and in crash reports.
static REDACTOR: LazyLock<Mutex<Redactor>> = LazyLock::new(Mutex::default);
/// The settings that the log follows.
static FOLLOWED: Mutex<Option<Arc<Settings>>> = Mutex::new(None);
/// What is known at the time of a crash.
static FACTS: Mutex<Option<watch::Receiver<Snapshot>>> = Mutex::new(None);

fn lock<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Writes to the log, if there is one yet.
struct Sink;

impl Write for Sink {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if let Some(file) = &mut *lock(&FILE) {
            let clean = lock(&REDACTOR).clean(&String::from_utf8_lossy(line));
            file.add(clean.as_bytes());
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Sink {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        Self
    }
}

/// Notes what the program does: to the standard error stream as `TAKEUP_LOG` asks for it, and to the log in the data
/// folder as the settings do. What other libraries note is kept out of the log, for it may hold URLs.
pub fn start_log() {
    let asked = std::env::var("TAKEUP_LOG").ok().and_then(|levels| levels.parse::<Targets>().ok());
    let filter = asked.unwrap_or_else(|| Targets::new().with_default(LevelFilter::ERROR));
    let shown = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(io::stderr).with_filter(filter);
    let wanted = dynamic_filter_fn(|about, _| {
        let level = match LEVEL.load(Ordering::Relaxed) {
            0 => LevelFilter::ERROR,
            1 => LevelFilter::INFO,
            _ => LevelFilter::DEBUG,
        };
        about.target().starts_with("takeup") && *about.level() <= level
    });
    let wanted = wanted.with_max_level_hint(LevelFilter::DEBUG);
    let kept = tracing_subscriber::fmt::layer().with_ansi(false).with_writer(Sink).with_filter(wanted);
    tracing_subscriber::registry().with(shown).with(kept).init();
}

/// Has the log tell as much as these settings say, without the names in them.
pub fn follow_settings(settings: &Arc<Settings>) {
    let mut followed = lock(&FOLLOWED);
    if followed.as_ref().is_some_and(|known| Arc::ptr_eq(known, settings)) {
        return;
    }
    let level = match settings.log_level {
        LogLevel::Errors => 0,
        LogLevel::Normal => 1,
        LogLevel::Detailed => 2,
    };
    LEVEL.store(level, Ordering::Relaxed);
    lock(&REDACTOR).know(diagnostics::of_settings(settings));
    *followed = Some(Arc::clone(settings));
}

/// Knows these facts when there is a crash.
pub(crate) fn know(facts: watch::Receiver<Snapshot>) {
    *lock(&FACTS) = Some(facts);
}

/// Keeps the log in this folder from now on. Without a folder that can be written there is none.
pub(crate) fn keep_in(folder: &Path, settings: &Settings) {
    follow_settings(&Arc::new(settings.clone()));
    *lock(&FOLDER) = Some(folder.to_owned());
    *lock(&FILE) = LogFile::open(folder).ok();
    tracing::info!("{} starts", diagnostics::program());
}

/// Has every panic leave a report, and tells where it is, or that it could not be kept. The uploads are in the journal
/// already. An image of the memory, which would hold the key, is not made.
pub fn report_crashes(tell: impl Fn(Option<&Path>) + Send + Sync + 'static) {
    no_image_of_the_memory();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() == Some(SURVIVED) {
            return tracing::warn!("{panic}");
        }
        #[expect(clippy::disallowed_methods, reason = "the time of a crash")]
        let now = jiff::Timestamp::now();
        let text = names_at_crash().clean(&crash(panic, now));
        tracing::error!("{}", text.lines().take(3).collect::<Vec<_>>().join("; "));
        let known = lock(&FOLDER).clone();
        let folder = known.or_else(|| Folders::find(None, false).ok().map(|folders| folders.data));
        let kept = folder.and_then(|folder| diagnostics::keep_crash(&folder, &text, now).ok());
        tell(kept.as_deref());
    }));
}

/// Knows every name of the facts, if they can be read now: a crash may hold anything.
fn names_at_crash() -> Redactor {
    let facts = FACTS.try_lock().ok().and_then(|facts| Some(Arc::clone(&facts.as_ref()?.borrow().facts)));
    let names = facts.into_iter().flat_map(|facts| {
        let mut names = diagnostics::of_settings(&facts.settings);
        names.extend(diagnostics::of_jobs(facts.jobs.values().map(Arc::as_ref)));
        names
    });
    Redactor::new(names)
}

/// The thread whose panics end nothing.
const SURVIVED: &str = "may-panic";

/// Runs work of a library that panics where something is missing, and waits for it. None if it did.
pub fn survive<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let thread = std::thread::Builder::new().name(SURVIVED.to_owned()).spawn(work);
    thread.ok()?.join().ok()
}

fn crash(panic: &PanicHookInfo<'_>, now: jiff::Timestamp) -> String {
    let thread = std::thread::current();
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let what = panic.payload_as_str().unwrap_or("no message");
    format!(
        "{}, {now:.0}\nthread {} panicked at {place}\n{what}\n\n{}\n",
        diagnostics::program(),
        thread.name().unwrap_or("without a name"),
        std::backtrace::Backtrace::force_capture()
    )
}

/// Keeps other programs out of the memory of this one, also what a system starts to make a report of a crash. Not for a
/// program with a window: the portals of a desktop do not answer a program that they cannot look at.
#[cfg(target_os = "linux")]
pub fn hide_memory() {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    // Every system that runs this program knows it.
    set_dumpable_behavior(DumpableBehavior::NotDumpable).unwrap_or_default();
}

/// Nothing of that kind is there.
#[cfg(not(target_os = "linux"))]
pub fn hide_memory() {}

#[cfg(unix)]
fn no_image_of_the_memory() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let most = getrlimit(Resource::Core).maximum;
    // A system that does not allow less makes what it always makes.
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: most }).unwrap_or_default();
}

#[cfg(not(unix))]
fn no_image_of_the_memory() {}
