//! The window, driven by the names of what it shows.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use eframe::egui::{self, Key, Modifiers, Role, Theme, UiBuilder, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use jiff::tz::TimeZone;
use takeup::desktop::SystemFonts;
use takeup::ui::{self, Action, Draw, Page, Question, Tab, UploadFilter, View, window_ui};
use takeup_engine::measure::DragTotal;
use takeup_engine::{Command, JobSelection};
use takeup_model::{
    Access, Change, DestinationId, Failure, FailureKind, FailureReason, JobEvent, JobId, KeyLocation,
    KeyState, LimitKey, List, Method, Model, News, Now, PartsAtOnce, PassedOver, Reachability, Subject, Wire,
};

use crate::pseudo::painted;
use takeup_rig::models::{self, Scene};
use takeup_text::{Language, language};

/// What the window is drawn from, and what it asked for.
pub(crate) struct Shown {
    pub(crate) model: Model,
    pub(crate) wire: Wire,
    pub(crate) view: View,
    pub(crate) now: Now,
    pub(crate) out: Vec<Action>,
}

pub(crate) type Window = Harness<'static, Shown>;

pub(crate) fn view(page: Page) -> View {
    View { page, zone: TimeZone::UTC, ..View::default() }
}

fn draw(ui: &mut egui::Ui, shown: &mut Shown) {
    let whole = ui.ctx().content_rect();
    let mut root = ui.new_child(UiBuilder::new().max_rect(whole));
    root.set_clip_rect(whole);
    let Shown { model, wire, view, now, out } = shown;
    view.batches.follow(model, wire);
    window_ui(&mut root, &mut Draw { model, wire, view, now: *now, out });
}

/// The look, and for Korean and Japanese the fonts of the system.
fn with_fonts(ctx: &egui::Context) {
    // The names of keys are those of one system.
    ctx.set_os(egui::os::OperatingSystem::Nix);
    ui::theme::apply(ctx);
    if matches!(language(), Language::Ko | Language::Ja) {
        add_system_fonts(ctx);
    }
}

fn add_system_fonts(ctx: &egui::Context) {
    static FONTS: LazyLock<SystemFonts> = LazyLock::new(SystemFonts::default);
    ctx.add_font_provider(Arc::new(FONTS.clone()));
}

/// The page of uploads with all fonts of the system, at this many pixels to a point. A letter without a font fails.
pub(crate) fn open_with_system_fonts(model: Model, pixels: f32) -> Window {
    let shown = Shown {
        model,
        wire: Wire::default(),
        view: view(Page::Uploads),
        now: models::now(),
        out: Vec::new(),
    };
    let mut window = Harness::builder()
        .with_size(vec2(1180.0, 900.0))
        .with_pixels_per_point(pixels)
        .with_context_setup(|ctx| {
            ui::theme::apply(ctx);
            add_system_fonts(ctx);
        })
        .build_ui_state(draw, shown);
    window.run();
    window
}

pub(crate) fn open_sized(
    scene: impl Into<Scene>,
    view: View,
    now: Now,
    size: (f32, f32),
    theme: Theme,
) -> Window {
    let Scene { model, wire } = scene.into();
    let mut builder = Harness::builder()
        .with_size(vec2(size.0, size.1))
        .with_theme(theme)
        .with_os(egui::os::OperatingSystem::Nix)
        .with_context_setup(with_fonts);
    if language() == Language::Pseudo || view.page == Page::Settings {
        // No font here has its marks, or the letters in which the languages are named.
        builder = builder.allow_missing_glyphs();
    }
    let shown = Shown { model, wire, view, now, out: Vec::new() };
    let mut window = builder.build_ui_state(draw, shown);
    window.run();
    window
}

pub(crate) fn open(scene: impl Into<Scene>, view: View, now: Now) -> Window {
    open_sized(scene, view, now, (1180.0, 760.0), Theme::Light)
}

pub(crate) fn commands(window: &mut Window) -> Vec<Command> {
    let out = std::mem::take(&mut window.state_mut().out);
    out.into_iter()
        .filter_map(|action| if let Action::Engine(command) = action { Some(command) } else { None })
        .filter(|command| !matches!(command, Command::View(..) | Command::ShowStills(..)))
        .collect()
}

pub(crate) fn click(window: &mut Window, name: &str) -> Vec<Command> {
    window.state_mut().out.clear();
    window.get_by_label(name).click();
    window.run();
    commands(window)
}

pub(crate) fn click_role(window: &mut Window, role: Role, name: &str) -> Vec<Command> {
    window.state_mut().out.clear();
    window.get_by_role_and_label(role, name).click();
    window.run();
    commands(window)
}

pub(crate) fn type_into(window: &mut Window, role: Role, name: &str, text: &str) {
    window.get_by_role_and_label(role, name).focus();
    window.run();
    window.get_by_role_and_label(role, name).type_text(text);
    window.run();
}

pub(crate) fn said(window: &Window, text: &str) -> bool {
    window.query_all_by_label_contains(text).next().is_some()
}

pub(crate) fn id_of(model: &Model, name: &str) -> JobId {
    model.jobs.values().find(|job| job.source.name() == name).unwrap().id
}

