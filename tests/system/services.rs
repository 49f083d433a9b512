//! The window beside other programs: notifications, the dock, a second start, and going on without it.
#![cfg(target_os = "linux")]
#![expect(
    clippy::needless_pass_by_value,
    clippy::used_underscore_binding,
    reason = "an interface of the bus is as it is"
)]

use std::collections::HashMap;
use std::process::Stdio;
use std::sync::mpsc::{Receiver, Sender, channel};

use takeup_sandbox::{Fault, FaultEffect, FaultTarget};
use zbus::blocking::{Connection, MessageIterator};
use zbus::zvariant::OwnedValue;

use crate::access::Reader;
use crate::desktop::{Desktop, Window};
use takeup_rig::Rig;
use takeup_rig::process::until;

#[derive(Debug)]
pub(crate) struct Shown {
    app: String,
    title: String,
    body: String,
    actions: Vec<String>,
    entry: String,
}

struct Notifications(Sender<Shown>);

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Notifications {
    #[expect(clippy::too_many_arguments, reason = "the interface has them")]
    fn notify(
        &self,
        app: String,
        _replaces: u32,
        _icon: String,
        title: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        _expires: i32,
    ) -> u32 {
        let entry = hints["desktop-entry"].downcast_ref::<&str>().unwrap().to_owned();
        self.0.send(Shown { app, title, body, actions, entry }).unwrap();
        7
    }
}

/// A desktop with notifications.
pub(crate) fn desktop(test: &'static str) -> (Desktop, Connection, Receiver<Shown>) {
    let desktop = Desktop::start_with_bus(test);
    let (sender, shown) = channel();
    let service = desktop.on_bus().name("org.freedesktop.Notifications").unwrap();
    let service = service.serve_at("/org/freedesktop/Notifications", Notifications(sender)).unwrap();
    let service = service.build().unwrap();
    (desktop, service, shown)
}

/// Holds the body of the next upload until the sandbox lets it go.
fn hold(rig: &Rig) {
    rig.sandbox.script(Fault::once(FaultTarget::PostAsset, FaultEffect::HoldAfterBytes(1_000)));
}

pub(crate) fn is_in_front(desktop: &Desktop, window: &Window) -> Option<()> {
    (desktop.mouse(&["getactivewindow"])? == window.id).then_some(())
}

pub(crate) fn minimise(desktop: &Desktop, window: &Window) {
    desktop.mouse(&["windowminimize", &window.id]).unwrap();
    until("the window is gone from sight", || desktop.find("Takeup$").is_none().then_some(()));
    // Whoever looks at the window is told nothing, so it must have lost the focus as well.
    until("the window has no focus", || is_in_front(desktop, window).is_none().then_some(()));
}

#[test]
fn the_end_of_a_batch_is_told_once_and_a_click_brings_the_window() {
    let rig = Rig::plain();
    let (desktop, service, shown) = desktop("notification");
    let video = rig.video("a.mp4", 2_000_000);
    hold(&rig);
    let dock = service.clone();
    let (teller, told) = channel();
    let rule = "type='signal',interface='com.canonical.Unity.LauncherEntry'";
    let signals = MessageIterator::for_match_rule(rule, &dock, None).unwrap();
    let listen = move || {
        for signal in signals.map_while(Result::ok) {
            let (id, told) = signal.body().deserialize::<(String, HashMap<String, OwnedValue>)>().unwrap();
            assert_eq!(id, "application://io.takeup.Takeup.desktop");
            let told = |what: &str| told[what].try_clone().unwrap();
            let visible = bool::try_from(told("progress-visible")).unwrap();
            let share = f64::try_from(told("progress")).unwrap();
            if teller.send(visible.then_some(share)).is_err() {
                break;
            }
        }
    };
    std::thread::Builder::new().name("dock".to_owned()).spawn(listen).unwrap();

    let window = desktop.open(&rig, &[&video]);
    until("bytes are on their way", || desktop.find("^[0-9]+% .+ Takeup$"));
    minimise(&desktop, &window);
    // The storage holds the last part: the figure stands still.
    until("the dock shows the figure of the title", || {
        let title = desktop.mouse(&["getwindowname", &window.id])?;
        let figure: f64 = title.split_once('%')?.0.parse().ok()?;
        let same = |share: f64| (share * 100.0 - figure).abs() < 0.5;
        told.try_iter().last().flatten().is_some_and(same).then_some(())
    });
    rig.sandbox.release();
    let notification = until("the end is told", || shown.try_recv().ok());
    assert_eq!((notification.app.as_str(), notification.entry.as_str()), ("Takeup", "io.takeup.Takeup"));
    assert_eq!((notification.title.as_str(), notification.body.as_str()), ("Uploads finished", "1 done"));
    assert_eq!(notification.actions, ["default", "Open"]);
    until("the dock shows no progress", || told.try_iter().any(|share| share.is_none()).then_some(()));

    let place = ("/org/freedesktop/Notifications", "org.freedesktop.Notifications");
    let click = |id: u32| {
        service.emit_signal(None::<&str>, place.0, place.1, "ActionInvoked", &(id, "default")).unwrap();
    };
    // Somebody else's notification changes nothing; the next signal on the same line is ours.
    click(6);
    assert!(is_in_front(&desktop, &window).is_none());
    click(7);
    until("the window is in front", || is_in_front(&desktop, &window));
    assert!(shown.try_recv().is_err(), "it was told once");
}

