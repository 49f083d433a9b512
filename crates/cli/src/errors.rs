//! What ends the program early, in one sentence.

use std::io;

use takeup_engine::StartError;
use takeup_engine::config::ConfigError;
use takeup_engine::handover::{Declined, HandoverError};
use takeup_engine::keys::KeyringError;
use takeup_text::msg::console;
use takeup_text::one_line;

/// The sentence for an error that [`crate::run`] ended with.
pub fn error_text(error: &anyhow::Error) -> String {
    if let Some(error) = error.downcast_ref::<ConfigError>() {
        return config(error);
    }
    if let Some(error) = error.downcast_ref::<KeyringError>() {
        return match error {
            KeyringError::Absent(why) => console::console_error_no_keyring(one_line(why)),
            KeyringError::Locked(why) => console::console_error_keyring_locked(one_line(why)),
        };
    }
    if let Some(error) = error.downcast_ref::<HandoverError>() {
        return match error {
            HandoverError::Io(error) => system(error),
            HandoverError::NoAnswer => console::console_error_no_answer().to_owned(),
            HandoverError::Declined(Declined::Ending) => console::console_error_ending().to_owned(),
            HandoverError::Declined(Declined::OtherServer(server)) => {
                console::console_error_other_server(one_line(server))
            }
        };
    }
    if let Some(error) = error.downcast_ref::<StartError>() {
        return console::console_error_start(one_line(&error.to_string()));
    }
    if let Some(error) = error.downcast_ref::<io::Error>() {
        return system(error);
    }
    console::console_error_unknown(one_line(&format!("{error:#}")))
}

fn config(error: &ConfigError) -> String {
    match error {
        ConfigError::Io(error) => system(error),
        ConfigError::NoHome => console::console_error_no_home().to_owned(),
        ConfigError::Unreadable(why) => console::console_error_settings(one_line(why)),
    }
}

fn system(error: &io::Error) -> String {
    console::console_error_system(one_line(&error.to_string()))
}
