//! What the platform asks of files: held back before a byte leaves, said in the window, and told by `check`.

use std::fs;
use std::path::{Path, PathBuf};

use takeup_engine::{Command, JobSelection};
use takeup_model::requirements::RequirementKind;
use takeup_model::{DestinationId, End, Job, Picture, Refusal, Sound, UploadOptions};

use takeup_rig::Rig;
use takeup_rig::samples;

/// A sample under a name of its own, old enough that nobody thinks it is still being written.
fn sample(folder: &Path, from: &str, name: &str) -> PathBuf {
    let path = folder.join(name);
    fs::copy(samples().join(from), &path).unwrap();
    let file = fs::File::options().append(true).open(&path).unwrap();
    file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_hours(1)).unwrap();
    path
}

fn unmet(job: &Job) -> Option<RequirementKind> {
    if let Some(End::Refused(Refusal::Unmet(verdict))) = &job.end { Some(verdict.demand) } else { None }
}

#[test]
fn a_file_out_of_range_waits_for_a_word_and_goes_with_it() {
    let rig = Rig::plain();
    let index = rig.index("films");
    let small = sample(rig.folder.path(), "small.mp4", "small.mp4");
    let fine = sample(rig.folder.path(), "moov_end.mp4", "fine.mp4");
    let driver = rig.engine();
    let options = UploadOptions {
        destination_ids: vec![DestinationId::Index(index.as_str().into())],
        ..UploadOptions::default()
    };
    driver.add_as(&[&small, &fine], options);
    let jobs = driver.over(2);
    assert_eq!(unmet(&jobs[0]), Some(RequirementKind::SmallestPicture), "{jobs:?}");
    assert_eq!(jobs[1].end, Some(End::Ready));
    assert_eq!(rig.ledger().assets.len(), 1, "not a byte of the other has left");
    driver.engine.send(Command::SendAnyway(JobSelection::One(jobs[0].id)));
    driver.ready(2);
    assert_eq!(rig.ledger().assets.len(), 2);
}

#[test]
fn what_becomes_an_asset_only_is_not_measured_by_what_indexes_ask() {
    let rig = Rig::plain();
    let small = sample(rig.folder.path(), "small.mp4", "small.mp4");
    let driver = rig.engine();
    driver.add(&[&small]);
    driver.ready(1);
}

#[test]
fn what_a_header_says_outlives_a_restart() {
    let rig = Rig::plain();
    let film = sample(rig.folder.path(), "turned.mp4", "turned.mp4");
    let silent = sample(rig.folder.path(), "silent.mkv", "silent.mkv");
    let driver = rig.engine();
    driver.add(&[&film, &silent]);
    let before = driver.ready(2);
    drop(driver);
    let driver = rig.engine();
    let after = driver.over(2);
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before.file.as_ref().unwrap().media, after.file.as_ref().unwrap().media);
    }
    let media = &after[0].file.as_ref().unwrap().media;
    assert_eq!(media.picture, Picture::new(360, 640));
    assert_eq!(media.audio, Sound::Some("aac".to_owned()));
    assert_eq!(after[1].file.as_ref().unwrap().media.audio, Sound::None);
}
