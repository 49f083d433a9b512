//! What the window is to the rest of the desktop: its notifications, its progress in the dock, and how it goes away and
//! comes back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use eframe::egui::{self, UserAttentionType, ViewportCommand};

use crate::desktop::{Notification, Services};
use crate::ui::shell::view::View;
use takeup_model::{Account, Batch, Batches, Model, Settings, Standstill, WindowMemory, goes_on};
use takeup_text::{self as text, msg, numbers};

/// Set by other threads when somebody wants to see the window.
pub type Called = Arc<AtomicBool>;

/// How the window stands on the desktop.
pub(crate) struct Presence {
    services: Services,
    called: Called,
    /// Whether anything went on by itself in the facts seen last.
    went_on: bool,
    /// The percentage that the dock was told last.
    told: Option<u8>,
    /// Whether the program goes on without its window.
    background: bool,
}

/// What is to become of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// It comes to the front.
    Raise,
    /// It has nothing more to do in the background, and ends.
    End,
}

/// Whether a standstill that nobody sees is told.
fn tells(stands: Standstill, settings: &Settings) -> bool {
    stands.is_news() && settings.notifications
}

/// What becomes of a program that went on without its window.
fn at_the_end(stands: Standstill) -> Move {
    if stands.needs_person() { Move::Raise } else { Move::End }
}

impl Presence {
    pub(crate) fn new(services: Services, called: Called, model: &Model) -> Self {
        Self { services, called, went_on: goes_on(model), told: None, background: false }
    }

    /// Somebody wants to see the window.
    pub(crate) fn call(&self) {
        self.called.store(true, Ordering::Release);
    }

    /// Takes in new facts: tells of a standstill whoever does not look, and says what is to become of the window.
    pub(crate) fn see(&mut self, model: &Model, looking: bool) -> Option<Move> {
        if self.called.swap(false, Ordering::AcqRel) {
            self.background = false;
            return Some(Move::Raise);
        }
        let goes_on = goes_on(model);
        let stopped = std::mem::replace(&mut self.went_on, goes_on) && !goes_on;
        if !stopped {
            return None;
        }
        let stands = Standstill::of(model);
        let unseen = !looking || self.background;
        if unseen && tells(stands, &model.settings) {
            self.services.notify(notification(stands));
        }
        std::mem::replace(&mut self.background, false).then(|| at_the_end(stands))
    }

    /// Shows in the dock what the title shows.
    pub(crate) fn progress(&mut self, batch: Option<Batch>) {
        let percent = batch.as_ref().map(text::batch_percentage);
        if percent != self.told {
            self.told = percent;
            self.services.progress(percent.map(|percent| f64::from(percent) / 100.0));
        }
    }

    /// Goes on without the window.
    pub(crate) fn go_to_background(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        self.background = true;
        let command =
            if hides(frame) { ViewportCommand::Visible(false) } else { ViewportCommand::Minimized(true) };
        ctx.send_viewport_cmd(command);
    }
}

/// The figure of the list, the title and the dock. Where nothing of the account that is shown is on its way, it is that
/// of the others. There is none where nothing is on its way at all.
pub fn under_way(model: &Model, batches: &Batches) -> Option<Batch> {
    let moving = |account: &Account| {
        let batch = batches.of(&account.id);
        (account.open() && batch.sending > 0 && batch.bytes > 0).then_some(batch)
    };
    let others = || model.accounts.values().filter_map(moving).reduce(Batch::with);
    model.current_account().and_then(moving).or_else(others)
}

/// The title of the window while this is on its way.
pub fn title(batch: Option<Batch>) -> String {
    batch.map_or_else(
        || msg::window::window_title().to_owned(),
        |batch| msg::window::window_title_progress(numbers::whole_percent(text::batch_percentage(&batch))),
    )
}

/// Whether the window can be hidden altogether. Wayland only knows minimised windows, and the Dock of macOS only brings
/// those back.
fn hides(frame: &eframe::Frame) -> bool {
    let tells = frame.winit_window().is_some_and(|window| window.is_visible().is_some());
    tells && cfg!(not(target_os = "macos"))
}

