//! Scripted faults, each with its expected end: ready, whole, and only once.

use std::time::{Duration, Instant};

use takeup_engine::Command;
use takeup_model::{DestinationId, End, FailureKind, UploadOptions};
use takeup_sandbox::{Fault, FaultBody, FaultEffect, FaultTarget, Options, RetryAfter, Times};

use takeup_rig::{Rig, sandbox_options, sha256};

/// Uploads one file of 14 parts through these faults and expects it whole.
fn survives(faults: &[Fault]) -> Rig {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 3_500_000);
    for fault in faults {
        rig.sandbox.script(fault.clone());
    }
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.ready(1);
    let ledger = rig.sandbox.ledger();
    assert_eq!(ledger.unfired_faults, 0, "every fault struck");
    assert_eq!(ledger.assets.iter().filter(|asset| asset.status == "ready").count(), 1);
    let asset = ledger.assets.iter().find(|asset| asset.status == "ready").unwrap();
    assert_eq!(asset.sha256, Some(sha256(&file)));
    drop(driver);
    rig
}

fn once_only(rig: &Rig) {
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.sessions.len()), (1, 1));
}

#[test]
fn storage_trouble_costs_the_part_and_nothing_else() {
    for what in [
        FaultEffect::Status(500, FaultBody::Xml, None),
        FaultEffect::Status(503, FaultBody::Xml, None),
        FaultEffect::Status(429, FaultBody::Empty, Some(RetryAfter::Seconds(0))),
        FaultEffect::Status(503, FaultBody::Empty, Some(RetryAfter::Date(0))),
        FaultEffect::ResetBefore,
        FaultEffect::ResetAfterBytes(100_000),
        FaultEffect::LoseAnswer,
        FaultEffect::NoEtag,
    ] {
        let rig = survives(&[Fault::once(FaultTarget::Part, what.clone()).after(3).times(2)]);
        once_only(&rig);
        let again: u64 = rig.ledger().sessions[0].chunks.iter().map(|chunk| chunk.puts - 1).sum();
        assert!((1..=2).contains(&again), "{what:?}: {again} parts sent again");
    }
}

#[test]
fn a_lapsed_or_spent_url_is_replaced() {
    for what in [FaultEffect::ExpireUrl, FaultEffect::SpendUrl] {
        once_only(&survives(&[Fault::once(FaultTarget::Part, what).after(2).times(3)]));
    }
}

#[test]
fn urls_that_keep_being_refused_fail_the_upload() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 3_500_000);
    rig.sandbox.script(Fault::once(FaultTarget::Chunk(5), FaultEffect::ExpireUrl).times(100));
    let driver = rig.engine();
    driver.add(&[&file]);
    let jobs = driver.over(1);
    let Some(End::Failed(failure)) = &jobs[0].end else { panic!("{jobs:?}") };
    assert_eq!(failure.kind, FailureKind::PresignedUrlExpired);
    assert_eq!(rig.ledger().sessions[0].chunks[4].puts, 4, "one may be stale, three more were fresh");
}

#[test]
fn a_proof_the_platform_does_not_accept_sends_that_part_again() {
    let rig = survives(&[Fault::once(FaultTarget::Chunk(7), FaultEffect::CorruptEtag)]);
    once_only(&rig);
    let puts: Vec<u64> = rig.ledger().sessions[0].chunks.iter().map(|chunk| chunk.puts).collect();
    assert_eq!(puts.iter().sum::<u64>(), 15, "{puts:?}");
    assert_eq!(puts[6], 2);
}

#[test]
fn answers_that_are_lost_create_nothing_twice() {
    for place in [
        FaultTarget::CreateMultipart,
        FaultTarget::Report,
        FaultTarget::MoreUrls,
        FaultTarget::Status,
        FaultTarget::GetAssets,
    ] {
        let faults: &[Fault] = &[Fault::once(place, FaultEffect::LoseAnswer)];
        let faults = if matches!(place, FaultTarget::Status) { &[] } else { faults };
        once_only(&survives(faults));
    }
}

#[test]
fn a_direct_upload_whose_answer_is_lost_is_found_again() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 500_000);
    rig.sandbox.script(Fault::once(FaultTarget::PostAsset, FaultEffect::LoseAnswer));
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.requests_to("POST /assets")), (1, 1));
}

#[test]
fn an_unmarked_upload_is_found_by_its_name_and_time() {
    let mut rig = Rig::plain();
    rig.settings.mark_uploads = false;
    let file = rig.video("clip.mp4", 500_000);
    rig.sandbox.script(Fault::once(FaultTarget::PostAsset, FaultEffect::LoseAnswer));
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!(ledger.assets.len(), 1);
    assert!(ledger.assets[0].user_metadata.is_empty());
}

