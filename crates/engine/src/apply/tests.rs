//! Single facts that random histories rarely meet.
#![expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]

use std::sync::Arc;
use std::time::Instant;

use crate::agenda::Agenda;
use crate::decide::decisions;
use crate::event::{Command, Created, JobSelection, Neighbor, Reply};
use takeup_model::{
    Asset, AssetStatus, Destination, DestinationId, Duplicate, End, Failure, FailureKind, FileFacts,
    IndexingStatus, KeyLocation, KeyState, Media, MediaKind, Method, Outcome, Route, RouteReason, Source,
    Step, UploadOptions,
};

use super::*;

fn now() -> Now {
    Now { mono: Instant::now(), utc: "2026-03-01T12:00:00Z".parse().unwrap(), random: 7 }
}

/// A model with one file whose direct upload has left it in doubt.
fn doubtful() -> Model {
    let account =
        Account { id: "main".into(), key: KeyState::Good(KeyLocation::Environment), ..Account::default() };
    let mut job =
        Job::new(JobId(1), "main".into(), Source::File("/clip.mp4".into()), UploadOptions::default(), now());
    job.looked = true;
    job.file = Some(FileFacts {
        size: 10,
        modified: None,
        fingerprint: String::new(),
        identity: None,
        kind: MediaKind::Video,
        format: String::new(),
        media_type: "video/mp4".to_owned(),
        media: Media::default(),
    });
    job.route = Some(Route { method: Method::Direct, why: RouteReason::Small });
    job.creation = Creation::Doubtful;
    Model {
        current: "main".into(),
        accounts: [(account.id.clone(), account)].into(),
        jobs: [(job.id, Arc::new(job))].into_iter().collect(),
        ..Model::default()
    }
}

fn take(model: &mut Model, event: Event) {
    apply(model, event, &Policy::default(), now());
    loop {
        let decisions = decisions(model, &Agenda::of(model), &takeup_model::Wire::default(), now().mono);
        if decisions.is_empty() {
            return;
        }
        for (job, decision) in decisions {
            apply(model, Event::Decided(job, decision), &Policy::default(), now());
        }
    }
}

fn end(model: &Model) -> Option<End> {
    model.jobs[&JobId(1)].end.clone()
}

#[test]
fn what_is_found_again_may_have_ended_already() {
    let found = |created: Created| {
        let mut model = doubtful();
        take(&mut model, Event::Done(Work::Recover(JobId(1)), Ok(Reply::Recovered(Some(created)))));
        end(&model)
    };
    assert_eq!(found(Created::Asset("a".into(), AssetStatus::Ready)), Some(End::Ready));
    assert_eq!(found(Created::Asset("a".into(), AssetStatus::Processing)), None);
    assert!(matches!(found(Created::Asset("a".into(), AssetStatus::Failed)), Some(End::Failed(_))));
    assert_eq!(found(Created::Task("t".into(), IndexingStatus::Ready)), Some(End::Ready));
    assert!(matches!(found(Created::Task("t".into(), IndexingStatus::Failed)), Some(End::Failed(_))));
}

#[test]
fn one_empty_answer_does_not_settle_a_doubt() {
    let mut model = doubtful();
    for answers in 1..=Policy::default().seek_answers {
        assert_eq!(model.jobs[&JobId(1)].creation, Creation::Doubtful, "after {answers} answers");
        take(&mut model, Event::Done(Work::Recover(JobId(1)), Ok(Reply::Recovered(None))));
    }
    assert_eq!(model.jobs[&JobId(1)].creation, Creation::NotBegun);
}

#[test]
fn indexing_that_failed_is_tried_again_without_sending_the_file() {
    let mut model = doubtful();
    let job = Arc::make_mut(model.jobs.get_mut(&JobId(1)).unwrap());
    job.asset = Some(("a".into(), AssetStatus::Ready));
    let failed = Failure::new(FailureKind::Processing, "");
    job.destinations = vec![Destination {
        state: DestinationState::Failed(failed),
        ..Destination::new(DestinationId::Index("i".into()))
    }];
    take(&mut model, Event::Command(Command::Cancel(JobSelection::One(JobId(1)))));
    take(&mut model, Event::Command(Command::Retry(JobSelection::One(JobId(1)))));
    let job = model.job(JobId(1)).unwrap();
    assert_eq!((job.step(), &job.destinations[0].state), (Step::Submit, &DestinationState::Doubtful));
}

