//! The receipt in the window: what an opened row tells of it, and the ways to save it.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{Key, Role, Theme};
use egui_kittest::kittest::Queryable as _;
use takeup::ui::{Action, Page};
use takeup_engine::ReceiptSelection;
use takeup_model::{
    AssetStatus, ContentDigest, CopySize, Digest, End, EtagKind, Failure, FailureKind, FileDigest, JobId,
    Method, Model, PartNo, Receipt, ReceiptCopy, Recipe, Refusal, SessionOrigin, Settings,
};

use crate::uploads::{Window, open, open_sized, said, view};
use takeup_rig::models::{self, at};

const DIGEST: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

/// A finished upload of seven parts, of which the first `verified` were compared.
fn finished(model: &mut Model, name: &str, verified: u32) -> JobId {
    models::edit(model, |account| account.etags = models::etags(EtagKind::Md5));
    let mut job = models::job(model, name, 36_000_000, Method::Multipart);
    let mut session = models::session("6391c8a669ff3402ec515aba", 36_000_000, 7, 7);
    session.complete = true;
    session.storage = models::etags(EtagKind::Md5).into_keys().next();
    job.session = Some(session);
    job.asset = Some(("6391c8a669ff3402ec515aba".into(), AssetStatus::Ready));
    for part in 1..=7 {
        let digest = Digest { md5: Some([7; 16]), leaves: Some(Vec::new()), verified: part <= verified };
        job.digests.insert(PartNo(part), Arc::new(digest));
    }
    job.whole = FileDigest::Known { digest: ContentDigest::Blake3(DIGEST.to_owned()), sha256: None };
    job.reported_size = Some(36_000_000);
    job.sent = Some(at("2026-11-22T11:31:02Z"));
    job.ended = Some(at("2026-11-22T11:31:07Z"));
    job.end = Some(End::Ready);
    close(model, job)
}

/// Puts a job that is over into the model, with its receipt.
fn close(model: &mut Model, mut job: takeup_model::Job) -> JobId {
    job.receipt = Receipt::of(&job, &model.accounts[&model.current]).map(Arc::new);
    assert!(job.receipt.is_some());
    models::add(model, job)
}

fn change(model: &mut Model, id: JobId, with: impl FnOnce(&mut Receipt)) {
    let mut job = (*model.jobs[&id]).clone();
    with(Arc::make_mut(job.receipt.as_mut().unwrap()));
    model.jobs.insert(id, Arc::new(job));
}

fn opened(model: Model, id: JobId) -> Window {
    let mut view = view(Page::Uploads);
    view.open.insert(id);
    open(model, view, models::now())
}

fn press(window: &mut Window, name: &str) {
    window.get_by_label(name).click();
    window.run();
}

fn wanted(window: &Window) -> Option<&ReceiptSelection> {
    window
        .state()
        .out
        .iter()
        .find_map(|action| if let Action::Save(wanted) = action { Some(wanted) } else { None })
}

#[test]
fn an_asset_that_plays_for_another_time_than_its_film_is_told() {
    let mut model = models::empty();
    let id = finished(&mut model, "a.mp4", 7);
    let differs = "The platform reports another duration: 58.0 s instead of 60.0 s.";
    for (told, is_said) in [(58, true), (60, false)] {
        change(&mut model, id, |receipt| {
            receipt.copy = Some(ReceiptCopy {
                recipe: Recipe::smaller(CopySize::P360),
                tool: "5.1".to_owned(),
                original_size: 900_000_000,
                original: Some("0".repeat(64)),
            });
            (receipt.length, receipt.reported_length) =
                (Some(Duration::from_mins(1)), Some(Duration::from_secs(told)));
        });
        assert_eq!(said(&opened(model.clone(), id), differs), is_said, "{told}");
    }
}

#[test]
fn an_opened_row_of_a_finished_upload_tells_its_receipt() {
    let mut model = models::empty();
    let id = finished(&mut model, "a.mp4", 7);
    let mut window = opened(model, id);
    for text in [
        "All 7 parts verified by the MD5 of the storage",
        "File unchanged when the last part was reported",
        "Same size on the platform",
        "Sent in 1 min 0 s at 600 kB/s · Ready 5 s later",
        "7 parts of 5.14 MB",
        DIGEST,
    ] {
        assert!(said(&window, text), "{text}");
    }
    press(&mut window, "Copy BLAKE3: a.mp4");
    assert!(matches!(window.state().out.last(), Some(Action::Copy(text)) if text == DIGEST));
    press(&mut window, "Save receipt of a.mp4…");
    let Some(ReceiptSelection::One(receipt)) = wanted(&window) else { panic!("{:?}", window.state().out) };
    assert_eq!((receipt.job, receipt.blake3()), (id, Some(DIGEST)));
}

