//! What is said aloud, to those who have the window read to them: what ended, what waits for a person, and whether the
//! platform can be reached. This is the only place that decides it. Toasts say for themselves what they show.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui::{Id, Rect, Role, Sense, Ui, accesskit::Live};

use crate::ui::Draw;
use takeup_model::{Account, ChangeRequestNo, End, Grade, Job, KeyState, Model, Reachability};
use takeup_text::{self as text, msg};

/// What happens within this time is said together, so that nobody is interrupted.
const PAUSE: Duration = Duration::from_secs(1);

/// How long a sentence can be come upon after it was said.
const STAYS: Duration = Duration::from_secs(20);

/// What was said last, and of which state.
#[derive(Clone, Debug, Default)]
pub struct Announcer {
    heard: Option<(Model, Instant)>,
    said: String,
    said_at: Option<Instant>,
    count: u64,
}

/// Says what has changed since it last said something. A sentence is said once, when it appears.
pub(crate) fn announce(ui: &Ui, draw: &mut Draw<'_>) {
    let (now, announcer) = (draw.now.mono, &mut draw.view.announcer);
    let (before, at) = announcer.heard.get_or_insert_with(|| (draw.model.clone(), now));
    if changed(before, draw.model) {
        let waited = now.saturating_duration_since(*at);
        if waited >= PAUSE {
            let said = announcements(before, draw.model);
            (*before, *at) = (draw.model.clone(), now);
            if !said.is_empty() {
                announcer.said = said.join("\n");
                announcer.said_at = Some(now);
                announcer.count += 1;
            }
        } else {
            ui.ctx().request_repaint_after(PAUSE.saturating_sub(waited));
        }
    }
    // Nobody comes upon what was true a while ago.
    let fresh = |at: Instant| now.saturating_duration_since(at) < STAYS;
    if announcer.said_at.is_some_and(fresh) {
        // A new one each time: the same words are said again when the same happens again.
        let id = Id::unique(("announced", announcer.count));
        let place = Rect::from_min_size(ui.max_rect().min, eframe::egui::Vec2::ZERO);
        ui.interact(place, id, Sense::hover());
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::Status);
            node.set_label(announcer.said.clone());
            node.set_live(Live::Polite);
        });
    }
}

fn changed(before: &Model, after: &Model) -> bool {
    !before.jobs.ptr_eq(&after.jobs)
        || line(before) != line(after)
        || refused(before) != refused(after)
        || !same_checkup(before, after)
}

/// The changes that were asked for and not made.
fn refused(model: &Model) -> BTreeSet<ChangeRequestNo> {
    let requests = model.current_account().into_iter().flat_map(|account| account.change_requests.iter());
    requests.filter(|(_, request)| request.failure.is_some()).map(|(number, _)| *number).collect()
}

/// What is said of those that have come.
fn refusals(before: &Model, after: &Model) -> Option<String> {
    let told = refused(before);
    let fresh: Vec<ChangeRequestNo> = refused(after).difference(&told).copied().collect();
    match fresh.as_slice() {
        [] => None,
        [only] => {
            let request = after.current_account()?.change_requests.get(only)?;
            let why = request.failure.as_ref()?;
            Some(text::sentences(text::not_changed(&request.change), text::happened(why)))
        }
        several => Some(msg::changes::change_failed_several(several.len())),
    }
}

fn same_checkup(before: &Model, after: &Model) -> bool {
    match (&before.checkup, &after.checkup) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (one, other) => one.is_none() == other.is_none(),
    }
}

/// What a test of the network has found: each line that is not as it should be.
fn checked(model: &Model) -> Option<String> {
    let found = model.checkup.as_ref()?;
    let flaws = found.lines.iter().filter(|line| matches!(line.finding.grade(), Grade::Warn | Grade::Fail));
    let flaws: Vec<String> = flaws.map(text::check_line).collect();
    Some(if flaws.is_empty() { msg::heard::heard_network_fine().to_owned() } else { flaws.join("\n") })
}

/// Whether the platform cannot be reached, and why a key does not serve: that of the account that is shown, or of one
/// whose uploads wait for it.
fn line(model: &Model) -> (bool, Option<String>) {
    let down = |account: &Account| matches!(account.reachability, Reachability::Down { .. });
    let waits = |account: &Account| {
        model.jobs.values().any(|job| job.account == account.id && job.active() && !job.asks())
    };
    let lacking = |account: &Account| match &account.key {
        key if key.is_refused() => Some(msg::heard::heard_key_refused().to_owned()),
        KeyState::Refused(why) => Some(text::key_failure(why)),
        KeyState::Missing | KeyState::Locked(_) if waits(account) => {
            Some(msg::heard::heard_key_missing().to_owned())
        }
        KeyState::Unknown
        | KeyState::Missing
        | KeyState::Locked(_)
        | KeyState::Unchecked(_)
        | KeyState::Good(_) => None,
    };
    let shown = model.current_account();
    let mut others = model.accounts.values().filter(|account| account.id != model.current);
    let named = |account: &Account| {
        let name = model.settings.account(&account.id).map_or("", |entry| entry.name.as_str());
        let said = lacking(account).filter(|_| waits(account))?;
        Some(msg::heard::heard_of_account(name, said))
    };
    let lacks = shown.and_then(lacking).or_else(|| others.find_map(named));
    (shown.is_some_and(down), lacks)
}

