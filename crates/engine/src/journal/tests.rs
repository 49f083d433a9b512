#![expect(clippy::disallowed_methods, reason = "tests make files and need some instant to count from")]

use std::time::{Duration, Instant};

use takeup_model::requirements::Fix;
use takeup_model::{
    AssetStatus, ContentDigest, CopyChoice, CopySize, Creation, Destination, DestinationId, DestinationState,
    Digest, End, Failure, FailureCode, FailureKind, FailureReason, FileCopy, FileDigest, FileFacts, IfExists,
    IndexingStatus, MadeCopy, Media, MediaKind, Metadata, Method, MethodChoice, Now, Obstacle, Part, PartNo,
    Picture, PlatformCode, Recipe, Refusal, Route, RouteReason, Session, SessionOrigin, Sound, Source,
    UploadOptions,
};

use super::*;

fn now() -> Now {
    Now { mono: Instant::now(), utc: "2026-03-01T12:00:00Z".parse().unwrap(), random: 7 }
}

fn metadata() -> Metadata {
    let mut metadata = Metadata::default();
    for (key, value) in [("take", "3"), ("n", "\"3\""), ("tags", "[\"봄\", \"b\"]"), ("on", "true")] {
        metadata.set(key, value).unwrap();
    }
    metadata
}

fn wish() -> UploadOptions {
    UploadOptions {
        method: MethodChoice::Only(Method::Multipart),
        task_index: Some("i1".into()),
        language: Some("ko".to_owned()),
        destination_ids: vec![DestinationId::Index("i2".into()), DestinationId::Store("ks_1".into())],
        anyway: true,
        metadata: metadata(),
        metadata_table: None,
        if_exists: Some(IfExists::Skip),
        ask_host: Some(false),
        skip_finished: false,
        copy: Some(CopyChoice::Smaller(CopySize::P360)),
        fix: true,
    }
}

fn job(number: u64) -> Job {
    let mut job =
        Job::new(JobId(number), "main".into(), Source::File("/tmp/봄 소풍 100%.mp4".into()), wish(), now());
    job.file = Some(FileFacts {
        size: 25,
        modified: Some("2026-01-01T00:00:00.123456789Z".parse().unwrap()),
        fingerprint: "abc".to_owned(),
        identity: None,
        kind: MediaKind::Video,
        format: "MP4".to_owned(),
        media_type: "video/mp4".to_owned(),
        media: Media {
            picture: Picture::new(853, 360),
            length: Some(Duration::from_millis(4004)),
            video: Some("h264".to_owned()),
            audio: Sound::None,
            cut: takeup_model::Cut::No,
        },
    });
    let copied = FileFacts { size: 20, ..job.file.clone().unwrap() };
    let made = MadeCopy { file: copied, tool: "5.1".to_owned(), original: Some("b3".to_owned()) };
    job.copy = Some(FileCopy {
        recipe: Recipe { size: Some(CopySize::P360), fixes: vec![Fix::AddSilence] },
        name: "n.mp4".to_owned(),
        made: Some(Arc::new(made)),
    });
    job.reported_length = Some(Duration::from_secs(4));
    job.told_name = Some("봄.mp4".to_owned());
    job.route = Some(Route { method: Method::Multipart, why: RouteReason::Resumable });
    job.creation = Creation::Begun;
    job.session = Some(Session {
        upload: "u1".into(),
        asset: "a1".into(),
        part_size: 10,
        total: 25,
        parts: vec![Part::Reported, Part::Stored { etag: "e2".to_owned() }, Part::Missing],
        headers: vec![("Content-Type".to_owned(), "application/octet-stream".to_owned())],
        expires: Some("2026-03-02T12:00:00Z".parse().unwrap()),
        known: false,
        complete: false,
        origin: SessionOrigin::OpenedBeside,
        storage: None,
    });
    job.asset = Some(("a1".into(), AssetStatus::Processing));
    job.destinations[0].state =
        DestinationState::Submitted { id: "ia".to_owned(), status: IndexingStatus::Queued };
    let code = PlatformCode::new("api_upgrade_required").map(FailureCode::Platform);
    let no_plan = Failure { code, ..Failure::new(FailureKind::NotAllowed, "no plan") };
    job.destinations[1].state = DestinationState::Failed(no_plan);
    let digest = Digest { md5: Some([7; 16]), leaves: Some(vec![[1; 32], [2; 32]]), verified: true };
    job.digests.insert(PartNo(1), Arc::new(digest));
    job.whole = FileDigest::Known { digest: ContentDigest::Blake3("b".to_owned()), sha256: None };
    job.reused = true;
    job.paused = true;
    job.front = 9;
    job.retries = 3;
    job.started = Some(now().utc);
    job
}

