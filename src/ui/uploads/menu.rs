//! What can be done with one upload: its buttons and its menu.

use eframe::egui::{Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons;
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::shortcuts;
use crate::ui::library::export;
use crate::ui::shell::notices;
use crate::ui::shell::view::View;
use crate::ui::uploads::list::UploadRow;
use crate::ui::uploads::{bar, choice, notes, then, undo};
use crate::ui::{Action, Draw};
use takeup_engine::{Command, JobSelection, Neighbor};
use takeup_model::{AssetId, End, Job, Model, Source, Step, UploadStatus};
use takeup_text::{self as text, msg};

/// Whether pausing this job means anything at the step it is at.
pub(crate) fn can_pause(job: &Job) -> bool {
    match job.step() {
        Step::Compare => !job.asks(),
        Step::Look | Step::Prepare | Step::Recover | Step::Create | Step::FetchParts | Step::Send => true,
        Step::Watch | Step::Follow | Step::Submit | Step::Over => false,
    }
}

/// Opens a row, or closes it.
pub(crate) fn toggle(view: &mut View, job: &Job) {
    if !view.open.remove(&job.id) {
        view.open.insert(job.id);
        view.uploads.opened = Some(job.id);
    }
}

/// Whether the asset of this upload was deleted since: the whole list no longer holds it.
pub(crate) fn asset_is_gone(model: &Model, job: &Job) -> bool {
    let Some((id, account)) = job.asset_id().zip(model.account_of(job)) else { return false };
    let (list, state) = (&account.assets, &account.assets.state);
    let since = state.loaded.zip(job.ended).is_some_and(|(loaded, ended)| loaded > ended);
    since && state.complete && state.found.is_empty() && list.get(&id.0).is_none()
}

/// The asset that the assets page can show for this upload.
pub(crate) fn shown_in_assets<'a>(model: &Model, job: &'a Job) -> Option<&'a AssetId> {
    job.asset_id().filter(|_| job.bytes_sent() && !asset_is_gone(model, job))
}

/// One thing that can be done with a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum UploadAction {
    Pause,
    Resume,
    Retry,
    Cancel,
    Remove,
}

impl UploadAction {
    fn first(job: &Job) -> Option<Self> {
        if job.end.is_none() && (job.paused || job.stopped_at_start) {
            Some(Self::Resume)
        } else if job.active() && can_pause(job) {
            Some(Self::Pause)
        } else if job.ended_badly() || job.end == Some(End::Cancelled) {
            Some(Self::Retry)
        } else {
            None
        }
    }

    fn second(job: &Job) -> Self {
        if job.end.is_none() { Self::Cancel } else { Self::Remove }
    }

    fn look(self) -> (Icon, &'static str) {
        match self {
            Self::Pause => (Icon::Pause, msg::uploads::upload_pause()),
            Self::Resume => (Icon::Play, msg::uploads::upload_resume()),
            Self::Retry => (Icon::RotateCw, msg::uploads::upload_retry()),
            Self::Cancel => (Icon::X, msg::uploads::upload_cancel()),
            Self::Remove => (Icon::X, msg::uploads::upload_remove()),
        }
    }

    fn go(self, draw: &mut Draw<'_>, job: &Job) {
        let one = JobSelection::One(job.id);
        match self {
            Self::Pause => notices::pause(draw, one, job.restarts_when_paused()),
            Self::Resume => draw.send(Command::Resume(one)),
            Self::Retry => draw.send(Command::Retry(one)),
            Self::Cancel => undo::cancel(draw, &[job]),
            Self::Remove => undo::remove(draw, &[job]),
        }
    }
}

pub(crate) fn buttons(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, row: &UploadRow<'_>, name: &str) {
    let step = rect.width() / 3.0;
    let slot = |place: f32| {
        let center = pos2(rect.left() + step * (place + 0.5), rect.center().y);
        Rect::from_center_size(center, vec2(step.min(28.0), 28.0))
    };
    // What stands in the middle never turns into something else that takes away: once a job is over, it is a menu.
    let over = row.job.end.is_some();
    let cancelled = row.status == UploadStatus::Cancelled;
    let first = UploadAction::first(row.job).filter(|_| !cancelled || over);
    let second = (!over && !cancelled).then_some(UploadAction::Cancel);
    for (place, deed) in [(0.0, first), (1.0, second)] {
        let Some(deed) = deed else { continue };
        let (glyph, word) = deed.look();
        let named = msg::uploads::upload_button_named(word, name);
        // Pause and Resume are one button for the keyboard. What takes away never takes the place of something else.
        let kept = if place > 0.0 { word } else { "first" };
        if buttons::kept_icon_button(ui, slot(place), kept, (glyph, word, &named)).clicked() {
            deed.go(draw, row.job);
        }
    }
    if second.is_none() {
        let tip = msg::uploads::upload_more();
        let name = msg::uploads::upload_button_named(tip, name);
        let more = buttons::named_icon_button(ui, slot(1.0), Icon::Ellipsis, tip, &name);
        controls::menu(&more, msg::uploads::upload_menu(), |ui| row_menu(ui, draw, row));
    }
    let (glyph, word) = if draw.view.open.contains(&row.job.id) {
        (Icon::ChevronUp, msg::uploads::upload_hide_details())
    } else {
        (Icon::ChevronDown, msg::uploads::upload_show_details())
    };
    let named = msg::uploads::upload_button_named(word, name);
    let details = buttons::kept_icon_button(ui, slot(2.0), "details", (glyph, word, &named));
    let open = draw.view.open.contains(&row.job.id);
    ui.ctx().accesskit_node_builder(details.id, |node| node.set_expanded(open));
    if details.clicked() {
        toggle(draw.view, row.job);
    }
}

