//! What a person types into, switches, and picks from.

use eframe::egui::{
    self, Align, Align2, Color32, CornerRadius, Frame, Id, Key, Margin, Modal, ModalResponse, Modifiers,
    Rect, Response, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{Button, Look};
pub(crate) use crate::ui::kit::menus::{
    MenuItem, context_menu, menu, menu_hint, menu_line, menu_space, menu_title, open_context_menu,
    sticky_menu,
};
use crate::ui::kit::parts;
use crate::ui::kit::steady::steady;
use crate::ui::kit::theme::{self, Tokens, tokens};
use crate::ui::shell::frame;
use takeup_text::msg;

/// A text field.
#[derive(Debug)]
pub(crate) struct Field<'a> {
    /// Its name for those who cannot see it.
    pub(crate) name: &'a str,
    /// Shown while it is empty.
    pub(crate) hint: &'a str,
    /// Before the text.
    pub(crate) icon: Option<Icon>,
    /// Whether the text is hidden.
    pub(crate) secret: bool,
    /// Whether the letters have equal width.
    pub(crate) mono: bool,
    /// Space kept free at the right end.
    pub(crate) keep_right: f32,
    /// Whether it takes the keyboard now. What is typed in the same frame is in it already.
    pub(crate) takes_keyboard: bool,
    /// Stands between pasted lines, where they are to be told apart again; a space where spaces do that.
    pub(crate) line_end: Option<&'a str>,
}

impl<'a> Field<'a> {
    /// A plain field.
    pub(crate) fn new(name: &'a str, hint: &'a str) -> Self {
        let takes_keyboard = false;
        Self {
            name,
            hint,
            icon: None,
            secret: false,
            mono: false,
            keep_right: 0.0,
            takes_keyboard,
            line_end: None,
        }
    }

    /// With an icon before the text.
    #[must_use]
    pub(crate) fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// Draws it there. Several pasted lines are kept apart.
    pub(crate) fn at(self, ui: &mut Ui, rect: Rect, text: &mut String) -> Response {
        let t = tokens(ui);
        let id = ui.make_persistent_id(("field", self.name));
        if self.takes_keyboard {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        if ui.memory(|memory| memory.has_focus(id)) {
            join_pasted_lines(ui, self.line_end);
        }
        let frame = ui.painter().add(egui::Shape::Noop);
        let lead = if self.icon.is_some() { 32.0 } else { 12.0 };
        if let Some(glyph) = self.icon {
            parts::icon(ui.painter(), pos2(rect.left() + 18.0, rect.center().y), glyph, 14.0, t.faint);
        }
        let inner = Rect::from_min_max(
            pos2(rect.left() + lead, rect.top()),
            pos2(rect.right() - 10.0 - self.keep_right, rect.bottom()),
        );
        let font = if self.mono { theme::mono(12.5) } else { theme::regular(13.0) };
        let edit = TextEdit::singleline(text)
            .id(id)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .password(self.secret)
            .font(font)
            .hint_text(self.hint)
            .text_color(t.text)
            .align(Align2::LEFT_CENTER)
            .min_size(vec2(0.0, rect.height()))
            .desired_width(inner.width());
        let response = ui.put(inner, edit).accessible_name(self.name);
        if self.secret
            && let Some(mut state) = egui::text_edit::TextEditState::load(ui.ctx(), id)
        {
            // What could be undone would keep the secret after it was taken away.
            state.clear_undoer();
            state.store(ui.ctx(), id);
        }
        let (fill, border) = if response.has_focus() {
            (t.raised, Stroke::new(1.0, t.accent))
        } else if response.hovered() {
            (t.raised, Stroke::new(1.0, t.dim))
        } else {
            (t.raised, Stroke::new(1.0, t.edge))
        };
        let radius = CornerRadius::same(theme::RADIUS);
        if response.gained_focus() {
            ui.scroll_to_rect(rect, None);
        }
        let mut shapes = Vec::new();
        if response.has_focus() {
            shapes.push(egui::Shape::rect_stroke(
                rect.expand(2.0),
                CornerRadius::same(theme::RADIUS + 2),
                Stroke::new(2.0, t.accent_soft),
                StrokeKind::Inside,
            ));
        }
        shapes.push(egui::epaint::RectShape::new(rect, radius, fill, border, StrokeKind::Inside).into());
        ui.painter().set(frame, egui::Shape::Vec(shapes));
        response
    }
}

/// A field of one line drops line ends: what was pasted as several lines must stay apart.
fn join_pasted_lines(ui: &Ui, line_end: Option<&str>) {
    ui.input_mut(|input| {
        for event in &mut input.events {
            if let egui::Event::Paste(pasted) = event
                && pasted.trim_end().contains('\n')
            {
                let lines = || pasted.lines().map(str::trim).filter(|line| !line.is_empty());
                *pasted = match line_end {
                    Some(mark) => lines().collect::<Vec<_>>().join(&format!(" {mark} ")),
                    None => pasted.split_whitespace().collect::<Vec<_>>().join(" "),
                };
            }
        }
    });
}

/// Whether Enter was just pressed in a field. The key is taken, so that a list which has the keyboard next does not take
/// it for its own.
pub(crate) fn entered(ui: &Ui, response: &Response) -> bool {
    response.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))
}

