//! Small changes that a person asks of the platform. They are not journaled: nobody wants yesterday's deletion done
//! today.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Instant;

use super::{AssetId, Failure, IndexId, List, StoreId, TaskId};

/// Numbers a chore.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChoreNo(pub u64);

/// A change that was asked for. It disappears once it is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Chore {
    /// Which.
    pub change: Change,
    /// Why it was not done. It waits until somebody asks again or dismisses it.
    pub failure: Option<Failure>,
    /// It is not tried before then.
    pub not_before: Option<Instant>,
}

impl Chore {
    /// A chore nobody has begun.
    pub fn new(change: Change) -> Self {
        Self { change, failure: None, not_before: None }
    }

    /// Whether it is still to be done.
    pub fn open(&self) -> bool {
        self.failure.is_none()
    }
}

/// A change on the platform. The names are there to be told to people.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Delete an asset.
    DeleteAsset {
        /// Which.
        asset: AssetId,
        /// Its file name.
        name: String,
        /// Even if indexed assets refer to it.
        force: bool,
    },
    /// Change the user metadata of an asset: each key is set, or taken away.
    DescribeAsset {
        /// Which.
        asset: AssetId,
        /// Its file name.
        name: String,
        /// What is set, and what is taken away.
        metadata: BTreeMap<String, Option<Meta>>,
    },
    /// Create an index.
    CreateIndex {
        /// What it shall be called.
        name: String,
        /// Each model with its options.
        models: Vec<(String, Vec<String>)>,
        /// What the platform shall make beside.
        addons: Vec<String>,
    },
    /// Give an index another name.
    RenameIndex {
        /// Which.
        index: IndexId,
        /// The new name.
        name: String,
    },
    /// Delete an index with everything in it.
    DeleteIndex {
        /// Which.
        index: IndexId,
        /// Its name.
        name: String,
    },
    /// Take an asset out of an index.
    RemoveIndexedAsset {
        /// The index.
        index: IndexId,
        /// The indexed asset.
        indexed: String,
        /// The file name.
        name: String,
    },
    /// Create a knowledge store.
    CreateStore {
        /// What it shall be called.
        name: String,
        /// What it is for.
        description: Option<String>,
    },
    /// Delete a knowledge store with everything in it.
    DeleteStore {
        /// Which.
        store: StoreId,
        /// Its name.
        name: String,
    },
    /// Take an item out of a knowledge store.
    RemoveItem {
        /// The knowledge store.
        store: StoreId,
        /// The item.
        item: String,
        /// The file name.
        name: String,
    },
    /// Delete a classic task that is over.
    DeleteTask {
        /// Which.
        task: TaskId,
        /// The file name.
        name: String,
    },
}

impl Change {
    /// Whether it creates something, so that it must not be made twice blindly.
    pub fn creates(&self) -> bool {
        matches!(self, Self::CreateIndex { .. } | Self::CreateStore { .. })
    }

    /// Whether it takes something away, so that what is not there any more is as good as done.
    pub fn removes(&self) -> bool {
        match self {
            Self::DeleteAsset { .. }
            | Self::DeleteIndex { .. }
            | Self::RemoveIndexedAsset { .. }
            | Self::DeleteStore { .. }
            | Self::RemoveItem { .. }
            | Self::DeleteTask { .. } => true,
            Self::DescribeAsset { .. }
            | Self::CreateIndex { .. }
            | Self::RenameIndex { .. }
            | Self::CreateStore { .. } => false,
        }
    }

    /// What people call the thing it is about.
    pub fn name(&self) -> &str {
        match self {
            Self::DeleteAsset { name, .. }
            | Self::DescribeAsset { name, .. }
            | Self::CreateIndex { name, .. }
            | Self::RenameIndex { name, .. }
            | Self::DeleteIndex { name, .. }
            | Self::RemoveIndexedAsset { name, .. }
            | Self::CreateStore { name, .. }
            | Self::DeleteStore { name, .. }
            | Self::RemoveItem { name, .. }
            | Self::DeleteTask { name, .. } => name,
        }
    }