#[derive(Debug)]
pub(crate) struct Dropped(pub(crate) PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the window never reads files".to_owned())
    }
}

#[test]
fn every_page_draws_in_every_state_and_size() {
    let now = models::now();
    let mut locked = models::first_run();
    models::edit(&mut locked, |account| {
        account.key = KeyState::Locked(Failure::new(FailureKind::Keyring, "locked"));
    });
    let mut closed = models::empty();
    models::edit(&mut closed, |account| {
        account.assets.state.trouble = Some(Failure::new(FailureKind::ServerError, "HTTP 500"));
        account.stores_access = Access::Refused;
    });
    let states: [Scene; 10] = [
        models::empty().into(),
        models::first_run().into(),
        models::wrong_key().into(),
        locked.into(),
        closed.into(),
        models::busy("interview-final-cut.mov", now),
        models::failures(now).into(),
        models::with_assets("interview-final-cut.mov", now),
        models::with_tasks(now),
        Scene::default(),
    ];
    for model in states {
        for page in [Page::Uploads, Page::Assets, Page::Tasks, Page::Indexes, Page::Stores, Page::Settings] {
            for size in [(1180.0, 760.0), (640.0, 480.0)] {
                let mut view = view(page);
                view.open.extend(model.jobs.keys().take(3).copied());
                open_sized(model.clone(), view, now, size, Theme::Dark);
            }
        }
    }
}

#[test]
fn the_ways_to_add_are_offered_and_asked_for() {
    let mut window = open(models::empty(), view(Page::Uploads), models::now());
    window.get_by_label("Choose files…").click();
    window.run();
    assert!(matches!(window.state().out.last(), Some(Action::PickFiles)));
    window.get_by_label("Choose folder…").click();
    window.run();
    assert!(matches!(window.state().out.last(), Some(Action::PickFolder)));
    window.key_press_modifiers(Modifiers::COMMAND, Key::O);
    window.run();
    assert!(matches!(window.state().out.last(), Some(Action::PickFiles)));
}

#[test]
fn what_is_dropped_on_any_page_is_added() {
    let mut window = open(models::empty(), view(Page::Assets), models::now());
    window.state_mut().out.clear();
    // The disk is asked once how large it is.
    let dragged = egui::HoveredFile { path: Some("/tmp/a.mp4".into()), ..egui::HoveredFile::default() };
    window.input_mut().hovered_files.push(dragged);
    window.run_steps(3);
    let out = std::mem::take(&mut window.state_mut().out);
    assert!(
        matches!(out.as_slice(), [Action::Measure(paths)] if *paths == [Path::new("/tmp/a.mp4")]),
        "{out:?}"
    );
    assert!(painted(&window).iter().any(|it| it.text == "Release to add 1 item"));
    window.state_mut().view.dragged.total =
        Some(DragTotal { files: 1, bytes: 3_100_000_000, folders: 0, whole: true });
    window.run_steps(2);
    assert!(painted(&window).iter().any(|it| it.text == "Release to add 1 file (3.1 GB)"));
    window.input_mut().hovered_files.clear();
    let path = PathBuf::from("/tmp/인터뷰 100%.mp4");
    window.input_mut().dropped_files.push(Arc::new(Dropped(path.clone())));
    window.step();
    window.run();
    let added = commands(&mut window);
    let [Command::AddPaths(account, paths, _)] = added.as_slice() else { panic!("{added:?}") };
    assert_eq!((account, paths), (&window.state().model.current, &vec![path]));
    assert_eq!(window.state().view.page, Page::Uploads);
}

#[test]
fn pasted_lines_become_urls_and_paths() {
    let mut window = open(models::empty(), view(Page::Tasks), models::now());
    window.state_mut().out.clear();
    let root = if cfg!(windows) { "C:/v" } else { "/v" };
    let urls = "https://example.org/a.mp4\n\nhttp://example.org/b.mp4";
    let slash = if cfg!(windows) { "/" } else { "" };
    let text = format!("{urls}\nfile://{slash}{root}/c%20d.mp4\nnonsense\n{root}/e.mp4");
    window.event(egui::Event::Paste(text));
    window.run();
    let added = commands(&mut window);
    let [Command::AddUrls(_, urls, _), Command::AddPaths(_, paths, _)] = added.as_slice() else {
        panic!("{added:?}")
    };
    assert_eq!(urls, &["https://example.org/a.mp4", "http://example.org/b.mp4"]);
    assert_eq!(paths, &[Path::new(root).join("c d.mp4"), Path::new(root).join("e.mp4")]);
    assert!(said(&window, "1 part of the pasted text is no public URL and no file path."));
    // What lies under a dialog takes nothing.
    window.state_mut().view.metadata = Some(ui::MetadataForm::of_next(&takeup_model::Metadata::default()));
    window.run();
    window.get_by_role_and_label(Role::Button, "Cancel").focus();
    window.run();
    window.state_mut().out.clear();
    window.event(egui::Event::Paste(format!("{root}/f.mp4")));
    window.run();
    assert!(commands(&mut window).is_empty() && window.state().view.metadata.is_some());
    window.state_mut().view.metadata = None;
    window.run();
    // It may be the names of files that were copied beside them.
    window.event(egui::Event::Paste("just words".to_owned()));
    window.run();
    let out = std::mem::take(&mut window.state_mut().out);
    assert!(matches!(out.as_slice(), [Action::PasteFiles]), "{out:?}");
}

