//! What stands around a table: how fresh its list is, the search, and the way to the next page.

use std::time::Duration;

use eframe::egui::{Align, Rect, Ui, pos2, vec2};
use jiff::Timestamp;
use lucide_icons::Icon;

use crate::ui::kit::buttons::{Button, Look};
use crate::ui::kit::controls::{self, Field};
use crate::ui::kit::parts::{self, Tip as _, Tone};
use crate::ui::kit::shortcuts;
use crate::ui::kit::table::table_state::TableState;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::frame;
use crate::ui::{Action, Draw};
use takeup_engine::Command;
use takeup_model::{Account, List, ListState, Listing};
use takeup_text::{self as text, msg, times};

/// Says what keeps a list from being fresh, over the old one; grey bars stand where the rows of the first one will be.
/// True when there is something to draw.
pub(crate) fn ready(ui: &mut Ui, draw: &mut Draw<'_>, which: &List, empty: bool, row: f32) -> bool {
    let Some(account) = draw.account() else { return false };
    let listed = account.list(which);
    if let Some(trouble) = &listed.trouble {
        let button = Button {
            look: Look::Warning,
            ..Button::plain(Some(Icon::RefreshCw), msg::controls::table_retry())
        }
        .low();
        let keep = button.width(ui);
        let title = if listed.loaded.is_some() {
            msg::controls::table_not_updated()
        } else {
            msg::controls::table_not_loaded()
        };
        let banner =
            controls::banner(ui, Tone::Warn, Icon::TriangleAlert, title, &text::happened(trouble), keep);
        if button.at(ui, banner).tip(text::trouble(trouble)).clicked() {
            draw.send(Command::Refresh(account.id.clone(), which.clone()));
        }
    }
    if listed.loaded.is_some() || !empty {
        return true;
    }
    if listed.trouble.is_none() {
        if let Some(since) = account.down_since() {
            offline(ui, draw, account, since);
            return false;
        }
        // The banner of the page tells why, and what to do.
        if let Some(title) = text::without_key(&account.key) {
            let rect = ui.available_rect_before_wrap();
            parts::empty(ui, rect, Icon::KeyRound, title, msg::lists::list_without_key());
            return false;
        }
        let tall = (row * 6.0).min(ui.available_height());
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), tall));
        parts::skeleton(ui, rect, row);
    }
    false
}

/// Fills the place of a list that cannot be loaded without a connection.
fn offline(ui: &mut Ui, draw: &mut Draw<'_>, account: &Account, since: Timestamp) {
    let rect = ui.available_rect_before_wrap();
    let (title, sentence) =
        (msg::lists::list_offline(), msg::lists::list_offline_since(times::time(since, &draw.view.zone)));
    if rect.width() < 420.0 || rect.height() < 240.0 {
        // The banner of the page has the button.
        parts::paragraph(ui, &text::sentences(title, &sentence), theme::regular(12.0), tokens(ui).dim);
        return;
    }
    parts::empty(ui, rect, Icon::WifiOff, title, &sentence);
    let button = Button::plain(Some(Icon::RefreshCw), msg::controls::table_retry());
    let size = vec2(button.width(ui), theme::CONTROL);
    let place = Rect::from_center_size(rect.center() + vec2(0.0, 80.0), size);
    if button.at(ui, place).clicked() {
        draw.send(Command::ProbeNow(account.id.clone()));
    }
}

