//! The picture that a bare video stream says it holds.

use super::source::{be32, byte};
use takeup_model::Picture;

/// Bits, the first the greatest.
struct Bits {
    data: Vec<u8>,
    at: usize,
}

/// Of a set of parameters, no more is looked at.
const SET: usize = 1024;

impl Bits {
    /// Without the bytes that keep a start code from appearing inside.
    fn of(unit: &[u8]) -> Self {
        let (mut data, mut zeros) = (Vec::new(), 0);
        for byte in unit.iter().take(SET) {
            if *byte == 3 && zeros >= 2 {
                zeros = 0;
                continue;
            }
            zeros = if *byte == 0 { zeros + 1 } else { 0 };
            data.push(*byte);
        }
        Self { data, at: 0 }
    }

    fn bit(&mut self) -> Option<u32> {
        let byte = byte(&self.data, self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1;
        self.at += 1;
        Some(bit.into())
    }

    fn bits(&mut self, count: usize) -> Option<u32> {
        (0..count).try_fold(0u32, |value, _| Some(value << 1 | self.bit()?))
    }

    fn flag(&mut self) -> Option<bool> {
        Some(self.bit()? == 1)
    }

    fn skip(&mut self, count: usize) {
        self.at = self.at.saturating_add(count);
    }

    /// A number whose length is told by the zeros before it.
    fn ue(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while !self.flag()? {
            zeros += 1;
            if zeros > 31 {
                return None;
            }
        }
        Some((1u32 << zeros) - 1 + self.bits(zeros)?)
    }

    fn se(&mut self) -> Option<i32> {
        let code = i32::try_from(self.ue()?).ok()?;
        Some(if code % 2 == 0 { -(code / 2) } else { code / 2 + 1 })
    }
}

/// What follows each start code, up to the end of the data.
fn units(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    let starts = data.windows(3).enumerate().filter(|(_, three)| *three == [0, 0, 1]);
    starts.filter_map(|(at, _)| data.get(at + 3..)).filter(|unit| !unit.is_empty())
}

const SHAPES: [(u32, u32); 17] = [
    (0, 1),
    (1, 1),
    (12, 11),
    (10, 11),
    (16, 11),
    (40, 33),
    (24, 11),
    (20, 11),
    (32, 11),
    (80, 33),
    (18, 11),
    (15, 11),
    (64, 33),
    (160, 99),
    (4, 3),
    (3, 2),
    (2, 1),
];

fn stretched(width: u32, height: u32, (wide, high): (u32, u32)) -> Option<Picture> {
    if wide == 0 || high == 0 {
        return Picture::new(width, height);
    }
    let even = (u64::from(width) * u64::from(wide) + u64::from(high) / 2) / u64::from(high);
    Picture::new(u32::try_from(even).ok().filter(|wide| *wide < 1 << 17)?, height)
}

/// The picture of an H.264 stream.
pub(super) fn h264(data: &[u8]) -> Option<Picture> {
    let set = units(data).find(|unit| byte(unit, 0).is_some_and(|head| head & 0x1F == 7))?;
    let mut bits = Bits::of(set.get(1..)?);
    let profile = bits.bits(8)?;
    bits.skip(16);
    bits.ue()?;
    let mut chroma = 1;
    if [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135].contains(&profile) {
        chroma = bits.ue()?;
        if chroma == 3 {
            bits.skip(1);
        }
        bits.ue()?;
        bits.ue()?;
        bits.skip(1);
        if bits.flag()? {
            scaling(&mut bits, if chroma == 3 { 12 } else { 8 })?;
        }
    }
    bits.ue()?;
    match bits.ue()? {
        0 => {
            bits.ue()?;
        }
        1 => {
            bits.skip(1);
            bits.se()?;
            bits.se()?;
            for _ in 0..bits.ue()?.min(255) {
                bits.se()?;
            }
        }
        _ => {}
    }
    bits.ue()?;
    bits.skip(1);
    let (across, down) = (bits.ue()?, bits.ue()?);
    let frames = bits.bit()?;
    if frames == 0 {
        bits.skip(1);
    }
    bits.skip(1);
    let mut crop = [0u32; 4];
    if bits.flag()? {
        for side in &mut crop {
            *side = bits.ue()?;
        }
    }
    let [left, right, top, bottom] = crop;
    let (unit_x, unit_y) = match chroma {
        0 | 3 => (1, 2 - frames),
        2 => (2, 2 - frames),
        _ => (2, 2 * (2 - frames)),
    };
    let width = side(across.checked_add(1)?, 16, left, right, unit_x)?;
    let height = side(down.checked_add(1)?, 16 * (2 - frames), top, bottom, unit_y)?;
    stretched(width, height, pixel(&mut bits).unwrap_or((1, 1)))
}

fn side(blocks: u32, block: u32, before: u32, behind: u32, unit: u32) -> Option<u32> {
    let cut = before.checked_add(behind)?.checked_mul(unit)?;
    blocks.checked_mul(block)?.checked_sub(cut).filter(|side| *side < 1 << 17)
}

fn scaling(bits: &mut Bits, lists: usize) -> Option<()> {
    for list in 0..lists {
        if !bits.flag()? {
            continue;
        }
        let (mut last, mut next) = (8i32, 8i32);
        for _ in 0..if list < 6 { 16 } else { 64 } {
            if next != 0 {
                next = last.wrapping_add(bits.se()?).rem_euclid(256);
            }
            last = if next == 0 { last } else { next };
        }
    }
    Some(())
}

/// The shape of a pixel, where the stream tells it.
fn pixel(bits: &mut Bits) -> Option<(u32, u32)> {
    let told = bits.flag()? && bits.flag()?;
    if !told {
        return None;
    }
    match bits.bits(8)? {
        255 => Some((bits.bits(16)?, bits.bits(16)?)),
        known => SHAPES.get(usize::try_from(known).ok()?).copied(),
    }
}

/// The picture of an HEVC stream, its pixels taken for square.
pub(super) fn hevc(data: &[u8]) -> Option<Picture> {
    let set = units(data).find(|unit| byte(unit, 0).is_some_and(|head| head >> 1 & 0x3F == 33))?;
    let mut bits = Bits::of(set.get(2..)?);
    bits.skip(4);
    let layers = usize::try_from(bits.bits(3)?).ok()?;
    bits.skip(1);
    bits.skip(88 + 8);
    let mut told = Vec::new();
    for _ in 0..layers {
        told.push((bits.flag()?, bits.flag()?));
    }
    if layers > 0 {
        bits.skip(2 * (8 - layers.min(8)));
    }
    for (profile, level) in told {
        bits.skip(if profile { 88 } else { 0 } + if level { 8 } else { 0 });
    }
    bits.ue()?;
    let chroma = bits.ue()?;
    if chroma == 3 {
        bits.skip(1);
    }
    let (width, height) = (bits.ue()?, bits.ue()?);
    let mut crop = [0u32; 4];
    if bits.flag()? {
        for side in &mut crop {
            *side = bits.ue()?;
        }
    }
    let [left, right, top, bottom] = crop;
    let (unit_x, unit_y) = match chroma {
        1 => (2, 2),
        2 => (2, 1),
        _ => (1, 1),
    };
    Picture::new(side(width, 1, left, right, unit_x)?, side(height, 1, top, bottom, unit_y)?)
}

/// The picture of an MPEG-1 or MPEG-2 stream.
pub(super) fn mpeg2(data: &[u8]) -> Option<Picture> {
    let head = units(data).find(|unit| byte(unit, 0) == Some(0xB3))?;
    let bits = be32(head, 1)?;
    let (width, height, shape) = (bits >> 20, bits >> 8 & 0xFFF, bits >> 4 & 15);
    // MPEG-2 tells the shape of the whole picture.
    let (wide, high) = match shape {
        2 => (4, 3),
        3 => (16, 9),
        4 => (221, 100),
        _ => return Picture::new(width, height),
    };
    let even = height * wide / high;
    // What is nearly square is square.
    Picture::new(if even.abs_diff(width) * 50 > width { even } else { width }, height)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_long_as_the_zeros_before_them() {
        let mut bits = Bits::of(&[0b1010_0110, 0b0100_0010, 0b1000_0000]);
        assert_eq!([bits.ue(), bits.ue(), bits.ue(), bits.ue()], [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!(bits.ue(), Some(4));
        let mut zeros = Bits::of(&[0; 64]);
        assert_eq!(zeros.ue(), None);
    }

    #[test]
    fn bytes_against_false_start_codes_are_left_out() {
        assert_eq!(Bits::of(&[1, 0, 0, 3, 1, 0, 0, 3, 0, 0, 3, 2]).data, [1, 0, 0, 1, 0, 0, 0, 0, 2]);
    }
}
