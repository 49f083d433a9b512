//! What can become of a file while it is being sent, and every size and name a file can have.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use takeup_engine::Command;
use takeup_model::{End, Failure, FailureKind, LimitKey, Method, MethodChoice, Refusal, UploadOptions};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget};

use takeup_rig::process::memory;
use takeup_rig::{Driver, Rig, sha256, write_video};

const SIZE: usize = 8_000_000;

/// Begins an upload of many parts, does something to its file in the middle, and waits for what that comes to.
fn in_the_middle(change: impl FnOnce(&Path)) -> (Rig, PathBuf, Driver, Failure) {
    let rig = Rig::plain();
    // Without its last part the upload cannot be over before the change.
    let last = SIZE.div_ceil(256 * 1024) as u64;
    rig.sandbox.script(Fault::once(FaultTarget::Chunk(last), FaultEffect::HoldAnswer));
    let stall = FaultEffect::Stall(Duration::from_millis(60));
    rig.sandbox.script(Fault::once(FaultTarget::Part, stall).times(10_000));
    let folder = rig.folder.path().join("stick");
    fs::create_dir(&folder).unwrap();
    let file = folder.join("clip.mp4");
    write_video(&file, SIZE);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.under_way(1_000_000);
    change(&file);
    rig.sandbox.release();
    let failure = driver.failed();
    (rig, file, driver, failure)
}

/// Retries, and expects one whole asset of the file as it is now, beside the abandoned one.
fn begins_anew(rig: &Rig, file: &Path, driver: &Driver) {
    driver.engine.send(Command::Retry(driver.all()));
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!(ledger.sessions.len(), 2);
    let ready: Vec<_> = ledger.assets.iter().filter(|asset| asset.status == "ready").collect();
    assert_eq!(ready.len(), 1, "nothing is made of two files");
    assert_eq!(ready[0].sha256, Some(sha256(file)));
}

#[test]
fn a_file_that_is_cut_short_is_given_up_and_begun_anew() {
    let (rig, file, driver, failure) = in_the_middle(|file| {
        File::options().write(true).open(file).unwrap().set_len(3_000_000).unwrap();
    });
    assert_eq!(failure.kind, FailureKind::FileChanged);
    begins_anew(&rig, &file, &driver);
}

#[test]
fn a_file_that_grows_is_given_up_and_begun_anew() {
    let (rig, file, driver, failure) = in_the_middle(|file| {
        File::options().write(true).open(file).unwrap().set_len(SIZE as u64 + 1).unwrap();
    });
    assert_eq!(failure.kind, FailureKind::FileChanged);
    begins_anew(&rig, &file, &driver);
}

#[test]
fn a_file_that_is_replaced_by_one_of_the_same_size_is_given_up_and_begun_anew() {
    let (rig, file, driver, failure) = in_the_middle(|file| {
        let other = file.with_file_name("other.mp4");
        write_video(&other, SIZE);
        fs::rename(other, file).unwrap();
    });
    assert_eq!(failure.kind, FailureKind::FileChanged);
    begins_anew(&rig, &file, &driver);
}

#[test]
fn a_file_of_the_same_size_and_time_is_known_by_its_content_at_the_next_start() {
    let rig = Rig::slow();
    let file = rig.video("clip.mp4", SIZE);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.under_way(1_000_000);
    driver.engine.shutdown();
    let modified = file.metadata().unwrap().modified().unwrap();
    let other = rig.video("other.mp4", SIZE);
    fs::rename(other, &file).unwrap();
    File::options().write(true).open(&file).unwrap().set_modified(modified).unwrap();
    let driver = rig.engine();
    assert_eq!(driver.failed().kind, FailureKind::FileChanged);
    begins_anew(&rig, &file, &driver);
}

#[test]
fn a_file_that_is_removed_and_put_back_goes_on_in_its_session() {
    let (rig, file, driver, failure) =
        in_the_middle(|file| fs::rename(file, file.with_extension("kept")).unwrap());
    assert_eq!(failure.kind, FailureKind::FileMissing);
    fs::rename(file.with_extension("kept"), &file).unwrap();
    driver.engine.send(Command::Retry(driver.all()));
    driver.ready(1);
    rig.holds_only(&file);
}

#[test]
#[cfg_attr(windows, ignore = "Windows renames no folder with an open file")]
fn a_stick_that_is_unplugged_and_plugged_in_again_goes_on_in_its_session() {
    let (rig, file, driver, failure) = in_the_middle(|file| {
        let stick = file.parent().unwrap();
        fs::rename(stick, stick.with_extension("away")).unwrap();
    });
    assert_eq!(failure.kind, FailureKind::FileMissing);
    driver.engine.send(Command::Retry(driver.all()));
    driver.until("still missing", |model| model.jobs.values().all(|job| job.ended_badly() && !job.looked));
    let stick = file.parent().unwrap();
    fs::rename(stick.with_extension("away"), stick).unwrap();
    driver.engine.send(Command::Retry(driver.all()));
    driver.ready(1);
    rig.holds_only(&file);
    let again: u64 = rig.ledger().sessions[0].chunks.iter().map(|chunk| chunk.puts - 1).sum();
    assert!(again <= 8, "{again} parts were sent again; 8 were in flight");
}

