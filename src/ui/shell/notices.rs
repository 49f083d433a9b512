//! What comes from outside a page or lies over it: dropped and pasted things, keys, banners, questions.

use std::path::{Path, PathBuf};
use std::time::Duration;

use eframe::egui::{self, Event, Key, Ui};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{Button, Look};
use crate::ui::kit::controls::{self, DialogAnswer, DialogSpec};
use crate::ui::kit::parts::{Tip as _, Tone};
use crate::ui::kit::secret::TypedSecret;
use crate::ui::kit::shortcuts;
use crate::ui::shell::view::{Page, Question};
use crate::ui::shell::{consent, dropping, overview, toasts};
use crate::ui::uploads::{metadata, undo, urls};
use crate::ui::{Action, Draw, watched};
use takeup_engine::{Command, JobSelection};
use takeup_model::{Job, KeyState, PRACTICE_ACCOUNT, Reachability, Settings, Source};
use takeup_text::{self as text, msg, times};

/// Takes in what was dropped, pasted, and pressed.
pub(crate) fn take_input(ui: &Ui, draw: &mut Draw<'_>) {
    let dropped: Vec<PathBuf> =
        ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    if !dropped.is_empty() {
        draw.send(Command::AddPaths(draw.model.current.clone(), dropped, draw.view.options()));
        draw.view.page = Page::Uploads;
    }
    // What lies under a dialog takes nothing.
    let covered = ui.memory(egui::Memory::top_modal_layer).is_some();
    if !ui.ctx().text_edit_focused() && !covered {
        let pasted: Vec<String> = ui.input(|input| {
            let texts = input
                .events
                .iter()
                .filter_map(|event| if let Event::Paste(text) = event { Some(text.clone()) } else { None });
            texts.collect()
        });
        // The Finder copies names beside the files. Windows copies the files alone, and no text is pasted.
        let bare = cfg!(windows)
            && pasted.is_empty()
            && ui.input(|input| input.modifiers.command && input.key_released(Key::V));
        let mut unread = bare;
        for text in pasted {
            unread |= !add_text(draw, &text);
        }
        if unread {
            draw.out.push(Action::PasteFiles);
        }
    }
    take_keys(ui, draw);
}

fn take_keys(ui: &Ui, draw: &mut Draw<'_>) {
    let typing = ui.ctx().text_edit_focused();
    let covered = ui.memory(egui::Memory::top_modal_layer).is_some() || egui::Popup::is_any_open(ui.ctx());
    if !typing && !covered && shortcuts::OVERVIEW.pressed(ui) {
        draw.view.overview = true;
    }
    if shortcuts::ADD.pressed(ui) {
        draw.out.push(Action::PickFiles);
    }
    if draw.view.page == Page::Uploads && shortcuts::SEARCH.pressed(ui) {
        draw.view.uploads.to_search = true;
    }
    if !typing && !draw.view.undo.is_empty() && shortcuts::UNDO.pressed(ui) {
        undo::undo(draw, draw.view.undo.len() - 1);
    }
    take_text_size(ui, draw);
    let pages = [Page::Uploads, Page::Assets, Page::Tasks, Page::Indexes, Page::Stores, Page::Watched];
    if let Some(page) = shortcuts::PAGES.which(ui).and_then(|place| pages.get(place)) {
        draw.view.page = *page;
    }
    if shortcuts::SETTINGS.pressed(ui) {
        draw.view.page = Page::Settings;
    }
    if let Some(account) = draw.account()
        && shortcuts::REFRESH.pressed(ui)
    {
        draw.out.extend(draw.view.refresh(account).into_iter().map(Action::from));
    }
}

fn take_text_size(ui: &Ui, draw: &mut Draw<'_>) {
    let size = draw.model.settings.text_size;
    let wanted = if shortcuts::LARGER.pressed(ui) {
        Settings::next_text_size(size, false)
    } else if shortcuts::SMALLER.pressed(ui) {
        Settings::next_text_size(size, true)
    } else if shortcuts::USUAL_SIZE.pressed(ui) {
        100
    } else {
        return;
    };
    draw.change_settings(|settings| settings.text_size = wanted);
}

