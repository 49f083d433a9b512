//! The reference: a platform that remembers what exists, and objects to anything that must not happen twice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use takeup_model::{
    Asset, AssetId, AssetStatus, ContentDigest, Creation, Duplicate, Failure, FailureKind, FileDigest,
    FileFacts, IndexingStatus, Job, MadeCopy, Media, MediaKind, Method, Model, Now, Part, PartNo, Samples,
    Session, SessionOrigin, UploadId,
};

use super::super::event::{Created, Imported, Reply, SessionParts, Walked, Work};
use super::FILES;

/// How one request goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RequestFate {
    Good,
    /// It never arrived.
    Unreached,
    /// It was carried out, and the answer was lost.
    AnswerLost,
    /// The server had trouble and did nothing.
    Trouble,
    /// Too many requests.
    Throttled,
    /// The presigned URL had lapsed.
    Stale,
    /// The bytes of a part arrived damaged.
    Damaged,
}

impl RequestFate {
    pub(super) fn from_number(number: u16) -> Self {
        match number % 8 {
            0 | 1 => Self::Unreached,
            2 | 3 => Self::AnswerLost,
            4 => Self::Trouble,
            5 => Self::Throttled,
            6 if number % 16 == 6 => Self::Stale,
            6 => Self::Damaged,
            _ => Self::Good,
        }
    }
}

const PART_SIZE: u64 = 8_000_000;

/// The host of the storage.
pub(super) const HOST: &str = "storage";

fn stored(etag: String) -> Reply {
    Reply::Stored { etag, host: HOST.to_owned() }
}

#[derive(Default)]
pub(super) struct Platform {
    /// What each nonce created, in order.
    assets: BTreeMap<String, Vec<AssetId>>,
    sessions: BTreeMap<UploadId, Upload>,
    tasks: BTreeMap<String, u32>,
    placed: BTreeMap<(AssetId, usize), String>,
    polls: BTreeMap<String, u32>,
    urls: BTreeMap<(UploadId, PartNo), u32>,
    spent: BTreeMap<(UploadId, PartNo), u32>,
    /// The asset of each file of a connected Google Drive.
    imported: BTreeMap<String, AssetId>,
    /// Whether one is connected.
    pub(super) connected: bool,
    /// Whether `ETag`s are MD5s here.
    pub(super) plain: bool,
    /// What the client can know of that since it was started.
    proofs: Proofs,
    /// Parts that were stored damaged after it could be known.
    damaged: BTreeSet<(UploadId, PartNo)>,
    /// Copies on the disk.
    pub(super) copies: BTreeSet<String>,
    /// Those whose deletion has failed since the program was started: the next start finds them.
    pub(super) undeleted: BTreeSet<String>,
    /// Those whose deletion was ever begun.
    pub(super) discarded: BTreeSet<String>,
    count: u32,
}

/// What the answers have shown.
#[derive(Default)]
struct Proofs {
    differing: u32,
    agreed: bool,
}

struct Upload {
    asset: AssetId,
    parts: usize,
    reported: BTreeSet<PartNo>,
    expired: bool,
}

type Answer = (Result<Reply, Failure>, Vec<PartNo>);

fn fail(kind: FailureKind) -> Answer {
    (Err(Failure::new(kind, "")), Vec::new())
}

impl Platform {
    /// A URL goes out: it must be at hand, fresh, and of the session the part belongs to.
    pub(super) fn spend_url(&mut self, job: &Job, part: PartNo, of: Option<UploadId>) -> Result<(), String> {
        let current = job.session.as_ref().map(|session| session.upload.clone());
        let Some(upload) = of.filter(|upload| Some(upload) == current.as_ref()) else {
            return Err(format!("part {part} of job {} goes out without a URL of its session", job.id));
        };
        let key = (upload, part);
        let spent = self.spent.entry(key.clone()).or_default();
        *spent += 1;
        if *spent > self.urls.get(&key).copied().unwrap_or(0) {
            return Err(format!("{key:?} goes out twice with one URL"));
        }
        Ok(())
    }

