//! The way to the platform, its test, and what is given away for a fault, in the settings.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{Role, Theme};
use egui_kittest::kittest::Queryable as _;
use jiff::SignedDuration;
use takeup::ui::{Action, Page, Tab, View};
use takeup_engine::Command;
use takeup_model::{
    Check, CheckLine, Checkup, Failure, FailureKind, FailureReason, Finding, JobEvent, Model, Network,
    PartNo, ProxyChoice, Settings, Updates, Version,
};

use crate::held::action;
use crate::uploads::{click, click_role, open, open_sized, said, type_into, view};
use takeup_rig::models;

fn page(tab: Tab) -> View {
    let mut view = view(Page::Settings);
    view.preferences.tab = tab;
    view
}

/// A network with a proxy that reads along and refuses large bodies.
fn inspected() -> Model {
    let mut model = models::empty();
    let network = Network {
        proxy: ProxyChoice::Own,
        own_proxy: "http://proxy.example.com:3128".parse().ok(),
        direct_for: "localhost, .example.com".to_owned(),
        extra_ca: Some("company-root.pem".into()),
        ..Network::default()
    };
    model.settings = Arc::new(Settings { network, ..Settings::default() });
    let line = |check, finding, millis: u64| {
        let took = (millis > 0).then(|| Duration::from_millis(millis));
        CheckLine { check, finding, took }
    };
    let refused = Failure::own(
        FailureKind::Network,
        FailureReason::Intercepted,
        "“413 Request Entity Too Large” (HTTP 413)",
    );
    let trusted = Finding::Trusted {
        issuer: "Example Corp Inspection CA".to_owned(),
        expires: None,
        left: None,
        by: Some("company-root.pem".into()),
    };
    let addresses = ["192.0.2.1", "192.0.2.2", "2001:db8::1"].map(|text| text.parse().unwrap());
    let lines = vec![
        line(Check::Names, Finding::Resolved("api.twelvelabs.io".to_owned(), addresses.to_vec()), 12),
        line(Check::Proxy, Finding::ProxyOpens("proxy.example.com".to_owned()), 31),
        line(Check::Tls, trusted, 88),
        line(Check::Api, Finding::KeyAccepted, 180),
        line(Check::Clock, Finding::ClockAhead(SignedDuration::from_millis(-400)), 0),
        line(Check::Storage, Finding::StorageFails("storage.example.com".to_owned(), refused), 210),
        line(Check::Disk, Finding::Free(212_000_000_000), 0),
        line(Check::Folder, Finding::FolderWorks("/home/ann/.local/share/takeup".into()), 0),
    ];
    model.checkup = Some(Arc::new(Checkup { at: models::now().utc, lines }));
    model
}