fn save(journal: &Journal, job: &Job, before: Option<&Job>) {
    let change = JournalEntry::Save(Arc::new(job.clone()), before.map(|job| Arc::new(job.clone())));
    journal.write(vec![change]).blocking_recv().unwrap().unwrap();
}

fn reopen(folder: &Path) -> Vec<Job> {
    let opened = Journal::open(folder, "x").unwrap();
    assert_eq!(opened.set_aside, None);
    opened.journal.close();
    opened.jobs
}

#[test]
fn a_job_comes_back_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    assert!(opened.jobs.is_empty());
    let mut written = job(4);
    save(&opened.journal, &written, None);
    let before = written.clone();
    *written.session.as_mut().unwrap().part_mut(PartNo(2)).unwrap() = Part::Reported;
    *written.session.as_mut().unwrap().part_mut(PartNo(3)).unwrap() = Part::Stored { etag: "e3".to_owned() };
    save(&opened.journal, &written, Some(&before));
    opened.journal.close();
    assert_eq!(reopen(folder.path()), [written]);
}

#[test]
fn an_unfinished_upload_of_an_older_version_keeps_its_proofs_and_loses_its_leaves() {
    let folder = tempfile::tempdir().unwrap();
    let mut raw = Connection::open(folder.path().join("journal.sqlite")).unwrap();
    migrations().to_version(&mut raw, 6).unwrap();
    raw.execute_batch(
        "INSERT INTO job (id, account, path, nonce, anyway, creation, complete, paused, retries, added, upload,
                          asset, asset_status, part_size, total, whole)
         VALUES (7, 'main', CAST('/videos/a.mp4' AS BLOB), 'n', 0, 'begun', 0, 0, 2, '2026-03-01T12:00:00Z', 'u',
                 'a', 'processing', 10, 25, NULL),
                (8, 'main', CAST('/videos/b.mp4' AS BLOB), 'n', 0, 'begun', 1, 0, 2, '2026-03-01T12:00:00Z', 'v',
                 'b', 'processing', 10, 25, 'abcd'),
                (9, 'main', CAST('/videos/c.mp4' AS BLOB), 'n', 0, 'begun', 1, 0, 2, '2026-03-01T12:00:00Z', 'w',
                 'c', 'processing', 10, 25, 'lost');
         INSERT INTO part (job, number, etag) VALUES (7, 1, '07070707070707070707070707070707'), (7, 2, 'e');
         INSERT INTO digest (job, number, md5, leaves, verified)
         VALUES (7, 1, unhex('07070707070707070707070707070707'), zeroblob(64), 1),
                (7, 2, unhex('09090909090909090909090909090909'), zeroblob(32), 0);",
    )
    .unwrap();
    drop(raw);
    let jobs = reopen(folder.path());
    let [unfinished, known, lost] = jobs.as_slice() else { panic!("{jobs:?}") };
    let digests: Vec<Digest> = unfinished.digests.values().map(|digest| (**digest).clone()).collect();
    let digest = |md5: u8, verified| Digest { md5: Some([md5; 16]), leaves: None, verified };
    assert_eq!(digests, [digest(7, true), digest(9, false)]);
    let parts = &unfinished.session.as_ref().unwrap().parts;
    let etag = "07".repeat(16);
    assert_eq!(parts, &[Part::Stored { etag }, Part::Unconfirmed { etag: "e".to_owned() }, Part::Missing]);
    let tree = ContentDigest::Tree("abcd".to_owned());
    let wholes = [&unfinished.whole, &known.whole, &lost.whole];
    assert_eq!(
        wholes,
        [&FileDigest::Unknown, &FileDigest::Known { digest: tree, sha256: None }, &FileDigest::Lost]
    );
}

