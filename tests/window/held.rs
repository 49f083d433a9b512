//! The pages of what the platform holds, driven by the names of what they show: tables, panels, dialogs.

use eframe::egui::{Event, Key, Modifiers, Role, Theme, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use takeup::ui::{Action, Page};
use takeup_engine::{Command, JobSelection};
use takeup_model::{
    Change, Destination, DestinationId, DestinationState, Enrichment, Failure, FailureKind, List, Listing,
    MetadataValue, Method, News, Poll, Subject,
};

use crate::uploads::{Window, click, click_role, commands, open, open_sized, said, type_into, view};
use takeup_rig::held_models::{self as held, FIRST};
use takeup_rig::models;

pub(crate) fn page(page: Page) -> Window {
    let now = models::now();
    open(held::full("Übergröße.mov", now), view(page), now)
}

/// The names of the rows, from top to bottom.
pub(crate) fn rows(window: &Window) -> Vec<String> {
    let mut rows: Vec<(f32, String)> = window
        .query_all_by_role(Role::Row)
        .map(|node| (node.rect().top(), node.accesskit_node().label().unwrap()))
        .collect();
    rows.sort_by(|one, other| one.0.total_cmp(&other.0));
    rows.into_iter().map(|(_, name)| name).collect()
}

pub(crate) fn picked(window: &Window) -> Vec<String> {
    let rows = window.query_all_by_role(Role::Row);
    let picked = rows.filter(|node| node.accesskit_node().is_selected() == Some(true));
    let mut names: Vec<String> = picked.map(|node| node.accesskit_node().label().unwrap()).collect();
    names.sort();
    names
}

pub(crate) fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

/// Clicks on what has this name, and gives back what was asked for last.
pub(crate) fn action(window: &mut Window, name: &str) -> Action {
    window.get_by_label(name).click();
    window.run();
    window.state_mut().out.pop().unwrap()
}

pub(crate) fn asked(commands: &[Command]) -> Vec<&Change> {
    commands.iter().flat_map(changes).collect()
}

fn changes(command: &Command) -> &[Change] {
    if let Command::RequestChanges(_, changes) = command { changes } else { &[] }
}

/// Opens the menu of a row and chooses from it.
pub(crate) fn from_menu(window: &mut Window, row: &str, item: &str) -> Vec<Command> {
    click(window, &format!("More for {row}"));
    click_role(window, Role::MenuItem, item)
}

#[test]
fn a_click_on_a_head_sorts_and_another_one_turns_it_round() {
    let mut window = page(Page::Assets);
    click_role(&mut window, Role::ColumnHeader, "Name");
    let up = rows(&window);
    assert_eq!(up[0], "b-roll-harbour.mkv");
    assert_eq!(up.last().unwrap(), "Übergröße.mov");
    click_role(&mut window, Role::ColumnHeader, "Name");
    let down: Vec<String> = rows(&window).into_iter().rev().collect();
    assert_eq!(up, down);
    for head in ["Status", "Size", "Duration", "Resolution", "Method", "Added", "Asset ID"] {
        click_role(&mut window, Role::ColumnHeader, head);
        assert_eq!(rows(&window).len(), 8, "{head}");
    }
    click_role(&mut window, Role::ColumnHeader, "Size");
    assert_eq!(rows(&window)[0], "poster.png");
}

#[test]
fn rows_are_picked_with_the_mouse_and_the_keyboard_and_stay_so_when_the_list_is_fresh() {
    let mut window = page(Page::Assets);
    click_role(&mut window, Role::CheckBox, "Select lecture-07.mp4");
    assert_eq!(picked(&window), ["lecture-07.mp4"]);
    assert!(said(&window, "1 selected"));
    let row = window.get_by_role_and_label(Role::Row, "b-roll-harbour.mkv");
    row.click_modifiers(Modifiers::SHIFT);
    window.run();
    assert_eq!(picked(&window), ["b-roll-harbour.mkv", "lecture-07.mp4", "opening-keynote.mp4"]);
    window.get_by_role_and_label(Role::Row, "opening-keynote.mp4").click_modifiers(Modifiers::COMMAND);
    window.run();
    assert_eq!(picked(&window), ["b-roll-harbour.mkv", "lecture-07.mp4"]);
    models::edit(&mut window.state_mut().model, |account| {
        let fresh: Vec<_> = account.assets.items.iter().skip(1).cloned().collect();
        account.assets = Listing { items: fresh.into(), ..account.assets.clone() };
    });
    window.run();
    assert_eq!(picked(&window), ["b-roll-harbour.mkv", "lecture-07.mp4"]);
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(picked(&window).is_empty());
    press(&mut window, Modifiers::NONE, Key::Home);
    press(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(picked(&window), ["lecture-07.mp4", "Übergröße.mov"]);
    press(&mut window, Modifiers::NONE, Key::Space);
    assert_eq!(picked(&window), ["Übergröße.mov"]);
    press(&mut window, Modifiers::COMMAND, Key::A);
    assert_eq!(picked(&window).len(), 7);
    click_role(&mut window, Role::CheckBox, "Select all");
    assert!(picked(&window).is_empty());
    click_role(&mut window, Role::CheckBox, "Select all");
    assert_eq!(picked(&window).len(), 7);
    window.state_mut().out.clear();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(window.state().view.assets.open.is_some(), "Enter opens the row");
}

#[test]
fn the_search_has_a_key_says_among_how_many_and_goes_to_the_platform_when_left() {
    let mut window = page(Page::Assets);
    press(&mut window, Modifiers::COMMAND, Key::F);
    window.get_by_role_and_label(Role::TextInput, "Search assets").type_text("lecture");
    window.run();
    assert_eq!(rows(&window), ["lecture-07.mp4"]);
    assert!(said(&window, "1 of 8 loaded"));
    window.state_mut().out.clear();
    press(&mut window, Modifiers::NONE, Key::Enter);
    let got = commands(&mut window);
    assert!(
        matches!(got.as_slice(), [Command::Search(_, List::Assets, text)] if text == "lecture"),
        "{got:?}"
    );
}

#[test]
fn the_platform_searches_once_nothing_more_is_typed() {
    let mut window = page(Page::Assets);
    press(&mut window, Modifiers::COMMAND, Key::F);
    let search = |window: &mut Window| {
        let commands = commands(window);
        commands.into_iter().find_map(|command| {
            if let Command::Search(_, List::Assets, text) = command { Some(text) } else { None }
        })
    };
    for text in ["lec", "ture"] {
        window.get_by_role_and_label(Role::TextInput, "Search assets").type_text(text);
        window.step();
        assert_eq!(search(&mut window), None, "more may come");
    }
    window.run_steps(10);
    assert_eq!(search(&mut window).as_deref(), Some("lecture"));
    window.run_steps(10);
    assert_eq!(search(&mut window), None, "once");
}

#[test]
fn escape_closes_a_menu_and_not_the_panel_behind_it() {
    let mut window = page(Page::Assets);
    click_role(&mut window, Role::Row, "opening-keynote.mp4");
    assert!(window.state().view.assets.open.is_some());
    click(&mut window, "More for opening-keynote.mp4");
    assert!(window.query_all_by_role(Role::MenuItem).next().is_some());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_all_by_role(Role::MenuItem).next().is_none());
    assert!(window.state().view.assets.open.is_some(), "only the menu is closed");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.state().view.assets.open.is_none());
}

