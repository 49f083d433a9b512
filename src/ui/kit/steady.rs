//! A click means what stood under the pointer when the hand began to move. A button that appears, moves or changes under
//! the pointer takes no click for a moment.

use std::collections::HashMap;
use std::hash::Hash;

use eframe::egui::{Id, Pos2, Rect, Response, Vec2, accesskit::Action, response::Flags};

/// How long such a button takes no click, in seconds.
const MOMENT: f64 = 0.5;
/// Between the two clicks of a double click a hand moves no further than this.
const TREMOR: f32 = 8.0;

/// A button as it was drawn.
#[derive(Clone, Copy)]
struct Drawn {
    /// What it does.
    does: Id,
    /// Where it is.
    rect: Rect,
    /// Whether it was there already when the pointer was looked for.
    there: bool,
    /// Whether the pointer was on it, and nothing between them.
    under: bool,
    /// When it came under the pointer without the pointer having moved there, and where that was.
    came: Option<(f64, Pos2)>,
    /// When it began to do something else.
    turned: Option<f64>,
}

/// The buttons of one pass and of the pass before.
#[derive(Clone, Default)]
struct Buttons {
    pass: u64,
    before: HashMap<Id, Drawn>,
    drawn: HashMap<Id, Drawn>,
    /// Where the pointer is. A finger that is lifted leaves it where it was.
    at: Option<Pos2>,
}

impl Buttons {
    fn begin(&mut self, pass: u64, at: Option<Pos2>) {
        if self.pass != pass {
            self.pass = pass;
            self.before = std::mem::take(&mut self.drawn);
            self.at = at.or(self.at);
        }
    }

    fn draw(&mut self, response: &Response, does: Id, time: f64, scrolls: bool) -> Drawn {
        let (rect, under) = (response.interact_rect, response.contains_pointer());
        let before = self.before.get(&response.id);
        let same = before.filter(|before| before.does == does);
        let fresh = |place: Pos2| match same {
            // It may have been covered.
            Some(before) if before.rect.contains(place) => under && before.there && !before.under,
            Some(_) | None => !scrolls,
        };
        let came = self.at.filter(|place| rect.contains(*place) && fresh(*place)).map(|place| (time, place));
        let turned = before.filter(|before| before.does != does).map(|_| time);
        let drawn = Drawn {
            does,
            rect,
            there: before.is_some_and(|before| self.at.is_some_and(|place| before.rect.contains(place))),
            under,
            came: came.or(same.and_then(|before| before.came)),
            turned: turned.or(same.and_then(|before| before.turned)),
        };
        self.drawn.insert(response.id, drawn);
        drawn
    }
}

/// Drops a click that was not meant for this button. `does` tells what it does, where its ID does not.
pub(crate) fn steady(mut response: Response, does: impl Hash + std::fmt::Debug) -> Response {
    let ctx = response.ctx.clone();
    let (time, at, scrolls, asked) = ctx.input(|input| {
        let scrolls = input.smooth_scroll_delta() != Vec2::ZERO;
        let asked = input.has_accesskit_action_request(response.id, Action::Click);
        (input.time, input.pointer.latest_pos(), scrolls, asked)
    });
    let pass = ctx.cumulative_pass_nr();
    let (drawn, at) = ctx.data_mut(|data| {
        let buttons: &mut Buttons = data.get_temp_mut_or_default(Id::NULL);
        buttons.begin(pass, at);
        (buttons.draw(&response, Id::unique(does), time, scrolls), buttons.at)
    });
    let still = |place: Pos2| at.is_none_or(|at| at.distance(place) < TREMOR);
    if drawn.came.is_some_and(|(since, place)| time - since < MOMENT && still(place)) {
        response.flags.remove(Flags::CLICKED);
    }
    // A screen reader names what it clicks on.
    if !asked && drawn.turned.is_some_and(|since| time - since < MOMENT) {
        response.flags.remove(Flags::FAKE_PRIMARY_CLICKED);
    }
    response
}
