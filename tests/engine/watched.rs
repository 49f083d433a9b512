//! Watched folders with real files: every finished file is uploaded once.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use takeup_engine::Command;
use takeup_model::{DestinationId, End, Existing, Model, WaitReason, WatchKey, WatchedFolder, Watching};

use takeup_rig::process::until;
use takeup_rig::{Driver, Rig, sha256, write_video};

const REST: Duration = Duration::from_millis(300);

/// A rig that watches its folder "in", for which these settings are changed.
fn watching(change: impl FnOnce(&mut WatchedFolder)) -> (Rig, PathBuf) {
    let mut rig = Rig::plain();
    let folder = rig.folder.path().join("in");
    fs::create_dir(&folder).unwrap();
    let mut rules = WatchedFolder { folder: folder.clone(), rest: REST, ..WatchedFolder::default() };
    change(&mut rules);
    rig.settings.accounts[0].watched = vec![rules];
    (rig, folder)
}

fn state<'a>(model: &'a Model, folder: &Path) -> Option<&'a Watching> {
    model.watched.get(&WatchKey(model.current.clone(), folder.to_owned()))
}

/// Waits until the folder was scanned once.
fn begun(driver: &Driver, folder: &Path) {
    driver.until("scanned", |model| state(model, folder).is_some_and(|state| state.scanned && state.begun()));
}

/// Waits until so many files are ready and nothing is waited for.
fn ready(driver: &Driver, folder: &Path, count: usize) {
    driver.until("ready", |model| {
        state(model, folder).is_some_and(|state| state.uploads().0 == count && state.waiting.is_empty())
            && model.jobs.values().all(|job| job.end == Some(End::Ready))
    });
}

/// The platform has each of these contents, once, and nothing else.
fn holds(rig: &Rig, expected: &BTreeSet<String>) {
    let ledger = rig.ledger();
    let found: BTreeSet<String> = ledger.assets.iter().filter_map(|asset| asset.sha256.clone()).collect();
    assert_eq!((&found, ledger.assets.len()), (expected, expected.len()));
}

/// A program that writes a file in pieces, from beginning to end; between them it sleeps for so long.
fn write_slowly(path: &Path, size: usize, pause: Duration) {
    let whole = path.with_extension("whole");
    write_video(&whole, size);
    let bytes = fs::read(&whole).unwrap();
    fs::remove_file(&whole).unwrap();
    let mut file = File::create(path).unwrap();
    for piece in bytes.chunks(size / 4 + 1) {
        file.write_all(piece).unwrap();
        std::thread::sleep(pause);
    }
}

/// Touched, renamed, and copied, files that were uploaded are not sent again.
fn stays_known(rig: &Rig, folder: &Path) {
    let touched = File::options().append(true).open(folder.join("day 1/clip 4.mp4")).unwrap();
    touched.set_modified(SystemTime::now() - Duration::from_hours(1)).unwrap();
    drop(touched);
    fs::rename(folder.join("day 1"), folder.join("day one")).unwrap();
    fs::copy(folder.join("clip 6.mp4"), folder.join("copy of 6.mp4")).unwrap();
    let driver = rig.engine();
    driver.until("known again", |model| {
        let known = |state: &Watching| {
            let paths = ["copy of 6.mp4", "day one/clip 4.mp4"];
            state.waiting.is_empty() && paths.iter().all(|path| state.files.contains_key(Path::new(path)))
        };
        state(model, folder).is_some_and(|state| state.scanned && known(state))
    });
    assert_eq!(driver.engine.model().jobs.len(), 300);
}

