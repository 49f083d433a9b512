//! What is clicked: buttons with words, with an icon alone, links, chips and tabs.

use eframe::egui::{
    self, Align2, Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};
use lucide_icons::Icon;

use crate::ui::kit::parts::{self, Tip as _};
use crate::ui::kit::steady::steady;
use crate::ui::kit::theme::{self, tokens};

/// How a button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// The one thing to do here.
    Primary,
    /// Everything else.
    Plain,
    /// Something that cannot be undone.
    Danger,
    /// Plain, inside a warning.
    Warning,
    /// One of several in a bar: a frame only under the pointer.
    Quiet,
    /// The same for something that takes away.
    QuietDanger,
    /// The same for the one thing to do.
    QuietAccent,
}

/// A button with an optional icon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Button<'a> {
    /// Before the words.
    pub(crate) icon: Option<Icon>,
    /// The words.
    pub(crate) label: &'a str,
    /// Its name for those who cannot see what it stands beside; the words where those say enough.
    pub(crate) name: Option<&'a str>,
    /// How it looks.
    pub(crate) look: Look,
    /// Whether it can be pressed.
    pub(crate) enabled: bool,
    /// How tall it is.
    pub(crate) height: f32,
    /// How large its words are.
    pub(crate) size: f32,
}

impl<'a> Button<'a> {
    /// A plain button.
    pub(crate) fn plain(icon: Option<Icon>, label: &'a str) -> Self {
        Self { icon, label, name: None, look: Look::Plain, enabled: true, height: theme::CONTROL, size: 13.0 }
    }

    /// The one thing to do here.
    pub(crate) fn primary(icon: Option<Icon>, label: &'a str) -> Self {
        Self { look: Look::Primary, ..Self::plain(icon, label) }
    }

    /// The same, lower.
    #[must_use]
    pub(crate) fn low(self) -> Self {
        Self { height: 28.0, ..self }
    }

    /// The same with smaller words, inside a row of a list.
    pub(crate) fn small(self) -> Self {
        Self { size: 12.0, ..self.low() }
    }

    /// How wide it will be.
    pub(crate) fn width(&self, ui: &Ui) -> f32 {
        let words = parts::width(ui, self.label, theme::medium(self.size)).ceil();
        words + 2.0 * self.size + self.mark()
    }

    /// What the icon and the gap after it take.
    fn mark(&self) -> f32 {
        match (self.icon, self.label) {
            (None, _) => 0.0,
            (Some(_), "") => 15.0,
            (Some(_), _) => 23.0,
        }
    }

    /// Draws it where the cursor is.
    pub(crate) fn show(self, ui: &mut Ui) -> Response {
        let size = vec2(self.width(ui), self.height);
        let (_, rect) = ui.allocate_space(size);
        self.at(ui, rect)
    }

    /// Draws it there.
    pub(crate) fn at(self, ui: &mut Ui, rect: Rect) -> Response {
        let id = ui.make_persistent_id(("button", self.label));
        let sense = if self.enabled { Sense::click() } else { Sense::hover() };
        let response = steady(ui.interact(rect, id, sense), self.label);
        let name = self.name.unwrap_or(self.label);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, self.enabled, name));
        let color = self.paint_frame(ui, rect, &response);
        let galley =
            parts::galley(ui, self.label, theme::medium(self.size), color, (rect.width() - 12.0).max(0.0), 1);
        let mark = self.mark();
        let left = (rect.center().x - f32::midpoint(galley.size().x, mark)).max(rect.left() + 6.0);
        if let Some(glyph) = self.icon {
            parts::icon(ui.painter(), pos2(left + 7.5, rect.center().y), glyph, 15.0, color);
        }
        let top = rect.center().y - galley.size().y / 2.0;
        let elided = galley.elided;
        ui.painter().galley(pos2(left + mark, top).round(), galley, color);
        if elided { response.tip(self.label) } else { response }
    }

    fn paint_frame(&self, ui: &Ui, rect: Rect, response: &Response) -> Color32 {
        let t = tokens(ui);
        let pressed = response.is_pointer_button_down_on();
        let hovered = response.hovered();
        let (fill, border, text) = match self.look {
            Look::Primary if !self.enabled => (t.quiet, theme::CLEAR, t.quiet_text),
            Look::Primary => {
                (if hovered { t.accent_hover } else { t.accent_fill }, theme::CLEAR, t.on_accent)
            }
            Look::Plain
            | Look::Danger
            | Look::Warning
            | Look::Quiet
            | Look::QuietDanger
            | Look::QuietAccent => {
                let quiet = matches!(self.look, Look::Quiet | Look::QuietDanger | Look::QuietAccent);
                let fill = if pressed {
                    t.pressed
                } else if hovered {
                    t.hover
                } else if quiet {
                    theme::CLEAR
                } else {
                    t.raised
                };
                let text = match self.look {
                    Look::Danger | Look::QuietDanger => t.bad_text,
                    Look::QuietAccent => t.accent_text,
                    Look::Warning => t.warn_text,
                    Look::Plain | Look::Quiet | Look::Primary => t.text,
                };
                let border = if quiet || self.look == Look::Warning { theme::CLEAR } else { t.line };
                (fill, border, if self.enabled { text } else { t.faint })
            }
        };
        let radius = CornerRadius::same(theme::RADIUS);
        ui.painter().rect(rect, radius, fill, Stroke::new(1.0, border), StrokeKind::Inside);
        parts::focus_ring(ui, rect, response);
        text
    }
}

