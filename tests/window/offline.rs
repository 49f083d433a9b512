//! What the window says where nothing goes on: without a connection, and while uploads wait.

use std::collections::BTreeMap;
use std::time::Duration;

use eframe::egui::Role;
use egui_kittest::kittest::Queryable as _;
use takeup::ui::Page;
use takeup_engine::Command;
use takeup_model::{
    Failure, FailureKind, FileCopy, Listing, Method, Model, PartNo, PartRetries, Reachability, Recipe, Wire,
};

use crate::uploads::{Window, click_role, open, said, view};
use takeup_rig::held_models;
use takeup_rig::models::{self, Scene};

pub(crate) fn down(model: &mut Model) {
    models::edit(model, |account| {
        account.reachability = Reachability::Down {
            since: models::at("2026-11-22T11:31:40Z"),
            tries: 2,
            next: models::now().mono + Duration::from_secs(8),
            why: Failure::new(FailureKind::Network, "no route to host"),
        };
    });
}

fn unloaded() -> Model {
    let mut model = models::empty();
    models::edit(&mut model, |account| {
        (account.indexes, account.stores) = (Listing::default(), Listing::default());
        for list in [&mut account.indexes.state, &mut account.stores.state, &mut account.assets.state] {
            list.wanted = true;
        }
    });
    model
}

fn page_of(model: impl Into<Scene>, page: Page) -> Window {
    open(model, view(page), models::now())
}

#[test]
fn a_list_that_cannot_be_loaded_says_that_there_is_no_connection() {
    for page in [Page::Assets, Page::Tasks, Page::Indexes, Page::Stores] {
        let mut model = unloaded();
        let window = page_of(model.clone(), page);
        assert!(said(&window, "Loading") && !said(&window, "no connection"), "{page:?}");
        down(&mut model);
        let mut window = page_of(model, page);
        assert!(!said(&window, "Loading"), "{page:?}");
        assert!(said(&window, "Not loaded: no connection") && said(&window, "since 11:31"), "{page:?}");
        assert_eq!(window.query_all_by_label("Offline").count(), 1, "at the bottom, {page:?}");
        let got = click_role(&mut window, Role::Button, "Retry");
        assert!(matches!(got.as_slice(), [Command::ProbeNow(_)]), "{page:?}: {got:?}");
    }
}

#[test]
fn an_older_list_says_of_when_it_is() {
    for page in [Page::Assets, Page::Indexes] {
        let mut model = held_models::full("b.mov", models::now());
        let loaded = models::at("2026-11-22T10:05:00Z");
        models::edit(&mut model, |account| {
            account.assets.state.loaded = Some(loaded);
            account.indexes.state.loaded = Some(loaded);
        });
        let window = page_of(model.clone(), page);
        assert!(!said(&window, "Offline"), "{page:?}");
        down(&mut model);
        let window = page_of(model, page);
        assert!(said(&window, "Offline, updated 10:05"), "{page:?}");
        assert!(said(&window, "This list was updated at 10:05."), "{page:?}");
        assert!(said(&window, "Retry now"), "{page:?}");
    }
}

#[test]
fn what_opens_beside_a_list_and_the_menu_of_then_do_not_load_either() {
    let mut model = unloaded();
    down(&mut model);
    let mut window = page_of(model.clone(), Page::Uploads);
    click_role(&mut window, Role::ComboBox, "Then");
    assert!(said(&window, "Not loaded: no connection") && !said(&window, "Loading"));
    let mut model = held_models::full("b.mov", models::now());
    down(&mut model);
    let mut shown = view(Page::Assets);
    shown.assets.open = Some("unknown".into());
    let window = open(model, shown, models::now());
    assert!(!said(&window, "Loading"));
}

/// Two uploads whose parts travel, and a third one.
fn three(change: impl FnOnce(&mut Scene, takeup_model::JobId)) -> Window {
    let now = models::now();
    let mut scene = Scene::from(models::empty());
    for name in ["a.mp4", "b.mp4"] {
        models::in_parts(&mut scene, name, 900_000_000, (100, 10), 50_000.0, now);
    }
    let mut third = models::job(&mut scene, "third.mp4", 900_000_000, Method::Multipart);
    third.session = Some(models::session("6391c8a669ff3402ec515abb", 900_000_000, 100, 10));
    third.creation = takeup_model::Creation::Begun;
    let id = models::add(&mut scene, third);
    change(&mut scene, id);
    open(scene, view(Page::Uploads), now)
}

fn edit(scene: &mut Scene, id: takeup_model::JobId, with: impl FnOnce(&mut takeup_model::Job)) {
    let mut job = (*scene.jobs[&id]).clone();
    with(&mut job);
    scene.jobs.insert(id, job.into());
}

#[test]
fn an_upload_that_waits_says_for_what() {
    let others = "Waiting for a free slot";
    assert!(said(&three(|_, _| {}), others));
    let limited = three(|scene, _| scene.wire.limit.bytes_per_sec = Some(100_000));
    assert!(said(&limited, "Waiting: uploads are limited to 100 kB/s") && !said(&limited, others));
    let turn = three(|scene, _| {
        scene.wire.limit.bytes_per_sec = Some(100_000);
        let mut set = (*scene.settings).clone();
        set.files_at_once = 2;
        scene.settings = set.into();
    });
    assert!(said(&turn, others), "without a limit it would wait as long");
    let first = three(|scene, _| scene.wire = Wire::default());
    assert!(said(&first, "Starting") && !said(&first, "Uploading") && !said(&first, others));
    let asked = three(|scene, id| {
        edit(scene, id, |job| job.session.as_mut().unwrap().known = false);
    });
    assert!(said(&asked, "Checking"));
    let stalled = three(|scene, _| scene.wire.allowance = Some(2));
    assert!(said(&stalled, "Waiting: the storage takes no more"));
    let told = three(|scene, id| {
        edit(scene, id, |job| {
            let session = job.session.as_mut().unwrap();
            let etag = takeup_model::Part::Stored { etag: "e".to_owned() };
            session.parts.iter_mut().for_each(|part| *part = etag.clone());
        });
    });
    assert!(said(&told, "Confirming parts"));
    let copied = three(|scene, id| {
        edit(scene, id, |job| {
            job.session = None;
            job.creation = takeup_model::Creation::NotBegun;
            let recipe = Recipe::smaller(takeup_model::CopySize::P360);
            job.copy = Some(FileCopy { recipe, name: "n.mp4".to_owned(), made: None });
        });
    });
    assert!(said(&copied, "Waiting for other copies"));
}

#[test]
fn an_upload_whose_parts_all_wait_for_another_attempt_says_when_and_why() {
    let rests = |seconds| {
        let not_before = Some(models::now().mono + Duration::from_secs(seconds));
        PartRetries { setbacks: 1, not_before, ..PartRetries::default() }
    };
    let failed = |number: std::ops::Range<u32>| {
        three(move |scene, id| {
            edit(scene, id, |job| {
                job.trouble = Some(Failure::new(FailureKind::Network, "connection reset"));
                job.part_retries = number.map(|part| (PartNo(part), rests(20))).collect::<BTreeMap<_, _>>();
            });
        })
    };
    assert!(said(&failed(1..101), "Retrying in"));
    assert!(!said(&failed(1..100), "Retrying in"), "one of them can go");
}

#[test]
fn nothing_waits_for_a_slot_without_a_connection() {
    let window = three(|scene, _| {
        scene.wire = Wire::default();
        down(&mut scene.model);
    });
    assert!(said(&window, "Waiting for network") && !said(&window, "Waiting for a free slot"));
}
