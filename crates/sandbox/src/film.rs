//! What an MP4 tells of itself in the beginning of its index.

use serde_json::{Value, json};

/// How long a file plays, and its picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Film {
    pub(super) seconds: f64,
    /// Width and height in points, if it has a picture.
    pub(super) picture: Option<(u32, u32)>,
}

impl Film {
    /// Reads an MP4 whose index begins in these bytes.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let begins = |word: &[u8]| word.starts_with(b"moov") && word.ends_with(b"mvhd");
        let at = bytes.windows(12).position(begins)? + 8;
        let version = *bytes.get(at + 4)?;
        // Version 1 has times of eight bytes. Nothing here plays for so long that its upper half counts.
        let (scale, count) = if version == 1 { (at + 24, at + 32) } else { (at + 16, at + 20) };
        let (scale, count) = (word(bytes, scale)?, word(bytes, count)?);
        let picture = picture(bytes.get(at..)?);
        (scale > 0 && count > 0).then(|| Self { seconds: f64::from(count) / f64::from(scale), picture })
    }

    /// Adds what is known to metadata of the system.
    pub(super) fn tell(film: Option<Self>, metadata: &mut Value) {
        let Some(Self { seconds, picture }) = film else { return };
        metadata["duration"] = json!(seconds);
        if let Some((width, height)) = picture {
            metadata["width"] = json!(width);
            metadata["height"] = json!(height);
        }
    }
}

/// The picture of the first track that has one.
fn picture(index: &[u8]) -> Option<(u32, u32)> {
    let tracks = index.windows(4).enumerate().filter(|(_, name)| name == b"tkhd");
    // In fixed point, with sixteen bits behind it, at the end of the box.
    let sizes = tracks.filter_map(|(at, _)| {
        let end = at + if *index.get(at + 4)? == 1 { 92 } else { 80 };
        Some((word(index, end)? >> 16, word(index, end + 4)? >> 16))
    });
    sizes.into_iter().find(|(width, height)| *width > 0 && *height > 0)
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &[u8] = include_bytes!("../../../assets/sample.mp4");

    #[test]
    fn a_film_is_told_as_it_is_and_no_cut_of_it_breaks_anything() {
        let film = Film::read(SAMPLE).unwrap();
        assert_eq!(film.picture, Some((960, 540)));
        assert!((film.seconds - 6.0).abs() < 0.1, "{film:?}");
        for end in 0..SAMPLE.len().min(4096) {
            let cut = SAMPLE.get(..end).and_then(Film::read);
            assert!(cut.is_none_or(|cut| cut.seconds.to_bits() == film.seconds.to_bits()));
        }
        assert_eq!(Film::read(b"moov0000mvhd"), None);
    }
}
