//! The overview of the shortcuts.

use eframe::egui::{Align, Key, Modifiers, Rect, ScrollArea, Ui, pos2, vec2};

use crate::ui::Draw;
use crate::ui::kit::buttons::Button;
use crate::ui::kit::controls;
use crate::ui::kit::parts::{self, Heading};
use crate::ui::kit::shortcuts::{self, Shortcut};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::frame;
use takeup_text::{msg, numbers};

const WIDE: f32 = 560.0;
const LINE: f32 = 26.0;
/// More than there is.
const WHOLE: f32 = 10_000.0;

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
        let tall = (window.height() - 200.0).max(LINE * 4.0);
        ScrollArea::vertical().max_height(tall).min_scrolled_height(tall).show(ui, |ui| {
            ui.scroll_with_delta(vec2(0.0, -scrolled_by_keys(ui, tall)));
            part(ui, msg::shortcuts::shortcuts_window(), &shortcuts::WINDOW);
            ui.add_space(8.0);
            part(ui, msg::shortcuts::shortcuts_lists(), &shortcuts::LISTS);
        });
        ui.add_space(10.0);
        let close = Button::plain(None, msg::shortcuts::shortcuts_close());
        ui.horizontal(|ui| {
            frame::push_right(ui, &[close.width(ui)]);
            close.show(ui).clicked()
        })
        .inner
    });
    if shown.inner || controls::is_left(&mut shown) {
        draw.view.overview = false;
    }
}

/// How far down the keys scroll, which have nothing else to do here.
fn scrolled_by_keys(ui: &Ui, page: f32) -> f32 {
    ui.input_mut(|input| {
        let mut pressed = |key: Key| input.consume_key(Modifiers::NONE, key);
        let steps = [
            (Key::ArrowDown, LINE),
            (Key::ArrowUp, -LINE),
            (Key::PageDown, page - LINE),
            (Key::PageUp, LINE - page),
            (Key::End, WHOLE),
            (Key::Home, -WHOLE),
        ];
        steps.into_iter().map(|(key, by)| if pressed(key) { by } else { 0.0 }).sum()
    })
}

/// Of several keys that are pressed with the same one, only the first names it: "Shift+↓, ↑".
fn briefly(keys: Vec<String>) -> Vec<String> {
    let held = keys.first().and_then(|first| first.find('+')).map_or(0, |place| place + 1);
    let alike = keys.len() > 2 && held > 0 && keys.iter().all(|key| key.get(..held) == keys[0].get(..held));
    let rest = |(place, key): (usize, String)| {
        let from = if alike && place > 0 { held } else { 0 };
        key.get(from..).unwrap_or_default().to_owned()
    };
    keys.into_iter().enumerate().map(rest).collect()
}

fn part(ui: &mut Ui, title: &str, lines: &[&Shortcut]) {
    let t = tokens(ui);
    parts::heading(ui, title, Heading::Part);
    for line in lines {
        // The scroll bar stands beside the keys.
        let (_, rect) = ui.allocate_space(vec2(ui.available_width() - 20.0, LINE));
        let keys = numbers::commas(briefly(line.written(ui.ctx())));
        let room = parts::width(ui, &keys, theme::medium(12.0)).ceil() + 1.0;
        let split = rect.right() - room.min(rect.width() * 0.74);
        let place = Rect::from_min_max(rect.min, pos2(split - 12.0, rect.bottom()));
        parts::line(ui, place, (line.said)(), theme::regular(13.0), t.text, Align::Min);
        let place = Rect::from_min_max(pos2(split, rect.top()), rect.max);
        parts::line(ui, place, &keys, theme::medium(12.0), t.dim, Align::Max);
    }
}
