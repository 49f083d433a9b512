//! A click means what stood under the pointer before it changed.

use std::sync::Arc;

use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, Role, Theme, vec2};
use egui_kittest::kittest::Queryable as _;
use takeup::ui::Page;
use takeup_engine::{Command, JobSelection};
use takeup_model::{End, Failure, FailureKind, Job};

use crate::menus::summon_at;
use crate::uploads::{Window, click, commands, open, open_sized, view};
use takeup_rig::models;

/// Clicks there in one frame: each frame of a test takes half as long as a button that has changed takes no click.
fn click_at(window: &mut Window, pos: Pos2) -> Vec<Command> {
    window.state_mut().out.clear();
    for pressed in [true, false] {
        let button = PointerButton::Primary;
        let press = Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE };
        window.input_mut().events.push(press);
    }
    window.step();
    commands(window)
}

fn rest_on(window: &mut Window, name: &str) -> Pos2 {
    let at = window.get_by_label(name).rect().center();
    window.hover_at(at);
    window.run();
    at
}

fn busy() -> Window {
    let now = models::now();
    open_sized(models::busy("b.mov", now), view(Page::Uploads), now, (1180.0, 1200.0), Theme::Light)
}

fn change(window: &mut Window, name: &str, with: impl FnOnce(&mut Job)) {
    let jobs = &mut window.state_mut().model.jobs;
    let id = jobs.values().find(|job| job.source.name() == name).unwrap().id;
    with(Arc::make_mut(jobs.get_mut(&id).unwrap()));
}

#[test]
fn a_click_that_came_too_late_for_a_button_is_not_taken_by_the_next_one() {
    let mut window = busy();
    let at = rest_on(&mut window, "Pause: b.mov");
    change(&mut window, "b.mov", |job| {
        job.end = Some(End::Failed(Failure::new(FailureKind::ServerError, "500")));
    });
    window.step();
    assert!(window.query_by_label("Retry: b.mov").is_some());
    assert!(click_at(&mut window, at).is_empty(), "it was to pause");
    window.run_steps(2);
    let got = click_at(&mut window, at);
    assert!(matches!(got.as_slice(), [Command::Retry(JobSelection::One(_))]), "{got:?}");
    // Whoever has moved the pointer there means what is there.
    change(&mut window, "b.mov", |job| job.end = None);
    window.step();
    window.hover_at(at + vec2(0.0, 10.0));
    window.step();
    let got = click_at(&mut window, at + vec2(0.0, 10.0));
    assert!(matches!(got.as_slice(), [Command::Pause(_)]), "{got:?}");
}

#[test]
fn the_second_click_of_a_double_click_does_nothing_more() {
    let mut window = busy();
    // Another button stands there.
    let at = rest_on(&mut window, "Cancel: b.mov");
    assert!(matches!(click_at(&mut window, at).as_slice(), [Command::Pause(_)]));
    window.step();
    assert!(click_at(&mut window, at).is_empty());
    window.run();
    assert!(window.query_by_role(Role::MenuItem).is_none(), "the menu stays closed");
    assert_eq!(window.state().view.undo.len(), 1);
    // The next one has moved there.
    click(&mut window, "Cancel: best-racing-moments.mp4");
    let at = rest_on(&mut window, "Undo: Cancelled best-racing-moments.mp4");
    assert!(matches!(click_at(&mut window, at).as_slice(), [Command::Resume(_)]));
    window.step();
    assert!(window.get_by_label("Undo: Cancelled b.mov").rect().contains(at));
    assert!(click_at(&mut window, at).is_empty());
    // A dialog has come over it.
    let (scene, _) = models::direct_under_way(models::now());
    let mut window = open(scene, view(Page::Uploads), models::now());
    let at = rest_on(&mut window, "Pause: press-kit-teaser.mp4");
    click_at(&mut window, at);
    click_at(&mut window, at);
    window.run();
    assert!(window.query_by_label("Keep uploading").is_some(), "the question stays");
    click_at(&mut window, at);
    window.run();
    assert!(window.query_by_label("Keep uploading").is_none(), "a later click beside it leaves it");
}

#[test]
fn what_lies_below_a_menu_does_not_take_the_second_click_on_its_item() {
    let mut window = busy();
    let row = window.get_by_role_and_label(Role::ListItem, "b.mov").rect();
    summon_at(&mut window, row.right_top() + vec2(-200.0, 10.0));
    let items: Vec<_> =
        window.query_all_by_role(Role::MenuItem).map(|item| item.rect().shrink(2.0)).collect();
    let buttons: Vec<Pos2> =
        window.query_all_by_label_contains("Show details: ").map(|button| button.rect().center()).collect();
    let below = |at: &&Pos2| !row.contains(**at) && items.iter().any(|item| item.contains(**at));
    let at = *buttons.iter().find(below).unwrap();
    window.hover_at(at);
    window.run();
    click_at(&mut window, at);
    window.run_steps(1);
    assert!(window.query_by_role(Role::MenuItem).is_none(), "the menu is closed");
    click_at(&mut window, at);
    window.run_steps(1);
    assert!(window.state().view.open.is_empty(), "no row was opened");
    window.run_steps(1);
    click_at(&mut window, at);
    assert_eq!(window.state().view.open.len(), 1);
}

#[test]
fn a_key_that_is_held_down_does_it_once() {
    let mut window = busy();
    window.get_by_label("Retry: obs-recording.mkv").focus();
    window.run();
    window.state_mut().out.clear();
    window.key_press(Key::Enter);
    window.step();
    let got = commands(&mut window);
    assert!(matches!(got.as_slice(), [Command::Retry(_)]), "{got:?}");
    change(&mut window, "obs-recording.mkv", |job| job.end = None);
    window.step();
    assert!(window.query_by_label("Pause: obs-recording.mkv").is_some());
    for pressed in [true, false] {
        let key = Key::Enter;
        let event = Event::Key { key, physical_key: None, pressed, repeat: true, modifiers: Modifiers::NONE };
        window.input_mut().events.push(event);
    }
    window.step();
    assert!(commands(&mut window).is_empty());
}
