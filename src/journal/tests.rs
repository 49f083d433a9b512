#![expect(clippy::disallowed_methods, reason = "tests make files and need some instant to count from")]

use std::time::Instant;

use crate::model::{
    AssetStatus, Creation, Digest, End, Failure, FileFacts, Goal, GoalState, IndexingStatus, Kind, MediaKind,
    Method, MethodChoice, Now, Origin, Part, PartNo, Route, Session, Source, Target, Whole, Why, Wish,
};

use super::*;

fn now() -> Now {
    Now { mono: Instant::now(), utc: "2026-03-01T12:00:00Z".parse().unwrap(), luck: 7 }
}

fn job(number: u64) -> Job {
    let wish = Wish {
        method: MethodChoice::Only(Method::Multipart),
        task_index: Some("i1".into()),
        language: Some("ko".to_owned()),
        targets: vec![Target::Index("i2".into()), Target::Store("ks_1".into())],
        anyway: true,
    };
    let mut job =
        Job::new(JobId(number), "main".into(), Source::File("/tmp/봄 소풍 100%.mp4".into()), wish, now());
    job.file = Some(FileFacts {
        size: 25,
        modified: Some("2026-01-01T00:00:00.123456789Z".parse().unwrap()),
        fingerprint: "abc".to_owned(),
        identity: None,
        kind: MediaKind::Video,
        format: "MPEG-4 Part 14 Video".to_owned(),
        media_type: "video/mp4".to_owned(),
    });
    job.route = Some(Route { method: Method::Multipart, why: Why::Resumable });
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
        origin: Origin::OpenedBeside,
    });
    job.asset = Some(("a1".into(), AssetStatus::Processing));
    job.goals[0].state = GoalState::Submitted { id: "ia".to_owned(), status: IndexingStatus::Queued };
    job.goals[1].state = GoalState::Failed(Failure::new(Kind::NotAllowed, "no plan"));
    let digest = Digest { md5: Some([7; 16]), leaves: vec![[1; 32], [2; 32]], verified: true };
    job.digests.insert(PartNo(1), Arc::new(digest));
    job.whole = Whole::Known { tree: "t".to_owned(), sha256: None };
    job.paused = true;
    job.retries = 3;
    job.started = Some(now().utc);
    job
}

fn save(journal: &Journal, job: &Job, before: Option<&Job>) {
    let change = Change::Save(Arc::new(job.clone()), before.map(|job| Arc::new(job.clone())));
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
fn a_removed_job_is_gone_with_its_parts_and_goals() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    save(&opened.journal, &job(4), None);
    opened.journal.write(vec![Change::Remove(JobId(4))]).blocking_recv().unwrap().unwrap();
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
    begun.goals = vec![Goal { state: GoalState::Begun, ..Goal::new(Target::Index("i2".into())) }];
    save(&opened.journal, &begun, None);
    opened.journal.close();
    let loaded = reopen(folder.path());
    assert_eq!(loaded[0].creation, Creation::Doubtful);
    assert_eq!(loaded[0].goals[0].state, GoalState::Doubtful);
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
    assert!(matches!(due(&model, &mut written).as_slice(), [Change::Remove(JobId(4))]));
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
    assert!(matches!(Journal::open(folder.path(), "x"), Err(Error::Newer(_))));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn what_was_learned_of_a_line_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    let line = LineKey { host: "storage.example.org".to_owned(), network: "10.1.2.0/24".to_owned() };
    let mut model = Model { lines: [(line.clone(), 16)].into(), ..Model::default() };
    let mut written = Written::default();
    opened.journal.write(due(&model, &mut written)).blocking_recv().unwrap().unwrap();
    assert!(due(&model, &mut written).is_empty());
    model.lines.insert(line.clone(), 8);
    opened.journal.write(due(&model, &mut written)).blocking_recv().unwrap().unwrap();
    opened.journal.close();
    let opened = Journal::open(folder.path(), "x").unwrap();
    assert_eq!(opened.lines, [(line, 8)].into());
}

#[test]
fn a_proof_that_differs_is_in_doubt_again_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    let mut written = job(4);
    let digest = Digest { md5: Some([9; 16]), leaves: vec![[3; 32]], verified: false };
    written.digests.insert(PartNo(2), Arc::new(digest));
    save(&opened.journal, &written, None);
    opened.journal.close();
    let part = reopen(folder.path())[0].session.as_ref().unwrap().part(PartNo(2)).cloned();
    assert_eq!(part, Some(Part::Held { etag: "e2".to_owned() }));
}
