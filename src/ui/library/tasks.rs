//! The tasks page: what the platform is indexing, and uploads that were begun and not finished.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{Align, Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::Action;
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::group_bar::{GroupAction, group_bar};
use crate::ui::kit::parts::{self, Tone};
use crate::ui::kit::table::{
    self, Cells, Column, MoreRow, Piece, Table, TableRow as _, TableState, alphabetic,
};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::{Deletion, Dialog};
use crate::ui::library::export::{self, Format};
use crate::ui::library::task_rows::{Merged, TaskKind, TaskRow};
use crate::ui::library::{assets, change_requests, sessions};
use crate::ui::shell::view::{UploadFilter, View};
use crate::ui::shell::{frame, notices};
use crate::ui::uploads::add;
use takeup_engine::Command;
use takeup_model::{
    Account, Change, IndexId, IndexTask, IndexingStatus, List, Model, Now, UnfinishedSession,
};
use takeup_text::{self as text, msg, numbers, times};

/// What the screen remembers of the tasks page.
#[derive(Clone, Debug)]
pub struct TasksView {
    /// The table of tasks.
    pub table: TableState<TaskRow>,
    /// Which of them are shown.
    pub filter: UploadFilter,
    /// The index whose tasks are shown.
    pub index: Option<IndexId>,
    /// Whether unfinished uploads are shown instead.
    pub unfinished: bool,
    /// The table of unfinished uploads.
    pub sessions: TableState<Arc<UnfinishedSession>>,
    /// Tasks of all kinds as one list.
    pub merged: Merged,
    /// The indexes whose content was asked for.
    pub asked: BTreeSet<IndexId>,
}

impl Default for TasksView {
    fn default() -> Self {
        Self {
            table: TableState::newest_first(1),
            filter: UploadFilter::default(),
            index: None,
            unfinished: false,
            sessions: TableState::newest_first(3),
            merged: Merged::default(),
            asked: BTreeSet::new(),
        }
    }
}

const COLUMNS: [Column<TaskRow>; 4] = [
    Column::new("Name", 0.0, 0).by(|one, other| alphabetic(one.name(), other.name())),
    Column::new("Started", 264.0, 2).by(|one, other| one.started.cmp(&other.started)),
    Column::new("Status", 120.0, 1).by(|one, other| one.status.to_string().cmp(&other.status.to_string())),
    Column::new("", 34.0, 3),
];

/// What can be done with tasks.
#[derive(Clone, Copy, Debug)]
enum TaskAction {
    Copy,
    Delete,
}

/// Draws the tasks page.
pub fn tasks_ui(ui: &mut Ui, model: &Model, view: &mut View, now: Now, out: &mut Vec<Action>) {
    let Some(account) = model.current_account() else { return };
    if view.tasks.unfinished {
        return sessions::sessions_ui(ui, model, view, now, out);
    }
    ask_indexes(account, view, out);
    let (list, rows) = (&account.tasks, view.tasks.merged.of(model, account));
    let (filter, index) = (view.tasks.filter, view.tasks.index.clone());
    let named = format!("{filter:?} {}", index.as_ref().map_or("", |index| index.0.as_str()));
    let of_index = |task: &TaskRow| index.as_ref().is_none_or(|index| task.index == *index);
    let shown =
        view.tasks.table.shown(&rows, &COLUMNS, &named, |task| passes(task, filter) && of_index(task));
    let count = text::shown_of(shown.len(), rows.len(), list.state.loaded.map(|_| rows.len() as u64));
    frame::header(ui, "Tasks", count.as_deref(), |ui| head(ui, model, &rows, &shown, view, out));
    chips(ui, account, &rows, view);
    notices::banners(ui, &mut crate::ui::Draw { model, view, now, out });
    change_requests::banners(ui, account, &List::Tasks, out);
    if rows.is_empty() && !table::ready(ui, list, &List::Tasks, &account.id, theme::ROW, out) {
        return;
    }
    if shown.is_empty() {
        let rect = ui.available_rect_before_wrap();
        let (title, sentence) = if rows.is_empty() {
            ("No tasks yet", msg::tasks::task_none_help())
        } else {
            ("None of these", msg::tasks::task_none_match_help())
        };
        return parts::empty(ui, rect, Icon::ListChecks, title, sentence);
    }
    let picked = view.tasks.table.picked(&rows, &shown);
    if !picked.is_empty() {
        group(ui, &picked, view, out);
    }
    let mut kept = std::mem::take(&mut view.tasks.table);
    let table =
        Table { name: "Tasks", columns: &COLUMNS, tall: theme::ROW, more: MoreRow::of(list), open: None };
    let asked = table.show(ui, &rows, &shown, &mut kept, |ui, task, piece| match piece {
        Piece::Cells(cells) => row(ui, model, task, cells, (view, now), out),
        Piece::Menu => menu(ui, account, task, view, out),
    });
    view.tasks.table = kept;
    if asked.more {
        out.push(Command::More(account.id.clone(), List::Tasks).into());
    }
}