#[test]
fn several_lines_pasted_into_the_field_are_several_urls() {
    let now = models::now();
    let mut window = open(models::busy("b.mov", now), view(Page::Uploads), now);
    window.get_by_label("Files, paths or public URLs").focus();
    window.run();
    window.event(egui::Event::Paste("https://example.org/a.mp4\nhttps://example.org/b.mp4\n".to_owned()));
    window.run();
    let added = click(&mut window, "Add");
    let [Command::AddUrls(_, urls, _)] = added.as_slice() else { panic!("{added:?}") };
    assert_eq!(urls, &["https://example.org/a.mp4", "https://example.org/b.mp4"]);
    assert!(window.state().view.urls.is_empty());
}

#[test]
fn several_paths_pasted_into_the_field_are_several_files() {
    let mut window = open(models::empty(), view(Page::Uploads), models::now());
    window.get_by_label("Files, paths or public URLs").focus();
    window.run();
    let root = if cfg!(windows) { "C:/v" } else { "/v" };
    let text = format!("{root}/my film 1.mp4\n{root}/my film 2.mp4\r\nhttps://example.org/c.mp4\n");
    window.event(egui::Event::Paste(text));
    window.run();
    let added = click(&mut window, "Add");
    let [Command::AddUrls(_, urls, _), Command::AddPaths(_, paths, _)] = added.as_slice() else {
        panic!("{added:?}")
    };
    assert_eq!(urls, &["https://example.org/c.mp4"]);
    assert_eq!(paths, &[Path::new(root).join("my film 1.mp4"), Path::new(root).join("my film 2.mp4")]);
}

#[test]
fn what_shall_become_of_things_is_chosen_and_travels_with_them() {
    let now = models::now();
    let mut window = open(models::busy("b.mov", now), view(Page::Uploads), now);
    window.get_by_role_and_label(Role::ComboBox, "Then").click();
    window.run();
    window.get_by_role_and_label(Role::MenuItemCheckBox, "Races 2026").click();
    window.run();
    window.get_by_label("Season archive").click();
    window.run();
    let options = window.state().view.options();
    assert_eq!(
        options.destination_ids,
        [DestinationId::Index("races".into()), DestinationId::Store("ks_66a1f0aa5120".into())]
    );
    for closed in ["Old analysis", "Classic task in Old analysis"] {
        assert!(window.get_by_label(closed).accesskit_node().is_disabled(), "{closed}");
    }
    window.get_by_label("Classic task in Lectures").click_accesskit();
    window.run();
    let options = window.state().view.options();
    assert_eq!((options.destination_ids.len(), options.task_index), (0, Some("lectures".into())));
}

#[test]
fn each_button_of_a_row_does_what_it_says() {
    let now = models::now();
    let model = models::busy("b.mov", now);
    let id = |name: &str| JobSelection::One(id_of(&model, name));
    let mut window = open_sized(model.clone(), view(Page::Uploads), now, (1180.0, 1200.0), Theme::Light);
    let wanted: [(&str, Reader, JobSelection); 4] = [
        ("Pause: best-racing-moments.mp4", paused, id("best-racing-moments.mp4")),
        ("Resume: drone-coast-02.mp4", resumed, id("drone-coast-02.mp4")),
        ("Retry: obs-recording.mkv", retried, id("obs-recording.mkv")),
        ("Upload anyway: notes.txt", anyway, id("notes.txt")),
    ];
    for (name, read, which) in wanted {
        let got = click(&mut window, name);
        assert_eq!(got.iter().map(read).collect::<Vec<_>>(), [Some(&which)], "{name}");
    }
    // Both can be undone for a while, and go to the engine after that.
    click(&mut window, "Cancel: press-kit-teaser.mp4");
    click(&mut window, "More actions: opening-keynote.mp4");
    click_role(&mut window, Role::MenuItem, "Remove from list");
    let got = takeup::ui::undo::due(&mut window.state_mut().view, now.mono, true);
    let one = |name: &str| JobSelection::These(vec![id_of(&model, name)]);
    let wanted = [(cancelled as Reader, one("press-kit-teaser.mp4")), (removed, one("opening-keynote.mp4"))];
    assert_eq!(got.len(), wanted.len());
    for (command, (read, which)) in got.iter().zip(&wanted) {
        assert_eq!(read(command), Some(which));
    }
    window.run();
    let got = click(&mut window, "Allow up to 10 GB for this account: whole-match-uncut.mov");
    assert!(
        matches!(got.as_slice(), [Command::RaiseLimit(_, LimitKey::Multipart, 10_000_000_000)]),
        "{got:?}"
    );
    assert!(window.query_by_label("Pause: podcast-ep-12.mp3").is_none(), "a pause would mean nothing");
    let got = click(&mut window, "Pause all");
    assert!(matches!(got.as_slice(), [Command::Pause(JobSelection::All(_))]), "{got:?}");
}

