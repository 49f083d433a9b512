//! Google Drive: connected in a browser, whose part an HTTP client plays, and imported from.

use std::sync::Arc;
use std::time::Duration;

use takeup_engine::Command;
use takeup_model::{
    AssetStatus, Change, ConsentWords, DestinationId, DestinationState, End, Failure, FailureReason,
    IfExists, Job, List, Metadata, Method, Model, News, Refusal, Snapshot, Unfit, UploadOptions,
};
use takeup_sandbox::{Fault, FaultBody, FaultEffect, FaultTarget};

use crate::crashes::crash;
use takeup_rig::process::until;
use takeup_rig::{Driver, Rig};

const IMPORT: &str = "POST /connections/{connection_id}/imports";

fn words() -> ConsentWords {
    ConsentWords {
        language: "ko".to_owned(),
        connected: "연결 <b>".to_owned(),
        refused: "거부".to_owned(),
        unknown: "누구?".to_owned(),
    }
}

fn link(file: &str) -> String {
    format!("https://drive.google.com/file/d/{file}/view?usp=sharing")
}

fn add(driver: &Driver, files: &[&str], options: UploadOptions) {
    let urls = files.iter().map(|file| link(file)).collect();
    driver.engine.send(Command::AddUrls(driver.account.clone(), urls, options));
}

/// Asks for a connection, and waits for the page on which a person answers.
fn asked(driver: &Driver) -> String {
    driver.engine.send(Command::Connect(driver.account.clone(), words()));
    let seen = driver.seen("the page", |seen| seen.wire.consents.contains_key(&driver.account));
    seen.wire.consents[&driver.account].url().to_owned()
}

fn connecting(seen: &Snapshot) -> bool {
    seen.facts.current_account().unwrap().connecting.is_some() || !seen.wire.consents.is_empty()
}

fn troubles(model: &Model) -> Vec<Failure> {
    let news = model.notices.iter().map(|notice| &notice.news);
    news.filter_map(|news| if let News::Trouble(why) = news { Some(why.clone()) } else { None }).collect()
}

fn named<'a>(jobs: &'a [Arc<Job>], file: &str) -> &'a Job {
    jobs.iter().find(|job| job.source.text().contains(file)).unwrap()
}

#[test]
fn each_file_of_an_import_is_followed_like_an_upload() {
    let rig = Rig::plain();
    rig.drive();
    let index = rig.index("films");
    let driver = rig.engine();
    let mut metadata = Metadata::default();
    metadata.set("take", "7").unwrap();
    let destination_ids = vec![DestinationId::Index(index.as_str().into())];
    let options = UploadOptions { destination_ids, metadata, ..UploadOptions::default() };
    let urls = ["film", "fail", "missing", "huge"].map(link).to_vec();
    let same = vec!["https://drive.google.com/open?id=film".to_owned()];
    let commands =
        [[urls, same].concat()].map(|urls| Command::AddUrls(driver.account.clone(), urls, options.clone()));
    assert_eq!(driver.engine.keeper()(commands.to_vec()), Ok(()), "all are there before the first plan");
    let jobs = driver.over(4);
    assert!(jobs.iter().all(|job| job.method() == Some(Method::Import)));
    let film = named(&jobs, "film");
    assert_eq!(
        (film.end.clone(), film.name(), film.reported_size),
        (Some(End::Ready), "drive-film.mp4".to_owned(), Some(25_000_000))
    );
    assert!(matches!(film.destinations[0].state, DestinationState::Ready { .. }));
    let why = |file: &str| named(&jobs, file).failure().unwrap().clone();
    assert!(
        why("missing").has_code("resource_not_exist") && why("huge").has_code("video_filesize_too_large")
    );
    assert!(named(&jobs, "/fail/").asset_id().is_some(), "it was taken, and then could not be fetched");
    let ledger = rig.ledger();
    assert_eq!((ledger.requests_to(IMPORT), ledger.assets.len()), (1, 2), "one request for all");
    assert!(
        ledger.assets.iter().all(|asset| asset.method == "connector" && asset.user_metadata["take"] == 7)
    );

    // What could not be fetched is fetched again, and has the asset that it had.
    let before = named(&jobs, "/fail/").asset_id().cloned();
    driver.engine.send(Command::Retry(driver.all()));
    let jobs = driver.until("it is ready", |model| {
        model.jobs.values().filter(|job| job.end == Some(End::Ready)).count() == 2
    });
    let again: Vec<_> = jobs.jobs.values().cloned().collect();
    assert_eq!(named(&again, "/fail/").asset_id().cloned(), before);
    assert_eq!(rig.ledger().assets.len(), 2);
}

