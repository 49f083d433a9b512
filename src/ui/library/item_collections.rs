//! The item collections of a knowledge store: beside the page, and in the menus of destinations.

use std::collections::{BTreeMap, BTreeSet};

use eframe::egui::{Align, CornerRadius, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{self, Button};
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::panel::section;
use crate::ui::kit::parts;
use crate::ui::kit::table::{self, MoreRow};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::{Dialog, NewCollection};
use crate::ui::library::stores;
use crate::ui::shell::frame;
use crate::ui::uploads::add::{self, Wish};
use crate::ui::uploads::created::CreatedFor;
use crate::ui::{Action, Draw};
use takeup_engine::Command;
use takeup_model::{Account, DestinationId, KnowledgeStore, List, Listing, StoreId};
use takeup_text::{self as text, msg, numbers};

const ROW: f32 = 32.0;
/// So many rows are seen at once; half a row tells that there are more.
const ROWS: f32 = 4.5;

/// Lets a person name a new collection of this knowledge store.
pub(crate) fn create(draw: &mut Draw<'_>, store: &StoreId, wanted: CreatedFor) {
    draw.view.created_for = wanted;
    draw.view.dialog = Some(Dialog::NewCollection(NewCollection::of(store)));
}

/// Draws the collections of a knowledge store.
pub(crate) fn collections_ui(ui: &mut Ui, draw: &mut Draw<'_>, store: &StoreId) {
    let Some(account) = draw.account() else { return };
    let new = Button::plain(Some(Icon::Plus), msg::stores::store_collection_new());
    if section(ui, msg::stores::store_collections(), Some(new)) {
        create(draw, store, CreatedFor::Itself);
    }
    let (t, nothing) = (tokens(ui), Listing::default());
    let list = account.collections.get(store).unwrap_or(&nothing);
    if let Some(trouble) = &list.state.trouble {
        parts::paragraph(ui, &text::happened(trouble), theme::regular(12.0), t.bad_text);
        let name = Some(msg::stores::store_collections_retry());
        let again = Button::plain(Some(Icon::RefreshCw), msg::controls::panel_retry()).low();
        if (Button { name, ..again }).show(ui).clicked() {
            draw.send(load(account, store));
        }
    } else if list.state.loaded.is_none() {
        let loading = table::not_yet(account, msg::stores::store_collections_loading());
        parts::paragraph(ui, loading, theme::regular(12.0), t.dim);
    } else if list.items.is_empty() {
        parts::paragraph(ui, msg::stores::store_collections_none(), theme::regular(12.0), t.dim);
    }
    let more = MoreRow::of(list);
    let count = list.items.len() + usize::from(more.is_some());
    if count == 0 {
        return;
    }
    let gap = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
    let area = ScrollArea::vertical().id_salt("collections").auto_shrink([false, true]);
    let tall = (ROW * ROWS).min(ui.available_height() * 0.4);
    area.max_height(tall).show_rows(ui, ROW, count, |ui, seen| {
        for place in seen {
            let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
            match list.items.get(place) {
                Some(collection) => {
                    frame::within(ui, ("collection", &collection.id), rect, |ui| row(ui, draw, collection));
                }
                None => {
                    if more.as_ref().is_some_and(|more| more.line(ui, rect)) {
                        draw.send(Command::More(account.id.clone(), List::Collections(store.clone())));
                    }
                }
            }
        }
    });
    ui.spacing_mut().item_spacing.y = gap;
}

fn row(ui: &mut Ui, draw: &mut Draw<'_>, collection: &KnowledgeStore) {
    let (rect, t) = (ui.max_rect(), tokens(ui));
    let more = Rect::from_center_size(pos2(rect.right() - 14.0, rect.center().y), vec2(28.0, 28.0));
    let under = rect.with_max_x(more.left() - 2.0);
    let opener = ui.interact(under, ui.make_persistent_id("open"), Sense::click());
    let items = collection.item_count.map(msg::stores::store_collection_items);
    let items = items.unwrap_or_default();
    let said = numbers::facts([&collection.name, &items].into_iter().filter(|fact| !fact.is_empty()));
    opener.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    if opener.hovered() {
        ui.painter().rect_filled(under.expand2(vec2(6.0, 0.0)), CornerRadius::same(6), t.hover);
    }
    parts::focus_ring(ui, under, &opener);
    parts::icon(ui.painter(), pos2(rect.left() + 7.0, rect.center().y), Icon::Folder, 14.0, t.dim);
    let wide = parts::width(ui, &items, theme::regular(12.0)).ceil() + 1.0;
    let right = under.right() - 6.0;
    let place =
        Rect::from_min_max(pos2(rect.left() + 24.0, rect.top()), pos2(right - wide - 8.0, rect.bottom()));
    parts::line(ui, place, &collection.name, theme::medium(13.0), t.text, Align::Min);
    let place = Rect::from_min_max(pos2(right - wide, rect.top()), pos2(right, rect.bottom()));
    parts::line(ui, place, &items, theme::regular(12.0), t.dim, Align::Max);
    if opener.clicked() {
        draw.view.stores.open = Some(collection.id.clone());
    }
    let name = msg::stores::store_collection_more(&collection.name);
    let button = buttons::named_icon_button(ui, more, Icon::Ellipsis, msg::controls::table_more(), &name);
    controls::menu(&button, &name, |ui| menu(ui, draw, collection));
    controls::context_menu(&opener, &name, |ui| menu(ui, draw, collection));
}

fn menu(ui: &mut Ui, draw: &mut Draw<'_>, collection: &KnowledgeStore) {
    if MenuItem::new(Icon::PanelRight, msg::collection::collection_show_contents()).chosen(ui) {
        draw.view.stores.open = Some(collection.id.clone());
    }
    if MenuItem::new(Icon::Copy, msg::stores::store_collection_copy_id()).chosen(ui) {
        draw.out.push(Action::Copy(collection.id.0.clone()));
    }
    controls::menu_line(ui);
    stores::store_menu(ui, draw, collection);
}

/// Loads the collections of a knowledge store, or looks for new ones.
pub(crate) fn load(account: &Account, store: &StoreId) -> Command {
    let list = List::Collections(store.clone());
    let known = account.list(&list).loaded.is_some();
    if known {
        Command::Refresh(account.id.clone(), list)
    } else {
        Command::LoadAll(account.id.clone(), list)
    }
}

/// The knowledge stores as destinations, each that is chosen with its collections. `new` offers to create one.
pub(crate) fn stores_menu(
    ui: &mut Ui,
    account: &Account,
    chosen: &mut BTreeMap<StoreId, String>,
    new: bool,
) -> Option<Wish> {
    let mut wish = None;
    for store in account.stores.iter() {
        let inside = |id: &StoreId| id.whole() == store.id;
        let on = chosen.keys().any(inside);
        let item = MenuItem::ticked(on, &store.name);
        match (on, ui.push_id(("store", &store.id), |ui| item.chosen(ui)).inner) {
            (true, true) => chosen.retain(|id, _| !inside(id)),
            (false, true) => {
                chosen.insert(store.id.clone(), store.name.clone());
                wish = Some(Wish::Load(store.id.clone()));
            }
            (true, false) => {
                let within = |ui: &mut Ui| collections_menu(ui, account, store, chosen, new);
                wish = ui.push_id(("collections", &store.id), within).inner.or(wish);
            }
            (false, false) => {}
        }
    }
    let listed = |id: &StoreId| account.stores.iter().any(|store| store.id == id.whole());
    add::unlisted(ui, chosen, listed, |id| add::store_gone(account, id));
    wish
}

/// The collections below their knowledge store. An asset in a collection is in its store, too.
fn collections_menu(
    ui: &mut Ui,
    account: &Account,
    store: &KnowledgeStore,
    chosen: &mut BTreeMap<StoreId, String>,
    new: bool,
) -> Option<Wish> {
    let (before, mut wish, nothing) = (chosen.clone(), None, Listing::default());
    let list = account.collections.get(&store.id).unwrap_or(&nothing);
    for collection in list.iter() {
        let name = add::known_store(account, &collection.id).unwrap_or_default();
        let item = MenuItem::ticked(chosen.contains_key(&collection.id), &collection.name);
        let item = MenuItem { name: Some(&name), inner: true, ..item };
        if ui.push_id(&collection.id, |ui| item.chosen(ui)).inner {
            add::toggle(chosen, &collection.id, &name);
        }
    }
    let listed = |id: &StoreId| id.whole() != store.id || *id == store.id || list.get(&id.0).is_some();
    add::unlisted(ui, chosen, listed, |id| add::store_gone(account, id));
    if *chosen != before {
        // The store itself is chosen while none of its collections is.
        let some = chosen.keys().any(|id| id.whole() == store.id && *id != store.id);
        chosen.remove(&store.id);
        if !some {
            chosen.insert(store.id.clone(), store.name.clone());
        }
    }
    if list.state.loaded.is_none() {
        let (icon, label) = match list.state.trouble {
            Some(_) => (Icon::RefreshCw, msg::stores::store_collections_retry()),
            None => (Icon::Folder, table::not_yet(account, msg::stores::store_collections_loading())),
        };
        let name = numbers::facts([store.name.as_str(), label]);
        if (MenuItem { inner: true, name: Some(&name), ..MenuItem::new(icon, label) }).chosen(ui) {
            wish = Some(Wish::Load(store.id.clone()));
        }
        if let Some(trouble) = &list.state.trouble {
            controls::menu_hint(ui, &text::happened(trouble));
        }
    }
    let name = msg::stores::store_collection_new_in(&store.name);
    let item = MenuItem::new(Icon::Plus, msg::stores::store_collection_new());
    if new && (MenuItem { inner: true, name: Some(&name), ..item }).chosen(ui) {
        wish = Some(Wish::NewCollection(store.id.clone()));
    }
    wish
}

/// The knowledge stores of collections that are destinations here and whose names nobody has asked for.
pub(crate) fn unnamed(draw: &Draw<'_>, account: &Account) -> BTreeSet<StoreId> {
    let watched = draw.model.settings.account(&account.id).into_iter().flat_map(|kept| &kept.watched);
    let next = watched.flat_map(|folder| folder.next.stores.keys()).chain(draw.view.then.stores.keys());
    let of_jobs = draw.model.shown_jobs().flat_map(|job| &job.destinations);
    let of_jobs = of_jobs.filter_map(|destination| match &destination.destination_id {
        DestinationId::Store(store) => Some(store),
        DestinationId::Index(_) => None,
    });
    let collections = next.chain(of_jobs).filter(|id| id.parts().1.is_some()).map(StoreId::whole);
    collections.filter(|id| account.list(&List::Collections(id.clone())).loaded.is_none()).collect()
}
