//! Item collections: beside the page of knowledge stores, and as destinations.

use eframe::egui::{Role, Theme};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use takeup::ui::{Page, View};
use takeup_engine::Command;
use takeup_model::{
    Change, DestinationId, Failure, FailureKind, List, ListState, Listing, Model, StoreId, UploadOptions,
};

use crate::held::asked;
use crate::live::Live;
use crate::uploads::{Window, click, click_role, open, open_sized, said, type_into, view};
use takeup_rig::held_models::{self as held, STORE};
use takeup_rig::{Rig, models};

fn trailers() -> StoreId {
    StoreId::collection(STORE, "ksic_1")
}

fn inside(store: &StoreId) -> View {
    let mut shown = view(Page::Stores);
    shown.stores.open = Some(store.clone());
    shown
}

fn with(state: ListState) -> Window {
    let now = models::now();
    let mut scene = held::full("b.mov", now);
    models::edit(&mut scene.model, |account| {
        account.collections.insert(STORE.into(), Listing { state, ..Listing::default() });
    });
    open(scene, inside(&STORE.into()), now)
}

/// The collections that somebody wants loaded.
fn loads(commands: &[Command]) -> Vec<&StoreId> {
    let mut wanted = Vec::new();
    for command in commands {
        if let Command::LoadAll(_, List::Collections(store)) | Command::Refresh(_, List::Collections(store)) =
            command
        {
            wanted.push(store);
        }
    }
    wanted
}

/// The knowledge stores and collections that were chosen for what is added next.
fn chosen(commands: &[Command], model: &Model) -> Vec<(String, String)> {
    let settings = commands.iter().find_map(|command| {
        if let Command::ChangeSettings(settings) = command { Some(settings) } else { None }
    });
    let next = &settings.unwrap_or(&model.settings).account(&model.current).unwrap().next;
    next.stores.iter().map(|(id, name)| (id.0.clone(), name.clone())).collect()
}

/// Whether the choice of what comes next says this.
fn then_says(window: &Window, words: &str) -> bool {
    let then = window.get_by_role_and_label(Role::ComboBox, "Then");
    then.accesskit_node().value().is_some_and(|value| value.contains(words))
}

#[test]
fn a_knowledge_store_lists_its_collections_and_each_is_opened_and_left() {
    let mut window = open(held::full("b.mov", models::now()), inside(&STORE.into()), models::now());
    assert!(said(&window, "Collections") && said(&window, "Interviews · 1 item"));
    click_role(&mut window, Role::Button, "Trailers · 12 items");
    assert_eq!(window.state().view.stores.open, Some(trailers()));
    models::edit(&mut window.state_mut().model, |account| {
        let items = account.items[&STORE.into()].clone();
        account.items.insert(trailers(), items);
    });
    window.run();
    click(&mut window, "More for best-racing-moments.mp4 in the contents");
    click(&mut window, "Remove from collection…");
    assert!(said(&window, "It stays in the knowledge store."));
    let got = click_role(&mut window, Role::Button, "Remove");
    assert!(matches!(asked(&got)[..], [Change::RemoveItem { store, .. }] if *store == trailers()), "{got:?}");
    click(&mut window, "Back to Season archive");
    assert_eq!(window.state().view.stores.open, Some(STORE.into()));
    click(&mut window, "More for the collection Trailers");
    click(&mut window, "Add assets…");
    click_role(&mut window, Role::MenuItemCheckBox, "lecture-07.mp4");
    let got = click_role(&mut window, Role::Button, "Add");
    let to = DestinationId::Store(trailers());
    assert!(matches!(got.as_slice(), [Command::AddAssets(_, _, places)] if *places == [to]), "{got:?}");
}

