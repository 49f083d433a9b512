//! The indexes page.

use std::sync::Arc;

use eframe::egui::{Align, Ui, pos2};
use jiff::tz::TimeZone;
use lucide_icons::Icon;

use crate::ui::Action;
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::group_bar::{GroupAction, group_bar};
use crate::ui::kit::parts::{self, Button, Tone};
use crate::ui::kit::table::{
    self, Cells, Column, Empty, MoreRow, Piece, Table, TableRequest, TableRow, TableState, alphabetic,
};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::{Deletion, Dialog, NewIndex, Rename};
use crate::ui::library::{assets, change_requests, stores};
use crate::ui::shell::view::View;
use crate::ui::shell::{frame, notices};
use takeup_engine::Command;
use takeup_model::{Account, Change, DestinationId, Index, IndexId, List, Model, Now};
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
    fn id(&self) -> &str {
        &self.id.0
    }

    fn name(&self) -> &str {
        &self.name
    }
}

const COLUMNS: [Column<Arc<Index>>; 7] = [
    Column::new("Name", 0.0, 0).by(|one, other| alphabetic(&one.name, &other.name)),
    Column::new("Models", 236.0, 5).by(|one, other| one.models.cmp(&other.models)),
    Column::new("Videos", 88.0, 1).flush().by(|one, other| one.video_count.cmp(&other.video_count)),
    Column::new("Hours", 84.0, 3)
        .flush()
        .by(|one, other| one.duration_secs.unwrap_or(-1.0).total_cmp(&other.duration_secs.unwrap_or(-1.0))),
    Column::new("Created", 100.0, 4).by(|one, other| one.created.cmp(&other.created)),
    Column::new("Kept until", 118.0, 2).by(|one, other| last_day(one).cmp(&last_day(other))),
    Column::new("Index ID", 142.0, 6).by(|one, other| one.id.cmp(&other.id)),
];

const EMPTY: Empty = Empty {
    icon: Icon::Layers,
    title: "No indexes yet",
    sentence: msg::indexes::index_none_help,
    kinds: ("index", "indexes"),
};

fn last_day(index: &Index) -> i64 {
    index.expires.map_or(i64::MAX, jiff::Timestamp::as_second)
}

/// Draws the indexes page.
pub fn indexes_ui(ui: &mut Ui, model: &Model, view: &mut View, now: Now, out: &mut Vec<Action>) {
    let Some(account) = model.current_account() else { return };
    let list = &account.indexes;
    let shown = view.indexes.table.shown(&list.items, &COLUMNS, "", |_| true);
    let count = text::shown_of(shown.len(), list.items.len(), list.count());
    frame::header(ui, "Indexes", count.as_deref(), |ui| {
        if Button::primary(Some(Icon::Plus), "New index…").show(ui).clicked() {
            view.dialog = Some(Dialog::NewIndex(NewIndex::default()));
        }
        table::refresh(ui, &List::Indexes, &account.id, out);
        table::search(ui, "Search indexes", &mut view.indexes.table, (account, &List::Indexes), out);
    });
    notices::banners(ui, &mut crate::ui::Draw { model, view, now, out });
    change_requests::banners(ui, account, &List::Indexes, out);
    if !table::ready(ui, list, &List::Indexes, &account.id, theme::TABLE_ROW, out) {
        return;
    }
    if shown.is_empty() {
        return EMPTY.show(ui, list, &view.indexes.table.search, list.more());
    }
    let picked = view.indexes.table.picked(&list.items, &shown);
    if !picked.is_empty() {
        let ids: Vec<&str> = picked.iter().map(|index| index.id.0.as_str()).collect();
        copy_group(ui, &ids, || view.indexes.table.picks.clear(), out);
    }
    let mut kept = std::mem::take(&mut view.indexes.table);
    let open = view.indexes.open.clone();
    let table = Table {
        name: "Indexes",
        columns: &COLUMNS,
        tall: theme::TABLE_ROW,
        more: MoreRow::of(list),
        open: open.as_ref().map(|id| id.0.as_str()),
    };
    let asked = table.show(ui, &list.items, &shown, &mut kept, |ui, index, piece| match piece {
        Piece::Cells(cells) => row(ui, account, index, cells, (view, now), out),
        Piece::Menu => menu(ui, account, index, view, out),
    });
    view.indexes.table = kept;
    let TableRequest { open, more } = asked;
    if let Some(id) = open {
        view.indexes.open = Some(IndexId(id));
    }
    if more {
        out.push(Command::More(account.id.clone(), List::Indexes).into());
    }
}