    /// Lets one unfinished session run out.
    pub(super) fn expire(&mut self, pick: usize) {
        let count = self.sessions.len();
        if let Some(upload) = self.sessions.values_mut().nth(pick % count.max(1)) {
            upload.expired |= upload.reported.len() < upload.parts;
        }
    }

    /// Nothing exists twice: what a nonce created again was created because the first had run out unfinished.
    pub(super) fn audit(&self) -> Result<(), String> {
        let mut usable: BTreeMap<&str, usize> = BTreeMap::new();
        for (nonce, assets) in &self.assets {
            let job = nonce.trim_end_matches(takeup_model::NEXT);
            *usable.entry(job).or_default() += assets.iter().filter(|id| self.usable(id)).count();
        }
        if let Some((job, count)) = usable.iter().find(|(_, count)| **count > 1) {
            return Err(format!("{job} has {count} usable assets"));
        }
        match self.tasks.iter().find(|(_, count)| **count > 1) {
            Some((nonce, count)) => Err(format!("{nonce} has {count} tasks")),
            None => Ok(()),
        }
    }

    fn usable(&self, id: &AssetId) -> bool {
        self.sessions.values().find(|upload| upload.asset == *id).is_none_or(|upload| !upload.expired)
    }

    pub(super) fn answer(
        &mut self,
        model: &Model,
        work: &Work,
        fate: RequestFate,
        now: Now,
    ) -> Result<Answer, String> {
        let creates = work.creates();
        if matches!(work, Work::Prepare(..) | Work::Sample(_)) && fate != RequestFate::Good {
            return Ok(fail(FailureKind::Preparing));
        }
        if let Work::Discard(name) = work
            && fate != RequestFate::Good
        {
            self.undeleted.insert(name.clone());
            return Ok(fail(FailureKind::FileUnreadable));
        }
        match fate {
            RequestFate::Unreached => return Ok(fail(FailureKind::Network)),
            RequestFate::Trouble => return Ok(fail(FailureKind::ServerError)),
            RequestFate::Throttled => return Ok(fail(FailureKind::RateLimited(None))),
            RequestFate::Stale if matches!(work, Work::Send(..)) => {
                return Ok(fail(FailureKind::PresignedUrlExpired));
            }
            RequestFate::Good | RequestFate::AnswerLost | RequestFate::Stale | RequestFate::Damaged => {}
        }
        let answer = self.carry_out(model, work, fate == RequestFate::Damaged, now)?;
        if matches!((work, &answer.0), (Work::Send(..), Ok(_))) && fate != RequestFate::AnswerLost {
            self.seen(work, model, fate == RequestFate::Damaged);
        }
        if fate != RequestFate::AnswerLost {
            return Ok(answer);
        }
        // Of what may be asked any number of times, a lost answer is no more than no line.
        let lost = if creates || matches!(work, Work::Send(..)) {
            FailureKind::AnswerLost
        } else {
            FailureKind::Network
        };
        Ok(fail(lost))
    }

