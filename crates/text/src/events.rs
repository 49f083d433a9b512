//! What has happened to an upload, in words.

use jiff::tz::TimeZone;

use crate::failures::headline;
use crate::limits::method;
use crate::msg::events as msg;
use crate::times;
use takeup_model::{JobEvent, LoggedEvent};

/// Events with their times. The date is told once for all that follow each other on one day.
pub fn event_lines<'a>(
    events: impl IntoIterator<Item = &'a LoggedEvent>,
    zone: &TimeZone,
) -> impl Iterator<Item = String> {
    let mut day = None;
    events.into_iter().map(move |logged| {
        let of_this = Some(logged.at.to_zoned(zone.clone()).date());
        let same = std::mem::replace(&mut day, of_this) == of_this;
        let at = if same { times::time(logged.at, zone) } else { times::date_and_time(logged.at, zone) };
        msg::event_line(at, event(logged))
    })
}

/// One event, and how often it happened in a row.
pub fn event(logged: &LoggedEvent) -> String {
    let once = match &logged.event {
        JobEvent::Added => msg::event_added().to_owned(),
        JobEvent::Chosen(chosen) => msg::event_chosen(method(*chosen)),
        JobEvent::Created => msg::event_created().to_owned(),
        JobEvent::Reused => msg::event_reused().to_owned(),
        JobEvent::Retried(None, why) => msg::event_retried(headline(why)),
        JobEvent::Retried(Some(part), why) => msg::event_part_retried(part.0, headline(why)),
        JobEvent::UrlReplaced(part) => msg::event_url_replaced(part.0),
        JobEvent::BegunAgain => msg::event_begun_again().to_owned(),
        JobEvent::Paused => msg::event_paused().to_owned(),
        JobEvent::Resumed => msg::event_resumed().to_owned(),
        JobEvent::Sent => msg::event_sent().to_owned(),
        JobEvent::Processed => msg::event_processed().to_owned(),
        JobEvent::Arrived(place) => msg::event_arrived(*place),
        JobEvent::Ready => msg::event_ready().to_owned(),
        JobEvent::Failed(why) => msg::event_failed(headline(why)),
        JobEvent::Refused => msg::event_refused().to_owned(),
        JobEvent::Cancelled => msg::event_cancelled().to_owned(),
        JobEvent::Reopened => msg::event_reopened().to_owned(),
        JobEvent::Extended => msg::event_extended().to_owned(),
    };
    if logged.times > 1 { msg::event_times(once, logged.times) } else { once }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_told_once_for_a_day() {
        let at = |at: &str, event| LoggedEvent { at: at.parse().unwrap(), event, times: 1 };
        let events = [
            at("2025-12-08T10:00:00Z", JobEvent::Added),
            at("2025-12-08T10:01:00Z", JobEvent::Created),
            at("2025-12-09T00:00:30Z", JobEvent::Ready),
        ];
        let lines: Vec<String> = event_lines(&events, &TimeZone::UTC).collect();
        let begins = |place: usize, time: &str| lines[place].starts_with(time);
        assert!(begins(0, "8 Dec 2025 10:00") && begins(1, "10:01"), "{lines:?}");
        assert!(begins(2, "9 Dec 2025 00:00"), "{lines:?}");
    }
}
