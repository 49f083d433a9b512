//! What the storage's answers prove: whether a part that was stored holds the bytes that were sent.

use std::sync::Arc;

use takeup_model::{
    AccountId, Digest, End, EtagKind, Failure, FailureKind, FailureReason, Job, JobId, Model, Now, Part,
    PartNo, PartRetries, Session,
};

use super::super::pace::Policy;
use super::with_job;

/// A body was read to its end. The same bytes read twice must be the same.
pub(super) fn read(model: &mut Model, id: JobId, part: PartNo, digest: Digest, now: Now) {
    with_job(model, id, now, |job| {
        if part != PartNo::WHOLE && job.session.is_none() {
            // Its session was given up in the same moment; the next one may cut the file otherwise.
            return;
        }
        let before = job.digests.get(&part).and_then(|before| before.leaves.as_ref());
        if before.is_some_and(|before| Some(before) != digest.leaves.as_ref()) {
            let why = Failure::own(FailureKind::FileChanged, FailureReason::OtherBytes, "");
            job.end.get_or_insert(End::Failed(why));
            return;
        }
        job.digests.insert(part, Arc::new(digest));
    });
}

/// The storage has taken a part and given its proof.
pub(super) fn stored(
    model: &mut Model,
    (id, part): (JobId, PartNo),
    (etag, host): (&str, &str),
    policy: &Policy,
    now: Now,
) {
    let Some(job) = model.job(id) else { return };
    let account = job.account.clone();
    let agrees = job.digests.get(&part).and_then(|digest| digest.agrees(etag));
    let etags = judged(model, &account, host, agrees);
    settle(model, (&account, host), etags, policy, now);
    with_job(model, id, now, |job| {
        if let Some(session) = &mut job.session {
            session.storage = Some(host.to_owned());
        }
        match (etags, agrees) {
            (EtagKind::Md5, Some(false)) => return corrupt(job, part, policy, now),
            (EtagKind::Unknown { .. }, Some(false)) => {
                set(job, part, Part::Unconfirmed { etag: etag.to_owned() });
            }
            (_, _) => set(job, part, Part::Stored { etag: etag.to_owned() }),
        }
        if agrees == Some(true)
            && let Some(digest) = job.digests.get_mut(&part)
        {
            Arc::make_mut(digest).verified = true;
        }
        // What the part failed by is forgotten only once the platform has accepted its proof.
        if let Some(part_retry) = job.part_retries.get_mut(&part) {
            *part_retry = PartRetries { attempts: part_retry.attempts, ..PartRetries::default() };
        }
        job.report_at.get_or_insert(now.mono + policy.report_delay);
    });
}

/// What is now known about the `ETag`s of the account on a storage host.
fn judged(model: &mut Model, account: &AccountId, host: &str, agrees: Option<bool>) -> EtagKind {
    let Some(account) = model.accounts.get_mut(account) else { return EtagKind::Other };
    let known = account.etags.get(host).copied().unwrap_or_default();
    let Some(agrees) = agrees else { return known };
    let known = known.after(agrees);
    account.etags.insert(host.to_owned(), known);
    known
}

/// Once it is known what `ETag`s are, no part is held any longer.
fn settle(
    model: &mut Model,
    (account, host): (&AccountId, &str),
    etags: EtagKind,
    policy: &Policy,
    now: Now,
) {
    if matches!(etags, EtagKind::Unknown { .. }) {
        return;
    }
    // Which host took the parts of before a restart is not known.
    let there = |session: &Session| session.storage.as_deref().is_none_or(|storage| storage == host);
    let holds = |job: &Job| {
        job.session.as_ref().is_some_and(|session| there(session) && session.unconfirmed().next().is_some())
    };
    let holding: Vec<JobId> =
        model.jobs.values().filter(|job| job.account == *account && holds(job)).map(|job| job.id).collect();
    for id in holding {
        with_job(model, id, now, |job| release(job, etags, policy, now));
    }
}

fn release(job: &mut Job, etags: EtagKind, policy: &Policy, now: Now) {
    let unconfirmed: Vec<PartNo> = job.session.iter().flat_map(Session::unconfirmed).collect();
    for number in unconfirmed {
        let Some(part) = job.session.as_mut().and_then(|session| session.part_mut(number)) else { continue };
        let Part::Unconfirmed { etag } = part else { continue };
        if etags == EtagKind::Md5 {
            corrupt(job, number, policy, now);
        } else {
            *part = Part::Stored { etag: std::mem::take(etag) };
            job.report_at.get_or_insert(now.mono);
        }
    }
}

/// The storage has other bytes: the part is sent again.
fn corrupt(job: &mut Job, part: PartNo, policy: &Policy, now: Now) {
    let failure = Failure::own(FailureKind::Corrupt, FailureReason::PartDamaged, part.to_string());
    set(job, part, Part::Missing);
    job.retries += 1;
    let part_retry = job.part_retries.entry(part).or_default();
    part_retry.attempts += 1;
    part_retry.not_before =
        (part_retry.attempts > 1).then(|| policy.again_at(&failure.kind, part_retry.attempts, now));
    if part_retry.attempts >= policy.attempts {
        job.end = Some(End::Failed(failure));
    } else {
        job.trouble = Some(failure);
    }
}

/// Only another answer can tell what the `ETag` of this part means.
pub(super) fn send_again(job: &mut Job, part: PartNo) {
    set(job, part, Part::Missing);
    job.retries += 1;
}

fn set(job: &mut Job, number: PartNo, to: Part) {
    if let Some(part) = job.session.as_mut().and_then(|session| session.part_mut(number))
        && *part != Part::Reported
    {
        *part = to;
    }
}
