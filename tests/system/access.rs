//! The window without a mouse: by the keyboard alone, and through the accessibility bus as a screen reader does.
#![cfg(target_os = "linux")]

use std::cell::RefCell;
use std::fmt;
use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::path::Path;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Options};

use crate::desktop::{Desktop, Window};
use takeup_rig::process::{Running, file, until};
use takeup_rig::{Rig, sandbox_options};

const AT_ONCE: u32 = 4;
const KEY: &str = "tlk_4TESTkeyOfTheReader7Z";

/// A platform with time for somebody to look at each state.
fn rig() -> Rig {
    Rig::new(Options { key: KEY.to_owned(), with_samples: true, ..sandbox_options() })
}

/// What reads the window, on an accessibility bus of its own.
pub(crate) struct Reader {
    _launcher: Running,
    _process: Running,
    input: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
}

impl Reader {
    pub(crate) fn start(desktop: &Desktop) -> Self {
        let launcher = Path::new("/usr/libexec/at-spi-bus-launcher");
        assert!(launcher.exists(), "{} is not installed; `make test` installs it", launcher.display());
        let mut command = desktop.program(Command::new(launcher));
        // Windows tell nothing until somebody listens.
        command.args(["--launch-immediately", "--a11y=1"]).stdout(Stdio::null()).stderr(Stdio::null());
        let launcher = Running::start(&mut command);
        let mut command = desktop.program(Command::new("/usr/bin/python3"));
        command.arg(file("tests/desktop/reader.py")).arg("takeup");
        let mut process = Running::start(command.stdin(Stdio::piped()).stdout(Stdio::piped()));
        let input = process.0.stdin.take().unwrap();
        let answers = BufReader::new(process.0.stdout.take().unwrap()).lines();
        let mut reader = Self { _launcher: launcher, _process: process, input, answers };
        assert_eq!(reader.ask(&json!({"do": "heard"})), json!([]), "it listens before the window opens");
        reader
    }

    fn ask(&mut self, request: &Value) -> Value {
        writeln!(self.input, "{request}").unwrap();
        serde_json::from_str(&self.answers.next().unwrap().unwrap()).unwrap()
    }

    fn find(&mut self, role: &str, name: &str) -> Option<Value> {
        Some(self.ask(&json!({"do": "find", "role": role, "name": name}))).filter(|node| !node.is_null())
    }

    /// Waits until it is there and does this with it.
    fn act(&mut self, request: &Value) {
        until(format!("{request}"), || (self.ask(request) == json!(true)).then_some(()));
    }

    pub(crate) fn click(&mut self, role: &str, name: &str) {
        self.act(&json!({"do": "click", "role": role, "name": name}));
    }

    pub(crate) fn fill_in(&mut self, role: &str, name: &str, text: &str) {
        let request = json!({"do": "type", "role": role, "name": name, "text": text});
        // What a window that has just opened is told may be lost.
        until(format!("{request}"), || {
            self.ask(&request);
            let letters = self.find(role, name)?["letters"].as_u64()?;
            (letters == text.chars().count() as u64).then_some(())
        });
    }

    /// Waits until this is there.
    pub(crate) fn sees(&mut self, role: &str, name: &str) {
        until(format!("{role} “{name}”"), || self.find(role, name).map(drop));
    }

    /// How tall it is, once it is there.
    pub(crate) fn height(&mut self, role: &str, name: &str) -> u64 {
        until(format!("the height of {role} “{name}”"), || self.find(role, name)?["height"].as_u64())
    }

    /// Waits until it is not.
    pub(crate) fn misses(&mut self, role: &str, name: &str) {
        until(format!("no {role} “{name}”"), || self.find(role, name).is_none().then_some(()));
    }

    /// Waits until this row tells that it stands so.
    pub(crate) fn stands(&mut self, row: &str, state: &str) {
        self.tells("list item", row, state);
    }

    /// Waits until what is said of this begins so.
    fn tells(&mut self, role: &str, name: &str, words: &str) {
        let seen = RefCell::new(Value::Null);
        until(
            fmt::from_fn(|to| write!(to, "{role} “{name}” tells “{words}” and not {}", seen.borrow())),
            || {
                let node = self.find(role, name)?;
                *seen.borrow_mut() = node["description"].clone();
                node["description"].as_str().is_some_and(|said| said.starts_with(words)).then_some(())
            },
        );
    }

    /// Waits until this is said aloud. The answer is all that was said.
    fn hears(&mut self, words: &str) -> Vec<String> {
        until(format!("“{words}” is said aloud"), || {
            let heard: Vec<String> = serde_json::from_value(self.ask(&json!({"do": "heard"}))).unwrap();
            heard.iter().any(|said| said == words).then_some(heard)
        })
    }

    fn focused(&mut self) -> Option<(String, String)> {
        let node = self.ask(&json!({"do": "focused"}));
        let word = |key: &str| node[key].as_str().map(str::to_owned);
        Some((word("role")?, word("name")?))
    }
}

