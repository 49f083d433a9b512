//! Lists of what the platform holds, loaded page by page and kept fresh.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::{Failure, IndexId, StoreId};

/// A list kept fresh from the platform. The old items stay while new ones load or fail to.
#[derive(Clone, Debug)]
pub struct Listing<T> {
    /// What was told, newest first.
    pub items: Arc<[Arc<T>]>,
    /// How fresh they are.
    pub state: ListState,
}

/// How fresh a list is, whatever is in it.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts")]
pub struct ListState {
    /// How many there are on the platform, when it says so.
    pub total: Option<u64>,
    /// Only what has this in its name is wanted.
    pub search: String,
    /// The search that the items answer to.
    pub found: String,
    /// When the items were told.
    pub loaded: Option<Timestamp>,
    /// Why the last attempt failed.
    pub trouble: Option<Failure>,
    /// Somebody asked for fresh items.
    pub wanted: bool,
    /// That was after they were asked for last.
    pub wanted_again: bool,
    /// Somebody asked for one more page.
    pub deeper: bool,
    /// Somebody asked for all pages.
    pub to_the_end: bool,
    /// The last page was reached.
    pub complete: bool,
    /// What the platform's pages hold beside the items, by name: nobody wants to see it, but it counts there.
    pub passed_over: BTreeSet<String>,
    /// When it is asked again by itself, and how long the pause before that is.
    pub next: Option<(Instant, Duration)>,
}

impl ListState {
    /// A list nobody has asked for.
    pub const UNKNOWN: Self = Self {
        total: None,
        search: String::new(),
        found: String::new(),
        loaded: None,
        trouble: None,
        wanted: false,
        wanted_again: false,
        deeper: false,
        to_the_end: false,
        complete: false,
        passed_over: BTreeSet::new(),
        next: None,
    };

    /// Asks for fresh items.
    pub fn want(&mut self) {
        self.wanted = true;
        self.wanted_again = true;
    }

    /// Whether something of it is being loaded, or about to be.
    pub fn loading(&self) -> bool {
        self.wanted || self.deeper
    }
}

/// What can stand in a list.
pub trait ListItem {
    /// Its name on the platform.
    fn key(&self) -> &str;
    /// Whether it will change by itself.
    fn under_way(&self) -> bool {
        false
    }
}

/// Which part of a list was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// From the first item on, as far as something known.
    First,
    /// What follows the last known item.
    Next,
    /// What changed last, wherever it stands.
    Changed,
}

/// A stretch of a list as the platform told it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPage<T> {
    /// Which stretch.
    pub stretch: PageKind,
    /// The search it answers to.
    pub search: String,
    /// The items, newest first.
    pub items: Vec<T>,
    /// How many there are in all, when the platform says so.
    pub total: Option<u64>,
    /// Whether nothing follows.
    pub last: bool,
    /// What was told there beside, by name, and is no item.
    pub passed_over: BTreeSet<String>,
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Self { items: Arc::from([]), state: ListState::UNKNOWN }
    }
}

impl<T> Listing<T> {
    /// How many items there are, as far as anybody knows.
    pub fn count(&self) -> Option<u64> {
        let shown = |total: u64| total.saturating_sub(self.state.passed_over.len() as u64);
        self.state.total.map(shown).or(self.state.loaded.map(|_| self.items.len() as u64))
    }

    /// How many the platform has told of, items or not.
    pub fn told(&self) -> usize {
        self.items.len() + self.state.passed_over.len()
    }

    /// Whether the platform has more than was loaded.
    pub fn more(&self) -> bool {
        let state = &self.state;
        let rest = state.total.is_none_or(|total| total > self.told() as u64);
        rest && !state.complete && self.told() > 0
    }

    /// Every item.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.items.iter().map(Arc::as_ref)
    }
}

impl<T: ListItem> Listing<T> {
    /// Whether something in it will change by itself.
    pub fn moving(&self) -> bool {
        self.items.iter().any(|item| item.under_way())
    }

