//! The window of Takeup: [`ui`] draws the model and sends commands; [`desktop`] is what the system does for it.

pub mod desktop;
pub mod ui;