/// What is said where something of a list will stand: that it is being loaded, unless there is no connection or no key.
pub(crate) fn not_yet(account: &Account, loading: &'static str) -> &'static str {
    let offline = account.down_since().map(|_| msg::lists::list_offline());
    offline.or_else(|| text::without_key(&account.key)).unwrap_or(loading)
}

/// What is said of a list that has nothing to show.
pub(crate) struct Empty {
    pub(crate) icon: Icon,
    /// Where it holds nothing at all.
    pub(crate) title: fn() -> &'static str,
    pub(crate) sentence: fn() -> &'static str,
    /// Where nothing of so much that is loaded matches the search.
    pub(crate) no_match: fn(usize) -> String,
}

impl Empty {
    /// Fills the place of the table. `loaded` rows do not match; `further` says whether the platform can search more.
    pub(crate) fn show(&self, ui: &mut Ui, loaded: usize, search: &str, further: bool) {
        let rect = ui.available_rect_before_wrap();
        if loaded == 0 && search.is_empty() {
            return parts::empty(ui, rect, self.icon, (self.title)(), (self.sentence)());
        }
        if search.is_empty() {
            let title = msg::controls::table_filter_empty();
            return parts::empty(ui, rect, self.icon, title, &msg::controls::table_filter_empty_help(loaded));
        }
        let mut said = (self.no_match)(loaded);
        if further {
            said = text::sentences(said, msg::lists::list_search_rest());
        }
        parts::empty(ui, rect, self.icon, msg::controls::table_no_match(), &said);
    }
}

/// How much of a list is loaded, once something is.
pub(crate) fn loaded<T>(list: &Listing<T>) -> Option<String> {
    list.state.loaded?;
    let count = list.items.len();
    Some(match list.state.total {
        Some(total) => msg::lists::list_loaded_of(count, total),
        None => msg::lists::list_loaded(count),
    })
}

/// The line below the last row of a list of which the platform has more.
#[derive(Debug)]
pub(crate) struct MoreRow {
    said: String,
    loaded: usize,
    loading: bool,
    failed: bool,
}

impl MoreRow {
    /// Whether there is more, and how much.
    pub(crate) fn of<T>(list: &Listing<T>) -> Option<Self> {
        list.more().then(|| Self {
            said: loaded(list).unwrap_or_default(),
            loaded: list.items.len(),
            loading: list.state.loading(),
            failed: list.state.trouble.is_some(),
        })
    }

    /// Draws the line; true when the next page was asked for.
    pub(crate) fn line(&self, ui: &mut Ui, rect: Rect) -> bool {
        let t = tokens(ui);
        let label =
            if self.loading { msg::controls::table_loading() } else { msg::controls::table_load_more() };
        let button = Button { enabled: !self.loading, ..Button::plain(Some(Icon::ChevronDown), label) }.low();
        let wide = button.width(ui);
        let text = parts::width(ui, &self.said, theme::regular(12.0)).ceil() + 1.0;
        let left = rect.center().x - (wide + 12.0 + text) / 2.0;
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(text, rect.height()));
        parts::line(ui, place, &self.said, theme::regular(12.0), t.dim, Align::Min);
        let place =
            Rect::from_min_size(pos2(left + text + 12.0, rect.center().y - 14.0), vec2(wide, button.height));
        button.at(ui, place).clicked()
    }

    /// Whether to ask for the next page because its place came into sight: once, and not where asking failed.
    pub(super) fn by_itself(&self, asked: &mut Option<usize>) -> bool {
        let due = !self.loading && !self.failed && *asked != Some(self.loaded);
        if due {
            *asked = Some(self.loaded);
        }
        due
    }
}

/// How wide the search field is where there is so much room; nothing where that is too little.
pub(crate) fn search_width(room: f32) -> f32 {
    if room < 90.0 { 0.0 } else { room.min(230.0) }
}

/// Seconds without a letter after which the platform looks through the rest.
const TYPED: f64 = 0.8;

/// The search field of a page. What is typed is looked for among what is loaded at once; the platform looks through the
/// rest, where it can, after a short rest, on Enter, and when the field is left.
pub(crate) fn search<T>(
    ui: &mut Ui,
    wide: f32,
    name: &str,
    kept: &mut TableState<T>,
    (account, list): (&Account, &List),
    out: &mut Vec<Action>,
) {
    let (_, rect) = ui.allocate_space(vec2(wide, theme::CONTROL));
    let field = Field {
        icon: Some(Icon::Search),
        takes_keyboard: shortcuts::SEARCH.pressed(ui),
        ..Field::new(name, msg::controls::table_search_hint())
    };
    // In a space of its own: a field moves the place of what comes next.
    let response = frame::within(ui, "search", rect, |ui| field.at(ui, rect, &mut kept.search));
    controls::clear_on_escape(ui, &response, &mut kept.search);
    let wanted = kept.search.trim();
    let state = account.list(list);
    let now = ui.input(|input| input.time);
    if kept.typed.0 != wanted {
        kept.typed = (wanted.to_owned(), now);
    }
    let rests = TYPED - (now - kept.typed.1);
    let due = response.lost_focus() || (if wanted.is_empty() { !response.has_focus() } else { rests <= 0.0 });
    let new = state.search != wanted && kept.sent.as_deref().unwrap_or_default() != wanted;
    if !list.searchable() || !new || !worth_asking(state, wanted) {
        return;
    }
    if due {
        kept.sent = Some(wanted.to_owned());
        out.push(Command::Search(account.id.clone(), list.clone(), wanted.to_owned()).into());
    } else if rests > 0.0 {
        ui.ctx().request_repaint_after(Duration::from_secs_f64(rests));
    }
}

/// Whether the platform may know something that is not loaded.
fn worth_asking(state: &ListState, wanted: &str) -> bool {
    wanted.is_empty() || !state.complete || !state.search.is_empty()
}
