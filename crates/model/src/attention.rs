//! What follows from the uploads for the computer and for a person who is not looking: whether it has to stay awake,
//! and what to report once all uploads have stopped.

use std::time::Duration;

use crate::{Account, Job, KeyState, Model, Now, Reachability, UploadGroup, UploadStatus, Wire};

/// A retry that is due later than this does not keep the computer awake.
const SOON: Duration = Duration::from_mins(5);

/// Whether the computer must not go to sleep by itself: bytes move, or are about to.
pub fn keeps_awake(model: &Model, wire: &Wire, now: Now) -> bool {
    model.settings.hold_sleep
        && (adding(model) || model.jobs.values().any(|job| sends_soon(model, wire, job, now)))
}

/// Whether bytes of this upload move, or are about to.
fn sends_soon(model: &Model, wire: &Wire, job: &Job, now: Now) -> bool {
    if job.end.is_some() || job.bytes_sent() || job.source.path().is_none() {
        return false;
    }
    match UploadStatus::of(model, wire, job, now) {
        UploadStatus::Checking
        | UploadStatus::Waiting
        | UploadStatus::Preparing
        | UploadStatus::Uploading => true,
        UploadStatus::Retrying(wait) => wait <= SOON,
        UploadStatus::NoNetwork => model.account_of(job).is_some_and(|account| lost_recently(account, now)),
        UploadStatus::Duplicate
        | UploadStatus::NoKey
        | UploadStatus::Paused
        | UploadStatus::StoppedAtStart
        | UploadStatus::Importing
        | UploadStatus::Processing
        | UploadStatus::Indexing
        | UploadStatus::Ready
        | UploadStatus::Indexed
        | UploadStatus::Failed
        | UploadStatus::Changed
        | UploadStatus::Held
        | UploadStatus::NotAccepted
        | UploadStatus::Cancelled => false,
    }
}

/// Without a network the computer may sleep after a while, although it is looked for every minute.
fn lost_recently(account: &Account, now: Now) -> bool {
    match &account.reachability {
        Reachability::Down { since, .. } => now.utc.duration_since(*since).unsigned_abs() <= SOON,
        Reachability::Up => true,
    }
}

/// Whether any upload continues without a person, on the connection or on the platform.
pub fn goes_on(model: &Model) -> bool {
    adding(model) || model.jobs.values().any(|job| moves(model, job))
}

/// Whether this program still has something to do: bytes to send, or places to put what the platform is processing.
/// The platform processes what it has without us.
pub fn has_work(model: &Model) -> bool {
    let work = |job: &Job| !job.bytes_sent() || !job.destinations.is_empty();
    adding(model) || model.jobs.values().any(|job| moves(model, job) && work(job))
}

fn adding(model: &Model) -> bool {
    model.intake.values().any(|intake| !intake.stopped_at_start)
}

fn moves(model: &Model, job: &Job) -> bool {
    job.active() && !job.asks() && !lacks_key(model, job)
}

/// Whether a person has to give the key first. One that is still being looked for is no reason to call anybody.
fn lacks_key(model: &Model, job: &Job) -> bool {
    let lacking = |account: &Account| match account.key {
        KeyState::Missing | KeyState::Locked(_) | KeyState::Refused(_) => true,
        KeyState::Unknown | KeyState::Unchecked(_) | KeyState::Good(_) => false,
    };
    model.account_of(job).is_some_and(lacking)
}

/// The state of the uploads of a batch when none of them continues without a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standstill {
    /// Those that are ready.
    pub ready: usize,
    /// Those that failed, or were not accepted.
    pub failed: usize,
    /// Those that wait for a decision.
    pub undecided: usize,
    /// Those that wait for a key.
    pub without_key: usize,
}

impl Standstill {
    /// Counts the uploads of all accounts. Those that were over before the batch began are left out.
    pub fn of(model: &Model) -> Self {
        let mut counts = Self::default();
        for job in model.jobs.values() {
            let of_batch = model.batch_since.zip(job.ended).is_some_and(|(since, ended)| ended >= since);
            let counted = of_batch || job.active();
            match UploadGroup::of(job) {
                UploadGroup::Ready => counts.ready += usize::from(of_batch),
                UploadGroup::Failed => counts.failed += usize::from(of_batch),
                UploadGroup::Held => counts.undecided += usize::from(counted),
                UploadGroup::Active => counts.without_key += usize::from(counted && lacks_key(model, job)),
                UploadGroup::Cancelled => {}
            }
        }
        counts
    }

    /// Whether there is anything to tell: a person who has paused or cancelled everything knows.
    pub fn is_news(self) -> bool {
        self != Self::default()
    }

