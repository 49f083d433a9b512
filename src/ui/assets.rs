//! The assets page: what the platform holds.

use eframe::egui::{Align, Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use super::controls::{self, Field, Item};
use super::parts::{self, Tone};
use super::table::{self, Column};
use super::theme::{self, tokens};
use super::view::{Question, View};
use super::{Action, frame, notices};
use crate::model::{Account, Asset, AssetStatus, List, Model, Now, units};
use crate::words;

const COLUMNS: [Column; 9] = [
    Column { title: "Name", width: 0.0, right: false, rank: 0 },
    Column { title: "Status", width: 110.0, right: false, rank: 1 },
    Column { title: "Size", width: 82.0, right: true, rank: 3 },
    Column { title: "Length", width: 76.0, right: true, rank: 4 },
    Column { title: "Picture", width: 88.0, right: false, rank: 6 },
    Column { title: "Method", width: 78.0, right: false, rank: 7 },
    Column { title: "Added", width: 90.0, right: false, rank: 5 },
    Column { title: "Asset ID", width: 136.0, right: false, rank: 2 },
    Column { title: "", width: 28.0, right: false, rank: 0 },
];

const STATUSES: [&str; 3] = ["Ready", "Processing", "Failed"];

/// Draws the assets page.
pub fn assets_ui(ui: &mut Ui, model: &Model, view: &mut View, now: Now, out: &mut Vec<Action>) {
    let Some(account) = model.current_account() else { return };
    let list = &account.assets;
    let count = list.count();
    frame::header(ui, "Assets", count, |ui| head(ui, account, view, out));
    notices::banners(ui, model, view, now, out);
    if !table::ready(ui, list, List::Assets, &account.id, theme::TABLE_ROW, out) {
        return;
    }
    let wanted = view.search.trim().to_lowercase();
    let shown: Vec<&Asset> = list.iter().filter(|asset| passes(asset, &wanted, view.status)).collect();
    if shown.is_empty() {
        let rect = ui.available_rect_before_wrap();
        let (title, sentence) = if list.items.is_empty() {
            (
                "No assets yet".to_owned(),
                "What you upload appears here as soon as the platform knows it.".to_owned(),
            )
        } else {
            let among = words::plural(list.items.len(), "asset", "assets");
            (
                "Nothing found".to_owned(),
                format!("None of the {among} loaded here fits. Change the search or load more."),
            )
        };
        parts::empty(ui, rect, Icon::Film, &title, &sentence);
        if !list.items.is_empty() {
            table::more(ui, list, List::Assets, &account.id, out);
        }
        return;
    }
    let below = table::more_height(list);
    table::table(ui, "assets", &COLUMNS, shown.len(), below, |ui, place, cells| {
        if let Some(asset) = shown.get(place) {
            row(ui, asset, cells, (view, now), out);
        }
    });
    table::more(ui, list, List::Assets, &account.id, out);
}

fn head(ui: &mut Ui, account: &Account, view: &mut View, out: &mut Vec<Action>) {
    table::refresh(ui, List::Assets, &account.id, out);
    let chosen = view.status.unwrap_or("Any status");
    let wide = controls::select_width(ui, true, "", "Any status");
    let (_, rect) = ui.allocate_space(vec2(wide, theme::CONTROL));
    let select = controls::select(ui, rect, Some(Icon::Funnel), "", chosen, "Status");
    controls::menu(&select, "Status", |ui| {
        if Item::ticked(view.status.is_none(), "Any status").chosen(ui) {
            view.status = None;
        }
        for status in STATUSES {
            if Item::ticked(view.status == Some(status), status).chosen(ui) {
                view.status = Some(status);
            }
        }
    });
    let room = ui.available_width().min(230.0);
    if room > 90.0 {
        let (_, rect) = ui.allocate_space(vec2(room, theme::CONTROL));
        Field::new("Search assets", "Search by name or ID").icon(Icon::Search).at(ui, rect, &mut view.search);
    }
}

fn passes(asset: &Asset, wanted: &str, status: Option<&str>) -> bool {
    let found = wanted.is_empty()
        || asset.filename.to_lowercase().contains(wanted)
        || asset.id.0.to_lowercase().contains(wanted);
    found && status.is_none_or(|status| words::asset_status(&asset.status) == status)
}

fn row(
    ui: &mut Ui,
    asset: &Asset,
    cells: &[Option<Rect>],
    (view, now): (&mut View, Now),
    out: &mut Vec<Action>,
) {
    let t = tokens(ui);
    let cell = |place: usize| cells.get(place).copied().flatten();
    if let Some(rect) = cell(0) {
        parts::icon(ui.painter(), pos2(rect.left() + 8.0, rect.center().y), kind(asset), 15.0, t.dim);
        let rect = rect.with_min_x(rect.left() + 26.0);
        let name = if asset.filename.is_empty() { asset.id.0.as_str() } else { asset.filename.as_str() };
        parts::line(ui, rect, name, theme::semibold(13.0), t.text, Align::Min);
    }
    if let Some(rect) = cell(1) {
        let (tone, glyph) = status_look(&asset.status);
        parts::pill(ui, rect, tone, glyph, &words::asset_status(&asset.status));
        if let Some(error) = &asset.error {
            let id = parts::auto_id(ui);
            ui.interact(rect, id, eframe::egui::Sense::hover()).on_hover_text(error);
        }
    }
    let size = asset.size.map_or_else(|| "—".to_owned(), units::bytes);
    let length = asset.duration_secs.filter(|secs| secs.is_finite() && *secs >= 0.0);
    let length =
        length.map_or_else(|| "—".to_owned(), |secs| units::clock(std::time::Duration::from_secs_f64(secs)));
    for (place, text) in [(2, &size), (3, &length)] {
        if let Some(rect) = cell(place) {
            parts::line(ui, rect, text, theme::regular(13.0), t.text, Align::Max);
        }
    }
    let picture = match asset.picture {
        Some((width, height)) => format!("{width}×{height}"),
        None if asset.file_type.starts_with("audio") => "Audio".to_owned(),
        None => "—".to_owned(),
    };
    let added = asset.created.map_or_else(|| "—".to_owned(), |then| words::day(then, now.utc, &view.zone));
    for (place, text) in [(4, &picture), (5, &words::asset_method(&asset.method)), (6, &added)] {
        if let Some(rect) = cell(place) {
            parts::line(ui, rect, text, theme::regular(12.0), t.dim, Align::Min);
        }
    }
    if let Some(rect) = cell(7) {
        id_cell(ui, rect, &asset.id.0, &asset.filename, out);
    }
    if let Some(rect) = cell(8) {
        let place = Rect::from_center_size(pos2(rect.left() + 8.0, rect.center().y), vec2(28.0, 28.0));
        let name = format!("Delete {}", asset.filename);
        if parts::named_icon_button(ui, place, Icon::Trash2, "Delete…", &name).clicked() {
            view.question = Some(Question::Delete(asset.id.clone(), asset.filename.clone()));
        }
    }
}

/// The two ends of an ID, and a button to copy it whole.
pub(super) fn id_cell(ui: &mut Ui, rect: Rect, id: &str, of: &str, out: &mut Vec<Action>) {
    let t = tokens(ui);
    let short = words::short_id(id);
    let wide = parts::width(ui, &short, theme::mono(12.0)).ceil() + 1.0;
    let place = Rect::from_min_size(rect.min, vec2(wide.min(rect.width() - 24.0), rect.height()));
    parts::line(ui, place, &short, theme::mono(12.0), t.dim, Align::Min).on_hover_text(id);
    let copy = Rect::from_center_size(pos2(place.right() + 14.0, rect.center().y), vec2(28.0, 28.0));
    if parts::named_icon_button(ui, copy, Icon::Copy, "Copy ID", &format!("Copy ID of {of}")).clicked() {
        out.push(Action::Copy(id.to_owned()));
    }
}

fn kind(asset: &Asset) -> Icon {
    match asset.file_type.split('/').next().unwrap_or_default() {
        "audio" => Icon::Music,
        "image" => Icon::Image,
        "application" | "text" => Icon::FileText,
        _ => Icon::Film,
    }
}

fn status_look(status: &AssetStatus) -> (Tone, Icon) {
    match status {
        AssetStatus::Ready => (Tone::Ok, Icon::CircleCheck),
        AssetStatus::Failed => (Tone::Bad, Icon::CircleX),
        AssetStatus::Processing | AssetStatus::Other(_) => (Tone::Busy, Icon::RefreshCw),
    }
}