#[test]
fn a_batch_that_needs_a_person_is_told_so_once() {
    let rig = Rig::plain();
    let (desktop, _service, shown) = desktop("attention");
    let (video, notes) = (rig.video("a.mp4", 2_000_000), rig.folder.path().join("notes.mp4"));
    std::fs::write(&notes, "Not a video.".repeat(100)).unwrap();
    hold(&rig);
    let window = desktop.open(&rig, &[&video, &notes]);
    until("bytes are on their way", || desktop.find("^[0-9]+% .+ Takeup$"));
    minimise(&desktop, &window);
    rig.sandbox.release();
    let notification = until("the end is told", || shown.try_recv().ok());
    assert_eq!(notification.title, "Uploads need your attention");
    assert_eq!(notification.body, "1 done · 1 needs a decision");
    assert!(is_in_front(&desktop, &window).is_none());
    assert!(shown.try_recv().is_err(), "it was told once");
}

#[test]
fn a_second_start_brings_the_first_window_to_the_front() {
    let rig = Rig::plain();
    let (desktop, _service, shown) = desktop("second");
    let window = desktop.open(&rig, &[]);
    minimise(&desktop, &window);
    let second = desktop.takeup(&rig, &[]).stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
    assert!(second.status.success());
    assert_eq!((second.stdout, second.stderr), (Vec::new(), Vec::new()));
    until("the first window is in front", || is_in_front(&desktop, &window));
    assert!(shown.try_recv().is_err(), "nothing has ended");
}

#[test]
fn closed_while_uploading_it_goes_on_in_the_background_and_ends_by_itself() {
    let rig = Rig::plain();
    let (desktop, _service, shown) = desktop("background");
    let video = rig.video("a.mp4", 2_000_000);
    hold(&rig);
    let mut reader = Reader::start(&desktop);
    let mut window = desktop.open(&rig, &[&video]);
    until("bytes are on their way", || desktop.find("^[0-9]+% .+ Takeup$"));
    let mut background = || {
        close(&desktop, &window);
        reader.click("push button", "Continue in background");
        until("the window is gone from sight", || desktop.find("Takeup$").is_none().then_some(()));
    };
    background();
    let second = desktop.takeup(&rig, &[]).output().unwrap();
    assert!(second.status.success(), "{}", String::from_utf8_lossy(&second.stderr));
    until("a second start brings it back", || is_in_front(&desktop, &window));
    background();
    rig.sandbox.release();
    assert!(window.process.ended().success());
    assert_eq!(desktop.ready(), 1);
    assert_eq!(until("the end is told", || shown.try_recv().ok()).body, "1 done");
}

pub(crate) fn close(desktop: &Desktop, window: &Window) {
    until("the window has the keyboard", || desktop.mouse(&["windowfocus", "--sync", &window.id]));
    desktop.mouse(&["key", "--clearmodifiers", "alt+F4"]).unwrap();
}

#[test]
fn size_and_place_are_those_of_the_last_time() {
    let rig = Rig::plain();
    let (desktop, _service, _shown) = desktop("place");
    let mut window = desktop.open(&rig, &[]);
    desktop.mouse(&["windowsize", "--sync", &window.id, "900", "700"]).unwrap();
    desktop.place(&window.id, 300, 120);
    let left = desktop.geometry(&window.id);
    close(&desktop, &window);
    assert!(window.process.ended().success());
    let window = desktop.open_where_it_was(&rig, &[]);
    until("it is where it was", || (desktop.geometry(&window.id) == left).then_some(()));
}