    /// Whether something waits for a person.
    pub fn needs_person(self) -> bool {
        self.undecided + self.without_key > 0
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Instant;

    use jiff::Timestamp;

    use super::*;
    use crate::{
        AccountId, Destination, DestinationId, End, Failure, FailureKind, FileFacts, Intake, IntakeNo, JobId,
        KeyLocation, Method, Route, RouteReason, Settings, Source, UploadOptions,
    };

    type Change = fn(&mut Job);

    fn now() -> Now {
        #[expect(clippy::disallowed_methods, reason = "tests need some instant")]
        let mono = Instant::now();
        Now { mono, utc: at(0), random: 1 }
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn job(number: u64, now: Now) -> Job {
        let source = Source::File(format!("/videos/{number}.mp4").into());
        let mut job = Job::new(JobId(number), AccountId::default(), source, UploadOptions::default(), now);
        job.file = Some(FileFacts::sample(100));
        job.looked = true;
        job.compared = true;
        job
    }

    fn model(key: KeyState, reachability: Reachability, jobs: impl IntoIterator<Item = Job>) -> Model {
        let account = Account { key, reachability, ..Account::default() };
        Model {
            accounts: [(account.id.clone(), account)].into(),
            jobs: jobs.into_iter().map(|job| (job.id, Arc::new(job))).collect(),
            batch_since: Some(at(-1)),
            ..Model::default()
        }
    }

    fn intake(now: Now) -> Intake {
        Intake {
            account: AccountId::default(),
            paths: Vec::new(),
            options: UploadOptions::default(),
            mark: String::new(),
            added: now.utc,
            recovered: false,
            stopped_at_start: false,
        }
    }

    fn up(jobs: impl IntoIterator<Item = Job>) -> Model {
        model(KeyState::Good(KeyLocation::Keyring(crate::Keyring::SecretService)), Reachability::Up, jobs)
    }

    fn over(mut job: Job, end: End, second: i64) -> Job {
        (job.end, job.ended) = (Some(end), Some(at(second)));
        job
    }

    #[test]
    fn this_program_has_work_until_the_platform_has_the_bytes_and_no_place_is_left() {
        let now = now();
        let fresh = Job::new(
            JobId(1),
            AccountId::default(),
            Source::File("/videos/1.mp4".into()),
            UploadOptions::default(),
            now,
        );
        assert!(has_work(&up([fresh])), "the file is not read yet");
        let mut sent = job(1, now);
        assert!(has_work(&up([sent.clone()])));
        sent.paused = true;
        assert!(!has_work(&up([sent.clone()])));
        (sent.paused, sent.asset) = (false, Some(("a".into(), crate::AssetStatus::Processing)));
        assert!(!has_work(&up([sent.clone()])), "the platform processes it");
        sent.destinations = vec![Destination::new(DestinationId::Index("i".into()))];
        assert!(has_work(&up([sent.clone()])), "it is indexed after that");
        assert!(!has_work(&up([over(sent, End::Ready, 0)])));
        assert!(has_work(&Model { intake: [(IntakeNo(1), intake(now))].into(), ..up([]) }));
    }

    #[test]
    fn sleep_is_held_off_while_bytes_move_or_will_within_minutes() {
        let now = now();
        let holds = |model: &Model| keeps_awake(model, &Wire::default(), now);
        let plain = job(1, now);
        assert!(!holds(&up([])));
        assert!(holds(&up([plain.clone()])));
        let set = Settings { hold_sleep: false, ..Settings::default() };
        assert!(!holds(&Model { settings: Arc::new(set), ..up([plain.clone()]) }));
        for (wait, held) in [(1, true), (300, true), (301, false)] {
            let mut job = plain.clone();
            job.not_before = Some(now.mono + Duration::from_secs(wait));
            assert_eq!(holds(&up([job])), held, "a retry in {wait} s");
        }
        let changes: [(&str, Change); 4] = [
            ("paused", |job| job.paused = true),
            ("stopped at start", |job| job.stopped_at_start = true),
            ("processing", |job| job.asset = Some(("a".into(), crate::AssetStatus::Processing))),
            ("fetched by the platform", |job| job.source = Source::Url("https://example.org/a".to_owned())),
        ];
        for (name, change) in changes {
            let mut job = plain.clone();
            change(&mut job);
            assert!(!holds(&up([job])), "{name}");
        }
        assert!(!holds(&up([over(plain.clone(), End::Ready, 0)])));
        assert!(!holds(&model(KeyState::Missing, Reachability::Up, [plain.clone()])));
        for (second, held) in [(-300, true), (-301, false)] {
            let failure = Failure::new(FailureKind::Network, "");
            let down = Reachability::Down { since: at(second), tries: 1, next: now.mono, why: failure };
            let key = KeyState::Good(KeyLocation::Environment);
            assert_eq!(holds(&model(key, down, [plain.clone()])), held, "no network since {second} s");
        }
        let mut scanned = up([]);
        scanned.intake.insert(IntakeNo(1), intake(now));
        assert!(holds(&scanned));
    }

    #[test]
    fn a_standstill_counts_what_a_person_should_hear_of() {
        let now = now();
        let failed = || End::Failed(Failure::new(FailureKind::ServerError, ""));
        let mut asked = job(4, now);
        asked.duplicate = Some(crate::Duplicate::InList(JobId(1)));
        asked.compared = false;
        asked.route = Some(Route { method: Method::Multipart, why: RouteReason::Resumable });
        let mut paused = job(5, now);
        paused.paused = true;
        let held = |found: &str| End::Refused(crate::Refusal::NotMedia { found: found.to_owned() });
        let jobs = [
            over(job(1, now), End::Ready, 0),
            over(job(2, now), failed(), 0),
            over(job(3, now), End::Ready, -2),
            asked,
            paused.clone(),
            over(job(6, now), End::Cancelled, 0),
            over(job(7, now), held("text"), 0),
            over(job(8, now), held("an earlier one"), -2),
            over(job(9, now), End::Refused(crate::Refusal::Empty), 0),
        ];
        let stands = up(jobs.clone());
        assert!(!goes_on(&stands));
        let counts = Standstill::of(&stands);
        assert_eq!(counts, Standstill { ready: 1, failed: 2, undecided: 2, without_key: 0 });
        assert!(counts.is_news() && counts.needs_person());
        assert!(!Standstill::of(&up([paused, over(job(6, now), End::Cancelled, 0)])).is_news());

        let going = [job(7, now), over(job(1, now), End::Ready, 0)];
        assert!(goes_on(&up(going.clone())));
        let refused = model(KeyState::Missing, Reachability::Up, going);
        assert!(!goes_on(&refused));
        assert_eq!(
            Standstill::of(&refused),
            Standstill { ready: 1, without_key: 1, ..Standstill::default() }
        );
    }
}
