//! The ways to add something: dropping, choosing, URLs, and what happens with it.

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::{Align, Rect, ScrollArea, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{self, Button};
use crate::ui::kit::controls::{self, Field, MenuItem};
use crate::ui::kit::parts::{self, Tip as _};
use crate::ui::kit::table;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::{Dialog, NewIndex};
use crate::ui::library::item_collections;
use crate::ui::shell::view::MetadataForm;
use crate::ui::uploads::created::CreatedFor;
use crate::ui::uploads::urls;
use crate::ui::{Action, Draw};
use takeup_engine::Command;
use takeup_model::{Access, Account, IndexId, LimitKey, Listing, Model, NextUploads, StoreId};
use takeup_text::{self as text, msg, numbers};

/// How tall the menu gets before it scrolls.
const THEN: f32 = 520.0;

/// A sample that waits to be uploaded with one click.
pub(crate) fn offer(ui: &mut Ui, draw: &mut Draw<'_>) {
    if draw.view.offered.is_empty() {
        return;
    }
    let t = tokens(ui);
    let names: Vec<String> = draw
        .view
        .offered
        .iter()
        .map(|path| path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned())
        .collect();
    let words = match names.as_slice() {
        [one] => msg::add::add_sample_one(one),
        [] | [..] => msg::add::add_samples(names.len()),
    };
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 48.0));
    parts::card(ui.painter(), rect, t);
    parts::icon(
        ui.painter(),
        pos2(rect.left() + 27.0, rect.center().y),
        Icon::FileVideoCamera,
        16.0,
        t.accent_text,
    );
    let close = Rect::from_center_size(pos2(rect.right() - 24.0, rect.center().y), vec2(28.0, 28.0));
    let label = msg::add::add_sample_upload(names.len());
    let button = Button::primary(Some(Icon::Upload), &label).low();
    let wide = button.width(ui);
    let place =
        Rect::from_min_size(pos2(close.left() - wide - 6.0, rect.center().y - 14.0), vec2(wide, 28.0));
    let text =
        Rect::from_min_max(pos2(rect.left() + 46.0, rect.top()), pos2(place.left() - 12.0, rect.bottom()));
    parts::line(ui, text, &words, theme::medium(13.0), t.text, Align::Min);
    if button.at(ui, place).clicked() {
        let paths = std::mem::take(&mut draw.view.offered);
        draw.send(Command::AddPaths(draw.model.current.clone(), paths, draw.view.options()));
    }
    if buttons::icon_button(ui, close, Icon::X, msg::add::add_sample_dismiss()).clicked() {
        draw.view.offered.clear();
    }
}

/// The page before anything was added.
pub(crate) fn empty(ui: &mut Ui, draw: &mut Draw<'_>) {
    let t = tokens(ui);
    let rect = ui.available_rect_before_wrap();
    parts::dashed(ui.painter(), rect, t.card, t.dash);
    let middle = pos2(rect.center().x, rect.center().y - 97.0);
    let mark = Rect::from_center_size(middle, vec2(72.0, 72.0));
    parts::boxed_icon(ui, mark, Icon::FileVideoCamera, 34.0, t.accent_soft, t.accent_text);
    let wide = |top: f32, height: f32| {
        Rect::from_center_size(pos2(middle.x, middle.y + top), vec2((rect.width() - 32.0).min(620.0), height))
    };
    parts::line(
        ui,
        wide(63.0, 26.0),
        msg::add::add_drop_title(),
        theme::semibold(17.0),
        t.text,
        Align::Center,
    );
    let limit = draw.account().map(|account| {
        msg::add::add_size_limit(numbers::bytes(account.limits.of(LimitKey::Multipart).bytes))
    });
    let kinds = [msg::add::add_kinds().to_owned(), msg::add::add_resolutions().to_owned()];
    let kinds = numbers::facts(kinds.into_iter().chain(limit));
    parts::line(ui, wide(86.0, 20.0), &kinds, theme::regular(13.0), t.dim, Align::Center);
    let (files, folder) = (
        Button::primary(Some(Icon::FolderOpen), msg::add::add_choose_files()),
        Button::plain(Some(Icon::Folder), msg::add::add_choose_folder()),
    );
    let (one, other) = (files.width(ui), folder.width(ui));
    let left = middle.x - (one + 10.0 + other) / 2.0;
    let top = middle.y + 113.0;
    if files.at(ui, Rect::from_min_size(pos2(left, top), vec2(one, 32.0))).clicked() {
        draw.out.push(Action::PickFiles);
    }
    if folder.at(ui, Rect::from_min_size(pos2(left + one + 10.0, top), vec2(other, 32.0))).clicked() {
        draw.out.push(Action::PickFolder);
    }
    let room = (rect.width() - 32.0).min(460.0);
    let field =
        Rect::from_min_size(pos2(middle.x - room / 2.0, middle.y + 163.0), vec2(room, theme::CONTROL));
    urls::field(ui, draw, field, msg::add::add_field_hint());
    let then = msg::add::add_then_label(then_label(draw.model, &draw.view.then));
    let room = controls::select_width(ui, true, &then).min(room);
    let start = pos2(middle.x - room / 2.0, middle.y + 205.0);
    then_select(ui, draw, Rect::from_min_size(start, vec2(room, theme::CONTROL)));
    let below = Rect::from_min_size(pos2(field.left(), middle.y + 252.0), vec2(field.width(), 90.0));
    if !urls::remarks_at(ui, below, draw) {
        let words = msg::uploads::upload_nothing_leaves();
        parts::line(ui, wide(262.0, 20.0), words, theme::regular(12.0), t.dim, Align::Center);
    }
}

