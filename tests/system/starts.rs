//! Starts of the window: the first one, one beside a window that runs, and the next one.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::access::Reader;
use crate::desktop::Desktop;
use crate::drive::{browser_of, page};
use crate::services::{close, desktop, is_in_front, minimise};
use takeup_rig::Rig;
use takeup_rig::process::until;

#[test]
fn the_first_start_leads_to_the_page_where_keys_are_given_out() {
    let rig = Rig::plain();
    let desktop = Desktop::start_with_bus("get-key");
    let mut reader = Reader::start(&desktop);
    let (script, pages) = browser_of(&desktop);
    let mut takeup = desktop.takeup(&rig, &[]);
    let _window = desktop.open_with(takeup.env_remove("TWELVE_LABS_API_KEY").env("BROWSER", &script));
    reader.click("link", "Get a key from TwelveLabs");
    assert_eq!(page(&pages, 1), "https://playground.twelvelabs.io/dashboard/api-key");
}

#[test]
fn a_url_is_added_by_the_first_start_and_by_one_beside_it() {
    let rig = Rig::plain();
    let desktop = Desktop::start("url");
    let arrives = |count: usize| {
        until("the URL is ready", || {
            let assets = rig.ledger().assets;
            (assets.len() == count && assets.iter().all(|asset| asset.status == "ready")).then_some(assets)
        })
    };
    let _window = desktop.open(&rig, &[Path::new("https://media.example.org/lecture.mp4")]);
    arrives(1);
    let beside = ended(desktop.takeup(&rig, &[Path::new("https://media.example.org/keynote.mp4")]));
    assert!(beside.status.success(), "{beside:?}");
    let mut names: Vec<String> = arrives(2).into_iter().map(|asset| asset.filename).collect();
    names.sort();
    assert_eq!(names, ["keynote.mp4", "lecture.mp4"]);
    assert_eq!(rig.ledger().puts.count, 0, "the platform fetches them");
}

fn ended(mut command: Command) -> Output {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap()
}

#[test]
fn a_start_beside_a_window_in_practice_mode_finds_it() {
    let rig = Rig::plain();
    let (desktop, _service, _shown) = desktop("practice");
    let mut reader = Reader::start(&desktop);
    let practice = |paths: &[&Path]| {
        let mut takeup = desktop.takeup(&rig, paths);
        takeup.arg("--sandbox");
        takeup
    };
    let window = desktop.open_with(&mut practice(&[]));
    minimise(&desktop, &window);
    let video = rig.video("clip.mp4", 300_000);
    let beside = ended(practice(&[&video]));
    assert!(beside.status.success(), "{beside:?}");
    until("the window is in front", || is_in_front(&desktop, &window));
    reader.stands("clip.mp4", "Ready");

    // Whoever names neither practice nor a server means the window that is there.
    minimise(&desktop, &window);
    let other = rig.video("other.mp4", 300_000);
    let mut plain = desktop.takeup(&rig, &[&other]);
    plain.env_remove("TWELVELABS_BASE_URL");
    let beside = ended(plain);
    assert!(beside.status.success(), "{beside:?}");
    until("the window is in front again", || is_in_front(&desktop, &window));
    reader.stands("other.mp4", "Ready");
    assert!(rig.ledger().assets.is_empty(), "it is practice");
}

#[test]
fn the_last_page_and_the_size_of_the_text_are_those_of_the_last_time() {
    let rig = Rig::plain();
    let (desktop, _service, _shown) = desktop("memory");
    let mut reader = Reader::start(&desktop);
    let mut window = desktop.open(&rig, &[]);
    reader.sees("heading", "Uploads");
    let small = reader.height("page tab", "Assets");
    until("the window has the keyboard", || desktop.mouse(&["windowfocus", "--sync", &window.id]));
    let press = |keys: &str| desktop.mouse(&["key", "--clearmodifiers", keys]).unwrap();
    press("ctrl+equal");
    let large = until("the text is larger", || {
        Some(reader.height("page tab", "Assets")).filter(|height| *height > small)
    });
    press("ctrl+2");
    reader.sees("heading", "Assets");
    close(&desktop, &window);
    assert!(window.process.ended().success());

    let _window = desktop.open(&rig, &[]);
    reader.sees("heading", "Assets");
    until("the text is as large as it was", || (reader.height("page tab", "Assets") == large).then_some(()));
}
