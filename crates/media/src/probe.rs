//! What the header of a file says, whatever its name: one small reader for each container.

use std::time::Duration;

use super::source::HeaderSource;
use super::{matroska, mp4, riff, sound, still, ts};
use takeup_model::{Media, MediaKind, Picture, Sound};

/// What a header tells.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Header {
    /// What the file is, if that is certain.
    pub(super) kind: Option<MediaKind>,
    /// The particulars.
    pub(super) media: Media,
}

/// One track of a container.
pub(super) enum Track {
    Video(Option<Picture>, Option<String>),
    Audio(Option<String>),
}

/// The header of a file, as far as it can be read.
pub(super) fn read(source: &mut HeaderSource<'_>) -> Header {
    let head = source.some(0, 4096).to_vec();
    if mp4::is(&head) {
        mp4::read(source)
    } else if matroska::is(&head) {
        matroska::read(source)
    } else if riff::is(&head) {
        riff::read(source)
    } else if still::is(&head) {
        let picture = still::read(source, &head);
        Header { kind: Some(MediaKind::Image), media: Media { picture, ..Media::default() } }
    } else if let Some(shape) = ts::shape(&head) {
        ts::read(source, shape)
    } else {
        sound::read(source, &head).unwrap_or_default()
    }
}

/// What tracks make of a file: with a moving picture it is video, with sound alone audio.
pub(super) fn header(tracks: impl Iterator<Item = Track>) -> Header {
    let (mut kind, mut media) = (None, Media::default());
    let (mut silent, mut most) = (true, 0);
    for track in tracks {
        match track {
            Track::Video(picture, codec) => {
                let pixels = picture.map_or(0, Picture::pixels);
                if kind != Some(MediaKind::Video) || pixels > most {
                    (media.picture, media.video) = (picture, codec);
                    most = pixels;
                }
                kind = Some(MediaKind::Video);
            }
            Track::Audio(codec) => {
                kind = kind.or(Some(MediaKind::Audio));
                if silent {
                    media.audio = Sound::Some(codec.unwrap_or_else(|| "unknown".to_owned()));
                }
                silent = false;
            }
        }
    }
    if silent && kind.is_some() {
        media.audio = Sound::None;
    }
    Header { kind, media }
}

/// A sound of this length in this codec.
pub(super) fn sound_alone(codec: &str, length: Option<Duration>) -> Header {
    let media = Media { length, audio: Sound::Some(codec.to_owned()), ..Media::default() };
    Header { kind: Some(MediaKind::Audio), media }
}

/// Nothing that is played is longer: a header that says otherwise is wrong.
const LONGEST: f64 = 10_000.0 * 3600.0;

/// A time in seconds, if it can be one.
pub(super) fn seconds(secs: f64) -> Option<Duration> {
    (secs > 0.0 && secs < LONGEST).then(|| Duration::from_secs_f64(secs))
}

/// A time in units of which so many make a second.
#[expect(clippy::cast_precision_loss, reason = "a microsecond more or less changes nothing")]
pub(super) fn from_units(units: u64, a_second: u32) -> Option<Duration> {
    seconds(units as f64 / f64::from(a_second))
}
