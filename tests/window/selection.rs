//! What is picked in a list and what is done with it, and the notices that take back.

use eframe::egui::{Key, Modifiers, Role, Theme};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use takeup::ui::{Action, Page, UploadFilter};
use takeup_engine::{Command, JobSelection};
use takeup_model::Method;

use crate::held::{self, press};
use crate::menus::summon_at;
use crate::uploads::{Window, click, click_role, commands, open, open_sized, said, type_into, view};
use takeup_rig::models;

fn failures() -> Window {
    let mut window = open(models::failures(models::now()), view(Page::Uploads), models::now());
    click(&mut window, "Held 212");
    window
}

fn busy() -> Window {
    let scene = models::busy("b.mov", models::now());
    open_sized(scene, view(Page::Uploads), models::now(), (1180.0, 1500.0), Theme::Light)
}

fn summon(window: &mut Window, row: &str) {
    let at = window.get_by_role_and_label(Role::ListItem, row).rect().left_center();
    summon_at(window, at);
}

/// What "Copy names" of a menu copies.
fn copied_names(window: &mut Window) -> Vec<String> {
    window.state_mut().out.clear();
    window.get_by_role_and_label(Role::MenuItem, "Copy names").click();
    window.run();
    match window.state_mut().out.pop() {
        Some(Action::Copy(names)) => names.lines().map(str::to_owned).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_can_still_be_undone_counts_as_cancelled() {
    let mut window = open(models::many(4), view(Page::Uploads), models::now());
    window.get_by_label("Select clip-00001.mp4").click();
    window.run();
    click_role(&mut window, Role::Button, "Cancel");
    assert!(said(&window, "Active 3"));
    assert!(window.query_by_role_and_label(Role::Button, "Resume").is_none());
    window.state_mut().view.page = Page::Settings;
    window.run();
    assert!(said(&window, "3 active"), "at the bottom of the window");
}

#[test]
fn what_was_cancelled_has_a_filter_and_says_what_stays() {
    let mut model = models::many(3);
    let id = *model.jobs.keys().next().unwrap();
    let job = std::sync::Arc::make_mut(model.jobs.get_mut(&id).unwrap());
    job.end = Some(takeup_model::End::Cancelled);
    job.asset = Some(("a".into(), takeup_model::AssetStatus::Processing));
    let mut window = open(model, view(Page::Uploads), models::now());
    click(&mut window, "Cancelled 1");
    assert_eq!(window.query_all_by_role(Role::ListItem).count(), 1);
    assert!(said(&window, "the asset stays on the platform"));
}

#[test]
fn the_card_counts_what_the_filters_count() {
    let window = open(models::failures(models::now()), view(Page::Uploads), models::now());
    assert!(said(&window, "Held 212") && said(&window, "Failed 2") && said(&window, "Active 1"));
    assert!(said(&window, "0 of 215 ready · 212 need a decision · 2 failed"));
}

#[test]
fn a_dialog_that_opens_from_a_menu_has_the_keyboard() {
    let mut window = busy();
    click(&mut window, "More for all uploads");
    click_role(&mut window, Role::MenuItem, "Metadata for the next uploads");
    window.run_steps(3);
    let focused = window.query_all_by_role(Role::TextInput).filter(|node| node.accesskit_node().is_focused());
    assert_eq!(focused.count(), 1);
}

#[test]
fn all_means_closed_groups_too_and_the_count_says_so() {
    let mut window = failures();
    assert!(said(&window, "and 209 more"));
    press(&mut window, Modifiers::COMMAND, Key::A);
    let count = window.get_by_label("212 selected");
    assert_eq!(count.accesskit_node().live(), eframe::egui::accesskit::Live::Polite, "it is said aloud");
    let box_of_all = window.get_by_role_and_label(Role::CheckBox, "Select all");
    assert_eq!(box_of_all.accesskit_node().toggled(), Some(eframe::egui::accesskit::Toggled::True));
    press(&mut window, Modifiers::SHIFT, Key::F10);
    assert_eq!(copied_names(&mut window).len(), 212);
    // The box at the head means the same.
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(said(&window, "212 uploads") && !said(&window, "selected"));
    click_role(&mut window, Role::CheckBox, "Select all");
    assert!(said(&window, "212 selected"));
    press(&mut window, Modifiers::NONE, Key::Delete);
    assert!(said(&window, "Removed 212 uploads from the list"));
    // The search narrows down what all means.
    press(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.state_mut().view.uploads.search = "cam-a-011".to_owned();
    window.run();
    press(&mut window, Modifiers::COMMAND, Key::A);
    assert!(said(&window, "10 selected"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    // Escape empties the field, and leaves it when it is empty.
    type_into(&mut window, Role::TextInput, "Search uploads", "nothing");
    assert!(said(&window, "No name contains what you search for."));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.state().view.uploads.search.is_empty() && said(&window, "212 uploads"));
}

#[test]
fn the_menu_of_a_picked_row_is_that_of_all_picked_rows() {
    let mut window = busy();
    for row in ["b.mov", "drone-coast-02.mp4"] {
        click_role(&mut window, Role::CheckBox, &format!("Select {row}"));
    }
    for key in [(Modifiers::SHIFT, Key::F10), (Modifiers::NONE, Key::Menu)] {
        press(&mut window, key.0, key.1);
        assert_eq!(copied_names(&mut window), ["b.mov", "drone-coast-02.mp4"]);
    }
    summon(&mut window, "b.mov");
    window.state_mut().out.clear();
    window.get_by_role_and_label(Role::MenuItem, "Pause").click();
    window.run();
    let got = commands(&mut window);
    assert!(
        matches!(got.as_slice(), [Command::Pause(JobSelection::These(ids))] if ids.len() == 2),
        "{got:?}"
    );
    // A row that is not among them has its own.
    summon(&mut window, "opening-keynote.mp4");
    assert!(window.query_by_role_and_label(Role::MenuItem, "Copy names").is_none());
    assert!(window.query_by_role_and_label(Role::MenuItem, "Copy asset ID").is_some());
}

#[test]
fn the_menu_opens_at_a_row_that_was_out_of_sight() {
    let mut model = models::empty();
    for number in 0..200 {
        let job = models::job(&mut model, &format!("clip-{number:03}.mp4"), 900, Method::Direct);
        models::add(&mut model, job);
    }
    let mut window = open(model, view(Page::Uploads), models::now());
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, Modifiers::NONE, Key::End);
    let mut scrolled = window.get_all_by_role(Role::ListItem).last().unwrap().accesskit_node().label();
    assert_eq!(scrolled.take().as_deref(), Some("clip-199.mp4"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    click_role(&mut window, Role::CheckBox, "Select clip-199.mp4");
    click_role(&mut window, Role::CheckBox, "Select clip-198.mp4");
    // As a wheel scrolls, without the keyboard.
    window.hover_at(eframe::egui::pos2(600.0, 500.0));
    window.event(eframe::egui::Event::MouseWheel {
        unit: eframe::egui::MouseWheelUnit::Point,
        source: eframe::egui::MouseWheelSource::Unknown,
        delta: eframe::egui::vec2(0.0, 30_000.0),
        modifiers: Modifiers::NONE,
        phase: eframe::egui::TouchPhase::Move,
    });
    window.run_steps(60);
    assert!(window.query_by_label("Select clip-198.mp4").is_none());
    press(&mut window, Modifiers::SHIFT, Key::F10);
    assert_eq!(copied_names(&mut window).len(), 2);
}

#[test]
fn the_menu_of_a_table_is_that_of_all_picked_rows_too() {
    let mut window = held::page(Page::Assets);
    for row in ["lecture-07.mp4", "opening-keynote.mp4"] {
        click_role(&mut window, Role::CheckBox, &format!("Select {row}"));
    }
    press(&mut window, Modifiers::SHIFT, Key::F10);
    window.state_mut().out.clear();
    window.get_by_role_and_label(Role::MenuItem, "Copy IDs").click();
    window.run();
    let copied = window.state_mut().out.pop();
    assert!(matches!(&copied, Some(Action::Copy(ids)) if ids.lines().count() == 2), "{copied:?}");
    let at = window.get_by_role_and_label(Role::Row, "lecture-07.mp4").rect().left_center();
    summon_at(&mut window, at);
    assert!(window.query_by_role_and_label(Role::MenuItem, "Copy IDs").is_some());
    press(&mut window, Modifiers::NONE, Key::Escape);
    let at = window.get_by_role_and_label(Role::Row, "poster.png").rect().left_center();
    summon_at(&mut window, at);
    assert!(window.query_by_role_and_label(Role::MenuItem, "Copy IDs").is_none());
}

#[test]
fn a_filter_for_decisions_is_there_while_one_waits() {
    let mut model = models::empty();
    for name in ["a.mp4", "b.mp4"] {
        let job = models::job(&mut model, name, 900, Method::Direct);
        models::add(&mut model, job);
    }
    let window = open(model, view(Page::Uploads), models::now());
    assert!(said(&window, "Failed") && !said(&window, "Held"));
    let mut shown = view(Page::Uploads);
    shown.filter = UploadFilter::Held;
    let window = open(models::busy("b.mov", models::now()), shown, models::now());
    let rows: Vec<_> =
        window.get_all_by_role(Role::ListItem).filter_map(|row| row.accesskit_node().label()).collect();
    assert_eq!(rows, ["whole-match-uncut.mov", "notes.txt"]);
}

#[test]
fn a_notice_is_closed_by_its_cross_and_by_escape_and_what_it_told_can_still_be_undone() {
    let mut window = busy();
    click(&mut window, "Cancel: best-racing-moments.mp4");
    click(&mut window, "Close notice: Cancelled best-racing-moments.mp4");
    assert!(!said(&window, "Cancelled best-racing-moments.mp4"));
    window.state_mut().now.mono += std::time::Duration::from_secs(9);
    let later = window.state().now.mono;
    assert!(takeup::ui::undo::due(&mut window.state_mut().view, later, false).is_empty());
    press(&mut window, Modifiers::COMMAND, Key::Z);
    let got = commands(&mut window);
    assert!(matches!(got.last(), Some(Command::Resume(_))), "{got:?}");

    click(&mut window, "Cancel: b.mov");
    click(&mut window, "Cancel: drone-coast-02.mp4");
    let both = |window: &Window| {
        ["Cancelled b.mov", "Cancelled drone-coast-02.mp4"].map(|text| window.query_by_label(text).is_some())
    };
    assert_eq!(both(&window), [true, true]);
    // What is nearer takes Escape first: a field, a menu, what is picked.
    window.get_by_role_and_label(Role::TextInput, "Search uploads").focus();
    window.run();
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(both(&window), [true, true]);
    click(&mut window, "More for all uploads");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(both(&window), [true, true]);
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(both(&window), [true, true]);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(both(&window), [true, false], "the last that came");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(both(&window), [false, false]);
    assert_eq!(window.state().view.undo.len(), 2);
}

#[test]
fn from_a_button_of_a_row_the_keyboard_goes_on_in_the_list() {
    let mut window = busy();
    let rows: Vec<_> = window.query_all_by_role(Role::ListItem).map(|row| row.rect().top()).collect();
    assert!(rows.len() > 2, "{rows:?}");
    window.get_by_label("Pause: b.mov").focus();
    window.run();
    let here = |window: &Window| {
        let view = &window.state().view.uploads;
        view.picks.here().and_then(|id| window.state().model.job(*id)).map(|job| job.source.name())
    };
    assert_eq!(here(&window).as_deref(), Some("b.mov"), "the row of the button");
    press(&mut window, Modifiers::NONE, Key::End);
    let last = here(&window);
    assert_ne!(last.as_deref(), Some("b.mov"));
    press(&mut window, Modifiers::NONE, Key::Home);
    window.get_by_label("Pause: b.mov").focus();
    window.run();
    press(&mut window, Modifiers::COMMAND, Key::A);
    assert!(window.state().model.jobs.keys().all(|id| window.state().view.uploads.picks.has(id)));
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.get_by_label("Pause: b.mov").focus();
    window.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(commands(&mut window).iter().any(|command| matches!(command, Command::Pause(_))));
    assert!(window.state().view.open.is_empty(), "Enter is meant for the button");
}
