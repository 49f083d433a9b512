//! What the console program offers, as its own help tells.

use std::collections::BTreeSet;
use std::process::Command as Process;

/// Every command with its subcommands, such as `assets list`, and every option.
pub(crate) fn commands_and_options() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut commands, mut options) = (BTreeSet::new(), BTreeSet::new());
    read(&[], &mut commands, &mut options);
    (commands, options)
}

/// Adds what is below this command.
fn read(command: &[&str], commands: &mut BTreeSet<String>, options: &mut BTreeSet<String>) {
    let mut help = Process::new(env!("CARGO_BIN_EXE_takeup-cli"));
    let help = help.args(command).arg("--help").env("TAKEUP_LANG", "en").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    options.extend(help.split([' ', '\n', ',']).filter(|word| word.starts_with("--")).map(str::to_owned));
    let below = below(&help);
    if below.is_empty() {
        commands.insert(command.join(" "));
    }
    for name in below {
        read(&[command, &[name.as_str()]].concat(), commands, options);
    }
}

/// The names of the subcommands in a help text.
fn below(help: &str) -> Vec<String> {
    let section = help.split_once("Commands:\n").map_or("", |(_, rest)| rest.split("\n\n").next().unwrap());
    let word = |line: &str| line.strip_prefix("  ")?.split_whitespace().next().map(str::to_owned);
    section.lines().filter(|line| !line.starts_with("   ")).filter_map(word).collect()
}
