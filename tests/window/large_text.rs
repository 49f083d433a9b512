//! The window with little room: large text leaves a small window 400 points by 300.

use eframe::egui::{Key, Rect, Role, Theme, pos2};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use takeup::ui::{Page, Tab, UploadFilter};

use crate::access::is_focused;
use crate::uploads::{click, open_sized, view};
use takeup_rig::models;

const LARGE: (f32, f32) = (400.0, 300.0);
/// The smallest window at the usual text size.
const SMALL: (f32, f32) = (640.0, 480.0);

#[test]
fn large_text_leaves_names_to_read_and_pages_to_press() {
    let now = models::now();
    let scene = models::busy("interview-final-cut.mov", now);
    let window = open_sized(scene, view(Page::Uploads), now, LARGE, Theme::Light);
    let name = window.get_by_role_and_label(Role::Label, "best-racing-moments.mp4").rect();
    assert!(name.width() > 100.0, "{name:?}");
    let tabs: Vec<Rect> = window.query_all_by_role(Role::Tab).map(|tab| tab.rect()).collect();
    assert!(tabs.len() > 6, "the pages and the settings: {tabs:?}");
    for (place, tab) in tabs.iter().enumerate() {
        assert!(tab.height() >= 24.0 && tab.bottom() <= LARGE.1, "{tab:?}");
        let apart = tabs.iter().skip(place + 1).all(|other| !other.shrink(0.5).intersects(*tab));
        assert!(apart, "{tab:?} lies on another: {tabs:?}");
    }
    assert!(window.query_by_role_and_label(Role::Button, "Add files…").is_some());
}

#[test]
fn a_filter_that_is_on_is_seen_where_the_others_have_no_room() {
    let now = models::now();
    let mut shown = view(Page::Uploads);
    shown.filter = UploadFilter::Held;
    let mut window = open_sized(models::failures(now), shown, now, LARGE, Theme::Light);
    let chips = window.query_all_by_role(Role::RadioButton).count();
    assert_eq!(chips, 1);
    window.get_by_role(Role::RadioButton).click();
    window.run();
    assert_eq!(window.state().view.filter, UploadFilter::All);
    assert_eq!(window.query_all_by_role(Role::RadioButton).count(), 0);
    click(&mut window, "More for all uploads");
    for label in ["Show all", "Show active only", "Show held only", "Show failed only", "Show done only"] {
        assert!(window.query_by_label(label).is_some(), "{label} is in no menu");
    }
}

#[test]
fn what_the_keyboard_comes_to_is_in_sight() {
    let now = models::now();
    let mut shown = view(Page::Settings);
    shown.preferences.tab = Tab::Uploads;
    let mut window = open_sized(models::empty(), shown, now, SMALL, Theme::Light);
    let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(SMALL.0, SMALL.1));
    let mut lowest = false;
    for _ in 0..40 {
        window.key_press(Key::Tab);
        window.run();
        let focused = window.query_all(By::new().predicate(is_focused)).next();
        let Some(node) = focused.filter(|node| node.accesskit_node().role() != Role::Window) else {
            continue;
        };
        assert!(whole.contains_rect(node.rect()), "{:?} {:?}", node.accesskit_node().label(), node.rect());
        lowest |= node.accesskit_node().role() == Role::Switch;
    }
    assert!(lowest, "the switches below the fold were reached");
}
