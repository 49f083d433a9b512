//! The bar above a table while rows are picked: how many, and what can be done with all of them.

use eframe::egui::{Align, Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::parts::{self, Button, Look, Tip as _};
use crate::ui::kit::theme::{self, tokens};
use takeup_text::msg;

/// One thing to do with the picked rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct GroupAction<D> {
    /// What it does.
    pub(crate) does: D,
    /// Before the words.
    pub(crate) icon: Icon,
    /// The words.
    pub(crate) label: &'static str,
    /// Why it cannot be done, if so.
    pub(crate) blocked: Option<&'static str>,
    /// Whether it cannot be undone.
    pub(crate) danger: bool,
}

impl<D> GroupAction<D> {
    /// Something plain.
    pub(crate) fn new(deed: D, icon: Icon, label: &'static str) -> Self {
        Self { does: deed, icon, label, blocked: None, danger: false }
    }

    fn button(&self) -> Button<'static> {
        let look = if self.danger { Look::Danger } else { Look::Plain };
        Button { look, enabled: self.blocked.is_none(), ..Button::plain(Some(self.icon), self.label) }
    }
}

/// Draws the bar. What does not fit stands in a menu at its end. Returns what was chosen, and whether to pick none.
pub(crate) fn group_bar<D: Copy>(
    ui: &mut Ui,
    said: &str,
    more: &str,
    deeds: &[GroupAction<D>],
    none: &mut bool,
) -> Option<D> {
    let t = tokens(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), 50.0));
    parts::card(ui.painter(), rect, t);
    let close = Rect::from_center_size(pos2(rect.left() + 24.0, rect.center().y), vec2(28.0, 28.0));
    *none = parts::icon_button(ui, close, Icon::X, msg::controls::selection_clear()).clicked();
    let wide = parts::width(ui, said, theme::semibold(13.0)).ceil() + 1.0;
    let place = Rect::from_min_size(pos2(close.right() + 8.0, rect.top()), vec2(wide, rect.height()));
    parts::line(ui, place, said, theme::semibold(13.0), t.text, Align::Min);
    let mut left = place.right() + 10.0;
    let room = parts::width(ui, more, theme::regular(12.0)).ceil() + 1.0;
    if !more.is_empty() && left + room + 150.0 < rect.right() {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(room, rect.height()));
        parts::line(ui, place, more, theme::regular(12.0), t.dim, Align::Min);
        left = place.right() + 10.0;
    }
    let widths: Vec<f32> = deeds.iter().map(|deed| deed.button().width(ui) + 10.0).collect();
    let mut fitting = deeds.len();
    let used = |fitting: usize| {
        let menu = if fitting < deeds.len() { theme::CONTROL + 10.0 } else { 0.0 };
        widths.iter().take(fitting).sum::<f32>() + menu
    };
    while fitting > 0 && left + used(fitting) > rect.right() - 4.0 {
        fitting -= 1;
    }
    let (beside, below) = deeds.split_at(fitting);
    let mut chosen = None;
    let mut at = rect.right() - 4.0 - used(fitting);
    for (deed, wide) in beside.iter().zip(&widths) {
        let place = Rect::from_min_size(pos2(at, rect.top() + 9.0), vec2(wide - 10.0, theme::CONTROL));
        let mut button = deed.button().at(ui, place);
        if let Some(why) = deed.blocked {
            button = button.tip(why);
        }
        if button.clicked() {
            chosen = Some(deed.does);
        }
        at += wide;
    }
    if !below.is_empty() {
        let place = Rect::from_min_size(pos2(at, rect.top() + 9.0), vec2(theme::CONTROL, theme::CONTROL));
        let button = parts::icon_button(ui, place, Icon::Ellipsis, msg::controls::selection_more());
        controls::menu(&button, msg::controls::selection_title(), |ui| {
            for deed in below {
                let item = MenuItem {
                    blocked: deed.blocked,
                    danger: deed.danger,
                    ..MenuItem::new(deed.icon, deed.label)
                };
                if item.chosen(ui) {
                    chosen = Some(deed.does);
                }
            }
        });
    }
    chosen
}
