//! The bandwidth limit in the window: where it is set, and where it says that it holds.

use std::sync::Arc;

use eframe::egui::{Key, Modifiers, Role, Theme};
use egui_kittest::kittest::Queryable as _;
use takeup::ui::{Page, Tab, View};
use takeup_engine::Command;
use takeup_model::{Bandwidth, Model, RateLimit, Settings};

use crate::uploads::{Window, click, click_role, commands, open, open_sized, said, type_into, view};
use takeup_rig::models;

fn settings_page() -> View {
    let mut view = view(Page::Settings);
    view.preferences.tab = Tab::Uploads;
    view
}

fn set(model: &mut Model, bandwidth: Bandwidth) {
    model.settings = Arc::new(Settings { bandwidth, ..Settings::default() });
}

fn changed(commands: &[Command]) -> Option<Bandwidth> {
    commands.iter().find_map(|command| {
        if let Command::ChangeSettings(settings) = command { Some(settings.bandwidth) } else { None }
    })
}

/// Replaces what stands in a field, and leaves it.
fn enter(window: &mut Window, name: &str, text: &str) -> Option<Bandwidth> {
    commands(window);
    window.get_by_role_and_label(Role::TextInput, name).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    type_into(window, Role::TextInput, name, text);
    window.key_press(Key::Enter);
    window.run();
    changed(&commands(window))
}

#[test]
fn the_limit_is_switched_and_set_by_name() {
    let plain = Bandwidth::default();
    let mut window = open(models::empty(), settings_page(), models::now());
    assert!(
        !said(&window, "Hours of the limit") && window.query_by_label("Bandwidth limit in MB/s").is_none()
    );
    let got = click_role(&mut window, Role::Switch, "Limit bandwidth");
    let on = Bandwidth { limited: true, ..plain };
    assert_eq!(changed(&got), Some(on));
    set(&mut window.state_mut().model, on);
    window.run();
    assert!(said(&window, "All day"));
    for (typed, rate) in
        [("2.5", Some(2_500_000)), ("800 kB/s", Some(800_000)), ("0.001", None), ("a lot", None)]
    {
        let wanted = rate.map(|bytes_per_sec| Bandwidth { bytes_per_sec, ..on });
        assert_eq!(enter(&mut window, "Bandwidth limit in MB/s", typed), wanted, "{typed}");
    }
    let got = click_role(&mut window, Role::Switch, "Hours of the limit");
    let by_hours = Bandwidth { by_hours: true, ..on };
    assert_eq!(changed(&got), Some(by_hours));
    set(&mut window.state_mut().model, by_hours);
    window.run();
    let (from, to) = (jiff::civil::time(22, 0, 0, 0), jiff::civil::time(6, 30, 0, 0));
    let got = enter(&mut window, "Limited from", "22").unwrap();
    assert_eq!(got.hours, takeup_model::Hours { from, ..plain.hours });
    let got = enter(&mut window, "Limited until", "6:30").unwrap();
    assert_eq!(got.hours, takeup_model::Hours { to, ..plain.hours });
    assert_eq!(enter(&mut window, "Limited until", "noon"), None);
}

#[test]
fn what_cannot_be_read_is_said_beside_the_field_and_within_the_window() {
    let mut model = models::empty();
    set(&mut model, Bandwidth { limited: true, by_hours: true, ..Bandwidth::default() });
    for size in [(1180.0, 760.0), (640.0, 480.0)] {
        let mut window = open_sized(model.clone(), settings_page(), models::now(), size, Theme::Dark);
        window.get_by_role_and_label(Role::TextInput, "Limited from").focus();
        window.run();
        window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        type_into(&mut window, Role::TextInput, "Limited from", "soon");
        let until = window.get_by_role_and_label(Role::TextInput, "Limited until").rect();
        let told = window.get_by_label_contains("cannot be read").rect();
        assert!(told.left() > until.right() && told.right() < size.0, "{until:?} {told:?}");
    }
}

#[test]
fn the_bottom_line_says_what_holds_and_until_when() {
    let now = models::now();
    let limit = |bytes_per_sec, until: &str| RateLimit { bytes_per_sec, until: Some(models::at(until)) };
    for (limit, words) in [
        (limit(Some(5_000_000), "2026-11-22T18:00:00Z"), "Limited to 5 MB/s until 18:00"),
        (limit(None, "2026-11-23T09:00:00Z"), "No limit until 09:00"),
    ] {
        for size in [(1180.0, 760.0), (640.0, 480.0)] {
            for page in [Page::Uploads, Page::Settings] {
                let mut model = models::busy("interview-final-cut.mov", now);
                model.wire.limit = limit;
                let window = open_sized(model, view(page), now, size, Theme::Light);
                let told = window.get_by_label(words).rect();
                assert!(told.right() < size.0, "{told:?}");
                // The account tells its share of it further up, and where there is room the card does.
                let mut active = window.query_all_by_label_contains(" active · ").map(|node| node.rect());
                let left = active.rfind(|left| (left.center().y - told.center().y).abs() < 4.0);
                assert_eq!(left.is_some(), page == Page::Settings || size.0 < 700.0);
                assert!(left.is_none_or(|left| left.right() < told.left()), "{left:?} {told:?}");
            }
        }
    }
    let free = open(models::busy("interview-final-cut.mov", now), view(Page::Uploads), now);
    assert!(!said(&free, "Limited to") && said(&free, "No limit"));
}

#[test]
fn the_limit_is_chosen_at_the_bottom_of_the_window() {
    let mut model = models::empty();
    let mut window = open(model.clone(), view(Page::Uploads), models::now());
    window.get_by_role_and_label(Role::Button, "Speed limit: No limit").click();
    window.run();
    let got = changed(&click(&mut window, "5 MB/s"));
    let limited = Bandwidth { limited: true, bytes_per_sec: 5_000_000, ..Bandwidth::default() };
    assert_eq!(got, Some(limited));
    set(&mut model, limited);
    let limit = RateLimit { bytes_per_sec: Some(5_000_000), until: None };
    let mut scene = models::Scene::from(model);
    scene.wire.limit = limit;
    let mut window = open(scene, view(Page::Uploads), models::now());
    window.get_by_role_and_label(Role::Button, "Speed limit: Limited to 5 MB/s").click();
    window.run();
    assert_eq!(changed(&click(&mut window, "No limit")), Some(Bandwidth { limited: false, ..limited }));
    window.get_by_role_and_label(Role::Button, "Speed limit: Limited to 5 MB/s").click();
    window.run();
    click(&mut window, "Other limit or hours…");
    let view = &window.state().view;
    assert_eq!((view.page, view.preferences.tab), (Page::Settings, Tab::Uploads));
}

#[test]
fn the_summary_says_that_it_is_the_limit_that_makes_it_slow() {
    let now = models::now();
    let mut model = models::busy("interview-final-cut.mov", now);
    model.wire.limit.bytes_per_sec = Some(45_000_000);
    let window = open(model, view(Page::Uploads), now);
    assert!(said(&window, "44.3 MB/s (limited)"));
}
