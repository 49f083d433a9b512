//! The small picture that the platform has made of an asset.

use std::io::Cursor;
use std::sync::Arc;

use image::{ImageReader, Limits};

use takeup_api as api;
use takeup_model::{AccountId, Failure, OpenDetail, Pixels};

use super::super::event::Reply;
use super::{WorkInput, blocking, bug};

/// It is not shown larger than this.
const LARGEST: (u32, u32) = (720, 540);
/// What is larger on its way, or opened, is not what was asked for.
const MOST_BYTES: usize = 8 << 20;
const MOST_MEMORY: u64 = 128 << 20;

/// Loads the picture of the asset that somebody looks at. What cannot be shown is missed by nobody.
pub(super) async fn load(task: &WorkInput, account: &AccountId) -> Result<Reply, Failure> {
    let account = task.model.accounts.get(account).ok_or_else(|| bug("account-gone"))?;
    let (_, url) =
        account.opened.as_ref().and_then(OpenDetail::still_due).ok_or_else(|| bug("no-picture-due"))?;
    let Some(bytes) = api::fetch(url, account.is_here(), MOST_BYTES).await else {
        return Ok(Reply::Pictured(None));
    };
    Ok(Reply::Pictured(blocking(move || open(bytes)).await?.map(Arc::new)))
}

fn open(bytes: Vec<u8>) -> Option<Pixels> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let picture = reader.decode().ok()?;
    let fits = picture.width() <= LARGEST.0 && picture.height() <= LARGEST.1;
    let small = if fits { picture } else { picture.thumbnail(LARGEST.0, LARGEST.1) }.into_rgba8();
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
        let points = open(bytes.clone()).unwrap();
        assert_eq!((points.width, points.height, points.rgba.len()), (720, 405, 720 * 405 * 4));
        bytes.truncate(bytes.len() / 2);
        assert!(open(bytes).is_none());
        assert!(open(b"<html>".to_vec()).is_none());
    }
}