#[test]
fn a_receipt_of_an_older_version_shows_the_digest_it_has() {
    let mut model = models::empty();
    let id = finished(&mut model, "a.mp4", 7);
    change(&mut model, id, |receipt| receipt.digest = Some(ContentDigest::Tree(DIGEST.to_owned())));
    let mut window = opened(model, id);
    press(&mut window, "Copy SHA-256 tree: a.mp4");
    assert!(matches!(window.state().out.last(), Some(Action::Copy(text)) if text == DIGEST));
}

#[test]
fn what_was_not_verified_is_not_called_so() {
    let mut model = models::empty();
    let id = finished(&mut model, "a.mp4", 5);
    let mut window = opened(model, id);
    assert!(said(&window, "5 of 7 parts verified") && !said(&window, "All 7 parts"));
    models::edit(&mut window.state_mut().model, |account| account.etags = models::etags(EtagKind::Other));
    let model = &mut window.state_mut().model;
    let other = finished(model, "b.mp4", 0);
    change(model, id, |receipt| {
        receipt.reported_size = Some(35_999_999);
        receipt.cut.as_mut().unwrap().origin = SessionOrigin::Adopted;
    });
    window.state_mut().view.open.insert(other);
    window.run();
    assert!(said(&window, "the ETags of this storage are not MD5 sums"));
    assert!(said(&window, "another size: 35,999,999 bytes instead of 36,000,000"));
    assert!(said(&window, "Started elsewhere, finished here"));
}

#[test]
fn what_failed_on_its_way_has_a_receipt_and_what_never_left_shows_none() {
    let mut model = models::empty();
    let mut failed = models::job(&mut model, "failed.mp4", 1_000_000, Method::Direct);
    failed.end = Some(End::Failed(Failure::new(FailureKind::NotAllowed, "")));
    failed.ended = Some(at("2026-11-22T11:31:07Z"));
    let failed = close(&mut model, failed);
    let mut refused = models::job(&mut model, "refused.mp4", 0, Method::Direct);
    (refused.end, refused.started) = (Some(End::Refused(Refusal::Empty)), None);
    refused.ended = Some(at("2026-11-22T11:31:07Z"));
    let refused = close(&mut model, refused);
    let mut window = opened(model, failed);
    window.state_mut().view.open.insert(refused);
    window.run();
    assert!(window.query_by_label("Save receipt of failed.mp4…").is_some());
    assert!(window.query_by_label("Save receipt of refused.mp4…").is_none());
    assert!(said(&window, "Sent in one request"));
}

#[test]
fn every_receipt_is_saved_from_the_menu_of_the_page() {
    let mut model = models::empty();
    finished(&mut model, "a.mp4", 7);
    let mut window = open(model, view(Page::Uploads), models::now());
    press(&mut window, "More for all uploads");
    press(&mut window, "Save all receipts…");
    assert_eq!(wanted(&window), Some(&ReceiptSelection::All));
}

#[test]
fn the_keyboard_reaches_the_button_that_saves() {
    let mut model = models::empty();
    let id = finished(&mut model, "a.mp4", 7);
    let mut window = opened(model, id);
    let name = "Save receipt of a.mp4…";
    let steps = (0..60).find(|_| {
        window.key_press(Key::Tab);
        window.run();
        window.get_by_role_and_label(Role::Button, name).is_focused()
    });
    assert!(steps.is_some(), "Tab never comes there");
    window.key_press(Key::Enter);
    window.run();
    assert!(matches!(wanted(&window), Some(ReceiptSelection::One(_))));
}

#[test]
fn it_fits_into_narrow_and_dark_windows_and_lets_them_rest() {
    let mut model = models::empty();
    let id = finished(&mut model, &"a long name ".repeat(20), 7);
    change(&mut model, id, |receipt| receipt.sha256 = Some(DIGEST.to_owned()));
    let mut start = view(Page::Uploads);
    start.open.insert(id);
    for size in [(640.0, 480.0), (1180.0, 760.0)] {
        let mut window = open_sized(model.clone(), start.clone(), models::now(), size, Theme::Dark);
        assert!(window.query_by_label_contains("Copy SHA-256: a long name").is_some());
        assert!(window.run() <= 2);
        let root = &window.output().viewport_output[&eframe::egui::ViewportId::ROOT];
        assert_eq!(root.repaint_delay, Duration::MAX);
    }
}

#[test]
fn the_bottom_line_says_that_every_part_is_verified_only_where_that_is_so() {
    let mut model = models::empty();
    finished(&mut model, "a.mp4", 7);
    let mut window = open(model, view(Page::Uploads), models::now());
    assert!(said(&window, "Parts are verified"));
    window.state_mut().model.settings = Arc::new(Settings { checks: false, ..Settings::default() });
    window.run();
    assert!(!said(&window, "Parts are verified"));
    window.state_mut().model.settings = Arc::new(Settings::default());
    models::edit(&mut window.state_mut().model, |account| account.etags = models::etags(EtagKind::Other));
    window.run();
    assert!(!said(&window, "Parts are verified"));
}
