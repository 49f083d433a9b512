//! What the window explains before somebody decides: what *Then* means, what a deletion concerns, where a key comes from,
//! what becomes of the one that is stored, and how long something can be undone.

use std::time::Duration;

use eframe::egui::{Key, Modifiers, Role, Theme};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use takeup::ui::{Action, Page, Tab, undo};
use takeup_engine::Command;
use takeup_model::{Failure, FailureKind, KeyState, Listing, StoreId};

use crate::held::{action, press};
use crate::pseudo::painted;
use crate::uploads::{Window, click, click_role, open, open_sized, said, view};
use takeup_rig::held_models::{self as held, STORE};
use takeup_rig::models::{self, Scene};

#[test]
fn the_menu_of_then_has_a_sentence_for_each_way() {
    let now = models::now();
    let mut window = open(models::busy("b.mov", now), view(Page::Uploads), now);
    click_role(&mut window, Role::ComboBox, "Then");
    let mut lines: Vec<(f32, String)> = [
        "Stays in Assets. You can add it to an index later.",
        "Makes videos searchable, and ready for analysis if the index has Pegasus.",
        "A collection of videos and images for questions and answers.",
        "Older method: uploads and indexes in one request, without an asset.",
    ]
    .map(|line| (window.get_by_label(line).rect().top(), line.to_owned()))
    .to_vec();
    let below = |title: &str| window.get_by_label(title).rect().top();
    lines.extend(
        ["Keep as asset", "Index into", "Add to knowledge stores", "Classic indexing task in"]
            .map(|title| (below(title), title.to_owned())),
    );
    lines.sort_by(|one, other| one.0.total_cmp(&other.0));
    let read: Vec<&str> = lines.iter().map(|(_, line)| line.as_str()).collect();
    assert_eq!(
        read,
        [
            "Keep as asset",
            "Stays in Assets. You can add it to an index later.",
            "Index into",
            "Makes videos searchable, and ready for analysis if the index has Pegasus.",
            "Add to knowledge stores",
            "A collection of videos and images for questions and answers.",
            "Classic indexing task in",
            "Older method: uploads and indexes in one request, without an asset.",
        ]
    );
}

/// The question before these assets are deleted.
fn deletion(scene: Scene, names: &[&str]) -> Window {
    let mut window = open(scene, view(Page::Assets), models::now());
    for name in names {
        click_role(&mut window, Role::CheckBox, &format!("Select {name}"));
    }
    click(&mut window, "Delete…");
    window
}

#[test]
fn before_several_assets_are_deleted_their_known_uses_and_what_was_not_checked_are_named() {
    let now = models::now();
    let used = ["best-racing-moments.mp4", "opening-keynote.mp4"];
    let known = "Known uses: Races 2026, Season archive. The platform was not asked, so there may be more.";
    let unchecked = "Knowledge stores were not checked.";
    let window = deletion(held::full("b.mov", now), &used);
    assert!(said(&window, &format!("{known} {unchecked}")), "the second store was not looked into");

    let mut scene = held::full("b.mov", now);
    models::edit(&mut scene.model, |account| {
        let stores: Vec<StoreId> = account.stores.iter().map(|store| store.id.clone()).collect();
        account.stores.state.complete = true;
        for store in stores {
            let list = account.items.entry(store).or_insert_with(Listing::default);
            list.state.loaded = Some(now.utc);
            list.state.complete = true;
        }
    });
    let window = deletion(scene, &used);
    assert!(said(&window, known) && !said(&window, unchecked), "every store was");

    let mut scene = held::full("b.mov", now);
    models::edit(&mut scene.model, |account| {
        account.indexed.clear();
        account.items.clear();
    });
    let window = deletion(scene, &["lecture-07.mp4", "opening-keynote.mp4"]);
    assert!(said(&window, "Where they are used was not checked."), "nothing was looked into");

    let window = deletion(held::full("b.mov", now), &["lecture-07.mp4", "opening-keynote.mp4"]);
    assert!(said(
        &window,
        "The indexes and knowledge stores that this window has loaded do not use them. Others may: the platform was not asked."
    ));
    assert!(!said(&window, "Known uses") && !said(&window, "Season archive"), "{STORE}");
}

