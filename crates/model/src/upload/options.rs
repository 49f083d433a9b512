//! What a person asked for when adding something.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::{CopyChoice, DestinationId, IfExists, IndexId, Metadata, MetadataTable, Method, Source};

/// What a person asked for when adding something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UploadOptions {
    /// The way to send, or the program's choice.
    pub method: MethodChoice,
    /// The index of a classic task.
    pub task_index: Option<IndexId>,
    /// The language field of a classic task; sent only when set.
    pub language: Option<String>,
    /// Where the asset goes once it is ready.
    pub destination_ids: Vec<DestinationId>,
    /// Send it even if it does not look like media.
    pub anyway: bool,
    /// What the platform is told about it.
    pub metadata: Metadata,
    /// Where more of that is told by file name; used up when a job begins.
    pub metadata_table: Option<Arc<MetadataTable>>,
    /// What happens if it is there already; nothing means as the settings say.
    pub if_exists: Option<IfExists>,
    /// Whether the host of a URL is asked what is there; nothing means as the settings say.
    pub ask_host: Option<bool>,
    /// What the list has finished with these options, unchanged since, is not sent once more. Used up when a job begins.
    pub skip_finished: bool,
    /// What is sent of a video; nothing means as the settings say.
    pub copy: Option<CopyChoice>,
    /// What the platform would object to is put right in a copy, where that can be done.
    pub fix: bool,
}

impl UploadOptions {
    /// What it means for one source, where these are the settings.
    #[must_use]
    pub fn resolved(&self, source: &Source, if_exists: IfExists, ask_host: bool, copy: CopyChoice) -> Self {
        let mut options = self.clone();
        let mut named = BTreeSet::new();
        options.destination_ids.retain(|destination_id| named.insert(destination_id.clone()));
        options.if_exists.get_or_insert(if_exists);
        options.ask_host.get_or_insert(ask_host);
        options.copy.get_or_insert(copy);
        options.skip_finished = false;
        if let Some(metadata_table) = options.metadata_table.take()
            && let Some(row) = metadata_table.of(source)
        {
            options.metadata = row.with(&options.metadata);
        }
        options
    }
}

/// The way to send.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MethodChoice {
    /// The program chooses, and says why.
    #[default]
    Auto,
    /// This one.
    Only(Method),
}
