//! Crashes at any moment and at every step: what the journal has must lead to the very things that are there.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use takeup_engine::Command;
use takeup_model::{DestinationId, Metadata, Method, MethodChoice, UploadOptions};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Ledger};

use takeup_rig::process::until;
use takeup_rig::{Driver, Rig, sha256};

/// Ends an engine as a crash would: from one moment on nothing reaches the platform, and the journal stays as it is
/// then, torn wherever the system has come to.
pub(crate) fn crash(rig: &Rig, driver: Driver) {
    rig.sandbox.unplug();
    let image = rig.folder.path().join("image");
    fs::create_dir(&image).unwrap();
    for file in ["journal.sqlite", "journal.sqlite-wal"] {
        fs::copy(rig.data().join(file), image.join(file)).unwrap();
    }
    driver.engine.shutdown();
    fs::remove_dir_all(rig.data()).unwrap();
    fs::rename(image, rig.data()).unwrap();
    rig.sandbox.plug_in();
}

fn crashes() -> u64 {
    std::env::var("TAKEUP_CRASHES").ok().and_then(|text| text.parse().ok()).unwrap_or(12)
}

#[test]
fn a_crash_at_any_moment_creates_nothing_twice_and_loses_nothing() {
    let rig = Rig::slow();
    let index = rig.index("one");
    let files: Vec<PathBuf> = [4_000_000, 300_000, 2_500_000, 500_000]
        .iter()
        .map(|size| rig.video(&format!("{size}.mp4"), *size))
        .collect();
    let all: u64 = files.iter().map(|file| file.metadata().unwrap().len()).sum();
    let options = UploadOptions {
        destination_ids: vec![DestinationId::Index(index.as_str().into())],
        ..UploadOptions::default()
    };
    let mut driver = rig.engine();
    driver.add_as(&files.iter().map(PathBuf::as_path).collect::<Vec<_>>(), options);
    let crashes = crashes();
    for crash_number in 1..=crashes {
        driver.until("a little further", |model| {
            let stored: u64 = model.jobs.values().map(|job| job.bytes_stored()).sum();
            stored >= crash_number * all / (crashes + 1)
        });
        crash(&rig, driver);
        driver = rig.engine();
        assert!(driver.engine.model().notices.is_empty(), "a torn journal is no damaged one");
    }
    driver.ready(files.len());
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.sessions.len(), ledger.indexed_assets.len()), (4, 2, 4));
    for file in &files {
        let name = file.file_name().unwrap().to_str().unwrap();
        let asset = ledger.assets.iter().find(|asset| asset.filename == name).unwrap();
        assert_eq!(asset.sha256, Some(sha256(file)), "{name}");
    }
    let again: u64 =
        ledger.sessions.iter().flat_map(|session| &session.chunks).map(|chunk| chunk.puts - 1).sum();
    assert!(again <= crashes * 8, "{again} parts sent again after {crashes} crashes with 8 in flight");
}

