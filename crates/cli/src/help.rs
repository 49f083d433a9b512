//! The help of the command line. Its texts are messages, found by the names of commands and arguments.

use ::console::{Alignment, measure_text_width, pad_str};
use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, ArgAction, Command};

use takeup_text::help;
use takeup_text::msg::console;
use takeup_text::numbers::commas;

use crate::columns::wrapped;

/// The command with the texts of the language that is spoken now, for a terminal of this width.
pub(super) fn translated(command: Command, width: usize) -> Command {
    let name = command.get_name().to_owned();
    one(command.disable_version_flag(true), "help", &name, width)
}

/// `id` is that of the help text, `path` what is typed to get here.
fn one(command: Command, id: &str, path: &str, width: usize) -> Command {
    let own = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let top = id == "help";
    let command = command
        .about(help(if top { "help-program" } else { id }).unwrap_or_default())
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(own)
        .args(top.then_some(version))
        .mut_args(|arg| described(arg, id))
        .subcommand_value_name(console::console_usage_command())
        .mut_subcommands(|below| {
            let name = below.get_name().to_owned();
            one(below, &format!("{id}-{name}"), &format!("{path} {name}"), width)
        });
    // Only a command that is built knows how many values its arguments take.
    let mut built = command.clone();
    built.build();
    let (usage, help) = (usage(&built, path), laid_out(&built, path, width));
    command.override_usage(usage).override_help(help)
}

/// The ID of an argument's help: its own, or the one it shares with other commands.
pub(super) fn argument_id(arg: &Arg, command: &str) -> String {
    let name = arg.get_long().map_or_else(|| arg.get_id().as_str().replace('_', "-"), str::to_owned);
    let own = format!("{command}-{name}");
    if help(&own).is_some() { own } else { format!("help-any-{name}") }
}

/// The IDs of the placeholders for an argument's values.
pub(super) fn value_ids(arg: &Arg) -> Vec<String> {
    let names = arg.get_value_names().filter(|_| arg.get_action().takes_values()).unwrap_or_default();
    names.iter().map(|name| format!("help-value-{}", name.to_ascii_lowercase().replace('_', "-"))).collect()
}

fn described(arg: Arg, command: &str) -> Arg {
    let mut texts = vec![help(&argument_id(&arg, command)).unwrap_or_default().to_owned()];
    if !arg.get_action().takes_values() {
        return arg.help(texts.concat());
    }
    let defaults = arg.get_default_values().iter().map(|value| value.to_string_lossy());
    let default = commas(defaults);
    if !default.is_empty() {
        texts.push(console::console_default_value(default));
    }
    let possible = arg.get_possible_values();
    if !possible.is_empty() {
        texts.push(console::console_possible_values(commas(possible.iter().map(PossibleValue::get_name))));
    }
    let names: Vec<&'static str> = value_ids(&arg).iter().filter_map(|id| help(id)).collect();
    arg.help(texts.join(" ")).value_names(names).hide_default_value(true).hide_possible_values(true)
}

/// The help of a command, for a terminal of this width.
fn laid_out(command: &Command, path: &str, width: usize) -> String {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let usage = format!("{} {}", console::console_usage_heading(), usage(command, path));
    let mut sections = vec![wrapped(&about, width).join("\n"), wrapped(&usage, width).join("\n")];
    let text = |styled: Option<&StyledStr>| styled.map(ToString::to_string).unwrap_or_default();
    let commands =
        command.get_subcommands().map(|below| (below.get_name().to_owned(), text(below.get_about())));
    let arguments = command.get_positionals().map(|arg| (arg.to_string(), text(arg.get_help())));
    let options = command
        .get_arguments()
        .filter(|arg| !arg.is_positional())
        .map(|arg| (option(arg), text(arg.get_help())));
    for (heading, rows) in [
        (console::console_commands_heading(), commands.collect::<Vec<_>>()),
        (console::console_arguments_heading(), arguments.collect()),
        (console::console_options_heading(), options.collect()),
    ] {
        if !rows.is_empty() {
            sections.push(format!("{heading}\n{}", section(&rows, width)));
        }
    }
    sections.join("\n\n") + "\n"
}

