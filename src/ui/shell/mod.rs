//! The frame around the pages: the app, the sidebar, banners, first run, and what the window remembers.

pub(crate) mod accounts;
pub(crate) mod announce;
pub(crate) mod app;
pub(crate) mod consent;
pub(crate) mod dropping;
pub(crate) mod focus;
pub(crate) mod frame;
pub(crate) mod notices;
pub(crate) mod overview;
pub(crate) mod presence;
pub(crate) mod refused;
pub(crate) mod requests;
pub(crate) mod status_line;
pub(crate) mod toasts;
pub(crate) mod view;
pub(crate) mod welcome;
