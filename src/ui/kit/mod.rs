//! What every page is drawn with: colours, text, controls, the table, panels, dialogs.

pub(crate) mod bidi;
pub(crate) mod breaks;
pub(crate) mod buttons;
pub(crate) mod controls;
pub(crate) mod group_bar;
pub(crate) mod menus;
pub(crate) mod pairs;
pub(crate) mod panel;
pub(crate) mod parts;
pub mod secret;
pub(crate) mod shortcuts;
pub(crate) mod steady;
pub(crate) mod table;
pub mod theme;
