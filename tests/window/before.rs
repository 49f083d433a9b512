//! The window, before a byte leaves: URLs judged in their field, files that are there already, metadata.

use eframe::egui::{self, Role};
use egui_kittest::kittest::Queryable as _;
use takeup::ui::{MetadataForm, Page, Tab, take_table};
use takeup_engine::{Command, JobSelection};
use takeup_model::{
    AssetStatus, Destination, DestinationId, DestinationState, Duplicate, Failure, FailureKind,
    FailureReason, IfExists, IndexingStatus, Method, Reachability,
};

use crate::menus::of_one;
use crate::uploads::{click, click_role, commands, open, said, type_into, view};
use takeup_rig::models::{self, Scene};

#[test]
fn refused_urls_stay_in_the_field_with_their_reasons_and_the_others_are_added() {
    let now = models::now();
    let mut window = open(models::busy("b.mov", now), view(Page::Uploads), now);
    type_into(
        &mut window,
        Role::TextInput,
        "Files, paths or public URLs",
        "https://example.org/a.mp4 https://youtu.be/1 http://nas/b.mp4 https://example.org/c.m3u8",
    );
    assert!(said(&window, "YouTube") && said(&window, "complete playlist"));
    assert!(!said(&window, "private address"), "it may still be typed to its end");
    let added = click_role(&mut window, Role::Button, "Add");
    let [Command::AddUrls(_, urls, _)] = added.as_slice() else { panic!("{added:?}") };
    assert_eq!(urls, &["https://example.org/a.mp4", "https://example.org/c.m3u8"]);
    assert_eq!(window.state().view.urls, "https://youtu.be/1 http://nas/b.mp4");
    assert!(said(&window, "nas is a private address"));
}

#[test]
fn a_path_in_the_field_is_a_file_and_nothing_without_a_scheme_is_sent() {
    let now = models::now();
    let root = if cfg!(windows) { "C:" } else { "" };
    for (typed, path) in [
        (format!("{root}/videos/my trip 100%.mp4"), format!("{root}/videos/my trip 100%.mp4")),
        (format!("file:///{root}/videos/a%20b.mp4").replace("////", "///"), format!("{root}/videos/a b.mp4")),
    ] {
        let mut window = open(models::busy("b.mov", now), view(Page::Uploads), now);
        type_into(&mut window, Role::TextInput, "Files, paths or public URLs", &typed);
        assert!(!said(&window, "Not a valid URL"));
        let added = click_role(&mut window, Role::Button, "Add");
        let [Command::AddPaths(_, paths, _)] = added.as_slice() else { panic!("{added:?}") };
        assert_eq!(paths, &[std::path::PathBuf::from(path)]);
        assert!(window.state().view.urls.is_empty());
    }
    let mut window = open(models::busy("b.mov", now), view(Page::Uploads), now);
    let typed = "example.org/clip.mp4 https://youtu.be/1";
    type_into(&mut window, Role::TextInput, "Files, paths or public URLs", typed);
    assert!(click_role(&mut window, Role::Button, "Add").is_empty());
    assert_eq!(window.state().view.urls, typed);
    assert!(said(&window, "example.org/clip.mp4: Neither a URL nor a whole path."));
    assert!(said(&window, "A URL begins with https://"));
}

#[test]
fn a_path_in_the_field_begins_at_a_root_or_at_home() {
    let mut seen = view(Page::Uploads);
    seen.home = Some("/home/ada".into());
    let mut window = open(models::busy("b.mov", models::now()), seen, models::now());
    let mut add = |text: &str| {
        window.state_mut().view.urls = text.to_owned();
        window.run();
        let added = click(&mut window, "Add");
        let paths = added.into_iter().find_map(|command| {
            if let Command::AddPaths(_, paths, _) = command { Some(paths) } else { None }
        });
        (paths.unwrap_or_default(), said(&window, "Neither a URL nor a whole path."))
    };
    if cfg!(unix) {
        assert_eq!(add("~/Videos/a b.mp4"), (vec!["/home/ada/Videos/a b.mp4".into()], false));
    }
    // Nobody who clicks on a program knows in which folder it is.
    assert_eq!(add("Videos/a.mp4"), (vec![], true));
    assert_eq!(window.state().view.urls, "Videos/a.mp4");
}

#[test]
fn refused_urls_that_are_pasted_go_into_the_field() {
    let now = models::now();
    for model in [models::busy("b.mov", now), models::empty().into()] {
        let mut window = open(model, view(Page::Assets), now);
        window.event(egui::Event::Paste("s3://bucket/a.mp4\nhttps://example.org/b.mp4".to_owned()));
        window.run();
        let added = commands(&mut window);
        let urls = added.iter().find_map(|command| {
            if let Command::AddUrls(_, urls, _) = command { Some(urls.clone()) } else { None }
        });
        assert_eq!(urls, Some(vec!["https://example.org/b.mp4".to_owned()]));
        assert_eq!(
            (window.state().view.page, window.state().view.urls.as_str()),
            (Page::Uploads, "s3://bucket/a.mp4")
        );
        assert!(said(&window, "presigned"));
    }
}

