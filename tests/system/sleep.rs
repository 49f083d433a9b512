//! The computer is kept awake while bytes move, and no longer.
#![cfg(target_os = "linux")]
#![expect(
    clippy::needless_pass_by_value,
    clippy::used_underscore_binding,
    reason = "an interface of the bus is as it is"
)]

use std::collections::HashMap;
use std::io::{ErrorKind, Read as _};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use takeup_engine::{Command, JobSelection};
use takeup_launch::{LaunchOptions, Started, launch, sleep_is_held};
use takeup_model::UploadOptions;
use takeup_sandbox::{Fault, FaultEffect, FaultTarget};
use zbus::zvariant::{OwnedFd, OwnedObjectPath, OwnedValue};

use crate::desktop::Desktop;
use takeup_rig::Rig;
use takeup_rig::process::{Running, console_program, until};

/// What logind was asked for, and the other end of what it gave.
struct Inhibitor {
    words: [String; 4],
    end: UnixStream,
}

impl Inhibitor {
    /// Whether somebody holds it still.
    fn is_held(&mut self) -> bool {
        matches!(self.end.read(&mut [0]), Err(error) if error.kind() == ErrorKind::WouldBlock)
    }
}

struct Logind(Sender<Inhibitor>);

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Logind {
    fn inhibit(&self, what: String, who: String, why: String, mode: String) -> OwnedFd {
        let (end, given) = UnixStream::pair().unwrap();
        end.set_nonblocking(true).unwrap();
        self.0.send(Inhibitor { words: [what, who, why, mode], end }).unwrap();
        std::os::fd::OwnedFd::from(given).into()
    }
}

/// A logind on the bus of this desktop.
fn logind(desktop: &Desktop) -> (zbus::blocking::Connection, Receiver<Inhibitor>) {
    let (sender, taken) = channel();
    let service = desktop.on_bus().name("org.freedesktop.login1").unwrap();
    (service.serve_at("/org/freedesktop/login1", Logind(sender)).unwrap().build().unwrap(), taken)
}

/// An upload of which some bytes stay on the way until the sandbox is told to let them go.
fn held_upload(rig: &Rig) -> PathBuf {
    let held = Fault::once(FaultTarget::Part, FaultEffect::HoldAfterBytes(100_000));
    rig.sandbox.script(held.times(u32::MAX));
    // Above the limit from which files go in parts by themselves.
    rig.video("held.mp4", 40_000_000)
}

#[test]
fn sleep_is_held_off_while_bytes_move_and_not_after_a_kill() {
    let rig = Rig::plain();
    let video = held_upload(&rig);
    let desktop = Desktop::start_with_bus("sleep");
    let (_service, taken) = logind(&desktop);
    let next = |what: &str| until(what, || taken.try_recv().ok());

    let mut window = desktop.open(&rig, &[&video]);
    let mut inhibitor = next("the window holds sleep off");
    assert_eq!(inhibitor.words, ["sleep:idle", "Takeup", "Uploading", "block"]);
    until("bytes are on their way", || (rig.ledger().puts.count > 0).then_some(()));
    assert!(inhibitor.is_held());
    desktop.picture("held");
    window.process.0.kill().unwrap();
    window.process.ended();
    until("the killed window holds nothing", || (!inhibitor.is_held()).then_some(()));

    let _window = desktop.open(&rig, &[]);
    let mut inhibitor = next("the next window holds sleep off");
    rig.sandbox.release();
    until("it is ready, as the window has it", || (desktop.ready() == 1).then_some(()));
    until("sleep is let go", || (!inhibitor.is_held()).then_some(()));
    assert!(taken.try_recv().is_err(), "it was taken once for each window");
}

struct Portal(Sender<(String, u32, String)>);

#[zbus::interface(name = "org.freedesktop.portal.Inhibit")]
impl Portal {
    fn inhibit(
        &self,
        #[zbus(header)] header: zbus::message::Header<'_>,
        _window: String,
        flags: u32,
        options: HashMap<String, OwnedValue>,
    ) -> OwnedObjectPath {
        let why = options["reason"].downcast_ref::<&str>().unwrap().to_owned();
        self.0.send((header.sender().unwrap().to_string(), flags, why)).unwrap();
        OwnedObjectPath::try_from("/org/freedesktop/portal/desktop/request/1").unwrap()
    }
}

#[test]
fn the_portal_is_asked_where_there_is_no_logind_and_the_console_asks_too() {
    let rig = Rig::plain();
    let video = held_upload(&rig);
    let desktop = Desktop::start_with_bus("sleep-portal");
    let (sender, taken) = channel();
    let service = desktop.on_bus().name("org.freedesktop.portal.Desktop").unwrap();
    let service =
        service.serve_at("/org/freedesktop/portal/desktop", Portal(sender)).unwrap().build().unwrap();
    let bus = zbus::blocking::fdo::DBusProxy::new(&service).unwrap();

    let mut command = desktop.program(std::process::Command::new(console_program()));
    command.arg("upload").arg(&video).arg("--data-dir").arg(desktop.data());
    command.env("TWELVELABS_BASE_URL", rig.sandbox.url()).env("TWELVE_LABS_API_KEY", rig.sandbox.key());
    let mut console = Running::start(command.stdout(std::process::Stdio::null()));
    let (owner, flags, why) = until("the console asks the portal", || taken.try_recv().ok());
    assert_eq!((flags, why.as_str()), (12, "Uploading"));
    let there = || bus.name_has_owner(owner.as_str().try_into().unwrap()).unwrap();
    until("bytes are on their way", || (rig.ledger().puts.count > 0).then_some(()));
    assert!(there(), "the portal lets go with the connection");
    rig.sandbox.release();
    assert!(console.ended().success());
    until("the connection is gone", || (!there()).then_some(()));
}

static HOLDS: AtomicUsize = AtomicUsize::new(0);

struct Hold;

impl Drop for Hold {
    fn drop(&mut self) {
        HOLDS.fetch_sub(1, Ordering::SeqCst);
    }
}

#[test]
fn a_pause_lets_the_computer_sleep() {
    let rig = Rig::plain();
    let video = held_upload(&rig);
    let plan = LaunchOptions {
        data_dir: Some(rig.data()),
        server: Some(rig.sandbox.url()),
        key: Some(rig.sandbox.key().to_owned().into()),
        hold_sleep: Some(|| {
            HOLDS.fetch_add(1, Ordering::SeqCst);
            Some(Box::new(Hold))
        }),
        ..LaunchOptions::default()
    };
    let Started::Engine(engine) = launch(&plan, |_| {}, || {}).unwrap() else { panic!("the folder is free") };
    let held = |what: &str, count: usize| {
        until(what, || {
            (HOLDS.load(Ordering::SeqCst) == count && sleep_is_held() == (count > 0)).then_some(())
        });
    };
    let account = engine.model().current.clone();
    engine.send(Command::AddPaths(account.clone(), vec![video], UploadOptions::default()));
    until("bytes are on their way", || (rig.ledger().puts.count > 0).then_some(()));
    held("it is held off", 1);
    engine.send(Command::Pause(JobSelection::All(account.clone())));
    held("a pause lets go", 0);
    engine.send(Command::Resume(JobSelection::All(account.clone())));
    held("it is held off again", 1);
    rig.sandbox.release();
    held("the end lets go", 0);
    engine.shutdown();
}