#[test]
fn the_proxy_is_chosen_entered_and_signed_in_to() {
    let mut window = open(models::empty(), page(Tab::Network), models::now());
    let got = click_role(&mut window, Role::RadioButton, "Manual");
    let [Command::ChangeSettings(settings)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(settings.network.proxy, ProxyChoice::Own);
    window.state_mut().model.settings = Arc::new(settings.clone());
    window.run();
    type_into(&mut window, Role::TextInput, "Proxy server", "ftp://proxy");
    assert!(said(&window, "cannot be read"));
    let mut window = open(inspected(), page(Tab::Network), models::now());
    click(&mut window, "Sign-in…");
    type_into(&mut window, Role::TextInput, "User name", "ann");
    type_into(&mut window, Role::PasswordInput, "Password", "s3cret");
    let got = click(&mut window, "Save");
    let [Command::ChangeSettings(settings), Command::SetProxyPassword(_)] = got.as_slice() else {
        panic!("{got:?}")
    };
    let proxy = settings.network.own_proxy.as_ref().unwrap();
    assert_eq!(proxy.to_string(), "http://ann@proxy.example.com:3128");
    assert!(!format!("{got:?}").contains("s3cret"));
    let got = click(&mut window, "Remove the certificate authority");
    let [Command::ChangeSettings(settings)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(settings.network.extra_ca, None);
    assert!(matches!(action(&mut window, "Choose…"), Action::PickCertificate));
}

#[test]
fn the_network_is_tested_and_each_line_says_what_to_do() {
    let mut window = open(models::empty(), page(Tab::Network), models::now());
    let got = click(&mut window, "Test the network");
    assert!(matches!(got.as_slice(), [Command::Examine(_)]), "{got:?}");
    let mut window =
        open_sized(inspected(), page(Tab::Network), models::now(), (1180.0, 760.0), Theme::Light);
    assert!(said(&window, "trusted through company-root.pem"));
    let Action::Copy(copied) = action(&mut window, "Copy report") else { panic!("it is copied") };
    assert!(copied.lines().count() == 8 && copied.contains("[failed] Storage"), "{copied}");
    window.snapshot("settings_network_light");
}

#[test]
fn diagnostics_are_shown_before_they_are_copied() {
    let mut window = open(models::empty(), page(Tab::Advanced), models::now());
    assert!(window.query_by_label("Copy diagnostics").is_none());
    let got = click(&mut window, "Show diagnostics");
    assert!(matches!(got.as_slice(), [Command::Diagnose]), "{got:?}");
    window.state_mut().model.diagnostics = Some("Takeup diagnostics\n[log]\nname-12ab34cd".into());
    window.run();
    assert!(said(&window, "name-12ab34cd"));
    assert!(matches!(action(&mut window, "Copy diagnostics"), Action::Copy(_)));
}

/// A program that was built to look for releases, and what it found.
fn updates(last: Option<Result<Version, Failure>>) -> Model {
    let page = Some("https://releases.example/latest".to_owned());
    Model { updates: Updates { page, last, ..Updates::default() }, ..models::empty() }
}

#[test]
fn a_newer_version_is_told_with_its_page_and_put_off() {
    let newer = Version::parse("9999.1.0").map(Ok);
    let mut window = open(updates(newer.clone()), view(Page::Uploads), models::now());
    assert!(said(&window, "Takeup 9999.1.0 is available."));
    let Action::Open(opened) = action(&mut window, "Open release page") else { panic!("it is opened") };
    assert_eq!(opened, "https://releases.example/latest");
    click(&mut window, "Later");
    assert!(!said(&window, "is available"));
    for last in [None, Version::parse("0.0.1").map(Ok)] {
        assert!(!said(&open(updates(last), view(Page::Uploads), models::now()), "is available"));
    }
    let mut window = open(updates(newer), page(Tab::Advanced), models::now());
    assert!(matches!(action(&mut window, "Open release page"), Action::Open(_)));
}

#[test]
fn updates_are_checked_by_a_setting_and_by_hand() {
    let mut window = open(updates(None), page(Tab::Advanced), models::now());
    let got = click_role(&mut window, Role::Switch, "Check for updates");
    let [Command::ChangeSettings(settings)] = got.as_slice() else { panic!("{got:?}") };
    assert!(settings.check_updates);
    assert!(matches!(click(&mut window, "Check now").as_slice(), [Command::CheckUpdates]));
    let refused = Failure::own(FailureKind::Refused, FailureReason::ReleaseNotSigned, "");
    for (last, sentence) in [
        (Version::parse("0.0.1").map(Ok), "This is the newest version."),
        (Some(Err(refused)), "is not signed with Takeup's key"),
    ] {
        let window = open(updates(last), page(Tab::Advanced), models::now());
        assert!(said(&window, sentence), "{sentence}");
    }
    // A program that was not built to look for releases has no such setting.
    let window = open(models::empty(), page(Tab::Advanced), models::now());
    assert!(!said(&window, "updates") && window.query_by_label("Check now").is_none());
}

#[test]
fn an_opened_row_tells_what_has_happened() {
    let now = models::now();
    let mut model = models::empty();
    let job = takeup_model::Job::new(
        takeup_model::JobId(7),
        model.current.clone(),
        takeup_model::Source::File("/videos/clip.mp4".into()),
        takeup_model::UploadOptions::default(),
        now,
    );
    let mut job = job;
    job.events.add(JobEvent::Retried(Some(PartNo(3)), FailureKind::Network), now.utc);
    job.events.add(JobEvent::Retried(Some(PartNo(4)), FailureKind::Network), now.utc);
    job.events.add(JobEvent::UrlReplaced(PartNo(4)), now.utc);
    model.jobs.insert(job.id, Arc::new(job.clone()));
    let mut opened = view(Page::Uploads);
    opened.open.insert(takeup_model::JobId(7));
    let window = open(model.clone(), opened.clone(), now);
    for told in ["Added to the list", "Part 4 repeated", "(2 times)", "Presigned URL of part 4 replaced"] {
        assert!(said(&window, told), "{told}");
    }
    assert!(!said(&window, "Show all"));
    // Of many, the last come first, and the others are not far.
    for _ in 0..4 {
        job.events.add(JobEvent::Paused, now.utc);
        job.events.add(JobEvent::Resumed, now.utc);
    }
    model.jobs.insert(job.id, Arc::new(job));
    let mut window = open(model, opened, now);
    assert!(said(&window, "Resumed") && !said(&window, "Added to the list"));
    click(&mut window, "Show all 11 events: clip.mp4");
    assert!(said(&window, "Resumed") && said(&window, "Added to the list"));
}