#[test]
fn every_kind_and_reason_of_a_failure_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    let reasons = FailureReason::ALL.map(Some).into_iter().chain([None]);
    let failures = FailureKind::ALL.into_iter().cycle().zip(reasons).map(|(kind, reason)| Failure {
        code: reason.map(FailureCode::Own),
        ..Failure::new(kind, "the words")
    });
    let jobs: Vec<Job> = (1..)
        .zip(failures)
        .map(|(number, failure)| Job { end: Some(End::Failed(failure)), ..job(number) })
        .collect();
    assert!(jobs.len() > FailureKind::ALL.len());
    for job in &jobs {
        save(&opened.journal, job, None);
    }
    opened.journal.close();
    let ends = |jobs: &[Job]| jobs.iter().map(|job| job.end.clone()).collect::<Vec<_>>();
    assert_eq!(ends(&reopen(folder.path())), ends(&jobs));
}

#[test]
fn a_removed_job_is_gone_with_its_parts_and_goals() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    save(&opened.journal, &job(4), None);
    opened.journal.write(vec![JournalEntry::Remove(Arc::new(job(4)))]).blocking_recv().unwrap().unwrap();
    opened.journal.close();
    assert!(reopen(folder.path()).is_empty());
    let raw = Connection::open(folder.path().join("journal.sqlite")).unwrap();
    for table in ["part", "goal"] {
        let count: u32 =
            raw.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert_eq!(count, 0, "{table}");
    }
}

#[test]
fn a_request_that_was_under_way_is_doubtful_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    let mut begun = job(4);
    (begun.session, begun.asset) = (None, None);
    begun.destinations = vec![Destination {
        state: DestinationState::Begun,
        ..Destination::new(DestinationId::Index("i2".into()))
    }];
    save(&opened.journal, &begun, None);
    opened.journal.close();
    let loaded = reopen(folder.path());
    assert_eq!(loaded[0].creation, Creation::Doubtful);
    assert_eq!(loaded[0].destinations[0].state, DestinationState::Doubtful);
}

#[test]
fn only_what_changed_is_due() {
    let mut model = Model::default();
    let mut written = Written::default();
    model.jobs.insert(JobId(4), Arc::new(job(4)));
    assert_eq!(due(&model, &mut written).len(), 1);
    assert!(due(&model, &mut written).is_empty());
    Arc::make_mut(model.jobs.get_mut(&JobId(4)).unwrap()).poll.unknown = 9;
    assert!(due(&model, &mut written).is_empty(), "what is not kept is not written");
    Arc::make_mut(model.jobs.get_mut(&JobId(4)).unwrap()).end = Some(End::Ready);
    assert_eq!(due(&model, &mut written).len(), 1);
    model.jobs.clear();
    assert!(
        matches!(due(&model, &mut written).as_slice(), [JournalEntry::Remove(gone)] if gone.id == JobId(4))
    );
}

#[test]
fn a_damaged_journal_is_set_aside_and_a_newer_one_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    std::fs::write(&path, b"this is no database at all, but it is long enough to be looked at").unwrap();
    let opened = Journal::open(folder.path(), "20260301").unwrap();
    assert_eq!(opened.set_aside, Some(folder.path().join("journal.damaged-20260301.sqlite")));
    opened.journal.close();
    let raw = Connection::open(&path).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    let before = std::fs::read(&path).unwrap();
    let failure = Journal::open(folder.path(), "x").unwrap_err();
    assert_eq!(failure.reason(), Some(FailureReason::JournalNewer));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_word_of_a_newer_version_leaves_the_journal_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE);
    let opened = Journal::open(folder.path(), "x").unwrap();
    save(&opened.journal, &job(4), None);
    opened.journal.close();
    let set = |why: &str| {
        let raw = Connection::open(&path).unwrap();
        raw.execute("UPDATE job SET why = ?1", [why]).unwrap();
    };
    set("by-satellite");
    let before = std::fs::read(&path).unwrap();
    let failure = Journal::open(folder.path(), "x").unwrap_err();
    assert_eq!(failure.reason(), Some(FailureReason::JournalNewer));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    set(RouteReason::Resumable.word());
    assert_eq!(reopen(folder.path()), [job(4)]);
}

