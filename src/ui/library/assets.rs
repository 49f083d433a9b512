//! The assets page: what the platform holds.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui::{Align, Rect, Sense, Ui, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons;
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::group_bar::GroupAction;
use crate::ui::kit::parts::{self, Tip as _, Tone};
use crate::ui::kit::table::{Cells, Column, Empty, TableRow, TableState, alphabetic};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::change_requests;
use crate::ui::library::collection::{CollectionPage, Export, Group, RowsAction, Tools, copy_ids};
use crate::ui::library::dialogs::{AddAssetsDialog, Deletion, DestinationKinds, Dialog};
use crate::ui::library::export::{self, Format};
use crate::ui::{Action, Draw, Page};
use takeup_model::{Account, Asset, AssetId, AssetStatus, Change, Job, List, Method, UploadStatus};
use takeup_text::{self as text, msg, numbers, times};

/// What the screen remembers of the assets page.
#[derive(Clone, Debug)]
pub struct AssetsView {
    /// The table.
    pub table: TableState<Arc<Asset>>,
    /// The one status that is shown.
    pub status: Option<AssetStatus>,
    /// The asset that is opened beside the table.
    pub open: Option<AssetId>,
}

impl Default for AssetsView {
    fn default() -> Self {
        Self { table: TableState::newest_first(6), status: None, open: None }
    }
}

impl TableRow for Asset {
    fn id(&self) -> &String {
        &self.id.0
    }

    fn name(&self) -> &str {
        if self.filename.is_empty() { &self.id.0 } else { &self.filename }
    }

    fn heard(&self) -> String {
        text::asset_status(&self.status)
    }
}

const COLUMNS: [Column<Arc<Asset>>; 8] = [
    Column::new(msg::assets::asset_column_name, 0.0, 0).by(|one, other| alphabetic(one.name(), other.name())),
    Column::new(msg::assets::asset_column_status, 110.0, 1)
        .by(|one, other| one.status.to_string().cmp(&other.status.to_string())),
    Column::new(msg::assets::asset_column_size, 82.0, 2).flush().by(|one, other| one.size.cmp(&other.size)),
    Column::new(msg::assets::asset_column_duration, 72.0, 3)
        .flush()
        .by(|one, other| one.duration_secs.unwrap_or(-1.0).total_cmp(&other.duration_secs.unwrap_or(-1.0))),
    Column::new(msg::assets::asset_column_resolution, 84.0, 6)
        .by(|one, other| pixels(one).cmp(&pixels(other))),
    Column::new(msg::assets::asset_column_method, 84.0, 7).by(|one, other| one.method.cmp(&other.method)),
    Column::new(msg::assets::asset_column_added, 86.0, 4).by(|one, other| one.created.cmp(&other.created)),
    Column::new(msg::assets::asset_column_id, 136.0, 5).by(|one, other| one.id.cmp(&other.id)),
];

/// The statuses that rows can be filtered by.
const STATUSES: [AssetStatus; 3] = [AssetStatus::Ready, AssetStatus::Processing, AssetStatus::Failed];

static PAGE: CollectionPage<Arc<Asset>> = CollectionPage {
    list: List::Assets,
    title: || Page::Assets.title(),
    name: || Page::Assets.title(),
    search: msg::assets::asset_search,
    columns: &COLUMNS,
    tall: theme::TABLE_ROW,
    empty: Empty {
        icon: Icon::Film,
        title: msg::assets::asset_none,
        sentence: msg::assets::asset_none_help,
        no_match: |count| msg::assets::asset_none_match(count),
    },
    note: None,
    create: None,
    export: Some(Export { name: "assets", picked: true, text: as_file }),
    tools: Some(Tools { width: status_filter_width, show: status_filter }),
    chips: None,
    table: |view| &mut view.assets.table,
    opened: |view| view.assets.open.as_ref().map(|id| id.0.as_str()),
    open: |view, asset| view.assets.open = Some(asset.id.clone()),
    group,
    delete: None,
    row,
    menu,
};

/// Draws the assets page.
pub fn assets_ui(ui: &mut Ui, draw: &mut Draw<'_>) {
    let Some(account) = draw.account() else { return };
    let status = draw.view.assets.status.clone();
    let passes = |asset: &Arc<Asset>| status.as_ref().is_none_or(|status| asset.status == *status);
    PAGE.show(ui, draw, (&account.assets).into(), (&format!("{status:?}"), passes));
}

fn status_filter_width(ui: &Ui, _draw: &Draw<'_>) -> f32 {
    controls::select_width(ui, true, msg::assets::asset_filter_any())
}

