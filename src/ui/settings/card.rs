//! What the tabs of the settings are made of: cards of lines, fields whose text counts when they are left, switches.

use eframe::egui::{Align, Key, Rect, Shape, Ui, UiBuilder, accesskit::Live, pos2, vec2};

use crate::ui::Draw;
use crate::ui::kit::buttons;
use crate::ui::kit::controls::{self, Field};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::frame;
use takeup_model::{AccountId, AccountSettings, Settings};
use takeup_text::msg;

/// How tall a line is at least.
pub(super) const LINE: f32 = 50.0;

/// How tall a line is whose help takes two rows.
pub(super) const LINE_OF_TWO: f32 = LINE + 14.0;

/// How much of a line its words take.
const SPLIT: f32 = 254.0;

const PAD: f32 = 12.0;

/// Lines of settings in one frame. It grows with its lines.
pub(super) struct SettingsCard {
    rect: Rect,
    next: f32,
}

impl SettingsCard {
    /// Draws a card with these contents below what is there.
    pub(super) fn show(ui: &mut Ui, contents: impl FnOnce(&mut Ui, &mut Self)) {
        let back = ui.painter().add(Shape::Noop);
        let rect = ui.available_rect_before_wrap();
        let mut card = Self { rect, next: rect.top() + PAD };
        let mut inside = ui.new_child(UiBuilder::new().max_rect(rect));
        contents(&mut inside, &mut card);
        let (_, rect) = ui.allocate_space(vec2(rect.width(), card.next + PAD - rect.top()));
        ui.painter().set(back, parts::card_shape(rect, tokens(ui)));
    }

    /// Adds a line with these words. Returns the place of its control.
    pub(super) fn line(&mut self, ui: &mut Ui, tall: f32, title: &str, help: &str) -> Rect {
        let (t, wide) = (tokens(ui), self.rect.width() - 40.0);
        let split = SPLIT.min(wide * 0.42);
        let room = split - 30.0;
        let words = parts::galley(ui, help, theme::regular(12.0), t.dim, room, 2);
        let tall = if words.rows.len() > 1 { tall.max(LINE_OF_TWO) } else { tall };
        let line = Rect::from_min_size(pos2(self.rect.left() + 20.0, self.next), vec2(wide, tall));
        self.next += tall;
        let below = if help.is_empty() { 0.0 } else { words.size().y };
        let top = line.center().y - f32::midpoint(19.0, below);
        let place = Rect::from_min_size(pos2(line.left(), top), vec2(room, 19.0));
        parts::line(ui, place, title, theme::medium(13.0), t.text, Align::Min);
        if !help.is_empty() {
            let place = Rect::from_min_size(pos2(line.left(), top + 19.0), vec2(room, below));
            parts::rows(ui, place, help, theme::regular(12.0), t.dim, 2);
        }
        Rect::from_min_max(
            pos2(line.left() + split - 20.0, line.center().y - 16.0),
            pos2(line.right(), line.center().y + 16.0),
        )
    }

    /// Adds a line with a few choices side by side. Returns the one that was taken just now.
    pub(super) fn choice<T: Copy + PartialEq>(
        &mut self,
        ui: &mut Ui,
        (label, help): (&str, &str),
        now: T,
        choices: &[(T, &str)],
    ) -> Option<T> {
        let place = self.line(ui, LINE, label, help);
        frame::within(ui, label, place, |ui| buttons::segments(ui, place, label, now, choices))
    }

    /// Adds a line with a setting that is on or off.
    pub(super) fn switch(&mut self, ui: &mut Ui, draw: &mut Draw<'_>, line: &SwitchLine) {
        let place = self.line(ui, LINE, (line.label)(), (line.help)());
        let on = *(line.value)(&mut (*draw.model.settings).clone());
        if controls::switch(ui, place, on, (line.label)()).clicked() {
            draw.change_settings(|settings| *(line.value)(settings) = !on);
        }
    }
}

/// A setting that is on or off.
pub(super) struct SwitchLine {
    pub(super) label: fn() -> &'static str,
    pub(super) help: fn() -> &'static str,
    pub(super) value: fn(&mut Settings) -> &mut bool,
}

/// Changes the account that is edited.
pub(super) fn change_account(draw: &mut Draw<'_>, with: impl FnOnce(&mut AccountSettings)) {
    let id = edited(draw);
    draw.change_settings(|settings| {
        if let Some(account) = settings.account_mut(&id) {
            with(account);
        }
    });
}

/// The account that is edited: the one that is shown, unless another was chosen.
pub(super) fn edited(draw: &Draw<'_>) -> AccountId {
    let chosen = draw.view.preferences.account.clone();
    chosen.filter(|id| draw.model.accounts.contains_key(id)).unwrap_or_else(|| draw.model.current.clone())
}

/// A field whose text counts when it is left. Text that cannot be read stays, and is marked.
pub(super) struct Draft<'a> {
    pub(super) field: Field<'a>,
    pub(super) rect: Rect,
    /// What cannot be read is told beyond this edge.
    pub(super) end: f32,
}

impl<'a> Draft<'a> {
    pub(super) fn new(field: Field<'a>, rect: Rect) -> Self {
        Self { field, rect, end: rect.right() }
    }

    /// Shows the text or what is typed over it. Returns a new value once the field is left.
    pub(super) fn show<T>(
        self,
        ui: &mut Ui,
        draw: &mut Draw<'_>,
        now: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let (rect, t) = (self.rect, tokens(ui));
        let (name, drafts) = (self.field.name.to_owned(), &mut draw.view.preferences.drafts);
        let mut text = drafts.get(&name).cloned().unwrap_or_else(|| now.to_owned());
        let response = self.field.at(ui, rect, &mut text);
        let value = read(text.trim());
        if value.is_none() {
            let place = Rect::from_min_size(pos2(self.end + 12.0, rect.top()), vec2(290.0, rect.height()));
            let place = place.with_max_x(place.right().min(ui.max_rect().right() - 16.0));
            let words = msg::settings::settings_unreadable();
            let said = parts::line(ui, place, words, theme::regular(12.0), t.bad_text, Align::Min);
            ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
        }
        if response.lost_focus() {
            let escaped = ui.input(|input| input.key_pressed(Key::Escape));
            if value.is_none() && !escaped {
                drafts.insert(name, text);
                return None;
            }
            drafts.remove(&name);
            return value.filter(|_| text != now);
        }
        if response.has_focus() {
            drafts.insert(name, text);
        }
        None
    }
}
