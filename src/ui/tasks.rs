//! The tasks page: what the platform is indexing.

use eframe::egui::{Align, CornerRadius, Rect, ScrollArea, Stroke, StrokeKind, Ui, pos2, vec2};
use lucide_icons::Icon;

use super::controls::{self, Item};
use super::parts::{self, Tone};
use super::theme::{self, tokens};
use super::view::{Filter, View};
use super::{Action, frame, notices, table, uploads_add};
use crate::model::{Account, IndexTask, IndexingStatus, List, Model, Now, units};
use crate::words;

/// Draws the tasks page.
pub fn tasks_ui(ui: &mut Ui, model: &Model, view: &mut View, now: Now, out: &mut Vec<Action>) {
    let Some(account) = model.current_account() else { return };
    let list = &account.tasks;
    frame::header(ui, "Tasks", None, |ui| head(ui, model, account, view, out));
    notices::banners(ui, model, view, now, out);
    if !table::ready(ui, list, List::Tasks, &account.id, theme::ROW, out) {
        return;
    }
    let index = view.task_index.clone();
    let shown: Vec<&IndexTask> = list
        .iter()
        .filter(|task| {
            passes(task, view.task_filter) && index.as_ref().is_none_or(|index| task.index == *index)
        })
        .collect();
    if shown.is_empty() {
        let rect = ui.available_rect_before_wrap();
        let (title, sentence) = if list.items.is_empty() {
            (
                "No tasks yet",
                "Classic indexing tasks appear here. Assets that go into an index are told of with their upload.",
            )
        } else {
            ("None of these", "Choose another filter to see the rest.")
        };
        parts::empty(ui, rect, Icon::ListChecks, title, sentence);
        return;
    }
    rows(ui, model, &shown, table::more_height(list), (view, now), out);
    table::more(ui, list, List::Tasks, &account.id, out);
}

fn passes(task: &IndexTask, filter: Filter) -> bool {
    match filter {
        Filter::All => true,
        Filter::Active => task.status.under_way(),
        Filter::Failed => task.status == IndexingStatus::Failed,
        Filter::Done => task.status == IndexingStatus::Ready,
    }
}

fn head(ui: &mut Ui, model: &Model, account: &Account, view: &mut View, out: &mut Vec<Action>) {
    table::refresh(ui, List::Tasks, &account.id, out);
    let chosen = view
        .task_index
        .as_ref()
        .map_or_else(|| "All indexes".to_owned(), |index| uploads_add::index_name(model, index));
    let wide = controls::select_width(ui, true, "", &chosen).min(220.0).min(ui.available_width() * 0.5);
    let (_, rect) = ui.allocate_space(vec2(wide, theme::CONTROL));
    let select = controls::select(ui, rect, Some(Icon::Layers), "", &chosen, "Index");
    controls::menu(&select, "Index", |ui| {
        if Item::ticked(view.task_index.is_none(), "All indexes").chosen(ui) {
            view.task_index = None;
        }
        for index in account.indexes.iter() {
            let on = view.task_index.as_ref() == Some(&index.id);
            if ui.push_id(&index.id, |ui| Item::ticked(on, &index.name).chosen(ui)).inner {
                view.task_index = Some(index.id.clone());
            }
        }
    });
    if ui.available_width() < 300.0 {
        return;
    }
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing.x = 4.0;
    let numbered = |word: &str, filter: Filter| {
        let count = account.tasks.iter().filter(|task| passes(task, filter)).count();
        if count > 0 { format!("{word} {}", words::number(count as u64)) } else { word.to_owned() }
    };
    let choices = [
        (Filter::Done, "Ready".to_owned()),
        (Filter::Failed, numbered("Failed", Filter::Failed)),
        (Filter::Active, numbered("Running", Filter::Active)),
        (Filter::All, "All".to_owned()),
    ];
    for (filter, label) in choices {
        if parts::chip(ui, &label, view.task_filter == filter).clicked() {
            view.task_filter = filter;
        }
    }
}

