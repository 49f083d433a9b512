//! The engine: plan, publish, wait, apply.

mod event;

pub use event::{Command, Created, Effect, Event, Recalled, Reply, Walked, Which, Work, source_of};
