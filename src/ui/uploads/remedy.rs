//! Why an upload ended badly or waits for a person, and the button for what helps.

use eframe::egui::{Color32, Rect, Response, Ui, pos2, vec2};

use crate::ui::kit::buttons::Button;
use crate::ui::kit::parts::{self, Tip as _};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::consent;
use crate::ui::uploads::list::{self, UploadRow};
use crate::ui::uploads::{choice, notes};
use crate::ui::{Action, Draw};
use takeup_engine::{Command, JobSelection};
use takeup_model::{CopyChoice, End, FailureKind, Model, Refusal, Unfit, UploadGroup, UploadStatus};
use takeup_text::{self as text, msg, numbers};

/// Draws why it ended badly, and below it what helps.
pub(crate) fn reason_ui(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, row: &UploadRow<'_>) {
    let (t, job) = (tokens(ui), row.job);
    let Some(words) = text::short_reason(job) else { return };
    let color = match UploadGroup::of(job) {
        _ if row.grouped => t.dim,
        UploadGroup::Held => t.warn_text,
        UploadGroup::Active | UploadGroup::Failed | UploadGroup::Ready | UploadGroup::Cancelled => t.bad_text,
    };
    let remedy = remedy(draw.model, row);
    let (said, top) = words_above(ui, rect, &words, color, remedy.is_some());
    said.tip(text::reason(job).unwrap_or_default());
    if let Some((label, command)) = remedy {
        let name = msg::uploads::upload_button_named(&label, job.name());
        let button = Button { name: Some(&name), ..Button::plain(None, &label) }.small();
        let place =
            Rect::from_min_size(pos2(rect.left(), top), vec2(button.width(ui).min(rect.width()), 28.0));
        if button.at(ui, place).clicked() {
            match command {
                Remedy::Raise(key, bytes) => list::raise(draw, key, bytes),
                Remedy::Anyway => draw.send(Command::SendAnyway(JobSelection::One(job.id))),
                Remedy::Connect => consent::connect(draw),
                Remedy::Fix => draw.send(Command::Fix(JobSelection::One(job.id))),
                Remedy::Choose => choice::choose(draw.view, job),
                Remedy::AsItIs => {
                    draw.send(Command::SendCopy(JobSelection::One(job.id), CopyChoice::Original));
                }
            }
        }
        let name = msg::uploads::upload_button_named(text::Shell::HERE.copy_ffmpeg(), job.name());
        let beside =
            Button { name: Some(&name), ..Button::plain(None, text::Shell::HERE.copy_ffmpeg()) }.small();
        let next = Rect::from_min_size(
            pos2(place.right() + 8.0, place.top()),
            vec2(beside.width(ui), place.height()),
        );
        // Where there is no room, the menu of the row has it.
        if let Some(line) = notes::shell_line(draw.model, job).filter(|_| next.right() <= rect.right())
            && beside.at(ui, next).tip(&line).clicked()
        {
            draw.out.push(Action::Copy(line));
        }
    }
}

/// Draws words of at most two rows in the middle of `rect`, together with the buttons below them, if there are any.
/// Returns the words, and where the buttons begin.
pub(crate) fn words_above(
    ui: &mut Ui,
    rect: Rect,
    words: &str,
    color: Color32,
    buttons: bool,
) -> (Response, f32) {
    const BETWEEN: f32 = 4.0;
    let tall = parts::galley(ui, words, theme::regular(12.0), color, rect.width(), 2).size().y;
    let below = if buttons { BETWEEN + 28.0 } else { 0.0 };
    let top = (rect.center().y - 0.5 - f32::midpoint(tall, below)).round();
    let place = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), tall));
    (parts::rows(ui, place, words, theme::regular(12.0), color, 2), (top + tall + BETWEEN).round())
}

/// What helps.
enum Remedy {
    Raise(takeup_model::LimitKey, u64),
    Anyway,
    Fix,
    AsItIs,
    Choose,
    Connect,
}

/// Whether something helps that has a button of its own.
pub(crate) fn has_remedy(row: &UploadRow<'_>) -> bool {
    if row.status == UploadStatus::Cancelled {
        return false;
    }
    match row.job.end.as_ref().filter(|_| !row.grouped) {
        None => row.job.asks(),
        Some(End::Failed(why)) => why.kind == FailureKind::Preparing,
        Some(End::Refused(
            Refusal::NotMedia { .. } | Refusal::Unmet(_) | Refusal::Unfit(Unfit::NotConnected),
        )) => true,
        Some(End::Refused(why @ Refusal::TooLarge { .. })) => {
            why.fits_documented_limit() || row.job.can_be_copied()
        }
        Some(
            End::Refused(Refusal::Address(_) | Refusal::Empty | Refusal::Unfit(_))
            | End::Ready
            | End::Cancelled,
        ) => false,
    }
}

fn remedy(model: &Model, row: &UploadRow<'_>) -> Option<(String, Remedy)> {
    match row.job.end.as_ref().filter(|_| !row.grouped) {
        Some(End::Refused(Refusal::TooLarge { size, limit, .. })) => {
            let Some(table) = limit.table.filter(|table| table.bytes >= *size) else {
                let label = msg::uploads::upload_smaller_copy().to_owned();
                return row.job.can_be_copied().then_some((label, Remedy::Choose));
            };
            Some((
                msg::uploads::upload_raise_limit(numbers::bytes(table.bytes)),
                Remedy::Raise(limit.key, table.bytes),
            ))
        }
        Some(End::Failed(why)) if why.kind == FailureKind::Preparing => {
            Some((msg::uploads::upload_as_it_is().to_owned(), Remedy::AsItIs))
        }
        Some(End::Refused(Refusal::Unfit(Unfit::NotConnected))) => {
            Some((msg::connections::connection_connect().to_owned(), Remedy::Connect))
        }
        Some(End::Refused(Refusal::NotMedia { .. } | Refusal::Unmet(_))) => {
            let fixed =
                notes::recipe(model, row.job).map(|recipe| (text::fix_and_upload(&recipe), Remedy::Fix));
            Some(fixed.unwrap_or_else(|| (msg::uploads::upload_anyway().to_owned(), Remedy::Anyway)))
        }
        Some(
            End::Refused(Refusal::Address(_) | Refusal::Empty | Refusal::Unfit(_))
            | End::Ready
            | End::Failed(_)
            | End::Cancelled,
        )
        | None => None,
    }
}
