//! Models in the states that the window has to draw.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use takeup_model::{
    Access, Account, Asset, AssetStatus, Creation, Destination, DestinationId, DestinationState, End,
    EtagKind, Failure, FailureKind, FileFacts, Flight, Index, IndexTask, IndexingStatus, Intake, Job, JobId,
    KeyLocation, KeyState, Keyring, KnowledgeStore, LimitKey, Limits, ListState, Listing, Media, MediaKind,
    Meter, Method, Model, NextUploads, Now, Part, PartNo, PartRetries, Picture, Poll, Reachability, Refusal,
    Route, RouteReason, Session, Settings, Sound, Source, UploadOptions, Wire, choose_route,
};

/// A moment that is the same in every run, as far as the calendar goes.
#[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
pub fn now() -> Now {
    Now { mono: Instant::now(), utc: at("2026-11-22T11:32:10Z"), random: 7 }
}

/// A moment of the calendar.
pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A connected account with nothing in it.
pub fn empty() -> Model {
    let settings = Settings::default();
    let id = settings.current.clone();
    let account = Account {
        id: id.clone(),
        name: "Work account".to_owned(),
        server: settings.accounts[0].server.clone(),
        key: KeyState::Good(KeyLocation::Keyring(Keyring::SecretService)),
        multipart: Access::Granted,
        stores_access: Access::Granted,
        ..Account::default()
    };
    let mut model =
        Model { current: id.clone(), settings: Arc::new(settings), settings_saved: true, ..Model::default() };
    model.accounts.insert(id, account);
    let (indexes, stores) = (indexes(), stores());
    edit(&mut model, |account| {
        account.indexes = indexes;
        account.stores = stores;
    });
    model
}

/// Changes the account that the window shows.
pub fn edit(model: &mut Model, with: impl FnOnce(&mut Account)) {
    with(model.accounts.get_mut(&model.current).unwrap());
}

/// Changes what the account that the window shows does with what is added next.
pub fn remember(model: &mut Model, with: impl FnOnce(&mut NextUploads)) {
    let current = model.current.clone();
    with(&mut Arc::make_mut(&mut model.settings).account_mut(&current).unwrap().next);
}

/// What the `ETag`s of the account's storage are.
pub fn etags(kind: EtagKind) -> BTreeMap<String, EtagKind> {
    [("storage.example.org".to_owned(), kind)].into()
}

/// An account without a key.
pub fn first_run() -> Model {
    let mut model = empty();
    edit(&mut model, |account| {
        *account = Account {
            id: account.id.clone(),
            name: account.name.clone(),
            key: KeyState::Missing,
            ..Account::default()
        };
    });
    model
}

/// An account whose key the platform does not know.
pub fn wrong_key() -> Model {
    let mut model = first_run();
    edit(&mut model, |account| {
        account.key = KeyState::Refused(Failure::new(FailureKind::KeyRefused, "api_key_invalid"));
    });
    model
}

/// A job of the shown account that has been looked at and routed.
pub fn job(model: &mut Model, name: &str, size: u64, method: Method) -> Job {
    let id = JobId(model.next_number());
    let why = match method {
        Method::Multipart => RouteReason::Resumable,
        Method::Direct => RouteReason::Small,
        Method::Task => RouteReason::Asked,
        Method::Url => RouteReason::PublicUrl,
        Method::Import => RouteReason::DriveLink,
    };
    let source = if matches!(method, Method::Url | Method::Import) {
        Source::Url(format!("https://{name}"))
    } else {
        Source::File(PathBuf::from("/home/ada/Videos").join(name))
    };
    let file = source.path().map(|_| FileFacts {
        size,
        modified: None,
        fingerprint: String::new(),
        identity: None,
        kind: MediaKind::Video,
        format: "MP4".to_owned(),
        media_type: "video/mp4".to_owned(),
        media: Media::default(),
    });
    let mut job = Job::new(id, model.current.clone(), source, UploadOptions::default(), now());
    job.file = file;
    (job.looked, job.compared) = (true, true);
    job.route = Some(Route { method, why });
    job.added = at("2026-11-22T11:30:00Z");
    job.started = Some(at("2026-11-22T11:30:02Z"));
    job
}

