//! What the platform holds, in the window: how long lists of ten thousand assets and two thousand tasks take to come
//! from a sandbox on this machine, and what a frame costs then.

#![expect(clippy::unwrap_used, reason = "a bench may fail loudly")]

use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use eframe::egui::{
    self, Event, Modifiers, MouseWheelSource, MouseWheelUnit, RawInput, Rect, TouchPhase, pos2, vec2,
};
use takeup::ui::{Action, Draw, Page, View, theme, window_ui};
use takeup_engine::{Command, Engine};
use takeup_launch::{LaunchOptions, launch_reader};
use takeup_model::{Account, End, Job, JobId, List, Model, Now, Source, UploadOptions, Wire};
use takeup_sandbox::{Options, Sandbox, Times};
use tokio::runtime::Runtime;

const ASSETS: usize = 10_000;
const TASKS: usize = 2_000;

/// Asks for something and waits until the account is as described.
fn ask(runtime: &Runtime, engine: &Engine, command: Command, there: impl Fn(&Account) -> bool) {
    let mut models = engine.watch();
    engine.send(command);
    runtime.block_on(models.wait_for(|seen| seen.facts.current_account().is_some_and(&there))).unwrap();
}

/// What a screen shows, without the screen.
struct Screen {
    ctx: egui::Context,
    model: Arc<Model>,
    view: View,
    frames: u32,
}

impl Screen {
    fn of(model: &Arc<Model>, page: Page) -> Self {
        let ctx = egui::Context::default();
        theme::apply(&ctx);
        let mut view = View { page, ..View::default() };
        view.batches.follow(model, &Wire::default());
        let mut screen = Self { ctx, model: Arc::clone(model), view, frames: 0 };
        for _ in 0..3 {
            screen.frame(vec![Event::PointerMoved(pos2(600.0, 500.0))]);
        }
        screen
    }

    /// One frame, up to the triangles that a graphics card would be given.
    fn frame(&mut self, events: Vec<Event>) -> usize {
        self.frames += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1180.0, 760.0))),
            time: Some(f64::from(self.frames) / 60.0),
            events,
            ..RawInput::default()
        };
        let now = now();
        let mut out: Vec<Action> = Vec::new();
        let (model, wire) = (&self.model, &Wire::default());
        let drawn = self.ctx.run_ui(input, |ui| {
            window_ui(ui, &mut Draw { model, wire, view: &mut self.view, now, out: &mut out });
        });
        black_box(out);
        self.ctx.tessellate(drawn.shapes, drawn.pixels_per_point).len()
    }

    fn scroll(&mut self) -> usize {
        let down = if (self.frames / 200).is_multiple_of(2) { -3.0 } else { 3.0 };
        self.frame(vec![Event::MouseWheel {
            unit: MouseWheelUnit::Line,
            delta: vec2(0.0, down),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        }])
    }
}

/// The same with as many uploads.
fn with_uploads(model: &Model) -> Arc<Model> {
    let mut model = model.clone();
    let now = now();
    for number in 1..=ASSETS as u64 {
        let source = Source::File(format!("/films/{number}.mp4").into());
        let mut job = Job::new(JobId(number), model.current.clone(), source, UploadOptions::default(), now);
        job.end = number.is_multiple_of(2).then_some(End::Ready);
        model.jobs.insert(job.id, Arc::new(job));
    }
    Arc::new(model)
}

#[expect(clippy::disallowed_methods, reason = "a bench has no loop that could give it the time")]
fn now() -> Now {
    Now { mono: std::time::Instant::now(), utc: jiff::Timestamp::now(), random: 0 }
}

fn lists(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let options = Options { preloaded: (ASSETS, TASKS), times: Times::quick(), ..Options::default() };
    let sandbox = runtime.block_on(Sandbox::start(options)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let plan = LaunchOptions {
        data_dir: Some(folder.path().to_owned()),
        server: Some(sandbox.url()),
        key: Some(sandbox.key().to_owned().into()),
        ..LaunchOptions::default()
    };
    let start = || launch_reader(&plan, |_| {}).unwrap();
    let me = |engine: &Engine| engine.model().current.clone();

    let mut group = criterion.benchmark_group("from the click to the rows");
    group.sample_size(20);
    for (name, list) in [("assets", List::Assets), ("tasks", List::Tasks)] {
        group.bench_function(format!("the first {name}, with a new engine"), |bench| {
            bench.iter(|| {
                let engine = start();
                ask(&runtime, &engine, Command::View(me(&engine), Some(list.clone())), |account| {
                    account.list(&list).loaded.is_some()
                });
                engine.shutdown();
            });
        });
    }
    group.finish();

    let mut group = criterion.benchmark_group("whole lists");
    group.sample_size(10);
    for (name, list) in [("10,000 assets", List::Assets), ("2,000 tasks", List::Tasks)] {
        group.bench_function(name, |bench| {
            bench.iter(|| {
                let engine = start();
                ask(&runtime, &engine, Command::LoadAll(me(&engine), list.clone()), |account| {
                    account.list(&list).complete
                });
                engine.shutdown();
            });
        });
    }
    group.finish();

    let engine = start();
    ask(&runtime, &engine, Command::LoadAll(me(&engine), List::Assets), |account| {
        account.assets.state.complete
    });
    ask(&runtime, &engine, Command::LoadAll(me(&engine), List::Tasks), |account| {
        account.tasks.state.complete
    });
    let model = engine.model();
    frames(criterion, &model);
    engine.shutdown();
}

fn frames(criterion: &mut Criterion, model: &Arc<Model>) {
    let mut group = criterion.benchmark_group("a frame");
    for (name, page) in [("10,000 assets", Page::Assets), ("2,000 tasks", Page::Tasks)] {
        let mut screen = Screen::of(model, page);
        group.bench_function(format!("{name}, scrolled"), |bench| bench.iter(|| screen.scroll()));
    }
    let mut screen = Screen::of(&with_uploads(model), Page::Uploads);
    group.bench_function("10,000 uploads, scrolled", |bench| bench.iter(|| screen.scroll()));
    // Each letter is another question, so that rows are chosen and put in order again.
    let (mut screen, mut letters) = (Screen::of(model, Page::Assets), 0);
    group.bench_function("10,000 assets, searched again", |bench| {
        bench.iter(|| {
            letters += 1;
            screen.view.assets.table.search = format!("clip-{}", letters % 10);
            screen.frame(Vec::new())
        });
    });
    group.finish();
}

criterion_group!(benches, lists);
criterion_main!(benches);
