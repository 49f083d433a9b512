//! Files that are already in the list or on the platform.

use crate::assets::short_id;
use crate::msg::duplicates;
use takeup_model::{Duplicate, IfExists, Model};

/// A message without arguments, told in the language of the moment.
pub type Message = fn() -> &'static str;

/// What the settings offer.
pub const IF_EXISTS: [(IfExists, Message); 4] = [
    (IfExists::List, duplicates::duplicate_policy_list),
    (IfExists::Ask, duplicates::duplicate_policy_ask),
    (IfExists::Reuse, duplicates::duplicate_policy_reuse),
    (IfExists::Again, duplicates::duplicate_policy_again),
];

/// Where the content of a file already is.
pub fn duplicate(duplicate: &Duplicate) -> String {
    match duplicate {
        Duplicate::InList(_) => duplicates::duplicate_in_list().to_owned(),
        Duplicate::OnPlatform { asset, proven: true, .. } => duplicates::duplicate_on_platform(&asset.0),
        Duplicate::OnPlatform { asset, proven: false, .. } => {
            duplicates::duplicate_maybe_on_platform(&asset.0)
        }
    }
}

/// The same in a row, where the other upload can be named.
pub fn duplicate_named(model: &Model, of: &Duplicate) -> String {
    match of {
        Duplicate::InList(id) => model
            .job(*id)
            .map_or_else(|| duplicate(of), |other| duplicates::duplicate_in_list_named(other.name())),
        Duplicate::OnPlatform { .. } => duplicate(of),
    }
}

/// On the button that uses what is there instead of sending the file.
pub fn use_asset(duplicate: &Duplicate) -> String {
    match duplicate {
        Duplicate::InList(_) => duplicates::duplicate_use_its_asset().to_owned(),
        Duplicate::OnPlatform { asset, .. } => duplicates::duplicate_use_asset(short_id(&asset.0)),
    }
}
