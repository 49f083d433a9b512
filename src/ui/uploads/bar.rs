//! The head of the list: how many uploads, their order, and what can be done with those that are picked.

use eframe::egui::{Align, Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{Button, Look};
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::group_bar::{GroupAction, Selection, group_bar, group_items};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::{AddAssetsDialog, Dialog};
use crate::ui::shell::notices;
use crate::ui::shell::view::{MetadataForm, View};
use crate::ui::uploads::list::UploadRow;
use crate::ui::uploads::order::UploadSort;
use crate::ui::uploads::{menu, then, undo};
use crate::ui::{Action, Draw};
use takeup_engine::{Command, JobSelection};
use takeup_model::{End, Job, JobId};
use takeup_text::{msg, numbers};

/// How tall it is, its hairline included.
pub(crate) const TALL: f32 = 44.0;

type Act = fn(&mut Draw<'_>, &[&Job]);

/// The uploads that a key means: those picked, or the one at which the keyboard is.
pub(crate) fn meant<'a>(view: &View, rows: &[&'a UploadRow<'a>]) -> Vec<&'a Job> {
    let picked = picked(view, rows);
    if picked.is_empty() {
        let here = rows.iter().filter(|row| view.uploads.picks.at(&row.job.id));
        here.map(|row| &**row.job).collect()
    } else {
        picked
    }
}

/// Those of these rows that are picked.
pub(crate) fn picked<'a>(view: &View, rows: &[&'a UploadRow<'a>]) -> Vec<&'a Job> {
    rows.iter().filter(|row| view.uploads.picks.has(&row.job.id)).map(|row| &**row.job).collect()
}

/// Draws it, for the rows that pass the filter and the search: those of closed groups are among them.
pub(crate) fn bar_ui(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, rows: &[&UploadRow<'_>]) {
    parts::hairline(ui.painter(), rect, tokens(ui));
    let picked = picked(draw.view, rows);
    if picked.is_empty() {
        return plain(ui, draw, rect, rows);
    }
    let said = msg::lists::list_selected(picked.len());
    let fact = numbers::bytes(picked.iter().map(|job| job.bytes_total()).sum());
    let all = picked.len() == rows.len();
    let selection = Selection { said: &said, fact: &fact, all };
    let (jobs, actions) = offered(draw.view, &picked);
    let (chosen, toggled) = group_bar(ui, rect.with_max_y(rect.bottom() - 1.0), selection, &actions);
    if toggled {
        draw.view.uploads.picks.clear();
    }
    if let Some(act) = chosen {
        act(draw, &jobs);
    }
}

/// What can be done with all that are picked, as a menu.
pub(crate) fn picked_menu(ui: &mut Ui, draw: &mut Draw<'_>, picked: &[&Job]) {
    let (jobs, actions) = offered(draw.view, picked);
    if let Some(act) = group_items(ui, &actions) {
        act(draw, &jobs);
    }
}

/// While nothing is picked: how many there are, and their order.
fn plain(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, rows: &[&UploadRow<'_>]) {
    let t = tokens(ui);
    let place = Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), vec2(28.0, 28.0));
    if controls::check(ui, place, false, msg::controls::table_select_all()).clicked() {
        let ids: Vec<&JobId> = rows.iter().map(|row| &row.job.id).collect();
        draw.view.uploads.picks.toggle_all(&ids);
    }
    let said = msg::uploads::uploads_count(rows.len());
    let place = Rect::from_min_max(pos2(rect.left() + 46.0, rect.top()), rect.center_bottom());
    parts::line(ui, place, &said, theme::medium(13.0), t.dim, Align::Min);
    let label = msg::uploads::uploads_sorted(draw.view.uploads.sort.label());
    let button = Button { look: Look::Quiet, ..Button::plain(Some(Icon::ArrowDownUp), &label) }.low();
    let wide = button.width(ui);
    let place =
        Rect::from_min_size(pos2(rect.right() - wide - 10.0, rect.center().y - 14.0), vec2(wide, 28.0));
    let opener = button.at(ui, place);
    controls::menu(&opener, msg::uploads::uploads_sort(), |ui| {
        for sort in UploadSort::ALL {
            if MenuItem::one_of(draw.view.uploads.sort == sort, sort.label()).chosen(ui) {
                draw.view.uploads.sort = sort;
                // The pointer may be over the list, whose rows keep their places below it.
                draw.view.uploads.order.clear();
            }
        }
    });
}

fn those(jobs: &[&Job]) -> JobSelection {
    match jobs {
        [only] => JobSelection::One(only.id),
        many => JobSelection::These(many.iter().map(|job| job.id).collect()),
    }
}

/// What can be done with those that are picked, and with which of them. What can still be undone is called off: only its
/// name is left.
fn offered<'a>(view: &View, picked: &[&'a Job]) -> (Vec<&'a Job>, Vec<GroupAction<Act>>) {
    let able: Vec<&Job> = picked.iter().filter(|job| !undo::cancelled(view, job.id)).copied().collect();
    if able.is_empty() {
        let names = GroupAction::new(copy_names as Act, Icon::Copy, msg::uploads::uploads_copy_names());
        return (picked.to_vec(), vec![names]);
    }
    let actions = actions(&able);
    (able, actions)
}

