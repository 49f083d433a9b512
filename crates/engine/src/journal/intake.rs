//! Added paths that wait to be looked through, as rows and back.

use std::path::PathBuf;
use std::sync::Arc;

use takeup_model::{
    AccountId, CopyChoice, DestinationId, IfExists, IndexId, Intake, IntakeNo, UploadOptions,
};

use super::destinations::destination_id;
use super::jobs::{metadata_of, metadata_text, method_choice, method_word};
use super::row::{parsed, row, word};
use super::{OpenError, paths};

row! {
    /// What is kept of added paths.
    IntakeRow in "intake" {
        id: u64,
        account: String,
        // A JSON list: of each path its bytes, in hex.
        paths: String,
        wish_method: Option<String>,
        task_index: Option<String>,
        language: Option<String>,
        // A JSON list of pairs: the kind, and the platform's name.
        destinations: String,
        anyway: bool,
        metadata: Option<String>,
        // The text of it.
        metadata_table: Option<Vec<u8>>,
        if_exists: Option<String>,
        ask_host: Option<bool>,
        skip_finished: bool,
        wish_copy: Option<String>,
        fix: bool,
        // Empty where an older version added them.
        mark: String,
        added: Option<String>,
    }
}

impl IntakeRow {
    pub(super) fn new(number: IntakeNo, intake: &Intake) -> Self {
        let options = &intake.options;
        let hex = |path: &PathBuf| hex::encode(paths::to_bytes(path));
        let destination = |id: &DestinationId| (id.kind().word(), id.text().to_owned());
        Self {
            id: number.0,
            account: intake.account.0.clone(),
            paths: json(&intake.paths.iter().map(hex).collect::<Vec<_>>()),
            wish_method: method_word(options.method),
            task_index: options.task_index.as_ref().map(|id| id.0.clone()),
            language: options.language.clone(),
            destinations: json(&options.destination_ids.iter().map(destination).collect::<Vec<_>>()),
            anyway: options.anyway,
            metadata: metadata_text(&options.metadata),
            metadata_table: options.metadata_table.as_ref().map(|table| table.text.clone()),
            if_exists: options.if_exists.map(|choice| choice.word().to_owned()),
            ask_host: options.ask_host,
            skip_finished: options.skip_finished,
            wish_copy: options.copy.map(|choice| choice.word().to_owned()),
            fix: options.fix,
            mark: intake.mark.clone(),
            added: Some(intake.added.to_string()),
        }
    }
}

/// A list of texts cannot fail to be written.
fn json(list: &impl serde::Serialize) -> String {
    serde_json::to_string(list).unwrap_or_default()
}

fn damaged(error: &impl ToString) -> OpenError {
    OpenError::Damaged(error.to_string())
}

impl TryFrom<IntakeRow> for Intake {
    type Error = OpenError;

    fn try_from(row: IntakeRow) -> Result<Self, OpenError> {
        let hex: Vec<String> = serde_json::from_str(&row.paths).map_err(|error| damaged(&error))?;
        let path = |text: &String| hex::decode(text).map(paths::from_bytes);
        let paths: Result<Vec<_>, _> = hex.iter().map(path).collect();
        let pairs: Vec<(String, String)> =
            serde_json::from_str(&row.destinations).map_err(|error| damaged(&error))?;
        let destination = |(kind, id): (String, String)| destination_id(&kind, id);
        let options = UploadOptions {
            method: method_choice(row.wish_method.as_deref())?,
            task_index: row.task_index.map(IndexId),
            language: row.language,
            destination_ids: pairs.into_iter().map(destination).collect::<Result<_, OpenError>>()?,
            anyway: row.anyway,
            metadata: metadata_of(&row.metadata.unwrap_or_default()),
            metadata_table: row.metadata_table.map(|text| Arc::new(crate::metadata_table::read(&text))),
            if_exists: word(row.if_exists.as_deref(), IfExists::parse)?,
            ask_host: row.ask_host,
            skip_finished: row.skip_finished,
            copy: word(row.wish_copy.as_deref(), CopyChoice::parse)?,
            fix: row.fix,
        };
        Ok(Self {
            account: AccountId(row.account),
            paths: paths.map_err(|error| damaged(&error))?,
            options,
            mark: row.mark,
            added: parsed(row.added).unwrap_or_default(),
            stopped_at_start: false,
            recovered: true,
        })
    }
}
