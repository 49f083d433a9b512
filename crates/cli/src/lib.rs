//! The console program: another reader of the model.

mod add_assets;
mod asking;
mod check;
mod destinations;
mod history;
mod keys;
mod library;
mod lists;
mod plan;
mod queue;
mod request;
mod sandbox;
mod upload;

use std::ffi::OsString;
use std::io::{BufRead, Write};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use secrecy::SecretString;
use serde_json::json;

use takeup_engine::Policy;
use takeup_launch::{LaunchOptions, server_from_environment};
use takeup_model::{List, Metadata};
use takeup_text::{self as text, input};

/// Everything ready.
pub const READY: u8 = 0;
/// Something failed or was refused.
pub const FAILED: u8 = 1;
/// The words on the command line make no sense.
pub const USAGE: u8 = 2;
/// There is no key, or the platform refuses it.
pub const KEY: u8 = 3;
/// There was nothing to do.
pub const NOTHING: u8 = 4;
/// Somebody pressed Ctrl-C; the journal is kept.
pub const INTERRUPTED: u8 = 130;

/// The world outside, so that the whole program can run in a test.
pub struct Environment<'a> {
    /// The command line, program name first.
    pub args: Vec<OsString>,
    /// What was asked for.
    pub out: &'a mut dyn Write,
    /// What went wrong, and progress.
    pub err: &'a mut dyn Write,
    /// Where the key is read from.
    pub input: &'a mut dyn BufRead,
    /// Whether a person watches a terminal.
    pub terminal: bool,
    /// The pace of the engine.
    pub policy: Policy,
    /// A key that nobody has to look for.
    pub key: Option<SecretString>,
}

/// The command line.
#[derive(Parser)]
#[command(
    name = "takeup-cli",
    version,
    about = "Uploads videos to TwelveLabs from the console",
    long_about = None,
    disable_help_subcommand = true
)]
struct Cli {
    #[command(subcommand)]
    command: CliCommand,
}

#[derive(Subcommand)]
enum CliCommand {
    /// Send files, folders and public URLs, and wait until they are ready
    Upload(UploadArgs),
    /// Go on with everything that is unfinished
    Resume(ResumeArgs),
    /// List the uploads that are not finished, and call them off
    #[command(subcommand)]
    Queue(queue::QueueCommand),
    /// List, show, delete and export the assets of the account
    Assets(library::Assets),
    /// List, delete and export the classic indexing tasks of the account
    Tasks(library::Tasks),
    /// List the indexes of the account
    Indexes(CommonArgs),
    /// Say what files are and whether the platform would take them; no key and no network is needed
    Check(check::CheckArgs),
    /// Create, fill, rename and delete indexes
    #[command(subcommand)]
    Index(library::IndexCommand),
    /// Create, fill and empty knowledge stores
    #[command(subcommand)]
    Store(library::StoreCommand),
    /// List and finish multipart uploads that are not complete
    #[command(subcommand)]
    Sessions(library::SessionsCommand),
    /// Show the receipts of uploads that are over, newest first
    History(HistoryArgs),
    /// Write down the receipts of uploads that are over
    #[command(subcommand)]
    Receipts(ReceiptsCommand),
    /// Keep, find or forget the API key
    Key(keys::KeyArgs),
    /// Serve the practice platform to other programs
    Sandbox(sandbox::SandboxArgs),
}

