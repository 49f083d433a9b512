//! What has happened to an upload, in words.

use jiff::tz::TimeZone;

use crate::failures::headline;
use crate::limits::method;
use crate::msg::events as msg;
use crate::times;
use takeup_model::{JobEvent, LoggedEvent};

/// One event with its time.
pub fn event_line(logged: &LoggedEvent, zone: &TimeZone) -> String {
    msg::event_line(times::date_and_time(logged.at, zone), event(logged))
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
        JobEvent::Ready => msg::event_ready().to_owned(),
        JobEvent::Failed(why) => msg::event_failed(headline(why)),
        JobEvent::Refused => msg::event_refused().to_owned(),
        JobEvent::Cancelled => msg::event_cancelled().to_owned(),
        JobEvent::Reopened => msg::event_reopened().to_owned(),
    };
    if logged.times > 1 { msg::event_times(once, logged.times) } else { once }
}