#[test]
fn what_waits_changes_places_with_its_neighbour_and_nothing_else_moves() {
    let mut model = doubtful();
    for number in 2..=4 {
        let mut job = (*model.jobs[&JobId(1)]).clone();
        (job.id, job.creation) = (JobId(number), Creation::NotBegun);
        model.jobs.insert(job.id, Arc::new(job));
    }
    model.last_number = 4;
    let order = |model: &Model| {
        let mut jobs: Vec<_> =
            model.jobs.values().map(|job| (std::cmp::Reverse(job.front), job.id.0)).collect();
        jobs.sort_unstable();
        jobs.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    };
    assert_eq!(order(&model), [1, 2, 3, 4]);
    for (command, wanted) in [
        (Command::SendBeside(JobId(3), Neighbor::Before), [1, 3, 2, 4]),
        (Command::SendBeside(JobId(3), Neighbor::Before), [3, 1, 2, 4]),
        (Command::SendBeside(JobId(3), Neighbor::Before), [3, 1, 2, 4]),
        (Command::SendBeside(JobId(1), Neighbor::After), [3, 2, 1, 4]),
        (Command::SendBeside(JobId(3), Neighbor::After), [2, 3, 1, 4]),
        (Command::SendBeside(JobId(4), Neighbor::After), [2, 3, 1, 4]),
        (Command::SendFirst(JobSelection::One(JobId(4))), [4, 2, 3, 1]),
        (Command::SendBeside(JobId(4), Neighbor::After), [2, 4, 3, 1]),
    ] {
        take(&mut model, Event::Command(command));
        assert_eq!(order(&model), wanted);
    }
}

#[test]
fn more_places_are_no_second_try() {
    let mut model = doubtful();
    let job = Arc::make_mut(model.jobs.get_mut(&JobId(1)).unwrap());
    (job.creation, job.asset) = (Creation::Begun, Some(("a".into(), AssetStatus::Ready)));
    job.end = Some(End::Ready);
    let told = |model: &Model, event: JobEvent| {
        model.jobs[&JobId(1)].events.iter().any(|logged| logged.event == event)
    };
    let place = vec![DestinationId::Index("i".into())];
    take(&mut model, Event::Command(Command::AddDestinations(JobSelection::One(JobId(1)), place)));
    assert!(told(&model, JobEvent::Extended) && !told(&model, JobEvent::Reopened));
    with_job(&mut model, JobId(1), now(), |job| {
        job.end = Some(End::Failed(Failure::new(FailureKind::ServerError, "")));
    });
    take(&mut model, Event::Command(Command::Retry(JobSelection::One(JobId(1)))));
    assert!(told(&model, JobEvent::Reopened));
}

#[test]
fn what_happens_then_can_be_changed_until_it_has_begun() {
    let mut model = doubtful();
    let place = |name: &str| DestinationId::Index(name.into());
    let redirect = |model: &mut Model, names: &[&str]| {
        let job = model.job(JobId(1)).unwrap();
        let destination_ids = names.iter().map(|name| place(name)).collect();
        let options = UploadOptions { destination_ids, ..job.options.clone() };
        take(model, Event::Command(Command::Redirect(JobId(1), options)));
        let job = model.job(JobId(1)).unwrap();
        let ids: Vec<DestinationId> =
            job.destinations.iter().map(|destination| destination.destination_id.clone()).collect();
        assert_eq!(ids, job.options.destination_ids);
        ids
    };
    assert_eq!(redirect(&mut model, &["a", "b"]), [place("a"), place("b")]);
    assert_eq!(redirect(&mut model, &["b", "c"]), [place("b"), place("c")]);
    let job = Arc::make_mut(model.jobs.get_mut(&JobId(1)).unwrap());
    job.destinations[0].state = DestinationState::Begun;
    assert_eq!(redirect(&mut model, &["d"]), [place("b"), place("d")], "the first is on its way there");
    assert_eq!(redirect(&mut model, &[]), [place("b")]);
}

