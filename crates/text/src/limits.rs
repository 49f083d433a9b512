//! The ways to the platform, and their limits.

use crate::numbers;
use takeup_model::{LimitKey, Method, Route, RouteReason};

/// What a limit is for, in the middle of a sentence.
pub(super) fn limit_use(key: LimitKey, method: Method) -> String {
    match key {
        LimitKey::Image => "images".to_owned(),
        LimitKey::Document => "documents".to_owned(),
        LimitKey::Direct | LimitKey::Multipart | LimitKey::Task | LimitKey::Url => match method {
            Method::Direct => "direct uploads".to_owned(),
            Method::Multipart => "multipart uploads".to_owned(),
            Method::Task => "classic indexing tasks".to_owned(),
            Method::Url => "public URLs".to_owned(),
        },
    }
}

/// What a limit is for, as the settings call it.
pub fn limit(key: LimitKey) -> &'static str {
    match key {
        LimitKey::Direct => "Direct upload",
        LimitKey::Document => "Document",
        LimitKey::Image => "Image",
        LimitKey::Multipart => "Multipart upload",
        LimitKey::Task => "Classic indexing task",
        LimitKey::Url => "Public URL",
    }
}

/// What a limit applies to, in a few words.
pub fn limit_help(key: LimitKey) -> &'static str {
    match key {
        LimitKey::Direct => "Video and audio in one request",
        LimitKey::Document | LimitKey::Image => "Whichever way it goes",
        LimitKey::Multipart => "Video and audio in parts",
        LimitKey::Task => "Uploads and indexes at once",
        LimitKey::Url => "Fetched by the platform",
    }
}

/// A way to the platform, as it is called on the screen.
pub fn method(method: Method) -> &'static str {
    match method {
        Method::Direct => "Direct",
        Method::Multipart => "Multipart",
        Method::Task => "Classic task",
        Method::Url => "Public URL",
    }
}

/// The way that was chosen, and why: "Multipart · resumable above 32 MB".
pub fn route(route: &Route, multipart_above: u64) -> String {
    let why = match (route.why, route.method) {
        (RouteReason::Document, _) => "documents go in one request".to_owned(),
        (RouteReason::MultipartRefused, _) => "multipart is not open to this account".to_owned(),
        (RouteReason::PostsUsedUp, _) => "direct limit of the minute used up".to_owned(),
        (RouteReason::Resumable, _) => format!("resumable above {}", numbers::bytes(multipart_above)),
        (RouteReason::Small, _) => "one request".to_owned(),
        (RouteReason::PublicUrl, _) | (RouteReason::Asked, Method::Url) => {
            "fetched by the platform".to_owned()
        }
        (RouteReason::Asked, Method::Task) => "uploads and indexes at once".to_owned(),
        (RouteReason::Asked, Method::Direct | Method::Multipart) => "as you asked".to_owned(),
    };
    format!("{} · {why}", method(route.method))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_says_why_it_was_chosen() {
        let said = |method, why| route(&Route { method, why }, 32_000_000);
        assert_eq!(said(Method::Multipart, RouteReason::Resumable), "Multipart · resumable above 32 MB");
        assert_eq!(said(Method::Direct, RouteReason::Small), "Direct · one request");
        assert_eq!(
            said(Method::Multipart, RouteReason::PostsUsedUp),
            "Multipart · direct limit of the minute used up"
        );
        assert_eq!(said(Method::Url, RouteReason::Asked), "Public URL · fetched by the platform");
    }
}
