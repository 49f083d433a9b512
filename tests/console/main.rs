//! The console program, whole.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests may fail loudly, make files, and wait"
)]

#[cfg(target_os = "linux")]
mod absent_disk;
mod before;
mod between;
mod cli;
mod copies;
mod corpora;
mod doctor;
mod drive;
mod escapes;
mod handover;
mod held;
mod interface;
mod journal_faults;
mod private;
mod proxies;
mod pseudo;
mod pseudo_commands;
mod receipts;
mod repeat;
mod requirements;
mod resume;
mod scale;
mod secrets;
mod sources;
#[cfg(target_os = "linux")]
mod terminal;
mod watched;

use std::process::Child;

use takeup_rig::{Rig, process};

/// The console program on a rig: it tells what it does in JSON.
pub(crate) fn console(rig: &Rig, words: &[&str]) -> Child {
    process::console(env!("CARGO_BIN_EXE_takeup-cli"), rig, words)
}
