//! Copies that are sent in place of files: made by the real ffmpeg, and by scripts that stand for a bad one.

use std::path::{Path, PathBuf};
use std::process::Command as Run;
use std::time::Duration;

use takeup_engine::Command;
#[cfg(unix)]
use takeup_engine::Policy;
use takeup_model::{
    CopyChoice, CopySize, DestinationId, End, List, Picture, Sound, UploadOptions, requirements,
};
#[cfg(unix)]
use takeup_model::{FailureKind, FailureReason, Job, MediaKind};

use takeup_rig::{Driver, Rig};
#[cfg(unix)]
use takeup_sandbox::{Fault, FaultEffect, FaultTarget};

/// A film with sound.
fn film(rig: &Rig, name: &str, size: &str, secs: u32) -> PathBuf {
    film_at(rig, name, (size, 25), secs)
}

/// A film of so many pictures a second.
fn film_at(rig: &Rig, name: &str, (size, rate): (&str, u32), secs: u32) -> PathBuf {
    let path = rig.folder.path().join(name);
    let picture = format!("testsrc2=size={size}:rate={rate}:duration={secs}");
    let sound = format!("sine=frequency=440:duration={secs}");
    let made = Run::new("ffmpeg")
        .args([
            "-hide_banner",
            "-loglevel",
            "error",
            "-y",
            "-f",
            "lavfi",
            "-i",
            &picture,
            "-f",
            "lavfi",
            "-i",
            &sound,
        ])
        .args("-c:v libx264 -preset ultrafast -crf 10 -pix_fmt yuv420p -c:a aac -shortest".split(' '))
        .arg(&path)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    path
}

fn smaller(size: CopySize) -> UploadOptions {
    UploadOptions { copy: Some(CopyChoice::Smaller(size)), ..UploadOptions::default() }
}

/// The names in the folder of copies.
fn copies(rig: &Rig) -> Vec<String> {
    let entries = std::fs::read_dir(rig.data().join("copies")).into_iter().flatten();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn no_copies(rig: &Rig, engine: &Driver) {
    engine.until("no copy is left", |model| model.copies.is_empty());
    assert_eq!(copies(rig), Vec::<String>::new());
}

/// A program in the place of ffmpeg. It tells its version and encoders, and does this with `$in` and `$out`.
#[cfg(unix)]
fn stand_in(rig: &mut Rig, version: &str, encoders: &str, does: &str) {
    use std::os::unix::fs::PermissionsExt as _;
    let path = rig.folder.path().join("ffmpeg");
    let script = format!(
        "#!/bin/sh\ncase \"$*\" in\n-version) echo 'ffmpeg version {version} Copyright'; exit;;\n\
         *-encoders) echo ' V....D {encoders}'; exit;;\nesac\n\
         for last; do [ \"$before\" = -i ] && in=${{last#file:}}; before=$last; done\nout=${{last#file:}}\n{does}\n"
    );
    std::fs::write(&path, script).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    rig.settings.ffmpeg = Some(path);
}

#[cfg(unix)]
const ENCODERS: &str = "libx264 aac flac";
/// A good copy of whatever is read, which does not take long.
#[cfg(unix)]
const GOOD: &str = "echo out_time_us=1000; echo progress=continue; head -c 100000 \"$in\" > \"$out\"";

#[test]
fn a_smaller_copy_is_made_and_sent_and_is_gone_once_the_asset_is_ready() {
    let mut rig = Rig::plain();
    rig.settings.tell_copies = true;
    let engine = rig.engine();
    let film = film(&rig, "holiday.mov", "1280x720", 3);
    let before = std::fs::read(&film).unwrap();
    engine.add_as(&[&film], smaller(CopySize::P360));
    engine.seen("progress is told", |seen| {
        seen.wire.preparing.values().any(|preparing| preparing.of.is_some()) || !seen.facts.copies.is_empty()
    });
    let job = &engine.ready(1)[0];
    let made = job.made_copy().unwrap();
    assert_eq!(made.file.media.picture, Picture::new(640, 360));
    assert_eq!(made.file.media.audio, Sound::Some("aac".to_owned()));
    let (copy, original) =
        (made.file.media.length.unwrap(), job.file.as_ref().unwrap().media.length.unwrap());
    assert!(copy.abs_diff(original) < Duration::from_millis(60), "{copy:?} {original:?}");
    let receipt = job.receipt.as_ref().unwrap();
    let told = receipt.copy.as_ref().unwrap();
    assert_eq!(told.original.as_deref(), Some(blake3::hash(&before).to_hex().as_str()));
    assert_eq!((told.recipe.to_string(), told.original_size), ("360p".to_owned(), before.len() as u64));
    assert!(!told.tool.is_empty());
    assert_eq!((receipt.size, receipt.size_agrees()), (Some(made.file.size), Some(true)));
    assert_eq!(receipt.length_agrees(), Some(true), "{:?} {:?}", receipt.length, receipt.reported_length);
    assert_ne!(receipt.blake3(), told.original.as_deref());
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.assets[0].filename.as_str()), (1, "holiday.mp4"));
    let metadata = &ledger.assets[0].user_metadata;
    assert_eq!(
        (&metadata["takeup_copy"], &metadata["takeup_original_bytes"]),
        (&"360p".into(), &before.len().into())
    );
    assert_eq!(metadata["takeup_original_blake3"].as_str(), told.original.as_deref());
    assert_eq!(std::fs::read(&film).unwrap(), before, "the original is as it was");
    no_copies(&rig, &engine);
}

