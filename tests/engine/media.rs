//! Headers of real files: every container, whole and broken, and what a few changed bytes do to them.
//! `TAKEUP_FUZZ` says for how many seconds files are mutated.

use std::fs;
use std::io::Cursor;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use takeup_media::{self as media, BUDGETS, MediaProbe};
use takeup_model::{MediaKind, Sound};
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