/// The group bar of pages where only IDs are taken along.
pub(crate) fn copy_group(ui: &mut Ui, ids: &[&str], clear: impl FnOnce(), out: &mut Vec<Action>) {
    let mut none = false;
    let deeds = [GroupAction::new((), Icon::Copy, "Copy IDs")];
    if group_bar(ui, &text::selected(ids.len()), "", &deeds, &mut none).is_some() {
        out.push(Action::Copy(ids.join("\n")));
    }
    if none {
        clear();
    }
}

fn menu(ui: &mut Ui, account: &Account, index: &Arc<Index>, view: &mut View, out: &mut Vec<Action>) {
    if MenuItem::new(Icon::PanelRight, "Show what is inside").chosen(ui) {
        view.indexes.open = Some(index.id.clone());
    }
    if MenuItem::new(Icon::ListChecks, "Show its tasks").chosen(ui) {
        view.page = crate::ui::Page::Tasks;
        view.tasks.unfinished = false;
        view.tasks.index = Some(index.id.clone());
    }
    controls::menu_line(ui);
    if MenuItem::new(Icon::Copy, "Copy index ID").chosen(ui) {
        out.push(Action::Copy(index.id.0.clone()));
    }
    controls::menu_line(ui);
    index_menu(ui, account, index, view, out);
}

/// What can be changed about an index.
pub(crate) fn index_menu(
    ui: &mut Ui,
    account: &Account,
    index: &Index,
    view: &mut View,
    out: &mut Vec<Action>,
) {
    let blocked = (!index.takes_videos()).then_some(msg::indexes::index_no_videos());
    if (MenuItem { blocked, ..MenuItem::new(Icon::Plus, "Add assets…") }).chosen(ui) {
        stores::add_assets(account, DestinationId::Index(index.id.clone()), &index.name, view, out);
    }
    if MenuItem::new(Icon::Pencil, "Rename…").chosen(ui) {
        view.dialog = Some(Dialog::Rename(Rename::of(index)));
    }
    if (MenuItem { danger: true, ..MenuItem::new(Icon::Trash2, "Delete…") }).chosen(ui) {
        let change = Change::DeleteIndex { index: index.id.clone(), name: index.name.clone() };
        view.dialog = Some(Dialog::Delete(Deletion::of(vec![change])));
    }
}

/// How long the platform keeps it, and whether that is soon over.
pub(crate) fn kept_until(index: &Index, zone: &TimeZone, now: Now) -> (String, bool) {
    let Some(then) = index.expires else { return ("always".to_owned(), false) };
    let days = (then.as_second() - now.utc.as_second()).div_euclid(86_400);
    if days < 30 { (times::days_left(days), true) } else { (times::date(then, zone), false) }
}

fn row(
    ui: &mut Ui,
    account: &Account,
    index: &Index,
    cells: Cells<'_>,
    (view, now): (&View, Now),
    out: &mut Vec<Action>,
) {
    let t = tokens(ui);
    let usable = index.takes_videos();
    let text = if usable { t.text } else { t.dim };
    if let Some(rect) = cells.at(0) {
        parts::icon(ui.painter(), pos2(rect.left() + 8.0, rect.center().y), Icon::Layers, 15.0, t.dim);
        let rect = rect.with_min_x(rect.left() + 26.0);
        let line = parts::line(ui, rect, &index.name, theme::semibold(13.0), text, Align::Min);
        if !usable {
            line.on_hover_text(msg::indexes::index_no_videos());
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
        parts::line(ui, rect, &times::date(created, &view.zone), theme::regular(12.0), t.dim, Align::Min);
    }
    if let Some(rect) = cells.at(5) {
        let deleting = account.change_requests.values().any(|change_request| {
            change_request.open()
                && matches!(&change_request.change, Change::DeleteIndex { index: id, .. } if *id == index.id)
        });
        let (said, soon) = kept_until(index, &view.zone, now);
        if deleting {
            parts::pill(ui, rect, Tone::Warn, Icon::Trash2, "Deleting");
        } else if soon {
            parts::pill(ui, rect, Tone::Warn, Icon::Clock, &said);
        } else {
            parts::line(ui, rect, &said, theme::regular(12.0), t.dim, Align::Min);
        }
    }
    if let Some(rect) = cells.at(6) {
        assets::id_cell(ui, rect, &index.id.0, &index.name, out);
    }
}
