//! The accounts: what each is called, how it stands, and the menu that leads from one to the other.

use std::time::Instant;

use eframe::egui::{Align, CornerRadius, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use jiff::{RoundMode, SignedDuration, Timestamp, TimestampRound, Unit};
use lucide_icons::Icon;

use crate::ui::kit::buttons::Button;
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::parts;
use crate::ui::kit::secret::TypedSecret;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::shell::view::{NewAccount, Page, Tab};
use crate::ui::{Action, Draw};
use takeup_model::{
    Account, AccountId, DEFAULT_SERVER, Failure, FailureKind, Job, KeyLocation, KeyState, Now,
    PRACTICE_ACCOUNT, Reachability, rate_limit,
};
use takeup_text::{self as text, msg, numbers, times};

/// How wide a line of the menu is.
const WIDE: f32 = 268.0;
/// How tall an account is in it.
const TALL: f32 = 50.0;

/// What an account is called.
pub(crate) fn name(account: &Account) -> &str {
    text::account_name(&account.id, &account.name)
}

/// Whether it is the practice platform.
pub(crate) fn practises(account: &Account) -> bool {
    account.key.location() == Some(&KeyLocation::Sandbox)
}

/// How the account stands, and whether that is good.
pub(crate) fn connection(account: &Account) -> (String, bool) {
    if matches!(account.reachability, Reachability::Down { .. }) {
        return (msg::window::account_no_connection().to_owned(), false);
    }
    match &account.key {
        KeyState::Unknown => (msg::window::account_key_unknown().to_owned(), false),
        KeyState::Missing => (msg::window::account_key_missing().to_owned(), false),
        KeyState::Locked(_) => (msg::window::account_keyring_locked().to_owned(), false),
        KeyState::Refused(_) if account.key.is_refused() => {
            (msg::window::account_key_refused().to_owned(), false)
        }
        KeyState::Refused(_) => (msg::window::account_key_unchecked().to_owned(), false),
        KeyState::Unchecked(KeyLocation::Sandbox) | KeyState::Good(KeyLocation::Sandbox) => {
            // The name says already that it is for practice.
            let named = account.id.0 == PRACTICE_ACCOUNT;
            let word =
                if named { msg::window::account_practice_local() } else { msg::window::account_practice() };
            (word.to_owned(), true)
        }
        KeyState::Unchecked(location) => {
            (numbers::facts([msg::window::account_key_unchecked(), &text::key_place(location)]), true)
        }
        KeyState::Good(location) => {
            (numbers::facts([msg::window::account_connected(), &text::key_place(location)]), true)
        }
    }
}

/// Whether it goes on without anybody; one that asks is told of as such.
pub(crate) fn under_way(job: &Job) -> bool {
    job.active() && !job.asks()
}

/// How the account and its uploads stand, as the menu tells it.
pub(crate) fn standing(draw: &Draw<'_>, account: &Account) -> (String, bool) {
    if !account.open() {
        return connection(account);
    }
    let jobs = || draw.model.jobs.values().filter(|job| job.account == account.id && under_way(job));
    let limited = jobs().filter_map(|job| limited_until(job, account, draw.now)).max();
    if let Some(until) = limited {
        let waiting = jobs().filter(|job| limited_until(job, account, draw.now).is_some()).count();
        let until = times::time(calendar(until, draw.now), &draw.view.zone);
        return (
            numbers::facts([
                msg::accounts::account_waiting(waiting),
                msg::accounts::account_rate_limit(until),
            ]),
            false,
        );
    }
    let active = jobs().count();
    if active == 0 {
        return connection(account);
    }
    let place = match account.key.location() {
        Some(KeyLocation::Sandbox) | None => None,
        Some(place) => Some(text::key_place(place)),
    };
    (numbers::facts(std::iter::once(msg::accounts::account_uploading(active)).chain(place)), true)
}

/// Until when a rate limit keeps this upload waiting.
fn limited_until(job: &Job, account: &Account, now: Now) -> Option<Instant> {
    let limited = matches!(&job.trouble, Some(Failure { kind: FailureKind::RateLimited(_), .. }))
        .then_some(job.not_before);
    limited.flatten().max(rate_limit(account, job)).filter(|until| *until > now.mono)
}

/// The full minute by which this moment has come.
fn calendar(at: Instant, now: Now) -> Timestamp {
    let left = SignedDuration::try_from(at.saturating_duration_since(now.mono)).unwrap_or_default();
    let minutes = TimestampRound::new().smallest(Unit::Minute).mode(RoundMode::Ceil);
    now.utc.checked_add(left).and_then(|at| at.round(minutes)).unwrap_or(now.utc)
}

/// Shows an account of the settings.
pub(crate) fn show(draw: &mut Draw<'_>, id: &AccountId) {
    draw.change_settings(|settings| settings.current.clone_from(id));
}

/// Goes back to the account that was shown before practice mode.
pub(crate) fn leave_practice(draw: &mut Draw<'_>) {
    let accounts = &draw.model.settings.accounts;
    let before = draw.view.before_practice.as_ref().filter(|id| draw.model.settings.account(id).is_some());
    let first = accounts.iter().map(|account| &account.id).find(|id| id.0 != PRACTICE_ACCOUNT);
    if let Some(id) = before.or(first).cloned() {
        show(draw, &id);
    }
}

/// Begins to add an account.
pub(crate) fn add(draw: &mut Draw<'_>) {
    draw.view.welcome = crate::ui::Welcome::default();
    let ids = (draw.now.utc.as_millisecond()..).map(|number| AccountId(format!("account-{number}")));
    let unused = ids.into_iter().find(|id| !draw.model.accounts.contains_key(id));
    draw.view.adding = Some(NewAccount {
        id: unused.unwrap_or_default(),
        name: String::new(),
        server: DEFAULT_SERVER.to_owned(),
    });
}

/// Leads to the field for the key of an account.
pub(crate) fn enter_key(draw: &mut Draw<'_>, id: &AccountId) {
    show(draw, id);
    draw.view.page = Page::Settings;
    draw.view.preferences.tab = Tab::Account;
    draw.view.preferences.account = Some(id.clone());
    draw.view.preferences.key = Some(TypedSecret::default());
}

/// The accounts in the order in which they were added, without the practice platform and what is being added.
pub(crate) fn kept<'a>(draw: &Draw<'a>) -> Vec<&'a Account> {
    let adding = draw.view.adding.as_ref().map(|adding| &adding.id);
    let entries = draw.model.settings.accounts.iter().filter(|entry| entry.id.0 != PRACTICE_ACCOUNT);
    entries
        .filter(|entry| adding != Some(&entry.id))
        .filter_map(|entry| draw.model.accounts.get(&entry.id))
        .collect()
}

