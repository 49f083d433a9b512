//! The application that eframe runs: it shows the newest model and carries out what the person asked for.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Builder;
use std::time::Instant;

use eframe::egui::epaint::text::FontProvider;
use eframe::egui::{self, ThemePreference, ViewportCommand};

use crate::desktop::{self, Appearance, AppearanceWatch, Pick, Picked, SavePlace, SystemFonts};
use crate::ui::kit::theme;
use crate::ui::shell::dropping;
use crate::ui::shell::presence::{self, Called, Move, Presence};
use crate::ui::shell::requests::Requests;
use crate::ui::shell::view::{Page, Question, View};
use crate::ui::uploads::{arrival, undo};
use crate::ui::watched::watch_form;
use crate::ui::{Action, Draw};
use takeup_engine::measure::DragTotal;
use takeup_engine::{Command, Engine, ReceiptSelection};
use takeup_launch::Practice;
use takeup_model::{Failure, Model, Now, Settings, Snapshot, Theme, UploadId, Wire, has_work};
use takeup_text::{self as text, msg, speak};

/// Something that another thread has to tell the window.
enum UiMessage {
    Picked(Picked),
    Finish(UploadId, Picked),
    Certificate(Picked),
    Watch(Picked),
    Measured(Vec<PathBuf>, DragTotal),
    Said(String),
    /// This file was saved.
    Saved(String, PathBuf),
    Table(Result<Vec<u8>, String>),
    Looks(Appearance),
    Practice(Box<Result<Command, Failure>>),
    /// On a notification.
    Clicked,
}

impl UiMessage {
    /// Says that something was saved, and why nobody was asked where.
    fn saved(said: String, place: SavePlace) -> Self {
        let said = if place.chosen { said } else { msg::desktop::desktop_saved_unasked(said) };
        Self::Saved(said, place.path)
    }
}

/// Called whenever there is something new to show.
type Wake = Arc<dyn Fn() + Send + Sync>;

/// The application.
pub struct App {
    engine: Option<Engine>,
    model: Arc<Model>,
    wire: Arc<Wire>,
    practice: Practice,
    wake: Wake,
    view: View,
    told: Receiver<UiMessage>,
    teller: Sender<UiMessage>,
    appearance: Appearance,
    title: String,
    presence: Presence,
    requests: Requests,
    language: Option<String>,
    fonts: Arc<dyn FontProvider>,
    watch: AppearanceWatch,
}

impl App {
    /// Makes the window show what this engine does. `practice` is the platform for those who have no account. `called`
    /// is set by whoever wants the window to come to the front.
    pub fn new(
        cc: &eframe::CreationContext<'_>,
        engine: Engine,
        fonts: SystemFonts,
        practice: Practice,
        called: &Called,
    ) -> Self {
        theme::apply(&cc.egui_ctx);
        let fonts: Arc<dyn FontProvider> = Arc::new(fonts);
        cc.egui_ctx.add_font_provider(Arc::clone(&fonts));
        let (teller, told) = channel();
        let ctx = cc.egui_ctx.clone();
        let wake: Wake = Arc::new(move || ctx.request_repaint());
        let Snapshot { facts, wire } = engine.snapshot();
        let language = facts.settings.language.clone();
        let (clicked, woken) = (teller.clone(), Arc::clone(&wake));
        let services = desktop::Services::start(move || {
            if clicked.send(UiMessage::Clicked).is_ok() {
                woken();
            }
        });
        let presence = Presence::new(services, Arc::clone(called), &facts);
        let view = View::as_left(&facts.settings.window);
        Self {
            engine: Some(engine),
            model: facts,
            wire,
            practice,
            wake,
            view,
            told,
            teller,
            appearance: Appearance::default(),
            title: String::new(),
            presence,
            requests: Requests::default(),
            language,
            fonts,
            watch: AppearanceWatch::default(),
        }
    }

    /// Looks as the system prefers from now on. Called on the main thread.
    pub fn follow_system(&mut self) {
        let tell = self.tell();
        self.watch = desktop::watch_appearance(move |appearance| tell(UiMessage::Looks(appearance)));
    }

    /// Offers to upload these files with one click.
    pub fn offer(&mut self, paths: Vec<PathBuf>) {
        self.view.offered = paths;
    }