#[derive(Args, Clone)]
struct CommonArgs {
    #[arg(long, value_name = "URL", conflicts_with = "sandbox", help = SERVER_HELP)]
    base_url: Option<String>,
    /// Talk to a practice platform inside this program
    #[arg(long)]
    sandbox: bool,
    /// Keep journal and settings in this folder
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

#[derive(Subcommand)]
enum ReceiptsCommand {
    /// A table for spreadsheets, or with --json one object a line
    Export(HistoryArgs),
}

#[derive(Args)]
struct HistoryArgs {
    /// Only those with this text in the path, the URL, an ID, or the outcome
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    /// No more than so many
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
    /// A table for spreadsheets
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// Of the practice platform
    #[arg(long)]
    sandbox: bool,
    /// The folder of the journal
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

#[derive(Args, Clone)]
struct Pace {
    /// Files at the same time
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    files: Option<u8>,
    /// Parts at the same time, over all files
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    parts: Option<u8>,
    /// Send no faster than so many `MiB` a second
    #[arg(long, value_name = "MiB/s", value_parser = rate)]
    limit_rate: Option<u64>,
    /// Let files up to this size go, for example 10GB
    #[arg(long, value_name = "SIZE", value_parser = size)]
    size_limit: Option<u64>,
    /// End once the platform has every byte
    #[arg(long)]
    no_wait: bool,
    /// Make no checksums while reading, and compare none
    #[arg(long)]
    no_checks: bool,
    /// Make the plain SHA-256 of each file too, in a reading of its own
    #[arg(long, conflicts_with = "no_checks")]
    sha256: bool,
}

#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Args)]
struct UploadArgs {
    /// The way to send
    #[arg(long, value_enum, default_value_t = MethodArg::Auto)]
    method: MethodArg,
    /// Index the asset here once it is ready (repeat for more)
    #[arg(long = "index", value_name = "ID", value_parser = filled)]
    indexes: Vec<String>,
    /// Add the asset to this knowledge store once it is ready (repeat for more)
    #[arg(long = "knowledge-store", value_name = "ID", value_parser = filled)]
    stores: Vec<String>,
    /// Make classic indexing tasks for this index
    #[arg(long, value_name = "ID", value_parser = filled, conflicts_with_all = ["indexes", "stores"])]
    task_index: Option<String>,
    /// The language field of a classic task
    #[arg(long, value_name = "L", requires = "task_index")]
    language: Option<String>,
    /// Go on with uploads of these files that were begun on another computer
    #[arg(long)]
    adopt: bool,
    /// Send what does not look like media too, and what does not meet the requirements of where it goes
    #[arg(long)]
    anyway: bool,
    /// Tell this about every upload (repeat for more)
    #[arg(long = "meta", value_name = "KEY=VALUE", value_parser = key_value)]
    meta: Vec<(String, String)>,
    /// Tell more, by file name: the first column of this table names files, the others are keys
    #[arg(long, value_name = "FILE.csv")]
    metadata: Option<PathBuf>,
    /// What to do with a file that is there already: send it again; or, after a look on the platform, reuse the asset and take it to the places asked for; or skip the file
    #[arg(long, value_enum, default_value_t = ExistsArg::Again)]
    if_exists: ExistsArg,
    /// Ask the hosts of URLs what is there before the platform is asked to fetch it
    #[arg(long)]
    probe_urls: bool,
    /// Print what would be sent and how, and send nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    pace: Pace,
    #[command(flatten)]
    common: CommonArgs,
    /// Files, folders, and http(s) URLs
    #[arg(required = true, value_name = "PATH|FOLDER|URL")]
    sources: Vec<OsString>,
}

#[derive(Args)]
struct ResumeArgs {
    #[command(flatten)]
    pace: Pace,
    #[command(flatten)]
    common: CommonArgs,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum MethodArg {
    Auto,
    Direct,
    Multipart,
    Url,
    Task,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum ExistsArg {
    Again,
    Reuse,
    Skip,
}

impl Pace {
    /// Whether anything was asked for that only this run could do.
    fn is_set(&self) -> bool {
        let numbers = self.files.is_some() || self.parts.is_some();
        let checks = self.no_checks || self.sha256;
        numbers || checks || self.limit_rate.is_some() || self.size_limit.is_some() || self.no_wait
    }
}

impl MethodArg {
    fn can_be_task(self) -> bool {
        matches!(self, Self::Auto | Self::Task)
    }
}

/// Text that says something: an ID, or a name.
fn filled(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("it is empty".to_owned()) } else { Ok(text.to_owned()) }
}

fn size(text: &str) -> Result<u64, String> {
    input::parse_size(text).ok_or_else(|| format!("{text} is no size; write it like 10GB"))
}

fn rate(text: &str) -> Result<u64, String> {
    let mib: f64 = text.parse().map_err(|error| format!("{text} is no number: {error}"))?;
    if !(0.01..=100_000.0).contains(&mib) {
        return Err(format!("{text} MiB/s is out of range"));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was just checked")]
    Ok((mib * 1_048_576.0) as u64)
}

fn key_value(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or_else(|| format!("{text} is not KEY=VALUE"))?;
    let mut metadata = Metadata::default();
    metadata.set(key, value).map_err(|why| text::flaw(&why))?;
    if metadata.is_empty() {
        return Err(format!("{key} has no value"));
    }
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

const SERVER_HELP: &str = "Talk to this server [env: TWELVELABS_BASE_URL]";

impl CommonArgs {
    fn server(&self) -> Option<String> {
        self.base_url.clone().or_else(server_from_environment)
    }

    fn launch(&self, world: &Environment<'_>) -> LaunchOptions {
        LaunchOptions {
            key: world.key.clone(),
            data_dir: self.data_dir.clone(),
            server: self.server(),
            sandbox: self.sandbox,
            policy: world.policy.clone(),
            ..LaunchOptions::default()
        }
    }
}

/// Runs the program. The answer is its exit code.
pub fn run(world: &mut Environment<'_>) -> anyhow::Result<u8> {
    let cli = match Cli::try_parse_from(&world.args) {
        Ok(cli) => cli,
        Err(error) => {
            let text = error.render();
            return if error.use_stderr() {
                write!(world.err, "{text}")?;
                Ok(USAGE)
            } else {
                write!(world.out, "{text}")?;
                Ok(READY)
            };
        }
    };
    match cli.command {
        CliCommand::Upload(args) if args.task_index.is_some() && !args.method.can_be_task() => {
            writeln!(world.err, "--task-index goes with --method task")?;
            Ok(USAGE)
        }
        CliCommand::Upload(args) if args.task_index.is_none() && args.method == MethodArg::Task => {
            writeln!(world.err, "--method task needs --task-index")?;
            Ok(USAGE)
        }
        CliCommand::Upload(args) if args.dry_run => plan::print(world, &args),
        CliCommand::Upload(args) => upload::upload(world, &args),
        CliCommand::Resume(args) => upload::resume(world, &args),
        CliCommand::Queue(what) => queue::queue(world, &what),
        CliCommand::Check(args) => check::check(world, &args),
        CliCommand::Assets(args) => library::assets(world, &args),
        CliCommand::Tasks(args) => library::tasks(world, &args),
        CliCommand::Indexes(common) => {
            lists::print(world, &common, &List::Indexes, &lists::ListFilter::everything())
        }
        CliCommand::Index(what) => library::index(world, &what),
        CliCommand::Store(what) => library::store(world, &what),
        CliCommand::Sessions(what) => library::sessions(world, &what),
        CliCommand::History(args) => history::print(world, &args),
        CliCommand::Receipts(ReceiptsCommand::Export(args)) => {
            history::print(world, &HistoryArgs { csv: !args.json, ..args })
        }
        CliCommand::Key(args) => keys::key(world, &args),
        CliCommand::Sandbox(args) => sandbox::sandbox(world, args),
    }
}

/// Ends when somebody asks this process to stop.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => return,
                _ = tokio::signal::ctrl_c() => return,
            }
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a way to hear it, nobody can interrupt.
        std::future::pending::<()>().await;
    }
}

/// Writes one JSON object on a line of its own.
fn line(out: &mut dyn Write, object: &serde_json::Value) -> std::io::Result<()> {
    writeln!(out, "{object}")?;
    out.flush()
}

/// Says why the account cannot work, when it cannot.
fn key_trouble(world: &mut Environment<'_>, why: &str, json: bool) -> std::io::Result<u8> {
    if json {
        line(world.out, &json!({ "event": "key", "reason": why }))?;
    }
    writeln!(world.err, "{why}")?;
    Ok(KEY)
}
