use std::collections::BTreeMap;
use std::time::Duration;

use proptest::prelude::*;

use super::folder::matches;
use super::scan::Rule;
use super::*;
use crate::{IfExists, Settings};

mod histories;

const REST: Duration = Duration::from_secs(10);

/// A folder, what is known of it, and a clock.
struct Scene {
    folder: WatchedFolder,
    watching: Watching,
    start: Instant,
}

#[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
fn start() -> Instant {
    Instant::now()
}

impl Scene {
    fn new() -> Self {
        Self { folder: WatchedFolder::default(), watching: Watching::default(), start: start() }
    }

    fn waits(&mut self, path: &str, stamp: FileStamp) {
        let waiting = WaitingFile { stamp, since: self.start, why: WaitReason::Changes };
        self.watching.waiting.insert(path.into(), waiting);
    }

    fn knows(&mut self, path: &str, stamp: FileStamp, fingerprint: &str, fate: Fate) {
        let known = KnownFile { stamp, fingerprint: fingerprint.to_owned(), fate };
        self.watching.files.insert(path.into(), Arc::new(known));
    }

    /// What is known is there, except for "gone.mp4".
    fn judge(&self, path: &str, stamp: FileStamp, inside: Option<&Inside>, after: Duration) -> Judgement {
        let known = self.watching.files.iter().map(|(path, known)| (path.clone(), known.stamp));
        let mut files: BTreeMap<PathBuf, FileStamp> = known.collect();
        files.remove(Path::new("gone.mp4"));
        files.insert(path.into(), stamp);
        let listing = FolderListing { files, complete: true, place: None };
        let rule = Rule::new(&self.folder, &self.watching, &listing);
        rule.judge(&self.watching, path.as_ref(), inside, self.start + after)
    }
}

fn stamp(size: u64, second: i64) -> FileStamp {
    FileStamp { size, modified: Timestamp::from_second(second).ok() }
}

fn media(fingerprint: &str) -> Inside {
    Inside::Media(fingerprint.to_owned())
}

#[test]
fn a_file_is_taken_once_it_has_rested_and_not_before() {
    let mut scene = Scene::new();
    let now = stamp(7, 1);
    assert_eq!(scene.judge("a.mp4", now, None, REST), Judgement::Wait(WaitReason::Changes));
    scene.waits("a.mp4", now);
    assert_eq!(scene.judge("a.mp4", now, None, REST / 2), Judgement::Wait(WaitReason::Rests));
    for other in [stamp(8, 1), stamp(7, 2), FileStamp { size: 7, modified: None }] {
        assert_eq!(scene.judge("a.mp4", other, None, REST), Judgement::Wait(WaitReason::Changes));
    }
    assert_eq!(scene.judge("a.mp4", now, None, REST), Judgement::Read);
    for (inside, judgement) in [
        (Inside::Open, Judgement::Wait(WaitReason::Open)),
        (Inside::Unreadable, Judgement::Wait(WaitReason::Unreadable)),
        (Inside::NotMedia, Judgement::NotMedia),
        (media("x"), Judgement::New),
    ] {
        assert_eq!(scene.judge("a.mp4", now, Some(&inside), REST), judgement);
    }
    scene.waits("empty.mp4", stamp(0, 1));
    assert_eq!(scene.judge("empty.mp4", stamp(0, 1), None, REST), Judgement::Unwanted);
}

#[test]
fn nothing_is_taken_twice_by_its_path_or_by_its_content() {
    let mut scene = Scene::new();
    let now = stamp(7, 1);
    scene.knows("a.mp4", now, "x", Fate::Taken);
    assert_eq!(scene.judge("a.mp4", now, None, REST), Judgement::Known);
    // Touched, copied, renamed: the content is the same.
    for path in ["a.mp4", "copy.mp4"] {
        scene.waits(path, stamp(7, 2));
        let judgement = scene.judge(path, stamp(7, 2), Some(&media("x")), REST);
        assert_eq!(judgement, Judgement::SameAs("a.mp4".into()));
    }
    scene.knows("gone.mp4", stamp(5, 1), "z", Fate::Ready);
    scene.waits("b.mp4", stamp(5, 3));
    let judgement = scene.judge("b.mp4", stamp(5, 3), Some(&media("z")), REST);
    assert_eq!(judgement, Judgement::Renamed("gone.mp4".into()));
    let found =
        FoundFile { path: "b.mp4".into(), stamp: stamp(5, 3), fingerprint: "z".to_owned(), judgement };
    scene.watching.note(&found);
    assert_eq!((scene.watching.uploads().0, scene.watching.files.len()), (1, 2));
    // A camera begins its numbers again.
    assert_eq!(scene.judge("a.mp4", stamp(7, 2), Some(&media("y")), REST), Judgement::New);
}