/// What is in the indexes is asked for once; the platform has no list of it all.
fn ask_indexes(account: &Account, view: &mut View, out: &mut Vec<Action>) {
    if !account.open() {
        return;
    }
    for index in account.indexes.items.iter() {
        let which = List::Indexed(index.id.clone());
        let state = account.list(&which);
        if state.loaded.is_none() && !state.loading() && view.tasks.asked.insert(index.id.clone()) {
            out.push(Command::Refresh(account.id.clone(), which).into());
        }
    }
}

fn passes(task: &TaskRow, filter: UploadFilter) -> bool {
    match filter {
        UploadFilter::All => true,
        UploadFilter::Active => task.status.under_way(),
        UploadFilter::Failed => task.status == IndexingStatus::Failed,
        UploadFilter::Done => task.status == IndexingStatus::Ready,
    }
}

fn head(
    ui: &mut Ui,
    model: &Model,
    rows: &[TaskRow],
    shown: &[usize],
    view: &mut View,
    out: &mut Vec<Action>,
) {
    let Some(account) = model.current_account() else { return };
    if parts::square_button(ui, Icon::RefreshCw, "Refresh").clicked() {
        out.extend(view.refresh(account).into_iter().map(Action::from));
    }
    let of: Vec<&TaskRow> = shown.iter().filter_map(|place| rows.get(*place)).collect();
    export::button(ui, "tasks", None, false, out, |format| as_file(format, &of));
    let chosen = view
        .tasks
        .index
        .as_ref()
        .map_or_else(|| "All indexes".to_owned(), |index| add::index_name(model, index));
    let wide = controls::select_width(ui, true, "", &chosen).min(220.0).min(ui.available_width() * 0.5);
    let (_, rect) = ui.allocate_space(vec2(wide, theme::CONTROL));
    let select = controls::select(ui, rect, Some(Icon::Layers), "", &chosen, "Index");
    controls::menu(&select, "Index", |ui| {
        if MenuItem::ticked(view.tasks.index.is_none(), "All indexes").chosen(ui) {
            view.tasks.index = None;
        }
        for index in account.indexes.items.iter() {
            let on = view.tasks.index.as_ref() == Some(&index.id);
            if ui.push_id(&index.id, |ui| MenuItem::ticked(on, &index.name).chosen(ui)).inner {
                view.tasks.index = Some(index.id.clone());
            }
        }
    });
    table::search(ui, "Search tasks", &mut view.tasks.table, (account, &List::Tasks), out);
}

fn as_file(format: Format, tasks: &[&TaskRow]) -> String {
    let tasks: Vec<IndexTask> = tasks.iter().map(|task| task.as_classic()).collect();
    match format {
        Format::Csv => takeup_engine::export::tasks_csv(tasks.iter()),
        Format::Json => takeup_engine::export::tasks_json(tasks.iter()),
    }
}

/// The filters of the page, and the way to what was not finished.
pub(crate) fn chips(ui: &mut Ui, account: &Account, rows: &[TaskRow], view: &mut View) {
    let numbered = |word: &str, count: usize| {
        if count > 0 { format!("{word} {}", numbers::count(count as u64)) } else { word.to_owned() }
    };
    let count = |filter: UploadFilter| rows.iter().filter(|task| passes(task, filter)).count();
    let choices = [
        (UploadFilter::All, "All".to_owned()),
        (UploadFilter::Active, numbered("Running", count(UploadFilter::Active))),
        (UploadFilter::Failed, numbered("Failed", count(UploadFilter::Failed))),
        (UploadFilter::Done, "Ready".to_owned()),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (filter, label) in choices {
            let on = !view.tasks.unfinished && view.tasks.filter == filter;
            if parts::chip(ui, &label, on).clicked() {
                view.tasks.filter = filter;
                view.tasks.unfinished = false;
            }
        }
        let sessions = usize::try_from(account.sessions.count().unwrap_or(0)).unwrap_or(usize::MAX);
        if parts::chip(ui, &numbered("Unfinished uploads", sessions), view.tasks.unfinished).clicked() {
            view.tasks.unfinished = true;
        }
    });
}

