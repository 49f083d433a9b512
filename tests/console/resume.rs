//! Pause, cancel, quit, and kill: nothing is lost, nothing is sent twice, nothing is created twice.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::time::Duration;

use takeup_engine::{Command, JobSelection};
use takeup_model::{AssetStatus, Change, End, FailureKind, JobId, List, Model, News, Step, UploadOptions};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Options, Times};

use crate::console;
use takeup_rig::{Rig, sandbox_options, sha256, write_video};

#[test]
fn a_paused_upload_sends_nothing_and_goes_on_where_it_was() {
    let rig = Rig::slow();
    let file = rig.video("clip.mp4", 12_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.until("under way", |model| model.jobs.values().any(|job| job.bytes_stored() > 2_000_000));
    driver.engine.send(Command::Pause(driver.all()));
    let seen = driver.seen("paused", |seen| seen.facts.jobs.values().all(|job| job.paused));
    assert!(seen.wire.flights.is_empty(), "what is on the wire is broken off in the same breath");
    driver.engine.send(Command::Resume(driver.all()));
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.sessions.len()), (1, 1));
    assert_eq!(ledger.assets[0].sha256, Some(sha256(&file)));
    let again: u64 = ledger.sessions[0].chunks.iter().map(|chunk| chunk.puts.saturating_sub(1)).sum();
    assert!(again <= 8, "{again} parts were sent again; 8 were in flight");
}

#[test]
fn a_direct_upload_that_is_paused_begins_again_and_creates_one_asset() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 1_500_000);
    rig.sandbox.script(Fault::once(
        FaultTarget::PostAsset,
        FaultEffect::StallAfterBytes(10_000, Duration::from_millis(400)),
    ));
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.until("under way", |model| model.jobs.values().any(|job| job.restarts_when_paused()));
    driver.engine.send(Command::Pause(driver.all()));
    driver.seen("paused", |seen| {
        seen.wire.flights.is_empty() && seen.facts.jobs.values().all(|job| job.paused)
    });
    driver.engine.send(Command::Resume(driver.all()));
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!(ledger.assets.len(), 1);
    assert_eq!(ledger.assets[0].sha256, Some(sha256(&file)));
}

#[test]
fn a_cancelled_upload_stays_cancelled_and_can_be_taken_up_again() {
    let rig = Rig::slow();
    let file = rig.video("clip.mp4", 8_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.until("under way", |model| model.jobs.values().any(|job| job.bytes_stored() > 1_000_000));
    driver.engine.send(Command::Cancel(driver.all()));
    let seen =
        driver.seen("over", |seen| seen.facts.jobs.values().all(|job| job.end == Some(End::Cancelled)));
    assert!(seen.wire.flights.is_empty());
    driver.engine.send(Command::Retry(driver.all()));
    driver.ready(1);
    assert_eq!(rig.ledger().sessions.len(), 1);
}

#[test]
fn an_engine_that_ends_in_the_middle_goes_on_when_it_starts_again() {
    let rig = Rig::slow();
    let file = rig.video("clip.mp4", 12_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.until("under way", |model| model.jobs.values().any(|job| job.bytes_stored() > 3_000_000));
    driver.engine.shutdown();
    let before = rig.ledger().puts.count;
    let driver = rig.engine();
    let jobs = driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.sessions.len()), (1, 1));
    assert_eq!(ledger.assets[0].sha256, Some(sha256(&file)));
    assert!(ledger.puts.count <= 46 + 8, "{} of 46 parts, {before} before", ledger.puts.count);
    assert_eq!(jobs[0].session.as_ref().unwrap().parts.len(), 46);
}

#[test]
fn a_file_that_changed_meanwhile_is_not_mixed_with_what_it_was() {
    let rig = Rig::slow();
    let file = rig.video("clip.mp4", 8_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.until("under way", |model| model.jobs.values().any(|job| job.bytes_stored() > 1_000_000));
    driver.engine.shutdown();
    write_video(&file, 8_000_100);
    let driver = rig.engine();
    let jobs = driver.over(1);
    let Some(End::Failed(failure)) = &jobs[0].end else { panic!("{jobs:?}") };
    assert_eq!(failure.kind, FailureKind::FileChanged);
    driver.engine.send(Command::Retry(JobSelection::One(jobs[0].id)));
    driver.ready(1);
    let ledger = rig.sandbox.ledger();
    let ready: Vec<_> = ledger.assets.iter().filter(|asset| asset.status == "ready").collect();
    assert_eq!(ready.len(), 1);
    assert_eq!(ready[0].sha256, Some(sha256(&file)));
}

#[test]
fn adding_a_file_again_goes_on_with_its_unfinished_job() {
    let rig = Rig::slow();
    let index = rig.index("one");
    let file = rig.video("clip.mp4", 6_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.until("under way", |model| model.jobs.values().any(|job| job.step() == Step::Send));
    let destination_ids = vec![takeup_model::DestinationId::Index(index.as_str().into())];
    driver.add_as(&[&file], UploadOptions { destination_ids, ..UploadOptions::default() });
    driver.until("one job with a goal", |model| model.jobs.values().any(|job| job.destinations.len() == 1));
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!((ledger.sessions.len(), ledger.indexed_assets.len()), (1, 1));
}

#[test]
fn a_removed_row_is_gone_after_a_restart() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    let jobs = driver.ready(1);
    driver.engine.shutdown();
    let driver = rig.engine();
    assert_eq!(driver.engine.model().jobs.keys().copied().collect::<Vec<JobId>>(), [jobs[0].id]);
    driver.engine.send(Command::Remove(driver.all()));
    driver.until("removed", |model| model.jobs.is_empty());
    driver.engine.shutdown();
    assert!(rig.engine().engine.model().jobs.is_empty());
}

#[test]
fn without_a_journal_uploads_go_on_and_that_is_said() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 3_000_000);
    std::fs::write(rig.data(), "a file where the folder should be").unwrap();
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.ready(1);
    let told = |model: &Model| model.notices.iter().any(|notice| matches!(notice.news, News::JournalLost(_)));
    assert!(told(&driver.engine.model()));
}

