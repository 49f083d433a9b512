//! The tasks page: what the platform is indexing, and uploads that were begun and not finished.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{Align, Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons;
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::group_bar::GroupAction;
use crate::ui::kit::parts::{self, Tip as _, Tone};
use crate::ui::kit::table::{Cells, Column, Empty, MoreRow, TableRow as _, TableState, alphabetic};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::collection::{CollectionPage, Export, Group, Loaded, RowsAction, Tools, copy_ids};
use crate::ui::library::dialogs::{Deletion, Dialog};
use crate::ui::library::export::{self, Format};
use crate::ui::library::task_rows::{Merged, TaskKind, TaskRow};
use crate::ui::library::{assets, change_requests, sessions};
use crate::ui::shell::view::View;
use crate::ui::uploads::add;
use crate::ui::{Action, Draw, Page};
use takeup_engine::Command;
use takeup_model::{Account, Change, IndexId, IndexTask, IndexingStatus, List, UnfinishedSession};
use takeup_text::{self as text, msg, numbers, times};

/// Which tasks are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TaskFilter {
    /// Every one.
    #[default]
    All,
    /// Those that the platform works on.
    Running,
    /// Those that went wrong.
    Failed,
    /// Those that are done.
    Ready,
}

/// What the screen remembers of the tasks page.
#[derive(Clone, Debug)]
pub struct TasksView {
    /// The table of tasks.
    pub table: TableState<TaskRow>,
    /// Which of them are shown.
    pub filter: TaskFilter,
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
            filter: TaskFilter::default(),
            index: None,
            unfinished: false,
            sessions: TableState::newest_first(3),
            merged: Merged::default(),
            asked: BTreeSet::new(),
        }
    }
}

const COLUMNS: [Column<TaskRow>; 4] = [
    Column::new(msg::tasks::task_column_name, 0.0, 0).by(|one, other| alphabetic(one.name(), other.name())),
    Column::new(msg::tasks::task_column_started, 264.0, 2).by(|one, other| one.started.cmp(&other.started)),
    Column::new(msg::tasks::task_column_status, 120.0, 1)
        .by(|one, other| one.status.to_string().cmp(&other.status.to_string())),
    Column::new(|| "", 34.0, 3),
];

static PAGE: CollectionPage<TaskRow> = CollectionPage {
    list: List::Tasks,
    title: || Page::Tasks.title(),
    name: || Page::Tasks.title(),
    search: msg::tasks::task_search,
    columns: &COLUMNS,
    tall: theme::ROW,
    empty: Empty {
        icon: Icon::ListChecks,
        title: msg::tasks::task_none,
        sentence: msg::tasks::task_none_help,
        no_match: |count| msg::tasks::task_none_match(count),
    },
    note: None,
    create: None,
    export: Some(Export { name: "tasks", picked: false, text: as_file }),
    tools: Some(Tools { width: index_filter_width, show: index_filter }),
    chips: Some(chips),
    table: |view| &mut view.tasks.table,
    opened: |_| None,
    open: show_what_it_made,
    group,
    delete: None,
    row,
    menu,
};

/// Draws the tasks page.
pub fn tasks_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    let Some(account) = draw.account() else { return };
    if draw.view.tasks.unfinished {
        return sessions::sessions_ui(ui, draw);
    }
    ask_indexes(draw, account);
    let (list, rows) = (&account.tasks, draw.view.tasks.merged.of(draw.model, account));
    let count = list.state.loaded.map(|_| rows.len() as u64);
    let loaded = Loaded { items: &rows, count, more: MoreRow::of(list) };
    let (filter, index) = (draw.view.tasks.filter, draw.view.tasks.index.clone());
    let named = format!("{filter:?} {index:?}");
    let of_index = |task: &TaskRow| index.as_ref().is_none_or(|index| task.index == *index);
    PAGE.show(ui, draw, loaded, (&named, |task| passes(task, filter) && of_index(task)));
}

