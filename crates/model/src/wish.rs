//! What a person asked for when adding something.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{IfExists, IndexId, Metadata, Method, Sheet, Source, Target};

/// What a person asked for when adding something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// The way to send, or the program's choice.
    pub method: MethodChoice,
    /// The index of a classic task.
    pub task_index: Option<IndexId>,
    /// The language field of a classic task; sent only when set.
    pub language: Option<String>,
    /// Where the asset goes once it is ready.
    pub targets: Vec<Target>,
    /// Send it even if it does not look like media.
    pub anyway: bool,
    /// What the platform is told about it.
    pub metadata: Metadata,
    /// Where more of that is told by file name; used up when a job begins.
    pub sheet: Option<Arc<Sheet>>,
    /// What happens if it is there already; nothing means as the settings say.
    pub if_exists: Option<IfExists>,
    /// Whether the host of a URL is asked what is there; nothing means as the settings say.
    pub ask_host: Option<bool>,
}

impl Wish {
    /// What it means for one source, where these are the settings.
    #[must_use]
    pub fn resolved(&self, source: &Source, if_exists: IfExists, ask_host: bool) -> Self {
        let mut wish = self.clone();
        let mut named = BTreeSet::new();
        wish.targets.retain(|target| named.insert(target.clone()));
        wish.if_exists.get_or_insert(if_exists);
        wish.ask_host.get_or_insert(ask_host);
        if let Some(sheet) = wish.sheet.take()
            && let Some(row) = sheet.of(&source.asset_name())
        {
            wish.metadata = row.with(&wish.metadata);
        }
        wish
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
