#![expect(clippy::disallowed_methods, reason = "a test needs some moment to begin at")]

use std::time::{Duration, Instant};

use takeup_model::{AccountId, Media, Now, Picture, Samples, UploadOptions};

use super::*;

fn film(size: u64, media: Media) -> FileFacts {
    FileFacts {
        size,
        modified: None,
        fingerprint: String::new(),
        identity: None,
        kind: MediaKind::Video,
        format: String::new(),
        media_type: "video/mp4".to_owned(),
        media,
    }
}

#[test]
fn of_a_film_and_its_copies_that_is_sent_which_is_there_first() {
    let now = Now { mono: Instant::now(), utc: "2026-03-01T12:00:00Z".parse().unwrap(), random: 7 };
    let options = UploadOptions { copy: Some(CopyChoice::Automatic), ..UploadOptions::default() };
    let mut job = Job::new(JobId(1), "main".into(), Source::File("/film.mp4".into()), options, now);
    let media = Media {
        picture: Picture::new(1920, 1080),
        length: Some(Duration::from_mins(10)),
        ..Media::default()
    };
    let mut file = film(1_000_000_000, media);
    let estimate = |size, bytes, secs| CopyEstimate { size, bytes, takes: Duration::from_secs(secs) };
    let copies = vec![estimate(CopySize::P720, 200_000_000, 60), estimate(CopySize::P360, 50_000_000, 90)];
    job.samples = Some(Ok(Samples { tool: "7.1".to_owned(), copies }.into()));
    let account = Account::default();
    let chosen = |job: &Job, file: &FileFacts, rate| {
        let wire = Wire { carried: rate, ..Wire::default() };
        copy_size(job, file, &account, &wire)
    };
    // 20 Mbit/s, 60 Mbit/s and 1 Gbit/s: 400, 133 and 8 seconds for the film.
    assert_eq!(chosen(&job, &file, Some(2.5e6)), Some(CopySize::P360), "110 s instead of 140 s");
    assert_eq!(chosen(&job, &file, Some(7.5e6)), Some(CopySize::P720), "87 s instead of 97 s");
    assert_eq!(chosen(&job, &file, Some(1.25e8)), None);
    assert_eq!(chosen(&job, &file, None), None, "nobody has measured the line");
    file.size = account.limits.of(LimitKey::Multipart).bytes + 1;
    assert!(chosen(&job, &file, Some(1.25e10)).is_some(), "the film itself is too large");
    job.samples = None;
    assert_eq!(chosen(&job, &file, Some(2.5e6)), None);
}

#[test]
fn no_copy_is_made_of_what_is_left_of_a_file_unless_somebody_says_so() {
    let now = Now { mono: Instant::now(), utc: "2026-03-01T12:00:00Z".parse().unwrap(), random: 7 };
    let options =
        UploadOptions { copy: Some(CopyChoice::Smaller(CopySize::P360)), ..UploadOptions::default() };
    let mut job = Job::new(JobId(1), AccountId::default(), Source::File("/film.mp4".into()), options, now);
    let media = Media { picture: Picture::new(1920, 1080), ..Media::default() };
    let mut file = film(1_000_000, media);
    job.looked = true;
    let account = Account::default();
    let model = Model { accounts: [(account.id.clone(), account)].into(), ..Model::default() };
    let mut decided = |cut, anyway| {
        file.media.cut = cut;
        (job.file, job.options.anyway) = (Some(file.clone()), anyway);
        route(&model, &Wire::default(), &job, now.mono)
    };
    let copy = Some(Decision::Copy(Recipe::smaller(CopySize::P360)));
    assert_eq!(decided(Cut::No, false), copy);
    assert_eq!(decided(Cut::Of(2_000_000), true), copy);
    for cut in [Cut::Of(2_000_000), Cut::Open] {
        let Some(Decision::End(End::Refused(Refusal::Unmet(verdict)))) = decided(cut, false) else {
            panic!("{cut:?}");
        };
        assert_eq!(verdict.demand, RequirementKind::Whole);
    }
}