/// What is in the indexes is asked for once; the platform has no list of it all.
fn ask_indexes(draw: &mut Draw<'_>, account: &Account) {
    if !account.open() {
        return;
    }
    for index in account.indexes.items.iter() {
        let which = List::Indexed(index.id.clone());
        let state = account.list(&which);
        if state.loaded.is_none() && !state.loading() && draw.view.tasks.asked.insert(index.id.clone()) {
            draw.send(Command::Refresh(account.id.clone(), which));
        }
    }
}

fn passes(task: &TaskRow, filter: TaskFilter) -> bool {
    match filter {
        TaskFilter::All => true,
        TaskFilter::Running => task.status.under_way(),
        TaskFilter::Failed => task.status == IndexingStatus::Failed,
        TaskFilter::Ready => task.status == IndexingStatus::Ready,
    }
}

fn index_label(draw: &Draw<'_>) -> String {
    let any = msg::tasks::task_filter_any_index();
    let chosen = &draw.view.tasks.index;
    chosen.as_ref().map_or_else(|| any.to_owned(), |index| add::index_name(draw.model, index))
}

fn index_filter_width(ui: &Ui, draw: &Draw<'_>) -> f32 {
    controls::select_width(ui, true, &index_label(draw)).min(220.0)
}

fn index_filter(ui: &mut Ui, draw: &mut Draw<'_>, wide: f32) {
    let Some(account) = draw.account() else { return };
    let label = index_label(draw);
    let chosen = &mut draw.view.tasks.index;
    let (any, name) = (msg::tasks::task_filter_any_index(), msg::tasks::task_filter_index());
    let (_, rect) = ui.allocate_space(vec2(wide, theme::CONTROL));
    let select = controls::select(ui, rect, Some(Icon::Layers), &label, name);
    controls::menu(&select, name, |ui| {
        if MenuItem::one_of(chosen.is_none(), any).chosen(ui) {
            *chosen = None;
        }
        for index in account.indexes.items.iter() {
            let on = chosen.as_ref() == Some(&index.id);
            if ui.push_id(&index.id, |ui| MenuItem::one_of(on, &index.name).chosen(ui)).inner {
                *chosen = Some(index.id.clone());
            }
        }
    });
}

fn as_file(format: Format, tasks: &[&TaskRow]) -> String {
    let tasks: Vec<IndexTask> = tasks.iter().map(|task| task.as_classic()).collect();
    match format {
        Format::Csv => takeup_engine::export::tasks_csv(tasks.iter()),
        Format::Json => takeup_engine::export::tasks_json(tasks.iter()),
    }
}

/// The filters of the page, and the way to what was not finished.
pub(crate) fn chips(ui: &mut Ui, draw: &mut Draw<'_>) {
    let Some(account) = draw.account() else { return };
    let tasks = &mut draw.view.tasks;
    let rows = tasks.merged.of(draw.model, account);
    let count = |filter: TaskFilter| rows.iter().filter(|task| passes(task, filter)).count();
    let running = match count(TaskFilter::Running) {
        0 => msg::tasks::task_filter_running().to_owned(),
        count => msg::tasks::task_filter_running_count(count),
    };
    let failed = match count(TaskFilter::Failed) {
        0 => msg::tasks::task_filter_failed().to_owned(),
        count => msg::tasks::task_filter_failed_count(count),
    };
    let left_out = (account.sessions.items.len() - sessions::listed(draw.model, account)) as u64;
    let unfinished = match account.sessions.count().map(|count| count.saturating_sub(left_out)) {
        None | Some(0) => msg::sessions::session_title().to_owned(),
        Some(count) => msg::sessions::session_title_count(count),
    };
    let choices = [
        (TaskFilter::All, msg::tasks::task_filter_all()),
        (TaskFilter::Running, running.as_str()),
        (TaskFilter::Failed, failed.as_str()),
        (TaskFilter::Ready, msg::tasks::task_filter_ready()),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (filter, label) in choices {
            let on = !tasks.unfinished && tasks.filter == filter;
            if buttons::chip(ui, label, on).clicked() {
                tasks.filter = filter;
                tasks.unfinished = false;
            }
        }
        if buttons::chip(ui, &unfinished, tasks.unfinished).clicked() {
            tasks.unfinished = true;
        }
    });
}