#[test]
fn a_task_whose_answer_is_lost_is_found_again() {
    let rig = Rig::plain();
    let index = rig.index("one");
    let file = rig.video("clip.mp4", 500_000);
    rig.sandbox.script(Fault::once(FaultTarget::PostTask, FaultEffect::LoseAnswer));
    let driver = rig.engine();
    driver.add_as(
        &[&file],
        takeup_model::UploadOptions { task_index: Some(index.as_str().into()), ..Default::default() },
    );
    driver.ready(1);
    assert_eq!(rig.ledger().tasks.len(), 1);
}

#[test]
fn a_reset_in_the_middle_of_a_direct_upload_begins_it_again_once() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 1_500_000);
    rig.sandbox.script(Fault::once(FaultTarget::PostAsset, FaultEffect::ResetAfterBytes(600_000)));
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!(ledger.assets.len(), 1);
    assert_eq!(ledger.assets[0].sha256, Some(sha256(&file)));
}

#[test]
fn the_platform_may_ask_to_wait_anywhere() {
    let wait = |body| FaultEffect::Status(429, body, Some(RetryAfter::Seconds(0)));
    for place in
        [FaultTarget::CreateMultipart, FaultTarget::MoreUrls, FaultTarget::Report, FaultTarget::GetAssets]
    {
        once_only(&survives(&[Fault::once(place, wait(FaultBody::Empty)).times(2)]));
    }
}

#[test]
fn trouble_of_the_platform_is_waited_out() {
    for (status, body) in
        [(500, FaultBody::Nested), (502, FaultBody::Html), (503, FaultBody::Flat), (504, FaultBody::Empty)]
    {
        for place in
            [FaultTarget::CreateMultipart, FaultTarget::MoreUrls, FaultTarget::Report, FaultTarget::GetAssets]
        {
            once_only(&survives(&[Fault::once(place, FaultEffect::Status(status, body, None)).times(2)]));
        }
    }
}

#[test]
fn trouble_that_does_not_end_fails_the_upload_in_the_end() {
    let trouble = FaultEffect::Status(500, FaultBody::Flat, None);
    for (place, size) in [
        (FaultTarget::PostAsset, 500_000),
        (FaultTarget::CreateMultipart, 3_500_000),
        (FaultTarget::Part, 3_500_000),
    ] {
        let rig = Rig::plain();
        rig.sandbox.script(Fault::once(place, trouble.clone()).times(1000));
        let file = rig.video("clip.mp4", size);
        let driver = rig.engine();
        driver.add(&[&file]);
        let jobs = driver.over(1);
        let Some(End::Failed(failure)) = &jobs[0].end else { panic!("{jobs:?}") };
        assert_eq!(failure.kind, FailureKind::ServerError, "{place:?}");
    }
}

#[test]
fn what_the_platform_refuses_for_good_fails_the_upload_in_the_end() {
    for (target, size) in [(FaultTarget::Report, 3_500_000), (FaultTarget::GetAssets, 500_000)] {
        let rig = Rig::plain();
        let refused = FaultEffect::Status(400, FaultBody::Flat, None);
        rig.sandbox.script(Fault::once(target, refused).times(10_000));
        let file = rig.video("clip.mp4", size);
        let driver = rig.engine();
        driver.add(&[&file]);
        let jobs = driver.over(1);
        let Some(End::Failed(failure)) = &jobs[0].end else { panic!("{jobs:?}") };
        assert_eq!(failure.kind, FailureKind::Refused, "{target:?}");
    }
}

#[test]
fn a_refusal_of_one_asset_costs_the_others_nothing() {
    let rig = Rig::plain();
    let driver = rig.engine();
    driver.add(&[&rig.video("one.mp4", 500_000), &rig.video("two.mp4", 400_000)]);
    let assets = driver.ready(2).iter().map(|job| (job.asset_id().unwrap().clone(), String::new())).collect();
    driver.engine.send(Command::Remove(driver.all()));
    // The question about both is refused, and then the one about the first of them.
    rig.sandbox.script(
        Fault::once(FaultTarget::GetAssets, FaultEffect::Status(400, FaultBody::Flat, None)).times(2),
    );
    let index = DestinationId::Index(rig.index("Harbour").as_str().into());
    driver.engine.send(Command::AddAssets(driver.account.clone(), assets, vec![index]));
    driver.until("placed", |model| model.jobs.values().any(|job| job.adds_existing_asset()));
    let placed = driver.over(2);
    let refused =
        |end: &Option<End>| matches!(end, Some(End::Failed(why)) if why.kind == FailureKind::Refused);
    assert_eq!(placed.iter().filter(|job| refused(&job.end)).count(), 1, "{placed:?}");
    assert_eq!(placed.iter().filter(|job| job.end == Some(End::Ready)).count(), 1, "{placed:?}");
}

