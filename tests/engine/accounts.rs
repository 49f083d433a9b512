//! Several accounts on one engine: each with its key, its server and its uploads, all at the same time.

use std::path::PathBuf;

use secrecy::SecretString;
use takeup_engine::journal::{HistoryQuery, read_history};
use takeup_engine::{Command, JobSelection, config};
use takeup_model::{
    AccountId, AccountSettings, End, JobId, KeyLocation, KeyState, Keyring, Model, PRACTICE_ACCOUNT,
    Settings, UploadOptions,
};
use takeup_rig::{Driver, Rig, sandbox_options};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Options};

const SECOND: &str = "second";
const OTHER_KEY: &str = "tlk_otherAccount0000000000";

/// Two platforms with different keys, and one engine's settings that name both.
fn two() -> (Rig, Rig) {
    let mut rig = Rig::plain();
    let other = Rig::new(Options { key: OTHER_KEY.to_owned(), ..sandbox_options() });
    rig.settings.accounts.push(AccountSettings {
        id: SECOND.into(),
        name: "Second".to_owned(),
        server: other.sandbox.url(),
        ..AccountSettings::default()
    });
    (rig, other)
}

fn start(rig: &Rig, second_key: &str) -> Driver {
    let mut setup = rig.setup(Some(rig.sandbox.key()));
    let second = (SecretString::from(second_key.to_owned()), KeyLocation::Environment);
    setup.keys.insert(SECOND.into(), second);
    rig.start(setup)
}

fn add(driver: &Driver, account: &str, path: PathBuf) {
    driver.engine.send(Command::AddPaths(account.into(), vec![path], UploadOptions::default()));
}

fn ready_of(model: &Model, account: &str) -> usize {
    let ready =
        |job: &&std::sync::Arc<takeup_model::Job>| job.account.0 == account && job.end == Some(End::Ready);
    model.jobs.values().filter(ready).count()
}

fn key_of(model: &Model, account: &str) -> KeyState {
    model.accounts[&AccountId::from(account)].key.clone()
}

#[test]
fn all_accounts_upload_at_the_same_time_and_one_that_is_refused_holds_up_no_other() {
    let (rig, other) = two();
    // Both platforms hold the first body until both have one: neither account waits for the other to end.
    for one in [&rig, &other] {
        one.sandbox.script(Fault::once(FaultTarget::Part, FaultEffect::HoldAfterBytes(1_000)));
    }
    let driver = start(&rig, OTHER_KEY);
    add(&driver, "main", rig.video("first.mp4", 3_000_000));
    add(&driver, SECOND, other.video("second.mp4", 3_000_000));
    driver.seen("both platforms get bytes", |seen| {
        let accounts = seen.wire.flights.keys().filter_map(|(job, _)| seen.facts.job(*job));
        accounts.map(|job| &job.account).collect::<std::collections::BTreeSet<_>>().len() == 2
    });
    rig.sandbox.release();
    other.sandbox.release();
    driver.over(2);
    driver.engine.shutdown();
    for (one, name) in [(&rig, "first.mp4"), (&other, "second.mp4")] {
        let ledger = one.ledger();
        let names: Vec<_> = ledger.assets.iter().map(|asset| asset.filename.clone()).collect();
        assert_eq!(names, [name.to_owned()]);
    }

    let driver = start(&rig, "tlk_wrong");
    add(&driver, "main", rig.video("third.mp4", 3_000_000));
    add(&driver, SECOND, other.video("fourth.mp4", 3_000_000));
    let model = driver.until("one is refused, the other goes on", |model| {
        ready_of(model, "main") == 2 && matches!(key_of(model, SECOND), KeyState::Refused(_))
    });
    assert!(matches!(key_of(&model, "main"), KeyState::Unchecked(_) | KeyState::Good(_)));
    driver.engine.shutdown();

    // The refused one goes on after a restart, with a key that is right, whichever account is shown.
    let driver = start(&rig, OTHER_KEY);
    let model = driver.until("both have everything", |model| ready_of(model, SECOND) == 2);
    assert_eq!((ready_of(&model, "main"), &model.current), (2, &"main".into()));
}

#[test]
fn a_restart_resumes_the_uploads_of_every_account() {
    let (rig, other) = two();
    for one in [&rig, &other] {
        // Two parts of each are held, so that the other still has connections.
        let held = Fault::once(FaultTarget::Part, FaultEffect::HoldAfterBytes(1_000));
        one.sandbox.script(held.after(3).times(2));
    }
    let driver = start(&rig, OTHER_KEY);
    add(&driver, "main", rig.video("first.mp4", 3_000_000));
    add(&driver, SECOND, other.video("second.mp4", 3_000_000));
    driver.until("both have parts on the platform", |model| {
        model.jobs.len() == 2 && model.jobs.values().all(|job| job.bytes_stored() > 0)
    });
    driver.engine.shutdown();
    for one in [&rig, &other] {
        one.sandbox.release();
    }
    let driver = start(&rig, OTHER_KEY);
    driver.until("both are ready", |model| ready_of(model, "main") + ready_of(model, SECOND) == 2);
    for one in [&rig, &other] {
        let ledger = one.ledger();
        assert_eq!((ledger.assets.len(), ledger.sessions.len()), (1, 1));
    }
}

