//! The form for metadata: of one upload, or of whatever is added next.

use std::sync::Arc;

use eframe::egui::{self, Align, Layout, Rect, Ui, vec2};
use lucide_icons::Icon;

use crate::ui::kit::controls;
use crate::ui::kit::pairs::pairs_ui;
use crate::ui::kit::parts::{self, Button, Look};
use crate::ui::kit::theme;
use crate::ui::shell::view::{MetadataForm, View};
use crate::ui::{Action, Draw};
use takeup_engine::Command;
use takeup_model::{MetadataTable, Model, UploadOptions};
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
    let named = form.job.and_then(|id| draw.model.job(id)).map(|job| job.source.name());
    if form.job.is_some() && named.is_none() {
        return;
    }
    let (dialog, t) = controls::modal(ctx, "metadata");
    let shown = dialog.show(ctx, |ui| {
        ui.set_width(WIDE);
        let title = named
            .as_deref()
            .map_or_else(|| msg::metadata::metadata_next_title().to_owned(), msg::metadata::metadata_title);
        parts::paragraph(ui, &title, theme::semibold(15.0), t.text);
        parts::paragraph(ui, msg::metadata::metadata_help(), theme::regular(12.0), t.dim);
        ui.add_space(8.0);
        let (_, flaws) = form.read();
        pairs_ui(ui, &mut form.rows, |place| flaws.get(place)?.as_ref().map(text::flaw));
        ui.add_space(10.0);
        let valid = flaws.iter().all(Option::is_none);
        buttons(ui, valid, draw.view.metadata_table.is_some() || form.job.is_none())
    });
    let pressed = shown.inner.or(shown.should_close().then_some(Pressed::Cancel));
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
    let mut pressed = None;
    let layout = Layout::right_to_left(Align::Center);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), theme::CONTROL), layout, |ui| {
        let save = Button {
            look: Look::Primary,
            enabled: valid,
            ..Button::plain(None, msg::controls::control_save())
        };
        if save.show(ui).clicked() {
            pressed = Some(Pressed::Save);
        }
        if Button::plain(None, msg::controls::control_cancel()).show(ui).clicked() {
            pressed = Some(Pressed::Cancel);
        }
        if with_table
            && Button::plain(Some(Icon::Table), msg::metadata::metadata_from_csv()).show(ui).clicked()
        {
            pressed = Some(Pressed::Table);
        }
    });
    pressed
}

fn save(draw: &mut Draw<'_>, form: &MetadataForm) {
    let (metadata, _) = form.read();
    match form.job {
        None => draw.view.told = metadata,
        Some(id) => {
            if let Some(job) = draw.model.job(id) {
                draw.send(Command::Redirect(id, UploadOptions { metadata, ..job.options.clone() }));
            }
        }
    }
}

/// How wide the button is that opens the form for what is added next.
pub(crate) fn opener_width(ui: &Ui, view: &View) -> f32 {
    Button::plain(Some(Icon::Tags), &opener_label(view)).width(ui)
}

/// That button.
pub(crate) fn opener(ui: &mut Ui, place: Rect, view: &mut View) {
    if Button::plain(Some(Icon::Tags), &opener_label(view)).at(ui, place).clicked() {
        view.metadata = Some(MetadataForm::of_next(&view.told));
    }
}

fn opener_label(view: &View) -> String {
    text::metadata_next(
        &view.told,
        view.metadata_table.as_ref().map_or(0, |metadata_table| metadata_table.len()),
    )
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