#[test]
fn fewer_urls_than_asked_for_are_enough() {
    for most in [0, 1] {
        once_only(&survives(&[Fault::once(FaultTarget::MoreUrls, FaultEffect::FewerUrls(most)).times(2)]));
    }
}

#[test]
fn a_session_that_ends_in_the_middle_is_followed_by_a_new_one() {
    for what in [FaultEffect::SessionExpired, FaultEffect::SessionFailed] {
        for place in [FaultTarget::Part, FaultTarget::MoreUrls, FaultTarget::Report] {
            let rig = survives(&[Fault::once(place, what.clone())]);
            let ledger = rig.ledger();
            assert_eq!((ledger.sessions.len(), ledger.assets.len()), (2, 1), "{what:?} at {place:?}");
        }
    }
}

#[test]
fn an_asset_that_is_briefly_unknown_is_waited_for() {
    once_only(&survives(&[Fault::once(FaultTarget::GetAssets, FaultEffect::MissingAsset).times(3)]));
}

#[test]
fn a_place_in_an_index_that_is_briefly_unknown_is_waited_for() {
    let rig = Rig::plain();
    let index = rig.index("one");
    let file = rig.video("clip.mp4", 500_000);
    let unknown = FaultEffect::Status(404, FaultBody::Flat, None);
    rig.sandbox.script(Fault::once(FaultTarget::GetIndexedAsset, unknown).times(3));
    let driver = rig.engine();
    let destination_ids = vec![DestinationId::Index(index.as_str().into())];
    driver.add_as(&[&file], UploadOptions { destination_ids, ..UploadOptions::default() });
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!((ledger.unfired_faults, ledger.indexed_assets.len()), (0, 1));
}

#[test]
fn an_asset_that_fails_after_its_last_byte_says_why() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 500_000);
    rig.sandbox
        .script(Fault::once(FaultTarget::PostAsset, FaultEffect::AssetFailed("no video track".to_owned())));
    let driver = rig.engine();
    driver.add(&[&file]);
    let jobs = driver.over(1);
    let Some(End::Failed(failure)) = &jobs[0].end else { panic!("{jobs:?}") };
    assert_eq!((&failure.kind, failure.detail.as_str()), (&FailureKind::Processing, "no video track"));
}

#[test]
fn a_stalled_host_gets_fewer_parts_before_any_connection_is_given_up() {
    // Parts large enough that the buffers of the system cannot swallow one whole.
    let mut rig = Rig::new(Options { times: Times::quick(), chunk_size: 8 << 20, ..sandbox_options() });
    rig.policy.stall = Duration::from_millis(600);
    let file = rig.video("clip.mp4", 3 * (8 << 20));
    rig.sandbox
        .script(Fault::once(FaultTarget::Part, FaultEffect::StallAfterBytes(1000, Duration::from_secs(30))));
    let driver = rig.engine();
    driver.add(&[&file]);
    let jobs = driver.ready(1);
    assert_eq!(rig.ledger().assets[0].sha256, Some(sha256(&file)));
    assert!(jobs[0].retries <= 1, "{}", jobs[0].retries);
}

#[test]
fn a_host_that_says_how_long_to_wait_is_left_alone_so_long() {
    for (after, at_least) in [(RetryAfter::Seconds(1), 1000), (RetryAfter::Date(2), 1000)] {
        let begun = Instant::now();
        let busy = FaultEffect::Status(429, FaultBody::Xml, Some(after));
        once_only(&survives(&[Fault::once(FaultTarget::Chunk(14), busy)]));
        let waited = begun.elapsed();
        assert!(waited >= Duration::from_millis(at_least), "{after:?}: only {waited:?}");
    }
}

#[test]
fn etags_that_are_no_md5_are_proofs_like_any_other() {
    let rig = survives(&[Fault::once(FaultTarget::Part, FaultEffect::EtagNotMd5).times(14)]);
    once_only(&rig);
    assert!(rig.ledger().sessions[0].chunks.iter().all(|chunk| chunk.puts == 1));
}

