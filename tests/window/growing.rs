//! Menus and dialogs that were opened before what belongs into them was there: they grow with it, so that the pointer
//! reaches all of it.

use eframe::egui::Role;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use takeup::ui::Page;
use takeup_engine::Command;
use takeup_model::{Asset, DestinationId, Listing, Model};

use crate::held::from_menu;
use crate::uploads::{Window, click, click_role, open, said, view};
use takeup_rig::held_models::{self as held, FIRST};
use takeup_rig::models;

/// A model with everything, and the same before its lists have come.
fn both() -> (Model, Model) {
    let full = held::full("b.mov", models::now()).model;
    let mut bare = full.clone();
    models::edit(&mut bare, |account| {
        account.indexes = Listing::default();
        account.stores = Listing::default();
    });
    (full, bare)
}

/// Types into a field that the pointer has to reach.
fn fill(window: &mut Window, name: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, name).click();
    window.run();
    let field = window.get_by_role_and_label(Role::TextInput, name);
    assert!(field.is_focused(), "{name} is out of reach");
    field.type_text(text);
    window.run();
}

#[test]
fn a_menu_that_was_opened_before_its_lists_came_grows_with_them() {
    let (full, bare) = both();
    let mut window = open(bare, view(Page::Uploads), models::now());
    click_role(&mut window, Role::ComboBox, "Then");
    assert!(said(&window, "Loading indexes"));
    window.state_mut().model = full;
    window.run();
    for name in ["Races 2026", "B-roll", "Season archive", "Training library"] {
        click_role(&mut window, Role::MenuItemCheckBox, name);
    }
    assert_eq!(window.state().view.options().destination_ids.len(), 4);
}

#[test]
fn so_does_the_question_where_assets_shall_go() {
    let (full, bare) = both();
    let mut window = open(bare, view(Page::Assets), models::now());
    click_role(&mut window, Role::CheckBox, "Select lecture-07.mp4");
    click(&mut window, "Index into…");
    assert!(said(&window, "Loading…"));
    window.state_mut().model = full;
    window.run();
    click_role(&mut window, Role::MenuItemCheckBox, "B-roll");
    let got = click_role(&mut window, Role::Button, "Index");
    let [Command::AddAssets(_, _, destination_ids)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(destination_ids, &[DestinationId::Index("broll".into())]);
}

#[test]
fn what_is_known_to_be_no_video_goes_into_no_index() {
    for (file_type, disabled) in
        [("image/png", true), ("audio/mpeg", true), ("video/mp4", false), ("", false)]
    {
        let mut model = held::full("b.mov", models::now()).model;
        models::edit(&mut model, |account| {
            let assets: Vec<_> = account.assets.items.iter().cloned().collect();
            let typed =
                assets.into_iter().map(|asset| Asset { file_type: file_type.into(), ..(*asset).clone() });
            account.assets = held::loaded(typed.collect());
        });
        let mut window = open(model, view(Page::Assets), models::now());
        from_menu(&mut window, "lecture-07.mp4", "Index into…");
        let item = window.get_by_role_and_label(Role::MenuItemCheckBox, "B-roll");
        assert_eq!(item.accesskit_node().is_disabled(), disabled, "{file_type}");
    }
}

#[test]
fn so_does_the_list_of_assets_for_an_index() {
    let full = held::full("b.mov", models::now()).model;
    let mut bare = full.clone();
    models::edit(&mut bare, |account| account.assets = Listing::default());
    let mut window = open(bare, view(Page::Indexes), models::now());
    from_menu(&mut window, "Races 2026", "Add assets…");
    window.state_mut().model = full;
    window.run();
    click_role(&mut window, Role::MenuItemCheckBox, "poster.png");
    let got = click_role(&mut window, Role::Button, "Add");
    assert!(matches!(got.as_slice(), [Command::AddAssets(_, assets, _)] if assets.len() == 1), "{got:?}");
}

#[test]
fn the_forms_for_metadata_grow_line_by_line() {
    let mut model = held::full("b.mov", models::now());
    held::opened(&mut model);
    let mut shown = view(Page::Assets);
    shown.assets.open = Some(FIRST.into());
    let mut window = open(model, shown, models::now());
    click_role(&mut window, Role::Button, "Edit…");
    for line in 3..7 {
        fill(&mut window, &format!("Key {line}"), &format!("key{line}"));
    }
    assert!(window.query_by_label("Remove key6").is_some());
    let mut window = open(models::busy("b.mov", models::now()), view(Page::Uploads), models::now());
    click_role(&mut window, Role::ComboBox, "Then");
    click_role(&mut window, Role::MenuItem, "Metadata…");
    for line in 1..6 {
        fill(&mut window, &format!("Key {line}"), &format!("key{line}"));
        fill(&mut window, &format!("Value {line}"), "1");
    }
    click_role(&mut window, Role::Button, "Save");
    assert_eq!(window.state().view.options().metadata.iter().count(), 5);
}
