//! What the keyboard does in a table.

use eframe::egui::{EventFilter, FocusDirection, Key, Modifiers, Response, Ui};

use crate::ui::kit::table::table_state::{TableRow, TableState};

/// How far a page goes.
const PAGE: isize = 10;

/// Takes the keys that are meant for the table: those pressed in it, or where nothing has the keyboard.
/// Returns the ID of the row that is to be opened.
pub(super) fn take<T: TableRow>(
    ui: &Ui,
    table: &Response,
    ids: &[&str],
    kept: &mut TableState<T>,
) -> Option<String> {
    if table.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(table.id, filter));
    }
    let (focused, covered) = ui.memory(|memory| (memory.focused(), memory.top_modal_layer().is_some()));
    let mine = focused.is_none_or(|id| id == table.id);
    if !mine || covered || ui.ctx().any_popup_open() {
        return None;
    }
    let pressed = |held: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(held, key));
    if pressed(Modifiers::COMMAND, Key::A) {
        kept.picks.clear();
        kept.picks.toggle_all(ids.iter().copied());
    }
    if !kept.picks.is_empty() && pressed(Modifiers::NONE, Key::Escape) {
        kept.picks.clear();
    }
    let last = isize::try_from(ids.len()).unwrap_or(isize::MAX);
    let ways = [
        (Key::ArrowDown, 1),
        (Key::ArrowUp, -1),
        (Key::PageDown, PAGE),
        (Key::PageUp, -PAGE),
        (Key::End, last),
        (Key::Home, -last),
    ];
    for (key, by) in ways {
        let reaches = pressed(Modifiers::SHIFT, key);
        if reaches || pressed(Modifiers::NONE, key) {
            kept.reveal = kept.picks.step(ids, by, reaches).or(kept.reveal);
            table.request_focus();
            // Otherwise the same key would go on from here to whatever stands below.
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        }
    }
    if pressed(Modifiers::NONE, Key::Space) {
        // Nothing is ticked before it can be seen which row is meant.
        if table.has_focus() {
            kept.picks.toggle_here();
        }
        table.request_focus();
    }
    let here = kept.picks.here().filter(|id| ids.contains(id));
    if here.is_some() && pressed(Modifiers::NONE, Key::Enter) { here.map(str::to_owned) } else { None }
}
