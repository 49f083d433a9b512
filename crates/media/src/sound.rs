//! Sound without a container: MP3, FLAC, AAC and AC-3, behind tags or not.

use std::time::Duration;

use super::probe::{Container, Header, from_units, seconds, sound_alone};
use super::source::{HeaderSource, LONGEST, be16, be32, be64, byte};

/// Tags before the sound, one after the other, of which no file has more.
const TAGS: usize = 8;
/// The first frame is sought so far.
const SOUGHT: usize = 64 * 1024;

/// The header of a file that begins with tags, or with one of these streams.
pub(super) fn read(source: &mut HeaderSource<'_>, head: &[u8]) -> Option<(Header, Container)> {
    let tagged = head.starts_with(b"ID3");
    let framed = Frame::read(head).is_some() || Packet::read(head).is_some();
    if !tagged && !framed && !head.starts_with(b"fLaC") {
        return None;
    }
    let start = tags(source).and_then(|at| padding(source, at))?;
    if source.get(start, 4).is_some_and(|mark| mark == b"fLaC") {
        return Some((flac(source, start), Container::of_one("FLAC", "audio/flac")));
    }
    packets(source, start).or_else(|| mpeg(source, start))
}

fn mpeg(source: &mut HeaderSource<'_>, start: u64) -> Option<(Header, Container)> {
    let data = source.some(start, SOUGHT).to_vec();
    let (offset, frame) = (0..data.len()).find_map(|at| {
        let rest = data.get(at..)?;
        let frame = Frame::read(rest)?;
        // One frame may be chance, two in a row are not.
        let next = rest.get(frame.bytes..)?;
        Frame::read(next).filter(|next| next.rate == frame.rate && next.layer == frame.layer)?;
        Some((at, frame))
    })?;
    let body = source.size().saturating_sub(start).saturating_sub(u64::try_from(offset).ok()?);
    let length = frame.told_length(data.get(offset..)?).or_else(|| frame.length_of(body));
    let (codec, name) = if frame.layer == 3 { ("mp3", "MP3") } else { ("mp2", "MP2") };
    Some((sound_alone(codec, length), Container::of_one(name, "audio/mpeg")))
}

/// Where the zeros end that some tags are followed by and do not count as their own.
fn padding(source: &mut HeaderSource<'_>, start: u64) -> Option<u64> {
    let data = source.some(start, LONGEST);
    let zeros = data.iter().position(|byte| *byte != 0)?;
    start.checked_add(u64::try_from(zeros).ok()?)
}

/// Where the tags before the sound end.
fn tags(source: &mut HeaderSource<'_>) -> Option<u64> {
    let mut at = 0u64;
    for _ in 0..TAGS {
        let Some(head) = source.get(at, 10).filter(|head| head.starts_with(b"ID3")) else { return Some(at) };
        let size = head.get(6..10)?.iter().fold(0u64, |size, byte| size << 7 | u64::from(byte & 0x7F));
        let foot = if byte(head, 5)? & 0x10 != 0 { 10 } else { 0 };
        at = at.checked_add(10 + size + foot)?;
    }
    Some(at)
}

fn flac(source: &mut HeaderSource<'_>, start: u64) -> Header {
    let body = source.some(start.saturating_add(8), 18);
    // 20 bits of the sampling rate, 3 of channels, 5 of the depth, and 36 of how many samples there are.
    let packed = be64(body, 10).unwrap_or_default();
    let rate = u32::try_from(packed >> 44).unwrap_or_default();
    sound_alone("flac", from_units(packed & 0xF_FFFF_FFFF, rate))
}

/// One packet of AAC or AC-3, which says how long it is and how much sound is in it.
struct Packet {
    codec: &'static str,
    bytes: usize,
    samples: u32,
    rate: u32,
}

impl Packet {
    fn read(data: &[u8]) -> Option<Self> {
        match be16(data, 0)? {
            0x0B77 => Self::ac3(data),
            sync if sync & 0xFFF6 == 0xFFF0 => Self::adts(data),
            _ => None,
        }
    }

    fn adts(data: &[u8]) -> Option<Self> {
        const RATES: [u32; 13] = [
            96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000,
            7350,
        ];
        let head = be32(data, 2)?;
        let rate = *RATES.get(usize::try_from(head >> 26 & 0xF).ok()?)?;
        let bytes = usize::try_from(head >> 5 & 0x1FFF).ok().filter(|bytes| *bytes > 7)?;
        let blocks = u32::from(byte(data, 6)? & 3) + 1;
        Some(Self { codec: "aac", bytes, samples: 1024 * blocks, rate })
    }

