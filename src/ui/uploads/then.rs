//! Other places for uploads that have not got there yet.

use eframe::egui::{ScrollArea, Ui};

use crate::ui::Draw;
use crate::ui::kit::buttons::Look;
use crate::ui::kit::controls::{self, DialogAnswer, DialogSpec};

use crate::ui::library::dialogs::Dialog;
use crate::ui::uploads::add;
use crate::ui::uploads::created::CreatedFor;
use takeup_engine::Command;
use takeup_model::{DestinationId, Job, JobId, Method, Model, NextUploads, UploadOptions};
use takeup_text::msg;

/// What the title, the buttons and the edges take of the height.
const AROUND: f32 = 170.0;
const LEAST: f32 = 120.0;

/// Which uploads, and what is to happen with them.
#[derive(Clone, Debug)]
pub struct ThenDialog {
    jobs: Vec<JobId>,
    pub(crate) next: NextUploads,
    /// Whether a classic task is offered: for one, nothing may have been sent.
    classic: bool,
}

/// Whether something else can still happen with an upload.
pub(crate) fn open(job: &Job) -> bool {
    job.end.is_none() && (job.untouched() || !classic(job))
}

fn classic(job: &Job) -> bool {
    job.task.is_some() || job.method() == Some(Method::Task) || job.options.task_index.is_some()
}

/// Asks where those go of which that is still open.
pub(crate) fn ask(draw: &mut Draw<'_>, jobs: &[&Job]) {
    let open: Vec<&Job> = jobs.iter().copied().filter(|job| open(job)).collect();
    let Some((first, others)) = open.split_first() else { return };
    let next = chosen(draw.model, &first.options);
    let alike = others.iter().all(|job| chosen(draw.model, &job.options) == next);
    let next = if alike { next } else { draw.view.then.clone() };
    let classic = open.iter().all(|job| job.untouched());
    if let Some(account) = draw.account() {
        draw.send(Command::Refresh(account.id.clone(), takeup_model::List::Indexes));
        add::load_collections(draw, account, &next);
    }
    let jobs = open.iter().map(|job| job.id).collect();
    draw.view.dialog = Some(Dialog::Then(ThenDialog { jobs, next, classic }));
}

/// What is chosen for one upload.
fn chosen(model: &Model, options: &UploadOptions) -> NextUploads {
    let mut next = NextUploads::default();
    for id in &options.destination_ids {
        match id {
            DestinationId::Index(id) => drop(next.indexes.insert(id.clone(), add::index_name(model, id))),
            DestinationId::Store(id) => drop(next.stores.insert(id.clone(), add::store_name(model, id))),
        }
    }
    next.task = options.task_index.as_ref().map(|id| (id.clone(), add::index_name(model, id)));
    next.language = options.language.clone().unwrap_or_default();
    next
}

/// The options of an upload with this choice; nothing where it changes nothing, or comes too late.
fn with(job: &Job, next: &NextUploads) -> Option<UploadOptions> {
    let UploadOptions { destination_ids, task_index, language, .. } = next.options();
    if !open(job) || (task_index.is_some() && !job.untouched()) {
        return None;
    }
    let options = UploadOptions { destination_ids, task_index, language, ..job.options.clone() };
    (options != job.options).then_some(options)
}

/// Draws the dialog; it comes back for as long as nobody has answered.
pub(crate) fn form_ui(ui: &Ui, draw: &mut Draw<'_>, mut dialog: ThenDialog) -> Option<ThenDialog> {
    let account = draw.account()?;
    let title = msg::uploads::upload_then_title(dialog.jobs.len());
    let spec = DialogSpec::new(title, msg::controls::control_save(), Look::Primary);
    let mut wish = None;
    let answer = controls::form(ui.ctx(), &spec, |ui| {
        // In a dialog a scrolled area grows only so.
        let tall = (ui.ctx().content_rect().height() - AROUND).max(LEAST);
        ScrollArea::vertical().max_height(tall).min_scrolled_height(tall.min(300.0)).show(ui, |ui| {
            ui.set_max_width(ui.available_width() - 12.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            wish = add::places_menu(ui, account, &mut dialog.next);
            if dialog.classic {
                add::classic_menu(ui, account, &mut dialog.next);
            }
        });
        false
    });
    match (answer, wish) {
        (None, Some(wish)) => {
            add::carry_out(draw, account, wish, CreatedFor::Uploads(Box::new(dialog.clone())));
            // Another dialog may stand in its place now.
            return draw.view.dialog.is_none().then_some(dialog);
        }
        (None, None) => return Some(dialog),
        (Some(DialogAnswer::No | DialogAnswer::Other), _) => {}
        (Some(DialogAnswer::Yes), _) => {
            for id in dialog.jobs {
                if let Some(options) = draw.model.job(id).and_then(|job| with(job, &dialog.next)) {
                    draw.send(Command::Redirect(id, options));
                }
            }
        }
    }
    None
}
