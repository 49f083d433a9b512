//! The API keys: in the keyring of the operating system, from the environment, or for this run only.

use std::sync::{Arc, OnceLock};

use keyring_core::Entry;
use secrecy::{ExposeSecret as _, SecretString};

use url::Url;

use takeup_api::FindPassword;
pub use takeup_api::key_variables;
use takeup_model::{
    AccountId, DEFAULT_SERVER, Failure, FailureKind, FailureReason, KeyLocation, Keyring, ProxyUrl,
};

/// The environment variable that the official SDKs read too.
pub const VARIABLE: &str = "TWELVE_LABS_API_KEY";
const SERVICE: &str = "Takeup";

#[cfg(not(any(target_os = "macos", windows)))]
const KEYRING: Keyring = Keyring::SecretService;
#[cfg(target_os = "macos")]
const KEYRING: Keyring = Keyring::Keychain;
#[cfg(windows)]
const KEYRING: Keyring = Keyring::CredentialManager;

/// Whose key, and for which server: no other server is ever shown it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyOwner {
    account: AccountId,
    origin: String,
}

impl KeyOwner {
    /// The owner of the key of an account on a server, of whose URL scheme, host and port count.
    pub fn new(account: AccountId, server: &str) -> Self {
        Self { account, origin: origin(server) }
    }

    /// The name of its entry in the keyring.
    fn entry(&self) -> Result<Entry, Failure> {
        open_store()?;
        Entry::new(SERVICE, &format!("{} {}", self.account, self.origin)).map_err(told)
    }

    /// The entry of an older version, which named no server. Only the usual server's can be told.
    fn old_entry(&self) -> Result<Option<Entry>, Failure> {
        let usual = self.origin == origin(DEFAULT_SERVER);
        usual.then(|| Entry::new(SERVICE, &self.account.0).map_err(told)).transpose()
    }
}

fn read(entry: &Entry) -> Result<Option<SecretString>, Failure> {
    match entry.get_password() {
        Ok(secret) => Ok(Some(SecretString::from(secret))),
        Err(keyring_core::Error::NoEntry) => Ok(None),
        Err(error) => Err(told(error)),
    }
}

fn write(entry: &Entry, secret: &SecretString) -> Result<KeyLocation, Failure> {
    entry.set_password(secret.expose_secret()).map_err(told)?;
    Ok(KeyLocation::Keyring(KEYRING))
}

/// None there is fine.
fn remove(entry: &Entry) -> Result<(), Failure> {
    match entry.delete_credential() {
        Ok(()) | Err(keyring_core::Error::NoEntry) => Ok(()),
        Err(error) => Err(told(error)),
    }
}

/// The entry of a proxy's password: of this proxy, and of whoever signs in there.
fn proxy_entry(proxy: &ProxyUrl) -> Result<Entry, Failure> {
    open_store()?;
    Entry::new(SERVICE, &format!("proxy {proxy}")).map_err(told)
}

/// Looks for the password of a proxy. Blocks while a keyring asks its owner.
pub fn find_proxy(proxy: &ProxyUrl) -> Result<Option<SecretString>, Failure> {
    read(&proxy_entry(proxy)?)
}

/// Where connections get the password of a proxy from: what has been typed in this run, else the keyring. A computer
/// without a keyring has none.
pub(crate) fn proxy_password(typed: Option<Arc<SecretString>>) -> FindPassword {
    Arc::new(move |proxy| match &typed {
        Some(typed) => Ok(Some(SecretString::clone(typed))),
        None => match find_proxy(proxy) {
            Ok(found) => Ok(found),
            Err(failure) if failure.reason() == Some(FailureReason::NoKeyring) => Ok(None),
            Err(failure) => Err(failure.detail),
        },
    })
}

/// Keeps the password of a proxy in the keyring.
pub fn keep_proxy(proxy: &ProxyUrl, password: &SecretString) -> Result<KeyLocation, Failure> {
    write(&proxy_entry(proxy)?, password)
}

/// Removes the password of a proxy from the keyring. None there is fine.
pub fn forget_proxy(proxy: &ProxyUrl) -> Result<(), Failure> {
    remove(&proxy_entry(proxy)?)
}

fn origin(server: &str) -> String {
    Url::parse(server).map_or_else(|_| server.to_owned(), |url| url.origin().ascii_serialization())
}

/// Looks for a key in the keyring. Blocks while that asks its owner.
pub fn find(owner: &KeyOwner) -> Result<Option<(SecretString, KeyLocation)>, Failure> {
    for entry in std::iter::once(owner.entry()?).chain(owner.old_entry()?) {
        if let Some(key) = read(&entry)? {
            return Ok(Some((key, KeyLocation::Keyring(KEYRING))));
        }
    }
    Ok(None)
}

/// The key in the environment of this process. It comes before the keyring, for the one account it is for.
pub fn from_environment() -> Option<SecretString> {
    std::env::var(VARIABLE)
        .ok()
        .map(|key| key.trim().to_owned())
        .filter(|key| !key.is_empty())
        .map(SecretString::from)
}

/// Keeps a key in the keyring.
pub fn keep(owner: &KeyOwner, key: &SecretString) -> Result<KeyLocation, Failure> {
    write(&owner.entry()?, key)
}

/// Removes a key from the keyring. None there is fine.
pub fn forget(owner: &KeyOwner) -> Result<(), Failure> {
    std::iter::once(owner.entry()?).chain(owner.old_entry()?).try_for_each(|entry| remove(&entry))
}

/// Opens the platform's store once. A failure is not kept: the keyring may start later.
fn open_store() -> Result<(), Failure> {
    static OPENED: OnceLock<()> = OnceLock::new();
    if OPENED.get().is_none() {
        if keyring_core::get_default_store().is_none() {
            set_store()?;
        }
        OPENED.get_or_init(|| ());
    }
    Ok(())
}

#[cfg(target_os = "linux")]
fn set_store() -> Result<(), Failure> {
    keyring_core::set_default_store(zbus_secret_service_keyring_store::Store::new().map_err(absent)?);
    Ok(())
}

#[cfg(target_os = "macos")]
fn set_store() -> Result<(), Failure> {
    keyring_core::set_default_store(apple_native_keyring_store::keychain::Store::new().map_err(absent)?);
    Ok(())
}

#[cfg(windows)]
fn set_store() -> Result<(), Failure> {
    keyring_core::set_default_store(windows_native_keyring_store::Store::new().map_err(absent)?);
    Ok(())
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn set_store() -> Result<(), Failure> {
    Err(Failure::own(FailureKind::Keyring, FailureReason::NoKeyring, ""))
}

#[cfg(any(target_os = "linux", target_os = "macos", windows))]
#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn absent(error: keyring_core::Error) -> Failure {
    Failure::own(FailureKind::Keyring, FailureReason::NoKeyring, without_layers(&error.to_string()))
}

/// What the system said, without the names of the libraries that passed it on.
fn without_layers(said: &str) -> &str {
    let said = said.strip_prefix("Platform failure: ").unwrap_or(said);
    said.strip_prefix("zbus error: ").unwrap_or(said)
}

fn told(error: keyring_core::Error) -> Failure {
    // Only on Linux can there be no keyring at all; elsewhere one that fails is one that keeps its doors shut.
    let locked = matches!(error, keyring_core::Error::NoStorageAccess(_)) || !cfg!(target_os = "linux");
    if locked {
        Failure::new(FailureKind::Keyring, without_layers(&error.to_string()))
    } else {
        absent(error)
    }
}
