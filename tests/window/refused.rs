//! What stands in place of the window where a newer version wrote the journal.

use eframe::egui::{Key, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use takeup::ui::{refused_ui, theme};
use takeup_model::{Failure, FailureKind, FailureReason};
use takeup_text as text;

/// The window, and whether it is to close.
fn refused() -> Harness<'static, bool> {
    let newer = FailureReason::JournalNewer;
    let why =
        text::failure(&Failure::own(FailureKind::FileUnreadable, newer, "/home/ann/takeup/journal.sqlite"));
    let builder = Harness::builder().with_size(vec2(720.0, 480.0)).with_context_setup(theme::apply);
    let mut window = builder.build_ui_state(move |ui, closes| *closes |= refused_ui(ui, &why), false);
    window.run();
    window
}

#[test]
fn an_older_version_says_why_it_does_not_start_and_closes() {
    let mut window = refused();
    for said in ["Takeup did not start", "A newer version of Takeup wrote the journal", "--data-dir"] {
        assert!(window.query_all_by_label_contains(said).next().is_some(), "{said}");
    }
    assert!(!*window.state());
    window.get_by_label("Quit").click();
    window.run();
    assert!(*window.state());

    let mut window = refused();
    window.key_press(Key::Escape);
    window.run();
    assert!(*window.state());
}
