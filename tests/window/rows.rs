//! The rows of the list of uploads: what they say at the end, their order and places, and what is done with those picked.

use std::sync::Arc;

use eframe::egui::{Event, Key, Modifiers, Role, Theme, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use takeup::ui::Page;
use takeup_engine::{Command, JobSelection, Neighbor};
use takeup_model::{End, Job, JobId, Method, Model};

use crate::held::press;
use crate::menus::{click_at, copied};
use crate::uploads::{
    Window, click_role, commands, id_of, open, open_sized, open_with_system_fonts, said, view,
};
use takeup_rig::models;

fn busy() -> Window {
    let scene = models::busy("b.mov", models::now());
    open_sized(scene, view(Page::Uploads), models::now(), (1180.0, 1500.0), Theme::Light)
}

/// The names of the rows, from top to bottom.
fn listed(window: &Window) -> Vec<String> {
    let rows = window.query_all_by_role(Role::ListItem);
    let mut rows: Vec<(f32, String)> =
        rows.map(|row| (row.rect().top(), row.accesskit_node().label().unwrap())).collect();
    rows.sort_by(|one, other| one.0.total_cmp(&other.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

fn change(window: &mut Window, id: JobId, with: impl FnOnce(&mut Job)) {
    with(Arc::make_mut(window.state_mut().model.jobs.get_mut(&id).unwrap()));
    window.run();
}

fn add(model: &mut Model, name: &str, with: impl FnOnce(&mut Job)) -> JobId {
    let mut job = models::job(model, name, 1_000_000_000, Method::Multipart);
    with(&mut job);
    models::add(model, job)
}

#[test]
fn what_was_cancelled_says_what_the_platform_has_of_it() {
    let mut model = models::empty();
    add(&mut model, "half.mp4", |job| {
        job.session = Some(models::session("a", 1_000_000_000, 10, 4));
        job.end = Some(End::Cancelled);
    });
    let window = open(model, view(Page::Uploads), models::now());
    assert!(said(&window, "Cancelled · 400 MB of 1 GB sent"));
    assert!(!said(&window, "nothing is on the platform"));
    let mut model = models::empty();
    add(&mut model, "begun.mp4", |job| {
        job.session = Some(models::session("a", 1_000_000_000, 10, 0));
        job.end = Some(End::Cancelled);
    });
    let window = open(model, view(Page::Uploads), models::now());
    assert!(said(&window, "Cancelled · no part was sent. The session ends by itself."));
    let mut model = models::empty();
    add(&mut model, "none.mp4", |job| job.end = Some(End::Cancelled));
    let window = open(model, view(Page::Uploads), models::now());
    assert!(said(&window, "Cancelled · nothing is on the platform"));
    assert!(!said(&window, "sent"));
    // In one request, after some of it had left in this run.
    let mut scene = models::Scene::from(models::empty());
    let id = add(&mut scene.model, "part.mp4", |job| job.end = Some(End::Cancelled));
    scene.wire.reached.insert(id, 31_700_000);
    let window = open(scene, view(Page::Uploads), models::now());
    assert!(said(&window, "Cancelled · 31.7 MB of 1 GB sent"));
}

#[test]
fn a_cancelled_upload_that_can_be_undone_is_told_as_cancelled() {
    let mut model = models::empty();
    let id = add(&mut model, "half.mp4", |job| {
        job.session = Some(models::session("a", 1_000_000_000, 10, 4));
        job.events.add(takeup_model::JobEvent::Added, models::now().utc);
        job.events.add(takeup_model::JobEvent::Created, models::now().utc);
        job.events.add(takeup_model::JobEvent::Paused, models::now().utc);
    });
    let mut shown = view(Page::Uploads);
    shown.open.insert(id);
    let mut window = open(model, shown, models::now());
    assert!(said(&window, "Paused"));
    crate::uploads::click(&mut window, "Cancel: half.mp4");
    assert!(said(&window, "Cancelled") && !said(&window, "Paused"), "nobody has paused it");
}

#[test]
fn the_list_has_what_is_open_first_and_the_newest_of_that_and_holds_still_under_the_pointer() {
    let mut model = models::empty();
    let done = |job: &mut Job, added: &str, ended: &str| {
        (job.added, job.ended, job.end) = (models::at(added), Some(models::at(ended)), Some(End::Ready));
    };
    let (early, late) = ("2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z");
    add(&mut model, "done early.mp4", |job| done(job, early, "2026-11-22T11:10:00Z"));
    add(&mut model, "open early.mp4", |job| job.added = models::at(early));
    add(&mut model, "done late.mp4", |job| done(job, early, "2026-11-22T11:20:00Z"));
    let newest = add(&mut model, "open late.mp4", |job| job.added = models::at(late));
    add(&mut model, "open late too.mp4", |job| job.added = models::at(late));
    let mut window = open(model, view(Page::Uploads), models::now());
    let before = ["open late.mp4", "open late too.mp4", "open early.mp4", "done late.mp4", "done early.mp4"];
    assert_eq!(listed(&window), before);
    let row = window.get_by_role_and_label(Role::ListItem, "open early.mp4").rect().center();
    window.hover_at(row);
    window.run();
    change(&mut window, newest, |job| done(job, late, "2026-11-22T11:30:00Z"));
    assert_eq!(listed(&window), before, "nothing moves under the pointer");
    window.hover_at(pos2(600.0, 10.0));
    window.run();
    let after = ["open late too.mp4", "open early.mp4", "open late.mp4", "done late.mp4", "done early.mp4"];
    assert_eq!(listed(&window), after);
}

#[test]
fn the_keyboard_and_the_menu_change_the_order_in_which_is_sent() {
    let mut window = open(models::many(3), view(Page::Uploads), models::now());
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    let id = id_of(&window.state().model, "clip-00001.mp4");
    for (key, earlier) in [(Key::ArrowUp, true), (Key::ArrowDown, false)] {
        window.state_mut().out.clear();
        press(&mut window, Modifiers::ALT, key);
        let got = commands(&mut window);
        let same = match &got[..] {
            [Command::SendBeside(moved, neighbor)] => {
                (*neighbor == Neighbor::Before) == earlier && *moved == id
            }
            _ => false,
        };
        assert!(same, "{got:?}");
    }
}

#[test]
fn the_list_can_be_in_the_order_in_which_is_sent() {
    let mut model = models::empty();
    let (early, late) = ("2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z");
    add(&mut model, "ready.mp4", |job| {
        (job.added, job.ended, job.end) = (models::at(early), Some(models::at(late)), Some(End::Ready));
    });
    add(&mut model, "first.mp4", |job| job.added = models::at(early));
    add(&mut model, "second.mp4", |job| job.added = models::at(late));
    add(&mut model, "preferred.mp4", |job| (job.added, job.front) = (models::at(late), 9));
    let mut window = open(model, view(Page::Uploads), models::now());
    assert_eq!(listed(&window), ["preferred.mp4", "second.mp4", "first.mp4", "ready.mp4"]);
    click_role(&mut window, Role::Button, "Sort: Unfinished first");
    click_role(&mut window, Role::MenuItemRadio, "Sending order");
    assert_eq!(listed(&window), ["preferred.mp4", "first.mp4", "second.mp4", "ready.mp4"]);
}

#[test]
fn nothing_moves_when_rows_are_picked_or_when_all_is_over() {
    let mut model = models::empty();
    let one = add(&mut model, "one.mp4", |_| {});
    let two = add(&mut model, "two.mp4", |_| {});
    let mut window = open(model, view(Page::Uploads), models::now());
    let place = |window: &Window| window.get_by_role_and_label(Role::ListItem, "one.mp4").rect();
    let (row, head) = (place(&window), window.get_by_label("2 uploads").rect());
    click_role(&mut window, Role::CheckBox, "Select one.mp4");
    assert_eq!(place(&window), row);
    assert!((window.get_by_label("1 selected").rect().center().y - head.center().y).abs() < 0.6);
    press(&mut window, Modifiers::NONE, Key::Escape);
    // The summary stays when nothing is under way.
    for id in [one, two] {
        change(&mut window, id, |job| {
            (job.end, job.ended) = (Some(End::Ready), Some(models::at("2026-11-22T11:31:00Z")));
        });
    }
    assert_eq!(place(&window), row);
    for id in [one, two] {
        change(&mut window, id, |job| job.end = Some(End::Cancelled));
    }
    assert_eq!(place(&window), row);
}

#[test]
fn picked_and_opened_rows_look_different_from_each_other_and_from_the_rest() {
    let mut model = models::empty();
    for name in ["one.mp4", "two.mp4", "three.mp4"] {
        add(&mut model, name, |_| {});
    }
    let mut shown = view(Page::Uploads);
    shown.open.insert(id_of(&model, "two.mp4"));
    let mut window = open(model, shown, models::now());
    click_role(&mut window, Role::CheckBox, "Select one.mp4");
    let picture = window.render().unwrap();
    let color = |name: &str| {
        let row = window.get_by_role_and_label(Role::ListItem, name).rect();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the picture")]
        let (x, y) = ((row.left() + 5.0) as u32, (row.top() + 5.0) as u32);
        *picture.get_pixel(x, y)
    };
    let (picked, opened, plain) = (color("one.mp4"), color("two.mp4"), color("three.mp4"));
    assert!(picked != opened && picked != plain && opened != plain, "{picked:?} {opened:?} {plain:?}");
}

/// Picks these rows, and does this with them: by a button, or in the menu where there is no room for it.
fn with_picked(window: &mut Window, rows: &[&str], action: &str) -> Vec<Command> {
    press(window, Modifiers::NONE, Key::Escape);
    for row in rows {
        click_role(window, Role::CheckBox, &format!("Select {row}"));
    }
    if window.query_by_role_and_label(Role::Button, action).is_some() {
        return click_role(window, Role::Button, action);
    }
    click_role(window, Role::Button, "More for the selection");
    click_role(window, Role::MenuItem, action)
}

fn chosen(window: &Window, which: &JobSelection) -> Vec<String> {
    let ids = match which {
        JobSelection::One(id) => vec![*id],
        JobSelection::These(ids) => ids.clone(),
        JobSelection::All(_) => Vec::new(),
    };
    let mut names: Vec<String> = ids.iter().map(|id| window.state().model.jobs[id].name()).collect();
    names.sort();
    names
}

#[test]
fn each_action_of_a_selection_means_those_it_fits() {
    let mut window = busy();
    let got = with_picked(&mut window, &["drone-coast-02.mp4", "b.mov"], "Resume");
    assert!(
        matches!(got.as_slice(), [Command::Resume(JobSelection::These(ids))] if ids.len() == 2),
        "{got:?}"
    );
    let failed = ["obs-recording.mkv", "whole-match-uncut.mov"];
    let got = with_picked(&mut window, &failed, "Retry");
    let [Command::Retry(which)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(chosen(&window, which), failed);
    with_picked(&mut window, &["opening-keynote.mp4", "podcast-ep-12.mp3", "b.mov"], "Add destinations…");
    assert!(said(&window, "Add destinations to 2 assets"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    // What has begun keeps its metadata.
    with_picked(&mut window, &["press-kit-teaser.mp4", "b.mov"], "Metadata…");
    let form = window.state().view.metadata.as_ref().map(|form| form.jobs.clone());
    assert_eq!(form, Some(vec![id_of(&window.state().model, "press-kit-teaser.mp4")]));
    press(&mut window, Modifiers::NONE, Key::Escape);
    let rows = ["press-kit-teaser.mp4", "drone-coast-02.mp4", "opening-keynote.mp4"];
    with_picked(&mut window, &rows, "Then…");
    assert!(said(&window, "What happens after these 2 uploads"));
    assert!(!said(&window, "Classic indexing task in"), "some of it has been sent another way");
    click_role(&mut window, Role::MenuItemCheckBox, "Races 2026");
    let got = click_role(&mut window, Role::Button, "Save");
    let told: Vec<JobId> = got
        .iter()
        .filter_map(|command| if let Command::Redirect(id, _) = command { Some(*id) } else { None })
        .collect();
    let open = ["press-kit-teaser.mp4", "drone-coast-02.mp4"].map(|name| id_of(&window.state().model, name));
    assert!(told.len() == 2 && open.iter().all(|id| told.contains(id)), "{got:?}");
}

#[test]
fn the_request_for_an_asset_is_copied_for_a_terminal() {
    let mut window = busy();
    let line = copied(&mut window, "opening-keynote.mp4", "Copy as cURL");
    assert!(line.starts_with("curl ") && line.contains("/assets/6396bf71a62ad20a77c1d20f"), "{line}");
}

#[test]
fn the_keyboard_goes_by_pages_and_by_the_letters_of_a_name() {
    let mut window = open(models::many(60), view(Page::Uploads), models::now());
    let at = |window: &Window| {
        let (picks, jobs) = (&window.state().view.uploads.picks, &window.state().model.jobs);
        jobs.values().find(|job| picks.at(&job.id)).map(|job| job.name())
    };
    press(&mut window, Modifiers::NONE, Key::Home);
    for (key, name) in [
        // As many rows have room.
        (Key::PageDown, "clip-00008.mp4"),
        (Key::PageDown, "clip-00016.mp4"),
        (Key::PageUp, "clip-00008.mp4"),
        (Key::PageUp, "clip-00000.mp4"),
        (Key::PageUp, "clip-00000.mp4"),
        (Key::End, "clip-00059.mp4"),
        (Key::PageDown, "clip-00059.mp4"),
    ] {
        press(&mut window, Modifiers::NONE, key);
        assert_eq!(at(&window).as_deref(), Some(name), "{key:?}");
        assert!(said(&window, name), "{name} is in sight");
    }
    window.event(Event::Text("clip-0003".to_owned()));
    window.run();
    assert_eq!(at(&window).as_deref(), Some("clip-00030.mp4"));
    // After a while it begins a new name, and goes to the next.
    window.run_steps(6);
    window.event(Event::Text("c".to_owned()));
    window.run();
    assert_eq!(at(&window).as_deref(), Some("clip-00031.mp4"));
}

#[test]
fn a_space_in_a_name_that_is_typed_ticks_nothing() {
    let mut model = models::empty();
    for name in ["clip 1.mp4", "clip 2.mp4"] {
        add(&mut model, name, |_| {});
    }
    let mut window = open(model, view(Page::Uploads), models::now());
    press(&mut window, Modifiers::NONE, Key::End);
    press(&mut window, Modifiers::NONE, Key::Home);
    let first = listed(&window)[0].clone();
    let other = listed(&window)[1].clone();
    for letter in other.trim_end_matches(".mp4").chars() {
        if letter == ' ' {
            window.key_press(Key::Space);
        }
        window.event(Event::Text(letter.to_string()));
        window.step();
    }
    let (picks, jobs) = (&window.state().view.uploads.picks, &window.state().model.jobs);
    assert!(picks.is_empty(), "{first} is not ticked");
    assert_eq!(jobs.values().find(|job| picks.at(&job.id)).map(|job| job.name()), Some(other));
    window.run_steps(6);
    window.key_press(Key::Space);
    window.run();
    assert!(!window.state().view.uploads.picks.is_empty(), "later a space ticks");
}

#[test]
fn it_is_seen_when_the_keyboard_is_in_a_list_before_any_row_is_marked() {
    for (page, name) in [(Page::Uploads, "Uploads"), (Page::Assets, "Assets")] {
        let scene = models::with_assets("b.mov", models::now());
        let mut window = open(scene, view(page), models::now());
        let edge = |window: &mut Window| {
            let role = if page == Page::Uploads { Role::List } else { Role::Grid };
            let card = window.get_by_role_and_label(role, name).rect();
            let picture = window.render().unwrap();
            // Half way down the left edge.
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a pixel")]
            let pixel = picture.get_pixel(card.left() as u32 + 1, card.center().y as u32);
            pixel.0
        };
        let before = edge(&mut window);
        for _ in 0..60 {
            window.key_press(Key::Tab);
            window.run();
            if edge(&mut window) != before {
                break;
            }
        }
        assert_ne!(edge(&mut window), before, "{page:?}: nothing shows where the keyboard is");
        // A row has a ring as long as keys lead to it.
        let role = if page == Page::Uploads { Role::ListItem } else { Role::Row };
        let row =
            window.get_all_by_role(role).min_by(|one, other| one.rect().top().total_cmp(&other.rect().top()));
        let row = row.unwrap().rect();
        let above = |window: &mut Window| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a pixel")]
            let pixel = window.render().unwrap().get_pixel(row.center().x as u32, row.top() as u32 + 1).0;
            pixel
        };
        let plain = above(&mut window);
        press(&mut window, Modifiers::NONE, Key::ArrowDown);
        let ringed = above(&mut window);
        assert_ne!(ringed, plain, "{page:?}");
        click_at(&mut window, row.center());
        window.run();
        window.hover_at(pos2(2.0, 2.0));
        window.run();
        assert_ne!(above(&mut window), ringed, "{page:?}: the pointer shows where it is by itself");
    }
}

#[test]
fn names_in_every_script_are_drawn_and_stay_in_their_rows() {
    let long = format!("{}.mp4", "long ".repeat(50));
    // 255 bytes, the most that file systems take.
    let longest = format!("{}a.mp4", "가".repeat(83) + "b");
    assert_eq!(longest.len(), 255);
    let names = [
        "مقابلة نهائية.mp4",
        "ראיון סופי.mp4",
        "साक्षात्कार अंतिम.mp4",
        "สัมภาษณ์สุดท้าย.mp4",
        "인터뷰 최종.mp4",
        "取材_最終版.mp4",
        "smile 😀.mp4",
        "two\nlines.mp4",
        &long,
        &longest,
    ];
    for pixels in [1.0, 3.0] {
        let mut model = models::empty();
        for name in names {
            add(&mut model, name, |_| {});
        }
        let window = open_with_system_fonts(model, pixels);
        for name in names {
            let row = window.get_by_role_and_label(Role::ListItem, name).rect();
            let label = window.get_by_role_and_label(Role::Label, name).rect();
            assert!(row.contains_rect(label) && row.height() < 60.0, "{name}: {label:?} in {row:?}");
        }
    }
}
