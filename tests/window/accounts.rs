//! Several accounts in one window: the menu, switching, adding, and what each remembers.

use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;
use std::time::Duration;
use takeup::ui::{Action, Page};
use takeup_engine::{Command, config};
use takeup_model::{
    Account, AccountId, AccountSettings, Failure, FailureKind, KeyLocation, KeyState, Method, Model,
    PRACTICE_ACCOUNT, Settings,
};
use takeup_rig::models;
use takeup_rig::{Rig, sandbox_options};
use takeup_sandbox::Options;

use crate::live::Live;
use crate::uploads::{Window, click, click_role, open, said, type_into, view};

const OTHER_KEY: &str = "tlk_otherAccount0000000000";

/// Adds an account to a model, with a key in this state.
fn with(model: &mut Model, id: &str, name: &str, key: KeyState) {
    let mut settings = Settings::clone(&model.settings);
    let entry = AccountSettings { id: id.into(), name: name.to_owned(), ..settings.accounts[0].clone() };
    let mut account = Account { key, ..Account::default() };
    account.set(&entry);
    settings.accounts.push(entry);
    model.settings = Arc::new(settings);
    model.accounts.insert(id.into(), account);
}

fn several() -> Model {
    let now = models::now();
    let mut model = models::busy("interview.mov", now).model;
    with(&mut model, "seoul", "Studio Seoul", KeyState::Good(KeyLocation::Environment));
    let refused = KeyState::Refused(Failure::new(FailureKind::KeyRefused, ""));
    with(&mut model, "archive", "Client archive", refused);
    for name in ["one.mp4", "two.mp4"] {
        let mut job = models::job(&mut model, name, 5_000_000, Method::Direct);
        job.account = "seoul".into();
        job.not_before = Some(now.mono + Duration::from_secs(590));
        job.trouble = Some(Failure::new(FailureKind::RateLimited(None), ""));
        models::add(&mut model, job);
    }
    model
}

#[test]
fn the_title_tells_of_another_account_where_nothing_of_this_one_moves() {
    let mut model = several();
    let figure = |model: &Model| {
        let mut batches = takeup_model::Batches::default();
        batches.follow(model, &takeup_model::Wire::default());
        takeup::ui::under_way(model, &batches).map(|batch| batch.uploads)
    };
    let own = figure(&model);
    assert!(own.is_some() && own != Some(2), "the busy account is shown: {own:?}");
    model.current = "archive".into();
    let moving = own.map(|own| own + 2);
    assert_eq!(figure(&model), moving, "both accounts that move");
    model.current = "seoul".into();
    assert_eq!(figure(&model), Some(2));
}

/// Opens the menu of accounts.
fn open_menu(window: &mut Window) {
    let chip = window.get_all_by_role(Role::Button).find(|node| {
        node.accesskit_node()
            .label()
            .is_some_and(|name| name.contains(": Connected") || name.contains("computer"))
    });
    chip.unwrap().click();
    window.run_steps(3);
}

