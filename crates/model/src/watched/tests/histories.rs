//! Random histories of a watched folder: files are written, renamed, copied and deleted, disks are removed and mounted
//! again. Each finished file is uploaded once, and no file before it is finished.

use std::collections::BTreeSet;

use super::*;

/// What happens next. Numbers choose among the files that are there.
#[derive(Clone, Debug)]
enum Happening {
    /// A program begins a file, under a temporary name or its own, and keeps it open where the system tells that or not.
    Begin {
        temporary: bool,
        told: bool,
    },
    /// A program has written the last byte, and renames the file if its name was temporary.
    Finish(usize),
    /// A finished file gets another content.
    Rewrite(usize),
    /// A finished file is moved in with an old time.
    MoveIn,
    Rename(usize),
    Touch(usize),
    Copy(usize),
    Delete(usize),
    /// So many seconds go by. Whatever is being written grows.
    Wait(u64),
    Scan,
    /// The upload of a file that was taken is ready.
    Ready(usize),
    /// The program ends; the journal has what was last taken in.
    Restart,
    /// The disk goes away and comes back, and may tell other times.
    Remount {
        other_times: bool,
    },
}

fn happening() -> impl Strategy<Value = Happening> {
    let some = 0..64_usize;
    prop_oneof![
        4 => (any::<bool>(), any::<bool>())
            .prop_map(|(temporary, told)| Happening::Begin { temporary, told }),
        4 => some.clone().prop_map(Happening::Finish),
        1 => some.clone().prop_map(Happening::Rewrite),
        2 => Just(Happening::MoveIn),
        2 => some.clone().prop_map(Happening::Rename),
        1 => some.clone().prop_map(Happening::Touch),
        1 => some.clone().prop_map(Happening::Copy),
        1 => some.clone().prop_map(Happening::Delete),
        // Less than the time that a file must rest, so that what is written is seen to grow.
        6 => (1..5_u64).prop_map(Happening::Wait),
        6 => Just(Happening::Scan),
        2 => some.prop_map(Happening::Ready),
        1 => Just(Happening::Restart),
        1 => any::<bool>().prop_map(|other_times| Happening::Remount { other_times }),
    ]
}

/// A file in the folder.
#[derive(Clone, Debug)]
struct File {
    stamp: FileStamp,
    /// Names its content.
    content: u64,
    finished: bool,
    /// The system tells that it is open for writing.
    told: bool,
    /// It was there before the folder was watched.
    before: bool,
}

struct World {
    rules: WatchedFolder,
    watching: Watching,
    files: BTreeMap<PathBuf, File>,
    start: Instant,
    elapsed: u64,
    last: u64,
    /// The contents that were uploaded, and from which file.
    uploaded: Vec<(PathBuf, u64)>,
}

impl World {
    fn new(existing: Existing) -> Self {
        let mut world = Self {
            rules: WatchedFolder { existing, ..WatchedFolder::default() },
            watching: Watching::default(),
            files: BTreeMap::new(),
            start: start(),
            elapsed: 0,
            last: 0,
            uploaded: Vec::new(),
        };
        for _ in 0..3 {
            let (name, file) = world.file(true);
            world.files.insert(name, File { before: true, ..file });
        }
        world.scan();
        world
    }

    /// No two files are made at the same time.
    fn now(&self) -> Option<Timestamp> {
        let (seconds, nanos) = (i64::try_from(self.elapsed).unwrap(), i32::try_from(self.last).unwrap());
        Timestamp::new(1_700_000_000 + seconds, nanos).ok()
    }

    fn file(&mut self, finished: bool) -> (PathBuf, File) {
        self.last += 1;
        let stamp = FileStamp { size: 1_000 + self.last % 3, modified: self.now() };
        let file = File { stamp, content: self.last, finished, told: false, before: false };
        (format!("clip {}.mp4", self.last).into(), file)
    }

    /// The path of one of the files for which this holds.
    fn one(&self, number: usize, fits: impl Fn(&File) -> bool) -> Option<PathBuf> {
        let fit: Vec<_> = self.files.iter().filter(|(_, file)| fits(file)).map(|(path, _)| path).collect();
        fit.get(number % fit.len().max(1)).map(|path| (*path).clone())
    }