#[test]
fn collections_say_that_they_load_that_there_are_none_and_why_they_did_not_come() {
    assert!(said(&with(ListState::default()), "Loading collections"));
    let loaded = Some(models::at("2026-11-22T11:32:06Z"));
    let mut window = with(ListState { loaded, complete: true, ..ListState::default() });
    assert!(said(&window, "No collections yet"));
    click(&mut window, "New collection…");
    assert!(said(&window, "New collection in “Season archive”"));
    assert!(asked(&click_role(&mut window, Role::Button, "Create")).is_empty(), "it has no name yet");
    type_into(&mut window, Role::TextInput, "Name", " Trailers ");
    let got = click_role(&mut window, Role::Button, "Create");
    assert!(
        matches!(asked(&got)[..], [Change::CreateCollection { store, name }] if store.0 == STORE && name == "Trailers"),
        "{got:?}"
    );
    let trouble = Some(Failure::new(FailureKind::ServerError, "HTTP 500"));
    let mut window = with(ListState { trouble, ..ListState::default() });
    assert!(said(&window, "HTTP 500") && !said(&window, "Loading collections"));
    let got = click(&mut window, "Load collections again");
    assert_eq!(loads(&got), [&StoreId::from(STORE)]);
}

#[test]
fn a_collection_is_chosen_below_its_knowledge_store_and_stands_for_it() {
    let now = models::now();
    let mut window = open(held::full("b.mov", now), view(Page::Uploads), now);
    click_role(&mut window, Role::ComboBox, "Then");
    assert!(window.query_by_label("Season archive / Trailers").is_none(), "the store is not chosen");
    let pair = |id: &str, name: &str| (id.to_owned(), name.to_owned());
    let store = pair(STORE, "Season archive");
    let collection = pair(&trailers().0, "Season archive / Trailers");
    let both = [collection.clone(), pair(&format!("{STORE}/ksic_2"), "Season archive / Interviews")];
    for (item, places) in [
        ("Season archive", &[store.clone()][..]),
        ("Season archive / Trailers", &[collection][..]),
        ("Season archive / Interviews", &both),
        ("Season archive / Trailers", &both[1..]),
        ("Season archive / Interviews", &[store]),
    ] {
        let got = click_role(&mut window, Role::MenuItemCheckBox, item);
        assert_eq!(chosen(&got, &window.state().model), places, "{item}");
    }
    click_role(&mut window, Role::MenuItemCheckBox, "Season archive / Trailers");
    assert!(then_says(&window, "Add to Season archive / Trailers"));
    let got = click_role(&mut window, Role::MenuItemCheckBox, "Season archive");
    assert!(chosen(&got, &window.state().model).is_empty(), "its collections go with it");
    // Another one whose collections nobody knows yet.
    let got = click_role(&mut window, Role::MenuItemCheckBox, "Training library");
    assert_eq!(loads(&got), [&StoreId::from("ks_66a1f0bb7741")]);
    assert!(said(&window, "Training library · Loading collections"));
    models::edit(&mut window.state_mut().model, |account| {
        let trouble = Some(Failure::new(FailureKind::ServerError, "HTTP 500"));
        let state = ListState { trouble, ..ListState::default() };
        account.collections.insert("ks_66a1f0bb7741".into(), Listing { state, ..Listing::default() });
    });
    window.run();
    assert!(said(&window, "HTTP 500"));
    let got = click(&mut window, "Training library · Load collections again");
    assert_eq!(loads(&got), [&StoreId::from("ks_66a1f0bb7741")]);
}

#[test]
fn a_collection_that_is_gone_is_told_and_its_choice_can_be_taken_back() {
    let now = models::now();
    let mut scene = held::full("b.mov", now);
    let gone = StoreId::collection(STORE, "ksic_9");
    models::remember(&mut scene.model, |next| {
        next.stores.insert(gone.clone(), "Season archive / Drafts".to_owned());
    });
    let mut shown = view(Page::Uploads);
    shown.then = scene.model.settings.accounts[0].next.clone();
    let mut window = open(scene, shown, now);
    assert!(then_says(&window, "Season archive / Drafts no longer exists"));
    click_role(&mut window, Role::ComboBox, "Then");
    let item = "Season archive / Drafts no longer exists";
    let got = click_role(&mut window, Role::MenuItemCheckBox, item);
    let store = (STORE.to_owned(), "Season archive".to_owned());
    assert_eq!(chosen(&got, &window.state().model), [store]);
}

