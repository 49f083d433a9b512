//! Google Drive in the window: what lacks a connection, the page in the browser, and the connections in the settings.

use std::sync::Arc;

use eframe::egui::Role;
use takeup::ui::{Action, Page};
use takeup_engine::Command;
use takeup_model::{
    Change, Connection, ConnectionStatus, ConsentPage, ConsentWords, Creation, End, List, Method, Refusal,
    Unfit,
};

use crate::uploads::{Window, click, click_role, commands, open, said, view};
use takeup_rig::models;

const FILE: &str = "drive.google.com/file/d/1aB/view";
const PAGE: &str = "https://accounts.example.org/consent";

fn lacking_a_connection() -> Window {
    let mut model = models::empty();
    let mut job = models::job(&mut model, FILE, 0, Method::Import);
    job.end = Some(End::Refused(Refusal::Unfit(Unfit::NotConnected)));
    models::add(&mut model, job);
    open(model, view(Page::Uploads), models::now())
}

fn opened(window: &mut Window) -> Vec<String> {
    let pages = |action| if let Action::Open(url) = action { Some(url) } else { None };
    std::mem::take(&mut window.state_mut().out).into_iter().filter_map(pages).collect()
}

#[test]
fn what_lacks_a_connection_offers_one_and_the_page_is_opened_once() {
    let mut window = lacking_a_connection();
    assert!(said(&window, "No Google Drive is connected to this account."));
    let got = click(&mut window, &format!("Connect Google Drive…: {FILE}"));
    let [Command::Connect(account, words)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!((account, words.language.as_str()), (&window.state().model.current, "en"));
    assert_eq!(words.connected, "Google Drive is connected. You can close this tab.");

    let account = account.clone();
    models::edit(&mut window.state_mut().model, |account| account.connecting = Some(ConsentWords::default()));
    window.run();
    assert!(said(&window, "Answer on the page that has opened in your browser."));
    window.state_mut().wire.consents.insert(account.clone(), ConsentPage::new(PAGE).unwrap());
    window.state_mut().out.clear();
    window.run();
    window.run();
    assert_eq!(opened(&mut window), [PAGE]);
    click(&mut window, "Open page again");
    let got = click(&mut window, "Cancel");
    assert!(matches!(got.as_slice(), [Command::StopConnecting(of)] if *of == account), "{got:?}");
}

#[test]
fn the_settings_list_the_connections_and_take_them_back() {
    let mut model = models::empty();
    let connection = |id: &str, owner: &str, status| Connection {
        id: id.into(),
        owner: owner.to_owned(),
        status,
        label: None,
        connected: Some(models::now().utc),
        used: None,
    };
    let all = [
        connection("1", "me@example.org", ConnectionStatus::Active),
        connection("2", "studio@example.org", ConnectionStatus::Revoked),
    ];
    models::edit(&mut model, |account| {
        account.connections.items = all.into_iter().map(Arc::new).collect::<Vec<_>>().into();
    });
    let mut window = open(model, view(Page::Settings), models::now());
    let looks = |action: &Action| matches!(action, Action::Engine(Command::View(_, Some(List::Connections))));
    assert!(window.state().out.iter().any(looks), "it is kept fresh while somebody looks");
    for words in ["me@example.org", "studio@example.org", "Active", "Revoked", "Connected"] {
        assert!(said(&window, words), "{words}");
    }
    click(&mut window, "Remove…: studio@example.org");
    assert!(said(&window, "Remove “studio@example.org”?") && said(&window, "Imported assets stay."));
    let got = click_role(&mut window, Role::Button, "Remove");
    let [Command::RequestChanges(_, changes)] = got.as_slice() else { panic!("{got:?}") };
    let [Change::RemoveConnection { connection, .. }] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!(connection.0, "2");
    let got = click(&mut window, "Connect Google Drive…");
    assert!(matches!(got.as_slice(), [Command::Connect(..)]), "{got:?}");
}

#[test]
fn an_import_is_shown_as_one_and_by_the_name_that_the_platform_tells() {
    let mut model = models::empty();
    let mut job = models::job(&mut model, FILE, 0, Method::Import);
    job.creation = Creation::Begun;
    models::add(&mut model, job.clone());
    job.id = takeup_model::JobId(model.next_number());
    job.asset = Some(("6391c002aa11bb22cc33fd10".into(), takeup_model::AssetStatus::Processing));
    job.told_name = Some("Übung.mp4".to_owned());
    models::add(&mut model, job);
    let mut window = open(model, view(Page::Uploads), models::now());
    assert_eq!(window_importing(&window), 2);
    for words in [FILE, "Übung.mp4", "Google Drive (imported by the platform)"] {
        assert!(said(&window, words), "{words}");
    }
    commands(&mut window);
}

fn window_importing(window: &Window) -> usize {
    use egui_kittest::kittest::Queryable as _;
    window.query_all_by_label("Importing").count()
}
