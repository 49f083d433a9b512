//! What is named on the command line: folders, paths, URLs, and tables beside them.

use std::fs;

use takeup_cli as cli;

use crate::cli::{run, run_bare};
use takeup_rig::{Rig, samples};

#[test]
fn a_path_is_a_file_however_it_is_written_and_nothing_without_a_scheme_is_sent() {
    let rig = Rig::plain();
    let file = rig.video("봄 소풍 100%.mp4", 300_000);
    let url = format!("file://{}", file.to_str().unwrap().replace('%', "%25").replace(' ', "%20"));
    let said = run(&rig, None, &["upload", &url]);
    assert_eq!(said.code, cli::READY, "{} {}", said.out, said.err);
    let missing = run(&rig, None, &["upload", "example.org/a.mp4", "www.example.org"]);
    assert_eq!(missing.code, cli::FAILED);
    assert!(missing.out.contains("a.mp4: failed · File not found"), "{}", missing.out);
    let names: Vec<String> = rig.ledger().assets.iter().map(|asset| asset.filename.clone()).collect();
    assert_eq!(names, ["봄 소풍 100%.mp4"]);
}

#[test]
fn urls_are_cleaned_or_refused_with_the_reason() {
    let rig = Rig::plain();
    let words = [
        "upload",
        "--json",
        "https://example.org/a.mp4\u{200b})",
        "https://example.org/b.mp4 https://example.org/c.mp4",
        r"https:\\example.org\d.mp4",
        "https://b.s3.amazonaws.com/e.mp4?X-Amz-Date=20200101T000000Z&X-Amz-Expires=60&X-Amz-Signature=s",
        "https://",
    ];
    let said = run(&rig, None, &words);
    assert_eq!(said.code, cli::FAILED, "{} {}", said.out, said.err);
    let done = said.of("done");
    let of = |ending: &str| {
        let found = done.iter().find(|one| one["path"].as_str().unwrap().contains(ending));
        (found.unwrap()["status"].as_str().unwrap(), found.unwrap()["reason"].as_str().unwrap_or_default())
    };
    for name in ["a.mp4", "b.mp4", "c.mp4", "d.mp4"] {
        assert_eq!(of(&format!("https://example.org/{name}")).0, "ready", "{}", said.out);
    }
    let (status, reason) = of("e.mp4");
    assert!(status == "refused" && reason.contains("expired at 2020-01-01"), "{reason}");
    let empty = done.iter().find(|one| one["path"] == "https://").unwrap();
    assert!(empty["reason"].as_str().unwrap().contains("Not a valid URL"), "{empty}");
    assert_eq!(rig.ledger().assets.len(), 4);
    assert!(run_bare(None, &["check", words[5]]).out.contains("This URL expired at"), "check says it too");
    let future = "https://b.s3.amazonaws.com/e.mp4?X-Amz-Date=20990101T000000Z&X-Amz-Expires=60";
    assert!(run_bare(None, &["check", future]).out.contains("This URL expires at 2099-01-01"));
}

#[test]
fn equal_names_in_two_folders_are_told_apart_by_their_paths() {
    let rig = Rig::plain();
    for card in ["card1", "card2"] {
        fs::create_dir(rig.folder.path().join(card)).unwrap();
        rig.video(&format!("{card}/GOPR0001.MP4"), 300_000);
    }
    let table = rig.folder.path().join("cards.csv");
    fs::write(&table, "sep=;\r\nfile;camera\r\ncard1/GOPR0001.MP4;left\r\ncard2\\GOPR0001.MP4;right\r\n")
        .unwrap();
    let folder = rig.folder.path().to_str().unwrap();
    let plan =
        run(&rig, None, &["upload", "--dry-run", "--json", "--metadata", table.to_str().unwrap(), folder]);
    assert_eq!((plan.code, plan.err.contains("not among")), (cli::READY, false), "{} {}", plan.out, plan.err);
    for planned in plan.of("plan") {
        let left = planned["path"].as_str().unwrap().contains("card1");
        assert_eq!(planned["metadata"]["camera"], if left { "left" } else { "right" }, "{}", plan.out);
    }
    assert_eq!(plan.of("plan").len(), 2);
}

#[test]
fn a_table_that_names_none_of_the_files_sends_nothing() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let table = rig.folder.path().join("other.csv");
    fs::write(&table, "file,camera\nholiday/other.mp4,left\n").unwrap();
    for more in [&[][..], &["--dry-run"]] {
        let words = ["upload", "--metadata", table.to_str().unwrap(), file.to_str().unwrap()];
        let said = run(&rig, None, &[&words[..], more].concat());
        assert_eq!(said.code, cli::USAGE, "{}", said.out);
        assert!(
            said.err.contains("No line of the CSV names one of these files. Nothing was sent."),
            "{}",
            said.err
        );
    }
    assert_eq!(rig.ledger().assets.len(), 0);
}

