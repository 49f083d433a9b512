//! Something between this computer and the platform, or its storage, answers instead: a state of the line, never a
//! success, never final, and never the platform's word.

use std::time::{Duration, Instant};

use takeup_engine::Command;
use takeup_model::{
    AssetId, Change, DestinationId, End, Failure, FailureKind, FailureReason, IndexId, MetadataValue, Model,
    Reachability, StoreId, TaskId, UploadOptions,
};
use takeup_rig::{Driver, Rig, sandbox_options};
use takeup_sandbox::{Fault, FaultBody, FaultEffect, FaultTarget, Options, RetryAfter, Times};

const HTML: &[(&str, &str)] = &[("content-type", "text/html")];
const JSON: &[(&str, &str)] = &[("content-type", "application/json")];
const HOTEL: &str = "<html><head><title>Hotel WiFi</title></head><body>Accept the terms</body></html>";

/// What stands between, and what is told of it.
fn all() -> Vec<(FaultEffect, &'static str)> {
    vec![
        (FaultEffect::Between(200, HTML, HOTEL), "“Hotel WiFi” (HTTP 200)"),
        (
            FaultEffect::Between(200, &[("content-type", "text/html"), ("etag", "\"5f3e\"")], HOTEL),
            "“Hotel WiFi” (HTTP 200)",
        ),
        (
            FaultEffect::Between(302, &[("location", "http://login.hotel.example/start?u=1")], ""),
            "http://login.hotel.example/start",
        ),
        (FaultEffect::Between(511, HTML, "<h1>Sign in</h1>"), "“Sign in” (HTTP 511)"),
        (
            FaultEffect::Between(403, HTML, "<title>Blocked by the firewall</title>"),
            "“Blocked by the firewall” (HTTP 403)",
        ),
        (FaultEffect::Between(403, &[], ""), "HTTP 403 Forbidden"),
        (FaultEffect::Between(403, JSON, "{\"message\":\"Not today\"}"), "“Not today” (HTTP 403)"),
        (FaultEffect::Between(413, &[], ""), "HTTP 413 Payload Too Large"),
        (FaultEffect::Between(407, &[], ""), "HTTP 407 Proxy Authentication Required"),
        (
            FaultEffect::Between(413, HTML, "<title>413 Request Entity Too Large</title>"),
            "“413 Request Entity Too Large” (HTTP 413)",
        ),
        (FaultEffect::Between(502, HTML, "<h1>502 Bad Gateway</h1>"), "“502 Bad Gateway” (HTTP 502)"),
        (
            FaultEffect::Between(522, HTML, "<title>522: Connection timed out</title>"),
            "“522: Connection timed out” (HTTP 522)",
        ),
        (
            FaultEffect::Between(
                200,
                &[("content-type", "application/json"), ("content-encoding", "gzip")],
                "\u{1f}gzip",
            ),
            "HTTP 200 OK",
        ),
    ]
}

fn account_down(model: &Model) -> Option<&Failure> {
    match &model.current_account()?.reachability {
        Reachability::Down { why, .. } => Some(why),
        Reachability::Up => None,
    }
}

/// Every request to the platform meets this, until the network is open.
fn everywhere(rig: &Rig, what: FaultEffect) {
    rig.sandbox.script(Fault::once(FaultTarget::Api, what).times(12));
}

#[test]
fn an_upload_waits_out_whatever_stands_before_the_platform() {
    for (what, told) in all() {
        for size in [300_000, 3_500_000] {
            let rig = Rig::plain();
            let file = rig.video("clip.mp4", size);
            everywhere(&rig, what.clone());
            let driver = rig.engine();
            driver.add(&[&file]);
            let model = driver.until("the line is down", |model| account_down(model).is_some());
            let why = account_down(&model).unwrap();
            assert_eq!((&why.kind, why.detail.as_str()), (&FailureKind::Network, told), "{what:?}");
            let jobs = driver.ready(1);
            assert_eq!(jobs[0].attempts, 0, "{what:?}");
            rig.holds_only(&file);
        }
    }
}

#[test]
fn an_upload_waits_out_whatever_stands_before_the_storage() {
    for (what, _) in all() {
        let rig = Rig::plain();
        let file = rig.video("clip.mp4", 3_500_000);
        // More often than any failure that counts would be forgiven.
        rig.sandbox.script(Fault::once(FaultTarget::Chunk(3), what.clone()).times(20));
        let driver = rig.engine();
        driver.add(&[&file]);
        driver.ready(1);
        assert_eq!(rig.ledger().unfired_faults, 0, "{what:?}");
        rig.holds_only(&file);
    }
}