/// One line with the ways to add: a button, one field for everything that can be typed or pasted, and what comes then.
pub(crate) fn add_row(ui: &mut Ui, draw: &mut Draw<'_>) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::CONTROL));
    let narrow = rect.width() < 700.0;
    let label = msg::add::add_files();
    let tight = rect.width() < 440.0;
    let files =
        Button { name: Some(label), ..Button::primary(Some(Icon::Plus), if tight { "" } else { label }) };
    let wide = files.width(ui);
    let place = Rect::from_min_size(rect.min, vec2(wide, rect.height()));
    let pressed = files.at(ui, place);
    if (if tight { pressed.tip(label) } else { pressed }).clicked() {
        draw.out.push(Action::PickFiles);
    }
    let left = rect.left() + wide + 10.0;
    let choice = then_label(draw.model, &draw.view.then);
    let label = if narrow { choice } else { msg::add::add_then_label(choice) };
    let wide = controls::select_width(ui, true, &label).min(rect.width() * if narrow { 0.34 } else { 0.4 });
    let then = Rect::from_min_max(pos2(rect.right() - wide, rect.top()), rect.max);
    let field = Rect::from_min_max(pos2(left, rect.top()), pos2(then.left() - 10.0, rect.bottom()));
    urls::field(ui, draw, field, msg::add::add_field_hint());
    then_select(ui, draw, then);
    urls::remarks_ui(ui, draw);
}

/// What happens with what is added, in words.
pub(crate) fn then_label(model: &Model, then: &NextUploads) -> String {
    let Some(account) = model.current_account() else { return msg::add::add_then_keep().to_owned() };
    let index = |(id, name): (&IndexId, &String)| match index_of(account, id) {
        Some(known) => (known, false),
        None => (name.clone(), gone(&account.indexes)),
    };
    if let Some((id, name)) = &then.task {
        let (name, gone) = index((id, name));
        return if gone { msg::add::add_then_gone(name) } else { msg::add::add_then_task(name) };
    }
    let places = then.indexes.len() + then.stores.len();
    match (then.indexes.first_key_value(), then.stores.first_key_value()) {
        (None, None) => msg::add::add_then_keep().to_owned(),
        (Some(only), None) if places == 1 => {
            let (name, gone) = index(only);
            if gone { msg::add::add_then_gone(name) } else { msg::add::add_then_index(name) }
        }
        (None, Some((id, name))) if places == 1 => {
            let name = known_store(account, id).unwrap_or_else(|| name.clone());
            if store_gone(account, id) {
                msg::add::add_then_gone(name)
            } else {
                msg::add::add_then_store(name)
            }
        }
        _ => msg::add::add_then_many(places),
    }
}

fn index_of(account: &Account, id: &IndexId) -> Option<String> {
    account.indexes.iter().find(|index| index.id == *id).map(|index| index.name.clone())
}

/// Whether what a list does not hold is not on the platform.
fn gone<T>(list: &Listing<T>) -> bool {
    list.state.loaded.is_some() && list.state.complete && list.state.found.is_empty()
}

/// What an index is called; its ID while nobody knows.
pub(crate) fn index_name(model: &Model, id: &IndexId) -> String {
    let account = model.current_account();
    account.and_then(|account| index_of(account, id)).unwrap_or_else(|| id.to_string())
}

/// What a knowledge store is called, or an item collection with its store; its ID while nobody knows.
pub(crate) fn store_name(model: &Model, id: &StoreId) -> String {
    let account = model.current_account();
    account.and_then(|account| known_store(account, id)).unwrap_or_else(|| id.to_string())
}

/// The same, if it has been listed.
pub(crate) fn known_store(account: &Account, id: &StoreId) -> Option<String> {
    let (known, whole) = (account.store(id)?, id.whole());
    if *id == whole {
        return Some(known.name.clone());
    }
    let store = account.store(&whole).map_or(whole.0.as_str(), |store| &store.name);
    Some(msg::stores::store_collection_full(store, &known.name))
}