#[test]
fn an_upload_of_nothing_is_damage_and_becomes_no_upload() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    save(&opened.journal, &job(4), None);
    opened.journal.close();
    Connection::open(folder.path().join(FILE)).unwrap().execute("UPDATE job SET path = NULL", []).unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    assert!(opened.set_aside.is_some() && opened.jobs.is_empty());
    opened.journal.close();
}

#[test]
fn what_was_learned_of_a_line_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    let line = ConnectionKey { host: "storage.example.org".to_owned(), network: "10.1.2.0/24".to_owned() };
    let mut model = Model { concurrency_by_connection: [(line.clone(), 16)].into(), ..Model::default() };
    let mut written = Written::default();
    opened.journal.write(due(&model, &mut written)).blocking_recv().unwrap().unwrap();
    assert!(due(&model, &mut written).is_empty());
    model.concurrency_by_connection.insert(line.clone(), 8);
    opened.journal.write(due(&model, &mut written)).blocking_recv().unwrap().unwrap();
    opened.journal.close();
    let opened = Journal::open(folder.path(), "x").unwrap();
    assert_eq!(opened.concurrency_by_connection, [(line, 8)].into());
}

#[test]
fn a_proof_that_differs_is_in_doubt_again_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    let mut written = job(4);
    let digest = Digest { md5: Some([9; 16]), leaves: Some(vec![[3; 32]]), verified: false };
    written.digests.insert(PartNo(2), Arc::new(digest));
    save(&opened.journal, &written, None);
    opened.journal.close();
    let part = reopen(folder.path())[0].session.as_ref().unwrap().part(PartNo(2)).cloned();
    assert_eq!(part, Some(Part::Unconfirmed { etag: "e2".to_owned() }));
}

/// The states a journal went through, each on disk, with its files as they are while it is still open.
fn written_in_steps(folder: &Path) -> Vec<Vec<Job>> {
    let opened = Journal::open(folder, "x").unwrap();
    let mut states = vec![Vec::new()];
    let (mut first, mut second) = (job(4), job(5));
    second.options.destination_ids.truncate(1);
    second.destinations.truncate(1);
    save(&opened.journal, &first, None);
    states.push(vec![first.clone()]);
    save(&opened.journal, &second, None);
    states.push(vec![first.clone(), second.clone()]);
    for number in [PartNo(1), PartNo(2), PartNo(3)] {
        let before = first.clone();
        *first.session.as_mut().unwrap().part_mut(number).unwrap() = Part::Reported;
        save(&opened.journal, &first, Some(&before));
        states.push(vec![first.clone(), second.clone()]);
    }
    opened.journal.write(vec![JournalEntry::Remove(Arc::new(job(5)))]).blocking_recv().unwrap().unwrap();
    states.push(vec![first]);
    // Kept open for good: the last to close it would tidy up.
    std::mem::forget(opened);
    states
}

/// Where files are cut: everywhere around the ends of pages and frames, and at places in between.
fn cuts(length: usize) -> Vec<usize> {
    let places = std::env::var("TAKEUP_CUTS").ok().and_then(|text| text.parse().ok()).unwrap_or(40);
    let between = (0..length).step_by((length / places).max(1));
    let pages = (0..length).step_by(4096);
    let frames = (32..length).step_by(4096 + 24);
    let ends = pages.chain(frames).flat_map(|end| [end.saturating_sub(1), end, end + 1]);
    let mut cuts: Vec<usize> = between.chain(ends).filter(|cut| *cut < length).collect();
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// A folder with these files of a journal.
fn folder_with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

#[test]
fn a_log_that_ends_anywhere_gives_a_state_that_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let states = written_in_steps(folder.path());
    let main = std::fs::read(folder.path().join("journal.sqlite")).unwrap();
    let log = std::fs::read(folder.path().join("journal.sqlite-wal")).unwrap();
    assert!(log.len() > 10 * 4096, "there is something to cut");
    let mut met = 0;
    for cut in cuts(log.len()) {
        let torn = folder_with(&[("journal.sqlite", &main), ("journal.sqlite-wal", &log[..cut])]);
        let jobs = reopen(torn.path());
        let state = states.iter().position(|state| *state == jobs);
        let state = state.unwrap_or_else(|| panic!("cut at {cut}: never written: {jobs:?}"));
        assert!(state >= met, "cut at {cut}: more of the log tells less");
        met = state;
    }
}