/// Escape in a field for a search empties it, and leaves it when it is empty.
pub(crate) fn clear_on_escape(ui: &Ui, response: &Response, text: &mut String) {
    if response.lost_focus() && !text.is_empty() && ui.input(|input| input.key_pressed(Key::Escape)) {
        text.clear();
        response.request_focus();
    }
}

/// How wide a link is.
pub(crate) fn link_width(ui: &Ui, label: &str) -> f32 {
    parts::width(ui, label, theme::medium(12.0)).ceil() + 18.0
}

/// Words that lead to a page in the browser.
pub(crate) fn link(ui: &mut Ui, rect: Rect, label: &str) -> Response {
    let id = ui.make_persistent_id(("link", label));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, label));
    let color = tokens(ui).accent_text;
    let galley = parts::galley(ui, label, theme::medium(12.0), color, rect.width() - 18.0, 1);
    let (at, size) = (rect.left_center() - vec2(0.0, galley.size().y / 2.0), galley.size());
    ui.painter().galley(at.round(), galley, color);
    if response.hovered() {
        let under = at.y + size.y;
        ui.painter().hline(at.x..=at.x + size.x, under, Stroke::new(1.0, color));
    }
    parts::icon(ui.painter(), pos2(at.x + size.x + 10.0, rect.center().y), Icon::ExternalLink, 12.0, color);
    parts::focus_ring(ui, rect, &response);
    response
}

/// A box that can be ticked.
pub(crate) fn check(ui: &mut Ui, rect: Rect, on: bool, name: &str) -> Response {
    let id = ui.make_persistent_id(("check", name));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
    check_mark(ui, rect.center(), on.then_some(Icon::Check), response.hovered());
    parts::focus_ring(ui, Rect::from_center_size(rect.center(), vec2(16.0, 16.0)), &response);
    response
}

/// The box for all rows while some are picked, and others are not.
pub(crate) fn check_some(ui: &mut Ui, rect: Rect, name: &str) -> Response {
    let response = check(ui, rect, false, name);
    check_mark(ui, rect.center(), Some(Icon::Minus), response.hovered());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_toggled(egui::accesskit::Toggled::Mixed);
    });
    response
}

/// The same in a row of a table, where the keyboard is at the table.
pub(crate) fn pick(ui: &mut Ui, rect: Rect, on: bool, name: &str) -> Response {
    let id = ui.make_persistent_id(("pick", name));
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
    check_mark(ui, rect.center(), on.then_some(Icon::Check), response.hovered());
    response
}

pub(super) fn check_mark(ui: &Ui, center: egui::Pos2, mark: Option<Icon>, hovered: bool) {
    let t = tokens(ui);
    let square = Rect::from_center_size(center, vec2(15.0, 15.0));
    let radius = CornerRadius::same(4);
    if let Some(glyph) = mark {
        ui.painter().rect_filled(square, radius, t.accent_fill);
        parts::icon(ui.painter(), center, glyph, 12.0, t.on_accent);
    } else {
        let border = if hovered { t.dim } else { t.edge };
        ui.painter().rect(square, radius, t.card, Stroke::new(1.0, border), StrokeKind::Inside);
    }
}

