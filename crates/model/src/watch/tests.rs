use super::*;

const REST: Duration = Duration::from_secs(10);

/// A folder, what is known of it, and a clock.
struct Scene {
    folder: WatchedFolder,
    watching: Watching,
    start: Instant,
}

impl Scene {
    #[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
    fn new() -> Self {
        Self { folder: WatchedFolder::default(), watching: Watching::default(), start: Instant::now() }
    }

    fn waits(&mut self, path: &str, listed: Listed) {
        let waiting = WaitingFile { listed, since: self.start, why: WaitReason::Changes };
        self.watching.waiting.insert(path.into(), waiting);
    }

    fn knows(&mut self, path: &str, listed: Listed, fingerprint: &str, fate: Fate) {
        let known = KnownFile { listed, fingerprint: fingerprint.to_owned(), fate };
        self.watching.files.insert(path.into(), Arc::new(known));
    }

    fn judge(&self, path: &str, listed: Listed, inside: Option<&Inside>, after: Duration) -> Verdict {
        let there = |path: &Path| path != Path::new("gone.mp4");
        judge((&self.folder, &self.watching), path.as_ref(), listed, inside, there, self.start + after)
    }
}

fn listed(size: u64, second: i64) -> Listed {
    Listed { size, modified: Timestamp::from_second(second).ok() }
}

fn media(fingerprint: &str) -> Inside {
    Inside::Media(fingerprint.to_owned())
}

#[test]
fn a_file_is_taken_once_it_has_rested_and_not_before() {
    let mut scene = Scene::new();
    let now = listed(7, 1);
    assert_eq!(scene.judge("a.mp4", now, None, REST), Verdict::Wait(WaitReason::Changes));
    scene.waits("a.mp4", now);
    assert_eq!(scene.judge("a.mp4", now, None, REST / 2), Verdict::Wait(WaitReason::Rests));
    for other in [listed(8, 1), listed(7, 2), Listed { size: 7, modified: None }] {
        assert_eq!(scene.judge("a.mp4", other, None, REST), Verdict::Wait(WaitReason::Changes));
    }
    assert_eq!(scene.judge("a.mp4", now, None, REST), Verdict::LookInside);
    for (inside, verdict) in [
        (Inside::Open, Verdict::Wait(WaitReason::Open)),
        (Inside::Unreadable, Verdict::Wait(WaitReason::Unreadable)),
        (Inside::NotMedia, Verdict::NotMedia),
        (media("x"), Verdict::New),
    ] {
        assert_eq!(scene.judge("a.mp4", now, Some(&inside), REST), verdict);
    }
    scene.waits("empty.mp4", listed(0, 1));
    assert_eq!(scene.judge("empty.mp4", listed(0, 1), None, REST), Verdict::Unwanted);
}

#[test]
fn nothing_is_taken_twice_by_its_path_or_by_its_content() {
    let mut scene = Scene::new();
    let now = listed(7, 1);
    scene.knows("a.mp4", now, "x", Fate::Taken);
    assert_eq!(scene.judge("a.mp4", now, None, REST), Verdict::Known);
    // Touched, copied, renamed: the content is the same.
    for path in ["a.mp4", "copy.mp4"] {
        scene.waits(path, listed(7, 2));
        let verdict = scene.judge(path, listed(7, 2), Some(&media("x")), REST);
        assert_eq!(verdict, Verdict::SameAs("a.mp4".into()));
    }
    scene.knows("gone.mp4", listed(5, 1), "z", Fate::Ready);
    scene.waits("b.mp4", listed(5, 3));
    let verdict = scene.judge("b.mp4", listed(5, 3), Some(&media("z")), REST);
    assert_eq!(verdict, Verdict::Renamed("gone.mp4".into()));
    let finding =
        Finding { path: "b.mp4".into(), listed: listed(5, 3), fingerprint: "z".to_owned(), verdict };
    scene.watching.note(&finding);
    assert_eq!((scene.watching.count(&[Fate::Ready]), scene.watching.files.len()), (1, 2));
    // A camera begins its numbers again.
    assert_eq!(scene.judge("a.mp4", listed(7, 2), Some(&media("y")), REST), Verdict::New);
}

#[test]
fn what_was_there_before_is_left_until_somebody_wants_it() {
    let mut scene = Scene::new();
    scene.knows("a.mp4", listed(7, 1), "", Fate::Left);
    scene.knows("gone.mp4", listed(9, 3), "", Fate::Left);
    assert_eq!(scene.judge("a.mp4", listed(7, 1), None, REST), Verdict::Known);
    assert_eq!(scene.judge("a.mp4", listed(7, 2), None, REST), Verdict::Known, "mounted with other times");
    // A file of the same size and time is another one as long as the first is there.
    for (path, listed, verdict) in [
        ("b.mp4", listed(7, 1), Verdict::New),
        ("c.mp4", listed(9, 3), Verdict::Renamed("gone.mp4".into())),
        ("d.mp4", listed(9, 4), Verdict::New),
    ] {
        scene.waits(path, listed);
        assert_eq!(scene.judge(path, listed, Some(&media("x")), REST), verdict, "{path}");
    }
    scene.folder.existing = Existing::Upload;
    scene.waits("a.mp4", listed(7, 1));
    assert_eq!(scene.judge("a.mp4", listed(7, 1), Some(&media("x")), REST), Verdict::New);
}

#[test]
fn what_is_ready_is_moved_where_that_is_wanted() {
    let mut scene = Scene::new();
    scene.knows("a.mp4", listed(7, 1), "x", Fate::Ready);
    assert_eq!(scene.judge("a.mp4", listed(7, 1), None, REST), Verdict::Known);
    scene.folder.move_to = Some("uploaded".to_owned());
    assert_eq!(scene.judge("a.mp4", listed(7, 1), None, REST), Verdict::Move);
    // What was changed since is another file.
    assert_eq!(scene.judge("a.mp4", listed(8, 1), None, REST), Verdict::Wait(WaitReason::Changes));
    assert_eq!(scene.judge("uploaded/a.mp4", listed(7, 1), None, REST), Verdict::Unwanted);
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
