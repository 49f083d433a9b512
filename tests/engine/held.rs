//! What is on the platform already: listed, looked at, changed, and put into more places, on real sockets.

use std::collections::BTreeMap;

use takeup_engine::Command;
use takeup_model::{
    Account, Change, Destination, DestinationId, DestinationState, End, FailureKind, List, MetadataValue,
    Model, News, Still, Subject, Thumbnail, UploadOptions,
};
use takeup_sandbox::{Fault, FaultBody, FaultEffect, FaultTarget, Options, RetryAfter, Times};

use takeup_rig::{Rig, sandbox_options};

fn account(model: &Model) -> &Account {
    model.current_account().unwrap()
}

fn requests(rig: &Rig, route: &str) -> u64 {
    rig.sandbox.ledger().requests.get(route).copied().unwrap_or_default()
}

fn created(model: &Model) -> Option<String> {
    model.notices.iter().rev().find_map(|notice| {
        if let News::Changed { created, .. } = &notice.news { created.clone() } else { None }
    })
}

/// A ready asset that nobody here has uploaded.
fn asset(rig: &Rig) -> String {
    let engine = rig.engine();
    let clip = rig.video("clip.mp4", 100_000);
    engine.add(&[&clip]);
    let id = engine.ready(1)[0].asset_id().unwrap().0.clone();
    engine.engine.send(Command::Remove(engine.all()));
    engine.until("the list is empty", |model| model.jobs.is_empty());
    engine.engine.shutdown();
    id
}

#[test]
fn ten_thousand_assets_are_paged_once_and_kept_fresh_with_one_request() {
    let rig = Rig::new(Options { preloaded: (10_000, 2_000), ..sandbox_options() });
    let engine = rig.engine();
    let send = |command: Command| engine.engine.send(command);
    let me = || engine.account.clone();
    send(Command::LoadAll(me(), List::Assets));
    send(Command::LoadAll(me(), List::Tasks));
    let model = engine.until("everything is loaded", |model| {
        account(model).assets.state.complete && account(model).tasks.state.complete
    });
    assert_eq!(account(&model).assets.items.len(), 10_000);
    assert_eq!(account(&model).tasks.items.len(), 2_000);
    assert_eq!((requests(&rig, "GET /assets"), requests(&rig, "GET /tasks")), (200, 40));
    let first = account(&model).assets.iter().next().unwrap();
    assert_eq!(first.filename, "clip-09999.mp4", "newest first");
    send(Command::Refresh(me(), List::Assets));
    engine.until("it is fresh", |_| requests(&rig, "GET /assets") == 201);
    send(Command::Search(me(), List::Assets, "clip-0999".to_owned()));
    let model = engine.until("it is found", |model| account(model).assets.state.found == "clip-0999");
    assert_eq!(account(&model).assets.items.len(), 10);
    assert_eq!(requests(&rig, "GET /assets"), 202);
    engine.engine.shutdown();
}

#[test]
fn a_server_that_ignores_the_page_is_not_asked_without_end() {
    let rig = Rig::new(Options { preloaded: (120, 0), ..sandbox_options() });
    rig.sandbox.script(Fault::once(FaultTarget::GetAssets, FaultEffect::FirstPage).times(1_000));
    let engine = rig.engine();
    engine.engine.send(Command::LoadAll(engine.account.clone(), List::Assets));
    let model = engine.until("the list has ended", |model| account(model).assets.state.complete);
    assert_eq!((account(&model).assets.items.len(), requests(&rig, "GET /assets")), (50, 2));
    assert!(!account(&model).assets.more());
    engine.engine.shutdown();
}

