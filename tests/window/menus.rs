//! The menus of the uploads page: of one upload, of all of them, of what happens with the next ones, and the form
//! for metadata.

use std::collections::BTreeSet;
use std::path::{MAIN_SEPARATOR, PathBuf};

use eframe::egui::{Event, Key, Modifiers, PointerButton, Pos2, Role, Theme};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use takeup::ui::{Action, MetadataForm, Page, Tab, UploadFilter, undo};
use takeup_engine::{Command, JobSelection, Neighbor};
use takeup_model::{DestinationId, Listing, Method, News};

use crate::held::{action, press};
use crate::uploads::{Window, click, click_role, commands, open, open_sized, said, type_into, view};
use takeup_rig::models::{self, Scene};

fn tall(scene: impl Into<Scene>) -> Window {
    open_sized(scene, view(Page::Uploads), models::now(), (1180.0, 1500.0), Theme::Light)
}

fn busy() -> Window {
    tall(models::busy("b.mov", models::now()))
}

/// Opens the menu of the page, and chooses from it.
fn of_all(window: &mut Window, item: &str) -> Vec<Command> {
    click(window, "More for all uploads");
    choose(window, item)
}

/// Opens the menu of one upload with the secondary button, and chooses from it.
pub(crate) fn of_one(window: &mut Window, name: &str, item: &str) -> Vec<Command> {
    summon(window, name);
    choose(window, item)
}

fn summon(window: &mut Window, name: &str) {
    let at = window.get_all_by_label(name).next().unwrap().rect().left_center();
    summon_at(window, at);
}

/// Presses the secondary button there.
pub(crate) fn summon_at(window: &mut Window, at: Pos2) {
    press_at(window, at, PointerButton::Secondary, 1);
}

/// Clicks there once.
pub(crate) fn click_at(window: &mut Window, at: Pos2) {
    press_at(window, at, PointerButton::Primary, 1);
}

/// Presses a button so often in one frame: each frame of a test takes longer than two clicks may be apart.
fn press_at(window: &mut Window, pos: Pos2, button: PointerButton, times: usize) {
    window.hover_at(pos);
    window.run();
    for pressed in [true, false].repeat(times) {
        let press = Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE };
        window.input_mut().events.push(press);
    }
    window.run();
}

fn choose(window: &mut Window, item: &str) -> Vec<Command> {
    window.state_mut().out.clear();
    let items = [Role::MenuItem, Role::MenuItemCheckBox, Role::MenuItemRadio];
    let role = items.into_iter().find(|role| window.query_by_role_and_label(*role, item).is_some());
    window.get_by_role_and_label(role.unwrap_or(Role::MenuItem), item).click();
    window.run();
    commands(window)
}

pub(crate) fn copied(window: &mut Window, name: &str, item: &str) -> String {
    summon(window, name);
    window.state_mut().out.clear();
    window.get_by_role_and_label(Role::MenuItem, item).click();
    window.run();
    match window.state_mut().out.pop() {
        Some(Action::Copy(text)) => text,
        other => panic!("{item}: {other:?}"),
    }
}

fn named(window: &Window, which: &JobSelection) -> BTreeSet<String> {
    let ids = match which {
        JobSelection::One(id) => vec![*id],
        JobSelection::These(ids) => ids.clone(),
        JobSelection::All(_) => window.state().model.jobs.keys().copied().collect(),
    };
    ids.iter().map(|id| window.state().model.jobs[id].source.name()).collect()
}

