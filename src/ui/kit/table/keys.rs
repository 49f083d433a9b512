//! What the keyboard does in a list or a table.

use std::hash::Hash;

use eframe::egui::text_edit::TextEditState;
use eframe::egui::{
    CornerRadius, Event, EventFilter, FocusDirection, Id, Key, Memory, Popup, Rect, Response, Stroke,
    StrokeKind, Ui,
};

use crate::ui::kit::shortcuts;
use crate::ui::kit::table::picks::Picks;
use crate::ui::kit::theme::tokens;
use takeup_model::searchable;

/// Seconds after which typed letters begin a new name.
const TYPING: f64 = 1.0;

/// Seconds within which a row whose menu was asked for comes into sight.
const SCROLLING: f64 = 1.0;

/// The rows of a list.
#[derive(Debug)]
pub(crate) struct ListRows<'a, K> {
    /// Those that have a line, from top to bottom.
    pub(crate) shown: &'a [&'a K],
    /// The same, and those that are folded away.
    pub(crate) all: &'a [&'a K],
    /// How many have room in the list at once.
    pub(crate) page: usize,
}

/// How many rows of this height have room in a list of that.
pub(crate) fn in_a_page(list: f32, tall: f32) -> usize {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number of rows on a screen"
    )]
    let rows = (list / tall) as usize;
    rows.max(1)
}

/// What the keyboard asked for that the list itself does not do.
#[derive(Debug)]
pub(crate) struct ListKeys<K> {
    /// Open this row.
    pub(crate) open: Option<K>,
    /// Take away what is picked, or the row of the keyboard.
    pub(crate) remove: bool,
}

impl<K> Default for ListKeys<K> {
    fn default() -> Self {
        Self { open: None, remove: false }
    }
}

