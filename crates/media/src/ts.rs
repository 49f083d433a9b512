//! MPEG transport streams: packets of 188 bytes, as broadcasters and camcorders write them.

use std::collections::BTreeMap;

use super::nal;
use super::probe::{Header, Track, header, seconds};
use super::source::{HeaderSource, LONGEST, be16, byte};
use takeup_model::{ENCRYPTED, Media, Picture, Sound};

const SYNC: u8 = 0x47;
const PACKET: usize = 188;
/// Bytes of the beginning and of the end that are looked through.
const LOOKED: usize = LONGEST;
/// Of a stream, so much is put together to find out what its picture is like.
const GATHERED: usize = 256 * 1024;
/// Ticks in a second, and where their count begins again.
const TICKS: f64 = 90_000.0;
const WRAP: u64 = 1 << 33;

/// How packets lie: bytes from one to the next, and bytes before the first one's mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pitch: usize,
    lead: usize,
}

/// How the packets of a file lie, if it begins with some.
pub(super) fn shape(head: &[u8]) -> Option<Shape> {
    let shapes =
        [Shape { pitch: 188, lead: 0 }, Shape { pitch: 192, lead: 4 }, Shape { pitch: 204, lead: 0 }];
    shapes
        .into_iter()
        .find(|shape| (0..4).all(|number| byte(head, number * shape.pitch + shape.lead) == Some(SYNC)))
}

/// What is known of one stream.
#[derive(Default)]
struct TsStream {
    kind: u8,
    private: Option<&'static str>,
    first: Option<u64>,
    last: Option<u64>,
    stamps: Vec<u64>,
    data: Vec<u8>,
    /// Packets that only a receiver with the key can read, and others.
    encrypted: usize,
    open: usize,
}

#[derive(Default)]
struct TsProgram {
    tables: Vec<u16>,
    streams: BTreeMap<u16, TsStream>,
}

pub(super) fn read(source: &mut HeaderSource<'_>, shape: Shape) -> Header {
    let mut film = TsProgram::default();
    let size = source.size();
    let head = source.some(0, LOOKED).to_vec();
    packets(&head, shape, |packet| take(&mut film, &packet));
    if size > LOOKED as u64 {
        // Packets are counted from the beginning, so the tail begins with a whole one.
        let pitch = shape.pitch as u64;
        let from = size.saturating_sub(LOOKED as u64).div_ceil(pitch) * pitch;
        let tail = source.some(from, LOOKED).to_vec();
        packets(&tail, shape, |packet| {
            if let Some(stream) = film.streams.get_mut(&packet.pid)
                && let Some(stamp) = packet.stamp()
            {
                stream.last = stream.last.max(Some(after(stream.first, stamp)));
            }
        });
    }
    let length = film.streams.values().filter_map(TsStream::length).reduce(f64::max).and_then(seconds);
    let riddle = film.streams.values().any(TsStream::is_unknown);
    let Header { kind, media } = header(film.streams.values().filter_map(track));
    let audio = if media.audio == Sound::None && riddle { Sound::Unknown } else { media.audio };
    Header { kind, media: Media { length, audio, ..media } }
}

/// Counts begin again every 26 hours.
fn after(first: Option<u64>, stamp: u64) -> u64 {
    if first.is_some_and(|first| stamp + WRAP / 2 < first) { stamp + WRAP } else { stamp }
}

struct Packet<'a> {
    pid: u16,
    begins: bool,
    encrypted: bool,
    payload: &'a [u8],
}

fn packets(data: &[u8], shape: Shape, mut each: impl FnMut(Packet<'_>)) {
    for slot in data.chunks_exact(shape.pitch) {
        let packet = slot.get(shape.lead..shape.lead + PACKET).unwrap_or_default();
        if byte(packet, 0) != Some(SYNC) {
            continue;
        }
        let (Some(head), Some(flags)) = (be16(packet, 1), byte(packet, 3)) else { continue };
        let adaptation = if flags & 0x20 != 0 { usize::from(byte(packet, 4).unwrap_or(0)) + 1 } else { 0 };
        if flags & 0x10 != 0 {
            let payload = packet.get(4 + adaptation..).unwrap_or_default();
            let (begins, encrypted) = (head & 0x4000 != 0, flags & 0xC0 != 0);
            each(Packet { pid: head & 0x1FFF, begins, encrypted, payload });
        }
    }
}

impl<'a> Packet<'a> {
    /// A table that begins in this packet.
    fn table(&self, id: u8) -> Option<&'a [u8]> {
        let begins = self.payload.get(1 + usize::from(byte(self.payload, 0)?)..).filter(|_| self.begins)?;
        let len = usize::from(be16(begins, 1)? & 0xFFF);
        // The last four bytes are a sum.
        let table = begins.get(..(3 + len).min(begins.len()).checked_sub(4)?)?;
        (byte(table, 0)? == id).then_some(table)
    }

    /// When what begins in this packet is shown.
    fn stamp(&self) -> Option<u64> {
        let head = self.payload.get(..14).filter(|head| self.begins && head.starts_with(&[0, 0, 1]))?;
        let flags = byte(head, 7)?;
        let bits = |at: usize| byte(head, at).map(u64::from);
        (flags & 0x80 != 0).then_some(())?;
        Some(
            (bits(9)? >> 1 & 7) << 30
                | bits(10)? << 22
                | (bits(11)? >> 1) << 15
                | bits(12)? << 7
                | bits(13)? >> 1,
        )
    }

    /// What it carries, without the head of a piece that begins in it.
    fn body(&self) -> &'a [u8] {
        if !self.begins {
            return self.payload;
        }
        let head = byte(self.payload, 8).map_or(0, |len| 9 + usize::from(len));
        self.payload.get(head..).unwrap_or_default()
    }
}

