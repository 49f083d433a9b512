//! One figure for a batch: the title and the card say the same number.

use eframe::egui::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use takeup::ui::{Page, title};
use takeup_model::{Batch, Batches, KeyState, Method};

use crate::uploads::{Window, open, said, view};
use takeup_rig::models::{self, Scene};
use takeup_text::numbers;

/// One upload of a hundred parts, so many of which are stored.
fn stored(parts: usize) -> Scene {
    let mut model = models::empty();
    let mut job = models::job(&mut model, "clip.mp4", 600_000_000, Method::Multipart);
    job.session = Some(models::session("a", 600_000_000, 100, parts));
    models::add(&mut model, job);
    model.into()
}

/// The figure of the title.
fn under_way(scene: &Scene) -> Option<Batch> {
    let mut batches = Batches::default();
    batches.follow(&scene.model, &scene.wire);
    takeup::ui::under_way(&scene.model, &batches)
}

/// How far all uploads have come, as it is read aloud.
fn bar(window: &Window) -> f64 {
    let bar = window.get_by_role_and_label(Role::ProgressIndicator, "All uploads");
    bar.accesskit_node().numeric_value().unwrap()
}

#[test]
fn the_title_and_the_card_say_the_same_number() {
    let now = models::now();
    // As a share, some of these are a little less than they are.
    for parts in [0, 1, 29, 57, 58, 99] {
        let scene = stored(parts);
        let batch = under_way(&scene).unwrap();
        let window = open(scene, view(Page::Uploads), now);
        let shown = numbers::whole_percent(takeup_text::batch_percentage(&batch));
        assert_eq!(shown, format!("{parts}%"));
        assert_eq!(title(Some(batch)), format!("{parts}% – Takeup"));
        assert_eq!(format!("{}%", bar(&window)), shown);
        if parts > 0 {
            assert!(said(&window, &format!("{} of 600 MB sent", 6 * parts)), "{parts} parts");
        }
    }
}

#[test]
fn what_is_sent_is_not_all_of_it_until_the_platform_says_so() {
    let mut scene = stored(100);
    let all = |scene: &Scene| bar(&open(scene.clone(), view(Page::Uploads), models::now()));
    assert_eq!(title(under_way(&scene)), "99% – Takeup");
    assert!((all(&scene) - 99.0).abs() < 0.1);
    let mut job = (**scene.model.jobs.values().next().unwrap()).clone();
    job.session.as_mut().unwrap().complete = true;
    models::add(&mut scene.model, job);
    assert_eq!(title(under_way(&scene)), "Takeup", "nothing is on its way");
    assert!((all(&scene) - 99.0).abs() < 0.1, "it is processed");
}

#[test]
fn a_window_that_waits_for_a_key_has_no_figure_in_its_title() {
    let now = models::now();
    let mut scene = models::busy("b.mov", now);
    assert!(title(under_way(&scene)).ends_with("% – Takeup"));
    models::edit(&mut scene.model, |account| account.key = KeyState::Missing);
    assert_eq!(title(under_way(&scene)), "Takeup");
    let mut fresh = models::empty();
    let job = models::job(&mut fresh, "clip.mp4", 600_000_000, Method::Multipart);
    models::add(&mut fresh, job);
    models::edit(&mut fresh, |account| account.key = KeyState::Missing);
    assert_eq!(title(under_way(&fresh.into())), "Takeup");
}