/// When each picture of a film is shown, counted from the first, in seconds.
fn times(film: &Path) -> Vec<f64> {
    let told = Run::new("ffprobe")
        .args("-v error -select_streams v:0 -show_entries packet=pts_time -of csv=p=0".split(' '))
        .arg(film)
        .output()
        .unwrap();
    let lines = String::from_utf8(told.stdout).unwrap();
    let mut times: Vec<f64> = lines.lines().map(|line| line.trim_end_matches(',').parse().unwrap()).collect();
    times.sort_by(f64::total_cmp);
    times.iter().map(|time| time - times[0]).collect()
}

#[test]
fn a_copy_has_every_picture_at_its_time_and_stands_upright() {
    let rig = Rig::plain();
    let whole = film(&rig, "whole.mp4", "1280x720", 3);
    let [uneven, turned] = ["uneven.mp4", "turned.mp4"].map(|name| rig.folder.path().join(name));
    let ffmpeg = |before: &str, from: &Path, words: &str, to: &Path| {
        let mut run = Run::new("ffmpeg");
        run.args("-hide_banner -loglevel error -y".split(' ')).args(before.split_whitespace());
        run.arg("-i").arg(from).args(words.split(' ')).arg(to).status().unwrap().success()
    };
    let drop_some = "-vf select=lt(n\\,20)+not(mod(n\\,3)) -vsync vfr -c:v libx264 -preset ultrafast -crf 10";
    assert!(ffmpeg("", &whole, drop_some, &uneven));
    // Newer versions turn by an option of the input, older ones by a tag.
    assert!(
        ffmpeg("-display_rotation 90", &uneven, "-c copy", &turned)
            || ffmpeg("", &uneven, "-c copy -metadata:s:v rotate=90", &turned)
    );
    let before = times(&turned);
    assert!((35..60).contains(&before.len()), "{before:?}");
    // Without a key the copy stays.
    let engine = rig.engine_that_has(None);
    engine.add_as(&[&turned], smaller(CopySize::P360));
    let model =
        engine.until("the copy is there", |model| model.jobs.values().any(|job| job.made_copy().is_some()));
    let media = &model.jobs.values().next().unwrap().made_copy().unwrap().file.media;
    assert_eq!((media.picture, &media.audio), (Picture::new(360, 640), &Sound::Some("aac".to_owned())));
    let after = times(&rig.data().join("copies").join(&copies(&rig)[0]));
    assert_eq!(before.len(), after.len());
    let apart = before.iter().zip(&after).map(|(one, other)| (one - other).abs()).fold(0.0, f64::max);
    assert!(apart < 0.002, "{apart}: {before:?} {after:?}");
}

