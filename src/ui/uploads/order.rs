//! In which order the uploads are shown.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::ui::uploads::arrival::Arrival;
use crate::ui::uploads::list::UploadRow;
use takeup_model::{JobId, UploadStatus, words};
use takeup_text::msg;

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UploadSort {
    /// What is under way first, of that what was added last.
    #[default]
    Newest,
    /// What is still to be sent first, in the order in which it is sent.
    Sending,
    /// By name.
    Name,
    /// The largest first.
    Size,
    /// By status.
    Status,
}

words! {
    UploadSort {
        Newest => "newest",
        Sending => "sending",
        Name => "name",
        Size => "size",
        Status => "status",
    }
}

impl UploadSort {
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Newest => msg::uploads::uploads_sort_newest(),
            Self::Sending => msg::uploads::uploads_sort_sending(),
            Self::Name => msg::uploads::uploads_sort_name(),
            Self::Size => msg::uploads::uploads_sort_size(),
            Self::Status => msg::uploads::uploads_sort_status(),
        }
    }
}

/// A name for sorting: "clip 2" comes before "clip 10".
fn as_counted(name: &str) -> String {
    let mut sorted = String::new();
    let mut digits = String::new();
    for letter in name.to_lowercase().chars().chain(std::iter::once('\0')) {
        if letter.is_ascii_digit() {
            digits.push(letter);
        } else {
            let number = std::mem::take(&mut digits);
            if !number.is_empty() {
                let number = number.trim_start_matches('0');
                sorted.extend(std::iter::repeat_n('0', 20_usize.saturating_sub(number.len())));
                sorted.push_str(number);
            }
            sorted.push(letter);
        }
    }
    sorted
}

/// Puts the rows in order. While `still`, rows that were shown before keep their places, so that nothing moves under the
/// pointer: what the person has just added stands above them, and what came by itself below.
pub(crate) fn arrange(
    rows: &mut [UploadRow<'_>],
    sort: UploadSort,
    before: &mut Vec<JobId>,
    still: bool,
    arrival: Option<Arrival>,
) {
    match sort {
        UploadSort::Newest => rows.sort_by_key(|row| {
            let job = row.job;
            // Files that were added together stay in the order in which they are sent.
            let since = job.ended.filter(|_| !job.ended_badly()).unwrap_or(job.added);
            (job.end.is_some() && !job.ended_badly(), Reverse(job.front), Reverse(since), job.id)
        }),
        UploadSort::Sending => rows.sort_by_key(|row| {
            let job = row.job;
            let (sent, waits) = (!job.active() || job.bytes_sent(), row.status != UploadStatus::Uploading);
            (sent, waits, Reverse(job.front), job.id)
        }),
        UploadSort::Name => rows.sort_by_cached_key(|row| as_counted(&row.job.name())),
        UploadSort::Size => rows.sort_by_key(|row| Reverse(row.job.bytes_total())),
        UploadSort::Status => rows.sort_by_key(|row| (row.status, row.job.id)),
    }
    if still {
        let places: HashMap<JobId, usize> = before.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let added = |id: JobId| arrival.is_some_and(|arrival| arrival.holds(id));
        rows.sort_by_key(|row| match places.get(&row.job.id) {
            None if added(row.job.id) => (0, 0),
            Some(place) => (1, *place),
            None => (2, 0),
        });
    }
    if before.len() != rows.len() || before.iter().zip(&*rows).any(|(id, row)| *id != row.job.id) {
        before.clear();
        before.extend(rows.iter().map(|row| row.job.id));
    }
}

#[cfg(test)]
mod tests {
    use super::{UploadSort, as_counted};
    use crate::ui::View;
    use takeup_model::WindowMemory;

    #[test]
    fn the_order_is_the_same_after_a_restart() {
        for sort in UploadSort::ALL {
            let window = WindowMemory { sort: Some(sort.word().to_owned()), ..WindowMemory::default() };
            assert_eq!(View::as_left(&window).uploads.sort, sort);
        }
        let unknown = WindowMemory { sort: Some("?".to_owned()), ..WindowMemory::default() };
        assert_eq!(View::as_left(&unknown).uploads.sort, UploadSort::Newest);
    }

    #[test]
    fn names_are_sorted_as_people_count() {
        let mut names = ["clip 10.mp4", "Clip 2.mp4", "clip 02b.mp4", "가 1", "clip.mp4", "7"];
        names.sort_by_cached_key(|name| as_counted(name));
        assert_eq!(names, ["7", "Clip 2.mp4", "clip 02b.mp4", "clip 10.mp4", "clip.mp4", "가 1"]);
    }
}
