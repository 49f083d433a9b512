//! The window for those who hear it, and for the keyboard.

use std::collections::BTreeSet;

use eframe::egui::accesskit::{Action, Live};
use eframe::egui::{Key, Modifiers, Role, Theme};
use egui_kittest::Node;
use egui_kittest::kittest::{AccessKitNode, By, NodeT as _, Queryable as _};
use takeup::ui::{MetadataForm, Page, Question, Tab, UploadFilter, View};
use takeup_engine::Command;
use takeup_model::{Change, FailureKind};

use crate::menus::click_at;
use crate::pages::twice_failed;
use crate::uploads::{Window, click, commands, open, open_sized, said, view};
use crate::watched;
use takeup_rig::held_models::{self as held, FIRST};
use takeup_rig::models::{self, Scene};

/// What says no more than its words.
const QUIET: [Role; 7] = [
    Role::GenericContainer,
    Role::ScrollView,
    Role::ScrollBar,
    Role::TextRun,
    Role::Cell,
    Role::Label,
    Role::Tooltip,
];

/// What is wrong with one thing that can be heard, if anything is.
fn flaw(node: &AccessKitNode<'_>) -> Option<&'static str> {
    let (role, above) = (node.role(), above(node));
    let can = |action| node.is_disabled() || node.data().supports_action(action);
    let is = |roles: &[Role]| roles.contains(&role);
    let figures = (node.min_numeric_value(), node.max_numeric_value(), node.numeric_value());
    let in_range = matches!(figures, (Some(0.0), Some(100.0), Some(value)) if (0.0..=100.0).contains(&value));
    let unnamed = node.label().is_none_or(|name| name.trim().is_empty());
    let valued = node.value().is_some_and(|value| !value.is_empty());
    let pressed = [
        Role::Button,
        Role::CheckBox,
        Role::Switch,
        Role::ComboBox,
        Role::RadioButton,
        Role::MenuItem,
        Role::MenuItemCheckBox,
        Role::MenuItemRadio,
        Role::Link,
        Role::Tab,
        Role::Row,
        Role::ListItem,
    ];
    let toggled = [
        Role::CheckBox,
        Role::Switch,
        Role::RadioButton,
        Role::MenuItemCheckBox,
        Role::MenuItemRadio,
        Role::Tab,
    ];
    if is(&QUIET) {
        None
    } else if role == Role::Unknown || unnamed {
        Some("no role or no name")
    } else if is(&pressed) && !can(Action::Click) {
        Some("nothing to do with it")
    } else if is(&[Role::TextInput, Role::PasswordInput]) && !can(Action::Focus) {
        Some("it cannot be filled in")
    } else if is(&toggled) && node.toggled().is_none() {
        Some("not said whether it is on")
    } else if role == Role::ComboBox && !valued {
        Some("no value")
    } else if role == Role::ComboBox && node.data().is_expanded().is_none() {
        Some("not said whether it is open")
    } else if role == Role::ProgressIndicator && !(in_range && valued) {
        Some("a bad range")
    } else if (role == Role::ListItem && above != Some(Role::List))
        || (is(&[Role::Row, Role::ColumnHeader]) && above != Some(Role::Grid))
    {
        Some("a row without its list")
    } else {
        None
    }
}

/// What it stands in, whatever holds them together on the screen.
fn above(node: &AccessKitNode<'_>) -> Option<Role> {
    let parent = node.parent()?;
    let together = matches!(parent.role(), Role::GenericContainer | Role::ScrollView);
    if together { above(&parent) } else { Some(parent.role()) }
}

pub(crate) fn holds(place: &str, window: &Window) {
    let mut flaws = Vec::new();
    for node in window.query_all(By::new().predicate(|_| true)) {
        let node = node.accesskit_node();
        if let Some(flaw) = flaw(&node) {
            flaws.push(format!("{:?} {:?}: {flaw}", node.role(), node.label()));
        }
    }
    assert!(flaws.is_empty(), "{place}:\n{}", flaws.join("\n"));
}

/// What opens a menu: its role and its name.
fn openers(window: &Window) -> Vec<(Role, String)> {
    let nodes = window.query_all(By::new().predicate(|_| true)).map(|node| node.accesskit_node());
    let menus = nodes.filter(|node| node.data().has_popup().is_some() && !node.is_disabled());
    let mut found: Vec<(Role, String)> =
        menus.map(|node| (node.role(), node.label().unwrap_or_default())).collect();
    let mut seen = std::collections::BTreeSet::new();
    // A menu of each kind: those of rows say the same after their colon.
    found.retain(|(_, name)| seen.insert(name.split(':').next().unwrap_or_default().to_owned()));
    found
}

#[test]
fn every_menu_says_that_it_is_one_and_each_of_its_items_is_heard() {
    let now = models::now();
    let scenes: [(Page, fn() -> Scene); 6] = [
        (Page::Uploads, || models::busy("b.mov", models::now())),
        (Page::Uploads, || models::failures(models::now()).into()),
        (Page::Assets, || models::with_assets("b.mov", models::now())),
        (Page::Tasks, || models::with_tasks(models::now())),
        (Page::Indexes, || models::with_assets("b.mov", models::now())),
        (Page::Settings, || models::busy("b.mov", models::now())),
    ];
    let mut opened = 0;
    for (number, (page, scene)) in scenes.iter().enumerate() {
        let mut shown = view(*page);
        if number == 1 {
            shown.filter = UploadFilter::Failed;
        }
        let open_it = || open_sized(scene(), shown.clone(), now, (1180.0, 1600.0), Theme::Light);
        for (role, name) in openers(&open_it()) {
            let mut window = open_it();
            let named = |window: &Window, act: fn(&Node<'_>) -> Option<bool>| {
                let mut nodes = window.get_all_by_role(role);
                act(&nodes.find(|node| node.accesskit_node().label().as_deref() == Some(&name)).unwrap())
            };
            let is_open = |node: &Node<'_>| node.accesskit_node().data().is_expanded();
            assert_eq!(named(&window, is_open), Some(false), "{page:?} {name}");
            named(&window, |node| {
                node.click();
                None
            });
            window.run_steps(4);
            assert_eq!(named(&window, is_open), Some(true), "{page:?} {name}");
            holds(&format!("{page:?}, the menu of {name}"), &window);
            opened += 1;
        }
    }
    assert!(opened >= 15, "{opened} menus");
}

type Turn = fn(&mut View);

#[test]
fn everything_on_every_page_has_its_name_role_value_and_action() {
    let now = models::now();
    let mut views: Vec<View> =
        [Page::Uploads, Page::Assets, Page::Tasks, Page::Indexes, Page::Stores, Page::Watched]
            .map(view)
            .into();
    for tab in Tab::ALL {
        let mut shown = view(Page::Settings);
        shown.preferences.tab = tab;
        views.push(shown);
    }
    let changes: [(Page, Turn); 9] = [
        (Page::Uploads, |shown| shown.filter = UploadFilter::Failed),
        (Page::Uploads, |shown| shown.filter = UploadFilter::Held),
        (Page::Uploads, |shown| shown.question = Some(Question::Close)),
        (Page::Uploads, |shown| shown.metadata = Some(MetadataForm::of_next(&shown.then.told))),
        (Page::Uploads, |shown| shown.overview = true),
        (Page::Tasks, |shown| shown.tasks.unfinished = true),
        (Page::Assets, |shown| shown.assets.open = Some(FIRST.into())),
        (Page::Indexes, |shown| shown.indexes.open = Some("races".into())),
        (Page::Stores, |shown| shown.stores.open = Some("ks_66a1f0aa5120".into())),
    ];
    for (page, change) in changes {
        let mut shown = view(page);
        change(&mut shown);
        views.push(shown);
    }
    let scenes: [fn() -> Scene; 5] = [
        twice_failed,
        || models::busy("b.mov", models::now()),
        || models::failures(models::now()).into(),
        || models::first_run().into(),
        || models::wrong_key().into(),
    ];
    for (number, scene) in scenes.iter().enumerate() {
        for shown in &views {
            let mut shown = shown.clone();
            let scene = scene();
            shown.open.extend(scene.model.jobs.keys().copied());
            let place = format!("{number} {:?} {:?}", shown.page, shown.preferences.tab);
            holds(&place, &open_sized(scene, shown, now, (1180.0, 1600.0), Theme::Light));
        }
    }
    let mut window = open(models::with_assets("b.mov", now), view(Page::Assets), now);
    click(&mut window, "Export");
    holds("a menu", &window);
}

#[test]
fn the_head_of_a_page_is_heard_from_left_to_right() {
    let window = open(models::busy("b.mov", models::now()), view(Page::Uploads), models::now());
    let roles = [Role::RadioButton, Role::TextInput];
    let heads: Vec<_> = window
        .query_all(By::new().predicate(move |node| roles.contains(&node.role())))
        .map(|node| node.accesskit_node().raw_bounds().unwrap())
        .filter(|place| place.y0 < 50.0)
        .map(|place| place.x0)
        .collect();
    assert!(heads.len() > 3 && heads.is_sorted(), "{heads:?}");
}

#[test]
fn tab_goes_from_left_to_right_in_every_line_of_every_page() {
    let now = models::now();
    let pages = [
        Page::Uploads,
        Page::Assets,
        Page::Tasks,
        Page::Indexes,
        Page::Stores,
        Page::Watched,
        Page::Settings,
    ];
    for (page, size) in pages.into_iter().flat_map(|page| [(page, (1180.0, 760.0)), (page, (640.0, 480.0))]) {
        let scene = if page == Page::Watched { watched::scene() } else { models::busy("b.mov", now) };
        let mut window = open_sized(scene, view(page), now, size, Theme::Light);
        let (mut first, mut last) = (None, None::<(Role, String)>);
        for _ in 0..120 {
            window.key_press(Key::Tab);
            window.run();
            let here = focused(&window).unwrap_or_else(|| panic!("{page:?}: nothing has the keyboard"));
            // Both in this frame: the page may have been scrolled.
            let place = |(role, name): &(Role, String)| {
                let (role, name) = (*role, name.clone());
                let same = By::new()
                    .predicate(move |node| node.role() == role && node.label().as_deref() == Some(&*name));
                window.query_all(same).next().map(|node| node.rect())
            };
            if let (Some(before), Some(after)) = (last.as_ref().and_then(place), place(&here)) {
                let beside = (before.center().y - after.center().y).abs() < 10.0;
                let right = !beside || after.left() >= before.left() - 1.0;
                assert!(right, "{page:?} at {size:?}: {here:?} comes after {last:?}");
            }
            if first.as_ref() == Some(&here) {
                break;
            }
            first.get_or_insert_with(|| here.clone());
            last = Some(here);
        }
    }
}

#[test]
fn a_question_mark_tells_the_shortcuts_and_escape_closes_them() {
    let mut window = open(models::busy("b.mov", models::now()), view(Page::Uploads), models::now());
    window.key_press(Key::Questionmark);
    window.run();
    assert!(window.query_by_role_and_label(Role::Dialog, "Keyboard shortcuts").is_some());
    for told in ["Add files", "Ctrl+O", "Ctrl+1–6", "Shift+F10, Menu", "Ctrl++", "Select the row"] {
        assert!(said(&window, told), "{told}");
    }
    window.key_press(Key::Escape);
    window.run();
    assert!(window.query_by_role(Role::Dialog).is_none());
}

#[test]
fn the_text_size_goes_up_and_down_by_keys_within_its_bounds() {
    let mut window = open(models::empty(), view(Page::Uploads), models::now());
    let steps = [
        (100, Key::Plus, 110),
        (100, Key::Minus, 90),
        (100, Key::Num0, 100),
        (150, Key::Plus, 160),
        (160, Key::Plus, 160),
        (90, Key::Minus, 80),
        (80, Key::Minus, 80),
        (80, Key::Num0, 100),
    ];
    for (before, key, size) in steps {
        let mut settings = (*window.state().model.settings).clone();
        settings.text_size = before;
        window.state_mut().model.settings = settings.into();
        window.state_mut().out.clear();
        window.key_press_modifiers(Modifiers::COMMAND, key);
        window.run();
        let sent = commands(&mut window).into_iter().find_map(|command| {
            if let Command::ChangeSettings(settings) = command { Some(settings.text_size) } else { None }
        });
        assert_eq!(sent, (size != before).then_some(size), "{before} {key:?}");
    }
}

pub(crate) fn is_focused(node: &AccessKitNode<'_>) -> bool {
    node.is_focused()
}

/// What has the keyboard.
fn focused(window: &Window) -> Option<(Role, String)> {
    let node = window.query_all(By::new().predicate(is_focused)).next()?;
    let node = node.accesskit_node();
    Some((node.role(), node.label().unwrap_or_default()))
}

fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

#[test]
fn the_keyboard_comes_back_from_menus_and_dialogs_and_from_what_is_gone() {
    let now = models::now();
    let mut window = open(models::with_assets("b.mov", now), view(Page::Assets), now);
    press(&mut window, Key::ArrowDown);
    let row = focused(&window);
    assert!(matches!(row, Some((Role::Row, _))), "{row:?}");
    // A dialog, and its Escape.
    press(&mut window, Key::Delete);
    let inside = focused(&window);
    assert!(inside.is_some() && inside != row, "{inside:?} is in the dialog");
    press(&mut window, Key::Escape);
    window.run();
    assert_eq!(focused(&window), row, "after the dialog");
    // The menu of the row, by the keyboard.
    window.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    window.run();
    let first = focused(&window);
    assert!(matches!(first, Some((Role::MenuItem, _))), "it begins in the menu: {first:?}");
    press(&mut window, Key::ArrowDown);
    assert!(matches!(focused(&window), Some((Role::MenuItem, _))) && focused(&window) != first);
    press(&mut window, Key::Escape);
    window.run();
    assert_eq!(focused(&window), row, "after the menu");
    // The panel beside the list, and its Escape.
    press(&mut window, Key::Enter);
    window.run();
    assert!(window.state().view.assets.open.is_some());
    press(&mut window, Key::Escape);
    window.run();
    assert!(window.state().view.assets.open.is_none());
    assert_eq!(focused(&window), row, "after the panel");
    // The row is deleted: the next one takes its place.
    let ids: Vec<String> = {
        let account = window.state().model.current_account().unwrap();
        account.assets.items.iter().map(|asset| asset.id.0.clone()).collect()
    };
    let here = window.state().view.assets.table.picks.here().cloned().unwrap();
    models::edit(&mut window.state_mut().model, |account| {
        account.assets.items =
            account.assets.items.iter().filter(|asset| asset.id.0 != here).cloned().collect();
    });
    window.run();
    window.run();
    assert_eq!(ids.len(), 1 + window.state().model.current_account().unwrap().assets.items.len());
    let next = focused(&window);
    assert!(matches!(next, Some((Role::Row, _))) && next != row, "{next:?}");
}

#[test]
fn escape_leaves_the_keyboard_at_a_page_and_takes_it_from_a_field_to_the_list() {
    let now = models::now();
    let mut window = open(models::with_assets("b.mov", now), view(Page::Assets), now);
    window.get_by_role_and_label(Role::Tab, "Assets").focus();
    window.run();
    press(&mut window, Key::Escape);
    window.run();
    assert_eq!(focused(&window), Some((Role::Tab, "Assets".to_owned())));
    window.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.run();
    assert!(matches!(focused(&window), Some((Role::TextInput, _))), "{:?}", focused(&window));
    press(&mut window, Key::Escape);
    window.run();
    assert_eq!(focused(&window), Some((Role::Grid, "Assets".to_owned())));
}

#[test]
fn a_menu_that_is_opened_by_a_key_has_the_keyboard_and_one_opened_by_the_mouse_leaves_it() {
    let now = models::now();
    let mut window = open(models::with_assets("b.mov", now), view(Page::Assets), now);
    window.get_by_role_and_label(Role::Button, "Export").focus();
    window.run();
    press(&mut window, Key::Enter);
    window.run();
    assert_eq!(focused(&window), Some((Role::MenuItem, "As CSV…".to_owned())));
    press(&mut window, Key::Escape);
    window.run();
    assert_eq!(focused(&window), Some((Role::Button, "Export".to_owned())));
    let at = window.get_by_role_and_label(Role::Button, "Export").rect().center();
    click_at(&mut window, at);
    window.run();
    assert!(window.query_by_role(Role::Menu).is_some());
    assert!(!matches!(focused(&window), Some((Role::MenuItem, _))), "{:?}", focused(&window));
}

#[test]
fn a_dialog_that_a_key_opens_from_a_menu_has_the_keyboard() {
    let now = models::now();
    for (items, pick) in [(0, false), (0, true), (1, false)] {
        let mut window = open(models::with_assets("b.mov", now), view(Page::Assets), now);
        press(&mut window, Key::ArrowDown);
        if pick {
            press(&mut window, Key::Space);
        }
        window.key_press_modifiers(Modifiers::SHIFT, Key::F10);
        window.run();
        let mut item = focused(&window);
        for _ in 0..20 {
            if item.as_ref().is_some_and(|(_, name)| name.ends_with('…')) {
                break;
            }
            press(&mut window, Key::ArrowDown);
            item = focused(&window);
        }
        for _ in 0..items {
            press(&mut window, Key::ArrowDown);
        }
        press(&mut window, Key::Enter);
        window.run();
        assert!(window.query_by_role(Role::Dialog).is_some(), "{item:?} opens one");
        let inside = focused(&window);
        assert!(inside.is_some() && inside != item, "{item:?}: {inside:?}");
        press(&mut window, Key::Escape);
    }
}

#[test]
fn what_is_wrong_with_a_url_is_said_aloud() {
    let mut window = open(models::empty(), view(Page::Uploads), models::now());
    window.state_mut().view.urls = "https://youtu.be/dQw4w9WgXcQ".to_owned();
    window.run();
    let heard = By::new().predicate(|node| {
        let said = node.value().or(node.label()).unwrap_or_default();
        node.live() == Live::Polite && said.contains("YouTube")
    });
    click(&mut window, "Add");
    assert!(window.query_all(heard).next().is_some());
}

/// Tab leads through everything and back to where it began, and Shift+Tab the same way back.
#[test]
fn the_keyboard_is_caught_nowhere() {
    let now = models::now();
    let mut places: Vec<(Page, Scene)> =
        [Page::Assets, Page::Tasks, Page::Indexes, Page::Stores, Page::Watched, Page::Settings]
            .map(|page| (page, twice_failed()))
            .into();
    places.push((Page::Uploads, models::busy("b.mov", now)));
    places.push((Page::Uploads, models::failures(now).into()));
    for (page, scene) in places {
        let mut shown = view(page);
        shown.assets.open = Some(FIRST.into());
        let mut window = open_sized(scene, shown, now, (1180.0, 900.0), Theme::Light);
        let mut round = |modifiers: Modifiers| {
            let mut seen: Vec<(Role, String)> = Vec::new();
            for _ in 0..300 {
                window.key_press_modifiers(modifiers, Key::Tab);
                window.run();
                let here = focused(&window).unwrap_or_else(|| panic!("{page:?}: nothing after {seen:?}"));
                if seen.first() == Some(&here) {
                    return seen;
                }
                assert_ne!(seen.last(), Some(&here), "{page:?}: it stays there");
                seen.push(here);
            }
            panic!("{page:?}: it does not come back: {seen:?}")
        };
        let (there, back) = (round(Modifiers::NONE), round(Modifiers::SHIFT));
        assert!(there.len() > 8 && there.len() == back.len(), "{page:?}: {there:?}\n{back:?}");
    }
}

#[test]
fn a_menu_closes_however_its_entry_was_chosen() {
    let now = models::now();
    let mut window = open(models::with_assets("b.mov", now), view(Page::Assets), now);
    click(&mut window, "Export");
    assert!(window.query_by_role(Role::Menu).is_some());
    click(&mut window, "As CSV…");
    assert!(window.query_by_role(Role::Menu).is_none(), "nobody clicked with a pointer");
}

#[test]
fn refused_deletions_are_told_together_with_the_whole_reason() {
    let mut model = models::with_assets("b.mov", models::now()).model;
    for name in ["one.mp4", "two.mp4", "three.mp4"] {
        let change = Change::DeleteAsset { asset: name.into(), name: name.to_owned(), force: false };
        held::refused(&mut model, change, FailureKind::Conflict);
    }
    let mut window = open_sized(model, view(Page::Assets), models::now(), (760.0, 760.0), Theme::Light);
    assert!(said(&window, "3 changes were not made."));
    assert!(said(&window, "one.mp4, two.mp4, three.mp4"));
    assert!(said(&window, "Indexes refer to this asset, so the platform did not delete it."));
    let again = click(&mut window, "Retry: 3 changes were not made.");
    assert_eq!(again.iter().filter(|command| matches!(command, Command::RetryChange(..))).count(), 3);
    let forced = click(&mut window, "Delete anyway: 3 changes were not made.");
    assert!(matches!(&forced[..], [Command::RequestChanges(_, changes)] if changes.len() == 3), "{forced:?}");
}

/// What can be done here, without what belongs to one row. What stands in the menus of these openers counts.
fn commands_of(window: &mut Window, menus: &[&str]) -> BTreeSet<String> {
    let names = |window: &Window, roles: &'static [Role]| -> Vec<String> {
        let these = By::new().predicate(move |node| roles.contains(&node.role()));
        window.query_all(these).filter_map(|node| node.accesskit_node().label()).collect()
    };
    // The menu of a row copies its ID where there is no column for it.
    let of_row = |name: &String| {
        let copies = name.starts_with("Copy ") && name.contains(" ID of ");
        copies || name.starts_with("More for ") || name.contains(": ")
    };
    let mut all: BTreeSet<String> =
        names(window, &[Role::Button, Role::ComboBox, Role::TextInput, Role::Tab]).into_iter().collect();
    for menu in menus {
        if window.query_by_role_and_label(Role::Button, menu).is_some() {
            click(window, menu);
            all.extend(names(window, &[Role::MenuItem]));
            press(window, Key::Escape);
        }
    }
    all.retain(|name| !of_row(name));
    all
}

#[test]
fn a_narrow_window_keeps_every_command() {
    let now = models::now();
    for page in [Page::Uploads, Page::Assets, Page::Tasks, Page::Indexes, Page::Stores, Page::Watched] {
        for picked in [false, true] {
            let of = |size| {
                let mut window = open_sized(twice_failed(), view(page), now, size, Theme::Light);
                if picked && window.query_by_label("Select all").is_some() {
                    click(&mut window, "Select all");
                }
                commands_of(&mut window, &["More for all uploads", "More for the selection"])
            };
            let (wide, narrow) = (of((1180.0, 760.0)), of((640.0, 480.0)));
            let lost: Vec<&String> = wide.difference(&narrow).collect();
            assert!(lost.is_empty(), "{page:?} picked {picked}: {lost:?}");
        }
    }
}
