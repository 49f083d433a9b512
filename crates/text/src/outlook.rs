//! What is said before a batch is sent.

use std::time::Duration;

use super::plural;
use takeup_model::{Outlook, units};

/// How much is ahead, about how long it takes where that is known, and what will not go.
pub fn outlook(outlook: &Outlook) -> String {
    let mut said = Vec::new();
    if outlook.files > 0 {
        let files = plural(outlook.files, "file", "files");
        said.push(format!("{files}, {}", units::bytes(outlook.bytes)));
    }
    if outlook.urls > 0 {
        said.push(plural(outlook.urls, "URL", "URLs"));
    }
    if let Some(left) = outlook.seconds().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()) {
        said.push(format!("about {} at the last speed", units::about(left)));
    }
    for (count, word) in
        [(outlook.looking, "still looked at"), (outlook.there, "there already"), (outlook.refused, "refused")]
    {
        if count > 0 {
            said.push(format!("{} {word}", super::number(count as u64)));
        }
    }
    said.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_said_only_where_it_is_known() {
        let plain = Outlook { files: 3, bytes: 5_000_000_000, ..Outlook::default() };
        assert_eq!(outlook(&plain), "3 files, 5 GB");
        let all = Outlook { rate: Some(10_000_000.0), urls: 1, looking: 1, there: 2, refused: 1, ..plain };
        let said = outlook(&all);
        assert!(said.starts_with("3 files, 5 GB · 1 URL · about 9 min"), "{said}");
        assert!(said.ends_with("1 still looked at · 2 there already · 1 refused"), "{said}");
    }
}