/// What fits at least one of them.
fn actions(jobs: &[&Job]) -> Vec<GroupAction<Act>> {
    let any = |fits: fn(&Job) -> bool| jobs.iter().any(|job| fits(job));
    let danger = |act: Act, label| GroupAction { danger: true, ..GroupAction::new(act, Icon::X, label) };
    let all: [(bool, GroupAction<Act>); 13] = [
        (
            any(|job| job.active() && menu::can_pause(job)),
            GroupAction::new(pause, Icon::Pause, msg::uploads::upload_pause()),
        ),
        (
            any(|job| job.end.is_none() && (job.paused || job.stopped_at_start)),
            GroupAction::new(resume, Icon::Play, msg::uploads::upload_resume()),
        ),
        (any(Job::asks), GroupAction::new(use_asset, Icon::Link, msg::duplicates::duplicate_use_its_asset())),
        (any(Job::asks), GroupAction::new(send_again, Icon::Upload, msg::duplicates::duplicate_send_again())),
        (
            any(|job| job.active() && !job.bytes_sent()),
            GroupAction::new(send_first, Icon::ArrowUpToLine, msg::uploads::upload_send_first()),
        ),
        (any(then::open), GroupAction::new(then::ask, Icon::CornerDownRight, msg::uploads::upload_then())),
        (
            any(Job::can_add_destinations),
            GroupAction::new(add_destinations, Icon::Plus, msg::uploads::upload_add_destinations()),
        ),
        (
            any(|job| job.end.is_none() && job.untouched()),
            GroupAction::new(metadata, Icon::Tag, msg::metadata::metadata_edit()),
        ),
        (
            any(|job| job.ended_badly() || job.end == Some(End::Cancelled)),
            GroupAction::new(retry, Icon::RotateCw, msg::uploads::upload_retry()),
        ),
        (true, GroupAction::new(copy_names, Icon::Copy, msg::uploads::uploads_copy_names())),
        (
            any(|job| job.asset_id().is_some()),
            GroupAction::new(copy_ids, Icon::Copy, msg::uploads::uploads_copy_asset_ids()),
        ),
        (any(|job| job.end.is_some()), danger(undo::remove, msg::uploads::upload_remove_short())),
        (any(|job| job.end.is_none()), danger(undo::cancel, msg::uploads::upload_cancel())),
    ];
    all.into_iter().filter(|(fits, _)| *fits).map(|(_, action)| action).collect()
}

fn pause(draw: &mut Draw<'_>, jobs: &[&Job]) {
    let restarts = jobs.iter().any(|job| job.active() && job.restarts_when_paused());
    notices::pause(draw, those(jobs), restarts);
}

fn resume(draw: &mut Draw<'_>, jobs: &[&Job]) {
    draw.send(Command::Resume(those(jobs)));
}

fn use_asset(draw: &mut Draw<'_>, jobs: &[&Job]) {
    let asking: Vec<&Job> = jobs.iter().copied().filter(|job| job.asks()).collect();
    draw.send(Command::Reuse(those(&asking)));
}

fn send_again(draw: &mut Draw<'_>, jobs: &[&Job]) {
    let asking: Vec<&Job> = jobs.iter().copied().filter(|job| job.asks()).collect();
    draw.send(Command::SendAgain(those(&asking)));
}

pub(crate) fn retry(draw: &mut Draw<'_>, jobs: &[&Job]) {
    draw.send(Command::Retry(those(jobs)));
}

pub(crate) fn send_first(draw: &mut Draw<'_>, jobs: &[&Job]) {
    draw.send(Command::SendFirst(those(jobs)));
}

pub(crate) fn add_destinations(draw: &mut Draw<'_>, jobs: &[&Job]) {
    let there: Vec<&Job> = jobs.iter().copied().filter(|job| job.can_add_destinations()).collect();
    draw.view.dialog = Some(Dialog::AddAssets(AddAssetsDialog::jobs(those(&there), there.len())));
}

pub(crate) fn metadata(draw: &mut Draw<'_>, jobs: &[&Job]) {
    let open: Vec<&Job> = jobs.iter().copied().filter(|job| job.end.is_none() && job.untouched()).collect();
    draw.view.metadata = Some(MetadataForm::of_jobs(&open));
}

fn copy_names(draw: &mut Draw<'_>, jobs: &[&Job]) {
    let names: Vec<String> = jobs.iter().map(|job| job.name()).collect();
    draw.out.push(Action::Copy(names.join("\n")));
}

pub(crate) fn copy_ids(draw: &mut Draw<'_>, jobs: &[&Job]) {
    let ids: Vec<String> = jobs.iter().filter_map(|job| job.asset_id()).map(ToString::to_string).collect();
    draw.out.push(Action::Copy(ids.join("\n")));
}
