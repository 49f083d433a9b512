//! What is said of metadata and of the tables it comes from.

use crate::msg;

use super::{capitalised, plural};
use takeup_model::{Metadata, MetadataFlaw, MetadataTableFlaw, MetadataValue};

/// The title of the form for one upload.
pub fn metadata_of(name: &str) -> String {
    format!("Metadata of {name}")
}

/// On what opens the form for what is added next, with what is set.
pub fn metadata_next(told: &Metadata, files: usize) -> String {
    match (told.iter().count(), files) {
        (0, 0) => msg::metadata::metadata_edit().to_owned(),
        (keys, 0) => format!("Metadata: {}", plural(keys, "key", "keys")),
        (0, files) => format!("Metadata: {}", plural(files, "file", "files")),
        (keys, files) => {
            format!("Metadata: {}, {}", plural(keys, "key", "keys"), plural(files, "file", "files"))
        }
    }
}

/// What is told about an upload, if anything is: "Metadata: camera A, take 3".
pub fn metadata_line(told: &Metadata) -> Option<String> {
    let pairs: Vec<String> = told.iter().map(|(key, value)| format!("{key} {}", value.text())).collect();
    (!pairs.is_empty()).then(|| format!("Metadata: {}", pairs.join(", ")))
}

/// A value as it is read, not as it is typed.
pub fn datum(value: &MetadataValue) -> String {
    match value {
        MetadataValue::Text(text) => text.clone(),
        MetadataValue::Texts(texts) => texts.join(", "),
        MetadataValue::Flag(_) | MetadataValue::Number(_) | MetadataValue::Other(_) => value.text(),
    }
}

/// Why a key or a value cannot be told to the platform.
pub fn flaw(flaw: &MetadataFlaw) -> String {
    match flaw {
        MetadataFlaw::NoKey => "the value has no key".to_owned(),
        MetadataFlaw::Reserved(key) => format!("the key {key} is kept for the platform or for Takeup"),
        MetadataFlaw::Twice(key) => format!("the key {key} is there twice"),
        MetadataFlaw::Value(key) => format!("the value of {key} is neither a text nor a list of texts"),
    }
}

/// The same as a sentence of its own.
pub fn flaw_alone(why: &MetadataFlaw) -> String {
    format!("{}.", capitalised(&flaw(why)))
}

/// What is wrong with one line of a table.
pub fn metadata_table_flaw(line: u64, why: &MetadataTableFlaw) -> String {
    let why = match why {
        MetadataTableFlaw::Cells(found, wanted) => {
            format!("it has {}, the first line has {wanted}", plural(*found, "cell", "cells"))
        }
        MetadataTableFlaw::Again(name) => format!("{name} was named before"),
        MetadataTableFlaw::Column(key) => format!("it names the column {key} twice"),
        MetadataTableFlaw::Quote => "a quotation mark is opened here and not closed".to_owned(),
        MetadataTableFlaw::NoName => "it names no file".to_owned(),
        MetadataTableFlaw::NotUtf8 => "it is not UTF-8; save the table as “CSV UTF-8”".to_owned(),
        MetadataTableFlaw::NoTable => {
            "there is no table: the first line has to name a column for files and others for keys".to_owned()
        }
        MetadataTableFlaw::Metadata(why) => flaw(why),
    };
    format!("Line {line}: {why}.")
}

/// That a table tells of a file that is not among those added.
pub fn unknown_name(line: u64, name: &str) -> String {
    format!("Line {line}: {name} is not among the files.")
}

/// What was read from a table.
pub fn metadata_table_read(files: usize, flaws: &[String]) -> String {
    let read = format!("The table tells of {}.", plural(files, "file", "files"));
    if flaws.is_empty() { read } else { format!("{read} {}", flaws.join(" ")) }
}

/// Why a table could not be read.
pub fn not_read(why: &str) -> String {
    format!("The table could not be read: {}.", why.trim_end_matches('.'))
}
