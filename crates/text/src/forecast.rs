//! What is said before a batch is sent.

use crate::{numbers, times};
use std::time::Duration;

use super::plural;
use takeup_model::Forecast;

/// How much is ahead, about how long it takes where that is known, and what will not go.
pub fn forecast(forecast: &Forecast) -> String {
    let mut said = Vec::new();
    if forecast.files > 0 {
        let files = plural(forecast.files, "file", "files");
        said.push(format!("{files}, {}", numbers::bytes(forecast.bytes)));
    }
    if forecast.urls > 0 {
        said.push(plural(forecast.urls, "URL", "URLs"));
    }
    if let Some(left) = forecast.seconds().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok()) {
        said.push(format!("about {} at the last speed", times::about(left)));
    }
    for (count, word) in [
        (forecast.looking, "still looked at"),
        (forecast.there, "there already"),
        (forecast.refused, "refused"),
    ] {
        if count > 0 {
            said.push(format!("{} {word}", numbers::count(count as u64)));
        }
    }
    said.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_said_only_where_it_is_known() {
        let plain = Forecast { files: 3, bytes: 5_000_000_000, ..Forecast::default() };
        assert_eq!(forecast(&plain), "3 files, 5 GB");
        let all = Forecast { rate: Some(10_000_000.0), urls: 1, looking: 1, there: 2, refused: 1, ..plain };
        let said = forecast(&all);
        assert!(said.starts_with("3 files, 5 GB · 1 URL · about 9 min"), "{said}");
        assert!(said.ends_with("1 still looked at · 2 there already · 1 refused"), "{said}");
    }
}