fn group(ui: &mut Ui, picked: &[&TaskRow], view: &mut View, out: &mut Vec<Action>) {
    let removals: Option<Vec<Change>> = picked.iter().map(|task| task.removal()).collect();
    let blocked = removals.is_none().then_some(msg::tasks::task_runs());
    let deeds = [
        GroupAction::new(TaskAction::Copy, Icon::Copy, "Copy IDs"),
        GroupAction {
            danger: true,
            blocked,
            ..GroupAction::new(TaskAction::Delete, Icon::Trash2, "Delete…")
        },
    ];
    let mut none = false;
    match group_bar(ui, &text::selected(picked.len()), "", &deeds, &mut none) {
        Some(TaskAction::Copy) => {
            let ids: Vec<&str> = picked.iter().map(|task| task.id.as_str()).collect();
            out.push(Action::Copy(ids.join("\n")));
        }
        Some(TaskAction::Delete) => {
            view.dialog = removals.map(|changes| Dialog::Delete(Deletion::of(changes)));
        }
        None => {}
    }
    if none {
        view.tasks.table.picks.clear();
    }
}

fn menu(ui: &mut Ui, account: &Account, task: &TaskRow, view: &mut View, out: &mut Vec<Action>) {
    let own = match &task.kind {
        TaskKind::Classic(video) => {
            if let Some(video) = video
                && MenuItem::new(Icon::Copy, "Copy video ID").chosen(ui)
            {
                out.push(Action::Copy(video.clone()));
            }
            "Copy task ID"
        }
        TaskKind::Indexed(asset) => {
            if let Some(asset) = asset {
                if MenuItem::new(Icon::Film, "Show the asset").chosen(ui) {
                    view.page = crate::ui::Page::Assets;
                    view.assets.open = Some(asset.clone());
                }
                if MenuItem::new(Icon::Copy, "Copy asset ID").chosen(ui) {
                    out.push(Action::Copy(asset.0.clone()));
                }
            }
            "Copy indexed asset ID"
        }
    };
    if MenuItem::new(Icon::Copy, own).chosen(ui) {
        out.push(Action::Copy(task.id.clone()));
    }
    if let Some(reason) = &task.reason
        && MenuItem::new(Icon::ClipboardCopy, "Copy the message").chosen(ui)
    {
        out.push(Action::Copy(reason.clone()));
    }
    if MenuItem::new(Icon::Layers, "Show the index").chosen(ui) {
        view.page = crate::ui::Page::Indexes;
        view.indexes.open = Some(task.index.clone());
    }
    if let TaskKind::Indexed(Some(asset)) = &task.kind {
        export::code_items(ui, account, asset, Some(&task.index), out);
    }
    controls::menu_line(ui);
    let (removal, label) = match &task.kind {
        TaskKind::Classic(_) => (task.removal(), "Delete task…"),
        TaskKind::Indexed(_) => (task.removal(), "Take out of the index…"),
    };
    let blocked = removal.is_none().then_some(msg::tasks::task_runs());
    if (MenuItem { blocked, danger: true, ..MenuItem::new(Icon::Trash2, label) }).chosen(ui) {
        view.dialog = removal.map(|change| Dialog::Delete(Deletion::of(vec![change])));
    }
}

fn row(
    ui: &mut Ui,
    model: &Model,
    task: &TaskRow,
    cells: Cells<'_>,
    (view, now): (&View, Now),
    out: &mut Vec<Action>,
) {
    let t = tokens(ui);
    if let Some(rect) = cells.at(0) {
        let mark = Rect::from_min_size(pos2(rect.left(), rect.top() + 12.5), vec2(34.0, 34.0));
        let glyph = if matches!(task.kind, TaskKind::Classic(_)) { Icon::ListChecks } else { Icon::Film };
        parts::boxed_icon(ui, mark, glyph, 16.0, t.quiet, t.quiet_text);
        let top = Rect::from_min_max(
            pos2(rect.left() + 48.0, rect.top() + 11.0),
            pos2(rect.right(), rect.top() + 30.0),
        );
        parts::line(ui, top, task.name(), theme::semibold(13.0), t.text, Align::Min);
        let picture = task.picture.map(|(width, height)| format!("{width}×{height}"));
        let length = task.duration_secs.filter(|secs| *secs > 0.0).map(|secs| assets::length(Some(secs)));
        let index = Some(add::index_name(model, &task.index));
        let meta: Vec<String> = [picture, length, index].into_iter().flatten().collect();
        let below = top.translate(vec2(0.0, 18.0));
        parts::line(ui, below, &meta.join(" · "), theme::regular(12.0), t.dim, Align::Min);
    }
    if let Some(rect) = cells.at(1) {
        progress(ui, rect, task, view, now);
    }
    if let Some(rect) = cells.at(2) {
        let going = model.current_account().is_some_and(|account| {
            let removal = task.removal();
            account.change_requests.values().any(|change_request| {
                change_request.open() && Some(&change_request.change) == removal.as_ref()
            })
        });
        let (tone, glyph) = look(&task.status);
        if going {
            parts::pill(ui, rect, Tone::Warn, Icon::Trash2, "Deleting");
        } else {
            parts::pill(ui, rect, tone, glyph, &text::indexing_status(&task.status));
        }
    }
    if let Some(rect) = cells.at(3) {
        let copy = Rect::from_center_size(pos2(rect.left() + 14.0, rect.center().y), vec2(28.0, 28.0));
        let (id, tip) = match &task.kind {
            TaskKind::Classic(Some(video)) => (video.as_str(), "Copy video ID"),
            TaskKind::Classic(None) => (task.id.as_str(), "Copy task ID"),
            TaskKind::Indexed(_) => (task.id.as_str(), "Copy indexed asset ID"),
        };
        let name = format!("{tip} of {}", task.name());
        if parts::named_icon_button(ui, copy, Icon::Copy, tip, &name).clicked() {
            out.push(Action::Copy(id.to_owned()));
        }
    }
}

