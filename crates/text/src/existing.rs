//! What is said of files that are there already.

use crate::msg::duplicates;

use super::short_id;
use takeup_model::{Duplicate, IfExists, Model};

/// What the settings offer.
pub const IF_EXISTS: [(IfExists, fn() -> &'static str); 4] = [
    (IfExists::List, duplicates::duplicate_policy_list),
    (IfExists::Ask, duplicates::duplicate_policy_ask),
    (IfExists::Reuse, duplicates::duplicate_policy_reuse),
    (IfExists::Again, duplicates::duplicate_policy_again),
];

/// What is there already of a file.
pub fn duplicate(duplicate: &Duplicate) -> String {
    match duplicate {
        Duplicate::InList(_) => "Another upload of this list has the same content.".to_owned(),
        Duplicate::OnPlatform { asset, proven: true, .. } => format!("Already there as asset {asset}."),
        Duplicate::OnPlatform { asset, proven: false, .. } => {
            format!(
                "The asset {asset} has the same name and size; whether the content is the same is not known."
            )
        }
    }
}

/// The same in a row, where the other upload can be named.
pub fn duplicate_named(model: &Model, of: &Duplicate) -> String {
    match of {
        Duplicate::InList(id) => model.job(*id).map_or_else(
            || duplicate(of),
            |other| format!("Same content as “{}” in this list.", other.source.name()),
        ),
        Duplicate::OnPlatform { .. } => duplicate(of),
    }
}

/// On the button that takes what is there instead of sending the file.
pub fn use_asset(duplicate: &Duplicate) -> String {
    match duplicate {
        Duplicate::InList(_) => "Use its asset".to_owned(),
        Duplicate::OnPlatform { asset, .. } => format!("Use asset {}", short_id(&asset.0)),
    }
}
