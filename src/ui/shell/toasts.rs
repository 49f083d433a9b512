//! Sentences that come and go in a corner: what has become of something, and what can still be undone.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use eframe::egui::{
    self, Align2, Area, CornerRadius, Frame, Id, Margin, Order, Rect, Stroke, Ui, pos2, vec2,
};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{self, Button, Look};
use crate::ui::kit::parts;
use crate::ui::kit::shortcuts;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::view::View;
use crate::ui::uploads::created::Created;
use crate::ui::uploads::undo;
use crate::ui::{Action, Draw};
use takeup_model::{Change, Model, News, Now};
use takeup_text::{self as text, msg};

/// One sentence that comes and goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    /// What it says.
    pub text: String,
    /// When it goes by itself, if it does.
    pub until: Option<Instant>,
    /// The last of those whose removal it tells of, and how many they are.
    pub removed: Option<(Change, usize)>,
    /// The file that it tells of.
    pub file: Option<PathBuf>,
}

impl Toast {
    fn new(text: String) -> Self {
        Self { text, until: None, removed: None, file: None }
    }
}

/// How long what needs nobody is said.
const SECONDS: Duration = Duration::from_secs(6);

impl View {
    /// Says something for a few seconds.
    pub fn say(&mut self, text: impl Into<String>, now: Now) {
        let until = Some(now.mono + SECONDS);
        self.show(Toast { until, ..Toast::new(text.into()) });
    }

    /// Says something that a person has to do something about, until they close it.
    pub fn insist(&mut self, text: impl Into<String>) {
        self.show(Toast::new(text.into()));
    }

    /// Says that a file was saved, and offers to show it.
    pub fn say_saved(&mut self, text: String, file: PathBuf, now: Now) {
        self.show(Toast { until: Some(now.mono + SECONDS), file: Some(file), ..Toast::new(text) });
    }

    /// A sentence that is said already is said again, not twice; of many the latest stay.
    fn show(&mut self, toast: Toast) {
        self.toasts.retain(|shown| shown.text != toast.text);
        self.toasts.push(toast);
        let surplus = self.toasts.len().saturating_sub(4);
        self.toasts.drain(..surplus);
    }

    /// What is not there any more is not looked at.
    fn close_deleted(&mut self, change: &Change) {
        if let Change::DeleteAsset { asset, .. } = change {
            self.assets.open.take_if(|open| open == asset);
        } else if let Change::DeleteIndex { index, .. } = change {
            self.indexes.open.take_if(|open| open == index);
            self.tasks.index.take_if(|open| open == index);
        } else if let Change::DeleteStore { store, .. } = change {
            self.stores.open.take_if(|open| open.whole() == *store);
        }
    }

    /// The removal that this tells of, counted with those of its kind that a toast still tells of, which goes.
    fn removed_with(&mut self, news: &News) -> Option<(Change, usize)> {
        let News::Changed { change, .. } = news else { return None };
        let kind = std::mem::discriminant(change);
        let alike = |toast: &Toast| {
            toast.removed.as_ref().is_some_and(|(one, _)| std::mem::discriminant(one) == kind)
        };
        let before = self.toasts.iter().position(alike).and_then(|place| self.toasts.remove(place).removed);
        change.removes().then(|| (change.clone(), before.map_or(1, |(_, count)| count + 1)))
    }

    /// Turns the news that have come since the last frame into toasts. The answer is what was created.
    pub fn take_news(&mut self, model: &Model, now: Now) -> Vec<Created> {
        let (seen, mut all_created) = (self.seen, Vec::new());
        for notice in model.notices.iter().filter(|notice| notice.number > seen) {
            if let News::Changed { change, created: Some(id) } = &notice.news {
                all_created.extend(Created::of(model, change, id));
            }
            if let News::Changed { change, .. } | News::Gone(change) = &notice.news {
                self.close_deleted(change);
            }
            let removed = self.removed_with(&notice.news);
            let text = match &removed {
                Some((like, count @ 2..)) => text::removed(like, *count),
                _ => text::news(&notice.news),
            };
            let stays = matches!(
                notice.news,
                News::Trouble(_) | News::NotFinished(_) | News::JournalLost(_) | News::KeyForThisRun(_)
            );
            let until = (!stays).then_some(now.mono + SECONDS);
            self.show(Toast { until, removed, ..Toast::new(text) });
        }
        self.seen = model.notices.last().map_or(self.seen, |notice| notice.number.max(self.seen));
        self.toasts.retain(|toast| toast.until.is_none_or(|until| until > now.mono));
        all_created
    }
}

/// What stands at the end of a toast.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ToastEnd {
    Nothing,
    Close,
    /// The same, and before it a button.
    Button(&'static str),
}

/// What was clicked at the end of a toast.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ToastClick {
    Close,
    Button,
}

