//! Where the key of an account is.

use crate::failures::{bare, happened};
use crate::msg::{accounts, terms};
use takeup_model::{KeyLocation, Keyring};

/// Where the key is, in the status bar.
pub fn key_place(place: &KeyLocation) -> String {
    match place {
        KeyLocation::Keyring(which) => accounts::key_place_keyring(keyring(*which)),
        KeyLocation::Environment => accounts::key_place_environment().to_owned(),
        KeyLocation::ThisRun(_) => accounts::key_place_this_run().to_owned(),
        KeyLocation::Sandbox => accounts::key_place_practice().to_owned(),
    }
}

/// Where the key is, in the settings.
pub fn key_kept(place: &KeyLocation) -> String {
    match place {
        KeyLocation::Keyring(which) => accounts::key_kept_keyring(keyring(*which)),
        KeyLocation::Environment => accounts::key_kept_environment().to_owned(),
        KeyLocation::ThisRun(None) => accounts::key_kept_unchecked().to_owned(),
        KeyLocation::ThisRun(Some(why)) => accounts::key_kept_this_run(bare(&happened(why))),
        KeyLocation::Sandbox => accounts::key_kept_practice().to_owned(),
    }
}

fn keyring(keyring: Keyring) -> &'static str {
    match keyring {
        Keyring::CredentialManager => terms::keyring_credential_manager(),
        Keyring::Keychain => terms::keyring_keychain(),
        Keyring::SecretService => terms::keyring_secret_service(),
    }
}
