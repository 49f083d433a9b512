//! Every message a person reads, and numbers, sizes and times as people read them.
//!
//! The messages are Fluent files in `assets/locales`, one folder for each language, one file for each noun.
//! The build script makes a function of every message, so a wrong ID or argument does not compile:
//! `files-left` in `uploads.ftl` is `msg::uploads::files_left(3)`. Integers are grouped as the language does it
//! (`1,284`); everything else in [`numbers`] and [`times`] returns finished text that goes in as a string.

mod address;
mod assets;
mod change_requests;
mod code;
mod counts;
mod ends;
mod existing;
mod failures;
mod forecast;
pub mod input;
mod language;
mod limits;
mod media;
mod message;
mod metadata;
mod news;
pub mod numbers;
mod pages;
mod pseudo;
mod receipt;
mod requirements;
mod shell;
pub mod times;
mod upload_status;

pub use address::{address_note, obstacle};
pub use assets::asset_facts;
pub use change_requests::{ask_failure, change, change_request_failure, changed, gone};
pub use code::{SampleLanguage, asset_code, index_code};
pub use counts::{bandwidth, loaded, loaded_of, plural, shown_of, speed};
pub use ends::{common_end, reason, refusal, short_reason};
pub use existing::{IF_EXISTS, duplicate, duplicate_named, use_asset};
pub use failures::{failure, happened, key_failure, trouble};
pub use forecast::forecast;
pub use language::{Language, in_language, language, set_language, system_languages};
pub use limits::{limit, limit_help, method, route};
pub use media::{kind, media, nothing_against, picture};
pub use message::{Number, help};
pub use metadata::{
    datum, flaw, flaw_alone, metadata_line, metadata_next, metadata_of, metadata_table_flaw,
    metadata_table_read, not_read, unknown_name,
};
pub use news::news;
pub use pages::{
    delete_means, delete_question, no_such_index, no_such_store, none_fits, not_changed, saved_text,
    selected, tally, task_sources, used_by, used_by_some,
};
pub use receipt::{
    RECEIPTS_FILE, every_part_verified, not_saved, one_line, parts_verified, receipt_file, receipt_header,
    receipt_line, save_one, saved, sending, size_differs, verified,
};
pub use requirements::{advice, asked, measured, noted, purpose, source, verdict, verdict_title};
pub use shell::{ffmpeg, quoted};
pub use upload_status::UploadStatus;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

use ends::refused;
use failures::sentence;
use limits::limit_use;

use takeup_model::{AssetStatus, IndexingStatus, KeyLocation, Model, PartsAtOnce, Step};

/// How many parts travel at the same time, and how that came about.
pub fn parts_at_once(model: &Model) -> String {
    let parts = |number: usize| plural(number, "part", "parts");
    let traffic = &model.traffic;
    match (model.settings.parts_at_once, traffic.allowance, traffic.concurrency.found()) {
        (PartsAtOnce::Fixed(number), None, _) => parts(number),
        (_, Some(number), _) => format!("{} (the host takes no more)", parts(number)),
        (PartsAtOnce::Automatic, None, Some(number)) => {
            format!("{} (measured: more is no faster)", parts(number))
        }
        (PartsAtOnce::Automatic, None, None) if traffic.flights.is_empty() => "parts automatic".to_owned(),
        (PartsAtOnce::Automatic, None, None) => format!("{} (measuring)", parts(model.concurrency())),
    }
}

/// What a job is about to do or doing.
pub fn step(step: Step) -> &'static str {
    match step {
        Step::Look => "Looking at the file",
        Step::Compare => "Looking whether it is there already",
        Step::Recover => "Looking for what a lost answer created",
        Step::Create => "Starting the upload",
        Step::FetchParts => "Asking which parts have arrived",
        Step::Send => "Uploading",
        Step::Watch => "Processing",
        Step::Follow => "Indexing",
        Step::Submit => "Adding it where it shall go",
        Step::Over => "Done",
    }
}

/// Where the key is kept.
pub fn key_place(place: &KeyLocation) -> String {
    match place {
        KeyLocation::Keyring(name) => format!("key in {name}"),
        KeyLocation::Environment => "key from the environment".to_owned(),
        KeyLocation::ThisRun(_) => "key for this run only".to_owned(),
        KeyLocation::Sandbox => "practice platform".to_owned(),
    }
}

/// Where the key is kept, as a sentence of its own.
pub fn key_kept(place: &KeyLocation) -> String {
    match place {
        KeyLocation::Keyring(name) => format!("Kept in {name}, never in a file"),
        KeyLocation::Environment => "Taken from the environment of this program".to_owned(),
        KeyLocation::ThisRun(reason) => format!("For this run only: {}", reason.trim_end_matches('.')),
        KeyLocation::Sandbox => "The practice platform needs none of yours".to_owned(),
    }
}

/// What was not looked into.
pub fn passed_over(count: usize) -> String {
    format!("{} passed over: not media.", plural(count, "file", "files"))
}

/// Why the browser did not open.
pub fn no_browser(why: &str) -> String {
    format!("{} Copy the address instead.", sentence("The page could not be opened", why))
}

/// Why the folder did not open.
pub fn no_folder(why: &str) -> String {
    sentence("The file could not be shown in its folder", why)
}

/// Why the other platform did not start.
pub fn no_switch(why: &str) -> String {
    sentence("The other platform could not be started, so you are back", why)
}

/// How far an asset has come.
pub fn asset_status(status: &AssetStatus) -> String {
    capitalised(&status.to_string())
}

/// How an asset came, as the platform's word reads on the screen.
pub fn asset_method(word: &str) -> String {
    if word.eq_ignore_ascii_case("url") { "URL".to_owned() } else { capitalised(word) }
}

/// The two ends of an ID: "6391c8a6…5aba".
pub fn short_id(id: &str) -> String {
    let letters = id.chars().count();
    if letters <= 14 || !id.is_ascii() {
        return id.to_owned();
    }
    format!("{}…{}", id.get(..8).unwrap_or(id), id.get(letters - 4..).unwrap_or_default())
}

/// How far something has come on its way into an index.
pub fn indexing_status(status: &IndexingStatus) -> String {
    capitalised(&status.to_string())
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
        if options.is_empty() { name } else { format!("{} · {}", name.trim(), options.join(", ")) }
    };
    models.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_and_ids_are_short() {
        let options = vec!["visual".to_owned(), "audio".to_owned()];
        assert_eq!(models(&[("marengo3.0".to_owned(), options)]), "Marengo 3.0 · visual, audio");
        assert_eq!(short_id("6391c8a669ff3402ec515aba"), "6391c8a6…5aba");
        assert_eq!(short_id("t1"), "t1");
    }
}
