//! The console program. On Windows a window program has no console, so this one is a program of its own.

use std::io::{BufReader, IsTerminal as _, Write as _};
use std::process::ExitCode;

use console::Term;
use takeup_cli::{self as cli, Environment, Output};
use takeup_engine::Policy;
use takeup_engine::config::{self, Folders};
use takeup_model::shown;
use takeup_text::Language;

fn main() -> ExitCode {
    takeup_launch::start_log();
    takeup_text::set_language(chosen_language());
    takeup_launch::hide_memory();
    takeup_launch::report_crashes(|kept| {
        // Nobody may be reading.
        drop(writeln!(std::io::stderr(), "takeup-cli: {}", shown(&takeup_text::crashed(kept))));
    });
    let (mut out, mut err) = (Output::new(std::io::stdout()), Output::new(std::io::stderr()));
    let mut world = Environment {
        args: arguments(),
        terminal: std::io::stderr().is_terminal() && !console::is_dumb(),
        out: &mut out,
        err: &mut err,
        // Not locked: a key that is typed is read by another way.
        input: &mut BufReader::new(std::io::stdin()),
        read_hidden: std::io::stdin().is_terminal().then_some(|| Term::stderr().read_secure_line()),
        policy: Policy::default(),
        key: None,
    };
    let ended = cli::run(&mut world);
    let mut told = |sentence: String| drop(writeln!(err, "takeup-cli: {}", shown(&sentence)));
    match (ended, out.failure()) {
        (Ok(code), None) => ExitCode::from(code),
        (Ok(code), Some(error)) => {
            told(cli::output_lost(error));
            ExitCode::from(code.max(cli::FAILED))
        }
        (Err(error), _) => {
            told(cli::error_text(&error));
            ExitCode::from(cli::FAILED)
        }
    }
}

/// The shells of Windows leave it to programs to find the files for `*.mp4`.
#[cfg(windows)]
fn arguments() -> Vec<std::ffi::OsString> {
    wild::args_os().collect()
}

#[cfg(not(windows))]
fn arguments() -> Vec<std::ffi::OsString> {
    std::env::args_os().collect()
}

/// Help and faults of the command line need the language before `--data-dir` is read, so the setting is that of the
/// system's folder.
fn chosen_language() -> Language {
    let variable = std::env::var("TAKEUP_LANG").ok();
    let setting = Folders::find(None, false).ok().and_then(|folders| config::language(&folders.settings()));
    Language::choose(variable.as_deref(), setting.as_deref(), takeup_text::system_languages())
}