    fn ac3(data: &[u8]) -> Option<Self> {
        const KILOBITS: [usize; 19] =
            [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];
        const RATES: [u32; 3] = [48_000, 44_100, 32_000];
        let (code, version) = (byte(data, 4)?, byte(data, 5)? >> 3);
        let rate = *RATES.get(usize::from(code >> 6))?;
        if version > 10 {
            let bytes = (usize::from(be16(data, 2)? & 0x7FF) + 1) * 2;
            let blocks = *[1, 2, 3, 6].get(usize::from(code >> 4 & 3))?;
            return Some(Self { codec: "eac3", bytes, samples: 256 * blocks, rate });
        }
        let kilobits = *KILOBITS.get(usize::from(code >> 1 & 0x1F))?;
        let words =
            kilobits * 96_000 / usize::try_from(rate).ok()? + usize::from(rate == 44_100 && code & 1 != 0);
        Some(Self { codec: "ac3", bytes: words * 2, samples: 1536, rate })
    }
}

/// A stream of packets: what it is, and how long it plays if the rest is like what was looked at.
fn packets(source: &mut HeaderSource<'_>, start: u64) -> Option<(Header, Container)> {
    let size = source.size().saturating_sub(start);
    let data = source.some(start, LONGEST);
    let first = Packet::read(data)?;
    let (mut at, mut count) = (0, 0u64);
    while let Some(next) = data.get(at..).and_then(Packet::read) {
        if (next.codec, next.rate) != (first.codec, first.rate) {
            break;
        }
        (at, count) = (at + next.bytes, count + 1);
    }
    // One packet may be chance, two in a row are not.
    let seen = u64::try_from(at).ok().filter(|_| count > 1)?;
    #[expect(clippy::cast_precision_loss, reason = "a time for people")]
    let samples = (count * u64::from(first.samples)) as f64 * (size as f64 / seen.min(size) as f64);
    let container = match first.codec {
        "aac" => Container::of_one("AAC", "audio/aac"),
        "ac3" => Container::of_one("AC-3", "audio/ac3"),
        _ => Container::of_one("E-AC-3", "audio/eac3"),
    };
    Some((sound_alone(first.codec, seconds(samples / f64::from(first.rate))), container))
}

/// The head of one frame of MPEG audio, layers 2 and 3.
struct Frame {
    layer: u8,
    rate: u32,
    kilobits: u32,
    samples: u32,
    bytes: usize,
    /// Bytes between the head and what encoders say about the whole.
    side: usize,
}

const KILOBITS: [[u32; 15]; 4] = [
    [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

impl Frame {
    fn read(data: &[u8]) -> Option<Self> {
        let head = be32(data, 0)?;
        let bits = |shift: u32, count: u32| (head >> shift) & ((1 << count) - 1);
        if bits(21, 11) != 0x7FF {
            return None;
        }
        let layer: u8 = match bits(17, 2) {
            1 => 3,
            2 => 2,
            _ => return None,
        };
        let (divided, first) = match bits(19, 2) {
            3 => (1, true),
            2 => (2, false),
            0 => (4, false),
            _ => return None,
        };
        let row = usize::from(layer == 3) + if first { 0 } else { 2 };
        let kilobits = *KILOBITS.get(row)?.get(usize::try_from(bits(12, 4)).ok()?)?;
        let rate = *[44_100u32, 48_000, 32_000].get(usize::try_from(bits(10, 2)).ok()?)? / divided;
        let samples = if layer == 3 && !first { 576 } else { 1152 };
        let bytes = samples / 8 * kilobits * 1000 / rate + bits(9, 1);
        let side = match (first, bits(6, 2) == 3) {
            (true, false) => 32,
            (true, true) | (false, false) => 17,
            (false, true) => 9,
        };
        let bytes = usize::try_from(bytes).ok().filter(|bytes| *bytes > 24)?;
        Some(Self { layer, rate, kilobits, samples, bytes, side })
    }

    /// What the encoder says in a first frame that holds no sound.
    fn told_length(&self, data: &[u8]) -> Option<Duration> {
        let at = 4 + self.side;
        let frames = match data.get(at..at + 4)? {
            b"Xing" | b"Info" => {
                be32(data, at + 8).filter(|_| data.get(at + 7).is_some_and(|flags| flags & 1 != 0))
            }
            _ => data.get(36..40).filter(|four| *four == b"VBRI").and_then(|_| be32(data, 50)),
        };
        from_units(u64::from(frames?) * u64::from(self.samples), self.rate)
    }

    /// How long so many bytes play if all frames are like this one.
    fn length_of(&self, bytes: u64) -> Option<Duration> {
        #[expect(clippy::cast_precision_loss, reason = "a time for people")]
        seconds(bytes as f64 / (f64::from(self.kilobits) * 125.0))
    }
}
