//! Multipart uploads of the account that were begun, here or elsewhere, and not finished.

use std::collections::BTreeSet;
use std::sync::Arc;

use eframe::egui::{Align, Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::Button;
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::parts::{self, Tip as _, Tone};
use crate::ui::kit::table::{Cells, Column, Empty, TableRow, alphabetic};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::collection::{CollectionPage, only_copy};
use crate::ui::library::{assets, tasks};
use crate::ui::{Action, Draw, Page};
use takeup_model::{Account, List, Model, UnfinishedSession, UploadId};
use takeup_text::{self as text, msg, numbers, times};

impl TableRow for UnfinishedSession {
    fn id(&self) -> &String {
        &self.upload.0
    }

    fn name(&self) -> &str {
        self.filename.as_deref().unwrap_or(&self.upload.0)
    }
}

const COLUMNS: [Column<Arc<UnfinishedSession>>; 6] = [
    Column::new(msg::sessions::session_column_file, 0.0, 0)
        .by(|one, other| alphabetic(one.name(), other.name())),
    Column::new(msg::sessions::session_column_size, 88.0, 1)
        .flush()
        .by(|one, other| one.size.cmp(&other.size)),
    Column::new(msg::sessions::session_column_parts, 150.0, 3)
        .by(|one, other| one.parts_done.cmp(&other.parts_done)),
    Column::new(msg::sessions::session_column_started, 110.0, 2)
        .by(|one, other| one.created.cmp(&other.created)),
    Column::new(msg::sessions::session_column_expires, 110.0, 4)
        .by(|one, other| one.expires.cmp(&other.expires)),
    Column::new(|| "", 130.0, 0),
];

static PAGE: CollectionPage<Arc<UnfinishedSession>> = CollectionPage {
    list: List::Sessions,
    title: || Page::Tasks.title(),
    name: msg::sessions::session_title,
    search: msg::sessions::session_search,
    columns: &COLUMNS,
    tall: theme::TABLE_ROW,
    empty: Empty {
        icon: Icon::History,
        title: msg::sessions::session_none,
        sentence: msg::sessions::session_none_help,
        no_match: |count| msg::sessions::session_none_match(count),
    },
    note: Some(msg::sessions::session_note),
    create: None,
    export: None,
    tools: None,
    chips: Some(tasks::chips),
    table: |view| &mut view.tasks.sessions,
    opened: |_| None,
    open: |_, _| {},
    group: only_copy,
    delete: None,
    row,
    menu,
};

/// The sessions that this window is sending to. They are shown under Uploads and are not offered here, because finishing
/// one with a file would send that file twice. The order is fixed, since the table sorts again when their text changes.
fn sent_here(model: &Model) -> BTreeSet<&UploadId> {
    let open = model.jobs.values().filter(|job| job.end.is_none());
    open.filter_map(|job| job.session.as_ref().map(|session| &session.upload)).collect()
}

/// How many of those that are loaded are listed.
pub(crate) fn listed(model: &Model, account: &Account) -> usize {
    let sent_here = sent_here(model);
    account.sessions.items.iter().filter(|session| !sent_here.contains(&session.upload)).count()
}

/// Draws the unfinished uploads.
pub(crate) fn sessions_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    let Some(account) = draw.account() else { return };
    let sent_here = sent_here(draw.model);
    let filter = format!("{sent_here:?}");
    let elsewhere = |session: &Arc<UnfinishedSession>| !sent_here.contains(&session.upload);
    PAGE.show(ui, draw, (&account.sessions).into(), (&filter, elsewhere));
}

fn menu(ui: &mut Ui, draw: &mut Draw<'_>, session: &Arc<UnfinishedSession>) {
    let blocked = (!session.active()).then_some(msg::sessions::session_over());
    if (MenuItem { blocked, ..MenuItem::new(Icon::Upload, msg::sessions::session_finish_with()) }).chosen(ui)
    {
        draw.out.push(Action::PickFileFor(session.upload.clone()));
    }
    controls::menu_line(ui);
    if MenuItem::new(Icon::Copy, msg::sessions::session_copy_upload_id()).chosen(ui) {
        draw.out.push(Action::Copy(session.upload.0.clone()));
    }
    if let Some(asset) = &session.asset
        && MenuItem::new(Icon::Copy, msg::collection::collection_copy_asset_id()).chosen(ui)
    {
        draw.out.push(Action::Copy(asset.0.clone()));
    }
}

fn row(ui: &mut Ui, draw: &mut Draw<'_>, session: &Arc<UnfinishedSession>, cells: Cells) {
    let now = draw.now.utc;
    let t = tokens(ui);
    if let Some(rect) = cells.at(0) {
        parts::icon(ui.painter(), pos2(rect.left() + 8.0, rect.center().y), Icon::History, 15.0, t.dim);
        let rect = rect.with_min_x(rect.left() + 26.0);
        match &session.filename {
            Some(name) => {
                parts::line(ui, rect, name, theme::semibold(13.0), t.text, Align::Min);
            }
            None => assets::id_cell(ui, rect, draw, &session.upload.0, session.name()),
        }
    }
    if let Some(rect) = cells.at(1) {
        parts::line(ui, rect, &numbers::bytes(session.size), theme::regular(13.0), t.text, Align::Max);
    }
    let parts_said = match session.parts_done {
        Some(done) => msg::sessions::session_parts_stored(done, session.parts()),
        None => msg::sessions::session_parts(session.parts()),
    };
    let begun = session.created.map_or_else(|| "—".to_owned(), |then| times::day(then, now, &draw.view.zone));
    let ends = session.expires.map_or_else(
        || "—".to_owned(),
        |then| {
            if then <= now {
                msg::sessions::session_expired().to_owned()
            } else {
                msg::sessions::session_expires_in(times::took(now, then))
            }
        },
    );
    for (place, text) in [(2, &parts_said), (3, &begun), (4, &ends)] {
        if let Some(rect) = cells.at(place) {
            parts::line(ui, rect, text, theme::regular(12.0), t.dim, Align::Min);
        }
    }
    if let Some(rect) = cells.at(5) {
        if !session.active() {
            parts::pill(ui, rect, Tone::Quiet, Icon::Ban, &text::session_status(&session.status));
            return;
        }
        let name = msg::sessions::session_finish_named(session.name());
        let button = Button {
            name: Some(&name),
            ..Button::plain(Some(Icon::Upload), msg::sessions::session_finish())
        }
        .low();
        let place =
            Rect::from_min_size(pos2(rect.left(), rect.center().y - 14.0), vec2(button.width(ui), 28.0));
        let pressed = button.at(ui, place).tip(msg::sessions::session_note());
        if pressed.clicked() {
            draw.out.push(Action::PickFileFor(session.upload.clone()));
        }
    }
}
