//! The loop with work that misbehaves.

use takeup_api::HttpClients;
use takeup_api::body::Throttle;
use takeup_model::{Creation, End, Job, Network, Source, UploadOptions};

use jiff::SignedDuration;

use super::*;
use crate::config::Folders;
use crate::event::Reply;

fn with_two_jobs() -> Loop {
    let mut model = Model::default();
    for id in [1, 2].map(JobId) {
        let source = Source::Url(format!("https://example.org/{}.mp4", id.0));
        let job = Job::new(id, "main".into(), source, UploadOptions::default(), read_clock());
        model.jobs.insert(id, Arc::new(job));
    }
    let (told, progress) = mpsc::unbounded_channel();
    let tools = Tools {
        copies: copies::Copies::new(std::path::Path::new(""), &Policy::default()),
        progress: told,
        consent: Duration::ZERO,
        clients: HttpClients::new(false, Network::default(), takeup_api::no_password()).unwrap(),
        throttle: Arc::new(Throttle::default()),
        proxy_password: None,
        folders: Folders { config: ".".into(), data: ".".into() },
        adopt_above: 0,
        decode_picture: None,
        releases: None,
    };
    Loop {
        progress,
        model: Arc::new(model),
        agenda: Agenda::default(),
        wire: Wire::default(),
        policy: Policy::default(),
        tools,
        limit_rate: 0,
        keys: BTreeMap::new(),
        journal: None,
        written: Written::default(),
        calls: mpsc::unbounded_channel().1,
        publish: watch::channel(Snapshot { facts: Arc::default(), wire: Arc::default() }).0,
        wake: Box::new(|| {}),
    }
}

#[test]
fn work_that_breaks_down_costs_its_own_job_only() {
    let mut all = with_two_jobs();
    let mut hand = LoopState::new();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        for work in [Work::Create(JobId(1)), Work::AskHost(JobId(2))] {
            let (name, breaks) = (work.clone(), work.creates());
            let abort = hand.tasks.spawn(async move {
                assert!(!breaks, "on purpose");
                (name, Ok(Reply::Asked(takeup_model::Remote::Unknown)).into())
            });
            let running = RunningWork { abort, sight: Arc::default(), epoch: 0 };
            hand.running.insert(work, running);
        }
        // Both are over before the answer of either is taken, and the broken one comes first.
        let (first, second) = (hand.tasks.join_next_with_id().await, hand.tasks.join_next_with_id().await);
        let mut ended = [first.unwrap(), second.unwrap()];
        ended.sort_by_key(Result::is_ok);
        for one in ended {
            all.ended(&mut hand, one);
        }
    });
    let (broken, other) = (all.model.job(JobId(1)).unwrap(), all.model.job(JobId(2)).unwrap());
    assert!(matches!(&broken.end, Some(End::Failed(why)) if why.kind == FailureKind::Bug));
    assert_eq!(broken.creation, Creation::Doubtful, "it may have been created all the same");
    assert_eq!((other.end.as_ref(), other.remote.as_ref()), (None, Some(&takeup_model::Remote::Unknown)));
}

#[test]
fn a_url_is_used_while_its_part_still_arrives_in_time() {
    let (hour, need) = (Some(Duration::from_hours(1)), Duration::from_secs(30));
    for (life, age, used) in [
        (hour, 0, true),
        (hour, 3_570, true),
        (hour, 3_571, false),
        // A sleep of two hours, and a clock that was set back.
        (hour, 7_200, false),
        (hour, -600, true),
        // However short its life is, a fresh one serves.
        (Some(Duration::from_secs(4)), 0, true),
        (Some(Duration::from_secs(4)), 2, true),
        (Some(Duration::from_secs(4)), 3, false),
        (Some(Duration::ZERO), 0, true),
        (None, 1_000_000, true),
    ] {
        assert_eq!(lasts(life, SignedDuration::from_secs(age), need), used, "{life:?} after {age} s");
    }
}