    fn carry_out(&mut self, model: &Model, work: &Work, damaged: bool, now: Now) -> Result<Answer, String> {
        let job = work.job().and_then(|id| model.job(id));
        let reply = match (work, job) {
            (Work::Walk(number), _) => {
                let paths = model.intake.get(number).map(|intake| intake.paths.clone()).unwrap_or_default();
                Reply::Walked(Walked {
                    files: paths.into_iter().map(|path| (path, None)).collect(),
                    passed: takeup_model::PassedOver::default(),
                    finished: Vec::new(),
                })
            }
            (Work::Watch(_), _) => self.watch(model),
            (Work::Import(_), _) => self.import(model)?,
            (Work::Probe(_), _) => Reply::Done,
            (Work::Discard(name), _) => {
                self.copies.remove(name);
                Reply::Done
            }
            (_, None) => return Ok(fail(FailureKind::Bug)),
            (Work::Look(_), Some(job)) => self.look(job, now),
            (Work::Prepare(_, name), Some(job)) => {
                self.copies.insert(name.clone());
                let file = copied(job.file.clone().ok_or("a copy of nothing")?);
                Reply::Prepared(Arc::new(MadeCopy { file, tool: String::new(), original: None }))
            }
            (Work::Sample(_), Some(_)) => {
                Reply::Sampled(Arc::new(Samples { tool: String::new(), copies: Vec::new() }))
            }
            (Work::Digest(_), Some(_)) => Reply::Digested(FileDigest::Known {
                digest: ContentDigest::Blake3(String::new()),
                sha256: None,
            }),
            (Work::Compare(_), Some(job)) => Reply::Compared(Duplicate::now(model, job)),
            (Work::Recover(_), Some(job)) => Reply::Recovered(self.find(job)),
            (Work::Create(_), Some(job)) => return self.create(job, now),
            (Work::FetchParts(_), Some(job)) => return Ok((self.recall(job), Vec::new())),
            (Work::Urls(_, start), Some(job)) => return Ok(self.sign(job, *start)),
            (Work::Send(_, part), Some(job)) => return self.store(job, *part, damaged),
            (Work::Report(_), Some(job)) => return Ok((self.report(job)?, Vec::new())),
            (Work::Follow(_), Some(job)) => Reply::Task(self.progress(&job.nonce), None),
            (Work::Submit(_, place), Some(job)) => {
                let asset = job.asset_id().cloned().unwrap_or_default();
                let known = self.placed.contains_key(&(asset.clone(), *place));
                let doubtful = job
                    .destinations
                    .get(*place)
                    .is_some_and(|destination| destination.state == takeup_model::DestinationState::Doubtful);
                if known && !doubtful {
                    return Err(format!("{asset} is indexed twice"));
                }
                let id = self.placed.entry((asset, *place)).or_insert_with(|| "ia".to_owned()).clone();
                Reply::Submitted(id, IndexingStatus::Pending)
            }
            (Work::Trace(_, place), Some(job)) => {
                Reply::Traced(self.progress(&format!("{}-{place}", job.nonce)), None)
            }
            _ => Reply::Done,
        };
        Ok((Ok(reply), Vec::new()))
    }

    fn look(&self, job: &Job, now: Now) -> Reply {
        match &job.copy {
            Some(copy) if copy.made.is_some() => {
                let there = self.copies.contains(&copy.name);
                let copy = there.then(|| copied(look(job, now)));
                Reply::LookedAtBoth(Box::new((look(job, now), copy)))
            }
            _ => Reply::Looked(look(job, now)),
        }
    }

    fn watch(&mut self, model: &Model) -> Reply {
        let asked: Vec<AssetId> = model
            .jobs
            .values()
            .filter(|job| job.step() == takeup_model::Step::Watch)
            .filter_map(|job| job.asset_id().cloned())
            .collect();
        let told = asked.iter().map(|id| asset(id, self.progress(&id.0) == IndexingStatus::Ready)).collect();
        Reply::Watched(asked, told, Vec::new())
    }

    /// Takes each file once, and answers with its asset ever after.
    fn import(&mut self, model: &Model) -> Result<Reply, String> {
        let begun = |job: &&Arc<Job>| job.imports() && job.creation == Creation::Begun;
        let mut told = Vec::new();
        for job in model.jobs.values().filter(begun) {
            let file = job.drive_file().ok_or("an import of no file")?;
            let imported = match self.imported.get(&file) {
                _ if !self.connected => Imported::NotConnected,
                Some(asset) => Imported::Known(asset.clone()),
                None => {
                    self.count += 1;
                    let asset = AssetId(format!("asset-{}", self.count));
                    self.imported.insert(file, asset.clone());
                    Imported::Taken(asset, AssetStatus::Processing)
                }
            };
            told.push((job.id, imported));
        }
        Ok(Reply::Imported(told))
    }

