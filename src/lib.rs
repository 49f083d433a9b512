//! Takeup brings video to the `TwelveLabs` platform.
//!
//! There is one [`model::Model`], and three projections of it: the window draws it, the journal writes it down,
//! and the planner turns it into work. The modules, from low to high:
//!
//! - [`model`]: the nouns; facts only
//! - [`words`]: every sentence a person reads
//! - [`api`]: the platform over HTTP; [`body`]: a file range as a request body; [`media`]: a look into a file;
//!   [`journal`]: what survives a crash; [`keys`]: the keyring; [`config`]: the settings file;
//!   [`handover`]: one engine for one journal
//! - [`engine`]: plan, publish, wait, apply
//! - [`launch`]: starts an engine with all it needs
//! - [`cli`]: the console program; [`ui`]: the window, with [`desktop`] for what the system does. Both read the model
//! - [`sandbox`]: the platform, emulated; it knows nothing of the others

pub mod api;
pub mod body;
pub mod cli;
pub mod config;
pub mod desktop;
pub mod engine;
pub mod handover;
pub mod journal;
pub mod keys;
pub mod launch;
pub mod media;
pub mod model;
pub mod sandbox;
pub mod ui;
pub mod words;

/// Writes what the program notes about itself to the standard error stream, as `TAKEUP_LOG` asks for it.
pub fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("TAKEUP_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("error"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
