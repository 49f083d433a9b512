//! Google Drive in the real window, connected on the sandbox's page in a real browser.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::process::{ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use crate::access::Reader;
use crate::desktop::Desktop;
use takeup_rig::Rig;
use takeup_rig::process::{Running, program, until};
use takeup_sandbox::Options;

/// A browser without a window, told what to do over its pipe.
struct Browser {
    _process: Running,
    _profile: tempfile::TempDir,
    input: ChildStdin,
    answers: BufReader<ChildStdout>,
    asked: u64,
}

impl Browser {
    fn start(desktop: &Desktop) -> Self {
        // Beside another browser it hangs without a profile of its own.
        let profile = tempfile::tempdir().unwrap();
        // What it is told comes on descriptor 3, what it tells goes to 4. Its own sandbox wants rights that a test lacks.
        let line = "exec chromium --headless=new --no-sandbox --disable-gpu --no-first-run --remote-debugging-pipe \
                    --user-data-dir=\"$1\" about:blank 3<&0 4>&1 >/dev/null 2>&1";
        drop(program("chromium"));
        let mut command = desktop.program(program("sh"));
        command.args(["-c", line, "sh"]).arg(profile.path()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = Running::start(&mut command);
        let input = process.0.stdin.take().unwrap();
        let answers = BufReader::new(process.0.stdout.take().unwrap());
        Self { _process: process, _profile: profile, input, answers, asked: 0 }
    }

    fn ask(&mut self, method: &str, params: &Value, session: Option<&str>) -> Value {
        self.asked += 1;
        let mut message = json!({ "id": self.asked, "method": method, "params": params });
        if let Some(session) = session {
            message["sessionId"] = json!(session);
        }
        write!(self.input, "{message}\0").unwrap();
        loop {
            let mut told = Vec::new();
            self.answers.read_until(0, &mut told).unwrap();
            told.pop();
            let told: Value = serde_json::from_slice(&told).unwrap();
            if told["id"] == self.asked {
                return told["result"].clone();
            }
        }
    }

    /// Opens a page in a tab of its own.
    fn open(&mut self, url: &str) -> String {
        let tab = self.ask("Target.createTarget", &json!({ "url": url }), None)["targetId"].clone();
        let attached = self.ask("Target.attachToTarget", &json!({ "targetId": tab, "flatten": true }), None);
        attached["sessionId"].as_str().unwrap().to_owned()
    }

    /// Runs a script in a tab until it gives a text.
    fn text(&mut self, tab: &str, what: &str, script: &str) -> String {
        until(what, || {
            let told = self.ask("Runtime.evaluate", &json!({ "expression": script }), Some(tab));
            told["result"]["value"].as_str().map(str::to_owned)
        })
    }

    /// Clicks on a link, as a person does, once it is there.
    fn click(&mut self, tab: &str, link: &str) {
        let script = format!(
            "(() => {{ for (const a of document.links) if (a.innerText === '{link}') {{ a.click(); return 'done'; }} }})()"
        );
        self.text(tab, link, &script);
    }
}

/// Stands for the person's browser: it notes which page it was to open.
pub(crate) fn browser_of(desktop: &Desktop) -> (std::path::PathBuf, std::path::PathBuf) {
    let folder = desktop.data().parent().unwrap().to_owned();
    let (script, pages) = (folder.join("browser.sh"), folder.join("pages"));
    fs::write(&script, format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{}'\n", pages.display())).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    (script, pages)
}

/// The newest page that was to be opened, once there are so many.
pub(crate) fn page(pages: &std::path::Path, count: usize) -> String {
    until("a page is opened", || {
        let all = fs::read_to_string(pages).ok()?;
        let all: Vec<&str> = all.lines().collect();
        (all.len() == count).then(|| all[count - 1].to_owned())
    })
}

#[test]
fn a_drive_is_connected_in_the_browser_and_what_waited_is_imported() {
    let rig = Rig::new(Options::default());
    let desktop = Desktop::start_with_bus("drive");
    let mut reader = Reader::start(&desktop);
    let (script, pages) = browser_of(&desktop);
    let _window = desktop.open_with(desktop.takeup(&rig, &[]).env("BROWSER", &script));
    let mut browser = Browser::start(&desktop);

    reader.fill_in("entry", "Files, paths or public URLs", "https://drive.google.com/open?id=film");
    reader.click("push button", "Add");
    let row = "drive.google.com/file/d/film/view";
    reader.stands(row, "Held");
    let connect = format!("Connect Google Drive…: {row}");

    // A person who refuses is told so, and nothing has changed.
    reader.click("push button", &connect);
    let tab = browser.open(&page(&pages, 1));
    desktop.picture("asked");
    browser.click(&tab, "Refuse");
    let closing = "document.body && document.body.innerText.includes('close this tab') ? document.body.innerText : null";
    assert_eq!(
        browser.text(&tab, "the page after a refusal", closing).trim(),
        "Google Drive was not connected. You can close this tab."
    );
    reader.misses("push button", "Open page again");
    reader.stands(row, "Held");

    reader.click("push button", &connect);
    let tab = browser.open(&page(&pages, 2));
    browser.click(&tab, "Allow");
    assert_eq!(
        browser.text(&tab, "the page after the answer", closing).trim(),
        "Google Drive is connected. You can close this tab."
    );
    reader.stands("drive-film.mp4", "Ready");
    desktop.picture("ready");
    let assets = rig.ledger().assets;
    assert_eq!((assets.len(), assets[0].method, assets[0].status), (1, "connector", "ready"));

    reader.click("page tab", "Settings");
    reader.click("push button", "Remove…: practice@example.org");
    reader.click("push button", "Remove");
    reader.misses("push button", "Remove…: practice@example.org");
}