/// A model with one upload that asks what its twin means.
fn asking(now: takeup_model::Now) -> (Scene, takeup_model::JobId) {
    let mut model = models::busy("b.mov", now);
    let id = *model.jobs.keys().next().unwrap();
    let job = std::sync::Arc::make_mut(model.jobs.get_mut(&id).unwrap());
    let mut fresh =
        takeup_model::Job::new(id, job.account.clone(), job.source.clone(), job.options.clone(), now);
    fresh.file.clone_from(&job.file);
    fresh.route = job.route;
    fresh.looked = true;
    fresh.duplicate = Some(Duplicate::OnPlatform {
        asset: "6391c8a669ff3402ec515aba".into(),
        status: AssetStatus::Ready,
        proven: true,
    });
    *job = fresh;
    assert!(job.asks());
    (model, id)
}

#[test]
fn a_file_that_is_there_already_offers_both_ways() {
    let now = models::now();
    let (model, id) = asking(now);
    let mut window = open(model, view(Page::Uploads), now);
    assert!(said(&window, "Already on the platform as asset 6391c8a669ff3402ec515aba"));
    let name = window.state().model.jobs[&id].source.name();
    let used = click_role(&mut window, Role::Button, &format!("Use asset 6391c8a6…5aba: {name}"));
    assert!(matches!(used.as_slice(), [Command::Reuse(JobSelection::One(job))] if *job == id), "{used:?}");
    let sent = click_role(&mut window, Role::Button, &format!("Upload again: {name}"));
    assert!(
        matches!(sent.as_slice(), [Command::SendAgain(JobSelection::One(job))] if *job == id),
        "{sent:?}"
    );
    // So do the menu of the row, and the bar for several.
    let used = of_one(&mut window, &name, "Use asset 6391c8a6…5aba");
    assert!(matches!(used.as_slice(), [Command::Reuse(JobSelection::One(job))] if *job == id), "{used:?}");
    window.get_by_label(&format!("Select {name}")).click();
    window.run();
    let sent = click_role(&mut window, Role::Button, "Upload again");
    assert!(
        matches!(sent.as_slice(), [Command::SendAgain(JobSelection::One(job))] if *job == id),
        "{sent:?}"
    );
}

#[test]
fn what_happens_with_what_is_there_is_a_setting() {
    let now = models::now();
    let mut view = view(Page::Settings);
    view.preferences.tab = Tab::Uploads;
    let mut window = open(models::empty(), view, now);
    click_role(&mut window, Role::ComboBox, "Duplicate on the platform");
    let changed = click_role(&mut window, Role::MenuItemRadio, "Compare and reuse");
    let [Command::ChangeSettings(settings)] = changed.as_slice() else { panic!("{changed:?}") };
    assert_eq!(settings.if_exists, IfExists::Reuse);
}

#[test]
fn metadata_is_typed_once_and_travels_with_what_is_added() {
    let now = models::now();
    let mut window = open(models::busy("b.mov", now), view(Page::Uploads), now);
    click_role(&mut window, Role::ComboBox, "Then");
    click_role(&mut window, Role::MenuItem, "Metadata…");
    type_into(&mut window, Role::TextInput, "Key 1", "duration");
    type_into(&mut window, Role::TextInput, "Value 1", "3");
    assert!(said(&window, "The key duration is reserved"));
    window.get_by_label("Remove duration").click();
    window.run();
    type_into(&mut window, Role::TextInput, "Key 1", "take");
    type_into(&mut window, Role::TextInput, "Value 1", "3");
    window.get_by_label("Save").click();
    window.run();
    let options = window.state().view.options();
    let told: Vec<_> =
        options.metadata.iter().map(|(key, value)| format!("{key}={}", value.text())).collect();
    assert_eq!(told, ["take=3"]);
    click_role(&mut window, Role::ComboBox, "Then");
    assert!(said(&window, "Metadata: 1 key"));
}

#[test]
fn metadata_of_one_upload_changes_while_nothing_was_created() {
    let now = models::now();
    let (model, id) = asking(now);
    let mut view = view(Page::Uploads);
    view.metadata = Some(MetadataForm { jobs: vec![id], rows: vec![("take".to_owned(), "4".to_owned())] });
    let mut window = open(model, view, now);
    let saved = click_role(&mut window, Role::Button, "Save");
    let [Command::Redirect(job, options)] = saved.as_slice() else { panic!("{saved:?}") };
    assert_eq!((*job, options.metadata.iter().count()), (id, 1));
    assert!(window.state().view.metadata.is_none());
}

