//! The ways to add something: dropping, choosing, URLs, and what happens with it.

use eframe::egui::{Align, Rect, ScrollArea, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::controls::{self, Field, MenuItem};
use crate::ui::kit::parts::{self, Button};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::view::NextDestinations;
use crate::ui::uploads::{metadata, urls};
use crate::ui::{Action, Draw};
use takeup_engine::Command;
use takeup_model::{Access, Account, LimitKey, Model};
use takeup_text::{msg, numbers};

/// How tall the menu gets before it scrolls.
const THEN: f32 = 380.0;

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
    if parts::icon_button(ui, close, Icon::X, msg::add::add_sample_dismiss()).clicked() {
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
    urls::field(ui, draw, field, msg::add::add_url_hint());
    let then = msg::add::add_then_label(then_label(draw.model, &draw.view.then));
    let wide_more = metadata::opener_width(ui, draw.view);
    let wide_then = controls::select_width(ui, true, &then).min(room - wide_more - 10.0);
    let start = pos2(middle.x - (wide_then + 10.0 + wide_more) / 2.0, middle.y + 205.0);
    let place = Rect::from_min_size(start, vec2(wide_then, theme::CONTROL));
    let more = Rect::from_min_size(pos2(place.right() + 10.0, place.top()), vec2(wide_more, theme::CONTROL));
    metadata::opener(ui, more, draw.view);
    then_select(ui, draw, place);
    parts::line(
        ui,
        wide(262.0, 20.0),
        msg::uploads::upload_nothing_leaves(),
        theme::regular(12.0),
        t.dim,
        Align::Center,
    );
    urls::remarks_at(ui, wide(290.0, 72.0), draw);
}

/// The card that says that things can be dropped.
pub(crate) fn drop_card(ui: &mut Ui, draw: &mut Draw<'_>) {
    let t = tokens(ui);
    let narrow = ui.available_width() < 700.0;
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), if narrow { 58.0 } else { 70.0 }));
    parts::dashed(ui.painter(), rect, t.card, t.dash);
    let mark = Rect::from_center_size(pos2(rect.left() + 37.0, rect.center().y), vec2(40.0, 40.0));
    parts::boxed_icon(ui, mark, Icon::FileVideoCamera, 20.0, t.accent_soft, t.accent_text);
    let mut right = rect.right() - 17.0;
    let files = Button::plain(Some(Icon::FolderOpen), msg::add::add_choose_files());
    let wide = files.width(ui);
    let place = Rect::from_min_size(pos2(right - wide, rect.center().y - 16.0), vec2(wide, 32.0));
    if files.at(ui, place).clicked() {
        draw.out.push(Action::PickFiles);
    }
    right = place.left() - 10.0;
    let label = if narrow { msg::add::add_choose_folder_short() } else { msg::add::add_choose_folder() };
    let folder = Button::plain(Some(Icon::Folder), label);
    let wide = folder.width(ui);
    let place = Rect::from_min_size(pos2(right - wide, rect.center().y - 16.0), vec2(wide, 32.0));
    if folder.at(ui, place).clicked() {
        draw.out.push(Action::PickFolder);
    }
    right = place.left() - 12.0;
    let middle = rect.center().y;
    let top = if narrow { middle - 10.0 } else { middle - 19.0 };
    let title = Rect::from_min_max(pos2(rect.left() + 71.0, top), pos2(right, top + 20.0));
    let words = if narrow { msg::uploads::upload_drop_short() } else { msg::uploads::upload_drop_here() };
    parts::line(ui, title, words, theme::semibold(13.0), t.text, Align::Min);
    if let Some(account) = draw.account().filter(|_| !narrow) {
        let more = title.translate(vec2(0.0, 18.0));
        parts::line(ui, more, &limits_line(account), theme::regular(12.0), t.dim, Align::Min);
    }
}

fn limits_line(account: &Account) -> String {
    let direct = numbers::bytes(account.limits.of(LimitKey::Direct).bytes);
    if account.multipart == Access::Refused {
        return msg::add::add_size_limit_one_request(direct);
    }
    let multipart = numbers::bytes(account.limits.of(LimitKey::Multipart).bytes);
    msg::add::add_size_limits(direct, multipart)
}

/// The field for URLs, its button, and what happens with them.
pub(crate) fn url_row(ui: &mut Ui, draw: &mut Draw<'_>) {
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::CONTROL));
    let narrow = rect.width() < 700.0;
    let choice = then_label(draw.model, &draw.view.then);
    let label = if narrow { choice } else { msg::add::add_then_label(choice) };
    let wide = controls::select_width(ui, true, &label).min(rect.width() * if narrow { 0.34 } else { 0.4 });
    let then = Rect::from_min_max(pos2(rect.right() - wide, rect.top()), rect.max);
    then_select(ui, draw, then);
    let add = Button::plain(Some(Icon::Plus), msg::add::add_url());
    let room = add.width(ui);
    let place = Rect::from_min_size(pos2(then.left() - 10.0 - room, rect.top()), vec2(room, rect.height()));
    let enabled = !draw.view.urls.trim().is_empty();
    if (Button { enabled, ..add }).at(ui, place).clicked() {
        urls::add(draw);
    }
    let mut right = place.left() - 10.0;
    if !narrow {
        let left = right - metadata::opener_width(ui, draw.view);
        metadata::opener(
            ui,
            Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom())),
            draw.view,
        );
        right = left - 10.0;
    }
    let field = Rect::from_min_max(rect.min, pos2(right, rect.bottom()));
    let hint = msg::add::add_urls_hint();
    urls::field(ui, draw, field, hint);
    urls::remarks_ui(ui, draw);
}

