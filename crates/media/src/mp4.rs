//! MP4, `QuickTime` and their kin: boxes in boxes.

use std::time::Duration;

use super::mp4_fragments as fragments;
use super::probe::{Container, Header, Track, from_units, header};
use super::source::{HeaderSource, be16, be32, be64, byte, letters};
use takeup_model::{Cut, ENCRYPTED, Media, Picture};

/// No film has more tracks that matter.
const MOST_TRACKS: usize = 64;
/// Of a sample entry, no more is looked at.
const ENTRY: usize = 1024;

/// A box: its kind, where its content lies, and where it says that it ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) kind: [u8; 4],
    pub(super) body: u64,
    pub(super) end: u64,
    told: u64,
}

/// The box that begins there, cut to what holds it.
pub(super) fn atom(source: &mut HeaderSource<'_>, start: u64, end: u64) -> Option<Atom> {
    let head = source.get(start, 8).filter(|_| start < end)?;
    let (size, kind) = (be32(head, 0)?, letters(head, 4)?);
    let (head, size) = match size {
        0 => (8, end - start),
        1 => (16, source.get(start, 16).and_then(|head| be64(head, 8))?),
        size => (8, u64::from(size)),
    };
    let body = start.checked_add(head).filter(|_| size >= head)?;
    let told = start.saturating_add(size);
    Some(Atom { kind, body, end: told.min(end), told })
}

