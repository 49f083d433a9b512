//! What is on record of uploads that are over. It is read beside the loop, by whoever has the time.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::journal::{self, HistoryQuery, receipts};
use takeup_model::{Failure, FailureKind, FailureReason, Receipt};

/// Which receipts are to be saved.
#[derive(Clone, Debug, PartialEq)]
pub enum ReceiptSelection {
    /// This one.
    One(Arc<Receipt>),
    /// Every one on record.
    All,
}

/// The records of one journal. Cheap to clone; reads only when asked.
#[derive(Clone, Debug)]
pub struct Records {
    folder: PathBuf,
}

impl Records {
    /// Those of the journal in this folder.
    pub(super) fn of(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Saves receipts as CSV or JSON, by the name of the place, and tells how many. Blocks; never call it on the
    /// window's thread.
    pub fn save(&self, wanted: &ReceiptSelection, path: &Path) -> Result<usize, Failure> {
        match wanted {
            ReceiptSelection::One(receipt) => {
                receipts::save_one(receipt, path).map_err(not_saved)?;
                Ok(1)
            }
            ReceiptSelection::All => {
                let all = journal::read_history(&self.folder, &HistoryQuery::default())?;
                receipts::save_all(&all, path).map_err(not_saved)?;
                Ok(all.len())
            }
        }
    }

    /// Saves a text. Blocks, too.
    pub fn save_text(&self, text: &str, path: &Path) -> Result<(), Failure> {
        receipts::save_text(text, path).map_err(not_saved)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn not_saved(error: std::io::Error) -> Failure {
    Failure::own(FailureKind::FileUnreadable, FailureReason::NotSaved, error.to_string())
}
