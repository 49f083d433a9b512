//! The console program. On Windows a window program has no console, so this one is a program of its own.

use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

use takeup_cli::{self as cli, Environment};
use takeup_engine::Policy;
use takeup_engine::config::{self, Folders};
use takeup_text::Language;

fn main() -> ExitCode {
    takeup_launch::log_to_stderr();
    takeup_text::set_language(chosen_language());
    let (mut out, mut err) = (std::io::stdout(), std::io::stderr());
    let mut world = Environment {
        args: std::env::args_os().collect(),
        terminal: err.is_terminal(),
        out: &mut out,
        err: &mut err,
        input: &mut std::io::stdin().lock(),
        policy: Policy::default(),
        key: None,
    };
    match cli::run(&mut world) {
        Ok(code) => ExitCode::from(code),
        // The reader, for example `head`, has closed the pipe.
        Err(error) if error.chain().any(is_closed_pipe) => ExitCode::SUCCESS,
        Err(error) => {
            // The standard error stream may be closed too.
            drop(writeln!(std::io::stderr(), "takeup-cli: {}", cli::error_text(&error)));
            ExitCode::from(cli::FAILED)
        }
    }
}

/// Help and faults of the command line need the language before `--data-dir` is read, so the setting is that of the
/// system's folder.
fn chosen_language() -> Language {
    let variable = std::env::var("TAKEUP_LANG").ok();
    let setting = Folders::find(None, false).ok().and_then(|folders| config::language(&folders.settings()));
    Language::choose(variable.as_deref(), setting.as_deref(), takeup_text::system_languages())
}

fn is_closed_pipe(error: &(dyn std::error::Error + 'static)) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