/// Takes the keys that are meant for the list: those pressed in it, or where nothing has the keyboard, and from a button
/// in it those that mean nothing to a button. `name` tells what the row at a place is called.
pub(crate) fn take<K: Eq + Hash + Clone + Send + Sync + 'static>(
    ui: &Ui,
    table: &Response,
    rows: &ListRows<'_, K>,
    name: impl Fn(usize) -> String,
    picks: &mut Picks<K>,
    reveal: &mut Option<usize>,
) -> ListKeys<K> {
    let (focused, covered) = ui.memory(|memory| (memory.focused(), memory.top_modal_layer().is_some()));
    if ui.input(|input| input.pointer.any_pressed()) {
        keyed(ui, table, false);
    } else if ui.input(|input| input.key_pressed(Key::Tab)) {
        keyed(ui, table, true);
    }
    let ids = rows.shown;
    let mine = focused.is_none_or(|id| id == table.id);
    let (open, closed) = menus(ui, table);
    if covered || open || !serves(ui, table) {
        return ListKeys::default();
    }
    hold(ui, table);
    stay(ui, table, ids, picks);
    if table.gained_focus() {
        let here = picks.here().and_then(|id| ids.iter().position(|other| *other == id));
        *reveal = here.or(*reveal);
    }
    if shortcuts::TICK_ALL.pressed(ui) {
        picks.clear();
        picks.toggle_all(rows.all);
    }
    if !picks.is_empty() && !closed && shortcuts::CLOSE.pressed(ui) {
        picks.clear();
    }
    let [last, page] = [ids.len(), rows.page].map(|rows| isize::try_from(rows).unwrap_or(isize::MAX));
    let ways = [1, -1, page, -page, last, -last];
    // Several keys may have come since the last frame.
    loop {
        let reaches = shortcuts::REACH.which(ui);
        let moves = reaches.or_else(|| shortcuts::MOVE.which(ui));
        let Some(by) = moves.and_then(|place| ways.get(place)) else { break };
        *reveal = picks.step(ids, *by, reaches.is_some()).or(*reveal);
        keyed(ui, table, true);
        table.request_focus();
        // Otherwise the same key would go on from here to whatever stands below.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    // Names have spaces in them.
    if mine && !is_typing(ui, table) && shortcuts::TICK.pressed(ui) {
        // Nothing is ticked before it can be seen which row is meant.
        if table.has_focus() {
            picks.toggle_here();
        }
        table.request_focus();
    }
    if table.has_focus() {
        *reveal = go_to_name(ui, table, ids, name, picks).or(*reveal);
    }
    let here = picks.here().filter(|id| ids.contains(id)).cloned();
    let on_row = here.is_some() || !picks.is_empty();
    if on_row
        && shortcuts::MENU.pressed(ui)
        && let Some(id) = menu_row(ids, picks, here.as_ref())
    {
        *reveal = ids.iter().position(|other| **other == id);
        let time = ui.input(|input| input.time);
        ui.data_mut(|data| data.insert_temp(menu_id(table), (id, time)));
    }
    ListKeys {
        open: here.filter(|_| mine && shortcuts::OPEN.pressed(ui)),
        remove: on_row && shortcuts::REMOVE.pressed(ui),
    }
}

/// Goes to the row whose name is being typed; its place, if there is one.
fn go_to_name<K: Eq + Hash + Clone>(
    ui: &Ui,
    table: &Response,
    ids: &[&K],
    name: impl Fn(usize) -> String,
    picks: &mut Picks<K>,
) -> Option<usize> {
    let typed = typed(ui, table)?;
    let here = picks.here().and_then(|id| ids.iter().position(|other| *other == id)).unwrap_or(0);
    let place = find(&typed, (0..ids.len()).map(name), here)?;
    picks.go(ids.get(place)?);
    Some(place)
}

/// From a row, no arrow leads out of the list.
fn hold(ui: &Ui, table: &Response) {
    let filter = EventFilter {
        vertical_arrows: true,
        horizontal_arrows: true,
        escape: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(table.id, filter));
}

/// The ring around the row of the keyboard, for whoever has moved there by keys: the pointer shows where it is by itself.
pub(crate) fn ring(ui: &Ui, table: &Response, row: Rect) {
    if ui.data(|data| data.get_temp(table.id.with("keyed"))) == Some(true) {
        let stroke = Stroke::new(2.0, tokens(ui).accent);
        ui.painter().rect_stroke(row, CornerRadius::same(4), stroke, StrokeKind::Inside);
    }
}

/// Notes whether the keyboard is where it is by keys.
fn keyed(ui: &Ui, table: &Response, by_keys: bool) {
    ui.data_mut(|data| data.insert_temp(table.id.with("keyed"), by_keys));
}

/// Whether the keys move from a row in this place to the next: the keyboard is in the list, or at a button in it.
pub(crate) fn serves(ui: &Ui, table: &Response) -> bool {
    let focused = ui.memory(Memory::focused);
    focused.is_none_or(|id| id == table.id || is_button_in(ui, table, table.rect, id))
}

/// Whether this is anything but a field, and lies in this part of the list.
fn is_button_in(ui: &Ui, table: &Response, part: Rect, id: Id) -> bool {
    let lies =
        |response: Response| response.layer_id == table.layer_id && part.contains(response.rect.center());
    ui.ctx().read_response(id).is_some_and(lies) && TextEditState::load(ui.ctx(), id).is_none()
}

/// Puts the keyboard of the list at this row if a button in it has the keyboard: from there it goes on.
pub(crate) fn follow<K: Eq + Hash + Clone>(
    ui: &Ui,
    table: &Response,
    line: Rect,
    row: &K,
    picks: &mut Picks<K>,
) {
    let focused = ui.memory(Memory::focused).filter(|id| *id != table.id);
    if focused.is_some_and(|id| is_button_in(ui, table, line.intersect(table.rect), id)) && !picks.at(row) {
        picks.go(row);
    }
}

/// Whether a menu is open, and whether one was until now: the key that closes a menu is meant for nothing else.
fn menus(ui: &Ui, table: &Response) -> (bool, bool) {
    let open = Popup::is_any_open(ui.ctx());
    let was =
        ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or_default(table.id.with("menus")), open));
    (open, was && !open)
}

