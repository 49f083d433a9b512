//! The form for metadata: of one upload, or of whatever is added next.

use std::sync::Arc;

use eframe::egui::{self, Ui};
use lucide_icons::Icon;

use crate::ui::kit::buttons::Button;
use crate::ui::kit::controls;
use crate::ui::kit::pairs::{PLACES, pairs_ui};
use crate::ui::kit::parts;
use crate::ui::kit::theme;
use crate::ui::shell::frame;
use crate::ui::shell::view::{MetadataForm, View};
use crate::ui::{Action, Draw};
use takeup_engine::Command;
use takeup_model::{JobId, MetadataTable, Model, UploadOptions};
use takeup_text::{self as text, msg};

const WIDE: f32 = 520.0;

/// What was pressed in the form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pressed {
    Save,
    Cancel,
    Table,
}

/// Draws the form over the page, while it is open.
pub(crate) fn form_ui(ctx: &egui::Context, draw: &mut Draw<'_>) {
    let Some(mut form) = draw.view.metadata.take() else { return };
    let wanted = form.jobs.len();
    form.jobs.retain(|id| draw.model.job(*id).is_some());
    if wanted > 0 && form.jobs.is_empty() {
        return;
    }
    let title = title(draw.model, &form.jobs);
    let (dialog, t) = controls::modal(ctx, "metadata", &title);
    let mut shown = dialog.show(ctx, |ui| {
        ui.set_width(WIDE);
        parts::heading(ui, &title, parts::Heading::Dialog);
        parts::paragraph(ui, msg::metadata::metadata_help(), theme::regular(12.0), t.dim);
        ui.add_space(8.0);
        let (_, flaws) = form.read();
        pairs_ui(ui, &mut form.rows, PLACES, |place| flaws.get(place)?.as_ref().map(text::flaw));
        ui.add_space(10.0);
        let valid = flaws.iter().all(Option::is_none);
        buttons(ui, valid, draw.view.metadata_table.is_some() || form.jobs.is_empty())
    });
    let left = controls::is_left(&mut shown).then_some(Pressed::Cancel);
    let pressed = shown.inner.or(left);
    match pressed {
        Some(Pressed::Save) => save(draw, &form),
        Some(Pressed::Cancel) => {}
        Some(Pressed::Table) => {
            draw.out.push(Action::PickTable);
            draw.view.metadata = Some(form);
        }
        None => draw.view.metadata = Some(form),
    }
}

fn buttons(ui: &mut Ui, valid: bool, with_table: bool) -> Option<Pressed> {
    let table = Button::plain(Some(Icon::Table), msg::metadata::metadata_from_csv());
    let cancel = Button::plain(None, msg::controls::control_cancel());
    let save = Button { enabled: valid, ..Button::primary(None, msg::controls::control_save()) };
    ui.horizontal(|ui| {
        let table_wide = if with_table { table.width(ui) } else { 0.0 };
        frame::push_right(ui, &[table_wide, cancel.width(ui), save.width(ui)]);
        let table = (with_table && table.show(ui).clicked()).then_some(Pressed::Table);
        let cancel = cancel.show(ui).clicked().then_some(Pressed::Cancel);
        let save = save.show(ui).clicked().then_some(Pressed::Save);
        save.or(cancel).or(table)
    })
    .inner
}

fn title(model: &Model, jobs: &[JobId]) -> String {
    match jobs {
        [] => msg::metadata::metadata_next_title().to_owned(),
        [only] => {
            msg::metadata::metadata_title(model.job(*only).map(takeup_model::Job::name).unwrap_or_default())
        }
        many => msg::metadata::metadata_title_many(many.len()),
    }
}

fn save(draw: &mut Draw<'_>, form: &MetadataForm) {
    let (metadata, _) = form.read();
    if form.jobs.is_empty() {
        draw.view.then.told = metadata;
        return draw.remember_next();
    }
    // One upload has exactly what the form says; of several each keeps what only it has.
    let alone = form.jobs.len() == 1;
    for job in form.jobs.iter().filter_map(|id| draw.model.job(*id)) {
        let metadata = if alone { metadata.clone() } else { metadata.with(&job.options.metadata) };
        draw.send(Command::Redirect(job.id, UploadOptions { metadata, ..job.options.clone() }));
    }
}

/// Takes in a table: whatever is added next goes by it, and so do those that nothing was created for. Returns what
/// there is to say.
pub fn take_table(
    model: &Model,
    view: &mut View,
    metadata_table: MetadataTable,
    out: &mut Vec<Command>,
) -> String {
    let open = || model.shown_jobs().filter(|job| job.end.is_none() && job.untouched());
    for job in open() {
        if let Some(row) = metadata_table.of(&job.source) {
            let options = UploadOptions { metadata: row.with(&job.options.metadata), ..job.options.clone() };
            if options != job.options {
                out.push(Command::Redirect(job.id, options));
            }
        }
    }
    let mut said: Vec<String> = metadata_table
        .flaws
        .iter()
        .take(MOST)
        .map(|(line, why)| text::metadata_table_flaw(*line, why))
        .collect();
    if model.shown_jobs().next().is_some() {
        let unknown = metadata_table.unknown(model.shown_jobs().map(|job| &job.source));
        said.extend(
            unknown.iter().take(MOST).map(|(line, name)| msg::metadata::metadata_csv_unknown(*line, name)),
        );
    }
    let said = text::metadata_table_read(metadata_table.len(), &said);
    view.metadata_table = (!metadata_table.is_empty()).then(|| Arc::new(metadata_table));
    said
}

/// More than so many lines of a table are not told one by one.
const MOST: usize = 3;