    /// The list that shows what it changes.
    pub fn list(&self) -> List {
        match self {
            Self::DeleteAsset { .. } | Self::DescribeAsset { .. } => List::Assets,
            Self::CreateIndex { .. } | Self::RenameIndex { .. } | Self::DeleteIndex { .. } => List::Indexes,
            Self::RemoveIndexedAsset { index, .. } => List::Indexed(index.clone()),
            Self::CreateStore { .. } | Self::DeleteStore { .. } => List::Stores,
            Self::RemoveItem { store, .. } => List::Items(store.clone()),
            Self::DeleteTask { .. } => List::Tasks,
        }
    }

    /// Whether it is the same change to the same thing, with whatever particulars: asking for one anew replaces it.
    pub fn rivals(&self, other: &Self) -> bool {
        let key = |change: &Self| -> String {
            match change {
                Self::DeleteAsset { asset, .. } | Self::DescribeAsset { asset, .. } => asset.0.clone(),
                Self::RenameIndex { index, .. } | Self::DeleteIndex { index, .. } => index.0.clone(),
                Self::RemoveIndexedAsset { indexed, .. } => indexed.clone(),
                Self::DeleteStore { store, .. } => store.0.clone(),
                Self::RemoveItem { item, .. } => item.clone(),
                Self::DeleteTask { task, .. } => task.0.clone(),
                Self::CreateIndex { name, .. } | Self::CreateStore { name, .. } => name.clone(),
            }
        };
        std::mem::discriminant(self) == std::mem::discriminant(other) && key(self) == key(other)
    }
}

/// A value of user metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meta {
    /// A text.
    Text(String),
    /// A number, as it is written.
    Number(String),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    Texts(Vec<String>),
    /// Something else, as it is written.
    Other(String),
}

impl Meta {
    /// Reads what a person typed: a number, yes or no as JSON has them, or a text.
    pub fn read(typed: &str) -> Self {
        let typed = typed.trim();
        // JSON knows neither infinity nor a leading plus, and a leading zero marks a text such as a number plate.
        let numeral = typed.strip_prefix('-').unwrap_or(typed);
        let digits = numeral.starts_with(|c: char| c.is_ascii_digit()) && !numeral.ends_with('.');
        let plain = digits && (!numeral.starts_with('0') || numeral == "0" || numeral.starts_with("0."));
        match typed {
            "true" => Self::Flag(true),
            "false" => Self::Flag(false),
            _ if plain && typed.parse::<f64>().is_ok_and(f64::is_finite) => Self::Number(typed.to_owned()),
            _ => Self::Text(typed.to_owned()),
        }
    }
}

impl fmt::Display for Meta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Number(text) | Self::Other(text) => f.write_str(text),
            Self::Flag(flag) => flag.fmt(f),
            Self::Texts(texts) => f.write_str(&texts.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_number_only_if_it_reads_back_the_same() {
        for (typed, read) in [
            ("12", Meta::Number("12".to_owned())),
            ("-0.5", Meta::Number("-0.5".to_owned())),
            ("007", Meta::Text("007".to_owned())),
            ("1.", Meta::Text("1.".to_owned())),
            ("inf", Meta::Text("inf".to_owned())),
            (" true ", Meta::Flag(true)),
            ("True", Meta::Text("True".to_owned())),
        ] {
            assert_eq!(Meta::read(typed), read, "{typed}");
        }
    }

    #[test]
    fn a_change_is_replaced_by_the_same_one_with_other_particulars() {
        let delete =
            |asset: &str, force| Change::DeleteAsset { asset: asset.into(), name: String::new(), force };
        assert!(delete("a", false).rivals(&delete("a", true)));
        assert!(!delete("a", false).rivals(&delete("b", false)));
        let describe =
            Change::DescribeAsset { asset: "a".into(), name: String::new(), metadata: BTreeMap::new() };
        assert!(!delete("a", false).rivals(&describe));
    }
}
