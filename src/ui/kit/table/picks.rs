//! Which rows are picked, and where the keyboard is. By ID: a list that is loaded again changes nothing here.

use std::collections::HashSet;

/// The picked rows of one table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picks {
    ids: HashSet<String>,
    cursor: Option<String>,
    anchor: Option<String>,
}

impl Picks {
    /// Whether this row is picked.
    pub fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Picks none.
    pub fn clear(&mut self) {
        self.ids.clear();
    }

    /// Whether the keyboard is at this row.
    pub fn at(&self, id: &str) -> bool {
        self.cursor.as_deref() == Some(id)
    }

    /// Puts the keyboard at this row.
    pub fn go(&mut self, id: &str) {
        self.cursor = Some(id.to_owned());
        self.anchor = Some(id.to_owned());
    }

    /// Picks this row, or no longer.
    pub fn toggle(&mut self, id: &str) {
        if !self.ids.remove(id) {
            self.ids.insert(id.to_owned());
        }
        self.go(id);
    }

    /// Picks all of these, or none where all are picked already.
    pub fn toggle_all<'a>(&mut self, shown: impl Iterator<Item = &'a str> + Clone) {
        if shown.clone().all(|id| self.has(id)) {
            self.ids.clear();
        } else {
            self.ids.extend(shown.map(str::to_owned));
        }
    }

    /// Picks every row from where the last one was picked to this one, and only these.
    pub fn reach(&mut self, shown: &[&str], id: &str) {
        let place = |wanted: &str| shown.iter().position(|other| *other == wanted);
        let Some(to) = place(id) else { return };
        let from = self.anchor.as_deref().and_then(place).unwrap_or(to);
        let range = shown.get(from.min(to)..=from.max(to)).unwrap_or_default();
        self.ids = range.iter().map(|id| (*id).to_owned()).collect();
        self.cursor = Some(id.to_owned());
        if self.anchor.is_none() {
            self.anchor = Some(id.to_owned());
        }
    }

    /// Moves the keyboard by so many rows; with `pick`, everything on the way is picked. Returns where it is then.
    pub fn step(&mut self, shown: &[&str], by: isize, pick: bool) -> Option<usize> {
        let last = shown.len().checked_sub(1)?;
        let here = self.cursor.as_deref().and_then(|id| shown.iter().position(|other| *other == id));
        let place = match here {
            Some(here) => here.saturating_add_signed(by).min(last),
            None if by < 0 => last,
            None => 0,
        };
        let id = shown.get(place)?;
        if pick {
            self.reach(shown, id);
        } else {
            self.go(id);
        }
        Some(place)
    }

    /// Picks the row at which the keyboard is, or no longer.
    pub fn toggle_here(&mut self) {
        if let Some(id) = self.cursor.clone() {
            self.toggle(&id);
        }
    }

    /// The row at which the keyboard is.
    pub fn here(&self) -> Option<&str> {
        self.cursor.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [&str; 5] = ["a", "b", "c", "d", "e"];

    fn picked(picks: &Picks) -> String {
        ROWS.into_iter().filter(|id| picks.has(id)).collect()
    }

    #[test]
    fn a_range_goes_from_where_the_last_one_was_picked() {
        let mut picks = Picks::default();
        picks.toggle("b");
        picks.reach(&ROWS, "d");
        assert_eq!(picked(&picks), "bcd");
        picks.reach(&ROWS, "a");
        assert_eq!(picked(&picks), "ab");
        picks.toggle("e");
        assert_eq!(picked(&picks), "abe");
        picks.toggle("b");
        assert_eq!(picked(&picks), "ae");
    }

    #[test]
    fn the_keyboard_moves_and_picks_within_the_list() {
        let mut picks = Picks::default();
        assert_eq!(picks.step(&ROWS, 1, false), Some(0));
        assert_eq!(picks.step(&ROWS, 2, true), Some(2));
        assert_eq!(picked(&picks), "abc");
        assert_eq!(picks.step(&ROWS, 100, false), Some(4));
        assert_eq!(picked(&picks), "abc");
        picks.toggle_here();
        assert_eq!(picked(&picks), "abce");
        assert_eq!(picks.step(&[], 1, true), None);
    }

    #[test]
    fn all_are_picked_and_then_none() {
        let mut picks = Picks::default();
        picks.toggle("c");
        picks.toggle_all(ROWS.into_iter());
        assert_eq!(picked(&picks), "abcde");
        picks.toggle_all(ROWS.into_iter());
        assert!(picks.is_empty());
    }

    #[test]
    fn what_is_not_there_any_more_stands_in_nobodys_way() {
        let mut picks = Picks::default();
        picks.toggle("gone");
        picks.reach(&ROWS, "c");
        assert_eq!(picked(&picks), "c");
        assert_eq!(picks.step(&ROWS, 1, false), Some(3));
    }
}
