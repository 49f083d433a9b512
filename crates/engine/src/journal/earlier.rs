//! What earlier versions wrote is read by this one. `crates/engine/fixtures` holds files that those versions made themselves.

#![expect(clippy::disallowed_methods, reason = "tests make files")]

use takeup_model::{
    ContentDigest, Creation, Destination, DestinationState, End, FailureKind, FileDigest, Method,
    OutcomeKind, Part, Source, Step,
};

use super::*;

/// A journal as an earlier version left it, opened once, and what it had of uploads.
fn opened(fixture: &[u8]) -> (tempfile::TempDir, Vec<Job>) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(FILE), fixture).unwrap();
    let opened = Journal::open(folder.path(), "x").unwrap();
    assert_eq!(opened.set_aside, None);
    opened.journal.close();
    (folder, opened.jobs)
}

/// The name of a file whose path stands in a fixture as these bytes: another system reads them as another name.
fn name_of(path: &str) -> String {
    Source::File(paths::from_bytes(path.as_bytes().to_vec())).name()
}

#[test]
fn a_journal_of_schema_6_is_read_whole() {
    let (folder, jobs) = opened(include_bytes!("../../fixtures/schema_6.sqlite"));
    let names: Vec<String> = jobs.iter().map(Job::name).collect();
    let files = ["봄 소풍.mp4", "interview.mp4", "notes.txt", "tiny.mp4", "second.mp4"];
    let mut wanted = files.map(|name| name_of(&format!("/videos/{name}"))).to_vec();
    wanted.push("media.example.org/lecture.mp4".to_owned());
    assert_eq!(names, wanted);
    let [small, large, text, task, unfinished, url] = jobs.as_slice() else { panic!("{names:?}") };

    assert_eq!((&small.end, small.method()), (&Some(End::Ready), Some(Method::Direct)));
    assert_eq!((&large.end, large.method()), (&Some(End::Ready), Some(Method::Multipart)));
    let digest = "8605c5c231cb84dae0b0f1eff4a8d347fe1c1f69cc61830c2c6249cd643362bf".to_owned();
    let digest = ContentDigest::Tree(digest);
    assert_eq!(large.whole, FileDigest::Known { digest: digest.clone(), sha256: None });
    assert_eq!(large.options.metadata.iter().count(), 2);
    let ready = |destination: &Destination| matches!(destination.state, DestinationState::Ready { .. });
    assert!(large.destinations.len() == 2 && large.destinations.iter().all(ready));
    assert_eq!(text.end, Some(End::Ready));
    assert_eq!(task.failure().map(|failure| &failure.kind), Some(&FailureKind::Refused));
    assert_eq!(task.options.language.as_deref(), Some("ko"));

    let session = unfinished.session.as_ref().unwrap();
    let stored = session.parts.iter().filter(|part| **part != Part::Missing).count();
    assert_eq!((session.parts.len(), stored, unfinished.creation), (41, 8, Creation::Begun));
    assert_eq!(unfinished.destinations[0].state, DestinationState::Wanted);
    assert_eq!(unfinished.step(), Step::Look, "the file is looked at before the rest is sent");
    assert!(matches!(&url.source, Source::Url(url) if url == "https://media.example.org/lecture.mp4"));
    assert_eq!(url.creation, Creation::NotBegun);

    let receipts = read_history(folder.path(), &HistoryQuery::default()).unwrap();
    let outcomes: Vec<OutcomeKind> = receipts.iter().map(|receipt| receipt.outcome.kind()).collect();
    assert_eq!(outcomes, [OutcomeKind::Failed, OutcomeKind::Ready, OutcomeKind::Ready, OutcomeKind::Ready]);
    assert_eq!(receipts[2].digest, Some(digest));
    assert!(large.receipt.as_ref().is_some_and(|receipt| **receipt == receipts[2]));
}

#[test]
fn a_journal_of_schema_15_is_read_whole() {
    let (folder, jobs) = opened(include_bytes!("../../fixtures/schema_15.sqlite"));
    let [small, large, unfinished, url] = jobs.as_slice() else { panic!("{jobs:?}") };

    assert_eq!((small.name(), small.method()), (name_of("/videos/봄 소풍.mp4"), Some(Method::Direct)));
    assert_eq!(small.end, Some(End::Ready));
    let metadata: Vec<_> = small.options.metadata.iter().map(|(key, value)| (key, value.text())).collect();
    assert_eq!(metadata.len(), 2, "{metadata:?}");
    assert!(matches!(small.destinations[0].state, DestinationState::Ready { .. }));
    let digest = "b8a5593a93a063a2f238910dadc839e5004132768152280e8b8ce614602ad220".to_owned();
    let digest = ContentDigest::Blake3(digest);
    assert!(matches!(&small.whole, FileDigest::Known { digest: known, .. } if *known == digest));

    let (copy, file) = (large.copy.as_ref().unwrap(), large.file.as_ref().unwrap());
    assert!(copy.made.is_some() && file.size == 14_761_000);
    assert_eq!((large.end.as_ref(), large.bytes_total()), (Some(&End::Ready), 509_871));
    assert!(large.events.iter().count() > 3);

    let session = unfinished.session.as_ref().unwrap();
    assert_eq!((session.parts.len(), unfinished.creation), (3, Creation::Begun));
    assert_eq!(unfinished.step(), Step::Look, "the file is looked at before the rest is sent");
    assert!(matches!(&url.source, Source::Url(url) if url == "http://localhost/x.mp4"));
    let receipts = read_history(folder.path(), &HistoryQuery::default()).unwrap();
    assert_eq!(receipts.len(), 3);
    assert!(small.receipt.as_ref().is_some_and(|receipt| receipts.contains(receipt)));
}
