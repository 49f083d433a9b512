//! Every message a person reads, and numbers, sizes and times as people read them.
//!
//! The messages are Fluent files in `assets/locales`, one folder for each language, one file for each noun.
//! The build script makes a function of every message, so a wrong ID or argument does not compile:
//! `files-left` in `uploads.ftl` is `msg::uploads::files_left(3)`. Integers are grouped as the language does it
//! (`1,284`); everything else in [`numbers`] and [`times`] returns finished text that goes in as a string.
//! The functions here choose the message for a value of the model.

mod accounts;
mod address;
mod assets;
mod change_requests;
mod checkup;
mod code;
mod events;
mod existing;
mod failures;
mod forecast;
pub mod input;
mod language;
mod limits;
mod media;
mod message;
mod metadata;
mod network;
mod news;
pub mod numbers;
mod pseudo;
mod reasons;
mod receipt;
mod refusals;
mod report;
mod requirements;
mod shell;
pub mod times;
mod uploads;
mod watched;

pub use accounts::{account_name, key_kept, key_place, named_account};
pub use address::{address_notes, obstacle};
pub use assets::{
    asset_facts, asset_method, asset_status, connection_status, consent_words, derived_status,
    indexing_status, models, session_status, short_id, shown_of, tally, transcription_status,
};
pub use change_requests::{
    ask_failure, change, change_request_failure, changed, delete_means, delete_question, gone, not_changed,
    removed,
};
pub use checkup::{check, check_line, checkup_result, finding};
pub use code::{SampleLanguage, asset_code, index_code};
pub use events::{event, event_lines};
pub use existing::{IF_EXISTS, Message, duplicate, duplicate_named, use_asset};
pub use failures::{crashed, failure, happened, key_failure, sentences, trouble, without_key};
pub use forecast::forecast;
pub use language::{Language, in_language, language, set_language, speak, system_languages};
pub use limits::{limit, limit_help, limit_note, limit_source, method, route};
pub use media::{format, kind, media, nothing_against, picture};
pub use message::{Number, help};
pub use metadata::{datum, flaw, metadata_line, metadata_next, metadata_table_flaw, metadata_table_read};
pub use network::proxy_flaw;
pub use news::{news, passed_over};
pub use receipt::{
    RECEIPTS_FILE, copy_sent, digest_label, every_part_verified, file_name, length_differs, outcome_reason,
    parts_verified, receipt_file, receipt_header, receipt_row, sending, size_differs, verified,
};
pub use refusals::{common_end, reason, refusal, short_reason};
pub use report::report_page;
pub use requirements::{
    advice, asked, fix_and_upload, measured, noted, purpose, source, verdict, verdict_title,
};
pub use shell::{Shell, ffmpeg, ffmpeg_copy};
pub use uploads::{
    bandwidth, batch_percentage, batch_rest, batch_rest_brief, copy_choice, copy_offer, parts_at_once,
    preparing, processing, show_in_folder, speed, step, upload_status, waits_for,
};
pub use watched::watched_next;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));
