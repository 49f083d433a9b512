//! Smaller copies and fixes that a row offers while its upload goes on.

use std::time::Duration;

use takeup::ui::Page;
use takeup_engine::{Command, JobSelection};
use takeup_model::{CopyChoice, CopySize, FileFacts, JobId, Media, MediaKind, Method, Picture, Sound};

use crate::menus::{copied, of_one};
use crate::uploads::{Window, click, commands, open, said, view};
use takeup_rig::models::{self, Scene};

/// So many films of an hour in 4K that wait for their turn.
fn waiting(count: u32) -> Scene {
    let mut scene = Scene::from(models::empty());
    scene.wire.carried = Some(12.5e6);
    for number in 1..=count {
        let mut film =
            models::job(&mut scene, &format!("concert-{number}.mov"), 20_000_000_000, Method::Multipart);
        let media = Media {
            picture: Picture::new(3840, 2160),
            length: Some(Duration::from_hours(1)),
            video: Some("hevc".to_owned()),
            audio: Sound::Some("aac".to_owned()),
            ..Media::default()
        };
        film.file = film.file.map(|file| FileFacts { media, kind: MediaKind::Video, ..file });
        models::add(&mut scene, film);
    }
    scene
}

fn asks(got: &[Command]) -> Vec<&Command> {
    let other = |command: &&Command| {
        matches!(command, Command::Sample(_) | Command::Pause(_) | Command::SendCopy(..))
    };
    got.iter().filter(other).collect()
}

fn measures(window: &Window) -> bool {
    said(window, "Measuring 5 s of this film")
}

#[test]
fn a_large_film_offers_a_copy_and_goes_on_meanwhile() {
    let mut window = open(waiting(1), view(Page::Uploads), models::now());
    assert!(said(&window, "Smaller copy…: concert-1.mov"));
    let got = click(&mut window, "Show details: concert-1.mov");
    assert!(asks(&got).is_empty() && !measures(&window), "a look at the details measures nothing: {got:?}");
    click(&mut window, "Hide details: concert-1.mov");
    let got = click(&mut window, "Smaller copy…: concert-1.mov");
    assert!(matches!(asks(&got).as_slice(), [Command::Sample(JobSelection::One(_)), ..]), "{got:?}");
    assert!(got.iter().all(|command| matches!(command, Command::Sample(_))), "nothing stops: {got:?}");
    assert!(
        measures(&window) && !said(&window, "Smaller copy…"),
        "the choice stands in the place of the offer"
    );
    let got = click(&mut window, "Upload 720p copy: concert-1.mov");
    let wanted = CopyChoice::Smaller(CopySize::P720);
    let sent = |command: &&Command| matches!(command, Command::SendCopy(JobSelection::One(_), choice) if *choice == wanted);
    assert!(got.iter().any(|command| sent(&command)), "{got:?}");
}

#[test]
fn an_upload_that_was_just_cancelled_asks_nothing() {
    let mut window = open(waiting(1), view(Page::Uploads), models::now());
    click(&mut window, "Smaller copy…: concert-1.mov");
    assert!(said(&window, "As it is: concert-1.mov"));
    click(&mut window, "Cancel: concert-1.mov");
    assert!(said(&window, "Cancelled") && !said(&window, "As it is: concert-1.mov"));
    window.state_mut().view.undo.clear();
    window.run();
    assert!(said(&window, "As it is: concert-1.mov"), "it goes on where it was");
}

#[test]
fn an_offer_that_is_declined_does_not_come_back() {
    let mut window = open(waiting(2), view(Page::Uploads), models::now());
    let got = click(&mut window, "Keep the original: concert-1.mov");
    assert!(asks(&got).is_empty(), "{got:?}");
    window.run();
    assert!(!said(&window, "Smaller copy…: concert-1.mov") && said(&window, "Smaller copy…: concert-2.mov"));
    // The menu still has it.
    of_one(&mut window, "concert-1.mov", "Send a smaller copy…");
    assert!(measures(&window));
}

#[test]
fn many_films_show_no_choice_until_one_is_asked_for_and_that_can_count_for_all() {
    let mut window = open(waiting(200), view(Page::Uploads), models::now());
    assert!(asks(&commands(&mut window)).is_empty() && !measures(&window));
    click(&mut window, "Smaller copy…: concert-1.mov");
    click(&mut window, "As it is: concert-1.mov");
    let got = click(&mut window, "Do this for all 200 large files: concert-1.mov");
    let all = |command: &Command| matches!(command, Command::SendCopy(JobSelection::These(ids), CopyChoice::Original) if ids.len() == 200);
    assert!(got.iter().any(all), "{got:?}");
    window.run();
    assert!(!said(&window, "Smaller copy…: ") && !measures(&window));
}

#[test]
fn a_film_that_goes_without_sound_can_be_given_some_before_it_has_begun() {
    let mut scene = Scene::from(models::empty());
    let into = scene.model.current_account().unwrap().indexes.items[0].id.clone();
    let mut film = models::job(&mut scene, "silent.mp4", 40_000_000, Method::Direct);
    let media = Media {
        picture: Picture::new(1280, 720),
        length: Some(Duration::from_mins(1)),
        video: Some("h264".to_owned()),
        audio: Sound::None,
        ..Media::default()
    };
    film.file = film.file.map(|file| FileFacts { media, ..file });
    film.options.destination_ids = vec![takeup_model::DestinationId::Index(into)];
    let id: JobId = models::add(&mut scene, film);
    let mut window = open(scene, view(Page::Uploads), models::now());
    let got = of_one(&mut window, "silent.mp4", "Add silence and upload");
    assert!(matches!(got.as_slice(), [Command::Fix(JobSelection::One(one))] if *one == id), "{got:?}");
    let shell = if cfg!(windows) { "Copy ffmpeg (PowerShell)" } else { "Copy ffmpeg (sh, fish)" };
    let line = copied(&mut window, "silent.mp4", shell);
    assert!(line.contains("anullsrc") && line.contains("-c:v copy"), "{line}");
}
