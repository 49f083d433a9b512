//! What the platform holds and says: accounts, assets, indexes, tasks, knowledge stores, lists.

pub(crate) mod account;
pub(crate) mod catalog;
pub(crate) mod change_request;
pub(crate) mod consent;
pub(crate) mod detail;
pub(crate) mod indexing;
pub(crate) mod listing;
pub(crate) mod status;
pub(crate) mod stills;
pub(crate) mod transcription;
