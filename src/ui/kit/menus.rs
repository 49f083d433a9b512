//! Menus: what opens them, and what stands in them.

use eframe::egui::accesskit::HasPopup;
use eframe::egui::containers::menu::{MenuConfig, is_in_menu};
use eframe::egui::{
    Align, CornerRadius, Id, Popup, PopupCloseBehavior, Pos2, Rect, Response, Role, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use crate::ui::kit::controls::{check_mark, key_cap};
use crate::ui::kit::parts::{self, Tip as _};
use crate::ui::kit::steady::steady;
use crate::ui::kit::theme::{self, tokens};

const WIDEST_MENU: f32 = 360.0;

/// One line of a menu.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MenuItem<'a> {
    /// Before the words.
    pub(crate) icon: Option<Icon>,
    /// Whether it is ticked, where ticking means something.
    pub(crate) ticked: Option<bool>,
    /// Whether it is one of those of which one is chosen.
    pub(crate) one_of: bool,
    /// The words.
    pub(crate) label: &'a str,
    /// Its name for those who cannot see what it stands below; the words where those say enough.
    pub(crate) name: Option<&'a str>,
    /// Why it cannot be chosen, if so.
    pub(crate) blocked: Option<&'a str>,
    /// Whether it cannot be undone.
    pub(crate) danger: bool,
    /// The keys that do the same.
    pub(crate) shortcut: Option<&'a str>,
    /// Whether it belongs to the one above.
    pub(crate) inner: bool,
}

impl<'a> MenuItem<'a> {
    /// With an icon.
    pub(crate) fn new(icon: Icon, label: &'a str) -> Self {
        Self {
            icon: Some(icon),
            ticked: None,
            one_of: false,
            label,
            name: None,
            blocked: None,
            danger: false,
            shortcut: None,
            inner: false,
        }
    }

    /// With a tick.
    pub(crate) fn ticked(on: bool, label: &'a str) -> Self {
        Self { icon: None, ticked: Some(on), ..Self::new(Icon::Check, label) }
    }

    /// One of those of which one is chosen.
    pub(crate) fn one_of(on: bool, label: &'a str) -> Self {
        Self { one_of: true, ..Self::ticked(on, label) }
    }

    /// Draws it; true when it was chosen.
    pub(crate) fn chosen(self, ui: &mut Ui) -> bool {
        let t = tokens(ui);
        let indent = if self.inner { 22.0 } else { 0.0 };
        let room = (parts::width(ui, self.label, theme::regular(13.0)) + 50.0 + indent).min(WIDEST_MENU);
        let rect = menu_space(ui, room, 30.0);
        let id = ui.make_persistent_id(("item", self.label));
        let sense = if self.blocked.is_some() { Sense::hover() } else { Sense::click() };
        let response = steady(ui.interact(rect, id, sense), self.label);
        let (enabled, name) = (self.blocked.is_none(), self.name.unwrap_or(self.label));
        response.widget_info(|| match self.ticked {
            Some(on) if self.one_of => WidgetInfo::selected(Role::MenuItemRadio, enabled, on, name),
            Some(on) => WidgetInfo::selected(Role::MenuItemCheckBox, enabled, on, name),
            None => WidgetInfo::labeled(Role::MenuItem, enabled, name),
        });
        if enabled && !ui.is_sizing_pass() && ui.data_mut(|data| data.remove_temp::<()>(first())).is_some() {
            response.request_focus();
        }
        if enabled && (response.hovered() || response.has_focus()) {
            ui.painter().rect_filled(rect, CornerRadius::same(6), t.quiet);
        }
        let color = match (enabled, self.danger) {
            (false, _) => t.faint,
            (true, true) => t.bad_text,
            (true, false) => t.text,
        };
        let rect = rect.with_min_x(rect.left() + indent);
        let mark = pos2(rect.left() + 16.0, rect.center().y);
        if self.one_of {
            if self.ticked == Some(true) {
                parts::icon(ui.painter(), mark, Icon::Check, 15.0, t.accent_text);
            }
        } else if let Some(on) = self.ticked {
            check_mark(ui, mark, on.then_some(Icon::Check), response.hovered());
        } else if let Some(glyph) = self.icon {
            let color = if enabled && !self.danger { t.dim } else { color };
            parts::icon(ui.painter(), mark, glyph, 15.0, color);
        }
        let words = parts::galley(ui, self.label, theme::regular(13.0), color, rect.width() - 40.0, 1);
        let place = pos2(rect.left() + 32.0, rect.center().y - words.size().y / 2.0).round();
        ui.painter().galley(place, words, color);
        if let Some(keys) = self.shortcut {
            key_cap(ui, rect, keys);
        }
        let clicked = response.clicked();
        if clicked
            && is_in_menu(ui)
            && MenuConfig::find(ui).close_behavior == PopupCloseBehavior::CloseOnClick
        {
            // egui closes it for the pointer alone.
            ui.close();
        }
        if let Some(why) = self.blocked {
            response.tip(why);
        }
        clicked
    }
}

