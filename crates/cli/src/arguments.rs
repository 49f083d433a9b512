//! What is wrong with a command line, in our own sentences, and values that are read from it.

use std::error::Error as _;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use takeup_engine::journal::receipts::ReportFormat;
use takeup_launch::absolute;
use takeup_model::{
    Bandwidth, Enrichment, Failure, FailureKind, FailureReason, Metadata, PartsAtOnce, ProxyChoice, ProxyUrl,
    Settings, Shard, ShardFlaw, is_server_url, names_something, shown,
};
use takeup_text::msg::{arguments, console};
use takeup_text::{self as text, input, numbers};

/// What is wrong, and how the command is used.
pub(super) fn explained(error: &clap::Error, command: &Command, args: &[OsString]) -> String {
    let usage = one_of(error, ContextKind::Usage).unwrap_or_default();
    // Clap puts an English heading before the usage.
    let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim();
    let said = misplaced(error, command, args).unwrap_or_else(|| sentence(error));
    if usage.is_empty() {
        return format!("{said}\n");
    }
    format!("{said}\n\n{} {usage}\n", console::console_usage_heading())
}

fn sentence(error: &clap::Error) -> String {
    let argument = one_of(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = one_of(error, ContextKind::InvalidValue).unwrap_or_default();
    // A password that was typed by mistake is not shown again.
    let value = if argument.starts_with("--proxy") {
        value.rsplit('@').next().unwrap_or_default().to_owned()
    } else {
        value
    };
    match error.kind() {
        ErrorKind::UnknownArgument => match one_of(error, ContextKind::SuggestedArg) {
            Some(similar) => arguments::argument_unknown_similar(argument, similar),
            None => arguments::argument_unknown(argument),
        },
        ErrorKind::InvalidSubcommand => unknown_command(error),
        ErrorKind::MissingSubcommand => arguments::argument_command_missing(
            one_of(error, ContextKind::InvalidSubcommand).unwrap_or_default(),
            one_of(error, ContextKind::ValidSubcommand).unwrap_or_default(),
        ),
        ErrorKind::MissingRequiredArgument => arguments::argument_missing(argument),
        ErrorKind::InvalidValue if value.is_empty() => arguments::argument_value_missing(argument),
        ErrorKind::TooFewValues | ErrorKind::NoEquals | ErrorKind::WrongNumberOfValues => {
            arguments::argument_value_missing(argument)
        }
        ErrorKind::TooManyValues => arguments::argument_value_unexpected(argument, value),
        ErrorKind::InvalidValue => match one_of(error, ContextKind::ValidValue) {
            Some(values) => arguments::argument_value_invalid_choice(value, argument, values),
            None => arguments::argument_value_invalid(value, argument),
        },
        ErrorKind::ValueValidation => match error.source() {
            Some(reason) => {
                arguments::argument_value_invalid_reason(value, argument, shown(&reason.to_string()))
            }
            None => arguments::argument_value_invalid(value, argument),
        },
        ErrorKind::ArgumentConflict => conflict(error, &argument),
        ErrorKind::InvalidUtf8 => arguments::argument_not_utf8().to_owned(),
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion
        | ErrorKind::Io
        | ErrorKind::Format
        | _ => arguments::argument_invalid().to_owned(),
    }
}

/// Where an option belongs that a command takes, but not before its last word.
fn misplaced(error: &clap::Error, command: &Command, args: &[OsString]) -> Option<String> {
    if error.kind() != ErrorKind::UnknownArgument {
        return None;
    }
    let argument = one_of(error, ContextKind::InvalidArg)?;
    let (mut meant, mut path) = (command, command.get_name().to_owned());
    for word in args.iter().skip(1) {
        if let Some(below) = meant.find_subcommand(word) {
            meant = below;
            path = [&path, " ", below.get_name()].concat();
        }
    }
    let taking = taking(meant, argument.strip_prefix("--")?)?;
    Some(arguments::argument_misplaced(argument, [path, taking].concat()))
}

/// What follows the name of this command up to the name of one that takes the option.
fn taking(command: &Command, option: &str) -> Option<String> {
    if command.get_arguments().any(|arg| arg.get_long() == Some(option)) {
        return Some(String::new());
    }
    let below = |below: &Command| Some([" ", below.get_name(), &taking(below, option)?].concat());
    command.get_subcommands().find_map(below)
}

fn unknown_command(error: &clap::Error) -> String {
    let command = one_of(error, ContextKind::InvalidSubcommand).unwrap_or_default();
    match one_of(error, ContextKind::SuggestedSubcommand) {
        Some(similar) => arguments::argument_command_unknown_similar(command, similar),
        None => arguments::argument_command_unknown(command),
    }
}

fn conflict(error: &clap::Error, argument: &str) -> String {
    let subject = one_of(error, ContextKind::InvalidSubcommand).unwrap_or_else(|| argument.to_owned());
    match one_of(error, ContextKind::PriorArg) {
        Some(other) if other == subject => arguments::argument_repeated(subject),
        Some(other) => arguments::argument_conflict(subject, other),
        None => arguments::argument_conflict_some(subject),
    }
}

/// A particular of the error as one line, if there is one.
fn one_of(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let found = match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => numbers::commas(texts),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::None
        | ContextValue::Bool(_)
        | ContextValue::StyledStrs(_)
        | ContextValue::Number(_)
        | _ => return None,
    };
    let found = shown(&found).into_owned();
    (kind == ContextKind::InvalidValue || !found.is_empty()).then_some(found)
}

/// Text that says something.
pub(super) fn filled(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err(arguments::argument_value_empty().to_owned()) } else { Ok(text.to_owned()) }
}

