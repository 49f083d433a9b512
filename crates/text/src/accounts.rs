//! What an account is called, and where its key is.

use crate::failures::{bare, happened};
use crate::msg::{accounts, terms, window};
use takeup_model::{AccountId, FIRST_NAME, KeyLocation, Keyring, PRACTICE_ACCOUNT};

/// What an account is called: its name, unless nobody has named it.
pub fn account_name<'a>(id: &AccountId, name: &'a str) -> &'a str {
    match name {
        _ if id.0 == PRACTICE_ACCOUNT => window::account_practice(),
        FIRST_NAME => accounts::account_first(),
        name => name,
    }
}

/// The name in the settings of what a person calls an account.
pub fn named_account(name: &str) -> &str {
    if name.trim().to_lowercase() == accounts::account_first().to_lowercase() { FIRST_NAME } else { name }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, in_language};

    #[test]
    fn the_first_account_has_a_name_in_every_language_until_somebody_names_it() {
        let (id, own) = (AccountId::from("main"), "Studio Seoul");
        let told = |language| in_language(language, || account_name(&id, FIRST_NAME));
        assert_eq!([told(Language::En), told(Language::Ko)], ["My account", "내 계정"]);
        assert_eq!(in_language(Language::Ja, || account_name(&id, own)), own);
        assert_eq!(in_language(Language::Ja, || account_name(&PRACTICE_ACCOUNT.into(), own)), "練習モード");
        in_language(Language::Ko, || {
            assert_eq!(named_account("내 계정"), FIRST_NAME);
            assert_eq!(named_account(own), own);
        });
    }
}