/// Room inside a menu, which is as wide as its widest line.
pub(crate) fn menu_space(ui: &mut Ui, room: f32, height: f32) -> Rect {
    let room = if ui.is_sizing_pass() { room } else { room.max(ui.available_width()) };
    ui.allocate_space(vec2(room, height)).1
}

/// A quiet title inside a menu.
pub(crate) fn menu_title(ui: &mut Ui, title: &str) {
    let t = tokens(ui);
    let rect = menu_space(ui, 200.0, 26.0);
    let rect = Rect::from_min_max(pos2(rect.left() + 10.0, rect.top() + 4.0), rect.max);
    parts::line(ui, rect, title, theme::medium(11.5), t.faint, Align::Min);
}

/// A quiet sentence inside a menu, below what it explains.
pub(crate) fn menu_hint(ui: &mut Ui, words: &str) {
    let (font, color) = (theme::regular(12.0), tokens(ui).dim);
    let room = (parts::width(ui, words, font.clone()).ceil() + 22.0).min(WIDEST_MENU);
    let tall = parts::galley(ui, words, font.clone(), color, room - 20.0, 3).size().y;
    let rect = menu_space(ui, room, tall + 7.0);
    let rect = Rect::from_min_max(pos2(rect.left() + 10.0, rect.top() + 2.0), rect.max - vec2(10.0, 0.0));
    parts::rows(ui, rect, words, font, color, 3);
}

/// A line between the parts of a menu.
pub(crate) fn menu_line(ui: &mut Ui) {
    let rect = menu_space(ui, 200.0, 9.0);
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, tokens(ui).line));
}

/// Marks that a menu was opened by the keyboard, which goes to its first item.
fn first() -> Id {
    Id::unique("menu-first")
}

/// A menu below what opens it.
pub(crate) fn menu(opener: &Response, name: &str, contents: impl FnOnce(&mut Ui)) {
    tell(opener);
    styled_menu(Popup::menu(opener), name, contents);
}

/// Whoever listens hears that there is a menu, and whether it is open.
fn tell(opener: &Response) {
    let open = Popup::is_id_open(&opener.ctx, Popup::default_response_id(opener));
    if !open && opener.clicked() && opener.ctx.input(|input| !input.pointer.any_click()) {
        opener.ctx.data_mut(|data| data.insert_temp(first(), ()));
    }
    opener.ctx.accesskit_node_builder(opener.id, |node| {
        node.set_has_popup(HasPopup::Menu);
        node.set_expanded(open);
    });
}

/// A menu that stays open while things in it are ticked.
pub(crate) fn sticky_menu(opener: &Response, name: &str, contents: impl FnOnce(&mut Ui)) {
    tell(opener);
    styled_menu(Popup::menu(opener).close_behavior(PopupCloseBehavior::CloseOnClickOutside), name, contents);
}

/// The same menu on the secondary button.
pub(crate) fn context_menu(target: &Response, name: &str, contents: impl FnOnce(&mut Ui)) {
    let (ctx, id) = (&target.ctx, Popup::default_response_id(target));
    if target.secondary_clicked() {
        ctx.data_mut(|data| data.remove::<Pos2>(id));
    }
    let popup = Popup::context_menu(target);
    // Opened by the keyboard, it stands at its row and not at the pointer.
    let popup = match ctx.data(|data| data.get_temp::<Pos2>(id)) {
        Some(at) => popup.at_position(at),
        None => popup,
    };
    styled_menu(popup, name, contents);
}

/// Opens that menu for the keyboard, at the row.
pub(crate) fn open_context_menu(ui: &Ui, target: &Response) {
    let (id, at) = (Popup::default_response_id(target), target.rect.left_center() + vec2(48.0, 0.0));
    ui.data_mut(|data| {
        data.insert_temp(id, at);
        data.insert_temp(first(), ());
    });
    Popup::open_id(ui.ctx(), id);
}

fn styled_menu(popup: Popup<'_>, name: &str, contents: impl FnOnce(&mut Ui)) {
    popup.gap(4.0).accessible_name(name).show(|ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        ui.set_min_width(200.0);
        contents(ui);
        if !ui.is_sizing_pass() {
            // Where nothing in it could take it.
            ui.data_mut(|data| data.remove::<()>(first()));
        }
    });
}