#[test]
fn what_holds_a_file_is_put_right_in_a_copy_and_that_is_sent() {
    let rig = Rig::plain();
    let engine = rig.engine();
    // Too small, too short, and drawn out.
    let film = film(&rig, "tiny.mp4", "480x160", 2);
    let into = vec![DestinationId::Index(rig.index("films").as_str().into())];
    engine.add_as(&[&film], UploadOptions { destination_ids: into.clone(), ..UploadOptions::default() });
    engine
        .until("it is held", |model| model.jobs.values().any(|job| matches!(job.end, Some(End::Refused(_)))));
    engine.engine.send(Command::Fix(engine.all()));
    let job = &engine.ready(1)[0];
    let media = &job.made_copy().unwrap().file.media;
    let picture = media.picture.unwrap();
    assert!(picture.short() >= 360 && picture.long() * 5 <= (picture.short() + 1) * 12, "{picture:?}");
    assert!(media.length.unwrap() >= Duration::from_secs(4), "{media:?}");
    no_copies(&rig, &engine);
    // Sound in a format that no index takes.
    let talk = rig.folder.path().join("talk.m4a");
    let made = Run::new("ffmpeg")
        .args("-hide_banner -loglevel error -y -f lavfi -i sine=frequency=440:duration=5 -c:a aac".split(' '))
        .arg(&talk)
        .status();
    assert!(made.unwrap().success());
    engine.add_as(&[&talk], UploadOptions { destination_ids: into, fix: true, ..UploadOptions::default() });
    // This index takes no sound either; the asset is there.
    engine.over(2);
    let names: Vec<_> = rig.ledger().assets.into_iter().map(|asset| asset.filename).collect();
    assert_eq!(names, ["tiny.mp4", "talk.flac"]);
    no_copies(&rig, &engine);
}

#[test]
fn a_container_that_is_not_listed_and_a_film_without_sound_are_put_right_where_that_is_asked_for() {
    let rig = Rig::plain();
    let engine = rig.engine();
    let index = rig.index("films");
    engine.engine.send(Command::Refresh(engine.account.clone(), List::Indexes));
    engine.until("the index is listed", |model| {
        model.current_account().is_some_and(|account| !account.indexes.items.is_empty())
    });
    let whole = film_at(&rig, "whole.mp4", ("480x360", 10), 5);
    let made = |name: &str, words: &str| {
        let path = rig.folder.path().join(name);
        let mut run = Run::new("ffmpeg");
        run.args("-hide_banner -loglevel error -y -i".split(' '))
            .arg(&whole)
            .args(words.split(' '))
            .arg(&path);
        assert!(run.status().unwrap().success(), "{name}");
        path
    };
    let films = [
        made("camera.mts", "-c copy"),
        made("old.wmv", "-c:v wmv2 -c:a wmav2"),
        made("silent.mkv", "-c:v copy -an"),
        made("silent.mov", "-c:v prores_ks -profile:v 0 -an"),
        made("fine.mov", "-c copy"),
    ];
    let paths: Vec<&Path> = films.iter().map(PathBuf::as_path).collect();
    let destination_ids = vec![DestinationId::Index(index.as_str().into())];
    engine.add_as(&paths, UploadOptions { destination_ids, fix: true, ..UploadOptions::default() });
    let jobs = engine.ready(5);
    let recipes = jobs.iter().map(|job| job.copy.as_ref().map(|copy| copy.recipe.to_string()));
    assert_eq!(
        recipes.collect::<Vec<_>>(),
        [Some("mp4"), Some("h264"), Some("silence"), Some("silence"), None]
            .map(|word| word.map(str::to_owned))
    );
    let model = engine.engine.model();
    let account = model.current_account().unwrap();
    for job in &jobs {
        let copy = job.body().unwrap();
        assert_eq!(requirements::judge(copy, &job.options, account), [], "{}", job.name());
        let (one, other) = (copy.media.length.unwrap(), Duration::from_secs(5));
        assert!(one.abs_diff(other) < Duration::from_millis(150), "{}: {one:?}", job.name());
        assert_eq!(copy.media.picture, Picture::new(480, 360), "{}", job.name());
        assert_eq!(copy.media.video.as_deref(), Some("h264"), "{}", job.name());
        assert_eq!(copy.media.audio, Sound::Some("aac".to_owned()), "{}", job.name());
    }
    no_copies(&rig, &engine);
}

