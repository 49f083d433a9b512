//! Other programs: the browser, the file manager. This is the one door to them. They are started by a short-lived
//! process of this program, because only a process that is started can be given an environment without the key.

use std::ffi::{OsStr, OsString};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use takeup_model::is_loopback;
use url::Url;

const OPEN: &str = "open-in-browser";
const REVEAL: &str = "reveal-in-folder";

/// The address of a page that may be opened: https, or http on this computer, where a local platform is. Anything else
/// could start a program or send the user's password to a computer of the network.
pub(super) fn page(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let web = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
    (web && url.has_host() && url.username().is_empty() && url.password().is_none()).then_some(url)
}

/// Opens a page in the browser.
pub(super) fn open(page: &Url) -> Result<(), String> {
    start(OPEN, OsStr::new(page.as_str()))
}

/// Shows a file in the file manager.
pub(super) fn reveal(path: &Path) -> Result<(), String> {
    start(REVEAL, path.as_os_str())
}

fn start(errand: &str, target: &OsStr) -> Result<(), String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.arg(errand).arg(target).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    for name in takeup_engine::keys::key_variables() {
        command.env_remove(name);
    }
    let output = command.output().map_err(|error| error.to_string())?;
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}

/// Carries out the errand that this process was started for, if it was.
#[expect(clippy::disallowed_methods, reason = "the one door to other programs")]
pub fn errand(arguments: impl IntoIterator<Item = OsString>) -> Option<ExitCode> {
    let mut arguments = arguments.into_iter().skip(1);
    let (errand, target) = (arguments.next()?, arguments.next()?);
    let result = match errand.to_str()? {
        OPEN => match page(target.to_str()?) {
            Some(page) => opener::open_browser(page.as_str()),
            None => return Some(ExitCode::FAILURE),
        },
        REVEAL => opener::reveal(Path::new(&target)),
        _ => return None,
    };
    Some(match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The process that reads this may be gone.
            drop(write!(std::io::stderr(), "{error}"));
            ExitCode::FAILURE
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_web_are_opened() {
        for good in
            ["https://example.org/s.m3u8?a=b", "http://127.0.0.1:8080/t.jpg", "http://[::1]/", "HTTPS://a.b"]
        {
            assert!(page(good).is_some(), "{good}");
        }
        let bad = [
            "http://example.org/s.m3u8",
            "http://127.0.0.1.example.org/",
            "http://localhost@example.org/",
            "https://user:word@example.org/",
            r"\\evil\share\run.exe",
            "//evil/share",
            "file:///etc/passwd",
            "C:/Windows/System32/calc.exe",
            "javascript:alert(1)",
            "ms-msdt:/id",
            "smb://evil/share",
            "--help",
            "s.m3u8",
            "",
        ];
        for bad in bad {
            assert!(page(bad).is_none(), "{bad}");
        }
    }
}
