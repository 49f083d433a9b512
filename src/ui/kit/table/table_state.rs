//! What the screen remembers of a table: the search, the order, what is picked. Sorted again only when something changed.

use std::sync::Arc;

use crate::ui::kit::table::columns::Column;
use crate::ui::kit::table::picks::Picks;
use takeup_model::searchable;

/// Something that stands in a row.
pub trait TableRow {
    /// The platform's name for it.
    fn id(&self) -> &String;
    /// What a person calls it.
    fn name(&self) -> &str;
    /// How it stands, for those who hear its name.
    fn heard(&self) -> String {
        String::new()
    }
}

impl<T: TableRow> TableRow for Arc<T> {
    fn id(&self) -> &String {
        T::id(self)
    }

    fn name(&self) -> &str {
        T::name(self)
    }

    fn heard(&self) -> String {
        T::heard(self)
    }
}

/// The column a table is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortBy {
    /// Its place.
    pub column: usize,
    /// Whether the largest comes first.
    pub down: bool,
}

/// What the screen remembers of one table.
#[derive(Clone, Debug)]
pub struct TableState<T> {
    /// What is searched for.
    pub search: String,
    /// What it is sorted by; as the platform lists it if by nothing.
    pub sort: Option<SortBy>,
    /// The picked rows.
    pub picks: Picks,
    /// How many rows there were when the next page was asked for.
    pub(super) asked: Option<usize>,
    /// What the platform was last asked to search for.
    pub(super) sent: Option<String>,
    /// What was last typed, and when.
    pub(super) typed: (String, f64),
    /// The row that was opened beside the table in the last frame.
    pub(super) opened: Option<String>,
    /// A row that has to come into sight.
    pub(super) reveal: Option<usize>,
    of: Option<(Arc<[T]>, TableQuery)>,
    places: Arc<[usize]>,
}

#[derive(Clone, Debug, PartialEq)]
struct TableQuery {
    search: String,
    sort: Option<SortBy>,
    filter: String,
}

impl<T> Default for TableState<T> {
    fn default() -> Self {
        Self {
            search: String::new(),
            sort: None,
            picks: Picks::default(),
            asked: None,
            sent: None,
            typed: (String::new(), 0.0),
            opened: None,
            reveal: None,
            of: None,
            places: Arc::from([]),
        }
    }
}

impl<T> TableState<T> {
    /// The newest first, by this column.
    pub(crate) fn newest_first(column: usize) -> Self {
        Self { sort: Some(SortBy { column, down: true }), ..Self::default() }
    }
}

impl<T: TableRow> TableState<T> {
    /// Which items are shown, in order. `filter` names what `passes` lets through.
    pub(crate) fn shown(
        &mut self,
        items: &Arc<[T]>,
        columns: &[Column<T>],
        filter: &str,
        passes: impl Fn(&T) -> bool,
    ) -> Arc<[usize]> {
        let search = searchable(self.search.trim());
        let query = TableQuery { search, sort: self.sort, filter: filter.to_owned() };
        // The items are held, so that no other list can lie at the same address.
        let same = |(old, asked): &(Arc<[T]>, TableQuery)| Arc::ptr_eq(old, items) && *asked == query;
        if !self.of.as_ref().is_some_and(same) {
            self.places = arrange(items, columns, &query, passes).into();
            self.of = Some((Arc::clone(items), query));
        }
        Arc::clone(&self.places)
    }

    /// The items that are both picked and shown.
    pub(crate) fn picked<'a>(&self, items: &'a [T], shown: &[usize]) -> Vec<&'a T> {
        if self.picks.is_empty() {
            return Vec::new();
        }
        shown.iter().filter_map(|place| items.get(*place)).filter(|item| self.picks.has(item.id())).collect()
    }

    /// Sorts by this column, or the other way round where it is sorted by it already.
    pub(super) fn sort_by(&mut self, column: usize) {
        self.sort = Some(match self.sort {
            Some(sort) if sort.column == column => SortBy { column, down: !sort.down },
            _ => SortBy { column, down: false },
        });
    }
}

fn arrange<T: TableRow>(
    items: &[T],
    columns: &[Column<T>],
    query: &TableQuery,
    passes: impl Fn(&T) -> bool,
) -> Vec<usize> {
    let found = |item: &T| {
        query.search.is_empty()
            || searchable(item.name()).contains(&query.search)
            || searchable(item.id()).contains(&query.search)
    };
    let mut shown: Vec<(usize, &T)> =
        items.iter().enumerate().filter(|(_, item)| passes(item) && found(item)).collect();
    let order = query.sort.and_then(|sort| Some((columns.get(sort.column)?.order?, sort.down)));
    if let Some((order, down)) = order {
        shown.sort_by(|(_, one), (_, other)| {
            let order = order(one, other);
            if down { order.reverse() } else { order }
        });
    }
    shown.into_iter().map(|(place, _)| place).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::ui::kit::table::columns::alphabetic;

    impl TableRow for (String, u32) {
        fn id(&self) -> &String {
            &self.0
        }

        fn name(&self) -> &str {
            &self.0
        }
    }

    const COLUMNS: [Column<(String, u32)>; 2] = [
        Column::new(|| "Name", 0.0, 0).by(|one, other| alphabetic(&one.0, &other.0)),
        Column::new(|| "Size", 80.0, 0).by(|one, other| one.1.cmp(&other.1)),
    ];

    #[test]
    fn rows_are_sorted_found_and_filtered_and_only_when_something_changed() {
        let items: Arc<[(String, u32)]> =
            [("b1", 30), ("A1", 20), ("c2", 10)].map(|(name, size)| (name.to_owned(), size)).into();
        let (mut kept, asked) = (TableState::default(), Cell::new(0));
        let shown = |kept: &mut TableState<_>, items: &Arc<[_]>| {
            let places = kept.shown(items, &COLUMNS, "", |_| {
                asked.set(asked.get() + 1);
                true
            });
            places.iter().map(|place| items[*place].0.as_str()).collect::<String>()
        };
        assert_eq!(shown(&mut kept, &items), "b1A1c2");
        assert_eq!(shown(&mut kept, &items), "b1A1c2");
        assert_eq!(asked.get(), 3, "nothing changed in between");
        kept.sort_by(0);
        assert_eq!(shown(&mut kept, &items), "A1b1c2");
        kept.sort_by(1);
        assert_eq!(shown(&mut kept, &items), "c2A1b1");
        kept.sort_by(1);
        assert_eq!(shown(&mut kept, &items), "b1A1c2");
        kept.search = " a ".to_owned();
        assert_eq!(shown(&mut kept, &items), "A1");
        kept.search = "1".to_owned();
        kept.picks.toggle(&"A1".to_owned());
        kept.picks.toggle(&"c2".to_owned());
        let places = kept.shown(&items, &COLUMNS, "", |_| true);
        assert_eq!(
            kept.picked(&items, &places),
            [&("A1".to_owned(), 20)],
            "what is not shown is not acted on"
        );
        let latest: Arc<[(String, u32)]> = Arc::from([("d1".to_owned(), 1)]);
        assert_eq!(shown(&mut kept, &latest), "d1");
    }
}