#[test]
fn practice_is_an_account_of_which_nothing_is_written_down() {
    let (rig, practice) = (Rig::plain(), Rig::plain());
    let driver = rig.engine();
    add(&driver, "main", rig.video("real.mp4", 300_000));
    driver.over(1);
    let key = SecretString::from(practice.sandbox.key().to_owned());
    driver.engine.send(Command::EnterPractice(practice.sandbox.url(), key));
    driver.until("practice mode is shown", |model| {
        model.current.0 == PRACTICE_ACCOUNT
            && model.current_account().is_some_and(|account| matches!(account.key, KeyState::Good(_)))
    });
    add(&driver, PRACTICE_ACCOUNT, rig.video("practice.mp4", 3_000_000));
    add(&driver, "main", rig.video("real too.mp4", 300_000));
    driver.over(3);
    assert_eq!((practice.ledger().assets.len(), rig.ledger().assets.len()), (1, 2));
    let both: Vec<JobId> = driver.engine.model().jobs.keys().copied().collect();
    driver.engine.send(Command::Remove(JobSelection::These(both)));
    driver.until("the list is empty", |model| model.jobs.is_empty() && model.settings_saved);
    driver.engine.shutdown();

    let names = |history: Vec<takeup_model::Receipt>| {
        history.iter().map(|receipt| receipt.source.clone()).collect::<Vec<_>>().len()
    };
    assert_eq!(names(read_history(&rig.data(), &HistoryQuery::default()).unwrap()), 2);
    let kept = config::load(&rig.data().join("settings.toml")).unwrap();
    assert_eq!((kept.accounts.len(), kept.current), (1, "main".into()));
    let driver = rig.engine();
    let model = driver.engine.model();
    assert!(model.jobs.is_empty() && !model.accounts.contains_key(&PRACTICE_ACCOUNT.into()));
}

#[test]
fn a_removed_account_takes_its_uploads_and_its_key_along_and_nothing_of_the_platform() {
    let (rig, other) = two();
    other.sandbox.script(Fault::once(FaultTarget::Part, FaultEffect::HoldAfterBytes(1_000)).times(1_000));
    let driver = rig.engine();
    driver.engine.send(Command::SetKey(SECOND.into(), OTHER_KEY.to_owned().into()));
    driver.until("its key is kept", |model| {
        key_of(model, SECOND) == KeyState::Good(KeyLocation::Keyring(Keyring::SecretService))
            || matches!(key_of(model, SECOND), KeyState::Good(KeyLocation::Keyring(_)))
    });
    add(&driver, SECOND, other.video("ready.mp4", 300_000));
    driver.until("one is ready", |model| ready_of(model, SECOND) == 1);
    add(&driver, SECOND, other.video("half.mp4", 3_000_000));
    driver.seen("the other is on its way", |seen| !seen.wire.flights.is_empty());
    let second = AccountId::from(SECOND);
    driver.engine.send(Command::ChangeSettings(Settings { current: second.clone(), ..rig.settings.clone() }));
    driver.engine.send(Command::Cancel(JobSelection::All(second.clone())));
    driver.engine.send(Command::RemoveAccount(second.clone()));
    let model = driver.until("it is gone", |model| !model.accounts.contains_key(&second));
    assert_eq!((model.jobs.len(), &model.current), (0, &"main".into()));
    driver.until("the settings are saved", |model| model.settings_saved);
    driver.engine.shutdown();
    other.sandbox.release();
    assert_eq!(other.ledger().requests_to("DELETE /assets/{asset_id}"), 0);
    assert_eq!(read_history(&rig.data(), &HistoryQuery::default()).unwrap().len(), 2, "receipts stay");
    assert_eq!(config::load(&rig.data().join("settings.toml")).unwrap().accounts.len(), 1);

    // Another account of the same ID and server finds no key.
    let driver = rig.engine();
    driver.engine.send(Command::CheckKey(second.clone()));
    let model = driver.until("no key is found", |model| key_of(model, SECOND) == KeyState::Missing);
    // The last account is never taken away: an empty one is there instead.
    drop(model);
    driver.engine.send(Command::RemoveAccount("main".into()));
    driver.engine.send(Command::RemoveAccount(second));
    driver
        .until("an empty account is there", |model| model.settings.accounts == Settings::default().accounts);
}
