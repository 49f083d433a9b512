#![expect(clippy::disallowed_methods, reason = "tests make instants, and measure")]

use std::time::{Duration, Instant};

use jiff::ToSpan as _;

use crate::journal::receipts::tests::full;
use crate::journal::{Journal, JournalEntry};
use takeup_model::FailureReason;
use takeup_model::{
    Account, ContentDigest, End, Failure, FailureKind, FileDigest, Now, Outcome, Session, Source,
    UploadOptions,
};

use super::*;
use crate::journal::FILE;

fn job(number: u64, name: &str, ended: &str) -> Job {
    let ended = ended.parse().unwrap();
    let now = Now { mono: Instant::now(), utc: "2026-03-01T12:00:00Z".parse().unwrap(), random: 7 };
    let source = Source::File(Path::new("/videos").join(name));
    let mut job = Job::new(JobId(number), "main".into(), source, UploadOptions::default(), now);
    job.end = Some(End::Ready);
    job.whole = FileDigest::Known { digest: ContentDigest::Blake3("b".to_owned()), sha256: None };
    over(&mut job, ended);
    job
}

fn over(job: &mut Job, ended: jiff::Timestamp) {
    job.ended = Some(ended);
    let account = Account { name: "Work".to_owned(), ..Account::default() };
    job.receipt = Receipt::of(job, &account).map(Arc::new);
}

fn save(journal: &Journal, job: &Job) {
    journal.write(vec![JournalEntry::Save(Arc::new(job.clone()), None)]).blocking_recv().unwrap().unwrap();
}

fn remove(journal: &Journal, job: &Job) {
    journal.write(vec![JournalEntry::Remove(Arc::new(job.clone()))]).blocking_recv().unwrap().unwrap();
}

fn names(folder: &Path, text: Option<&str>, limit: Option<u32>) -> Vec<String> {
    let query = HistoryQuery { text: text.map(str::to_owned), limit };
    read(folder, &query).unwrap().into_iter().map(|receipt| receipt.name).collect()
}

#[test]
fn what_is_over_is_found_newest_first_while_it_is_written_and_after() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(names(folder.path(), None, None), Vec::<String>::new());
    let opened = Journal::open(folder.path(), "x").unwrap();
    save(&opened.journal, &job(1, "Été 100%.mp4", "2026-03-01T12:00:09Z"));
    // Its moment is longer as text.
    save(&opened.journal, &job(2, "봄 소풍.mp4", "2026-03-01T12:00:09.25Z"));
    save(&opened.journal, &job(3, "old.mp4", "2026-02-01T12:00:09Z"));
    for closed in [false, true] {
        let find = |text, limit| names(folder.path(), text, limit);
        assert_eq!(find(None, None), ["봄 소풍.mp4", "Été 100%.mp4", "old.mp4"], "{closed}");
        assert_eq!(find(None, Some(1)), ["봄 소풍.mp4"]);
        assert_eq!(find(Some("소풍"), None), ["봄 소풍.mp4"]);
        assert_eq!(find(Some("ÉTÉ 100%"), None), ["Été 100%.mp4"]);
        assert_eq!(find(Some("e\u{301}te\u{301}"), None), ["Été 100%.mp4"], "as macOS writes it");
        assert_eq!(find(Some("videos"), Some(2)).len(), 2);
        assert_eq!(find(Some("1_0%"), None), Vec::<String>::new(), "no letter stands for another");
        if !closed {
            remove(&opened.journal, &job(1, "Été 100%.mp4", "2026-03-01T12:00:09Z"));
        }
    }
    opened.journal.close();
    assert_eq!(names(folder.path(), None, None).len(), 3, "it outlives the list and the program");
}

#[test]
fn a_job_that_is_removed_before_its_end_reached_the_disk_leaves_its_receipt() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    let ended = job(1, "a.mp4", "2026-03-01T12:00:09Z");
    let begun = Job { end: None, ended: None, receipt: None, ..ended.clone() };
    save(&opened.journal, &begun);
    let disk = Connection::open(folder.path().join(FILE)).unwrap();
    let full = "BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END";
    disk.execute_batch(&format!("CREATE TRIGGER full BEFORE INSERT ON job {full}")).unwrap();
    let end = JournalEntry::Save(Arc::new(ended.clone()), Some(Arc::new(begun)));
    opened.journal.write(vec![end]).blocking_recv().unwrap().unwrap_err();
    disk.execute_batch("DROP TRIGGER full").unwrap();
    remove(&opened.journal, &ended);
    assert_eq!(names(folder.path(), None, None), ["a.mp4"]);
    opened.journal.close();
    assert!(Journal::open(folder.path(), "x").unwrap().jobs.is_empty());
}

#[test]
fn a_job_comes_back_with_its_receipt_and_only_with_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    let mut failed = job(1, "a.mp4", "2026-03-01T12:00:09Z");
    failed.end = Some(End::Failed(Failure::new(FailureKind::NotAllowed, "no plan")));
    over(&mut failed, "2026-03-01T12:00:09Z".parse().unwrap());
    save(&opened.journal, &failed);
    opened.journal.close();
    let opened = Journal::open(folder.path(), "x").unwrap();
    assert_eq!(opened.jobs[0].receipt, failed.receipt);
    // It is tried again and becomes ready: the same upload, with another last word.
    let mut open = failed.clone();
    (open.end, open.ended, open.receipt) = (None, None, None);
    save(&opened.journal, &open);
    assert_eq!(read(folder.path(), &HistoryQuery::default()).unwrap().len(), 1);
    save(&opened.journal, &job(1, "a.mp4", "2026-03-01T13:00:00Z"));
    let told = read(folder.path(), &HistoryQuery::default()).unwrap();
    assert_eq!(told.iter().map(|receipt| &receipt.outcome).collect::<Vec<_>>(), [&Outcome::Ready]);
    // The number comes again once the list is empty; that is another upload.
    remove(&opened.journal, &job(1, "a.mp4", "2026-03-01T13:00:00Z"));
    let mut other = job(1, "b.mp4", "2026-03-02T13:00:00Z");
    other.added += 1.hour();
    over(&mut other, "2026-03-02T13:00:00Z".parse().unwrap());
    save(&opened.journal, &other);
    assert_eq!(names(folder.path(), None, None), ["b.mp4", "a.mp4"]);
    opened.journal.close();
    let opened = Journal::open(folder.path(), "x").unwrap();
    assert_eq!(opened.jobs[0].receipt, other.receipt);
}

