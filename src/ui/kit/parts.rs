//! The few things every page is made of: text, icons, pills, bars, cards. They draw; they know no model.

use std::sync::Arc;

use eframe::egui::{
    self, Align, Align2, Color32, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Response, Role, Sense,
    Shape, Stroke, StrokeKind, Ui, WidgetInfo,
    epaint::RectShape,
    pos2,
    text::{LayoutJob, TextFormat, TextWrapping},
    vec2,
};
use lucide_icons::Icon;

use crate::ui::kit::theme::{self, Tokens, tokens};
use crate::ui::kit::{bidi::readable, breaks::lay_out};
use takeup_model::{shown, shown_lines};

/// What a color stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Nothing in particular.
    Quiet,
    /// It moves.
    Accent,
    /// The platform is at it.
    Busy,
    /// It is good.
    Ok,
    /// Mind this.
    Warn,
    /// It went wrong.
    Bad,
}

impl Tone {
    /// The color of its text.
    pub(crate) fn text(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::Quiet => tokens.quiet_text,
            Self::Accent => tokens.accent_text,
            Self::Busy => tokens.busy_text,
            Self::Ok => tokens.ok_text,
            Self::Warn => tokens.warn_text,
            Self::Bad => tokens.bad_text,
        }
    }

    /// The color behind its text.
    pub(crate) fn soft(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::Quiet => tokens.quiet,
            Self::Accent => tokens.accent_soft,
            Self::Busy => tokens.busy_soft,
            Self::Ok => tokens.ok_soft,
            Self::Warn => tokens.warn_soft,
            Self::Bad => tokens.bad_soft,
        }
    }
}

/// Lays text out in at most so many rows, with an ellipsis where it is cut.
pub(crate) fn galley(
    ui: &Ui,
    text: &str,
    font: FontId,
    color: Color32,
    width: f32,
    rows: usize,
) -> Arc<Galley> {
    // Large letters stand closer.
    let size = font.size;
    let extra_letter_spacing = if size >= 15.0 { size * -0.015 } else { 0.0 };
    let format =
        TextFormat { valign: Align::Center, extra_letter_spacing, ..TextFormat::simple(font, color) };
    let clean = if rows == 1 { shown(text) } else { shown_lines(text) };
    let mut job = LayoutJob::single_section(readable(&clean).into_owned(), format);
    job.wrap = TextWrapping {
        max_width: width,
        max_rows: rows,
        break_anywhere: rows == 1,
        ..TextWrapping::default()
    };
    let galley = lay_out(ui, job.clone());
    // A letter or two at the end do not stand in a row of their own.
    let last = galley.rows.last().map_or(0, |row| row.glyphs.len());
    if galley.rows.len() < 2 || galley.elided || last > 2 || width < 12.0 * size {
        return galley;
    }
    job.wrap.max_width = width - 3.0 * size;
    let shorter = lay_out(ui, job);
    if shorter.elided || shorter.rows.len() > galley.rows.len() { galley } else { shorter }
}

/// A line of text around a point of the painter.
#[expect(clippy::disallowed_methods, reason = "the one door to the painter's text")]
pub(crate) fn text(
    painter: &Painter,
    at: Pos2,
    align: Align2,
    text: &str,
    font: FontId,
    color: Color32,
) -> Rect {
    painter.text(at, align, readable(&shown(text)), font, color)
}

/// One line of text in which one name is heavier, cut with an ellipsis.
pub(crate) fn galley_naming(ui: &Ui, text: &str, name: &str, color: Color32, width: f32) -> Arc<Galley> {
    let (text, name) = (readable(&shown(text)).into_owned(), readable(&shown(name)).into_owned());
    let place = text.find(&name).filter(|_| !name.is_empty()).unwrap_or(text.len());
    let (before, rest) = text.split_at(place);
    let (name, after) = rest.split_at(name.len().min(rest.len()));
    let mut job = LayoutJob::default();
    let pieces = [(before, theme::medium(13.0)), (name, theme::semibold(13.0)), (after, theme::medium(13.0))];
    for (piece, font) in pieces {
        let format = TextFormat { valign: Align::Center, ..TextFormat::simple(font, color) };
        job.append(piece, 0.0, format);
    }
    job.wrap =
        TextWrapping { max_width: width, max_rows: 1, break_anywhere: true, ..TextWrapping::default() };
    lay_out(ui, job)
}

