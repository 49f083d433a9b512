//! The user metadata of an asset.

use std::collections::BTreeMap;

use eframe::egui::Ui;

use crate::ui::kit::buttons::Look;
use crate::ui::kit::controls::{self, DialogSpec};
use crate::ui::kit::pairs::{PLACES, pairs_ui};
use crate::ui::kit::parts::Tip as _;
use crate::ui::kit::theme::tokens;
use crate::ui::library::dialogs::Ask;
use takeup_engine::Command;
use takeup_model::{
    Account, AssetDetail, AssetId, AssetIndexing, Change, MetadataFlaw, MetadataValue, metadata,
};
use takeup_text::{self as text, msg};

/// Metadata being edited.
#[derive(Clone, Debug)]
pub struct Description {
    asset: AssetId,
    name: String,
    before: BTreeMap<String, MetadataValue>,
    rows: Vec<(String, String)>,
    /// The indexes that have the asset, and whether their metadata is changed too.
    places: Vec<AssetIndexing>,
    also: bool,
}

impl Description {
    /// That of this asset.
    pub fn of(detail: &AssetDetail) -> Self {
        let mut rows: Vec<(String, String)> =
            detail.metadata.iter().map(|(key, value)| (key.clone(), value.text())).collect();
        rows.push(Default::default());
        Self {
            asset: detail.asset.id.clone(),
            name: detail.asset.filename.clone(),
            before: detail.metadata.iter().cloned().collect(),
            rows,
            places: detail.places.clone(),
            also: true,
        }
    }

    /// What is set and what is taken away. What reads as before stays as it is, whatever the rules say of it.
    fn changes(&self) -> Result<BTreeMap<String, Option<MetadataValue>>, MetadataFlaw> {
        let mut now: BTreeMap<&str, &str> = BTreeMap::new();
        for (key, value) in self.rows.iter().map(|(key, value)| (key.trim(), value.trim())) {
            if key.is_empty() && value.is_empty() {
                continue;
            }
            if key.is_empty() {
                return Err(MetadataFlaw::NoKey);
            }
            if now.insert(key, value).is_some() {
                return Err(MetadataFlaw::Twice(key.to_owned()));
            }
        }
        let gone = self.before.iter().filter(|(key, before)| match now.get(key.as_str()) {
            Some(value) => value.is_empty() && !before.text().is_empty(),
            None => true,
        });
        let mut changes: BTreeMap<String, Option<MetadataValue>> =
            gone.map(|(key, _)| (key.clone(), None)).collect();
        for (key, value) in now.into_iter().filter(|(_, value)| !value.is_empty()) {
            if self.before.get(key).is_none_or(|before| before.text() != value) {
                changes.insert(key.to_owned(), Some(metadata::value(key, value)?));
            }
        }
        Ok(changes)
    }
}

impl Ask for Description {
    fn form(&self, _account: &Account) -> DialogSpec {
        let title = msg::dialogs::dialog_metadata_title(&self.name);
        DialogSpec {
            ready: self.changes().is_ok_and(|changes| !changes.is_empty()),
            ..DialogSpec::new(title, msg::controls::control_save(), Look::Primary)
        }
    }

    fn fields(&mut self, ui: &mut Ui, _account: &Account) -> bool {
        pairs_ui(ui, &mut self.rows, PLACES, |_| None);
        let t = tokens(ui);
        match self.changes() {
            Ok(_) => controls::hint(ui, msg::metadata::metadata_help(), t.dim),
            Err(why) => controls::hint(ui, &text::flaw(&why), t.bad_text),
        };
        if !self.places.is_empty() {
            controls::tick(ui, &msg::dialogs::dialog_metadata_indexes(self.places.len()), &mut self.also)
                .tip(msg::dialogs::dialog_metadata_indexes_help());
        }
        false
    }

    fn wanted(self, account: &Account) -> Vec<Command> {
        let Ok(metadata) = self.changes() else { return Vec::new() };
        let (asset, name) = (self.asset, self.name);
        let indexed = |place: AssetIndexing| Change::DescribeIndexed {
            index: place.index,
            indexed: place.id,
            name: name.clone(),
            metadata: metadata.clone(),
        };
        let mut changes: Vec<Change> = self.places.into_iter().filter(|_| self.also).map(indexed).collect();
        changes.push(Change::DescribeAsset { asset, name, metadata });
        vec![Command::RequestChanges(account.id.clone(), changes)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_changed_is_asked_for() {
        let texts = MetadataValue::Texts(vec!["a".to_owned(), "b".to_owned()]);
        let before: BTreeMap<String, MetadataValue> = [
            ("tags".to_owned(), texts),
            ("season".to_owned(), MetadataValue::Number(2026.into())),
            ("old".to_owned(), MetadataValue::Flag(true)),
        ]
        .into();
        let row = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let form = Description {
            asset: "a".into(),
            name: String::new(),
            before,
            rows: vec![
                row("tags", "[\"a\",\"b\"]"),
                row("season", "2027"),
                row(" circuit ", "Suzuka"),
                row("none", " "),
                row("", ""),
            ],
            places: Vec::new(),
            also: true,
        };
        let wanted: BTreeMap<String, Option<MetadataValue>> = [
            ("circuit".to_owned(), Some(MetadataValue::Text("Suzuka".to_owned()))),
            ("old".to_owned(), None),
            ("season".to_owned(), Some(MetadataValue::Number(2027.into()))),
        ]
        .into();
        assert_eq!(form.changes(), Ok(wanted));
        for (key, value, flaw) in [
            ("", "lost", MetadataFlaw::NoKey),
            ("duration", "1", MetadataFlaw::Reserved("duration".to_owned())),
            ("season", "1", MetadataFlaw::Twice("season".to_owned())),
            ("lens", "{}", MetadataFlaw::Value("lens".to_owned())),
        ] {
            let mut form = form.clone();
            form.rows.push(row(key, value));
            assert_eq!(form.changes(), Err(flaw), "{key}={value}");
        }
    }
}
