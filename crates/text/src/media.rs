//! What the header of a file says.

use crate::msg::{media as words, terms};
use crate::{numbers, times};
use takeup_model::{FileFacts, Media, MediaKind, Picture, Sound};

/// What a file is, in one word.
pub fn kind(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Video => words::media_kind_video(),
        MediaKind::Audio => words::media_kind_audio(),
        MediaKind::Image => words::media_kind_image(),
        MediaKind::Document => words::media_kind_document(),
        MediaKind::Unknown => words::media_kind_unknown(),
        MediaKind::Other => words::media_kind_other(),
    }
}

/// What the content of a file looks like. The word is the recogniser's, or the name of a format.
pub(crate) fn content(word: &str) -> String {
    match word {
        "archive" => terms::content_archive().to_owned(),
        "data" => terms::content_data().to_owned(),
        "document" => terms::content_document().to_owned(),
        "playlist" => terms::content_playlist().to_owned(),
        "presentation" => terms::content_presentation().to_owned(),
        "program" => terms::content_program().to_owned(),
        "spreadsheet" => terms::content_spreadsheet().to_owned(),
        "subtitles" => terms::content_subtitles().to_owned(),
        "text" => terms::content_text().to_owned(),
        "pdf" => "PDF".to_owned(),
        other => other.to_owned(),
    }
}

/// What a file is, and whether its name alone says so.
pub fn format(file: &FileFacts) -> String {
    if file.is_by_name() {
        words::media_by_name(kind(file.kind))
    } else if file.format.is_empty() {
        kind(file.kind).to_owned()
    } else {
        content(&file.format)
    }
}

/// "1080p", "4K", or "426×240": a picture in as few letters as its readers need.
pub fn picture(picture: Picture) -> String {
    match (picture.width, picture.height) {
        (1280, 720) => "720p".to_owned(),
        (1920, 1080) => "1080p".to_owned(),
        (2560, 1440) => "1440p".to_owned(),
        (3840, 2160) => "4K".to_owned(),
        _ => dimensions(picture),
    }
}

/// "426×240".
pub(crate) fn dimensions(picture: Picture) -> String {
    numbers::dimensions(picture.width, picture.height)
}

/// "1920×1080 · 42:10 · H.264 video · AAC audio": all that was read, and nothing of what was not.
pub fn media(media: &Media) -> Option<String> {
    let audio = match &media.audio {
        Sound::Unknown => None,
        Sound::None => Some(words::media_no_audio().to_owned()),
        Sound::Some(word) => Some(words::media_audio_codec(codec(word))),
    };
    let video = media.video.as_deref().map(|word| words::media_video_codec(codec(word)));
    let facts = [media.picture.map(dimensions), media.length.map(times::clock), video, audio];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    (!facts.is_empty()).then(|| numbers::facts(facts))
}

/// Said of a file that meets all that could be measured.
pub fn nothing_against(kind: MediaKind, media: &Media) -> &'static str {
    let read = match kind {
        MediaKind::Video | MediaKind::Unknown => media.picture.is_some() && media.length.is_some(),
        MediaKind::Audio => media.length.is_some(),
        MediaKind::Image | MediaKind::Document | MediaKind::Other => true,
    };
    if read { words::media_fine() } else { words::media_nothing_found() }
}

/// A codec as it is usually written.
fn codec(word: &str) -> String {
    match word {
        "h264" => "H.264".to_owned(),
        "h263" => "H.263".to_owned(),
        "mpeg4" => "MPEG-4".to_owned(),
        "mpeg1video" => "MPEG-1".to_owned(),
        "mpeg2video" => "MPEG-2".to_owned(),
        "opus" => "Opus".to_owned(),
        "vorbis" => "Vorbis".to_owned(),
        "theora" => "Theora".to_owned(),
        "prores" => "ProRes".to_owned(),
        "encrypted" => terms::media_codec_encrypted().to_owned(),
        "unknown" => terms::media_codec_unknown().to_owned(),
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
            ..Media::default()
        };
        assert_eq!(media(&known).unwrap(), "1920×1080 · 42:10 · H.264 video · No audio track");
        assert_eq!(media(&Media::default()), None);
        assert_eq!(picture(Picture { width: 3840, height: 2160 }), "4K");
        assert_eq!(picture(Picture { width: 1080, height: 1920 }), "1080×1920");
    }
}
