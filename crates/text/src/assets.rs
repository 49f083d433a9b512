//! What is on the platform.

use std::time::Duration;

use crate::language::language;
use crate::limits::method;
use crate::metadata::datum;
use crate::msg::{assets, connections, indexes, lists, sessions, tasks};
use crate::{numbers, times};
use takeup_model::{
    AssetDetail, AssetIndexing, AssetStatus, ConnectionStatus, ConsentWords, IndexingStatus, Method,
    SessionStatus, Transcription,
};

/// How far an asset has come.
pub fn asset_status(status: &AssetStatus) -> String {
    match status {
        AssetStatus::Processing => assets::asset_status_processing().to_owned(),
        AssetStatus::Ready => assets::asset_status_ready().to_owned(),
        AssetStatus::Failed => assets::asset_status_failed().to_owned(),
        AssetStatus::Other(word) => capitalised(word),
    }
}

/// How far a picture or a stream of an asset has come, from the platform's word.
pub fn derived_status(word: &str) -> String {
    match word.to_ascii_lowercase().as_str() {
        "pending" | "queued" => assets::asset_status_pending().to_owned(),
        "processing" => assets::asset_status_processing().to_owned(),
        "ready" => assets::asset_status_ready().to_owned(),
        "failed" => assets::asset_status_failed().to_owned(),
        _ => capitalised(word),
    }
}

/// Why a transcription cannot be read yet, or ever.
pub fn transcription_status(said: &Transcription) -> String {
    match (&said.status, &said.error) {
        (AssetStatus::Failed, Some(why)) => assets::asset_transcription_failed_reason(why),
        (AssetStatus::Failed, None) => assets::asset_transcription_failed().to_owned(),
        _ => assets::asset_transcription_unfinished().to_owned(),
    }
}

/// How far a multipart session has come.
pub fn session_status(status: &SessionStatus) -> String {
    match status {
        SessionStatus::Active => sessions::session_status_active().to_owned(),
        SessionStatus::Completed => sessions::session_status_completed().to_owned(),
        SessionStatus::Expired => sessions::session_status_expired().to_owned(),
        SessionStatus::Failed => sessions::session_status_failed().to_owned(),
        SessionStatus::Other(word) => capitalised(word),
    }
}

/// Whether a connection can be used.
pub fn connection_status(status: &ConnectionStatus) -> String {
    match status {
        ConnectionStatus::Active => connections::connection_status_active().to_owned(),
        ConnectionStatus::Expired => connections::connection_status_expired().to_owned(),
        ConnectionStatus::Revoked => connections::connection_status_revoked().to_owned(),
        ConnectionStatus::Other(word) => capitalised(word),
    }
}

/// What the browser says in the language of today, once a person has answered there.
pub fn consent_words() -> ConsentWords {
    ConsentWords {
        language: language().code().to_owned(),
        connected: connections::connection_page_connected().to_owned(),
        refused: connections::connection_page_refused().to_owned(),
        unknown: connections::connection_page_unknown().to_owned(),
    }
}

/// How far something has come on its way into an index.
pub fn indexing_status(status: &IndexingStatus) -> String {
    let word = match status {
        IndexingStatus::Uploading => tasks::indexing_status_uploading(),
        IndexingStatus::Validating => tasks::indexing_status_validating(),
        IndexingStatus::Pending => tasks::indexing_status_pending(),
        IndexingStatus::Queued => tasks::indexing_status_queued(),
        IndexingStatus::Indexing => tasks::indexing_status_indexing(),
        IndexingStatus::Ready => tasks::indexing_status_ready(),
        IndexingStatus::Failed => tasks::indexing_status_failed(),
        IndexingStatus::Other(word) => return capitalised(word),
    };
    word.to_owned()
}

/// How an asset was sent. A word that is not known is the platform's.
pub fn asset_method(word: &str) -> String {
    let known = match word.to_lowercase().as_str() {
        "connector" => Some(Method::Import),
        word => Method::parse(word),
    };
    known.map_or_else(|| capitalised(word), |known| method(known).to_owned())
}

/// The two ends of an ID: "6391c8a6…5aba".
pub fn short_id(id: &str) -> String {
    let letters = id.chars().count();
    if letters <= 14 || !id.is_ascii() {
        return id.to_owned();
    }
    format!("{}…{}", id.get(..8).unwrap_or(id), id.get(letters - 4..).unwrap_or_default())
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// "Marengo 3.0 · visual, audio": the models of an index with their options.
pub fn models(models: &[(String, Vec<String>)]) -> String {
    let one = |(name, options): &(String, Vec<String>)| {
        let letters = name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len());
        let (family, version) = name.split_at(letters);
        let name = format!("{} {version}", capitalised(family.trim_end_matches(['-', ' '])));
        let option = |word: &String| match word.as_str() {
            "visual" => indexes::index_model_visual().to_owned(),
            "audio" => indexes::index_model_audio().to_owned(),
            _ => word.clone(),
        };
        let options: Vec<String> = options.iter().map(option).collect();
        if options.is_empty() { name } else { numbers::facts([name.trim(), &numbers::commas(&options)]) }
    };
    numbers::apart(models.iter().map(one))
}