/// What a thing says when the pointer rests on it.
pub(crate) trait Tip {
    /// Says this.
    fn tip(self, text: impl AsRef<str>) -> Self;
}

impl Tip for Response {
    #[expect(clippy::disallowed_methods, reason = "the one door to the tips of egui")]
    fn tip(self, text: impl AsRef<str>) -> Self {
        self.on_hover_text(readable(&shown_lines(text.as_ref())).into_owned())
    }
}

/// How wide a line of text is.
pub(crate) fn width(ui: &Ui, text: &str, font: FontId) -> f32 {
    galley(ui, text, font, theme::CLEAR, f32::INFINITY, 1).size().x
}

/// One line of text inside `rect`, cut with an ellipsis and a tooltip where it does not fit.
pub(crate) fn line(
    ui: &mut Ui,
    rect: Rect,
    text: &str,
    font: FontId,
    color: Color32,
    align: Align,
) -> Response {
    if text.is_empty() {
        let id = auto_id(ui);
        return ui.interact(rect, id, Sense::hover());
    }
    let galley = galley(ui, text, font, color, rect.width(), 1);
    place(ui, rect, galley, text, align, true)
}

/// Text of several rows from the top of `rect`, cut with an ellipsis. The caller says where the rest can be read.
pub(crate) fn rows(
    ui: &mut Ui,
    rect: Rect,
    text: &str,
    font: FontId,
    color: Color32,
    rows: usize,
) -> Response {
    let galley = galley(ui, text, font, color, rect.width(), rows);
    let rect = Rect::from_min_size(rect.min, vec2(rect.width(), galley.size().y));
    place(ui, rect, galley, text, Align::Min, false)
}

fn place(ui: &mut Ui, rect: Rect, galley: Arc<Galley>, text: &str, align: Align, tip: bool) -> Response {
    let size = galley.size();
    let anchor = Align2([align, Align::Center]).align_size_within_rect(size, rect);
    let id = auto_id(ui);
    let response = ui.interact(anchor.intersect(rect), id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, shown_lines(text)));
    let elided = galley.elided && tip;
    ui.painter().galley(anchor.min.round(), galley, theme::CLEAR);
    if elided { response.tip(text) } else { response }
}

/// A number for something that keeps no state.
pub(crate) fn auto_id(ui: &mut Ui) -> egui::Id {
    let id = ui.next_auto_id();
    ui.skip_ahead_auto_ids(1);
    id
}

/// A line of text where the cursor is, as wide as it needs.
pub(crate) fn label(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> Response {
    let room = ui.available_width();
    let galley = galley(ui, text, font, color, room, 1);
    let (_, rect) = ui.allocate_space(galley.size());
    place(ui, rect, galley, text, Align::Min, true)
}

/// What a heading stands above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    /// The page.
    Page,
    /// A dialog, or what is opened beside the page.
    Dialog,
    /// A part of either.
    Part,
}

impl Heading {
    fn font(self) -> FontId {
        match self {
            Self::Page => theme::semibold(19.0),
            Self::Dialog => theme::semibold(15.0),
            Self::Part => theme::semibold(13.0),
        }
    }
}

/// A heading where the cursor is, over as many rows as it needs. Those who listen go from one to the next.
pub(crate) fn heading(ui: &mut Ui, text: &str, heading: Heading) -> Response {
    let color = tokens(ui).text;
    let response = paragraph(ui, text, heading.font(), color);
    as_heading(ui, response.id, text, heading);
    response
}

/// Makes this text a heading.
pub(crate) fn as_heading(ui: &Ui, id: egui::Id, text: &str, heading: Heading) {
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Heading);
        node.set_label(text);
        node.clear_value();
        node.set_level(if heading == Heading::Part { 2 } else { 1 });
    });
}

/// Text where the cursor is, over as many rows as it needs.
pub(crate) fn paragraph(ui: &mut Ui, text: &str, font: FontId, color: Color32) -> Response {
    let room = ui.available_width();
    let galley = galley(ui, text, font, color, room, usize::MAX);
    let (_, rect) = ui.allocate_space(galley.size());
    place(ui, rect, galley, text, Align::Min, true)
}