#[test]
fn the_menu_tells_how_every_account_stands_and_offers_what_helps() {
    let mut window = open(several(), view(Page::Uploads), models::now());
    open_menu(&mut window);
    let names: Vec<String> = window
        .get_all_by_role(Role::MenuItemRadio)
        .map(|node| node.accesskit_node().label().unwrap())
        .collect();
    assert!(names[0].starts_with("Work account: 6 uploads active · Key in the system keyring"), "{names:?}");
    assert_eq!(
        names[1..3],
        [
            "Studio Seoul: 2 waiting · Rate limit until 11:42".to_owned(),
            "Client archive: Key not accepted".to_owned(),
        ]
    );
    assert_eq!(names[3], "Practice mode: Nothing leaves this computer");
    let got = click(&mut window, "Replace key: Client archive");
    let [.., Command::ChangeSettings(settings)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(settings.current.0, "archive");
    let settings = settings.clone();
    let shown = &window.state().view;
    assert_eq!((shown.page, shown.preferences.key.is_some()), (Page::Settings, true));
    let mut model = several();
    model.current = settings.current.clone();
    model.settings = Arc::new(settings);
    window.state_mut().model = model;
    window.run();
    assert!(
        window.get_by_role_and_label(Role::PasswordInput, "API key").is_focused(),
        "it can be typed at once"
    );
}

#[test]
fn practice_mode_is_entered_and_left_like_an_account() {
    let mut model = several();
    let mut window = open(model.clone(), view(Page::Uploads), models::now());
    open_menu(&mut window);
    window.get_by_label_contains("Practice mode: ").click();
    window.run();
    assert!(matches!(window.state().out.last(), Some(Action::EnterPractice)));

    with(&mut model, PRACTICE_ACCOUNT, "Practice mode", KeyState::Good(KeyLocation::Sandbox));
    let work = std::mem::replace(&mut model.current, PRACTICE_ACCOUNT.into());
    Arc::make_mut(&mut model.settings).current = PRACTICE_ACCOUNT.into();
    window.state_mut().model = model;
    window.run();
    assert!(!said(&window, "interview.mov"), "only what is practised is shown");
    window.state_mut().view.page = Page::Settings;
    window.run();
    let got = click(&mut window, "Leave practice mode");
    let [Command::ChangeSettings(settings)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(settings.current, work);
}

#[test]
fn another_account_is_shown_at_once_and_only_its_lists_are_kept_fresh() {
    let mut rig = Rig::plain();
    let other = Rig::new(Options { key: OTHER_KEY.to_owned(), ..sandbox_options() });
    rig.settings.accounts.push(AccountSettings {
        id: "second".into(),
        name: "Second".to_owned(),
        server: other.sandbox.url(),
        ..AccountSettings::default()
    });
    let mut live = Live::on(&rig, Page::Assets);
    live.driver.engine.send(Command::SetKey("second".into(), OTHER_KEY.to_owned().into()));
    live.until("its key is good", |_, model| {
        matches!(model.accounts[&AccountId::from("second")].key, KeyState::Good(_))
    });
    live.driver.engine.send(Command::AddPaths(
        "second".into(),
        vec![other.video("of the second.mp4", 300_000)],
        takeup_model::UploadOptions::default(),
    ));
    live.until("the first is looked at", |_, model| {
        model.accounts[&AccountId::from("main")].viewed.is_some()
    });
    chip(&mut live);
    live.press_containing("Second: ");
    live.until("the second is looked at, the first is not", |_, model| {
        let viewed = |id: &str| model.accounts[&AccountId::from(id)].viewed.is_some();
        model.current.0 == "second" && viewed("second") && !viewed("main")
    });
    live.shows("of the second.mp4");
}

fn chip(live: &mut Live) {
    let chip = live.window.get_all_by_role(Role::Button).find(|node| {
        let name = node.accesskit_node().label().unwrap_or_default();
        name.contains(": Connected") || name.contains(": Not checked")
    });
    chip.unwrap().click();
    live.window.run_steps(3);
    live.turn();
}

#[test]
fn an_account_is_added_once_its_key_is_accepted_and_a_wrong_key_keeps_the_keyboard() {
    let rig = Rig::plain();
    let other = Rig::new(Options { key: OTHER_KEY.to_owned(), ..sandbox_options() });
    let mut live = Live::on(&rig, Page::Uploads);
    live.turn();
    chip(&mut live);
    live.press(Role::MenuItem, "Add account…");
    assert!(live.window.get_by_role_and_label(Role::TextInput, "Account name").is_focused());
    type_into(&mut live.window, Role::TextInput, "Account name", "My account");
    assert!(said(&live.window, "Another account has this name."));
    type_into(&mut live.window, Role::TextInput, "Account name", " too");
    replace(&mut live.window, "Server", &other.sandbox.url());
    type_into(&mut live.window, Role::PasswordInput, "API key", "tlk_wrong");
    live.press(Role::Button, "Connect");
    live.shows("does not know this key");
    assert!(live.window.get_by_role_and_label(Role::PasswordInput, "API key").is_focused());
    let settings = || config::load(&rig.data().join("settings.toml")).unwrap();
    assert_eq!(settings().accounts.len(), 1, "nothing is kept that was not accepted");
    type_into(&mut live.window, Role::PasswordInput, "API key", OTHER_KEY);
    live.window.key_press(Key::Enter);
    live.window.run_steps(3);
    live.until("it is kept and shown", |window, model| {
        window.state().view.adding.is_none()
            && model.current_account().is_some_and(|account| account.name == "My account too")
            && model.settings_saved
    });
    assert_eq!(settings().accounts.len(), 2);
    assert_eq!(settings().current, settings().accounts[1].id);

    // One that is given up leaves nothing behind.
    chip(&mut live);
    live.press(Role::MenuItem, "Add account…");
    type_into(&mut live.window, Role::TextInput, "Account name", "Third");
    replace(&mut live.window, "Server", &other.sandbox.url());
    type_into(&mut live.window, Role::PasswordInput, "API key", "tlk_wrong");
    live.press(Role::Button, "Connect");
    live.shows("does not know this key");
    live.window.key_press(Key::Escape);
    live.window.run_steps(3);
    live.until("it is gone", |window, model| {
        window.state().view.adding.is_none()
            && model.accounts.len() == 2
            && model.settings.accounts.len() == 2
    });
}

#[test]
fn a_key_that_is_asked_for_and_not_found_keeps_no_other_from_being_entered() {
    let rig = Rig::plain();
    let mut live = Live::on(&rig, Page::Uploads);
    live.turn();
    let account = live.driver.engine.model().current.clone();
    live.driver.engine.send(Command::ForgetKey(account.clone()));
    live.until("the first page is there", |window, _| {
        window.query_by_role_and_label(Role::PasswordInput, "API key").is_some()
    });
    type_into(&mut live.window, Role::PasswordInput, "API key", "tlk_wrong");
    live.press(Role::Button, "Connect");
    live.shows("does not know this key");
    live.driver.engine.send(Command::CheckKey(account.clone()));
    live.until("none is found", |_, model| model.accounts[&account].key == KeyState::Missing);
    assert!(!live.driver.engine.model().accounts[&account].check_key);
    type_into(&mut live.window, Role::PasswordInput, "API key", rig.sandbox.key());
    live.press(Role::Button, "Connect");
    live.until("it is connected", |_, model| matches!(model.accounts[&account].key, KeyState::Good(_)));
}

/// Types this over what stands in a field.
fn replace(window: &mut Window, field: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    type_into(window, Role::TextInput, field, text);
}

#[test]
fn settings_before_the_first_key_stand_alone_and_lead_back() {
    let mut window = open(models::first_run(), view(Page::Uploads), models::now());
    click_role(&mut window, Role::Button, "Settings");
    assert!(
        window.query_by_role_and_label(Role::Tab, "Assets").is_none(),
        "no page is offered without a key"
    );
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_role_and_label(Role::PasswordInput, "API key").is_some());
    click_role(&mut window, Role::Button, "Settings");
    click_role(&mut window, Role::Button, "Back");
    assert!(window.query_by_role_and_label(Role::PasswordInput, "API key").is_some());
}

fn then_says(live: &mut Live, words: &str) {
    live.until(words, |window, _| {
        let then = window.query_by_role_and_label(Role::ComboBox, "Then");
        then.is_some_and(|then| then.accesskit_node().value().is_some_and(|value| value.contains(words)))
    });
}

#[test]
fn what_comes_next_is_remembered_by_the_account_and_never_dropped_silently() {
    let rig = Rig::plain();
    let index = rig.index("Races 2026");
    let mut live = Live::on(&rig, Page::Uploads);
    live.until("indexes are there", |_, model| {
        model.current_account().is_some_and(|account| !account.indexes.items.is_empty())
    });
    live.press(Role::ComboBox, "Then");
    assert!(said(&live.window, "Makes videos searchable"), "each choice is explained");
    live.press(Role::MenuItemCheckBox, "Races 2026");
    live.until("it is saved", |_, model| {
        model.settings_saved && model.settings.accounts[0].next.indexes.len() == 1
    });
    live.end();

    let mut rig = rig;
    rig.settings = config::load(&rig.data().join("settings.toml")).unwrap();
    let mut live = Live::on(&rig, Page::Uploads);
    then_says(&mut live, "Index into Races 2026");
    live.driver.ask(takeup_model::Change::DeleteIndex { index: index.as_str().into(), name: String::new() });
    then_says(&mut live, "Races 2026 no longer exists");
    live.press(Role::ComboBox, "Then");
    live.press(Role::MenuItemCheckBox, "Races 2026 no longer exists");
    live.until("it is dropped by hand", |_, model| model.settings.accounts[0].next.only_keeps());
}

#[test]
fn a_new_index_is_made_where_it_is_wanted_and_chosen_at_once() {
    let rig = Rig::plain();
    let mut live = Live::on(&rig, Page::Uploads);
    live.press(Role::ComboBox, "Then");
    live.press(Role::MenuItem, "New index…");
    type_into(&mut live.window, Role::TextInput, "Name", "Holidays");
    live.press(Role::Button, "Create");
    then_says(&mut live, "Index into Holidays");
    live.until("it is remembered", |_, model| {
        model.settings.accounts[0].next.indexes.values().eq(["Holidays"]) && model.settings_saved
    });
}

#[test]
fn what_is_typed_for_metadata_is_remembered_too() {
    let mut window = open(models::empty(), view(Page::Uploads), models::now());
    click(&mut window, "Then");
    click_role(&mut window, Role::MenuItem, "Metadata…");
    type_into(&mut window, Role::TextInput, "Key 1", "take");
    type_into(&mut window, Role::TextInput, "Value 1", "4");
    let got = click_role(&mut window, Role::Button, "Save");
    let kept = got.iter().find_map(|command| {
        let Command::ChangeSettings(settings) = command else { return None };
        Some(settings.accounts[0].next.told.iter().count())
    });
    assert_eq!(kept, Some(1));
}
