//! The line at the bottom of the window: what there is to say of the page, and the speed limit.

use std::time::Duration;

use eframe::egui::{Align, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::tz::TimeZone;
use lucide_icons::Icon;

use crate::ui::Draw;
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::view::{Page, Tab};
use crate::ui::uploads::undo;
use takeup_model::{Account, ListState, Listing, UploadGroup};
use takeup_text::{self as text, msg, numbers, times};

/// Draws it into what there is of the layout.
pub(super) fn status_line(ui: &mut Ui, draw: &mut Draw<'_>) {
    let (rect, t) = (ui.max_rect(), tokens(ui));
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, t.line));
    let narrow = ui.ctx().content_rect().width() < theme::FOLD;
    let pad = if narrow { 14.0 } else { 22.0 };
    let location = rect.shrink2(vec2(pad, 0.0));
    let limit = limit_status(draw);
    // Where there is little room, the limit is what matters.
    let right = if narrow && limit.is_some() { String::new() } else { right_status(draw) };
    let room = parts::width(ui, &right, theme::regular(12.0)).ceil() + 1.0;
    let mut split = (location.right() - room).max(location.left() + location.width() * 0.4);
    let side = Rect::from_min_max(pos2(split, location.top()), location.max);
    parts::line(ui, side, &right, theme::regular(12.0), t.dim, Align::Max);
    if let Some(limit) = limit {
        split -= if right.is_empty() { 0.0 } else { 18.0 };
        let room = parts::width(ui, &limit, theme::medium(12.0)).ceil() + LIMIT_MARKS;
        let end = split;
        split = (end - room).max(location.left() + location.width() * 0.25);
        let side = Rect::from_min_max(pos2(split, location.top()), pos2(end, location.bottom()));
        limit_menu(ui, draw, side, &limit);
    }
    let mut side = Rect::from_min_max(location.min, pos2(split - 12.0, location.bottom()));
    for (icon, words) in left_status(ui, draw, narrow) {
        if let Some(glyph) = icon.filter(|_| side.width() > 40.0) {
            parts::icon(ui.painter(), pos2(side.left() + 6.5, side.center().y), glyph, 13.0, t.dim);
            side.min.x += 18.0;
        }
        let wide = parts::width(ui, &words, theme::regular(12.0)).ceil() + 1.0;
        let place = side.with_max_x(side.right().min(side.left() + wide));
        if place.width() > 10.0 {
            parts::line(ui, place, &words, theme::regular(12.0), t.dim, Align::Min);
        }
        side.min.x += wide + 14.0;
    }
}

/// What the mark and the arrows of the bandwidth limit take beside its words.
const LIMIT_MARKS: f32 = 46.0;
/// The limits that can be chosen at the bottom of the window, in bytes a second. The settings take any other.
const LIMITS: [u32; 6] = [1_000_000, 2_000_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000];

/// The bandwidth limit that holds now, where it can be changed.
fn limit_status(draw: &Draw<'_>) -> Option<String> {
    match draw.view.page {
        Page::Uploads | Page::Watched | Page::Settings => {
            let limit = text::bandwidth(draw.wire.limit, &draw.view.zone);
            Some(limit.unwrap_or_else(|| msg::window::status_no_limit().to_owned()))
        }
        Page::Assets | Page::Tasks | Page::Indexes | Page::Stores => None,
    }
}

