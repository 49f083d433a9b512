//! The knowledge stores page.

use std::sync::Arc;

use eframe::egui::{Align, Ui, pos2};
use lucide_icons::Icon;

use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::parts::{self, Tone};
use crate::ui::kit::table::{Cells, Column, Empty, TableRow, TableState, alphabetic};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::collection::{self, CollectionPage, Create, only_copy};
use crate::ui::library::dialogs::{ChooseAssetsDialog, Deletion, Dialog, NewStore};
use crate::ui::library::{assets, change_requests, item_collections};
use crate::ui::shell::{frame, notices};
use crate::ui::uploads::created::CreatedFor;
use crate::ui::{Action, Draw, Page};
use takeup_engine::Command;
use takeup_model::{Access, Account, Change, DestinationId, IndexingStatus, KnowledgeStore, List, StoreId};
use takeup_text::{self as text, msg, numbers, times};

/// What the screen remembers of the knowledge stores page.
#[derive(Clone, Debug)]
pub struct StoresView {
    /// The table.
    pub table: TableState<Arc<KnowledgeStore>>,
    /// The knowledge store, or the item collection in one, that is opened beside it.
    pub open: Option<StoreId>,
}

impl Default for StoresView {
    fn default() -> Self {
        Self { table: TableState::newest_first(3), open: None }
    }
}

impl TableRow for KnowledgeStore {
    fn id(&self) -> &String {
        &self.id.0
    }

    fn name(&self) -> &str {
        &self.name
    }
}

const COLUMNS: [Column<Arc<KnowledgeStore>>; 5] = [
    Column::new(msg::stores::store_column_name, 0.0, 0).by(|one, other| alphabetic(&one.name, &other.name)),
    Column::new(msg::stores::store_column_status, 250.0, 4),
    Column::new(msg::stores::store_column_items, 88.0, 1)
        .flush()
        .by(|one, other| one.item_count.cmp(&other.item_count)),
    Column::new(msg::stores::store_column_created, 110.0, 2).by(|one, other| one.created.cmp(&other.created)),
    Column::new(msg::stores::store_column_id, 146.0, 3).by(|one, other| one.id.cmp(&other.id)),
];

static PAGE: CollectionPage<Arc<KnowledgeStore>> = CollectionPage {
    list: List::Stores,
    title: || Page::Stores.title(),
    name: || Page::Stores.title(),
    search: msg::stores::store_search,
    columns: &COLUMNS,
    tall: theme::TABLE_ROW,
    empty: Empty {
        icon: Icon::Library,
        title: msg::stores::store_none,
        sentence: msg::stores::store_none_help,
        no_match: |count| msg::stores::store_none_match(count),
    },
    note: None,
    create: Some(Create { label: msg::stores::store_new, dialog: || Dialog::NewStore(NewStore::default()) }),
    export: None,
    tools: None,
    chips: None,
    table: |view| &mut view.stores.table,
    opened: |view| view.stores.open.as_ref().map(|id| id.parts().0),
    open: |view, store| view.stores.open = Some(store.id.clone()),
    group: only_copy,
    delete: Some(|store| delete_store(store)),
    row,
    menu,
};

/// Draws the knowledge stores page.
pub fn stores_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    let Some(account) = draw.account() else { return };
    if account.stores_access != Access::Refused {
        return PAGE.show(ui, draw, (&account.stores).into(), ("", |_| true));
    }
    frame::header(ui, (PAGE.title)(), None, |ui| {
        frame::push_right(ui, &[theme::CONTROL]);
        collection::refresh(ui, draw, account);
    });
    notices::banners(ui, draw);
    let rect = ui.available_rect_before_wrap();
    parts::empty(
        ui,
        rect,
        Icon::Library,
        msg::stores::store_not_allowed_title(),
        msg::stores::store_not_allowed(),
    );
}

fn menu(ui: &mut Ui, draw: &mut Draw<'_>, store: &Arc<KnowledgeStore>) {
    if MenuItem::new(Icon::PanelRight, msg::collection::collection_show_contents()).chosen(ui) {
        draw.view.stores.open = Some(store.id.clone());
    }
    controls::menu_line(ui);
    if MenuItem::new(Icon::Copy, msg::stores::store_copy_id()).chosen(ui) {
        draw.out.push(Action::Copy(store.id.0.clone()));
    }
    controls::menu_line(ui);
    store_menu(ui, draw, store);
}

/// What can be changed about a knowledge store or an item collection.
pub(crate) fn store_menu(ui: &mut Ui, draw: &mut Draw<'_>, store: &KnowledgeStore) {
    if MenuItem::new(Icon::Plus, msg::collection::collection_add_assets()).chosen(ui) {
        add_assets(draw, DestinationId::Store(store.id.clone()), &store.name);
    }
    if store.id.parts().1.is_some() {
        return;
    }
    if MenuItem::new(Icon::FolderPlus, msg::stores::store_collection_new()).chosen(ui) {
        item_collections::create(draw, &store.id, CreatedFor::Itself);
    }
    if (MenuItem { danger: true, ..MenuItem::new(Icon::Trash2, msg::collection::collection_delete()) })
        .chosen(ui)
    {
        draw.view.dialog = Some(Dialog::Delete(Deletion::of(vec![delete_store(store)])));
    }
}

fn delete_store(store: &KnowledgeStore) -> Change {
    Change::DeleteStore { store: store.id.clone(), name: store.name.clone() }
}

/// Lets a person choose assets for a destination. The list of assets is loaded if it is not known yet.
pub(crate) fn add_assets(draw: &mut Draw<'_>, destination_id: DestinationId, name: &str) {
    if let Some(account) = draw.account().filter(|account| account.assets.state.loaded.is_none()) {
        draw.send(Command::Refresh(account.id.clone(), List::Assets));
    }
    draw.view.dialog = Some(Dialog::ChooseAssets(Box::new(ChooseAssetsDialog::of(destination_id, name))));
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

fn row(ui: &mut Ui, draw: &mut Draw<'_>, store: &Arc<KnowledgeStore>, cells: Cells) {
    let t = tokens(ui);
    if let Some(rect) = cells.at(0) {
        parts::icon(ui.painter(), pos2(rect.left() + 8.0, rect.center().y), Icon::Library, 15.0, t.dim);
        let rect = rect.with_min_x(rect.left() + 26.0);
        parts::line(ui, rect, &store.name, theme::semibold(13.0), t.text, Align::Min);
    }
    if let Some(rect) = cells.at(1) {
        let deletes =
            |change: &Change| matches!(change, Change::DeleteStore { store: id, .. } if *id == store.id);
        if change_requests::open(draw, deletes) {
            parts::pill(ui, rect, Tone::Warn, Icon::Trash2, msg::collection::collection_deleting());
        } else if let Some(said) = draw.account().and_then(|account| tally(account, store)) {
            parts::line(ui, rect, &said, theme::regular(12.0), t.dim, Align::Min);
        }
    }
    if let Some(rect) = cells.at(2) {
        let items = store.item_count.map_or_else(|| "—".to_owned(), numbers::count);
        parts::line(ui, rect, &items, theme::regular(13.0), t.text, Align::Max);
    }
    if let (Some(rect), Some(created)) = (cells.at(3), store.created) {
        let date = times::date(created, &draw.view.zone);
        parts::line(ui, rect, &date, theme::regular(12.0), t.dim, Align::Min);
    }
    if let Some(rect) = cells.at(4) {
        assets::id_cell(ui, rect, draw, &store.id.0, &store.name);
    }
}
