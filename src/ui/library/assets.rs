//! The assets page: what the platform holds.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{Align, Rect, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::Action;
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::group_bar::{GroupAction, group_bar};
use crate::ui::kit::parts::{self, Tone};
use crate::ui::kit::table::{
    self, Cells, Column, Empty, MoreRow, Piece, Table, TableRequest, TableRow, TableState, alphabetic,
};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::change_requests;
use crate::ui::library::dialogs::{AddAssetsDialog, Deletion, DestinationKinds, Dialog};
use crate::ui::library::export::{self, Format};
use crate::ui::shell::view::View;
use crate::ui::shell::{frame, notices};
use takeup_engine::Command;
use takeup_model::{Account, Asset, AssetId, AssetStatus, Change, ChangeRequest, List, Model, Now};
use takeup_text::{self as text, msg, numbers, times};

/// What the screen remembers of the assets page.
#[derive(Clone, Debug)]
pub struct AssetsView {
    /// The table.
    pub table: TableState<Arc<Asset>>,
    /// The one status that is shown, by its word.
    pub status: Option<&'static str>,
    /// The asset that is opened beside the table.
    pub open: Option<AssetId>,
}

impl Default for AssetsView {
    fn default() -> Self {
        Self { table: TableState::newest_first(6), status: None, open: None }
    }
}

impl TableRow for Asset {
    fn id(&self) -> &str {
        &self.id.0
    }

    fn name(&self) -> &str {
        if self.filename.is_empty() { &self.id.0 } else { &self.filename }
    }
}

const COLUMNS: [Column<Arc<Asset>>; 8] = [
    Column::new("Name", 0.0, 0).by(|one, other| alphabetic(one.name(), other.name())),
    Column::new("Status", 110.0, 1).by(|one, other| one.status.to_string().cmp(&other.status.to_string())),
    Column::new("Size", 82.0, 2).flush().by(|one, other| one.size.cmp(&other.size)),
    Column::new("Length", 72.0, 3)
        .flush()
        .by(|one, other| one.duration_secs.unwrap_or(-1.0).total_cmp(&other.duration_secs.unwrap_or(-1.0))),
    Column::new("Picture", 84.0, 6).by(|one, other| pixels(one).cmp(&pixels(other))),
    Column::new("Method", 70.0, 7).by(|one, other| one.method.cmp(&other.method)),
    Column::new("Added", 86.0, 4).by(|one, other| one.created.cmp(&other.created)),
    Column::new("Asset ID", 136.0, 5).by(|one, other| one.id.cmp(&other.id)),
];

const STATUSES: [&str; 3] = ["Ready", "Processing", "Failed"];

/// What can be done with assets.
#[derive(Clone, Copy, Debug)]
enum AssetAction {
    Index,
    Store,
    Copy,
    Delete,
}

const EMPTY: Empty = Empty {
    icon: Icon::Film,
    title: "No assets yet",
    sentence: msg::assets::asset_none_help,
    kinds: ("asset", "assets"),
};

/// Draws the assets page.
pub fn assets_ui(ui: &mut Ui, model: &Model, view: &mut View, now: Now, out: &mut Vec<Action>) {
    let Some(account) = model.current_account() else { return };
    let list = &account.assets;
    let status = view.assets.status;
    let passes = |asset: &Arc<Asset>| status.is_none_or(|status| text::asset_status(&asset.status) == status);
    let shown = view.assets.table.shown(&list.items, &COLUMNS, status.unwrap_or_default(), passes);
    let count = text::shown_of(shown.len(), list.items.len(), list.count());
    frame::header(ui, "Assets", count.as_deref(), |ui| head(ui, account, &shown, view, out));
    notices::banners(ui, &mut crate::ui::Draw { model, view, now, out });
    change_requests::banners(ui, account, &List::Assets, out);
    if !table::ready(ui, list, &List::Assets, &account.id, theme::TABLE_ROW, out) {
        return;
    }
    if shown.is_empty() {
        EMPTY.show(ui, &account.assets, &view.assets.table.search, account.assets.more());
        return;
    }
    let picked = view.assets.table.picked(&list.items, &shown);
    if !picked.is_empty() {
        group(ui, account, &picked, view, out);
    }
    let mut kept = std::mem::take(&mut view.assets.table);
    let open = view.assets.open.clone();
    let table = Table {
        name: "Assets",
        columns: &COLUMNS,
        tall: theme::TABLE_ROW,
        more: MoreRow::of(list),
        open: open.as_ref().map(|id| id.0.as_str()),
    };
    let asked = table.show(ui, &list.items, &shown, &mut kept, |ui, asset, piece| match piece {
        Piece::Cells(cells) => row(ui, account, asset, cells, (view, now), out),
        Piece::Menu => menu(ui, account, asset, view, out),
    });
    view.assets.table = kept;
    let TableRequest { open, more } = asked;
    if let Some(id) = open {
        view.assets.open = Some(AssetId(id));
    }
    if more {
        out.push(Command::More(account.id.clone(), List::Assets).into());
    }
}