#[test]
fn a_copy_that_would_not_be_smaller_is_not_sent() {
    let rig = Rig::plain();
    let engine = rig.engine();
    let film = rig.folder.path().join("still.mp4");
    let made = Run::new("ffmpeg")
        .args(
            "-hide_banner -loglevel error -y -f lavfi -i testsrc2=size=1280x720:rate=25:duration=2"
                .split(' '),
        )
        .args("-c:v libx264 -preset ultrafast -crf 51 -pix_fmt yuv420p".split(' '))
        .arg(&film)
        .status();
    assert!(made.unwrap().success());
    engine.add_as(&[&film], smaller(CopySize::P480));
    let job = &engine.ready(1)[0];
    assert!(job.copy.is_none() && job.receipt.as_ref().unwrap().copy.is_none());
    rig.holds_only(&film);
    no_copies(&rig, &engine);
}

#[test]
fn a_few_seconds_say_what_copies_would_be() {
    let rig = Rig::plain();
    let engine = rig.engine();
    let film = film(&rig, "film.mp4", "1280x720", 8);
    engine.add_as(&[&film], UploadOptions { copy: Some(CopyChoice::Automatic), ..UploadOptions::default() });
    // The line has never been measured, so nobody can say that a copy is sooner.
    let job = &engine.ready(1)[0];
    assert!(job.copy.is_none());
    let samples = job.samples.clone().unwrap().unwrap();
    let one = samples.copies.last().unwrap();
    assert_eq!(one.size, CopySize::P360);
    assert!(one.bytes > 0 && one.bytes < job.bytes_total() && !one.takes.is_zero(), "{one:?}");
    rig.holds_only(&film);
}

#[cfg(unix)]
#[test]
fn each_trouble_of_ffmpeg_is_told_and_loses_nothing() {
    let stuck = Policy { copy_stall: Duration::from_millis(700), ..Policy::quick() };
    let full = Policy { copy_reserve: u64::MAX, ..Policy::quick() };
    let plain = Policy::quick();
    let cases = [
        ("3.4.8", ENCODERS, GOOD, &plain, FailureReason::FfmpegTooOld),
        ("6.0", "mpeg4 aac", GOOD, &plain, FailureReason::FfmpegNoEncoder),
        ("6.0", ENCODERS, "echo broken >&2; exit 1", &plain, FailureReason::FfmpegFailed),
        ("6.0", ENCODERS, "kill -SEGV $$", &plain, FailureReason::FfmpegFailed),
        (
            "6.0",
            ENCODERS,
            "echo 'av_write: No space left on device' >&2; exit 1",
            &plain,
            FailureReason::CopyNoSpace,
        ),
        ("6.0", ENCODERS, "echo half > \"$out\"; exec sleep 60", &stuck, FailureReason::FfmpegStuck),
        ("6.0", ENCODERS, GOOD, &full, FailureReason::CopyNoSpace),
    ];
    for (version, encoders, does, policy, reason) in cases {
        let mut rig = Rig::plain();
        rig.policy = policy.clone();
        stand_in(&mut rig, version, encoders, does);
        let engine = rig.engine();
        let film = rig.video("film.mp4", 300_000);
        engine.add_as(&[&film], smaller(CopySize::P360));
        let failure = engine.failed();
        assert_eq!(
            (failure.kind.clone(), failure.reason()),
            (FailureKind::Preparing, Some(reason)),
            "{failure:?}"
        );
        assert!(copies(&rig).is_empty(), "{reason:?} leaves {:?}", copies(&rig));
        assert!(rig.ledger().assets.is_empty());
        // It can go as it is.
        engine.engine.send(Command::SendCopy(engine.all(), CopyChoice::Original));
        engine.ready(1);
        rig.holds_only(&film);
    }
    let mut rig = Rig::plain();
    rig.settings.ffmpeg = Some("/nowhere/ffmpeg".into());
    let engine = rig.engine();
    engine.add_as(&[&rig.video("film.mp4", 300_000)], smaller(CopySize::P360));
    assert_eq!(engine.failed().reason(), Some(FailureReason::FfmpegMissing));
}

