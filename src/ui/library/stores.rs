//! The knowledge stores page.

use std::sync::Arc;

use eframe::egui::{Align, Ui, pos2};
use lucide_icons::Icon;

use crate::ui::Action;
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::parts::{self, Button, Tone};
use crate::ui::kit::table::{
    self, Cells, Column, Empty, MoreRow, Piece, Table, TableRequest, TableRow, TableState, alphabetic,
};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::{ChooseAssetsDialog, Deletion, Dialog, NewStore};
use crate::ui::library::{assets, change_requests, indexes};
use crate::ui::shell::view::View;
use crate::ui::shell::{frame, notices};
use takeup_engine::Command;
use takeup_model::{
    Access, Account, Change, DestinationId, IndexingStatus, KnowledgeStore, List, Model, Now, StoreId,
};
use takeup_text::{self as text, msg, numbers, times};

/// What the screen remembers of the knowledge stores page.
#[derive(Clone, Debug)]
pub struct StoresView {
    /// The table.
    pub table: TableState<Arc<KnowledgeStore>>,
    /// The knowledge store that is opened beside it.
    pub open: Option<StoreId>,
}

impl Default for StoresView {
    fn default() -> Self {
        Self { table: TableState::newest_first(3), open: None }
    }
}

impl TableRow for KnowledgeStore {
    fn id(&self) -> &str {
        &self.id.0
    }

    fn name(&self) -> &str {
        &self.name
    }
}

const COLUMNS: [Column<Arc<KnowledgeStore>>; 5] = [
    Column::new("Name", 0.0, 0).by(|one, other| alphabetic(&one.name, &other.name)),
    Column::new("State", 250.0, 4),
    Column::new("Items", 88.0, 1).flush().by(|one, other| one.item_count.cmp(&other.item_count)),
    Column::new("Created", 110.0, 2).by(|one, other| one.created.cmp(&other.created)),
    Column::new("Store ID", 146.0, 3).by(|one, other| one.id.cmp(&other.id)),
];

const EMPTY: Empty = Empty {
    icon: Icon::Library,
    title: "No knowledge stores yet",
    sentence: msg::stores::store_none_help,
    kinds: ("knowledge store", "knowledge stores"),
};

/// Draws the knowledge stores page.
pub fn stores_ui(ui: &mut Ui, model: &Model, view: &mut View, now: Now, out: &mut Vec<Action>) {
    let Some(account) = model.current_account() else { return };
    let list = &account.stores;
    let shown = view.stores.table.shown(&list.items, &COLUMNS, "", |_| true);
    let count = text::shown_of(shown.len(), list.items.len(), list.count());
    let refused = account.stores_access == Access::Refused;
    frame::header(ui, "Knowledge stores", count.as_deref().filter(|_| !refused), |ui| {
        if refused {
            return table::refresh(ui, &List::Stores, &account.id, out);
        }
        if Button::primary(Some(Icon::Plus), "New store…").show(ui).clicked() {
            view.dialog = Some(Dialog::NewStore(NewStore::default()));
        }
        table::refresh(ui, &List::Stores, &account.id, out);
        let kept = &mut view.stores.table;
        table::search(ui, "Search knowledge stores", kept, (account, &List::Stores), out);
    });
    notices::banners(ui, &mut crate::ui::Draw { model, view, now, out });
    if refused {
        let rect = ui.available_rect_before_wrap();
        return parts::empty(
            ui,
            rect,
            Icon::Library,
            "Not open to this account",
            msg::stores::store_not_allowed(),
        );
    }
    change_requests::banners(ui, account, &List::Stores, out);
    if !table::ready(ui, list, &List::Stores, &account.id, theme::TABLE_ROW, out) {
        return;
    }
    if shown.is_empty() {
        // The platform does not look through them.
        return EMPTY.show(ui, list, &view.stores.table.search, false);
    }
    let picked = view.stores.table.picked(&list.items, &shown);
    if !picked.is_empty() {
        let ids: Vec<&str> = picked.iter().map(|store| store.id.0.as_str()).collect();
        indexes::copy_group(ui, &ids, || view.stores.table.picks.clear(), out);
    }
    let mut kept = std::mem::take(&mut view.stores.table);
    let open = view.stores.open.clone();
    let table = Table {
        name: "Knowledge stores",
        columns: &COLUMNS,
        tall: theme::TABLE_ROW,
        more: MoreRow::of(list),
        open: open.as_ref().map(|id| id.0.as_str()),
    };
    let asked = table.show(ui, &list.items, &shown, &mut kept, |ui, store, piece| match piece {
        Piece::Cells(cells) => row(ui, account, store, cells, view, out),
        Piece::Menu => menu(ui, account, store, view, out),
    });
    view.stores.table = kept;
    let TableRequest { open, more } = asked;
    if let Some(id) = open {
        view.stores.open = Some(StoreId(id));
    }
    if more {
        out.push(Command::More(account.id.clone(), List::Stores).into());
    }
}