#[test]
fn every_step_of_an_upload_outlasts_what_stands_between() {
    for at in [
        FaultTarget::PostAsset,
        FaultTarget::CreateMultipart,
        FaultTarget::MoreUrls,
        FaultTarget::Report,
        FaultTarget::Status,
        FaultTarget::GetAssets,
        FaultTarget::PostTask,
        FaultTarget::GetTask,
        FaultTarget::PostIndexedAsset,
        FaultTarget::GetIndexedAsset,
        FaultTarget::PostStoreItem,
        FaultTarget::GetStoreItem,
    ] {
        // A page, a filter, a proxy, an answer that cannot be read, and a gateway that may have passed it on.
        let gateway = |(what, _): &(FaultEffect, _)| matches!(what, FaultEffect::Between(502, ..));
        for (what, _) in all().into_iter().step_by(4).chain(all().into_iter().filter(gateway)) {
            let rig = Rig::plain();
            let (index, store) = (rig.index("one"), rig.store("two"));
            let files = [
                rig.video("small.mp4", 300_000),
                rig.video("large.mp4", 3_500_000),
                rig.video("task.mp4", 400_000),
            ];
            rig.sandbox.script(Fault::once(at, what.clone()).times(3));
            let driver = rig.engine();
            let destination_ids = vec![
                DestinationId::Index(index.as_str().into()),
                DestinationId::Store(store.as_str().into()),
            ];
            driver.add_as(
                &[&files[0], &files[1]],
                UploadOptions { destination_ids, ..UploadOptions::default() },
            );
            driver.add_as(
                &[&files[2]],
                UploadOptions { task_index: Some(index.as_str().into()), ..UploadOptions::default() },
            );
            driver.ready(3);
            let ledger = rig.ledger();
            let created = (ledger.assets.len(), ledger.tasks.len(), ledger.sessions.len());
            assert_eq!(created, (2, 1, 1), "{at:?} {what:?}");
            assert_eq!((ledger.indexed_assets.len(), ledger.store_items.len()), (2, 2), "{at:?} {what:?}");
        }
    }
}

/// A rig with something to change, and every change there is.
fn changes(rig: &Rig) -> Vec<Change> {
    let (asset, index, store) = ("asset".to_owned(), rig.index("one"), rig.store("two"));
    let name = || "one".to_owned();
    vec![
        Change::DeleteAsset { asset: AssetId(asset.clone()), name: name(), force: false },
        Change::DescribeAsset {
            asset: AssetId(asset),
            name: name(),
            metadata: [("take".to_owned(), Some(MetadataValue::Text("3".to_owned())))].into(),
        },
        Change::RenameIndex { index: IndexId(index.clone()), name: "new".to_owned() },
        Change::RemoveIndexedAsset { index: IndexId(index.clone()), indexed: "i".to_owned(), name: name() },
        Change::DeleteIndex { index: IndexId(index), name: name() },
        Change::RemoveItem { store: StoreId(store.clone()), item: "i".to_owned(), name: name() },
        Change::DeleteStore { store: StoreId(store), name: name() },
        Change::DeleteTask { task: TaskId("t".to_owned()), name: name() },
    ]
}

#[test]
fn no_change_is_done_that_only_something_in_between_has_answered() {
    for (what, _) in all() {
        let rig = Rig::plain();
        let wanted = changes(&rig);
        rig.sandbox.script(Fault::once(FaultTarget::Api, what.clone()).times(100_000));
        let driver = rig.engine();
        for change in &wanted {
            driver.ask(change.clone());
        }
        let model = driver.until("it was tried for a while", |model| {
            matches!(&model.current_account().unwrap().reachability, Reachability::Down { tries, .. } if *tries >= 3)
        });
        assert!(model.notices.is_empty(), "{what:?}: {:?}", model.notices);
        let open = &model.current_account().unwrap().change_requests;
        assert_eq!(open.values().filter(|one| one.open()).count(), wanted.len(), "{what:?}");
        let ledger = rig.ledger();
        assert_eq!((ledger.indexes.len(), ledger.stores.len()), (1, 1), "{what:?}");
    }
}

