//! Choosing assets for an index or a knowledge store.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui, vec2};
use lucide_icons::Icon;

use crate::ui::kit::buttons::Look;
use crate::ui::kit::controls::{self, DialogSpec, Field, MenuItem};

use crate::ui::kit::table::{TableRow as _, TableState, loaded, not_yet};
use crate::ui::kit::theme::{self, tokens};
use crate::ui::library::dialogs::Ask;
use takeup_engine::Command;
use takeup_model::{Account, Asset, AssetId, AssetStatus, DestinationId};
use takeup_text::msg;

const ROW: f32 = 30.0;

/// Assets being chosen for one place.
#[derive(Clone, Debug)]
pub struct ChooseAssetsDialog {
    destination_id: DestinationId,
    name: String,
    found: TableState<Arc<Asset>>,
    ticked: BTreeMap<AssetId, String>,
}

impl ChooseAssetsDialog {
    /// For this place, which a person calls so.
    pub fn of(destination_id: DestinationId, name: &str) -> Self {
        Self { destination_id, name: name.to_owned(), found: TableState::default(), ticked: BTreeMap::new() }
    }
}

impl Ask for ChooseAssetsDialog {
    fn form(&self, _account: &Account) -> DialogSpec {
        let title = msg::dialogs::dialog_choose_title(&self.name);
        DialogSpec {
            ready: !self.ticked.is_empty(),
            ..DialogSpec::new(title, msg::dialogs::dialog_add(), Look::Primary)
        }
    }

    fn fields(&mut self, ui: &mut Ui, account: &Account) -> bool {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::CONTROL));
        let field = Field::new(msg::dialogs::dialog_choose_search(), msg::controls::table_search_hint());
        field.icon(Icon::Search).at(ui, rect, &mut self.found.search);
        let items = &account.assets.items;
        let ready = |asset: &Arc<Asset>| asset.status == AssetStatus::Ready;
        let shown = self.found.shown(items, &[], "ready", ready);
        ScrollArea::vertical().max_height(240.0).min_scrolled_height(120.0).show_rows(
            ui,
            ROW,
            shown.len(),
            |ui, seen| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for asset in seen.filter_map(|place| items.get(*shown.get(place)?)) {
                    let item = MenuItem::ticked(self.ticked.contains_key(&asset.id), asset.name());
                    if ui.push_id(&asset.id, |ui| item.chosen(ui)).inner
                        && self.ticked.remove(&asset.id).is_none()
                    {
                        self.ticked.insert(asset.id.clone(), asset.filename.clone());
                    }
                }
            },
        );
        let said = match loaded(&account.assets) {
            Some(said) => msg::dialogs::dialog_choose_note(self.ticked.len(), said),
            None => not_yet(account, msg::assets::asset_loading()).to_owned(),
        };
        controls::hint(ui, &said, tokens(ui).dim);
        false
    }

    fn wanted(self, account: &Account) -> Vec<Command> {
        let assets = self.ticked.into_iter().collect();
        vec![Command::AddAssets(account.id.clone(), assets, vec![self.destination_id])]
    }
}
