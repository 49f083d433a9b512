//! The real window on a real display: an X server of its own, a window manager, and a mouse.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use takeup_sandbox::Options;
use tempfile::TempDir;

use crate::keyring::Bus;
use takeup_rig::process::{Running, file, program, until};
use takeup_rig::{Rig, sha256};

#[test]
fn a_file_and_a_folder_dropped_on_the_window_become_ready() {
    let rig = Rig::new(Options::default());
    let desktop = Desktop::start("drop");
    let video = rig.folder.path().join("봄 소풍 100%.mp4");
    let album = rig.folder.path().join("여름 #2");
    let inside = album.join("깊이").join("a b?.mp4");
    fs::create_dir_all(inside.parent().unwrap()).unwrap();
    fs::copy(file("assets/sample.mp4"), &video).unwrap();
    fs::write(&inside, another_video()).unwrap();
    fs::write(album.join("notes.txt"), "no video").unwrap();

    let window = desktop.open(&rig, &[]);
    let source = desktop.source(&[&video, &album]);
    desktop.drag(&source, &window);
    until("both videos are ready, as the window has it", || (desktop.ready() == 2).then_some(()));
    desktop.picture("ready");

    let assets = rig.ledger().assets;
    assert!(assets.iter().all(|asset| asset.status == "ready"), "{assets:?}");
    let mut arrived: Vec<_> =
        assets.into_iter().map(|asset| (asset.filename, asset.size, asset.sha256)).collect();
    arrived.sort();
    let mut sent = [&inside, &video].map(|path| entry(path));
    sent.sort();
    assert_eq!(arrived, sent);
}

