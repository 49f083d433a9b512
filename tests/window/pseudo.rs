//! Every word of the window comes from the messages: in the pseudo-locale it is marked, and what is not marked is data.

use std::collections::BTreeSet;

use eframe::egui::{Rect, Role, Shape, Theme};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use takeup::ui::{MetadataForm, Page, Question, Tab, UploadFilter, View};
use takeup_model::LimitKey;
use takeup_text::{Language, in_language};

use crate::uploads::{Window, open_sized, view};
use crate::watched;
use takeup_rig::held_models as held;
use takeup_rig::models::{self, Scene};

/// What the pseudo-locale leaves as it is: the months in dates, the names of languages, and of resolutions.
const KEPT: &[&str] =
    &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "pseudo", "1080p"];

/// What stands outside the marks, piece by piece.
fn unmarked(label: &str) -> Vec<String> {
    let (mut outside, mut deep) = (String::new(), 0);
    for letter in label.chars() {
        match letter {
            '⟦' => deep += 1,
            '⟧' => {
                deep -= 1;
                outside.push('·');
            }
            letter if deep == 0 => outside.push(letter),
            _ => {}
        }
    }
    assert_eq!(deep, 0, "{label}");
    outside
        .split(['·', ',', ';', '…', '(', ')', '*', '\n'])
        .map(plain)
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// Letters and digits only, small: names of models are told with other spaces than they have as data.
fn plain(text: &str) -> String {
    let small: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if small.chars().any(char::is_alphabetic) { small } else { String::new() }
}

/// Everything that the model, the documents of the limits and the view hold as text.
fn data(window: &Window) -> String {
    let shown = window.state();
    let all = format!("{:?} {:?} {:?}", shown.model, LimitKey::ALL.map(LimitKey::limit), shown.view);
    all.split('"').skip(1).step_by(2).map(plain).collect::<Vec<_>>().join(" ")
}

/// The labels and values of everything that is shown, without what is typed into fields.
fn told(window: &Window) -> BTreeSet<String> {
    let nodes = window.query_all(By::new());
    let texts = nodes.flat_map(|node| {
        let node = node.accesskit_node();
        let typed = matches!(node.role(), Role::TextInput | Role::TextRun);
        [node.label(), node.value().filter(|_| !typed), node.placeholder().map(str::to_owned)]
    });
    texts.flatten().collect()
}

/// The labels that hold words which are neither marked nor data.
fn untranslated(window: &Window) -> BTreeSet<String> {
    let data = data(window);
    let known = |piece: &str| data.contains(piece) || KEPT.iter().any(|kept| piece.contains(kept));
    told(window).into_iter().filter(|label| unmarked(label).iter().any(|piece| !known(piece))).collect()
}

fn views() -> Vec<View> {
    let mut views: Vec<View> =
        [Page::Uploads, Page::Assets, Page::Tasks, Page::Indexes, Page::Stores, Page::Watched]
            .map(view)
            .into();
    for tab in Tab::ALL {
        let mut settings = view(Page::Settings);
        settings.preferences.tab = tab;
        views.push(settings);
    }
    let mut failed = view(Page::Uploads);
    failed.filter = UploadFilter::Held;
    let mut unfinished = view(Page::Tasks);
    unfinished.tasks.unfinished = true;
    let mut asks = view(Page::Uploads);
    asks.question = Some(Question::Close);
    let mut metadata = view(Page::Uploads);
    metadata.metadata = Some(MetadataForm::of_next(&metadata.then.told));
    views.extend(vec![failed, unfinished, asks, metadata]);
    views
}

#[test]
fn every_word_of_every_page_is_a_message_and_can_be_read() {
    let now = models::now();
    let states: Vec<Scene> = vec![
        models::empty().into(),
        models::first_run().into(),
        models::wrong_key().into(),
        models::busy("interview.mov", now),
        models::failures(now).into(),
        models::unmet(now).into(),
        watched::scene(),
    ];
    let mut wrong = BTreeSet::new();
    in_language(Language::Pseudo, || {
        for scene in states {
            for mut shown in views() {
                shown.open.extend(scene.jobs.keys().copied());
                let place = format!("{:?} {:?} {:?}", shown.page, shown.preferences.tab, shown.filter);
                let window = open_sized(scene.clone(), shown, now, (1180.0, 1600.0), Theme::Light);
                let all = untranslated(&window).into_iter().chain(unreadable(&window));
                wrong.extend(all.map(|one| format!("{place}: {one}")));
            }
        }
    });
    assert!(wrong.is_empty(), "{} places: {wrong:#?}", wrong.len());
}

#[test]
fn longer_words_still_fit() {
    let now = models::now();
    let pages = [
        ("pseudo_uploads", models::busy("interview.mov", now), Page::Uploads),
        ("pseudo_assets", held::full("interview.mov", now), Page::Assets),
        ("pseudo_settings", models::empty().into(), Page::Settings),
    ];
    let mut results = egui_kittest::SnapshotResults::new();
    in_language(Language::Pseudo, || {
        for (name, scene, page) in pages {
            let mut shown = view(page);
            shown.preferences.tab = Tab::Uploads;
            let mut window = open_sized(scene, shown, now, (1180.0, 760.0), Theme::Light);
            results.add(window.try_snapshot(name));
        }
    });
}

/// What is painted as text, and how much of it can be seen.
pub(crate) struct Painted {
    pub(crate) text: String,
    /// Whether it is not all there, and ends in an ellipsis.
    pub(crate) elided: bool,
    ink: Rect,
    clip: Rect,
}

pub(crate) fn painted(window: &Window) -> Vec<Painted> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other shapes are no text")]
    fn collect(shape: &Shape, clip: Rect, all: &mut Vec<Painted>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, clip, all)),
            Shape::Text(text) => {
                let ink = text.galley.mesh_bounds.translate(text.pos.to_vec2());
                // What is scrolled away is not seen at all.
                if ink.is_positive() && ink.intersects(clip) {
                    let (text, elided) = (text.galley.text().to_owned(), text.galley.elided);
                    all.push(Painted { text, elided, ink, clip });
                }
            }
            _ => {}
        }
    }
    let mut all = Vec::new();
    window.output().shapes.iter().for_each(|clipped| collect(&clipped.shape, clipped.clip_rect, &mut all));
    all
}

