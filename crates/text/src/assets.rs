//! What is known of an asset.

use crate::{numbers, times};
use takeup_model::{AssetDetail, AssetIndexing};

/// Everything that is known of an asset, each with its name.
pub fn asset_facts(detail: &AssetDetail) -> Vec<(String, String)> {
    let asset = &detail.asset;
    let mut facts = Vec::new();
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            facts.push((name.to_owned(), value));
        }
    };
    add("Asset ID", asset.id.0.clone());
    add("File name", asset.filename.clone());
    add("Status", super::asset_status(&asset.status));
    add("Error", asset.error.clone().unwrap_or_default());
    add("Method", super::asset_method(&asset.method));
    add("Type", asset.file_type.clone());
    add("Size", asset.size.map(numbers::bytes).unwrap_or_default());
    let length = asset.duration_secs.filter(|secs| secs.is_finite() && *secs >= 0.0);
    add("Length", length.map(length_of).unwrap_or_default());
    add("Created", asset.created.map(|time| time.to_string()).unwrap_or_default());
    for (name, made) in [("Stream", &detail.hls), ("Thumbnail", &detail.thumbnail)] {
        let said = made.as_ref().map(|made| made.url.clone().unwrap_or_else(|| made.status.clone()));
        add(name, said.unwrap_or_default());
    }
    for place in &detail.places {
        add("In the index", place_of(place));
    }
    for (key, value) in &detail.metadata {
        add(key, super::datum(value));
    }
    for (key, value) in detail.source.iter().chain(&detail.technical) {
        add(key, value.clone());
    }
    facts
}

fn length_of(secs: f64) -> String {
    times::clock(std::time::Duration::from_secs_f64(secs.min(1e12)))
}

fn place_of(place: &AssetIndexing) -> String {
    let status = place.status.as_ref().map(|status| format!(" · {status}")).unwrap_or_default();
    let name = if place.name.is_empty() { &place.index.0 } else { &place.name };
    format!("{name}{status}")
}