fn status_filter(ui: &mut Ui, draw: &mut Draw<'_>, wide: f32) {
    let (any, name) = (msg::assets::asset_filter_any(), msg::assets::asset_filter_status());
    let chosen = &mut draw.view.assets.status;
    let label = chosen.as_ref().map_or_else(|| any.to_owned(), text::asset_status);
    let (_, rect) = ui.allocate_space(vec2(wide, theme::CONTROL));
    let select = controls::select(ui, rect, Some(Icon::Funnel), &label, name);
    controls::menu(&select, name, |ui| {
        if MenuItem::one_of(chosen.is_none(), any).chosen(ui) {
            *chosen = None;
        }
        for status in STATUSES {
            let on = chosen.as_ref() == Some(&status);
            if MenuItem::one_of(on, &text::asset_status(&status)).chosen(ui) {
                *chosen = Some(status);
            }
        }
    });
}

fn as_file(format: Format, assets: &[&Arc<Asset>]) -> String {
    let assets = assets.iter().map(AsRef::as_ref);
    match format {
        Format::Csv => takeup_engine::export::assets_csv(assets),
        Format::Json => takeup_engine::export::assets_json(assets),
    }
}

fn group(account: &Account, picked: &[&Arc<Asset>]) -> Group<Arc<Asset>> {
    let mut actions: Vec<GroupAction<RowsAction<Arc<Asset>>>> = vec![
        GroupAction::new(index, Icon::Layers, msg::assets::asset_index_into()),
        GroupAction::new(store, Icon::Library, msg::assets::asset_add_to_store()),
        copy_ids(),
        GroupAction {
            danger: true,
            ..GroupAction::new(delete, Icon::Trash2, msg::collection::collection_delete())
        },
    ];
    if !DestinationKinds::Stores.open_to(account) {
        actions.remove(1);
    }
    let bytes: u64 = picked.iter().filter_map(|asset| asset.size).sum();
    Group { actions, fact: numbers::bytes(bytes) }
}

fn index(draw: &mut Draw<'_>, assets: &[&Arc<Asset>]) {
    add(draw, assets, DestinationKinds::Indexes);
}

fn store(draw: &mut Draw<'_>, assets: &[&Arc<Asset>]) {
    add(draw, assets, DestinationKinds::Stores);
}

fn add(draw: &mut Draw<'_>, assets: &[&Arc<Asset>], kinds: DestinationKinds) {
    let named = assets.iter().map(|asset| (asset.id.clone(), asset.filename.clone())).collect();
    draw.view.dialog = Some(Dialog::AddAssets(AddAssetsDialog::assets(named, kinds)));
}

fn delete(draw: &mut Draw<'_>, assets: &[&Arc<Asset>]) {
    let changes = assets.iter().map(|asset| deletion(asset)).collect();
    draw.view.dialog = Some(Dialog::Delete(Deletion::of(changes)));
}

/// Deleting this asset.
fn deletion(asset: &Asset) -> Change {
    Change::DeleteAsset { asset: asset.id.clone(), name: asset.name().to_owned(), force: false }
}

fn menu(ui: &mut Ui, draw: &mut Draw<'_>, asset: &Arc<Asset>) {
    if MenuItem::new(Icon::PanelRight, msg::assets::asset_show_details()).chosen(ui) {
        draw.view.assets.open = Some(asset.id.clone());
    }
    if MenuItem::new(Icon::Layers, msg::assets::asset_index_into()).chosen(ui) {
        index(draw, &[asset]);
    }
    if draw.account().is_some_and(|account| DestinationKinds::Stores.open_to(account))
        && MenuItem::new(Icon::Library, msg::assets::asset_add_to_store()).chosen(ui)
    {
        store(draw, &[asset]);
    }
    controls::menu_line(ui);
    if MenuItem::new(Icon::Copy, msg::collection::collection_copy_asset_id()).chosen(ui) {
        draw.out.push(Action::Copy(asset.id.0.clone()));
    }
    export::code_items(ui, draw, &asset.id, None);
    controls::menu_line(ui);
    if (MenuItem { danger: true, ..MenuItem::new(Icon::Trash2, msg::collection::collection_delete()) })
        .chosen(ui)
    {
        delete(draw, &[asset]);
    }
}

fn pixels(asset: &Asset) -> u64 {
    asset.picture.map_or(0, |(width, height)| u64::from(width) * u64::from(height))
}

