//! The knowledge stores page.

use eframe::egui::{Align, Rect, Ui, pos2};
use lucide_icons::Icon;

use super::table::{self, Column};
use super::theme::{self, tokens};
use super::view::View;
use super::{Action, assets, frame, indexes, notices, parts};
use crate::model::{Access, List, Model, Now, Store};
use crate::words;

const COLUMNS: [Column; 4] = [
    Column { title: "Name", width: 0.0, right: false, rank: 0 },
    Column { title: "Items", width: 96.0, right: true, rank: 1 },
    Column { title: "Created", width: 130.0, right: false, rank: 2 },
    Column { title: "Store ID", width: 150.0, right: false, rank: 3 },
];

/// Draws the knowledge stores page.
pub fn stores_ui(ui: &mut Ui, model: &Model, view: &mut View, now: Now, out: &mut Vec<Action>) {
    let Some(account) = model.current_account() else { return };
    let list = &account.stores;
    let count = list.count();
    frame::header(ui, "Knowledge stores", count, |ui| {
        table::refresh(ui, List::Stores, &account.id, out);
        indexes::search(ui, "Search knowledge stores", view);
    });
    notices::banners(ui, model, view, now, out);
    if account.stores_access == Access::Refused {
        let rect = ui.available_rect_before_wrap();
        parts::empty(ui, rect, Icon::Library, "Not open to this account", words::NO_STORES);
        return;
    }
    if !table::ready(ui, list, List::Stores, &account.id, theme::TABLE_ROW, out) {
        return;
    }
    let wanted = view.place_search.trim().to_lowercase();
    let found = |store: &&Store| {
        wanted.is_empty() || store.name.to_lowercase().contains(&wanted) || store.id.0.contains(&wanted)
    };
    let shown: Vec<&Store> = list.iter().filter(found).collect();
    if shown.is_empty() {
        let rect = ui.available_rect_before_wrap();
        let (title, sentence) = if list.items.is_empty() {
            ("No knowledge stores yet", "Make one on the platform; it appears here.")
        } else {
            ("Nothing found", "None of the knowledge stores loaded here fits.")
        };
        parts::empty(ui, rect, Icon::Library, title, sentence);
        return;
    }
    table::table(ui, "stores", &COLUMNS, shown.len(), table::more_height(list), |ui, place, cells| {
        if let Some(store) = shown.get(place) {
            row(ui, store, cells, view, out);
        }
    });
    table::more(ui, list, List::Stores, &account.id, out);
}

fn row(ui: &mut Ui, store: &Store, cells: &[Option<Rect>], view: &View, out: &mut Vec<Action>) {
    let t = tokens(ui);
    let cell = |place: usize| cells.get(place).copied().flatten();
    if let Some(rect) = cell(0) {
        parts::icon(ui.painter(), pos2(rect.left() + 8.0, rect.center().y), Icon::Library, 15.0, t.dim);
        let rect = rect.with_min_x(rect.left() + 26.0);
        parts::line(ui, rect, &store.name, theme::semibold(13.0), t.text, Align::Min);
    }
    if let Some(rect) = cell(1) {
        let items = store.item_count.map_or_else(|| "—".to_owned(), words::number);
        parts::line(ui, rect, &items, theme::regular(13.0), t.text, Align::Max);
    }
    if let (Some(rect), Some(created)) = (cell(2), store.created) {
        parts::line(ui, rect, &words::date(created, &view.zone), theme::regular(12.0), t.dim, Align::Min);
    }
    if let Some(rect) = cell(3) {
        assets::id_cell(ui, rect, &store.id.0, &store.name, out);
    }
}