/// Whether somebody looks at the window. While it is minimized or covered no frame is drawn, and what egui has made of the
/// input is that of the last frame; the raw input is that of now.
pub(crate) fn looked_at(ctx: &egui::Context) -> bool {
    ctx.input(|input| input.raw.focused && input.raw.viewport().visible() != Some(false))
}

/// Brings the window to the front.
pub(crate) fn raise(ctx: &egui::Context, frame: &eframe::Frame) {
    ctx.send_viewport_cmd(ViewportCommand::Visible(true));
    ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
    ctx.send_viewport_cmd(ViewportCommand::Focus);
    if !hides(frame) {
        // Wayland lets no window take the focus by itself.
        ctx.send_viewport_cmd(ViewportCommand::RequestUserAttention(UserAttentionType::Informational));
    }
}

/// How the window stands, to be remembered.
pub(crate) fn memory(frame: &eframe::Frame, view: &View) -> Option<WindowMemory> {
    let window = frame.winit_window()?;
    let (scale, maximized) = (window.scale_factor(), window.is_maximized());
    let size = window.inner_size().to_logical::<u32>(scale);
    let position = window.outer_position().ok().map(|place| place.to_logical::<i32>(scale));
    Some(WindowMemory {
        size: Some((size.width, size.height)),
        position: position.map(|place| (place.x, place.y)),
        maximized,
        page: Some(view.page.word().to_owned()),
        sort: Some(view.uploads.sort.word().to_owned()),
    })
}

fn notification(stands: Standstill) -> Notification {
    let title = if stands.without_key > 0 {
        msg::desktop::desktop_uploads_key()
    } else if stands.undecided + stands.failed > 0 {
        msg::desktop::desktop_uploads_attention()
    } else {
        msg::desktop::desktop_uploads_finished()
    };
    let counts = [
        (stands.ready, msg::window::status_done(stands.ready)),
        (stands.failed, msg::window::status_failed(stands.failed)),
        (stands.undecided, msg::window::status_to_decide(stands.undecided)),
        (stands.without_key, msg::desktop::desktop_uploads_waiting(stands.without_key)),
    ];
    let said = counts.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said);
    Notification { title: title.to_owned(), body: numbers::facts(said) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{RawInput, ViewportId, ViewportInfo};

    #[test]
    fn notifications_can_be_switched_off_and_what_needs_a_person_brings_the_window_back() {
        let (on, off) = (Settings::default(), Settings { notifications: false, ..Settings::default() });
        let nothing = Standstill::of(&Model::default());
        let done = Standstill { ready: 1, ..nothing };
        assert!(tells(done, &on) && !tells(done, &off) && !tells(nothing, &on));
        assert_eq!(at_the_end(done), Move::End);
        for stuck in [Standstill { undecided: 1, ..done }, Standstill { without_key: 1, ..done }] {
            assert_eq!(at_the_end(stuck), Move::Raise);
        }
    }

    #[test]
    fn nobody_looks_at_a_window_that_was_minimized_before_another_frame() {
        let ctx = egui::Context::default();
        let seen = |minimized: bool, focused: bool| {
            let info =
                ViewportInfo { minimized: Some(minimized), occluded: Some(false), ..Default::default() };
            RawInput {
                viewports: [(ViewportId::ROOT, info)].into_iter().collect(),
                focused,
                ..Default::default()
            }
        };
        ctx.run_ui(seen(false, true), |ui| assert!(looked_at(ui.ctx()))).drop_without_applying_deltas();
        for (minimized, focused) in [(false, false), (true, true), (true, false)] {
            drop(ctx.run_logic(&seen(minimized, focused), |ctx| assert!(!looked_at(ctx))));
        }
        drop(ctx.run_logic(&seen(false, true), |ctx| assert!(looked_at(ctx))));
    }
}
