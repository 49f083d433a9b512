//! The window, driven by the names of what it shows.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail loudly, make files, and wait"
)]

mod access;
mod accounts;
mod arrival;
mod before;
mod clicks;
mod closing;
mod collections;
mod copies;
mod drive;
mod dropped;
mod explained;
mod figures;
mod growing;
mod held;
mod large_text;
mod limit;
mod live;
mod menus;
mod names;
mod network;
mod offline;
mod pages;
mod places;
mod pseudo;
mod receipt;
mod refused;
mod requirements;
mod rows;
mod selection;
mod uploads;
mod watched;
