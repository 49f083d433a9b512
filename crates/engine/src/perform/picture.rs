//! The small pictures that the platform has made of assets.

use std::sync::Arc;

use takeup_model::{Account, AccountId, AssetId, Failure, OpenDetail, Pixels, Still};

use super::super::event::Reply;
use super::{Tools, WorkInput, blocking, bug, client, read};

/// A larger answer is not a thumbnail.
const MOST_BYTES: usize = 8 << 20;
/// Width and height that the picture of an open asset may have at most, in pixels.
const LARGE: (u32, u32) = (720, 540);
/// The same for a picture in a list: enough for its frame on a screen of twice the pixels.
const SMALL: (u32, u32) = (200, 112);

/// Loads the picture of the asset that is open. A program that shows no pictures loads none.
pub(super) async fn load(task: &WorkInput, tools: &Tools, account: &AccountId) -> Result<Reply, Failure> {
    let account = task.model.accounts.get(account).ok_or_else(|| bug("account-gone"))?;
    let (_, url) =
        account.opened.as_ref().and_then(OpenDetail::still_due).ok_or_else(|| bug("no-picture-due"))?;
    Ok(Reply::Pictured(pixels(tools, url, account, LARGE).await?))
}

/// Loads a picture, if this program shows any and there is one.
async fn pixels(
    tools: &Tools,
    url: &str,
    account: &Account,
    largest: (u32, u32),
) -> Result<Option<Arc<Pixels>>, Failure> {
    let Some(decode) = tools.decode_picture else { return Ok(None) };
    let Some(bytes) = tools.clients.fetch(url, account.is_here(), MOST_BYTES).await else { return Ok(None) };
    Ok(blocking(move || decode(&bytes, largest)).await?.map(Arc::new))
}

/// Asks for an asset, and loads its picture once the platform has made it.
pub(super) async fn still(
    task: &WorkInput,
    tools: &Tools,
    id: &AccountId,
    asset: &AssetId,
) -> Result<Reply, Failure> {
    if tools.decode_picture.is_none() {
        return Ok(Reply::Still(Still::Missing));
    }
    let detail = client(task, tools, id)?.asset(asset, Vec::new()).await.map_err(read)?;
    let Some(thumbnail) = detail.thumbnail else { return Ok(Reply::Still(Still::Missing)) };
    let Some(url) = thumbnail.url else {
        let comes = matches!(thumbnail.status.as_str(), "pending" | "processing");
        return Ok(Reply::Still(if comes { Still::Pending } else { Still::Missing }));
    };
    let account = task.model.accounts.get(id).ok_or_else(|| bug("account-gone"))?;
    Ok(Reply::Still(pixels(tools, &url, account, SMALL).await?.map_or(Still::Missing, Still::Here)))
}
