//! What was just added comes into sight; nothing else moves under the pointer.

use eframe::egui::{self, Modifiers, Rect, Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use takeup::ui::{Page, UploadFilter};
use takeup_engine::Command;
use takeup_model::{JobId, Method};

use crate::offline::down;
use crate::uploads::{Window, click, open, said, type_into, view};
use takeup_rig::models;

/// Scrolls the list.
fn scroll(window: &mut Window, rows: f32) {
    window.hover_at(egui::pos2(600.0, 600.0));
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        source: egui::MouseWheelSource::Unknown,
        delta: vec2(0.0, -59.0 * rows),
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
    });
    window.run_steps(60);
}

/// Types a path into the field and presses Enter.
/// A whole path.
const NEW: &str = if cfg!(windows) { "C:/videos/new.mp4" } else { "/videos/new.mp4" };

fn add_by_path(window: &mut Window, path: &str) {
    type_into(window, Role::TextInput, "Files, paths or public URLs", path);
    let added = click(window, "Add");
    assert!(matches!(&added[..], [Command::AddPaths(..)]), "{added:?}");
}

/// The engine has found this file.
fn arrives(window: &mut Window, name: &str) -> JobId {
    let model = &mut window.state_mut().model;
    let mut job = models::job(model, name, 40_000_000, Method::Multipart);
    job.added = models::at("2026-11-22T11:31:40Z");
    let id = models::add(model, job);
    window.run();
    id
}

/// Where the row of this upload is.
fn row(window: &Window, name: &str) -> Rect {
    window
        .get_all_by_role(Role::ListItem)
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.contains(name)))
        .unwrap_or_else(|| panic!("no row {name}"))
        .rect()
}

#[test]
fn what_was_just_added_is_seen_wherever_the_list_was() {
    let mut window = open(models::many(300), view(Page::Uploads), models::now());
    scroll(&mut window, 100.0);
    assert!(!said(&window, "clip-00000.mp4"));
    window.hover_at(egui::pos2(20.0, 20.0));
    add_by_path(&mut window, NEW);
    arrives(&mut window, "new.mp4");
    window.run_steps(60);
    assert!(said(&window, "new.mp4"), "the list is scrolled to it");
    // Only once: whoever scrolls on afterwards is left alone.
    scroll(&mut window, 100.0);
    assert!(!said(&window, "new.mp4"));
    arrives(&mut window, "newer.mp4");
    window.run_steps(60);
    assert!(!said(&window, "newer.mp4"));
}

#[test]
fn no_filter_and_no_search_hides_what_was_just_added() {
    let mut seen = view(Page::Uploads);
    (seen.filter, seen.uploads.search) = (UploadFilter::Done, "interview".to_owned());
    let mut window = open(models::many(3), seen, models::now());
    // What comes by itself changes neither.
    arrives(&mut window, "by itself.mp4");
    assert_eq!(window.state().view.filter, UploadFilter::Done);
    add_by_path(&mut window, NEW);
    arrives(&mut window, "new.mp4");
    let shown = &window.state().view;
    assert_eq!((shown.filter, shown.uploads.search.as_str()), (UploadFilter::All, ""));
    assert!(said(&window, "new.mp4"));
}

#[test]
fn the_row_under_the_pointer_stays_there() {
    for rows in [3, 40] {
        let mut window = open(models::many(rows), view(Page::Uploads), models::now());
        let name = "clip-00001.mp4";
        let place = row(&window, name);
        window.hover_at(place.center());
        window.run();
        let new = arrives(&mut window, "from a watched folder.mp4");
        assert_eq!(row(&window, name), place, "below what was there");
        assert_eq!(window.state().view.uploads.order.last(), Some(&new));
        down(&mut window.state_mut().model);
        window.run();
        assert!(said(&window, "No connection."));
        assert_eq!(row(&window, name).center(), place.center(), "{rows} rows: a banner came");
        window.run_steps(5);
        assert_eq!(row(&window, name).center(), place.center());
        window.hover_at(place.center() + vec2(1.0, 0.0));
        window.run_steps(1);
        models::edit(&mut window.state_mut().model, |account| {
            account.reachability = takeup_model::Reachability::Up;
        });
        window.run();
        assert_eq!(row(&window, name).center(), place.center(), "{rows} rows: it went");
        // Where it rests, the list is at its top, and a banner moves it.
        window.run_steps(20);
        down(&mut window.state_mut().model);
        window.run();
        assert!(row(&window, name).center().y > place.center().y, "{rows} rows");
        // The pointer is elsewhere: the order is right again.
        window.hover_at(egui::pos2(20.0, 20.0));
        window.run();
        assert_eq!(window.state().view.uploads.order.first(), Some(&new));
    }
}