/// Draws them.
pub(super) fn toasts_ui(ui: &Ui, draw: &mut Draw<'_>) {
    let now = draw.now.mono;
    let mut bottom = 0.0;
    if let Some(busy) = draw.view.busy {
        bottom += toast(ui, bottom, busy, ToastEnd::Nothing).0 + 8.0;
    }
    let (mut closed, mut hidden, mut undone) = (None, None, None);
    for (place, shown) in draw.view.undo.iter().enumerate().rev() {
        wake_at(ui, shown.until, now);
        if shown.hidden {
            continue;
        }
        let (height, clicked) = toast(ui, bottom, &shown.text, ToastEnd::Button(msg::uploads::undo()));
        bottom += height + 8.0;
        hidden = hidden.or((clicked == Some(ToastClick::Close)).then_some(place));
        undone = undone.or((clicked == Some(ToastClick::Button)).then_some(place));
    }
    for (place, shown) in draw.view.toasts.iter().enumerate().rev() {
        let end =
            if shown.file.is_some() { ToastEnd::Button(text::show_in_folder()) } else { ToastEnd::Close };
        let (height, clicked) = toast(ui, bottom, &shown.text, end);
        bottom += height + 8.0;
        closed = closed.or(clicked.map(|_| place));
        if let (Some(ToastClick::Button), Some(file)) = (clicked, &shown.file) {
            draw.out.push(Action::Reveal(file.clone()));
        }
        if let Some(until) = shown.until {
            wake_at(ui, until, now);
        }
    }
    // Escape closes the lowest, the last that came.
    if draw.view.focus.leaves_escape() && bottom > 0.0 && shortcuts::CLOSE.pressed(ui) {
        hidden = draw.view.undo.iter().rposition(|shown| !shown.hidden);
        closed = hidden.map_or_else(|| draw.view.toasts.len().checked_sub(1), |_| None);
    }
    if let Some(place) = closed {
        draw.view.toasts.remove(place);
    }
    if let Some(shown) = hidden.and_then(|place| draw.view.undo.get_mut(place)) {
        shown.hidden = true;
    }
    if let Some(place) = undone {
        undo::undo(draw, place);
    }
}

fn wake_at(ui: &Ui, until: Instant, now: Instant) {
    ui.ctx().request_repaint_after(until.saturating_duration_since(now) + Duration::from_millis(20));
}

const WIDEST: f32 = 420.0;

/// Draws a toast; returns its height, and what was clicked at its end.
fn toast(ui: &Ui, bottom: f32, text: &str, end: ToastEnd) -> (f32, Option<ToastClick>) {
    let corner = ui.ctx().content_rect().right_bottom() - vec2(22.0, 43.0 + bottom);
    let area = Area::new(Id::unique(("toast", text)))
        .order(Order::Foreground)
        .pivot(Align2::RIGHT_BOTTOM)
        .fixed_pos(corner)
        .accessible_name(msg::notices::notice_title());
    let shown = area.show(ui.ctx(), |ui| {
        // Dark on light and light on dark: it lies over everything, and is seen.
        let dark = !ui.visuals().dark_mode;
        ui.visuals_mut().dark_mode = dark;
        let t = tokens(ui);
        let apply_style = Frame::NONE
            .fill(t.card)
            .stroke(Stroke::new(1.0, t.line))
            .corner_radius(CornerRadius::same(10))
            .shadow(ui.visuals().popup_shadow)
            .inner_margin(Margin::symmetric(14, 11));
        apply_style
            .show(ui, |ui| {
                let label = if let ToastEnd::Button(label) = end { label } else { "" };
                let name = msg::uploads::upload_button_named(label, text);
                let button = Button { name: Some(&name), ..Button::plain(None, label) };
                let button = Button { look: Look::QuietAccent, ..button }.low();
                let wide = match end {
                    ToastEnd::Nothing => 0.0,
                    ToastEnd::Close => 34.0,
                    ToastEnd::Button(_) => button.width(ui) + 34.0,
                };
                // As wide as its words, and no wider than can be read at a glance.
                let room = parts::width(ui, text, theme::regular(13.0)).ceil() + 2.0;
                let room = room.min(WIDEST - wide);
                let words = parts::galley(ui, text, theme::regular(13.0), t.text, room, 6);
                let (_, rect) = ui.allocate_space(vec2(room + wide, words.size().y.max(20.0)));
                let place = Rect::from_min_size(rect.min, vec2(room, rect.height()));
                let id = parts::rows(ui, place, text, theme::regular(13.0), t.text, 6).id;
                ui.ctx().accesskit_node_builder(id, |node| node.set_live(egui::accesskit::Live::Polite));
                if end == ToastEnd::Nothing {
                    return None;
                }
                let middle = rect.top() + 9.0;
                let pressed = matches!(end, ToastEnd::Button(_)) && {
                    let place = Rect::from_min_max(
                        pos2(rect.right() - wide + 8.0, middle - 14.0),
                        pos2(rect.right() - 26.0, middle + 14.0),
                    );
                    button.at(ui, place).clicked()
                };
                let cross = Rect::from_center_size(pos2(rect.right() - 8.0, middle), vec2(28.0, 28.0));
                let tip = msg::notices::notice_close();
                let name = msg::uploads::upload_button_named(tip, text);
                let closed = buttons::named_icon_button(ui, cross, Icon::X, tip, &name).clicked();
                if pressed { Some(ToastClick::Button) } else { closed.then_some(ToastClick::Close) }
            })
            .inner
    });
    (shown.response.rect.height(), shown.inner)
}