/// The row at which the menu of what is picked stands: that of the keyboard, or else the first that is picked.
fn menu_row<K: Eq + Hash + Clone>(ids: &[&K], picks: &Picks<K>, here: Option<&K>) -> Option<K> {
    let picked = |id: &&K| picks.has(id);
    here.filter(picked).or_else(|| ids.iter().copied().find(picked)).or(here).cloned()
}

fn menu_id(table: &Response) -> Id {
    table.id.with("menu")
}

/// Whether the keyboard opens the menu of this row, which is in sight now. It does so once.
pub(crate) fn opens_menu<K: Eq + Clone + Send + Sync + 'static>(ui: &Ui, table: &Response, row: &K) -> bool {
    let id = menu_id(table);
    let Some((wanted, since)) = ui.data(|data| data.get_temp::<(K, f64)>(id)) else { return false };
    let opens = wanted == *row;
    if opens || ui.input(|input| input.time) - since > SCROLLING {
        ui.data_mut(|data| data.remove::<(K, f64)>(id));
    }
    opens
}

/// Where the row of the keyboard is gone, the keyboard goes to the one that took its place.
fn stay<K: Eq + Hash + Clone>(ui: &Ui, table: &Response, ids: &[&K], picks: &mut Picks<K>) {
    let (place_id, last) = (table.id.with("place"), ids.len().saturating_sub(1));
    let Some(here) = picks.here().filter(|_| table.has_focus()) else { return };
    if let Some(place) = ids.iter().position(|id| *id == here) {
        ui.data_mut(|data| data.insert_temp(place_id, place));
        return;
    }
    let place = ui.data(|data| data.get_temp::<usize>(place_id));
    if let Some(id) = place.and_then(|place| ids.get(place.min(last))) {
        picks.go(id);
    }
}

/// The letters typed in the list within the last second.
fn typed(ui: &Ui, table: &Response) -> Option<String> {
    let (fresh, now) = ui.input(|input| {
        let text = |event: &'_ Event| if let Event::Text(text) = event { Some(text.clone()) } else { None };
        (input.events.iter().filter_map(text).collect::<String>(), input.time)
    });
    if fresh.is_empty() || (fresh.starts_with(' ') && !is_typing(ui, table)) {
        return None;
    }
    let id = table.id.with("typed");
    Some(ui.data_mut(|data| {
        let (at, text) = data.get_temp_mut_or_default::<(f64, String)>(id);
        if now - *at > TYPING {
            text.clear();
        }
        *at = now;
        text.push_str(&fresh);
        text.clone()
    }))
}

/// Whether the last letter of a name was typed less than a second ago.
fn is_typing(ui: &Ui, table: &Response) -> bool {
    let last = ui.data(|data| data.get_temp::<(f64, String)>(table.id.with("typed")));
    last.is_some_and(|(at, _)| ui.input(|input| input.time) - at <= TYPING)
}

/// The next row after the keyboard whose name begins with what was typed.
fn find(typed: &str, names: impl Iterator<Item = String>, here: usize) -> Option<usize> {
    let typed = searchable(typed);
    let fitting: Vec<usize> = (0..)
        .zip(names)
        .filter(|(_, name)| searchable(name).starts_with(&typed))
        .map(|(place, _)| place)
        .collect();
    // One more letter of the same name stays where it is.
    let from = if typed.chars().count() > 1 { here } else { here + 1 };
    fitting.iter().find(|place| **place >= from).or(fitting.first()).copied()
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn typing_goes_to_the_next_name_that_begins_so() {
        let names = ["Clip 1", "clip 2", "가을", "other"];
        let go = |typed: &str, here| find(typed, names.into_iter().map(str::to_owned), here);
        assert_eq!(go("c", 0), Some(1));
        assert_eq!(go("c", 1), Some(0), "from the end it goes on at the beginning");
        assert_eq!(go("cl", 1), Some(1), "one more letter stays");
        assert_eq!(go("가", 0), Some(2));
        assert_eq!(go("x", 0), None);
    }
}
