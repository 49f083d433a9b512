//! Both programs as a person has them: a real window, a real keyring, the official SDKs, and the house rules.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests may fail loudly")]
#![cfg_attr(
    target_os = "linux",
    expect(clippy::disallowed_methods, reason = "tests may make files and wait")
)]

mod access;
mod desktop;
mod drive;
mod examples;
mod house;
mod keyring;
mod packages;
mod sdk;
mod services;
mod sleep;
mod starts;
mod surroundings;
#[cfg(target_os = "linux")]
#[cfg(feature = "updates")]
mod updates;
mod window_kills;
mod words;
