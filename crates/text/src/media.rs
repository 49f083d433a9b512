//! What the header of a file says.

use crate::times;
use takeup_model::{Media, MediaKind, Picture, Sound};

/// What a file is, in one word.
pub fn kind(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Video => "video",
        MediaKind::Audio => "audio",
        MediaKind::Image => "image",
        MediaKind::Document => "document",
        MediaKind::Unknown => "unknown",
        MediaKind::Other => "other",
    }
}

/// "1080p", "4K", or "426×240": a picture in as few letters as its readers need.
pub fn picture(picture: Picture) -> String {
    match (picture.width, picture.height) {
        (1280, 720) => "720p".to_owned(),
        (1920, 1080) => "1080p".to_owned(),
        (2560, 1440) => "1440p".to_owned(),
        (3840, 2160) => "4K".to_owned(),
        _ => points(picture),
    }
}

/// "426×240".
pub(super) fn points(picture: Picture) -> String {
    format!("{}×{}", picture.width, picture.height)
}

/// "1920×1080 · 42:10 · H.264 · AAC": all that was read, and nothing of what was not.
pub fn media(media: &Media) -> Option<String> {
    let sound = match &media.audio {
        Sound::Unknown => None,
        Sound::None => Some("no audio track".to_owned()),
        Sound::Some(word) => Some(format!("{} sound", codec(word))),
    };
    let video = media.video.as_deref().map(|word| format!("{} video", codec(word)));
    let said = [media.picture.map(points), media.length.map(times::clock), video, sound];
    let said: Vec<String> = said.into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" · "))
}

/// Said of a file that meets all that could be measured.
pub fn nothing_against(kind: MediaKind, media: &Media) -> &'static str {
    let read = match kind {
        MediaKind::Video | MediaKind::Unknown => media.picture.is_some() && media.length.is_some(),
        MediaKind::Audio => media.length.is_some(),
        MediaKind::Image | MediaKind::Document | MediaKind::Other => true,
    };
    if read { "fine" } else { "nothing against it, as far as it could be read" }
}

/// A codec as its people write it.
fn codec(word: &str) -> String {
    match word {
        "h264" => "H.264".to_owned(),
        "h263" => "H.263".to_owned(),
        "mpeg4" => "MPEG-4".to_owned(),
        "mpeg1video" => "MPEG-1".to_owned(),
        "mpeg2video" => "MPEG-2".to_owned(),
        "opus" | "vorbis" | "theora" => {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        }
        "prores" => "ProRes".to_owned(),
        "unknown" => "unknown".to_owned(),
        other => other.to_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_was_read_is_said_and_what_was_not_is_left_out() {
        let known = Media {
            picture: Picture::new(1920, 1080),
            length: Some(Duration::from_secs(2530)),
            video: Some("h264".to_owned()),
            audio: Sound::None,
        };
        assert_eq!(media(&known).unwrap(), "1920×1080 · 42:10 · H.264 video · no audio track");
        assert_eq!(media(&Media::default()), None);
        assert_eq!(picture(Picture { width: 3840, height: 2160 }), "4K");
        assert_eq!(picture(Picture { width: 1080, height: 1920 }), "1080×1920");
    }
}