/// What can be said of an upload, once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Ready,
    Failed,
    NeedsDecision,
    Paused,
}

impl Turn {
    const ALL: [Self; 4] = [Self::Failed, Self::NeedsDecision, Self::Ready, Self::Paused];

    fn of(job: &Job) -> Option<Self> {
        match &job.end {
            Some(End::Ready) => Some(Self::Ready),
            Some(End::Failed(_)) => Some(Self::Failed),
            Some(End::Refused(_)) => Some(Self::NeedsDecision),
            Some(End::Cancelled) => None,
            None if job.asks() => Some(Self::NeedsDecision),
            None => job.paused.then_some(Self::Paused),
        }
    }

    fn one(self, job: &Job) -> String {
        let name = job.name();
        let said = match self {
            Self::Ready => return msg::heard::heard_ready(name),
            Self::Paused => return msg::heard::heard_paused(name),
            Self::Failed => msg::heard::heard_failed(name),
            Self::NeedsDecision => msg::heard::heard_held(name),
        };
        text::reason(job).map_or(said.clone(), |reason| text::sentences(said, reason))
    }

    fn several(self, count: usize) -> String {
        match self {
            Self::Ready => msg::heard::heard_ready_several(count),
            Self::Paused => msg::heard::heard_paused_several(count),
            Self::Failed => msg::heard::heard_failed_several(count),
            Self::NeedsDecision => msg::heard::heard_held_several(count),
        }
    }
}