#[test]
fn a_report_whose_answer_is_lost_is_made_again_and_sends_nothing_again() {
    let rig = survives(&[Fault::once(FaultTarget::Report, FaultEffect::LoseAnswer).times(2)]);
    once_only(&rig);
    assert!(rig.ledger().sessions[0].chunks.iter().all(|chunk| chunk.puts == 1));
}

#[test]
fn a_new_session_may_have_another_chunk_size() {
    let rig = survives(&[
        Fault::once(FaultTarget::Report, FaultEffect::SessionExpired),
        Fault::once(FaultTarget::CreateMultipart, FaultEffect::ChunkSize(700_001)).after(1),
    ]);
    let sizes: Vec<u64> = rig.ledger().sessions.iter().map(|session| session.chunk_size).collect();
    assert_eq!(sizes, [256 * 1024, 700_001]);
}

#[test]
fn a_list_that_tells_another_chunk_size_makes_no_wrong_asset() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 3_500_000);
    rig.sandbox.script(Fault::once(FaultTarget::CreateMultipart, FaultEffect::LoseAnswer));
    rig.sandbox.script(Fault::once(FaultTarget::ListMultipart, FaultEffect::ChunkSize(100_000)).times(2));
    let driver = rig.engine();
    driver.add(&[&file]);
    let failure = driver.failed();
    assert!(
        matches!(
            failure.kind,
            FailureKind::PresignedUrlExpired | FailureKind::Refused | FailureKind::SessionEnded
        ),
        "{failure:?}"
    );
    assert!(rig.ledger().assets.iter().all(|asset| asset.status != "ready"));
}

#[test]
fn an_asset_in_parts_that_fails_after_its_last_byte_says_why_and_can_be_sent_anew() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 3_500_000);
    rig.sandbox.script(Fault::once(
        FaultTarget::CreateMultipart,
        FaultEffect::AssetFailed("no video track".to_owned()),
    ));
    let driver = rig.engine();
    driver.add(&[&file]);
    let failure = driver.failed();
    assert_eq!((&failure.kind, failure.detail.as_str()), (&FailureKind::Processing, "no video track"));
    driver.engine.send(Command::Retry(driver.all()));
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.sessions.len()), (2, 2));
    assert_eq!(ledger.assets[1].sha256, Some(sha256(&file)));
}

#[test]
fn a_classic_task_whose_index_is_gone_can_be_tried_again() {
    let rig = Rig::plain();
    let index = rig.index("one");
    let file = rig.video("clip.mp4", 500_000);
    rig.sandbox.script(Fault::once(FaultTarget::PostTask, FaultEffect::Status(404, FaultBody::Flat, None)));
    let driver = rig.engine();
    driver.add_as(
        &[&file],
        UploadOptions { task_index: Some(index.as_str().into()), ..UploadOptions::default() },
    );
    assert_eq!(driver.failed().kind, FailureKind::NotFound);
    driver.engine.send(Command::Retry(driver.all()));
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!((ledger.tasks.len(), &ledger.tasks[0].sha256), (1, &Some(sha256(&file))));
}

#[test]
fn an_index_that_refuses_or_is_gone_costs_the_file_nothing() {
    for (status, kind) in [(404, FailureKind::NotFound), (409, FailureKind::Conflict)] {
        let rig = Rig::plain();
        let index = rig.index("one");
        let file = rig.video("clip.mp4", 500_000);
        rig.sandbox.script(Fault::once(
            FaultTarget::PostIndexedAsset,
            FaultEffect::Status(status, FaultBody::Flat, None),
        ));
        let driver = rig.engine();
        let destination_ids = vec![DestinationId::Index(index.as_str().into())];
        driver.add_as(&[&file], UploadOptions { destination_ids, ..UploadOptions::default() });
        assert_eq!(driver.failed().kind, kind);
        driver.engine.send(Command::Retry(driver.all()));
        driver.ready(1);
        let ledger = rig.ledger();
        assert_eq!((ledger.requests_to("POST /assets"), ledger.indexed_assets.len()), (1, 1));
        rig.holds_only(&file);
    }
}

#[test]
fn a_pause_that_is_over_while_it_is_planned_is_not_slept_through() {
    for micros in (20..620).step_by(60) {
        let mut rig = Rig::plain();
        let pause = Duration::from_micros(micros);
        (rig.policy.first_delay, rig.policy.longest_delay) = (pause, pause);
        let file = rig.video("clip.mp4", 10_000);
        rig.sandbox.script(
            Fault::once(FaultTarget::PostAsset, FaultEffect::Status(500, FaultBody::Flat, None)).times(4),
        );
        let driver = rig.engine();
        driver.add(&[&file]);
        driver.ready(1);
        rig.holds_only(&file);
    }
}