fn menu(ui: &mut Ui, account: &Account, store: &Arc<KnowledgeStore>, view: &mut View, out: &mut Vec<Action>) {
    if MenuItem::new(Icon::PanelRight, "Show what is inside").chosen(ui) {
        view.stores.open = Some(store.id.clone());
    }
    controls::menu_line(ui);
    if MenuItem::new(Icon::Copy, "Copy store ID").chosen(ui) {
        out.push(Action::Copy(store.id.0.clone()));
    }
    controls::menu_line(ui);
    store_menu(ui, account, store, view, out);
}

/// What can be changed about a knowledge store.
pub(crate) fn store_menu(
    ui: &mut Ui,
    account: &Account,
    store: &KnowledgeStore,
    view: &mut View,
    out: &mut Vec<Action>,
) {
    if MenuItem::new(Icon::Plus, "Add assets…").chosen(ui) {
        add_assets(account, DestinationId::Store(store.id.clone()), &store.name, view, out);
    }
    if (MenuItem { danger: true, ..MenuItem::new(Icon::Trash2, "Delete…") }).chosen(ui) {
        let change = Change::DeleteStore { store: store.id.clone(), name: store.name.clone() };
        view.dialog = Some(Dialog::Delete(Deletion::of(vec![change])));
    }
}

/// Lets a person choose assets for a place; they are asked for where nobody has looked at them yet.
pub(crate) fn add_assets(
    account: &Account,
    destination_id: DestinationId,
    name: &str,
    view: &mut View,
    out: &mut Vec<Action>,
) {
    if account.assets.state.loaded.is_none() {
        out.push(Command::Refresh(account.id.clone(), List::Assets).into());
    }
    view.dialog = Some(Dialog::ChooseAssets(Box::new(ChooseAssetsDialog::of(destination_id, name))));
}

/// How its items stand, as far as they were looked at.
fn tally(account: &Account, store: &KnowledgeStore) -> Option<String> {
    let items = &account.items.get(&store.id)?.items;
    let count =
        |wanted: fn(&IndexingStatus) -> bool| items.iter().filter(|item| wanted(&item.status)).count();
    let said = text::tally(
        count(|status| *status == IndexingStatus::Ready),
        count(IndexingStatus::under_way),
        count(|status| *status == IndexingStatus::Failed),
    );
    (!said.is_empty()).then_some(said)
}

fn row(
    ui: &mut Ui,
    account: &Account,
    store: &KnowledgeStore,
    cells: Cells<'_>,
    view: &View,
    out: &mut Vec<Action>,
) {
    let t = tokens(ui);
    if let Some(rect) = cells.at(0) {
        parts::icon(ui.painter(), pos2(rect.left() + 8.0, rect.center().y), Icon::Library, 15.0, t.dim);
        let rect = rect.with_min_x(rect.left() + 26.0);
        parts::line(ui, rect, &store.name, theme::semibold(13.0), t.text, Align::Min);
    }
    if let Some(rect) = cells.at(1) {
        let deleting = account.change_requests.values().any(|change_request| {
            change_request.open()
                && matches!(&change_request.change, Change::DeleteStore { store: id, .. } if *id == store.id)
        });
        if deleting {
            parts::pill(ui, rect, Tone::Warn, Icon::Trash2, "Deleting");
        } else if let Some(said) = tally(account, store) {
            parts::line(ui, rect, &said, theme::regular(12.0), t.dim, Align::Min);
        }
    }
    if let Some(rect) = cells.at(2) {
        let items = store.item_count.map_or_else(|| "—".to_owned(), numbers::count);
        parts::line(ui, rect, &items, theme::regular(13.0), t.text, Align::Max);
    }
    if let (Some(rect), Some(created)) = (cells.at(3), store.created) {
        parts::line(ui, rect, &times::date(created, &view.zone), theme::regular(12.0), t.dim, Align::Min);
    }
    if let Some(rect) = cells.at(4) {
        assets::id_cell(ui, rect, &store.id.0, &store.name, out);
    }
}