/// A switch.
pub(crate) fn switch(ui: &mut Ui, rect: Rect, on: bool, name: &str) -> Response {
    let rect = Rect::from_min_size(pos2(rect.left(), rect.center().y - 10.0), vec2(34.0, 20.0));
    let id = ui.make_persistent_id(("switch", name));
    let response = ui.interact(rect.expand(4.0), id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Switch, true, on, name));
    let t = tokens(ui);
    let fill = if on { t.accent_fill } else { t.edge };
    ui.painter().rect_filled(rect, CornerRadius::same(10), fill);
    let x = if on { rect.right() - 10.0 } else { rect.left() + 10.0 };
    ui.painter().circle_filled(pos2(x, rect.center().y), 8.0, if on { t.on_accent } else { t.card });
    parts::focus_ring(ui, rect, &response);
    response
}

/// The keys that do something, at the right end of what they do.
pub(crate) fn key_cap(ui: &Ui, rect: Rect, keys: &str) {
    let t = tokens(ui);
    let words = parts::galley(ui, keys, theme::regular(11.0), t.dim, 80.0, 1);
    let size = words.size() + vec2(10.0, 4.0);
    let cap = pos2(rect.right() - 8.0 - size.x, rect.center().y - size.y / 2.0);
    let cap = Rect::from_min_size(cap.round(), size);
    let stroke = Stroke::new(1.0, t.line);
    ui.painter().rect(cap, CornerRadius::same(4), theme::CLEAR, stroke, StrokeKind::Inside);
    ui.painter().galley(cap.min + vec2(5.0, 2.0), words, t.dim);
}

/// A button that shows what is chosen and opens a menu.
pub(crate) fn select(ui: &mut Ui, rect: Rect, icon: Option<Icon>, chosen: &str, name: &str) -> Response {
    let t = tokens(ui);
    framed_select(ui, rect, icon, (chosen, ""), name, (t.raised, t.line))
}

/// The same, where what is chosen names something.
pub(crate) fn naming_select(
    ui: &mut Ui,
    rect: Rect,
    icon: Option<Icon>,
    chosen: (&str, &str),
    name: &str,
) -> Response {
    let t = tokens(ui);
    framed_select(ui, rect, icon, chosen, name, (t.raised, t.line))
}

/// The same without a frame, where it is beside the point.
pub(crate) fn quiet_select(
    ui: &mut Ui,
    rect: Rect,
    icon: Option<Icon>,
    chosen: &str,
    name: &str,
) -> Response {
    framed_select(ui, rect, icon, (chosen, ""), name, (theme::CLEAR, theme::CLEAR))
}

fn framed_select(
    ui: &mut Ui,
    rect: Rect,
    icon: Option<Icon>,
    (chosen, strong): (&str, &str),
    name: &str,
    (fill, line): (Color32, Color32),
) -> Response {
    let t = tokens(ui);
    let id = ui.make_persistent_id(("select", name));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo {
        current_text_value: Some(chosen.to_owned()),
        ..WidgetInfo::labeled(Role::ComboBox, true, name)
    });
    if cfg!(target_os = "linux") {
        // The accessibility bus has no value for such a box.
        ui.ctx().accesskit_node_builder(id, |node| node.set_description(chosen));
    }
    let fill = if response.hovered() { t.hover } else { fill };
    let radius = CornerRadius::same(theme::RADIUS);
    ui.painter().rect(rect, radius, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    parts::focus_ring(ui, rect, &response);
    let mut left = rect.left() + 13.0;
    if let Some(glyph) = icon {
        parts::icon(ui.painter(), pos2(left + 7.5, rect.center().y), glyph, 15.0, t.text);
        left += 23.0;
    }
    parts::icon(ui.painter(), pos2(rect.right() - 19.0, rect.center().y), Icon::ChevronDown, 15.0, t.text);
    let place = Rect::from_min_max(pos2(left, rect.top()), pos2(rect.right() - 32.0, rect.bottom()));
    let galley = parts::galley_naming(ui, chosen, strong, t.text, place.width());
    let start = pos2(place.left(), place.center().y - galley.size().y / 2.0).round();
    ui.painter().galley(start, galley, t.text);
    response
}