/// The sentences that tell of the way from one state to the next: what needs a person first.
fn announcements(before: &Model, after: &Model) -> Vec<String> {
    let mut said = Vec::new();
    let ((was_down, was_refused), (down, refused)) = (line(before), line(after));
    // Another server has not answered yet.
    let server = |model: &Model| model.current_account().map(|account| account.server.clone());
    if down != was_down && (down || server(before) == server(after)) {
        let words = if down { msg::heard::heard_offline() } else { msg::heard::heard_online() };
        said.push(words.to_owned());
    }
    if was_refused.is_none() {
        said.extend(refused);
    }
    said.extend(refusals(before, after));
    if !same_checkup(before, after) {
        said.extend(checked(after));
    }
    let turned: Vec<(Turn, &Arc<Job>)> = after
        .jobs
        .iter()
        .filter_map(|(id, job)| {
            let old = before.jobs.get(id);
            let same = old.is_some_and(|old| Arc::ptr_eq(old, job));
            let turn = if same { None } else { Turn::of(job) };
            Some((turn.filter(|_| old.is_none_or(|old| Turn::of(old) != turn))?, job))
        })
        .collect();
    for turn in Turn::ALL {
        let jobs: Vec<&Arc<Job>> =
            turned.iter().filter(|(other, _)| *other == turn).map(|(_, job)| *job).collect();
        match jobs.as_slice() {
            [] => {}
            [only] => said.push(turn.one(only)),
            several => said.push(turn.several(several.len())),
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use takeup_model::{
        Change, Check, CheckLine, Checkup, Duplicate, Failure, FailureKind, Finding, IfExists, JobId, Method,
        Refusal,
    };
    use takeup_rig::{held_models, models};

    fn with(model: &Model, id: JobId, change: impl FnOnce(&mut Job)) -> Model {
        let mut after = model.clone();
        let mut job = (*after.jobs[&id]).clone();
        change(&mut job);
        after.jobs.insert(id, Arc::new(job));
        after
    }

    fn two() -> (Model, [JobId; 2]) {
        let mut model = models::empty();
        let ids = ["clip.mp4", "other.mov"].map(|name| {
            let job = models::job(&mut model, name, 1_000_000, Method::Direct);
            models::add(&mut model, job)
        });
        (model, ids)
    }

    #[test]
    fn a_change_that_is_refused_is_said_with_its_reason() {
        let (model, _) = two();
        let mut after = model.clone();
        let change = Change::DeleteAsset { asset: "a".into(), name: "clip.mp4".to_owned(), force: false };
        held_models::refused(&mut after, change.clone(), FailureKind::Conflict);
        assert!(changed(&model, &after));
        let said = announcements(&model, &after);
        assert!(matches!(&said[..], [only] if only.starts_with("“clip.mp4” was not deleted. ")), "{said:?}");
        assert_eq!(announcements(&after, &after), [""; 0]);
        let mut both = model.clone();
        for _ in 0..2 {
            held_models::refused(&mut both, change.clone(), FailureKind::Conflict);
        }
        assert_eq!(announcements(&model, &both), ["2 changes were not made."]);
    }

    #[test]
    fn what_a_test_of_the_network_finds_is_said() {
        let (model, _) = two();
        let line = |finding| CheckLine { check: Check::Disk, finding, took: None };
        let with = |lines| Model {
            checkup: Some(Arc::new(Checkup { at: jiff::Timestamp::UNIX_EPOCH, lines })),
            ..model.clone()
        };
        let fine = with(Vec::new());
        assert_eq!(announcements(&model, &fine), ["The network test found no problem."]);
        let failure = Failure::new(FailureKind::Network, "");
        let flaw = with(vec![line(Finding::NotConnected("storage.example.com".to_owned(), failure))]);
        let said = announcements(&fine, &flaw);
        assert!(matches!(&said[..], [only] if only.contains("Disk")), "{said:?}");
        assert_eq!(announcements(&flaw, &flaw), [""; 0]);
    }

    #[test]
    fn what_ends_or_needs_a_person_is_said_once() {
        let (model, [clip, other]) = two();
        assert_eq!(announcements(&model, &model), [""; 0]);
        let paused = with(&model, clip, |job| job.paused = true);
        assert_eq!(announcements(&model, &paused), ["“clip.mp4” is paused."]);
        assert_eq!(announcements(&paused, &model), [""; 0], "that it goes on can be heard from the row");
        let ready = with(&model, clip, |job| job.end = Some(End::Ready));
        assert_eq!(announcements(&model, &ready), ["“clip.mp4” is ready."]);
        let further = with(&ready, other, |job| job.paused = true);
        assert_eq!(
            announcements(&ready, &further),
            ["“other.mov” is paused."],
            "the first is not said again"
        );
        let failure = || Failure::new(FailureKind::FileMissing, "");
        let failed = with(&model, clip, |job| job.end = Some(End::Failed(failure())));
        let said = announcements(&model, &failed);
        assert!(matches!(&said[..], [only] if only.starts_with("“clip.mp4” failed. ")), "{said:?}");
        let both = with(&failed, other, |job| job.end = Some(End::Failed(failure())));
        assert_eq!(announcements(&model, &both), ["2 uploads failed."]);
        let gone = Model { jobs: takeup_model::Model::default().jobs, ..model.clone() };
        assert_eq!(announcements(&ready, &gone), [""; 0]);
    }

    #[test]
    fn what_waits_for_a_decision_is_said_once() {
        let (model, [clip, other]) = two();
        let ask = |job: &mut Job| {
            job.compared = false;
            job.duplicate = Some(Duplicate::InList(other));
            job.options.if_exists = Some(IfExists::Ask);
            job.compared = false;
        };
        let asking = with(&model, clip, ask);
        assert!(asking.jobs[&clip].asks());
        let said = announcements(&model, &asking);
        assert!(matches!(&said[..], [only] if only.starts_with("“clip.mp4” needs a decision.")), "{said:?}");
        let retried = with(&asking, clip, |job| job.retries += 1);
        assert_eq!(announcements(&asking, &retried), [""; 0], "it still waits for the same");
        let refusal = || End::Refused(Refusal::NotMedia { found: "Plain Text".to_owned() });
        let held = with(&model, other, |job| job.end = Some(refusal()));
        let said = announcements(&model, &held);
        assert!(matches!(&said[..], [only] if only.starts_with("“other.mov” needs a decision.")), "{said:?}");
        assert_eq!(announcements(&held, &held), [""; 0]);
        let both = with(&held, clip, ask);
        assert_eq!(announcements(&model, &both), ["2 uploads need a decision."]);
    }

    #[test]
    fn a_lost_connection_and_a_refused_key_are_said_when_they_come() {
        let (model, _) = two();
        let mut down = model.clone();
        models::edit(&mut down, |account| {
            account.reachability = Reachability::Down {
                since: models::now().utc,
                tries: 1,
                next: models::now().mono,
                why: Failure::new(FailureKind::Network, ""),
            };
        });
        assert_eq!(announcements(&model, &down), ["No connection to the platform. Uploads wait."]);
        assert_eq!(announcements(&down, &down), [""; 0]);
        assert_eq!(announcements(&down, &model), ["Connected again. Uploads go on."]);
        let refused_for = |kind| {
            let mut refused = model.clone();
            models::edit(&mut refused, |account| account.key = KeyState::Refused(Failure::new(kind, "")));
            announcements(&model, &refused)
        };
        assert_eq!(refused_for(FailureKind::KeyRefused), ["The API key was not accepted."]);
        let mut missing = model.clone();
        models::edit(&mut missing, |account| account.key = KeyState::Missing);
        assert_eq!(announcements(&model, &missing), ["Uploads wait for an API key."]);
        let idle = |model: &Model| Model { jobs: takeup_model::Model::default().jobs, ..model.clone() };
        assert_eq!(announcements(&idle(&model), &idle(&missing)), [""; 0], "nothing waits for one");
        let (mut here, mut gone) = (model.clone(), missing.clone());
        (here.current, gone.current) = ("other".into(), "other".into());
        assert_eq!(announcements(&here, &gone), ["My account: Uploads wait for an API key."]);
        let [unreachable] = refused_for(FailureKind::Network).try_into().unwrap();
        assert!(unreachable.contains("so the key was not checked"), "{unreachable}");
    }
}
