//! Whether the platform has a file already.

use takeup_model::{Asset, AssetId, AssetStatus, Method};

use super::uploads::AS_MANY;
use super::wire::{WireAsset, WirePage};
use super::{Client, Error};

/// A file that may be there already.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The name it is sent under.
    pub filename: &'a str,
    /// What its bytes are recognised by.
    pub fingerprint: &'a str,
    /// Its size.
    pub total: u64,
}

/// An asset that has the file.
#[derive(Clone, Debug)]
pub struct Existing {
    /// Which.
    pub asset: AssetId,
    /// As told.
    pub status: AssetStatus,
    /// Whether the fingerprint proves it. Otherwise it carries none, and name and size are the same.
    pub proven: bool,
}

impl Client {
    /// `GET /assets?filename=`: the newest asset of this name that has the file. One request, one page.
    pub async fn existing(&self, known: &Known<'_>) -> Result<Option<Existing>, Error> {
        let query = [("filename", known.filename), AS_MANY];
        let page: WirePage<WireAsset> = self.ask(self.get(&["assets"])?.query(&query)).await?;
        let mut likely = None;
        for wire in page.data.rows {
            let told = wire.fingerprint().map(str::to_owned);
            let asset = Asset::from(wire);
            if !has_its_bytes(&asset) || asset.size.is_some_and(|size| size != known.total) {
                continue;
            }
            let existing =
                |proven| Existing { asset: asset.id.clone(), status: asset.status.clone(), proven };
            match told {
                Some(told) if told == known.fingerprint => return Ok(Some(existing(true))),
                None if asset.filename == known.filename && asset.size.is_some() => {
                    likely.get_or_insert_with(|| existing(false));
                }
                Some(_) | None => {}
            }
        }
        Ok(likely)
    }
}

/// An asset that is processing may still wait for the parts of somebody's multipart upload.
fn has_its_bytes(asset: &Asset) -> bool {
    match asset.status {
        AssetStatus::Ready => true,
        AssetStatus::Processing => Method::parse(&asset.method) == Some(Method::Direct),
        AssetStatus::Failed | AssetStatus::Other(_) => false,
    }
}