/// Writes 300 files in bursts, as programs do.
fn feed(folder: &Path) {
    for number in 0..300_usize {
        let places = [folder.to_owned(), folder.join("day 1"), folder.join("day 1/card")];
        let path = places[number % 3].join(format!("clip {number}.mp4"));
        let size = 20_000 + number;
        match number % 10 {
            // A download, a copy program, a slow recorder, and one that is renamed at once.
            0 => {
                let part = path.with_extension("mp4.part");
                write_video(&part, size);
                fs::rename(part, path).unwrap();
            }
            1 => {
                let temporary = path.with_file_name(format!(".clip {number}.tmp"));
                write_video(&temporary, size);
                fs::rename(temporary, path).unwrap();
            }
            2 if number < 100 => write_slowly(&path, size, Duration::from_millis(50)),
            3 => {
                write_video(&path, size);
                fs::rename(&path, path.with_file_name(format!("봄 {number}.mp4"))).unwrap();
            }
            _ => write_video(&path, size),
        }
        if number % 60 == 59 {
            std::thread::sleep(Duration::from_millis(200));
        }
    }
}

#[test]
fn a_folder_fed_with_three_hundred_files_uploads_each_finished_one_once() {
    let (rig, folder) = watching(|_| {});
    let mut driver = rig.engine();
    begun(&driver, &folder);
    fs::create_dir_all(folder.join("day 1/card")).unwrap();
    let place = folder.clone();
    let writer = std::thread::spawn(move || feed(&place));
    for uploads in [20, 90, 170] {
        driver.until("some are there", |model| model.jobs.len() >= uploads);
        driver.engine.shutdown();
        driver = rig.engine();
    }
    writer.join().unwrap();
    for name in ["left over.mp4.part", "left over.tmp", "left over.crdownload"] {
        write_video(&folder.join(name), 30_000);
    }
    fs::write(folder.join("notes.txt"), b"no media").unwrap();
    let files: Vec<PathBuf> =
        takeup_media::walk(std::slice::from_ref(&folder)).files.into_iter().map(|(path, _)| path).collect();
    let finished = files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "mp4"));
    let expected: BTreeSet<String> = finished.map(|path| sha256(path)).collect();
    assert_eq!(expected.len(), 300);
    ready(&driver, &folder, 300);
    driver.engine.shutdown();
    stays_known(&rig, &folder);
    holds(&rig, &expected);
}

#[test]
fn a_file_that_a_program_still_writes_is_waited_for() {
    let (rig, folder) = watching(|_| {});
    let driver = rig.engine();
    begun(&driver, &folder);
    let path = folder.join("take.mp4");
    write_video(&path, 50_000);
    let mut open = File::options().append(true).open(&path).unwrap();
    // Only Linux tells which files are open; elsewhere the file must go on growing.
    if cfg!(target_os = "linux") {
        driver.until("open", |model| {
            state(model, &folder)
                .is_some_and(|state| state.waiting.values().any(|file| file.why == WaitReason::Open))
        });
    }
    open.write_all(&[7; 1_000]).unwrap();
    assert!(driver.engine.model().jobs.is_empty());
    drop(open);
    ready(&driver, &folder, 1);
    rig.holds_only(&path);
}

#[test]
fn a_folder_that_goes_away_is_waited_for_and_nothing_of_it_is_sent_again() {
    let (rig, folder) = watching(|_| {});
    let driver = rig.engine();
    begun(&driver, &folder);
    write_video(&folder.join("a.mp4"), 40_000);
    ready(&driver, &folder, 1);
    let away = rig.folder.path().join("away");
    fs::rename(&folder, &away).unwrap();
    driver.until("gone", |model| state(model, &folder).is_some_and(|state| state.gone));
    write_video(&away.join("b.mp4"), 50_000);
    fs::rename(&away, &folder).unwrap();
    ready(&driver, &folder, 2);
    assert_eq!(rig.ledger().assets.len(), 2);
}

#[test]
#[cfg_attr(windows, ignore = "Windows renames no folder with an open file")]
fn an_upload_whose_disk_was_taken_away_goes_on_when_it_is_back() {
    let (mut rig, folder) = watching(|_| {});
    rig.settings.files_at_once = 1;
    let driver = rig.engine();
    begun(&driver, &folder);
    driver.engine.send(Command::Pause(driver.all()));
    let away = rig.folder.path().join("away");
    for number in 0..30 {
        write_video(&folder.join(format!("{number}.mp4")), 40_000 + number);
    }
    driver.until("taken", |model| model.jobs.len() == 30);
    fs::rename(&folder, &away).unwrap();
    driver.until("missed", |model| {
        model.jobs.values().any(|job| job.failure().is_some())
            || model.jobs.values().all(|job| job.end.is_some())
    });
    fs::rename(&away, &folder).unwrap();
    ready(&driver, &folder, 30);
    assert_eq!(rig.ledger().assets.len(), 30);
}