#[cfg(unix)]
#[test]
fn a_copy_can_be_chosen_while_a_file_goes_in_parts_and_its_session_is_given_up() {
    let mut rig = Rig::plain();
    rig.settings.multipart_above = 1_000_000;
    let film = film_at(&rig, "film.mp4", ("640x480", 10), 12);
    let small = film_at(&rig, "small.mp4", ("160x90", 10), 12);
    let [large, size] = [&film, &small].map(|path| std::fs::metadata(path).unwrap().len());
    assert!(large > 1_000_000 && size < 1_000_000, "only the film goes in parts: {large} {size}");
    let good = format!("echo out_time_us=1000; echo progress=continue; cp '{}' \"$out\"", small.display());
    stand_in(&mut rig, "6.0", ENCODERS, &good);
    rig.sandbox
        .script(Fault::once(FaultTarget::Part, FaultEffect::HoldAfterBytes(1_000)).after(1).times(1_000));
    let engine = rig.engine();
    engine.add(&[&film]);
    engine.until("a part is stored", |model| model.jobs.values().any(|job| job.bytes_stored() > 0));
    engine.engine.send(Command::SendCopy(engine.all(), CopyChoice::Original));
    engine.engine.send(Command::SendCopy(engine.all(), CopyChoice::Smaller(CopySize::P360)));
    let job = &engine.ready(1)[0];
    assert_eq!(job.made_copy().map(|made| made.file.size), Some(size));
    let ledger = rig.ledger();
    let ready: Vec<_> = ledger.assets.iter().filter(|asset| asset.status == "ready").collect();
    assert_eq!((ready.len(), ready[0].size), (1, Some(size)));
    // "As it is" has changed nothing, so there was no second session.
    assert_eq!(ledger.sessions.iter().map(|session| session.status).collect::<Vec<_>>(), ["active"]);
    no_copies(&rig, &engine);
}

#[cfg(unix)]
#[test]
fn a_source_that_goes_or_changes_meanwhile_is_told_and_the_next_try_takes_what_is_there() {
    let mut rig = Rig::plain();
    let gate = rig.folder.path().join("gate");
    stand_in(
        &mut rig,
        "6.0",
        ENCODERS,
        &format!("touch '{0}.seen'; until [ -e '{0}' ]; do sleep 0.02; done; {GOOD}", gate.display()),
    );
    let engine = rig.engine();
    let film = rig.video("film.mp4", 300_000);
    engine.add_as(&[&film], smaller(CopySize::P360));
    let begun = gate.with_extension("seen");
    engine.until("it is being made", |_| begun.exists());
    let aside = rig.folder.path().join("aside");
    std::fs::rename(&film, &aside).unwrap();
    std::fs::write(&gate, "").unwrap();
    assert_eq!(engine.failed().kind, FailureKind::FileMissing);
    std::fs::rename(&aside, &film).unwrap();
    std::fs::remove_file(&gate).unwrap();
    std::fs::remove_file(&begun).unwrap();
    engine.engine.send(Command::Retry(engine.all()));
    engine.until("it is being made again", |_| begun.exists());
    takeup_rig::write_video(&film, 400_000);
    std::fs::write(&gate, "").unwrap();
    assert_eq!(engine.failed().kind, FailureKind::FileChanged);
    engine.engine.send(Command::Retry(engine.all()));
    let job = &engine.ready(1)[0];
    assert_eq!((job.file.as_ref().unwrap().size, job.bytes_total()), (400_000, 100_000));
    no_copies(&rig, &engine);
}