fn group(_account: &Account, picked: &[&TaskRow]) -> Group<TaskRow> {
    let blocked = removals(picked).is_none().then_some(msg::tasks::task_runs());
    let delete: RowsAction<TaskRow> =
        |draw, rows| draw.view.dialog = removals(rows).map(|changes| Dialog::Delete(Deletion::of(changes)));
    let delete = GroupAction {
        danger: true,
        blocked,
        ..GroupAction::new(delete, Icon::Trash2, msg::collection::collection_delete())
    };
    Group { actions: vec![copy_ids(), delete], fact: String::new() }
}

/// What deleting all of them is; nothing while the platform would not delete one of them.
fn removals(tasks: &[&TaskRow]) -> Option<Vec<Change>> {
    tasks.iter().map(|task| task.removal()).collect()
}

/// Shows the asset that is indexed, or the index where there is none, as for a classic task.
fn show_what_it_made(view: &mut View, task: &TaskRow) {
    if let TaskKind::Indexed(Some(asset)) = &task.kind {
        view.show_asset(asset);
    } else {
        show_index(view, task);
    }
}

fn show_index(view: &mut View, task: &TaskRow) {
    view.page = Page::Indexes;
    view.indexes.open = Some(task.index.clone());
}

fn menu(ui: &mut Ui, draw: &mut Draw<'_>, task: &TaskRow) {
    let own = match &task.kind {
        TaskKind::Classic(video) => {
            if let Some(video) = video
                && MenuItem::new(Icon::Copy, msg::tasks::task_copy_video_id()).chosen(ui)
            {
                draw.out.push(Action::Copy(video.clone()));
            }
            msg::tasks::task_copy_id()
        }
        TaskKind::Indexed(asset) => {
            if let Some(asset) = asset {
                if MenuItem::new(Icon::Film, msg::collection::collection_show_asset()).chosen(ui) {
                    draw.view.show_asset(asset);
                }
                if MenuItem::new(Icon::Copy, msg::collection::collection_copy_asset_id()).chosen(ui) {
                    draw.out.push(Action::Copy(asset.0.clone()));
                }
            }
            msg::tasks::task_copy_indexed_id()
        }
    };
    if MenuItem::new(Icon::Copy, own).chosen(ui) {
        draw.out.push(Action::Copy(task.id.clone()));
    }
    if let Some(reason) = &task.reason
        && MenuItem::new(Icon::ClipboardCopy, msg::tasks::task_copy_error()).chosen(ui)
    {
        draw.out.push(Action::Copy(reason.clone()));
    }
    if MenuItem::new(Icon::Layers, msg::tasks::task_show_index()).chosen(ui) {
        show_index(draw.view, task);
    }
    if let TaskKind::Indexed(Some(asset)) = &task.kind {
        export::code_items(ui, draw, asset, Some(&task.index));
    }
    controls::menu_line(ui);
    let (removal, label) = match &task.kind {
        TaskKind::Classic(_) => (task.removal(), msg::tasks::task_delete()),
        TaskKind::Indexed(_) => (task.removal(), msg::tasks::task_remove()),
    };
    let blocked = removal.is_none().then_some(msg::tasks::task_runs());
    if (MenuItem { blocked, danger: true, ..MenuItem::new(Icon::Trash2, label) }).chosen(ui) {
        draw.view.dialog = removal.map(|change| Dialog::Delete(Deletion::of(vec![change])));
    }
}

