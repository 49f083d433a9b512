//! Where the key of an account is.

use crate::failures::{bare, happened};
use crate::msg::accounts;
use takeup_model::KeyLocation;

/// Where the key is, in the status bar.
pub fn key_place(place: &KeyLocation) -> String {
    match place {
        KeyLocation::Keyring(name) => accounts::key_place_keyring(name),
        KeyLocation::Environment => accounts::key_place_environment().to_owned(),
        KeyLocation::ThisRun(_) => accounts::key_place_this_run().to_owned(),
        KeyLocation::Sandbox => accounts::key_place_practice().to_owned(),
    }
}

/// Where the key is, in the settings.
pub fn key_kept(place: &KeyLocation) -> String {
    match place {
        KeyLocation::Keyring(name) => accounts::key_kept_keyring(name),
        KeyLocation::Environment => accounts::key_kept_environment().to_owned(),
        KeyLocation::ThisRun(None) => accounts::key_kept_unchecked().to_owned(),
        KeyLocation::ThisRun(Some(why)) => accounts::key_kept_this_run(bare(&happened(why))),
        KeyLocation::Sandbox => accounts::key_kept_practice().to_owned(),
    }
}