/// A step that creates something: its request, and how many of what it creates are there.
type Creating = (FaultTarget, &'static str, fn(&Ledger) -> usize);

const CREATING: [Creating; 6] = [
    (FaultTarget::PostAsset, "POST /assets", |ledger| ledger.assets.len()),
    (FaultTarget::CreateMultipart, "POST /assets/multipart-uploads", |ledger| ledger.sessions.len()),
    (FaultTarget::Report, "POST /assets/multipart-uploads/{upload_id}", reported),
    (FaultTarget::PostTask, "POST /tasks", |ledger| ledger.tasks.len()),
    (FaultTarget::PostIndexedAsset, "POST /indexes/{index_id}/indexed-assets", |ledger| {
        ledger.indexed_assets.len()
    }),
    (FaultTarget::PostStoreItem, "POST /knowledge-stores/{store_id}/items", |ledger| {
        ledger.store_items.len()
    }),
];

fn reported(ledger: &Ledger) -> usize {
    ledger.sessions.iter().flat_map(|session| &session.chunks).filter(|chunk| chunk.reported).count()
}

/// What has to be asked for so that this step comes up.
fn wish_for(rig: &Rig, place: FaultTarget) -> UploadOptions {
    let (index, store) = (rig.index("one"), rig.store("shelf"));
    let in_parts = matches!(place, FaultTarget::CreateMultipart | FaultTarget::Report);
    UploadOptions {
        method: if in_parts { MethodChoice::Only(Method::Multipart) } else { MethodChoice::Auto },
        task_index: (place == FaultTarget::PostTask).then(|| index.as_str().into()),
        destination_ids: if place == FaultTarget::PostTask {
            Vec::new()
        } else {
            vec![DestinationId::Index(index.as_str().into()), DestinationId::Store(store.as_str().into())]
        },
        ..UploadOptions::default()
    }
}

#[test]
fn a_crash_before_the_answer_creates_nothing_twice() {
    for (place, route, count) in CREATING {
        let rig = Rig::plain();
        let file = rig.video("clip.mp4", 200_000);
        let options = wish_for(&rig, place);
        rig.sandbox.script(Fault::once(place, FaultEffect::HoldAnswer));
        let driver = rig.engine();
        driver.add_as(&[&file], options);
        until("the work is done", || (count(&rig.ledger()) == 1).then_some(()));
        crash(&rig, driver);
        rig.engine().ready(1);
        let ledger = rig.ledger();
        assert_eq!((count(&ledger), ledger.requests_to(route)), (1, 1), "{route}");
        assert_eq!(ledger.assets.len() + ledger.tasks.len(), 1, "{route}");
    }
}

#[test]
fn a_crash_before_the_request_arrives_leaves_nothing_undone() {
    for (place, route, count) in CREATING {
        let rig = Rig::plain();
        let file = rig.video("clip.mp4", 200_000);
        let options = wish_for(&rig, place);
        rig.sandbox.script(Fault::once(place, FaultEffect::HoldAfterBytes(0)));
        let driver = rig.engine();
        driver.add_as(&[&file], options);
        until("it was asked", || (rig.ledger().requests_to(route) == 1).then_some(()));
        crash(&rig, driver);
        rig.engine().ready(1);
        let ledger = rig.ledger();
        assert_eq!((count(&ledger), ledger.requests_to(route)), (1, 2), "{route}");
        assert_eq!(ledger.assets.len() + ledger.tasks.len(), 1, "{route}");
    }
}

#[test]
fn a_crash_while_a_folder_is_looked_through_loses_none_of_it() {
    for wait in [0, 0, 2, 5, 10, 20] {
        let rig = Rig::plain();
        let folder = rig.folder.path().join("footage");
        fs::create_dir(&folder).unwrap();
        for number in 0..60 {
            rig.video(&format!("footage/{number}.mp4"), 3_000);
        }
        let mut metadata = Metadata::default();
        metadata.set("take", "7").unwrap();
        let driver = rig.engine();
        let options = UploadOptions { metadata, ..UploadOptions::default() };
        let add = Command::AddPaths(driver.account.clone(), vec![folder], options);
        assert_eq!(driver.engine.keeper()(vec![add]), Ok(()), "it was taken");
        std::thread::sleep(Duration::from_millis(wait));
        crash(&rig, driver);
        rig.engine().ready(60);
        let ledger = rig.ledger();
        assert_eq!(ledger.assets.len(), 60, "after {wait} ms");
        assert!(ledger.assets.iter().all(|asset| asset.user_metadata["take"] == 7));
    }
}

#[test]
fn a_folder_that_was_not_looked_through_waits_like_the_uploads_for_a_go() {
    let rig = Rig::plain();
    let folder = rig.folder.path().join("footage");
    fs::create_dir(&folder).unwrap();
    rig.video("footage/a.mp4", 3_000);
    let driver = rig.engine();
    let add = Command::AddPaths(driver.account.clone(), vec![folder], UploadOptions::default());
    rig.sandbox.unplug();
    assert_eq!(driver.engine.keeper()(vec![add]), Ok(()));
    crash(&rig, driver);
    let driver = rig.engine_stopped_at_start();
    let model =
        driver.until("it is looked through", |model| model.intake.is_empty() && !model.jobs.is_empty());
    assert!(model.jobs.values().all(|job| job.stopped_at_start && job.end.is_none()));
    assert!(rig.ledger().assets.is_empty());
    driver.engine.send(Command::Resume(driver.all()));
    driver.ready(1);
}