#[test]
fn an_idle_window_takes_no_time() {
    let rig = Rig::new(Options::default());
    let desktop = Desktop::start("idle");
    let window = desktop.open(&rig, &[&file("assets/sample.mp4")]);
    let class = desktop.property(&window, &["WM_CLASS"]);
    assert_eq!(class, r#"WM_CLASS(STRING) = "io.takeup.Takeup", "io.takeup.Takeup""#);
    // Its first two numbers are width and height.
    let icon =
        desktop.property(&window, &["-len", "16", "-f", "_NET_WM_ICON", "32c", " $0+", "_NET_WM_ICON"]);
    assert_eq!(icon, "_NET_WM_ICON(CARDINAL) 256, 256");
    until("the sample is ready", || (desktop.ready() == 1).then_some(()));
    desktop.picture("ready");
    // It comes to rest: three seconds in which it takes at most two hundredths of one.
    until("the window rests", || {
        let before = window.ticks();
        std::thread::sleep(Duration::from_secs(3));
        (window.ticks() - before <= 2).then_some(())
    });
}

/// What the platform must hold of a file.
fn entry(path: &Path) -> (String, Option<u64>, Option<String>) {
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    (name, Some(path.metadata().unwrap().len()), Some(sha256(path)))
}

/// The sample with an empty box at its end: another file that plays the same.
fn another_video() -> Vec<u8> {
    let mut bytes = fs::read(file("assets/sample.mp4")).unwrap();
    bytes.extend(b"\0\0\0\x10free\0\0\0\0\0\0\0\0");
    bytes
}

/// A display with a window manager and nothing else of this session on it.
pub(crate) struct Desktop {
    test: &'static str,
    display: String,
    bus: Option<Bus>,
    _manager: Running,
    _server: Running,
    home: TempDir,
}

/// The window of Takeup.
pub(crate) struct Window {
    pub(crate) id: String,
    pub(crate) process: Running,
}

/// A window to drag from, and what it tells.
struct Source {
    id: String,
    told: Receiver<String>,
    _process: Running,
}

impl Desktop {
    pub(crate) fn start(test: &'static str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut server = Running::start(
            // The server looks for a free display itself and writes its number.
            program("Xvfb")
                .args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"])
                .stdout(Stdio::piped())
                .stderr(log(test, "Xvfb")),
        );
        let mut number = String::new();
        BufReader::new(server.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
        let display = format!(":{}", number.trim());
        assert!(display.len() > 1, "Xvfb found no display; see target/desktop/{test}-Xvfb.log");
        let mut manager = program("openbox");
        manager.env("DISPLAY", &display).env("HOME", home.path());
        manager.stdout(Stdio::null()).stderr(log(test, "openbox"));
        let manager = Running::start(&mut manager);
        let desktop = Self { test, display, bus: None, _manager: manager, _server: server, home };
        until("the window manager", || desktop.mouse(&["get_num_desktops"]));
        desktop
    }

    /// The same with a message bus, which is that of the session and of the system.
    pub(crate) fn start_with_bus(test: &'static str) -> Self {
        let desktop = Self::start(test);
        Self { bus: Some(Bus::start_in(desktop.home.path())), ..desktop }
    }

    /// Ends the bus while programs are on it.
    pub(crate) fn end_bus(&mut self) {
        self.bus = None;
    }

    /// A place on the bus for a service of the test's own.
    pub(crate) fn on_bus(&self) -> zbus::blocking::connection::Builder<'_> {
        zbus::blocking::connection::Builder::address(self.bus.as_ref().unwrap().address.as_str()).unwrap()
    }

    /// A program that sees this display and nothing of the session around the test.
    pub(crate) fn program(&self, mut command: Command) -> Command {
        let none = || format!("unix:path={}/no-bus", self.home.path().display());
        let bus = self.bus.as_ref().map_or_else(none, |bus| bus.address.clone());
        for variable in ["WAYLAND_DISPLAY", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_SESSION_TYPE"] {
            command.env_remove(variable);
        }
        command
            .env("DISPLAY", &self.display)
            .env("HOME", self.home.path())
            .env("XDG_RUNTIME_DIR", self.home.path())
            .env("DBUS_SESSION_BUS_ADDRESS", &bus)
            .env("DBUS_SYSTEM_BUS_ADDRESS", &bus)
            .env("NO_AT_BRIDGE", "1")
            .env("GDK_BACKEND", "x11")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .stdin(Stdio::null());
        command
    }

    /// Runs xdotool; none when it did not succeed.
    pub(crate) fn mouse(&self, arguments: &[&str]) -> Option<String> {
        let output = self.program(program("xdotool")).args(arguments).output().unwrap();
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap().trim().to_owned())
    }

    /// A property of the window, as xprop tells it.
    fn property(&self, window: &Window, words: &[&str]) -> String {
        let output = self.program(program("xprop")).args(["-id", &window.id]).args(words).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// The window whose title matches; there is only one of each.
    pub(crate) fn find(&self, title: &str) -> Option<String> {
        let found = self.mouse(&["search", "--onlyvisible", "--name", title])?;
        found.lines().last().map(str::to_owned)
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.home.path().join("takeup")
    }

    /// How many uploads are ready, by the journal of the window.
    pub(crate) fn ready(&self) -> usize {
        let journal = self.data().join("journal.sqlite");
        let count =
            Connection::open_with_flags(journal, OpenFlags::SQLITE_OPEN_READ_ONLY).and_then(|journal| {
                journal.query_row(r#"SELECT count(*) FROM job WHERE "end" = 'ready'"#, [], |row| row.get(0))
            });
        // At first there is none.
        count.unwrap_or_default()
    }

    /// The command that starts Takeup.
    pub(crate) fn takeup(&self, rig: &Rig, paths: &[&Path]) -> Command {
        let mut command = self.program(Command::new(env!("CARGO_BIN_EXE_takeup")));
        command
            .arg("--data-dir")
            .arg(self.data())
            .args(paths)
            .env("TWELVELABS_BASE_URL", rig.sandbox.url())
            .env("TWELVE_LABS_API_KEY", rig.sandbox.key())
            .env("TAKEUP_LANG", "en");
        command
    }

    /// Opens Takeup at the top left.
    pub(crate) fn open(&self, rig: &Rig, paths: &[&Path]) -> Window {
        let window = self.open_where_it_was(rig, paths);
        self.place(&window.id, 0, 0);
        window
    }

    /// Opens Takeup where it opens by itself.
    pub(crate) fn open_where_it_was(&self, rig: &Rig, paths: &[&Path]) -> Window {
        self.open_with(&mut self.takeup(rig, paths))
    }

    /// Starts Takeup so, and waits for its window.
    pub(crate) fn open_with(&self, command: &mut Command) -> Window {
        let mut process = Running::start(command.stderr(log(self.test, "takeup")));
        let id = until("the window", || {
            if let Some(status) = process.0.try_wait().unwrap() {
                panic!("takeup ended with {status}; see target/desktop/{}-takeup.log", self.test);
            }
            self.find("Takeup$")
        });
        Window { id, process }
    }

    /// Opens a window with files to drag, beside that of Takeup.
    fn source(&self, paths: &[&Path]) -> Source {
        let system = Path::new("/usr/bin/python3");
        assert!(system.exists(), "{} is not installed; `make test` installs it", system.display());
        let mut command = self.program(Command::new(system));
        command
            .arg(file("tests/desktop/drag_source.py"))
            .args(paths)
            .stdout(Stdio::piped())
            .stderr(log(self.test, "source"));
        let mut process = Running::start(&mut command);
        let lines = BufReader::new(process.0.stdout.take().unwrap()).lines();
        let (teller, told) = mpsc::channel();
        let tell = move || lines.map_while(Result::ok).try_for_each(|line| teller.send(line));
        std::thread::Builder::new().name("source".to_owned()).spawn(tell).unwrap();
        let id =
            until("the window to drag from (python3-gi, see target/desktop)", || self.find("^Drag source$"));
        self.place(&id, 1350, 600);
        Source { id, told, _process: process }
    }

    /// Drags from one window and drops on the other, as a hand does; tries again where the target was not ready.
    fn drag(&self, source: &Source, target: &Window) {
        until("a drag that ends well", || {
            let (x, y) = self.middle(&source.id);
            self.move_to(x, y);
            self.mouse(&["mousedown", "1"]).unwrap();
            let mut step = 0;
            until("the drag begins", || {
                step += 4;
                self.move_to(x - step % 40, y);
                source.said("begin")
            });
            let (to_x, to_y) = self.middle(&target.id);
            until("the window accepts what hovers over it", || {
                step += 4;
                self.move_to(to_x + step % 40, to_y);
                source.said("accepted")
            });
            self.picture("hover");
            self.mouse(&["mouseup", "1"]).unwrap();
            let end = until("the drag ends", || {
                source.told.recv_timeout(SHORT).ok().filter(|word| word == "end" || word == "failed")
            });
            (end == "end").then_some(())
        });
    }

    /// Moves a window; the window manager does it in its own time, and adds a frame.
    pub(crate) fn place(&self, id: &str, x: i32, y: i32) {
        self.mouse(&["windowmove", id, &x.to_string(), &y.to_string()]).unwrap();
        until("a window is where it was put", || {
            let [left, top, ..] = self.geometry(id);
            ((left - x).abs() < 60 && (top - y).abs() < 60).then_some(())
        });
    }

    fn move_to(&self, x: i32, y: i32) {
        self.mouse(&["mousemove", &x.to_string(), &y.to_string()]).unwrap();
    }

    fn middle(&self, id: &str) -> (i32, i32) {
        let [left, top, width, height] = self.geometry(id);
        (left + width / 2, top + height / 2)
    }

    /// Left, top, width and height.
    pub(crate) fn geometry(&self, id: &str) -> [i32; 4] {
        let told = self.mouse(&["getwindowgeometry", "--shell", id]).unwrap();
        ["X=", "Y=", "WIDTH=", "HEIGHT="].map(|name| {
            let value = told.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            value.parse().unwrap()
        })
    }

    /// The color of a point of the display, such as "#111418".
    pub(crate) fn color(&self, x: i32, y: i32) -> String {
        let point = format!("1x1+{x}+{y}");
        let arguments = ["-window", "root", "-crop", &point, "-depth", "8", "txt:-"];
        let told = self.program(program("import")).args(arguments).output().unwrap();
        let told = String::from_utf8(told.stdout).unwrap();
        let color = told.split_whitespace().find(|word| word.len() == 7 && word.starts_with('#'));
        color.unwrap_or_else(|| panic!("{told}")).to_owned()
    }

    /// Keeps a picture of the display for whoever wants to look.
    pub(crate) fn picture(&self, name: &str) {
        let path = kept().join(format!("{}-{name}.png", self.test));
        let taken = self.program(program("import")).args(["-window", "root"]).arg(&path).status().unwrap();
        assert!(taken.success(), "no picture: {}", path.display());
    }
}

const SHORT: Duration = Duration::from_millis(50);

impl Source {
    /// Waits a moment for a word.
    fn said(&self, word: &str) -> Option<()> {
        self.told.recv_timeout(SHORT).ok().filter(|told| told == word).map(drop)
    }
}

impl Window {
    /// Processor time so far, in hundredths of a second.
    fn ticks(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.0.id())).unwrap();
        // The name, in parentheses, may hold anything; user and system time are the 14th and 15th field.
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        fields[11..13].iter().map(|field| field.parse::<u64>().unwrap()).sum()
    }
}

/// Where pictures and logs are left.
fn kept() -> PathBuf {
    let folder = file("target/desktop");
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn log(test: &str, name: &str) -> File {
    File::create(kept().join(format!("{test}-{name}.log"))).unwrap()
}