fn row(ui: &mut Ui, draw: &mut Draw<'_>, task: &TaskRow, cells: Cells) {
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
        let picture = task.picture.map(|(width, height)| numbers::dimensions(width, height));
        let length = task.duration_secs.filter(|secs| *secs > 0.0).map(|secs| assets::length(Some(secs)));
        let index = Some(add::index_name(draw.model, &task.index));
        let meta = numbers::facts([picture, length, index].into_iter().flatten());
        let below = top.translate(vec2(0.0, 18.0));
        parts::line(ui, below, &meta, theme::regular(12.0), t.dim, Align::Min);
    }
    if let Some(rect) = cells.at(1) {
        progress(ui, rect, draw, task);
    }
    if let Some(rect) = cells.at(2) {
        let (tone, glyph) = look(&task.status);
        let removal = task.removal();
        if change_requests::open(draw, |change| Some(change) == removal.as_ref()) {
            parts::pill(ui, rect, Tone::Warn, Icon::Trash2, msg::collection::collection_deleting());
        } else {
            parts::pill(ui, rect, tone, glyph, &text::indexing_status(&task.status));
        }
    }
    if let Some(rect) = cells.at(3) {
        let copy = Rect::from_center_size(pos2(rect.left() + 14.0, rect.center().y), vec2(28.0, 28.0));
        let of = task.name();
        let (id, tip, name) = match &task.kind {
            TaskKind::Classic(Some(video)) => {
                (video, msg::tasks::task_copy_video_id(), msg::tasks::task_copy_video_id_of(of))
            }
            TaskKind::Classic(None) => {
                (&task.id, msg::tasks::task_copy_id(), msg::tasks::task_copy_id_of(of))
            }
            TaskKind::Indexed(_) => {
                (&task.id, msg::tasks::task_copy_indexed_id(), msg::tasks::task_copy_indexed_id_of(of))
            }
        };
        if buttons::named_icon_button(ui, copy, Icon::Copy, tip, &name).clicked() {
            draw.out.push(Action::Copy(id.clone()));
        }
    }
}

fn progress(ui: &mut Ui, rect: Rect, draw: &Draw<'_>, task: &TaskRow) {
    let (t, now, zone) = (tokens(ui), draw.now.utc, &draw.view.zone);
    if task.status.under_way() {
        let said = task.started.map_or_else(String::new, |then| {
            // Only this clock moves by itself.
            ui.ctx().request_repaint_after(Duration::from_secs(1));
            msg::tasks::task_elapsed(when(then, draw), times::took(then, now))
        });
        let top = Rect::from_min_size(pos2(rect.left(), rect.top() + 15.0), vec2(rect.width(), 18.0));
        parts::line(ui, top, &said, theme::regular(12.0), t.dim, Align::Min);
        let bar = Rect::from_min_size(pos2(rect.left(), rect.top() + 38.0), vec2(rect.width() - 12.0, 6.0));
        let name = msg::tasks::task_progress(task.name(), text::indexing_status(&task.status));
        return parts::bar(ui, bar, &name, stage(&task.status), t.busy);
    }
    let bad = task.status == IndexingStatus::Failed;
    let said = if bad {
        task.reason.clone().unwrap_or_else(|| msg::tasks::task_failed().to_owned())
    } else {
        match (task.started, task.updated) {
            (Some(from), Some(to)) => {
                msg::tasks::task_took(times::day(from, now, zone), times::took(from, to))
            }
            (Some(from), None) => times::day(from, now, zone),
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
        response.tip(said);
    }
}

/// The time of today, or the day.
fn when(then: jiff::Timestamp, draw: &Draw<'_>) -> String {
    let (now, zone) = (draw.now.utc, &draw.view.zone);
    let date = |at: jiff::Timestamp| at.to_zoned(zone.clone()).date();
    if date(then) == date(now) { times::time(then, zone) } else { times::day(then, now, zone) }
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
