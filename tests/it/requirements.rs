//! What the platform asks of files: held back before a byte leaves, said in the window, and told by `check`.

use std::fs;
use std::path::{Path, PathBuf};

use egui_kittest::kittest::Queryable as _;
use serde_json::Value;
use takeup::cli;
use takeup::engine::{Command, Which};
use takeup::model::requirements::Demand;
use takeup::model::{End, Job, Picture, Refusal, Sound, Target, Wish};
use takeup::ui::{Action, Page};

use crate::cli::{Said, run_bare};
use crate::media::samples;
use crate::models;
use crate::rig::Rig;
use crate::window::{click, commands, open, said, view};

/// A sample under a name of its own, old enough that nobody thinks it is still being written.
fn sample(folder: &Path, from: &str, name: &str) -> PathBuf {
    let path = folder.join(name);
    fs::copy(samples().join(from), &path).unwrap();
    let file = fs::File::options().append(true).open(&path).unwrap();
    file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_hours(1)).unwrap();
    path
}

fn unmet(job: &Job) -> Option<Demand> {
    if let Some(End::Refused(Refusal::Unmet(verdict))) = &job.end { Some(verdict.demand) } else { None }
}

#[test]
fn a_file_out_of_range_waits_for_a_word_and_goes_with_it() {
    let rig = Rig::plain();
    let index = rig.index("films");
    let small = sample(rig.folder.path(), "small.mp4", "small.mp4");
    let fine = sample(rig.folder.path(), "moov_end.mp4", "fine.mp4");
    let driver = rig.engine();
    let wish = Wish { targets: vec![Target::Index(index.as_str().into())], ..Wish::default() };
    driver.add_as(&[&small, &fine], wish);
    let jobs = driver.over(2);
    assert_eq!(unmet(&jobs[0]), Some(Demand::SmallestPicture), "{jobs:?}");
    assert_eq!(jobs[1].end, Some(End::Ready));
    assert_eq!(rig.ledger().assets.len(), 1, "not a byte of the other has left");
    driver.engine.send(Command::SendAnyway(Which::One(jobs[0].id)));
    driver.ready(2);
    assert_eq!(rig.ledger().assets.len(), 2);
}

#[test]
fn what_becomes_an_asset_only_is_not_measured_by_what_indexes_ask() {
    let rig = Rig::plain();
    let small = sample(rig.folder.path(), "small.mp4", "small.mp4");
    let driver = rig.engine();
    driver.add(&[&small]);
    driver.ready(1);
}

#[test]
fn what_a_header_says_outlives_a_restart() {
    let rig = Rig::plain();
    let film = sample(rig.folder.path(), "turned.mp4", "turned.mp4");
    let silent = sample(rig.folder.path(), "silent.mkv", "silent.mkv");
    let driver = rig.engine();
    driver.add(&[&film, &silent]);
    let before = driver.ready(2);
    drop(driver);
    let driver = rig.engine();
    let after = driver.over(2);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.file.as_ref().unwrap().media, after.file.as_ref().unwrap().media);
    }
    let media = &after[0].file.as_ref().unwrap().media;
    assert_eq!(media.picture, Picture::new(360, 640));
    assert_eq!(media.audio, Sound::Some("aac".to_owned()));
    assert_eq!(after[1].file.as_ref().unwrap().media.audio, Sound::None);
}

#[test]
fn a_row_says_what_is_asked_and_offers_both_ways_out() {
    let now = models::now();
    let mut window = open(models::unmet(now), view(Page::Uploads), now);
    assert!(said(&window, "240 lines high; 360 or more are needed. Scale to 640×360."));
    assert!(said(&window, "18 MB · 426×240 · 0:52"));
    window.get_by_label("Copy ffmpeg line for it's 1.mp4").click();
    window.run();
    let copied = window.state_mut().out.pop();
    let Some(Action::Copy(line)) = copied else { panic!("{copied:?}") };
    assert!(line.starts_with(r"ffmpeg -i '/home/ada/Videos/it'\''s 1.mp4' -vf scale=640:360"), "{line}");
    window.state_mut().out.clear();
    window.get_by_label("Upload anyway: it's 1.mp4").click();
    window.run();
    let got = commands(&mut window);
    assert!(matches!(got.as_slice(), [Command::SendAnyway(Which::One(_))]), "{got:?}");
}

#[test]
fn what_was_sent_anyway_still_says_what_was_asked() {
    let now = models::now();
    let mut model = models::unmet(now);
    let id = model.jobs.values().find(|job| job.source.name() == "it's 1.mp4").unwrap().id;
    let mut job = Job::clone(&model.jobs[&id]);
    (job.end, job.wish.anyway) = (None, true);
    model.jobs.insert(id, job.into());
    let mut view = view(Page::Uploads);
    view.open.insert(id);
    let window = open(model, view, now);
    assert!(said(&window, "It goes all the same, as you asked."));
}

#[test]
fn files_out_of_the_same_range_are_grouped_and_sent_together() {
    let now = models::now();
    let mut window = open(models::unmet(now), view(Page::Uploads), now);
    window.get_by_label("Failed 212").click();
    window.run();
    assert!(said(&window, "212 files: picture smaller than 360 lines"));
    assert!(said(&window, "API reference 1.3 (July 2026)"));
    let got = click(&mut window, "Upload anyway");
    let [Command::SendAnyway(Which::These(ids))] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(ids.len(), 212);
}

