//! Choosing assets for an index or a knowledge store.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::{ScrollArea, Ui, vec2};
use lucide_icons::Icon;

use super::Ask;
use crate::ui::controls::{self, Field, Form, Item};
use crate::ui::parts::Look;
use crate::ui::table::{Entry as _, Kept, loaded};
use crate::ui::theme::{self, tokens};
use takeup_engine::Command;
use takeup_model::{Account, Asset, AssetId, AssetStatus, Target};
use takeup_text as text;

const ROW: f32 = 30.0;

/// Assets being chosen for one place.
#[derive(Clone, Debug)]
pub struct Filling {
    target: Target,
    name: String,
    found: Kept<Arc<Asset>>,
    ticked: BTreeMap<AssetId, String>,
}

impl Filling {
    /// For this place, which a person calls so.
    pub fn of(target: Target, name: &str) -> Self {
        Self { target, name: name.to_owned(), found: Kept::default(), ticked: BTreeMap::new() }
    }
}

impl Ask for Filling {
    fn form(&self, _account: &Account) -> Form {
        let title = format!("Add assets to “{}”", self.name);
        Form { ready: !self.ticked.is_empty(), ..Form::new(title, "Add", Look::Primary) }
    }

    fn fields(&mut self, ui: &mut Ui, account: &Account) -> bool {
        let (_, rect) = ui.allocate_space(vec2(ui.available_width(), theme::CONTROL));
        Field::new("Search assets to add", "Search by name or ID").icon(Icon::Search).at(
            ui,
            rect,
            &mut self.found.search,
        );
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
                    let item = Item::ticked(self.ticked.contains_key(&asset.id), asset.name());
                    if ui.push_id(&asset.id, |ui| item.chosen(ui)).inner
                        && self.ticked.remove(&asset.id).is_none()
                    {
                        self.ticked.insert(asset.id.clone(), asset.filename.clone());
                    }
                }
            },
        );
        let said = match loaded(&account.assets) {
            Some(said) => format!("{}; {said}.", text::selected(self.ticked.len())),
            None => text::LOADING_DETAIL.to_owned(),
        };
        controls::hint(ui, &said, tokens(ui).dim);
        false
    }

    fn wanted(self, account: &Account) -> Vec<Command> {
        let assets = self.ticked.into_iter().collect();
        vec![Command::Place(account.id.clone(), assets, vec![self.target])]
    }
}