/// A pixel of ink more or less is no fault.
const SLACK: f32 = 1.0;

fn cut(painted: &[Painted]) -> impl Iterator<Item = String> {
    let beyond = |one: &&Painted| {
        one.ink.right() > one.clip.right() + SLACK || one.ink.left() < one.clip.left() - SLACK
    };
    painted.iter().filter(beyond).map(|one| format!("cut: {}", one.text))
}

fn overlapping(painted: &[Painted]) -> Vec<String> {
    let seen = |one: &Painted| one.ink.intersect(one.clip).shrink(SLACK);
    let pairs =
        (1..).zip(painted).flat_map(|(next, one)| painted.iter().skip(next).map(move |other| (one, other)));
    let meet = |(one, other): &(&Painted, &Painted)| seen(one).intersect(seen(other)).is_positive();
    pairs.filter(meet).map(|(one, other)| format!("{} lies over {}", one.text, other.text)).collect()
}

/// What cannot be read whole: what is cut without an ellipsis, and what lies over something else.
fn unreadable(window: &Window) -> Vec<String> {
    let painted = painted(window);
    let view = &window.state().view;
    // A dialog lies over the page on purpose.
    let dialog = view.question.is_some() || view.metadata.is_some();
    let over = if dialog { Vec::new() } else { overlapping(&painted) };
    cut(&painted).chain(over).collect()
}

/// What cannot be read on a page of a window of this size.
fn unreadable_in(language: Language, size: (f32, f32), states: Vec<Scene>) -> BTreeSet<String> {
    let mut wrong = BTreeSet::new();
    in_language(language, || {
        for scene in states {
            for mut shown in views() {
                if size.0 > 1000.0 {
                    shown.open.extend(scene.jobs.keys().copied());
                }
                let place = format!("{:?} {:?} {:?}", shown.page, shown.preferences.tab, shown.filter);
                let window = open_sized(scene.clone(), shown, models::now(), size, Theme::Light);
                wrong.extend(unreadable(&window).into_iter().map(|one| format!("{place}: {one}")));
            }
        }
    });
    wrong
}

#[test]
fn longer_words_fit_into_a_narrow_window() {
    let states: Vec<Scene> = vec![models::first_run().into(), watched::scene()];
    let wrong = unreadable_in(Language::Pseudo, (760.0, 560.0), states);
    assert!(wrong.is_empty(), "{} places: {wrong:#?}", wrong.len());
}

#[test]
fn korean_and_japanese_fit_into_every_page() {
    let now = models::now();
    for language in [Language::Ko, Language::Ja] {
        for size in [(1180.0, 1600.0), (760.0, 560.0), (640.0, 480.0)] {
            let states: Vec<Scene> = vec![
                models::first_run().into(),
                models::wrong_key().into(),
                models::failures(now).into(),
                models::unmet(now).into(),
                watched::scene(),
            ];
            let wrong = unreadable_in(language, size, states);
            assert!(wrong.is_empty(), "{language:?} {size:?}, {} places: {wrong:#?}", wrong.len());
        }
    }
}
