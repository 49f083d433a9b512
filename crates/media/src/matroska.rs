//! Matroska and `WebM`: elements in elements.

use super::probe::{Container, Header, Track, header, seconds};
use super::source::{HeaderSource, be32, be64, byte, le32};
use takeup_model::{Cut, ENCRYPTED, Media, Picture};

const EBML: [u8; 4] = [0x1A, 0x45, 0xDF, 0xA3];
const SEGMENT: u32 = 0x1853_8067;
const SEEK_HEAD: u32 = 0x114D_9B74;
const SEEK: u32 = 0x4DBB;
const SEEK_ID: u32 = 0x53AB;
const SEEK_POSITION: u32 = 0x53AC;
const INFO: u32 = 0x1549_A966;
const TRACKS: u32 = 0x1654_AE6B;
const CLUSTER: u32 = 0x1F43_B675;

/// An element: its name, where its content lies, and where it says that it ends, if it does.
#[derive(Clone, Copy)]
struct Element {
    id: u32,
    body: u64,
    end: u64,
    told: Option<u64>,
}

/// Whether the beginning of a file is that of such a file.
pub(super) fn is(head: &[u8]) -> bool {
    head.starts_with(&EBML)
}

/// What kin a file is of, by what it says of itself.
pub(super) fn container(head: &[u8]) -> Container {
    if head.windows(4).take(64).any(|four| four == b"webm") {
        Container { name: "WebM", video: "video/webm", audio: "audio/webm" }
    } else {
        Container { name: "Matroska", video: "video/x-matroska", audio: "audio/x-matroska" }
    }
}

/// A number of as many bytes as its first one says; the mark of that length is kept or taken off.
fn varint(data: &[u8], at: usize, longest: usize, keep_mark: bool) -> Option<(u64, usize)> {
    let first = byte(data, at)?;
    let len = usize::try_from(first.leading_zeros()).ok()? + 1;
    let rest = data.get(at + 1..at + len).filter(|_| len <= longest)?;
    let mark = if keep_mark { 0xFF } else { 0xFF_u8.checked_shr(u32::try_from(len).ok()?).unwrap_or(0) };
    let value = rest.iter().fold(u64::from(first & mark), |value, byte| value << 8 | u64::from(*byte));
    // All ones mean that nobody knows.
    let unknown = !keep_mark && value == (1u64 << (7 * len)) - 1;
    Some((if unknown { u64::MAX } else { value }, len))
}

fn element(source: &mut HeaderSource<'_>, at: u64, end: u64) -> Option<Element> {
    let head = source.some(at, 12);
    let (id, long) = varint(head, 0, 4, true).filter(|_| at < end)?;
    let (size, more) = varint(head, long, 8, false)?;
    let body = at.checked_add(u64::try_from(long + more).ok()?)?;
    let told = body.checked_add(size);
    Some(Element { id: u32::try_from(id).ok()?, body, end: told.unwrap_or(end).min(end), told })
}