/// Puts a job into the model.
pub fn add(model: &mut Model, job: Job) -> JobId {
    let id = job.id;
    model.jobs.insert(id, Arc::new(job));
    id
}

/// A session of `count` parts of which the first `stored` are stored.
pub fn session(asset: &str, total: u64, count: u64, stored: usize) -> Session {
    let part_size = total.div_ceil(count);
    let mut session = Session::new("upl_7d1f0c22b7".into(), asset.into(), total, part_size).unwrap();
    session.parts[..stored].fill(Part::Reported);
    Session { known: true, ..session }
}

/// A speed that has been measured for a while.
pub fn meter(bytes_per_sec: f64, now: Now) -> Meter {
    let since = now.mono.checked_sub(Duration::from_secs(30));
    Meter { bytes_per_sec, seen: 1, at: Some(now.mono), since: since.or(Some(now.mono)) }
}

/// Facts, and what is on the wire with them. Where only facts count it is as good as these.
#[derive(Clone, Debug, Default)]
pub struct Scene {
    pub model: Model,
    pub wire: Wire,
}

impl From<Model> for Scene {
    fn from(model: Model) -> Self {
        Self { model, wire: Wire::default() }
    }
}

impl Deref for Scene {
    type Target = Model;

    fn deref(&self) -> &Model {
        &self.model
    }
}

impl DerefMut for Scene {
    fn deref_mut(&mut self) -> &mut Model {
        &mut self.model
    }
}

fn fly(wire: &mut Wire, job: JobId, part: u32, bytes: u64) {
    let flight: Flight = (job, PartNo(part));
    wire.flights.insert(flight, bytes);
}

/// A part-by-part upload, partly stored.
pub fn in_parts(
    Scene { model, wire }: &mut Scene,
    name: &str,
    size: u64,
    (count, stored): (u64, usize),
    rate: f64,
    now: Now,
) -> JobId {
    let mut job = job(model, name, size, Method::Multipart);
    job.session = Some(session("6391c8a669ff3402ec515aba", size, count, stored));
    job.destinations = vec![Destination::new(DestinationId::Index("races".into()))];
    let id = add(model, job);
    for part in 1..=5u32 {
        fly(wire, id, u32::try_from(stored).unwrap() + part, 700_000);
    }
    wire.meters.insert(id, meter(rate, now));
    id
}

/// Everything at once, as in the picture of the uploads page. The second name is up to the caller.
pub fn busy(second: &str, now: Now) -> Scene {
    let mut model = Scene::from(empty());
    let first = in_parts(&mut model, "best-racing-moments.mp4", 1_840_000_000, (352, 218), 31.4e6, now);
    let mut one = (*model.jobs[&first]).clone();
    one.retries = 1;
    one.part_retries.insert(PartNo(224), PartRetries { attempts: 1, ..PartRetries::default() });
    model.jobs.insert(first, Arc::new(one));
    in_parts(&mut model, second, 214_000_000, (41, 9), 12.9e6, now);
    let mut url = job(&mut model, "media.example.org/lecture-07.mp4", 0, Method::Url);
    url.asset = Some(("6391c002aa11bb22cc33fd10".into(), AssetStatus::Processing));
    url.sent = Some(at("2026-11-22T11:30:58Z"));
    add(&mut model, url);
    let waiting = job(&mut model, "press-kit-teaser.mp4", 96_000_000, Method::Direct);
    add(&mut model, waiting);
    let mut large = job(&mut model, "whole-match-uncut.mov", 4_200_000_000, Method::Multipart);
    large.route = None;
    let limit = Limits { set: [(LimitKey::Multipart, 2_000_000_000)].into() }.of(LimitKey::Multipart);
    let size = 4_200_000_000;
    large.end = Some(End::Refused(Refusal::TooLarge { method: Method::Multipart, size, limit }));
    add(&mut model, large);
    let mut done = job(&mut model, "opening-keynote.mp4", 178_000_000, Method::Direct);
    done.asset = Some(("6396bf71a62ad20a77c1d20f".into(), AssetStatus::Ready));
    done.destinations = vec![Destination {
        destination_id: DestinationId::Index("races".into()),
        state: DestinationState::Ready { id: "v1".to_owned() },
        poll: Poll::default(),
    }];
    done.sent = Some(at("2026-11-22T11:30:30Z"));
    done.ended = Some(at("2026-11-22T11:31:12Z"));
    done.end = Some(End::Ready);
    add(&mut model, done);
    more_states(&mut model, now);
    model.wire.total = meter(44.3e6, now);
    model.wire.allowance = Some(10);
    model
}

