//! What is in an index or a knowledge store, and how far each thing has come there.

use eframe::egui::{Align, Rect, ScrollArea, Sense, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{self, Button};
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::panel::{fact, id_line, section};
use crate::ui::kit::parts;
use crate::ui::kit::table::{self, MoreRow};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::{AddAssetsDialog, Deletion, Dialog};
use crate::ui::library::{assets, change_requests, export, indexes, item_collections, stores, tasks};
use crate::ui::shell::frame;
use crate::ui::{Action, Draw};
use takeup_engine::Command;
use takeup_model::{
    AssetId, Change, IndexId, IndexedAsset, IndexingStatus, List, ListItem, Listing, StoreId,
    StoreItem as Stored,
};
use takeup_text::{self as text, msg, numbers, times};

const ROW: f32 = 46.0;

/// One thing in an index or a knowledge store.
struct ContentRow<'a> {
    name: &'a str,
    about: String,
    status: &'a IndexingStatus,
    reason: Option<&'a str>,
    id: &'a str,
    asset: Option<&'a AssetId>,
    removal: Change,
}

fn indexed_line<'a>(index: &IndexId, item: &'a IndexedAsset) -> ContentRow<'a> {
    let name = if item.filename.is_empty() { item.id.as_str() } else { item.filename.as_str() };
    ContentRow {
        name,
        about: about(item.duration_secs, item.size),
        status: &item.status,
        reason: item.reason.as_deref(),
        id: &item.id,
        asset: item.asset.as_ref(),
        removal: Change::RemoveIndexedAsset {
            index: index.clone(),
            indexed: item.id.clone(),
            name: name.to_owned(),
        },
    }
}

fn stored_line<'a>(store: &StoreId, item: &'a Stored) -> ContentRow<'a> {
    let name = if item.filename.is_empty() { item.id.as_str() } else { item.filename.as_str() };
    ContentRow {
        name,
        about: about(item.duration_secs, item.size),
        status: &item.status,
        reason: None,
        id: &item.id,
        asset: item.asset.as_ref(),
        removal: Change::RemoveItem { store: store.clone(), item: item.id.clone(), name: name.to_owned() },
    }
}

fn about(secs: Option<f64>, size: Option<u64>) -> String {
    let length = secs.filter(|secs| *secs > 0.0).map(|secs| assets::length(Some(secs)));
    numbers::facts([length, size.map(numbers::bytes)].into_iter().flatten())
}

/// Draws an index.
pub(crate) fn index_ui(ui: &mut Ui, draw: &mut Draw<'_>, id: &IndexId) {
    let Some(account) = draw.account() else { return };
    let (_, line) = ui.allocate_space(vec2(ui.available_width(), 24.0));
    id_line(ui, line.left(), line, &id.0, msg::indexes::index_copy_id(), draw.out);
    if let Some(index) = account.indexes.items.iter().find(|index| index.id == *id) {
        fact(ui, msg::indexes::index_column_models(), &text::models(&index.models));
        if let Some(created) = index.created {
            fact(ui, msg::indexes::index_column_created(), &times::date(created, &draw.view.zone));
        }
        fact(
            ui,
            msg::indexes::index_column_expires(),
            &indexes::kept_until(index, &draw.view.zone, draw.now).0,
        );
        change_menu(ui, |ui| indexes::index_menu(ui, draw, index));
    }
    let nothing = Listing::default();
    let list = account.indexed.get(id).unwrap_or(&nothing);
    let which = List::Indexed(id.clone());
    inside(ui, draw, (list, &which, msg::indexes::index_empty()), |item| indexed_line(id, item));
}

/// Draws a knowledge store, or an item collection in one.
pub(crate) fn store_ui(ui: &mut Ui, draw: &mut Draw<'_>, id: &StoreId) {
    let Some(account) = draw.account() else { return };
    let (whole, is_collection) = (id.whole(), id.parts().1.is_some());
    let (copy, empty) = if is_collection {
        let store = account.store(&whole).map_or(whole.0.as_str(), |store| &store.name);
        let back = msg::stores::store_collection_back(store);
        if Button::plain(Some(Icon::ArrowLeft), &back).low().show(ui).clicked() {
            draw.view.stores.open = Some(whole.clone());
        }
        (msg::stores::store_collection_copy_id(), msg::stores::store_collection_empty())
    } else {
        (msg::stores::store_copy_id(), msg::stores::store_empty())
    };
    let (_, line) = ui.allocate_space(vec2(ui.available_width(), 24.0));
    id_line(ui, line.left(), line, &id.0, copy, draw.out);
    if let Some(store) = account.store(id) {
        if let Some(description) = &store.description {
            let dim = tokens(ui).dim;
            parts::paragraph(ui, description, theme::regular(12.0), dim);
        }
        if let Some(created) = store.created {
            fact(ui, msg::stores::store_column_created(), &times::date(created, &draw.view.zone));
        }
        change_menu(ui, |ui| stores::store_menu(ui, draw, store));
    }
    if !is_collection {
        item_collections::collections_ui(ui, draw, id);
    }
    let nothing = Listing::default();
    let list = account.items.get(id).unwrap_or(&nothing);
    let which = List::Items(id.clone());
    inside(ui, draw, (list, &which, empty), |item| stored_line(id, item));
}

fn change_menu(ui: &mut Ui, menu: impl FnOnce(&mut Ui)) {
    let (_, line) = ui.allocate_space(vec2(ui.available_width(), 30.0));
    let change = Button::plain(Some(Icon::Ellipsis), msg::contents::contents_actions()).low();
    let place = Rect::from_min_size(line.min, vec2(change.width(ui), 28.0));
    controls::menu(&change.at(ui, place), msg::contents::contents_actions(), menu);
}

