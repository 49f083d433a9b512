//! What a row says and offers when its file is there already.

use eframe::egui::{Rect, Ui, pos2, vec2};

use crate::ui::Draw;
use crate::ui::kit::buttons::Button;
use crate::ui::kit::parts::Tip as _;
use crate::ui::kit::theme::tokens;
use crate::ui::uploads::remedy;
use takeup_engine::{Command, JobSelection};
use takeup_model::Job;
use takeup_text::{self as text, msg};

/// Draws it: a sentence, and the two things that can be done.
pub(crate) fn duplicate_ui(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, job: &Job) {
    let Some(duplicate) = &job.duplicate else { return };
    let t = tokens(ui);
    let words = text::duplicate_named(draw.model, duplicate);
    let (said, top) = remedy::words_above(ui, rect, &words, t.warn_text, true);
    said.tip(&words);
    let choices = [
        (text::use_asset(duplicate), Command::Reuse(JobSelection::One(job.id))),
        (msg::duplicates::duplicate_send_again().to_owned(), Command::SendAgain(JobSelection::One(job.id))),
    ];
    // Where there is little room, both give way alike.
    let wide = |ui: &Ui, label: &str| Button::plain(None, label).small().width(ui);
    let (one, other) = (wide(ui, &choices[0].0), wide(ui, &choices[1].0));
    let scale = ((rect.width() - 8.0) / (one + other)).min(1.0);
    let mut left = rect.left();
    for (label, command) in choices {
        let name = msg::uploads::upload_button_named(&label, job.name());
        let button = Button { name: Some(&name), ..Button::plain(None, &label) }.small();
        let wide = button.width(ui) * scale;
        let place = Rect::from_min_size(pos2(left, top), vec2(wide, 28.0));
        if button.at(ui, place).clicked() {
            draw.send(command);
        }
        left = place.right() + 8.0;
    }
}