type Reader = fn(&Command) -> Option<&JobSelection>;

fn paused(command: &Command) -> Option<&JobSelection> {
    if let Command::Pause(which) = command { Some(which) } else { None }
}

fn resumed(command: &Command) -> Option<&JobSelection> {
    if let Command::Resume(which) = command { Some(which) } else { None }
}

fn cancelled(command: &Command) -> Option<&JobSelection> {
    if let Command::Cancel(which) = command { Some(which) } else { None }
}

fn retried(command: &Command) -> Option<&JobSelection> {
    if let Command::Retry(which) = command { Some(which) } else { None }
}

fn removed(command: &Command) -> Option<&JobSelection> {
    if let Command::Remove(which) = command { Some(which) } else { None }
}

fn anyway(command: &Command) -> Option<&JobSelection> {
    if let Command::SendAnyway(which) = command { Some(which) } else { None }
}

#[test]
fn pausing_what_starts_again_at_nothing_asks_first() {
    let now = models::now();
    let (model, id) = models::direct_under_way(now);
    let mut window = open(model, view(Page::Uploads), now);
    assert!(click(&mut window, "Pause: press-kit-teaser.mp4").is_empty());
    assert!(said(&window, "starts over"));
    assert!(click(&mut window, "Keep uploading").is_empty());
    assert_eq!(window.state().view.question, None);
    click(&mut window, "Pause all");
    assert!(matches!(window.state().view.question, Some(Question::PauseAnew(JobSelection::All(_)))));
    window.key_press(Key::Escape);
    window.run();
    assert_eq!(window.state().view.question, None);
    click(&mut window, "Pause: press-kit-teaser.mp4");
    let got = click(&mut window, "Pause");
    assert_eq!(got.iter().map(paused).collect::<Vec<_>>(), [Some(&JobSelection::One(id))]);
}

#[test]
fn an_opened_row_tells_its_steps_parts_and_names() {
    let now = models::now();
    let mut window = open(models::busy("b.mov", now), view(Page::Uploads), now);
    click(&mut window, "Show details: best-racing-moments.mp4");
    for text in
        ["Uploading 218 of 352 parts", "218 of 352 parts stored · 5 being sent", "Indexed in Races 2026"]
    {
        assert!(said(&window, text), "{text}");
    }
    assert!(said(&window, "1 request repeated"));
    window.get_by_label("Copy asset ID: best-racing-moments.mp4").click();
    window.run();
    let copied = window.state().out.last().unwrap();
    assert!(matches!(copied, Action::Copy(id) if id == "6391c8a669ff3402ec515aba"), "{copied:?}");
    window.get_by_label("More for best-racing-moments.mp4").click();
    window.run();
    window.get_by_label(takeup_text::show_in_folder()).click();
    window.run();
    assert!(matches!(window.state().out.last(), Some(Action::Reveal(_))));
    click(&mut window, "Hide details: best-racing-moments.mp4");
    assert!(!said(&window, "Parts:"));
}

#[test]
fn enter_in_a_field_opens_no_row() {
    let now = models::now();
    let mut window = open(models::busy("b.mov", now), view(Page::Uploads), now);
    click(&mut window, "Show details: best-racing-moments.mp4");
    type_into(&mut window, Role::TextInput, "Files, paths or public URLs", "https://example.org/a.mp4");
    window.key_press(Key::Enter);
    window.run();
    assert!(window.query_by_label("Hide details: best-racing-moments.mp4").is_some(), "it stays open");
    let added = |action: &Action| matches!(action, Action::Engine(Command::AddUrls(..)));
    assert!(window.state().out.iter().any(added), "{:?}", window.state().out);
}

#[test]
fn each_step_that_was_done_tells_its_time() {
    let now = models::now();
    let mut model = models::busy("b.mov", now);
    let id = id_of(&model, "opening-keynote.mp4");
    let mut job = (*model.jobs[&id]).clone();
    for (event, at) in [
        (JobEvent::Chosen(Method::Direct), "2026-11-22T11:30:01Z"),
        (JobEvent::Sent, "2026-11-22T11:30:30Z"),
        (JobEvent::Processed, "2026-11-22T11:30:50Z"),
        (JobEvent::Arrived(1), "2026-11-22T11:31:12Z"),
    ] {
        job.events.add(event, models::at(at));
    }
    models::add(&mut model, job);
    let mut window = open_sized(model, view(Page::Uploads), now, (1180.0, 1200.0), Theme::Light);
    click(&mut window, "Show details: opening-keynote.mp4");
    for told in ["Checked · 11:30", "Uploaded · 28 s", "Processed · 20 s", "Ready · 11:30"] {
        window.get_by_label(told);
    }
    window.get_by_label("Indexed in Races 2026 · 22 s");
    // What is not done has none.
    click(&mut window, "Show details: best-racing-moments.mp4");
    assert!(!said(&window, "Uploading 218 of 352 parts · "));
}

