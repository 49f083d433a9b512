//! A key belongs to an account and a server: no other server is ever shown it.

use takeup_engine::{Command, config};
use takeup_model::{Account, Change, KeyState, List};
use takeup_rig::{Driver, Rig};

fn account(driver: &Driver, what: &str, holds: impl Fn(&Account) -> bool) -> Account {
    let model = driver.until(what, |model| model.current_account().is_some_and(&holds));
    model.current_account().unwrap().clone()
}

#[test]
fn another_server_is_not_shown_the_key_of_the_first() {
    let (mut rig, other) = (Rig::plain(), Rig::plain());
    // The keyring of the tests is one for all of them.
    rig.settings.accounts[0].id = "of this test".into();
    rig.settings.current = "of this test".into();
    let driver = rig.engine_that_has(None);
    let id = driver.account.clone();
    driver.engine.send(Command::SetKey(id.clone(), rig.sandbox.key().to_owned().into()));
    account(&driver, "the key is good", |account| matches!(account.key, KeyState::Good(_)));
    driver.engine.send(Command::Refresh(id.clone(), List::Indexes));
    account(&driver, "a list is loaded", |account| account.indexes.state.loaded.is_some());
    rig.index("x");
    // A change that the platform refuses stays open.
    driver.ask(Change::RenameIndex { index: "none".into(), name: "y".to_owned() });
    account(&driver, "a request is open", |account| {
        account.change_requests.values().any(|request| request.failure.is_some())
    });

    let mut settings = rig.settings.clone();
    settings.accounts[0].server = other.sandbox.url();
    driver.engine.send(Command::ChangeSettings(settings.clone()));
    let changed = account(&driver, "the server changes", |account| account.server == other.sandbox.url());
    assert_eq!((changed.key.clone(), changed.change_requests.len()), (KeyState::Missing, 0));
    assert!(changed.indexes.state.loaded.is_none());
    // *Test* looks for a key again, and so does the next start. There is none for this server.
    driver.engine.send(Command::CheckKey(id.clone()));
    driver.until("the settings are saved", |model| model.settings_saved);
    driver.engine.shutdown();

    rig.settings = config::load(&rig.data().join("settings.toml")).unwrap();
    assert_eq!(rig.settings.accounts[0].server, other.sandbox.url());
    let driver = rig.engine_that_has(None);
    account(&driver, "none was found after a restart", |account| account.key == KeyState::Missing);
    driver.engine.shutdown();
    assert!(other.ledger().requests.is_empty(), "nothing was asked of the other server");

    // The first server still has its key.
    rig.settings.accounts[0].server = rig.sandbox.url();
    let driver = rig.engine_that_has(None);
    driver.engine.send(Command::CheckKey(id));
    account(&driver, "its key is there", |account| matches!(account.key, KeyState::Good(_)));
}