#[test]
fn what_was_there_before_is_left_until_somebody_wants_it() {
    let mut scene = Scene::new();
    scene.knows("a.mp4", stamp(7, 1), "", Fate::Left);
    scene.knows("gone.mp4", stamp(9, 3), "", Fate::Left);
    assert_eq!(scene.judge("a.mp4", stamp(7, 1), None, REST), Judgement::Known);
    let mounted_again = scene.judge("a.mp4", stamp(7, 2), None, REST);
    assert_eq!(mounted_again, Judgement::SameAs("a.mp4".into()), "the disk tells other times");
    assert_eq!(scene.watching.left(&scene.folder), 2);
    // A file of the same size and time is another one as long as the first is there.
    for (path, stamp, judgement) in [
        ("b.mp4", stamp(7, 1), Judgement::New),
        ("c.mp4", stamp(9, 3), Judgement::Renamed("gone.mp4".into())),
        ("d.mp4", stamp(9, 4), Judgement::New),
    ] {
        scene.waits(path, stamp);
        assert_eq!(scene.judge(path, stamp, Some(&media("x")), REST), judgement, "{path}");
    }
    scene.folder.existing = Existing::Upload;
    scene.waits("a.mp4", stamp(7, 1));
    assert_eq!(scene.judge("a.mp4", stamp(7, 1), Some(&media("x")), REST), Judgement::New);
}

#[test]
fn a_disk_that_is_mounted_after_the_first_scan_brings_files_that_were_there_before() {
    let folder = WatchedFolder::default();
    let scanned = |watching: &mut Watching, names: &[&str], place| {
        let files = names.iter().map(|name| (PathBuf::from(name), stamp(7, 1))).collect();
        let listing = FolderListing { files, complete: true, place: Some(place) };
        let scan = Scan::of(&folder, watching, &listing, &mut |_, _| media("x"), start());
        watching.take_in(&scan, start());
        watching.left(&folder)
    };
    let empty = || {
        let mut watching = Watching::default();
        assert_eq!(scanned(&mut watching, &[], (1, 100)), 0);
        watching
    };
    assert_eq!(scanned(&mut empty(), &["a.mp4", "b.mp4"], (2, 5)), 2, "another disk");
    assert_eq!(scanned(&mut empty(), &["a.mp4"], (1, 100)), 0, "they have arrived");
    assert_eq!(
        scanned(&mut empty(), &["a.mp4"], (2, 100)),
        0,
        "the disk has another number since the last start"
    );
    assert_eq!(scanned(&mut empty(), &["a.mp4"], (1, 101)), 0, "the folder is a new one");
    let mut used = empty();
    used.note_ready(Path::new("b.mp4"), stamp(9, 1), "y".to_owned());
    assert_eq!(scanned(&mut used, &["a.mp4"], (2, 5)), 0, "files have arrived there before");
}

#[test]
fn an_empty_folder_on_another_disk_than_the_files_that_are_known_is_a_mount_point() {
    let listing = |names: &[&str], place| {
        let files = names.iter().map(|name| (PathBuf::from(name), stamp(7, 1))).collect();
        FolderListing { files, complete: true, place: Some(place) }
    };
    let mut watching = Watching::default();
    let here = listing(&["a.mp4"], (2, 5));
    let scan = Scan::of(&WatchedFolder::default(), &watching, &here, &mut |_, _| media("x"), start());
    watching.take_in(&scan, start());
    assert!(watching.is_unmounted(&listing(&[], (1, 100))));
    assert!(!watching.is_unmounted(&listing(&["b.mp4"], (1, 100))), "something is there");
    assert!(!watching.is_unmounted(&listing(&[], (2, 5))), "they were deleted");
    assert!(!watching.is_unmounted(&listing(&[], (3, 5))), "the disk has another number, and was emptied");
    assert!(!watching.is_unmounted(&listing(&[], (2, 100))), "the folder is a new one");
    let unread = FolderListing { complete: false, ..listing(&[], (1, 100)) };
    assert!(!watching.is_unmounted(&unread), "it could not be read");
}