/// Completed sessions are not shown, and rows without a name cannot be; both count where the next page begins.
#[test]
fn sessions_are_listed_to_the_end_whatever_is_passed_over() {
    let rig = Rig::plain();
    let session = |number: usize| {
        let status = if number.is_multiple_of(5) { "completed" } else { "active" };
        serde_json::json!({ "upload_id": format!("u{number}"), "status": status, "total_size": 1, "chunk_size": 1 })
    };
    for page in 0..3 {
        let mut rows: Vec<_> = (page * 50..(page * 50 + 50).min(105)).map(session).collect();
        if page == 0 {
            rows[7] = serde_json::json!({ "status": "active" });
        }
        let about = serde_json::json!({ "page": page + 1, "limit_per_page": 50, "total_page": 3, "total_results": 105 });
        let body = serde_json::json!({ "data": rows, "page_info": about }).to_string();
        let effect = FaultEffect::Between(200, &[("content-type", "application/json")], body.leak());
        rig.sandbox.script(Fault::once(FaultTarget::ListMultipart, effect));
    }
    let engine = rig.engine();
    engine.engine.send(Command::LoadAll(engine.account.clone(), List::Sessions));
    let model = engine.until("the list has ended", |model| account(model).sessions.state.complete);
    assert_eq!(account(&model).sessions.items.len(), 105 - 21 - 1);
    assert_eq!(requests(&rig, "GET /assets/multipart-uploads"), 3);
    engine.engine.shutdown();
}

#[test]
fn every_small_change_is_made_told_and_shown_in_its_list() {
    let rig = Rig::plain();
    let engine = rig.engine();
    let me = || engine.account.clone();
    engine.engine.send(Command::View(me(), Some(List::Indexes)));
    let models = vec![("marengo3.0".to_owned(), vec!["visual".to_owned(), "audio".to_owned()])];
    let create = |name: &str| Change::CreateIndex {
        name: name.to_owned(),
        models: models.clone(),
        addons: vec!["thumbnail".to_owned()],
    };
    engine.ask(create("Races"));
    let index = created(&engine.settled(1, 0)).unwrap();
    engine.until("it is listed", |model| account(model).indexes.get(&index).is_some());
    engine.ask(create("Races"));
    let model = engine.settled(1, 1);
    let (number, change_request) = account(&model).change_requests.iter().next().unwrap();
    let failure = change_request.failure.clone().unwrap();
    assert!(failure.has_code("index_name_already_exists"), "{failure:?}");
    engine.engine.send(Command::DismissChange(me(), *number));
    engine.ask(Change::RenameIndex { index: index.as_str().into(), name: "Rallies".to_owned() });
    let model = engine.settled(2, 0);
    assert_eq!(account(&model).indexes.get(&index).unwrap().name, "Rallies");

    let description = Some("of the season".to_owned());
    engine.ask(Change::CreateStore {
        name: "Archive".to_owned(),
        description: description.clone(),
        enrichment: None,
    });
    let store = created(&engine.settled(3, 0)).unwrap();
    engine.engine.send(Command::Refresh(me(), List::Stores));
    let model = engine.until("it is listed", |model| account(model).stores.get(&store).is_some());
    assert_eq!(account(&model).stores.get(&store).unwrap().description, description);
    engine.ask(Change::DeleteStore { store: store.as_str().into(), name: String::new() });
    engine.ask(Change::DeleteIndex { index: index.as_str().into(), name: String::new() });
    engine.settled(5, 0);
    // Once more: what is gone is as good as deleted, and is told as what it is.
    engine.ask(Change::DeleteIndex { index: index.as_str().into(), name: String::new() });
    let model = engine.until("it is gone", |model| {
        model.notices.iter().any(|notice| matches!(notice.news, News::Gone(Change::DeleteIndex { .. })))
    });
    assert!(account(&model).change_requests.is_empty());
    let ledger = rig.ledger();
    assert!(ledger.indexes.is_empty() && ledger.stores.is_empty(), "{ledger:?}");
    engine.engine.shutdown();
}