#[test]
fn a_file_that_was_imported_before_is_not_imported_again() {
    let rig = Rig::plain();
    rig.drive();
    let index = rig.index("films");
    let driver = rig.engine();
    add(&driver, &["film"], UploadOptions::default());
    driver.ready(1);
    driver.engine.send(Command::Remove(driver.all()));
    driver.until("removed", |model| model.jobs.is_empty());
    let destination_ids = vec![DestinationId::Index(index.as_str().into())];
    add(&driver, &["film"], UploadOptions { destination_ids, ..UploadOptions::default() });
    let jobs = driver.ready(1);
    assert!(jobs[0].reused && jobs[0].name() == "drive-film.mp4");
    driver.engine.send(Command::Remove(driver.all()));
    driver.until("removed", |model| model.jobs.is_empty());
    let options = UploadOptions {
        destination_ids: vec![DestinationId::Index(index.as_str().into())],
        if_exists: Some(IfExists::Reuse),
        ..UploadOptions::default()
    };
    add(&driver, &["film"], options);
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.indexed_assets.len()), (1, 1), "it is in the index already");
}

#[test]
fn many_files_go_a_hundred_at_a_time() {
    let rig = Rig::plain();
    rig.drive();
    let files: Vec<String> = (0..230).map(|number| format!("film-{number}")).collect();
    let driver = rig.engine();
    let urls = files.iter().map(|file| link(file)).collect();
    assert!(
        driver.engine.keeper()(vec![Command::AddUrls(
            driver.account.clone(),
            urls,
            UploadOptions::default()
        )])
        .is_ok()
    );
    driver.ready(230);
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.requests_to(IMPORT)), (230, 3));
}

#[test]
fn a_link_waits_for_a_connection_and_goes_on_with_it() {
    let rig = Rig::plain();
    let driver = rig.engine();
    add(&driver, &["film"], UploadOptions::default());
    let jobs = driver.over(1);
    assert_eq!(jobs[0].end, Some(End::Refused(Refusal::Unfit(Unfit::NotConnected))));
    assert_eq!(rig.ledger().requests_to(IMPORT), 0);

    let page = asked(&driver);
    let back = rig.answer(&page, "allow");
    // What is no answer to this question changes nothing.
    let (host, rest) = back.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let (path, query) = rest.split_once('?').unwrap();
    assert!(host.starts_with("127.0.0.1:") && path.len() == 32, "{back}");
    for (wrong, status) in [
        (format!("http://{host}/favicon.ico"), 404),
        (format!("http://{host}/other?{query}"), 404),
        (format!("http://{host}/{path}?connection_id=x&status=ok&custom_id=takeup-0"), 400),
        (format!("http://{host}/{path}"), 400),
    ] {
        let (told, _, shown) = rig.browse(&wrong);
        assert!(told == status && shown.contains("누구?"), "{wrong} {told} {shown}");
    }
    assert!(connecting(&driver.engine.snapshot()));
    let (status, _, shown) = rig.browse(&back);
    assert!(status == 200 && shown.contains("연결 &lt;b&gt;") && shown.contains("lang=\"ko\""), "{shown}");
    driver.ready(1);
    let seen = driver.seen("the answer is in", |seen| !connecting(seen));
    let connected = seen.facts.notices.iter().any(|notice| {
        matches!(&notice.news, News::Connected(connection) if connection.name() == "practice@example.org")
    });
    assert!(connected, "{:?}", seen.facts.notices);
    assert!(!format!("{:?}", seen.wire).contains("consent/") && !format!("{:?}", seen.facts).contains(path));

    // Taken back, it imports nothing more.
    driver.engine.send(Command::Refresh(driver.account.clone(), List::Connections));
    let listed =
        driver.until("the list", |model| model.current_account().unwrap().connections.items.len() == 1);
    let connection = listed.current_account().unwrap().connections.items[0].id.clone();
    driver.ask(Change::RemoveConnection { connection, name: String::new() });
    driver.settled(1, 0);
    add(&driver, &["other"], UploadOptions::default());
    assert!(driver.over(2)[1].lacks_connection());
}