#[test]
fn what_is_tried_again_after_a_restart_stays_in_its_batch_when_it_is_over() {
    let mut model = doubtful();
    let job = Arc::make_mut(model.jobs.get_mut(&JobId(1)).unwrap());
    job.end = Some(End::Failed(Failure::new(FailureKind::ServerError, "")));
    job.ended = Some("2026-02-28T12:00:00Z".parse().unwrap());
    let batch = |model: &Model| {
        let mut batches = takeup_model::Batches::default();
        batches.follow(model, &takeup_model::Wire::default());
        batches.of(&model.current)
    };
    assert_eq!(batch(&model).uploads, 0);
    take(&mut model, Event::Command(Command::Retry(JobSelection::One(JobId(1)))));
    assert_eq!((batch(&model).uploads, batch(&model).bytes), (1, 10));
    with_job(&mut model, JobId(1), now(), |job| job.end = Some(End::Ready));
    let over = batch(&model);
    assert_eq!((over.uploads, over.ready, over.sent, over.bytes), (1, 1, 10, 10));
}

#[test]
fn what_begins_again_cannot_be_taken_for_what_was_before() {
    let mut model = doubtful();
    let before = model.jobs[&JobId(1)].nonce.clone();
    let changed = Failure::new(FailureKind::FileChanged, "");
    Arc::make_mut(model.jobs.get_mut(&JobId(1)).unwrap()).end = Some(End::Failed(changed));
    take(&mut model, Event::Command(Command::Retry(JobSelection::One(JobId(1)))));
    let job = model.job(JobId(1)).unwrap();
    assert_ne!(job.nonce, before);
    assert_eq!((job.step(), job.creation), (Step::Look, Creation::NotBegun));
}

#[test]
fn what_was_known_at_the_end_stands_until_it_ends_anew() {
    let mut model = doubtful();
    let created = Created::Asset("a".into(), AssetStatus::Processing);
    take(&mut model, Event::Done(Work::Recover(JobId(1)), Ok(Reply::Recovered(Some(created)))));
    assert_eq!(model.jobs[&JobId(1)].receipt, None);
    let told = Asset {
        id: "a".into(),
        filename: String::new(),
        method: String::new(),
        status: AssetStatus::Ready,
        file_type: String::new(),
        size: Some(9),
        duration_secs: None,
        picture: None,
        created: None,
        error: None,
    };
    let told = Reply::Watched(vec!["a".into()], vec![told], Vec::new());
    take(&mut model, Event::Done(Work::Watch("main".into()), Ok(told)));
    let receipt = model.jobs[&JobId(1)].receipt.clone().unwrap();
    assert_eq!((&receipt.outcome, receipt.reported_size), (&Outcome::Ready, Some(9)));
    assert_eq!(receipt.size_agrees(), Some(false), "a warning, no failure");
    model.accounts.get_mut(&model.current.clone()).unwrap().name = "Renamed".to_owned();
    take(&mut model, Event::Command(Command::Cancel(JobSelection::All("main".into()))));
    assert_eq!(model.jobs[&JobId(1)].receipt.as_ref(), Some(&receipt));
    Arc::make_mut(model.jobs.get_mut(&JobId(1)).unwrap()).end = Some(End::Cancelled);
    take(&mut model, Event::Command(Command::Cancel(JobSelection::All("main".into()))));
    assert_eq!(model.jobs[&JobId(1)].receipt.as_ref().unwrap().outcome, Outcome::Cancelled);
    take(&mut model, Event::Command(Command::Retry(JobSelection::All("main".into()))));
    let latest = model.jobs[&JobId(1)].receipt.clone().unwrap();
    assert_eq!((&latest.outcome, latest.account_name.as_str()), (&Outcome::Ready, "Renamed"));
}