/// The width at which `select` shows all of its text, in points.
pub(crate) fn select_width(ui: &Ui, icon: bool, chosen: &str) -> f32 {
    parts::width(ui, chosen, theme::semibold(13.0)).ceil() + 47.0 + if icon { 23.0 } else { 0.0 }
}

/// What was answered to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DialogAnswer {
    /// Do it.
    Yes,
    /// Do something else instead.
    Other,
    /// Leave it.
    No,
}

/// What a dialog is called and what its buttons say.
#[derive(Clone, Debug)]
pub(crate) struct DialogSpec {
    /// Its title.
    pub(crate) title: String,
    /// On the button that does it.
    pub(crate) yes: &'static str,
    /// On a button that does something else instead.
    pub(crate) other: Option<&'static str>,
    /// On the button that leaves it.
    pub(crate) no: &'static str,
    /// How the first looks.
    pub(crate) look: Look,
    /// Whether it can be done as it is filled in.
    pub(crate) ready: bool,
}

impl DialogSpec {
    /// One that can be done.
    pub(crate) fn new(title: String, yes: &'static str, look: Look) -> Self {
        Self { title, yes, other: None, no: msg::controls::control_cancel(), look, ready: true }
    }
}

/// A dialog over the window, and the colours of what is in it.
pub(crate) fn modal(ctx: &egui::Context, id: &'static str, name: &str) -> (Modal, &'static Tokens) {
    let t = theme::of(ctx.global_style().visuals.dark_mode);
    let frame = Frame::NONE
        .fill(t.card)
        .stroke(Stroke::new(1.0, t.line))
        .corner_radius(CornerRadius::same(theme::RADIUS_CARD))
        .inner_margin(Margin::same(20));
    let id = Id::unique(id);
    (
        Modal::new(id)
            .area(Modal::default_area(id).accessible_name(name))
            .backdrop_color(t.scrim)
            .frame(frame),
        t,
    )
}

/// Whether a dialog was left without an answer. The second click of the one that opened it does not leave it.
pub(crate) fn is_left<T>(shown: &mut ModalResponse<T>) -> bool {
    shown.backdrop_response = steady(shown.backdrop_response.clone(), ());
    shown.should_close()
}

/// Shows a dialog over the window. Its contents say whether Enter was pressed in a field.
pub(crate) fn form(
    ctx: &egui::Context,
    form: &DialogSpec,
    contents: impl FnOnce(&mut Ui) -> bool,
) -> Option<DialogAnswer> {
    let (modal, _) = modal(ctx, "question", &form.title);
    let mut shown = modal.show(ctx, |ui| {
        ui.set_width(380.0);
        ui.spacing_mut().item_spacing.y = 8.0;
        parts::heading(ui, &form.title, parts::Heading::Dialog);
        let entered = contents(ui) && form.ready;
        ui.add_space(6.0);
        buttons(ui, form).or(entered.then_some(DialogAnswer::Yes))
    });
    if shown.inner.is_none() && is_left(&mut shown) { Some(DialogAnswer::No) } else { shown.inner }
}

/// Asks before something that cannot be undone.
pub(crate) fn ask(ctx: &egui::Context, question: &DialogSpec, sentence: &str) -> Option<DialogAnswer> {
    form(ctx, question, |ui| {
        let dim = tokens(ui).dim;
        parts::paragraph(ui, sentence, theme::regular(13.0), dim);
        false
    })
}