#[test]
fn a_file_that_changes_while_it_goes_in_one_request_makes_no_asset() {
    let rig = Rig::plain();
    // So long that the buffers of the system cannot swallow it whole.
    let file = rig.video("clip.mp4", 1_000);
    File::options().write(true).open(&file).unwrap().set_len(40_000_000).unwrap();
    rig.sandbox.script(Fault::once(FaultTarget::PostAsset, FaultEffect::HoldAfterBytes(10_000)));
    let driver = rig.engine();
    driver.add_as(&[&file], by(Method::Direct));
    driver.until("on the wire", |model| model.jobs.values().any(|job| job.restarts_when_paused()));
    File::options().write(true).open(&file).unwrap().set_len(39_999_999).unwrap();
    rig.sandbox.release();
    assert_eq!(driver.failed().kind, FailureKind::FileChanged);
    assert!(rig.ledger().assets.is_empty());
    driver.engine.send(Command::Retry(driver.all()));
    driver.ready(1);
    rig.holds_only(&file);
}

fn by(method: Method) -> UploadOptions {
    UploadOptions { method: MethodChoice::Only(method), ..UploadOptions::default() }
}

#[test]
fn a_file_of_whole_chunks_and_one_of_a_byte_more_or_less_arrive_whole() {
    let chunk = 256 * 1024;
    for (size, chunks) in [(1, 1), (chunk, 1), (4 * chunk - 1, 4), (4 * chunk, 4), (4 * chunk + 1, 5)] {
        let rig = Rig::plain();
        let file = rig.video("clip.mp4", size);
        let driver = rig.engine();
        driver.add_as(&[&file], by(Method::Multipart));
        driver.ready(1);
        rig.holds_only(&file);
        assert_eq!(rig.ledger().sessions[0].chunks.len(), chunks, "{size} bytes");
    }
}

#[test]
fn a_limit_lets_its_last_byte_through_and_not_one_more() {
    for (method, key) in [(Method::Direct, LimitKey::Direct), (Method::Multipart, LimitKey::Multipart)] {
        let mut rig = Rig::plain();
        rig.settings.accounts[0].limits.set.insert(key, 400_000);
        let (fits, over) = (rig.video("fits.mp4", 400_000), rig.video("over.mp4", 400_001));
        let driver = rig.engine();
        driver.add_as(&[&fits, &over], by(method));
        let jobs = driver.over(2);
        assert_eq!(jobs[0].end, Some(End::Ready), "{method}");
        assert!(matches!(jobs[1].end, Some(End::Refused(Refusal::TooLarge { size: 400_001, .. }))));
        rig.holds_only(&fits);
    }
}

/// Names as a disk may have them, and as they have to arrive.
fn names() -> Vec<(String, String)> {
    let same = |name: &str| (name.to_owned(), name.to_owned());
    let mut names = vec![
        same("🎬 take 1 👩‍👩‍👧‍👦.mp4"),
        (
            "e\u{301}te\u{301} \u{1112}\u{1161}\u{11ab}.mp4".to_owned(),
            "\u{e9}t\u{e9} \u{d55c}.mp4".to_owned(),
        ),
        same("שלום עולם (1).mp4"),
        same("\u{202e}4pm.فيديو.mp4"),
        same("100% & #1; a=b+c.mp4"),
        same(&format!("ab{}.mp4", "가".repeat(83))),
    ];
    if cfg!(unix) {
        names.extend([same("two\nlines\r\n.mp4"), same("a \"quoted\\ name\".mp4")]);
    }
    names
}

#[test]
fn every_name_arrives_as_it_is_in_composed_characters() {
    assert!(names().iter().any(|(name, _)| name.len() == 255));
    for method in [Method::Direct, Method::Multipart] {
        let rig = Rig::plain();
        let files: Vec<PathBuf> = names().iter().map(|(name, _)| rig.video(name, 200_000)).collect();
        let driver = rig.engine();
        driver.add_as(&files.iter().map(PathBuf::as_path).collect::<Vec<_>>(), by(method));
        driver.ready(files.len());
        let ledger = rig.ledger();
        let mut arrived: Vec<_> =
            ledger.assets.iter().map(|asset| (asset.filename.clone(), asset.sha256.clone())).collect();
        let mut sent: Vec<_> =
            names().into_iter().zip(&files).map(|((_, name), file)| (name, Some(sha256(file)))).collect();
        arrived.sort();
        sent.sort();
        assert_eq!(arrived, sent, "{method}");
    }
}

/// How many files a large folder has.
fn many() -> usize {
    std::env::var("TAKEUP_FILES").ok().and_then(|text| text.parse().ok()).unwrap_or(2_000)
}

#[test]
fn a_folder_of_thousands_of_files_is_taken_in() {
    let (rig, many) = (Rig::plain(), many());
    let folder = rig.folder.path().join("archive");
    fs::create_dir(&folder).unwrap();
    for number in 0..many {
        write_video(&folder.join(format!("{number:05}.mp4")), 64);
    }
    let before = memory();
    // Nobody is let in, so that nothing is sent.
    let driver = rig.engine_with_key("tlk_wrong");
    let begun = std::time::Instant::now();
    driver.add(&[&folder]);
    let model = driver.until("all looked at", |model| {
        model.jobs.len() == many && model.jobs.values().all(|job| job.route.is_some())
    });
    println!("{many} files were taken in within {:.1?}", begun.elapsed());
    if let (Some(before), Some(after)) = (before, memory()) {
        let each = after.saturating_sub(before) / many as u64;
        println!("memory: {} MB before, {} MB after, {each} bytes a file", before >> 20, after >> 20);
        // In a short run most of it belongs to the tests beside this one.
        assert!(many < 10_000 || each < 20_000, "{each} bytes for each file");
    }
    let names: Vec<_> = model.jobs.values().map(|job| job.source.name()).collect();
    assert!(names.is_sorted() && names[many - 1] == format!("{:05}.mp4", many - 1));
    assert!(model.jobs.values().all(|job| job.end.is_none() && job.bytes_total() == 64));
    assert!(model.intake.is_empty());
}