/// What a person finds at the keyboard: the same window, and fingers.
struct Hands<'a> {
    desktop: &'a Desktop,
    reader: &'a mut Reader,
}

impl Hands<'_> {
    fn press(&self, keys: &str) {
        self.desktop.mouse(&["key", "--clearmodifiers", keys]).unwrap();
    }

    fn write(&self, text: &str) {
        self.desktop.mouse(&["type", "--delay", "5", text]).unwrap();
    }

    /// Goes from one control to the next until it is at this one.
    fn tab_to(&mut self, role: &str, name: &str) {
        self.go_to("Tab", role, name);
    }

    fn go_to(&mut self, key: &str, role: &str, name: &str) {
        for _ in 0..60 {
            let before = self.reader.focused();
            if before.as_ref().is_some_and(|(is, called)| is == role && called == name) {
                return;
            }
            self.press(key);
            until("the keyboard moves", || (self.reader.focused() != before).then_some(()));
        }
        panic!("the keyboard never comes to the {role} “{name}”: {:?}", self.reader.focused());
    }

    /// Waits until it stands so.
    fn has(&mut self, role: &str, name: &str, state: &str) {
        until(format!("the {role} “{name}” is {state}"), || {
            let node = self.reader.find(role, name)?;
            node["states"].as_array()?.contains(&json!(state)).then_some(())
        });
    }

    /// Waits until the keyboard is here by itself.
    fn is_at(&mut self, role: &str, name: &str) {
        until(format!("the keyboard is at the {role} “{name}”"), || {
            let at = self.reader.focused()?;
            (at == (role.to_owned(), name.to_owned())).then_some(())
        });
    }
}

fn open(desktop: &Desktop, rig: &Rig) -> Window {
    desktop.open_with(desktop.takeup(rig, &[]).env_remove("TWELVE_LABS_API_KEY"))
}

#[test]
fn a_whole_upload_through_the_accessibility_bus_alone() {
    let rig = rig();
    let video = rig.video("clip.mp4", 40_000_000);
    let desktop = Desktop::start_with_bus("reader");
    std::fs::create_dir_all(desktop.data()).unwrap();
    std::fs::write(desktop.data().join("settings.toml"), format!("parts_at_once = {AT_ONCE}\n")).unwrap();
    let mut reader = Reader::start(&desktop);
    let _window = open(&desktop, &rig);

    reader.fill_in("password text", "API key", KEY);
    reader.click("push button", "Connect");
    let index = rig.ledger().indexes[0].name.clone();
    // The first parts are held until the upload is paused.
    let held = Fault::once(FaultTarget::Part, FaultEffect::HoldAfterBytes(100_000));
    rig.sandbox.script(held.times(AT_ONCE));
    reader.click("page tab", "Uploads");
    reader.click("combo box", "Then");
    reader.click("check menu item", &index);
    reader.click("combo box", "Then");
    reader.misses("check menu item", &index);
    reader.tells("combo box", "Then", &format!("Then: Index into {index}"));
    reader.fill_in("entry", "Files, paths or public URLs", video.to_str().unwrap());
    reader.click("push button", "Add");
    reader.stands("clip.mp4", "Uploading");
    until("parts are held", || (rig.ledger().puts.count == u64::from(AT_ONCE)).then_some(()));
    let bar = until("a figure", || reader.find("progress bar", "All uploads"))["value"].clone();
    assert_eq!((&bar[1], &bar[2]), (&json!(0.0), &json!(100.0)));
    reader.click("push button", "Pause: clip.mp4");
    reader.stands("clip.mp4", "Paused");
    reader.hears("“clip.mp4” is paused.");
    // A part that would have landed soon was not cut off.
    rig.sandbox.release();
    reader.click("push button", "Resume: clip.mp4");
    reader.stands("clip.mp4", "Indexed");
    let said = reader.hears("“clip.mp4” is ready.");
    let times = |words: &str| said.iter().filter(|said| *said == words).count();
    assert_eq!((times("“clip.mp4” is paused."), times("“clip.mp4” is ready.")), (1, 1), "{said:?}");
    println!("{}", reader.ask(&json!({"do": "tree"})).as_str().unwrap_or_default());

    reader.click("page tab", "Assets");
    reader.click("push button", "More for clip.mp4");
    reader.click("menu item", "Delete…");
    reader.misses("menu item", "Delete…");
    reader.sees("dialog", "Delete “clip.mp4”?");
    reader.sees("label", &format!("In use: {index}. Knowledge stores were not checked."));
    reader.click("check box", "Delete even if an index refers to it");
    reader.click("push button", "Delete");
    until("it is deleted", || rig.ledger().assets.is_empty().then_some(()));
    reader.misses("dialog", "Delete “clip.mp4”?");
    reader.misses("table row", "clip.mp4");
}