#[test]
fn a_wrong_file_for_a_session_is_refused_however_often_it_is_looked_at() {
    let mut model = doubtful();
    let job = Arc::make_mut(model.jobs.get_mut(&JobId(1)).unwrap());
    let facts = job.file.take().unwrap();
    job.session = takeup_model::Session::new("u1".into(), "a1".into(), 20, 10);
    for _ in 0..2 {
        // As after a restart, which judges again what was refused.
        let job = Arc::make_mut(model.jobs.get_mut(&JobId(1)).unwrap());
        (job.end, job.looked) = (None, false);
        take(&mut model, Event::Done(Work::Look(JobId(1)), Ok(Reply::Looked(facts.clone()))));
        assert!(matches!(end(&model), Some(End::Refused(_))), "{:?}", end(&model));
        assert_eq!(model.owner_of(&"u1".into()), None, "another file may finish it");
    }
}

#[test]
fn an_asset_that_is_not_there_is_placed_nowhere_at_once() {
    let mut model = doubtful();
    let source = Source::Asset("zzz".into(), "zzz".to_owned());
    let options =
        UploadOptions { destination_ids: vec![DestinationId::Index("i".into())], ..UploadOptions::default() };
    let job = Job::new(JobId(1), "main".into(), source, options, now());
    model.jobs.insert(JobId(1), Arc::new(job));
    let told = Reply::Watched(vec!["zzz".into()], Vec::new(), Vec::new());
    take(&mut model, Event::Done(Work::Watch("main".into()), Ok(told)));
    assert!(
        matches!(end(&model), Some(End::Failed(why)) if why.kind == FailureKind::NotFound),
        "{:?}",
        end(&model)
    );
}

#[test]
fn an_asset_that_vanishes_is_told_of_while_it_is_asked_about() {
    let mut model = doubtful();
    let job = Arc::make_mut(model.jobs.get_mut(&JobId(1)).unwrap());
    (job.creation, job.asset) = (Creation::Begun, Some(("a".into(), AssetStatus::Processing)));
    let told = || Reply::Watched(vec!["a".into()], Vec::new(), Vec::new());
    let trouble = |model: &Model| model.jobs[&JobId(1)].trouble.clone().map(|why| why.kind);
    take(&mut model, Event::Done(Work::Watch("main".into()), Ok(told())));
    assert_eq!(trouble(&model), None, "what was just made may not be listed yet");
    take(&mut model, Event::Done(Work::Watch("main".into()), Ok(told())));
    assert_eq!(trouble(&model), Some(FailureKind::NotFound));
}

#[test]
fn a_place_that_is_named_twice_is_one() {
    let options = UploadOptions {
        destination_ids: vec![DestinationId::Index("i".into()); 2],
        ..UploadOptions::default()
    };
    let resolved = options.resolved(
        &Source::File("/a.mp4".into()),
        takeup_model::IfExists::default(),
        false,
        takeup_model::CopyChoice::Original,
    );
    assert_eq!(resolved.destination_ids.len(), 1);
}

#[test]
fn where_a_file_could_not_go_is_forgotten_once_it_shall_go_elsewhere() {
    let mut model = doubtful();
    let job = Arc::make_mut(model.jobs.get_mut(&JobId(1)).unwrap());
    (job.creation, job.asset) = (Creation::Begun, Some(("a".into(), AssetStatus::Ready)));
    let why = Failure::new(FailureKind::NotFound, "no index bogus");
    job.destinations = vec![Destination {
        state: DestinationState::Failed(why.clone()),
        ..Destination::new(DestinationId::Index("bogus".into()))
    }];
    job.end = Some(End::Failed(why));
    let options = UploadOptions {
        destination_ids: vec![DestinationId::Index("good".into())],
        ..UploadOptions::default()
    };
    take(&mut model, Event::Command(Command::AddPaths("main".into(), vec!["/clip.mp4".into()], options)));
    let number = *model.intake.keys().next().unwrap();
    let found = crate::event::Walked { files: vec![("/clip.mp4".into(), Some(10))], ..Default::default() };
    take(&mut model, Event::Done(Work::Walk(number), Ok(Reply::Walked(found))));
    let destinations: Vec<DestinationId> = model.jobs[&JobId(1)]
        .destinations
        .iter()
        .map(|destination| destination.destination_id.clone())
        .collect();
    assert_eq!(destinations, [DestinationId::Index("good".into())]);
}

