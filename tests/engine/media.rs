//! Headers of real files: every container, whole and broken, and what a few changed bytes do to them.
//! `TAKEUP_FUZZ` says for how many seconds files are mutated.

use std::fs;
use std::io::Cursor;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use takeup_media::{self as media, BUDGETS, MediaProbe};
use takeup_model::{Cut, MediaKind, Sound};
use takeup_rig::samples;

/// A name, its kind, its picture, its length in seconds, its codecs. `-` is silence, `?` is not known.
type Row = (&'static str, MediaKind, Option<(u32, u32)>, Option<f64>, &'static str, &'static str);

use MediaKind::{Audio, Image, Unknown, Video};

const WIDE: Option<(u32, u32)> = Some((640, 360));
const FOUR: Option<f64> = Some(4.0);

/// What is true of each file that `tests/media/samples.sh` makes. An unknown kind is one that the content does not
/// settle.
const TRUTH: &[Row] = &[
    ("moov_end.mp4", Video, WIDE, FOUR, "h264", "aac"),
    ("moov_start.mp4", Video, WIDE, FOUR, "h264", "aac"),
    ("silent.mp4", Video, WIDE, FOUR, "h264", "-"),
    ("fragments.mp4", Video, WIDE, FOUR, "h264", "aac"),
    ("fragments_bare.mp4", Video, WIDE, FOUR, "h264", "aac"),
    ("fragments_sidx.mp4", Video, WIDE, FOUR, "h264", "aac"),
    ("fragments_many.mp4", Video, WIDE, Some(70.0), "h264", "-"),
    ("plain.mov", Video, WIDE, FOUR, "h264", "aac"),
    ("plain.m4v", Video, WIDE, FOUR, "h264", "aac"),
    ("plain.3gp", Video, WIDE, FOUR, "h264", "aac"),
    ("mpeg4_pcm.mov", Video, WIDE, FOUR, "mpeg4", "pcm"),
    ("prores.mov", Video, WIDE, FOUR, "prores", "-"),
    ("turned.mp4", Video, Some((360, 640)), FOUR, "h264", "aac"),
    ("anamorphic.mp4", Video, Some((853, 360)), FOUR, "h264", "-"),
    ("hevc.mp4", Video, WIDE, FOUR, "hevc", "-"),
    ("sound.m4a", Audio, None, FOUR, "?", "aac"),
    ("sound_only.mp4", Audio, None, FOUR, "?", "aac"),
    ("small.mp4", Video, Some((426, 240)), FOUR, "h264", "-"),
    ("cover_png.mp4", Video, WIDE, FOUR, "h264", "aac"),
    ("cover_jpg.mp4", Video, WIDE, FOUR, "h264", "aac"),
    ("cover_fragments.mp4", Video, WIDE, FOUR, "h264", "aac"),
    ("cover_jpg.mkv", Video, WIDE, FOUR, "h264", "aac"),
    ("cover_jpg.avi", Video, WIDE, FOUR, "mpeg4", "mp3"),
    ("cover_sound.mp4", Audio, None, FOUR, "?", "aac"),
    ("mjpeg.mp4", Video, WIDE, FOUR, "jpeg", "-"),
    ("vorbis.mp4", Audio, None, FOUR, "?", "vorbis"),
    ("moov_and_fragments.mp4", Video, WIDE, Some(5.0), "h264", "-"),
    ("moov_and_many.mp4", Video, WIDE, Some(8.0), "h264", "-"),
    ("fragments.m4a", Audio, None, Some(90.0), "?", "aac"),
    ("encrypted.mp4", Video, WIDE, FOUR, "encrypted", "encrypted"),
    ("turned_movie.mp4", Video, Some((360, 640)), FOUR, "h264", "aac"),
    ("turned_twice.mp4", Video, WIDE, FOUR, "h264", "aac"),
    ("h264.mkv", Video, WIDE, FOUR, "h264", "aac"),
    ("silent.mkv", Video, WIDE, FOUR, "h264", "-"),
    ("live.mkv", Video, WIDE, None, "h264", "aac"),
    ("anamorphic.mkv", Video, Some((853, 360)), FOUR, "h264", "-"),
    ("vp9.webm", Video, WIDE, FOUR, "vp9", "opus"),
    ("vp8.webm", Video, WIDE, FOUR, "vp8", "vorbis"),
    ("sound.webm", Audio, None, FOUR, "?", "opus"),
    ("mpeg4.avi", Video, WIDE, FOUR, "mpeg4", "mp3"),
    ("silent.avi", Video, WIDE, FOUR, "h264", "-"),
    ("anamorphic.avi", Video, Some((853, 360)), FOUR, "mpeg4", "-"),
    ("h264.ts", Video, WIDE, FOUR, "h264", "aac"),
    ("h264_204.ts", Video, WIDE, FOUR, "h264", "aac"),
    ("encrypted.ts", Video, None, None, "encrypted", "encrypted"),
    ("silent.ts", Video, WIDE, FOUR, "h264", "-"),
    ("h264.m2ts", Video, WIDE, FOUR, "h264", "ac3"),
    ("riddle.m2ts", Video, WIDE, FOUR, "h264", "?"),
    ("anamorphic.mts", Video, Some((853, 360)), FOUR, "h264", "-"),
    ("hevc.ts", Video, WIDE, FOUR, "hevc", "-"),
    ("mpeg2.ts", Video, WIDE, FOUR, "mpeg2video", "mp2"),
    ("constant.mp3", Audio, None, FOUR, "?", "mp3"),
    ("bare.mp3", Audio, None, FOUR, "?", "mp3"),
    ("variable.mp3", Audio, None, FOUR, "?", "mp3"),
    ("plain.wav", Audio, None, FOUR, "?", "pcm"),
    ("rf64.wav", Audio, None, FOUR, "?", "pcm"),
    ("plain.aac", Audio, None, FOUR, "?", "aac"),
    ("plain.ac3", Audio, None, FOUR, "?", "ac3"),
    ("plain.eac3", Audio, None, FOUR, "?", "eac3"),
    ("tagged.aac", Audio, None, FOUR, "?", "aac"),
    ("tagged.ac3", Audio, None, FOUR, "?", "ac3"),
    ("tagged.eac3", Audio, None, FOUR, "?", "eac3"),
    ("tagged.mp3", Audio, None, FOUR, "?", "mp3"),
    ("tagged_riddle.aac", Unknown, None, None, "?", "?"),
    ("tagged_text.mp3", Unknown, None, None, "?", "?"),
    ("plain.flac", Audio, None, FOUR, "?", "flac"),
    ("plain.jpg", Image, Some((640, 480)), None, "?", "?"),
    ("turned.jpg", Image, Some((480, 640)), None, "?", "?"),
    ("plain.png", Image, Some((320, 200)), None, "?", "?"),
    ("plain.gif", Image, Some((320, 200)), None, "?", "?"),
    ("plain.bmp", Image, Some((320, 200)), None, "?", "?"),
    ("coarse.mpg", Video, None, None, "?", "?"),
    ("coarse.flv", Video, None, None, "?", "?"),
    ("nothing.mp4", Unknown, None, None, "?", "?"),
    ("cut_moov_end.mp4", Unknown, None, None, "?", "?"),
    ("cut_moov_start.mp4", Video, WIDE, FOUR, "h264", "aac"),
    ("cut.mkv", Video, WIDE, FOUR, "h264", "aac"),
    ("cut.ts", Video, WIDE, None, "h264", "aac"),
    ("zeros.mp4", Unknown, None, None, "?", "?"),
    ("random.mp4", Unknown, None, None, "?", "?"),
    ("matroska.mp4", Video, WIDE, FOUR, "h264", "aac"),
    ("film.txt", Video, WIDE, FOUR, "h264", "aac"),
];

fn see(bytes: &[u8]) -> MediaProbe {
    let seen = media::see(&mut Cursor::new(bytes), bytes.len() as u64);
    let [first, second] = BUDGETS;
    assert!(seen.cost.reads <= first.reads + second.reads && first.reads + second.reads <= 180);
    assert!(seen.cost.bytes <= first.bytes + second.bytes && first.bytes + second.bytes <= 7 << 20);
    seen
}

#[test]
fn every_header_says_what_is_true_and_costs_little() {
    let mut wrong = Vec::new();
    for (name, kind, picture, secs, video, audio) in TRUTH {
        let bytes = fs::read(samples().join(name)).unwrap();
        let seen = see(&bytes);
        let sound = match &seen.media.audio {
            Sound::Unknown => "?",
            Sound::None => "-",
            Sound::Some(codec) => codec,
        };
        let length = seen.media.length.map(|length| length.as_secs_f64());
        // Sound may end a frame or two after the picture. What is cut off has its own length, if any.
        let near = match (length, secs) {
            (Some(length), Some(secs)) => (length - secs).abs() < 0.13,
            (None, None) => true,
            (Some(_), None) => name.starts_with("cut"),
            (None, Some(_)) => false,
        };
        let found = seen.media.picture.map(|picture| (picture.width, picture.height));
        let same = (seen.kind.unwrap_or(Unknown), found) == (*kind, *picture)
            && (seen.media.video.as_deref().unwrap_or("?"), sound) == (*video, *audio);
        if !near || !same {
            wrong.push(format!("{name}: {:?} {:?}", seen.kind, seen.media));
        }
        assert!(seen.cost.reads < 120 && seen.cost.bytes < 3 << 20, "{name} costs {:?}", seen.cost);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What can be cut anywhere without going unnoticed: their headers say how long they are, or what has to come.
const TOLD: [&str; 9] = [
    "moov_end.mp4",
    "moov_start.mp4",
    "plain.mov",
    "encrypted.mp4",
    "h264.mkv",
    "vp9.webm",
    "mpeg4.avi",
    "plain.wav",
    "rf64.wav",
];

#[test]
fn what_is_cut_off_is_told_and_nothing_else() {
    for (name, ..) in TRUTH {
        let bytes = fs::read(samples().join(name)).unwrap();
        let wanted = match *name {
            "cut_moov_end.mp4" => Cut::Of(mdat_end(&bytes)),
            "cut_moov_start.mp4" => Cut::Of(fs::metadata(samples().join("moov_start.mp4")).unwrap().len()),
            "cut.mkv" => Cut::Of(fs::metadata(samples().join("h264.mkv")).unwrap().len()),
            _ => Cut::No,
        };
        assert_eq!(see(&bytes).media.cut, wanted, "{name}");
    }
    for name in TOLD {
        let whole = fs::read(samples().join(name)).unwrap();
        for hundredth in 1..100 {
            let there = whole.len() * hundredth / 100;
            let cut = see(&whole[..there]).media.cut;
            assert_ne!(cut, Cut::No, "{name}: {there} of {} bytes", whole.len());
        }
        let told = see(&whole[..whole.len() / 2]).media.cut;
        let least = u64::try_from(whole.len()).unwrap() / 2;
        assert!(matches!(told, Cut::Of(bytes) if bytes > least), "{name}: {told:?}");
    }
    // Of fragments it is only known that the last one is not whole.
    for name in ["fragments.mp4", "fragments_bare.mp4", "fragments_many.mp4", "moov_and_many.mp4"] {
        let whole = fs::read(samples().join(name)).unwrap();
        assert_eq!(see(&whole[..whole.len() * 2 / 3]).media.cut, Cut::Open, "{name}");
    }
}

/// Where the box of media says that it ends.
fn mdat_end(bytes: &[u8]) -> u64 {
    let at = bytes.windows(4).position(|four| four == b"mdat").unwrap() - 4;
    let long = u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    at as u64 + u64::from(long)
}

/// A box: its kind and its content.
fn boxed(kind: &[u8], content: &[u8]) -> Vec<u8> {
    let long = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
    [&long[..], kind, content].concat()
}

#[test]
fn sizes_of_boxes_are_read_in_every_way_that_they_are_written() {
    let head = boxed(b"ftyp", b"isom\0\0\x02\0isom");
    let moov = boxed(b"moov", &boxed(b"mvhd", &[0; 100]));
    let wide = |long: u64, content: &[u8]| [b"\0\0\0\x01mdat", &long.to_be_bytes()[..], content].concat();
    let open = [b"\0\0\0\0mdat", &[7; 50][..]].concat();
    let (media, free) = (boxed(b"mdat", &[7; 50]), boxed(b"free", &[0; 20]));
    let of = |parts: &[&[u8]]| see(&parts.concat()).media.cut;
    // To the end of the file.
    assert_eq!(of(&[&head, &moov, &open]), Cut::No);
    assert_eq!(of(&[&head, &open]), Cut::Open, "it is still being written");
    // In 64 bits.
    assert_eq!(of(&[&head, &moov, &wide(66, &[7; 50])]), Cut::No);
    assert_eq!(of(&[&head, &moov, &wide(6_000_000_000, &[7; 50])]), Cut::Of(6_000_000_020 + 116));
    assert_eq!(of(&[&head, &wide(6_000_000_000, &[7; 50])]), Cut::Of(6_000_000_020));
    // What stands at the end.
    assert_eq!(of(&[&head, &moov, &media, &free]), Cut::No);
    assert_eq!(of(&[&head, &media, &moov, &free]), Cut::No);
    assert_eq!(of(&[&head, &moov, &media, &free[..10]]), Cut::No, "nothing of it is missed");
    for rest in [&[0; 40][..], b"garbage that is no box at all", b"abc", &[0xFF; 30]] {
        assert_eq!(of(&[&head, &moov, &media, rest]), Cut::No, "{rest:?}");
    }
    // The index is missing, or a part of it.
    assert_eq!(of(&[&head, &media]), Cut::Open);
    assert_eq!(of(&[&head, &media, &free]), Cut::Open);
    assert_eq!(of(&[&head, &media, &moov[..5]]), Cut::Open);
    assert_eq!(of(&[&head, &media, &moov[..60]]), Cut::Of((head.len() + media.len() + moov.len()) as u64));
    // A picture and a segment have no film header, and need none.
    assert_eq!(of(&[&boxed(b"ftyp", b"avif\0\0\0\0avif"), &boxed(b"meta", &[0; 40]), &media]), Cut::No);
    assert_eq!(of(&[&boxed(b"styp", b"msdh\0\0\0\0msdh"), &boxed(b"moof", &[0; 40]), &media]), Cut::No);
    // Lengths that nobody knew when they were written.
    for unknown in [[0xFF; 4], [0; 4], [0, 0xF0, 0xFF, 0x7F]] {
        for form in [b"AVI ", b"WAVE"] {
            assert_eq!(of(&[b"RIFF", &unknown, form, b"data", &unknown, &[0; 90]]), Cut::No, "{unknown:?}");
        }
    }
}

#[test]
fn no_file_that_is_written_to_its_end_is_called_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let moving = ["-c:v", "mpeg4", "-c:a", "aac"];
    // An ending, what is asked of the writer, and whether it writes to a pipe, where it cannot go back.
    let films: [(&str, &[&str], bool); 26] = [
        ("mp4", &[], false),
        ("mp4", &["-movflags", "+faststart"], false),
        ("mp4", &["-moov_size", "200000"], false),
        ("mp4", &["-movflags", "+frag_keyframe"], false),
        ("mp4", &["-movflags", "+frag_keyframe+empty_moov"], true),
        ("mp4", &["-movflags", "+frag_every_frame+empty_moov+skip_trailer"], true),
        ("mp4", &["-movflags", "+frag_every_frame+empty_moov"], false),
        ("mp4", &["-movflags", "+frag_keyframe+empty_moov+separate_moof+omit_tfhd_offset"], false),
        ("mp4", &["-movflags", "+frag_keyframe+empty_moov+global_sidx+default_base_moof"], false),
        ("mp4", &["-movflags", "+dash+delay_moov", "-frag_duration", "100000"], false),
        ("mp4", &["-movflags", "+cmaf"], false),
        ("mp4", &["-movflags", "+rtphint"], false),
        ("mp4", &["-metadata", "title=가", "-movflags", "+use_metadata_tags"], false),
        ("mov", &[], false),
        ("mov", &["-movflags", "+faststart"], false),
        ("ismv", &[], false),
        ("3gp", &[], false),
        ("m4v", &["-an"], false),
        ("mkv", &[], false),
        ("mkv", &[], true),
        ("mkv", &["-cues_to_front", "1", "-reserve_index_space", "5000"], false),
        ("mkv", &["-cluster_time_limit", "100"], false),
        ("avi", &["-c:a", "mp3"], false),
        ("avi", &["-c:a", "mp3"], true),
        ("wav", &["-vn", "-c:a", "pcm_s16le"], false),
        ("wav", &["-vn", "-c:a", "pcm_s16le"], true),
    ];
    for (ending, wanted, pipe) in films {
        let to = folder.path().join(format!("out.{ending}"));
        let mut ffmpeg = std::process::Command::new("ffmpeg");
        ffmpeg.args(["-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i"]);
        ffmpeg.args(["testsrc2=size=160x90:rate=10:duration=2.1", "-f", "lavfi", "-i"]);
        ffmpeg.args(["sine=duration=2.1"]).args(moving).args(wanted);
        let made = if pipe {
            let format = if ending == "mkv" { "matroska" } else { ending };
            ffmpeg.args(["-f", format, "pipe:1"]).output().unwrap()
        } else {
            ffmpeg.arg(&to).output().unwrap()
        };
        assert!(made.status.success(), "{ending} {wanted:?}: {}", String::from_utf8_lossy(&made.stderr));
        let bytes = if pipe { made.stdout } else { fs::read(&to).unwrap() };
        let seen = see(&bytes);
        assert!(seen.kind.is_some(), "{ending} {wanted:?}");
        assert_eq!(seen.media.cut, Cut::No, "{ending} {wanted:?}, pipe: {pipe}");
    }
}

#[test]
fn a_look_keeps_what_the_header_says() {
    let film = media::look(&samples().join("film.txt")).unwrap();
    assert_eq!((film.kind, film.media_type.as_str()), (Video, "video/mp4"));
    assert_eq!(film.media.length.map(|length| length.as_secs()), Some(4));
    let sound = media::look(&samples().join("sound_only.mp4")).unwrap();
    assert_eq!((sound.kind, sound.media.audio), (Audio, Sound::Some("aac".to_owned())));
    // What cannot be told is left to the name, as before.
    let random = media::look(&samples().join("random.mp4")).unwrap();
    assert_eq!((random.kind, random.media.audio), (Video, Sound::Unknown));
}

#[test]
fn one_word_for_each_format_whatever_the_name_says() {
    // A sample, its name, its kind, its format, and its media type.
    let rows = [
        ("moov_end.mp4", "a.bin", Video, "MP4", "video/mp4"),
        ("sound.m4a", "a", Audio, "MP4", "audio/mp4"),
        ("fragments.m4a", "a.m4a", Audio, "MP4", "audio/mp4"),
        ("fragments.mp4", "a", Video, "MP4", "video/mp4"),
        ("plain.mov", "a", Video, "QuickTime", "video/quicktime"),
        ("plain.3gp", "a", Video, "3GP", "video/3gpp"),
        ("h264.mkv", "a", Video, "Matroska", "video/x-matroska"),
        ("vp9.webm", "a", Video, "WebM", "video/webm"),
        ("sound.webm", "a", Audio, "WebM", "audio/webm"),
        ("mpeg4.avi", "a", Video, "AVI", "video/x-msvideo"),
        ("h264.ts", "a", Video, "MPEG-TS", "video/mp2t"),
        ("h264.m2ts", "a", Video, "MPEG-TS", "video/mp2t"),
        ("h264_204.ts", "a", Video, "MPEG-TS", "video/mp2t"),
        ("plain.wav", "a", Audio, "WAV", "audio/wav"),
        ("rf64.wav", "a", Audio, "WAV", "audio/wav"),
        ("bare.mp3", "a", Audio, "MP3", "audio/mpeg"),
        ("tagged.aac", "a", Audio, "AAC", "audio/aac"),
        ("plain.flac", "a", Audio, "FLAC", "audio/flac"),
        ("plain.jpg", "a", Image, "JPEG", "image/jpeg"),
        // Those that no reader here knows go by their short names, too.
        ("coarse.flv", "a", Video, "FLV", "video/x-flv"),
        ("coarse.mpg", "a", Video, "MPG", "video/mpeg"),
        // Where the content tells nothing, the name decides.
        ("tagged_riddle.aac", "a.aac", Audio, "", "application/octet-stream"),
        ("tagged_text.mp3", "a.mp3", Audio, "", "application/octet-stream"),
        ("random.mp4", "a.mp4", Video, "", "application/octet-stream"),
        ("zeros.mp4", "a", Unknown, "", "application/octet-stream"),
    ];
    let folder = tempfile::tempdir().unwrap();
    for (sample, name, kind, format, media_type) in rows {
        let path = folder.path().join(name);
        fs::copy(samples().join(sample), &path).unwrap();
        let file = media::look(&path).unwrap();
        assert_eq!(
            (file.kind, file.format.as_str(), file.media_type.as_str()),
            (kind, format, media_type),
            "{sample}"
        );
        assert_eq!(file.is_by_name(), format.is_empty() && kind != Unknown, "{sample}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_called_what_it_is() {
    use std::os::unix::fs::symlink;
    use takeup_model::FailureReason::{FolderUnreadable, IsDevice, IsFolder, IsPipe, IsSocket, LinkLoop};
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    assert!(std::process::Command::new("mkfifo").arg(at("pipe.mp4")).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(at("socket.mp4")).unwrap();
    symlink("loop.mp4", at("loop.mp4")).unwrap();
    symlink("/dev/null", at("device.mp4")).unwrap();
    fs::create_dir(at("folder.mp4")).unwrap();
    fs::create_dir(at("closed")).unwrap();
    let closed = std::os::unix::fs::PermissionsExt::from_mode(0o000);
    fs::set_permissions(at("closed"), closed).unwrap();
    // Whoever runs as root can read everything.
    let readable = fs::read_dir(at("closed")).is_ok();
    let wanted = [
        ("pipe.mp4", IsPipe),
        ("socket.mp4", IsSocket),
        ("loop.mp4", LinkLoop),
        ("device.mp4", IsDevice),
        ("folder.mp4", IsFolder),
        ("closed", if readable { IsFolder } else { FolderUnreadable }),
    ];
    for (name, reason) in wanted {
        assert_eq!(media::look(&at(name)).unwrap_err().reason(), Some(reason), "{name}");
    }
    let found = media::walk(&[folder.path().to_owned()]);
    assert_eq!(found.files.iter().any(|(path, _)| path.ends_with("closed")), !readable);
}

/// Changes some bytes, mostly near the beginning where headers are, and sometimes cuts or doubles a piece.
fn mutate(bytes: &mut Vec<u8>, dice: &mut StdRng) {
    for _ in 0..dice.random_range(1..40) {
        let near = if dice.random_bool(0.8) { bytes.len().min(6000) } else { bytes.len() };
        if near == 0 {
            return;
        }
        let at = dice.random_range(0..near);
        match dice.random_range(0..8) {
            0..4 => bytes[at] = dice.random(),
            4 => bytes[at] = 0xFF,
            5 => bytes[at] = 0,
            6 if dice.random_bool(0.1) => bytes.truncate(at),
            6 => bytes[at] = bytes[at].wrapping_add(1),
            _ => {
                let piece = bytes[at..(at + 24).min(bytes.len())].to_vec();
                let to = dice.random_range(0..near);
                bytes.splice(to..to, piece);
            }
        }
    }
}

#[test]
fn changed_bytes_neither_stop_nor_hold_up_a_look() {
    let wanted: Option<u64> = std::env::var("TAKEUP_FUZZ").ok().and_then(|text| text.parse().ok());
    let end = wanted.map(|secs| Instant::now() + Duration::from_secs(secs));
    let whole: Vec<(&str, Vec<u8>)> = TRUTH
        .iter()
        .map(|(name, ..)| (*name, fs::read(samples().join(name)).unwrap()))
        .filter(|(_, bytes)| !bytes.is_empty())
        .collect();
    let (mut files, mut longest) = (0u64, Duration::ZERO);
    loop {
        let mut dice = StdRng::seed_from_u64(files);
        let place = usize::try_from(files).unwrap() % whole.len();
        let (name, bytes) = &whole[place];
        let mut bytes = bytes.clone();
        mutate(&mut bytes, &mut dice);
        let begun = Instant::now();
        let seen = see(&bytes);
        longest = longest.max(begun.elapsed());
        let media = seen.media;
        assert!(media.picture.is_none_or(|picture| picture.short() > 0), "{name}, file {files}: {media:?}");
        files += 1;
        if end.map_or(files >= 108, |end| Instant::now() >= end) {
            break;
        }
    }
    if wanted.is_some() {
        println!("{files} mutated files, the slowest took {longest:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_behind_any_magic_are_survived(place in 0usize..14, rest in prop::collection::vec(any::<u8>(), 0..3000)) {
        let magic: [&[u8]; 14] = [
            b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2\0\0\x40\0moov",
            b"\0\0\0\x10ftypisom\0\0\0\0\0\0\x08\0moov\0\0\x04\0mvex\0\0\0\x08trex\0\0\x02\0moof",
            b"\0\0\0\0mdat",
            b"\x1A\x45\xDF\xA3\x84\x42\x86\x81\x01\x18\x53\x80\x67\x01\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x16\x54\xAE\x6B",
            b"\x1A\x45\xDF\xA3",
            b"RIFF\xFF\xFF\xFF\xFFAVI LIST\xFF\0\0\0hdrlLIST\xFF\0\0\0strl",
            b"RIFF\xFF\xFF\xFF\xFFWAVEfmt ",
            b"G",
            b"ID3\x03\0\0\0\0\0\0",
            b"\xFF\xFB\x90\x64",
            b"fLaC\0\0\0\x22",
            b"\xFF\xD8\xFF\xE1",
            b"\x89PNG\r\n\x1a\n",
            b"RIFF\xFF\xFF\xFF\xFFWEBPVP8X",
        ];
        let mut bytes = magic[place].to_vec();
        bytes.extend(&rest);
        if place == 7 {
            for at in (0..bytes.len()).step_by(188) {
                bytes[at] = 0x47;
            }
        }
        see(&bytes);
    }
}