/// Adds every URL and every path that a text holds, one to a line; false when it holds none. What is neither is counted.
pub(crate) fn add_text(draw: &mut Draw<'_>, text: &str) -> bool {
    let read = text.lines().flat_map(|line| urls::read(draw.view, line));
    let (sources, other): (Vec<Source>, Vec<Source>) =
        read.partition(|source| source.path().is_none_or(Path::is_absolute));
    if sources.is_empty() {
        return false;
    }
    urls::add_each(draw, sources);
    draw.view.page = Page::Uploads;
    if !other.is_empty() {
        draw.view.say(msg::notices::notice_paste_passed_over(other.len()), draw.now);
    }
    true
}

/// Says that there is a newer version, until the person puts that off.
fn update_banner(ui: &mut Ui, draw: &mut Draw<'_>) {
    let updates = &draw.model.updates;
    let (Some(version), Some(page)) = (updates.newer(), updates.page.clone()) else { return };
    if draw.view.update_put_off == Some(version) {
        return;
    }
    let open = Button::plain(None, msg::notices::banner_update_open()).low();
    let later = Button::plain(None, msg::notices::banner_update_later()).low();
    let (title, sentence) =
        (msg::notices::banner_update(version.to_string()), msg::notices::banner_update_help());
    let keep = open.width(ui) + 8.0 + later.width(ui);
    let place = controls::banner(ui, Tone::Accent, Icon::ArrowUpCircle, &title, sentence, keep);
    let at = place.with_max_x(place.left() + open.width(ui));
    if open.at(ui, at).tip(&page).clicked() {
        draw.out.push(Action::Open(page));
    }
    if later.at(ui, place.with_min_x(at.right() + 8.0)).clicked() {
        draw.view.update_put_off = Some(version);
    }
}

/// What stops the whole account, and what a person can do about it.
pub(crate) fn banners(ui: &mut Ui, draw: &mut Draw<'_>) {
    update_banner(ui, draw);
    consent::banner(ui, draw);
    let Some(account) = draw.account() else { return };
    if let Reachability::Down { next, why, .. } = &account.reachability {
        let wait = next.saturating_duration_since(draw.now.mono);
        let sentence = if wait.is_zero() {
            msg::notices::banner_offline_retrying().to_owned()
        } else {
            ui.ctx().request_repaint_after(Duration::from_secs(1));
            msg::notices::banner_offline_waiting(times::about(wait))
        };
        // A person may have to sign in to the network, or to talk to whoever runs the proxy.
        let sentence =
            if why.is_between() { text::sentences(text::happened(why), sentence) } else { sentence };
        let shown = draw.view.list().and_then(|list| account.list(&list).loaded);
        let sentence = match shown {
            Some(loaded) => text::sentences(
                sentence,
                msg::notices::banner_offline_list(times::time(loaded, &draw.view.zone)),
            ),
            None => sentence,
        };
        let button =
            Button { look: Look::Warning, ..Button::plain(None, msg::notices::banner_offline_retry()) }.low();
        let (title, keep) = (msg::notices::banner_offline(), button.width(ui));
        let place = controls::banner(ui, Tone::Warn, Icon::WifiOff, title, &sentence, keep);
        if button.at(ui, place).tip(text::happened(why)).clicked() {
            draw.send(Command::ProbeNow(account.id.clone()));
        }
    }
    if let Some(title) = text::without_key(&account.key) {
        let sentence = match &account.key {
            KeyState::Refused(why) | KeyState::Locked(why) => text::key_failure(why),
            KeyState::Missing | KeyState::Unknown | KeyState::Unchecked(_) | KeyState::Good(_) => {
                msg::notices::banner_no_key_help().to_owned()
            }
        };
        let button =
            Button { look: Look::Warning, ..Button::plain(None, msg::notices::banner_key_enter()) }.low();
        let keep = button.width(ui);
        let place = controls::banner(ui, Tone::Warn, Icon::KeyRound, title, &sentence, keep);
        if button.at(ui, place).clicked() {
            draw.view.page = Page::Settings;
            draw.view.preferences.key = Some(TypedSecret::default());
        }
    }
}

/// What lies over the page.
pub(crate) fn overlays(ui: &mut Ui, draw: &mut Draw<'_>) {
    toasts::toasts_ui(ui, draw);
    question(ui, draw);
    crate::ui::library::dialogs::dialog_ui(ui, draw);
    metadata::form_ui(ui.ctx(), draw);
    overview::overview_ui(ui, draw);
    dropping::target(ui, draw);
}