/// The boxes inside a box, until one makes no sense.
pub(super) fn inside(
    source: &mut HeaderSource<'_>,
    start: u64,
    end: u64,
    mut each: impl FnMut(&mut HeaderSource<'_>, Atom),
) {
    let mut at = start;
    while let Some(found) = atom(source, at, end) {
        each(source, found);
        at = found.end;
    }
}

/// One track as the film's own header tells it.
#[derive(Debug, Default)]
pub(super) struct Mp4Track {
    pub(super) id: u32,
    pub(super) scale: u32,
    pub(super) default_duration: u32,
    length: u64,
    handler: [u8; 4],
    /// Width and height that the track asks for, and how it is turned.
    asked: (u32, u32),
    matrix: Option<Matrix>,
    /// Pictures or pieces of sound outside fragments.
    pub(super) samples: u32,
    codec: Option<String>,
    coded: (u32, u32),
    pixel: Option<(u32, u32)>,
}

#[derive(Debug, Default)]
pub(super) struct Mp4Movie {
    pub(super) strands: Vec<Mp4Track>,
    pub(super) in_fragments: bool,
    length: Option<Duration>,
    scale: u32,
    told: u64,
    matrix: Option<Matrix>,
}

/// How something is turned: the four numbers for the directions, of which the first two say where its upper edge goes.
type Matrix = [i64; 4];

/// Whether the beginning of a file is that of such a file.
pub(super) fn is(head: &[u8]) -> bool {
    letters(head, 4).is_some_and(|kind| {
        [*b"ftyp", *b"moov", *b"mdat", *b"wide", *b"free", *b"skip", *b"pnot", *b"styp"].contains(&kind)
    })
}

/// What kin a file is of, by its brand.
pub(super) fn container(head: &[u8]) -> Container {
    let branded = letters(head, 4).is_some_and(|kind| [*b"ftyp", *b"styp"].contains(&kind));
    match letters(head, 8).filter(|_| branded) {
        Some([b'3', b'g', ..]) => Container { name: "3GP", video: "video/3gpp", audio: "audio/3gpp" },
        Some([b'q', b't', ..]) | None => {
            Container { name: "QuickTime", video: "video/quicktime", audio: "audio/mp4" }
        }
        Some(_) => Container { name: "MP4", video: "video/mp4", audio: "audio/mp4" },
    }
}

pub(super) fn read(source: &mut HeaderSource<'_>) -> Header {
    let mut film = Mp4Movie::default();
    let mut book = false;
    let mut ends = Ends::default();
    let (mut at, size) = (0, source.size());
    while let Some(found) = atom(source, at, size) {
        at = found.end;
        ends.see(found, size);
        match &found.kind {
            b"ftyp" => {
                let brand = source.get(found.body, 4).unwrap_or_default();
                book = brand.starts_with(b"M4");
            }
            b"moov" => {
                inside(source, found.body, found.end, |source, found| film_box(source, found, &mut film));
                if film.length.is_none() && film.in_fragments {
                    film.length = fragments::length(source, &film, at);
                }
                break;
            }
            _ => {}
        }
    }
    let cut = ends.cut(source, at, film.in_fragments);
    let told = from_units(film.told, film.scale);
    let longest = film.strands.iter().filter_map(|strand| from_units(strand.length, strand.scale)).max();
    let length = film.length.max(told).or(longest);
    let (turned, fragments) = (film.matrix, film.in_fragments);
    let tracks = film.strands.into_iter().filter_map(|strand| track(strand, turned, book, fragments));
    let Header { kind, media } = header(tracks);
    Header { kind, media: Media { length, cut, ..media } }
}

/// What the boxes outside of all others say of the end of the file.
#[derive(Default)]
struct Ends {
    /// There is a box of media, and one that says what is in it.
    media: bool,
    told: bool,
    beyond: Option<u64>,
}

impl Ends {
    fn see(&mut self, found: Atom, size: u64) {
        self.media |= found.kind == *b"mdat";
        // A picture has its own sort of header, and a segment of a film has that in another file.
        self.told |= [*b"moov", *b"moof", *b"meta"].contains(&found.kind);
        // What stands behind the last box need not be one.
        let counts = [*b"mdat", *b"moov", *b"moof"].contains(&found.kind);
        self.beyond = self.beyond.or((counts && found.told > size).then_some(found.told));
    }

    /// Whether the end is missing. The boxes from `at` on have not been seen yet.
    fn cut(mut self, source: &mut HeaderSource<'_>, at: u64, in_fragments: bool) -> Cut {
        let size = source.size();
        let mut at = if in_fragments && fragments::is_indexed(source) { size } else { at };
        while source.left().reads > KEPT_READS
            && let Some(found) = atom(source, at, size)
        {
            at = found.end;
            self.see(found, size);
        }
        if at < size && in_fragments {
            at = fragments::last(source, at).map_or(size, |last| last.end);
            while let Some(found) = atom(source, at, size) {
                at = found.end;
                self.see(found, size);
            }
        }
        match self.beyond {
            // Of fragments, nobody knows how many there would be.
            Some(_) if in_fragments => Cut::Open,
            Some(told) => Cut::Of(told),
            // Less than the head of a box is no box.
            None if self.media && !self.told && size - at < 8 => Cut::Open,
            None => Cut::No,
        }
    }
}

/// What may be left to read when the walk along the boxes ends.
const KEPT_READS: u32 = 20;

/// Covers travel as tracks of a single picture, the chapter pictures of audio books as tracks of several.
fn still(strand: &Mp4Track, book: bool, fragments: bool) -> bool {
    let photos = matches!(strand.codec.as_deref(), Some("jpeg" | "png" | "mjpeg"));
    photos && (book || (strand.samples <= 1 && !fragments))
}

fn film_box(source: &mut HeaderSource<'_>, found: Atom, film: &mut Mp4Movie) {
    match &found.kind {
        b"mvhd" => {
            let body = source.some(found.body, 100);
            (film.scale, film.told) = clock(body).unwrap_or_default();
            film.matrix = matrix(body, if byte(body, 0) == Some(1) { 48 } else { 36 });
        }
        b"trak" if film.strands.len() < MOST_TRACKS => {
            let mut strand = Mp4Track::default();
            inside(source, found.body, found.end, |source, found| track_box(source, found, &mut strand));
            film.strands.push(strand);
        }
        b"mvex" => {
            film.in_fragments = true;
            inside(source, found.body, found.end, |source, found| extension(source, found, film));
        }
        _ => {}
    }
}

/// The ticks in a second and how many there are, as two sorts of boxes tell them.
fn clock(body: &[u8]) -> Option<(u32, u64)> {
    let (scale, length) = match byte(body, 0)? {
        1 => (be32(body, 20)?, be64(body, 24)?),
        _ => {
            (be32(body, 12)?, be32(body, 16).map(|all| if all == u32::MAX { u64::MAX } else { all.into() })?)
        }
    };
    // All ones say that it is not known.
    Some((scale, if length == u64::MAX { 0 } else { length }))
}

fn extension(source: &mut HeaderSource<'_>, found: Atom, film: &mut Mp4Movie) {
    let body = source.some(found.body, 24);
    if found.kind == *b"mehd" {
        let length = if byte(body, 0) == Some(1) { be64(body, 4) } else { be32(body, 4).map(u64::from) };
        film.length = length.and_then(|length| from_units(length, film.scale));
    } else if found.kind == *b"trex"
        && let (Some(id), Some(duration)) = (be32(body, 4), be32(body, 12))
    {
        for strand in film.strands.iter_mut().filter(|strand| strand.id == id) {
            strand.default_duration = duration;
        }
    }
}

fn track_box(source: &mut HeaderSource<'_>, found: Atom, strand: &mut Mp4Track) {
    match &found.kind {
        b"tkhd" => placed(source.some(found.body, 96), strand),
        b"mdia" => inside(source, found.body, found.end, |source, found| media_box(source, found, strand)),
        _ => {}
    }
}

fn media_box(source: &mut HeaderSource<'_>, found: Atom, strand: &mut Mp4Track) {
    match &found.kind {
        b"mdhd" => (strand.scale, strand.length) = clock(source.some(found.body, 32)).unwrap_or_default(),
        b"hdlr" => strand.handler = letters(source.some(found.body, 12), 8).unwrap_or_default(),
        b"minf" => inside(source, found.body, found.end, |source, found| {
            if found.kind == *b"stbl" {
                inside(source, found.body, found.end, |source, found| match &found.kind {
                    b"stsd" => entry(source, found, strand),
                    b"stsz" | b"stz2" => {
                        strand.samples = be32(source.some(found.body, 12), 8).unwrap_or_default();
                    }
                    _ => {}
                });
            }
        }),
        _ => {}
    }
}

/// Where and how a track is shown.
fn placed(body: &[u8], strand: &mut Mp4Track) {
    let (id, at) = if byte(body, 0) == Some(1) { (20, 52) } else { (12, 40) };
    strand.id = be32(body, id).unwrap_or_default();
    strand.matrix = matrix(body, at);
    if let (Some(width), Some(height)) = (be32(body, at + 36), be32(body, at + 40)) {
        let round = |fixed: u32| fixed.saturating_add(1 << 15) >> 16;
        strand.asked = (round(width), round(height));
    }
}

/// Nine numbers, of which the first two of the first two rows turn.
fn matrix(body: &[u8], at: usize) -> Option<Matrix> {
    let part = |place: usize| be32(body, at + 4 * place).map(|bits| i64::from(bits.cast_signed()));
    Some([part(0)?, part(1)?, part(3)?, part(4)?]).filter(|parts| parts.iter().any(|part| *part != 0))
}

/// Whether a track lies on its side: what its own matrix does, and then that of the movie.
fn sideways(track: Option<Matrix>, movie: Option<Matrix>) -> bool {
    let upright = [1, 0, 0, 1];
    let ([a, b, ..], [ma, mb, mc, md]) = (track.unwrap_or(upright), movie.unwrap_or(upright));
    let (across, down) = (a * ma + b * mc, a * mb + b * md);
    down.abs() > across.abs()
}

/// The first sample entry tells the codec, and of a picture the size in which it is coded.
fn entry(source: &mut HeaderSource<'_>, found: Atom, strand: &mut Mp4Track) {
    let Some(entry) = atom(source, found.body.saturating_add(8), found.end) else { return };
    let len = usize::try_from(entry.end - entry.body.min(entry.end)).unwrap_or(ENTRY).min(ENTRY);
    let body = source.some(entry.body, len);
    let mut codec = codec(entry.kind);
    if let Some(kind) = object(body).and_then(object_codec).filter(|_| codec != ENCRYPTED) {
        kind.clone_into(&mut codec);
    }
    strand.codec = Some(codec).filter(|codec| !codec.is_empty());
    if strand.handler == *b"vide" {
        strand.coded = (be16(body, 24).unwrap_or(0).into(), be16(body, 26).unwrap_or(0).into());
        let pasp = body.windows(4).skip(78).position(|four| four == b"pasp").map(|place| place + 78 + 4);
        strand.pixel = pasp.and_then(|at| Some((be32(body, at)?, be32(body, at + 4)?)));
    }
}

/// What an MPEG-4 descriptor says the stream is.
fn object(body: &[u8]) -> Option<u8> {
    let at = body.windows(4).position(|four| four == b"esds")? + 8;
    let descriptors = body.get(at..)?;
    // Tag 4 comes after tag 3, whose own head is at most 16 bytes long; lengths take up to four bytes.
    let mut at = skip_length(descriptors, 1)? + 2;
    let flags = byte(descriptors, at)?;
    at += 1;
    at += if flags & 0x80 != 0 { 2 } else { 0 };
    at += if flags & 0x40 != 0 { usize::from(byte(descriptors, at)?) + 1 } else { 0 };
    at += if flags & 0x20 != 0 { 2 } else { 0 };
    if byte(descriptors, at)? != 4 {
        return None;
    }
    byte(descriptors, skip_length(descriptors, at + 1)?)
}

fn skip_length(data: &[u8], at: usize) -> Option<usize> {
    let bytes = data.get(at..)?.iter().take(4).position(|byte| byte & 0x80 == 0)?;
    Some(at + bytes + 1)
}

fn object_codec(kind: u8) -> Option<&'static str> {
    match kind {
        0x20 => Some("mpeg4"),
        0x60..=0x65 => Some("mpeg2video"),
        0x69 | 0x6B => Some("mp3"),
        0x6A => Some("mpeg1video"),
        0x6C => Some("jpeg"),
        0x6D => Some("png"),
        0xA5 => Some("ac3"),
        0xA6 => Some("eac3"),
        0xA9 => Some("dts"),
        0xAD => Some("opus"),
        0xDD => Some("vorbis"),
        _ => None,
    }
}