fn more_states(model: &mut Model, now: Now) {
    let mut again = job(model, "b-roll-harbour.mkv", 1_100_000_000, Method::Multipart);
    again.session = Some(session("638ff6a0123456789abc3c07", 1_100_000_000, 210, 61));
    again.not_before = Some(now.mono + Duration::from_secs(8));
    again.trouble = Some(Failure::new(FailureKind::ServerError, "HTTP 503"));
    again.retries = 3;
    add(model, again);
    let mut paused = job(model, "drone-coast-02.mp4", 905_000_000, Method::Multipart);
    paused.session = Some(session("6389c9f3123456789abc1e52", 905_000_000, 173, 40));
    paused.paused = true;
    add(model, paused);
    let mut indexing = job(model, "podcast-ep-12.mp3", 61_000_000, Method::Direct);
    indexing.asset = Some(("6389d172123456789abcb0c9".into(), AssetStatus::Ready));
    indexing.destinations = vec![Destination {
        destination_id: DestinationId::Index("lectures".into()),
        state: DestinationState::Submitted { id: "x".to_owned(), status: IndexingStatus::Indexing },
        poll: Poll::default(),
    }];
    indexing.sent = Some(at("2026-11-22T11:31:00Z"));
    add(model, indexing);
    let mut failed = job(model, "obs-recording.mkv", 1_400_000_000, Method::Multipart);
    failed.end = Some(End::Failed(Failure::new(FailureKind::FileChanged, "it grew from 1.2 to 1.4 GB")));
    add(model, failed);
    let mut text = job(model, "notes.txt", 18_000, Method::Direct);
    text.route = None;
    text.end = Some(End::Refused(Refusal::NotMedia { found: "Plain Text".to_owned() }));
    add(model, text);
}

/// One job of `size` bytes that travels in one request which has begun.
pub fn direct_under_way(now: Now) -> (Scene, JobId) {
    let mut model = Scene::from(empty());
    let mut job = job(&mut model, "press-kit-teaser.mp4", 96_000_000, Method::Direct);
    job.creation = Creation::Begun;
    let id = add(&mut model, job);
    fly(&mut model.wire, id, 0, 30_000_000);
    model.wire.meters.insert(id, meter(9.0e6, now));
    (model, id)
}

/// Many failures of two sorts, and no network.
pub fn failures(now: Now) -> Model {
    let mut model = empty();
    for number in 1..=212 {
        let mut bad = job(&mut model, &format!("cam-a-{number:04}.txt"), 18_000_000, Method::Direct);
        bad.end = Some(End::Refused(Refusal::NotMedia { found: "Plain Text".to_owned() }));
        add(&mut model, bad);
    }
    for name in ["obs-recording.mkv", "screen-capture.mkv"] {
        let mut bad = job(&mut model, name, 1_400_000_000, Method::Multipart);
        bad.end = Some(End::Failed(Failure::new(FailureKind::FileChanged, "it grew from 1.2 to 1.4 GB")));
        add(&mut model, bad);
    }
    let mut waits = in_parts_at_rest(&mut model);
    waits.setbacks = 2;
    add(&mut model, waits);
    edit(&mut model, |account| {
        account.reachability = Reachability::Down {
            since: at("2026-11-22T11:31:40Z"),
            tries: 2,
            next: now.mono + Duration::from_secs(8),
            why: Failure::new(FailureKind::Network, "no route to host"),
        };
    });
    model
}

fn in_parts_at_rest(model: &mut Model) -> Job {
    let mut job = job(model, "best-racing-moments.mp4", 1_840_000_000, Method::Multipart);
    job.session = Some(session("6391c8a669ff3402ec515aba", 1_840_000_000, 352, 218));
    job
}

/// As many waiting jobs as wanted.
pub fn many(count: usize) -> Model {
    let mut model = empty();
    for number in 0..count {
        let waiting = job(&mut model, &format!("clip-{number:05}.mp4"), 40_000_000, Method::Multipart);
        add(&mut model, waiting);
    }
    model
}

