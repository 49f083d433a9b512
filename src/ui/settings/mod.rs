//! The settings page.

pub(crate) mod preferences;
