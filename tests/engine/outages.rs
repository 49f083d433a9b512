//! What comes over everything at once: no network, a sleep, a clock that is off, a key that is gone, a second program.

use std::net::SocketAddr;

use jiff::SignedDuration;
use takeup_engine::{Command, JobSelection};
use takeup_model::{Creation, KeyState, Model, Reachability, UploadOptions};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Options, Times};

use takeup_rig::relay::Relay;
use takeup_rig::{Rig, sandbox_options, sha256};

/// How many probes have failed since the line went down.
fn probes(model: &Model) -> u32 {
    match model.current_account().map(|account| &account.reachability) {
        Some(Reachability::Down { tries, .. }) => *tries,
        Some(Reachability::Up) | None => 0,
    }
}

/// A rig whose account reaches the platform over this relay.
fn over_a_relay() -> (Rig, Relay) {
    let mut rig = Rig::slow();
    let server = url::Url::parse(&rig.sandbox.url()).unwrap();
    let target = SocketAddr::from(([127, 0, 0, 1], server.port().unwrap()));
    let relay = Relay::to(target, rig.runtime().handle());
    rig.settings.accounts[0].server = format!("http://{}{}", relay.address(), server.path());
    (rig, relay)
}

#[test]
fn files_that_are_added_without_a_network_wait_for_it_and_try_nothing() {
    let (rig, relay) = over_a_relay();
    relay.down();
    let files = [rig.video("small.mp4", 300_000), rig.video("large.mp4", 3_500_000)];
    let driver = rig.engine();
    driver.add(&[&files[0], &files[1]]);
    driver.engine.send(Command::AddUrls(
        driver.account.clone(),
        vec!["https://media.example.org/lecture.mp4".to_owned()],
        UploadOptions::default(),
    ));
    let model = driver.until("many probes", |model| model.jobs.len() == 3 && probes(model) >= 10);
    for job in model.jobs.values() {
        assert_eq!((job.attempts, &job.end, job.creation), (0, &None, Creation::NotBegun), "{job:#?}");
    }
    relay.up();
    driver.ready(3);
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.sessions.len()), (3, 1));
}

