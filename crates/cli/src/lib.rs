//! The console program.

mod accounts;
mod add_assets;
mod arguments;
mod asking;
mod check;
mod columns;
mod connections;
mod destinations;
mod doctor;
mod ended;
mod errors;
mod handed_over;
mod help;
mod history;
mod job_progress;
mod keys;
mod library;
mod lists;
mod plan;
mod progress;
mod queue;
mod report;
mod request;
mod sandbox;
mod share;
mod upload;
mod verify;
mod watch;
mod writer;

use std::ffi::OsString;
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::time::Duration;

use clap::error::ErrorKind;
use clap::{ArgMatches, Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use secrecy::SecretString;
use serde_json::json;

use takeup_engine::Policy;
use takeup_launch::{LaunchOptions, NetworkOptions, server_from_environment};
use takeup_model::{Addresses, IfExists, List, ProxyChoice, ProxyUrl, Shard};
use takeup_text::msg::arguments as wrong;
use takeup_text::{Language, in_language};

use arguments::{
    count, files, id, key_value, parts, proxy, rate, report_file, server_url, shard, size, wait,
};

use errors::told;
pub use errors::{error_text, output_lost};
pub use writer::Output;
use writer::{plain_json, write_json, write_line, write_text};

/// Everything is ready.
pub const READY: u8 = 0;
/// Something failed or was refused.
pub const FAILED: u8 = 1;
/// The command line is not valid.
pub const USAGE: u8 = 2;
/// No key, or the platform refuses it.
pub const KEY: u8 = 3;
/// There was nothing to do.
pub const NOTHING: u8 = 4;
/// Interrupted; the journal keeps the uploads.
pub const INTERRUPTED: u8 = 130;

/// Help is easy to read up to this many columns.
const WIDEST: usize = 100;

/// Everything outside of the program, so that all of it can run in a test.
pub struct Environment<'a> {
    /// The command line, program name first.
    pub args: Vec<OsString>,
    /// Results.
    pub out: &'a mut dyn Write,
    /// Errors, notices and progress.
    pub err: &'a mut dyn Write,
    /// Where the key is read from.
    pub input: &'a mut dyn BufRead,
    /// Reads a line of a terminal without showing it, where the input is one.
    pub read_hidden: Option<fn() -> std::io::Result<String>>,
    /// Whether `err` is a terminal.
    pub terminal: bool,
    /// Waiting times and limits of the engine.
    pub policy: Policy,
    /// The key to use instead of the one in the environment or the keyring.
    pub key: Option<SecretString>,
}

/// The command line.
#[derive(Parser)]
#[command(name = "takeup-cli", version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: CliCommand,
}

#[derive(Subcommand)]
enum CliCommand {
    #[command(subcommand)]
    Accounts(accounts::AccountsCommand),
    Upload(UploadArgs),
    Resume(ResumeArgs),
    #[command(subcommand)]
    Queue(queue::QueueCommand),
    Assets(library::Assets),
    Tasks(library::Tasks),
    Indexes(CommonArgs),
    Check(check::CheckArgs),
    #[command(subcommand)]
    Connections(connections::ConnectionsCommand),
    Doctor(doctor::DoctorArgs),
    #[command(subcommand)]
    Index(library::IndexCommand),
    #[command(subcommand)]
    Store(library::StoreCommand),
    #[command(subcommand)]
    Sessions(library::SessionsCommand),
    History(HistoryArgs),
    #[command(subcommand)]
    Receipts(ReceiptsCommand),
    Verify(verify::VerifyArgs),
    Watch(watch::WatchArgs),
    Key(keys::KeyArgs),
    Sandbox(sandbox::SandboxArgs),
}