/// What kind of media it is, as an icon.
pub(crate) fn kind(asset: &Asset) -> Icon {
    match asset.file_type.split('/').next() {
        _ if Method::parse(&asset.method) == Some(Method::Url) => Icon::Globe,
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

fn row(ui: &mut Ui, draw: &mut Draw<'_>, asset: &Arc<Asset>, cells: Cells) {
    let t = tokens(ui);
    if let Some(rect) = cells.at(0) {
        parts::icon(ui.painter(), pos2(rect.left() + 8.0, rect.center().y), kind(asset), 15.0, t.dim);
        let rect = rect.with_min_x(rect.left() + 26.0);
        parts::line(ui, rect, asset.name(), theme::semibold(13.0), t.text, Align::Min);
    }
    if let Some(rect) = cells.at(1) {
        status_pill(ui, draw, asset, rect);
    }
    let size = asset.size.map_or_else(|| "—".to_owned(), numbers::bytes);
    for (place, text) in [(2, &size), (3, &length(asset.duration_secs))] {
        if let Some(rect) = cells.at(place) {
            parts::line(ui, rect, text, theme::regular(13.0), t.text, Align::Max);
        }
    }
    let picture = match asset.picture {
        Some((width, height)) => numbers::dimensions(width, height),
        None if asset.file_type.starts_with("audio") => msg::assets::asset_audio().to_owned(),
        None => "—".to_owned(),
    };
    let added =
        asset.created.map_or_else(|| "—".to_owned(), |then| times::day(then, draw.now.utc, &draw.view.zone));
    for (place, text) in [(4, &picture), (5, &text::asset_method(&asset.method)), (6, &added)] {
        if let Some(rect) = cells.at(place) {
            parts::line(ui, rect, text, theme::regular(12.0), t.dim, Align::Min);
        }
    }
    if let Some(rect) = cells.at(7) {
        id_cell(ui, rect, draw, &asset.id.0, asset.name());
    }
}

/// How an asset stands: being deleted, or in the platform's word, with the platform's reason where it failed.
pub(crate) fn status_pill(ui: &mut Ui, draw: &Draw<'_>, asset: &Asset, rect: Rect) -> f32 {
    let deletes =
        |change: &Change| matches!(change, Change::DeleteAsset { asset: id, .. } if *id == asset.id);
    if change_requests::open(draw, deletes) {
        return parts::pill(ui, rect, Tone::Warn, Icon::Trash2, msg::collection::collection_deleting());
    }
    if let Some(job) = sending(draw, asset) {
        let status = UploadStatus::of(draw.model, draw.wire, job, draw.now);
        return parts::pill(ui, rect, Tone::Quiet, Icon::ArrowUp, &text::upload_status(status));
    }
    let (tone, glyph) = status_look(&asset.status);
    let right = parts::pill(ui, rect, tone, glyph, &text::asset_status(&asset.status));
    if let Some(error) = &asset.error {
        let id = parts::auto_id(ui);
        ui.interact(rect, id, Sense::hover()).tip(error);
    }
    right
}

/// The upload that is still sending this asset: until then the platform has nothing to process.
fn sending<'a>(draw: &'a Draw<'_>, asset: &Asset) -> Option<&'a Job> {
    let of = |job: &Job| job.session.as_ref().is_some_and(|session| session.asset == asset.id);
    let mut jobs = draw.model.shown_jobs().filter(|_| asset.status.under_way());
    jobs.find(|job| job.end.is_none() && !job.bytes_sent() && of(job)).map(|job| &**job)
}

/// The two ends of an ID, and a button to copy it whole.
pub(crate) fn id_cell(ui: &mut Ui, rect: Rect, draw: &mut Draw<'_>, id: &str, of: &str) {
    let t = tokens(ui);
    let short = text::short_id(id);
    let wide = parts::width(ui, &short, theme::mono(12.0)).ceil() + 1.0;
    let place = Rect::from_min_size(rect.min, vec2(wide.min(rect.width() - 24.0), rect.height()));
    parts::line(ui, place, &short, theme::mono(12.0), t.dim, Align::Min).tip(id);
    let copy = Rect::from_center_size(pos2(place.right() + 14.0, rect.center().y), vec2(28.0, 28.0));
    let name = msg::collection::collection_copy_id_of(of);
    if buttons::named_icon_button(ui, copy, Icon::Copy, msg::controls::id_copy(), &name).clicked() {
        draw.out.push(Action::Copy(id.to_owned()));
    }
}

fn status_look(status: &AssetStatus) -> (Tone, Icon) {
    match status {
        AssetStatus::Ready => (Tone::Ok, Icon::CircleCheck),
        AssetStatus::Failed => (Tone::Bad, Icon::CircleX),
        AssetStatus::Processing | AssetStatus::Other(_) => (Tone::Busy, Icon::RefreshCw),
    }
}
