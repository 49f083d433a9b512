//! Closing the window while uploads run, and what the bottom line says of sleep.

use eframe::egui::Key;
use takeup::ui::{Action, Page, Question};

use crate::uploads::{Window, open, said, view};
use egui_kittest::kittest::Queryable as _;
use takeup_model::Job;
use takeup_rig::models;

fn asked() -> Window {
    let now = models::now();
    let mut view = view(Page::Uploads);
    view.question = Some(Question::Close);
    open(models::busy("interview.mov", now), view, now)
}

/// What was asked for by a click.
fn answers(window: &mut Window, label: &str) -> Vec<Action> {
    window.state_mut().out.clear();
    window.get_by_label(label).click();
    window.run();
    assert_eq!(window.state().view.question, None);
    let mut asked = std::mem::take(&mut window.state_mut().out);
    asked.retain(|action| !matches!(action, Action::Engine(_)));
    asked
}

#[test]
fn closing_while_uploads_run_has_three_answers() {
    let mut window = asked();
    assert!(said(&window, "Start Takeup again to open the window."));
    assert!(answers(&mut window, "Cancel").is_empty());
    assert!(!window.state().view.may_close);

    let mut window = asked();
    window.key_press(Key::Escape);
    window.run();
    assert_eq!((&window.state().view.question, window.state().view.may_close), (&None, false));

    let mut window = asked();
    assert!(matches!(answers(&mut window, "Continue in background")[..], [Action::Background]));
    assert!(!window.state().view.may_close);

    let mut window = asked();
    assert!(matches!(answers(&mut window, "Pause and quit")[..], [Action::Close]));
    assert!(window.state().view.may_close);
}

#[test]
fn nobody_is_promised_that_practice_goes_on() {
    let now = models::now();
    let mut scene = models::busy("interview.mov", now);
    for job in scene.model.jobs.clone().into_iter().map(|(_, job)| job) {
        let practised = Job { account: "sandbox".into(), ..(*job).clone() };
        models::add(&mut scene.model, practised);
    }
    let mut view = view(Page::Uploads);
    view.question = Some(Question::Close);
    let window = open(scene, view, now);
    assert!(said(&window, "After quitting, nothing is left of practice mode."));
    assert!(
        !said(&window, "uploads continue at the next start") && said(&asked(), "continue at the next start")
    );
}

#[test]
fn the_bottom_line_says_that_sleep_is_held_off() {
    let now = models::now();
    let mut window = open(models::busy("interview.mov", now), view(Page::Uploads), now);
    assert!(!said(&window, "Sleep is held off"));
    window.state_mut().view.sleep_held = true;
    window.run();
    assert!(said(&window, "Sleep is held off"));
}
