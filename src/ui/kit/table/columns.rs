//! The columns of a table: what stands in them, what they are sorted by, and which give way when it gets narrow.

use std::cmp::Ordering;

const LEAST: f32 = 190.0;

/// One column.
#[derive(Debug)]
pub(crate) struct Column<T> {
    /// What stands in it.
    pub title: fn() -> &'static str,
    /// How wide it is; the one with 0 takes the rest.
    pub width: f32,
    /// Whether it is set flush right.
    pub right: bool,
    /// The lower, the later it gives way; 0 never does.
    pub rank: u8,
    /// What it is sorted by, if it can be.
    pub order: Option<fn(&T, &T) -> Ordering>,
}

impl<T> Column<T> {
    /// A column of this width; the one with 0 takes the rest.
    pub(crate) const fn new(title: fn() -> &'static str, width: f32, rank: u8) -> Self {
        Self { title, width, right: false, rank, order: None }
    }

    /// Set flush right.
    pub(crate) const fn flush(self) -> Self {
        Self { title: self.title, width: self.width, right: true, rank: self.rank, order: self.order }
    }

    /// Sorted by this.
    pub(crate) const fn by(self, order: fn(&T, &T) -> Ordering) -> Self {
        let Self { title, width, right, rank, order: _ } = self;
        Self { title, width, right, rank, order: Some(order) }
    }
}

/// Compares two texts as people sort them: without regard to case.
pub(crate) fn alphabetic(one: &str, other: &str) -> Ordering {
    one.chars().flat_map(char::to_lowercase).cmp(other.chars().flat_map(char::to_lowercase))
}

/// The place of each column from the left edge, or nothing for those that gave way.
pub(super) fn places<T>(columns: &[Column<T>], lead: f32, trail: f32, width: f32) -> Vec<Option<(f32, f32)>> {
    let mut keep: Vec<bool> = vec![true; columns.len()];
    let used = |keep: &[bool]| {
        columns.iter().zip(keep).filter(|(_, keep)| **keep).map(|(column, _)| column.width).sum::<f32>()
            + lead
            + trail
    };
    while used(&keep) + LEAST > width {
        let last = columns
            .iter()
            .enumerate()
            .filter(|(place, column)| keep.get(*place).copied().unwrap_or(false) && column.rank > 0)
            .max_by_key(|(_, column)| column.rank);
        let Some((place, _)) = last else { break };
        if let Some(kept) = keep.get_mut(place) {
            *kept = false;
        }
    }
    let rest = (width - used(&keep)).max(60.0);
    let mut left = lead;
    let place = |(column, keep): (&Column<T>, &bool)| {
        keep.then(|| {
            let wide = if column.width == 0.0 { rest } else { column.width };
            left += wide;
            (left - wide, left)
        })
    };
    columns.iter().zip(&keep).map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column<()>; 4] = [
        Column::new(|| "Name", 0.0, 0),
        Column::new(|| "Status", 110.0, 1),
        Column::new(|| "Size", 80.0, 3).flush(),
        Column::new(|| "ID", 140.0, 2),
    ];

    fn seen(width: f32) -> Vec<&'static str> {
        let places = places(&COLUMNS, 20.0, 20.0, width);
        COLUMNS
            .iter()
            .zip(places)
            .filter(|(_, place)| place.is_some())
            .map(|(column, _)| (column.title)())
            .collect()
    }

    #[test]
    fn the_least_important_column_gives_way_first_and_the_name_never() {
        assert_eq!(seen(900.0), ["Name", "Status", "Size", "ID"]);
        assert_eq!(seen(500.0), ["Name", "Status", "ID"]);
        assert_eq!(seen(400.0), ["Name", "Status"]);
        assert_eq!(seen(100.0), ["Name"]);
    }

    #[test]
    fn nothing_reaches_beyond_the_edge() {
        for width in [240.0, 400.0, 640.0, 1180.0_f32] {
            let last = places(&COLUMNS, 20.0, 20.0, width).into_iter().flatten().last().unwrap();
            assert!(last.1 <= width - 19.9, "{width}: {last:?}");
        }
    }

    #[test]
    fn names_are_sorted_without_regard_to_case() {
        let mut names = ["b.mp4", "Äpfel.mp4", "A.mp4", "인터뷰.mov", "a2.mp4"];
        names.sort_by(|one, other| alphabetic(one, other));
        assert_eq!(names, ["A.mp4", "a2.mp4", "b.mp4", "Äpfel.mp4", "인터뷰.mov"]);
    }
}
