//! One asset, with everything the platform tells of it.

use std::sync::Arc;

use eframe::egui::{Align, Id, Image, Rect, Role, Sense, TextureHandle, Ui, WidgetInfo, pos2, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::{self, Button};
use crate::ui::kit::controls::{self, MenuItem};
use crate::ui::kit::panel::{fact, id_line, opened, section, section_with, waiting};
use crate::ui::kit::parts;
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::{AddAssetsDialog, Description, DestinationKinds, Dialog};
use crate::ui::library::{assets, export, tasks};
use crate::ui::uploads::stills;
use crate::ui::{Action, Draw};
use takeup_engine::Command;
use takeup_model::{
    Account, Asset, AssetDetail, AssetId, AssetStatus, Derived, DestinationId, DestinationState,
    IndexingStatus, JobId, Model, OpenDetail, Pixels, Subject, Thumbnail, Transcription,
};
use takeup_text::{self as text, msg, numbers, times};

/// A picture takes no more of the panel than this.
const HIGHEST: f32 = 220.0;
/// So many lines of a transcription are shown. The rest is in the saved file.
const LINES: usize = 20;

/// Draws one asset.
pub(crate) fn asset_ui(ui: &mut Ui, draw: &mut Draw<'_>, id: &AssetId) {
    let Some(account) = draw.account() else { return };
    let model = draw.model;
    let told = opened(account, &Subject::Asset(id.clone()));
    let detail = told.and_then(|opened| opened.asset.as_deref());
    let row = account.assets.items.iter().find(|asset| asset.id == *id);
    let asset = detail.map(|detail| Arc::new(detail.asset.clone())).or_else(|| row.cloned());
    if let (Some(detail), Some(OpenDetail { still: Thumbnail::Here(points), .. })) = (detail, told) {
        still(ui, draw, points, detail);
    }
    if let Some(asset) = &asset {
        head(ui, draw, asset);
        facts(ui, draw, asset, detail);
        let mut ours = model.shown_jobs().filter(|job| job.asset_id() == Some(id));
        if let Some(parts) = ours.find_map(|job| text::parts_verified(job.receipt.as_ref()?)) {
            fact(ui, msg::assets::asset_verified(), &parts);
        }
    }
    waiting(ui, told, account, draw.out);
    if let Some(asset) = &asset {
        places(ui, draw, asset, spots(model, account, id, detail));
    }
    let Some(detail) = detail else { return };
    let edit = Button::plain(Some(Icon::Pencil), msg::assets::asset_metadata_edit());
    if section(ui, msg::assets::asset_metadata(), Some(edit)) {
        draw.view.dialog = Some(Dialog::Describe(Description::of(detail)));
    }
    for (key, value) in &detail.metadata {
        fact(ui, key, &text::datum(value));
    }
    if let Some(said) = &detail.transcription {
        transcription(ui, draw, said, &detail.asset.filename);
    }
    if !matches!(told, Some(OpenDetail { still: Thumbnail::Here(_), .. })) {
        derived(
            ui,
            draw,
            (msg::assets::asset_fact_thumbnail(), msg::assets::asset_open_thumbnail()),
            detail.thumbnail.as_ref(),
        );
    }
    derived(
        ui,
        draw,
        (msg::assets::asset_fact_stream(), msg::assets::asset_open_stream()),
        detail.hls.as_ref(),
    );
    if !detail.technical.is_empty() || !detail.source.is_empty() {
        section(ui, msg::assets::asset_technical(), None);
    }
    for (key, value) in detail.technical.iter().chain(&detail.source) {
        fact(ui, key, value);
    }
    ui.add_space(16.0);
}

/// The picture of the asset; a click shows it in the browser.
fn still(ui: &mut Ui, draw: &mut Draw<'_>, points: &Arc<Pixels>, detail: &AssetDetail) {
    let texture = texture(ui, points);
    let (size, room) = (texture.size_vec2().max(vec2(1.0, 1.0)), ui.available_width());
    // What is high, or stands in a wide panel, is in the middle of its place.
    let place = vec2(room, (room * size.y / size.x).min(HIGHEST));
    let scale = (place / size).min_elem();
    let (rect, response) = ui.allocate_exact_size(place, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, msg::assets::asset_open_thumbnail()));
    let t = tokens(ui);
    ui.painter().rect_filled(rect, theme::RADIUS_CARD, t.quiet);
    let picture = Rect::from_center_size(rect.center(), size * scale);
    Image::from_texture((texture.id(), picture.size()))
        .corner_radius(theme::RADIUS_CARD)
        .paint_at(ui, picture);
    parts::focus_ring(ui, rect, &response);
    let url = detail.thumbnail.as_ref().and_then(|thumbnail| thumbnail.url.as_ref());
    if let Some(url) = url.filter(|_| response.clicked()) {
        draw.out.push(Action::Open(url.clone()));
    }
    ui.add_space(6.0);
}