#[test]
fn a_refusal_a_late_answer_and_a_cancel_leave_everything_as_it_was() {
    let mut rig = Rig::plain();
    let driver = rig.engine();
    let back = rig.answer(&asked(&driver), "refuse");
    assert!(rig.browse(&back).2.contains("거부"));
    let seen = driver.seen("refused", |seen| !connecting(seen) && !troubles(&seen.facts).is_empty());
    let why = troubles(&seen.facts).remove(0);
    assert_eq!((why.reason(), why.detail.as_str()), (Some(FailureReason::ConsentRefused), "access_denied"));

    let page = asked(&driver);
    driver.engine.send(Command::StopConnecting(driver.account.clone()));
    driver.seen("stopped", |seen| !connecting(seen));
    let back = rig.answer(&page, "allow");
    let port: u16 = back.split([':', '/']).nth(4).unwrap().parse().unwrap();
    until("the port is closed", || std::net::TcpStream::connect(("127.0.0.1", port)).err());
    driver.engine.shutdown();

    rig.policy.consent = Duration::from_millis(50);
    let driver = rig.engine();
    driver.engine.send(Command::Connect(driver.account.clone(), words()));
    let seen = driver.seen("too late", |seen| !connecting(seen) && !troubles(&seen.facts).is_empty());
    assert_eq!(troubles(&seen.facts)[0].reason(), Some(FailureReason::ConsentTooLate));
}

#[test]
fn whatever_happens_to_an_import_each_file_is_there_once() {
    for effect in [
        FaultEffect::LoseAnswer,
        FaultEffect::ResetBefore,
        FaultEffect::Status(500, FaultBody::Flat, None),
        FaultEffect::Status(429, FaultBody::Flat, None),
        FaultEffect::Status(429, FaultBody::Flat, Some(takeup_sandbox::RetryAfter::Seconds(1))),
    ] {
        let rig = Rig::plain();
        rig.drive();
        rig.sandbox.script(Fault::once(FaultTarget::Route(IMPORT), effect.clone()));
        let driver = rig.engine();
        add(&driver, &["one", "two"], UploadOptions::default());
        let jobs = driver.ready(2);
        let ledger = rig.ledger();
        assert_eq!(ledger.assets.len(), 2, "{effect:?}");
        assert!(jobs.iter().any(|job| job.retries > 0), "{effect:?}");
    }
}

#[test]
fn a_crash_during_an_import_loses_no_file_and_imports_none_twice() {
    for effect in [FaultEffect::HoldAnswer, FaultEffect::HoldAfterBytes(0)] {
        let rig = Rig::plain();
        rig.drive();
        let index = rig.index("films");
        rig.sandbox.script(Fault::once(FaultTarget::Route(IMPORT), effect));
        let driver = rig.engine();
        let destination_ids = vec![DestinationId::Index(index.as_str().into())];
        add(&driver, &["one", "two"], UploadOptions { destination_ids, ..UploadOptions::default() });
        until("it was asked", || (rig.ledger().requests_to(IMPORT) == 1).then_some(()));
        crash(&rig, driver);
        let jobs = rig.engine().ready(2);
        assert!(jobs.iter().all(|job| matches!(job.asset, Some((_, AssetStatus::Ready)))));
        let ledger = rig.ledger();
        assert_eq!((ledger.assets.len(), ledger.indexed_assets.len(), ledger.requests_to(IMPORT)), (2, 2, 2));
    }
}

#[test]
fn a_file_that_one_connection_cannot_read_is_asked_for_through_the_next() {
    let rig = Rig::plain();
    rig.drive();
    rig.drive();
    let driver = rig.engine();
    add(&driver, &["film", "missing"], UploadOptions::default());
    driver.over(2);
    assert_eq!(rig.ledger().requests_to(IMPORT), 2, "only what was rejected is asked for again");
}
