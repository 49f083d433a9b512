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

/// A container, as people and forms call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Container {
    pub(super) name: &'static str,
    /// The media type of what is seen, and of sound alone.
    pub(super) video: &'static str,
    pub(super) audio: &'static str,
}

impl Container {
    const fn new(name: &'static str, video: &'static str, audio: &'static str) -> Self {
        Self { name, video, audio }
    }

    /// The media types of what is seen and of sound alone.
    pub(super) fn types(self) -> [String; 2] {
        [self.video.to_owned(), self.audio.to_owned()]
    }

    /// One whose type does not depend on what is in it.
    pub(super) const fn of_one(name: &'static str, media_type: &'static str) -> Self {
        Self::new(name, media_type, media_type)
    }
}

/// One track of a container.
pub(super) enum Track {
    Video(Option<Picture>, Option<String>),
    /// A picture that does not move, such as a cover.
    Still(Option<Picture>, Option<String>),
    Audio(Option<String>),
}

/// The header of a file, as far as it can be read, and the container it is of.
pub(super) fn read(source: &mut HeaderSource<'_>) -> (Header, Option<Container>) {
    let head = source.some(0, 4096).to_vec();
    let (header, container) = if mp4::is(&head) {
        (mp4::read(source), mp4::container(&head))
    } else if matroska::is(&head) {
        (matroska::read(source), matroska::container(&head))
    } else if riff::is(&head) {
        (riff::read(source), riff::container(&head))
    } else if still::is(&head) {
        let picture = still::read(source, &head);
        let media = Media { picture, ..Media::default() };
        (Header { kind: Some(MediaKind::Image), media }, still::container(&head))
    } else if let Some(shape) = ts::shape(&head) {
        (ts::read(source, shape), Container::of_one("MPEG-TS", "video/mp2t"))
    } else if let Some((header, container)) = sound::read(source, &head) {
        (header, container)
    } else {
        return (Header::default(), None);
    };
    (header, Some(container))
}

/// What tracks make of a file: with a moving picture it is video, with sound alone audio. A cover is neither, unless
/// there is nothing else.
pub(super) fn header(tracks: impl Iterator<Item = Track>) -> Header {
    let (mut kind, mut media) = (None, Media::default());
    let (mut silent, mut most) = (true, 0);
    let tracks: Vec<Track> = tracks.collect();
    let covers = tracks.iter().any(|track| !matches!(track, Track::Still(..)));
    // Beside a film of another codec they are no film, however many pictures they claim to have.
    let film =
        tracks.iter().any(|track| matches!(track, Track::Video(_, codec) if !is_photo(codec.as_ref())));
    for track in tracks {
        match track {
            Track::Still(..) if covers => {}
            Track::Video(_, codec) if film && is_photo(codec.as_ref()) => {}
            Track::Video(picture, codec) | Track::Still(picture, codec) => {
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

/// Whether each picture of a track is a photo.
fn is_photo(codec: Option<&String>) -> bool {
    matches!(
        codec.map(String::as_str),
        Some("bmp" | "gif" | "jpeg" | "mjpeg" | "mpng" | "png" | "tiff" | "webp")
    )
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
