//! Takeup brings video to the TwelveLabs platform.

pub mod api;
pub mod body;
pub mod config;
pub mod engine;
pub mod journal;
pub mod keys;
pub mod media;
pub mod model;
pub mod sandbox;
pub mod words;
