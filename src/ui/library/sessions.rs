//! Multipart uploads of the account that were begun, here or elsewhere, and not finished.

use std::sync::Arc;

use eframe::egui::{Align, Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::Action;
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::parts::{self, Button, Tone};
use crate::ui::kit::table::{self, Cells, Column, Empty, MoreRow, Piece, Table, TableRow, alphabetic};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::{assets, change_requests, indexes, tasks};
use crate::ui::shell::view::View;
use crate::ui::shell::{frame, notices};
use takeup_engine::Command;
use takeup_model::{List, Model, Now, UnfinishedSession};
use takeup_text::{self as text, msg, numbers, times};

impl TableRow for UnfinishedSession {
    fn id(&self) -> &str {
        &self.upload.0
    }

    fn name(&self) -> &str {
        self.filename.as_deref().unwrap_or(&self.upload.0)
    }
}

const COLUMNS: [Column<Arc<UnfinishedSession>>; 6] = [
    Column::new("File", 0.0, 0).by(|one, other| alphabetic(one.name(), other.name())),
    Column::new("Size", 88.0, 1).flush().by(|one, other| one.size.cmp(&other.size)),
    Column::new("Parts", 150.0, 3).by(|one, other| one.parts_done.cmp(&other.parts_done)),
    Column::new("Begun", 110.0, 2).by(|one, other| one.created.cmp(&other.created)),
    Column::new("Ends", 110.0, 4).by(|one, other| one.expires.cmp(&other.expires)),
    Column::new("", 130.0, 0),
];

const EMPTY: Empty = Empty {
    icon: Icon::History,
    title: "No unfinished uploads",
    sentence: msg::sessions::session_none_help,
    kinds: ("unfinished upload", "unfinished uploads"),
};

/// Draws the unfinished uploads.
pub(crate) fn sessions_ui(ui: &mut Ui, model: &Model, view: &mut View, now: Now, out: &mut Vec<Action>) {
    let Some(account) = model.current_account() else { return };
    let list = &account.sessions;
    let shown = view.tasks.sessions.shown(&list.items, &COLUMNS, "", |_| true);
    let count = text::shown_of(shown.len(), list.items.len(), list.count());
    frame::header(ui, "Tasks", count.as_deref(), |ui| {
        table::refresh(ui, &List::Sessions, &account.id, out);
        let kept = &mut view.tasks.sessions;
        table::search(ui, "Search unfinished uploads", kept, (account, &List::Sessions), out);
    });
    let rows = view.tasks.merged.of(model, account);
    tasks::chips(ui, account, &rows, view);
    notices::banners(ui, &mut crate::ui::Draw { model, view, now, out });
    change_requests::banners(ui, account, &List::Sessions, out);
    if !table::ready(ui, list, &List::Sessions, &account.id, theme::TABLE_ROW, out) {
        return;
    }
    if shown.is_empty() {
        // The platform does not look through them.
        return EMPTY.show(ui, list, "", false);
    }
    let dim = tokens(ui).dim;
    parts::paragraph(ui, msg::sessions::session_note(), theme::regular(12.0), dim);
    let picked = view.tasks.sessions.picked(&list.items, &shown);
    if !picked.is_empty() {
        let ids: Vec<&str> = picked.iter().map(|session| session.upload.0.as_str()).collect();
        indexes::copy_group(ui, &ids, || view.tasks.sessions.picks.clear(), out);
    }
    let mut kept = std::mem::take(&mut view.tasks.sessions);
    let table = Table {
        name: "Unfinished uploads",
        columns: &COLUMNS,
        tall: theme::TABLE_ROW,
        more: MoreRow::of(list),
        open: None,
    };
    let asked = table.show(ui, &list.items, &shown, &mut kept, |ui, session, piece| match piece {
        Piece::Cells(cells) => row(ui, session, cells, (view, now), out),
        Piece::Menu => menu(ui, session, out),
    });
    view.tasks.sessions = kept;
    if asked.more {
        out.push(Command::More(account.id.clone(), List::Sessions).into());
    }
}

fn menu(ui: &mut Ui, session: &UnfinishedSession, out: &mut Vec<Action>) {
    let blocked = (!session.active()).then_some(msg::sessions::session_over());
    if (MenuItem { blocked, ..MenuItem::new(Icon::Upload, "Finish with a file…") }).chosen(ui) {
        out.push(Action::PickFileFor(session.upload.clone()));
    }
    controls::menu_line(ui);
    if MenuItem::new(Icon::Copy, "Copy upload ID").chosen(ui) {
        out.push(Action::Copy(session.upload.0.clone()));
    }
    if let Some(asset) = &session.asset
        && MenuItem::new(Icon::Copy, "Copy asset ID").chosen(ui)
    {
        out.push(Action::Copy(asset.0.clone()));
    }
}

fn row(
    ui: &mut Ui,
    session: &UnfinishedSession,
    cells: Cells<'_>,
    (view, now): (&View, Now),
    out: &mut Vec<Action>,
) {
    let t = tokens(ui);
    if let Some(rect) = cells.at(0) {
        parts::icon(ui.painter(), pos2(rect.left() + 8.0, rect.center().y), Icon::History, 15.0, t.dim);
        let rect = rect.with_min_x(rect.left() + 26.0);
        match &session.filename {
            Some(name) => {
                parts::line(ui, rect, name, theme::semibold(13.0), t.text, Align::Min);
            }
            None => assets::id_cell(ui, rect, &session.upload.0, session.name(), out),
        }
    }
    if let Some(rect) = cells.at(1) {
        parts::line(ui, rect, &numbers::bytes(session.size), theme::regular(13.0), t.text, Align::Max);
    }
    let parts_said = match session.parts_done {
        Some(done) => format!("{} of {} arrived", numbers::count(done), numbers::count(session.parts())),
        None => text::plural(usize::try_from(session.parts()).unwrap_or(usize::MAX), "part", "parts"),
    };
    let begun = session.created.map_or_else(|| "—".to_owned(), |then| times::day(then, now.utc, &view.zone));
    let ends = session.expires.map_or_else(
        || "—".to_owned(),
        |then| {
            if then <= now.utc { "over".to_owned() } else { format!("in {}", times::took(now.utc, then)) }
        },
    );
    for (place, text) in [(2, &parts_said), (3, &begun), (4, &ends)] {
        if let Some(rect) = cells.at(place) {
            parts::line(ui, rect, text, theme::regular(12.0), t.dim, Align::Min);
        }
    }
    if let Some(rect) = cells.at(5) {
        if !session.active() {
            parts::pill(ui, rect, Tone::Quiet, Icon::Ban, &session.status);
            return;
        }
        let name = format!("Finish {}…", session.name());
        let button = Button { name: Some(&name), ..Button::plain(Some(Icon::Upload), "Finish…") }.low();
        let place =
            Rect::from_min_size(pos2(rect.left(), rect.center().y - 14.0), vec2(button.width(ui), 28.0));
        let pressed = button.at(ui, place).on_hover_text(msg::sessions::session_note());
        if pressed.clicked() {
            out.push(Action::PickFileFor(session.upload.clone()));
        }
    }
}
