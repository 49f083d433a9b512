//! The indexes page.

use std::sync::Arc;

use eframe::egui::{Align, Ui, pos2};
use jiff::tz::TimeZone;
use lucide_icons::Icon;

use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::parts::{self, Tip as _, Tone};
use crate::ui::kit::table::{Cells, Column, Empty, TableRow, TableState, alphabetic};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::collection::{CollectionPage, Create, only_copy};
use crate::ui::library::dialogs::{Deletion, Dialog, NewIndex, Rename};
use crate::ui::library::{assets, change_requests, stores};
use crate::ui::{Action, Draw, Page};
use takeup_model::{Change, DestinationId, Index, IndexId, List, Now};
use takeup_text::{self as text, msg, numbers, times};

/// What the screen remembers of the indexes page.
#[derive(Clone, Debug)]
pub struct IndexesView {
    /// The table.
    pub table: TableState<Arc<Index>>,
    /// The index that is opened beside it.
    pub open: Option<IndexId>,
}

impl Default for IndexesView {
    fn default() -> Self {
        Self { table: TableState::newest_first(4), open: None }
    }
}

impl TableRow for Index {
    fn id(&self) -> &String {
        &self.id.0
    }

    fn name(&self) -> &str {
        &self.name
    }
}

const COLUMNS: [Column<Arc<Index>>; 7] = [
    Column::new(msg::indexes::index_column_name, 0.0, 0).by(|one, other| alphabetic(&one.name, &other.name)),
    Column::new(msg::indexes::index_column_models, 236.0, 5).by(|one, other| one.models.cmp(&other.models)),
    Column::new(msg::indexes::index_column_videos, 88.0, 1)
        .flush()
        .by(|one, other| one.video_count.cmp(&other.video_count)),
    Column::new(msg::indexes::index_column_hours, 84.0, 3)
        .flush()
        .by(|one, other| one.duration_secs.unwrap_or(-1.0).total_cmp(&other.duration_secs.unwrap_or(-1.0))),
    Column::new(msg::indexes::index_column_created, 100.0, 4)
        .by(|one, other| one.created.cmp(&other.created)),
    Column::new(msg::indexes::index_column_expires, 118.0, 2)
        .by(|one, other| last_day(one).cmp(&last_day(other))),
    Column::new(msg::indexes::index_column_id, 142.0, 6).by(|one, other| one.id.cmp(&other.id)),
];

static PAGE: CollectionPage<Arc<Index>> = CollectionPage {
    list: List::Indexes,
    title: || Page::Indexes.title(),
    name: || Page::Indexes.title(),
    search: msg::indexes::index_search,
    columns: &COLUMNS,
    tall: theme::TABLE_ROW,
    empty: Empty {
        icon: Icon::Layers,
        title: msg::indexes::index_none,
        sentence: msg::indexes::index_none_help,
        no_match: |count| msg::indexes::index_none_match(count),
    },
    note: None,
    create: Some(Create { label: msg::indexes::index_new, dialog: || Dialog::NewIndex(NewIndex::default()) }),
    export: None,
    tools: None,
    chips: None,
    table: |view| &mut view.indexes.table,
    opened: |view| view.indexes.open.as_ref().map(|id| id.0.as_str()),
    open: |view, index| view.indexes.open = Some(index.id.clone()),
    group: only_copy,
    delete: Some(|index| delete_index(index)),
    row,
    menu,
};

fn last_day(index: &Index) -> i64 {
    index.expires.map_or(i64::MAX, jiff::Timestamp::as_second)
}

/// Draws the indexes page.
pub fn indexes_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    let Some(account) = draw.account() else { return };
    PAGE.show(ui, draw, (&account.indexes).into(), ("", |_| true));
}

fn menu(ui: &mut Ui, draw: &mut Draw<'_>, index: &Arc<Index>) {
    if MenuItem::new(Icon::PanelRight, msg::collection::collection_show_contents()).chosen(ui) {
        draw.view.indexes.open = Some(index.id.clone());
    }
    if MenuItem::new(Icon::ListChecks, msg::indexes::index_show_tasks()).chosen(ui) {
        draw.view.page = Page::Tasks;
        draw.view.tasks.unfinished = false;
        draw.view.tasks.index = Some(index.id.clone());
    }
    controls::menu_line(ui);
    if MenuItem::new(Icon::Copy, msg::indexes::index_copy_id()).chosen(ui) {
        draw.out.push(Action::Copy(index.id.0.clone()));
    }
    controls::menu_line(ui);
    index_menu(ui, draw, index);
}