/// The menu of all accounts.
pub(crate) fn menu(ui: &mut Ui, draw: &mut Draw<'_>) {
    for account in kept(draw) {
        let (words, good) = standing(draw, account);
        let line = AccountLine { mark: Mark::Dot(good), name: name(account), words: &words, account };
        match line.show(ui, draw.model.current == account.id) {
            Some(Chosen::Account) => show(draw, &account.id),
            Some(Chosen::Remedy) => {
                enter_key(draw, &account.id);
                ui.close();
            }
            None => {}
        }
    }
    let here = draw
        .model
        .accounts
        .get(&PRACTICE_ACCOUNT.into())
        .or_else(|| draw.account().filter(|it| practises(it)));
    let words = here.map(|account| standing(draw, account).0);
    let words = words.as_deref().unwrap_or(msg::window::account_practice_local());
    let unknown = Account::default();
    let account = here.unwrap_or(&unknown);
    let line = AccountLine { mark: Mark::Practice, name: msg::window::account_practice(), words, account };
    let shown = here.is_some_and(|account| account.id == draw.model.current);
    if line.show(ui, shown).is_some() && !shown {
        draw.out.push(Action::EnterPractice);
    }
    controls::menu_line(ui);
    if MenuItem::new(Icon::Plus, msg::accounts::account_add()).chosen(ui) {
        add(draw);
    }
    let shortcut = Some(msg::accounts::account_settings_shortcut());
    if (MenuItem { shortcut, ..MenuItem::new(Icon::Settings, msg::window::page_settings()) }).chosen(ui) {
        draw.view.page = Page::Settings;
    }
    if MenuItem::new(Icon::Keyboard, msg::shortcuts::shortcuts_title()).chosen(ui) {
        draw.view.overview = true;
    }
}

