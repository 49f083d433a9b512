//! The overview of the shortcuts.

use eframe::egui::{Align, Rect, ScrollArea, Ui, pos2, vec2};

use crate::ui::Draw;
use crate::ui::kit::buttons::Button;
use crate::ui::kit::controls;
use crate::ui::kit::parts::{self, Heading};
use crate::ui::kit::shortcuts::{self, Shortcut};
use crate::ui::kit::theme::{self, tokens};
use takeup_text::{msg, numbers};

const WIDE: f32 = 560.0;
const LINE: f32 = 26.0;

/// Draws it, while it is open.
pub(crate) fn overview_ui(ui: &Ui, draw: &mut Draw<'_>) {
    if !draw.view.overview {
        return;
    }
    let title = msg::shortcuts::shortcuts_title();
    let (dialog, _) = controls::modal(ui.ctx(), "shortcuts", title);
    let mut shown = dialog.show(ui.ctx(), |ui| {
        let window = ui.ctx().content_rect();
        ui.set_width(WIDE.min(window.width() - 80.0));
        ui.spacing_mut().item_spacing.y = 2.0;
        parts::heading(ui, title, Heading::Dialog);
        ui.add_space(6.0);
        ScrollArea::vertical().max_height(window.height() - 200.0).show(ui, |ui| {
            part(ui, msg::shortcuts::shortcuts_window(), &shortcuts::WINDOW);
            ui.add_space(8.0);
            part(ui, msg::shortcuts::shortcuts_lists(), &shortcuts::LISTS);
        });
        ui.add_space(10.0);
        Button::plain(None, msg::shortcuts::shortcuts_close()).show(ui).clicked()
    });
    if shown.inner || controls::is_left(&mut shown) {
        draw.view.overview = false;
    }
}

fn part(ui: &mut Ui, title: &str, lines: &[&Shortcut]) {
    let t = tokens(ui);
    parts::heading(ui, title, Heading::Part);
    for line in lines {
        // The scroll bar stands beside the keys.
        let (_, rect) = ui.allocate_space(vec2(ui.available_width() - 14.0, LINE));
        let keys = numbers::commas(line.written(ui.ctx()));
        let room = parts::width(ui, &keys, theme::medium(12.0)).ceil() + 1.0;
        let split = rect.right() - room.min(rect.width() * 0.74);
        let place = Rect::from_min_max(rect.min, pos2(split - 12.0, rect.bottom()));
        parts::line(ui, place, (line.said)(), theme::regular(13.0), t.text, Align::Min);
        let place = Rect::from_min_max(pos2(split, rect.top()), rect.max);
        parts::line(ui, place, &keys, theme::medium(12.0), t.dim, Align::Max);
    }
}