    fn happen(&mut self, happening: &Happening) {
        match happening {
            Happening::Begin { temporary, told } => {
                let (mut name, file) = self.file(false);
                if *temporary {
                    name.as_mut_os_string().push(".part");
                }
                self.files.insert(name, File { told: *told, ..file });
            }
            Happening::MoveIn => {
                let (name, mut file) = self.file(true);
                file.stamp.modified = Timestamp::from_second(1_000_000_000).ok();
                self.files.insert(name, file);
            }
            Happening::Wait(seconds) => self.wait(*seconds),
            Happening::Scan => self.scan(),
            Happening::Restart => {
                let files = std::mem::take(&mut self.watching.files);
                self.watching = Watching { files, ..Watching::default() };
            }
            Happening::Remount { other_times } => {
                // Files that were there before are told by their time, so a new name and a new time must not come at once.
                self.scan();
                self.watching.waiting.clear();
                if *other_times {
                    for file in self.files.values_mut() {
                        file.stamp.modified = file.stamp.modified.map(|time| time + Duration::from_hours(1));
                    }
                }
                self.scan();
            }
            Happening::Finish(number) => self.finish(*number),
            Happening::Rewrite(number)
            | Happening::Rename(number)
            | Happening::Touch(number)
            | Happening::Copy(number)
            | Happening::Delete(number)
            | Happening::Ready(number) => {
                self.change(happening, *number);
            }
        }
    }

    fn wait(&mut self, seconds: u64) {
        self.elapsed += seconds;
        let now = self.now();
        for file in self.files.values_mut().filter(|file| !file.finished && !file.told) {
            file.stamp = FileStamp { size: file.stamp.size + 500, modified: now };
        }
    }

    fn finish(&mut self, number: usize) {
        let Some(path) = self.one(number, |file| !file.finished) else { return };
        let now = self.now();
        let mut file = self.files.remove(&path).unwrap();
        file.stamp = FileStamp { size: file.stamp.size + 100, modified: now };
        (file.finished, file.told) = (true, false);
        let name = path.to_str().unwrap().trim_end_matches(".part").to_owned();
        self.files.insert(name.into(), file);
    }

    /// What is done to a finished file.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others are not done to a finished file")]
    fn change(&mut self, happening: &Happening, number: usize) {
        let Some(path) = self.one(number, |file| file.finished) else { return };
        let (new_name, new) = self.file(true);
        let now = self.now();
        let content = self.files[&path].content;
        let alone = self.files.values().filter(|other| other.content == content).count() == 1;
        let file = self.files.get_mut(&path).unwrap();
        match happening {
            // Nobody has read what was there before, so its time is all that tells it from another file.
            Happening::Touch(_) if !file.before => file.stamp.modified = now,
            // The engine compares with the platform too. Here a copy that nobody has read yet would be taken again.
            Happening::Rewrite(_) if alone => {
                *file = File { stamp: FileStamp { size: 9_000, ..new.stamp }, ..new }
            }
            Happening::Copy(_) if !file.before => {
                let copy = File { stamp: FileStamp { modified: now, ..file.stamp }, ..file.clone() };
                self.files.insert(new_name, copy);
            }
            Happening::Rename(_) => {
                let file = self.files.remove(&path).unwrap();
                self.files.insert(new_name, file);
            }
            Happening::Delete(_) => drop(self.files.remove(&path)),
            Happening::Ready(_) => {
                let sent = self.watching.files.get(&path).filter(|known| known.fate == Fate::Taken).cloned();
                if let Some(sent) = sent {
                    self.watching.note_ready(&path, sent.stamp, sent.fingerprint.clone());
                }
            }
            _ => {}
        }
    }

    fn scan(&mut self) {
        let files = self.files.iter().map(|(path, file)| (path.clone(), file.stamp)).collect();
        let listing = FolderListing { files, complete: true, place: None };
        let now = self.start + Duration::from_secs(self.elapsed);
        let mut read = |path: &Path, _: FileStamp| match &self.files[path] {
            File { told: true, .. } => Inside::Open,
            file => Inside::Media(file.content.to_string()),
        };
        let scan = Scan::of(&self.rules, &self.watching, &listing, &mut read, now);
        self.watching.take_in(&scan, now);
        for found in scan.found.iter().filter(|found| found.judgement == Judgement::New) {
            let file = &self.files[&found.path];
            assert!(file.finished, "{} was taken before it was finished", found.path.display());
            self.uploaded.push((found.path.clone(), file.content));
        }
    }

    /// Everything is written to its end, and rests.
    fn come_to_rest(&mut self) {
        while self.one(0, |file| !file.finished).is_some() {
            self.finish(0);
        }
        for _ in 0..4 {
            self.elapsed += 6;
            self.scan();
        }
    }

    fn check(&self) {
        let contents: Vec<u64> = self.uploaded.iter().map(|(_, content)| *content).collect();
        let once: BTreeSet<u64> = contents.iter().copied().collect();
        assert_eq!(contents.len(), once.len(), "uploaded twice: {:?}", self.uploaded);
        for (path, file) in &self.files {
            let wanted = !file.before || self.rules.existing == Existing::Upload;
            assert_eq!(once.contains(&file.content), wanted, "{} {file:?}", path.display());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_finished_file_is_uploaded_once_and_none_before_it_is_finished(
        happenings in prop::collection::vec(happening(), 1..80),
        existing in prop::sample::select(Existing::ALL.to_vec()),
    ) {
        let mut world = World::new(existing);
        for happening in &happenings {
            world.happen(happening);
        }
        world.come_to_rest();
        world.check();
    }
}