#[test]
fn a_list_that_is_looked_at_stays_true_by_itself() {
    let rig = Rig::plain();
    let driver = rig.engine();
    driver.engine.send(Command::View(driver.account.clone(), Some(List::Assets)));
    driver.until("loaded", |model| {
        model.current_account().is_some_and(|account| account.assets.state.loaded.is_some())
    });
    let file = rig.video("clip.mp4", 300_000);
    driver.add(&[&file]);
    let ready = |model: &Model| {
        let assets = &model.current_account().unwrap().assets.items;
        assets.len() == 1 && assets[0].status == AssetStatus::Ready && assets[0].size == Some(300_000)
    };
    let model = driver.until("listed and ready", ready);
    let asset = model.current_account().unwrap().assets.items[0].id.clone();
    let change = Change::DeleteAsset { asset, name: "clip.mp4".to_owned(), force: false };
    driver.engine.send(Command::RequestChanges(driver.account.clone(), vec![change]));
    driver.until("deleted", |model| model.current_account().unwrap().assets.items.is_empty());
    assert!(rig.ledger().assets.is_empty());
}

/// Kills the console program once it has told of so many bytes.
fn kill_at(rig: &Rig, file: &Path, bytes: u64) {
    let mut child = console(rig, &["upload", "--parts", "4", file.to_str().unwrap()]);
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for line in lines.map_while(Result::ok) {
        let event: serde_json::Value = serde_json::from_str(&line).unwrap();
        if event["bytes_done"].as_u64().is_some_and(|done| done >= bytes) {
            break;
        }
        assert_ne!(event["event"], "done", "it was over before it could be killed");
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

fn kills() -> u64 {
    std::env::var("TAKEUP_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(3)
}

#[test]
fn a_killed_program_goes_on_from_the_parts_the_platform_has() {
    let rig = Rig::new(Options { times: Times::quick(), ..sandbox_options() });
    rig.sandbox
        .script(Fault::once(FaultTarget::Part, FaultEffect::Stall(Duration::from_millis(40))).times(10_000));
    // Above the limit from which files go in parts by themselves.
    let file = rig.video("봄 소풍 100%.mp4", 40_000_000);
    let kills = kills();
    for kill in 1..=kills {
        kill_at(&rig, &file, kill * 36_000_000 / (kills + 1));
    }
    let output = console(&rig, &["resume"]).wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.sessions.len()), (1, 1));
    assert_eq!(ledger.assets[0].sha256, Some(sha256(&file)));
    let again: u64 = ledger.sessions[0].chunks.iter().map(|chunk| chunk.puts - 1).sum();
    assert!(again <= kills * 4, "{again} parts sent again after {kills} kills with 4 in flight");
}

#[cfg(unix)]
#[test]
fn an_interrupted_program_says_so_and_keeps_its_journal() {
    let rig = Rig::plain();
    rig.sandbox
        .script(Fault::once(FaultTarget::Part, FaultEffect::Stall(Duration::from_millis(40))).times(10_000));
    let file = rig.video("clip.mp4", 40_000_000);
    let mut child = console(&rig, &["upload", file.to_str().unwrap()]);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    // More than can be on the wire at once, so that something is stored.
    let moving = |line: &str| {
        serde_json::from_str::<serde_json::Value>(line).unwrap()["bytes_done"].as_u64() > Some(20_000_000)
    };
    assert!(lines.any(|line| moving(&line.unwrap())));
    assert!(
        std::process::Command::new("kill")
            .args(["-INT", &child.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let driver = rig.engine();
    let model = driver.engine.model();
    assert!(model.jobs.values().all(|job| job.end.is_none() && job.bytes_stored() > 0), "{model:#?}");
}