fn progress(ui: &mut Ui, rect: Rect, task: &TaskRow, view: &View, now: Now) {
    let t = tokens(ui);
    if task.status.under_way() {
        let said = task.started.map_or_else(String::new, |then| {
            // Only this clock moves by itself.
            ui.ctx().request_repaint_after(Duration::from_secs(1));
            format!("Started {} · {} so far", when(then, view, now), times::took(then, now.utc))
        });
        let top = Rect::from_min_size(pos2(rect.left(), rect.top() + 15.0), vec2(rect.width(), 18.0));
        parts::line(ui, top, &said, theme::regular(12.0), t.dim, Align::Min);
        let bar = Rect::from_min_size(pos2(rect.left(), rect.top() + 38.0), vec2(rect.width() - 12.0, 6.0));
        let name = format!("{}: {}", task.name(), task.status);
        return parts::bar(ui, bar, &name, stage(&task.status), t.busy);
    }
    let bad = task.status == IndexingStatus::Failed;
    let said = if bad {
        task.reason.clone().unwrap_or_else(|| msg::tasks::task_failed().to_owned())
    } else {
        match (task.started, task.updated) {
            (Some(from), Some(to)) => {
                format!("{} · took {}", times::day(from, now.utc, &view.zone), times::took(from, to))
            }
            (Some(from), None) => times::day(from, now.utc, &view.zone),
            (None, _) => String::new(),
        }
    };
    let color = if bad { t.bad_text } else { t.dim };
    let galley = parts::galley(ui, &said, theme::regular(12.0), color, rect.width(), 2);
    let top = (rect.center().y - galley.size().y / 2.0).round();
    let place = Rect::from_min_max(pos2(rect.left(), top), rect.max);
    let elided = galley.elided;
    let response = parts::rows(ui, place, &said, theme::regular(12.0), color, 2);
    if elided {
        response.on_hover_text(said);
    }
}

fn when(then: jiff::Timestamp, view: &View, now: Now) -> String {
    let day = times::day(then, now.utc, &view.zone);
    day.strip_prefix("Today ").map_or(day.clone(), str::to_owned)
}

/// The platform tells no share, only stages.
fn stage(status: &IndexingStatus) -> f32 {
    match status {
        IndexingStatus::Uploading => 0.1,
        IndexingStatus::Validating => 0.2,
        IndexingStatus::Pending => 0.3,
        IndexingStatus::Queued => 0.35,
        IndexingStatus::Indexing | IndexingStatus::Other(_) => 0.6,
        IndexingStatus::Ready => 1.0,
        IndexingStatus::Failed => 0.0,
    }
}

/// How the state of something on its way into an index looks.
pub(crate) fn look(status: &IndexingStatus) -> (Tone, Icon) {
    match status {
        IndexingStatus::Ready => (Tone::Ok, Icon::CircleCheck),
        IndexingStatus::Failed => (Tone::Bad, Icon::CircleX),
        IndexingStatus::Pending | IndexingStatus::Queued => (Tone::Quiet, Icon::Clock),
        IndexingStatus::Validating => (Tone::Busy, Icon::Search),
        IndexingStatus::Uploading => (Tone::Accent, Icon::ArrowUp),
        IndexingStatus::Indexing | IndexingStatus::Other(_) => (Tone::Busy, Icon::RefreshCw),
    }
}