fn buttons(ui: &mut Ui, form: &DialogSpec) -> Option<DialogAnswer> {
    let no = Button::plain(None, form.no);
    let other = form.other.map(|other| Button::plain(None, other));
    let yes = Button { look: form.look, enabled: form.ready, ..Button::plain(None, form.yes) };
    let widths: Vec<f32> =
        [Some(&no), other.as_ref(), Some(&yes)].into_iter().flatten().map(|it| it.width(ui)).collect();
    ui.horizontal(|ui| {
        frame::push_right(ui, &widths);
        let no = no.show(ui);
        let new = !ui.memory(|memory| memory.areas().visible_last_frame(&ui.layer_id()));
        if new && matches!(form.look, Look::Danger) {
            // What cannot be undone is not one key away.
            no.request_focus();
        }
        let no = no.clicked().then_some(DialogAnswer::No);
        let other = other.is_some_and(|it| it.show(ui).clicked()).then_some(DialogAnswer::Other);
        let yes = yes.show(ui).clicked().then_some(DialogAnswer::Yes);
        yes.or(other).or(no)
    })
    .inner
}

/// A box to tick, with its words beside it.
pub(crate) fn tick(ui: &mut Ui, words: &str, on: &mut bool) -> Response {
    let t = tokens(ui);
    let (_, line) = ui.allocate_space(vec2(ui.available_width(), 28.0));
    let id = ui.make_persistent_id(("tick", words));
    let response = ui.interact(line, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, *on, words));
    let mark = pos2(line.left() + 9.0, line.center().y);
    check_mark(ui, mark, on.then_some(Icon::Check), response.hovered());
    parts::focus_ring(ui, Rect::from_center_size(mark, vec2(16.0, 16.0)), &response);
    let galley = parts::galley(ui, words, theme::regular(13.0), t.text, line.width() - 26.0, 1);
    let place = pos2(line.left() + 26.0, line.center().y - galley.size().y / 2.0).round();
    ui.painter().galley(place, galley, t.text);
    if response.clicked() {
        *on = !*on;
    }
    response
}

/// A quiet sentence below what it explains.
pub(crate) fn hint(ui: &mut Ui, words: &str, color: Color32) -> Response {
    parts::paragraph(ui, words, theme::regular(12.0), color)
}

/// A band of one color across the page: an icon, what is the matter, and what it means, in as many rows as that takes.
/// Returns where buttons may go.
pub(crate) fn banner(
    ui: &mut Ui,
    tone: parts::Tone,
    glyph: Icon,
    title: &str,
    sentence: &str,
    keep: f32,
) -> Rect {
    let color: Color32 = tone.text(tokens(ui));
    let room = ui.available_width() - 37.0 - keep - 16.0;
    let wide = parts::width(ui, title, theme::semibold(13.0)).ceil() + 1.0;
    let beside = room - wide - 10.0;
    let words = parts::galley(ui, sentence, theme::regular(13.0), color, beside.max(0.0), usize::MAX);
    let below = words.rows.len() > 1 || beside < 30.0;
    let tall = if below {
        let words = parts::galley(ui, sentence, theme::regular(13.0), color, room.max(40.0), usize::MAX);
        48.0 + words.size().y
    } else {
        48.0
    };
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), tall));
    ui.painter().rect_filled(rect, CornerRadius::same(10), tone.soft(tokens(ui)));
    let top = rect.with_max_y(rect.top() + 48.0);
    parts::icon(ui.painter(), pos2(rect.left() + 20.0, top.center().y), glyph, 15.0, color);
    let left = pos2(rect.left() + 37.0, rect.top());
    let head = Rect::from_min_size(left, vec2(wide.min(room.max(0.0)), 48.0));
    parts::line(ui, head, title, theme::semibold(13.0), color, Align::Min);
    if below {
        let place = Rect::from_min_size(left + vec2(0.0, 36.0), vec2(room.max(40.0), tall));
        parts::rows(ui, place, sentence, theme::regular(13.0), color, usize::MAX);
    } else {
        let place =
            Rect::from_min_max(pos2(head.right() + 10.0, rect.top()), pos2(left.x + room, top.bottom()));
        parts::line(ui, place, sentence, theme::regular(13.0), color, Align::Min);
    }
    Rect::from_min_max(
        pos2(rect.right() - keep - 12.0, rect.top() + 10.0),
        pos2(rect.right() - 14.0, top.bottom() - 10.0),
    )
}