fn take(film: &mut TsProgram, packet: &Packet<'_>) {
    if packet.pid == 0 {
        let table = packet.table(0).and_then(|table| table.get(8..)).unwrap_or_default();
        let programs = table.chunks_exact(4).filter(|row| be16(row, 0) != Some(0));
        film.tables = programs.filter_map(|row| be16(row, 2).map(|pid| pid & 0x1FFF)).take(16).collect();
    } else if film.tables.contains(&packet.pid) {
        if let Some(table) = packet.table(2) {
            list(film, table);
        }
    } else if let Some(stream) = film.streams.get_mut(&packet.pid) {
        if packet.encrypted {
            stream.encrypted += 1;
            return;
        }
        stream.open += 1;
        if let Some(stamp) = packet.stamp() {
            let stamp = after(stream.first, stamp);
            stream.first = Some(stream.first.map_or(stamp, |first| first.min(stamp)));
            stream.last = stream.last.max(Some(stamp));
            stream.stamps.push(stamp);
        }
        if stream.is_picture() && stream.data.len() < GATHERED {
            stream.data.extend_from_slice(packet.body());
        }
    }
}

/// The streams that a program says it has.
fn list(film: &mut TsProgram, table: &[u8]) -> Option<()> {
    let mut at = 12 + usize::from(be16(table, 10)? & 0xFFF);
    while let Some(row) = table.get(at..at + 5) {
        let (kind, pid) = (byte(row, 0)?, be16(row, 1)? & 0x1FFF);
        let len = usize::from(be16(row, 3)? & 0xFFF);
        let notes = table.get(at + 5..at + 5 + len).unwrap_or_default();
        if film.streams.len() < 64 {
            let stream = film.streams.entry(pid).or_default();
            (stream.kind, stream.private) = (kind, private(notes));
        }
        at += 5 + len;
    }
    Some(())
}

/// What the notes to a private stream say it is.
fn private(notes: &[u8]) -> Option<&'static str> {
    let mut at = 0;
    while let (Some(tag), Some(len)) = (byte(notes, at), byte(notes, at + 1)) {
        let body = notes.get(at + 2..at + 2 + usize::from(len)).unwrap_or_default();
        match tag {
            0x6A => return Some("ac3"),
            0x7A => return Some("eac3"),
            0x7B => return Some("dts"),
            0x05 if body.starts_with(b"Opus") => return Some("opus"),
            0x05 if body.starts_with(b"AC-3") => return Some("ac3"),
            0x05 if body.starts_with(b"HEVC") => return Some("hevc"),
            _ => {}
        }
        at += 2 + usize::from(len);
    }
    None
}

impl TsStream {
    fn picture(&self) -> Option<&'static str> {
        match (self.kind, self.private) {
            (0x01, _) => Some("mpeg1video"),
            (0x02, _) => Some("mpeg2video"),
            (0x10, _) => Some("mpeg4"),
            (0x1B, _) => Some("h264"),
            (0x24, _) | (_, Some("hevc")) => Some("hevc"),
            (0xEA, _) => Some("vc1"),
            _ => None,
        }
    }

    fn is_picture(&self) -> bool {
        self.picture().is_some()
    }

    fn sound(&self) -> Option<&'static str> {
        match self.kind {
            0x03 | 0x04 => Some("mp2"),
            0x0F | 0x11 => Some("aac"),
            0x80 => Some("pcm"),
            0x81 => Some("ac3"),
            0x82 | 0x85 | 0x86 => Some("dts"),
            0x83 => Some("truehd"),
            0x84 | 0x87 => Some("eac3"),
            _ => self.private.filter(|_| !self.is_picture()),
        }
    }

    /// Whether nobody without the key can play it. Channels send a few packets openly.
    fn is_encrypted(&self) -> bool {
        self.encrypted > self.open
    }

    /// Whether it may hold anything: nobody says what.
    fn is_unknown(&self) -> bool {
        let open = self.kind == 0x06 || self.kind > 0x92;
        open && !self.is_picture() && self.sound().is_none()
    }

    /// From its first stamp to its last, and of pictures as long again as the pause between two.
    fn length(&self) -> Option<f64> {
        let mut stamps = self.stamps.clone();
        stamps.sort_unstable();
        let pauses = stamps.windows(2).filter_map(|two| two.last()?.checked_sub(*two.first()?));
        let pause = pauses.filter(|pause| *pause > 0 && self.is_picture()).min().unwrap_or(0);
        let ticks = self.last?.checked_sub(self.first?)? + pause;
        #[expect(clippy::cast_precision_loss, reason = "34 bits fit")]
        let ticks = ticks as f64;
        (self.is_picture() || self.sound().is_some()).then_some(ticks / TICKS)
    }
}

fn track(stream: &TsStream) -> Option<Track> {
    if stream.is_encrypted() {
        let codec = Some(ENCRYPTED.to_owned());
        return if stream.is_picture() {
            Some(Track::Video(None, codec))
        } else {
            stream.sound().map(|_| Track::Audio(codec))
        };
    }
    if let Some(codec) = stream.picture() {
        let picture: Option<Picture> = match codec {
            "h264" => nal::h264(&stream.data),
            "hevc" => nal::hevc(&stream.data),
            "mpeg2video" | "mpeg1video" => nal::mpeg2(&stream.data),
            _ => None,
        };
        return Some(Track::Video(picture, Some(codec.to_owned())));
    }
    stream.sound().map(|codec| Track::Audio(Some(codec.to_owned())))
}