/// A bare icon that can be pressed; its name shows as a tooltip.
#[track_caller]
pub(crate) fn icon_button(ui: &mut Ui, rect: Rect, glyph: Icon, name: &str) -> Response {
    named_icon_button(ui, rect, glyph, name, name)
}

/// A bare icon that can be pressed, whose name says more than its tooltip: which row it belongs to.
#[track_caller]
pub(crate) fn named_icon_button(ui: &mut Ui, rect: Rect, glyph: Icon, tip: &str, name: &str) -> Response {
    // Two buttons of one row may have the same tooltip in one language and not in another.
    kept_icon_button(ui, rect, (std::panic::Location::caller(), tip), (glyph, tip, name))
}

/// The same with an ID from `place`, so that the keyboard stays on the button when its icon and name change.
pub(crate) fn kept_icon_button(
    ui: &mut Ui,
    rect: Rect,
    place: impl std::hash::Hash + std::fmt::Debug,
    (glyph, tip, name): (Icon, &str, &str),
) -> Response {
    let size = if matches!(glyph, Icon::Copy) { 13.0 } else { 16.0 };
    let id = ui.make_persistent_id(("icon", place));
    let response = steady(ui.interact(rect, id, Sense::click()), tip);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let t = tokens(ui);
    if response.is_pointer_button_down_on() {
        ui.painter().rect_filled(rect, CornerRadius::same(6), t.pressed);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(6), t.quiet);
    }
    parts::focus_ring(ui, rect, &response);
    let color = if response.hovered() { t.text } else { t.dim };
    parts::icon(ui.painter(), rect.center(), glyph, size, color);
    tip_of_name(response, tip)
}

/// Words that lead to another place; its name says more than they do: which row it belongs to.
pub(crate) fn link(ui: &mut Ui, rect: Rect, words: &str, name: &str) -> Response {
    let id = ui.make_persistent_id(("link", words));
    let response = steady(ui.interact(rect, id, Sense::click()), name);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    let color = tokens(ui).accent_text;
    let at = rect.left_center();
    let painted = parts::text(ui.painter(), at, Align2::LEFT_CENTER, words, theme::regular(12.0), color);
    if response.hovered() {
        ui.painter().hline(painted.x_range(), painted.bottom() - 1.0, Stroke::new(1.0, color));
    }
    parts::focus_ring(ui, rect, &response);
    response
}

/// Shows what the name says already: it is not read aloud a second time.
fn tip_of_name(response: Response, tip: &str) -> Response {
    let response = response.tip(tip);
    response.ctx.accesskit_node_builder(response.id, egui::accesskit::Node::clear_description);
    response
}

/// A square button with only an icon and a border.
pub(crate) fn square_button(ui: &mut Ui, glyph: Icon, name: &str) -> Response {
    let (_, rect) = ui.allocate_space(vec2(theme::CONTROL, theme::CONTROL));
    let id = ui.make_persistent_id(("square", name));
    let response = steady(ui.interact(rect, id, Sense::click()), name);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let color = Button::plain(None, name).paint_frame(ui, rect, &response);
    parts::icon(ui.painter(), rect.center(), glyph, 15.0, color);
    tip_of_name(response, name)
}

