//! Still pictures: how large they are, turned the way they are shown.

use super::probe::Container;
use super::source::{HeaderSource, be16, be32, byte, le16, le32, letters};
use takeup_model::Picture;

/// Segments of a JPEG that are walked along.
const SEGMENTS: usize = 64;
/// Of a segment with the camera's notes, no more is looked at.
const NOTES: usize = 4096;

/// Whether the beginning of a file is that of a picture.
pub(super) fn is(head: &[u8]) -> bool {
    let marks: [&[u8]; 5] = [&[0xFF, 0xD8, 0xFF], PNG, b"GIF87a", b"GIF89a", b"BM"];
    marks.iter().any(|mark| head.starts_with(mark)) && (!head.starts_with(b"BM") || bitmap(head))
        || head.starts_with(b"RIFF") && letters(head, 8) == Some(*b"WEBP")
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Which format it is of.
pub(super) fn container(head: &[u8]) -> Container {
    match head.first() {
        Some(0xFF) => Container::of_one("JPEG", "image/jpeg"),
        Some(0x89) => Container::of_one("PNG", "image/png"),
        Some(b'G') => Container::of_one("GIF", "image/gif"),
        Some(b'B') => Container::of_one("BMP", "image/bmp"),
        _ => Container::of_one("WebP", "image/webp"),
    }
}

/// Two letters are soon met by chance; the length of the header that follows is not.
fn bitmap(head: &[u8]) -> bool {
    le32(head, 14).is_some_and(|len| (40..=124).contains(&len))
}

/// The size of a picture.
pub(super) fn read(source: &mut HeaderSource<'_>, head: &[u8]) -> Option<Picture> {
    if head.starts_with(&[0xFF, 0xD8]) {
        return jpeg(source);
    }
    let (width, height) = match head.first()? {
        0x89 => (be32(head, 16)?, be32(head, 20)?),
        b'G' => (le16(head, 6)?.into(), le16(head, 8)?.into()),
        b'B' => {
            // A negative height means that the lines come from top to bottom.
            let side = |at: usize| le32(head, at).map(|side| side.cast_signed().unsigned_abs());
            (side(18)?, side(22)?)
        }
        _ => return webp(head),
    };
    Picture::new(width, height)
}

fn webp(head: &[u8]) -> Option<Picture> {
    let three = |at: usize| le32(head, at).map(|bits| (bits & 0xFF_FFFF) + 1);
    match &letters(head, 12)? {
        b"VP8X" => Picture::new(three(24)?, three(27)?),
        b"VP8L" => {
            let bits = le32(head, 21)?;
            Picture::new((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        }
        b"VP8 " => Picture::new(u32::from(le16(head, 26)? & 0x3FFF), u32::from(le16(head, 28)? & 0x3FFF)),
        _ => None,
    }
}

fn jpeg(source: &mut HeaderSource<'_>) -> Option<Picture> {
    let (mut at, mut sideways) = (2u64, false);
    for _ in 0..SEGMENTS {
        let head = source.get(at, 4)?;
        let (mark, kind, len) = (byte(head, 0)?, byte(head, 1)?, be16(head, 2)?);
        if mark != 0xFF {
            return None;
        }
        if kind == 0xFF {
            at += 1;
            continue;
        }
        let body = at + 4;
        match kind {
            0xE1 => sideways |= turned(source.some(body, usize::from(len).min(NOTES))).unwrap_or(false),
            0xC0..=0xCF if ![0xC4, 0xC8, 0xCC].contains(&kind) => {
                let frame = source.get(body, 5)?;
                let (height, width) = (be16(frame, 1)?.into(), be16(frame, 3)?.into());
                return if sideways { Picture::new(height, width) } else { Picture::new(width, height) };
            }
            0xD9 | 0xDA => return None,
            _ => {}
        }
        at = at.checked_add(2 + u64::from(len.max(2)))?;
    }
    None
}

/// Whether the camera was held on its side.
fn turned(notes: &[u8]) -> Option<bool> {
    let tiff = notes.strip_prefix(b"Exif\0\0")?;
    let big = tiff.starts_with(b"MM");
    let short = |at: usize| if big { be16(tiff, at) } else { le16(tiff, at) };
    let long = |at: usize| if big { be32(tiff, at) } else { le32(tiff, at) };
    let table = usize::try_from(long(4)?).ok()?;
    let count = usize::from(short(table)?).min(64);
    let entries = (0..count).filter_map(|number| table.checked_add(2 + number * 12));
    let mut found = entries.filter(|at| short(*at) == Some(0x112));
    short(found.next()?.checked_add(8)?).map(|orientation| (5..=8).contains(&orientation))
}
