//! The ways to the platform, and their limits.

use crate::msg::{limits, terms};
use crate::numbers;
use crate::requirements::source;
use takeup_model::{Account, Job, Limit, LimitKey, Method, Route, RouteReason, over_older_limit};

/// What a limit is for, in the middle of a sentence.
pub(crate) fn limit_use(key: LimitKey, method: Method) -> &'static str {
    match key {
        LimitKey::Image => terms::limit_use_image(),
        LimitKey::Document => terms::limit_use_document(),
        LimitKey::UrlDocument => terms::limit_use_url_document(),
        LimitKey::MultipartAudio => terms::limit_use_multipart_audio(),
        LimitKey::Direct | LimitKey::Multipart | LimitKey::Task | LimitKey::Url => match method {
            Method::Direct => terms::limit_use_direct(),
            Method::Multipart => terms::limit_use_multipart(),
            Method::Task => terms::limit_use_task(),
            Method::Url | Method::Import => terms::limit_use_url(),
        },
    }
}

/// What a limit is for, as the settings call it.
pub fn limit(key: LimitKey) -> &'static str {
    match key {
        LimitKey::Direct => limits::limit_direct(),
        LimitKey::Document => limits::limit_document(),
        LimitKey::Image => limits::limit_image(),
        LimitKey::Multipart => limits::limit_multipart(),
        LimitKey::MultipartAudio => limits::limit_multipart_audio(),
        LimitKey::Task => limits::limit_task(),
        LimitKey::Url => limits::limit_url(),
        LimitKey::UrlDocument => limits::limit_url_document(),
    }
}

/// What a limit applies to, in a few words.
pub fn limit_help(key: LimitKey) -> &'static str {
    match key {
        LimitKey::Direct => limits::limit_direct_help(),
        LimitKey::Document | LimitKey::Image => limits::limit_any_method_help(),
        LimitKey::Multipart => limits::limit_multipart_help(),
        LimitKey::MultipartAudio => limits::limit_multipart_audio_help(),
        LimitKey::Task => limits::limit_task_help(),
        LimitKey::Url | LimitKey::UrlDocument => limits::limit_url_help(),
    }
}

/// Where the figure of a limit is written, and what older documents say.
pub fn limit_source(limit: &Limit) -> String {
    match limit.older {
        Some(older) => limits::limit_older_source(source(limit.source), numbers::bytes(older.bytes)),
        None => source(limit.source).to_owned(),
    }
}

/// What there is to say of an upload that an older document would not allow.
pub fn limit_note(job: &Job, account: &Account) -> Option<String> {
    let (limit, route) = (over_older_limit(job, account)?, job.route?);
    Some(limits::limit_older(numbers::bytes(limit.older?.bytes), limit_use(limit.key, route.method)))
}

/// A way to the platform, as the screen calls it.
pub fn method(method: Method) -> &'static str {
    match method {
        Method::Direct => limits::method_direct(),
        Method::Multipart => limits::method_multipart(),
        Method::Task => limits::method_task(),
        Method::Url => limits::method_url(),
        Method::Import => limits::method_import(),
    }
}

/// The way that was chosen, and why: "Multipart (resumable above 32 MB)".
pub fn route(route: &Route, multipart_above: u64) -> String {
    let name = method(route.method);
    match (route.why, route.method) {
        (RouteReason::Document, _) => limits::route_document(name),
        (RouteReason::MultipartRefused, _) => limits::route_multipart_refused(name),
        (RouteReason::PostsUsedUp, _) => limits::route_posts_used_up(name),
        (RouteReason::Resumable, _) => limits::route_resumable(name, numbers::bytes(multipart_above)),
        (RouteReason::Small, _) => limits::route_small(name),
        (RouteReason::PublicUrl, _) | (RouteReason::Asked, Method::Url) => limits::route_url(name),
        (RouteReason::DriveLink, _) | (RouteReason::Asked, Method::Import) => limits::route_import(name),
        (RouteReason::Asked, Method::Task) => limits::route_task(name),
        (RouteReason::Asked, Method::Direct | Method::Multipart) => limits::route_asked(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_says_why_it_was_chosen() {
        let said = |method, why| route(&Route { method, why }, 32_000_000);
        assert_eq!(said(Method::Multipart, RouteReason::Resumable), "Multipart (resumable above 32 MB)");
        assert_eq!(said(Method::Direct, RouteReason::Small), "Direct (one request)");
        assert_eq!(
            said(Method::Multipart, RouteReason::PostsUsedUp),
            "Multipart (direct limit of this minute reached)"
        );
        assert_eq!(said(Method::Url, RouteReason::Asked), "Public URL (fetched by the platform)");
    }
}
