//! The engine against the sandbox on real sockets.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "tests may fail loudly, make files, and wait"
)]

mod accounts;
mod adopt;
mod before;
mod between;
mod copies;
mod crashes;
mod drive;
mod etags;
mod faults;
mod folder;
mod held;
mod keys;
mod limit;
mod media;
mod outages;
mod progress;
mod requirements;
mod soak;
mod sources;
mod transfer;
mod watched;
