//! Which rows are picked, and where the keyboard is. By ID: a list that is loaded again changes nothing here.

use std::collections::HashSet;
use std::hash::Hash;

/// The picked rows of one list, and the row at which the keyboard is.
#[derive(Clone, Debug, PartialEq)]
pub struct Picks<K: Eq + Hash = String> {
    ids: HashSet<K>,
    cursor: Option<K>,
    anchor: Option<K>,
}

impl<K: Eq + Hash> Default for Picks<K> {
    fn default() -> Self {
        Self { ids: HashSet::new(), cursor: None, anchor: None }
    }
}

impl<K: Eq + Hash + Clone> Picks<K> {
    /// Whether this row is picked.
    pub fn has(&self, id: &K) -> bool {
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
    pub fn at(&self, id: &K) -> bool {
        self.cursor.as_ref() == Some(id)
    }

    /// Puts the keyboard at this row.
    pub fn go(&mut self, id: &K) {
        self.cursor = Some(id.clone());
        self.anchor = Some(id.clone());
    }

    /// Picks this row, or no longer.
    pub fn toggle(&mut self, id: &K) {
        if !self.ids.remove(id) {
            self.ids.insert(id.clone());
        }
        self.go(id);
    }

    /// The one that is picked, if it is the only one.
    pub fn only(&self) -> Option<&K> {
        self.ids.iter().next().filter(|_| self.ids.len() == 1)
    }

    /// Picks all of these, or none where all are picked already.
    pub fn toggle_all(&mut self, shown: &[&K]) {
        if shown.iter().all(|id| self.has(id)) {
            self.ids.clear();
        } else {
            self.ids.extend(shown.iter().map(|id| (*id).clone()));
        }
    }

    /// Picks every row from where the last one was picked to this one, and only these.
    pub fn reach(&mut self, shown: &[&K], id: &K) {
        let place = |wanted: &K| shown.iter().position(|other| *other == wanted);
        let Some(to) = place(id) else { return };
        let from = self.anchor.as_ref().and_then(place).unwrap_or(to);
        let range = shown.get(from.min(to)..=from.max(to)).unwrap_or_default();
        self.ids = range.iter().map(|id| (*id).clone()).collect();
        self.cursor = Some(id.clone());
        self.anchor.get_or_insert_with(|| id.clone());
    }

    /// Moves the keyboard by so many rows; with `pick`, everything on the way is picked. Returns where it is then.
    pub fn step(&mut self, shown: &[&K], by: isize, pick: bool) -> Option<usize> {
        let last = shown.len().checked_sub(1)?;
        let here = self.cursor.as_ref().and_then(|id| shown.iter().position(|other| *other == id));
        let place = match here {
            Some(here) => here.saturating_add_signed(by).min(last),
            // As if the keyboard had been before the first row; one row up from there is the last.
            None if by == -1 => last,
            None => by.max(1).unsigned_abs().saturating_sub(1).min(last),
        };
        let id = *shown.get(place)?;
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
    pub fn here(&self) -> Option<&K> {
        self.cursor.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [&&str; 5] = [&"a", &"b", &"c", &"d", &"e"];

    fn picked(picks: &Picks<&'static str>) -> String {
        ROWS.into_iter().filter(|id| picks.has(id)).copied().collect()
    }

    #[test]
    fn a_range_goes_from_where_the_last_one_was_picked() {
        let mut picks = Picks::default();
        picks.toggle(&"b");
        picks.reach(&ROWS, &"d");
        assert_eq!(picked(&picks), "bcd");
        picks.reach(&ROWS, &"a");
        assert_eq!(picked(&picks), "ab");
        picks.toggle(&"e");
        assert_eq!(picked(&picks), "abe");
        picks.toggle(&"b");
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
        picks.toggle(&"c");
        picks.toggle_all(&ROWS);
        assert_eq!(picked(&picks), "abcde");
        picks.toggle_all(&ROWS);
        assert!(picks.is_empty());
    }

    #[test]
    fn what_is_not_there_any_more_stands_in_nobodys_way() {
        let mut picks = Picks::default();
        picks.toggle(&"gone");
        picks.reach(&ROWS, &"c");
        assert_eq!(picked(&picks), "c");
        assert_eq!(picks.step(&ROWS, 1, false), Some(3));
    }
}