#[test]
fn progress_is_told_with_a_name_and_a_value_and_never_as_done_too_soon() {
    let now = models::now();
    let mut model = models::busy("b.mov", now);
    let mut job = models::job(&mut model, "all-sent.mp4", 1000, Method::Multipart);
    job.session = Some(models::session("a", 1000, 2, 2));
    models::add(&mut model, job);
    let window = open_sized(model, view(Page::Uploads), now, (1180.0, 1300.0), Theme::Light);
    let bars: Vec<(String, f64)> = window
        .get_all_by_role(Role::ProgressIndicator)
        .map(|node| {
            let node = node.accesskit_node();
            (node.label().unwrap(), node.numeric_value().unwrap())
        })
        .collect();
    let value = |name: &str| bars.iter().find(|(label, _)| label.starts_with(name)).unwrap().1;
    assert!((value("best-racing-moments.mp4") - 62.0).abs() < 0.1, "{bars:?}");
    assert!((value("all-sent.mp4") - 99.0).abs() < 0.1, "{bars:?}");
    assert!(bars.iter().any(|(label, _)| label == "All uploads"));
    assert!(!said(&window, "100%"));
}

#[test]
fn failures_and_what_waits_for_a_decision_are_grouped_and_acted_on_together() {
    let now = models::now();
    let mut window = open(models::failures(now), view(Page::Uploads), now);
    assert!(said(&window, "212 need a decision · 2 failed"), "at the bottom of the window");
    click(&mut window, "Failed 2");
    assert_eq!(window.state().view.filter, UploadFilter::Failed);
    assert!(said(&window, "2 files: The file changed during the upload"));
    assert!(!said(&window, "212 files"), "what waits for a decision has not failed");
    click(&mut window, "More for all uploads");
    let got = click(&mut window, "Retry failed");
    let [Command::Retry(JobSelection::These(ids))] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(ids.len(), 2);
    click(&mut window, "Held 212");
    assert_eq!(window.state().view.filter, UploadFilter::Held);
    assert!(said(&window, "212 files: Not a video, audio, image or document file"));
    let got = click(&mut window, "Upload anyway: Not a video, audio, image or document file");
    let [Command::SendAnyway(JobSelection::These(ids))] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(ids.len(), 212);
    click(&mut window, "and 209 more");
    assert!(!said(&window, "and 209 more"));
}

#[test]
fn without_a_network_the_window_says_so_and_offers_to_try() {
    let now = models::now();
    let mut window = open(models::failures(now), view(Page::Uploads), now);
    assert!(said(&window, "No connection.") && said(&window, "Retrying in 8 s"));
    let got = click(&mut window, "Retry now");
    assert!(matches!(got.as_slice(), [Command::ProbeNow(_)]), "{got:?}");
}

#[test]
fn the_first_screen_takes_a_key_and_tells_troubles_apart() {
    let now = models::now();
    let mut window = open(models::first_run(), view(Page::Uploads), now);
    assert!(window.get_by_label("Connect").accesskit_node().is_disabled());
    type_into(&mut window, Role::PasswordInput, "API key", "tlk_SECRET");
    let button = window.get_by_label("Connect").rect();
    let got = click(&mut window, "Connect");
    assert!(matches!(got.as_slice(), [Command::SetKey(..)]), "{got:?}");
    assert!(!format!("{got:?}").contains("SECRET"));
    let mut troubles = Vec::new();
    for change in [
        KeyState::Refused(Failure::new(FailureKind::KeyRefused, "")),
        KeyState::Locked(Failure::new(FailureKind::Keyring, "the collection is locked")),
        KeyState::Unchecked(KeyLocation::ThisRun(None)),
    ] {
        models::edit(&mut window.state_mut().model, |account| {
            if matches!(change, KeyState::Unchecked(_)) {
                let why = Failure::new(FailureKind::Network, "no route to host");
                account.reachability = Reachability::Down { since: now.utc, tries: 1, next: now.mono, why };
            }
            account.key = change;
        });
        window.run();
        let alert = window.get_by_role(Role::Alert).accesskit_node();
        troubles.push(alert.value().or(alert.label()).unwrap());
        let moved = window.get_by_label("Connect").rect().center() - button.center();
        assert!(moved.y.abs() < 1.0, "the button stays where it is: {moved}");
    }
    assert!(troubles[0].contains("does not know this key"), "{troubles:?}");
    assert!(troubles[1].contains("locked"), "{troubles:?}");
    assert!(troubles[2].contains("could not be reached"), "{troubles:?}");
    assert!(window.state().view.welcome.key.is_empty(), "a key that was refused is typed again");
    type_into(&mut window, Role::PasswordInput, "API key", "tlk_SECRET");
    click(&mut window, "Connect");
    assert!(!window.state().view.welcome.key.is_empty(), "nobody has refused it, so it can be sent again");
    assert!(!window.get_by_label("Connect").accesskit_node().is_disabled());
    window.get_by_label("Try without an account").click();
    window.run();
    assert!(matches!(window.state().out.last(), Some(Action::EnterPractice)));
    models::edit(&mut window.state_mut().model, |account| account.key = KeyState::Good(KeyLocation::Sandbox));
    window.run();
    assert!(window.state().view.welcome.key.is_empty(), "an accepted key is not kept on the screen");
}

