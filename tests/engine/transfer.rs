//! The ways in, the waiting, and the places after: real sockets, and the ledger tells what arrived.

use takeup_engine::Command;
use takeup_model::{
    DestinationId, DestinationState, End, FailureReason, LimitKey, Method, MethodChoice, Refusal,
    RouteReason, Settings, UploadOptions,
};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Options, SandboxLimits};

use takeup_rig::{Rig, sandbox_options, sha256};

#[test]
fn a_small_file_goes_direct_and_arrives_whole_under_its_own_name() {
    let rig = Rig::plain();
    let file = rig.video("봄 소풍 100%.mp4", 700_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    let jobs = driver.ready(1);
    assert_eq!(jobs[0].route.unwrap().why, RouteReason::Small);
    let ledger = rig.ledger();
    assert_eq!(ledger.assets.len(), 1);
    let asset = &ledger.assets[0];
    assert_eq!((asset.filename.as_str(), asset.method), ("봄 소풍 100%.mp4", "direct"));
    assert_eq!(asset.sha256, Some(sha256(&file)));
    assert_eq!(asset.user_metadata["takeup_upload"], jobs[0].nonce.as_str());
    assert_eq!(asset.id, jobs[0].asset_id().unwrap().0);
}

#[test]
fn a_large_file_goes_in_parts_and_no_part_twice() {
    let mut rig = Rig::new(Options { extra_upload_header: true, ..sandbox_options() });
    // How many are reported together must not depend on how slow this computer is.
    rig.policy.report_delay = std::time::Duration::from_mins(1);
    let file = rig.video("인터뷰_최종_편집본.mov", 31_000_001);
    let driver = rig.engine();
    driver.add(&[&file]);
    let jobs = driver.ready(1);
    assert_eq!((jobs[0].method(), jobs[0].retries), (Some(Method::Multipart), 0));
    let ledger = rig.ledger();
    assert_eq!(ledger.assets[0].sha256, Some(sha256(&file)));
    assert_eq!(ledger.sessions.len(), 1);
    let chunks = &ledger.sessions[0].chunks;
    assert_eq!(chunks.len(), 119);
    assert!(chunks.iter().all(|chunk| chunk.puts == 1 && chunk.reported), "{chunks:?}");
    assert!(ledger.puts.most_at_once > 1, "several parts are in flight");
    let reports = ledger.requests_to("POST /assets/multipart-uploads/{upload_id}");
    assert!((3..=40).contains(&reports), "{reports} reports for 119 parts");
}

#[test]
fn many_files_travel_together_each_to_its_own_asset() {
    let rig = Rig::plain();
    let files: Vec<_> = (0..12).map(|n| rig.video(&format!("clip {n}.mp4"), 500_000 + n * 400_000)).collect();
    let driver = rig.engine();
    let paths: Vec<_> = files.iter().map(std::path::PathBuf::as_path).collect();
    driver.add(&paths);
    driver.ready(12);
    let ledger = rig.ledger();
    assert_eq!(ledger.assets.len(), 12);
    for file in &files {
        let name = file.file_name().unwrap().to_str().unwrap();
        let asset = ledger.assets.iter().find(|asset| asset.filename == name).unwrap();
        assert_eq!(asset.sha256, Some(sha256(file)), "{name}");
    }
}

#[test]
fn a_public_url_is_fetched_by_the_platform() {
    let rig = Rig::plain();
    let driver = rig.engine();
    let urls =
        vec!["https://media.example.org/lecture-07.mp4".to_owned(), "  ".to_owned(), "ftp://no".to_owned()];
    driver.engine.send(Command::AddUrls(driver.account.clone(), urls, UploadOptions::default()));
    let jobs = driver.over(2);
    assert_eq!((jobs[0].method(), &jobs[0].end), (Some(Method::Url), &Some(End::Ready)));
    assert!(matches!(jobs[1].end, Some(End::Refused(Refusal::Address(_)))));
    let ledger = rig.ledger();
    assert_eq!(ledger.assets.len(), 1);
    assert_eq!((ledger.assets[0].method, ledger.assets[0].filename.as_str()), ("url", "lecture-07.mp4"));
}

#[test]
fn a_classic_task_uploads_and_indexes_in_one_request() {
    let rig = Rig::plain();
    let index = rig.index("Races 2026");
    let file = rig.video("race.mp4", 900_000);
    let driver = rig.engine();
    let options = UploadOptions { task_index: Some(index.as_str().into()), ..UploadOptions::default() };
    driver.add_as(&[&file], options.clone());
    driver.engine.send(Command::AddUrls(
        driver.account.clone(),
        vec!["https://example.org/b.mp4".to_owned()],
        options,
    ));
    let jobs = driver.ready(2);
    assert!(jobs.iter().all(|job| job.method() == Some(Method::Task) && job.task.is_some()));
    let ledger = rig.ledger();
    assert_eq!(ledger.tasks.len(), 2);
    let task = ledger.tasks.iter().find(|task| task.filename == "race.mp4").unwrap();
    assert_eq!((task.sha256.clone(), task.index_id.as_str()), (Some(sha256(&file)), index.as_str()));
}

#[test]
fn a_refused_language_is_explained() {
    let rig = Rig::plain();
    let index = rig.index("Races 2026");
    let file = rig.video("race.mp4", 900_000);
    let driver = rig.engine();
    let options = UploadOptions {
        task_index: Some(index.as_str().into()),
        language: Some("en".to_owned()),
        ..UploadOptions::default()
    };
    driver.add_as(&[&file], options);
    let jobs = driver.over(1);
    let Some(End::Failed(failure)) = &jobs[0].end else { panic!("{jobs:?}") };
    assert_eq!(failure.reason(), Some(FailureReason::LanguageRefused), "{failure:?}");
}

#[test]
fn a_ready_asset_goes_into_every_index_and_store_without_being_sent_again() {
    let rig = Rig::plain();
    let (one, two, store) = (rig.index("one"), rig.index("two"), rig.store("shelf"));
    let file = rig.video("clip.mp4", 600_000);
    let driver = rig.engine();
    let destination_ids = vec![
        DestinationId::Index(one.as_str().into()),
        DestinationId::Index(two.as_str().into()),
        DestinationId::Store(store.as_str().into()),
    ];
    driver.add_as(&[&file], UploadOptions { destination_ids, ..UploadOptions::default() });
    let jobs = driver.ready(1);
    assert!(
        jobs[0]
            .destinations
            .iter()
            .all(|destination| matches!(destination.state, DestinationState::Ready { .. }))
    );
    // Each step has its time, in order.
    let (sent, processed) = (jobs[0].sent_at().unwrap(), jobs[0].processed_at().unwrap());
    assert!(jobs[0].checked_at().unwrap().to <= sent.to && sent.to <= processed.to);
    for place in 1..=3 {
        assert!(processed.to <= jobs[0].arrived_at(place).unwrap().to, "{:?}", jobs[0].events);
    }
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.indexed_assets.len(), ledger.store_items.len()), (1, 2, 1));
}

