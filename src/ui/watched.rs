//! The page of the watched folders: a card for each.

mod form;

use std::path::Path;

use eframe::egui::{Align, Rect, Response, ScrollArea, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{self, Button};
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::parts::{self, Heading, Tone};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::Dialog;
use crate::ui::shell::frame;
use crate::ui::shell::view::Question;
use crate::ui::uploads::add;
use crate::ui::uploads::created::CreatedFor;
use crate::ui::{Action, Draw, Page};
use takeup_engine::Command;
use takeup_model::{CopyChoice, Existing, WatchKey, WatchedFolder, Watching};
use takeup_text::{self as text, msg, numbers};

pub use form::watch_form;
pub(crate) use form::{WatchForm, form_ui};

const HEAD: f32 = 66.0;
const FACTS: f32 = 60.0;
const NEXT: f32 = 40.0;

/// Draws the page.
pub fn watched_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    let account = draw.model.settings.account(&draw.model.current);
    let folders = account.map(|account| account.watched.clone()).unwrap_or_default();
    let count = (!folders.is_empty()).then(|| numbers::count(folders.len() as u64));
    frame::header(ui, Page::Watched.title(), count.as_deref(), |ui| {
        let add = Button::primary(Some(Icon::Plus), msg::watched::watched_add());
        frame::push_right(ui, &[add.width(ui)]);
        if add.show(ui).clicked() {
            draw.out.push(Action::PickWatched);
        }
    });
    if folders.is_empty() {
        let rect = ui.available_rect_before_wrap();
        let (title, help) = (msg::watched::watched_empty(), msg::watched::watched_empty_help());
        return parts::empty(ui, rect, Icon::FolderSearch, title, help);
    }
    let rect = ui.available_rect_before_wrap();
    frame::within(ui, "watched", rect.with_max_x(rect.right() + frame::BAR), |ui| {
        ScrollArea::vertical().id_salt("watched").auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(rect.width());
            for folder in &folders {
                ui.push_id(&folder.folder, |ui| card(ui, draw, folder));
            }
        });
    });
}

/// Changes the watched folders of the account that is shown.
fn change_all(draw: &mut Draw<'_>, with: impl FnOnce(&mut Vec<WatchedFolder>)) {
    let current = draw.model.current.clone();
    draw.change_settings(|settings| {
        if let Some(account) = settings.account_mut(&current) {
            with(&mut account.watched);
        }
    });
}

/// Changes the settings of a folder.
pub(crate) fn change(draw: &mut Draw<'_>, folder: &Path, with: impl FnOnce(&mut WatchedFolder)) {
    change_all(draw, |watched| {
        if let Some(found) = watched.iter_mut().find(|one| one.folder == folder) {
            with(found);
        }
    });
}

fn name(folder: &WatchedFolder) -> String {
    let path = &folder.folder;
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn card(ui: &mut Ui, draw: &mut Draw<'_>, folder: &WatchedFolder) {
    let t = tokens(ui);
    let key = WatchKey(draw.model.current.clone(), folder.folder.clone());
    let watching = draw.model.watched.get(&key);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), HEAD + FACTS + NEXT));
    parts::card(ui.painter(), rect, t);
    let head = rect.with_max_y(rect.top() + HEAD);
    parts::hairline(ui.painter(), head, t);
    card_head(ui, draw, folder, watching, head);
    let facts = Rect::from_min_size(head.left_bottom(), vec2(rect.width(), FACTS));
    parts::hairline(ui.painter(), facts, t);
    card_facts(ui, draw, folder, watching, facts);
    let next = rect.with_min_y(facts.bottom());
    // Counting goes through all names, and only one who has not answered yet needs the number.
    let asks = watching.filter(|_| folder.existing == Existing::Ask);
    let left = asks.map_or(0, |watching| watching.left(folder));
    if left > 0 {
        question(ui, draw, folder, left, next);
    } else {
        let words = text::watched_next(folder, watching);
        next_line(ui, next, Icon::Hourglass, &words);
    }
}

fn next_line(ui: &mut Ui, rect: Rect, glyph: Icon, words: &str) {
    let t = tokens(ui);
    parts::icon(ui.painter(), pos2(rect.left() + 23.0, rect.center().y), glyph, 13.0, t.dim);
    let place =
        Rect::from_min_max(pos2(rect.left() + 40.0, rect.top()), pos2(rect.right() - 16.0, rect.bottom()));
    parts::line(ui, place, words, theme::regular(12.0), t.dim, Align::Min);
}