#[test]
fn files_that_were_there_before_are_left_until_somebody_wants_them() {
    let (mut rig, folder) = watching(|_| {});
    write_video(&folder.join("old.mp4"), 40_000);
    fs::write(folder.join("notes.txt"), b"no media").unwrap();
    let driver = rig.engine();
    begun(&driver, &folder);
    write_video(&folder.join("new.mp4"), 50_000);
    ready(&driver, &folder, 1);
    let rules = &mut rig.settings.accounts[0].watched[0];
    let left = |rules: &WatchedFolder| state(&driver.engine.model(), &folder).unwrap().left(rules);
    assert_eq!(left(rules), 1);
    rules.existing = Existing::Upload;
    driver.engine.send(Command::ChangeSettings(rig.settings.clone()));
    ready(&driver, &folder, 2);
    assert_eq!(rig.ledger().assets.len(), 2);
}

#[test]
fn ready_files_go_to_their_destination_and_then_to_the_subfolder() {
    let (mut rig, folder) = watching(|rules| {
        rules.move_to = Some("uploaded".to_owned());
        rules.exclude = vec!["*_proxy.*".to_owned()];
    });
    let index = rig.index("Races");
    let next = &mut rig.settings.accounts[0].watched[0].next;
    next.indexes.insert(index.as_str().into(), "Races".to_owned());
    next.told.set("season", "2026").unwrap();
    fs::create_dir_all(folder.join("uploaded/day 1")).unwrap();
    let driver = rig.engine();
    begun(&driver, &folder);
    fs::create_dir(folder.join("day 1")).unwrap();
    write_video(&folder.join("uploaded/day 1/a.mp4"), 40_000);
    write_video(&folder.join("day 1/a.mp4"), 50_000);
    write_video(&folder.join("day 1/a_proxy.mp4"), 60_000);
    let content = sha256(&folder.join("day 1/a.mp4"));
    let moved = until("it is moved", || {
        let moved = folder.join("uploaded/day 1/a (2).mp4");
        moved.exists().then_some(moved)
    });
    assert_eq!(sha256(&moved), content);
    ready(&driver, &folder, 1);
    let model = driver.engine.model();
    let job = model.jobs.values().next().unwrap();
    assert_eq!(job.destinations[0].destination_id, DestinationId::Index(index.as_str().into()));
    assert!(folder.join("day 1/a_proxy.mp4").exists() && !folder.join("day 1/a.mp4").exists());
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.indexed_assets.len()), (1, 1));
}

#[test]
fn a_folder_that_is_paused_or_removed_is_left_alone() {
    let (mut rig, folder) = watching(|rules| rules.on = false);
    let driver = rig.engine();
    write_video(&folder.join("a.mp4"), 40_000);
    rig.settings.accounts[0].watched[0].on = true;
    rig.settings.accounts[0].watched[0].existing = Existing::Upload;
    driver.engine.send(Command::ChangeSettings(rig.settings.clone()));
    ready(&driver, &folder, 1);
    let rules = rig.settings.accounts[0].watched.remove(0);
    driver.engine.send(Command::ChangeSettings(rig.settings.clone()));
    driver.until("removed", |model| state(model, &folder).is_some_and(|state| !state.begun()));
    write_video(&folder.join("b.mp4"), 50_000);
    // Watched again, what came meanwhile was there before.
    rig.settings.accounts[0].watched.push(WatchedFolder { existing: Existing::Ask, ..rules });
    driver.engine.send(Command::ChangeSettings(rig.settings.clone()));
    begun(&driver, &folder);
    write_video(&folder.join("c.mp4"), 60_000);
    ready(&driver, &folder, 2);
    assert_eq!(rig.ledger().assets.len(), 2);
}