#[test]
fn another_server_can_be_asked_about_a_key_that_the_first_did_not_judge() {
    let now = models::now();
    let mut window = open(models::first_run(), view(Page::Uploads), now);
    type_into(&mut window, Role::PasswordInput, "API key", "tlk_SECRET");
    click(&mut window, "Connect");
    models::edit(&mut window.state_mut().model, |account| {
        account.key = KeyState::Missing;
        account.server = "https://other.example/v1.3".to_owned();
    });
    window.run();
    assert!(!said(&window, "Checking"), "nobody checks it");
    assert!(!window.get_by_label("Connect").accesskit_node().is_disabled());
    let got = click(&mut window, "Connect");
    assert!(matches!(got.as_slice(), [Command::SetKey(..)]), "{got:?}");
    assert!(said(&window, "Checking"));
}

#[test]
fn a_refused_key_with_uploads_waiting_is_a_banner() {
    let now = models::now();
    let mut model = models::busy("b.mov", now);
    models::edit(&mut model, |account| {
        account.key = KeyState::Refused(Failure::new(FailureKind::KeyRefused, ""));
    });
    let mut window = open(model, view(Page::Uploads), now);
    assert!(said(&window, "The API key does not work."));
    click(&mut window, "Enter API key");
    assert_eq!(window.state().view.page, Page::Settings);
}

