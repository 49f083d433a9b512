//! Sessions that were begun elsewhere: whether one of them is surely that of a local file.

use std::collections::BTreeSet;

use jiff::Timestamp;

use takeup_model::{AssetId, Session, SessionOrigin, SessionStatus};

use super::uploads::{AS_MANY, MOST_PAGES, session};
use super::wire::{WireAsset, WirePage, WireSession};
use super::{Client, Error};

/// A file that an unfinished session may belong to.
#[derive(Clone, Copy, Debug)]
pub struct Orphan<'a> {
    /// The name it is sent under.
    pub filename: &'a str,
    /// What its bytes are recognised by.
    pub fingerprint: &'a str,
    /// Its size.
    pub total: u64,
    /// Assets and sessions that are known to belong to something else, and the marks of what else is being sent.
    pub taken: &'a BTreeSet<String>,
}

/// What the account has for a file.
#[derive(Debug)]
pub enum Unclaimed {
    /// No unfinished session of this size.
    Nothing,
    /// Sessions of this size, and none that is surely this file's.
    Others,
    /// This file's session.
    Ours(Session),
}

impl Client {
    /// Looks for the unfinished session of a file. Only a fingerprint that stands on the reserved asset proves it.
    pub async fn unclaimed(&self, orphan: &Orphan<'_>) -> Result<Unclaimed, Error> {
        let sessions = self.active_sessions(orphan.total, orphan.taken).await?;
        if sessions.is_empty() {
            return Ok(Unclaimed::Nothing);
        }
        let query = [("filename", orphan.filename), AS_MANY];
        let page: WirePage<WireAsset> = self.ask(self.get(&["assets"])?.query(&query)).await?;
        let mut ours = page.data.rows.into_iter().filter(|asset| {
            asset.fingerprint() == Some(orphan.fingerprint)
                && !orphan.taken.contains(asset.id.as_str())
                && !asset.mark().is_some_and(|mark| orphan.taken.contains(mark))
        });
        let (Some(asset), None) = (ours.next(), ours.next()) else { return Ok(Unclaimed::Others) };
        let Some(created) = asset.created() else { return Ok(Unclaimed::Others) };
        let found = the_one(&sessions, &AssetId(asset.id), orphan.total, created)?;
        Ok(found.map_or(Unclaimed::Others, |session| {
            Unclaimed::Ours(Session { origin: SessionOrigin::Adopted, ..session })
        }))
    }

    /// The one active session that can belong to an asset created at about `created`, if there is exactly one.
    pub(super) async fn session_like(
        &self,
        asset: &AssetId,
        total: u64,
        created: Timestamp,
        taken: &BTreeSet<String>,
    ) -> Result<Option<Session>, Error> {
        the_one(&self.active_sessions(total, taken).await?, asset, total, created)
    }

    /// `GET /assets/multipart-uploads`: the sessions of a file of this size that can still be finished.
    async fn active_sessions(&self, total: u64, taken: &BTreeSet<String>) -> Result<Vec<WireSession>, Error> {
        let (mut fitting, mut seen) = (Vec::new(), BTreeSet::new());
        for page in 1..=MOST_PAGES {
            let request = self.get(&["assets", "multipart-uploads"])?;
            let request = request.query(&[("page", page)]).query(&[AS_MANY]);
            let answer: WirePage<WireSession> = self.ask(request).await?;
            let last = answer.data.are_last(page, answer.page_info.as_ref());
            let known = seen.len();
            seen.extend(answer.data.rows.iter().map(|one| one.upload_id.clone()));
            // A page that adds nothing ends the list.
            if seen.len() == known && answer.data.odd() == 0 {
                break;
            }
            fitting.extend(answer.data.rows.into_iter().filter(|one| {
                one.total_size == total
                    && !taken.contains(&one.upload_id)
                    && SessionStatus::parse(&one.status) == SessionStatus::Active
            }));
            if last {
                break;
            }
        }
        Ok(fitting)
    }
}

fn the_one(
    sessions: &[WireSession],
    asset: &AssetId,
    total: u64,
    created: Timestamp,
) -> Result<Option<Session>, Error> {
    let near =
        |one: &&WireSession| one.created().is_some_and(|at| at.duration_since(created).as_secs().abs() <= 5);
    let mut near = sessions.iter().filter(near);
    match (near.next(), near.next()) {
        (Some(one), None) => {
            session(&one.upload_id, &asset.0, one.chunk_size, total, one.expires()).map(Some)
        }
        _ => Ok(None),
    }
}
