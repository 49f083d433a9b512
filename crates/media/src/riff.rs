//! RIFF: AVI and WAV.

use super::probe::{Container, Header, Track, from_units, header, seconds, sound_alone};
use super::source::{HeaderSource, le16, le32, le64, letters};
use takeup_model::{Cut, Media, Picture};

/// A chunk: its name, its kind if it is a list, and where its content lies.
#[derive(Clone, Copy)]
struct RiffChunk {
    name: [u8; 4],
    list: [u8; 4],
    body: u64,
    /// How long it says it is, and where that, or what holds it, ends.
    told: u64,
    end: u64,
}

/// Whether the beginning of a file is that of such a file.
pub(super) fn is(head: &[u8]) -> bool {
    let form = letters(head, 8);
    matches!(head.get(..4), Some(b"RIFF" | b"RF64" | b"BW64"))
        && (form == Some(*b"AVI ") || form == Some(*b"WAVE"))
}

/// Which of the two it is.
pub(super) fn container(head: &[u8]) -> Container {
    if letters(head, 8) == Some(*b"AVI ") {
        Container::of_one("AVI", "video/x-msvideo")
    } else {
        Container::of_one("WAV", "audio/wav")
    }
}

pub(super) fn read(source: &mut HeaderSource<'_>) -> Header {
    let size = source.size();
    let film = source.get(8, 4).is_some_and(|form| form == b"AVI ");
    let Header { kind, media } = if film { avi(source, size) } else { wav(source, size) };
    Header { kind, media: Media { cut: cut(source, size), ..media } }
}

/// What says that it is as long as this, or longer, was written by somebody who could not know its length.
const UNKNOWN_LENGTH: u64 = 0x7FFF_0000;
/// Some writers count the head of a chunk as a part of it.
const HEAD: u64 = 8;

/// Whether the end is missing, by the outermost chunks: a long film has several.
fn cut(source: &mut HeaderSource<'_>, size: u64) -> Cut {
    let mut cut = Cut::No;
    inside(source, 0, size, |source, found| {
        let long = match &found.name {
            b"RIFF" => Some(found.told).filter(|told| *told < UNKNOWN_LENGTH),
            b"RF64" | b"BW64" => le64(source.some(found.body, 20), 12),
            _ => None,
        };
        let told = found.body.saturating_add(long.unwrap_or(0));
        if told > size.saturating_add(HEAD) {
            cut = Cut::Of(told);
        }
        found.name == *b"RIFF" && long.is_some_and(|long| long > 0)
    });
    cut
}

