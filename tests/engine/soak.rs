//! Many uploads of every kind through a sandbox in which something goes wrong all the time. `TAKEUP_SOAK` says how
//! many; what is asked of the sandbox is thrown with seeded dice, so that it is the same every time.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};
use takeup_engine::Command;
use takeup_model::{Method, MethodChoice, UploadOptions};
use takeup_sandbox::{Fault, FaultBody, FaultEffect, FaultTarget, Ledger, Options, RetryAfter};

use takeup_rig::process::memory;
use takeup_rig::{Driver, Rig, sandbox_options, sha256};

/// Files that are on the disk, and on their way, at the same time.
const WAVE: usize = 40;
/// The memory of a long run may grow by so much: what is kept of every job, here and in the sandbox.
const GROWTH: u64 = 64 << 20;

fn uploads() -> usize {
    std::env::var("TAKEUP_SOAK").ok().and_then(|text| text.parse().ok()).unwrap_or(WAVE)
}

fn trouble_of_storage(dice: &mut StdRng) -> FaultEffect {
    match dice.random_range(0..12) {
        0 => FaultEffect::Status(500, FaultBody::Xml, None),
        1 => FaultEffect::Status(503, FaultBody::Xml, None),
        2 => FaultEffect::Status(429, FaultBody::Empty, Some(RetryAfter::Seconds(0))),
        3 => FaultEffect::ResetBefore,
        4..6 => FaultEffect::ResetAfterBytes(dice.random_range(0..60_000)),
        6 => FaultEffect::LoseAnswer,
        7 => FaultEffect::NoEtag,
        8 => FaultEffect::ExpireUrl,
        9 => FaultEffect::SpendUrl,
        10 => FaultEffect::Stall(Duration::from_millis(30)),
        _ => FaultEffect::CorruptEtag,
    }
}

fn trouble_of_the_platform(dice: &mut StdRng) -> FaultEffect {
    match dice.random_range(0..5) {
        0 => FaultEffect::Status(500, FaultBody::Nested, None),
        1 => FaultEffect::Status(429, FaultBody::Empty, Some(RetryAfter::Seconds(0))),
        2 => FaultEffect::ResetBefore,
        3 => FaultEffect::Stall(Duration::from_millis(30)),
        _ => FaultEffect::LoseAnswer,
    }
}

/// Scripts what goes wrong during one wave.
fn script(rig: &Rig, dice: &mut StdRng) {
    for _ in 0..WAVE / 2 {
        let fault = Fault::once(FaultTarget::Part, trouble_of_storage(dice));
        rig.sandbox.script(fault.after(dice.random_range(0..120)));
    }
    let places = [
        FaultTarget::CreateMultipart,
        FaultTarget::MoreUrls,
        FaultTarget::Report,
        FaultTarget::PostAsset,
        FaultTarget::PostTask,
        FaultTarget::GetAssets,
        FaultTarget::GetTask,
    ];
    for place in places {
        for _ in 0..2 {
            let fault = Fault::once(place, trouble_of_the_platform(dice));
            rig.sandbox.script(fault.after(dice.random_range(0..8)));
        }
    }
}

fn by(method: Method) -> UploadOptions {
    UploadOptions { method: MethodChoice::Only(method), ..UploadOptions::default() }
}

/// Where uploads are made.
struct Stage<'a> {
    rig: &'a Rig,
    driver: &'a Driver,
    index: &'a str,
}

/// What has to be on the platform in the end: hashes by name, none for what it fetched itself.
#[derive(Default)]
struct Wanted {
    assets: BTreeMap<String, Option<String>>,
    tasks: BTreeMap<String, Option<String>>,
}

impl Wanted {
    /// Adds one upload of some kind, with this number; gives the file it made.
    fn add(&mut self, number: usize, on: &Stage<'_>, dice: &mut StdRng) -> Option<PathBuf> {
        let name = format!("clip-{number}.mp4");
        let (driver, kind) = (on.driver, dice.random_range(0..20));
        if kind < 3 {
            let url = format!("https://media.example.org/{name}");
            self.assets.insert(name, None);
            driver.engine.send(Command::AddUrls(driver.account.clone(), vec![url], UploadOptions::default()));
            return None;
        }
        let (sizes, options) = match kind {
            3..12 => (60_000..700_000, by(Method::Multipart)),
            12..18 => (1_000..200_000, by(Method::Direct)),
            _ => (
                1_000..200_000,
                UploadOptions { task_index: Some(on.index.into()), ..UploadOptions::default() },
            ),
        };
        let file = on.rig.video(&name, dice.random_range(sizes));
        let place = if options.task_index.is_some() { &mut self.tasks } else { &mut self.assets };
        place.insert(name, Some(sha256(&file)));
        driver.add_as(&[&file], options);
        Some(file)
    }

    fn is_what_is_there(&self, ledger: &Ledger) {
        assert_eq!((ledger.assets.len(), ledger.tasks.len()), (self.assets.len(), self.tasks.len()));
        for asset in &ledger.assets {
            let hash = self.assets.get(&asset.filename);
            assert_eq!((asset.status, Some(&asset.sha256)), ("ready", hash), "{}", asset.filename);
        }
        for task in &ledger.tasks {
            let hash = self.tasks.get(&task.filename);
            assert_eq!((task.status, Some(&task.sha256)), ("ready", hash), "{}", task.filename);
        }
    }
}

#[test]
fn everything_arrives_once_and_whole_while_everything_goes_wrong() {
    let begun = Instant::now();
    let rig = Rig::new(Options { chunk_size: 64 * 1024, ..sandbox_options() });
    let index = rig.index("Races 2026");
    let driver = rig.engine();
    let (mut dice, mut wanted) = (StdRng::seed_from_u64(7), Wanted::default());
    let (uploads, mut third) = (uploads(), None);
    let mut done = 0;
    while done < uploads {
        script(&rig, &mut dice);
        let wave = WAVE.min(uploads - done);
        let stage = Stage { rig: &rig, driver: &driver, index: &index };
        let files: Vec<_> =
            (done..done + wave).filter_map(|number| wanted.add(number, &stage, &mut dice)).collect();
        done += wave;
        driver.ready(done);
        for file in files {
            fs::remove_file(file).unwrap();
        }
        if done >= uploads / 3 && third.is_none() {
            third = memory();
        }
    }
    let jobs = driver.ready(uploads);
    let ledger = rig.ledger();
    wanted.is_what_is_there(&ledger);
    let in_parts = jobs.iter().filter(|job| job.method() == Some(Method::Multipart)).count();
    assert_eq!(ledger.sessions.len(), in_parts, "every session was used, and once");
    let chunks: Vec<_> = ledger.sessions.iter().flat_map(|session| &session.chunks).collect();
    assert!(chunks.iter().all(|chunk| chunk.reported));
    let again: u64 = chunks.iter().map(|chunk| chunk.puts - 1).sum();
    let retries: u32 = jobs.iter().map(|job| job.retries).sum();
    println!(
        "{uploads} uploads in {:.0?}: {} chunks, {again} of them sent again, {retries} retries in all",
        begun.elapsed(),
        chunks.len()
    );
    if let (Some(third), Some(end)) = (third, memory()) {
        println!("memory: {} MB after a third, {} MB at the end", third >> 20, end >> 20);
        // In a short run most of it belongs to the tests beside this one.
        assert!(uploads < 500 || end < third + GROWTH, "it grows: from {third} to {end}");
    }
}