fn head(ui: &mut Ui, account: &Account, shown: &[usize], view: &mut View, out: &mut Vec<Action>) {
    table::refresh(ui, &List::Assets, &account.id, out);
    let items = &account.assets.items;
    let picked = view.assets.table.picked(items, shown);
    let rows =
        if picked.is_empty() { shown.iter().filter_map(|place| items.get(*place)).collect() } else { picked };
    let note = text::shown_of(rows.len(), items.len(), account.assets.count());
    let all = export::button(ui, "assets", note.as_deref(), account.assets.more(), out, |format| {
        let rows = rows.iter().map(AsRef::as_ref);
        match format {
            Format::Csv => takeup_engine::export::assets_csv(rows),
            Format::Json => takeup_engine::export::assets_json(rows),
        }
    });
    if all {
        out.push(Command::LoadAll(account.id.clone(), List::Assets).into());
    }
    let chosen = view.assets.status.unwrap_or("Any status");
    let wide = controls::select_width(ui, true, "", "Any status");
    let (_, rect) = ui.allocate_space(vec2(wide, theme::CONTROL));
    let select = controls::select(ui, rect, Some(Icon::Funnel), "", chosen, "Status");
    controls::menu(&select, "Status", |ui| {
        if MenuItem::ticked(view.assets.status.is_none(), "Any status").chosen(ui) {
            view.assets.status = None;
        }
        for status in STATUSES {
            if MenuItem::ticked(view.assets.status == Some(status), status).chosen(ui) {
                view.assets.status = Some(status);
            }
        }
    });
    table::search(ui, "Search assets", &mut view.assets.table, (account, &List::Assets), out);
}

fn group(ui: &mut Ui, account: &Account, picked: &[&Arc<Asset>], view: &mut View, out: &mut Vec<Action>) {
    let mut deeds = vec![
        GroupAction::new(AssetAction::Index, Icon::Layers, "Index into…"),
        GroupAction::new(AssetAction::Store, Icon::Library, "Add to knowledge store…"),
        GroupAction::new(AssetAction::Copy, Icon::Copy, "Copy IDs"),
        GroupAction { danger: true, ..GroupAction::new(AssetAction::Delete, Icon::Trash2, "Delete…") },
    ];
    if !DestinationKinds::Stores.open_to(account) {
        deeds.remove(1);
    }
    let bytes: u64 = picked.iter().filter_map(|asset| asset.size).sum();
    let (mut none, said) = (false, text::selected(picked.len()));
    let chosen = group_bar(ui, &said, &numbers::bytes(bytes), &deeds, &mut none);
    if none {
        view.assets.table.picks.clear();
    }
    if let Some(what) = chosen {
        act(what, picked, view, out);
    }
}

fn act(what: AssetAction, assets: &[&Arc<Asset>], view: &mut View, out: &mut Vec<Action>) {
    let named = || assets.iter().map(|asset| (asset.id.clone(), asset.filename.clone())).collect();
    match what {
        AssetAction::Index => {
            view.dialog = Some(Dialog::AddAssets(AddAssetsDialog::assets(named(), DestinationKinds::Indexes)))
        }
        AssetAction::Store => {
            view.dialog = Some(Dialog::AddAssets(AddAssetsDialog::assets(named(), DestinationKinds::Stores)))
        }
        AssetAction::Copy => {
            let ids: Vec<&str> = assets.iter().map(|asset| asset.id.0.as_str()).collect();
            out.push(Action::Copy(ids.join("\n")));
        }
        AssetAction::Delete => {
            let changes = assets.iter().map(|asset| deletion(asset, false)).collect();
            view.dialog = Some(Dialog::Delete(Deletion::of(changes)));
        }
    }
}

/// Deleting this asset.
pub(crate) fn deletion(asset: &Asset, force: bool) -> Change {
    Change::DeleteAsset { asset: asset.id.clone(), name: asset.name().to_owned(), force }
}

fn menu(ui: &mut Ui, account: &Account, asset: &Arc<Asset>, view: &mut View, out: &mut Vec<Action>) {
    if MenuItem::new(Icon::PanelRight, "Show details").chosen(ui) {
        view.assets.open = Some(asset.id.clone());
    }
    asset_menu(ui, account, asset, view, out);
}

/// What can be done with one asset, wherever it is shown.
pub(crate) fn asset_menu(
    ui: &mut Ui,
    account: &Account,
    asset: &Arc<Asset>,
    view: &mut View,
    out: &mut Vec<Action>,
) {
    if MenuItem::new(Icon::Layers, "Index into…").chosen(ui) {
        act(AssetAction::Index, &[asset], view, out);
    }
    if DestinationKinds::Stores.open_to(account)
        && MenuItem::new(Icon::Library, "Add to knowledge store…").chosen(ui)
    {
        act(AssetAction::Store, &[asset], view, out);
    }
    controls::menu_line(ui);
    if MenuItem::new(Icon::Copy, "Copy asset ID").chosen(ui) {
        act(AssetAction::Copy, &[asset], view, out);
    }
    export::code_items(ui, account, &asset.id, None, out);
    controls::menu_line(ui);
    if (MenuItem { danger: true, ..MenuItem::new(Icon::Trash2, "Delete…") }).chosen(ui) {
        act(AssetAction::Delete, &[asset], view, out);
    }
}

