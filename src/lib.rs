//! Takeup brings video to the TwelveLabs platform.

pub mod engine;
pub mod model;
