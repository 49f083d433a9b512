//! The console, before a byte leaves: refused URLs, files that are there already, metadata, and the plan.

use crate::cli::run;
use takeup_rig::Rig;

#[test]
fn urls_that_show_a_file_are_refused_with_what_to_use_instead() {
    let rig = Rig::plain();
    let said =
        run(&rig, None, &["upload", "https://youtu.be/1", "s3://bucket/a.mp4", "https://example.org/a.m3u8"]);
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert!(said.out.contains("YouTube") && said.out.contains("Add the original file"), "{}", said.out);
    assert!(said.out.contains("presigned"), "{}", said.out);
    assert!(said.err.contains("complete playlist"), "{}", said.err);
    assert_eq!(rig.ledger().assets.len(), 1);
}

#[test]
fn what_is_there_already_is_used_skipped_or_sent_again() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 500_000);
    let path = file.to_str().unwrap();
    assert_eq!(run(&rig, None, &["upload", path]).code, 0);
    let first = rig.ledger().assets[0].id.clone();
    for choice in ["reuse", "skip"] {
        std::fs::remove_dir_all(rig.data()).unwrap();
        let said = run(&rig, None, &["upload", "--json", "--if-exists", choice, path]);
        let done = said.of("done");
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        assert_eq!((&done[0]["asset_id"], &done[0]["reused"]), (&first.as_str().into(), &true.into()));
    }
    assert_eq!(rig.ledger().assets.len(), 1);
    std::fs::remove_dir_all(rig.data()).unwrap();
    assert_eq!(run(&rig, None, &["upload", "--no-wait", path]).code, 0);
    assert_eq!(rig.ledger().assets.len(), 2);
}

#[test]
fn metadata_comes_from_the_command_line_and_a_table() {
    let rig = Rig::plain();
    let (one, two) = (rig.video("봄.mp4", 300_000), rig.video("b.mp4", 300_000));
    let table = rig.folder.path().join("meta.csv");
    std::fs::write(&table, "\u{feff}file,camera\n\u{1107}\u{1169}\u{11b7}.mp4,A\nb.mp4,\ngone.mp4,C\n")
        .unwrap();
    let words = ["upload", "--meta", "take=3", "--metadata", table.to_str().unwrap()];
    let files = [one.to_str().unwrap(), two.to_str().unwrap()];
    let plan = run(&rig, None, &[&["upload", "--dry-run"], &words[1..], &files[..]].concat());
    assert!(plan.out.contains("Metadata: camera A, take 3"), "{}", plan.out);
    let said = run(&rig, None, &[&words[..], &files].concat());
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.err.contains("Line 4: gone.mp4 is not among the files."), "{}", said.err);
    let ledger = rig.ledger();
    let of = |name: &str| &ledger.assets.iter().find(|asset| asset.filename == name).unwrap().user_metadata;
    assert_eq!((&of("봄.mp4")["camera"], &of("봄.mp4")["take"]), (&"A".into(), &3.into()));
    assert_eq!((of("b.mp4").get("camera"), &of("b.mp4")["take"]), (None, &3.into()));
}

#[test]
fn metadata_that_breaks_a_rule_or_cannot_be_read_stops_the_program() {
    let rig = Rig::plain();
    let file = rig.video("a.mp4", 300_000);
    let path = file.to_str().unwrap();
    for words in [
        ["--meta", "duration=3"],
        ["--meta", "nothing"],
        ["--meta", "take="],
        ["--metadata", "/no/such/table.csv"],
    ] {
        let said = run(&rig, None, &["upload", words[0], words[1], path]);
        assert_eq!(said.code, 2, "{words:?}: {}", said.err);
    }
    assert!(rig.ledger().assets.is_empty());
}

#[test]
fn a_dry_run_tells_the_plan_and_leaves_nothing_behind() {
    let rig = Rig::plain();
    let (fine, text) = (rig.video("봄.mp4", 33_000_000), rig.folder.path().join("notes.mp4"));
    std::fs::write(&text, "Dear diary").unwrap();
    let sources =
        [fine.to_str().unwrap(), text.to_str().unwrap(), "https://youtu.be/1", "https://example.org/a.mp4"];
    let said = run(&rig, None, &[&["upload", "--dry-run"][..], &sources].concat());
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert!(said.out.contains("봄.mp4: 33 MB · Multipart"), "{}", said.out);
    assert!(said.out.contains("notes.mp4: Not a video") && said.out.contains("YouTube"), "{}", said.out);
    assert!(said.out.ends_with("1 file, 33 MB · 1 URL · 2 not accepted\n"), "{}", said.out);
    let words = ["upload", "--dry-run", "--json", "--meta", "take=3", "--meta", "good=true", sources[0]];
    let said = run(&rig, None, &words);
    assert_eq!((said.code, &said.of("plan")[0]["would"]), (0, &"send".into()));
    assert_eq!(said.of("plan")[0]["metadata"], serde_json::json!({ "good": true, "take": 3 }));
    assert_eq!(said.of("outlook")[0]["bytes"], 33_000_000);
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.requests.len()), (0, 0), "{:?}", ledger.requests);
    assert!(!rig.data().join("journal.sqlite").exists());
}