/// Paths that are being looked through.
pub fn looking(model: &mut Model) {
    let number = takeup_model::IntakeNo(model.next_number());
    let intake = Intake {
        account: model.current.clone(),
        paths: vec![PathBuf::from("/home/ada/Videos")],
        options: UploadOptions::default(),
        mark: String::new(),
        added: at("2026-11-22T11:32:06Z"),
        recovered: false,
        stopped_at_start: false,
    };
    model.intake.insert(number, intake);
}

fn listing<T>(items: Vec<T>, total: Option<u64>) -> Listing<T> {
    let loaded = Some(at("2026-11-22T11:32:06Z"));
    Listing {
        items: items.into_iter().map(Arc::new).collect(),
        state: ListState { total, loaded, ..ListState::default() },
    }
}

fn indexes() -> Listing<Index> {
    let index = |id: &str, name: &str, model: &str, videos: u64, hours: f64, created: &str| Index {
        id: id.into(),
        name: name.to_owned(),
        models: vec![(model.to_owned(), vec!["visual".to_owned(), "audio".to_owned()])],
        video_count: Some(videos),
        duration_secs: Some(hours * 3600.0),
        created: Some(at(created)),
        expires: None,
    };
    let mut broll = index("broll", "B-roll", "marengo3.0", 1030, 212.7, "2025-12-08T09:00:00Z");
    broll.expires = Some(at("2026-12-02T09:00:00Z"));
    listing(
        vec![
            index("races", "Races 2026", "marengo3.0", 412, 96.4, "2026-02-03T09:00:00Z"),
            index("lectures", "Lectures", "marengo3.0", 88, 71.0, "2026-01-11T09:00:00Z"),
            broll,
            index("old", "Old analysis", "pegasus1.2", 19, 6.1, "2025-05-02T09:00:00Z"),
        ],
        Some(4),
    )
}

fn stores() -> Listing<KnowledgeStore> {
    let store = |id: &str, name: &str, items: u64, created: &str| KnowledgeStore {
        id: id.into(),
        name: name.to_owned(),
        description: None,
        item_count: Some(items),
        created: Some(at(created)),
    };
    listing(
        vec![
            store("ks_66a1f0aa5120", "Season archive", 38, "2026-10-14T09:00:00Z"),
            store("ks_66a1f0bb7741", "Training library", 211, "2026-08-02T09:00:00Z"),
        ],
        Some(2),
    )
}

const ASSETS: [(&str, &str, &str, &str, u64, &str); 8] = [
    (
        "6391c8a669ff3402ec515aba",
        "best-racing-moments.mp4",
        "multipart",
        "ready",
        1_840,
        "2026-11-22T11:20:00Z",
    ),
    ("6391c8b1aa0011223344591a", "", "multipart", "processing", 214, "2026-11-22T11:18:00Z"),
    ("6391c002aa11bb22cc33fd10", "lecture-07.mp4", "url", "ready", 640, "2026-11-22T10:41:00Z"),
    ("638ff7c2aa11bb22cc3322d4", "opening-keynote.mp4", "direct", "ready", 178, "2026-11-21T10:00:00Z"),
    ("638ff6a0123456789abc3c07", "b-roll-harbour.mkv", "multipart", "failed", 1_100, "2026-11-21T09:00:00Z"),
    ("6389d172123456789abcb0c9", "podcast-ep-12.mp3", "direct", "ready", 61, "2026-11-18T09:00:00Z"),
    ("6389c9f3123456789abc1e52", "drone-coast-02.mp4", "multipart", "ready", 905, "2026-11-18T08:00:00Z"),
    ("63881b20123456789abce0a1", "poster.png", "direct", "ready", 4, "2026-11-17T08:00:00Z"),
];