/// An icon around a point.
pub(crate) fn icon(painter: &Painter, center: Pos2, icon: Icon, size: f32, color: Color32) {
    text(painter, center, Align2::CENTER_CENTER, &icon.unicode().to_string(), theme::icons(size), color);
}

/// An icon in a rounded box.
pub(crate) fn boxed_icon(ui: &Ui, rect: Rect, glyph: Icon, size: f32, fill: Color32, color: Color32) {
    let radius = if rect.width() > 60.0 { 18 } else { theme::RADIUS };
    ui.painter().rect_filled(rect, CornerRadius::same(radius), fill);
    icon(ui.painter(), rect.center(), glyph, size, color);
}

/// The frame of a card.
pub(crate) fn card(painter: &Painter, rect: Rect, tokens: &Tokens) {
    painter.add(card_shape(rect, tokens));
}

/// The same for a place in the painting that was kept for it.
pub(crate) fn card_shape(rect: Rect, tokens: &Tokens) -> RectShape {
    let (radius, line) = (CornerRadius::same(theme::RADIUS_CARD), Stroke::new(1.0, tokens.line));
    RectShape::new(rect, radius, tokens.card, line, StrokeKind::Inside)
}

/// A hairline below `rect`.
pub(crate) fn hairline(painter: &Painter, rect: Rect, tokens: &Tokens) {
    let y = rect.bottom() - 0.5;
    painter.hline(rect.x_range(), y, Stroke::new(1.0, tokens.line));
}

/// A dashed, rounded border.
pub(crate) fn dashed(painter: &Painter, rect: Rect, fill: Color32, color: Color32) {
    painter.rect_filled(rect, CornerRadius::same(theme::RADIUS_CARD), fill);
    let (rect, radius) = (rect.shrink(0.5), f32::from(theme::RADIUS_CARD));
    let corner = |center: Pos2, from: f32| {
        (0..=6u8).map(move |step| {
            let angle = (from + f32::from(step) * 15.0).to_radians();
            pos2(center.x + radius * angle.cos(), center.y + radius * angle.sin())
        })
    };
    let inner = rect.shrink(radius);
    let mut path: Vec<Pos2> = corner(inner.left_top(), 180.0)
        .chain(corner(inner.right_top(), 270.0))
        .chain(corner(inner.right_bottom(), 0.0))
        .chain(corner(inner.left_bottom(), 90.0))
        .collect();
    path.extend(path.first().copied());
    painter.extend(Shape::dashed_line(&path, Stroke::new(1.0, color), 3.0, 3.0));
}

/// The ring around what has the keyboard, which comes into sight with it.
pub(crate) fn focus_ring(ui: &Ui, rect: Rect, response: &Response) {
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
    if response.has_focus() {
        let stroke = Stroke::new(2.0, tokens(ui).accent);
        ui.painter().rect_stroke(
            rect.expand(1.0),
            CornerRadius::same(if rect.height() < 20.0 { 5 } else { theme::RADIUS + 1 }),
            stroke,
            StrokeKind::Outside,
        );
    }
}

/// The edge of a card, over what stands in it. It shows that the keyboard is in the card where nothing in it does.
pub(crate) fn card_edge(ui: &Ui, rect: Rect, focused: bool) {
    let t = tokens(ui);
    let stroke = if focused { Stroke::new(2.0, t.accent) } else { Stroke::new(1.0, t.line) };
    ui.painter().rect_stroke(rect, CornerRadius::same(theme::RADIUS_CARD), stroke, StrokeKind::Inside);
}

/// A state: an icon and a word on a tint, from the left edge of `rect`. Returns its right edge.
pub(crate) fn pill(ui: &mut Ui, rect: Rect, tone: Tone, glyph: Icon, word: &str) -> f32 {
    let t = tokens(ui);
    let (color, font) = (tone.text(t), theme::semibold(11.5));
    let words = width(ui, word, font.clone()).ceil().min((rect.width() - 34.0).max(0.0));
    let shape = Rect::from_min_size(pos2(rect.left(), rect.center().y - 10.5), vec2(words + 34.0, 21.0));
    ui.painter().rect_filled(shape, CornerRadius::same(11), tone.soft(t));
    icon(ui.painter(), pos2(shape.left() + 14.0, shape.center().y), glyph, 12.0, color);
    let place = Rect::from_min_size(pos2(shape.left() + 24.0, shape.top()), vec2(words + 1.0, 21.0));
    line(ui, place, word, font, color, Align::Min);
    shape.right()
}

