//! The window program: reads its arguments, starts an engine, and shows the window on whatever can draw it.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use clap::{CommandFactory as _, FromArgMatches as _, Parser};
use eframe::{NativeOptions, Renderer, egui};
use takeup::ui::{self, App, Mode, Wake};
use takeup_engine::handover::HandoverRequest;
use takeup_engine::{Command, Engine};
use takeup_launch::{LaunchOptions, Started, absolute, launch, server_from_environment};
use takeup_model::{Failure, FailureKind, FailureReason, Source, UploadOptions};
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
    if let Some(code) = takeup::desktop::errand(std::env::args_os()) {
        return code;
    }
    takeup_launch::log_to_stderr();
    speak(None);
    match run(&args()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&msg::window::start_failed(format!("{error:#}")));
            ExitCode::FAILURE
        }
    }
}

/// Reads the command line.
fn args() -> Args {
    let command = Args::command().about(msg::window::start_about()).mut_args(|arg| {
        let help = takeup_text::help(&["help-window-", &arg.get_id().as_str().replace('_', "-")].concat());
        arg.help(help)
    });
    Args::from_arg_matches(&command.get_matches()).unwrap_or_else(|error| error.exit())
}

/// Tells of trouble where no window can: on the console, and in a message box where the system has one.
fn tell(sentence: &str) {
    // Nobody may be reading.
    drop(writeln!(std::io::stderr(), "{sentence}"));
    if cfg!(not(target_os = "linux")) {
        rfd::MessageDialog::new().set_title(msg::window::window_title()).set_description(sentence).show();
    }
}

fn run(args: &Args) -> anyhow::Result<()> {
    let screen: Arc<OnceLock<egui::Context>> = Arc::default();
    let woken = Arc::clone(&screen);
    let wake = move || {
        if let Some(screen) = woken.get() {
            screen.request_repaint();
        }
    };
    let mode = if args.sandbox { Mode::Sandbox } else { Mode::Account };
    let engine = match launch(&plan(args, mode), |_| {}, wake).map_err(told)? {
        Started::Engine(engine) => engine,
        Started::Elsewhere(running) => {
            let request = request(args);
            let count = request.paths.len() + request.urls.len();
            running.hand_over(&request).map_err(told)?;
            tell(&msg::window::start_handed_over(count));
            return Ok(());
        }
    };
    speak(engine.model().settings.language.as_deref());
    add(&engine, request(args));
    let engine = Arc::new(Mutex::new(Some(engine)));
    let mut trouble = None;
    for renderer in RENDERERS {
        match show(args, &engine, &screen, *renderer) {
            Ok(()) => return Ok(()),
            Err(error) => {
                tracing::warn!("{renderer}: {error}");
                trouble = Some(error);
            }
        }
    }
    let error = trouble.map(|error| error.to_string()).unwrap_or_default();
    Err(anyhow::anyhow!(msg::window::start_no_window(error)))
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

fn plan(args: &Args, mode: Mode) -> LaunchOptions {
    LaunchOptions {
        data_dir: args.data_dir.clone(),
        server: server(args).filter(|_| mode == Mode::Account),
        sandbox: mode == Mode::Sandbox,
        check_key: true,
        decode_picture: Some(takeup::desktop::decode_picture),
        ..LaunchOptions::default()
    }
}

fn server(args: &Args) -> Option<String> {
    args.base_url.clone().or_else(server_from_environment)
}

fn request(args: &Args) -> HandoverRequest {
    let mut request =
        HandoverRequest { server: server(args).filter(|_| !args.sandbox), ..HandoverRequest::default() };
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
    let account = engine.model().current.clone();
    engine.send(Command::AddPaths(account.clone(), request.paths, UploadOptions::default()));
    engine.send(Command::AddUrls(account, request.urls, UploadOptions::default()));
}

fn show(
    args: &Args,
    engine: &Arc<Mutex<Option<Engine>>>,
    screen: &Arc<OnceLock<egui::Context>>,
    renderer: Renderer,
) -> eframe::Result {
    let (args, engine, screen) = (args.clone(), Arc::clone(engine), Arc::clone(screen));
    eframe::run_native(
        msg::window::window_title(),
        options(renderer),
        Box::new(move |cc| {
            let engine = engine.lock().unwrap_or_else(PoisonError::into_inner).take();
            let engine = engine.ok_or_else(msg::window::start_engine_gone)?;
            // The engine is woken on the screen that is really there.
            screen.get_or_init(|| cc.egui_ctx.clone());
            let offer = args.offer.iter().map(|path| absolute(path)).collect();
            let mut app = App::new(cc, engine, relaunch(args));
            app.offer(offer);
            Ok(Box::new(app))
        }),
    )
}

/// Starts another engine when the person goes over to the practice platform, or back.
fn relaunch(args: Args) -> ui::StartEngine {
    Arc::new(move |mode: Mode, wake: Wake| match launch(&plan(&args, mode), |_| {}, move || wake()) {
        Ok(Started::Engine(engine)) => Ok(engine),
        Ok(Started::Elsewhere(_)) => Err(Failure::own(FailureKind::Setup, FailureReason::FolderTaken, "")),
        Err(failure) => Err(failure),
    })
}

fn options(renderer: Renderer) -> NativeOptions {
    NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title(msg::window::window_title())
            .with_app_id("io.takeup.Takeup")
            .with_inner_size([1180.0, 760.0])
            .with_min_inner_size([640.0, 480.0])
            .with_drag_and_drop(true),
        renderer,
        event_loop_builder: event_loop(),
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

#[cfg(not(target_os = "linux"))]
fn event_loop() -> Option<eframe::EventLoopBuilderHook> {
    None
}