/// The ID of something on the platform.
pub(super) fn id(text: &str) -> Result<String, String> {
    let text = filled(text)?;
    if names_something(&text) { Ok(text) } else { Err(arguments::argument_value_no_id().to_owned()) }
}

pub(super) fn size(text: &str) -> Result<u64, String> {
    input::parse_size(text).ok_or_else(|| arguments::argument_value_not_size().to_owned())
}

/// Bytes a second, as the window reads them: "5" and "5 MB/s", "500 kB/s".
pub(super) fn rate(text: &str) -> Result<u64, String> {
    let rate = input::parse_rate(text).ok_or_else(|| arguments::argument_value_not_number().to_owned())?;
    if Bandwidth::BYTES_PER_SEC.contains(&rate) {
        return Ok(rate);
    }
    let [least, most] = [Bandwidth::BYTES_PER_SEC.start(), Bandwidth::BYTES_PER_SEC.end()];
    Err(arguments::argument_value_out_of_range(input::megabytes(*least), input::megabytes(*most)))
}

/// How many files at the same time.
pub(super) fn files(text: &str) -> Result<usize, String> {
    number_in(&Settings::FILES_AT_ONCE, text)
}

/// How many parts at the same time.
pub(super) fn parts(text: &str) -> Result<usize, String> {
    number_in(&PartsAtOnce::FIXED, text)
}

fn number_in(range: &RangeInclusive<usize>, text: &str) -> Result<usize, String> {
    let number = text.parse().ok().ok_or_else(|| arguments::argument_value_not_number().to_owned())?;
    if range.contains(&number) {
        return Ok(number);
    }
    Err(arguments::argument_value_out_of_range(range.start().to_string(), range.end().to_string()))
}

/// How long to wait: "90s", "30m", "2h 30m".
pub(super) fn wait(text: &str) -> Result<Duration, String> {
    let wait = text.parse::<jiff::SignedDuration>().ok().and_then(|wait| Duration::try_from(wait).ok());
    wait.filter(|wait| !wait.is_zero()).ok_or_else(|| arguments::argument_value_not_time().to_owned())
}

pub(super) fn count(text: &str) -> Result<u32, String> {
    text.parse().ok().ok_or_else(|| arguments::argument_value_not_number().to_owned())
}

pub(super) fn socket(text: &str) -> Result<SocketAddr, String> {
    text.parse().ok().ok_or_else(|| arguments::argument_value_not_address().to_owned())
}

/// The share of one of several machines: `I/N`, or `auto`.
pub(super) fn shard(text: &str) -> Result<Shard, String> {
    let found =
        if text == AUTO { Shard::of_array(|name| std::env::var(name).ok()) } else { Shard::parse(text) };
    found.map_err(|flaw| match flaw {
        ShardFlaw::Form => arguments::argument_shard_form().to_owned(),
        ShardFlaw::NoArray => arguments::argument_shard_no_array().to_owned(),
        ShardFlaw::Variable(name) => arguments::argument_shard_variable(name),
        ShardFlaw::Gaps => arguments::argument_shard_gaps().to_owned(),
    })
}

const AUTO: &str = "auto";

/// Where a report goes. After hours of uploading it is too late to find out that it cannot be kept there.
pub(super) fn report_file(text: &str) -> Result<PathBuf, String> {
    let path = absolute(text.as_ref());
    if ReportFormat::of(&path).is_none() {
        return Err(arguments::argument_report_ending().to_owned());
    }
    if !path.parent().is_some_and(Path::is_dir) {
        return Err(arguments::argument_report_folder().to_owned());
    }
    Ok(path)
}

/// What is extracted, by the JSON Schema in a file.
pub(super) fn schema(file: &str) -> Result<Enrichment, String> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| arguments::argument_schema_unread(error.to_string()))?;
    Enrichment::schema(&text).ok_or_else(|| arguments::argument_schema().to_owned())
}

/// Which proxy: "system", "none", or the URL of one.
pub(super) fn proxy(text: &str) -> Result<(ProxyChoice, Option<ProxyUrl>), String> {
    match ProxyChoice::parse(text) {
        Some(choice @ (ProxyChoice::System | ProxyChoice::None)) => Ok((choice, None)),
        Some(ProxyChoice::Own) | None => Ok((ProxyChoice::Own, Some(proxy_url(text)?))),
    }
}

/// The URL of a server.
pub(super) fn server_url(text: &str) -> Result<String, String> {
    let wrong = || Failure::own(FailureKind::Setup, FailureReason::ServerNoUrl, text);
    if is_server_url(text) { Ok(text.trim().to_owned()) } else { Err(text::happened(&wrong())) }
}

/// The URL of a proxy.
pub(super) fn proxy_url(text: &str) -> Result<ProxyUrl, String> {
    text.parse().map_err(|flaw| text::proxy_flaw(flaw).to_owned())
}

pub(super) fn key_value(text: &str) -> Result<(String, String), String> {
    let (key, value) =
        text.split_once('=').ok_or_else(|| arguments::argument_value_not_key_value().to_owned())?;
    let mut metadata = Metadata::default();
    metadata.set(key, value).map_err(|why| text::flaw(&why))?;
    if metadata.is_empty() {
        return Err(arguments::argument_value_no_metadata().to_owned());
    }
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_those_of_the_window() {
        for (text, bytes_per_sec) in [("5", 5_000_000), ("0.3", 300_000), ("500kB/s", 500_000)] {
            assert_eq!(rate(text), Ok(bytes_per_sec), "{text}");
        }
        for text in ["fast", "0", "0.001", "1e3", "100001"] {
            assert!(rate(text).is_err(), "{text}");
        }
        assert!(rate("0.001").unwrap_err().contains("0.01"), "the least is named");
    }
}