#[test]
fn a_sample_that_is_offered_is_added_with_one_click() {
    let mut view = view(Page::Uploads);
    view.offered = vec![PathBuf::from("/tmp/sample.mp4")];
    let mut window = open(models::empty(), view, models::now());
    assert!(said(&window, "Sample: sample.mp4"));
    let got = click(&mut window, "Upload sample");
    let [Command::AddPaths(_, paths, _)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(paths, &[PathBuf::from("/tmp/sample.mp4")]);
    assert!(!said(&window, "Sample:"));
}

#[test]
fn while_folders_are_looked_through_the_window_says_so() {
    let mut model = models::empty();
    models::looking(&mut model);
    let window = open(model, view(Page::Uploads), models::now());
    assert!(said(&window, "Scanning added files"));
}

#[test]
fn what_was_not_finished_last_time_goes_on_with_one_click() {
    let mut model = models::empty();
    let mut job = models::job(&mut model, "a.mp4", 1_000_000, Method::Multipart);
    job.stopped_at_start = true;
    let id = models::add(&mut model, job);
    let mut window = open(model, view(Page::Uploads), models::now());
    let got = click(&mut window, "Resume");
    assert_eq!(got.iter().map(resumed).collect::<Vec<_>>(), [Some(&JobSelection::These(vec![id]))]);
}

#[test]
fn assets_are_found_loaded_and_deleted_after_a_question() {
    let now = models::now();
    let mut window = open(models::with_assets("interview.mov", now), view(Page::Assets), now);
    assert!(matches!(window.state().out.first(), Some(Action::Engine(Command::View(_, Some(List::Assets))))));
    let got = click(&mut window, "Load more");
    assert!(matches!(got.as_slice(), [Command::More(_, List::Assets)]), "{got:?}");
    let got = click(&mut window, "Refresh");
    assert!(matches!(got.as_slice(), [Command::Refresh(_, List::Assets)]), "{got:?}");
    type_into(&mut window, Role::TextInput, "Search assets", "c8a669");
    assert!(said(&window, "best-racing-moments.mp4") && !said(&window, "lecture-07.mp4"));
    click(&mut window, "More for best-racing-moments.mp4");
    assert!(matches!(click(&mut window, "Delete…").as_slice(), [Command::Open(_, Some(Subject::Asset(_)))]));
    assert!(
        said(&window, "Delete “best-racing-moments.mp4”?") && said(&window, "Checking where it is used…")
    );
    let got = click(&mut window, "Delete");
    let Some(Command::RequestChanges(_, changes)) = got.first() else { panic!("{got:?}") };
    let [Change::DeleteAsset { asset, force: false, .. }] = &changes[..] else { panic!("{got:?}") };
    assert_eq!(asset.0, "6391c8a669ff3402ec515aba");
}

#[test]
fn assets_are_filtered_by_status() {
    let now = models::now();
    let mut window = open(models::with_assets("interview.mov", now), view(Page::Assets), now);
    click_role(&mut window, Role::ComboBox, "Status");
    window.get_by_role_and_label(Role::MenuItemRadio, "Failed").click();
    window.run();
    assert!(said(&window, "b-roll-harbour.mkv") && !said(&window, "lecture-07.mp4"));
}

#[test]
fn an_old_list_stays_while_a_new_one_fails() {
    let now = models::now();
    let mut model = models::with_assets("interview.mov", now);
    models::edit(&mut model, |account| {
        account.assets.state.trouble = Some(Failure::new(FailureKind::ServerError, "HTTP 500"));
    });
    let mut window = open(model, view(Page::Assets), now);
    assert!(said(&window, "Not up to date.") && said(&window, "lecture-07.mp4"));
    let got = click(&mut window, "Retry");
    assert!(matches!(got.as_slice(), [Command::Refresh(_, List::Assets)]), "{got:?}");
}

#[test]
fn tasks_are_filtered_and_their_names_copied() {
    let now = models::now();
    let mut window = open(models::with_tasks(now), view(Page::Tasks), now);
    click(&mut window, "Running 4");
    assert!(said(&window, "lecture-07.mp4") && !said(&window, "opening-keynote.mp4"));
    click(&mut window, "Ready");
    window.get_by_label("Copy video ID of opening-keynote.mp4").click();
    window.run();
    assert!(matches!(window.state().out.last(), Some(Action::Copy(id)) if id == "video-t4"));
}

#[test]
fn indexes_and_stores_are_listed_and_absence_is_explained() {
    let now = models::now();
    let window = open(models::empty(), view(Page::Indexes), now);
    assert!(said(&window, "9 days left") && said(&window, "no new videos"));
    let window = open(models::empty(), view(Page::Stores), now);
    assert!(said(&window, "Training library"));
    let mut model = models::empty();
    models::edit(&mut model, |account| account.stores_access = Access::Refused);
    assert!(said(&open(model, view(Page::Stores), now), "cannot use knowledge stores"));
}

#[test]
fn settings_are_changed_one_at_a_time() {
    let mut start = view(Page::Settings);
    start.preferences.tab = Tab::Uploads;
    let mut window = open(models::empty(), start, models::now());
    let got = click_role(&mut window, Role::Switch, "Resume at start");
    let [Command::ChangeSettings(settings)] = got.as_slice() else { panic!("{got:?}") };
    assert!(!settings.resume_at_start);
    click_role(&mut window, Role::ComboBox, "Parts at once");
    window.get_by_label("Fixed number").click();
    window.run();
    let got = commands(&mut window);
    let [Command::ChangeSettings(settings)] = got.as_slice() else { panic!("{got:?}") };
    assert_eq!(settings.parts_at_once, PartsAtOnce::Fixed(6));
    click_role(&mut window, Role::Tab, "Account: Settings");
    assert!(said(&window, "Python SDK 1.3.6 (2026); older documents: 2 GB"));
    click(&mut window, "Forget…");
    let got = click(&mut window, "Forget key");
    assert!(matches!(got.as_slice(), [Command::ForgetKey(_)]), "{got:?}");
}

#[test]
fn settings_that_are_not_saved_yet_are_told_on_every_page_and_the_gear_tells_where_they_are() {
    let mut model = models::empty();
    model.settings_saved = false;
    for page in [Page::Uploads, Page::Assets, Page::Settings] {
        let window = open(model.clone(), view(page), models::now());
        assert!(said(&window, "Settings not saved yet"), "{page:?}");
        let gear = window.get_by_role_and_label(Role::Tab, "Settings");
        assert_eq!(gear.accesskit_node().toggled(), Some((page == Page::Settings).into()), "{page:?}");
    }
    model.settings_saved = true;
    assert!(!said(&open(model, view(Page::Uploads), models::now()), "Settings not saved yet"));
}

#[test]
fn a_setting_that_cannot_be_read_changes_nothing() {
    let mut start = view(Page::Settings);
    start.preferences.tab = Tab::Uploads;
    let mut window = open(models::empty(), start, models::now());
    for (typed, wanted) in [("0", None), ("5", Some(5))] {
        window.state_mut().out.clear();
        window.get_by_role_and_label(Role::TextInput, "Files at once").focus();
        window.run();
        window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.run();
        type_into(&mut window, Role::TextInput, "Files at once", typed);
        assert_eq!(said(&window, "cannot be read"), wanted.is_none());
        window.key_press(Key::Enter);
        window.run();
        let got = commands(&mut window);
        let changed = got.iter().find_map(|command| {
            if let Command::ChangeSettings(settings) = command { Some(settings.files_at_once) } else { None }
        });
        assert_eq!(changed, wanted, "{got:?}");
    }
}

#[test]
fn the_keyboard_reaches_every_page() {
    let mut window = open(models::empty(), view(Page::Uploads), models::now());
    for (key, page) in [
        (Key::Num2, Page::Assets),
        (Key::Num3, Page::Tasks),
        (Key::Num4, Page::Indexes),
        (Key::Num5, Page::Stores),
        (Key::Comma, Page::Settings),
        (Key::Num1, Page::Uploads),
    ] {
        window.key_press_modifiers(Modifiers::COMMAND, key);
        window.run();
        assert_eq!(window.state().view.page, page);
    }
    window.key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    window.run();
    window.state_mut().out.clear();
    window.key_press(Key::F5);
    window.run();
    let got = commands(&mut window);
    assert!(matches!(got.as_slice(), [Command::Refresh(_, List::Tasks)]), "{got:?}");
}

#[test]
fn news_is_said_once_and_trouble_stays_until_it_is_closed() {
    let mut model = models::empty();
    model.notify(News::Added { added: 4, passed: PassedOver { not_media: 2, ..PassedOver::default() } });
    model.notify(News::JournalLost(Failure::own(
        FailureKind::FileUnreadable,
        FailureReason::JournalNotWritten,
        "disk full",
    )));
    let mut window = open(model, view(Page::Uploads), models::now());
    assert!(said(&window, "4 files added. 2 files skipped: not media."));
    let later = window.state().now.mono + std::time::Duration::from_secs(7);
    window.state_mut().now.mono = later;
    window.run();
    assert!(!said(&window, "4 files added") && said(&window, "disk full"));
    window.get_by_label_contains("Close notice: ").click();
    window.run();
    assert!(!said(&window, "disk full"));
}

fn pause_all(model: &mut Model) {
    for mut job in model.jobs.clone().into_iter().map(|(_, job)| job) {
        Arc::make_mut(&mut job).paused = true;
        model.jobs.insert(job.id, job);
    }
}

#[test]
fn an_idle_window_settles_and_asks_for_no_more_frames() {
    let now = models::now();
    for page in [Page::Uploads, Page::Assets, Page::Indexes, Page::Settings] {
        let mut model = models::empty();
        let mut done = models::job(&mut model, "done.mp4", 5_000_000, Method::Direct);
        done.end = Some(takeup_model::End::Ready);
        models::add(&mut model, done);
        let mut window = open(model, view(page), now);
        assert!(window.run() <= 2, "{page:?}");
        let root = &window.output().viewport_output[&egui::ViewportId::ROOT];
        assert_eq!(root.repaint_delay, std::time::Duration::MAX, "{page:?}");
    }
    let mut still = models::many(3);
    pause_all(&mut still);
    let picked = {
        let mut shown = view(Page::Uploads);
        shown.uploads.picks.toggle_all(&still.jobs.keys().collect::<Vec<_>>());
        shown
    };
    let opened = View { open: still.jobs.keys().copied().collect(), ..view(Page::Uploads) };
    let mut without = models::failures(now);
    models::edit(&mut without, |account| account.reachability = Reachability::Up);
    pause_all(&mut without);
    let failed = View { filter: UploadFilter::Failed, ..view(Page::Uploads) };
    let held = View { filter: UploadFilter::Held, ..view(Page::Uploads) };
    for (number, (model, shown)) in vec![
        (still.clone(), view(Page::Uploads)),
        (still.clone(), picked),
        (still, opened),
        (without.clone(), failed),
        (without, held),
    ]
    .into_iter()
    .enumerate()
    {
        let mut window = open(model, shown, now);
        assert!(window.run() <= 2, "{number}");
        let root = &window.output().viewport_output[&egui::ViewportId::ROOT];
        assert_eq!(root.repaint_delay, std::time::Duration::MAX, "{number}");
    }
}

#[test]
fn of_ten_thousand_rows_only_those_in_sight_are_laid_out() {
    let mut window = open(models::many(10_000), view(Page::Uploads), models::now());
    let drawn = window.state().view.rows_drawn;
    assert!((4..=12).contains(&drawn), "{drawn}");
    assert!(said(&window, "clip-00000.mp4") && !said(&window, "clip-00050.mp4"));
    window.hover_at(egui::pos2(600.0, 600.0));
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        source: egui::MouseWheelSource::Unknown,
        delta: vec2(0.0, -59.0 * 5_000.0),
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
    });
    window.run_steps(60);
    assert!(!said(&window, "clip-00000.mp4"));
    let drawn = window.state().view.rows_drawn;
    assert!((4..=13).contains(&drawn), "{drawn}");
}