#[test]
fn an_asset_is_described_and_deleted_though_indexes_refer_to_it() {
    let rig = Rig::plain();
    let (asset, index) = (asset(&rig), rig.index("Races"));
    let engine = rig.engine();
    let me = || engine.account.clone();
    let metadata = |race: Option<MetadataValue>| Change::DescribeAsset {
        asset: asset.as_str().into(),
        name: String::new(),
        metadata: BTreeMap::from([("race".to_owned(), race)]),
    };
    engine.engine.send(Command::Open(me(), Some(Subject::Asset(asset.as_str().into()))));
    let said = |model: &Model| {
        let detail = account(model).opened.as_ref()?.asset.clone()?;
        Some(detail.metadata.clone())
    };
    engine.until("it is told", |model| said(model).is_some_and(|said| said.is_empty()));
    engine.until("its picture has come", |model| {
        let opened = account(model).opened.as_ref().unwrap();
        matches!(&opened.still, Thumbnail::Here(points) if (points.width, points.height) == (480, 270))
    });
    engine.engine.send(Command::ShowStills(me(), vec![asset.as_str().into(), "nobody".into()]));
    engine.until("its picture for the list has come, and there is none of what is not there", |model| {
        let still = |asset: &str| account(model).stills.get(&asset.into());
        matches!(still(&asset), Some(Still::Here(pixels)) if pixels.width > 0)
            && matches!(still("nobody"), Some(Still::Missing))
    });
    engine.ask(metadata(Some(MetadataValue::Number(7.into()))));
    let seven = vec![("race".to_owned(), MetadataValue::Number(7.into()))];
    engine.until("it is described", |model| said(model).as_ref() == Some(&seven));
    engine.ask(metadata(None));
    engine.until("it is forgotten", |model| said(model).is_some_and(|said| said.is_empty()));

    engine.place(&asset, DestinationId::Index(index.as_str().into()));
    engine.ready(1);
    engine.ask(Change::DescribeIndexed {
        index: index.as_str().into(),
        indexed: rig.ledger().indexed_assets[0].id.clone(),
        name: String::new(),
        metadata: BTreeMap::from([("race".to_owned(), Some(MetadataValue::Number(8.into())))]),
    });
    engine.settled(3, 0);
    let ledger = rig.ledger();
    assert_eq!(ledger.indexed_assets[0].user_metadata["race"], 8);
    assert!(!ledger.assets[0].user_metadata.contains_key("race"), "the asset's is another one");
    let delete = |force| Change::DeleteAsset { asset: asset.as_str().into(), name: String::new(), force };
    engine.ask(delete(false));
    let model = engine.settled(3, 1);
    let failed = account(&model).change_requests.values().next().unwrap().failure.clone().unwrap();
    assert_eq!(failed.kind, FailureKind::Conflict);
    engine.ask(delete(true));
    let model = engine.settled(4, 0);
    assert!(account(&model).opened.is_none(), "what is gone is not looked at");
    assert!(rig.ledger().assets.is_empty());
    engine.engine.shutdown();
}

#[test]
fn a_ready_task_is_deleted_after_its_video_and_again_if_only_that_was() {
    let rig = Rig::plain();
    let index = rig.index("Races");
    let engine = rig.engine();
    let clip = rig.video("clip.mp4", 100_000);
    let options = UploadOptions { task_index: Some(index.as_str().into()), ..UploadOptions::default() };
    engine.add_as(&[&clip], options);
    engine.ready(1);
    let task = rig.ledger().tasks[0].id.clone();
    let route = "DELETE /tasks/{task_id}";
    rig.sandbox
        .script(Fault::once(FaultTarget::Route(route), FaultEffect::Status(503, FaultBody::Empty, None)));
    engine.ask(Change::DeleteTask { task: task.as_str().into(), name: String::new() });
    let model = engine.settled(0, 1);
    assert_eq!(rig.ledger().indexed_assets.len(), 0, "its video goes first");
    let (number, _) = account(&model).change_requests.iter().next().unwrap();
    engine.engine.send(Command::RetryChange(engine.account.clone(), *number));
    engine.settled(1, 0);
    assert!(rig.ledger().tasks.is_empty());
    assert_eq!(requests(&rig, route), 2);
    engine.engine.shutdown();
}

#[test]
fn indexes_come_newest_first_whatever_the_platform_does_by_itself() {
    let rig = Rig::plain();
    let made = ["one", "two", "three"].map(|name| rig.index(name));
    let engine = rig.engine();
    engine.engine.send(Command::Refresh(engine.account.clone(), List::Indexes));
    let model = engine.until("they are listed", |model| account(model).indexes.items.len() == 3);
    let listed: Vec<&str> = account(&model).indexes.items.iter().map(|index| index.id.0.as_str()).collect();
    assert!(listed.iter().rev().eq(&made.each_ref().map(String::as_str)), "{listed:?}");
    engine.engine.shutdown();
}