/// The list of what is inside.
fn inside<'a, T: ListItem>(
    ui: &mut Ui,
    draw: &mut Draw<'_>,
    (list, which, nothing): (&'a Listing<T>, &List, &str),
    line: impl Fn(&'a T) -> ContentRow<'a>,
) {
    section(
        ui,
        &text::shown_of(list.items.len(), list.items.len(), list.count())
            .map_or_else(|| msg::contents::contents_title().to_owned(), msg::contents::contents_title_count),
        None,
    );
    if !table::ready(ui, draw, which, list.items.is_empty(), ROW) {
        return;
    }
    if list.items.is_empty() {
        let dim = tokens(ui).dim;
        parts::paragraph(ui, nothing, theme::regular(12.0), dim);
        return;
    }
    let more = MoreRow::of(list);
    let count = list.items.len() + usize::from(more.is_some());
    let width = ui.available_width();
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, count, |ui, seen| {
        for place in seen {
            let (_, rect) = ui.allocate_space(vec2(width, ROW));
            match list.items.get(place) {
                Some(item) => {
                    let line = line(item);
                    frame::within(ui, ("inside", line.id), rect, |ui| row(ui, draw, &line));
                    parts::hairline(ui.painter(), rect, tokens(ui));
                }
                None => {
                    if more.as_ref().is_some_and(|more| more.line(ui, rect)) {
                        draw.send(Command::More(draw.model.current.clone(), which.clone()));
                    }
                }
            }
        }
    });
}

fn row(ui: &mut Ui, draw: &mut Draw<'_>, line: &ContentRow<'_>) {
    let (rect, t) = (ui.max_rect(), tokens(ui));
    let under = ui.interact(rect, ui.make_persistent_id("line"), Sense::CLICK);
    let more = Rect::from_center_size(pos2(rect.right() - 14.0, rect.center().y), vec2(28.0, 28.0));
    let (tone, glyph) = tasks::look(line.status);
    let going = change_requests::open(draw, |change| *change == line.removal);
    let word = if going {
        msg::collection::collection_removing().to_owned()
    } else {
        text::indexing_status(line.status)
    };
    let wide = parts::width(ui, &word, theme::semibold(11.5)).ceil() + 34.0;
    let pill = Rect::from_min_max(
        pos2(more.left() - 6.0 - wide, rect.top()),
        pos2(more.left() - 4.0, rect.bottom()),
    );
    parts::pill(ui, pill, tone, glyph, &word);
    let right = pill.left() - 8.0;
    let top = Rect::from_min_max(pos2(rect.left(), rect.top() + 5.0), pos2(right, rect.top() + 23.0));
    parts::line(ui, top, line.name, theme::medium(13.0), t.text, Align::Min);
    let (about, color) = match line.reason {
        Some(reason) => (reason, t.bad_text),
        None => (line.about.as_str(), t.dim),
    };
    parts::line(ui, top.translate(vec2(0.0, 17.0)), about, theme::regular(12.0), color, Align::Min);
    let name = msg::contents::contents_more_for(line.name);
    let button = buttons::named_icon_button(ui, more, Icon::Ellipsis, msg::controls::table_more(), &name);
    controls::menu(&button, msg::contents::contents_menu(), |ui| menu(ui, draw, line));
    controls::context_menu(&under, msg::contents::contents_menu(), |ui| menu(ui, draw, line));
}

fn menu(ui: &mut Ui, draw: &mut Draw<'_>, line: &ContentRow<'_>) {
    if let Some(asset) = line.asset {
        if MenuItem::new(Icon::Film, msg::collection::collection_show_asset()).chosen(ui) {
            draw.view.show_asset(asset);
        }
        if MenuItem::new(Icon::Copy, msg::collection::collection_copy_asset_id()).chosen(ui) {
            draw.out.push(Action::Copy(asset.0.clone()));
        }
    }
    let store = if let Change::RemoveItem { store, .. } = &line.removal { Some(store) } else { None };
    let (copy, remove) = match store.map(StoreId::parts) {
        None => (msg::tasks::task_copy_indexed_id(), msg::contents::contents_remove_from_index()),
        Some((_, None)) => {
            (msg::contents::contents_copy_item_id(), msg::contents::contents_remove_from_store())
        }
        Some((_, Some(_))) => {
            (msg::contents::contents_copy_item_id(), msg::contents::contents_remove_from_collection())
        }
    };
    if let (Some(asset), Some(store), Some(account)) = (line.asset, store, draw.account())
        && let Some(store) = account.store(&store.whole())
        && MenuItem::new(Icon::FolderPlus, msg::contents::contents_add_to_collection()).chosen(ui)
    {
        let what = vec![(asset.clone(), line.name.to_owned())];
        draw.view.dialog = Some(Dialog::AddAssets(AddAssetsDialog::inside(what, store)));
    }
    if MenuItem::new(Icon::Copy, copy).chosen(ui) {
        draw.out.push(Action::Copy(line.id.to_owned()));
    }
    if let (Some(asset), Change::RemoveIndexedAsset { index, .. }) = (line.asset, &line.removal) {
        export::code_items(ui, draw, asset, Some(index));
    }
    controls::menu_line(ui);
    if (MenuItem { danger: true, ..MenuItem::new(Icon::Trash2, remove) }).chosen(ui) {
        draw.view.dialog = Some(Dialog::Delete(Deletion::of(vec![line.removal.clone()])));
    }
}