    /// Each job has the asset of its file, and no other.
    pub(super) fn audit_imports(&self, model: &Model) -> Result<(), String> {
        let wrong = |job: &&Arc<Job>| {
            let file = job.drive_file();
            job.asset_id().is_some() && file.is_some_and(|file| self.imported.get(&file) != job.asset_id())
        };
        match model.jobs.values().find(wrong) {
            Some(job) => Err(format!("{job:?} has the asset of another file")),
            None => Ok(()),
        }
    }

    fn progress(&mut self, thing: &str) -> IndexingStatus {
        let polls = self.polls.entry(thing.to_owned()).or_default();
        *polls += 1;
        if *polls > 2 { IndexingStatus::Ready } else { IndexingStatus::Indexing }
    }

    fn create(&mut self, job: &Job, _: Now) -> Result<Answer, String> {
        let unfinished = self.find(job);
        if unfinished.is_some() {
            return Err(format!("{} is created while {unfinished:?} exists", job.nonce));
        }
        self.count += 1;
        if job.method() == Some(Method::Task) {
            *self.tasks.entry(job.nonce.clone()).or_default() += 1;
        } else {
            let asset = AssetId(format!("asset-{}", self.count));
            self.assets.entry(job.nonce.clone()).or_default().push(asset.clone());
            if job.method() == Some(Method::Multipart) {
                let parts = usize::try_from(job.bytes_total().div_ceil(PART_SIZE)).unwrap_or(1);
                let upload = Upload { asset, parts, reported: BTreeSet::new(), expired: false };
                self.sessions.insert(UploadId(format!("upload-{}", self.count)), upload);
            }
        }
        let created = self.find(job).ok_or("what was created is not found")?;
        Ok((Ok(Reply::Created(known(created))), Vec::new()))
    }

    /// What exists for a job and can be finished.
    fn find(&self, job: &Job) -> Option<Created> {
        if self.tasks.contains_key(&job.nonce) {
            return Some(Created::Task(job.nonce.as_str().into(), IndexingStatus::Uploading));
        }
        let id = self.assets.get(&job.nonce)?.iter().rfind(|id| self.usable(id))?;
        match self.sessions.iter().find(|(_, upload)| upload.asset == *id) {
            None => Some(Created::Asset(id.clone(), AssetStatus::Processing)),
            Some((upload, state)) => Some(Created::Session(Session {
                upload: upload.clone(),
                asset: id.clone(),
                part_size: PART_SIZE,
                total: job.bytes_total(),
                parts: vec![Part::Missing; state.parts],
                headers: Vec::new(),
                expires: None,
                known: false,
                complete: false,
                origin: SessionOrigin::Opened,
                storage: None,
            })),
        }
    }

    fn upload(&mut self, job: &Job) -> Result<&mut Upload, Failure> {
        let id = job.session.as_ref().map(|session| session.upload.clone()).unwrap_or_default();
        let upload = self.sessions.get_mut(&id).filter(|upload| !upload.expired);
        upload.ok_or_else(|| Failure::new(FailureKind::SessionEnded, ""))
    }

    fn recall(&mut self, job: &Job) -> Result<Reply, Failure> {
        let upload = self.upload(job)?;
        let complete = upload.reported.len() == upload.parts;
        Ok(Reply::PartsFetched(SessionParts {
            reported: upload.reported.iter().copied().collect(),
            complete,
        }))
    }

    fn sign(&mut self, job: &Job, start: PartNo) -> Answer {
        if let Err(failure) = self.upload(job) {
            return (Err(failure), Vec::new());
        }
        let all = job.session.iter().flat_map(Session::numbered).map(|(number, _)| number);
        let parts: Vec<PartNo> = all.filter(|number| *number >= start).take(5).collect();
        let upload = job.session.as_ref().map(|session| session.upload.clone()).unwrap_or_default();
        for part in &parts {
            *self.urls.entry((upload.clone(), *part)).or_default() += 1;
        }
        (Ok(Reply::Urls), parts)
    }

