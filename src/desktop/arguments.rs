//! What macOS makes of the command line: without a word, `AppKit` takes the files on it for documents to open, asks the
//! program to open them, and tells the person that it cannot.

use std::ffi::OsString;

/// The default of `AppKit` that turns this off. It reads pairs of the command line as its settings.
const QUIET: [&str; 2] = ["-NSTreatUnknownArgumentsAsOpen", "NO"];

/// The arguments without what is meant for the system.
pub fn arguments(given: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut given: Vec<OsString> = given.collect();
    if is_quiet(&given) {
        given.drain(1..=QUIET.len());
    }
    given
}

fn is_quiet(given: &[OsString]) -> bool {
    given.get(1..=QUIET.len()).is_some_and(|pair| *pair == QUIET)
}

/// The arguments for a start that is quiet, if this one is not, and something could be taken for a document.
#[cfg(any(target_os = "macos", test))]
fn quietly(given: &[OsString]) -> Option<Vec<OsString>> {
    let rest = given.get(1..).unwrap_or_default();
    if rest.is_empty() || is_quiet(given) {
        return None;
    }
    Some(QUIET.iter().map(OsString::from).chain(rest.iter().cloned()).collect())
}

/// Starts the program again in its place where that is needed. It returns only if there is no need, or with the reason
/// why it did not work.
#[cfg(target_os = "macos")]
pub fn start_again_quietly() -> Option<std::io::Error> {
    use std::os::unix::process::CommandExt as _;
    let given: Vec<OsString> = std::env::args_os().collect();
    let arguments = quietly(&given)?;
    Some(match std::env::current_exe() {
        Ok(program) => std::process::Command::new(program).args(arguments).exec(),
        Err(error) => error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split_whitespace().map(OsString::from).collect()
    }

    #[test]
    fn a_program_with_files_starts_again_once_and_reads_what_it_was_given() {
        assert_eq!(quietly(&words("takeup")), None);
        let again = quietly(&words("takeup --sandbox a.mp4")).unwrap();
        assert_eq!(again, words("-NSTreatUnknownArgumentsAsOpen NO --sandbox a.mp4"));
        let started: Vec<OsString> = words("takeup").into_iter().chain(again).collect();
        assert_eq!(quietly(&started), None);
        assert_eq!(arguments(started.into_iter()), words("takeup --sandbox a.mp4"));
        assert_eq!(arguments(words("takeup NO a.mp4").into_iter()), words("takeup NO a.mp4"));
    }
}