/// What a screen reader finds in the list: `tests/desktop/uploads.txt`. `UPDATE_SNAPSHOTS=1` writes it again.
#[test]
fn three_uploads_are_read_as_this_text() {
    let rig = rig();
    let (clip, notes) = (rig.video("clip.mp4", 3_000_000), rig.folder.path().join("notes.mp4"));
    std::fs::write(&notes, "Not a video.".repeat(100)).unwrap();
    let desktop = Desktop::start_with_bus("aloud");
    let mut reader = Reader::start(&desktop);
    let _window = open(&desktop, &rig);
    reader.fill_in("password text", "API key", KEY);
    reader.click("push button", "Connect");
    let url = "https://media.example.org/lecture.mp4";
    for (source, row, state) in [
        (clip.to_str().unwrap(), "clip.mp4", "Ready"),
        (notes.to_str().unwrap(), "notes.mp4", "Held"),
        (url, "media.example.org/lecture.mp4", "Ready"),
    ] {
        reader.fill_in("entry", "Files, paths or public URLs", source);
        reader.click("push button", "Add");
        reader.stands(row, state);
    }
    // What is read while the window changes something may lack it.
    let tree = until("the list is read whole", || {
        let tree = reader.ask(&json!({"do": "tree"})).as_str()?.to_owned();
        (tree.contains("[list] Uploads") && tree.matches("[list item] ").count() == 3).then_some(tree)
    });
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut lines = tree.lines().skip_while(|line| !line.contains("[list] Uploads"));
    let list = lines.next().unwrap();
    let within = lines.take_while(|line| depth(line) > depth(list));
    let read: String = within.map(|line| without_ids(&line[depth(list)..]) + "\n").collect();
    let place = file("tests/desktop/uploads.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&place, &read).unwrap();
    }
    assert_eq!(read, std::fs::read_to_string(&place).unwrap());
}

/// IDs differ in every run: whole in brackets, and short.
fn without_ids(line: &str) -> String {
    let is_id = |word: &str| {
        let bare = word.trim_matches(['(', ')']);
        bare.len() >= 12 && bare.chars().all(|letter| letter.is_ascii_hexdigit() || letter == '…')
    };
    line.split(' ').map(|word| if is_id(word) { "ID" } else { word }).collect::<Vec<_>>().join(" ")
}

#[test]
fn from_the_first_run_to_an_indexed_video_and_its_deletion_with_the_keyboard_alone() {
    let rig = rig();
    let video = rig.video("clip.mp4", 3_000_000);
    let desktop = Desktop::start_with_bus("keyboard");
    let mut reader = Reader::start(&desktop);
    let _window = open(&desktop, &rig);
    let hands = &mut Hands { desktop: &desktop, reader: &mut reader };

    // A wrong key first: the keyboard stays in the field.
    hands.is_at("password text", "API key");
    hands.write("tlk_wrong");
    hands.press("Return");
    until("the key is refused", || {
        let tree = hands.reader.ask(&json!({"do": "tree"}));
        tree.as_str()?.contains("[notification] The platform does not know this key").then_some(())
    });
    hands.is_at("password text", "API key");
    hands.write(KEY);
    hands.press("Return");
    hands.reader.sees("heading", "Uploads");

    hands.press("question");
    hands.reader.sees("dialog", "Keyboard shortcuts");
    hands.press("Escape");
    hands.reader.misses("dialog", "Keyboard shortcuts");

    let index = rig.ledger().indexes[0].name.clone();
    hands.press("ctrl+1");
    hands.tab_to("entry", "Files, paths or public URLs");
    hands.press("Tab");
    hands.tab_to("combo box", "Then");
    hands.press("Return");
    hands.reader.sees("check menu item", &index);
    hands.go_to("Down", "check menu item", &index);
    hands.press("Return");
    hands.has("check menu item", &index, "checked");
    hands.press("Escape");
    hands.is_at("combo box", "Then");
    hands.tab_to("entry", "Files, paths or public URLs");
    hands.write(video.to_str().unwrap());
    hands.press("Return");
    hands.reader.stands("clip.mp4", "Indexed");
    hands.tab_to("list", "Uploads");
    hands.press("Down");
    hands.is_at("list item", "clip.mp4");
    hands.press("Return");
    hands.reader.sees("push button", "Hide details: clip.mp4");
    hands.is_at("list item", "clip.mp4");

    hands.press("ctrl+2");
    hands.reader.sees("table row", "clip.mp4");
    hands.tab_to("table", "Assets");
    hands.press("Down");
    hands.is_at("table row", "clip.mp4");
    hands.press("Delete");
    hands.reader.sees("dialog", "Delete “clip.mp4”?");
    hands.tab_to("check box", "Delete even if an index refers to it");
    hands.press("space");
    hands.has("check box", "Delete even if an index refers to it", "checked");
    hands.tab_to("push button", "Delete");
    hands.press("Return");
    until("it is deleted", || rig.ledger().assets.is_empty().then_some(()));
    hands.reader.misses("dialog", "Delete “clip.mp4”?");
}