#[test]
fn what_no_line_of_a_table_names_waits_for_a_word() {
    let table = Arc::new(crate::metadata_table::read(b"file,camera\na.mp4,left\n"));
    for (files, waits) in [(vec!["/b.mp4", "/c.mp4"], true), (vec!["/a.mp4", "/b.mp4"], false)] {
        let mut model = doubtful();
        let options = UploadOptions { metadata_table: Some(Arc::clone(&table)), ..UploadOptions::default() };
        take(&mut model, Event::Command(Command::AddPaths("main".into(), vec!["/films".into()], options)));
        let number = *model.intake.keys().next().unwrap();
        let files = files.into_iter().map(|path| (path.into(), Some(10))).collect();
        let found = crate::event::Walked { files, ..Default::default() };
        take(&mut model, Event::Done(Work::Walk(number), Ok(Reply::Walked(found))));
        let added: Vec<bool> =
            model.jobs.values().filter(|job| job.id != JobId(1)).map(|job| job.paused).collect();
        assert_eq!(added, [waits; 2]);
        let told = model.notices.iter().any(|notice| notice.news == News::NotInTable(2));
        assert_eq!(told, waits);
    }
}

#[test]
fn what_could_not_be_looked_through_is_in_the_list_all_the_same() {
    let mut model = doubtful();
    let paths = vec!["/films".into(), "/a.mp4".into()];
    take(&mut model, Event::Command(Command::AddPaths("main".into(), paths, UploadOptions::default())));
    let number = *model.intake.keys().next().unwrap();
    let why = Failure::new(FailureKind::Bug, "it broke down");
    take(&mut model, Event::Done(Work::Walk(number), Err(why.clone())));
    let failed: Vec<String> = model
        .jobs
        .values()
        .filter(|job| job.end == Some(End::Failed(why.clone())))
        .map(|job| job.source.text())
        .collect();
    assert_eq!((failed, model.intake.len()), (vec!["/films".to_owned(), "/a.mp4".to_owned()], 0));
}

#[test]
fn another_key_may_be_another_account_and_nothing_of_the_old_one_is_left() {
    nothing_is_left_after(|_| Command::SetKey("main".into(), "another".to_owned().into()));
}

#[test]
fn so_may_another_server() {
    nothing_is_left_after(|model| {
        let mut settings = takeup_model::Settings::clone(&model.settings);
        settings.accounts[0].server = "https://other.example.org".to_owned();
        Command::ChangeSettings(settings)
    });
}

#[test]
fn settings_out_of_bounds_come_back_into_them() {
    let mut model = doubtful();
    let settings = takeup_model::Settings { files_at_once: 0, ..takeup_model::Settings::default() };
    take(&mut model, Event::Command(Command::ChangeSettings(settings)));
    assert_eq!(model.settings.files_at_once, 1, "with none at once, nothing would ever be sent");
}

