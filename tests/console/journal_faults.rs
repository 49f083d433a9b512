//! A journal that cannot be written, cannot be read, or is not the newest: uploads go on, and nothing is destroyed.

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;
use takeup_model::{FailureReason, Model, News};

use takeup_rig::{Driver, Rig, sha256};

fn journal(rig: &Rig) -> PathBuf {
    rig.data().join("journal.sqlite")
}

fn told(model: &Model, what: impl Fn(&News) -> bool) -> bool {
    model.notices.iter().any(|notice| what(&notice.news))
}

fn lost(model: &Model) -> bool {
    told(model, |news| matches!(news, News::JournalLost(_)))
}

/// A rig whose journal holds an upload that was stopped in the middle.
fn with_an_unfinished_upload() -> (Rig, PathBuf) {
    let rig = Rig::slow();
    let file = rig.video("begun.mp4", 4_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.under_way(1_000_000);
    driver.engine.shutdown();
    (rig, file)
}

/// An engine on a journal of no use to it sends a file all the same.
fn sends_all_the_same(rig: &Rig) -> Driver {
    let other = rig.video("other.mp4", 300_000);
    let driver = rig.engine();
    driver.add(&[&other]);
    driver.until("the other ready", |model| {
        model.jobs.values().any(|job| job.source.name() == "other.mp4" && job.end.is_some())
    });
    let ledger = rig.ledger();
    let asset = ledger.assets.iter().find(|asset| asset.filename == "other.mp4").unwrap();
    assert_eq!((asset.status, &asset.sha256), ("ready", &Some(sha256(&other))));
    driver
}

/// An upload in whose middle the journal's disk fills up, until whoever has the connection drops the trigger `full`.
fn on_a_full_disk(rig: &Rig, size: usize) -> (PathBuf, Driver, Connection) {
    let file = rig.video("clip.mp4", size);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.under_way(1_000_000);
    let disk = Connection::open(journal(rig)).unwrap();
    let full = "SELECT RAISE(FAIL, 'database or disk is full')";
    disk.execute_batch(&format!("CREATE TRIGGER full BEFORE INSERT ON job BEGIN {full}; END")).unwrap();
    (file, driver, disk)
}

#[test]
fn what_a_full_disk_kept_out_of_the_journal_is_written_once_there_is_room() {
    let rig = Rig::slow();
    let (file, driver, disk) = on_a_full_disk(&rig, 8_000_000);
    driver.until("told of it", lost);
    driver.under_way(3_000_000);
    disk.execute_batch("DROP TRIGGER full").unwrap();
    let stored = driver.engine.model().jobs.values().next().unwrap().bytes_stored();
    driver.under_way(stored + 500_000);
    driver.engine.shutdown();
    let before = rig.ledger().puts.count;
    let driver = rig.engine();
    assert!(driver.engine.model().jobs.values().all(|job| job.bytes_stored() > stored));
    driver.ready(1);
    rig.holds_only(&file);
    let puts = rig.ledger().puts.count;
    assert!(puts <= 31 + 8, "{puts} of 31 parts, {before} before; 8 were in flight");
}

#[test]
fn what_could_not_be_written_last_is_written_at_the_end() {
    let rig = Rig::slow();
    let (_, driver, disk) = on_a_full_disk(&rig, 4_000_000);
    driver.ready(1);
    driver.until("told of it", lost);
    disk.execute_batch("DROP TRIGGER full").unwrap();
    driver.engine.shutdown();
    assert!(rig.engine().engine.model().jobs.values().all(|job| job.end.is_some()));
}

#[test]
fn a_disk_that_was_full_from_the_start_brings_no_second_asset() {
    let rig = Rig::plain();
    let files = [rig.video("clip.mp4", 3_000_000), rig.video("other.mp4", 300_000)];
    rig.engine().engine.shutdown();
    let disk = Connection::open(journal(&rig)).unwrap();
    let full = "SELECT RAISE(FAIL, 'database or disk is full')";
    disk.execute_batch(&format!("CREATE TRIGGER full BEFORE INSERT ON job BEGIN {full}; END")).unwrap();
    let driver = rig.engine();
    driver.add(&[&files[0], &files[1]]);
    driver.ready(2);
    driver.until("told of it", lost);
    driver.engine.shutdown();
    disk.execute_batch("DROP TRIGGER full").unwrap();
    // What was added is all that the journal knows.
    let driver = rig.engine();
    driver.ready(2);
    assert_eq!(rig.ledger().assets.len(), 2, "{:?}", rig.ledger().assets);
}

#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_ends_no_upload() {
    use std::process::{Command, Stdio};
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 40_000_000);
    // No file of this program may grow beyond 96 KiB; it is told so by the failed write, and not by a signal.
    let program = Command::new("sh")
        .args(["-c", r#"trap "" XFSZ; ulimit -f 192; exec "$0" "$@""#, env!("CARGO_BIN_EXE_takeup-cli")])
        .args(["upload", "--json", file.to_str().unwrap(), "--data-dir"])
        .arg(rig.data())
        .env("TWELVELABS_BASE_URL", rig.sandbox.url())
        .env("TWELVE_LABS_API_KEY", rig.sandbox.key())
        .stdout(Stdio::piped())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&program.stdout).into_owned();
    assert!(program.status.success(), "{said}");
    assert!(said.contains(r#""event":"notice""#), "nobody was told: {said}");
    rig.holds_only(&file);
    // What did get into the journal is whole, and leads to the asset that is there.
    let resumed = crate::console(&rig, &["resume"]).wait_with_output().unwrap();
    assert_eq!(resumed.status.code(), Some(0), "{}", String::from_utf8_lossy(&resumed.stdout));
    rig.holds_only(&file);
}

#[test]
fn a_journal_that_cannot_be_written_is_read_and_told_of() {
    let (rig, file) = with_an_unfinished_upload();
    // SQLite only reads a file whose header asks for a newer writer; nobody else would mind, least of all root.
    let mut bytes = fs::read(journal(&rig)).unwrap();
    bytes[18] = 9;
    fs::write(journal(&rig), &bytes).unwrap();
    let driver = sends_all_the_same(&rig);
    driver.until("told of it", lost);
    driver.ready(2);
    driver.engine.shutdown();
    assert!(fs::read(journal(&rig)).unwrap() == bytes, "it was left as it is");
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.sessions.len()), (2, 1));
    let asset = ledger.assets.iter().find(|asset| asset.filename == "begun.mp4").unwrap();
    assert_eq!(asset.sha256, Some(sha256(&file)));
}

