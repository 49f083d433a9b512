//! A folder as people have them, on its way into two indexes and a knowledge store.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use takeup_engine::Command;
use takeup_model::{DestinationId, DestinationState, End, Job, Model, UploadOptions};

use takeup_rig::samples;
use takeup_rig::{Driver, Rig, write_video};

/// Twelve files, by the names that people give them.
fn shoot(rig: &Rig) -> PathBuf {
    let folder = rig.folder.path().join("촬영 2026");
    fs::create_dir_all(folder.join("b-roll")).unwrap();
    for (sample, name) in [
        ("moov_end.mp4", "인터뷰 1.mp4"),
        ("moov_end.mp4", "인터뷰 1 (copy).mp4"),
        ("h264.mkv", "b-roll/harbour.mkv"),
        ("vp9.webm", "talk.webm"),
        ("plain.mov", "plain.mov"),
        ("small.mp4", "small.mp4"),
        ("plain.jpg", "poster.jpg"),
        ("constant.mp3", "podcast.mp3"),
        ("nothing.mp4", "nothing.mp4"),
        ("random.mp4", "unknown.mp4"),
    ] {
        fs::copy(samples().join(sample), folder.join(name)).unwrap();
    }
    write_video(&folder.join("long take.mp4"), 5_000_000);
    fs::write(folder.join("budget.xlsx"), b"not for anybody").unwrap();
    folder
}

fn job<'a>(model: &'a Model, name: &str) -> &'a Job {
    model.jobs.values().find(|job| job.source.name() == name).unwrap_or_else(|| panic!("{name} is not there"))
}

/// Whether nothing more comes of a job by itself.
fn settled(job: &Job) -> bool {
    job.end.is_some() || job.asks()
}

fn all_settled(driver: &Driver) -> Arc<Model> {
    driver.until("every file in its state", |model| {
        model.intake.is_empty() && model.jobs.len() == 11 && model.jobs.values().all(|job| settled(job))
    })
}

/// How far each destination of a job came, in short.
fn places(job: &Job) -> String {
    let short = job.destinations.iter().map(|destination| match destination.state {
        DestinationState::Ready { .. } => 'r',
        DestinationState::Failed(_) => 'f',
        DestinationState::Wanted
        | DestinationState::Begun
        | DestinationState::Doubtful
        | DestinationState::Submitted { .. } => '?',
    });
    short.collect()
}

/// Which of two equal files is looked at first, and goes, is for the disk to say: both are called the same here.
fn name(job: &Job) -> String {
    job.source.name().replace(" (copy)", "")
}

fn end(job: &Job) -> String {
    match &job.end {
        Some(End::Ready) => "ready".to_owned(),
        Some(End::Failed(_)) => "failed".to_owned(),
        Some(End::Cancelled) => "cancelled".to_owned(),
        Some(End::Refused(why)) => why.word().to_owned(),
        None => "asks".to_owned(),
    }
}

#[test]
fn a_folder_of_twelve_ends_in_one_right_state_each_through_a_restart() {
    let rig = Rig::slow();
    let folder = shoot(&rig);
    let (first, second, store) = (rig.index("Races"), rig.index("Lectures"), rig.store("Archive"));
    let destination_ids = vec![
        DestinationId::Index(first.as_str().into()),
        DestinationId::Index(second.as_str().into()),
        DestinationId::Store(store.as_str().into()),
    ];
    let driver = rig.engine();
    driver.add_as(&[&folder], UploadOptions { destination_ids, ..UploadOptions::default() });
    driver.until("in the middle", |model| {
        model.jobs.len() == 11
            && model.jobs.values().any(|job| job.end == Some(End::Ready))
            && job(model, "long take.mp4").bytes_stored() > 0
    });
    driver.engine.shutdown();
    let driver = rig.engine();
    let model = all_settled(&driver);
    let found: Vec<(String, String, String)> =
        model.jobs.values().map(|job| (name(job), end(job), places(job))).collect();
    let mut found: Vec<(&str, &str, &str)> =
        found.iter().map(|(name, end, places)| (name.as_str(), end.as_str(), places.as_str())).collect();
    found.sort_unstable();
    let expected = [
        ("harbour.mkv", "ready", "rrr"),
        ("long take.mp4", "ready", "rrr"),
        ("nothing.mp4", "empty", "???"),
        ("plain.mov", "ready", "rrr"),
        // Indexes take videos only, and knowledge stores no sound. Pictures are held back for an index.
        ("podcast.mp3", "failed", "fff"),
        ("poster.jpg", "unmet", "???"),
        ("small.mp4", "unmet", "???"),
        ("talk.webm", "ready", "rrr"),
        ("unknown.mp4", "ready", "rrr"),
        // The same content goes once, until somebody wants it again.
        ("인터뷰 1.mp4", "asks", "???"),
        ("인터뷰 1.mp4", "ready", "rrr"),
    ];
    assert_eq!(found, expected);
    let ledger = rig.ledger();
    let contents: BTreeSet<_> = ledger.assets.iter().map(|asset| asset.sha256.clone()).collect();
    assert_eq!((ledger.assets.len(), contents.len()), (7, 7), "one asset each");
    let indexed: BTreeSet<_> =
        ledger.indexed_assets.iter().map(|entry| (&entry.index_id, &entry.asset_id)).collect();
    assert_eq!((ledger.indexed_assets.len(), indexed.len()), (12, 12), "nothing is indexed twice");
    let stored: BTreeSet<_> = ledger.store_items.iter().map(|entry| &entry.asset_id).collect();
    assert_eq!((ledger.store_items.len(), stored.len()), (6, 6));
    // One place of one file failed, and the rest goes on standing; trying it again sends no byte.
    let sent = ledger.requests_to("POST /assets");
    let podcast = job(&model, "podcast.mp3").id;
    driver.engine.send(Command::RetryDestination(podcast, 2));
    driver.until("asked again", |_| {
        rig.sandbox.ledger().requests_to("POST /knowledge-stores/{store_id}/items")
            > ledger.requests_to("POST /knowledge-stores/{store_id}/items")
    });
    let model = all_settled(&driver);
    assert_eq!(places(job(&model, "podcast.mp3")), "fff");
    // Without the places that do not take it, it is ready as the asset that it is.
    for _ in 0..3 {
        driver.engine.send(Command::DropDestination(podcast, 0));
    }
    driver.until("ready", |model| model.job(podcast).is_some_and(|job| job.end == Some(End::Ready)));
    assert_eq!(rig.ledger().requests_to("POST /assets"), sent);
}