/// A small number in a rounded box, ending at `right`.
pub(crate) fn badge(ui: &Ui, right: Pos2, number: usize, strong: bool) -> Rect {
    let t = tokens(ui);
    let (fill, color) = if strong { (t.accent_fill, t.on_accent) } else { (t.quiet, t.quiet_text) };
    let galley =
        galley(ui, &takeup_text::numbers::count(number as u64), theme::semibold(11.0), color, 60.0, 1);
    let size = vec2((galley.size().x + 13.0).max(20.0), 18.0);
    let rect = Rect::from_min_size(pos2(right.x - size.x, right.y - 9.0), size);
    ui.painter().rect_filled(rect, CornerRadius::same(9), fill);
    let place = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect);
    ui.painter().galley(place.min.round(), galley, color);
    rect
}

/// How far something has come: a track and what of it is done, with a name and a value for those who cannot see it.
pub(crate) fn bar(ui: &mut Ui, rect: Rect, name: &str, done: f32, color: Color32) {
    let id = auto_id(ui);
    let response = ui.interact(rect, id, Sense::hover());
    let percent = (f64::from(done) * 100.0 + 1e-5).clamp(0.0, 100.0); // 0.29 is a little less than 29 percent
    response.widget_info(|| WidgetInfo {
        value: Some(percent.floor()),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, name)
    });
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
        node.set_value(takeup_text::numbers::whole_percent(whole(percent)));
    });
    let radius = CornerRadius::same(3);
    ui.painter().rect_filled(rect, radius, tokens(ui).quiet);
    if done > 0.0 {
        let filled = (rect.width() * done.min(1.0)).max(rect.height());
        let rect = Rect::from_min_size(rect.min, vec2(filled, rect.height()));
        ui.painter().rect_filled(rect, radius, color);
    }
}

/// A figure from 0 to 100 without its fraction.
fn whole(percent: f64) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is within 0 and 100")]
    let whole = percent as u8;
    whole
}

/// Rows without words, while the first ones load.
pub(crate) fn skeleton(ui: &mut Ui, rect: Rect, height: f32) {
    let t = tokens(ui);
    card(ui.painter(), rect, t);
    let mut top = rect.top();
    while top + height <= rect.bottom() {
        let row = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), height));
        for (from, to) in [(0.03, 0.28), (0.40, 0.50), (0.58, 0.66), (0.76, 0.92)] {
            let left = row.left() + row.width() * from;
            let block = Rect::from_min_max(
                pos2(left, row.center().y - 5.0),
                pos2(row.left() + row.width() * to, row.center().y + 5.0),
            );
            ui.painter().rect_filled(block, CornerRadius::same(5), t.quiet);
        }
        top += height;
        if top + height <= rect.bottom() {
            hairline(ui.painter(), row, t);
        }
    }
}

/// What a page says when it has nothing to show: an icon, a title, and a sentence, around the middle of `rect`.
pub(crate) fn empty(ui: &mut Ui, rect: Rect, glyph: Icon, title: &str, sentence: &str) {
    let t = tokens(ui);
    let middle = rect.center() - vec2(0.0, 40.0);
    boxed_icon(
        ui,
        Rect::from_center_size(middle, vec2(64.0, 64.0)),
        glyph,
        28.0,
        t.accent_soft,
        t.accent_text,
    );
    let wide = |top: f32, height: f32| {
        Rect::from_center_size(
            pos2(rect.center().x, middle.y + top),
            vec2((rect.width() - 40.0).min(520.0), height),
        )
    };
    let id = line(ui, wide(56.0, 24.0), title, theme::semibold(16.0), t.text, Align::Center).id;
    as_heading(ui, id, title, Heading::Part);
    line(ui, wide(80.0, 20.0), sentence, theme::regular(13.0), t.dim, Align::Center);
}
