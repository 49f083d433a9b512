//! The console program on a terminal that somebody makes narrower and wider.

use std::path::Path;
use std::process::Command;

use takeup_rig::{Rig, process};

/// A terminal of its own, without a window.
struct Terminal<'a> {
    folder: &'a Path,
}

impl Terminal<'_> {
    fn tmux(&self) -> Command {
        let mut tmux = process::program("tmux");
        tmux.env_remove("TMUX").arg("-S").arg(self.folder.join("tmux")).args(["-f", "/dev/null"]);
        tmux
    }

    fn run(&self, words: &[&str]) -> String {
        let output = self.tmux().args(words).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Everything that can be read in it, by scrolling back too.
    fn text(&self) -> String {
        self.run(&["capture-pane", "-p", "-S", "-"])
    }

    fn resize(&self, width: &str) {
        self.run(&["resize-window", "-x", width, "-y", "24"]);
    }
}

impl Drop for Terminal<'_> {
    fn drop(&mut self) {
        drop(self.tmux().arg("kill-server").status());
    }
}

#[test]
fn a_key_that_is_typed_is_not_shown() {
    let rig = Rig::plain();
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal { folder: folder.path() };
    let mut begin = terminal.tmux();
    let script = "\"$@\"; echo it ended; sleep 100";
    begin
        .args(["new-session", "-d", "-x", "120", "-y", "24", "sh", "-c", script, "sh"])
        .args([env!("CARGO_BIN_EXE_takeup-cli"), "key", "set", "--data-dir"])
        .arg(rig.data())
        .env("TWELVELABS_BASE_URL", rig.sandbox.url())
        .env("TAKEUP_LANG", "en")
        // No keyring answers, so that the key is kept nowhere.
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    assert!(begin.status().unwrap().success());
    let shows = |text: &str| Some(()).filter(|()| terminal.text().contains(text));
    process::until("the question", || shows("Type or paste the API key"));
    terminal.run(&["send-keys", "-l", "tlk_typedBySomebody"]);
    terminal.run(&["send-keys", "Enter"]);
    process::until("the end", || shows("it ended"));
    assert!(!terminal.text().contains("typedBySomebody"), "{}", terminal.text());
}

/// The bars of this file that can be read.
fn bars(text: &str, name: &str) -> Vec<String> {
    let bars = text.lines().filter(|line| line.starts_with(name) && line.contains(['█', '░']));
    bars.map(|line| line.trim_end().to_owned()).collect()
}

/// The line that tells of both files.
fn batch(text: &str) -> Vec<&str> {
    text.lines().map(str::trim_end).filter(|line| line.starts_with("0 of 2 ready ")).collect()
}

#[test]
fn bars_are_drawn_once_however_wide_the_terminal_becomes() {
    let rig = Rig::plain();
    let files = [rig.video("first.mp4", 30_000_000), rig.video("second.mp4", 30_000_000)];
    let folder = tempfile::tempdir().unwrap();
    let terminal = Terminal { folder: folder.path() };
    let mut begin = terminal.tmux();
    begin
        .args(["new-session", "-d", "-x", "120", "-y", "24", env!("CARGO_BIN_EXE_takeup-cli"), "upload"])
        .args(&files)
        .args(["--limit-rate", "0.3", "--data-dir"])
        .arg(rig.data())
        .env("TWELVELABS_BASE_URL", rig.sandbox.url())
        .env("TWELVE_LABS_API_KEY", rig.sandbox.key())
        .env("TAKEUP_LANG", "en");
    assert!(begin.status().unwrap().success());
    let both = |text: &str| ["first.mp4", "second.mp4"].map(|name| bars(text, name));
    process::until("both bars", || {
        Some(()).filter(|()| both(&terminal.text()).iter().all(|bar| bar.len() == 1))
    });
    process::until("a line for both", || Some(()).filter(|()| batch(&terminal.text()).len() == 1));
    let before = terminal.text();
    let said = before.lines().filter(|line| !line.contains(['█', '░']) && !line.trim().is_empty());
    let said = said.filter(|line| batch(line).is_empty());
    let said: Vec<&str> = said.map(str::trim_end).collect();
    assert!(!said.is_empty(), "something is said before the bars");
    for width in ["90", "150", "80"] {
        terminal.resize(width);
        let before = both(&terminal.text());
        // Both have moved since: they were drawn for this width.
        process::until("bars that have moved", || {
            let now = both(&terminal.text());
            Some(()).filter(|()| now.iter().zip(&before).all(|(now, before)| now.last() != before.last()))
        });
        let text = terminal.text();
        assert!(both(&text).iter().all(|bar| bar.len() == 1), "at {width} columns:\n{text}");
        let last = text.lines().map(str::trim_end).rfind(|line| !line.is_empty());
        assert_eq!(batch(&text), last.into_iter().collect::<Vec<_>>(), "at {width} columns:\n{text}");
        assert!(last.is_some_and(|last| last.contains(" of 60 MB")), "{last:?}");
        let unwrapped = terminal.run(&["capture-pane", "-p", "-J", "-S", "-"]);
        for line in &said {
            assert!(unwrapped.contains(line), "{line:?} is gone at {width} columns:\n{unwrapped}");
        }
    }
}
