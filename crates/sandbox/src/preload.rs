//! What an account has gathered over the years, for those who want to see how many things behave.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Map, json};

use super::body::Hashes;
use super::film::Film;
use super::state::{Asset, Index, PlatformState, Task, presumed};

/// Between one and the next.
const APART: Duration = Duration::from_mins(7);

impl PlatformState {
    /// Puts in assets, and classic tasks of one index, all of them over for long. Every fiftieth has failed.
    pub(super) fn preloaded(&mut self, (assets, tasks): (usize, usize), now: Timestamp) {
        for number in 0..assets {
            let created = ago(now, assets - number);
            let id = self.id(created);
            self.assets.insert(id, asset(number, created));
        }
        if tasks == 0 {
            return;
        }
        let since = ago(now, tasks + 1);
        let index_id = self.id(since);
        let models = json!([{ "model_name": "marengo3.0", "model_options": ["visual", "audio"] }]);
        let name = "Stocked index".to_owned();
        let index = Index { name, models, addons: json!([]), created: since, updated: since };
        self.indexes.insert(index_id.clone(), index);
        for number in 0..tasks {
            let created = ago(now, tasks - number);
            let (id, video_id) = (self.id(created), self.id(created));
            let task = Task {
                index_id: index_id.clone(),
                video_id,
                filename: format!("take-{number:05}.mp4"),
                size: size(number),
                film: Some(film(number)),
                hashes: Hashes::default(),
                created,
                stream: true,
                flaw: flaw(number),
                user_metadata: Map::new(),
            };
            // The assets of so old tasks are deleted; what they left in the index is not.
            let asset_id = self.id(created);
            self.indexed.insert(task.video_id.clone(), task.video(asset_id, Duration::ZERO));
            self.tasks.insert(id, task);
        }
    }
}

fn ago(now: Timestamp, steps: usize) -> Timestamp {
    let steps = u32::try_from(steps).unwrap_or(u32::MAX);
    now.checked_sub(APART.saturating_mul(steps)).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn film(number: usize) -> Film {
    Film { seconds: presumed(size(number)), picture: Some((1920, 1080)) }
}

fn size(number: usize) -> u64 {
    20_000_000 + number as u64 * 1_009
}

fn asset(number: usize, created: Timestamp) -> Asset {
    Asset {
        method: "direct",
        filename: format!("clip-{number:05}.mp4"),
        created,
        arrived: Some(created),
        size: Some(size(number)),
        film: Some(film(number)),
        hashes: Arc::new(OnceLock::from(Hashes::default())),
        hls: true,
        thumbnail: true,
        user_metadata: Map::new(),
        flaw: flaw(number),
        source: None,
        of_task: false,
    }
}

fn flaw(number: usize) -> Option<String> {
    (number % 50 == 49).then(|| "The video stream could not be decoded.".to_owned())
}