#[test]
fn where_sources_disagree_the_upload_goes_on_and_both_are_named() {
    let now = models::now();
    let model = models::unmet(now);
    let long = model.jobs.values().find(|job| job.source.name() == "whole-day.mp4").unwrap().id;
    let mut view = view(Page::Uploads);
    view.open.insert(long);
    let mut window = open(model, view, now);
    window.get_by_label("Active").click();
    window.run();
    assert!(said(&window, "longer than 2 h (sources disagree)"));
    assert!(said(&window, "asks for 2 h or less, but API reference 1.3 (July 2026) takes 4 h or less"));
    assert!(said(&window, "1920×1080 · 2:30:00"));
}

fn check(words: &[&str], paths: &[&Path]) -> Said {
    let paths: Vec<&str> = paths.iter().map(|path| path.to_str().unwrap()).collect();
    run_bare(None, &[&["check"], words, &paths].concat())
}

#[test]
fn check_tells_each_file_and_ends_as_promised() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let place = ["--data-dir", data.to_str().unwrap()];
    let films = folder.path().join("films");
    fs::create_dir(&films).unwrap();
    sample(&films, "small.mp4", "it's small.mp4");
    sample(&films, "moov_end.mp4", "fine.mp4");
    let told = check(&[&place[..], &["--for", "search"]].concat(), &[&films]);
    assert_eq!(told.code, cli::FAILED, "{} {}", told.out, told.err);
    assert!(told.out.contains("video · "), "{}", told.out);
    assert!(told.out.contains("640×360 · 0:04 · H.264 video · AAC sound\n  fine\n"), "{}", told.out);
    assert!(told.out.contains("held: 240 lines high; 360 or more are needed."), "{}", told.out);
    assert!(told.out.contains(r"it'\''s small.mp4' -vf scale=640:360"), "{}", told.out);
    assert_eq!(check(&[&place[..], &["--for", "asset"]].concat(), &[&films]).code, cli::READY);
    assert_eq!(check(&place, &[&films.join("gone.mp4")]).code, cli::FAILED);
    assert_eq!(run_bare(None, &["check", "--for", "nothing", "x"]).code, cli::USAGE);
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    assert_eq!(check(&place, &[&empty]).code, cli::NOTHING);
    assert!(!data.exists(), "it leaves nothing behind");
}

#[test]
fn the_formats_that_are_taken_are_known_by_their_content() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let check = |from: &str, name: &str| {
        let file = sample(folder.path(), from, name);
        check(&["--json", "--for", "search", "--data-dir", data.to_str().unwrap()], &[&file])
    };
    for good in
        ["constant.mp3", "bare.mp3", "variable.mp3", "plain.wav", "plain.flac", "plain.jpg", "plain.png"]
    {
        let told = check(good, &format!("{good}.mp4"));
        assert_eq!(told.code, cli::READY, "{}", told.out);
    }
    for bad in ["sound.m4a", "plain.gif", "plain.bmp"] {
        let told = check(bad, bad);
        assert_eq!(told.code, cli::FAILED, "{}", told.out);
        assert_eq!(told.events()[0]["verdicts"][0]["rule"], "format", "{}", told.out);
    }
}

#[test]
fn check_tells_programs_the_rule_the_limit_and_the_source() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let small = sample(folder.path(), "small.mp4", "small.mp4");
    let empty = sample(folder.path(), "nothing.mp4", "nothing.mp4");
    let told = check(&["--json", "--data-dir", data.to_str().unwrap()], &[&small, &empty]);
    assert_eq!(told.code, cli::FAILED);
    let files: Vec<Value> = told.events();
    assert_eq!((files[0]["width"].as_u64(), files[0]["height"].as_u64()), (Some(426), Some(240)));
    assert_eq!((files[0]["video"].as_str(), files[0]["audio"].as_str()), (Some("h264"), Some("none")));
    let verdicts = files[0]["verdicts"].as_array().unwrap();
    let search = verdicts.iter().find(|one| one["purpose"] == "search").unwrap();
    assert_eq!(search["rule"], "smallest-picture");
    assert_eq!(search["weight"], "held");
    assert_eq!(search["measured"], "240 lines high");
    assert_eq!(search["against"][1]["limit"], "360×360 or more");
    assert_eq!(search["against"][1]["source"], "API reference 1.3");
    assert!(search["command"].as_str().unwrap().contains("scale=640:360"));
    assert!(verdicts.iter().any(|one| one["purpose"] == "task"));
    // A length of just four seconds is too short for one source, and enough for another.
    let note = verdicts.iter().find(|one| one["rule"] == "shortest").unwrap();
    assert_eq!((note["weight"].as_str(), note["purpose"].as_str()), (Some("note"), Some("analysis")));
    assert_eq!(files[1]["verdicts"][0]["rule"], "empty");
    assert_eq!(files[1]["verdicts"][0]["weight"], "refused");
}

#[test]
fn check_judges_a_url_by_what_it_says() {
    let said = run_bare(None, &["check", "https://www.youtube.com/watch?v=a"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.out.contains("YouTube"), "{}", said.out);
    assert_eq!(run_bare(None, &["check", "https://media.example.org/a.mp4"]).code, 0);
}

#[test]
fn a_knowledge_store_takes_no_sound_and_says_so_beforehand() {
    let podcast = samples().join("constant.mp3");
    let said = run_bare(None, &["check", "--for", "store", podcast.to_str().unwrap()]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(said.out.contains("note: MP3 file; a knowledge store takes video and images."), "{}", said.out);
    assert_eq!(run_bare(None, &["check", podcast.to_str().unwrap()]).code, 0);
}