#[test]
fn the_first_screen_leads_to_where_keys_are_given_out() {
    let mut window = open(models::first_run(), view(Page::Uploads), models::now());
    let opened = action(&mut window, "Get a key from TwelveLabs");
    let Action::Open(page) = opened else { panic!("{opened:?}") };
    assert_eq!(page, "https://playground.twelvelabs.io/dashboard/api-key");
}

/// The settings of the account, with the key in this state.
fn account(key: Option<KeyState>) -> Window {
    let mut model = models::empty();
    if let Some(key) = key {
        models::edit(&mut model, |account| account.key = key);
    }
    let mut shown = view(Page::Settings);
    shown.preferences.tab = Tab::Account;
    open(model, shown, models::now())
}

#[test]
fn the_key_that_is_stored_is_masked_and_can_be_replaced_and_forgotten() {
    let masked = |window: &Window| painted(window).iter().any(|one| one.text == "•".repeat(12));
    let has = |window: &Window, button: &str| window.query_by_role_and_label(Role::Button, button).is_some();
    let none = account(Some(KeyState::Missing));
    assert!(!masked(&none) && has(&none, "Enter key…") && !has(&none, "Replace…") && !has(&none, "Forget…"));

    let mut window = account(None);
    assert!(masked(&window) && has(&window, "Replace…") && has(&window, "Forget…"));
    click(&mut window, "Replace…");
    let field = window.get_by_role_and_label(Role::PasswordInput, "API key");
    assert_eq!(field.accesskit_node().value().unwrap_or_default(), "", "the key that is stored is not in it");
    assert!(!masked(&window) && !has(&window, "Forget…"));
    click(&mut window, "Cancel");
    click(&mut window, "Forget…");
    let got = click(&mut window, "Forget key");
    assert!(matches!(got.as_slice(), [Command::ForgetKey(_)]), "{got:?}");
}

#[test]
fn a_row_tells_whether_its_details_are_shown() {
    let now = models::now();
    let mut window = open(models::busy("b.mov", now), view(Page::Uploads), now);
    let expanded = |window: &Window| {
        let row = window.get_by_role_and_label(Role::ListItem, "best-racing-moments.mp4");
        row.accesskit_node().data().is_expanded()
    };
    assert_eq!(expanded(&window), Some(false));
    click(&mut window, "Show details: best-racing-moments.mp4");
    assert_eq!(expanded(&window), Some(true));
    click(&mut window, "Hide details: best-racing-moments.mp4");
    assert_eq!(expanded(&window), Some(false));
}

#[test]
fn after_ten_seconds_nothing_can_be_undone() {
    let now = models::now();
    let mut window =
        open_sized(models::busy("b.mov", now), view(Page::Uploads), now, (1180.0, 1500.0), Theme::Light);
    click(&mut window, "Cancel: best-racing-moments.mp4");
    let button = "Undo: Cancelled best-racing-moments.mp4";
    let almost = Duration::from_millis(9_999);
    assert!(undo::due(&mut window.state_mut().view, now.mono + almost, false).is_empty());
    window.state_mut().now.mono = now.mono + almost;
    window.run();
    assert!(window.query_by_label(button).is_some(), "it can still be undone");

    let over = now.mono + Duration::from_secs(10);
    let got = undo::due(&mut window.state_mut().view, over, false);
    assert!(matches!(got.as_slice(), [Command::Cancel(_)]), "{got:?}");
    window.state_mut().now.mono = over;
    window.run();
    assert!(window.query_by_label(button).is_none());
    window.state_mut().out.clear();
    press(&mut window, Modifiers::COMMAND, Key::Z);
    let sent = &window.state().out;
    assert!(!sent.iter().any(|action| matches!(action, Action::Engine(Command::Resume(_)))), "{sent:?}");
}

#[test]
fn a_server_that_is_not_found_says_nothing_of_the_key() {
    let window = account(Some(KeyState::Refused(Failure::new(FailureKind::NotFound, ""))));
    assert!(!said(&window, "Not accepted") && said(&window, "Not checked yet"));
    let window = account(Some(KeyState::Refused(Failure::new(FailureKind::KeyRefused, ""))));
    assert!(said(&window, "Not accepted"));
}