/// Opens a journal whose file is no longer what was written: what cannot be read is set aside as it was.
fn opens_or_sets_aside(bytes: &[u8], what: &str) {
    let folder = folder_with(&[("journal.sqlite", bytes)]);
    let opened = match Journal::open(folder.path(), "x") {
        Ok(opened) => opened,
        // By its number it is of a newer version.
        Err(failure) if failure.reason() == Some(FailureReason::JournalNewer) => {
            return assert!(std::fs::read(failure.detail).unwrap() == bytes, "{what}");
        }
        Err(error) => panic!("{what}: {error:?}"),
    };
    if let Some(aside) = opened.set_aside {
        assert!(std::fs::read(aside).unwrap() == bytes, "{what}: it is set aside unchanged");
        assert!(opened.jobs.is_empty(), "{what}");
    }
    // Damage that shows only now is told of, and breaks nothing down.
    drop(opened.journal.write(vec![JournalEntry::Remove(Arc::new(job(4)))]).blocking_recv().unwrap());
    opened.journal.close();
}

fn closed_journal() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    for number in 1..40 {
        save(&opened.journal, &job(number), None);
    }
    opened.journal.close();
    std::fs::read(folder.path().join("journal.sqlite")).unwrap()
}

#[test]
fn a_file_that_ends_anywhere_is_read_or_set_aside() {
    let whole = closed_journal();
    for cut in cuts(whole.len()) {
        opens_or_sets_aside(&whole[..cut], &format!("cut at {cut}"));
    }
}

#[test]
fn a_file_with_other_bytes_anywhere_is_read_or_set_aside() {
    let whole = closed_journal();
    for (place, byte) in cuts(whole.len()).into_iter().zip([0x00, 0xff, 0x7f, 0x01].into_iter().cycle()) {
        let mut bytes = whole.clone();
        bytes[place..].iter_mut().take(16).for_each(|old| *old = byte);
        opens_or_sets_aside(&bytes, &format!("{byte:#x} at {place}"));
    }
}

#[test]
fn a_row_that_asks_for_more_memory_than_there_is_counts_as_damage() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    save(&opened.journal, &job(4), None);
    opened.journal.close();
    let raw = Connection::open(folder.path().join("journal.sqlite")).unwrap();
    raw.execute("UPDATE job SET total = 9000000000000000000, part_size = 1", []).unwrap();
    drop(raw);
    let opened = Journal::open(folder.path(), "x").unwrap();
    assert!(opened.set_aside.is_some() && opened.jobs.is_empty());
}

#[test]
fn a_disk_without_room_loses_nothing_that_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    let (mut connection, ..) = connect(&path).unwrap();
    let save = |connection: &mut Connection, number| {
        rows::write(connection, &[JournalEntry::Save(Arc::new(job(number)), None)])
    };
    save(&mut connection, 1).unwrap();
    let pages: u32 = connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
    connection.pragma_update(None, "max_page_count", pages + 2).unwrap();
    let full = (2..100).find_map(|number| Some((number, save(&mut connection, number).err()?)));
    let (number, error) = full.unwrap();
    assert_eq!(error.sqlite_error_code(), Some(rusqlite::ErrorCode::DiskFull));
    connection.pragma_update(None, "max_page_count", pages + 200).unwrap();
    save(&mut connection, number).unwrap();
    drop(connection);
    assert_eq!(reopen(folder.path()).len() as u64, number);
}

#[test]
fn what_did_not_reach_the_disk_goes_with_what_comes_next() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    let (mut first, second) = (job(4), job(5));
    save(&opened.journal, &first, None);
    save(&opened.journal, &second, None);
    let disk = Connection::open(folder.path().join("journal.sqlite")).unwrap();
    let full = "BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END";
    disk.execute_batch(&format!("CREATE TRIGGER full BEFORE INSERT ON job {full}")).unwrap();
    disk.execute_batch(&format!("CREATE TRIGGER fuller BEFORE DELETE ON job {full}")).unwrap();
    let fails = |change| opened.journal.write(vec![change]).blocking_recv().unwrap().is_err();
    for number in [PartNo(2), PartNo(3)] {
        let before = Arc::new(first.clone());
        *first.session.as_mut().unwrap().part_mut(number).unwrap() = Part::Reported;
        assert!(fails(JournalEntry::Save(Arc::new(first.clone()), Some(before))));
    }
    assert!(fails(JournalEntry::Remove(Arc::new(job(5)))));
    disk.execute_batch("DROP TRIGGER full; DROP TRIGGER fuller").unwrap();
    let third = job(6);
    save(&opened.journal, &third, None);
    opened.journal.close();
    assert_eq!(reopen(folder.path()), [first, third]);
}