#[cfg(target_os = "linux")]
fn alive(pid: &str) -> bool {
    // What has ended and was not asked about yet has no command line.
    std::fs::read(std::path::Path::new("/proc").join(pid).join("cmdline")).is_ok_and(|line| !line.is_empty())
}

#[cfg(target_os = "linux")]
#[test]
fn a_pause_a_cancel_and_an_end_of_the_program_stop_the_making_and_leave_nothing() {
    let mut rig = Rig::plain();
    let pid = rig.folder.path().join("pid");
    let gate = rig.folder.path().join("gate");
    let slow = format!(
        "echo $$ > '{}'; echo half > \"$out\"; until [ -e '{}' ]; do sleep 0.02; done; {GOOD}",
        pid.display(),
        gate.display()
    );
    stand_in(&mut rig, "6.0", ENCODERS, &slow);
    let film = rig.video("film.mp4", 300_000);
    let begun = |engine: &Driver| {
        engine.until("it is being made", |_| {
            std::fs::read_to_string(&pid).is_ok_and(|text| text.ends_with('\n'))
        });
        let text = std::fs::read_to_string(&pid).unwrap();
        std::fs::remove_file(&pid).unwrap();
        assert!(alive(text.trim()));
        text.trim().to_owned()
    };
    let stopped = |engine: &Driver, maker: &str| {
        engine.until("nothing is left of it", |_| !alive(maker) && copies(&rig).is_empty());
    };
    let engine = rig.engine();
    engine.add_as(&[&film], smaller(CopySize::P360));
    let maker = begun(&engine);
    engine.engine.send(Command::Pause(engine.all()));
    stopped(&engine, &maker);
    engine.engine.send(Command::Resume(engine.all()));
    let maker = begun(&engine);
    engine.engine.send(Command::Cancel(engine.all()));
    stopped(&engine, &maker);
    engine.engine.send(Command::Retry(engine.all()));
    let maker = begun(&engine);
    engine.engine.shutdown();
    assert!(!alive(&maker) && copies(&rig).is_empty());
    let engine = rig.engine();
    begun(&engine);
    std::fs::write(&gate, "").unwrap();
    let jobs = engine.ready(1);
    assert!(jobs[0].made_copy().is_some());
    assert_eq!(rig.ledger().assets.len(), 1);
    no_copies(&rig, &engine);
}

/// Whether this runs where temporary files are on a disk of so many bytes. If not, the same test is run there.
#[cfg(target_os = "linux")]
fn on_a_small_disk(bytes: u64) -> bool {
    const HERE: &str = "TAKEUP_SMALL_DISK";
    if std::env::var_os(HERE).is_some() {
        return true;
    }
    let disk = tempfile::tempdir().unwrap();
    let allowed = Run::new("unshare").args(["-rm", "true"]).status().unwrap().success();
    let (alone, own) =
        if allowed { ("unshare", &["-rm"][..]) } else { ("sudo", &["-nE", "unshare", "-m"][..]) };
    let script = format!(
        "mount -t tmpfs -o size={bytes},mode=700 tmpfs \"$0\" && TMPDIR=\"$0\" {HERE}=1 exec \"$@\" --exact --nocapture"
    );
    let mut run = Run::new(alone);
    run.args(own).args(["sh", "-c", &script]).arg(disk.path());
    run.arg(std::env::current_exe().unwrap()).arg(std::thread::current().name().unwrap());
    let said = run.output().unwrap();
    let out = String::from_utf8_lossy(&said.stdout);
    assert!(
        said.status.success() && out.contains("1 passed"),
        "{out}{}",
        String::from_utf8_lossy(&said.stderr)
    );
    false
}

