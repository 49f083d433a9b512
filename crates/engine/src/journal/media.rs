//! What the header of a file says, as columns and back.

use std::time::Duration;

use rusqlite::Row;

use takeup_model::{Media, Picture, Sound};

/// A length as it is kept.
pub(super) fn millis(length: Duration) -> i64 {
    i64::try_from(length.as_millis()).unwrap_or(i64::MAX)
}

/// Nothing where nobody knows, an empty text for a file without sound, and the codec otherwise.
pub(super) fn sound_word(sound: &Sound) -> Option<&str> {
    match sound {
        Sound::Unknown => None,
        Sound::None => Some(""),
        Sound::Some(codec) => Some(codec),
    }
}

/// Reads the columns.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Media> {
    let (width, height): (Option<u32>, Option<u32>) = (row.get("width")?, row.get("height")?);
    let millis: Option<u64> = row.get("millis")?;
    Ok(Media {
        picture: width.zip(height).and_then(|(width, height)| Picture::new(width, height)),
        length: millis.map(Duration::from_millis),
        video: row.get("video")?,
        audio: match row.get::<_, Option<String>>("audio")? {
            None => Sound::Unknown,
            Some(word) if word.is_empty() => Sound::None,
            Some(word) => Sound::Some(word),
        },
    })
}