#[test]
fn a_journal_from_before_headers_were_read_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let raw = Connection::open(folder.path().join(FILE)).unwrap();
    for schema in [include_str!("schema.sql"), include_str!("schema_2.sql"), include_str!("schema_3.sql")] {
        raw.execute_batch(schema).unwrap();
    }
    raw.pragma_update(None, "user_version", 3).unwrap();
    raw.execute_batch(
        "INSERT INTO job (id, account, url, nonce, anyway, size, creation, complete, paused, retries, added)
         VALUES (1, 'main', 'https://a.b/c', 'n', 0, 5, 'not-begun', 0, 0, 0, '2026-01-01T00:00:00Z')",
    )
    .unwrap();
    drop(raw);
    let opened = Journal::open(folder.path(), "x").unwrap();
    assert_eq!(opened.set_aside, None);
    assert_eq!(opened.jobs.first().unwrap().file.as_ref().unwrap().media, Media::default());
}

#[test]
fn an_asset_that_only_goes_to_more_places_comes_back_with_them() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    let source = Source::Asset("a7".into(), "clip.mp4".to_owned());
    let options = UploadOptions {
        destination_ids: vec![DestinationId::Index("i1".into())],
        ..UploadOptions::default()
    };
    let mut job = Job::new(JobId(3), "main".into(), source.clone(), options, now());
    job.destinations = vec![Destination {
        state: DestinationState::Begun,
        ..Destination::new(DestinationId::Index("i1".into()))
    }];
    save(&opened.journal, &job, None);
    opened.journal.close();
    let back = reopen(folder.path()).remove(0);
    assert_eq!((&back.source, back.asset_id().unwrap().0.as_str()), (&source, "a7"));
    assert_eq!(back.destinations[0].state, DestinationState::Doubtful, "nobody knows whether it arrived");
}

#[test]
fn what_can_no_longer_open_a_url_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let url =
        "https://b.s3.amazonaws.com/e.mp4?X-Amz-Date=20260301T110000Z&X-Amz-Expires=60&X-Amz-Signature=s";
    let later = url.replace("20260301", "20260302");
    let over = |number: u64, url: &str| Job {
        end: Some(End::Cancelled),
        ended: Some(now().utc),
        ..Job::new(JobId(number), "main".into(), Source::Url(url.to_owned()), wish(), now())
    };
    let opened = Journal::open(folder.path(), "x").unwrap();
    let going = Job { end: None, ended: None, ..over(3, url) };
    for job in [&over(1, url), &over(2, &later), &going] {
        save(&opened.journal, job, None);
    }
    let mut expired = job(4);
    (expired.end, expired.ended) = (Some(End::Cancelled), Some(now().utc));
    expired.session.as_mut().unwrap().headers = vec![("x-amz-token".to_owned(), "t".to_owned())];
    expired.session.as_mut().unwrap().expires = Some(now().utc);
    save(&opened.journal, &expired, None);
    opened.journal.close();
    let back = reopen(folder.path());
    let kept: Vec<String> = back.iter().map(|job| job.source.text()).collect();
    let bare = "https://b.s3.amazonaws.com/e.mp4";
    assert_eq!(kept[..3], [bare, &later, url], "only what is over and cannot be tried again is cut");
    assert!(back[3].session.as_ref().unwrap().headers.is_empty());

    let mut model =
        Model { jobs: back.into_iter().map(|job| (job.id, Arc::new(job))).collect(), ..Model::default() };
    let mut written = Written::of(&model);
    forget_spent(&mut model, "2026-04-01T00:00:00Z".parse().unwrap());
    let changed = due(&model, &mut written);
    assert!(matches!(&changed[..], [JournalEntry::Save(job, _)] if job.source.text() == bare), "{changed:?}");
}

