//! Everything that takes more than one module: the engine against the sandbox on a real socket, the programs, the
//! window, and the house itself.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail loudly, make files, and wait"
)]

mod adopt;
mod before;
mod before_console;
mod cli;
mod crashes;
mod desktop;
mod etags;
mod faults;
mod folder;
mod held;
mod held_cli;
mod held_models;
mod house;
mod journal_faults;
mod keyring;
mod limit;
mod media;
mod models;
mod outages;
mod process;
mod progress;
mod receipts;
mod relay;
mod requirements;
mod resume;
mod rig;
mod sdk;
mod soak;
mod sources;
mod transfer;
mod window;
mod window_before;
mod window_growing;
mod window_held;
mod window_kills;
mod window_limit;
mod window_live;
mod window_menus;
mod window_names;
mod window_pages;
mod window_places;
mod window_receipt;