#[derive(Args, Clone)]
struct CommonArgs {
    #[arg(long, value_name = "account", conflicts_with_all = ["sandbox", "base_url"])]
    account: Option<String>,
    #[arg(long, value_name = "url", value_parser = server_url, conflicts_with = "sandbox")]
    base_url: Option<String>,
    #[arg(long)]
    sandbox: bool,
    #[arg(long, value_name = "folder")]
    data_dir: Option<PathBuf>,
    #[command(flatten)]
    network: NetworkArgs,
    #[arg(long)]
    json: bool,
}

/// The way to the platform, by the names that the settings have.
#[derive(Args, Clone)]
struct NetworkArgs {
    #[arg(long, value_name = "proxy", value_parser = proxy)]
    proxy: Option<(ProxyChoice, Option<ProxyUrl>)>,
    #[arg(long, value_name = "hosts")]
    direct_for: Option<String>,
    #[arg(long, value_name = "pem")]
    extra_ca: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "choice")]
    addresses: Option<AddressesArg>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum AddressesArg {
    Any,
    Ipv4,
    Ipv6,
}

impl NetworkArgs {
    /// Whether any option is set that a running instance ignores.
    fn is_set(&self) -> bool {
        self.options() != NetworkOptions::default()
    }

    fn options(&self) -> NetworkOptions {
        NetworkOptions {
            proxy: self.proxy.clone(),
            direct_for: self.direct_for.clone(),
            extra_ca: self.extra_ca.as_deref().map(takeup_launch::absolute),
            addresses: self.addresses.map(|kind| match kind {
                AddressesArg::Any => Addresses::Any,
                AddressesArg::Ipv4 => Addresses::Ipv4,
                AddressesArg::Ipv6 => Addresses::Ipv6,
            }),
        }
    }
}

#[derive(Subcommand)]
enum ReceiptsCommand {
    Export(HistoryArgs),
}

#[derive(Args)]
struct HistoryArgs {
    #[arg(long, value_name = "text")]
    search: Option<String>,
    #[arg(long, value_name = "count", value_parser = count)]
    limit: Option<u32>,
    #[arg(long)]
    json: bool,
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    #[arg(long)]
    sandbox: bool,
    #[arg(long, value_name = "folder")]
    data_dir: Option<PathBuf>,
}

#[derive(Args, Clone)]
struct Pace {
    #[arg(long, value_name = "count", value_parser = files)]
    files: Option<usize>,
    #[arg(long, value_name = "count", value_parser = parts)]
    parts: Option<usize>,
    #[arg(long, value_name = "rate", value_parser = rate)]
    limit_rate: Option<u64>,
    #[arg(long, value_name = "size", value_parser = size)]
    size_limit: Option<u64>,
    #[arg(long)]
    no_checks: bool,
    #[arg(long, conflicts_with = "no_checks")]
    sha256: bool,
    #[arg(long, value_name = "report", value_parser = report_file)]
    report: Option<PathBuf>,
}

/// How long the uploads of a run are waited for.
#[derive(Args, Clone)]
struct WaitArgs {
    #[arg(long)]
    no_wait: bool,
    #[arg(long, value_name = "time", value_parser = wait)]
    timeout: Option<Duration>,
}

/// Where assets go, or classic tasks instead.
#[derive(Args)]
struct DestinationArgs {
    #[arg(long = "index", value_name = "id", value_parser = id)]
    indexes: Vec<String>,
    #[arg(long = "knowledge-store", value_name = "id", value_parser = id)]
    stores: Vec<String>,
    #[arg(long, value_name = "id", value_parser = id, conflicts_with_all = ["indexes", "stores"])]
    task_index: Option<String>,
    #[arg(long, value_name = "language", requires = "task_index")]
    language: Option<String>,
}