/// What happens with what is added, in words.
pub(crate) fn then_label(model: &Model, then: &NextDestinations) -> String {
    let index = |id: &takeup_model::IndexId| index_name(model, id);
    if let Some(task) = &then.task {
        return msg::add::add_then_task(index(task));
    }
    let places = then.indexes.len() + then.stores.len();
    match (then.indexes.first(), then.stores.first()) {
        (None, None) => msg::add::add_then_keep().to_owned(),
        (Some(only), None) if places == 1 => msg::add::add_then_index(index(only)),
        (None, Some(only)) if places == 1 => msg::add::add_then_store(store_name(model, only)),
        _ => msg::add::add_then_many(places),
    }
}

/// What an index is called; its ID while nobody knows.
pub(crate) fn index_name(model: &Model, id: &takeup_model::IndexId) -> String {
    let account = model.current_account();
    let known = account.and_then(|account| account.indexes.iter().find(|index| index.id == *id));
    known.map_or_else(|| id.to_string(), |index| index.name.clone())
}

/// What a knowledge store is called; its ID while nobody knows.
pub(crate) fn store_name(model: &Model, id: &takeup_model::StoreId) -> String {
    let account = model.current_account();
    let known = account.and_then(|account| account.stores.iter().find(|store| store.id == *id));
    known.map_or_else(|| id.to_string(), |store| store.name.clone())
}

fn then_select(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect) {
    let choice = then_label(draw.model, &draw.view.then);
    let label = if rect.width() < 170.0 { choice } else { msg::add::add_then_label(choice) };
    let response = controls::select(ui, rect, Some(Icon::CornerDownRight), &label, msg::add::add_then());
    let Some(account) = draw.account() else { return };
    if response.clicked() {
        draw.send(Command::Refresh(account.id.clone(), takeup_model::List::Indexes));
    }
    controls::sticky_menu(&response, msg::add::add_then(), |ui| {
        // It may be opened before the indexes have come, and grows with them only so.
        let area = ScrollArea::vertical().max_height(THEN).min_scrolled_height(THEN);
        area.show(ui, |ui| then_menu(ui, account, &mut draw.view.then));
    });
}

fn then_menu(ui: &mut Ui, account: &Account, then: &mut NextDestinations) {
    let nothing =
        *then == NextDestinations { language: then.language.clone(), ..NextDestinations::default() };
    if MenuItem::ticked(nothing, msg::add::add_then_keep()).chosen(ui) {
        *then =
            NextDestinations { language: std::mem::take(&mut then.language), ..NextDestinations::default() };
    }
    controls::menu_line(ui);
    controls::menu_title(ui, msg::add::add_then_indexes());
    if account.indexes.items.is_empty() {
        let words = if account.indexes.state.loaded.is_some() {
            msg::add::add_then_no_indexes()
        } else {
            msg::add::add_then_loading()
        };
        MenuItem { blocked: Some(words), ..MenuItem::new(Icon::Layers, words) }.chosen(ui);
    }
    for index in account.indexes.iter() {
        let on = then.indexes.contains(&index.id);
        let blocked = (!index.takes_videos()).then_some(msg::indexes::index_no_videos());
        let item = MenuItem { blocked, ..MenuItem::ticked(on, &index.name) };
        if ui.push_id(("index", &index.id), |ui| item.chosen(ui)).inner {
            then.task = None;
            if !then.indexes.remove(&index.id) {
                then.indexes.insert(index.id.clone());
            }
        }
    }
    if account.stores_access != Access::Refused && !account.stores.items.is_empty() {
        controls::menu_title(ui, msg::add::add_then_stores());
        for store in account.stores.iter() {
            let item = MenuItem::ticked(then.stores.contains(&store.id), &store.name);
            if ui.push_id(("store", &store.id), |ui| item.chosen(ui)).inner {
                then.task = None;
                if !then.stores.remove(&store.id) {
                    then.stores.insert(store.id.clone());
                }
            }
        }
    }
    classic_menu(ui, account, then);
}

fn classic_menu(ui: &mut Ui, account: &Account, then: &mut NextDestinations) {
    if account.indexes.items.is_empty() {
        return;
    }
    controls::menu_line(ui);
    controls::menu_title(ui, msg::add::add_then_tasks());
    for index in account.indexes.iter() {
        let on = then.task.as_ref() == Some(&index.id);
        let blocked = (!index.takes_videos()).then_some(msg::indexes::index_no_videos());
        let name = msg::add::add_then_task(&index.name);
        let item = MenuItem { blocked, name: Some(&name), ..MenuItem::ticked(on, &index.name) };
        let chosen = ui.push_id(("task", &index.id), |ui| item.chosen(ui)).inner;
        if chosen {
            then.indexes.clear();
            then.stores.clear();
            then.task = (!on).then(|| index.id.clone());
        }
        if then.task.as_ref() == Some(&index.id) {
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