/// How many there are: "1,284", or "3 of 50 loaded" where only some are shown.
pub fn shown_of(shown: usize, loaded: usize, total: Option<u64>) -> Option<String> {
    if shown == loaded { total.map(numbers::count) } else { Some(lists::list_loaded_of(shown, loaded)) }
}

/// How many are ready, on their way, and failed: "32 ready · 5 processing · 1 failed".
pub fn tally(ready: usize, under_way: usize, failed: usize) -> String {
    let some = |count: usize| Some(count).filter(|count| *count > 0);
    let facts = [
        some(ready).map(lists::list_ready),
        some(under_way).map(lists::list_processing),
        some(failed).map(lists::list_failed),
    ];
    numbers::facts(facts.into_iter().flatten())
}

/// Everything that is known of an asset, each with its name.
pub fn asset_facts(detail: &AssetDetail) -> Vec<(String, String)> {
    let asset = &detail.asset;
    let mut facts = Vec::new();
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            facts.push((name.to_owned(), value));
        }
    };
    add(assets::asset_fact_id(), asset.id.0.clone());
    add(assets::asset_fact_filename(), asset.filename.clone());
    add(assets::asset_fact_status(), asset_status(&asset.status));
    add(assets::asset_fact_error(), asset.error.clone().unwrap_or_default());
    add(assets::asset_fact_method(), asset_method(&asset.method));
    add(assets::asset_fact_type(), asset.file_type.clone());
    add(assets::asset_fact_size(), asset.size.map(numbers::bytes).unwrap_or_default());
    let length = asset.duration_secs.filter(|secs| secs.is_finite() && *secs >= 0.0);
    add(assets::asset_fact_duration(), length.map(length_of).unwrap_or_default());
    add(assets::asset_fact_created(), asset.created.map(|time| time.to_string()).unwrap_or_default());
    for (name, made) in
        [(assets::asset_fact_stream(), &detail.hls), (assets::asset_fact_thumbnail(), &detail.thumbnail)]
    {
        let said = made.as_ref().map(|made| made.url.clone().unwrap_or_else(|| derived_status(&made.status)));
        add(name, said.unwrap_or_default());
    }
    for place in &detail.places {
        add(assets::asset_fact_index(), place_of(place));
    }
    for (key, value) in &detail.metadata {
        add(key, datum(value));
    }
    for (key, value) in detail.source.iter().chain(&detail.technical) {
        add(key, value.clone());
    }
    facts
}

fn length_of(secs: f64) -> String {
    times::clock(Duration::from_secs_f64(secs.min(1e12)))
}

fn place_of(place: &AssetIndexing) -> String {
    let name = if place.name.is_empty() { &place.index.0 } else { &place.name };
    let status = place.status.as_ref().map(indexing_status);
    numbers::facts([Some(name.clone()), status].into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, in_language};

    #[test]
    fn models_and_ids_are_short() {
        let options = vec!["visual".to_owned(), "audio".to_owned()];
        assert_eq!(models(&[("marengo3.0".to_owned(), options)]), "Marengo 3.0 · visual, audio");
        let options = vec!["visual".to_owned(), "touch".to_owned()];
        let korean = in_language(Language::Ko, || models(&[("marengo3.0".to_owned(), options)]));
        assert_eq!(korean, "Marengo 3.0 · 영상, touch");
        let told = ["ready", "pending", "dreaming"].map(derived_status);
        assert_eq!(told, ["Ready", "Pending", "Dreaming"]);
        assert_eq!(short_id("6391c8a669ff3402ec515aba"), "6391c8a6…5aba");
        assert_eq!(short_id("t1"), "t1");
    }

    #[test]
    fn methods_and_lists_are_in_the_language_of_the_person() {
        let models = || models(&[("a1".into(), vec!["x".into(), "y".into()]), ("b2".into(), vec![])]);
        let told = || (asset_method("multipart"), asset_method("Direct"), asset_method("url"), models());
        assert_eq!(
            told(),
            ("Multipart".into(), "Direct".into(), "Public URL".into(), "A 1 · x, y; B 2".into())
        );
        let japanese = in_language(Language::Ja, told);
        assert_eq!(
            japanese,
            ("マルチパート".into(), "直接".into(), "公開URL".into(), "A 1 · x、y／B 2".into())
        );
        assert_eq!(in_language(Language::Ko, || asset_method("direct")), "직접 업로드");
        assert_eq!(asset_method("carrier"), "Carrier", "what nobody knows is the platform's word");
    }

    #[test]
    fn counts_leave_out_what_there_is_none_of() {
        assert_eq!(tally(32, 5, 1), "32 ready · 5 processing · 1 failed");
        assert_eq!(tally(3, 0, 0), "3 ready");
        assert_eq!(shown_of(3, 50, Some(1_284)).as_deref(), Some("3 of 50 loaded"));
        assert_eq!(shown_of(50, 50, Some(1_284)).as_deref(), Some("1,284"));
    }
}