/// Whether a knowledge store or an item collection is not on the platform.
pub(crate) fn store_gone(account: &Account, id: &StoreId) -> bool {
    let whole = id.whole();
    let collections = account.collections.get(&whole).filter(|_| *id != whole);
    (account.store(&whole).is_none() && gone(&account.stores))
        || (account.store(id).is_none() && collections.is_some_and(gone))
}

/// The name of the place that a label of the choice tells.
fn named_in(model: &Model, then: &NextUploads, label: &str) -> String {
    let indexes = then.task.iter().map(|(id, _)| id).chain(then.indexes.keys());
    let known =
        indexes.map(|id| index_name(model, id)).chain(then.stores.keys().map(|id| store_name(model, id)));
    let remembered =
        then.indexes.values().chain(then.stores.values()).chain(then.task.iter().map(|(_, name)| name));
    known.chain(remembered.cloned()).find(|name| label.contains(name.as_str())).unwrap_or_default()
}

fn then_select(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect) {
    let choice = then_label(draw.model, &draw.view.then);
    // Where not both have room, where files go says more than that it comes then.
    let whole = msg::add::add_then_label(choice.as_str());
    let label = if controls::select_width(ui, true, &whole) > rect.width() { choice } else { whole };
    let named = named_in(draw.model, &draw.view.then, &label);
    let icon = Some(Icon::CornerDownRight);
    let response = controls::naming_select(ui, rect, icon, (&label, &named), msg::add::add_then());
    let Some(account) = draw.account() else { return };
    if response.clicked() {
        draw.send(Command::Refresh(account.id.clone(), takeup_model::List::Indexes));
        load_collections(draw, account, &draw.view.then.clone());
    }
    controls::sticky_menu(&response, msg::add::add_then(), |ui| {
        let before = draw.view.then.clone();
        let wish = then_list(ui, account, &mut draw.view.then);
        if draw.view.then != before {
            draw.remember_next();
        }
        if let Some(wish) = wish {
            fulfil(ui, draw, account, wish, CreatedFor::Next);
        }
        controls::menu_line(ui);
        let rows = draw.view.metadata_table.as_ref().map_or(0, |table| table.len());
        let label = text::metadata_next(&draw.view.then.told, rows);
        if MenuItem::new(Icon::Tag, &label).chosen(ui) {
            draw.view.metadata = Some(MetadataForm::of_next(&draw.view.then.told));
            ui.close();
        }
    });
}

/// Chooses a place, or takes the choice back.
pub(crate) fn toggle<I: Ord + Clone>(places: &mut BTreeMap<I, String>, id: &I, name: &str) {
    if places.remove(id).is_none() {
        places.insert(id.clone(), name.to_owned());
    }
}

/// What is wanted in the choices and is more than a choice.
#[derive(Clone, Debug)]
pub(crate) enum Wish {
    /// A new index.
    NewIndex,
    /// A new item collection in this knowledge store.
    NewCollection(StoreId),
    /// The item collections of this knowledge store.
    Load(StoreId),
}

/// Does what is wanted in a menu of choices, which closes if a dialog is needed for it.
pub(crate) fn fulfil(ui: &mut Ui, draw: &mut Draw<'_>, account: &Account, wish: Wish, wanted: CreatedFor) {
    let asks = !matches!(wish, Wish::Load(_));
    carry_out(draw, account, wish, wanted);
    if asks {
        ui.close();
    }
}

/// Does what is wanted in the choices. What is created is chosen where it was wanted.
pub(crate) fn carry_out(draw: &mut Draw<'_>, account: &Account, wish: Wish, wanted: CreatedFor) {
    match wish {
        Wish::Load(store) => draw.send(item_collections::load(account, &store)),
        Wish::NewCollection(store) => item_collections::create(draw, &store, wanted),
        Wish::NewIndex => {
            draw.view.created_for = wanted;
            draw.view.dialog = Some(Dialog::NewIndex(NewIndex::default()));
        }
    }
}

/// Looks for new item collections in the knowledge stores that are chosen.
pub(crate) fn load_collections(draw: &mut Draw<'_>, account: &Account, then: &NextUploads) {
    for store in then.stores.keys().map(StoreId::whole).collect::<BTreeSet<_>>() {
        draw.send(item_collections::load(account, &store));
    }
}

/// The choices, as tall as they may be.
pub(crate) fn then_list(ui: &mut Ui, account: &Account, then: &mut NextUploads) -> Option<Wish> {
    // It may be opened before the indexes have come, and grows with them only so.
    let tall = THEN.min(ui.ctx().content_rect().height() - 60.0);
    let area = ScrollArea::vertical().max_height(tall).min_scrolled_height(tall);
    area.show(ui, |ui| then_menu(ui, account, then)).inner
}