#[test]
fn a_table_tells_of_uploads_that_wait_and_of_what_comes() {
    let now = models::now();
    let (model, id) = asking(now);
    let name = model.jobs[&id].source.asset_name();
    let text = format!("file,camera\n{name},A\nlater.mp4,B\nbroken\n");
    let (mut view, mut out) = (view(Page::Uploads), Vec::new());
    let said = take_table(&model, &mut view, takeup_engine::metadata_table::read(text.as_bytes()), &mut out);
    assert!(
        said.contains("2 files") && said.contains("Line 3: later.mp4") && said.contains("Line 4"),
        "{said}"
    );
    assert!(matches!(out.as_slice(), [Command::Redirect(job, _)] if *job == id), "{out:?}");
    assert!(view.options().metadata_table.is_some());
}

#[test]
fn what_waits_for_a_decision_is_neither_under_way_nor_counted_as_bytes_to_send() {
    let now = models::now();
    let (mut model, id) = asking(now);
    let others: Vec<_> = model.jobs.keys().copied().filter(|other| *other != id).collect();
    for other in others {
        model.jobs.remove(&other);
    }
    model.wire = takeup_model::Wire::default();
    let window = open(model, view(Page::Uploads), now);
    assert!(said(&window, "1 needs a decision"));
    assert!(said(&window, "1 already on the platform"));
    assert!(!said(&window, "1 active"));
    assert!(!said(&window, "0 files, 0 B"));
}

#[test]
fn what_stands_between_is_named_in_the_banner() {
    let (mut model, now) = (models::busy("b.mov", models::now()), models::now());
    models::edit(&mut model, |account| {
        let title = "“Hotel WiFi” (HTTP 200)";
        let why = Failure::own(FailureKind::Network, FailureReason::Intercepted, title);
        account.reachability = Reachability::Down { since: now.utc, tries: 1, next: now.mono, why };
    });
    let window = open(model, view(Page::Uploads), now);
    assert!(said(
        &window,
        "Something between this computer and the server answered: “Hotel WiFi” (HTTP 200)."
    ));
}

#[test]
fn indexing_that_takes_long_is_said() {
    let now = models::now();
    for minutes in [30, 90] {
        let mut model = models::empty();
        let mut job = models::job(&mut model, "a.mp4", 1_000_000, Method::Direct);
        job.asset = Some(("6391c8a669ff3402ec515aba".into(), AssetStatus::Ready));
        job.sent = Some(now.utc - jiff::SignedDuration::from_mins(minutes));
        let id = DestinationId::Index("races".into());
        let state = DestinationState::Submitted { id: "v1".into(), status: IndexingStatus::Indexing };
        job.destinations = vec![Destination { state, ..Destination::new(id) }];
        models::add(&mut model, job);
        let window = open(model, view(Page::Uploads), now);
        assert_eq!(said(&window, "usually under 1 h"), minutes > 60, "{minutes}");
    }
}

#[test]
fn processing_that_takes_long_and_a_status_nobody_knows_are_said() {
    let now = models::now();
    for (status, minutes, told) in [
        (AssetStatus::Processing, 25, Some("Processing for 25 min; usually under 5 min")),
        (AssetStatus::Processing, 2, None),
        (
            AssetStatus::Other("quarantined".to_owned()),
            2,
            Some("The platform reports the status “quarantined”"),
        ),
        (AssetStatus::Other("quarantined".to_owned()), 25, Some("The status is “quarantined” for 25 min")),
    ] {
        let mut model = models::empty();
        let mut job = models::job(&mut model, "a.mp4", 1_000_000, Method::Direct);
        job.asset = Some(("6391c8a669ff3402ec515aba".into(), status));
        job.sent = Some(now.utc - jiff::SignedDuration::from_mins(minutes));
        models::add(&mut model, job);
        let mut shown = view(Page::Uploads);
        shown.open.extend(model.jobs.keys());
        let window = open(model, shown, now);
        assert_eq!(said(&window, "If it does not end, cancel this upload"), told.is_some(), "what to do");
        match told {
            Some(told) => assert!(said(&window, told), "{told}"),
            None => assert!(!said(&window, "usually under")),
        }
    }
}

#[test]
fn an_upload_that_waits_for_a_rate_limit_says_how_long() {
    let now = models::now();
    let mut model = models::empty();
    let job = models::job(&mut model, "a.mp4", 1_000_000, Method::Direct);
    models::add(&mut model, job);
    models::edit(&mut model, |account| {
        account.posts_closed_until = Some(now.mono + std::time::Duration::from_hours(23));
    });
    let window = open(model, view(Page::Uploads), now);
    assert!(said(&window, "Retrying in 23 h") && said(&window, "Waiting for the rate limit"));
    let end = now.utc + jiff::SignedDuration::from_hours(23);
    assert!(said(&window, &takeup_text::times::time(end, &jiff::tz::TimeZone::UTC)), "and until when");
}