fn codec(four: [u8; 4]) -> String {
    let known = match &four {
        b"avc1" | b"avc2" | b"avc3" | b"avc4" => "h264",
        b"hvc1" | b"hev1" | b"dvh1" | b"dvhe" => "hevc",
        b"av01" => "av1",
        b"vp08" => "vp8",
        b"vp09" => "vp9",
        b"mp4v" => "mpeg4",
        b"s263" | b"h263" => "h263",
        b"mp4a" => "aac",
        b"Opus" => "opus",
        b"fLaC" => "flac",
        b".mp3" => "mp3",
        b"ac-3" => "ac3",
        b"ec-3" => "eac3",
        b"alac" => "alac",
        b"samr" | b"sawb" => "amr",
        b"sowt" | b"twos" | b"lpcm" | b"in24" | b"in32" | b"fl32" | b"fl64" | b"raw " | b"ipcm" | b"fpcm"
        | b"NONE" => "pcm",
        b"apch" | b"apcn" | b"apcs" | b"apco" | b"ap4h" | b"ap4x" => "prores",
        b"mjpa" | b"mjpb" => "mjpeg",
        // The codec behind it does not matter: nobody without the key can play it.
        b"encv" | b"enca" | b"drmi" | b"drms" => ENCRYPTED,
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let word: String = four.iter().map(|byte| char::from(*byte)).filter(char::is_ascii_graphic).collect();
    word.to_ascii_lowercase()
}

fn track(strand: Mp4Track, turned: Option<Matrix>, book: bool, fragments: bool) -> Option<Track> {
    match &strand.handler {
        b"vide" if still(&strand, book, fragments) => {
            Some(Track::Still(shown(&strand, turned), strand.codec))
        }
        b"vide" => Some(Track::Video(shown(&strand, turned), strand.codec)),
        b"soun" => Some(Track::Audio(strand.codec)),
        _ => None,
    }
}

/// The picture on the screen. The shape of the pixels goes before what the track asks for, which some writers leave
/// at the size of the coded picture.
fn shown(strand: &Mp4Track, turned: Option<Matrix>) -> Option<Picture> {
    let (width, height) = strand.coded;
    let even = strand.pixel.filter(|(wide, high)| *wide > 0 && *high > 0).and_then(|(wide, high)| {
        let stretched = (u64::from(width) * u64::from(wide) + u64::from(high) / 2) / u64::from(high);
        Some((u32::try_from(stretched).ok().filter(|wide| *wide < 1 << 17)?, height))
    });
    let asked = Some(strand.asked).filter(|(width, height)| *width > 1 && *height > 1);
    let (width, height) = even.or(asked).unwrap_or(strand.coded);
    if sideways(strand.matrix, turned) { Picture::new(height, width) } else { Picture::new(width, height) }
}