    /// What a client that reads its answers knows now.
    fn seen(&mut self, work: &Work, model: &Model, damaged: bool) {
        let Work::Send(id, part) = work else { return };
        let Some(upload) = model.upload_of(*id).cloned() else { return };
        let agrees = self.plain && !damaged;
        let settled = self.proofs.agreed || self.proofs.differing >= 3;
        self.proofs.agreed |= agrees && !settled;
        self.proofs.differing += u32::from(!agrees && !settled);
        if self.proofs.agreed && damaged {
            self.damaged.insert((upload, *part));
        } else {
            self.damaged.remove(&(upload, *part));
        }
    }

    /// The client was started again and knows nothing of the storage.
    pub(super) fn forget_proofs(&mut self) {
        self.proofs = Proofs::default();
    }

    fn store(&mut self, job: &Job, part: PartNo, damaged: bool) -> Result<Answer, String> {
        let plain = self.plain;
        match self.upload(job) {
            Err(_) => Ok(fail(FailureKind::PresignedUrlExpired)),
            Ok(upload) if upload.reported.contains(&part) => {
                Err(format!("part {part} is sent again after its report"))
            }
            Ok(_) if plain && damaged => Ok((Ok(stored("ee".repeat(16))), Vec::new())),
            Ok(_) if plain => Ok((Ok(stored(hex::encode(md5(part)))), Vec::new())),
            Ok(_) => Ok((Ok(stored(format!("etag-{part}"))), Vec::new())),
        }
    }

    fn report(&mut self, job: &Job) -> Result<Result<Reply, Failure>, String> {
        let proofs: Vec<PartNo> =
            job.session.iter().flat_map(Session::unreported).map(|(part, _)| part).collect();
        let id = job.session.as_ref().map(|session| session.upload.clone()).unwrap_or_default();
        if let Some(part) = proofs.iter().find(|part| self.damaged.contains(&(id.clone(), **part))) {
            return Err(format!("part {part} is reported although it arrived damaged"));
        }
        let upload = match self.upload(job) {
            Ok(upload) => upload,
            Err(failure) => return Ok(Err(failure)),
        };
        upload.reported.extend(&proofs);
        Ok(Ok(Reply::Reported(proofs, upload.reported.len() == upload.parts)))
    }
}

/// A session that was just opened has no parts yet, and that is known.
fn known(created: Created) -> Created {
    match created {
        Created::Session(session) => Created::Session(Session { known: true, ..session }),
        other @ (Created::Asset(..) | Created::Task(..)) => other,
    }
}

/// The MD5 of a part.
pub(super) fn md5(part: PartNo) -> [u8; 16] {
    [part.0.to_le_bytes()[0]; 16]
}

fn look(job: &Job, now: Now) -> FileFacts {
    let name = job.source.name();
    let size = FILES.iter().find(|(one, _)| name.ends_with(one)).map_or(1, |(_, size)| *size);
    // One of the files was written just now, or so it seems the first time.
    let known = job.file.as_ref().and_then(|file| file.modified);
    let modified = name.ends_with("d.mp4").then(|| known.unwrap_or(now.utc));
    FileFacts {
        size,
        modified,
        identity: None,
        // Several paths lead to the same content.
        fingerprint: name.chars().rev().take(6).collect(),
        kind: MediaKind::Video,
        format: String::new(),
        media_type: "video/mp4".to_owned(),
        media: Media::default(),
    }
}

/// The copy of a file.
fn copied(file: FileFacts) -> FileFacts {
    FileFacts { size: file.size.div_ceil(2), ..file }
}

fn asset(id: &AssetId, ready: bool) -> Asset {
    Asset {
        id: id.clone(),
        filename: String::new(),
        method: String::new(),
        status: if ready { AssetStatus::Ready } else { AssetStatus::Processing },
        file_type: String::new(),
        size: None,
        duration_secs: None,
        picture: None,
        created: None,
        error: None,
    }
}
