//! Metadata, and the CSV files it comes from.

use crate::failures::sentences;
use crate::msg::metadata as words;
use crate::numbers;
use takeup_model::{Metadata, MetadataFlaw, MetadataTableFlaw, MetadataValue};

/// On what opens the form for what is added next, with what is set.
pub fn metadata_next(told: &Metadata, files: usize) -> String {
    match (told.iter().count(), files) {
        (0, 0) => words::metadata_edit().to_owned(),
        (keys, 0) => words::metadata_next_keys(keys),
        (0, files) => words::metadata_next_files(files),
        (keys, files) => words::metadata_next_both(keys, files),
    }
}

/// What is told about an upload, if anything is: "Metadata: camera A, take 3".
pub fn metadata_line(told: &Metadata) -> Option<String> {
    let pairs: Vec<String> = told.iter().map(|(key, value)| format!("{key} {}", value.text())).collect();
    (!pairs.is_empty()).then(|| words::metadata_line(numbers::commas(pairs)))
}

/// A value as it is read, not as it is typed.
pub fn datum(value: &MetadataValue) -> String {
    match value {
        MetadataValue::Text(text) => text.clone(),
        MetadataValue::Texts(texts) => numbers::commas(texts),
        MetadataValue::Flag(_) | MetadataValue::Number(_) | MetadataValue::Other(_) => value.text(),
    }
}

/// Why a key or a value cannot be used.
pub fn flaw(flaw: &MetadataFlaw) -> String {
    match flaw {
        MetadataFlaw::NoKey => words::metadata_flaw_no_key().to_owned(),
        MetadataFlaw::Reserved(key) => words::metadata_flaw_reserved(key),
        MetadataFlaw::Twice(key) => words::metadata_flaw_twice(key),
        MetadataFlaw::Value(key) => words::metadata_flaw_value(key),
    }
}

/// What is wrong with one line of a table.
pub fn metadata_table_flaw(line: u64, why: &MetadataTableFlaw) -> String {
    let why = match why {
        MetadataTableFlaw::Cells(found, expected) => words::metadata_csv_cells(*found, *expected),
        MetadataTableFlaw::Again(name) => words::metadata_csv_again(name),
        MetadataTableFlaw::Column(key) => words::metadata_csv_column(key),
        MetadataTableFlaw::Quote => words::metadata_csv_quote().to_owned(),
        MetadataTableFlaw::NoName => words::metadata_csv_no_name().to_owned(),
        MetadataTableFlaw::NotUtf8 => words::metadata_csv_not_utf8().to_owned(),
        MetadataTableFlaw::NoTable => words::metadata_csv_no_table().to_owned(),
        MetadataTableFlaw::Metadata(why) => flaw(why),
    };
    words::metadata_csv_line(line, why)
}

/// What was read from a table.
pub fn metadata_table_read(files: usize, flaws: &[String]) -> String {
    flaws.iter().fold(words::metadata_csv_read(files), sentences)
}