fn nothing_is_left_after(command: impl FnOnce(&Model) -> Command) {
    let mut model = doubtful();
    take(&mut model, Event::Command(Command::ChangeSettings(takeup_model::Settings::default())));
    let change =
        takeup_model::Change::DeleteAsset { asset: "a".into(), name: "a.mp4".to_owned(), force: true };
    take(&mut model, Event::Command(Command::RequestChanges("main".into(), vec![change])));
    let subject = takeup_model::Subject::Asset("a".into());
    take(&mut model, Event::Command(Command::Open("main".into(), Some(subject))));
    let listed = takeup_model::List::Items("s".into());
    take(&mut model, Event::Command(Command::Refresh("main".into(), listed)));
    let command = command(&model);
    take(&mut model, Event::Command(command));
    let account = &model.accounts[&takeup_model::AccountId::from("main")];
    assert!(account.change_requests.is_empty(), "it would be made in the other account");
    assert!(account.indexed.is_empty() && account.items.is_empty());
    let opened = account.opened.as_ref().unwrap();
    assert!(opened.asset.is_none() && opened.state.wanted, "it is asked about again: {opened:?}");
}

#[test]
fn of_equal_files_the_one_that_is_looked_at_first_is_sent_and_nobody_waits_for_each_other() {
    let mut model = doubtful();
    let options =
        UploadOptions { if_exists: Some(takeup_model::IfExists::Reuse), ..UploadOptions::default() };
    for id in [1, 2, 3] {
        let source = Source::File(format!("/clip{id}.mp4").into());
        let job = Job::new(JobId(id), "main".into(), source, options.clone(), now());
        model.jobs.insert(JobId(id), Arc::new(job));
    }
    let file =
        FileFacts { fingerprint: "same".to_owned(), ..doubtful().jobs[&JobId(1)].file.clone().unwrap() };
    let look = |model: &mut Model, id| {
        take(model, Event::Done(Work::Look(JobId(id)), Ok(Reply::Looked(file.clone()))));
    };
    let duplicate = |model: &Model, id| model.jobs[&JobId(id)].duplicate.clone();
    look(&mut model, 3);
    look(&mut model, 1);
    look(&mut model, 2);
    assert_eq!(duplicate(&model, 3), None);
    assert_eq!(duplicate(&model, 1), Some(Duplicate::InList(JobId(3))));
    assert!(matches!(duplicate(&model, 2), Some(Duplicate::InList(_))));
    // What was found before the others began to wait is out of date.
    for other in [1, 2] {
        let late = Reply::Compared(Some(Duplicate::InList(JobId(other))));
        take(&mut model, Event::Done(Work::Compare(JobId(3)), Ok(late)));
        assert_eq!((duplicate(&model, 3), model.jobs[&JobId(3)].compared), (None, false));
    }
}

#[test]
fn what_is_told_of_one_place_is_taken_into_its_list() {
    let mut model = doubtful();
    let index = takeup_model::IndexId::from("i");
    let listed = takeup_model::IndexedAsset::with_status("v1", "i", IndexingStatus::Indexing);
    let account = model.accounts.get_mut(&"main".into()).unwrap();
    account.indexed.entry(index.clone()).or_default().items = [Arc::new(listed)].into();
    let job = Arc::make_mut(model.jobs.get_mut(&JobId(1)).unwrap());
    job.asset = Some(("a".into(), AssetStatus::Ready));
    let state = DestinationState::Submitted { id: "v1".to_owned(), status: IndexingStatus::Indexing };
    job.destinations = vec![Destination { state, ..Destination::new(DestinationId::Index(index.clone())) }];
    take(&mut model, Event::Done(Work::Trace(JobId(1), 0), Ok(Reply::Traced(IndexingStatus::Ready, None))));
    let list = &model.accounts[&"main".into()].indexed[&index];
    assert_eq!(list.get("v1").unwrap().status, IndexingStatus::Ready);
}

#[test]
fn a_creation_that_broke_down_is_looked_for_before_it_is_made_again() {
    let mut model = doubtful();
    let job = Arc::make_mut(model.jobs.get_mut(&JobId(1)).unwrap());
    job.creation = Creation::Begun;
    let broken = Failure::new(FailureKind::Bug, "work-panicked");
    take(&mut model, Event::Done(Work::Create(JobId(1)), Err(broken)));
    assert!(matches!(end(&model), Some(End::Failed(_))));
    take(&mut model, Event::Command(Command::Retry(JobSelection::One(JobId(1)))));
    let job = Arc::make_mut(model.jobs.get_mut(&JobId(1)).unwrap());
    (job.looked, job.compared) = (true, true);
    assert_eq!(model.jobs[&JobId(1)].step(), Step::Recover);
}