/// What stands before an account.
enum Mark {
    Dot(bool),
    Practice,
}

/// What was clicked on a line.
enum Chosen {
    Account,
    Remedy,
}

/// An account in the menu.
struct AccountLine<'a> {
    mark: Mark,
    name: &'a str,
    words: &'a str,
    account: &'a Account,
}

impl AccountLine<'_> {
    fn show(self, ui: &mut Ui, shown: bool) -> Option<Chosen> {
        let t = tokens(ui);
        let rect = controls::menu_space(ui, WIDE, TALL);
        let id = ui.make_persistent_id(("account", self.name));
        let response = ui.interact(rect, id, Sense::click());
        let whole = msg::window::account_state(self.name, self.words);
        response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, true, shown, &whole));
        if shown || response.hovered() || response.has_focus() {
            let fill = if shown { t.selected } else { t.quiet };
            ui.painter().rect_filled(rect, CornerRadius::same(theme::RADIUS), fill);
        }
        let mark = pos2(rect.left() + 14.0, rect.center().y);
        match self.mark {
            Mark::Dot(good) => {
                ui.painter().circle_filled(mark, 4.0, if good { t.ok_text } else { t.warn_text });
            }
            Mark::Practice => {
                parts::icon(ui.painter(), mark + vec2(2.0, 0.0), Icon::FlaskConical, 15.0, t.dim);
            }
        }
        let remedy = match &self.account.key {
            KeyState::Refused(_) => Some(msg::accounts::account_replace_key()),
            KeyState::Missing => Some(msg::accounts::account_enter_key()),
            KeyState::Unknown | KeyState::Locked(_) | KeyState::Unchecked(_) | KeyState::Good(_) => None,
        };
        let mut right = rect.right() - if shown { 32.0 } else { 10.0 };
        if shown {
            parts::icon(ui.painter(), pos2(rect.right() - 18.0, rect.center().y), Icon::Check, 15.0, t.text);
        }
        let mut chosen = response.clicked().then_some(Chosen::Account);
        if let Some(label) = remedy {
            let whole = msg::accounts::account_remedy(label, self.name);
            let button = Button { name: Some(&whole), ..Button::plain(None, label) }.low();
            let wide = button.width(ui);
            let place = Rect::from_min_size(pos2(right - wide, rect.center().y - 14.0), vec2(wide, 28.0));
            right = place.left() - 8.0;
            if ui.push_id(self.name, |ui| button.at(ui, place).clicked()).inner {
                chosen = Some(Chosen::Remedy);
            }
        }
        let left = rect.left() + if matches!(self.mark, Mark::Practice) { 33.0 } else { 28.0 };
        let line = |top: f32| {
            Rect::from_min_max(pos2(left, rect.top() + top), pos2(right.max(left), rect.top() + top + 18.0))
        };
        parts::line(ui, line(7.0), self.name, theme::medium(13.0), t.text, Align::Min);
        parts::line(ui, line(26.0), self.words, theme::regular(12.0), t.dim, Align::Min);
        chosen
    }
}

/// Tells the engine and the pages when another account is shown.
pub(crate) fn follow(draw: &mut Draw<'_>, account: &Account) {
    if draw.view.of == account.id {
        return;
    }
    let before = std::mem::replace(&mut draw.view.of, account.id.clone());
    let next = draw.model.settings.account(&account.id).map(|entry| entry.next.clone());
    draw.view.then = next.unwrap_or_default();
    if before == AccountId::default() {
        return;
    }
    // Lists are kept fresh for the account that is shown, and for no other.
    let commands = draw.view.stop_viewing();
    draw.out.extend(commands.into_iter().map(Action::from));
    draw.view.forget_pages();
    if account.id.0 == PRACTICE_ACCOUNT {
        draw.view.before_practice = Some(before);
    }
}
