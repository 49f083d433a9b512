//! What puts a file right that is out of range.

use std::time::Duration;

use crate::rules::requirements::{AllowedRange, RequirementKind, Verdict};
use crate::{FileFacts, MediaKind, Picture};

/// What puts a file right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Make the picture this large.
    Scale(Picture),
    /// Put the picture into a frame of this size.
    Frame(Picture),
    /// Let the last picture stand for so long.
    Lengthen(Duration),
    /// Cut it into pieces of so many seconds.
    Split(u32),
    /// Add a silent audio track.
    AddSilence,
    /// Make it a FLAC.
    ToFlac,
    /// Put its tracks into an MP4 as they are.
    ToMp4,
    /// Make it an MP4 with H.264 in it.
    ToH264,
}

/// Puts right what every source objects to, and what only some do.
pub(super) fn fix(verdict: &Verdict, file: &FileFacts) -> Option<Fix> {
    let ranges = || verdict.against.iter().map(|row| row.range);
    let picture = file.media.picture;
    match verdict.demand {
        RequirementKind::Shortest => {
            let least = ranges().filter_map(|range| {
                if let AllowedRange::PlaysAtLeast(secs) = range { Some(secs) } else { None }
            });
            let lacking = Duration::from_secs(least.max()?.into()).saturating_sub(file.media.length?);
            (file.kind == MediaKind::Video).then_some(Fix::Lengthen(lacking))
        }
        RequirementKind::Longest => {
            let most = ranges().filter_map(|range| {
                if let AllowedRange::PlaysAtMost(secs) = range { Some(secs) } else { None }
            });
            most.min().map(Fix::Split)
        }
        RequirementKind::SmallestPicture => {
            let least = ranges().filter_map(|range| {
                if let AllowedRange::ShortSideAtLeast(side) = range { Some(side) } else { None }
            });
            let (picture, least) = (picture?, least.max()?);
            Some(Fix::Scale(scaled(picture, least, picture.short(), true)?))
        }
        RequirementKind::LargestPicture => {
            let sides = ranges().filter_map(|range| {
                if let AllowedRange::SidesAtMost(long, short) = range { Some((long, short)) } else { None }
            });
            let ((long, short), picture) = (sides.min()?, picture?);
            let by_long = scaled(picture, long, picture.long(), false)?;
            let by_short = scaled(picture, short, picture.short(), false)?;
            Some(Fix::Scale(if by_long.pixels() < by_short.pixels() { by_long } else { by_short }))
        }
        RequirementKind::AspectRatio => {
            let most = ranges().filter_map(|range| {
                if let AllowedRange::RatioAtMost(long, short) = range { Some((long, short)) } else { None }
            });
            let (long, short) = most.min_by(|a, b| (a.0 * b.1).cmp(&(b.0 * a.1)))?;
            let picture = picture?;
            let side = u32::try_from(u64::from(picture.long()) * u64::from(short) / u64::from(long)).ok()?;
            let (side, other) = (even(side.saturating_add(1)), even(picture.long()));
            let wide = picture.width > picture.height;
            Some(Fix::Frame(if wide { Picture::new(other, side)? } else { Picture::new(side, other)? }))
        }
        RequirementKind::AudioTrack => Some(Fix::AddSilence),
        RequirementKind::Format => {
            // What takes no sound at all takes no FLAC either.
            let by_format = ranges().all(|range| matches!(range, AllowedRange::FormatAmong(_)));
            match file.kind {
                _ if !by_format => None,
                MediaKind::Audio => Some(Fix::ToFlac),
                MediaKind::Video if file.media.fits_mp4() => Some(Fix::ToMp4),
                MediaKind::Video => Some(Fix::ToH264),
                MediaKind::Image | MediaKind::Document | MediaKind::Unknown | MediaKind::Other => None,
            }
        }
        RequirementKind::Size | RequirementKind::Encryption | RequirementKind::Whole => None,
    }
}

/// A picture grown or shrunk until a side that is `is` long is `wanted` long. Encoders want even sides.
fn scaled(picture: Picture, wanted: u32, is: u32, grow: bool) -> Option<Picture> {
    let side = |side: u32| {
        let exact = u64::from(side) * u64::from(wanted);
        let whole = if grow { exact.div_ceil(is.into()) } else { exact / u64::from(is) };
        let whole = u32::try_from(whole).ok()?;
        Some(if grow { even(whole) } else { whole & !1 })
    };
    Picture::new(side(picture.width)?, side(picture.height)?)
}

fn even(side: u32) -> u32 {
    side.saturating_add(side & 1)
}