#[test]
fn something_new_is_never_made_twice_behind_a_gateway() {
    let rig = Rig::plain();
    let create = Change::CreateStore { name: "Archive".to_owned(), description: None, enrichment: None };
    let route = FaultTarget::Route("POST /knowledge-stores");
    rig.sandbox.script(Fault::once(route, FaultEffect::Between(504, HTML, "<h1>504 Gateway Time-out</h1>")));
    let driver = rig.engine();
    driver.ask(create);
    let model = driver.settled(0, 1);
    let request = model.current_account().unwrap().change_requests.values().next().unwrap().clone();
    let why = request.failure.unwrap();
    assert_eq!(
        (why.kind, why.code),
        (FailureKind::AnswerLost, Some(takeup_model::FailureCode::Own(FailureReason::Intercepted)))
    );
}

#[test]
fn a_key_is_neither_good_nor_bad_behind_a_sign_in_page() {
    for status in [200, 302, 401, 403, 511] {
        let rig = Rig::plain();
        rig.sandbox.script(Fault::once(FaultTarget::Api, FaultEffect::Between(status, HTML, HOTEL)).times(5));
        let driver = rig.engine();
        driver.engine.send(Command::CheckKey(driver.account.clone()));
        let model = driver.until("told", |model| account_down(model).is_some());
        assert!(model.current_account().unwrap().key.usable(), "{status}");
        driver.until("good", |model| {
            matches!(model.current_account().unwrap().key, takeup_model::KeyState::Good(_))
        });
    }
}

/// Where one request is stopped again and again although the server can be reached, it is made ever more seldom.
#[test]
fn what_is_stopped_again_and_again_keeps_its_pace() {
    let mut rig = Rig::plain();
    (rig.policy.first_delay, rig.policy.longest_delay) = (Duration::from_millis(40), Duration::from_secs(2));
    let file = rig.video("clip.mp4", 300_000);
    let stopped = FaultEffect::Between(413, HTML, "<title>413 Request Entity Too Large</title>");
    rig.sandbox.script(Fault::once(FaultTarget::PostAsset, stopped).times(5));
    let begun = Instant::now();
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.ready(1);
    // 40 ms doubled four times, from the second failure on.
    assert!(begun.elapsed() >= Duration::from_millis(80 + 160 + 320 + 640), "{:?}", begun.elapsed());
    rig.holds_only(&file);
}

fn ends(driver: &Driver) -> Failure {
    let jobs = driver.over(1);
    match &jobs[0].end {
        Some(End::Failed(failure)) => failure.clone(),
        end => panic!("{end:?}"),
    }
}

#[test]
fn trouble_on_the_line_and_damaged_bytes_are_not_told_as_a_stale_url() {
    for (body, kind) in [
        ("<Error><Code>RequestTimeout</Code></Error>", None),
        ("<Error><Code>BadDigest</Code></Error>", Some(FailureKind::Corrupt)),
        ("<Error><Code>EntityTooSmall</Code></Error>", Some(FailureKind::Corrupt)),
    ] {
        let rig = Rig::plain();
        let file = rig.video("clip.mp4", 3_500_000);
        let what = FaultEffect::Between(400, &[("content-type", "application/xml")], body);
        rig.sandbox.script(Fault::once(FaultTarget::Chunk(2), what).times(20));
        let driver = rig.engine();
        driver.add(&[&file]);
        match kind {
            None => {
                driver.ready(1);
                rig.holds_only(&file);
            }
            Some(kind) => assert_eq!(ends(&driver).kind, kind, "{body}"),
        }
    }
}

#[test]
fn a_storage_without_etags_fails_the_upload_after_three_parts() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 3_500_000);
    rig.sandbox.script(Fault::once(FaultTarget::Part, FaultEffect::NoEtag).times(10_000));
    let driver = rig.engine();
    driver.add(&[&file]);
    assert_eq!(ends(&driver).reason(), Some(FailureReason::NoEtag));
    let puts = rig.ledger().puts.count;
    assert!((3..=14).contains(&puts), "{puts} parts were sent");
}