#[test]
fn a_url_that_says_no_date_is_kept_for_whoever_tries_again_and_not_for_ever() {
    let text = |job: &Model| job.jobs[&JobId(1)].source.text();
    let url = "https://example.org/a.mp4?token=s3cret";
    let over = Job {
        end: Some(End::Failed(Failure::new(FailureKind::Network, ""))),
        ended: Some(now().utc),
        ..Job::new(JobId(1), "main".into(), Source::Url(url.to_owned()), wish(), now())
    };
    let mut model = Model { jobs: [(over.id, Arc::new(over))].into_iter().collect(), ..Model::default() };
    forget_spent(&mut model, now().utc + jiff::SignedDuration::from_hours(29 * 24));
    assert_eq!(text(&model), url);
    forget_spent(&mut model, now().utc + jiff::SignedDuration::from_hours(31 * 24));
    assert_eq!(text(&model), "https://example.org/a.mp4?token=***");

    let mut sent = job(2);
    (sent.end, sent.ended) = (Some(End::Cancelled), Some(now().utc));
    let session = sent.session.as_mut().unwrap();
    session.headers = vec![("x-amz-token".to_owned(), "t".to_owned())];
    session.expires = None;
    let mut model = Model { jobs: [(sent.id, Arc::new(sent))].into_iter().collect(), ..Model::default() };
    let headers = |model: &Model| model.jobs[&JobId(2)].session.as_ref().unwrap().headers.len();
    forget_spent(&mut model, now().utc + jiff::SignedDuration::from_hours(29 * 24));
    assert_eq!(headers(&model), 1);
    forget_spent(&mut model, now().utc + jiff::SignedDuration::from_hours(31 * 24));
    assert_eq!(headers(&model), 0, "headers of which nobody knows until when they serve");
}

#[test]
fn a_url_that_is_refused_for_good_is_kept_without_what_could_open_it() {
    let folder = tempfile::tempdir().unwrap();
    let url = "https://ann:s3cret@example.org/a.mp4?token=s3cret";
    let refused = |number: u64, why| Job {
        end: Some(End::Refused(Refusal::Address(why))),
        ..Job::new(JobId(number), "main".into(), Source::Url(url.to_owned()), wish(), now())
    };
    let opened = Journal::open(folder.path(), "x").unwrap();
    save(&opened.journal, &refused(1, Obstacle::Credentials), None);
    save(&opened.journal, &refused(2, Obstacle::Html("example.org".to_owned())), None);
    opened.journal.close();
    let kept: Vec<String> = reopen(folder.path()).iter().map(|job| job.source.text()).collect();
    assert_eq!(kept, ["https://***@example.org/a.mp4?token=***", url], "another host may answer otherwise");
}

#[test]
fn what_was_added_is_kept_until_it_is_looked_through() {
    let folder = tempfile::tempdir().unwrap();
    let table = crate::metadata_table::read("file,take\n봄.mp4,7\n".as_bytes());
    let options = UploadOptions { metadata_table: Some(Arc::new(table)), ..wish() };
    let paths = vec!["/tmp/봄 소풍 100%".into(), "/tmp/b.mp4".into()];
    let intake = Intake {
        account: "main".into(),
        paths,
        options,
        mark: "00ff".to_owned(),
        added: now().utc,
        recovered: true,
        stopped_at_start: false,
    };
    let plain = Intake { options: UploadOptions::default(), paths: Vec::new(), ..intake.clone() };
    let mut model = Model::default();
    let mut written = Written::default();
    model.intake = [(IntakeNo(4), intake.clone()), (IntakeNo(5), plain.clone())].into();
    let opened = Journal::open(folder.path(), "x").unwrap();
    drop(opened.journal.write(due(&model, &mut written)));
    opened.journal.close();
    assert!(due(&model, &mut written).is_empty());
    let opened = Journal::open(folder.path(), "x").unwrap();
    assert_eq!(opened.intake, [(IntakeNo(4), intake), (IntakeNo(5), plain)].into());
    model.intake.remove(&IntakeNo(4));
    drop(opened.journal.write(due(&model, &mut written)));
    opened.journal.close();
    let opened = Journal::open(folder.path(), "x").unwrap();
    assert_eq!(opened.intake.keys().collect::<Vec<_>>(), [&IntakeNo(5)]);
    opened.journal.close();
}