/// The choices, each with a sentence.
fn then_menu(ui: &mut Ui, account: &Account, then: &mut NextUploads) -> Option<Wish> {
    let wish = places_menu(ui, account, then);
    classic_menu(ui, account, then);
    wish
}

/// Those for an asset.
pub(crate) fn places_menu(ui: &mut Ui, account: &Account, then: &mut NextUploads) -> Option<Wish> {
    if MenuItem::ticked(then.only_keeps(), msg::add::add_then_keep()).chosen(ui) {
        then.only_keep();
    }
    controls::menu_hint(ui, msg::add::add_then_keep_help());
    controls::menu_line(ui);
    controls::menu_title(ui, msg::add::add_then_indexes());
    controls::menu_hint(ui, msg::add::add_then_indexes_help());
    if account.indexes.items.is_empty() {
        let words = if account.indexes.state.loaded.is_some() {
            msg::add::add_then_no_indexes()
        } else {
            table::not_yet(account, msg::add::add_then_loading())
        };
        MenuItem { blocked: Some(words), ..MenuItem::new(Icon::Layers, words) }.chosen(ui);
    }
    for index in account.indexes.iter() {
        let on = then.indexes.contains_key(&index.id);
        let blocked = (!index.takes_videos()).then_some(msg::indexes::index_no_videos());
        let item = MenuItem { blocked, ..MenuItem::ticked(on, &index.name) };
        if ui.push_id(("index", &index.id), |ui| item.chosen(ui)).inner {
            then.task = None;
            toggle(&mut then.indexes, &index.id, &index.name);
        }
    }
    let listed = |id: &IndexId| account.indexes.get(&id.0).is_some();
    unlisted(ui, &mut then.indexes, listed, |_| gone(&account.indexes));
    let new_index = MenuItem::new(Icon::Plus, msg::indexes::index_new()).chosen(ui);
    let mut wish = new_index.then_some(Wish::NewIndex);
    if account.stores_access != Access::Refused
        && !(account.stores.items.is_empty() && then.stores.is_empty())
    {
        controls::menu_line(ui);
        controls::menu_title(ui, msg::add::add_then_stores());
        controls::menu_hint(ui, msg::add::add_then_stores_help());
        let before = then.stores.clone();
        wish = item_collections::stores_menu(ui, account, &mut then.stores, true).or(wish);
        if then.stores != before {
            then.task = None;
        }
    }
    wish
}

/// Places that were chosen once and that the list does not hold: it was not loaded to its end, or they are gone.
pub(crate) fn unlisted<I: Ord + Clone + std::hash::Hash + std::fmt::Debug>(
    ui: &mut Ui,
    places: &mut BTreeMap<I, String>,
    listed: impl Fn(&I) -> bool,
    gone: impl Fn(&I) -> bool,
) {
    let mut dropped = None;
    for (id, name) in places.iter().filter(|(id, _)| !listed(id)) {
        let gone = gone(id);
        let label = if gone { msg::add::add_then_gone(name) } else { name.clone() };
        let item = MenuItem { danger: gone, ..MenuItem::ticked(true, &label) };
        if ui.push_id(("unlisted", id), |ui| item.chosen(ui)).inner {
            dropped = Some(id.clone());
        }
    }
    if let Some(id) = dropped {
        places.remove(&id);
    }
}

/// The indexes for a classic task.
pub(crate) fn classic_menu(ui: &mut Ui, account: &Account, then: &mut NextUploads) {
    if account.indexes.items.is_empty() {
        return;
    }
    controls::menu_line(ui);
    controls::menu_title(ui, msg::add::add_then_tasks());
    controls::menu_hint(ui, msg::add::add_then_tasks_help());
    for index in account.indexes.iter() {
        let on = then.task.as_ref().is_some_and(|(id, _)| *id == index.id);
        let blocked = (!index.takes_videos()).then_some(msg::indexes::index_no_videos());
        let name = msg::add::add_then_task(&index.name);
        let item = MenuItem { blocked, name: Some(&name), ..MenuItem::ticked(on, &index.name) };
        let chosen = ui.push_id(("task", &index.id), |ui| item.chosen(ui)).inner;
        if chosen {
            then.only_keep();
            then.task = (!on).then(|| (index.id.clone(), index.name.clone()));
        }
        if then.task.as_ref().is_some_and(|(id, _)| *id == index.id) {
            language(ui, &mut then.language, chosen);
        }
    }
}

/// The field for the language of a task, below its index. Whoever has just chosen the index gets to see it.
fn language(ui: &mut Ui, language: &mut String, fresh: bool) {
    let rect = controls::menu_space(ui, 220.0, 40.0);
    Field::new(msg::add::add_language(), msg::add::add_language_hint()).at(
        ui,
        rect.shrink2(vec2(6.0, 5.0)),
        language,
    );
    if fresh {
        ui.scroll_to_rect(rect, None);
    }
}