#[test]
fn a_dry_run_tells_what_is_there_already() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 500_000);
    let path = file.to_str().unwrap();
    assert_eq!(run(&rig, None, &["upload", path]).code, 0);
    let id = rig.ledger().assets[0].id.clone();
    let other = rig.video("other.mp4", 400_000);
    for paths in [&[path][..], &[path, other.to_str().unwrap()]] {
        let said = run(&rig, None, &[&["upload", "--dry-run"], paths].concat());
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        assert!(
            !said.out.contains("clip.mp4"),
            "the same line without the option passes over it: {}",
            said.out
        );
        assert!(said.err.contains("1 file or URL was uploaded before"), "{}", said.err);
    }
    let said = run(&rig, None, &["upload", "--dry-run", "--if-exists", "reuse", path]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains(&id) && said.out.contains("1 already on the platform"), "{}", said.out);
    let said = run(
        &rig,
        Some("tlk_wrong"),
        &["upload", "--dry-run", "--if-exists", "reuse", other.to_str().unwrap()],
    );
    assert_eq!(said.code, 3, "{}{}", said.out, said.err);
    let said = run(&rig, None, &["upload", "--dry-run", rig.data().to_str().unwrap()]);
    assert_eq!(said.code, 4, "{}{}", said.out, said.err);
}

#[test]
fn metadata_for_an_asset_that_is_reused_is_said_to_be_left_out() {
    let rig = Rig::plain();
    let video = rig.video("a.mp4", 300_000);
    let upload = |meta: &str| {
        let words = ["upload", "--if-exists", "reuse", "--meta", meta, video.to_str().unwrap()];
        run(&rig, None, &words)
    };
    let first = upload("take=1");
    assert!(first.code == 0 && !first.err.contains("was not changed"), "{}{}", first.out, first.err);
    let again = upload("take=2");
    assert_eq!(again.code, 0, "{}{}", again.out, again.err);
    assert!(again.err.contains("The metadata of the existing asset was not changed."), "{}", again.err);
    assert_eq!(rig.ledger().assets.len(), 1);
}

#[test]
fn a_table_with_flaws_sends_nothing_and_each_is_told_by_its_line() {
    let rig = Rig::plain();
    let video = rig.video("a.mp4", 300_000);
    let table = rig.folder.path().join("meta.csv");
    std::fs::write(&table, "file,camera,width\na.mp4,A,1\nb.mp4\n").unwrap();
    let words = ["upload", "--metadata", table.to_str().unwrap(), video.to_str().unwrap()];
    let said = run(&rig, None, &words);
    assert_eq!(said.code, 2, "{}{}", said.out, said.err);
    for told in ["Line 1: The key width is", "Line 3: The line has 1 cell", "Nothing was sent."] {
        assert!(said.err.contains(told), "{told}: {}", said.err);
    }
    assert!(rig.ledger().assets.is_empty());
}

#[test]
fn a_table_that_cannot_be_read_sends_nothing() {
    let rig = Rig::plain();
    let video = rig.video("a.mp4", 300_000);
    let table = rig.folder.path().join("meta.csv");
    // As spreadsheets in Korea save it.
    std::fs::write(&table, b"file,camera\n\xba\xbd.mp4,A\n").unwrap();
    let words = ["upload", "--metadata", table.to_str().unwrap(), video.to_str().unwrap()];
    let said = run(&rig, None, &words);
    assert_eq!(said.code, 2, "{}{}", said.out, said.err);
    assert!(said.err.contains("UTF-8"), "{}", said.err);
    assert!(rig.ledger().assets.is_empty());
    let said = run(&rig, None, &[&words[..], &["--json"]].concat());
    let failed = said.of("failed");
    assert_eq!((said.code, failed.len()), (2, 1), "{}", said.out);
    assert!(failed[0]["reason"].as_str().is_some_and(|why| why.contains("UTF-8")), "{}", said.out);
}

#[cfg(unix)]
#[test]
fn whoever_reads_json_is_told_what_stopped_the_program() {
    let rig = Rig::plain();
    let video = rig.video("a.mp4", 300_000);
    let open = rig.folder.path().join("open");
    std::fs::create_dir(&open).unwrap();
    let everybody = std::os::unix::fs::PermissionsExt::from_mode(0o777);
    std::fs::set_permissions(&open, everybody).unwrap();
    let words = ["upload", "--json", "--data-dir", open.to_str().unwrap(), video.to_str().unwrap()];
    let said = crate::cli::run_bare(None, &words);
    let failed = said.of("failed");
    assert_eq!((said.code, failed.len()), (1, 1), "{}{}", said.out, said.err);
    let why = failed[0]["reason"].as_str().unwrap_or_default();
    assert!(!why.is_empty() && said.err.contains(why), "{why}: {}", said.err);
}

#[test]
fn a_dry_run_fails_where_the_upload_would() {
    let rig = Rig::plain();
    let said = run(&rig, None, &["upload", "--dry-run", "/no/such/film.mp4"]);
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert!(said.out.contains("1 not accepted"), "{}", said.out);
}

#[test]
fn a_place_that_is_not_there_keeps_every_byte_here() {
    let rig = Rig::plain();
    let (video, index) = (rig.video("a.mp4", 300_000), rig.index("Races"));
    let path = video.to_str().unwrap();
    for words in [["--index", "zzz"], ["--knowledge-store", "zzz"], ["--task-index", "zzz"]] {
        let said = run(&rig, None, &["upload", "--index", &index, words[0], words[1], path]);
        let said = if words[0] == "--task-index" {
            run(&rig, None, &["upload", words[0], words[1], path])
        } else {
            said
        };
        assert_eq!(said.code, 1, "{words:?}: {}{}", said.out, said.err);
        assert!(said.err.contains("zzz was not found on the platform. Nothing was sent"), "{}", said.err);
    }
    assert_eq!(run(&rig, None, &["upload", "--index", " ", path]).code, 2);
    assert_eq!(run(&rig, None, &["upload", "--dry-run", "--index", "zzz", path]).code, 1);
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.tasks.len(), ledger.puts.count), (0, 0, 0));
    assert_eq!(run(&rig, None, &["upload", "--index", &index, path]).code, 0);
}
