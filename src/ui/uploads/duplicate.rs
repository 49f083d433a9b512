//! What a row says and offers when its file is there already.

use eframe::egui::{Rect, Ui, pos2, vec2};

use crate::ui::Draw;
use crate::ui::kit::buttons::Button;
use crate::ui::kit::parts::{self, Tip as _};
use crate::ui::kit::theme::{self, tokens};
use takeup_engine::{Command, JobSelection};
use takeup_model::Job;
use takeup_text::{self as text, msg};

/// Draws it: a sentence, and the two things that can be done.
pub(crate) fn duplicate_ui(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, job: &Job) {
    let Some(duplicate) = &job.duplicate else { return };
    let t = tokens(ui);
    let words = text::duplicate_named(draw.model, duplicate);
    let galley = parts::galley(ui, &words, theme::regular(12.0), t.warn_text, rect.width(), 2);
    let top = (rect.top() + 28.0 - galley.size().y / 2.0).round();
    let place = Rect::from_min_size(pos2(rect.left(), top), rect.size());
    parts::rows(ui, place, &words, theme::regular(12.0), t.warn_text, 2).tip(&words);
    // Below the line the room beside it is free.
    let (mut left, edge) = (rect.left(), ui.max_rect().right() - 17.0);
    let choices = [
        (text::use_asset(duplicate), Command::Reuse(JobSelection::One(job.id))),
        (msg::duplicates::duplicate_send_again().to_owned(), Command::SendAgain(JobSelection::One(job.id))),
    ];
    for (label, command) in choices {
        let name = msg::uploads::upload_button_named(&label, job.name());
        let button = Button { name: Some(&name), ..Button::plain(None, &label) }.low();
        let wide = button.width(ui).min((edge - left).max(0.0));
        let place = Rect::from_min_size(pos2(left, rect.top() + theme::ROW - 7.0), vec2(wide, 28.0));
        if button.at(ui, place).clicked() {
            draw.send(command);
        }
        left = place.right() + 8.0;
    }
}
