#![expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]

use std::sync::Arc;
use std::time::Instant;

use crate::upload::receipt::*;
use crate::{
    AssetStatus, Destination, Digest, FailureKind, FileFacts, Index, Listing, Method, Now, Part, PartNo,
    RouteReason, Session, Source, UploadOptions,
};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn job(source: Source) -> Job {
    let now = Now { mono: Instant::now(), utc: at("2026-03-01T12:00:00Z"), random: 7 };
    let mut job = Job::new(JobId(4), "main".into(), source, UploadOptions::default(), now);
    job.started = Some(at("2026-03-01T12:00:01Z"));
    job.ended = Some(at("2026-03-01T12:00:09Z"));
    job.end = Some(End::Ready);
    job
}

/// A file of 25 bytes in three parts, each stored and compared.
fn in_parts() -> Job {
    let mut job = job(Source::File("/tmp/봄 소풍.mp4".into()));
    job.file = Some(FileFacts {
        modified: Some(at("2026-01-01T00:00:00Z")),
        fingerprint: "abc".to_owned(),
        media_type: "video/mp4".to_owned(),
        ..FileFacts::sample(25)
    });
    job.route = Some(Route { method: Method::Multipart, why: RouteReason::Resumable });
    let session = Session::new("u1".into(), "a1".into(), 25, 10).unwrap();
    let parts = vec![Part::Reported; 3];
    let storage = Some(STORAGE.to_owned());
    job.session = Some(Session { parts, known: true, complete: true, storage, ..session });
    job.asset = Some(("a1".into(), AssetStatus::Ready));
    for number in 1..=3 {
        let digest = Digest { md5: Some([7; 16]), leaves: Some(Vec::new()), verified: true };
        job.digests.insert(PartNo(number), Arc::new(digest));
    }
    job.whole = FileDigest::Known { digest: ContentDigest::Blake3("b".to_owned()), sha256: None };
    job.sent = Some(at("2026-03-01T12:00:06Z"));
    job.reported_size = Some(25);
    job
}

/// The host of the storage.
const STORAGE: &str = "storage.example.org";

fn account(etags: EtagKind) -> Account {
    let index = Index {
        id: "i1".into(),
        name: "Races".to_owned(),
        models: Vec::new(),
        video_count: None,
        duration_secs: None,
        created: None,
        expires: None,
    };
    let indexes = Listing { items: vec![std::sync::Arc::new(index)].into(), ..Listing::default() };
    Account {
        name: "Work".to_owned(),
        server: "https://s/v1.3".to_owned(),
        etags: [(STORAGE.to_owned(), etags)].into(),
        indexes,
        ..Account::default()
    }
}

fn receipt(job: &Job, etags: EtagKind) -> Receipt {
    Receipt::of(job, &account(etags)).unwrap()
}

fn change(job: &mut Job, part: u32, with: impl FnOnce(&mut Digest)) {
    with(Arc::make_mut(job.digests.get_mut(&PartNo(part)).unwrap()));
}

#[test]
fn it_tells_what_was_sent_where_it_is_and_how_fast() {
    let mut job = in_parts();
    job.destinations = vec![
        Destination {
            state: DestinationState::Ready { id: "v1".to_owned() },
            ..Destination::new(DestinationId::Index("i1".into()))
        },
        Destination::new(DestinationId::Store("ks".into())),
    ];
    let told = receipt(&job, EtagKind::Md5);
    assert_eq!((told.name.as_str(), told.size), ("봄 소풍.mp4", Some(25)));
    assert_eq!((told.account_name.as_str(), told.server.as_str()), ("Work", "https://s/v1.3"));
    assert_eq!(told.cut, Some(PartLayout { parts: 3, size: 10, origin: SessionOrigin::Opened }));
    assert_eq!((told.digest, told.sha256), (Some(ContentDigest::Blake3("b".to_owned())), None));
    let [first, second] = told.places.as_slice() else { panic!("{:?}", told.places) };
    assert_eq!(
        (first.name.as_deref(), first.thing.as_deref(), first.ready),
        (Some("Races"), Some("v1"), true)
    );
    assert_eq!((second.name.as_deref(), second.thing.as_deref(), second.ready), (None, None, false));
    let mut job = in_parts();
    job.file.as_mut().unwrap().size = 10_000;
    assert_eq!(receipt(&job, EtagKind::Md5).bytes_per_second(), Some(2_000));
}

