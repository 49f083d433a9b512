//! An upload that was begun on one computer and is finished on another.

use std::path::Path;
use std::time::Duration;

use serde_json::json;
use takeup_model::{Model, News, SessionOrigin};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget};

use takeup_rig::{Rig, sha256};

const SIZE: usize = 8_000_000;

/// Begins an upload, and takes away everything this computer knows of it.
fn begun(rig: &mut Rig) -> std::path::PathBuf {
    rig.sandbox
        .script(Fault::once(FaultTarget::Part, FaultEffect::Stall(Duration::from_millis(60))).times(24));
    let file = rig.video("clip.mp4", SIZE);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.until("under way", |model| {
        let sessions = model.jobs.values().filter_map(|job| job.session.as_ref());
        sessions
            .flat_map(takeup_model::Session::numbered)
            .any(|(_, part)| *part == takeup_model::Part::Reported)
    });
    driver.engine.shutdown();
    std::fs::remove_dir_all(rig.data()).unwrap();
    file
}

fn finish(rig: &Rig, file: &Path) -> (SessionOrigin, std::sync::Arc<Model>) {
    let driver = rig.engine();
    driver.add(&[file]);
    let jobs = driver.ready(1);
    (jobs[0].session.as_ref().unwrap().origin, driver.engine.model())
}

#[test]
fn an_upload_goes_on_where_another_computer_left_it() {
    let mut rig = Rig::plain();
    let file = begun(&mut rig);
    let reported = rig.ledger().sessions[0].chunks.iter().filter(|chunk| chunk.reported).count();
    let (origin, model) = finish(&rig, &file);
    assert_eq!(origin, SessionOrigin::Adopted);
    assert!(model.notices.iter().any(|notice| matches!(notice.news, News::Adopted(_))));
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.sessions.len()), (1, 1));
    assert_eq!(ledger.assets[0].sha256, Some(sha256(&file)));
    assert!(reported > 0);
    let again: u64 = ledger.sessions[0].chunks.iter().map(|chunk| chunk.puts.saturating_sub(1)).sum();
    assert!(
        again <= 18,
        "{again} parts were sent again: those in flight, and those stored and not yet reported"
    );
}

#[test]
fn another_file_of_the_same_name_and_size_is_not_mixed_in() {
    let mut rig = Rig::plain();
    let file = begun(&mut rig);
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[SIZE / 2] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let (origin, model) = finish(&rig, &file);
    assert_eq!(origin, SessionOrigin::OpenedBeside);
    assert!(model.notices.iter().any(|notice| matches!(notice.news, News::OpenedBeside(_))));
    let ledger = rig.ledger();
    assert_eq!(ledger.sessions.len(), 2);
    assert_eq!(
        ledger.assets.iter().filter_map(|asset| asset.sha256.clone()).collect::<Vec<_>>(),
        [sha256(&file)]
    );
}

#[test]
fn a_session_of_another_program_is_left_alone() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", SIZE);
    let made = json!({ "filename": "clip.mp4", "type": "video", "total_size": SIZE });
    rig.open("/assets/multipart-uploads", &made);
    let (origin, _) = finish(&rig, &file);
    assert_eq!(origin, SessionOrigin::OpenedBeside);
    assert_eq!(rig.ledger().sessions.len(), 2);
}

#[test]
fn two_sessions_that_both_fit_are_both_left_alone() {
    let mut rig = Rig::plain();
    let file = begun(&mut rig);
    let fingerprint = rig.ledger().assets[0].user_metadata["takeup_fingerprint"].clone();
    let made = json!({
        "filename": "clip.mp4", "type": "video", "total_size": SIZE,
        "user_metadata": { "takeup_fingerprint": fingerprint },
    });
    rig.open("/assets/multipart-uploads", &made);
    let (origin, _) = finish(&rig, &file);
    assert_eq!(origin, SessionOrigin::OpenedBeside);
}