/// What can be changed about an index.
pub(crate) fn index_menu(ui: &mut Ui, draw: &mut Draw<'_>, index: &Index) {
    let blocked = (!index.takes_videos()).then_some(msg::indexes::index_no_videos());
    if (MenuItem { blocked, ..MenuItem::new(Icon::Plus, msg::collection::collection_add_assets()) })
        .chosen(ui)
    {
        stores::add_assets(draw, DestinationId::Index(index.id.clone()), &index.name);
    }
    if MenuItem::new(Icon::Pencil, msg::collection::collection_rename()).chosen(ui) {
        draw.view.dialog = Some(Dialog::Rename(Rename::of(index)));
    }
    if (MenuItem { danger: true, ..MenuItem::new(Icon::Trash2, msg::collection::collection_delete()) })
        .chosen(ui)
    {
        draw.view.dialog = Some(Dialog::Delete(Deletion::of(vec![delete_index(index)])));
    }
}

fn delete_index(index: &Index) -> Change {
    Change::DeleteIndex { index: index.id.clone(), name: index.name.clone() }
}

/// How long the platform keeps it, and whether that is soon over.
pub(crate) fn kept_until(index: &Index, zone: &TimeZone, now: Now) -> (String, bool) {
    let Some(then) = index.expires else { return (msg::indexes::index_never_expires().to_owned(), false) };
    let days = (then.as_second() - now.utc.as_second()).div_euclid(86_400);
    if days < 30 { (times::days_left(days), true) } else { (times::date(then, zone), false) }
}

fn row(ui: &mut Ui, draw: &mut Draw<'_>, index: &Arc<Index>, cells: Cells) {
    let t = tokens(ui);
    let usable = index.takes_videos();
    let text = if usable { t.text } else { t.dim };
    if let Some(rect) = cells.at(0) {
        parts::icon(ui.painter(), pos2(rect.left() + 8.0, rect.center().y), Icon::Layers, 15.0, t.dim);
        let rect = rect.with_min_x(rect.left() + 26.0);
        let line = parts::line(ui, rect, &index.name, theme::semibold(13.0), text, Align::Min);
        if !usable {
            line.tip(msg::indexes::index_no_videos());
        }
    }
    if let Some(rect) = cells.at(1) {
        let models =
            if usable { text::models(&index.models) } else { msg::indexes::index_no_videos().to_owned() };
        parts::line(ui, rect, &models, theme::regular(12.0), t.dim, Align::Min);
    }
    let videos = index.video_count.map_or_else(|| "—".to_owned(), numbers::count);
    let hours = index.duration_secs.map_or_else(|| "—".to_owned(), times::hours);
    for (place, said) in [(2, &videos), (3, &hours)] {
        if let Some(rect) = cells.at(place) {
            parts::line(ui, rect, said, theme::regular(13.0), text, Align::Max);
        }
    }
    if let (Some(rect), Some(created)) = (cells.at(4), index.created) {
        let date = times::date(created, &draw.view.zone);
        parts::line(ui, rect, &date, theme::regular(12.0), t.dim, Align::Min);
    }
    if let Some(rect) = cells.at(5) {
        let (said, soon) = kept_until(index, &draw.view.zone, draw.now);
        let deletes =
            |change: &Change| matches!(change, Change::DeleteIndex { index: id, .. } if *id == index.id);
        if change_requests::open(draw, deletes) {
            parts::pill(ui, rect, Tone::Warn, Icon::Trash2, msg::collection::collection_deleting());
        } else if soon {
            parts::pill(ui, rect, Tone::Warn, Icon::Clock, &said);
        } else {
            parts::line(ui, rect, &said, theme::regular(12.0), t.dim, Align::Min);
        }
    }
    if let Some(rect) = cells.at(6) {
        assets::id_cell(ui, rect, draw, &index.id.0, &index.name);
    }
}