    /// A way for another thread to tell the window something.
    fn tell(&self) -> impl Fn(UiMessage) + Send + Sync + 'static {
        let (teller, wake) = (self.teller.clone(), Arc::clone(&self.wake));
        move |told| {
            if teller.send(told).is_ok() {
                wake();
            }
        }
    }

    fn listen(&mut self, now: Now) {
        while let Ok(told) = self.told.try_recv() {
            match told {
                UiMessage::Picked(Picked::Paths(paths)) => {
                    self.add(Command::AddPaths(self.model.current.clone(), paths, self.view.options()), now);
                }
                UiMessage::Finish(upload, Picked::Paths(paths)) => {
                    if let Some(path) = paths.into_iter().next() {
                        self.add(Command::Finish(self.model.current.clone(), upload, path), now);
                    }
                }
                UiMessage::Certificate(Picked::Paths(paths)) => {
                    let mut settings = (*self.model.settings).clone();
                    settings.network.extra_ca = paths.into_iter().next();
                    self.send(Command::ChangeSettings(settings));
                }
                UiMessage::Watch(Picked::Paths(paths)) => {
                    self.view.dialog = Some(watch_form(paths, &self.view.then.told));
                }
                // The form asks for the folder.
                UiMessage::Watch(Picked::NoDialog) => {
                    self.view.dialog = Some(watch_form(Vec::new(), &self.view.then.told));
                }
                UiMessage::Picked(Picked::Nothing)
                | UiMessage::Finish(_, Picked::Nothing)
                | UiMessage::Watch(Picked::Nothing)
                | UiMessage::Certificate(Picked::Nothing) => {}
                UiMessage::Picked(Picked::NoDialog)
                | UiMessage::Finish(_, Picked::NoDialog)
                | UiMessage::Certificate(Picked::NoDialog) => {
                    self.view.insist(msg::desktop::desktop_no_dialog());
                }
                UiMessage::Measured(paths, total) => {
                    dropping::measured(&mut self.view.dragged, &paths, total);
                }
                UiMessage::Said(said) => self.view.say(said, now),
                UiMessage::Saved(said, file) => self.view.say_saved(said, file, now),
                UiMessage::Table(Err(why)) => {
                    self.view.say(msg::metadata::metadata_csv_unreadable(&why), now);
                }
                UiMessage::Table(Ok(text)) => self.take_table(&text, now),
                UiMessage::Looks(appearance) => self.appearance = appearance,
                UiMessage::Clicked => {
                    self.view.page = Page::Uploads;
                    self.presence.call();
                }
                UiMessage::Practice(started) => {
                    self.view.busy = None;
                    match *started {
                        Ok(command) => self.send(command),
                        Err(why) => self.view.say(text::happened(&why), now),
                    }
                }
            }
        }
    }

    fn take_table(&mut self, text: &[u8], now: Now) {
        let model = Arc::clone(&self.model);
        let mut out = Vec::new();
        let table = takeup_engine::metadata_table::read(text);
        let said = crate::ui::take_table(&model, &mut self.view, table, &mut out);
        for command in out {
            self.send(command);
        }
        self.view.say(said, now);
    }

    fn show(&mut self, Snapshot { facts, wire }: Snapshot) {
        (self.model, self.wire) = (facts, wire);
        self.view.batches.follow(&self.model, &self.wire);
    }

    fn send(&mut self, command: Command) {
        if let Some(engine) = &self.engine {
            engine.send(command);
        }
    }

    fn carry_out(&mut self, action: Action, ctx: &egui::Context, frame: &eframe::Frame) {
        let tell = self.tell();
        match action {
            Action::Engine(command) => self.send(command),
            Action::PickFiles => {
                desktop::pick(Pick::Files, frame, move |picked| tell(UiMessage::Picked(picked)));
            }
            Action::PickFolder => {
                desktop::pick(Pick::Folders, frame, move |picked| tell(UiMessage::Picked(picked)));
            }
            Action::PickWatched => {
                desktop::pick(Pick::Folders, frame, move |picked| tell(UiMessage::Watch(picked)));
            }
            Action::PasteFiles => self.paste_files(),
            Action::Measure(paths) => {
                desktop::measure(paths, move |paths, total| tell(UiMessage::Measured(paths, total)));
            }
            Action::PickFileFor(upload) => {
                desktop::pick(Pick::File, frame, move |picked| tell(UiMessage::Finish(upload, picked)));
            }
            Action::PickCertificate => {
                desktop::pick(Pick::File, frame, move |picked| tell(UiMessage::Certificate(picked)));
            }
            Action::SaveText { name, text } => self.save_text(&name, text, frame),
            Action::PickTable => {
                desktop::read_table(msg::metadata::metadata_from_csv(), frame, move |read| match read {
                    desktop::Read::Text(text) => tell(UiMessage::Table(text)),
                    desktop::Read::NoDialog => tell(UiMessage::Picked(Picked::NoDialog)),
                    desktop::Read::Nothing => {}
                });
            }
            Action::Open(url) => {
                desktop::open(url, move |why| tell(UiMessage::Said(why)));
            }
            Action::Reveal(path) => {
                desktop::reveal(path, move |why| tell(UiMessage::Said(why)));
            }
            Action::Copy(text) => {
                ctx.copy_text(text);
                self.view.say(msg::desktop::desktop_copied(), read_clock());
            }
            Action::Save(wanted) => self.save(wanted, frame),
            Action::EnterPractice => self.enter_practice(),
            Action::Close => ctx.send_viewport_cmd(ViewportCommand::Close),
            Action::Background => {
                self.remember(frame);
                self.presence.go_to_background(ctx, frame);
            }
        }
    }

    /// Adds the files on the clipboard, or says that there are none.
    fn paste_files(&mut self) {
        let files = desktop::copied_files();
        if files.is_empty() {
            self.view.say(msg::notices::notice_paste_empty(), read_clock());
            return;
        }
        let account = self.model.current.clone();
        self.add(Command::AddPaths(account, files, self.view.options()), read_clock());
    }

    /// Adds something, and shows where it goes.
    fn add(&mut self, command: Command, now: Now) {
        arrival::expect(&mut self.view, &command, &self.model, now);
        self.send(command);
        self.view.page = Page::Uploads;
    }

    /// Asks where to save receipts, and saves them on the thread that waits for the answer.
    fn save(&mut self, wanted: ReceiptSelection, frame: &eframe::Frame) {
        let Some(engine) = &self.engine else { return };
        let (tell, records) = (self.tell(), engine.records());
        let (title, name) = match &wanted {
            ReceiptSelection::One(receipt) => {
                (msg::receipts::receipt_save_title(), text::receipt_file(receipt))
            }
            ReceiptSelection::All => {
                (msg::receipts::receipt_save_all_title(), text::RECEIPTS_FILE.to_owned())
            }
        };
        desktop::save(title, &name, frame, move |place| {
            tell(match place {
                None => UiMessage::Said(msg::receipts::receipt_not_saved().to_owned()),
                Some(place) => match records.save(&wanted, &place.path) {
                    Ok(count) => {
                        let path = place.path.display().to_string();
                        UiMessage::saved(msg::receipts::receipt_saved(count, path), place)
                    }
                    Err(why) => UiMessage::Said(text::happened(&why)),
                },
            });
        });
    }

    /// Asks where to save a text, and saves it on the thread that waits for the answer.
    fn save_text(&mut self, name: &str, text: String, frame: &eframe::Frame) {
        let Some(engine) = &self.engine else { return };
        let (tell, records) = (self.tell(), engine.records());
        desktop::save(msg::desktop::desktop_save_title(), name, frame, move |place| {
            tell(match place {
                None => UiMessage::Said(msg::desktop::desktop_not_saved().to_owned()),
                Some(place) => match records.save_text(&text, &place.path) {
                    Ok(()) => {
                        let path = place.path.display().to_string();
                        UiMessage::saved(msg::desktop::desktop_saved(path), place)
                    }
                    Err(why) => UiMessage::Said(text::happened(&why)),
                },
            });
        });
    }

    /// Goes over to the practice platform. It is started on a thread: that takes its time.
    fn enter_practice(&mut self) {
        self.view.busy = Some(msg::accounts::account_starting_practice());
        let (tell, practice) = (self.tell(), self.practice.clone());
        let work = move || tell(UiMessage::Practice(Box::new(practice.enter())));
        if let Err(error) = Builder::new().name("practice".to_owned()).spawn(work) {
            tracing::error!(%error, "no thread could be started");
            self.view.busy = None;
        }
    }

    fn apply_style(&self, ctx: &egui::Context) {
        let wanted = match (self.model.settings.theme, self.appearance.dark) {
            (Theme::Light, _) | (Theme::System, Some(false)) => ThemePreference::Light,
            (Theme::Dark, _) | (Theme::System, Some(true)) => ThemePreference::Dark,
            (Theme::System, None) => ThemePreference::System,
        };
        if ctx.options(|options| options.theme_preference) != wanted {
            ctx.set_theme(wanted);
        }
        let zoom = f32::from(self.model.settings.text_size) / 100.0;
        if (ctx.zoom_factor() - zoom).abs() > 0.001 {
            ctx.set_zoom_factor(zoom);
        }
        theme::adapt(ctx, self.appearance.contrast, self.appearance.still);
    }

    /// Changes the language when the setting has changed.
    fn speak(&mut self, ctx: &egui::Context) {
        takeup_launch::follow_settings(&self.model.settings);
        if self.model.settings.language != self.language {
            self.language.clone_from(&self.model.settings.language);
            speak(self.language.as_deref());
            // Which fonts are right depends on the language.
            ctx.set_font_providers(vec![Arc::clone(&self.fonts)]);
        }
    }

    /// Shows the figure where the window system has a place for it.
    fn show_progress(&mut self, ctx: &egui::Context) {
        let batch = presence::under_way(&self.model, &self.view.batches);
        self.presence.progress(batch);
        let title = presence::title(batch);
        // Each command is a new frame: only what changed is sent.
        if title != self.title {
            self.title.clone_from(&title);
            ctx.send_viewport_cmd(ViewportCommand::Title(title));
        }
    }

    /// Tells of a standstill whoever does not look, and brings the window back or ends it.
    fn be_present(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        match self.presence.see(&self.model, presence::looked_at(ctx)) {
            None => {}
            Some(Move::Raise) => presence::raise(ctx, frame),
            Some(Move::End) => {
                self.view.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// Keeps how the window stands for the next start.
    fn remember(&mut self, frame: &eframe::Frame) {
        if let Some(window) = presence::memory(frame, &self.view) {
            let settings = Settings { window, ..(*self.model.settings).clone() };
            self.send(Command::ChangeSettings(settings));
        }
    }

    /// Nobody sees the window: what it shows is not kept fresh until somebody does. Uploads go on.
    fn stop_viewing(&mut self) {
        let Some(engine) = &self.engine else { return };
        for command in self.view.stop_viewing() {
            engine.send(command);
        }
    }

    /// Carries out what can no longer be undone; everything if `all`.
    fn withdraw(&mut self, now: Instant, all: bool) {
        for command in undo::due(&mut self.view, now, all) {
            self.send(command);
        }
    }

    fn may_close(&mut self, ctx: &egui::Context, frame: &eframe::Frame) {
        if !ctx.input(|input| input.viewport().close_requested()) {
            return;
        }
        let running = has_work(&self.model);
        if running && !self.view.may_close {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.view.question = Some(Question::Close);
        } else {
            self.remember(frame);
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the window reads the clock once a frame, to draw what is left of a wait"
)]
fn read_clock() -> Now {
    Now { mono: Instant::now(), utc: jiff::Timestamp::now(), random: 0 }
}

impl eframe::App for App {
    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        if self.requests.one(&mut input.events) {
            ctx.request_repaint();
        }
    }

    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        if let Some(engine) = &self.engine {
            self.show(engine.snapshot());
        }
        self.speak(ctx);
        let now = read_clock();
        self.listen(now);
        self.withdraw(now.mono, false);
        self.be_present(ctx, frame);
        self.view.sleep_held = takeup_launch::sleep_is_held();
        self.may_close(ctx, frame);
        if ctx.input(|input| input.viewport().visible() == Some(false)) {
            self.stop_viewing();
        }
        self.show_progress(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.apply_style(ui.ctx());
        let mut out = Vec::new();
        let mut draw = Draw {
            model: &self.model,
            wire: &self.wire,
            view: &mut self.view,
            now: read_clock(),
            out: &mut out,
        };
        crate::ui::window_ui(ui, &mut draw);
        let ctx = ui.ctx().clone();
        for action in out {
            self.carry_out(action, &ctx, frame);
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.withdraw(read_clock().mono, true);
        if let Some(engine) = self.engine.take() {
            engine.shutdown();
        }
    }
}