/// Asks once about the files that were there before.
fn question(ui: &mut Ui, draw: &mut Draw<'_>, folder: &WatchedFolder, left_over: usize, rect: Rect) {
    let folder_name = name(folder);
    let answers = [
        (
            Existing::Upload,
            msg::watched::watched_ask_upload(),
            msg::watched::watched_ask_upload_named(&folder_name),
        ),
        (
            Existing::Leave,
            msg::watched::watched_ask_leave(),
            msg::watched::watched_ask_leave_named(&folder_name),
        ),
    ];
    let buttons = answers.map(|(answer, label, name)| (answer, Button::plain(None, label).low(), name));
    let wide: f32 = buttons.iter().map(|(_, button, _)| button.width(ui) + 8.0).sum();
    let mut left = rect.right() - 16.0 + 8.0 - wide;
    let words = msg::watched::watched_ask(left_over);
    next_line(ui, rect.with_max_x(left - 8.0), Icon::CircleQuestionMark, &words);
    for (answer, button, name) in &buttons {
        let button = Button { name: Some(name), ..*button };
        let wide = button.width(ui);
        let place = Rect::from_min_size(pos2(left, rect.center().y - 14.0), vec2(wide, 28.0));
        if button.at(ui, place).clicked() {
            change(draw, &folder.folder, |folder| folder.existing = *answer);
        }
        left = place.right() + 8.0;
    }
}

fn card_head(
    ui: &mut Ui,
    draw: &mut Draw<'_>,
    folder: &WatchedFolder,
    watching: Option<&Watching>,
    rect: Rect,
) {
    let (t, name) = (tokens(ui), name(folder));
    let mark = Rect::from_min_size(rect.min + vec2(16.0, 13.0), vec2(40.0, 40.0));
    parts::boxed_icon(ui, mark, Icon::FolderSearch, 18.0, t.quiet, t.dim);
    let more = Rect::from_center_size(pos2(rect.right() - 32.0, rect.center().y), vec2(32.0, 32.0));
    let switch = Rect::from_center_size(pos2(more.left() - 27.0, rect.center().y), vec2(34.0, 20.0));
    if controls::switch(ui, switch, folder.on, &msg::watched::watched_switch(&name)).clicked() {
        change(draw, &folder.folder, |folder| folder.on = !folder.on);
    }
    let label = msg::watched::watched_more(&name);
    let opener = buttons::icon_button(ui, more, Icon::Ellipsis, &label);
    controls::menu(&opener, &label, |ui| menu(ui, draw, folder));
    let (tone, glyph, word) = match (folder.on, watching.is_some_and(|watching| watching.gone)) {
        (false, _) => (Tone::Quiet, Icon::Pause, msg::watched::watched_off()),
        (true, true) => (Tone::Warn, Icon::Unplug, msg::watched::watched_gone()),
        (true, false) => (Tone::Ok, Icon::Eye, msg::watched::watched_on()),
    };
    let wide = parts::width(ui, word, theme::semibold(11.5)).ceil() + 34.0;
    let pill = Rect::from_min_size(pos2(switch.left() - 10.0 - wide, rect.top()), vec2(wide, rect.height()));
    parts::pill(ui, pill, tone, glyph, word);
    let words = Rect::from_min_max(
        pos2(mark.right() + 10.0, rect.top() + 13.0),
        pos2(pill.left() - 12.0, rect.bottom()),
    );
    let title = words.with_max_y(words.top() + 20.0);
    let id = parts::line(ui, title, &name, theme::semibold(14.0), t.text, Align::Min).id;
    parts::as_heading(ui, id, &name, Heading::Part);
    let path = Some(folder.folder.display().to_string());
    let below = folder.subfolders.then(|| msg::watched::watched_subfolders().to_owned());
    let include = (!folder.include.is_empty()).then(|| folder.include.join(" "));
    let exclude =
        (!folder.exclude.is_empty()).then(|| msg::watched::watched_except(folder.exclude.join(" ")));
    let said = numbers::facts([path, below, include, exclude].into_iter().flatten());
    let place = Rect::from_min_size(pos2(words.left(), title.bottom()), vec2(words.width(), 18.0));
    parts::line(ui, place, &said, theme::regular(12.0), t.dim, Align::Min);
}

fn menu(ui: &mut Ui, draw: &mut Draw<'_>, folder: &WatchedFolder) {
    if MenuItem::new(Icon::Pencil, msg::watched::watched_edit()).chosen(ui) {
        draw.view.dialog = Some(Dialog::Watch(WatchForm::edit(folder)));
    }
    if MenuItem::new(Icon::RefreshCw, msg::watched::watched_scan()).chosen(ui) {
        draw.send(Command::ScanNow(WatchKey(draw.model.current.clone(), folder.folder.clone())));
    }
    if MenuItem::new(Icon::FolderOpen, text::show_in_folder()).chosen(ui) {
        draw.out.push(Action::Reveal(folder.folder.clone()));
    }
    controls::menu_line(ui);
    if (MenuItem { danger: true, ..MenuItem::new(Icon::X, msg::watched::watched_remove()) }).chosen(ui) {
        draw.view.question = Some(Question::StopWatching(folder.folder.clone()));
    }
}