fn inside(
    source: &mut HeaderSource<'_>,
    whole: Element,
    mut each: impl FnMut(&mut HeaderSource<'_>, Element),
) {
    let mut at = whole.body;
    while let Some(found) = element(source, at, whole.end) {
        each(source, found);
        at = found.end;
    }
}

fn content<'a>(source: &'a mut HeaderSource<'_>, found: Element, most: usize) -> &'a [u8] {
    let len = usize::try_from(found.end.saturating_sub(found.body)).unwrap_or(most).min(most);
    source.some(found.body, len)
}

fn number(source: &mut HeaderSource<'_>, found: Element) -> u64 {
    content(source, found, 8).iter().fold(0, |value, byte| value << 8 | u64::from(*byte))
}

fn float(source: &mut HeaderSource<'_>, found: Element) -> Option<f64> {
    let body = content(source, found, 8);
    if body.len() == 4 {
        be32(body, 0).map(|bits| f64::from(f32::from_bits(bits)))
    } else {
        be64(body, 0).map(f64::from_bits)
    }
}

#[derive(Default)]
struct MkvInfo {
    ticks: Option<f64>,
    scale: Option<u64>,
    tracks: Vec<MkvTrack>,
    told: bool,
    listed: bool,
}

#[derive(Default)]
struct MkvTrack {
    kind: u64,
    codec: String,
    private: Vec<u8>,
    coded: (u64, u64),
    shown: (u64, u64),
    unit: u64,
    roll: f64,
    encrypted: bool,
}

pub(super) fn read(source: &mut HeaderSource<'_>) -> Header {
    let size = source.size();
    let mut film = MkvInfo::default();
    let (mut at, mut cut) = (0, Cut::No);
    while let Some(found) = element(source, at, size) {
        if found.id == SEGMENT {
            cut = found.told.filter(|told| *told > size).map_or(Cut::No, Cut::Of);
            segment(source, found, &mut film);
            break;
        }
        at = found.end;
    }
    #[expect(clippy::cast_precision_loss, reason = "a time for people")]
    let tick = film.scale.unwrap_or(1_000_000) as f64 / 1e9;
    let length = film.ticks.and_then(|ticks| seconds(ticks * tick));
    let Header { kind, media } = header(film.tracks.iter().filter_map(track));
    Header { kind, media: Media { length, cut, ..media } }
}

fn segment(source: &mut HeaderSource<'_>, whole: Element, film: &mut MkvInfo) {
    let (mut at, mut places) = (whole.body, Vec::new());
    while let Some(found) = element(source, at, whole.end) {
        match found.id {
            SEEK_HEAD => inside(source, found, |source, found| places.extend(place(source, found))),
            CLUSTER => break,
            _ => part(source, found, film),
        }
        if film.told && film.listed {
            return;
        }
        at = found.end;
    }
    // What does not come before the media is found where the table of contents says.
    for (id, offset) in places.into_iter().take(16) {
        let wanted = (id == INFO && !film.told) || (id == TRACKS && !film.listed);
        if let Some(at) = whole.body.checked_add(offset).filter(|_| wanted)
            && let Some(found) = element(source, at, whole.end)
        {
            part(source, found, film);
        }
    }
}

fn place(source: &mut HeaderSource<'_>, found: Element) -> Option<(u32, u64)> {
    let (mut id, mut offset) = (None, None);
    if found.id == SEEK {
        inside(source, found, |source, found| match found.id {
            SEEK_ID => id = u32::try_from(number(source, found)).ok(),
            SEEK_POSITION => offset = Some(number(source, found)),
            _ => {}
        });
    }
    Some((id?, offset?))
}

fn part(source: &mut HeaderSource<'_>, found: Element, film: &mut MkvInfo) {
    match found.id {
        INFO => {
            film.told = true;
            inside(source, found, |source, found| match found.id {
                0x2A_D7B1 => film.scale = Some(number(source, found)),
                0x4489 => film.ticks = float(source, found),
                _ => {}
            });
        }
        TRACKS => {
            film.listed = true;
            inside(source, found, |source, found| {
                if found.id == 0xAE && film.tracks.len() < 64 {
                    film.tracks.push(strand(source, found));
                }
            });
        }
        _ => {}
    }
}

fn strand(source: &mut HeaderSource<'_>, found: Element) -> MkvTrack {
    let mut strand = MkvTrack::default();
    inside(source, found, |source, found| match found.id {
        0x83 => strand.kind = number(source, found),
        0x86 => strand.codec = String::from_utf8_lossy(content(source, found, 64)).into_owned(),
        0x6D80 => inside(source, found, |source, found| {
            inside(source, found, |_, found| strand.encrypted |= found.id == 0x5035);
        }),
        0x63A2 => strand.private = content(source, found, 64).to_vec(),
        0xE0 => inside(source, found, |source, found| match found.id {
            0xB0 => strand.coded.0 = number(source, found),
            0xBA => strand.coded.1 = number(source, found),
            0x54B0 => strand.shown.0 = number(source, found),
            0x54BA => strand.shown.1 = number(source, found),
            0x54B2 => strand.unit = number(source, found),
            0x7670 => inside(source, found, |source, found| {
                if found.id == 0x7675 {
                    strand.roll = float(source, found).unwrap_or_default();
                }
            }),
            _ => {}
        }),
        _ => {}
    });
    strand
}

fn track(strand: &MkvTrack) -> Option<Track> {
    match strand.kind {
        1 => Some(Track::Video(shown(strand), Some(codec(strand)))),
        2 => Some(Track::Audio(Some(codec(strand)))),
        _ => None,
    }
}

/// The picture on the screen: the size to show it at is in points, or says no more than its shape.
fn shown(strand: &MkvTrack) -> Option<Picture> {
    let side = |length: u64| u32::try_from(length).ok().filter(|length| *length < 1 << 17);
    let (wide, high) = strand.shown;
    let (width, height) = match strand.unit {
        0 if wide > 0 && high > 0 => (wide, high),
        _ if wide > 0 && high > 0 => (strand.coded.1.saturating_mul(wide) / high, strand.coded.1),
        _ => strand.coded,
    };
    let turned = (strand.roll.abs() % 180.0 - 90.0).abs() < 45.0;
    let (width, height) = (side(width)?, side(height)?);
    if turned { Picture::new(height, width) } else { Picture::new(width, height) }
}

fn codec(strand: &MkvTrack) -> String {
    if strand.encrypted {
        return ENCRYPTED.to_owned();
    }
    let id = strand.codec.trim_end_matches('\0');
    if id == "V_MS/VFW/FOURCC" {
        return le32(&strand.private, 16).map(super::riff::picture_codec).unwrap_or_default();
    }
    let known = [
        ("V_MPEG4/ISO/AVC", "h264"),
        ("V_MPEGH/ISO/HEVC", "hevc"),
        ("V_MPEG4/", "mpeg4"),
        ("V_MPEG2", "mpeg2video"),
        ("V_MPEG1", "mpeg1video"),
        ("A_MPEG/L3", "mp3"),
        ("A_MPEG/L2", "mp2"),
        ("A_EAC3", "eac3"),
        ("A_AC3", "ac3"),
        ("A_AAC", "aac"),
        ("A_PCM", "pcm"),
        ("A_DTS", "dts"),
    ];
    let found = known.iter().find(|(name, _)| id.starts_with(name)).map(|(_, word)| (*word).to_owned());
    found.unwrap_or_else(|| id.trim_start_matches(['V', 'A']).trim_start_matches('_').to_ascii_lowercase())
}