#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Args)]
struct UploadArgs {
    #[arg(long, value_enum, value_name = "choice", default_value_t = MethodArg::Auto)]
    method: MethodArg,
    #[command(flatten)]
    to: DestinationArgs,
    #[arg(long)]
    adopt: bool,
    #[arg(long)]
    anyway: bool,
    #[arg(long = "meta", value_name = "key-value", value_parser = key_value)]
    meta: Vec<(String, String)>,
    #[arg(long, value_name = "csv")]
    metadata: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "choice")]
    if_exists: Option<ExistsArg>,
    #[arg(long, alias = "probe-urls")]
    check_urls: bool,
    #[arg(long, value_enum, value_name = "choice")]
    copy: Option<CopyArg>,
    #[arg(long)]
    fix: bool,
    #[arg(long, value_name = "shard", value_parser = shard)]
    shard: Option<Shard>,
    #[arg(long, conflicts_with = "report")]
    dry_run: bool,
    #[command(flatten)]
    pace: Pace,
    #[command(flatten)]
    wait: WaitArgs,
    #[command(flatten)]
    common: CommonArgs,
    #[arg(required = true, value_name = "source")]
    sources: Vec<OsString>,
}

#[derive(Args)]
struct ResumeArgs {
    #[arg(long)]
    failed: bool,
    #[command(flatten)]
    pace: Pace,
    #[command(flatten)]
    wait: WaitArgs,
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
enum CopyArg {
    Original,
    Auto,
    #[value(name = "360p")]
    P360,
    #[value(name = "480p")]
    P480,
    #[value(name = "720p")]
    P720,
    #[value(name = "1080p")]
    P1080,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum ExistsArg {
    Again,
    Reuse,
    Skip,
}

impl Pace {
    /// Whether any option is set that a running instance ignores.
    fn is_set(&self) -> bool {
        let numbers = self.files.is_some() || self.parts.is_some();
        let checks = self.no_checks || self.sha256;
        numbers || checks || self.limit_rate.is_some() || self.size_limit.is_some()
    }
}

impl ExistsArg {
    fn meant(self) -> IfExists {
        match self {
            Self::Again => IfExists::Again,
            Self::Reuse => IfExists::Reuse,
            Self::Skip => IfExists::Skip,
        }
    }
}

impl MethodArg {
    fn can_be_task(self) -> bool {
        matches!(self, Self::Auto | Self::Task)
    }
}

impl CommonArgs {
    /// The server that is meant, where no account is named.
    fn server(&self) -> Option<String> {
        self.base_url.clone().or_else(server_from_environment).filter(|_| self.account.is_none())
    }

    fn launch(&self, world: &Environment<'_>) -> LaunchOptions {
        LaunchOptions {
            key: world.key.clone(),
            data_dir: self.data_dir.clone(),
            server: self.server(),
            account: self.account.as_deref().map(|name| takeup_text::named_account(name).to_owned()),
            sandbox: self.sandbox,
            network: self.network.options(),
            policy: world.policy.clone(),
            hold_sleep: HOLD_SLEEP,
            ..LaunchOptions::default()
        }
    }
}

/// The command line, with its help in the language that is spoken now. Packages make man pages and completions of it.
pub fn command() -> clap::Command {
    help::translated(Cli::command(), WIDEST)
}

/// Elsewhere it would bring crates that only the window has.
#[cfg(not(target_os = "linux"))]
const HOLD_SLEEP: Option<takeup_launch::HoldSleep> = None;
#[cfg(target_os = "linux")]
const HOLD_SLEEP: Option<takeup_launch::HoldSleep> =
    Some(|| takeup_launch::hold_sleep_off(takeup_text::msg::desktop::desktop_sleep_why()));

/// Runs the program. The answer is its exit code.
pub fn run(world: &mut Environment<'_>) -> anyhow::Result<u8> {
    let width = writer::terminal_width().filter(|_| world.terminal).map_or(WIDEST, |width| width.min(WIDEST));
    let command = help::translated(Cli::command(), width);
    let parsed = command.try_get_matches_from(&world.args).and_then(|matches| {
        let cli = Cli::from_arg_matches(&matches)?;
        Ok((cli, wants_json(&matches)))
    });
    match parsed {
        // Programs read this, so it is the same in every language.
        Ok((cli, true)) => in_language(Language::En, || {
            let ended = perform(world, cli);
            if let Err(error) = &ended {
                asking::write_failed(world, &error_text(error))?;
            }
            ended
        }),
        Ok((cli, false)) => perform(world, cli),
        Err(error) => Ok(say_unparsed(world, &error)?),
    }
}

/// Whether `--json` is given, at any level.
fn wants_json(matches: &ArgMatches) -> bool {
    matches.try_get_one("json").is_ok_and(|json| json == Some(&true))
        || matches.subcommand().is_some_and(|(_, below)| wants_json(below))
}

/// Prints help, version, or what is wrong with the command line.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other kind is explained the same way")]
fn say_unparsed(world: &mut Environment<'_>, error: &clap::Error) -> std::io::Result<u8> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            write_text(world.out, &error.render().to_string())?;
            Ok(READY)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            write_text(world.err, &error.render().to_string())?;
            Ok(USAGE)
        }
        _ => {
            write_text(world.err, &arguments::explained(error, &Cli::command(), &world.args))?;
            Ok(USAGE)
        }
    }
}