/// Forgets a watched folder.
pub(crate) fn stop(draw: &mut Draw<'_>, folder: &Path) {
    change_all(draw, |watched| watched.retain(|one| one.folder != folder));
}

fn card_facts(
    ui: &mut Ui,
    draw: &mut Draw<'_>,
    folder: &WatchedFolder,
    watching: Option<&Watching>,
    rect: Rect,
) {
    let t = tokens(ui);
    let wide = (rect.width() - 32.0) / 4.0;
    let cell = |column: f32| {
        Rect::from_min_size(
            pos2(rect.left() + 16.0 + wide * column, rect.top() + 10.0),
            vec2(wide - 12.0, 40.0),
        )
    };
    let fact = |ui: &mut Ui, cell: Rect, label: &str, value: &str| {
        parts::line(ui, cell.with_max_y(cell.top() + 18.0), label, theme::regular(12.0), t.dim, Align::Min);
        let place = cell.with_min_y(cell.top() + 19.0);
        parts::line(ui, place, value, theme::regular(13.0), t.text, Align::Min);
    };
    then(ui, draw, folder, cell(0.0));
    copy(ui, draw, folder, cell(1.0));
    let afterwards = folder
        .move_to
        .as_ref()
        .map_or_else(|| msg::watched::watched_leave().to_owned(), msg::watched::watched_move);
    fact(ui, cell(2.0), msg::watched::watched_afterwards(), &afterwards);
    let (ready, open) = watching.map_or((0, 0), Watching::uploads);
    let ready = (ready > 0).then(|| msg::watched::watched_ready(numbers::count(ready as u64)));
    let open = (open > 0).then(|| msg::watched::watched_open(numbers::count(open as u64)));
    let mut so_far = numbers::facts(ready.into_iter().chain(open));
    if so_far.is_empty() {
        msg::watched::watched_none_yet().clone_into(&mut so_far);
    }
    fact(ui, cell(3.0), msg::watched::watched_so_far(), &so_far);
}

/// What is chosen, below its label: a button for the menu that changes it.
fn choice(ui: &mut Ui, cell: Rect, label: &str, chosen: &str, name: &str) -> Response {
    let t = tokens(ui);
    parts::line(ui, cell.with_max_y(cell.top() + 18.0), label, theme::regular(12.0), t.dim, Align::Min);
    let wide = controls::select_width(ui, false, chosen).min(cell.width() + 13.0);
    let place = Rect::from_min_size(pos2(cell.left() - 13.0, cell.top() + 16.0), vec2(wide, 28.0));
    controls::quiet_select(ui, place, None, chosen, name)
}

/// What is sent of the videos of a folder, and a menu to change it.
fn copy(ui: &mut Ui, draw: &mut Draw<'_>, folder: &WatchedFolder, cell: Rect) {
    let told = |choice: Option<CopyChoice>| {
        choice.map_or_else(|| msg::watched::watched_copy_account().to_owned(), text::copy_choice)
    };
    let name = msg::watched::watched_copy_named(name(folder));
    let opener = choice(ui, cell, msg::watched::watched_copy(), &told(folder.copy), &name);
    controls::menu(&opener, &name, |ui| {
        for choice in std::iter::once(None).chain(CopyChoice::ALL.map(Some)) {
            if MenuItem::one_of(folder.copy == choice, &told(choice)).chosen(ui) {
                change(draw, &folder.folder, |folder| folder.copy = choice);
            }
        }
    });
}

/// Where the uploads of a folder go, and a menu to change it.
fn then(ui: &mut Ui, draw: &mut Draw<'_>, folder: &WatchedFolder, cell: Rect) {
    let chosen = add::then_label(draw.model, &folder.next);
    let name = msg::watched::watched_then_named(name(folder));
    let opener = choice(ui, cell, msg::watched::watched_then(), &chosen, &name);
    let Some(account) = draw.account() else { return };
    if opener.clicked() {
        add::load_collections(draw, account, &folder.next);
    }
    controls::sticky_menu(&opener, &name, |ui| {
        let mut next = folder.next.clone();
        if let Some(wish) = add::then_list(ui, account, &mut next) {
            add::fulfil(ui, draw, account, wish, CreatedFor::Folder(folder.folder.clone()));
        }
        if next != folder.next {
            change(draw, &folder.folder, |folder| folder.next = next);
        }
    });
}