/// What there is to say of the limit, and a menu to change it.
fn limit_menu(ui: &mut Ui, draw: &mut Draw<'_>, rect: Rect, limit: &str) {
    let t = tokens(ui);
    let holds = draw.wire.limit.bytes_per_sec.is_some();
    let id = ui.make_persistent_id("limit");
    let opener = ui.interact(rect, id, Sense::click());
    let name = msg::window::status_limit_named(limit);
    opener.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let (font, mut color) = if holds { (theme::medium(12.0), t.text) } else { (theme::regular(12.0), t.dim) };
    if opener.hovered() {
        color = t.text;
    }
    let mark = if holds { t.accent_text } else { t.dim };
    let middle = rect.center().y;
    parts::icon(ui.painter(), pos2(rect.left() + 12.0, middle), Icon::Gauge, 13.5, mark);
    parts::icon(ui.painter(), pos2(rect.right() - 12.0, middle), Icon::ChevronsUpDown, 12.0, color);
    let words = rect.with_min_x(rect.left() + 24.0).with_max_x(rect.right() - 21.0);
    parts::line(ui, words, limit, font, color, Align::Min);
    parts::focus_ring(ui, rect, &opener);
    controls::menu(&opener, msg::window::status_limit(), |ui| {
        let set = draw.model.settings.bandwidth;
        if MenuItem::one_of(!set.limited, msg::window::status_no_limit()).chosen(ui) {
            limit_to(draw, None);
        }
        for rate in LIMITS {
            let label = numbers::rate(f64::from(rate));
            let chosen = set.limited && set.bytes_per_sec == u64::from(rate);
            if MenuItem::one_of(chosen, &label).chosen(ui) {
                limit_to(draw, Some(u64::from(rate)));
            }
        }
        controls::menu_line(ui);
        if MenuItem::new(Icon::SlidersHorizontal, msg::window::status_limit_other()).chosen(ui) {
            draw.view.page = Page::Settings;
            draw.view.preferences.tab = Tab::Uploads;
        }
    });
}

fn limit_to(draw: &mut Draw<'_>, rate: Option<u64>) {
    draw.change_settings(|settings| {
        settings.bandwidth.limited = rate.is_some();
        settings.bandwidth.bytes_per_sec = rate.unwrap_or(settings.bandwidth.bytes_per_sec);
    });
}

/// What is true now, each with its mark.
fn left_status(ui: &Ui, draw: &Draw<'_>, narrow: bool) -> Vec<(Option<Icon>, String)> {
    if !draw.model.intake.is_empty() {
        return vec![(None, msg::window::status_adding().to_owned())];
    }
    let Some(account) = draw.account() else {
        return vec![(None, msg::window::status_no_account().to_owned())];
    };
    let mut said = Vec::new();
    // Above the list of uploads they are counted already, if there is room.
    let counted = draw.view.page == Page::Uploads && !narrow && draw.model.shown_jobs().next().is_some();
    if !counted {
        said.push((None, page_status(ui, draw, account)));
    }
    if matches!(draw.view.page, Page::Uploads | Page::Watched | Page::Settings) {
        let verified = text::every_part_verified(draw.model);
        said.extend(verified.map(|words| (Some(Icon::ShieldCheck), words.to_owned())));
    }
    // It may be for the uploads of another account, and is said on every page.
    let sleep = draw.view.sleep_held.then(|| msg::window::status_sleep_held().to_owned());
    said.extend(sleep.map(|words| (Some(Icon::Moon), words)));
    said
}

fn page_status(ui: &Ui, draw: &Draw<'_>, account: &Account) -> String {
    let zone = &draw.view.zone;
    match draw.view.page {
        Page::Uploads | Page::Watched | Page::Settings => uploads_status(draw),
        Page::Assets => {
            let busy = account.assets.items.iter().filter(|asset| asset.status.under_way()).count();
            let said = |every: &str| msg::window::status_processing(busy, every);
            busy_status(ui, draw, (account, &account.assets.state), busy, said)
        }
        Page::Tasks if draw.view.tasks.unfinished => list_status(account, &account.sessions.state, zone),
        Page::Tasks => {
            let busy = draw.view.tasks.merged.running();
            let said = |every: &str| msg::window::status_running(busy, every);
            busy_status(ui, draw, (account, &account.tasks.state), busy, said)
        }
        Page::Indexes => list_status(account, &account.indexes.state, zone),
        Page::Stores => list_status(account, &account.stores.state, zone),
    }
}

