//! Every control of the pages of what the platform holds that no story of `window_held` passes by: heads, searches,
//! menus, group bars, panels, and the ways out of a dialog.

use std::collections::BTreeSet;

use eframe::egui::{Key, Modifiers, PointerButton, Role, Theme, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use takeup::ui::{Action, Page};
use takeup_engine::Command;
use takeup_model::{
    Access, Change, Derived, Destination, DestinationId, DestinationState, Failure, FailureKind, List,
    ListState, Method, Poll, Subject,
};

use crate::held::{action, asked, from_menu, page, picked, press, rows};
use crate::menus::summon_at;
use crate::pseudo::painted;
use crate::uploads::{Window, click, click_role, commands, open, open_sized, said, type_into, view};
use takeup_rig::held_models::{self as held, FIRST};
use takeup_rig::models;
use takeup_text::{Language, in_language};

fn unfinished() -> Window {
    let now = models::now();
    let mut model = held::full("b.mov", now);
    models::edit(&mut model, |account| {
        let mut items = account.sessions.items.to_vec();
        let mut first = (*items[0]).clone();
        first.asset = Some(FIRST.into());
        items[0] = first.into();
        account.sessions.items = items.into();
    });
    let mut shown = view(Page::Tasks);
    shown.tasks.unfinished = true;
    open(model, shown, now)
}

/// A page with room for every column.
fn wide(page: Page) -> Window {
    let now = models::now();
    open_sized(held::full("b.mov", now), view(page), now, (1500.0, 900.0), Theme::Light)
}

/// Opens the menu of a row, and gives back what choosing from it put on the clipboard.
fn copied(window: &mut Window, row: &str, item: &str) -> String {
    click(window, &format!("More for {row}"));
    copy(window, item)
}

fn copy(window: &mut Window, name: &str) -> String {
    let got = action(window, name);
    let Action::Copy(text) = got else { panic!("{name}: {got:?}") };
    text
}

fn tick(window: &mut Window, names: &[&str]) {
    for name in names {
        click_role(window, Role::CheckBox, &format!("Select {name}"));
    }
}

#[test]
fn every_head_of_every_table_sorts() {
    let heads: [(Page, &[&str]); 3] = [
        (Page::Tasks, &["Name", "Started", "Status"]),
        (Page::Indexes, &["Name", "Models", "Videos", "Hours", "Created", "Expires", "Index ID"]),
        (Page::Stores, &["Name", "Items", "Created", "Knowledge store ID"]),
    ];
    let tables = heads.into_iter().map(|(shown, heads)| (wide(shown), heads));
    let sessions: &[&str] = &["File", "Size", "Parts", "Started", "Expires"];
    for (mut window, heads) in tables.chain([(unfinished(), sessions)]) {
        let count = rows(&window).len();
        for head in heads {
            for _ in 0..2 {
                click_role(&mut window, Role::ColumnHeader, head);
                assert_eq!(rows(&window).len(), count, "{head}");
            }
            let sorted = window.get_by_role_and_label(Role::ColumnHeader, head);
            assert!(sorted.accesskit_node().sort_direction().is_some(), "{head}");
        }
        click_role(&mut window, Role::CheckBox, "Select all");
        assert_eq!(picked(&window).len(), count);
        click_role(&mut window, Role::CheckBox, "Select all");
        assert!(picked(&window).is_empty());
    }
    let mut window = wide(Page::Indexes);
    click_role(&mut window, Role::ColumnHeader, "Videos");
    assert_eq!(rows(&window), ["Old analysis", "Lectures", "Races 2026", "B-roll"]);
}

#[test]
fn every_head_of_every_table_is_written_in_full() {
    for language in [Language::En, Language::Ko, Language::Ja] {
        in_language(language, || {
            let tables = [Page::Assets, Page::Tasks, Page::Indexes, Page::Stores].map(page);
            for window in tables.into_iter().chain([unfinished()]) {
                let heads: BTreeSet<String> = window
                    .query_all_by_role(Role::ColumnHeader)
                    .filter_map(|head| head.accesskit_node().label())
                    .collect();
                assert!(heads.len() > 2, "{heads:?}");
                let cut = painted(&window).into_iter().filter(|one| one.elided && heads.contains(&one.text));
                assert_eq!(cut.map(|one| one.text).collect::<Vec<_>>(), Vec::<String>::new());
            }
        });
    }
}

#[test]
fn every_page_has_a_search_of_its_own_and_loads_its_list_anew() {
    let pages = vec![
        (page(Page::Tasks), "Search tasks", "press", "press-2025.mp4", List::Tasks),
        (page(Page::Indexes), "Search indexes", "b-r", "B-roll", List::Indexes),
        (page(Page::Stores), "Search knowledge stores", "ks_66a1f0bb", "Training library", List::Stores),
        (unfinished(), "Search unfinished sessions", "0a4b", "upl_0a4b7711ff", List::Sessions),
    ];
    for (mut window, name, typed, found, list) in pages {
        type_into(&mut window, Role::TextInput, name, typed);
        assert_eq!(rows(&window), [found], "{name}");
        let got = click(&mut window, "Refresh");
        assert!(
            got.iter().any(|command| matches!(command, Command::Refresh(_, fresh) if *fresh == list)),
            "{name}: {got:?}"
        );
    }
}

#[test]
fn every_list_has_more_to_load_and_says_when_it_was_not_loaded() {
    let now = models::now();
    let mut model = held::full("b.mov", now);
    models::edit(&mut model, |account| {
        let more = |state: &mut ListState| (state.total, state.complete) = (Some(400), false);
        for state in [&mut account.indexes.state, &mut account.stores.state, &mut account.tasks.state] {
            more(state);
        }
        more(&mut account.sessions.state);
        account.indexed.values_mut().for_each(|list| more(&mut list.state));
        account.items.values_mut().for_each(|list| more(&mut list.state));
    });
    let more = |window: &Window| window.query_all_by_label("Load more").count();
    let mut indexes = view(Page::Indexes);
    let mut sessions = view(Page::Tasks);
    sessions.tasks.unfinished = true;
    let pages = vec![
        (indexes.clone(), List::Indexes),
        (view(Page::Stores), List::Stores),
        (view(Page::Tasks), List::Tasks),
        (sessions, List::Sessions),
    ];
    for (shown, list) in pages {
        let mut window = open_sized(model.clone(), shown, now, (1180.0, 1200.0), Theme::Light);
        let got = click(&mut window, "Load more");
        assert!(matches!(got.as_slice(), [Command::More(_, more)] if *more == list), "{list:?}: {got:?}");
    }
    // Beside the page the panel has a list of its own.
    indexes.indexes.open = Some("races".into());
    let mut stores = view(Page::Stores);
    stores.stores.open = Some("ks_66a1f0aa5120".into());
    let inside = [(indexes, List::Indexed("races".into())), (stores, List::Items("ks_66a1f0aa5120".into()))];
    for (shown, list) in inside {
        let mut window = open_sized(model.clone(), shown, now, (1180.0, 1200.0), Theme::Light);
        assert_eq!(more(&window), 2, "{list:?}");
        window.get_all_by_label("Load more").last().unwrap().click();
        window.run();
        let got = commands(&mut window);
        assert!(
            got.iter().any(|command| matches!(command, Command::More(_, more) if *more == list)),
            "{list:?}: {got:?}"
        );
        models::edit(&mut window.state_mut().model, |account| {
            let trouble = || Some(Failure::new(FailureKind::ServerError, "HTTP 500"));
            account.indexed.values_mut().for_each(|list| list.state.trouble = trouble());
            account.items.values_mut().for_each(|list| list.state.trouble = trouble());
        });
        window.run();
        let got = click(&mut window, "Retry");
        assert!(matches!(got.as_slice(), [Command::Refresh(_, again)] if *again == list), "{got:?}");
    }
}

#[test]
fn the_menu_of_an_asset_offers_everything_that_the_group_bar_does() {
    let mut window = page(Page::Assets);
    from_menu(&mut window, "lecture-07.mp4", "Show details");
    assert_eq!(window.state().view.assets.open, Some("6391c002aa11bb22cc33fd10".into()));
    click(&mut window, "Close details");
    from_menu(&mut window, "lecture-07.mp4", "Index into…");
    assert!(said(&window, "Index 1 asset"));
    click(&mut window, "Cancel");
    assert!(window.state().view.dialog.is_none());
    from_menu(&mut window, "lecture-07.mp4", "Add to knowledge store…");
    assert!(said(&window, "Add 1 asset to knowledge stores"));
    click(&mut window, "Cancel");
    assert_eq!(copied(&mut window, "lecture-07.mp4", "Copy asset ID"), "6391c002aa11bb22cc33fd10");
    for language in ["Copy as cURL", "Copy as Python", "Copy as Node.js"] {
        let code = copied(&mut window, "lecture-07.mp4", language);
        assert!(code.contains("/assets/6391c002aa11bb22cc33fd10"), "{language}: {code}");
    }
    assert_eq!(copy(&mut window, "Copy ID of lecture-07.mp4"), "6391c002aa11bb22cc33fd10");
    from_menu(&mut window, "lecture-07.mp4", "Delete…");
    let first = window.get_by_role_and_label(Role::Button, "Cancel").is_focused();
    assert!(first, "neither Enter nor Space changes or deletes anything");
    let got = click(&mut window, "Cancel");
    assert!(asked(&got).is_empty() && window.state().view.dialog.is_none(), "{got:?}");
    window.get_by_role_and_label(Role::Row, "lecture-07.mp4").click_button(PointerButton::Secondary);
    window.run();
    click_role(&mut window, Role::MenuItem, "Delete…");
    assert!(said(&window, "Delete “lecture-07.mp4”?"));
}

#[test]
fn assets_of_any_status_are_shown_again() {
    let mut window = page(Page::Assets);
    for (status, count) in [("Ready", 6), ("Processing", 1), ("Failed", 1), ("Any status", 8)] {
        click_role(&mut window, Role::ComboBox, "Status");
        click_role(&mut window, Role::MenuItemRadio, status);
        assert_eq!(rows(&window).len(), count, "{status}");
    }
}

#[test]
fn what_does_not_fit_into_the_group_bar_stands_in_a_menu() {
    let now = models::now();
    let model = held::full("b.mov", now);
    let mut window = open_sized(model, view(Page::Assets), now, (640.0, 480.0), Theme::Light);
    tick(&mut window, &["lecture-07.mp4"]);
    click(&mut window, "More for the selection");
    assert!(window.query_by_role_and_label(Role::MenuItem, "Copy IDs").is_some());
    assert!(window.query_by_role_and_label(Role::MenuItem, "Delete…").is_none(), "it keeps its place");
    window.key_press(Key::Escape);
    window.run();
    click_role(&mut window, Role::Button, "Delete…");
    let got = click_role(&mut window, Role::Button, "Delete");
    assert!(matches!(asked(&got)[..], [Change::DeleteAsset { .. }]), "{got:?}");
}

/// Two failed destinations of an upload whose asset is opened: a knowledge store, and an index of the same name.
pub(crate) fn twice_failed() -> models::Scene {
    let mut model = held::full("b.mov", models::now());
    held::opened(&mut model);
    let mut job = models::job(&mut model, "two-places.mp4", 178_000_000, Method::Direct);
    job.asset = Some((FIRST.into(), takeup_model::AssetStatus::Ready));
    job.sent = Some(models::at("2026-11-22T11:31:00Z"));
    let destination_ids =
        [DestinationId::Store("ks_66a1f0bb7741".into()), DestinationId::Index("broll".into())];
    let failed = |destination_id| Destination {
        destination_id,
        state: DestinationState::Failed(Failure::new(FailureKind::Refused, "too long")),
        poll: Poll::default(),
    };
    job.destinations = destination_ids.into_iter().map(failed).collect();
    job.end = Some(takeup_model::End::Ready);
    models::add(&mut model, job);
    model
}

#[test]
fn of_two_failed_destinations_only_the_one_that_was_meant_is_tried_again() {
    let mut shown = view(Page::Assets);
    shown.assets.open = Some(FIRST.into());
    let mut window = open_sized(twice_failed(), shown, models::now(), (1180.0, 1200.0), Theme::Light);
    for (name, place) in [("Retry Training library", 0), ("Retry B-roll", 1)] {
        let got = click(&mut window, name);
        assert!(
            matches!(got.as_slice(), [Command::RetryDestination(_, destination)] if *destination == place),
            "{name}: {got:?}"
        );
    }
    let mut shown = view(Page::Uploads);
    let model = twice_failed();
    shown.open.extend(model.jobs.keys().next_back().copied());
    let mut window = open_sized(model, shown, models::now(), (1180.0, 1800.0), Theme::Light);
    for (name, place) in
        [("Retry Training library for two-places.mp4", 0), ("Retry B-roll for two-places.mp4", 1)]
    {
        let got = click(&mut window, name);
        assert!(
            matches!(got.as_slice(), [Command::RetryDestination(_, destination)] if *destination == place),
            "{name}: {got:?}"
        );
    }
}

#[test]
fn the_key_asks_for_all_that_the_button_asks_for() {
    let tasks = || open(held::full("b.mov", models::now()), view(Page::Tasks), models::now());
    let (mut one, mut other) = (tasks(), tasks());
    let button = click(&mut one, "Refresh");
    commands(&mut other);
    other.key_press(Key::F5);
    other.run();
    let key = commands(&mut other);
    assert!(key.iter().any(|command| matches!(command, Command::Refresh(_, List::Indexed(_)))), "{key:?}");
    assert_eq!(format!("{key:?}"), format!("{button:?}"));
}

#[test]
fn a_knowledge_store_of_the_same_name_as_an_index_is_not_left_out() {
    let mut model = twice_failed();
    models::edit(&mut model, |account| {
        let mut stores = account.stores.items.to_vec();
        let mut second = (*stores[1]).clone();
        second.name = "Races 2026".to_owned();
        stores[1] = second.into();
        account.stores.items = stores.into();
    });
    let mut shown = view(Page::Assets);
    shown.assets.open = Some(FIRST.into());
    let mut window = open_sized(model, shown, models::now(), (1180.0, 1200.0), Theme::Light);
    let got = click(&mut window, "Retry Races 2026");
    assert!(matches!(got.as_slice(), [Command::RetryDestination(_, 0)]), "{got:?}");
}

#[test]
fn an_opened_asset_is_asked_for_again_and_its_stream_is_opened() {
    let now = models::now();
    let mut model = held::full("b.mov", now);
    held::opened(&mut model);
    models::edit(&mut model, |account| {
        let opened = account.opened.as_mut().unwrap();
        let mut detail = (**opened.asset.as_ref().unwrap()).clone();
        let url = Some("https://example.org/s.m3u8".to_owned());
        detail.hls = Some(Derived { url, status: "ready".to_owned() });
        opened.asset = Some(detail.into());
        opened.state.trouble = Some(Failure::new(FailureKind::ServerError, "HTTP 500"));
    });
    let mut shown = view(Page::Assets);
    shown.assets.open = Some(FIRST.into());
    let mut window = open_sized(model, shown, now, (1180.0, 1200.0), Theme::Light);
    let got = action(&mut window, "Open stream");
    assert!(matches!(&got, Action::Open(url) if url.ends_with("s.m3u8")), "{got:?}");
    let got = action(&mut window, "Open thumbnail");
    assert!(matches!(&got, Action::Open(url) if url.ends_with("t.jpg")), "{got:?}");
    let got = click(&mut window, "Retry");
    assert!(matches!(got.as_slice(), [Command::Open(_, Some(Subject::Asset(_)))]), "{got:?}");
    click_role(&mut window, Role::Button, "Edit…");
    type_into(&mut window, Role::TextInput, "Key 3", "driver");
    assert!(window.query_by_label("Remove line 4").is_some(), "there is always an empty line");
    click(&mut window, "Remove driver");
    assert!(window.query_by_label("Remove line 3").is_some() && window.query_by_label("Key 4").is_none());
    let got = click(&mut window, "Cancel");
    assert!(asked(&got).is_empty() && window.state().view.dialog.is_none(), "{got:?}");
}

#[test]
fn the_menu_of_a_task_knows_what_the_task_is() {
    let mut window = page(Page::Tasks);
    // One that is classic and makes a video, one that is classic and does not, and one that is an asset in an index.
    assert_eq!(copied(&mut window, "press-2025.mp4", "Copy task ID"), "t6");
    assert_eq!(copied(&mut window, "drone-coast-02.mp4", "Copy task ID"), "t3");
    assert_eq!(copy(&mut window, "Copy task ID of drone-coast-02.mp4"), "t3");
    click_role(&mut window, Role::ComboBox, "Index");
    click_role(&mut window, Role::MenuItemRadio, "Races 2026");
    assert_eq!(copied(&mut window, "b-roll-harbour.mkv", "Copy indexed asset ID"), "v3");
    assert_eq!(copy(&mut window, "Copy indexed asset ID of b-roll-harbour.mkv"), "v3");
    assert_eq!(copied(&mut window, "b-roll-harbour.mkv", "Copy asset ID"), FIRST);
    assert!(copied(&mut window, "b-roll-harbour.mkv", "Copy error message").contains("ac-4"));
    for language in ["Copy as cURL", "Copy as Python", "Copy as Node.js"] {
        let code = copied(&mut window, "b-roll-harbour.mkv", language);
        assert!(code.contains("/indexes/races/indexed-assets"), "{language}: {code}");
    }
    from_menu(&mut window, "b-roll-harbour.mkv", "Remove from index…");
    let got = click_role(&mut window, Role::Button, "Remove");
    let [Change::RemoveIndexedAsset { indexed, .. }] = asked(&got)[..] else { panic!("{got:?}") };
    assert_eq!(indexed, "v3");
    click_role(&mut window, Role::ComboBox, "Index");
    click_role(&mut window, Role::MenuItemRadio, "All indexes");
    assert_eq!(rows(&window).len(), 10);
    click_role(&mut window, Role::ComboBox, "Index");
    click_role(&mut window, Role::MenuItemRadio, "Races 2026");
    from_menu(&mut window, "b-roll-harbour.mkv", "Show asset");
    assert_eq!(
        (window.state().view.page, window.state().view.assets.open.clone()),
        (Page::Assets, Some(FIRST.into()))
    );
}

#[test]
fn tasks_are_copied_deleted_and_taken_along_together() {
    let mut window = page(Page::Tasks);
    tick(&mut window, &["press-2025.mp4", "opening-keynote.mp4"]);
    assert_eq!(copy(&mut window, "Copy IDs").lines().count(), 2);
    click(&mut window, "Delete…");
    let got = click_role(&mut window, Role::Button, "Delete");
    let deleted: BTreeSet<&str> = asked(&got).into_iter().map(Change::name).collect();
    assert_eq!(deleted, BTreeSet::from(["opening-keynote.mp4", "press-2025.mp4"]));
    click_role(&mut window, Role::Button, "Export");
    let got = action(&mut window, "As JSON…");
    assert!(matches!(&got, Action::SaveText { name, text } if name == "tasks.json" && text.contains("t6")));
}

#[test]
fn the_menu_of_an_unfinished_upload_does_as_its_buttons_do() {
    let mut window = unfinished();
    click(&mut window, "More for best-racing-moments.mp4");
    let got = action(&mut window, "Finish with a file…");
    assert!(matches!(&got, Action::PickFileFor(upload) if upload.0 == "upl_7d1f0c22b8"), "{got:?}");
    assert_eq!(copied(&mut window, "best-racing-moments.mp4", "Copy asset ID"), FIRST);
    assert_eq!(copy(&mut window, "Copy ID of upl_0a4b7711ff"), "upl_0a4b7711ff");
    tick(&mut window, &["best-racing-moments.mp4", "upl_0a4b7711ff"]);
    assert_eq!(copy(&mut window, "Copy IDs").lines().count(), 2);
}

#[test]
fn the_menus_of_an_index_lead_to_what_is_inside_and_to_its_tasks() {
    let mut window = wide(Page::Indexes);
    assert_eq!(copied(&mut window, "Races 2026", "Copy index ID"), "races");
    assert_eq!(copy(&mut window, "Copy ID of Lectures"), "lectures");
    tick(&mut window, &["Races 2026", "Lectures"]);
    assert_eq!(copy(&mut window, "Copy IDs").lines().collect::<BTreeSet<_>>(), ["lectures", "races"].into());
    click_role(&mut window, Role::CheckBox, "Select all");
    from_menu(&mut window, "Races 2026", "Show contents");
    assert!(said(&window, "Contents: 3"));
    assert_eq!(copy(&mut window, "Copy index ID"), "races");
    let inside = "More for best-racing-moments.mp4 in the contents";
    for (item, wanted) in [
        ("Copy asset ID", FIRST),
        ("Copy indexed asset ID", "v1"),
        ("Copy as Python", "races"),
        ("Copy as Node.js", "races"),
    ] {
        click(&mut window, inside);
        let text = copy(&mut window, item);
        assert!(text.contains(wanted), "{item}: {text}");
    }
    // The line itself has the same menu on the other button of the mouse; its name is also that of an upload.
    let at = window.get_by_label(inside).rect().left_center() - vec2(200.0, 0.0);
    summon_at(&mut window, at);
    assert!(copy(&mut window, "Copy as cURL").contains("races"));
    click(&mut window, "Actions");
    click_role(&mut window, Role::MenuItem, "Add assets…");
    assert!(said(&window, "Add assets to “Races 2026”"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    click(&mut window, "Actions");
    click_role(&mut window, Role::MenuItem, "Rename…");
    assert!(window.get_by_role_and_label(Role::Button, "Rename").accesskit_node().is_disabled(), "as before");
    type_into(&mut window, Role::TextInput, "Name", "/27");
    let got = click_role(&mut window, Role::Button, "Rename");
    let [Change::RenameIndex { name, .. }] = asked(&got)[..] else { panic!("{got:?}") };
    assert_eq!(name, "Races 2026/27");
    click(&mut window, "Actions");
    click_role(&mut window, Role::MenuItem, "Delete…");
    assert!(said(&window, "Delete the index “Races 2026”?") || said(&window, "Delete “Races 2026”?"));
    click(&mut window, "Cancel");
    from_menu(&mut window, "Races 2026", "Show tasks");
    assert_eq!(
        (window.state().view.page, window.state().view.tasks.index.clone()),
        (Page::Tasks, Some("races".into()))
    );
    assert_eq!(rows(&window).len(), 5);
}

#[test]
fn an_index_is_made_for_what_is_heard_only_and_never_for_nothing() {
    let mut window = page(Page::Indexes);
    click(&mut window, "New index…");
    type_into(&mut window, Role::TextInput, "Name", "Podcasts");
    click_role(&mut window, Role::CheckBox, "Audio: what is heard");
    click_role(&mut window, Role::CheckBox, "Visual: what is seen");
    assert!(window.get_by_role_and_label(Role::Button, "Create").accesskit_node().is_disabled());
    click_role(&mut window, Role::CheckBox, "Audio: what is heard");
    let got = click_role(&mut window, Role::Button, "Create");
    let [Change::CreateIndex { models, addons, .. }] = asked(&got)[..] else { panic!("{got:?}") };
    assert_eq!((models[0].1.as_slice(), addons.is_empty()), (["audio".to_owned()].as_slice(), true));
    click(&mut window, "New index…");
    click(&mut window, "Cancel");
    assert!(window.state().view.dialog.is_none());
}

#[test]
fn the_menus_of_a_knowledge_store_lead_to_what_is_inside() {
    let mut window = page(Page::Stores);
    assert_eq!(copied(&mut window, "Training library", "Copy knowledge store ID"), "ks_66a1f0bb7741");
    assert_eq!(copy(&mut window, "Copy ID of Season archive"), "ks_66a1f0aa5120");
    tick(&mut window, &["Training library"]);
    assert_eq!(copy(&mut window, "Copy IDs"), "ks_66a1f0bb7741");
    click_role(&mut window, Role::CheckBox, "Select all");
    from_menu(&mut window, "Training library", "Add assets…");
    assert!(said(&window, "Add assets to “Training library”"));
    click(&mut window, "Cancel");
    from_menu(&mut window, "Season archive", "Show contents");
    assert_eq!(copy(&mut window, "Copy knowledge store ID"), "ks_66a1f0aa5120");
    let inside = "More for best-racing-moments.mp4 in the contents";
    for (item, wanted) in [("Copy asset ID", FIRST), ("Copy item ID", "ksi_1")] {
        click(&mut window, inside);
        assert_eq!(copy(&mut window, item), wanted);
    }
    click(&mut window, "Actions");
    click_role(&mut window, Role::MenuItem, "Delete…");
    let got = click_role(&mut window, Role::Button, "Delete");
    assert!(matches!(asked(&got)[..], [Change::DeleteStore { .. }]), "{got:?}");
    click(&mut window, inside);
    click_role(&mut window, Role::MenuItem, "Show asset");
    assert_eq!(window.state().view.page, Page::Assets);
    let mut model = held::full("b.mov", models::now());
    models::edit(&mut model, |account| account.stores_access = Access::Refused);
    let mut window = open(model, view(Page::Stores), models::now());
    let got = click(&mut window, "Refresh");
    assert!(matches!(got.as_slice(), [Command::Refresh(_, List::Stores)]), "{got:?}");
}

#[test]
fn a_search_that_finds_nothing_does_not_say_that_nothing_is_there() {
    let pages = vec![
        (page(Page::Indexes), "Search indexes", "No match among the 4 loaded indexes."),
        (page(Page::Stores), "Search knowledge stores", "No match among the 2 loaded knowledge stores."),
        (unfinished(), "Search unfinished sessions", "No match among the 2 loaded sessions."),
    ];
    for (mut window, name, sentence) in pages {
        type_into(&mut window, Role::TextInput, name, "nowhere");
        assert!(said(&window, "No match") && said(&window, sentence), "{name}");
    }
}

#[test]
fn a_notice_that_is_given_again_is_shown_once_and_closed_once() {
    let now = models::now();
    let mut window = open(models::empty(), view(Page::Assets), now);
    for _ in 0..2 {
        window.state_mut().view.say("Copied", now);
        window.run();
    }
    window.state_mut().view.say("Something else.", now);
    window.run();
    assert_eq!(window.query_all_by_label("Copied").count(), 1);
    window.get_by_label("Close notice: Copied").click();
    window.run();
    assert!(window.query_by_label("Copied").is_none());
    assert_eq!(window.query_all_by_label_contains("Close notice: ").count(), 1);
}