#[test]
fn a_receipt_that_does_not_read_costs_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    save(&opened.journal, &job(1, "a.mp4", "2026-03-01T12:00:09Z"));
    save(&opened.journal, &job(2, "b.mp4", "2026-03-01T12:00:10Z"));
    opened.journal.close();
    let raw = Connection::open(folder.path().join(FILE)).unwrap();
    raw.execute("UPDATE history SET receipt = '{' WHERE job = 1", []).unwrap();
    drop(raw);
    assert_eq!(names(folder.path(), None, None), ["b.mp4"]);
    let opened = Journal::open(folder.path(), "x").unwrap();
    assert_eq!((opened.jobs.len(), opened.set_aside), (2, None));
    assert!(opened.jobs[0].receipt.is_none() && opened.jobs[1].receipt.is_some());
}

#[test]
fn a_journal_from_before_receipts_keeps_its_rows_and_gets_a_history() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let mut raw = Connection::open(&path).unwrap();
    migrations().to_version(&mut raw, 2).unwrap();
    raw.execute_batch(
        r#"INSERT INTO job (id, account, path, nonce, anyway, creation, complete, paused, retries, "end", added,
                            ended, upload, asset, asset_status, part_size, total, whole)
           VALUES (7, 'main', CAST('/videos/a.mp4' AS BLOB), 'n', 0, 'begun', 1, 0, 2, 'ready',
                   '2026-03-01T12:00:00Z', '2026-03-01T12:00:09Z', 'u', 'a', 'ready', 10, 25, 't');
           INSERT INTO digest (job, number, md5, leaves, verified) VALUES (7, 1, NULL, x'', 1);
           INSERT INTO line (host, network, places) VALUES ('h', 'n', 5);"#,
    )
    .unwrap();
    drop(raw);
    assert_eq!(names(folder.path(), None, None), Vec::<String>::new(), "reading changes nothing");
    let opened = Journal::open(folder.path(), "x").unwrap();
    assert_eq!((opened.jobs.len(), opened.concurrency_by_connection.len(), opened.set_aside), (1, 1, None));
    let [old] = opened.jobs.as_slice() else { panic!() };
    assert_eq!((old.id, old.retries, &old.end), (JobId(7), 2, &Some(End::Ready)));
    assert_eq!(old.session.as_ref().map(Session::bytes_stored), Some(25));
    assert_eq!((old.digests.len(), &old.receipt), (1, &None));
    save(&opened.journal, &job(8, "b.mp4", "2026-03-02T12:00:00Z"));
    opened.journal.close();
    assert_eq!(names(folder.path(), None, None), ["b.mp4"]);
    let raw = Connection::open(&path).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    let reason = || read(folder.path(), &HistoryQuery::default()).unwrap_err().reason();
    assert_eq!(reason(), Some(FailureReason::JournalNewer));
    std::fs::write(&path, b"this is no database at all, but it is long enough to be looked at").unwrap();
    assert_eq!(reason(), Some(FailureReason::JournalUnusable));
}

/// Prints its figures; see them with `--nocapture`.
#[test]
fn a_hundred_thousand_receipts_are_searched_in_no_time() {
    let folder = tempfile::tempdir().unwrap();
    Journal::open(folder.path(), "x").unwrap().journal.close();
    let raw = Connection::open(folder.path().join(FILE)).unwrap();
    let mut first = job(0, "a.mp4", "2026-03-01T12:00:09Z");
    first.receipt = Some(Arc::new(Receipt { job: JobId(0), name: "cam-00000".to_owned(), ..full() }));
    write(&raw, &first, None).unwrap();
    raw.execute_batch(
        "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 99999)
         INSERT INTO history
         SELECT n, added, ended + (n * 7919) % 100000, account, format('cam-%05d', n), outcome,
                sought || format('/cam-%05d', n), replace(receipt, 'cam-00000', format('cam-%05d', n))
         FROM number, history WHERE job = 0;",
    )
    .unwrap();
    drop(raw);
    let size = folder.path().join(FILE).metadata().unwrap().len();
    println!("100000 receipts: {} MB", size / 1_000_000);
    for (what, text, limit, count) in [
        ("the newest hundred", None, Some(100), 100),
        ("one of all, by name", Some("CAM-00042"), Some(100), 1),
        ("none of all", Some("nowhere"), Some(100), 0),
        ("a thousand", Some("/cam-07"), None, 1000),
    ] {
        let start = Instant::now();
        let found = names(folder.path(), text, limit).len();
        let took = start.elapsed();
        println!("{what}: {found} in {:.1} ms", took.as_secs_f64() * 1000.0);
        assert_eq!(found, count, "{what}");
        // Many times what it takes: other tests run beside this one.
        assert!(took < Duration::from_secs(2), "{what}: {took:?}");
    }
}