#[test]
fn the_main_screens_look_as_they_did() {
    let now = models::now();
    let mut opened = view(Page::Uploads);
    let mut model = models::busy("interview-final-cut.mov", now);
    models::remember(&mut model, |next| {
        next.indexes.insert("races".into(), "Races 2026".to_owned());
    });
    opened.open.insert(id_of(&model, "best-racing-moments.mp4"));
    let mut failed = view(Page::Uploads);
    failed.filter = UploadFilter::Held;
    let (unmet, mut noted) = (models::unmet(now), view(Page::Uploads));
    noted.open.insert(id_of(&unmet, "it's 1.mp4"));
    let (wide, small) = ((1180.0, 760.0), (640.0, 480.0));
    let pictures = vec![
        ("uploads_light", model.clone(), opened.clone(), wide, Theme::Light),
        ("uploads_dark", model.clone(), opened, wide, Theme::Dark),
        ("uploads_narrow", model, view(Page::Uploads), small, Theme::Light),
        ("uploads_empty", models::empty().into(), view(Page::Uploads), wide, Theme::Light),
        ("failures_dark", models::failures(now).into(), failed, wide, Theme::Dark),
        ("unmet_light", unmet.into(), noted, wide, Theme::Light),
        (
            "assets_light",
            models::with_assets("interview-final-cut.mov", now),
            view(Page::Assets),
            wide,
            Theme::Light,
        ),
        ("tasks_light", models::with_tasks(now), view(Page::Tasks), wide, Theme::Light),
        ("welcome_light", models::wrong_key().into(), view(Page::Uploads), wide, Theme::Light),
    ];
    let mut results = egui_kittest::SnapshotResults::new();
    for (name, model, view, size, theme) in pictures {
        let mut window = open_sized(model, view, now, size, theme);
        results.add(window.try_snapshot(name));
    }
}