/// Writes a file until only so many bytes of its disk are free.
#[cfg(target_os = "linux")]
fn fill(path: &Path, left: u64) {
    use std::io::Write as _;
    let mut file = std::fs::File::create(path).unwrap();
    let free = || {
        let told = Run::new("stat").args(["-f", "-c", "%a %S"]).arg(path).output().unwrap();
        let told = String::from_utf8(told.stdout).unwrap();
        told.split_whitespace().map(|number| number.parse::<u64>().unwrap()).product::<u64>()
    };
    while free() > left {
        let more = usize::try_from((free() - left).min(1 << 20)).unwrap();
        if file.write_all(&vec![1; more]).is_err() {
            return;
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_while_a_copy_is_made_is_told_and_nothing_is_left_on_it() {
    if !on_a_small_disk(96 << 20) {
        return;
    }
    // Either ffmpeg runs into the end of the disk, or what is to stay free is reached before.
    for (reserve, left) in [(0, 0), (8 << 20, 6 << 20)] {
        let mut rig = Rig::plain();
        rig.policy = Policy { copy_reserve: reserve, ..Policy::quick() };
        let film = film_at(&rig, "film.mp4", ("640x480", 10), 10);
        // The real one, as slow as the film plays while there is this file.
        let (slow, script) = (rig.folder.path().join("slow"), rig.folder.path().join("ffmpeg"));
        std::fs::write(&slow, "").unwrap();
        let words = format!(
            "#!/bin/sh\ncase \"$*\" in *' -i '*) [ -e '{}' ] && exec ffmpeg -re \"$@\";; esac\nexec ffmpeg \"$@\"\n",
            slow.display()
        );
        std::fs::write(&script, words).unwrap();
        std::fs::set_permissions(&script, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        rig.settings.ffmpeg = Some(script);
        let engine = rig.engine();
        engine.add_as(&[&film], smaller(CopySize::P360));
        engine.seen("it is being made", |seen| {
            seen.wire.preparing.values().any(|preparing| !preparing.done.is_zero())
        });
        let filler = rig.folder.path().join("filler");
        fill(&filler, left);
        let failure = engine.failed();
        assert_eq!(
            (failure.kind.clone(), failure.reason()),
            (FailureKind::Preparing, Some(FailureReason::CopyNoSpace)),
            "{failure:?}"
        );
        assert_eq!(failure.detail.is_empty(), reserve == 0, "{failure:?}");
        assert!(copies(&rig).is_empty() && rig.ledger().assets.is_empty(), "{:?}", copies(&rig));
        // The next run knows of it.
        engine.engine.shutdown();
        let engine = rig.engine();
        assert_eq!(engine.failed().reason(), Some(FailureReason::CopyNoSpace));
        std::fs::remove_file(filler).unwrap();
        std::fs::remove_file(slow).unwrap();
        engine.engine.send(Command::Retry(engine.all()));
        assert!(engine.ready(1)[0].made_copy().is_some());
        no_copies(&rig, &engine);
    }
}

#[cfg(unix)]
#[test]
fn a_copy_is_kept_until_it_is_sent_and_made_again_if_it_is_gone() {
    let mut rig = Rig::plain();
    stand_in(&mut rig, "6.0", ENCODERS, GOOD);
    let film = rig.video("film.mp4", 300_000);
    let engine = rig.engine_that_has(None);
    engine.add_as(&[&film], smaller(CopySize::P360));
    engine.until("the copy is there", |model| model.jobs.values().any(|job| job.made_copy().is_some()));
    engine.engine.shutdown();
    assert_eq!(copies(&rig).len(), 1);
    std::fs::write(rig.data().join("copies").join("stray.mp4.1.part"), "half").unwrap();
    std::fs::write(rig.data().join("copies").join("stray.mp4"), "whole").unwrap();
    let one =
        rig.data().join("copies").join(copies(&rig).iter().find(|name| !name.starts_with("stray")).unwrap());
    std::fs::remove_file(one).unwrap();
    let engine = rig.engine();
    let job: &Job = &engine.ready(1)[0];
    assert_eq!(job.file.as_ref().map(|file| file.kind), Some(MediaKind::Video));
    assert_eq!(job.bytes_total(), 100_000);
    no_copies(&rig, &engine);
    engine.engine.send(Command::Remove(engine.all()));
}