/// A slow frame takes in the key and the first letters at once.
#[test]
fn letters_typed_right_after_the_key_of_the_search_are_in_it() {
    for (at, field) in [(Page::Uploads, "Search uploads"), (Page::Assets, "Search assets")] {
        let mut window = page(at);
        let (key, modifiers) = (Key::F, Modifiers::COMMAND);
        let pressed = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
        window.input_mut().events.extend([pressed, Event::Text("lec".to_owned())]);
        window.run();
        let field = window.get_by_role_and_label(Role::TextInput, field);
        assert_eq!(field.accesskit_node().value().as_deref(), Some("lec"));
        assert!(field.accesskit_node().is_focused());
    }
}

#[test]
fn what_is_deleted_together_is_told_in_one_sentence() {
    let mut window = page(Page::Assets);
    let deleted = |name: &str| News::Changed {
        change: Change::DeleteAsset { asset: name.into(), name: name.to_owned(), force: false },
        created: None,
    };
    window.state_mut().model.notify(deleted("a.mp4"));
    window.run();
    assert!(said(&window, "“a.mp4” was deleted"));
    for name in ["b.mp4", "c.mp4"] {
        window.state_mut().model.notify(deleted(name));
    }
    let change = Change::DeleteTask { task: "t".into(), name: "d.mp4".to_owned() };
    window.state_mut().model.notify(News::Changed { change, created: None });
    window.run();
    assert!(said(&window, "3 assets were deleted") && said(&window, "The task of “d.mp4” was deleted"));
    assert!(!said(&window, "“a.mp4” was deleted"));
}

#[test]
fn delete_asks_on_every_page_whose_rows_can_be_deleted() {
    for (at, question) in
        [(Page::Assets, "Delete “"), (Page::Indexes, "Delete “"), (Page::Stores, "Delete “")]
    {
        let mut window = page(at);
        press(&mut window, Modifiers::NONE, Key::ArrowDown);
        press(&mut window, Modifiers::NONE, Key::Delete);
        assert!(said(&window, question), "{at:?}");
        assert!(window.query_by_role_and_label(Role::Button, "Delete").is_some(), "{at:?}");
    }
}

#[test]
fn without_a_key_no_list_says_that_it_is_loading() {
    for at in [Page::Assets, Page::Tasks, Page::Indexes, Page::Stores] {
        let mut model = models::many(1);
        models::edit(&mut model, |account| {
            account.key = takeup_model::KeyState::Refused(Failure::new(FailureKind::Refused, "no such key"));
            (account.assets, account.tasks) = (Listing::default(), Listing::default());
            (account.indexes, account.stores) = (Listing::default(), Listing::default());
        });
        let window = open(model, view(at), models::now());
        assert!(said(&window, "Lists are loaded once the platform accepts a key."), "{at:?}");
        assert!(!said(&window, "Loading"), "{at:?}: nor does the bottom line");
    }
}

