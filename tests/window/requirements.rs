//! What the platform asks of files: held back before a byte leaves, said in the window, and told by `check`.

use std::path::Path;

use eframe::egui::{Role, Theme};
use egui_kittest::kittest::Queryable as _;
use takeup_engine::{Command, JobSelection};

use takeup::ui::{Action, Page};

use crate::menus::copied;
use crate::uploads::{Window, click, commands, open, open_sized, said, view};
use takeup_model::{
    CopyChoice, CopyEstimate, CopySize, End, FileFacts, Job, JobId, LimitKey, Limits, Media, MediaKind,
    Method, Now, Picture, Refusal, Samples,
};
use takeup_rig::models;

#[test]
fn a_row_says_what_is_asked_and_offers_both_ways_out() {
    let now = models::now();
    let mut window = open(models::unmet(now), view(Page::Uploads), now);
    assert!(said(&window, "Height 240 pixels. Required: 360×360 or more. Scale to 640×360."));
    assert!(said(&window, "18 MB · 426×240"));
    let (shell, name) =
        if cfg!(windows) { ("PowerShell", "it''s 1.mp4") } else { ("sh, fish", r"it'\''s 1.mp4") };
    let line = copied(&mut window, "it's 1.mp4", &format!("Copy ffmpeg ({shell})"));
    let path = Path::new("/home/ada/Videos").join(name);
    assert!(
        line.starts_with(&format!(
            "ffmpeg -i '{}' -map 0:v:0 -map '0:a?' -vf 'scale=640:360",
            path.display()
        )),
        "{line}"
    );
    window.state_mut().out.clear();
    window.get_by_label("Scale to 640×360 and upload: it's 1.mp4").click();
    window.run();
    let got = commands(&mut window);
    assert!(matches!(got.as_slice(), [Command::Fix(JobSelection::One(_))]), "{got:?}");
}

#[test]
fn what_was_sent_anyway_still_says_what_was_asked() {
    let now = models::now();
    let mut model = models::unmet(now);
    let id = model.jobs.values().find(|job| job.source.name() == "it's 1.mp4").unwrap().id;
    let mut job = Job::clone(&model.jobs[&id]);
    (job.end, job.options.anyway) = (None, true);
    model.jobs.insert(id, job.into());
    let mut view = view(Page::Uploads);
    view.open.insert(id);
    let window = open(model, view, now);
    assert!(said(&window, "It is uploaded anyway, as you chose."));
}

#[test]
fn files_out_of_the_same_range_are_grouped_and_sent_together() {
    let now = models::now();
    let mut window = open(models::unmet(now), view(Page::Uploads), now);
    window.get_by_label("Held 212").click();
    window.run();
    assert!(said(&window, "212 files: Shorter side under 360 pixels"));
    assert!(said(&window, "API reference 1.3 (July 2026)"));
    let got = click(&mut window, "Upload anyway: Shorter side under 360 pixels");
    let [Command::SendAnyway(JobSelection::These(ids))] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(ids.len(), 212);
    let got = click(&mut window, "Fix and upload: Shorter side under 360 pixels");
    let [Command::Fix(JobSelection::These(ids))] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(ids.len(), 212);
    let copied = |window: &mut Window, item: &str| {
        click(window, "More actions: Shorter side under 360 pixels");
        window.get_by_role_and_label(Role::MenuItem, item).click();
        window.run();
        match window.state_mut().out.pop() {
            Some(Action::Copy(lines)) => lines.lines().map(str::to_owned).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        }
    };
    let lines = copied(&mut window, takeup_text::Shell::HERE.copy_ffmpeg());
    assert!(lines.len() == 212 && lines.iter().all(|line| line.starts_with("ffmpeg -i ")), "{lines:?}");
    let paths = copied(&mut window, "Copy paths");
    assert!(paths.len() == 212 && paths.iter().all(|path| path.contains("it's ")), "{paths:?}");
}

#[test]
fn where_sources_disagree_the_upload_goes_on_and_both_are_named() {
    let now = models::now();
    let model = models::unmet(now);
    let long = model.jobs.values().find(|job| job.source.name() == "whole-day.mp4").unwrap().id;
    let mut view = view(Page::Uploads);
    view.open.insert(long);
    let mut window = open(model, view, now);
    window.get_by_label_contains("Active ").click();
    window.run();
    assert!(said(&window, "Longer than 2 h (sources disagree)"));
    assert!(said(&window, ": 2 h or less. Allowed by API reference 1.3 (July 2026): 4 h or less"));
    assert!(said(&window, "1920×1080"));
}

/// A film that is over every limit, with what a few seconds of it have told.
fn over_every_limit(now: Now) -> (models::Scene, JobId) {
    let mut scene = models::busy("second.mp4", now);
    let large = |job: &&std::sync::Arc<Job>| matches!(job.end, Some(End::Refused(Refusal::TooLarge { .. })));
    let mut job = Job::clone(scene.model.jobs.values().find(large).unwrap());
    let size = 18_900_000_000;
    job.file = Some(FileFacts {
        size,
        media: Media {
            picture: Picture::new(3840, 2160),
            length: Some(std::time::Duration::from_secs(3764)),
            ..Media::default()
        },
        kind: MediaKind::Video,
        ..job.file.clone().unwrap()
    });
    let limit = Limits::default().of(LimitKey::Multipart);
    job.end = Some(End::Refused(Refusal::TooLarge { method: Method::Multipart, size, limit }));
    let estimate =
        |size, bytes, secs| CopyEstimate { size, bytes, takes: std::time::Duration::from_secs(secs) };
    let copies = vec![estimate(CopySize::P720, 610_000_000, 700), estimate(CopySize::P360, 240_000_000, 500)];
    job.samples = Some(Ok(Samples { tool: "7.1".to_owned(), copies }.into()));
    let id = job.id;
    scene.model.jobs.insert(id, job.into());
    (scene, id)
}

#[test]
fn a_film_over_the_limit_offers_copies_with_their_sizes_and_times() {
    let now = models::now();
    let (scene, id) = over_every_limit(now);
    let mut view = view(Page::Uploads);
    view.open.insert(id);
    // So tall that the whole choice is in sight.
    let mut window = open_sized(scene, view, now, (1180.0, 1400.0), Theme::Light);
    for words in ["18.9 GB", "610 MB", "240 MB", "over the platform’s limit", "ffmpeg 7.1"] {
        assert!(said(&window, words), "{words}");
    }
    window.get_by_label("360p copy: whole-match-uncut.mov").click();
    window.run();
    window.state_mut().out.clear();
    window.get_by_label("Upload 360p copy: whole-match-uncut.mov").click();
    window.run();
    let got = commands(&mut window);
    let wanted = CopyChoice::Smaller(CopySize::P360);
    assert!(
        matches!(got.as_slice(), [Command::SendCopy(JobSelection::One(one), choice)] if *one == id && *choice == wanted),
        "{got:?}"
    );
}