fn perform(world: &mut Environment<'_>, cli: Cli) -> anyhow::Result<u8> {
    match cli.command {
        CliCommand::Accounts(accounts::AccountsCommand::List(args)) => accounts::list(world, &args),
        CliCommand::Upload(args) if args.to.task_index.is_some() && !args.method.can_be_task() => {
            write_line(world.err, wrong::argument_needs("--task-index", "--method task"))?;
            Ok(USAGE)
        }
        CliCommand::Upload(args) if args.to.task_index.is_none() && args.method == MethodArg::Task => {
            write_line(world.err, wrong::argument_needs("--method task", "--task-index"))?;
            Ok(USAGE)
        }
        CliCommand::Upload(args) if args.dry_run => plan::print(world, &args),
        CliCommand::Upload(args) => upload::upload(world, &args),
        CliCommand::Resume(args) => upload::resume(world, &args),
        CliCommand::Queue(what) => queue::queue(world, &what),
        CliCommand::Check(args) => check::check(world, &args),
        CliCommand::Connections(what) => connections::connections(world, &what),
        CliCommand::Doctor(args) => doctor::doctor(world, &args),
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
        CliCommand::Verify(args) => verify::verify(world, &args),
        CliCommand::Watch(args) => watch::watch(world, &args),
        CliCommand::Key(args) => keys::key(world, &args),
        CliCommand::Sandbox(args) => sandbox::sandbox(world, args),
    }
}

/// Returns when the process is asked to stop.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let hangup = if ignores_hangup() { None } else { signal(SignalKind::hangup()).ok() };
        let hung_up = async {
            match hangup {
                Some(mut hangup) => hangup.recv().await,
                None => std::future::pending().await,
            }
        };
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => return,
                _ = hung_up => return,
                _ = tokio::signal::ctrl_c() => return,
            }
        }
    }
    if tokio::signal::ctrl_c().await.is_err() {
        // Without a signal handler there is nothing to wait for.
        std::future::pending::<()>().await;
    }
}

/// Whether this process was started to outlive its terminal, as by `nohup`. A handler would undo that.
#[cfg(target_os = "linux")]
fn ignores_hangup() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & 1 == 1)
}

/// The same, where the system does not tell: `nohup` takes the terminal away from the output. What is left as it was
/// ends the program there, or does not.
#[cfg(all(unix, not(target_os = "linux")))]
fn ignores_hangup() -> bool {
    !writer::to_a_terminal()
}

/// Reports why the key cannot be used.
fn key_trouble(world: &mut Environment<'_>, why: &str, json: bool) -> std::io::Result<u8> {
    if json {
        write_json(world.out, &json!({ "event": "key", "reason": why }))?;
    }
    write_line(world.err, why)?;
    Ok(KEY)
}
