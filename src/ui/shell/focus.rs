//! The keyboard is always somewhere. What it was at may go: a dialog closes, a row is deleted, a button is not needed any
//! more. Then it goes back to where it was before, or to the list of the page.

use eframe::egui::{FocusDirection, Id, Key, Popup, Ui, text_edit::TextEditState};

/// Where the keyboard is.
#[derive(Clone, Debug, Default)]
pub struct KeyboardFocus {
    /// What has it.
    last: Option<Id>,
    /// What had it when a dialog or a menu opened above.
    below: Option<Id>,
    /// Whether a dialog is open, and whether a dialog or a menu is.
    covered: (bool, bool),
    /// Whether somebody clicked beside everything that can have it.
    let_go: bool,
    /// Whether Escape leaves a field, or closes a dialog or a menu.
    keeps_escape: bool,
}

impl KeyboardFocus {
    /// Whether Escape has nothing to close or to leave but what lies in a corner.
    pub(crate) fn leaves_escape(&self) -> bool {
        !self.keeps_escape
    }
}

fn fallback() -> Id {
    Id::unique("keyboard-fallback")
}

/// Names what has the keyboard once nothing else has it any more. What comes later in the frame is nearer.
pub(crate) fn fall_back_to(ui: &Ui, id: Id) {
    ui.data_mut(|data| data.insert_temp(fallback(), id));
}

/// Puts the keyboard somewhere, where it would be nowhere. To be called before anything is drawn.
pub(crate) fn keep(ui: &Ui, kept: &mut KeyboardFocus) {
    let (focused, dialog) = ui.memory(|memory| (memory.focused(), memory.top_modal_layer().is_some()));
    let (was_dialog, was_covered) = kept.covered;
    let covered = dialog || Popup::is_any_open(ui.ctx());
    kept.covered = (dialog, covered);
    let typing = kept.last.is_some_and(|id| TextEditState::load(ui.ctx(), id).is_some());
    kept.keeps_escape = covered || was_covered || typing;
    let (escaped, clicked) = ui.input(|input| {
        (input.key_pressed(Key::Escape), input.pointer.any_pressed() || input.pointer.any_released())
    });
    // Escape leaves a field for the list.
    let leaves = escaped && typing;
    let let_go = std::mem::replace(&mut kept.let_go, clicked) || clicked;
    if covered && !was_covered {
        kept.below = kept.last;
    }
    let opens = dialog && !was_dialog && (focused.is_none() || focused == kept.below);
    // The item of a menu that has opened it had the keyboard for one more frame.
    if opens || (dialog && focused.is_none() && !let_go) {
        // Into the dialog: to the first thing that can have it there.
        if let Some(id) = focused {
            ui.memory_mut(|memory| memory.surrender_focus(id));
        }
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::Next));
    }
    if covered {
        return;
    }
    let lost = kept.last.is_some() && !let_go;
    let back = match focused {
        None if was_covered => kept.below.take(),
        None if lost => {
            // Enter takes it away from a field that is still there, and Escape from a button.
            let still = kept.last.filter(|id| !leaves && ui.ctx().read_response(*id).is_some());
            kept.below.take().or(still).or_else(|| ui.data(|data| data.get_temp(fallback())))
        }
        None => None,
        // The last item of a menu has it for one more frame.
        Some(_) => {
            kept.below.take_if(|_| !was_covered);
            None
        }
    };
    if let Some(id) = back {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    kept.last = back.or(focused);
    ui.data_mut(|data| data.remove::<Id>(fallback()));
}