#[test]
fn settings_that_could_not_be_saved_count_as_unsaved_and_are_tried_again() {
    let mut model = Model { settings_saved: true, ..doubtful() };
    let with = |files| {
        let settings = takeup_model::Settings { files_at_once: files, ..takeup_model::Settings::default() };
        Event::Command(Command::ChangeSettings(settings))
    };
    let saves = |model: &Model, at| {
        let plan = crate::pure::plan(model, &Agenda::of(model), &Policy::default(), at);
        matches!(plan, crate::Plan::Start(starts) if starts.contains(&Work::Save))
    };
    take(&mut model, with(5));
    for _ in 0..2 {
        let why = Failure::new(FailureKind::FileUnreadable, "disk full");
        take(&mut model, Event::Done(Work::Save, Err(why)));
    }
    assert_eq!((model.settings_saved, model.notices.len()), (false, 1), "it is said once");
    let (again, _) = model.save_again.unwrap();
    assert!(!saves(&model, now().mono) && saves(&model, again));
    assert_eq!(crate::plan::next_wakeup(&model, &Agenda::of(&model), now().mono), Some(again));
    let old = Arc::clone(&model.settings);
    take(&mut model, with(6));
    take(&mut model, Event::Done(Work::Save, Ok(Reply::Saved(old))));
    assert!(!model.settings_saved && saves(&model, now().mono), "they were changed meanwhile");
    let new = Arc::clone(&model.settings);
    take(&mut model, Event::Done(Work::Save, Ok(Reply::Saved(new))));
    assert!(model.settings_saved && model.save_again.is_none());
}

#[test]
fn lists_are_loaded_a_few_at_a_time() {
    let mut model = doubtful();
    for number in 0..50 {
        let list = takeup_model::List::Indexed(format!("i{number}").as_str().into());
        take(&mut model, Event::Command(Command::Refresh("main".into(), list)));
    }
    let plan = crate::pure::plan(&model, &Agenda::of(&model), &Policy::default(), now().mono);
    let crate::Plan::Start(starts) = plan else { panic!("{plan:?}") };
    assert_eq!(starts.iter().filter(|work| matches!(work, Work::Load(..))).count(), 6);
}

#[test]
fn a_list_that_is_on_its_way_when_it_changes_is_loaded_again() {
    let list = takeup_model::List::Indexes;
    let mut account = Account::default();
    super::lists::touched(&mut account, &list);
    assert!(!account.list(&list).wanted, "nobody has asked for it");
    account.list_mut(&list).want();
    account.list_mut(&list).wanted_again = false;
    super::lists::touched(&mut account, &list);
    assert!(account.list(&list).wanted_again);
}

#[test]
fn many_changes_are_one_wish_and_each_is_asked_for_once() {
    let delete = |number: u32, force| takeup_model::Change::DeleteAsset {
        asset: format!("a{number}").as_str().into(),
        name: String::new(),
        force,
    };
    let ask = |model: &mut Model, changes| {
        take(model, Event::Command(Command::RequestChanges("main".into(), changes)));
    };
    let mut model = doubtful();
    ask(&mut model, (0..1_000).chain(0..1_000).map(|number| delete(number, false)).collect());
    let requests = |model: &Model| model.accounts[&"main".into()].change_requests.clone();
    assert_eq!(requests(&model).len(), 1_000);
    let (first, _) = requests(&model).iter().next().map(|(number, one)| (*number, one.clone())).unwrap();
    let refused = Failure::new(FailureKind::Conflict, "in use");
    take(&mut model, Event::Done(Work::Change("main".into(), first), Err(refused)));
    ask(&mut model, vec![delete(0, true), delete(1, true)]);
    let now = requests(&model);
    assert_eq!(now.len(), 1_001, "one that failed is replaced, one that is still to be made is not");
    assert!(!now.contains_key(&first));
}