#[test]
fn a_creation_whose_answer_is_lost_is_not_repeated_and_the_list_tells() {
    let rig = Rig::plain();
    let engine = rig.engine();
    engine.engine.send(Command::View(engine.account.clone(), Some(List::Stores)));
    engine.until("the list is there", |model| account(model).stores.state.loaded.is_some());
    let route = "POST /knowledge-stores";
    rig.sandbox.script(Fault::once(FaultTarget::Route(route), FaultEffect::LoseAnswer));
    engine.ask(Change::CreateStore { name: "Archive".to_owned(), description: None, enrichment: None });
    let model = engine.settled(0, 1);
    assert_eq!(
        account(&model).change_requests.values().next().unwrap().failure.clone().unwrap().kind,
        FailureKind::AnswerLost
    );
    engine.until("the list tells", |model| account(model).stores.items.len() == 1);
    assert_eq!(requests(&rig, route), 1);
    engine.engine.shutdown();
}

#[test]
fn placing_twice_creates_nothing_twice_and_sends_no_byte() {
    let rig = Rig::plain();
    let asset = asset(&rig);
    let (index, store) = (rig.index("Races"), rig.store("Archive"));
    let puts = requests(&rig, "POST /assets");
    let engine = rig.engine();
    for _ in 0..2 {
        engine.place(&asset, DestinationId::Index(index.as_str().into()));
        engine.place(&asset, DestinationId::Store(store.as_str().into()));
    }
    let jobs = engine.ready(1);
    assert_eq!(jobs[0].destinations.len(), 2);
    engine.place(&asset, DestinationId::Index(index.as_str().into()));
    engine.ready(1);
    engine.until("the list is empty", |model| {
        // Only what is over leaves the list.
        engine.engine.send(Command::Remove(engine.all()));
        model.jobs.is_empty()
    });
    engine.place(&asset, DestinationId::Index(index.as_str().into()));
    engine.ready(1);
    let ledger = rig.ledger();
    assert_eq!((ledger.indexed_assets.len(), ledger.store_items.len()), (1, 1), "{ledger:?}");
    assert_eq!(requests(&rig, "POST /assets"), puts);
    // Taken away behind our back, it can be put there again.
    let indexed = ledger.indexed_assets[0].id.clone();
    engine.ask(Change::RemoveIndexedAsset { index: index.as_str().into(), indexed, name: String::new() });
    engine.settled(1, 0);
    engine.place(&asset, DestinationId::Index(index.as_str().into()));
    engine.until("it is there again", |_| rig.sandbox.ledger().indexed_assets.len() == 1);
    engine.engine.shutdown();
}

#[test]
fn a_crash_in_the_middle_of_placing_creates_nothing_twice() {
    let rig = Rig::plain();
    let asset = asset(&rig);
    let index = rig.index("Races");
    rig.sandbox.script(Fault::once(FaultTarget::PostIndexedAsset, FaultEffect::HoldAnswer));
    let engine = rig.engine();
    engine.place(&asset, DestinationId::Index(index.as_str().into()));
    engine.until("it is asked for", |model| {
        model.jobs.values().any(|job| {
            matches!(job.destinations[0].state, DestinationState::Begun | DestinationState::Doubtful)
        }) && rig.sandbox.ledger().indexed_assets.len() == 1
    });
    // The handle is leaked, as a killed process leaves everything as it is.
    let journal = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(rig.data()).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), journal.path().join(entry.file_name())).unwrap();
    }
    rig.sandbox.release();
    engine.engine.shutdown();
    for entry in std::fs::read_dir(journal.path()).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), rig.data().join(entry.file_name())).unwrap();
    }
    let again = rig.engine();
    let jobs = again.ready(1);
    assert!(matches!(jobs[0].destinations[0].state, DestinationState::Ready { .. }));
    assert_eq!(rig.ledger().indexed_assets.len(), 1);
    again.engine.shutdown();
}

#[test]
fn more_places_and_one_failed_place_again_without_sending_the_file_again() {
    let rig = Rig::plain();
    let (first, second) = (rig.index("First"), rig.index("Second"));
    let engine = rig.engine();
    let clip = rig.video("clip.mp4", 100_000);
    engine.add(&[&clip]);
    let id = engine.ready(1)[0].id;
    let refuse = FaultEffect::Status(400, FaultBody::Flat, None);
    rig.sandbox.script(Fault::once(FaultTarget::PostIndexedAsset, refuse));
    let one = takeup_engine::JobSelection::One(id);
    engine
        .engine
        .send(Command::AddDestinations(one.clone(), vec![DestinationId::Index(first.as_str().into())]));
    engine.until("it has failed", |model| matches!(model.jobs[&id].end, Some(End::Failed(_))));
    engine.engine.send(Command::AddDestinations(one, vec![DestinationId::Index(second.as_str().into())]));
    engine.until("the second is there", |model| {
        let there = |destination: &Destination| matches!(destination.state, DestinationState::Ready { .. });
        model.jobs[&id].end.is_some() && model.jobs[&id].destinations.get(1).is_some_and(there)
    });
    engine.engine.send(Command::RetryDestination(id, 0));
    engine.ready(1);
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.indexed_assets.len()), (1, 2));
    assert_eq!(requests(&rig, "POST /assets"), 1);
    engine.engine.shutdown();
}

