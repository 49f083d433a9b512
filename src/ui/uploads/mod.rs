//! The page of uploads: adding, the list, and what a row opens.

pub(crate) mod add;
pub(crate) mod arrival;
pub(crate) mod bar;
pub(crate) mod choice;
pub(crate) mod created;
pub(crate) mod destinations;
pub(crate) mod detail;
pub(crate) mod duplicate;
pub(crate) mod groups;
pub(crate) mod list;
pub(crate) mod menu;
pub(crate) mod metadata;
pub(crate) mod notes;
pub(crate) mod order;
pub(crate) mod page;
pub(crate) mod receipt;
pub(crate) mod remedy;
pub(crate) mod row;
pub(crate) mod stills;
pub(crate) mod then;
pub mod undo;
pub(crate) mod urls;
