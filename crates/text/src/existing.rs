//! What is said of files that are there already.

use super::short_id;
use takeup_model::{IfExists, Model, Twin};

/// What the settings offer.
pub const IF_EXISTS: [(IfExists, &str); 4] = [
    (IfExists::List, "Compare in the list"),
    (IfExists::Ask, "Look and ask"),
    (IfExists::Reuse, "Look and reuse"),
    (IfExists::Again, "Upload again"),
];
/// Below that setting.
pub const IF_EXISTS_HELP: &str = "Looking costs one request for each new file";
/// On the button that sends a file although it is there.
pub const SEND_AGAIN: &str = "Upload again";

/// Said of an upload that took what was there.
pub const REUSED: &str = "it was there already; nothing was sent";

/// What is there already of a file.
pub fn twin(twin: &Twin) -> String {
    match twin {
        Twin::Here(_) => "Another upload of this list has the same content.".to_owned(),
        Twin::There { asset, proven: true, .. } => format!("Already there as asset {asset}."),
        Twin::There { asset, proven: false, .. } => {
            format!(
                "The asset {asset} has the same name and size; whether the content is the same is not known."
            )
        }
    }
}

/// The same in a row, where the other upload can be named.
pub fn twin_named(model: &Model, of: &Twin) -> String {
    match of {
        Twin::Here(id) => model.job(*id).map_or_else(
            || twin(of),
            |other| format!("Same content as “{}” in this list.", other.source.name()),
        ),
        Twin::There { .. } => twin(of),
    }
}

/// On the button that takes what is there instead of sending the file.
pub fn use_asset(twin: &Twin) -> String {
    match twin {
        Twin::Here(_) => "Use its asset".to_owned(),
        Twin::There { asset, .. } => format!("Use asset {}", short_id(&asset.0)),
    }
}