/// How many uploads stand how.
pub(crate) fn uploads_status(draw: &Draw<'_>) -> String {
    let (mut done, mut failed, mut moving, mut paused, mut deciding) = (0, 0, 0, 0, 0);
    let gone = |id| undo::cancelled(draw.view, id) || undo::removed(draw.view, id);
    for job in draw.model.shown_jobs().filter(|job| !gone(job.id)) {
        match UploadGroup::of(job) {
            UploadGroup::Active if job.active() => moving += 1,
            UploadGroup::Active => paused += 1,
            UploadGroup::Held => deciding += 1,
            UploadGroup::Failed => failed += 1,
            UploadGroup::Ready => done += 1,
            UploadGroup::Cancelled => {}
        }
    }
    let counts = [
        (moving, msg::window::status_active(moving)),
        (paused, msg::window::status_paused(paused)),
        (deciding, msg::window::status_to_decide(deciding)),
        (done, msg::window::status_done(done)),
        (failed, msg::window::status_failed(failed)),
    ];
    let said = numbers::facts(counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said));
    if said.is_empty() { msg::window::status_idle().to_owned() } else { said }
}

/// When a list was told last.
fn list_status(account: &Account, state: &ListState, zone: &TimeZone) -> String {
    match state.loaded {
        Some(loaded) if account.down_since().is_some() => {
            msg::window::status_offline_updated(times::time(loaded, zone))
        }
        None if account.down_since().is_some() => msg::window::status_offline().to_owned(),
        Some(loaded) => msg::window::status_updated_at(times::time(loaded, zone)),
        None if state.trouble.is_some() || text::without_key(&account.key).is_some() => {
            msg::window::status_not_loaded().to_owned()
        }
        None => msg::window::status_loading().to_owned(),
    }
}

/// The same, and how often it is asked about while that makes a difference.
fn busy_status(
    ui: &Ui,
    draw: &Draw<'_>,
    (account, state): (&Account, &ListState),
    busy: usize,
    said: impl FnOnce(&str) -> String,
) -> String {
    let (Some(loaded), Some((_, pause))) =
        (state.loaded, state.next.filter(|_| busy > 0 && account.down_since().is_none()))
    else {
        return list_status(account, state, &draw.view.zone);
    };
    // Only this text needs a clock of its own.
    ui.ctx().request_repaint_after(Duration::from_secs(1));
    let ago = times::ago(loaded, draw.now.utc);
    numbers::facts([msg::window::status_updated(ago), said(&times::about(pause))])
}

fn right_status(draw: &Draw<'_>) -> String {
    let unsaved = (!draw.model.settings_saved).then(|| msg::window::status_not_saved().to_owned());
    numbers::facts(unsaved.into_iter().chain([of_page(draw)]).filter(|fact| !fact.is_empty()))
}

fn of_page(draw: &Draw<'_>) -> String {
    let Some(account) = draw.account() else { return String::new() };
    match draw.view.page {
        Page::Uploads | Page::Watched => {
            let settings = &draw.model.settings;
            let files = msg::window::status_files(settings.files_at_once);
            msg::window::status_at_once(numbers::facts([files, text::parts_at_once(settings, draw.wire)]))
        }
        Page::Assets => shown(&account.assets),
        Page::Tasks if draw.view.tasks.unfinished => shown(&account.sessions),
        Page::Tasks => {
            let indexed: usize = account.indexed.values().map(|list| list.items.len()).sum();
            msg::tasks::task_sources(account.tasks.items.len(), indexed)
        }
        Page::Indexes => shown(&account.indexes),
        Page::Stores => shown(&account.stores),
        Page::Settings => msg::window::status_version(env!("CARGO_PKG_VERSION")),
    }
}

fn shown<T>(list: &Listing<T>) -> String {
    crate::ui::kit::table::loaded(list).filter(|_| !list.items.is_empty()).unwrap_or_default()
}