    /// One of its items.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.items.iter().find(|item| item.key() == key).map(Arc::as_ref)
    }

    /// Changes one item, if it is here. A list in which nothing is different stays the same one.
    pub fn change(&mut self, key: &str, change: impl FnOnce(&mut T))
    where
        T: Clone + PartialEq,
    {
        let Some(known) = self.get(key) else { return };
        let mut item = known.clone();
        change(&mut item);
        if item != *known {
            self.update(vec![item]);
        }
    }

    /// Takes one item out that is known to be gone.
    pub fn forget(&mut self, key: &str) {
        let before = self.items.len();
        self.items = self.items.iter().filter(|item| item.key() != key).cloned().collect();
        if self.items.len() < before {
            self.state.total = self.state.total.map(|total| total.saturating_sub(1));
        }
    }

    /// Takes in what the platform told of items that are known, and passes over the rest.
    pub fn update(&mut self, told: Vec<T>) {
        let mut told: BTreeMap<String, T> =
            told.into_iter().map(|item| (item.key().to_owned(), item)).collect();
        let fresh =
            |old: &Arc<T>| told.remove(old.key()).map_or_else(|| Arc::clone(old), |item| Arc::new(item));
        self.items = self.items.iter().map(fresh).collect();
    }

    /// Takes in a stretch. Pages shift while things are added and deleted elsewhere, so items are told apart by their
    /// names: none stands twice, and one that is told again stays where it is.
    pub fn merge(&mut self, page: ListPage<T>) {
        let known: BTreeMap<&str, usize> =
            self.items.iter().enumerate().map(|(place, item)| (item.key(), place)).collect();
        let told: BTreeSet<&str> = page.items.iter().map(ListItem::key).collect();
        match page.stretch {
            PageKind::Changed => return self.update(page.items),
            PageKind::First => {
                // What lies between told items and was not told is gone; what lies behind them is still there, unless
                // the stretch reaches the end, or nothing joins it to what is known.
                let joint = told.iter().filter_map(|key| known.get(key)).max();
                let rest = match joint {
                    Some(place) if !page.last => place + 1,
                    None if !page.last && !page.passed_over.is_disjoint(&self.state.passed_over) => 0,
                    _ => self.items.len(),
                };
                let rest: Vec<Arc<T>> = self.items.iter().skip(rest).cloned().collect();
                let kept_all = !rest.is_empty();
                if !kept_all {
                    self.state.passed_over.clear();
                }
                self.items = unique(page.items).chain(rest).collect();
                self.state.complete = page.last || (kept_all && self.state.complete);
            }
            PageKind::Next => {
                let new = |item: &T| !known.contains_key(item.key());
                let (fresh, again): (Vec<T>, Vec<T>) = page.items.into_iter().partition(new);
                let adds = !fresh.is_empty() || !page.passed_over.is_subset(&self.state.passed_over);
                self.update(again);
                self.items = self.items.iter().cloned().chain(unique(fresh)).collect();
                // A total may promise what no page holds. If it has grown, there is more in front.
                self.state.complete = page.last || !(adds || page.total > self.state.total);
            }
        }
        self.state.passed_over.extend(page.passed_over);
        self.state.total = page.total;
    }
}

/// The first of each name.
fn unique<T: ListItem>(items: Vec<T>) -> impl Iterator<Item = Arc<T>> {
    let mut seen = BTreeSet::new();
    items.into_iter().filter(move |item| seen.insert(item.key().to_owned())).map(Arc::new)
}

/// Names one of an account's lists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Assets.
    Assets,
    /// Indexes.
    Indexes,
    /// Classic indexing tasks.
    Tasks,
    /// Knowledge stores.
    Stores,
    /// Unfinished multipart sessions.
    Sessions,
    /// What is in an index.
    Indexed(IndexId),
    /// What is in a knowledge store.
    Items(StoreId),
    /// The item collections of a knowledge store.
    Collections(StoreId),
    /// Connections to Google Drive.
    Connections,
}