/// The picture as the graphics card has it. Only the last one is kept.
fn texture(ui: &Ui, points: &Arc<Pixels>) -> TextureHandle {
    let place = Id::unique("asset-still");
    let known: Option<(Arc<Pixels>, TextureHandle)> = ui.data(|data| data.get_temp(place));
    if let Some((_, texture)) = known.filter(|(known, _)| Arc::ptr_eq(known, points)) {
        return texture;
    }
    let texture = stills::texture(ui, points);
    ui.data_mut(|data| data.insert_temp(place, (Arc::clone(points), texture.clone())));
    texture
}

fn head(ui: &mut Ui, draw: &mut Draw<'_>, asset: &Asset) {
    let (_, line) = ui.allocate_space(vec2(ui.available_width(), 28.0));
    let right = assets::status_pill(ui, draw, asset, line);
    id_line(ui, right + 10.0, line, &asset.id.0, msg::assets::asset_copy_id(), draw.out);
    if let Some(error) = &asset.error {
        let color = tokens(ui).bad_text;
        parts::paragraph(ui, error, theme::regular(13.0), color);
    }
    let (_, line) = ui.allocate_space(vec2(ui.available_width(), 28.0));
    let button = Button::plain(Some(Icon::Code), msg::assets::asset_copy_as_code()).low();
    let place = Rect::from_min_size(line.min, vec2(button.width(ui), 28.0));
    let opener = button.at(ui, place);
    controls::menu(&opener, msg::assets::asset_copy_as_code(), |ui| {
        export::code_items(ui, draw, &asset.id, None);
    });
}

fn facts(ui: &mut Ui, draw: &Draw<'_>, asset: &Asset, detail: Option<&AssetDetail>) {
    fact(ui, msg::assets::asset_column_size(), &asset.size.map_or_else(|| "—".to_owned(), numbers::bytes));
    if asset.duration_secs.is_some() {
        fact(ui, msg::assets::asset_column_duration(), &assets::length(asset.duration_secs));
    }
    let found = |wanted: &str| {
        let technical = detail.map(|detail| detail.technical.as_slice()).unwrap_or_default();
        technical.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str())
    };
    let picture = asset.picture.map(|(width, height)| numbers::dimensions(width, height));
    let codec = found("video_codec").map(str::to_uppercase);
    let said = numbers::facts([picture, codec].into_iter().flatten());
    if !said.is_empty() {
        fact(ui, msg::assets::asset_resolution(), &said);
    }
    if let Some(codec) = found("audio_codec") {
        fact(ui, msg::assets::asset_audio_codec(), &codec.to_uppercase());
    }
    if !asset.file_type.is_empty() {
        fact(ui, msg::assets::asset_fact_type(), &asset.file_type);
    }
    if let Some(created) = asset.created {
        let when = times::day(created, draw.now.utc, &draw.view.zone);
        let said = numbers::facts([when, text::asset_method(&asset.method)]);
        fact(ui, msg::assets::asset_added(), &said);
    }
}

/// Where an asset is, or is to go.
struct Spot {
    destination_id: DestinationId,
    name: String,
    status: Option<IndexingStatus>,
    /// The failed destination of one of our uploads.
    again: Option<(JobId, usize)>,
}

fn spots(model: &Model, account: &Account, asset: &AssetId, detail: Option<&AssetDetail>) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    for place in detail.map(|detail| detail.places.as_slice()).unwrap_or_default() {
        let name = if place.name.is_empty() { place.index.0.clone() } else { place.name.clone() };
        let destination_id = DestinationId::Index(place.index.clone());
        spots.push(Spot { destination_id, name, status: place.status.clone(), again: None });
    }
    for (store, items) in &account.items {
        for item in items.items.iter().filter(|item| item.asset.as_ref() == Some(asset)) {
            let name = crate::ui::uploads::add::store_name(model, store);
            let destination_id = DestinationId::Store(store.clone());
            spots.push(Spot { destination_id, name, status: Some(item.status.clone()), again: None });
        }
    }
    for job in model.shown_jobs().filter(|job| job.asset_id() == Some(asset)) {
        for (number, destination) in job.destinations.iter().enumerate() {
            let (status, again) = match &destination.state {
                DestinationState::Failed(_) => (IndexingStatus::Failed, Some((job.id, number))),
                DestinationState::Ready { .. } => (IndexingStatus::Ready, None),
                DestinationState::Submitted { status, .. } => (status.clone(), None),
                DestinationState::Wanted | DestinationState::Begun | DestinationState::Doubtful => {
                    (IndexingStatus::Pending, None)
                }
            };
            // An index and a knowledge store may have one name.
            if let Some(spot) =
                spots.iter_mut().find(|spot| spot.destination_id == destination.destination_id)
            {
                if spot.status == Some(IndexingStatus::Failed) {
                    spot.again = spot.again.or(again);
                }
                continue;
            }
            let name = match &destination.destination_id {
                DestinationId::Index(id) => crate::ui::uploads::add::index_name(model, id),
                DestinationId::Store(id) => crate::ui::uploads::add::store_name(model, id),
            };
            spots.push(Spot {
                destination_id: destination.destination_id.clone(),
                name,
                status: Some(status),
                again,
            });
        }
    }
    spots
}