/// The assets of the picture. The second name is up to the caller.
pub fn with_assets(second: &str, now: Now) -> Scene {
    let mut model = busy(second, now);
    let items = ASSETS.into_iter().map(|(id, name, method, status, megabytes, created)| {
        let name = if name.is_empty() { second } else { name };
        let (kind, secs, picture) = match name.rsplit('.').next() {
            Some("mp3") => ("audio/mpeg", Some(2643.0), None),
            Some("png") => ("image/png", None, Some((3000, 4200))),
            _ => ("video/mp4", Some(587.0), Some((1920, 1080))),
        };
        Asset {
            id: id.into(),
            filename: name.to_owned(),
            method: method.to_owned(),
            status: AssetStatus::parse(status),
            file_type: kind.to_owned(),
            size: Some(megabytes * 1_000_000),
            duration_secs: secs,
            picture,
            created: Some(at(created)),
            error: (status == "failed").then(|| "The video stream could not be decoded.".to_owned()),
        }
    });
    let items = items.collect();
    edit(&mut model, |account| {
        account.assets = listing(items, Some(1284));
        account.assets.state.next = Some((now.mono + Duration::from_secs(3), Duration::from_secs(5)));
    });
    model
}

/// The tasks of the picture.
pub fn with_tasks(now: Now) -> Scene {
    let mut model = busy("interview-final-cut.mov", now);
    let rows = [
        ("t1", "races", "best-racing-moments.mp4", IndexingStatus::Indexing, "2026-11-22T11:22:00Z", 2530),
        ("t2", "lectures", "lecture-07.mp4", IndexingStatus::Validating, "2026-11-22T11:31:00Z", 3502),
        ("t3", "broll", "drone-coast-02.mp4", IndexingStatus::Queued, "2026-11-22T11:30:00Z", 418),
        ("t4", "lectures", "opening-keynote.mp4", IndexingStatus::Ready, "2026-11-22T11:00:00Z", 760),
        ("t5", "broll", "b-roll-harbour.mkv", IndexingStatus::Failed, "2026-11-22T10:00:00Z", 587),
        ("t6", "races", "press-2025.mp4", IndexingStatus::Ready, "2026-11-21T11:00:00Z", 192),
    ];
    let items = rows.into_iter().map(|(id, index, name, status, created, secs)| IndexTask {
        id: id.into(),
        index: index.into(),
        video: (status == IndexingStatus::Ready).then(|| format!("video-{id}")),
        status,
        filename: name.to_owned(),
        duration_secs: Some(f64::from(secs)),
        created: Some(at(created)),
        updated: Some(at(created) + Duration::from_secs(161)),
        picture: None,
        reason: None,
    });
    let items = items.collect();
    edit(&mut model, |account| {
        account.tasks = listing(items, Some(6));
        account.tasks.state.next = Some((now.mono + Duration::from_secs(3), Duration::from_secs(5)));
    });
    model
}

/// Many files whose picture is too small for the index they are to go into, and one that some sources find too long.
pub fn unmet(now: Now) -> Model {
    let mut model = empty();
    let options = UploadOptions {
        destination_ids: vec![DestinationId::Index("races".into())],
        ..UploadOptions::default()
    };
    too_long_for_some(&mut model, &options);
    for number in 1..=212 {
        let mut bad = job(&mut model, &format!("it's {number}.mp4"), 18_000_000, Method::Direct);
        let known = Media {
            picture: Picture::new(426, 240),
            length: Some(Duration::from_secs(52)),
            video: Some("h264".to_owned()),
            audio: Sound::Some("aac".to_owned()),
            ..Media::default()
        };
        bad.file = bad.file.map(|file| FileFacts { media: known, ..file });
        bad.options = options.clone();
        let chosen = choose_route(
            &bad.source,
            bad.file.as_ref(),
            &bad.options,
            model.current_account().unwrap(),
            u64::MAX,
            now.mono,
        );
        bad.route = None;
        bad.end = chosen.err().map(End::Refused);
        add(&mut model, bad);
    }
    model
}

fn too_long_for_some(model: &mut Model, options: &UploadOptions) {
    let mut long = job(model, "whole-day.mp4", 1_800_000_000, Method::Multipart);
    let known = Media {
        picture: Picture::new(1920, 1080),
        length: Some(Duration::from_mins(150)),
        video: Some("hevc".to_owned()),
        audio: Sound::Some("aac".to_owned()),
        ..Media::default()
    };
    long.file = long.file.map(|file| FileFacts { media: known, ..file });
    long.options = options.clone();
    add(model, long);
}
