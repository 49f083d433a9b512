//! What the platform asks of files: held back before a byte leaves, said in the window, and told by `check`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use takeup_cli as cli;

use crate::cli::{Said, run_bare};
use takeup_rig::samples;

/// A sample under a name of its own, old enough that nobody thinks it is still being written.
fn sample(folder: &Path, from: &str, name: &str) -> PathBuf {
    let path = folder.join(name);
    fs::copy(samples().join(from), &path).unwrap();
    let file = fs::File::options().append(true).open(&path).unwrap();
    file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_hours(1)).unwrap();
    path
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
    assert!(told.out.contains("Video · "), "{}", told.out);
    assert!(
        told.out.contains("640×360 · 0:04 · H.264 video · AAC audio\n  All requirements met\n"),
        "{}",
        told.out
    );
    assert!(
        told.out.contains("Needs confirmation: Height 240 pixels. Required: 360×360 or more."),
        "{}",
        told.out
    );
    let name = if cfg!(windows) { "it''s small.mp4" } else { r"it'\''s small.mp4" };
    assert!(told.out.contains(&format!("{name}' -map 0:v:0 -map '0:a?' -vf 'scale=640:360")), "{}", told.out);
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

#[cfg(unix)]
#[test]
fn the_line_that_check_prints_makes_a_file_against_which_nothing_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let words = ["--json", "--for", "search", "--data-dir", data.to_str().unwrap()];
    for (from, rule, encodes) in [
        ("h264.ts", "format", false),
        ("mpeg2.ts", "format", true),
        ("coarse.flv", "format", true),
        ("coarse.mpg", "format", true),
        ("small.mp4", "smallest-picture", true),
    ] {
        let place = folder.path().join(from.replace('.', "-"));
        fs::create_dir(&place).unwrap();
        let told = check(&words, &[&sample(&place, from, from)]).events();
        let verdict = &told[0]["verdicts"][0];
        assert_eq!(verdict["rule"], rule, "{from}: {told:?}");
        let line = verdict["command"].as_str().unwrap();
        assert_eq!(line.contains("libx264"), encodes, "{from}: {line}");
        let made = std::process::Command::new("sh").arg("-c").arg(line).output().unwrap();
        assert!(made.status.success(), "{line}: {}", String::from_utf8_lossy(&made.stderr));
        let copy = fs::read_dir(&place).unwrap().map(|entry| entry.unwrap().path());
        let copy = copy.into_iter().find(|path| !path.ends_with(from)).unwrap();
        let again = check(&words, &[&copy]);
        assert_eq!(again.code, cli::READY, "{line}: {}", again.out);
        let (before, after) = (&told[0], &again.events()[0]);
        assert_eq!(after["video"], "h264", "{line}");
        let lacks = before["audio"] == "none";
        assert!(lacks || after["audio"] != "none", "{line}: {after}");
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
    assert_eq!(search["measured"], "Height 240 pixels");
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
    assert!(
        said.out.contains("Note: MP3 file. Supported for a knowledge store: video and images."),
        "{}",
        said.out
    );
    assert_eq!(run_bare(None, &["check", podcast.to_str().unwrap()]).code, 0);
}
