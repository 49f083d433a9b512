//! The copy of a file as JSON and back.

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use takeup_model::{Cut, FileCopy, FileFacts, MadeCopy, Media, MediaKind, Picture, Recipe, Sound};

use super::OpenError;
use super::jobs::{kept_sound, millis};
use super::row::{must, parsed};

#[derive(Serialize, Deserialize)]
struct CopyRow {
    recipe: String,
    name: String,
    made: Option<MadeRow>,
}

#[derive(Serialize, Deserialize)]
struct MadeRow {
    tool: String,
    original: Option<String>,
    size: u64,
    modified: Option<String>,
    fingerprint: String,
    media_kind: String,
    format: String,
    media_type: String,
    width: Option<u32>,
    height: Option<u32>,
    millis: Option<u64>,
    video: Option<String>,
    // Empty for a copy without sound.
    audio: Option<String>,
}

/// The text that is kept of a copy.
pub(super) fn written(copy: &FileCopy) -> String {
    let made = copy.made.as_ref().map(|made| {
        let (file, media) = (&made.file, &made.file.media);
        MadeRow {
            tool: made.tool.clone(),
            original: made.original.clone(),
            size: file.size,
            modified: file.modified.map(|time| time.to_string()),
            fingerprint: file.fingerprint.clone(),
            media_kind: file.kind.word().to_owned(),
            format: file.format.clone(),
            media_type: file.media_type.clone(),
            width: media.picture.map(|picture| picture.width),
            height: media.picture.map(|picture| picture.height),
            millis: media.length.map(millis),
            video: media.video.clone(),
            audio: kept_sound(&media.audio),
        }
    });
    let row = CopyRow { recipe: copy.recipe.to_string(), name: copy.name.clone(), made };
    // Texts and numbers cannot fail to be written.
    serde_json::to_string(&row).unwrap_or_default()
}

/// Reads what [`written`] wrote.
pub(super) fn read(text: &str) -> Result<FileCopy, OpenError> {
    let row: CopyRow = serde_json::from_str(text).map_err(|error| OpenError::Damaged(error.to_string()))?;
    let made = row.made.map(|made| {
        let picture = made.width.zip(made.height).and_then(|(width, height)| Picture::new(width, height));
        let media = Media {
            picture,
            length: made.millis.map(Duration::from_millis),
            video: made.video,
            audio: match made.audio {
                None => Sound::Unknown,
                Some(codec) if codec.is_empty() => Sound::None,
                Some(codec) => Sound::Some(codec),
            },
            // Every look finds that out again.
            cut: Cut::No,
        };
        let file = FileFacts {
            size: made.size,
            modified: parsed(made.modified),
            fingerprint: made.fingerprint,
            // It holds as long as a disk stays where it is, and no longer.
            identity: None,
            kind: must(Some(&made.media_kind), MediaKind::parse)?,
            format: made.format,
            media_type: made.media_type,
            media,
        };
        Ok::<_, OpenError>(Arc::new(MadeCopy { file, tool: made.tool, original: made.original }))
    });
    // A recipe that does not read is one of a newer version.
    let recipe = Recipe::parse(&row.recipe).ok_or(OpenError::Newer)?;
    Ok(FileCopy { recipe, name: row.name, made: made.transpose()? })
}