#[test]
fn a_collection_is_made_filled_and_emptied_by_hand() {
    let rig = Rig::plain();
    let store = rig.store("Archive");
    let file = rig.video("clip.mp4", 300_000);
    let mut live = Live::on(&rig, Page::Stores);
    let destination_ids = vec![DestinationId::Store(store.as_str().into())];
    live.driver.add_as(&[&file], UploadOptions { destination_ids, ..UploadOptions::default() });
    live.driver.ready(1);
    live.press(Role::Row, "Archive");
    live.shows("No collections yet");
    live.press(Role::Button, "New collection…");
    type_into(&mut live.window, Role::TextInput, "Name", "Trailers");
    live.press(Role::Button, "Create");
    live.shows("Trailers · 0 items");
    live.press(Role::Button, "More for clip.mp4 in the contents");
    live.press(Role::MenuItem, "Add to collection…");
    live.press(Role::MenuItemCheckBox, "Archive / Trailers");
    live.press(Role::Button, "Add");
    live.press(Role::Button, "Trailers · 1 item");
    live.press(Role::Button, "More for clip.mp4 in the contents");
    live.press(Role::MenuItem, "Remove from collection…");
    live.press(Role::Button, "Remove");
    live.shows("This collection is empty.");
    live.press(Role::Button, "Back to Archive");
    live.shows("Trailers · 0 items");
    let ledger = rig.ledger();
    assert_eq!((ledger.store_items.len(), ledger.collections.len()), (1, 1));
    let added = "POST /knowledge-stores/{store_id}/item-collections/{collection_id}/items/add";
    assert_eq!(ledger.requests_to(added), 1);
}

#[test]
fn a_new_collection_is_chosen_for_what_is_added_next_and_a_restart_keeps_it() {
    let rig = Rig::slow();
    let store = rig.store("Archive");
    let mut live = Live::on(&rig, Page::Uploads);
    live.press(Role::ComboBox, "Then");
    live.press(Role::MenuItemCheckBox, "Archive");
    live.press(Role::MenuItem, "New collection in Archive");
    type_into(&mut live.window, Role::TextInput, "Name", "Trailers");
    live.press(Role::Button, "Create");
    live.until("it is chosen", |window, _| then_says(window, "Add to Archive / Trailers"));
    live.chosen = vec![rig.video("clip.mp4", 1_000_000)];
    live.press(Role::Button, "Choose files…");
    live.driver.under_way(0);
    live.end();
    // The names are asked for again, and the upload goes where it was to go.
    let mut live = Live::on(&rig, Page::Uploads);
    live.driver.ready(1);
    let id = *live.driver.engine.model().jobs.keys().next().unwrap();
    live.window.state_mut().view.open.insert(id);
    live.shows("Archive / Trailers");
    let ledger = rig.ledger();
    let [item] = &ledger.store_items[..] else { panic!("{:?}", ledger.store_items) };
    let [collection] = &ledger.collections[..] else { panic!("{:?}", ledger.collections) };
    assert_eq!((&item.store_id, &collection.store_id), (&store, &store));
    assert_eq!(collection.items, [item.id.as_str()]);
}

#[test]
fn a_store_with_its_collections_looks_as_it_did() {
    let mut results = egui_kittest::SnapshotResults::new();
    for (name, size, theme) in [
        ("store_detail_light", (1180.0, 760.0), Theme::Light),
        ("store_detail_narrow", (640.0, 480.0), Theme::Dark),
    ] {
        let shown = inside(&STORE.into());
        let mut window = open_sized(held::full("b.mov", models::now()), shown, models::now(), size, theme);
        results.add(window.try_snapshot(name));
    }
}