fn question(ui: &Ui, draw: &mut Draw<'_>) {
    let Some(question) = &draw.view.question else { return };
    let removal = match question {
        Question::RemoveAccount(account) => {
            let name = draw.model.accounts.get(account).map_or("", |account| super::accounts::name(account));
            msg::accounts::account_remove_title(name)
        }
        Question::StopWatching(folder) => msg::watched::watched_remove_title(folder.display().to_string()),
        Question::PauseAnew(_) | Question::Forget(_) | Question::Close => String::new(),
    };
    let (title, sentence, answers, look) = match question {
        Question::PauseAnew(which) => (
            msg::notices::question_pause(),
            if matches!(which, JobSelection::One(_)) {
                msg::uploads::upload_pause_restarts()
            } else {
                msg::uploads::upload_pause_some_restart()
            },
            (msg::notices::question_pause_yes(), msg::notices::question_pause_no()),
            Look::Primary,
        ),
        Question::Forget(_) => (
            msg::notices::question_forget_key(),
            msg::accounts::key_forget_means(),
            (msg::notices::question_forget_key_yes(), msg::notices::question_forget_key_no()),
            Look::Danger,
        ),
        Question::RemoveAccount(_) => (
            removal.as_str(),
            msg::accounts::account_remove_means(),
            (msg::accounts::account_remove_yes(), msg::accounts::account_remove_no()),
            Look::Danger,
        ),
        Question::StopWatching(_) => (
            removal.as_str(),
            msg::watched::watched_remove_means(),
            (msg::watched::watched_remove_yes(), msg::controls::control_cancel()),
            Look::Danger,
        ),
        Question::Close => return close_question(ui, draw),
    };
    let (yes, no) = answers;
    match controls::ask(
        ui.ctx(),
        &DialogSpec { no, ..DialogSpec::new(title.to_owned(), yes, look) },
        sentence,
    ) {
        None => {}
        Some(DialogAnswer::No | DialogAnswer::Other) => draw.view.question = None,
        Some(DialogAnswer::Yes) => match draw.view.question.take() {
            Some(Question::PauseAnew(which)) => draw.send(Command::Pause(which)),
            Some(Question::Forget(account)) => draw.send(Command::ForgetKey(account)),
            Some(Question::RemoveAccount(account)) => {
                // Each is over, and on record, before it leaves the list.
                draw.send(Command::Cancel(JobSelection::All(account.clone())));
                draw.send(Command::RemoveAccount(account));
            }
            Some(Question::StopWatching(folder)) => watched::stop(draw, &folder),
            Some(Question::Close) | None => {}
        },
    }
}

/// Asks what becomes of the uploads when the window is closed.
fn close_question(ui: &Ui, draw: &mut Draw<'_>) {
    let yes = msg::notices::question_close_background();
    // The practice platform ends with the program.
    let practises = |job: &Job| job.account.0 == PRACTICE_ACCOUNT;
    let practice = draw.model.jobs.values().filter(|job| job.active()).all(|job| practises(job.as_ref()));
    let (quit, means) = if practice {
        (msg::notices::question_close_end(), msg::uploads::upload_quit_practice())
    } else {
        (msg::notices::question_close_quit(), msg::uploads::upload_quit_means())
    };
    let spec = DialogSpec {
        no: msg::notices::question_close_stay(),
        other: Some(quit),
        ..DialogSpec::new(msg::notices::question_close().to_owned(), yes, Look::Primary)
    };
    let sentences = text::sentences(msg::uploads::upload_background_means(), means);
    let Some(answer) = controls::ask(ui.ctx(), &spec, &sentences) else { return };
    draw.view.question = None;
    match answer {
        DialogAnswer::No => {}
        DialogAnswer::Yes => draw.out.push(Action::Background),
        DialogAnswer::Other => {
            draw.view.may_close = true;
            draw.out.push(Action::Close);
        }
    }
}

/// Pauses at once, or asks first where pausing throws away what was sent.
pub(crate) fn pause(draw: &mut Draw<'_>, which: JobSelection, restarts: bool) {
    if restarts {
        draw.view.question = Some(Question::PauseAnew(which));
    } else {
        draw.send(Command::Pause(which));
    }
}