fn places(ui: &mut Ui, draw: &mut Draw<'_>, asset: &Asset, spots: Vec<Spot>) {
    let add = Button::plain(Some(Icon::Plus), msg::assets::asset_destinations_add());
    if section(ui, msg::assets::asset_destinations(), Some(add)) {
        let what = vec![(asset.id.clone(), asset.filename.clone())];
        draw.view.dialog = Some(Dialog::AddAssets(AddAssetsDialog::assets(what, DestinationKinds::Both)));
    }
    let t = tokens(ui);
    if spots.is_empty() {
        parts::paragraph(ui, msg::assets::asset_destinations_none(), theme::regular(13.0), t.dim);
    }
    for (number, spot) in spots.into_iter().enumerate() {
        let (_, line) = ui.allocate_space(vec2(ui.available_width(), 32.0));
        let glyph =
            if matches!(spot.destination_id, DestinationId::Index(_)) { Icon::Layers } else { Icon::Library };
        parts::icon(ui.painter(), pos2(line.left() + 7.0, line.center().y), glyph, 14.0, t.dim);
        let mut right = line.right();
        if let Some(again) = spot.again {
            let place = Rect::from_center_size(pos2(right - 12.0, line.center().y), vec2(28.0, 28.0));
            let name = msg::assets::asset_destination_retry_named(&spot.name);
            // Each has its own: with one ID, a click on the last would be a click on all of them.
            let pressed = ui.push_id(number, |ui| {
                let tip = msg::assets::asset_destination_retry();
                buttons::named_icon_button(ui, place, Icon::RotateCw, tip, &name).clicked()
            });
            if pressed.inner {
                draw.send(Command::RetryDestination(again.0, again.1));
            }
            right = place.left() - 4.0;
        }
        if let Some(status) = &spot.status {
            let (tone, glyph) = tasks::look(status);
            let word = text::indexing_status(status);
            let wide = parts::width(ui, &word, theme::semibold(11.5)).ceil() + 34.0;
            let place = Rect::from_min_max(pos2(right - wide, line.top()), pos2(right, line.bottom()));
            parts::pill(ui, place, tone, glyph, &word);
            right = place.left() - 8.0;
        }
        let place = Rect::from_min_max(pos2(line.left() + 24.0, line.top()), pos2(right, line.bottom()));
        parts::line(ui, place, &spot.name, theme::regular(13.0), t.text, Align::Min);
    }
}

/// What is said in the asset: its beginning to read, all of it to save.
fn transcription(ui: &mut Ui, draw: &mut Draw<'_>, said: &Transcription, filename: &str) {
    let t = tokens(ui);
    let all = said.status == AssetStatus::Ready && !said.lines.is_empty();
    let save = all.then(|| Button::plain(Some(Icon::Download), msg::assets::asset_transcription_save()));
    let opener = section_with(ui, msg::assets::asset_transcription(), save);
    if said.status != AssetStatus::Ready {
        parts::paragraph(ui, &text::transcription_status(said), theme::regular(13.0), t.dim);
        return;
    }
    if said.lines.is_empty() {
        parts::paragraph(ui, msg::assets::asset_transcription_nothing(), theme::regular(13.0), t.dim);
        return;
    }
    let Some(opener) = opener else { return };
    controls::menu(&opener, msg::assets::asset_transcription_save(), |ui| {
        let stem = filename.rsplit_once('.').map_or(filename, |(stem, _)| stem);
        let (plain, timed) = (msg::assets::asset_transcription_txt(), msg::assets::asset_transcription_srt());
        for (icon, label, ending) in [(Icon::FileText, plain, "txt"), (Icon::Captions, timed, "srt")] {
            if MenuItem::new(icon, label).chosen(ui) {
                let text = if ending == "srt" { said.srt() } else { said.txt() };
                draw.out.push(Action::SaveText { name: format!("{stem}.{ending}"), text });
            }
        }
    });
    for line in said.lines.iter().take(LINES) {
        parts::paragraph(ui, &assets::length(Some(line.start)), theme::regular(11.5), t.dim);
        parts::paragraph(ui, &line.said(), theme::regular(13.0), t.text);
        ui.add_space(4.0);
    }
    let more = said.lines.len().saturating_sub(LINES);
    if more > 0 {
        parts::paragraph(ui, &msg::assets::asset_transcription_more(more), theme::regular(13.0), t.dim);
    }
}

/// Something the platform makes of the asset: shown by the browser, which may load it.
fn derived(ui: &mut Ui, draw: &mut Draw<'_>, (what, name): (&str, &str), derived: Option<&Derived>) {
    let Some(derived) = derived else { return };
    match &derived.url {
        Some(url) => {
            let open = Button::plain(Some(Icon::ExternalLink), msg::assets::asset_open());
            let open = Button { name: Some(name), ..open };
            if section(ui, what, Some(open)) {
                draw.out.push(Action::Open(url.clone()));
            }
        }
        None => {
            section(ui, what, None);
        }
    }
    fact(ui, msg::assets::asset_column_status(), &text::derived_status(&derived.status));
}
