//! Decodes the pictures that the platform has made of assets.

use std::io::Cursor;

use image::{ImageReader, Limits};
use takeup_model::Pixels;

/// A decoder that wants more memory is given up.
const MOST_MEMORY: u64 = 128 << 20;

/// Decodes a picture and scales it down to at most this width and height, in pixels. `None` if the bytes are not a
/// picture: they come from outside.
pub fn decode(bytes: &[u8], largest: (u32, u32)) -> Option<Pixels> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    let fits = picture.width() <= largest.0 && picture.height() <= largest.1;
    let small = if fits { picture } else { picture.thumbnail(largest.0, largest.1) }.into_rgba8();
    Some(Pixels { width: small.width(), height: small.height(), rgba: small.into_raw() })
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, ImageFormat};

    use super::*;

    #[test]
    fn a_picture_is_made_small_and_what_is_none_is_passed_over() {
        let mut bytes = Vec::new();
        let large = DynamicImage::new_rgb8(1920, 1080);
        large.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        let points = decode(&bytes, (720, 540)).unwrap();
        assert_eq!((points.width, points.height, points.rgba.len()), (720, 405, 720 * 405 * 4));
        bytes.truncate(bytes.len() / 2);
        assert!(decode(&bytes, (720, 540)).is_none());
        assert!(decode(b"<html>", (720, 540)).is_none());
    }
}
