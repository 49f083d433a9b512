//! An asset whole.

use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::{Map, Value};

use super::{FINGERPRINT, MARK, WireAsset, lenient};
use takeup_model::{AssetDetail, AssetIndexing, Derived, MetadataValue};

#[derive(Debug)]
pub(crate) struct WireDetail {
    asset: WireAsset,
    more: DetailExtras,
}

/// What is of no use to a row.
#[derive(Debug, Deserialize)]
struct DetailExtras {
    #[serde(default, deserialize_with = "lenient")]
    hls: Option<WireDerived>,
    #[serde(default, deserialize_with = "lenient")]
    thumbnail: Option<WireDerived>,
    #[serde(default, deserialize_with = "lenient")]
    source: Option<Map<String, Value>>,
    #[serde(default, deserialize_with = "lenient")]
    technical_metadata: Option<Map<String, Value>>,
}

impl<'de> Deserialize<'de> for WireDetail {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(from)?;
        let asset = WireAsset::deserialize(&value).map_err(D::Error::custom)?;
        Ok(Self { asset, more: DetailExtras::deserialize(&value).map_err(D::Error::custom)? })
    }
}

#[derive(Debug, Deserialize)]
struct WireDerived {
    #[serde(default, deserialize_with = "lenient", alias = "representative_url")]
    manifest_url: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    status: Option<String>,
}

impl From<WireDerived> for Derived {
    fn from(wire: WireDerived) -> Self {
        Self { url: wire.manifest_url, status: wire.status.unwrap_or_default() }
    }
}

impl WireDetail {
    pub(crate) fn with(mut self, places: Vec<AssetIndexing>) -> AssetDetail {
        let (mut technical, mut source) = (Vec::new(), Vec::new());
        flatten("", self.more.technical_metadata.unwrap_or_default(), &mut technical);
        flatten("", self.more.source.unwrap_or_default(), &mut source);
        let said = self.asset.user_metadata.take().unwrap_or_default();
        // What this program tells the platform for itself is nothing that a person said.
        let ours = |key: &str| key == MARK || key == FINGERPRINT;
        let said = said.into_iter().filter(|(key, _)| !ours(key));
        AssetDetail {
            metadata: said.map(|(key, value)| (key, datum(value))).collect(),
            asset: self.asset.into(),
            technical,
            hls: self.more.hls.map(Derived::from),
            thumbnail: self.more.thumbnail.map(Derived::from),
            source,
            places,
            transcription: None,
        }
    }
}

/// No asset has more to tell of itself.
const MOST_FACTS: usize = 1_000;

/// Nested members get the names of those around them; members of a list get a number.
fn flatten(around: &str, members: Map<String, Value>, out: &mut Vec<(String, String)>) {
    for (key, value) in members {
        let name = if around.is_empty() { key } else { format!("{around}.{key}") };
        flatten_value(name, value, out);
    }
}

fn flatten_value(name: String, value: Value, out: &mut Vec<(String, String)>) {
    match value {
        _ if out.len() >= MOST_FACTS => {}
        Value::Null => {}
        Value::Object(inner) => flatten(&name, inner, out),
        Value::Array(items) => {
            for (number, item) in (1..).zip(items) {
                flatten_value(format!("{name}.{number}"), item, out);
            }
        }
        Value::String(text) => out.push((name, text)),
        plain @ (Value::Bool(_) | Value::Number(_)) => out.push((name, plain.to_string())),
    }
}

fn datum(value: Value) -> MetadataValue {
    match value {
        Value::String(text) => MetadataValue::Text(text),
        Value::Number(number) => MetadataValue::Number(number),
        Value::Bool(flag) => MetadataValue::Flag(flag),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            MetadataValue::Texts(items.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        }
        other @ (Value::Null | Value::Array(_) | Value::Object(_)) => MetadataValue::Other(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_told_of_an_asset_is_kept_by_name() {
        let text = r#"{"_id":"a","status":"ready","filename":"clip.mp4",
            "technical_metadata":{"video_width":1920,"video_height":1080,"has_audio":true,
                "video_streams":[{"codec":"h264","fps":25.0}],"nothing":null},
            "user_metadata":{"takeup_upload":"n","takeup_fingerprint":"f","race":7,"tags":["a","b"]},
            "hls":{"status":"ready","manifest_url":"https://s/m"},"thumbnail":{"status":"pending"},
            "source":{"type":"connector","details":{"provider":"google_drive"}}}"#;
        let detail = serde_json::from_str::<WireDetail>(text).unwrap().with(Vec::new());
        assert_eq!(detail.asset.picture, Some((1920, 1080)));
        let told: Vec<String> =
            detail.technical.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let mut sorted = told.clone();
        sorted.sort();
        let streams = ["video_streams.1.codec=h264", "video_streams.1.fps=25.0"];
        assert_eq!(
            sorted,
            ["has_audio=true", "video_height=1080", streams[0], streams[1], "video_width=1920"]
        );
        let tags = MetadataValue::Texts(vec!["a".to_owned(), "b".to_owned()]);
        let said = vec![("race".to_owned(), MetadataValue::Number(7.into())), ("tags".to_owned(), tags)];
        assert_eq!(detail.metadata, said);
        assert_eq!(detail.hls.unwrap().url.as_deref(), Some("https://s/m"));
        assert_eq!(detail.thumbnail.unwrap().status, "pending");
        assert_eq!(detail.source.len(), 2);
    }
}