#[test]
fn an_upload_outlasts_an_hour_without_a_network() {
    let (rig, relay) = over_a_relay();
    let file = rig.video("clip.mp4", 8_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.under_way(1_000_000);
    relay.down();
    rig.sandbox.unplug();
    let model = driver.until("many probes", |model| probes(model) >= 10);
    for job in model.jobs.values() {
        let attempts = job.attempts + job.part_retries.values().map(|hitch| hitch.attempts).sum::<u32>();
        assert_eq!((attempts, &job.end), (0, &None), "{job:#?}");
    }
    rig.sandbox.plug_in();
    relay.up();
    driver.ready(1);
    rig.holds_only(&file);
}

#[test]
fn while_nothing_answers_there_are_probes_and_nothing_else() {
    let rig = Rig::plain();
    rig.sandbox.unplug();
    let files: Vec<_> =
        (0..12).map(|n| rig.video(&format!("{n}.mp4"), 300_000 + n % 2 * 3_000_000)).collect();
    let driver = rig.engine();
    driver.add(&files.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>());
    driver.until("many probes", |model| model.jobs.len() == 12 && probes(model) >= 30);
    let ledger = rig.ledger();
    let asked = ledger.requests_to("GET /indexes");
    // Every one of them was a probe; the last may not have come back yet.
    let model = driver.until("all of them", |model| u64::from(probes(model)) + 1 >= asked);
    let others: u64 = ledger.requests.values().sum::<u64>() - asked;
    // Each file was begun once, and the first questions about lost answers were asked together.
    assert!(others <= 12 + 6, "{others} requests beside the probes: {:?}", ledger.requests);
    assert!(model.jobs.values().all(|job| job.attempts == 0 && job.end.is_none()));
    rig.sandbox.plug_in();
    driver.ready(12);
    assert_eq!(rig.ledger().assets.len(), 12);
}

#[test]
fn a_laptop_that_slept_for_two_hours_goes_on_where_it_was() {
    let rig = Rig::slow();
    let file = rig.video("clip.mp4", 8_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.under_way(1_000_000);
    rig.sandbox.unplug();
    rig.sandbox.set_clock_ahead(SignedDuration::from_hours(2));
    driver.until("connections broken", |model| {
        model.jobs.values().any(|job| job.part_retries.values().any(|hitch| hitch.setbacks > 0))
    });
    rig.sandbox.plug_in();
    driver.ready(1);
    rig.holds_only(&file);
    let most = rig.ledger().sessions[0].chunks.iter().map(|chunk| chunk.puts).max();
    assert!(most <= Some(4), "a part was sent {most:?} times");
}

#[test]
fn a_url_that_has_run_out_during_a_pause_is_not_tried() {
    let url_life = std::time::Duration::from_secs(8);
    let times = Times { url_life, ..Times::quick() };
    let rig = Rig::new(Options { times, ..sandbox_options() });
    let stall = FaultEffect::Stall(std::time::Duration::from_millis(60));
    rig.sandbox.script(Fault::once(FaultTarget::Part, stall).times(10_000));
    let file = rig.video("clip.mp4", 8_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.under_way(1_000_000);
    driver.engine.send(Command::Pause(JobSelection::All(driver.account.clone())));
    let model = driver.until("it is paused", |model| model.jobs.values().all(|job| job.paused));
    let session = model.jobs.values().next().and_then(|job| job.session.as_ref()).unwrap();
    let missing = session.missing().count() as u64;
    // What was on its way is broken off by then.
    std::thread::sleep(std::time::Duration::from_secs(1));
    let before = rig.ledger().puts.count;
    std::thread::sleep(url_life);
    driver.engine.send(Command::Resume(JobSelection::All(driver.account.clone())));
    driver.ready(1);
    assert_eq!(rig.ledger().puts.count - before, missing, "each part that was missing went once");
    rig.holds_only(&file);
}

/// Ten minutes either way, and nothing is valid for longer than five.
fn with_a_clock_that_is_off(ahead: i64) -> Rig {
    let times = Times {
        url_life: std::time::Duration::from_mins(5),
        session_life: std::time::Duration::from_mins(5),
        ..Times::quick()
    };
    let rig = Rig::new(Options { times, ..sandbox_options() });
    rig.sandbox.set_clock_ahead(SignedDuration::from_mins(ahead));
    rig
}

#[test]
fn a_clock_that_is_off_makes_nothing_look_lapsed() {
    for ahead in [-10, 10] {
        let rig = with_a_clock_that_is_off(ahead);
        let file = rig.video("clip.mp4", 3_500_000);
        let driver = rig.engine();
        driver.add(&[&file]);
        let jobs = driver.ready(1);
        assert_eq!(jobs[0].retries, 0);
        rig.holds_only(&file);
        assert!(rig.ledger().sessions[0].chunks.iter().all(|chunk| chunk.puts == 1));
    }
}

#[test]
fn a_clock_that_is_off_hides_nothing_that_is_marked() {
    for ahead in [-10, 10] {
        for (place, size) in [(FaultTarget::PostAsset, 500_000), (FaultTarget::CreateMultipart, 3_500_000)] {
            let rig = with_a_clock_that_is_off(ahead);
            let file = rig.video("clip.mp4", size);
            rig.sandbox.script(Fault::once(place, FaultEffect::LoseAnswer));
            let driver = rig.engine();
            driver.add(&[&file]);
            driver.ready(1);
            rig.holds_only(&file);
        }
    }
}

#[test]
fn a_clock_that_is_off_hides_nothing_that_is_not_marked() {
    for ahead in [-10, 10] {
        let mut rig = with_a_clock_that_is_off(ahead);
        rig.settings.mark_uploads = false;
        let index = rig.index("one");
        let (asset, task) = (rig.video("asset.mp4", 500_000), rig.video("task.mp4", 500_000));
        rig.sandbox.script(Fault::once(FaultTarget::PostAsset, FaultEffect::LoseAnswer));
        rig.sandbox.script(Fault::once(FaultTarget::PostTask, FaultEffect::LoseAnswer));
        let driver = rig.engine();
        driver.add(&[&asset]);
        driver.add_as(
            &[&task],
            UploadOptions { task_index: Some(index.as_str().into()), ..UploadOptions::default() },
        );
        driver.ready(2);
        let ledger = rig.ledger();
        assert_eq!((ledger.assets.len(), ledger.tasks.len()), (1, 1), "{ahead} minutes ahead");
    }
}

#[test]
fn a_clock_that_is_off_takes_nothing_older_for_ours() {
    let mut rig = Rig::plain();
    rig.settings.mark_uploads = false;
    let older = rig.video("clip.mp4", 500_000);
    let driver = rig.engine();
    rig.sandbox.set_clock_ahead(SignedDuration::from_mins(5));
    driver.add(&[&older]);
    driver.ready(1);
    driver.engine.send(Command::Remove(driver.all()));
    driver.until("removed", |model| model.jobs.is_empty());
    // Five minutes later, by the clock of a platform that is ten minutes ahead of ours.
    rig.sandbox.set_clock_ahead(SignedDuration::from_mins(10));
    takeup_rig::write_video(&older, 500_001);
    rig.sandbox.script(Fault::once(FaultTarget::PostAsset, FaultEffect::ResetBefore));
    driver.add(&[&older]);
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!(ledger.assets.last().unwrap().sha256, Some(sha256(&older)), "what is ready is what was sent");
}

#[test]
fn a_key_that_is_revoked_in_the_middle_stops_everything_and_a_new_one_goes_on() {
    let rig = Rig::slow();
    let sizes = [4_000_000, 300_000, 4_000_001, 300_001, 4_000_002, 300_002];
    let files: Vec<_> = sizes.iter().map(|size| rig.video(&format!("{size}.mp4"), *size)).collect();
    let driver = rig.engine();
    driver.add(&files.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>());
    driver.under_way(500_000);
    rig.sandbox.change_key("tlk_another");
    let refused = |model: &Model| {
        model.current_account().is_some_and(|account| matches!(account.key, KeyState::Refused(_)))
    };
    let seen = driver
        .seen("key refused, and the wire empty", |seen| refused(&seen.facts) && seen.wire.flights.is_empty());
    let model = seen.facts;
    assert!(model.jobs.values().all(|job| !job.ended_badly()), "{model:#?}");
    let before = rig.ledger();
    driver.engine.send(Command::SetKey(driver.account.clone(), "tlk_another".to_owned().into()));
    driver.ready(files.len());
    let ledger = rig.ledger();
    assert!(before.assets.len() < files.len() || before.puts.count < ledger.puts.count, "it was the middle");
    assert_eq!((ledger.assets.len(), ledger.sessions.len()), (6, 3));
    for file in &files {
        let name = file.file_name().unwrap().to_str().unwrap();
        let asset = ledger.assets.iter().find(|asset| asset.filename == name).unwrap();
        assert_eq!(asset.sha256, Some(sha256(file)), "{name}");
    }
    let chunks = ledger.sessions.iter().flat_map(|session| &session.chunks);
    assert!(chunks.clone().all(|chunk| chunk.puts == 1), "no part was sent again");
}