impl List {
    /// Whether the platform can search it by a part of a name.
    pub fn searchable(&self) -> bool {
        match self {
            Self::Assets => true,
            // Some of these it can search too, but for whole names.
            Self::Indexes
            | Self::Tasks
            | Self::Indexed(_)
            | Self::Stores
            | Self::Sessions
            | Self::Items(_)
            | Self::Connections
            | Self::Collections(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Thing(String, u32);

    impl ListItem for Thing {
        fn key(&self) -> &str {
            &self.0
        }
    }

    fn page(stretch: PageKind, keys: &str, total: u64, last: bool) -> ListPage<Thing> {
        let items = keys.chars().map(|key| Thing(key.to_string(), 1)).collect();
        let (search, passed_over) = (String::new(), BTreeSet::new());
        ListPage { stretch, search, items, total: Some(total), last, passed_over }
    }

    fn keys(list: &Listing<Thing>) -> String {
        list.items.iter().map(|item| item.0.as_str()).collect()
    }

    fn list(keys: &str, total: u64) -> Listing<Thing> {
        let mut list = Listing::default();
        list.merge(page(PageKind::First, keys, total, false));
        list
    }

    #[test]
    fn pages_that_shift_bring_nothing_twice_and_lose_nothing() {
        let mut list = list("jihg", 10);
        // Two were added in front while the next page was asked for.
        list.merge(page(PageKind::Next, "hgfe", 12, false));
        assert_eq!(keys(&list), "jihgfe");
        list.merge(page(PageKind::First, "lkji", 12, false));
        assert_eq!(keys(&list), "lkjihgfe");
        assert!(list.more());
        list.merge(page(PageKind::Next, "dcba", 12, true));
        assert_eq!(keys(&list), "lkjihgfedcba");
        assert!(!list.more());
        list.merge(page(PageKind::First, "lkji", 12, false));
        assert!(list.state.complete, "a look at the beginning does not undo the end");
    }

    #[test]
    fn a_page_that_adds_nothing_ends_the_list() {
        let mut list = list("ab", 9);
        list.merge(page(PageKind::Next, "ab", 9, false));
        assert!(!list.more(), "whatever the total promises");
        list.merge(page(PageKind::First, "xy", 60, false));
        list.merge(page(PageKind::Next, "xy", 110, false));
        assert!(list.more(), "so much was added in front that the page has moved on");
    }

    #[test]
    fn what_is_passed_over_counts_among_the_pages_but_not_for_people() {
        let hidden = |keys: &str| keys.chars().map(String::from).collect();
        let mut list = Listing::default();
        list.merge(ListPage { passed_over: hidden("xyz"), ..page(PageKind::First, "ab", 7, false) });
        assert_eq!((list.told(), list.count(), list.more()), (5, Some(4), true));
        list.merge(ListPage { passed_over: hidden("w"), ..page(PageKind::Next, "", 7, false) });
        assert!(list.more(), "it has added something");
        list.merge(page(PageKind::Next, "c", 7, true));
        assert_eq!((keys(&list).as_str(), list.count(), list.more()), ("abc", Some(3), false));
        list.merge(ListPage { passed_over: hidden("v"), ..page(PageKind::First, "e", 2, true) });
        assert_eq!((list.told(), list.count()), (2, Some(1)));
    }

    #[test]
    fn what_was_deleted_elsewhere_goes_from_the_stretch_that_was_told() {
        let mut list = list("jihgfe", 10);
        list.merge(page(PageKind::First, "jhg", 9, false));
        assert_eq!(keys(&list), "jhgfe");
        list.merge(page(PageKind::First, "hf", 2, true));
        assert_eq!(keys(&list), "hf");
    }

    #[test]
    fn a_beginning_that_joins_nothing_known_starts_the_list_over() {
        let mut list = list("dcba", 4);
        list.merge(page(PageKind::First, "zyxw", 26, false));
        assert_eq!((keys(&list).as_str(), list.more()), ("zyxw", true));
    }

    #[test]
    fn what_is_told_again_is_updated_where_it_stands() {
        let mut list = list("cba", 3);
        let again = Thing("b".to_owned(), 7);
        let new = Thing("z".to_owned(), 7);
        let changed = ListPage { items: vec![new, again.clone()], ..page(PageKind::Changed, "", 4, false) };
        list.merge(changed);
        assert_eq!(keys(&list), "cba");
        assert_eq!(list.get("b"), Some(&again));
        assert_eq!(list.state.total, Some(3), "what changed last says nothing of the whole");
        list.forget("b");
        assert_eq!((keys(&list).as_str(), list.state.total), ("ca", Some(2)));
    }
}