/// How wide a chip is.
pub(crate) fn chip_width(ui: &Ui, label: &str) -> f32 {
    parts::width(ui, label, theme::medium(13.0)).ceil() + 22.0
}

/// One choice among a few that stand side by side.
pub(crate) fn chip(ui: &mut Ui, label: &str, selected: bool) -> Response {
    choice(ui, label, label, selected, Role::RadioButton)
}

/// A few choices of a `group` in one frame, from the left edge of `rect`. Returns the one that was taken just now.
pub(crate) fn segments<T: Copy + PartialEq>(
    ui: &mut Ui,
    rect: Rect,
    group: &str,
    now: T,
    choices: &[(T, &str)],
) -> Option<T> {
    let t = tokens(ui);
    let wide = |label: &str| parts::width(ui, label, theme::medium(13.0)).ceil() + 26.0;
    let widths: Vec<f32> = choices.iter().map(|(_, label)| wide(label)).collect();
    // Where there is little room, all give way alike.
    let scale = (rect.width() / widths.iter().sum::<f32>()).min(1.0);
    let (mut cells, mut left) = (Vec::new(), rect.left());
    for wide in &widths {
        cells.push(Rect::from_min_size(pos2(left, rect.top()), vec2(wide * scale, rect.height())));
        left += wide * scale;
    }
    let whole = rect.with_max_x(left);
    let radius = CornerRadius::same(theme::RADIUS);
    ui.painter().rect_filled(whole, radius, t.raised);
    let mut taken = None;
    let last = cells.len().saturating_sub(1);
    for (place, ((choice, label), cell)) in choices.iter().zip(&cells).enumerate() {
        let response = ui.interact(*cell, ui.make_persistent_id(("segment", place)), Sense::click());
        let on = *choice == now;
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, *label));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(group));
        let (west, east) =
            (if place == 0 { theme::RADIUS } else { 0 }, if place == last { theme::RADIUS } else { 0 });
        let round = CornerRadius { nw: west, sw: west, ne: east, se: east };
        let (fill, color) = match (on, response.hovered()) {
            (true, _) => (t.selected, t.text),
            (false, true) => (t.hover, t.text),
            (false, false) => (theme::CLEAR, t.dim),
        };
        ui.painter().rect_filled(*cell, round, fill);
        if place > 0 {
            ui.painter().vline(cell.left(), cell.y_range(), Stroke::new(1.0, t.line));
        }
        let words = parts::galley(ui, label, theme::medium(13.0), color, cell.width() - 8.0, 1);
        ui.painter().galley((cell.center() - words.size() / 2.0).round(), words, color);
        parts::focus_ring(ui, cell.shrink(1.0), &response);
        taken = response.clicked().then_some(*choice).or(taken);
    }
    ui.painter().rect_stroke(whole, radius, Stroke::new(1.0, t.line), StrokeKind::Inside);
    taken
}

/// A part of the page that can be shown. Its name tells it from a page.
pub(crate) fn tab(ui: &mut Ui, label: &str, name: &str, selected: bool) -> Response {
    choice(ui, label, name, selected, Role::Tab)
}

fn choice(ui: &mut Ui, label: &str, name: &str, selected: bool, role: Role) -> Response {
    let font = theme::medium(13.0);
    let (_, rect) = ui.allocate_space(vec2(chip_width(ui, label), 28.0));
    let word: String = label.chars().take_while(|c| !c.is_ascii_digit()).collect();
    let id = ui.make_persistent_id(("chip", word));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(role, true, selected, name));
    let t = tokens(ui);
    let (fill, color) = match (selected, response.hovered()) {
        (true, _) => (t.selected, t.text),
        (false, true) => (t.hover, t.text),
        (false, false) => (theme::CLEAR, t.dim),
    };
    ui.painter().rect_filled(rect, CornerRadius::same(theme::RADIUS), fill);
    parts::focus_ring(ui, rect, &response);
    parts::text(ui.painter(), rect.center(), Align2::CENTER_CENTER, label, font, color);
    response
}