#[test]
fn what_is_ready_is_moved_where_that_is_wanted() {
    let mut scene = Scene::new();
    scene.knows("a.mp4", stamp(7, 1), "x", Fate::Ready);
    assert_eq!(scene.judge("a.mp4", stamp(7, 1), None, REST), Judgement::Known);
    scene.folder.move_to = Some("uploaded".to_owned());
    assert_eq!(scene.judge("a.mp4", stamp(7, 1), None, REST), Judgement::Move);
    // What was changed since is another file.
    assert_eq!(scene.judge("a.mp4", stamp(8, 1), None, REST), Judgement::Wait(WaitReason::Changes));
    assert_eq!(scene.judge("uploaded/a.mp4", stamp(7, 1), None, REST), Judgement::Unwanted);
}

#[test]
fn names_of_unfinished_files_are_not_wanted() {
    let folder = WatchedFolder::default();
    for name in [
        "a.mp4.part",
        "a.mp4.crdownload",
        "a.TMP",
        "a.temp",
        "~$a.mp4",
        "a.mp4~",
        ".a.mp4",
        "a.mp4.!ut",
        "a.mp4.filepart",
        "day 1/a.mp4.partial",
    ] {
        assert!(!folder.wants(Path::new(name)), "{name}");
    }
    for name in ["a.mp4", "part.mp4", "a~b.mp4", "day.tmp/a.mp4", "봄 소풍.mov"] {
        assert!(folder.wants(Path::new(name)), "{name}");
    }
}

#[test]
fn patterns_choose_by_name_or_by_path() {
    let patterns = WatchedFolder::patterns;
    let folder = WatchedFolder {
        include: patterns("*.mov, *.MP4"),
        exclude: patterns("*_proxy.* drafts/*"),
        ..WatchedFolder::default()
    };
    for (name, wanted) in [
        ("a.MOV", true),
        ("a.mp4", true),
        ("day 1/a.mp4", true),
        ("a.mxf", false),
        ("a_proxy.mp4", false),
        ("drafts/a.mp4", false),
        ("old/drafts/a.mp4", true),
    ] {
        assert_eq!(folder.wants(Path::new(name)), wanted, "{name}");
    }
    for (pattern, text, fits) in [
        ("*", "", true),
        ("", "", true),
        ("", "a", false),
        ("a?c", "abc", true),
        ("a?c", "ac", false),
        ("*b*b", "abab", true),
        ("*b*c", "abab", false),
        ("**", "봄", true),
        ("봄*", "봄 소풍", true),
        // This must not take a time that grows with every star.
        ("*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false),
    ] {
        assert_eq!(matches(pattern, text), fits, "{pattern} {text}");
    }
}

#[test]
fn everything_is_put_within_its_bounds() {
    let wild = WatchedFolder {
        rest: Duration::ZERO,
        include: vec!["*".to_owned(); 80],
        move_to: Some("../elsewhere".to_owned()),
        ..WatchedFolder::default()
    };
    let tame = wild.bounded();
    assert_eq!((tame.rest, tame.include.len(), tame.move_to), (Duration::from_secs(1), 50, None));
    for name in ["", " ", "..", ".x", "a/b", r"a\b", "a:b"] {
        assert!(!is_folder_name(name), "{name}");
    }
    assert!(is_folder_name("uploaded") && is_folder_name("올린 파일"));
}

#[test]
fn nobody_is_asked_about_a_duplicate() {
    let folder = WatchedFolder::default();
    for (set, meant) in [
        (IfExists::List, IfExists::Reuse),
        (IfExists::Ask, IfExists::Reuse),
        (IfExists::Skip, IfExists::Skip),
    ] {
        let settings = Settings { if_exists: set, ..Settings::default() };
        assert_eq!(folder.options(&settings).if_exists, Some(meant));
    }
}