fn rows(
    ui: &mut Ui,
    model: &Model,
    shown: &[&IndexTask],
    below: f32,
    (view, now): (&View, Now),
    out: &mut Vec<Action>,
) {
    let t = tokens(ui);
    let width = ui.available_width();
    let content = f32::from(u16::try_from(shown.len()).unwrap_or(u16::MAX)) * theme::ROW;
    let room = (ui.available_height() - below).max(theme::ROW * 2.0);
    let (_, rect) = ui.allocate_space(vec2(width, (content + 1.0).min(room)));
    parts::card(ui.painter(), rect, t);
    let body = rect.shrink2(vec2(0.0, 1.0));
    frame::within(ui, "tasks", body, |ui| {
        ui.set_clip_rect(body.intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let area = ScrollArea::vertical().id_salt("tasks").auto_shrink(false);
        area.show_rows(ui, theme::ROW, shown.len(), |ui, seen| {
            for place in seen {
                let Some(task) = shown.get(place) else { continue };
                let (_, line) = ui.allocate_space(vec2(width, theme::ROW));
                frame::within(ui, ("task", &task.id), line, |ui| row(ui, model, task, view, now, out));
                if place + 1 < shown.len() {
                    parts::hairline(ui.painter(), line, t);
                }
            }
        });
    });
    let round = CornerRadius::same(theme::RADIUS_CARD);
    ui.painter().rect_stroke(rect, round, Stroke::new(1.0, t.line), StrokeKind::Inside);
}

fn row(ui: &mut Ui, model: &Model, task: &IndexTask, view: &View, now: Now, out: &mut Vec<Action>) {
    let (rect, t) = (ui.max_rect(), tokens(ui));
    let wide = rect.width() >= 720.0;
    let mark = Rect::from_min_size(pos2(rect.left() + 17.0, rect.top() + 12.5), vec2(34.0, 34.0));
    parts::boxed_icon(ui, mark, Icon::Film, 16.0, t.quiet, t.quiet_text);
    let copy = Rect::from_center_size(pos2(rect.right() - 31.0, rect.center().y), vec2(28.0, 28.0));
    let pill_left = copy.left() - if wide { 183.0 } else { 118.0 };
    let room = if wide { (rect.width() * 0.266).clamp(190.0, 330.0) } else { 0.0 };
    let middle =
        Rect::from_min_max(pos2(pill_left - 14.0 - room, rect.top()), pos2(pill_left - 14.0, rect.bottom()));
    let top = Rect::from_min_max(
        pos2(rect.left() + 65.0, rect.top() + 11.0),
        pos2(middle.left() - 14.0, rect.top() + 30.0),
    );
    parts::line(ui, top, &task.filename, theme::semibold(13.0), t.text, Align::Min);
    let index = uploads_add::index_name(model, &task.index);
    let length = task.duration_secs.filter(|secs| secs.is_finite() && *secs > 0.0);
    let meta = match length {
        Some(secs) => format!("{} · {index}", units::clock(std::time::Duration::from_secs_f64(secs))),
        None => index,
    };
    parts::line(ui, top.translate(vec2(0.0, 18.0)), &meta, theme::regular(12.0), t.dim, Align::Min);
    if wide {
        progress(ui, middle, task, view, now);
    }
    let (tone, glyph) = look(&task.status);
    let pill = Rect::from_min_max(pos2(pill_left, rect.top()), pos2(copy.left() - 4.0, rect.bottom() - 1.0));
    parts::pill(ui, pill, tone, glyph, &words::indexing_status(&task.status));
    let id = task.video.clone().unwrap_or_else(|| task.id.to_string());
    let tip = if task.video.is_some() { "Copy video ID" } else { "Copy task ID" };
    if parts::named_icon_button(ui, copy, Icon::Copy, tip, &format!("{tip} of {}", task.filename)).clicked() {
        out.push(Action::Copy(id));
    }
}

fn progress(ui: &mut Ui, rect: Rect, task: &IndexTask, view: &View, now: Now) {
    let t = tokens(ui);
    let started = task.created.map(|then| format!("Started {}", when(then, view, now)));
    let (said, bad) = match &task.status {
        IndexingStatus::Ready => match (task.created, task.updated) {
            (Some(from), Some(to)) => (format!("Took {}", words::took(from, to)), false),
            _ => (String::new(), false),
        },
        IndexingStatus::Failed => (words::TASK_FAILED.to_owned(), true),
        IndexingStatus::Uploading
        | IndexingStatus::Validating
        | IndexingStatus::Pending
        | IndexingStatus::Queued
        | IndexingStatus::Indexing
        | IndexingStatus::Other(_) => (started.unwrap_or_default(), false),
    };
    if task.status.under_way() {
        let top = Rect::from_min_size(pos2(rect.left(), rect.top() + 15.0), vec2(rect.width(), 18.0));
        parts::line(ui, top, &said, theme::regular(12.0), t.dim, Align::Min);
        let bar = Rect::from_min_size(pos2(rect.left(), rect.top() + 38.0), vec2(rect.width(), 6.0));
        let name = format!("{}: {}", task.filename, task.status);
        parts::bar(ui, bar, &name, stage(&task.status), t.busy);
    } else {
        let color = if bad { t.bad_text } else { t.dim };
        let galley = parts::galley(ui, &said, theme::regular(12.0), color, rect.width(), 2);
        let top = (rect.center().y - galley.size().y / 2.0).round();
        parts::rows(
            ui,
            Rect::from_min_max(pos2(rect.left(), top), rect.max),
            &said,
            theme::regular(12.0),
            color,
            2,
        );
    }
}

fn when(then: jiff::Timestamp, view: &View, now: Now) -> String {
    let day = words::day(then, now.utc, &view.zone);
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

fn look(status: &IndexingStatus) -> (Tone, Icon) {
    match status {
        IndexingStatus::Ready => (Tone::Ok, Icon::CircleCheck),
        IndexingStatus::Failed => (Tone::Bad, Icon::CircleX),
        IndexingStatus::Pending | IndexingStatus::Queued => (Tone::Quiet, Icon::Clock),
        IndexingStatus::Validating => (Tone::Busy, Icon::Search),
        IndexingStatus::Uploading => (Tone::Accent, Icon::ArrowUp),
        IndexingStatus::Indexing | IndexingStatus::Other(_) => (Tone::Busy, Icon::RefreshCw),
    }
}