fn inside(
    source: &mut HeaderSource<'_>,
    start: u64,
    end: u64,
    mut each: impl FnMut(&mut HeaderSource<'_>, RiffChunk) -> bool,
) {
    let mut at = start;
    while at < end
        && let Some(chunk) = chunk(source, at, end)
        && each(source, chunk)
    {
        // Chunks begin at even places.
        at = chunk.end.saturating_add(chunk.told & 1);
    }
}

fn chunk(source: &mut HeaderSource<'_>, at: u64, end: u64) -> Option<RiffChunk> {
    let head = source.some(at, 12);
    let (name, told) = (letters(head, 0)?, u64::from(le32(head, 4)?));
    let list = if name == *b"LIST" { letters(head, 8)? } else { [0; 4] };
    let body = at.checked_add(8)?;
    Some(RiffChunk { name, list, body, told, end: body.saturating_add(told).min(end) })
}

#[derive(Default)]
struct AviStream {
    kind: [u8; 4],
    scale: u32,
    rate: u32,
    length: u32,
    size: (u32, u32),
    shape: Option<(u16, u16)>,
    codec: Option<String>,
}

fn avi(source: &mut HeaderSource<'_>, size: u64) -> Header {
    let mut strands = Vec::new();
    inside(source, 12, size, |source, found| {
        if found.list != *b"hdrl" {
            return found.list != *b"movi";
        }
        inside(source, found.body.saturating_add(4), found.end, |source, found| {
            if found.list == *b"strl" {
                let mut strand = AviStream::default();
                inside(source, found.body.saturating_add(4), found.end, |source, found| {
                    stream(source, found, &mut strand);
                    true
                });
                strands.push(strand);
            }
            strands.len() < 64
        });
        false
    });
    let lengths = strands
        .iter()
        .filter_map(|strand| from_units(u64::from(strand.length) * u64::from(strand.scale), strand.rate));
    let length = lengths.max();
    let Header { kind, media } = header(strands.into_iter().filter_map(track));
    Header { kind, media: Media { length, ..media } }
}

fn stream(source: &mut HeaderSource<'_>, found: RiffChunk, strand: &mut AviStream) {
    let body = source.some(found.body, 56);
    let long = |at: usize| le32(body, at).unwrap_or_default();
    match &found.name {
        b"strh" => {
            strand.kind = letters(body, 0).unwrap_or_default();
            (strand.scale, strand.rate, strand.length) = (long(20), long(24), long(32));
        }
        b"strf" if strand.kind == *b"vids" => {
            // A negative height means that the lines come from top to bottom.
            strand.size = (long(4), long(8).cast_signed().unsigned_abs());
            strand.codec = Some(picture_codec(long(16)));
        }
        b"strf" if strand.kind == *b"auds" => {
            strand.codec = le16(body, 0).map(|tag| sound_codec(tag).to_owned());
        }
        b"vprp" => strand.shape = le16(body, 22).zip(le16(body, 20)),
        _ => {}
    }
}

fn track(strand: AviStream) -> Option<Track> {
    let (width, height) = strand.size;
    let shape = strand.shape.filter(|(wide, high)| *wide > 0 && *high > 0);
    let stretched = shape
        .and_then(|(wide, high)| u32::try_from(u64::from(height) * u64::from(wide) / u64::from(high)).ok());
    // Rounding aside, most pictures have square pixels.
    let width = stretched.filter(|wide| wide.abs_diff(width) > width / 50).unwrap_or(width);
    match &strand.kind {
        b"vids" => Some(Track::Video(Picture::new(width, height), strand.codec)),
        b"auds" => Some(Track::Audio(strand.codec)),
        _ => None,
    }
}

/// The codec behind the four letters that Microsoft's formats keep.
pub(super) fn picture_codec(four: u32) -> String {
    let letters = four.to_le_bytes().map(|byte| byte.to_ascii_uppercase());
    match &letters {
        b"H264" | b"X264" | b"AVC1" | b"DAVC" => "h264",
        b"HEVC" | b"H265" | b"X265" | b"HVC1" => "hevc",
        b"XVID" | b"DIVX" | b"DX50" | b"FMP4" | b"MP4V" => "mpeg4",
        b"MP43" | b"DIV3" | b"DIV4" => "msmpeg4v3",
        b"MP42" => "msmpeg4v2",
        b"MJPG" => "mjpeg",
        b"WMV3" => "wmv3",
        b"WVC1" => "vc1",
        b"DVSD" => "dvvideo",
        b"MPG2" => "mpeg2video",
        b"AV01" => "av1",
        b"VP80" => "vp8",
        b"VP90" => "vp9",
        [0, 0, 0, 0] => "rawvideo",
        _ => {
            let word = letters.iter().map(|byte| char::from(*byte)).filter(char::is_ascii_graphic);
            return word.collect::<String>().to_ascii_lowercase();
        }
    }
    .to_owned()
}

fn sound_codec(tag: u16) -> &'static str {
    match tag {
        0x01 | 0x03 | 0xFFFE => "pcm",
        0x02 => "adpcm",
        0x06 | 0x07 => "g711",
        0x50 => "mp2",
        0x55 => "mp3",
        0xFF | 0x1600 | 0x1610 => "aac",
        0x160 => "wmav1",
        0x161 => "wmav2",
        0x162 => "wmapro",
        0x2000 => "ac3",
        0x2001 => "dts",
        0xF1AC => "flac",
        _ => "unknown",
    }
}

fn wav(source: &mut HeaderSource<'_>, size: u64) -> Header {
    let (mut rate, mut codec, mut long, mut data) = (0, "unknown", None, None);
    inside(source, 12, size, |source, found| {
        match &found.name {
            b"ds64" => long = le64(source.some(found.body, 16), 8),
            b"fmt " => {
                let body = source.some(found.body, 16);
                codec = sound_codec(le16(body, 0).unwrap_or_default());
                rate = le32(body, 8).unwrap_or_default();
            }
            b"data" => {
                // Who writes as it comes cannot know the length, and says 0 or the most there is.
                let there = size.saturating_sub(found.body);
                let told = if found.told == u64::from(u32::MAX) { long.unwrap_or(there) } else { found.told };
                data = Some(if told == 0 { there } else { told.min(there) });
            }
            _ => {}
        }
        data.is_none()
    });
    #[expect(clippy::cast_precision_loss, reason = "a time for people")]
    let length = data.and_then(|bytes| seconds(bytes as f64 / f64::from(rate)));
    sound_alone(codec, length)
}