#[test]
fn a_lost_answer_indexes_nothing_twice() {
    let rig = Rig::plain();
    let (index, store) = (rig.index("one"), rig.store("shelf"));
    rig.sandbox.script(Fault::once(FaultTarget::PostIndexedAsset, FaultEffect::LoseAnswer));
    rig.sandbox.script(Fault::once(FaultTarget::PostStoreItem, FaultEffect::LoseAnswer));
    let file = rig.video("clip.mp4", 600_000);
    let driver = rig.engine();
    let destination_ids =
        vec![DestinationId::Index(index.as_str().into()), DestinationId::Store(store.as_str().into())];
    driver.add_as(&[&file], UploadOptions { destination_ids, ..UploadOptions::default() });
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!((ledger.indexed_assets.len(), ledger.store_items.len()), (1, 1));
}

#[test]
fn an_account_without_multipart_sends_direct() {
    let rig = Rig::new(Options {
        limits: SandboxLimits { multipart_allowed: false, ..SandboxLimits::default() },
        ..sandbox_options()
    });
    let file = rig.video("clip.mp4", 5_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    let jobs = driver.ready(1);
    assert_eq!(jobs[0].route.unwrap().why, RouteReason::MultipartRefused);
    assert_eq!(rig.ledger().assets[0].sha256, Some(sha256(&file)));
}

#[test]
fn when_direct_posts_are_used_up_small_files_go_in_parts() {
    let rig = Rig::new(Options {
        limits: SandboxLimits { posts_per_minute: Some(2), ..SandboxLimits::default() },
        ..sandbox_options()
    });
    let files: Vec<_> = (0..6).map(|n| rig.video(&format!("{n}.mp4"), 400_000)).collect();
    let driver = rig.engine();
    let paths: Vec<_> = files.iter().map(std::path::PathBuf::as_path).collect();
    driver.add(&paths);
    let jobs = driver.ready(6);
    let direct = jobs.iter().filter(|job| job.method() == Some(Method::Direct)).count();
    assert_eq!(direct, 2);
    assert!(
        jobs.iter()
            .filter(|job| job.method() == Some(Method::Multipart))
            .all(|job| job.route.unwrap().why == RouteReason::PostsUsedUp)
    );
    assert_eq!(rig.ledger().assets.len(), 6);
}

#[test]
fn as_much_is_indexed_as_the_platform_allows_and_no_request_too_many() {
    let limits = SandboxLimits { posts_per_minute: Some(2), ..SandboxLimits::default() };
    let rig = Rig::new(Options { limits, ..sandbox_options() });
    let destination_ids: Vec<DestinationId> = ["one", "two", "three"]
        .iter()
        .map(|name| DestinationId::Index(rig.index(name).as_str().into()))
        .collect();
    let driver = rig.engine();
    driver.add(&[&rig.video("clip.mp4", 400_000)]);
    let asset = driver.ready(1)[0].asset_id().unwrap().clone();
    for destination_id in &destination_ids[..2] {
        let placed = vec![(asset.clone(), String::new())];
        driver.engine.send(Command::AddAssets(driver.account.clone(), placed, vec![destination_id.clone()]));
        driver.until("there", |model| {
            model.jobs.values().flat_map(|job| &job.destinations).any(|destination| {
                destination.destination_id == *destination_id
                    && matches!(destination.state, DestinationState::Ready { .. })
            })
        });
    }
    let placed = vec![(asset, String::new())];
    driver.engine.send(Command::AddAssets(driver.account.clone(), placed, vec![destination_ids[2].clone()]));
    let model = driver.until("it waits", |model| {
        model
            .jobs
            .values()
            .flat_map(|job| &job.destinations)
            .any(|destination| destination.destination_id == destination_ids[2])
    });
    let account = model.current_account().unwrap();
    assert!(account.indexing_closed_until.is_some(), "the second answer said that it was the last");
    assert_eq!(rig.ledger().requests_to("POST /indexes/{index_id}/indexed-assets"), 2);
}

#[test]
fn a_file_over_its_limit_is_refused_until_the_limit_is_raised() {
    let mut rig = Rig::plain();
    rig.settings.accounts[0].limits.set.insert(LimitKey::Multipart, 3_000_000);
    let file = rig.video("clip.mp4", 4_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    let jobs = driver.over(1);
    let Some(End::Refused(Refusal::TooLarge { limit, .. })) = &jobs[0].end else { panic!("{jobs:?}") };
    let table = limit.table.unwrap();
    assert_eq!(rig.ledger().requests.len(), 0, "not a byte has left");
    driver.engine.send(Command::RaiseLimit(driver.account.clone(), limit.key, table.bytes));
    driver.until("ready", |model| model.jobs.values().all(|job| job.end == Some(End::Ready)));
    driver.until("settings kept", |model| model.settings_saved);
    let kept = takeup_engine::config::load(&rig.data().join("settings.toml")).unwrap();
    assert_eq!(kept.accounts[0].limits.of(LimitKey::Multipart).bytes, table.bytes);
}

#[test]
fn settings_that_cannot_be_saved_are_saved_once_they_can() {
    let rig = Rig::plain();
    let driver = rig.engine();
    let file = rig.data().join("settings.toml");
    // A folder in its place, which no file can replace.
    std::fs::create_dir_all(file.join("in the way")).unwrap();
    let settings = Settings { files_at_once: 5, ..rig.settings.clone() };
    driver.engine.send(Command::ChangeSettings(settings.clone()));
    driver.until("it was tried again", |model| model.save_again.is_some_and(|(_, tries)| tries > 2));
    let model = driver.engine.model();
    assert!(!model.settings_saved, "it shows until it is done");
    assert_eq!(model.notices.len(), 1, "and is said once");
    std::fs::remove_dir_all(&file).unwrap();
    driver.until("it is saved", |model| model.settings_saved);
    assert_eq!(takeup_engine::config::load(&file).unwrap().files_at_once, 5);
    driver.engine.send(Command::ChangeSettings(Settings { files_at_once: 6, ..settings }));
    driver.engine.shutdown();
    assert_eq!(takeup_engine::config::load(&file).unwrap().files_at_once, 6, "the end loses nothing");
}

#[test]
fn what_the_platform_says_about_size_wins() {
    let limits = SandboxLimits { multipart_bytes: 3_000_000, ..SandboxLimits::default() };
    let rig = Rig::new(Options { limits, ..sandbox_options() });
    let file = rig.video("clip.mp4", 4_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    let jobs = driver.over(1);
    let Some(End::Failed(failure)) = &jobs[0].end else { panic!("{jobs:?}") };
    assert!(failure.has_code("video_filesize_too_large"), "{failure:?}");
}

#[test]
fn what_is_surely_no_media_waits_for_a_word() {
    let rig = Rig::plain();
    let file = rig.folder.path().join("text.mp4");
    std::fs::write(&file, "no moving pictures here\n".repeat(100)).unwrap();
    let driver = rig.engine();
    driver.add(&[&file]);
    let jobs = driver.over(1);
    assert!(matches!(jobs[0].end, Some(End::Refused(Refusal::NotMedia { .. }))));
    assert!(rig.ledger().requests.is_empty());
    driver.engine.send(Command::SendAnyway(driver.all()));
    // The sandbox looks inside too, and what it says is shown.
    let model = driver.until("failed by the platform", |model| {
        model.jobs.values().all(|job| matches!(job.end, Some(End::Failed(_))))
    });
    assert!(model.jobs.values().all(|job| job.asset.is_some()));
}

#[test]
fn the_rest_goes_on_when_one_file_is_bad() {
    let rig = Rig::plain();
    let good = rig.video("good.mp4", 300_000);
    let empty = rig.folder.path().join("empty.mp4");
    std::fs::write(&empty, "").unwrap();
    let gone = rig.folder.path().join("gone.mp4");
    let driver = rig.engine();
    driver.add(&[&empty, &gone, &good]);
    let jobs = driver.over(3);
    assert_eq!(jobs[0].end, Some(End::Refused(Refusal::Empty)));
    assert!(
        matches!(&jobs[1].end, Some(End::Failed(failure)) if failure.kind == takeup_model::FailureKind::FileMissing)
    );
    assert_eq!(jobs[2].end, Some(End::Ready));
}

#[test]
fn a_wrong_key_stops_everything_and_loses_nothing() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let driver = rig.engine_with_key("tlk_wrong");
    driver.add(&[&file]);
    driver.until("key refused", |model| {
        model
            .current_account()
            .is_some_and(|account| matches!(account.key, takeup_model::KeyState::Refused(_)))
    });
    let model = driver.engine.model();
    assert!(model.jobs.values().all(|job| job.end.is_none()));
    driver.engine.send(Command::SetKey(driver.account.clone(), rig.sandbox.key().to_owned().into()));
    driver.ready(1);
}

#[test]
fn a_key_is_not_shown_to_another_server_unasked() {
    let (rig, other) = (Rig::plain(), Rig::plain());
    let file = rig.video("clip.mp4", 300_000);
    let driver = rig.engine();
    let mut settings = rig.settings.clone();
    settings.accounts[0].server = other.sandbox.url();
    driver.engine.send(Command::ChangeSettings(settings));
    driver.add(&[&file]);
    driver.until("no key", |model| {
        model.current_account().is_some_and(|account| account.key == takeup_model::KeyState::Missing)
            && model.jobs.values().any(|job| job.looked)
    });
    assert!(other.ledger().requests.is_empty());
    driver.engine.send(Command::SetKey(driver.account.clone(), other.sandbox.key().to_owned().into()));
    driver.ready(1);
    assert_eq!((other.ledger().assets.len(), rig.ledger().assets.len()), (1, 0));
}

#[test]
fn without_a_network_it_waits_and_then_goes_on() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    rig.sandbox.script(Fault::once(FaultTarget::Api, FaultEffect::ResetBefore).times(6));
    let driver = rig.engine();
    driver.add(&[&file]);
    let jobs = driver.ready(1);
    assert_eq!(jobs[0].attempts, 0);
    assert_eq!(rig.ledger().assets.len(), 1);
}

#[test]
fn a_way_that_was_asked_for_is_taken() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let driver = rig.engine();
    let options = UploadOptions { method: MethodChoice::Only(Method::Multipart), ..UploadOptions::default() };
    driver.add_as(&[&file], options);
    let jobs = driver.ready(1);
    assert_eq!(jobs[0].route.unwrap().why, RouteReason::Asked);
    assert_eq!(rig.ledger().sessions.len(), 1);
}
