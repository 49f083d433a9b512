//! What is ahead before a batch is sent.

use std::time::Duration;

use crate::msg::forecast as words;
use crate::{numbers, times};
use takeup_model::Forecast;

/// How much is ahead, about how long it takes where that is known, and what is not sent.
pub fn forecast(forecast: &Forecast) -> String {
    let left = forecast.seconds().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    let some = |count: usize| Some(count).filter(|count| *count > 0);
    let facts = [
        some(forecast.files).map(|count| words::forecast_files(count, numbers::bytes(forecast.bytes))),
        some(forecast.urls).map(words::forecast_urls),
        left.map(|left| words::forecast_time(times::about(left))),
        some(forecast.looking).map(words::forecast_checking),
        some(forecast.there).map(words::forecast_duplicates),
        some(forecast.held).map(words::forecast_held),
        some(forecast.refused).map(words::forecast_refused),
    ];
    numbers::facts(facts.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_is_said_only_where_it_is_known() {
        let plain = Forecast { files: 3, bytes: 5_000_000_000, ..Forecast::default() };
        assert_eq!(forecast(&plain), "3 files, 5 GB");
        let all = Forecast {
            rate: Some(10_000_000.0),
            urls: 1,
            looking: 1,
            there: 2,
            held: 3,
            refused: 1,
            ..plain
        };
        let said = forecast(&all);
        assert!(said.starts_with("3 files, 5 GB · 1 URL · About 9 min"), "{said}");
        assert!(
            said.ends_with("1 being checked · 2 already on the platform · 3 held · 1 not accepted"),
            "{said}"
        );
    }
}
