//! What ends the program early, in one sentence.

use std::{fmt, io};

use takeup_model::Failure;
use takeup_text::msg::console;
use takeup_text::{happened, one_line};

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
        return one_line(&fatal.to_string());
    }
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return console::console_error_system(one_line(&error.to_string()));
    }
    console::console_error_unknown(one_line(&format!("{error:#}")))
}