#[test]
fn nothing_is_told_of_what_is_not_over() {
    let mut job = in_parts();
    job.end = None;
    assert_eq!(Receipt::of(&job, &Account::default()), None);
}

#[test]
fn only_what_was_compared_counts_as_verified() {
    let mut job = in_parts();
    assert_eq!(receipt(&job, EtagKind::Md5).proof, EtagCheck::Matched(3));
    change(&mut job, 2, |digest| digest.verified = false);
    assert_eq!(receipt(&job, EtagKind::Md5).proof, EtagCheck::Matched(2));
    for part in 1..=3 {
        change(&mut job, part, |digest| digest.verified = false);
    }
    assert_eq!(receipt(&job, EtagKind::Other).proof, EtagCheck::NotComparable);
    // What they are is found out again in each run; what is whole was not held up by them.
    assert_eq!(receipt(&job, EtagKind::default()).proof, EtagCheck::NotComparable);
    job.session.as_mut().unwrap().complete = false;
    assert_eq!(receipt(&job, EtagKind::default()).proof, EtagCheck::Matched(0));
    for part in 1..=3 {
        change(&mut job, part, |digest| digest.md5 = None);
    }
    assert_eq!(receipt(&job, EtagKind::Other).proof, EtagCheck::NotComparable, "known before it began");
    job.digests.clear();
    assert_eq!(receipt(&job, EtagKind::Md5).proof, EtagCheck::Unrecorded);
    job.whole = FileDigest::Unknown;
    assert_eq!(receipt(&job, EtagKind::Md5).proof, EtagCheck::NotCompared);
    job.session = None;
    assert_eq!(receipt(&job, EtagKind::Md5).proof, EtagCheck::NoParts);
}

#[test]
fn the_file_was_looked_at_again_where_this_program_finished_the_session() {
    let mut job = in_parts();
    assert!(receipt(&job, EtagKind::Md5).same_file);
    job.session.as_mut().unwrap().origin = SessionOrigin::Adopted;
    assert!(
        receipt(&job, EtagKind::Md5).same_file,
        "parts were sent from here, so the last report came from here"
    );
    job.digests.clear();
    assert!(!receipt(&job, EtagKind::Md5).same_file);
    job.session.as_mut().unwrap().origin = SessionOrigin::Opened;
    assert!(receipt(&job, EtagKind::Md5).same_file);
    job.session.as_mut().unwrap().complete = false;
    assert!(!receipt(&job, EtagKind::Md5).same_file);
}

#[test]
fn another_size_on_the_platform_is_no_failure() {
    let mut job = in_parts();
    assert_eq!(receipt(&job, EtagKind::Md5).size_agrees(), Some(true));
    job.reported_size = Some(24);
    let told = receipt(&job, EtagKind::Md5);
    assert_eq!((told.size_agrees(), &told.outcome), (Some(false), &Outcome::Ready));
    job.reported_size = None;
    assert_eq!(receipt(&job, EtagKind::Md5).size_agrees(), None);
}

#[test]
fn nothing_of_a_url_is_told_that_could_open_something() {
    for (url, source, name) in [
        ("https://h/a%20b.mp4?X-Amz-Signature=1#t", "https://h/a%20b.mp4", "h/a b.mp4"),
        ("https://ada:secret@h:8080/a@b/c.mp4", "https://h:8080/a@b/c.mp4", "h:8080/a@b/c.mp4"),
        ("http://ada@h", "http://h", "h"),
    ] {
        let told = receipt(&job(Source::Url(url.to_owned())), EtagKind::Md5);
        assert_eq!((told.source.as_str(), told.name.as_str()), (source, name));
        assert_eq!(told.size_agrees(), None);
    }
}

#[test]
fn it_holds_for_one_end_only() {
    let mut job = in_parts();
    let told = receipt(&job, EtagKind::Md5);
    assert!(told.tells_of(&job));
    job.end = Some(End::Failed(Failure::new(FailureKind::NotAllowed, "no plan")));
    assert!(!told.tells_of(&job));
    let told = receipt(&job, EtagKind::Md5);
    job.ended = Some(at("2026-03-01T13:00:00Z"));
    assert!(!told.tells_of(&job));
    job.end = None;
    assert!(!receipt(&in_parts(), EtagKind::Md5).tells_of(&job));
}