fn pixels(asset: &Asset) -> u64 {
    asset.picture.map_or(0, |(width, height)| u64::from(width) * u64::from(height))
}

/// What kind of media it is, as an icon.
pub(crate) fn kind(asset: &Asset) -> Icon {
    match asset.file_type.split('/').next() {
        _ if asset.method.eq_ignore_ascii_case("url") => Icon::Globe,
        Some("audio") => Icon::Music,
        Some("image") => Icon::Image,
        Some("text" | "application") => Icon::FileText,
        _ => Icon::Film,
    }
}

/// How long something is; a dash where that is not known.
pub(crate) fn length(secs: Option<f64>) -> String {
    let secs = secs.filter(|secs| secs.is_finite() && *secs >= 0.0);
    secs.map_or_else(|| "—".to_owned(), |secs| times::clock(Duration::from_secs_f64(secs)))
}

fn row(
    ui: &mut Ui,
    account: &Account,
    asset: &Asset,
    cells: Cells<'_>,
    (view, now): (&View, Now),
    out: &mut Vec<Action>,
) {
    let t = tokens(ui);
    if let Some(rect) = cells.at(0) {
        parts::icon(ui.painter(), pos2(rect.left() + 8.0, rect.center().y), kind(asset), 15.0, t.dim);
        let rect = rect.with_min_x(rect.left() + 26.0);
        parts::line(ui, rect, asset.name(), theme::semibold(13.0), t.text, Align::Min);
    }
    if let Some(rect) = cells.at(1) {
        status_pill(ui, account, asset, rect);
    }
    let size = asset.size.map_or_else(|| "—".to_owned(), numbers::bytes);
    for (place, text) in [(2, &size), (3, &length(asset.duration_secs))] {
        if let Some(rect) = cells.at(place) {
            parts::line(ui, rect, text, theme::regular(13.0), t.text, Align::Max);
        }
    }
    let picture = match asset.picture {
        Some((width, height)) => format!("{width}×{height}"),
        None if asset.file_type.starts_with("audio") => "Audio".to_owned(),
        None => "—".to_owned(),
    };
    let added = asset.created.map_or_else(|| "—".to_owned(), |then| times::day(then, now.utc, &view.zone));
    for (place, text) in [(4, &picture), (5, &text::asset_method(&asset.method)), (6, &added)] {
        if let Some(rect) = cells.at(place) {
            parts::line(ui, rect, text, theme::regular(12.0), t.dim, Align::Min);
        }
    }
    if let Some(rect) = cells.at(7) {
        id_cell(ui, rect, &asset.id.0, asset.name(), out);
    }
}

/// How an asset stands: being deleted, or in the platform's word, with the platform's reason where it failed.
pub(crate) fn status_pill(ui: &mut Ui, account: &Account, asset: &Asset, rect: Rect) -> f32 {
    let deleting = |change_request: &ChangeRequest| {
        change_request.open()
            && matches!(&change_request.change, Change::DeleteAsset { asset: id, .. } if *id == asset.id)
    };
    if account.change_requests.values().any(deleting) {
        return parts::pill(ui, rect, Tone::Warn, Icon::Trash2, "Deleting");
    }
    let (tone, glyph) = status_look(&asset.status);
    let right = parts::pill(ui, rect, tone, glyph, &text::asset_status(&asset.status));
    if let Some(error) = &asset.error {
        let id = parts::auto_id(ui);
        ui.interact(rect, id, eframe::egui::Sense::hover()).on_hover_text(error);
    }
    right
}

/// The two ends of an ID, and a button to copy it whole.
pub(crate) fn id_cell(ui: &mut Ui, rect: Rect, id: &str, of: &str, out: &mut Vec<Action>) {
    let t = tokens(ui);
    let short = text::short_id(id);
    let wide = parts::width(ui, &short, theme::mono(12.0)).ceil() + 1.0;
    let place = Rect::from_min_size(rect.min, vec2(wide.min(rect.width() - 24.0), rect.height()));
    parts::line(ui, place, &short, theme::mono(12.0), t.dim, Align::Min).on_hover_text(id);
    let copy = Rect::from_center_size(pos2(place.right() + 14.0, rect.center().y), vec2(28.0, 28.0));
    if parts::named_icon_button(ui, copy, Icon::Copy, "Copy ID", &format!("Copy ID of {of}")).clicked() {
        out.push(Action::Copy(id.to_owned()));
    }
}

fn status_look(status: &AssetStatus) -> (Tone, Icon) {
    match status {
        AssetStatus::Ready => (Tone::Ok, Icon::CircleCheck),
        AssetStatus::Failed => (Tone::Bad, Icon::CircleX),
        AssetStatus::Processing | AssetStatus::Other(_) => (Tone::Busy, Icon::RefreshCw),
    }
}
