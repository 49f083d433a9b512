//! The pure core at ten thousand uploads, a few of them under way and half of them over: what every event costs.

#![expect(clippy::disallowed_methods, reason = "a bench has no loop that could give it the time")]

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use takeup_engine::journal::{self, Written};
use takeup_engine::pure::Agenda;
use takeup_engine::{Command, Event, JobSelection, Plan, Policy, Reply, Work, pure};
use takeup_model::{
    Account, AccountId, AssetId, ConnectTimes, Creation, End, FileFacts, Flight, Job, JobId, KeyLocation,
    KeyState, Media, MediaKind, Model, Now, Part, PartNo, Sample, Session, Source, UploadId, UploadOptions,
    Wire,
};

const JOBS: u64 = 10_000;
const UNDER_WAY: u64 = 4;
const PARTS: usize = 128;
const PART: u64 = 8 << 20;

fn clock() -> Now {
    Now { mono: Instant::now(), utc: jiff::Timestamp::UNIX_EPOCH, random: 7 }
}

fn session(number: u64) -> Option<Session> {
    let (upload, asset) = (UploadId(format!("upload{number}")), AssetId(format!("asset{number}")));
    let mut session = Session::new(upload, asset, PART * PARTS as u64, PART)?;
    session.parts.iter_mut().take(50).for_each(|part| *part = Part::Reported);
    Some(Session { known: true, ..session })
}

fn model(now: Now) -> Model {
    let account = Account {
        id: AccountId::from("main"),
        server: "http://127.0.0.1".to_owned(),
        key: KeyState::Good(KeyLocation::Environment),
        ..Account::default()
    };
    let mut model = Model {
        current: account.id.clone(),
        accounts: [(account.id.clone(), account)].into(),
        settings_saved: true,
        ..Model::default()
    };
    for number in 1..=JOBS {
        let source = Source::File(PathBuf::from(format!("/films/{number}.mp4")));
        let mut job = Job::new(JobId(number), model.current.clone(), source, UploadOptions::default(), now);
        if number > JOBS / 2 {
            job.end = Some(End::Ready);
        }
        model.jobs.insert(job.id, Arc::new(job));
    }
    for number in 1..=JOBS / 2 {
        let facts = FileFacts {
            size: PART * PARTS as u64,
            modified: None,
            fingerprint: number.to_string(),
            identity: None,
            kind: MediaKind::Video,
            format: "MP4".to_owned(),
            media_type: "video/mp4".to_owned(),
            media: Media::default(),
        };
        take(&mut model, Event::Done(Work::Look(JobId(number)), Ok(Reply::Looked(facts))), now);
    }
    while let Plan::Decide(decisions) = pure::plan(&model, &Agenda::of(&model), &Policy::default(), now.mono)
    {
        for (job, decision) in decisions {
            take(&mut model, Event::Decided(job, decision), now);
        }
    }
    for id in
        model.jobs.keys().copied().take(usize::try_from(UNDER_WAY).unwrap_or_default()).collect::<Vec<_>>()
    {
        let Some(job) = model.jobs.get_mut(&id).map(Arc::make_mut) else { continue };
        job.creation = Creation::Begun;
        job.session = session(job.id.0);
    }
    model
}

fn take(model: &mut Model, event: Event, now: Now) {
    pure::apply(model, event, &Policy::default(), now);
}

fn core(criterion: &mut Criterion) {
    let now = clock();
    let model = model(now);
    let written = Written::of(&model);
    let mut changed = model.clone();
    take(&mut changed, Event::Command(Command::Pause(JobSelection::One(JobId(1)))), now);
    let reply = || Reply::Stored { etag: "etag".to_owned(), host: "storage".to_owned() };
    let stored = || Event::Done(Work::Send(JobId(1), PartNo(51)), Ok(reply()));
    let bytes: Vec<(Flight, u64)> = (51..59).map(|part| ((JobId(1), PartNo(part)), 1 << 20)).collect();
    let flights = bytes.iter().map(|(flight, _)| (*flight, 0)).collect();
    let sample = Sample { bytes, held_up: false, connect_times: ConnectTimes::default() };
    let wire = Wire { flights, ..Wire::default() };

    criterion.bench_function("clone the model", |bench| bench.iter(|| black_box(&model).clone()));
    criterion.bench_function("plan", |bench| {
        let agenda = Agenda::of(&model);
        bench.iter(|| pure::plan(black_box(&model), &agenda, &Policy::default(), now.mono));
    });
    criterion.bench_function("bring the agenda up to date", |bench| {
        bench.iter_batched_ref(
            || Agenda::of(&model),
            |agenda| agenda.follow(black_box(&changed)),
            BatchSize::LargeInput,
        );
    });
    criterion.bench_function("apply a stored part", |bench| {
        bench.iter_batched_ref(
            || (model.clone(), Some(stored())),
            |(model, event)| event.take().into_iter().for_each(|event| take(model, event, now)),
            BatchSize::LargeInput,
        );
    });
    criterion.bench_function("take in a sample of 8 bodies", |bench| {
        bench.iter_batched_ref(
            || wire.clone(),
            |wire| pure::sample(wire, black_box(&model), &sample, &Policy::default(), now.mono),
            BatchSize::LargeInput,
        );
    });
    criterion.bench_function("what the journal is due", |bench| {
        bench.iter_batched_ref(
            || written.clone(),
            |written| journal::due(black_box(&changed), written),
            BatchSize::LargeInput,
        );
    });
}

criterion_group!(benches, core);
criterion_main!(benches);
