//! The help of the command line. Its texts are messages, found by the names of commands and arguments.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

use takeup_text::help;
use takeup_text::msg::console;
use takeup_text::numbers::commas;

/// Where help and version stand among the options.
const LAST: usize = 999;

/// The command with the texts of the language that is spoken now.
pub(super) fn translated(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = command.disable_version_flag(true).arg(version.display_order(LAST));
    one(command, "help", &name).about(help("help-program").unwrap_or_default())
}

/// `id` is that of the help text, `path` what is typed to get here.
fn one(command: Command, id: &str, path: &str) -> Command {
    let own = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let command = command
        .about(help(id).unwrap_or_default())
        .disable_help_flag(true)
        .arg(own.display_order(LAST))
        .mut_args(|arg| described(arg, id));
    let (usage, template) = (usage(&command, path), template(&command));
    command
        .override_usage(usage)
        .help_template(template)
        .subcommand_value_name(console::console_usage_command())
        .mut_subcommands(|below| {
            let name = below.get_name().to_owned();
            one(below, &format!("{id}-{name}"), &format!("{path} {name}"))
        })
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

/// The sections of a command's help. What stands in braces is filled in by clap.
fn template(command: &Command) -> String {
    let mut sections = vec!["{about}".to_owned(), format!("{} {{usage}}", console::console_usage_heading())];
    if command.has_subcommands() {
        sections.push(format!("{}\n{{subcommands}}", console::console_commands_heading()));
    }
    if command.get_positionals().next().is_some() {
        sections.push(format!("{}\n{{positionals}}", console::console_arguments_heading()));
    }
    sections.push(format!("{}\n{{options}}", console::console_options_heading()));
    sections.join("\n\n")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory as _;

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
        translated(Cli::command()).debug_assert();
    }
}
