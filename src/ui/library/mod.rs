//! What the platform holds: assets, tasks, indexes, knowledge stores, unfinished sessions.

pub(crate) mod asset_detail;
pub(crate) mod assets;
pub(crate) mod change_requests;
pub(crate) mod collection;
pub(crate) mod contents;
pub(crate) mod dialogs;
pub(crate) mod export;
pub(crate) mod indexes;
pub(crate) mod item_collections;
pub(crate) mod sessions;
pub(crate) mod stores;
pub(crate) mod task_rows;
pub(crate) mod tasks;