#[test]
fn a_folder_is_searched_as_its_files_would_be_taken_and_what_is_left_out_is_said() {
    let rig = Rig::plain();
    let folder = rig.folder.path().join("footage");
    for inner in ["", "@eaDir/clip.mp4", "#recycle", "$RECYCLE.BIN/S-1", "cut.fcpbundle"] {
        fs::create_dir_all(folder.join(inner)).unwrap();
        fs::copy(samples().join("h264.ts"), folder.join(inner).join("clip.mp4.ts")).unwrap();
    }
    fs::copy(samples().join("coarse.mpg"), folder.join("dvd.vob")).unwrap();
    fs::copy(samples().join("mpeg4.avi"), folder.join("recovered.bin")).unwrap();
    fs::write(folder.join("riddle.opus"), [0x93; 900]).unwrap();
    fs::write(folder.join("notes.docx"), "words").unwrap();
    let said = run(&rig, None, &["upload", "--dry-run", folder.to_str().unwrap()]);
    assert_eq!(said.code, cli::READY, "{} {}", said.out, said.err);
    for name in ["clip.mp4.ts", "dvd.vob", "recovered.bin", "riddle.opus"] {
        assert!(said.out.contains(&format!("{name}: ")), "{name} is missing in {}", said.out);
    }
    let left_out = "1 file skipped: not media. 4 hidden or system folders and files skipped.";
    assert!(said.err.contains(left_out), "{}", said.err);
    let check = run_bare(None, &["check", "--for", "asset", folder.to_str().unwrap()]);
    assert!(check.out.contains("Audio, by its name · 900 B"), "{}", check.out);
    assert!(check.err.contains(left_out), "{}", check.err);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_named_and_the_rest_goes_on() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let rig = Rig::plain();
    let folder = rig.folder.path().join("footage");
    fs::create_dir_all(folder.join("closed")).unwrap();
    fs::copy(rig.video("clip.mp4", 300_000), folder.join("clip.mp4")).unwrap();
    symlink("loop.mp4", folder.join("loop.mp4")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(folder.join("pipe.mp4")).status().unwrap().success());
    let said = run(&rig, None, &["upload", folder.to_str().unwrap()]);
    assert_eq!(said.code, cli::FAILED, "{} {}", said.out, said.err);
    assert!(said.out.contains("clip.mp4: ready · asset "), "{}", said.out);
    assert!(
        said.out.contains("loop.mp4: failed · This is a link that leads back to itself."),
        "{}",
        said.out
    );
    assert!(said.out.contains("pipe.mp4: failed · This is a named pipe, not a file."), "{}", said.out);
    let open =
        |path: &std::path::Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    open(&folder.join("closed"), 0);
    for name in ["take.riddle", "notes.pdf"] {
        fs::write(folder.join(name), "words").unwrap();
        open(&folder.join(name), 0);
    }
    open(rig.folder.path(), 0o755);
    // Root can read everything, and checks as somebody who cannot.
    let mut check = if fs::read_dir(folder.join("closed")).is_ok() {
        let mut other = std::process::Command::new("setpriv");
        other.args(["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_takeup-cli")]);
        other
    } else {
        std::process::Command::new(env!("CARGO_BIN_EXE_takeup-cli"))
    };
    let check = check.args(["check", "--data-dir", "/nonexistent"]).arg(&folder).env("TAKEUP_LANG", "en");
    let check = check.output().unwrap();
    open(&folder.join("closed"), 0o755);
    let told = String::from_utf8_lossy(&check.stdout);
    assert_eq!(check.status.code(), Some(1), "{check:?}");
    assert!(told.contains("closed\n  The folder cannot be read: Permission denied"), "{told}");
    assert!(told.contains("take.riddle\n") && !told.contains("notes.pdf"), "{told}");
}

#[test]
fn what_an_index_does_not_take_what_is_encrypted_and_what_is_cut_off_is_held_before_a_byte_leaves() {
    let rig = Rig::plain();
    let index = rig.index("films");
    let notes = rig.folder.path().join("notes.txt");
    fs::write(&notes, "abc").unwrap();
    let (picture, film) = (samples().join("plain.png"), samples().join("encrypted.mp4"));
    let cut = samples().join("cut_moov_end.mp4");
    let words =
        [notes.to_str().unwrap(), picture.to_str().unwrap(), film.to_str().unwrap(), cut.to_str().unwrap()];
    let said = run(&rig, None, &[&["upload", "--index", &index], &words[..]].concat());
    assert_eq!(said.code, cli::FAILED, "{} {}", said.out, said.err);
    assert!(said.out.contains("TXT file. Supported for an index: video."), "{}", said.out);
    assert!(said.out.contains("PNG file. Supported for an index: video."), "{}", said.out);
    assert!(said.out.contains("Encrypted: the platform cannot play it"), "{}", said.out);
    assert!(said.out.contains("The file is cut off: 60,000 of "), "{}", said.out);
    assert!(said.err.contains("With --anyway they are uploaded all the same."), "{}", said.err);
    assert_eq!(rig.ledger().assets.len(), 0);
    let check = crate::cli::run_bare(None, &["check", cut.to_str().unwrap()]);
    assert_eq!(check.out.matches("The file is cut off").count(), 1, "{}", check.out);
    assert!(check.out.contains("--anyway"), "{}", check.out);
    let anyway = run(&rig, None, &["upload", "--anyway", cut.to_str().unwrap()]);
    assert_eq!(anyway.code, cli::READY, "{} {}", anyway.out, anyway.err);
    assert_eq!(rig.ledger().assets.len(), 1);
}
