//! The window program: reads its arguments, starts an engine, and shows the window on whatever can draw it.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use clap::{Arg, ArgAction, CommandFactory as _, FromArgMatches as _, Parser};
use eframe::{NativeOptions, Renderer, egui};
use takeup::desktop::{self, SystemFonts};
use takeup::ui::{App, Called, RefusedApp};
use takeup_engine::handover::HandoverRequest;
use takeup_engine::{Command, Engine};
use takeup_launch::{
    Begun, LaunchOptions, Practice, Raise, absolute, launch, launch_or_hand_over, server_from_environment,
};
use takeup_model::{Failure, PRACTICE_ACCOUNT, Source, WindowMemory};
use takeup_text::{self as text, msg, speak};

/// The command line.
#[derive(Clone, Parser)]
#[command(name = "takeup", version)]
struct Args {
    #[arg(long)]
    sandbox: bool,
    #[arg(long, value_name = "URL", conflicts_with = "sandbox")]
    base_url: Option<String>,
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    #[arg(long, value_name = "PATH")]
    offer: Vec<PathBuf>,
    #[arg(value_name = "PATH|FOLDER|URL")]
    sources: Vec<PathBuf>,
}

fn main() -> ExitCode {
    if let Some(code) = desktop::errand(std::env::args_os()) {
        return code;
    }
    #[cfg(target_os = "macos")]
    if let Some(error) = desktop::start_again_quietly() {
        // Without it, files that are named on the command line come with a message of the system.
        drop(writeln!(std::io::stderr(), "{error}"));
    }
    takeup_launch::start_log();
    speak(None);
    let args = match args() {
        Ok(args) => args,
        Err(error) => return tell_of_arguments(&error),
    };
    takeup_launch::report_crashes(|kept| tell(&text::crashed(kept)));
    let fonts = SystemFonts::start();
    match run(&args, &fonts) {
        Ok(code) => code,
        Err(error) => {
            tell(&msg::window::start_failed(format!("{error:#}")));
            ExitCode::FAILURE
        }
    }
}