/// What goes to the engine once nothing can be undone any more.
fn in_the_end(window: &mut Window) -> Vec<Command> {
    let got = takeup::ui::undo::due(&mut window.state_mut().view, models::now().mono, true);
    window.run();
    got
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn the_menu_of_all_uploads_does_what_it_says() {
    let mut window = busy();
    let got = of_all(&mut window, "Retry failed");
    let [Command::Retry(which)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(
        named(&window, which),
        names(&["obs-recording.mkv"]),
        "what is too large waits for a decision"
    );
    assert!(of_all(&mut window, "Remove finished from list").is_empty());
    assert!(said(&window, "Removed opening-keynote.mp4 from the list"));
    let got = in_the_end(&mut window);
    let [Command::Remove(which)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(named(&window, which), names(&["opening-keynote.mp4"]));
    let got = of_all(&mut window, "Cancel all");
    let [Command::Pause(paused)] = got.as_slice() else { panic!("{got:?}") };
    let paused = named(&window, paused);
    let got = in_the_end(&mut window);
    assert!(matches!(got.as_slice(), [Command::Cancel(which)] if named(&window, which) == paused), "{got:?}");
    click(&mut window, "More for all uploads");
    let got = action(&mut window, "Copy asset IDs");
    assert!(matches!(&got, Action::Copy(ids) if ids.lines().count() == 7), "{got:?}");
    of_all(&mut window, "Add destinations to ready assets…");
    assert!(said(&window, "Add destinations to 2 assets"));
    click_role(&mut window, Role::MenuItemCheckBox, "B-roll");
    click_role(&mut window, Role::MenuItemCheckBox, "Training library");
    let got = click_role(&mut window, Role::Button, "Add");
    let [Command::AddDestinations(which, destination_ids)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(named(&window, which), names(&["opening-keynote.mp4", "podcast-ep-12.mp3"]));
    assert_eq!(
        destination_ids,
        &[DestinationId::Index("broll".into()), DestinationId::Store("ks_66a1f0bb7741".into())]
    );
    for (item, filter) in [
        ("Show active only", UploadFilter::Active),
        ("Show held only", UploadFilter::Held),
        ("Show failed only", UploadFilter::Failed),
        ("Show done only", UploadFilter::Done),
        ("Show all", UploadFilter::All),
    ] {
        of_all(&mut window, item);
        assert_eq!(window.state().view.filter, filter, "{item}");
    }
    let all = window.state().model.jobs.len();
    for (chip, filter) in [
        ("Done 1", UploadFilter::Done),
        ("Held 2", UploadFilter::Held),
        ("Failed 1", UploadFilter::Failed),
        ("Active 7", UploadFilter::Active),
        (format!("All {all}").as_str(), UploadFilter::All),
    ] {
        click_role(&mut window, Role::RadioButton, chip);
        assert_eq!(window.state().view.filter, filter, "{chip}");
    }
}

#[test]
fn the_menu_of_one_upload_does_what_its_buttons_do_and_more() {
    let mut window = busy();
    let which = |got: &[Command], window: &Window| match got {
        [
            Command::Pause(which)
            | Command::Resume(which)
            | Command::Retry(which)
            | Command::Cancel(which)
            | Command::Remove(which),
        ] => named(window, which),
        other => panic!("{other:?}"),
    };
    let got = of_one(&mut window, "press-kit-teaser.mp4", "Send earlier");
    assert!(matches!(got.as_slice(), [Command::SendBeside(_, Neighbor::Before)]), "{got:?}");
    let got = of_one(&mut window, "press-kit-teaser.mp4", "Send later");
    assert!(matches!(got.as_slice(), [Command::SendBeside(_, Neighbor::After)]), "{got:?}");
    for (name, item) in [
        ("best-racing-moments.mp4", "Pause"),
        ("drone-coast-02.mp4", "Resume"),
        ("obs-recording.mkv", "Retry"),
        ("drone-coast-02.mp4", "Cancel"),
        ("opening-keynote.mp4", "Remove from list"),
    ] {
        let mut got = of_one(&mut window, name, item);
        got.extend(in_the_end(&mut window));
        assert_eq!(which(&got[got.len() - 1..], &window), names(&[name]), "{item}");
    }
    let url = copied(&mut window, "media.example.org/lecture-07.mp4", "Copy URL");
    assert_eq!(url, "https://media.example.org/lecture-07.mp4");
    assert_eq!(copied(&mut window, "opening-keynote.mp4", "Copy asset ID"), "6396bf71a62ad20a77c1d20f");
    assert!(copied(&mut window, "obs-recording.mkv", "Copy message").contains("1.4 GB"));
    let got = action(&mut window, "Copy ID: opening-keynote.mp4");
    assert!(matches!(&got, Action::Copy(id) if id == "6396bf71a62ad20a77c1d20f"), "{got:?}");
    click(&mut window, "Show details: best-racing-moments.mp4");
    let got = action(&mut window, "Copy upload ID: best-racing-moments.mp4");
    assert!(matches!(&got, Action::Copy(id) if id == "upl_7d1f0c22b7"), "{got:?}");
}

#[test]
fn a_double_click_opens_an_upload_and_closes_it() {
    let mut window = busy();
    let id = *window.state().model.jobs.keys().next().unwrap();
    let name = window.state().model.jobs[&id].source.name();
    for open in [true, false] {
        let at = window.get_all_by_label(&name).next().unwrap().rect().left_center();
        press_at(&mut window, at, PointerButton::Primary, 2);
        assert_eq!(window.state().view.open.contains(&id), open);
        // The next two are no third and fourth.
        window.run_steps(120);
    }
}

#[test]
fn an_upload_follows_what_was_chosen_later_and_is_told_other_metadata() {
    let mut window = busy();
    let mut choose = |file: &str, role: Role, item: &str| {
        of_one(&mut window, file, "Then…");
        assert!(said(&window, "What happens after this upload"));
        click_role(&mut window, role, item);
        let got = click_role(&mut window, Role::Button, "Save");
        let [Command::Redirect(_, options)] = got.as_slice() else { panic!("{got:?}") };
        options.clone()
    };
    let options = choose("press-kit-teaser.mp4", Role::MenuItemCheckBox, "Races 2026");
    assert_eq!((options.destination_ids.len(), &options.task_index), (1, &None));
    let options = choose("press-kit-teaser.mp4", Role::MenuItemCheckBox, "Classic task in Races 2026");
    assert_eq!((options.destination_ids.len(), options.task_index.is_some()), (0, true));
    of_one(&mut window, "press-kit-teaser.mp4", "Metadata…");
    assert!(said(&window, "press-kit-teaser.mp4"));
    type_into(&mut window, Role::TextInput, "Key 1", "take");
    type_into(&mut window, Role::TextInput, "Value 1", "4");
    assert!(window.query_by_label("Metadata from CSV…").is_none(), "a table tells of many");
    let got = click_role(&mut window, Role::Button, "Save");
    let [Command::Redirect(_, options)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(options.metadata.iter().collect::<Vec<_>>().len(), 1);
}

#[test]
fn a_new_index_for_uploads_in_the_list_is_chosen_for_them() {
    let mut window = busy();
    // It may stand below what can be seen of the list.
    let new_index = |window: &mut Window| {
        window.get_by_role_and_label(Role::MenuItem, "New index…").click_accesskit();
        window.run();
    };
    of_one(&mut window, "press-kit-teaser.mp4", "Then…");
    new_index(&mut window);
    click_role(&mut window, Role::Button, "Cancel");
    window.run();
    assert!(said(&window, "What happens after this upload"), "it comes back");
    new_index(&mut window);
    type_into(&mut window, Role::TextInput, "Name", "Holidays");
    let got = click_role(&mut window, Role::Button, "Create");
    let Some(Command::RequestChanges(_, changes)) = got.last() else { panic!("{got:?}") };
    let change = changes[0].clone();
    window.state_mut().model.notify(News::Changed { change, created: Some("new".to_owned()) });
    // It comes under the pointer, and takes no click for a moment.
    window.run_steps(120);
    let got = click_role(&mut window, Role::Button, "Save");
    let [Command::Redirect(_, options)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(options.destination_ids, [DestinationId::Index("new".into())]);
}

#[test]
fn cancel_and_remove_of_a_selection_are_two_things() {
    let mut window = busy();
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.run();
    for (name, gone) in [("Cancel", false), ("Remove", true)] {
        window.state_mut().view.undo.clear();
        window.run();
        if window.query_by_role_and_label(Role::Button, name).is_some() {
            click_role(&mut window, Role::Button, name);
        } else {
            click(&mut window, "More for the selection");
            click_role(&mut window, Role::MenuItem, name);
        }
        let undo = &window.state().view.undo;
        assert_eq!(undo.len(), 1, "{name} does one thing");
        assert_eq!(undo[0].withdrawal == undo::Withdrawal::Remove, gone, "{name}");
    }
}

#[test]
fn the_form_for_metadata_is_left_without_a_trace_or_filled_from_a_table() {
    let mut window = busy();
    of_all(&mut window, "Metadata for the next uploads");
    type_into(&mut window, Role::TextInput, "Key 1", "take");
    type_into(&mut window, Role::TextInput, "Value 1", "4");
    click_role(&mut window, Role::Button, "Cancel");
    let view = &window.state().view;
    assert!(view.metadata.is_none() && view.options().metadata.iter().next().is_none());
    of_all(&mut window, "Metadata for the next uploads");
    let got = action(&mut window, "Metadata from CSV…");
    assert!(matches!(got, Action::PickTable), "{got:?}");
    assert!(window.state().view.metadata.is_some(), "it stays open behind the dialog");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.state().view.metadata.is_none());
    window.state_mut().view.metadata =
        Some(MetadataForm { jobs: Vec::new(), rows: vec![("duration".to_owned(), "3".to_owned())] });
    window.run();
    let save = window.get_by_role_and_label(Role::Button, "Save");
    assert!(save.accesskit_node().is_disabled(), "the platform keeps this key for itself");
}

#[test]
fn what_shall_become_of_things_is_taken_back_and_a_task_is_told_its_language() {
    let mut window = busy();
    click_role(&mut window, Role::ComboBox, "Then");
    click_role(&mut window, Role::MenuItemCheckBox, "B-roll");
    click_role(&mut window, Role::MenuItemCheckBox, "Training library");
    assert_eq!(window.state().view.options().destination_ids.len(), 2);
    click_role(&mut window, Role::MenuItemCheckBox, "B-roll");
    assert_eq!(
        window.state().view.options().destination_ids,
        [DestinationId::Store("ks_66a1f0bb7741".into())]
    );
    // It is scrolled out of sight.
    window.get_by_role_and_label(Role::MenuItemCheckBox, "Classic task in Lectures").click_accesskit();
    window.run();
    type_into(&mut window, Role::TextInput, "Language", "ko");
    let options = window.state().view.options();
    assert_eq!((options.task_index, options.language.as_deref()), (Some("lectures".into()), Some("ko")));
    assert!(options.destination_ids.is_empty());
    window.get_by_role_and_label(Role::MenuItemCheckBox, "Keep as asset").click_accesskit();
    window.run();
    let options = window.state().view.options();
    assert!(
        options.destination_ids.is_empty() && options.task_index.is_none() && options.language.is_none(),
        "{options:?}"
    );
    models::edit(&mut window.state_mut().model, |account| account.indexes = Listing::default());
    window.run();
    let waits = window.get_by_role_and_label(Role::MenuItem, "Loading indexes");
    assert!(waits.accesskit_node().is_disabled());
}

#[test]
fn samples_are_uploaded_together_or_put_away() {
    let mut start = view(Page::Uploads);
    start.offered = ["/tmp/one.mp4", "/tmp/two.mp4"].map(PathBuf::from).to_vec();
    let mut window = open(models::empty(), start.clone(), models::now());
    let got = click(&mut window, "Upload samples");
    assert!(matches!(got.as_slice(), [Command::AddPaths(_, paths, _)] if paths.len() == 2), "{got:?}");
    let mut window = open(models::empty(), start, models::now());
    assert!(click(&mut window, "Dismiss sample").is_empty());
    assert!(window.state().view.offered.is_empty());
}

#[test]
fn what_was_paused_goes_on_together_and_failures_of_one_sort_are_tried_together() {
    let mut model = models::empty();
    for name in ["one.mp4", "two.mp4"] {
        let mut job = models::job(&mut model, name, 900_000_000, Method::Multipart);
        job.paused = true;
        models::add(&mut model, job);
    }
    let mut window = tall(model);
    let got = click(&mut window, "Resume all");
    assert!(matches!(got.as_slice(), [Command::Resume(JobSelection::All(_))]), "{got:?}");
    let mut window = tall(models::failures(models::now()));
    click(&mut window, "Failed 2");
    let got = click(&mut window, "Retry these: The file changed during the upload");
    let [Command::Retry(which)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(named(&window, which), names(&["obs-recording.mkv", "screen-capture.mkv"]));
    click(&mut window, "More actions: The file changed during the upload");
    let copied = action(&mut window, "Copy paths");
    let Action::Copy(paths) = copied else { panic!("{copied:?}") };
    assert!(
        paths.lines().count() == 2 && paths.contains(&format!("{MAIN_SEPARATOR}obs-recording.mkv")),
        "{paths}"
    );
}

#[test]
fn a_finished_upload_leads_to_its_asset() {
    let mut window = busy();
    click(&mut window, "Show in Assets: opening-keynote.mp4");
    let view = &window.state().view;
    assert_eq!(view.page, Page::Assets);
    assert_eq!(view.assets.open, Some("6396bf71a62ad20a77c1d20f".into()));
    // A deleted asset is shown as deleted.
    let mut window = busy();
    models::edit(&mut window.state_mut().model, |account| {
        account.assets.items = Vec::new().into();
        account.assets.state.loaded = Some(models::now().utc + jiff::SignedDuration::from_mins(1));
        account.assets.state.complete = true;
    });
    window.run();
    assert!(said(&window, "Deleted since"));
    assert!(window.query_by_label("Show in Assets: opening-keynote.mp4").is_none());
    // And to the code that asks for it.
    let mut window = busy();
    click(&mut window, "More actions: opening-keynote.mp4");
    let Action::Copy(code) = action(&mut window, "Copy as Python") else { panic!("no code was copied") };
    assert!(code.contains("/assets/6396bf71a62ad20a77c1d20f"), "{code}");
}

#[test]
fn in_a_narrow_window_everything_is_still_there() {
    let model = models::busy("b.mov", models::now());
    let mut window = open_sized(model, view(Page::Uploads), models::now(), (640.0, 480.0), Theme::Light);
    click(&mut window, "More for all uploads");
    let got = action(&mut window, "Choose folder…");
    assert!(matches!(got, Action::PickFolder), "{got:?}");
    click_role(&mut window, Role::ComboBox, "Then");
    click_role(&mut window, Role::MenuItemCheckBox, "Keep as asset");
    press(&mut window, Modifiers::NONE, Key::Escape);
    of_all(&mut window, "Metadata for the next uploads");
    type_into(&mut window, Role::TextInput, "Key 1", "take");
    type_into(&mut window, Role::TextInput, "Value 1", "[\"a\", \"b\"]");
    click_role(&mut window, Role::Button, "Save");
    let told = window.state().view.options().metadata;
    let told: Vec<_> = told.iter().map(|(key, value)| (key.to_owned(), value.text())).collect();
    assert_eq!(told, [("take".to_owned(), "[\"a\",\"b\"]".to_owned())]);
}

#[test]
fn the_language_is_chosen_in_the_settings() {
    let mut shown = view(Page::Settings);
    shown.preferences.tab = Tab::Appearance;
    let mut model = models::empty();
    for (chosen, wanted) in [("English", Some("en")), ("System", None)] {
        let mut window = open(model.clone(), shown.clone(), models::now());
        click_role(&mut window, Role::ComboBox, "Language");
        let got = click_role(&mut window, Role::MenuItemRadio, chosen);
        let [Command::ChangeSettings(settings)] = got.as_slice() else { panic!("{got:?}") };
        assert_eq!(settings.language.as_deref(), wanted);
        model.settings = settings.clone().into();
    }
}

#[test]
fn what_was_cancelled_or_removed_can_be_undone() {
    let mut window = busy();
    let got = click(&mut window, "Cancel: best-racing-moments.mp4");
    let [Command::Pause(which)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(named(&window, which), names(&["best-racing-moments.mp4"]));
    assert_eq!(window.get_all_by_label("Cancelled best-racing-moments.mp4").count(), 1);
    assert!(
        window.query_by_label("Cancel: best-racing-moments.mp4").is_none(),
        "it is called off for the eye"
    );
    let got = click(&mut window, "Undo: Cancelled best-racing-moments.mp4");
    let [Command::Resume(which)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(named(&window, which), names(&["best-racing-moments.mp4"]));
    assert!(in_the_end(&mut window).is_empty());

    of_one(&mut window, "opening-keynote.mp4", "Remove from list");
    assert!(window.query_by_label("More actions: opening-keynote.mp4").is_none(), "it is gone from the list");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(in_the_end(&mut window).is_empty());
    assert!(window.query_by_label("More actions: opening-keynote.mp4").is_some());
}

#[test]
fn uploads_are_picked_and_acted_on_together_with_the_keyboard_and_the_mouse() {
    let mut window = busy();
    let picked = |window: &Window| {
        let view = &window.state().view.uploads;
        let jobs = window.state().model.jobs.values();
        jobs.filter(|job| view.picks.has(&job.id)).map(|job| job.source.name()).collect::<BTreeSet<_>>()
    };
    press(&mut window, Modifiers::COMMAND, Key::A);
    assert_eq!(picked(&window).len(), window.state().model.jobs.len());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(picked(&window).is_empty());
    press(&mut window, Modifiers::NONE, Key::Home);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    let two = picked(&window);
    assert_eq!(two.len(), 2);
    let got = click_role(&mut window, Role::Button, "Send first");
    let [Command::SendFirst(which)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(named(&window, which), two);
    press(&mut window, Modifiers::NONE, Key::Delete);
    assert_eq!(window.state().view.undo.len(), 1);
    click(&mut window, "Undo: Cancelled 2 uploads");
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.get_by_label("Select b.mov").click();
    window.run();
    let got = action(&mut window, "Copy names");
    assert!(matches!(&got, Action::Copy(names) if names == "b.mov"), "{got:?}");
    press(&mut window, Modifiers::NONE, Key::End);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.state().view.open.len(), 1, "Enter opens the row of the keyboard");
    press(&mut window, Modifiers::SHIFT, Key::F10);
    assert!(window.query_by_role_and_label(Role::MenuItem, takeup_text::show_in_folder()).is_some());
}
