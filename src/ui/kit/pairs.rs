//! Lines of a key and a value each. Below the last one that says something there is always an empty one.

use eframe::egui::{Rect, ScrollArea, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons;
use crate::ui::kit::controls::Field;
use crate::ui::kit::parts;
use crate::ui::kit::theme::{self, tokens};
use takeup_text::msg;

/// So many lines have a place in a dialog before anything is written, so that it does not grow under the pointer.
pub(crate) const PLACES: f32 = 5.0;
const LINE: f32 = theme::CONTROL + 8.0;

/// Draws the lines, with room for so many `places` at least. `flaw` says what is wrong with one of them.
pub(crate) fn pairs_ui(
    ui: &mut Ui,
    rows: &mut Vec<(String, String)>,
    places: f32,
    flaw: impl Fn(usize) -> Option<String>,
) {
    let mut crosses = Vec::new();
    let mut gone = None;
    let area = ScrollArea::vertical()
        .max_height(300.0)
        .auto_shrink([false, true])
        .min_scrolled_height(LINE * places);
    area.show(ui, |ui| {
        ui.set_min_height(LINE * places);
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, (key, value)) in rows.iter_mut().enumerate() {
            let (_, rect) = ui.allocate_space(vec2(ui.available_width() - 12.0, LINE));
            let line = Rect::from_min_size(rect.min, vec2(rect.width(), theme::CONTROL));
            let wide = (line.width() - 42.0) * 0.38;
            let left = Rect::from_min_size(line.min, vec2(wide, line.height()));
            let right = Rect::from_min_max(
                pos2(left.right() + 8.0, line.top()),
                pos2(line.right() - 34.0, line.bottom()),
            );
            ui.push_id(place, |ui| {
                Field::new(&msg::controls::pair_key_numbered(place + 1), msg::controls::pair_key())
                    .at(ui, left, key);
                let name = msg::controls::pair_value_numbered(place + 1);
                Field::new(&name, msg::controls::pair_value()).at(ui, right, value);
            });
            crosses
                .push(Rect::from_center_size(pos2(line.right() - 14.0, line.center().y), vec2(28.0, 28.0)));
            if let Some(why) = flaw(place) {
                parts::paragraph(ui, &why, theme::regular(12.0), tokens(ui).bad_text);
                ui.add_space(8.0);
            }
        }
        // Drawn after all fields, so that Tab goes from field to field.
        for (place, cross) in crosses.into_iter().enumerate() {
            let again = |key: &str| rows.iter().take(place).any(|(other, _)| other.trim() == key);
            let key = rows.get(place).map(|(key, _)| key.trim()).filter(|key| !key.is_empty() && !again(key));
            let name = key.map_or_else(
                || msg::controls::pair_remove_numbered(place + 1),
                msg::controls::pair_remove_named,
            );
            let pressed = ui.push_id(("cross", place), |ui| {
                buttons::named_icon_button(ui, cross, Icon::X, msg::controls::pair_remove(), &name).clicked()
            });
            gone = gone.or(pressed.inner.then_some(place));
        }
    });
    if let Some(place) = gone {
        rows.remove(place);
    }
    if rows.last().is_none_or(|(key, value)| !key.is_empty() || !value.is_empty()) {
        rows.push(Default::default());
    }
}
