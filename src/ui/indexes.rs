//! The indexes page.

use eframe::egui::{Align, Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use super::controls::Field;
use super::parts::{self, Tone};
use super::table::{self, Column};
use super::theme::{self, tokens};
use super::view::View;
use super::{Action, assets, frame, notices};
use crate::model::{Index, List, Model, Now};
use crate::words;

const COLUMNS: [Column; 7] = [
    Column { title: "Name", width: 0.0, right: false, rank: 0 },
    Column { title: "Models", width: 220.0, right: false, rank: 5 },
    Column { title: "Videos", width: 84.0, right: true, rank: 1 },
    Column { title: "Hours", width: 84.0, right: true, rank: 3 },
    Column { title: "Created", width: 104.0, right: false, rank: 4 },
    Column { title: "Kept until", width: 118.0, right: false, rank: 2 },
    Column { title: "Index ID", width: 142.0, right: false, rank: 6 },
];

/// Draws the indexes page.
pub fn indexes_ui(ui: &mut Ui, model: &Model, view: &mut View, now: Now, out: &mut Vec<Action>) {
    let Some(account) = model.current_account() else { return };
    let list = &account.indexes;
    let count = list.count();
    frame::header(ui, "Indexes", count, |ui| {
        table::refresh(ui, List::Indexes, &account.id, out);
        search(ui, "Search indexes", view);
    });
    notices::banners(ui, model, view, now, out);
    if !table::ready(ui, list, List::Indexes, &account.id, theme::TABLE_ROW, out) {
        return;
    }
    let wanted = view.place_search.trim().to_lowercase();
    let found = |index: &&Index| {
        wanted.is_empty() || index.name.to_lowercase().contains(&wanted) || index.id.0.contains(&wanted)
    };
    let shown: Vec<&Index> = list.iter().filter(found).collect();
    if shown.is_empty() {
        let rect = ui.available_rect_before_wrap();
        let (title, sentence) = if list.items.is_empty() {
            ("No indexes yet", "Make one in the TwelveLabs playground; it appears here.")
        } else {
            ("Nothing found", "None of the indexes loaded here fits.")
        };
        parts::empty(ui, rect, Icon::Layers, title, sentence);
        return;
    }
    table::table(ui, "indexes", &COLUMNS, shown.len(), table::more_height(list), |ui, place, cells| {
        if let Some(index) = shown.get(place) {
            row(ui, index, cells, view, now, out);
        }
    });
    table::more(ui, list, List::Indexes, &account.id, out);
}

/// The search field of the pages of destinations.
pub(super) fn search(ui: &mut Ui, name: &str, view: &mut View) {
    let room = ui.available_width().min(220.0);
    let (_, rect) = ui.allocate_space(vec2(room, theme::CONTROL));
    Field::new(name, "Search").icon(Icon::Search).at(ui, rect, &mut view.place_search);
}

fn row(ui: &mut Ui, index: &Index, cells: &[Option<Rect>], view: &View, now: Now, out: &mut Vec<Action>) {
    let t = tokens(ui);
    let cell = |place: usize| cells.get(place).copied().flatten();
    let usable = index.takes_videos();
    let (strong, text) = if usable { (t.text, t.text) } else { (t.dim, t.dim) };
    if let Some(rect) = cell(0) {
        parts::icon(ui.painter(), pos2(rect.left() + 8.0, rect.center().y), Icon::Layers, 15.0, t.dim);
        let rect = rect.with_min_x(rect.left() + 26.0);
        parts::line(ui, rect, &index.name, theme::semibold(13.0), strong, Align::Min);
    }
    if let Some(rect) = cell(1) {
        let models = if usable { words::models(&index.models) } else { words::TAKES_NO_VIDEOS.to_owned() };
        parts::line(ui, rect, &models, theme::regular(12.0), t.dim, Align::Min);
    }
    let videos = index.video_count.map_or_else(|| "—".to_owned(), words::number);
    let hours = index.duration_secs.map_or_else(|| "—".to_owned(), |secs| format!("{:.1}", secs / 3600.0));
    for (place, said) in [(2, &videos), (3, &hours)] {
        if let Some(rect) = cell(place) {
            parts::line(ui, rect, said, theme::regular(13.0), text, Align::Max);
        }
    }
    if let (Some(rect), Some(created)) = (cell(4), index.created) {
        parts::line(ui, rect, &words::date(created, &view.zone), theme::regular(12.0), t.dim, Align::Min);
    }
    if let Some(rect) = cell(5) {
        match index.expires {
            None => {
                parts::line(ui, rect, "always", theme::regular(12.0), t.dim, Align::Min);
            }
            Some(then) => {
                let days = (then.as_second() - now.utc.as_second()) / 86_400;
                if days < 30 {
                    let said = words::days_left(days);
                    parts::pill(ui, rect, Tone::Warn, Icon::Clock, &said);
                } else {
                    parts::line(
                        ui,
                        rect,
                        &words::date(then, &view.zone),
                        theme::regular(12.0),
                        t.dim,
                        Align::Min,
                    );
                }
            }
        }
    }
    if let Some(rect) = cell(6) {
        assets::id_cell(ui, rect, &index.id.0, &index.name, out);
    }
}
