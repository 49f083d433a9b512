//! The names by which controls are told apart where they cannot be seen.

use std::collections::BTreeSet;

use eframe::egui::{Role, Theme};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use takeup::ui::{Page, Tab, UploadFilter, View, watch_form};
use takeup_model::{Change, End, FailureKind, Metadata, Method, Refusal};

use crate::access;
use crate::pages::twice_failed;
use crate::uploads::{Window, click, open_sized, view};
use takeup_rig::held_models::{self as held, FIRST, STORE};
use takeup_rig::models::{self, Scene};

/// What can be pressed, ticked or filled in, by its name.
fn controls(window: &Window) -> Vec<(Role, String)> {
    let roles = [
        Role::Button,
        Role::CheckBox,
        Role::Switch,
        Role::ComboBox,
        Role::RadioButton,
        Role::TextInput,
        Role::MenuItem,
        Role::MenuItemCheckBox,
        Role::ColumnHeader,
        Role::Tab,
        Role::Link,
    ];
    let named = |role: Role| {
        let nodes = window.query_all_by_role(role);
        nodes.map(move |node| (role, node.accesskit_node().label().unwrap_or_default()))
    };
    roles.into_iter().flat_map(named).collect()
}

#[test]
fn every_control_has_a_name_and_no_two_have_the_same() {
    let mut model = twice_failed();
    models::edit(&mut model, |account| {
        // Two that can be finished, and one more that has no name.
        let mut items = account.sessions.items.to_vec();
        let mut third = (*items[0]).clone();
        (third.upload, third.filename) = ("upl_55aa".into(), Some("other.mp4".to_owned()));
        items.push(third.into());
        account.sessions.items = items.into();
        let opened = account.opened.as_mut().unwrap();
        let mut detail = (**opened.asset.as_ref().unwrap()).clone();
        detail.hls.clone_from(&detail.thumbnail);
        opened.asset = Some(detail.into());
    });
    let with = |page, change: fn(&mut View)| {
        let mut shown = view(page);
        change(&mut shown);
        shown
    };
    // What is opened, and what is pressed on the way to where names are counted.
    let places: Vec<(View, &[&str])> = vec![
        (with(Page::Assets, |shown| shown.assets.open = Some(FIRST.into())), &[]),
        (with(Page::Assets, |shown| shown.assets.open = Some(FIRST.into())), &["Edit…"]),
        (view(Page::Assets), &["Select all", "Index into…"]),
        (view(Page::Assets), &["More for poster.png"]),
        (view(Page::Assets), &["Export"]),
        (with(Page::Tasks, |shown| shown.tasks.unfinished = true), &["Select all"]),
        (
            with(Page::Tasks, |shown| shown.tasks.index = Some("lectures".into())),
            &["More for lecture-07.mp4"],
        ),
        (with(Page::Indexes, |shown| shown.indexes.open = Some("races".into())), &["Select all"]),
        (view(Page::Indexes), &["New index…"]),
        (with(Page::Stores, |shown| shown.stores.open = Some("ks_66a1f0aa5120".into())), &["Select all"]),
        (view(Page::Stores), &["New knowledge store…"]),
        (with(Page::Stores, |shown| shown.stores.open = Some(STORE.into())), &["New collection…"]),
        (view(Page::Uploads), &["Then"]),
        (view(Page::Uploads), &["Then", "Season archive"]),
        (view(Page::Assets), &["Select all", "Add to knowledge store…", "Season archive"]),
        (view(Page::Assets), &["More for poster.png", "Delete…"]),
        (view(Page::Indexes), &["More for Lectures", "Rename…"]),
        (view(Page::Indexes), &["More for Lectures", "Delete…"]),
        (view(Page::Indexes), &["More for Lectures", "Add assets…"]),
        (view(Page::Stores), &["More for Season archive", "Add assets…"]),
        (with(Page::Watched, |shown| shown.dialog = Some(watch_form(Vec::new(), &Metadata::default()))), &[]),
    ];
    for (shown, pressed) in places {
        told_apart(model.clone(), shown, pressed);
    }
}

/// Opens this, presses these, and holds the names of everything against each other.
pub(crate) fn told_apart(scene: impl Into<Scene>, shown: View, pressed: &[&str]) {
    let place = format!("{:?} {:?} {pressed:?}", shown.page, shown.preferences.tab);
    let mut window = open_sized(scene, shown, models::now(), (1180.0, 3000.0), Theme::Light);
    for name in pressed {
        click(&mut window, name);
    }
    let mut seen = BTreeSet::new();
    for (role, name) in controls(&window) {
        assert!(!name.trim().is_empty(), "{place}: a {role:?} without a name");
        assert!(seen.insert((role as u8, name.clone())), "{place}: two of {role:?} “{name}”");
    }
    assert!(seen.len() > 4, "{place}: {seen:?}");
    access::holds(&place, &window);
}

#[test]
fn nor_do_two_of_many_uploads_that_are_opened_or_went_wrong() {
    let now = models::now();
    let mut model = models::busy("b.mov", now);
    let mut text = models::job(&mut model, "more-notes.txt", 18_000, Method::Direct);
    text.route = None;
    text.end = Some(End::Refused(Refusal::NotMedia { found: "Plain Text".to_owned() }));
    models::add(&mut model, text);
    for name in ["one.mp4", "two.mp4"] {
        let change = Change::DeleteAsset { asset: name.into(), name: name.to_owned(), force: false };
        held::refused(&mut model, change, FailureKind::Conflict);
    }
    let mut opened = view(Page::Uploads);
    opened.open.extend(model.jobs.keys().copied());
    told_apart(model.clone(), opened, &[]);
    for (page, pressed) in
        [(Page::Uploads, "More for all uploads"), (Page::Uploads, "Then"), (Page::Assets, "Refresh")]
    {
        told_apart(model.clone(), view(page), &[pressed]);
    }
    for tab in Tab::ALL {
        let mut settings = view(Page::Settings);
        settings.preferences.tab = tab;
        told_apart(model.clone(), settings, &[]);
    }
    let mut failed = view(Page::Uploads);
    for filter in [UploadFilter::Failed, UploadFilter::Held] {
        failed.filter = filter;
        told_apart(models::failures(now), failed.clone(), &[]);
    }
    told_apart(models::unmet(now), view(Page::Uploads), &[]);
    told_apart(models::empty(), view(Page::Uploads), &[]);
}
