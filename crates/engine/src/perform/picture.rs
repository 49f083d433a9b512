//! The small picture that the platform has made of an asset.

use std::sync::Arc;

use takeup_model::{AccountId, Failure, OpenDetail};

use super::super::event::Reply;
use super::{Tools, WorkInput, blocking, bug};

/// A larger answer is not a thumbnail.
const MOST_BYTES: usize = 8 << 20;

/// Loads the picture of the asset that is open. A program that shows no pictures loads none.
pub(super) async fn load(task: &WorkInput, tools: &Tools, account: &AccountId) -> Result<Reply, Failure> {
    let account = task.model.accounts.get(account).ok_or_else(|| bug("account-gone"))?;
    let (_, url) =
        account.opened.as_ref().and_then(OpenDetail::still_due).ok_or_else(|| bug("no-picture-due"))?;
    let Some(decode) = tools.decode_picture else { return Ok(Reply::Pictured(None)) };
    let Some(bytes) = tools.clients.fetch(url, account.is_here(), MOST_BYTES).await else {
        return Ok(Reply::Pictured(None));
    };
    Ok(Reply::Pictured(blocking(move || decode(&bytes)).await?.map(Arc::new)))
}