#[test]
fn what_is_under_way_in_an_index_is_polled_while_somebody_looks_and_not_longer() {
    let times = Times { task_step: std::time::Duration::from_millis(150), ..Times::quick() };
    let rig = Rig::new(Options { times, ..sandbox_options() });
    let asset = asset(&rig);
    let index = rig.index("Races");
    let body = serde_json::json!({ "asset_id": asset });
    rig.post(&format!("/indexes/{index}/indexed-assets"), &body);
    let engine = rig.engine();
    let subject = Subject::Index(index.as_str().into());
    engine.engine.send(Command::Open(engine.account.clone(), Some(subject)));
    let list = List::Indexed(index.as_str().into());
    let model = engine.until("it is ready", |model| {
        account(model).indexed.values().any(|list| list.iter().any(|one| one.indexed.is_some()))
    });
    assert_eq!(account(&model).list(&list).next, None, "nothing waits any more");
    assert_eq!(account(&model).polling().next, None);
    assert_eq!(requests(&rig, "GET /indexes/{index_id}/indexed-assets"), 1);
    assert!(requests(&rig, "GET /indexes/{index_id}/indexed-assets/{indexed_asset_id}") >= 1);
    engine.engine.shutdown();
}

#[test]
fn a_platform_that_asks_for_patience_is_left_alone_with_lists() {
    let rig = Rig::plain();
    let engine = rig.engine();
    let wait = FaultEffect::Status(429, FaultBody::Empty, Some(RetryAfter::Seconds(1)));
    rig.sandbox.script(Fault::once(FaultTarget::GetTasks, wait));
    let begun = std::time::Instant::now();
    engine.engine.send(Command::View(engine.account.clone(), Some(List::Tasks)));
    let model = engine.until("it was refused", |model| account(model).quiet_until.is_some());
    assert!(account(&model).tasks.state.trouble.is_some());
    engine.until("it is loaded", |model| account(model).tasks.state.loaded.is_some());
    assert!(begun.elapsed() >= std::time::Duration::from_secs(1), "{:?}", begun.elapsed());
    assert_eq!(requests(&rig, "GET /tasks"), 2);
    engine.engine.shutdown();
}

#[test]
fn an_unfinished_session_is_listed_and_finished_with_its_file() {
    let rig = Rig::plain();
    let large = rig.video("large.mp4", 1_000_000);
    let opened = rig.open(
        "/assets/multipart-uploads",
        &serde_json::json!({ "filename": "large.mp4", "type": "video", "total_size": 1_000_000 }),
    );
    let upload = opened["upload_id"].as_str().unwrap();
    let engine = rig.engine();
    engine.engine.send(Command::Refresh(engine.account.clone(), List::Sessions));
    let model = engine.until("it is listed", |model| !account(model).sessions.items.is_empty());
    let session = account(&model).sessions.get(upload).unwrap();
    assert_eq!(session.asset.as_ref().map(|id| id.0.as_str()), opened["asset_id"].as_str());
    assert_eq!((session.parts(), session.parts_done), (4, Some(0)));
    let wrong = rig.video("wrong.mp4", 999_999);
    let finish =
        |path: &std::path::Path| Command::Finish(engine.account.clone(), upload.into(), path.to_owned());
    engine.engine.send(finish(&wrong));
    let jobs = engine.over(1);
    assert!(matches!(jobs[0].end, Some(End::Refused(_))), "{:?}", jobs[0].end);
    engine.engine.send(Command::Remove(engine.all()));
    engine.until("the list is empty", |model| model.jobs.is_empty());
    engine.engine.send(finish(&large));
    engine.ready(1);
    rig.holds_only(&large);
    engine.engine.shutdown();
}