#[test]
fn what_is_no_video_stays_out_of_the_indexes_and_that_is_said() {
    let now = models::now();
    let mut model = held::full("b.mov", now);
    models::edit(&mut model, |account| {
        let assets = account.assets.items.iter().enumerate();
        let typed = assets.map(|(place, asset)| {
            let file_type = if place < 2 { "audio/mpeg" } else { "video/mp4" };
            std::sync::Arc::new(takeup_model::Asset { file_type: file_type.into(), ..(**asset).clone() })
        });
        account.assets.items = typed.collect();
    });
    let mut window = open(model, view(Page::Assets), now);
    click_role(&mut window, Role::CheckBox, "Select all");
    let all = picked(&window).len();
    click(&mut window, "Index into…");
    assert!(said(&window, "2 are not videos and stay out of indexes."));
    click_role(&mut window, Role::MenuItemCheckBox, "Races 2026");
    let got = click_role(&mut window, Role::Button, "Index");
    let [Command::AddAssets(_, assets, _)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(assets.len(), all - 2);
}

#[test]
fn what_is_picked_goes_somewhere_together() {
    let mut window = page(Page::Assets);
    for name in ["lecture-07.mp4", "opening-keynote.mp4"] {
        click_role(&mut window, Role::CheckBox, &format!("Select {name}"));
    }
    assert!(said(&window, "818 MB"));
    click(&mut window, "Index into…");
    assert!(said(&window, "Index 2 assets"));
    assert!(
        said(&window, "Pegasus 1.2 only: no new videos"),
        "why one of them cannot be chosen is written there"
    );
    assert!(window.get_by_role_and_label(Role::Button, "Index").accesskit_node().is_disabled());
    click_role(&mut window, Role::MenuItemCheckBox, "Races 2026");
    let got = click_role(&mut window, Role::Button, "Index");
    let [Command::AddAssets(_, assets, destination_ids)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(
        (assets.len(), destination_ids.as_slice()),
        (2, [DestinationId::Index("races".into())].as_slice())
    );
    click(&mut window, "Add to knowledge store…");
    click_role(&mut window, Role::MenuItemCheckBox, "Training library");
    let got = click_role(&mut window, Role::Button, "Add");
    assert!(
        matches!(got.as_slice(), [Command::AddAssets(_, _, to)] if matches!(to.as_slice(), [DestinationId::Store(_)]))
    );
    let got = action(&mut window, "Copy IDs");
    let Action::Copy(text) = &got else { panic!() };
    assert_eq!(text.lines().count(), 2);
    click_role(&mut window, Role::Button, "Export");
    let got = action(&mut window, "As CSV…");
    let Action::SaveText { name, text } = &got else { panic!() };
    assert!(name == "assets.csv" && text.lines().count() == 3, "{name} {text}");
    click_role(&mut window, Role::Button, "Export");
    let got = action(&mut window, "As JSON…");
    let Action::SaveText { name, text } = &got else { panic!() };
    assert!(name == "assets.json" && text.contains("lecture-07.mp4"), "{name}");
    click_role(&mut window, Role::Button, "Export");
    let got = click(&mut window, "Load all rows first");
    assert!(matches!(got.as_slice(), [Command::LoadAll(_, List::Assets)]), "{got:?}");
    click(&mut window, "Delete…");
    assert!(said(&window, "Delete 2 assets?") && said(&window, "opening-keynote.mp4"));
    click_role(&mut window, Role::CheckBox, "Delete even if an index refers to it");
    let got = click_role(&mut window, Role::Button, "Delete");
    let changes = asked(&got);
    assert_eq!(changes.len(), 2);
    assert!(
        changes.iter().all(|change| matches!(change, Change::DeleteAsset { force: true, .. })),
        "{got:?}"
    );
}

#[test]
fn what_is_said_in_an_asset_is_shown_and_saved() {
    let now = models::now();
    let mut model = held::full("b.mov", now);
    held::opened(&mut model);
    held::heard(&mut model, 25);
    let mut window = open_sized(model, view(Page::Assets), now, (1280.0, 1600.0), Theme::Light);
    click_role(&mut window, Role::Row, "best-racing-moments.mp4");
    for text in ["Transcription", "0:08", "Kim: A good start: 2", "5 more lines"] {
        assert!(said(&window, text), "{text}");
    }
    assert!(!said(&window, "Kim: A good start: 20"));
    for (label, ending, first) in
        [("Text", "txt", "Kim: "), ("Subtitles (SRT)", "srt", "1\n00:00:00,000 --> ")]
    {
        click(&mut window, "Save…");
        let Action::SaveText { name, text } = action(&mut window, label) else { panic!("{label}") };
        assert_eq!(name, format!("best-racing-moments.{ending}"));
        assert!(text.starts_with(first) && text.contains("Kim: A good start: 24\n"), "{text}");
    }
}

#[test]
fn an_opened_asset_tells_everything_and_closes() {
    let now = models::now();
    let mut model = held::full("b.mov", now);
    held::opened(&mut model);
    let mut window = open(model, view(Page::Assets), now);
    let got = click_role(&mut window, Role::Row, "best-racing-moments.mp4");
    let [Command::Open(_, Some(Subject::Asset(id)))] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(id.0, FIRST);
    for text in ["H264", "AAC", "42:10", "Suzuka", "Races 2026", "Season archive", "video_fps"] {
        assert!(said(&window, text), "{text}");
    }
    let got = action(&mut window, "Copy asset ID");
    assert!(matches!(&got, Action::Copy(id) if id == FIRST));
    for language in ["Copy as cURL", "Copy as Python", "Copy as Node.js"] {
        click(&mut window, "Copy as code");
        let got = action(&mut window, language);
        assert!(matches!(&got, Action::Copy(code) if code.contains(FIRST)), "{language}");
    }
    // As a line, and as the picture itself.
    for pictured in [false, true] {
        if pictured {
            held::pictured(&mut window.state_mut().model);
            window.run();
        }
        let got = action(&mut window, "Open thumbnail");
        assert!(matches!(&got, Action::Open(url) if url == "https://example.org/t.jpg"));
    }
    click_role(&mut window, Role::Button, "Add…");
    assert!(said(&window, "Add destinations to 1 asset"));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.state().view.dialog.is_none() && window.state().view.assets.open.is_some());
    click_role(&mut window, Role::Button, "Edit…");
    type_into(&mut window, Role::TextInput, "Key 3", "driver");
    type_into(&mut window, Role::TextInput, "Value 3", "7");
    click(&mut window, "Remove season");
    assert!(said(&window, "Also change it in its 2 indexes"));
    let got = click_role(&mut window, Role::Button, "Save");
    let [Change::DescribeIndexed { metadata: also, .. }, _, Change::DescribeAsset { metadata, .. }] =
        asked(&got)[..]
    else {
        panic!("{got:?}")
    };
    assert_eq!(also, metadata, "each index has its own copy");
    assert_eq!(metadata.get("driver"), Some(&Some(MetadataValue::Number(7.into()))));
    assert_eq!((metadata.get("season"), metadata.len()), (Some(&None), 2));
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert_eq!(window.state().view.assets.open, None);
    let got = commands(&mut window);
    assert!(matches!(got.last(), Some(Command::Open(_, None))), "{got:?}");
    click_role(&mut window, Role::Row, "best-racing-moments.mp4");
    click(&mut window, "Close details");
    assert_eq!(window.state().view.assets.open, None);
}

#[test]
fn a_deletion_says_that_knowledge_stores_were_not_looked_up_where_no_list_of_them_was_loaded() {
    let now = models::now();
    let mut model = held::full("b.mov", now);
    held::opened(&mut model);
    models::edit(&mut model, |account| {
        account.stores.items = Vec::new().into();
        account.stores.state.loaded = None;
    });
    let mut window = open(model, view(Page::Assets), now);
    click_role(&mut window, Role::CheckBox, "Select best-racing-moments.mp4");
    click(&mut window, "Delete…");
    assert!(said(&window, "In use: ") && said(&window, "Knowledge stores were not checked."));
}

#[test]
fn a_change_that_failed_stays_with_its_reason_until_somebody_decides() {
    let now = models::now();
    let mut model = held::full("b.mov", now);
    let delete = Change::DeleteAsset { asset: FIRST.into(), name: "best.mp4".to_owned(), force: false };
    let number = held::refused(&mut model, delete, FailureKind::Conflict);
    let mut window = open(model, view(Page::Assets), now);
    assert!(said(&window, "“best.mp4” was not deleted.") && said(&window, "Indexes refer to this asset"));
    let got = click(&mut window, "Retry: “best.mp4” was not deleted.");
    assert!(matches!(got.as_slice(), [Command::RetryChange(_, again)] if *again == number), "{got:?}");
    let got = click(&mut window, "Delete anyway: “best.mp4” was not deleted.");
    assert!(matches!(asked(&got)[..], [Change::DeleteAsset { force: true, .. }]), "{got:?}");
    let got = click(&mut window, "Dismiss: “best.mp4” was not deleted.");
    assert!(matches!(got.as_slice(), [Command::DismissChange(_, gone)] if *gone == number), "{got:?}");
}

#[test]
fn indexing_of_all_kinds_stands_in_one_list() {
    let mut window = page(Page::Tasks);
    assert!(said(&window, "codec ac-4") && said(&window, "press-2025.mp4"));
    assert_eq!(rows(&window).len(), 10);
    click(&mut window, "Failed 2");
    assert_eq!(rows(&window), ["b-roll-harbour.mkv", "b-roll-harbour.mkv"]);
    click(&mut window, "All");
    click_role(&mut window, Role::ComboBox, "Index");
    let got = click_role(&mut window, Role::MenuItemRadio, "Lectures");
    assert!(matches!(got.as_slice(), [Command::Open(_, Some(Subject::Index(_)))]), "{got:?}");
    assert_eq!(rows(&window), ["podcast-ep-12.mp3", "lecture-07.mp4", "opening-keynote.mp4"]);
    click(&mut window, "More for lecture-07.mp4");
    let delete = window.get_by_role_and_label(Role::MenuItem, "Delete task…");
    assert!(delete.accesskit_node().is_disabled(), "it runs");
    press(&mut window, Modifiers::NONE, Key::Escape);
    from_menu(&mut window, "opening-keynote.mp4", "Delete task…");
    assert!(said(&window, "its video is removed from the index"), "before it is confirmed");
    let got = click_role(&mut window, Role::Button, "Delete");
    assert!(matches!(asked(&got)[..], [Change::DeleteTask { .. }]), "{got:?}");
    click(&mut window, &format!("More for {}", "opening-keynote.mp4"));
    let got = action(&mut window, "Copy video ID");
    assert!(matches!(&got, Action::Copy(id) if id == "video-t4"));
    from_menu(&mut window, "opening-keynote.mp4", "Show index");
    assert_eq!(
        (window.state().view.page, window.state().view.indexes.open.clone()),
        (Page::Indexes, Some("lectures".into()))
    );
}

#[test]
fn a_task_leads_to_what_it_made() {
    let mut window = page(Page::Tasks);
    click_role(&mut window, Role::Row, "opening-keynote.mp4");
    let view = &window.state().view;
    assert_eq!((view.page, view.indexes.open.clone()), (Page::Indexes, Some("lectures".into())));
    let mut window = page(Page::Tasks);
    window.state_mut().view.tasks.table.search = "Übergröße.mov".to_owned();
    window.run();
    press(&mut window, Modifiers::NONE, Key::End);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let view = &window.state().view;
    assert_eq!((view.page, view.assets.open.is_some()), (Page::Assets, true));
}

#[test]
fn a_filter_that_lets_nothing_through_says_so() {
    let now = models::now();
    let mut model = models::with_tasks(now);
    models::edit(&mut model, |account| {
        let over =
            account.tasks.items.iter().filter(|task| task.status == takeup_model::IndexingStatus::Ready);
        account.tasks.items = over.cloned().collect();
    });
    let mut window = open(model, view(Page::Tasks), now);
    click(&mut window, "Failed");
    assert!(said(&window, "None with this filter") && !said(&window, "No match"));
}

#[test]
fn no_name_reads_as_two_and_none_turns_its_direction() {
    let now = models::now();
    let mut scene = held::full("two\nlines \u{202e}4pm.mov", now);
    models::edit(&mut scene.model, |account| {
        account.assets.items = account
            .assets
            .items
            .iter()
            .map(|asset| {
                let mut asset = (**asset).clone();
                if asset.filename == "lecture-07.mp4" {
                    asset.filename = "a\nb.mp4".to_owned();
                }
                asset.into()
            })
            .collect();
    });
    let mut window = open(scene, view(Page::Assets), now);
    assert!(said(&window, r"two\nlines \u{202e}4pm.mov") && said(&window, r"a\nb.mp4"), "as they are drawn");
    press(&mut window, Modifiers::COMMAND, Key::A);
    press(&mut window, Modifiers::NONE, Key::Delete);
    let names = window.query_all_by_role(Role::Label).filter_map(|node| node.accesskit_node().value());
    let names: Vec<String> = names.filter(|text| text.contains("mp4\n")).collect();
    assert!(names.iter().any(|list| list.contains("a\\nb.mp4") && !list.contains("a\nb")), "{names:?}");
}

#[test]
fn tasks_are_deleted_together_only_when_each_is_over() {
    let mut window = page(Page::Tasks);
    click_role(&mut window, Role::CheckBox, "Select press-2025.mp4");
    assert!(!window.get_by_role_and_label(Role::Button, "Delete…").accesskit_node().is_disabled());
    click_role(&mut window, Role::CheckBox, "Select lecture-07.mp4");
    assert!(window.get_by_role_and_label(Role::Button, "Delete…").accesskit_node().is_disabled());
    let got = click(&mut window, "Refresh");
    let lists = got.iter().filter(|command| matches!(command, Command::Refresh(..))).count();
    assert_eq!((got.len(), lists), (2, 2), "classic tasks, and the index that was looked at: {got:?}");
    click_role(&mut window, Role::Button, "Export");
    let got = action(&mut window, "As CSV…");
    assert!(matches!(&got, Action::SaveText { text, .. } if text.lines().count() == 11));
}

#[test]
fn a_session_that_is_being_sent_here_is_not_offered_to_be_finished() {
    let mut window = page(Page::Tasks);
    let jobs = window.state().model.jobs.values();
    let mine =
        jobs.filter(|job| job.end.is_none()).find_map(|job| job.session.as_ref()).unwrap().upload.clone();
    models::edit(&mut window.state_mut().model, |account| {
        let mut items = account.sessions.items.to_vec();
        let mut first = (*items[0]).clone();
        first.upload = mine;
        items[0] = first.into();
        account.sessions.items = items.into();
    });
    window.run();
    click(&mut window, "Unfinished sessions 1");
    assert!(!said(&window, "Finish best-racing-moments.mp4"));
}

#[test]
fn unfinished_uploads_are_finished_with_a_file_or_left() {
    let mut window = page(Page::Tasks);
    click(&mut window, "Unfinished sessions 2");
    assert!(
        said(&window, "218 of 351 stored") && said(&window, "In 20 h 27 min") && said(&window, "Expired")
    );
    let got = action(&mut window, "Finish best-racing-moments.mp4…");
    assert!(matches!(&got, Action::PickFileFor(upload) if upload.0 == "upl_7d1f0c22b8"));
    click(&mut window, &format!("More for {}", "best-racing-moments.mp4"));
    let got = action(&mut window, "Copy upload ID");
    assert!(matches!(&got, Action::Copy(id) if id == "upl_7d1f0c22b8"));
    click(&mut window, "More for upl_0a4b7711ff");
    let finish = window.get_by_role_and_label(Role::MenuItem, "Finish with a file…");
    assert!(finish.accesskit_node().is_disabled(), "its session is over");
}

#[test]
fn indexes_are_made_renamed_filled_and_deleted() {
    let mut window = page(Page::Indexes);
    click(&mut window, "New index…");
    assert!(window.get_by_role_and_label(Role::Button, "Create").accesskit_node().is_disabled());
    type_into(&mut window, Role::TextInput, "Name", "Lectures");
    assert!(said(&window, "An index with this name already exists."));
    type_into(&mut window, Role::TextInput, "Name", " 2027");
    click_role(&mut window, Role::CheckBox, "Audio: what is heard");
    click_role(&mut window, Role::CheckBox, "Create thumbnails");
    let got = click_role(&mut window, Role::Button, "Create");
    let [Change::CreateIndex { name, models, addons }] = asked(&got)[..] else { panic!("{got:?}") };
    assert_eq!(name, "Lectures 2027");
    assert_eq!(models, &[("marengo3.0".to_owned(), vec!["visual".to_owned()])]);
    assert_eq!(addons, &["thumbnail"]);
    from_menu(&mut window, "Races 2026", "Rename…");
    type_into(&mut window, Role::TextInput, "Name", "/27");
    window.state_mut().out.clear();
    press(&mut window, Modifiers::NONE, Key::Enter);
    let got = commands(&mut window);
    assert!(
        matches!(asked(&got)[..], [Change::RenameIndex { name, .. }] if name == "Races 2026/27"),
        "{got:?}"
    );
    from_menu(&mut window, "B-roll", "Delete…");
    assert!(said(&window, "The assets stay."));
    let got = click_role(&mut window, Role::Button, "Delete");
    assert!(matches!(asked(&got)[..], [Change::DeleteIndex { .. }]), "{got:?}");
    from_menu(&mut window, "Races 2026", "Add assets…");
    type_into(&mut window, Role::TextInput, "Search assets to add", "keynote");
    click_role(&mut window, Role::MenuItemCheckBox, "opening-keynote.mp4");
    let got = click_role(&mut window, Role::Button, "Add");
    assert!(matches!(got.as_slice(), [Command::AddAssets(_, assets, _)] if assets.len() == 1), "{got:?}");
    let blocked = {
        click(&mut window, "More for Old analysis");
        window.get_by_role_and_label(Role::MenuItem, "Add assets…")
    };
    assert!(blocked.accesskit_node().is_disabled(), "it takes no videos");
}

#[test]
fn an_opened_index_shows_what_is_inside_and_lets_it_out() {
    let mut window = page(Page::Indexes);
    let got = click_role(&mut window, Role::Row, "Races 2026");
    assert!(matches!(got.as_slice(), [Command::Open(_, Some(Subject::Index(_)))]), "{got:?}");
    assert!(said(&window, "Contents: 3") && said(&window, "codec ac-4"));
    click(&mut window, "More for b-roll-harbour.mkv in the contents");
    click(&mut window, "Remove from index…");
    let got = click_role(&mut window, Role::Button, "Remove");
    assert!(
        matches!(asked(&got)[..], [Change::RemoveIndexedAsset { indexed, .. }] if indexed == "v3"),
        "{got:?}"
    );
    click(&mut window, "More for b-roll-harbour.mkv in the contents");
    let got = action(&mut window, "Copy as cURL");
    assert!(matches!(&got, Action::Copy(code) if code.contains("/indexes/races/indexed-assets")));
    click(&mut window, "More for b-roll-harbour.mkv in the contents");
    click(&mut window, "Show asset");
    assert_eq!(
        (window.state().view.page, window.state().view.assets.open.clone()),
        (Page::Assets, Some(FIRST.into()))
    );
}

#[test]
fn knowledge_stores_are_made_filled_opened_and_deleted() {
    let mut window = page(Page::Stores);
    assert!(said(&window, "1 ready · 1 processing"));
    click(&mut window, "New knowledge store…");
    type_into(&mut window, Role::TextInput, "Name", "Archive");
    type_into(&mut window, Role::TextInput, "Description", "Everything old");
    // Half a JSON Schema is not sent.
    type_into(&mut window, Role::TextInput, "What to extract", "{\"type\":");
    assert!(asked(&click_role(&mut window, Role::Button, "Create")).is_empty());
    type_into(&mut window, Role::TextInput, "What to extract", "\"object\"}");
    let got = click_role(&mut window, Role::Button, "Create");
    let [Change::CreateStore { name, description, enrichment }] = asked(&got)[..] else { panic!("{got:?}") };
    assert_eq!(*enrichment, Enrichment::schema("{\"type\":\"object\"}"));
    assert_eq!((name.as_str(), description.as_deref()), ("Archive", Some("Everything old")));
    from_menu(&mut window, "Training library", "Delete…");
    let got = click_role(&mut window, Role::Button, "Delete");
    assert!(matches!(asked(&got)[..], [Change::DeleteStore { .. }]), "{got:?}");
    click_role(&mut window, Role::Row, "Season archive");
    assert!(said(&window, "Contents: 2"));
    click(&mut window, "More for best-racing-moments.mp4 in the contents");
    click(&mut window, "Remove from knowledge store…");
    let got = click_role(&mut window, Role::Button, "Remove");
    assert!(matches!(asked(&got)[..], [Change::RemoveItem { item, .. }] if item == "ksi_1"), "{got:?}");
    click(&mut window, "Actions");
    click(&mut window, "Add assets…");
    assert!(said(&window, "Add assets to “Season archive”"));
}

#[test]
fn each_destination_of_an_upload_says_how_it_stands_and_a_failed_one_is_tried_again() {
    let now = models::now();
    let mut model = held::full("b.mov", now);
    let mut job = models::job(&mut model, "two-places.mp4", 178_000_000, Method::Direct);
    job.asset = Some((FIRST.into(), takeup_model::AssetStatus::Ready));
    job.sent = Some(models::at("2026-11-22T11:31:00Z"));
    let destination = |destination_id, state| Destination { destination_id, state, poll: Poll::default() };
    job.destinations = vec![
        destination(DestinationId::Index("races".into()), DestinationState::Ready { id: "v1".to_owned() }),
        destination(
            DestinationId::Store("ks_66a1f0aa5120".into()),
            DestinationState::Failed(Failure::new(FailureKind::Refused, "too long")),
        ),
    ];
    job.end = Some(takeup_model::End::Ready);
    let id = models::add(&mut model, job);
    let mut shown = view(Page::Uploads);
    shown.open.insert(id);
    let mut window = open_sized(model, shown, now, (1180.0, 1500.0), Theme::Light);
    assert!(said(&window, "too long"));
    let got = click(&mut window, "Retry Season archive for two-places.mp4");
    assert!(matches!(got.as_slice(), [Command::RetryDestination(job, 1)] if *job == id), "{got:?}");
    click(&mut window, "More actions: two-places.mp4");
    click(&mut window, "Add destinations…");
    click_role(&mut window, Role::MenuItemCheckBox, "Lectures");
    let got = click_role(&mut window, Role::Button, "Add");
    assert!(
        matches!(got.as_slice(), [Command::AddDestinations(JobSelection::One(job), to)] if *job == id && to.len() == 1),
        "{got:?}"
    );
}

#[test]
fn of_ten_thousand_assets_only_those_in_sight_are_laid_out_and_the_next_page_comes_to_whoever_scrolls() {
    let now = models::now();
    let mut model = held::many_assets(10_000, now);
    models::edit(&mut model, |account| {
        account.assets.state.total = Some(12_000);
        account.assets.state.complete = false;
    });
    let mut window = open(model, view(Page::Assets), now);
    assert!((10..=20).contains(&rows(&window).len()), "{}", rows(&window).len());
    click_role(&mut window, Role::ColumnHeader, "Name");
    assert_eq!(rows(&window)[0], "clip-00000.mp4");
    press(&mut window, Modifiers::COMMAND, Key::A);
    assert!(said(&window, "10,000 selected"));
    assert!(
        commands(&mut window).iter().all(|command| !matches!(command, Command::More(..))),
        "nobody scrolled"
    );
    window.hover_at(eframe::egui::pos2(600.0, 600.0));
    window.event(eframe::egui::Event::MouseWheel {
        unit: eframe::egui::MouseWheelUnit::Point,
        source: eframe::egui::MouseWheelSource::Unknown,
        delta: vec2(0.0, -500_000.0),
        phase: eframe::egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
    });
    window.run_steps(120);
    assert!(rows(&window).contains(&"clip-09999.mp4".to_owned()), "{:?}", rows(&window));
    let more =
        commands(&mut window).into_iter().filter(|command| matches!(command, Command::More(_, List::Assets)));
    assert_eq!(more.count(), 1, "asked once");
}

#[test]
fn a_first_load_is_waited_for_and_a_failed_one_says_so() {
    let now = models::now();
    let mut model = held::full("b.mov", now);
    models::edit(&mut model, |account| account.assets = Listing::default());
    let mut window = open(model, view(Page::Assets), now);
    assert!(rows(&window).is_empty() && said(&window, "Loading"));
    models::edit(&mut window.state_mut().model, |account| {
        account.assets.state.trouble = Some(Failure::new(FailureKind::ServerError, "HTTP 500"));
    });
    window.run();
    assert!(said(&window, "Not loaded."));
    let got = click(&mut window, "Retry");
    assert!(matches!(got.as_slice(), [Command::Refresh(_, List::Assets)]), "{got:?}");
}

#[test]
fn every_opened_panel_and_dialog_fits_the_smallest_window() {
    let now = models::now();
    for size in [(1180.0, 760.0), (900.0, 600.0), (640.0, 480.0)] {
        for theme in [Theme::Light, Theme::Dark] {
            let mut model = held::full("Übergröße.mov", now);
            held::opened(&mut model);
            for page in [Page::Assets, Page::Indexes, Page::Stores, Page::Tasks] {
                let mut view = view(page);
                view.assets.open = Some(FIRST.into());
                view.indexes.open = Some("races".into());
                view.stores.open = Some("ks_66a1f0aa5120".into());
                view.tasks.unfinished = size.0 < 700.0;
                let window = open_sized(model.clone(), view, now, size, theme);
                if let Some(close) = window.query_by_label("Close details") {
                    assert!(close.rect().right() <= size.0, "{page:?} {size:?}");
                }
            }
        }
    }
}

#[test]
fn the_pages_look_as_they_did() {
    let now = models::now();
    let mut model = held::full("interview-final-cut.mov", now);
    held::opened(&mut model);
    let delete = Change::DeleteAsset { asset: FIRST.into(), name: "poster.png".to_owned(), force: false };
    let mut refused = model.clone();
    held::refused(&mut refused, delete, FailureKind::Conflict);
    let mut with_picture = model.clone();
    held::pictured(&mut with_picture);
    let (wide, small) = ((1180.0, 760.0), (640.0, 480.0));
    let mut detail = view(Page::Assets);
    detail.assets.open = Some(FIRST.into());
    let mut inside = view(Page::Indexes);
    inside.indexes.open = Some("races".into());
    let mut unfinished = view(Page::Tasks);
    unfinished.tasks.unfinished = true;
    let mut picks = view(Page::Assets);
    for id in [FIRST, "638ff7c2aa11bb22cc3322d4"] {
        picks.assets.table.picks.toggle(&id.to_owned());
    }
    let pictures = vec![
        ("asset_detail_light", model.clone(), detail.clone(), wide, Theme::Light),
        ("asset_picture_dark", with_picture, detail.clone(), wide, Theme::Dark),
        ("assets_dark", refused, picks.clone(), wide, Theme::Dark),
        ("assets_narrow", model.clone(), picks, small, Theme::Light),
        ("index_detail_light", model.clone(), inside, wide, Theme::Light),
        ("stores_dark", model.clone(), view(Page::Stores), wide, Theme::Dark),
        ("tasks_narrow", model.clone(), view(Page::Tasks), small, Theme::Dark),
        ("unfinished_light", model, unfinished, wide, Theme::Light),
    ];
    let mut results = egui_kittest::SnapshotResults::new();
    for (name, model, view, size, theme) in pictures {
        let mut window = open_sized(model, view, now, size, theme);
        results.add(window.try_snapshot(name));
    }
}

#[test]
fn what_was_deleted_is_looked_at_no_longer() {
    let mut shown = view(Page::Assets);
    shown.assets.open = Some(FIRST.into());
    let mut window = open(held::full("b.mov", models::now()), shown, models::now());
    let delete = Change::DeleteAsset { asset: FIRST.into(), name: "a.mp4".to_owned(), force: false };
    window.state_mut().model.notify(News::Gone(delete));
    window.run();
    assert!(window.state().view.assets.open.is_none());
}

#[test]
fn the_arrows_stay_in_the_table() {
    let mut window = page(Page::Assets);
    for _ in 0..20 {
        press(&mut window, Modifiers::NONE, Key::ArrowDown);
    }
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Space);
    assert_eq!(picked(&window), [rows(&window).last().unwrap().clone()]);
    assert_eq!(window.state().view.page, Page::Assets);
}

#[test]
fn what_nobody_sees_is_not_kept_fresh_until_it_is_seen_again() {
    let mut shown = view(Page::Assets);
    shown.assets.open = Some(FIRST.into());
    let mut window = open(held::full("b.mov", models::now()), shown, models::now());
    window.state_mut().out.clear();
    let told = window.state_mut().view.stop_viewing();
    assert!(matches!(told.as_slice(), [Command::View(_, None), Command::Open(_, None)]), "{told:?}");
    assert!(window.state_mut().view.stop_viewing().is_empty(), "it is said once");
    window.run();
    let again: Vec<_> = window
        .state()
        .out
        .iter()
        .filter(|action| {
            matches!(action, Action::Engine(Command::View(_, Some(List::Assets)) | Command::Open(_, Some(_))))
        })
        .collect();
    assert_eq!(again.len(), 2, "{:?}", window.state().out);
}
