//! The bar at the head of a list while rows are picked: how many, and what can be done with all of them.

use eframe::egui::{Align, Rect, Ui, accesskit::Live, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{self, Button, Look};
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::parts::{self, Tip as _};
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
        let look = if self.danger { Look::QuietDanger } else { Look::Quiet };
        Button { look, enabled: self.blocked.is_none(), ..Button::plain(Some(self.icon), self.label) }.low()
    }
}

/// What the bar says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Selection<'a> {
    /// How many are picked, in words.
    pub(crate) said: &'a str,
    /// What there is to say of them beside.
    pub(crate) fact: &'a str,
    /// Whether every row is.
    pub(crate) all: bool,
}

/// Draws the bar in its place at the head of a list. What does not fit stands in a menu at its end. Returns what was
/// chosen, and whether the box for all rows was clicked.
pub(crate) fn group_bar<D: Copy>(
    ui: &mut Ui,
    rect: Rect,
    selection: Selection<'_>,
    deeds: &[GroupAction<D>],
) -> (Option<D>, bool) {
    let t = tokens(ui);
    let place = Rect::from_center_size(pos2(rect.left() + 20.0, rect.center().y), vec2(28.0, 28.0));
    let name = msg::controls::table_select_all();
    let all = if selection.all {
        controls::check(ui, place, true, name)
    } else {
        controls::check_some(ui, place, name)
    };
    let toggled = all.clicked();
    let wide = parts::width(ui, selection.said, theme::semibold(13.0)).ceil() + 1.0;
    let place = Rect::from_min_size(pos2(rect.left() + 46.0, rect.top()), vec2(wide, rect.height()));
    let said = parts::line(ui, place, selection.said, theme::semibold(13.0), t.text, Align::Min);
    // One key may pick rows that are out of sight.
    ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
    let mut left = place.right() + 10.0;
    let room = parts::width(ui, selection.fact, theme::regular(12.0)).ceil() + 1.0;
    if !selection.fact.is_empty() && left + room + 150.0 < rect.right() {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(room, rect.height()));
        parts::line(ui, place, selection.fact, theme::regular(12.0), t.dim, Align::Min);
        left = place.right() + 10.0;
    }
    (actions(ui, rect, left, deeds), toggled)
}

fn actions<D: Copy>(ui: &mut Ui, rect: Rect, left: f32, deeds: &[GroupAction<D>]) -> Option<D> {
    let room = rect.right() - 8.0 - left;
    let wide = |ui: &Ui, deeds: &[GroupAction<D>]| {
        deeds.iter().map(|deed| deed.button().width(ui) + 4.0).collect::<Vec<f32>>()
    };
    // What takes away keeps its place at the end, unless nothing else would be left.
    let kept = deeds.iter().rev().take_while(|deed| deed.danger).count();
    let (plain, danger) = deeds.split_at(deeds.len() - kept);
    let ends = wide(ui, danger).iter().sum::<f32>();
    let more = theme::CONTROL + 4.0;
    let (plain, danger, ends) =
        if ends + more > room { (deeds, &deeds[deeds.len()..], 0.0) } else { (plain, danger, ends) };
    let widths = wide(ui, plain);
    let mut fitting = plain.len();
    let used = |fitting: usize| {
        let menu = if fitting < plain.len() { more } else { 0.0 };
        widths.iter().take(fitting).sum::<f32>() + menu + ends
    };
    while fitting > 0 && used(fitting) > room {
        fitting -= 1;
    }
    let mut line = rect.with_min_x(rect.right() - 8.0 - used(fitting));
    let (beside, below) = plain.split_at(fitting);
    let mut chosen = buttons_of(ui, &mut line, beside);
    if !below.is_empty() {
        let place =
            Rect::from_min_size(pos2(line.left(), rect.center().y - 14.0), vec2(theme::CONTROL, 28.0));
        let button = buttons::icon_button(ui, place, Icon::Ellipsis, msg::controls::selection_more());
        controls::menu(&button, msg::controls::selection_title(), |ui| {
            chosen = chosen.or(group_items(ui, below));
        });
        line.min.x += more;
    }
    chosen.or(buttons_of(ui, &mut line, danger))
}

/// Draws buttons from the left edge of a line, which then begins after them. Returns what was chosen.
fn buttons_of<D: Copy>(ui: &mut Ui, line: &mut Rect, deeds: &[GroupAction<D>]) -> Option<D> {
    let mut chosen = None;
    for deed in deeds {
        let wide = deed.button().width(ui);
        let place = Rect::from_min_size(pos2(line.left(), line.center().y - 14.0), vec2(wide, 28.0));
        let mut button = deed.button().at(ui, place);
        if let Some(why) = deed.blocked {
            button = button.tip(why);
        }
        if button.clicked() {
            chosen = Some(deed.does);
        }
        line.min.x += wide + 4.0;
    }
    chosen
}

/// The same as items of a menu. Returns what was chosen.
pub(crate) fn group_items<D: Copy>(ui: &mut Ui, deeds: &[GroupAction<D>]) -> Option<D> {
    let mut chosen = None;
    for deed in deeds {
        let item =
            MenuItem { blocked: deed.blocked, danger: deed.danger, ..MenuItem::new(deed.icon, deed.label) };
        if item.chosen(ui) {
            chosen = Some(deed.does);
        }
    }
    chosen
}
