//! What is said to be sent, against what storage has seen of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant, SystemTime};

use secrecy::SecretString;
use takeup_api::body::{BodyProgress, Checks, FileRange};
use takeup_api::{AHEAD, Client, HttpClients, NewAsset, NewSession, put_part};
use takeup_model::{JobId, MediaKind, Metadata, PartNo};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Options, Sandbox, Times};
use tempfile::TempDir;

use takeup_rig::{Rig, sandbox_options, write_video};

const PART: u64 = 8 << 20;
const BUFFER: usize = 64 * 1024;
/// What may be on its way: the receive buffer, which the system makes twice as large as it is told, and as much
/// again that was read from it and not looked at yet.
const WAY: u64 = 4 * BUFFER as u64;
/// Longer than any test.
const FOREVER: Duration = Duration::from_mins(1);

fn narrow() -> Options {
    Options { chunk_size: PART, receive_buffer: Some(BUFFER), ..sandbox_options() }
}

/// A session for one file of one part, without an engine.
struct Bare {
    sandbox: Sandbox,
    clients: HttpClients,
    opened: NewSession,
    range: FileRange,
    _folder: TempDir,
}

impl Bare {
    async fn open(checks: Checks) -> Self {
        let sandbox = Sandbox::start(narrow()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("clip.mp4");
        write_video(&path, usize::try_from(PART).unwrap());
        let modified: Option<SystemTime> = path.metadata().unwrap().modified().ok();
        let clients =
            HttpClients::new(false, takeup_model::Network::default(), takeup_api::no_password()).unwrap();
        let key = Arc::new(SecretString::from(sandbox.key().to_owned()));
        let client = Client::new(clients.clone(), &sandbox.url(), key).unwrap();
        let new = NewAsset {
            filename: "clip.mp4",
            media_type: "video/mp4",
            kind: MediaKind::Video,
            mark: None,
            fingerprint: None,
            metadata: &Metadata::default(),
        };
        let opened = client.open_session(new, PART).await.unwrap();
        let range = FileRange { path, start: 0, length: PART, file_size: PART, modified, checks };
        Self { sandbox, clients, opened, range, _folder: folder }
    }

    /// Sends the part, once.
    fn send(
        &mut self,
        sight: &Arc<BodyProgress>,
    ) -> tokio::task::JoinHandle<Result<String, takeup_api::Error>> {
        let (_, url) = self.opened.urls.remove(0);
        let headers = self.opened.session.headers.clone();
        let (clients, range, sight) = (self.clients.clone(), self.range.clone(), Arc::clone(sight));
        tokio::spawn(async move { put_part(&clients, url, &headers, range, sight, Arc::default()).await })
    }

    fn arrived(&self) -> u64 {
        self.sandbox.ledger().sessions[0].chunks[0].bytes
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(target_os = "linux"), ignore = "the system does not limit what waits in a socket")]
async fn what_is_said_to_be_sent_is_close_to_what_has_arrived() {
    let mut bare = Bare::open(Checks::default()).await;
    let enough = PART / 2;
    bare.sandbox.script(Fault::once(FaultTarget::Part, FaultEffect::StallAfterBytes(enough, FOREVER)));
    let sight = Arc::new(BodyProgress::default());
    let sending = bare.send(&sight);
    let mut looks = 0;
    while looks < 200 {
        // The count is read first: what arrives in between only helps it.
        let sent = sight.sent();
        let arrived = bare.arrived();
        assert!(sent <= arrived + AHEAD + WAY, "{sent} are said to be sent and {arrived} have arrived");
        looks += u32::from(arrived >= enough);
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    assert!(sight.sent() + AHEAD >= enough, "the count follows");
    assert!(!sending.is_finished());
    sending.abort();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stored_part_tells_its_digests() {
    let mut bare = Bare::open(Checks { md5: true, sha256: true, leaves: true }).await;
    let sight = Arc::new(BodyProgress::default());
    let etag = bare.send(&sight).await.unwrap().unwrap();
    let digests = sight.digests().unwrap();
    assert_eq!(digests.md5.map(hex::encode), Some(etag));
    assert_eq!(digests.sha256.map(hex::encode), Some(takeup_rig::sha256(&bare.range.path)));
    assert_eq!(digests.leaves.unwrap().len() as u64, PART >> 20);
    assert_eq!((sight.sent(), bare.arrived()), (PART, PART));
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "the system does not limit what waits in a socket")]
fn the_count_goes_back_when_a_part_begins_again() {
    let mut rig = Rig::new(Options { times: Times::quick(), ..narrow() });
    rig.policy.stall = Duration::from_secs(1);
    let file = rig.video("clip.mp4", usize::try_from(PART).unwrap());
    rig.sandbox.script(Fault::once(FaultTarget::Part, FaultEffect::StallAfterBytes(PART / 2, FOREVER)));
    rig.sandbox.script(Fault::once(FaultTarget::Part, FaultEffect::Stall(FOREVER)));
    let driver = rig.engine();
    driver.add(&[&file]);
    let shown = |seen: &takeup_model::Snapshot| {
        let jobs: Vec<JobId> = seen.facts.jobs.keys().copied().collect();
        jobs.first().and_then(|job| seen.wire.flights.get(&(*job, PartNo(1))).copied())
    };
    driver.seen("half a part", |seen| shown(seen).is_some_and(|bytes| bytes + AHEAD >= PART / 2));
    let again = driver.seen("a second attempt", |seen| {
        rig.sandbox.ledger().sessions[0].chunks[0].puts == 2 && shown(seen).is_some()
    });
    assert!(shown(&again) <= Some(AHEAD + WAY), "{:?}", shown(&again));
    driver.ready(1);
    assert_eq!(rig.ledger().sessions[0].chunks[0].puts, 3);
}

#[test]
fn a_window_is_called_five_times_a_second_and_at_once_after_a_command() {
    let rig = Rig::slow();
    let file = rig.video("clip.mp4", 20_000_000);
    let calls = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&calls);
    let started = Instant::now();
    let setup = rig.setup(Some(rig.sandbox.key()));
    let driver = rig.start_calling(setup, move || {
        counted.fetch_add(1, Ordering::Relaxed);
    });
    driver.add(&[&file]);
    driver.ready(1);
    let (calls, took) = (calls.load(Ordering::Relaxed), started.elapsed());
    // One at the start, one for the command, and one for each time that has passed since.
    let most = 2 + took.as_millis() / 200 + 1;
    assert!(u128::from(calls) <= most, "{calls} calls in {took:?}");
    assert!(calls > 2, "it is seen how the upload gets on: {calls}");
}