/// Everything that can be done with one upload.
pub(crate) fn row_menu(ui: &mut Ui, draw: &mut Draw<'_>, row: &UploadRow<'_>) {
    let job = row.job;
    for deed in [UploadAction::first(job), Some(UploadAction::second(job))].into_iter().flatten() {
        let (glyph, word) = deed.look();
        if MenuItem::new(glyph, word).chosen(ui) {
            deed.go(draw, job);
        }
    }
    if job.active()
        && !job.bytes_sent()
        && MenuItem::new(Icon::ArrowUpToLine, msg::uploads::upload_send_first()).chosen(ui)
    {
        bar::send_first(draw, &[job]);
    }
    if job.active() && !job.bytes_sent() {
        order_menu(ui, draw, job);
    }
    if matches!(&job.end, Some(End::Refused(why)) if why.may_go_anyway())
        && MenuItem::new(Icon::Upload, msg::uploads::upload_anyway()).chosen(ui)
    {
        draw.send(Command::SendAnyway(JobSelection::One(job.id)));
    }
    if let Some(duplicate) = job.duplicate.as_ref().filter(|_| job.asks()) {
        if MenuItem::new(Icon::Link, text::use_asset(duplicate).as_ref()).chosen(ui) {
            draw.send(Command::Reuse(JobSelection::One(job.id)));
        }
        if MenuItem::new(Icon::Upload, msg::duplicates::duplicate_send_again()).chosen(ui) {
            draw.send(Command::SendAgain(JobSelection::One(job.id)));
        }
    }
    if (job.end.is_none() || job.awaits_copy_choice())
        && job.can_be_copied()
        && MenuItem::new(Icon::Shrink, msg::uploads::upload_smaller_copy()).chosen(ui)
    {
        // Nothing of it leaves while somebody chooses.
        draw.send(Command::Pause(JobSelection::One(job.id)));
        choice::choose(draw.view, job);
    }
    if let Some(recipe) = notes::recipe(draw.model, job).filter(|_| job.active() && job.untouched())
        && job.copy.is_none()
        && MenuItem::new(Icon::Wrench, &text::fix_and_upload(&recipe)).chosen(ui)
    {
        draw.send(Command::Fix(JobSelection::One(job.id)));
    }
    if then::open(job) && MenuItem::new(Icon::CornerDownRight, msg::uploads::upload_then()).chosen(ui) {
        then::ask(draw, &[job]);
    }
    if job.can_add_destinations()
        && MenuItem::new(Icon::Plus, msg::uploads::upload_add_destinations()).chosen(ui)
    {
        bar::add_destinations(draw, &[job]);
    }
    if job.end.is_none()
        && job.untouched()
        && MenuItem::new(Icon::Tags, msg::metadata::metadata_edit()).chosen(ui)
    {
        bar::metadata(draw, &[job]);
    }
    controls::menu_line(ui);
    copy_menu(ui, draw, job);
}

/// Its place among those that wait to be sent.
fn order_menu(ui: &mut Ui, draw: &mut Draw<'_>, job: &Job) {
    let keys = shortcuts::ORDER.written(ui.ctx());
    let item = |icon, label, place: usize| MenuItem {
        shortcut: keys.get(place).map(String::as_str),
        ..MenuItem::new(icon, label)
    };
    if item(Icon::ArrowUp, msg::uploads::upload_send_earlier(), 0).chosen(ui) {
        draw.send(Command::SendBeside(job.id, Neighbor::Before));
    }
    if item(Icon::ArrowDown, msg::uploads::upload_send_later(), 1).chosen(ui) {
        draw.send(Command::SendBeside(job.id, Neighbor::After));
    }
}

/// What of it can be shown elsewhere or copied.
fn copy_menu(ui: &mut Ui, draw: &mut Draw<'_>, job: &Job) {
    if let Source::File(path) = &job.source {
        if MenuItem::new(Icon::FolderOpen, text::show_in_folder()).chosen(ui) {
            draw.out.push(Action::Reveal(path.clone()));
        }
    } else if matches!(job.source, Source::Url(_))
        && MenuItem::new(Icon::Link, msg::uploads::upload_copy_url()).chosen(ui)
    {
        draw.out.push(Action::Copy(job.source.text()));
    }
    if let Some(id) = shown_in_assets(draw.model, job)
        && MenuItem::new(Icon::Film, msg::uploads::upload_show_in_assets()).chosen(ui)
    {
        draw.view.show_asset(id);
    }
    if let Some(id) = job.asset_id() {
        if MenuItem::new(Icon::Copy, msg::uploads::upload_copy_asset_id()).chosen(ui) {
            draw.out.push(Action::Copy(id.to_string()));
        }
        export::code_items(ui, draw, id, None);
    }
    if let Some(line) = notes::shell_line(draw.model, job)
        && MenuItem::new(Icon::Terminal, text::Shell::HERE.copy_ffmpeg()).chosen(ui)
    {
        draw.out.push(Action::Copy(line));
    }
    if let Some(words) = text::reason(job)
        && MenuItem::new(Icon::ClipboardCopy, msg::uploads::upload_copy_message()).chosen(ui)
    {
        draw.out.push(Action::Copy(words));
    }
}