#[test]
fn a_damaged_journal_is_set_aside_whole_and_a_new_one_begun() {
    let (rig, _) = with_an_unfinished_upload();
    let mut bytes = fs::read(journal(&rig)).unwrap();
    bytes[4096..].fill(0xaa);
    fs::write(journal(&rig), &bytes).unwrap();
    let driver = sends_all_the_same(&rig);
    let model = driver.engine.model();
    let aside = model.notices.iter().find_map(|notice| {
        if let News::JournalSetAside(path) = &notice.news { Some(path.clone()) } else { None }
    });
    assert!(fs::read(aside.unwrap()).unwrap() == bytes, "nothing of it is lost");
    driver.engine.shutdown();
    assert_eq!(rig.engine().engine.model().jobs.len(), 1, "the new one is kept");
}

#[test]
fn a_journal_of_a_newer_version_is_left_alone() {
    let (rig, _) = with_an_unfinished_upload();
    Connection::open(journal(&rig)).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let bytes = fs::read(journal(&rig)).unwrap();
    let driver = sends_all_the_same(&rig);
    let newer = |news: &News| matches!(news, News::JournalLost(why) if why.reason() == Some(FailureReason::JournalNewer));
    assert!(told(&driver.engine.model(), newer));
    driver.engine.shutdown();
    assert!(fs::read(journal(&rig)).unwrap() == bytes, "it was left as it is");
}
