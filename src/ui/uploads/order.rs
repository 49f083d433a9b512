//! In which order the uploads are shown.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::ui::uploads::list::UploadRow;
use takeup_model::JobId;
use takeup_text::msg;

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UploadSort {
    /// What is under way first, of that what was added last.
    #[default]
    Newest,
    /// By name.
    Name,
    /// The largest first.
    Size,
    /// By status.
    Status,
}

impl UploadSort {
    pub(crate) const ALL: [Self; 4] = [Self::Newest, Self::Name, Self::Size, Self::Status];

    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Newest => msg::uploads::uploads_sort_newest(),
            Self::Name => msg::uploads::uploads_sort_name(),
            Self::Size => msg::uploads::uploads_sort_size(),
            Self::Status => msg::uploads::uploads_sort_status(),
        }
    }
}

/// Puts the rows in order. While `still`, rows that were shown before keep their places, so that nothing moves under the
/// pointer; what is new stands above them.
pub(crate) fn arrange(rows: &mut [UploadRow<'_>], sort: UploadSort, before: &mut Vec<JobId>, still: bool) {
    match sort {
        UploadSort::Newest => rows.sort_by_key(|row| {
            let job = row.job;
            // Files that were added together stay in the order in which they are sent.
            let since = job.ended.unwrap_or(job.added);
            (job.end.is_some() && !job.ended_badly(), Reverse(job.front), Reverse(since), job.id)
        }),
        UploadSort::Name => rows.sort_by_cached_key(|row| row.job.name().to_lowercase()),
        UploadSort::Size => rows.sort_by_key(|row| Reverse(row.job.bytes_total())),
        UploadSort::Status => rows.sort_by_key(|row| (row.status, row.job.id)),
    }
    if still {
        let places: HashMap<JobId, usize> = before.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        rows.sort_by_key(|row| places.get(&row.job.id).copied());
    }
    if before.len() != rows.len() || before.iter().zip(&*rows).any(|(id, row)| *id != row.job.id) {
        before.clear();
        before.extend(rows.iter().map(|row| row.job.id));
    }
}