/// Reads the command line.
fn args() -> Result<Args, clap::Error> {
    let told = |id: &str| text::help(id).unwrap_or_default();
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(told("help-any-help"));
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let sections = [
        "{about}".to_owned(),
        format!("{} {{usage}}", msg::console::console_usage_heading()),
        format!("{}\n{{positionals}}", msg::console::console_arguments_heading()),
        format!("{}\n{{options}}", msg::console::console_options_heading()),
    ];
    let command = Args::command()
        .about(msg::window::start_about())
        .mut_args(|arg| {
            let id = ["help-window-", &arg.get_id().as_str().replace('_', "-")].concat();
            arg.help(text::help(&id))
        })
        .help_template(sections.join("\n\n"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args([help, version.help(told("help-version"))]);
    Args::from_arg_matches(&command.try_get_matches_from(desktop::arguments(std::env::args_os()))?)
}

/// Shows the help, the version, or what is wrong with the command line.
fn tell_of_arguments(error: &clap::Error) -> ExitCode {
    // Nobody may be reading.
    if error.use_stderr() {
        // It repeats what was typed.
        let said = error.render().to_string();
        drop(writeln!(std::io::stderr(), "{}", takeup_model::shown_lines(said.trim_end())));
    } else {
        drop(error.print());
    }
    // A window program of Windows has no console.
    if cfg!(windows) {
        show_box(&error.render().to_string());
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(1))
}

fn show_box(sentence: &str) {
    rfd::MessageDialog::new().set_title(msg::window::window_title()).set_description(sentence).show();
}

/// Names and words of others in a sentence cannot act on the terminal.
fn print(sentence: &str) {
    // Nobody may be reading.
    drop(writeln!(std::io::stderr(), "{}", takeup_model::shown(sentence)));
}

/// Tells of trouble where no window can: on the console, and in a message box where the system has one.
fn tell(sentence: &str) {
    print(sentence);
    // macOS shows boxes from the main thread only; from another one, asking for one would end the program.
    let shown = cfg!(windows) || (cfg!(target_os = "macos") && std::thread::current().name() == Some("main"));
    if shown {
        show_box(sentence);
    }
}

fn run(args: &Args, fonts: &SystemFonts) -> anyhow::Result<ExitCode> {
    let screen: Arc<OnceLock<egui::Context>> = Arc::default();
    let woken = Arc::clone(&screen);
    let wake = move || {
        if let Some(screen) = woken.get() {
            screen.request_repaint();
        }
    };
    let practice = Practice::default();
    let (called, woken) = (Called::default(), Arc::clone(&screen));
    let flag = Arc::clone(&called);
    let raise = Raise(Arc::new(move || {
        flag.store(true, Ordering::Release);
        if let Some(screen) = woken.get() {
            screen.request_repaint();
        }
    }));
    let plan = plan(args, &practice, raise);
    let meant = HandoverRequest { raise: true, ..request(args) };
    let start = || launch(&plan, |_| {}, wake.clone());
    let engine = match launch_or_hand_over(start, || Ok(meant.clone())).map_err(told)? {
        Begun::Engine(engine) => engine,
        // Its window comes to the front and shows what it has taken over.
        Begun::HandedOver(_) => {
            let count = meant.paths.len() + meant.urls.len();
            if count > 0 {
                // Nobody may be reading.
                drop(writeln!(std::io::stderr(), "{}", msg::window::start_handed_over(count)));
            }
            return Ok(ExitCode::SUCCESS);
        }
    };
    let model = engine.model();
    speak(model.settings.language.as_deref());
    if let Some(why) = model.newer_journal() {
        engine.shutdown();
        return refuse(&text::failure(why), &model.settings.window, fonts);
    }
    if args.sandbox {
        // Where it cannot be written down, the window tells it.
        drop(engine.keeper()(vec![practice.enter().map_err(told)?]));
    }
    add(&engine, request(args));
    let engine = Arc::new(Mutex::new(Some(engine)));
    let mut trouble = None;
    for renderer in RENDERERS {
        let seen = Seen {
            screen: Arc::clone(&screen),
            called: Arc::clone(&called),
            practice: practice.clone(),
            fonts: fonts.clone(),
        };
        match show(args, &engine, seen, *renderer) {
            Ok(()) => return Ok(ExitCode::SUCCESS),
            Err(error) => {
                tracing::warn!("{renderer}: {error}");
                trouble = Some(error);
            }
        }
    }
    let error = trouble.map(|error| without_source(&error.to_string()).to_owned()).unwrap_or_default();
    Err(anyhow::anyhow!(msg::window::start_no_window(error)))
}

/// Says in a window why this version does not go on. Where there is none, the caller tells it.
fn refuse(why: &str, memory: &WindowMemory, fonts: &SystemFonts) -> anyhow::Result<ExitCode> {
    for renderer in RENDERERS {
        let (sentence, fonts) = (why.to_owned(), fonts.clone());
        let shown = eframe::run_native(
            msg::window::window_title(),
            options(*renderer, memory),
            Box::new(move |cc| {
                desktop::name_window(cc);
                #[cfg(target_os = "macos")]
                desktop::show_menu_bar(&cc.egui_ctx);
                Ok(Box::new(RefusedApp::new(cc, fonts, sentence)))
            }),
        );
        match shown {
            Ok(()) => {
                print(why);
                return Ok(ExitCode::FAILURE);
            }
            Err(error) => tracing::warn!("{renderer}: {error}"),
        }
    }
    Err(anyhow::Error::msg(why.to_owned()))
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn told(failure: Failure) -> anyhow::Error {
    anyhow::Error::msg(text::happened(&failure))
}

/// What can draw the window, the first choice first.
#[cfg(target_os = "linux")]
const RENDERERS: &[Renderer] = &[Renderer::Glow];
#[cfg(not(target_os = "linux"))]
const RENDERERS: &[Renderer] = &[Renderer::Wgpu, Renderer::Glow];

fn plan(args: &Args, practice: &Practice, raise: Raise) -> LaunchOptions {
    LaunchOptions {
        data_dir: args.data_dir.clone(),
        server: server(args).filter(|_| !args.sandbox),
        practice: practice.clone(),
        check_key: true,
        watch: true,
        decode_picture: Some(desktop::decode_picture),
        releases: desktop::releases(),
        hold_sleep: Some(desktop::hold_sleep),
        raise: Some(raise),
        ..LaunchOptions::default()
    }
}

fn server(args: &Args) -> Option<String> {
    args.base_url.clone().or_else(server_from_environment)
}

fn request(args: &Args) -> HandoverRequest {
    let mut request = HandoverRequest {
        server: server(args).filter(|_| !args.sandbox),
        account: args.sandbox.then(|| PRACTICE_ACCOUNT.to_owned()),
        as_next: true,
        ..HandoverRequest::default()
    };
    for argument in &args.sources {
        let read = argument.to_str().map(Source::read).unwrap_or_default();
        let none = read.is_empty().then(|| absolute(argument));
        for source in read {
            match source {
                Source::Url(url) => request.urls.push(url),
                Source::File(path) => request.paths.push(absolute(&path)),
                Source::Asset(..) => {}
            }
        }
        request.paths.extend(none);
    }
    request
}

fn add(engine: &Engine, request: HandoverRequest) {
    let model = engine.model();
    let account = model.current.clone();
    let options = model.settings.account(&account).map(|account| account.next.options()).unwrap_or_default();
    engine.send(Command::AddPaths(account.clone(), request.paths, options.clone()));
    engine.send(Command::AddUrls(account, request.urls, options));
}

/// What a library says, without the line of its source that it begins with.
fn without_source(said: &str) -> &str {
    let place = said.rsplit_once(".rs:").and_then(|(_, rest)| rest.split_once(": "));
    place.map_or(said, |(_, what)| what)
}

/// By what the engine and others reach the window.
struct Seen {
    screen: Arc<OnceLock<egui::Context>>,
    called: Called,
    practice: Practice,
    fonts: SystemFonts,
}

fn show(args: &Args, engine: &Arc<Mutex<Option<Engine>>>, seen: Seen, renderer: Renderer) -> eframe::Result {
    let (args, engine) = (args.clone(), Arc::clone(engine));
    let memory = remembered(&engine);
    let place = memory.clone();
    eframe::run_native(
        msg::window::window_title(),
        options(renderer, &memory),
        Box::new(move |cc| {
            let engine = engine.lock().unwrap_or_else(PoisonError::into_inner).take();
            let engine = engine.ok_or_else(msg::window::start_engine_gone)?;
            // The engine is woken on the screen that is really there.
            seen.screen.get_or_init(|| cc.egui_ctx.clone());
            desktop::put_in_sight(cc, &place);
            desktop::name_window(cc);
            #[cfg(target_os = "macos")]
            desktop::show_menu_bar(&cc.egui_ctx);
            let offer = args.offer.iter().map(|path| absolute(path)).collect();
            let mut app = App::new(cc, engine, seen.fonts, seen.practice, &seen.called);
            app.offer(offer);
            app.follow_system();
            Ok(Box::new(app))
        }),
    )
}

/// How the window was left.
fn remembered(engine: &Mutex<Option<Engine>>) -> WindowMemory {
    let engine = engine.lock().unwrap_or_else(PoisonError::into_inner);
    engine.as_ref().map(|engine| engine.model().settings.window.clone()).unwrap_or_default()
}

fn options(renderer: Renderer, memory: &WindowMemory) -> NativeOptions {
    let mut viewport = egui::ViewportBuilder::default()
        .with_title(msg::window::window_title())
        .with_app_id(desktop::APP_ID)
        .with_icon(desktop::window_icon())
        .with_inner_size(desktop::size(memory))
        .with_min_inner_size(desktop::SMALLEST)
        .with_maximized(memory.maximized)
        .with_drag_and_drop(true);
    if let Some(place) = desktop::position(memory) {
        viewport = viewport.with_position(place);
    }
    // The fonts of the system come from the desktop module, which knows languages and weights.
    NativeOptions {
        viewport,
        renderer,
        event_loop_builder: event_loop(),
        system_font_fallback: false,
        ..NativeOptions::default()
    }
}

/// Files can be dropped on an X11 window and not on a Wayland one, so X11 is preferred where there is a server for it.
#[cfg(target_os = "linux")]
fn event_loop() -> Option<eframe::EventLoopBuilderHook> {
    use winit::platform::x11::EventLoopBuilderExtX11 as _;
    let x11 = std::env::var_os("DISPLAY").is_some_and(|display| !display.is_empty());
    (x11 && std::env::var_os("TAKEUP_WAYLAND").is_none()).then(|| -> eframe::EventLoopBuilderHook {
        Box::new(|builder| {
            builder.with_x11();
        })
    })
}

/// The menu bar of winit ends the program at once.
#[cfg(target_os = "macos")]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn event_loop() -> Option<eframe::EventLoopBuilderHook> {
    use winit::platform::macos::EventLoopBuilderExtMacOS as _;
    Some(Box::new(|builder| {
        builder.with_default_menu(false);
    }))
}

#[cfg(windows)]
fn event_loop() -> Option<eframe::EventLoopBuilderHook> {
    None
}
