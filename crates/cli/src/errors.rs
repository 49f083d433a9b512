//! What ends the program early, in one sentence.

use std::{fmt, io};

use takeup_model::{Failure, shown};
use takeup_text::happened;
use takeup_text::msg::console;

/// A failure that ends the program.
#[derive(Debug)]
struct Fatal(Failure);

impl fmt::Display for Fatal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&happened(&self.0))
    }
}

impl std::error::Error for Fatal {}

/// Ends the program with this failure.
pub(super) fn told(failure: Failure) -> anyhow::Error {
    Fatal(failure).into()
}

/// The sentence for an error that [`crate::run`] ended with.
pub fn error_text(error: &anyhow::Error) -> String {
    if let Some(fatal) = error.downcast_ref::<Fatal>() {
        return shown(&fatal.to_string()).into_owned();
    }
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return console::console_error_system(shown(&error.to_string()));
    }
    console::console_error_unknown(shown(&format!("{error:#}")))
}

/// The sentence for results that could not be written.
pub fn output_lost(error: &io::Error) -> String {
    console::console_output_lost(shown(&error.to_string()))
}
