//! Sound without a container: MP3 and FLAC.

use std::time::Duration;

use super::probe::{Header, from_units, seconds, sound_alone};
use super::source::{HeaderSource, be32, be64, byte};

/// Tags before the sound, one after the other, of which no file has more.
const TAGS: usize = 8;
/// The first frame is sought so far.
const SOUGHT: usize = 64 * 1024;

/// The header of a file that begins with tags, with a stream of MP3 frames, or with that of FLAC.
pub(super) fn read(source: &mut HeaderSource<'_>, head: &[u8]) -> Option<Header> {
    let likely = head.starts_with(b"ID3") || head.starts_with(b"fLaC") || Frame::read(head).is_some();
    let start = tags(source).filter(|_| likely)?;
    if source.get(start, 4).is_some_and(|mark| mark == b"fLaC") {
        return Some(flac(source, start));
    }
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
    Some(sound_alone(if frame.layer == 3 { "mp3" } else { "mp2" }, length))
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