/// What can be typed, and beside it what it does, or below it where that leaves too little room.
fn section(rows: &[(String, String)], width: usize) -> String {
    let typed = rows.iter().map(|(typed, _)| measure_text_width(typed)).max().unwrap_or_default();
    let room = width.saturating_sub(typed + 4);
    // A URL is not broken.
    let fits = |told: &str| wrapped(told, room).iter().all(|line| measure_text_width(line) <= room);
    let beside = typed + 4 <= width / 2 && rows.iter().all(|(_, told)| fits(told));
    let indent = if beside { typed + 4 } else { 10 };
    let mut text = Vec::new();
    for (typed, told) in rows {
        let lines = wrapped(told, width.saturating_sub(indent)).into_iter();
        let mut lines = lines.map(|line| format!("{:indent$}{line}", ""));
        let first = if beside { lines.next().unwrap_or_default() } else { String::new() };
        text.push(format!("  {}{}", pad_str(typed, indent - 2, Alignment::Left, None), first.trim_start()));
        text.extend(lines);
    }
    text.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

/// "-h, --help" or "    --index <ID>".
fn option(arg: &Arg) -> String {
    match arg.get_short() {
        Some(short) if arg.get_long().is_some() => format!("-{short}, {arg}"),
        _ => format!("    {arg}"),
    }
}

/// What can be typed, on one line.
fn usage(command: &Command, path: &str) -> String {
    let mut words = vec![path.to_owned(), console::console_usage_options().to_owned()];
    words.extend(command.get_positionals().map(ToString::to_string));
    if command.has_subcommands() {
        let optional = !command.is_subcommand_required_set();
        let placeholder = if optional {
            console::console_usage_optional_command()
        } else {
            console::console_usage_command()
        };
        words.push(placeholder.to_owned());
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory as _;

    use takeup_text::{Language, in_language};

    use super::*;
    use crate::Cli;

    /// The IDs that a command and those below it ask for.
    fn asked(command: &Command, id: &str, ids: &mut BTreeSet<String>) {
        for arg in command.get_arguments() {
            ids.insert(argument_id(arg, id));
            ids.extend(value_ids(arg));
        }
        for below in command.get_subcommands() {
            let id = format!("{id}-{}", below.get_name());
            assert!(ids.insert(id.clone()), "{id} is two things");
            asked(below, &id, ids);
        }
    }

    #[test]
    fn every_command_and_argument_has_a_text_and_every_text_is_used() {
        let mut ids: BTreeSet<String> =
            ["help-program", "help-any-help", "help-version"].map(str::to_owned).into();
        asked(&Cli::command(), "help", &mut ids);
        // The window program has texts of its own in the same file.
        let own = takeup_text::HELP.iter().filter(|id| !id.starts_with("help-window-"));
        let known: BTreeSet<String> = own.map(|id| (*id).to_owned()).collect();
        let missing: Vec<_> = ids.difference(&known).collect();
        let unused: Vec<_> = known.difference(&ids).collect();
        assert!(missing.is_empty() && unused.is_empty(), "missing: {missing:#?}, unused: {unused:#?}");
    }

    #[test]
    fn clap_finds_no_fault_with_the_command() {
        translated(Cli::command(), 100).debug_assert();
    }

    #[test]
    fn help_fits_the_terminal_in_every_language() {
        for language in Language::ALL {
            in_language(*language, || {
                for width in [60, 100] {
                    let mut upload = translated(Cli::command(), width);
                    let upload = upload.find_subcommand_mut("upload").unwrap().render_help().to_string();
                    for line in upload.lines() {
                        assert!(measure_text_width(line) <= width, "{line}");
                    }
                    // The texts of the options begin below each other.
                    let at = |option: &str, text: &str| {
                        let line = upload.lines().find(|line| line.contains(option)).unwrap();
                        measure_text_width(line.split_once(text).unwrap().0)
                    };
                    let (json, wait) = (help("help-any-json").unwrap(), help("help-any-no-wait").unwrap());
                    let [json, wait] = [json, wait].map(|text| text.split(' ').next().unwrap());
                    assert!(width < 100 || at("--json", json) == at("--no-wait", wait), "{upload}");
                }
            });
        }
    }
}