#[test]
fn sessions_that_end_too_soon_are_said_after_the_second() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 3_500_000);
    rig.sandbox.script(Fault::once(FaultTarget::Report, FaultEffect::SessionExpired).times(10_000));
    let driver = rig.engine();
    driver.add(&[&file]);
    let failure = ends(&driver);
    assert_eq!(
        (&failure.kind, failure.reason()),
        (&FailureKind::SessionEnded, Some(FailureReason::SessionsTooShort))
    );
    let ledger = rig.ledger();
    assert_eq!(ledger.sessions.len(), 2);
    assert!(ledger.assets.is_empty(), "what the sessions had reserved is left: {:?}", ledger.assets);
}

#[test]
fn what_an_ended_session_has_reserved_stays_if_the_settings_say_so() {
    let mut rig = Rig::plain();
    rig.settings.delete_reserved = false;
    let file = rig.video("clip.mp4", 3_500_000);
    rig.sandbox.script(Fault::once(FaultTarget::Report, FaultEffect::SessionExpired));
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.ready(1);
    assert_eq!(rig.ledger().assets.len(), 2);
}

#[test]
fn how_long_a_url_is_valid_is_told_by_the_clock_of_the_server() {
    for ahead in [-10, 0, 10] {
        let times = Times { url_life: Duration::from_mins(5), ..Times::quick() };
        let rig = Rig::new(Options { times, ..sandbox_options() });
        rig.sandbox.set_clock_ahead(jiff::SignedDuration::from_mins(ahead));
        let key = std::sync::Arc::new(rig.sandbox.key().to_owned().into());
        let clients =
            takeup_api::HttpClients::new(false, takeup_model::Network::default(), takeup_api::no_password())
                .unwrap();
        let client = takeup_api::Client::new(clients, &rig.sandbox.url(), key).unwrap();
        let new = takeup_api::NewAsset {
            filename: "clip.mp4",
            media_type: "video/mp4",
            kind: takeup_model::MediaKind::Video,
            mark: None,
            fingerprint: None,
            metadata: &takeup_model::Metadata::default(),
        };
        let opened = rig.runtime().block_on(client.open_session(new, 3_500_000)).unwrap();
        let (_, url) = &opened.urls[0];
        let life = url.life().unwrap();
        // The server writes its clock in whole seconds.
        assert!((298..=301).contains(&life.as_secs()), "{ahead} minutes: {life:?}");
    }
}

#[test]
fn a_wait_of_a_day_is_a_day() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let wait = FaultEffect::Status(429, FaultBody::Flat, Some(RetryAfter::Seconds(86_400)));
    rig.sandbox.script(Fault::once(FaultTarget::PostAsset, wait));
    rig.sandbox
        .script(Fault::once(FaultTarget::CreateMultipart, FaultEffect::Status(403, FaultBody::Flat, None)));
    let driver = rig.engine();
    driver.add(&[&file]);
    let model =
        driver.until("closed for a day", |model| {
            model.current_account().unwrap().posts_closed_until.is_some_and(|until| {
                until.saturating_duration_since(Instant::now()) > Duration::from_hours(23)
            })
        });
    let trouble = model.jobs.values().find_map(|job| job.trouble.clone()).unwrap();
    assert_eq!(trouble.kind, FailureKind::RateLimited(Some(Duration::from_hours(24))));
}

#[test]
fn a_failed_task_and_a_failed_destination_say_why() {
    let rig = Rig::plain();
    let index = rig.index("one");
    let (task, asset) = (rig.video("task.mp4", 300_000), rig.video("asset.mp4", 400_000));
    let failed = |body| FaultEffect::Between(200, &[("content-type", "application/json")], body);
    rig.sandbox.script(Fault::once(
        FaultTarget::GetTask,
        failed(r#"{"_id":"t","status":"failed","error_reason":"no audio track"}"#),
    ));
    rig.sandbox.script(Fault::once(
        FaultTarget::GetIndexedAsset,
        failed(r#"{"_id":"i","status":"failed","error_reason":"too dark"}"#),
    ));
    let driver = rig.engine();
    driver.add_as(
        &[&task],
        UploadOptions { task_index: Some(index.as_str().into()), ..UploadOptions::default() },
    );
    let destination_ids = vec![DestinationId::Index(index.as_str().into())];
    driver.add_as(&[&asset], UploadOptions { destination_ids, ..UploadOptions::default() });
    let jobs = driver.over(2);
    // Which of the two files is looked at first is left to chance.
    let mut said: Vec<&str> = jobs.iter().filter_map(|job| Some(job.failure()?.detail.as_str())).collect();
    said.sort_unstable();
    assert_eq!(said, ["no audio track", "too dark"]);
}
