//! The bandwidth limit on real sockets: what it holds back, what it never holds back, and when it comes and goes.

use jiff::ToSpan as _;
use secrecy::SecretString;
use takeup_engine::config::Folders;
use takeup_engine::{Command, Engine, JobSelection, Policy, Setup};
use takeup_model::{Bandwidth, Hours, KeyLocation, List, Model, Settings, Snapshot};

use takeup_rig::{Driver, Rig, sha256};

/// So low that nothing here could come to its end under it.
const TINY: u64 = 20_000;

fn limited(settings: &Settings, bytes_per_sec: u64) -> Settings {
    let bandwidth = Bandwidth { limited: true, bytes_per_sec, ..Bandwidth::default() };
    Settings { bandwidth, ..settings.clone() }
}

fn change(driver: &Driver, settings: Settings) -> Snapshot {
    let wanted = settings.bandwidth.limited.then_some(settings.bandwidth.bytes_per_sec);
    driver.engine.send(Command::ChangeSettings(settings));
    driver.seen("the limit holds", |seen| seen.wire.limit.bytes_per_sec == wanted)
}

fn done(seen: &Snapshot) -> u64 {
    seen.facts.jobs.values().map(|job| seen.wire.bytes_done(job)).sum()
}

#[test]
fn a_limit_changed_on_the_way_changes_the_pace_and_holds_up_no_question() {
    let mut rig = Rig::plain();
    rig.settings = limited(&rig.settings, 1_000_000);
    let file = rig.video("clip.mp4", 40_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.seen("on its way", |seen| done(seen) > 500_000);
    // From here the rest would take half an hour; on a free line it is a matter of a moment.
    let before = done(&change(&driver, limited(&rig.settings, TINY)));
    for _ in 0..5 {
        let loaded = |model: &Model| model.current_account().and_then(|account| account.assets.state.loaded);
        let last = loaded(&driver.engine.model());
        driver.engine.send(Command::Refresh(driver.account.clone(), List::Assets));
        driver.until("an answer", |model| loaded(model) > last);
    }
    let moved = driver.seen("still moving", |seen| done(seen) > before);
    assert!(done(&moved) - before < 2_000_000, "{} bytes", done(&moved) - before);
    assert!(moved.facts.jobs.values().all(|job| job.end.is_none()));
    change(&driver, Settings { bandwidth: Bandwidth::default(), ..rig.settings.clone() });
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!(ledger.assets[0].sha256, Some(sha256(&file)));
    assert!(ledger.sessions[0].chunks.iter().all(|chunk| chunk.puts == 1), "no body was broken off");
}

#[test]
fn an_hour_comes_also_while_nothing_happens() {
    let mut rig = Rig::plain();
    let soon = jiff::Zoned::now().time().wrapping_add(2.seconds());
    let hours = Hours { from: soon, to: soon.wrapping_sub(1.hour()) };
    rig.settings.bandwidth = Bandwidth { limited: true, bytes_per_sec: TINY, by_hours: true, hours };
    let driver = rig.engine();
    let seen = driver.seen("the hour", |seen| seen.wire.limit.bytes_per_sec == Some(TINY));
    assert!(seen.wire.limit.until.is_some());
}

#[test]
fn a_limit_for_one_run_stands_whatever_the_settings_say() {
    let rig = Rig::plain();
    let setup = Setup {
        folders: Folders { config: rig.data(), data: rig.data() },
        settings: limited(&rig.settings, TINY),
        news: Vec::new(),
        policy: Policy::quick(),
        keys: [(
            rig.settings.current.clone(),
            (SecretString::from(rig.sandbox.key().to_owned()), KeyLocation::Environment),
        )]
        .into(),
        check_key: false,
        stop_at_start: false,
        watches: false,
        keeps_journal: true,
        allow_http: false,
        decode_picture: None,
        releases: None,
        limit_rate: 5_000_000,
    };
    let driver =
        Driver { engine: Engine::start(setup, || {}).unwrap(), account: rig.settings.current.clone() };
    let given = |seen: &Snapshot| seen.wire.limit.bytes_per_sec == Some(5_000_000);
    driver.seen("the limit of this run", given);
    driver.engine.send(Command::ChangeSettings(rig.settings.clone()));
    let seen = driver.seen("other settings", |seen| !seen.facts.settings.bandwidth.limited);
    assert!(given(&seen));
}

/// Broken off, each of them would be sent a second time.
#[test]
fn a_pause_lets_parts_land_that_are_nearly_there() {
    let mut rig = Rig::plain();
    rig.settings = limited(&rig.settings, 1_000_000);
    let file = rig.video("clip.mp4", 6_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    // By then the speed has been measured.
    driver.under_way(2_000_000);
    driver.engine.send(Command::Pause(JobSelection::All(driver.account.clone())));
    let missing = |model: &Model| {
        model.jobs.values().next().and_then(|job| Some(job.session.as_ref()?.missing().count())).unwrap()
    };
    let paused = driver.until("it is paused", |model| model.jobs.values().all(|job| job.paused));
    let landed = driver.until("some landed", |model| missing(model) < missing(&paused));
    assert!(landed.jobs.values().all(|job| job.paused));
    driver.engine.send(Command::Resume(JobSelection::All(driver.account.clone())));
    driver.ready(1);
    rig.holds_only(&file);
    assert!(rig.ledger().sessions[0].chunks.iter().all(|chunk| chunk.puts == 1));
}
