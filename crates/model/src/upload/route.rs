//! The way a file takes to the platform, chosen by rule and said aloud.

use std::fmt;
use std::time::Instant;

use crate::rules::address;
use crate::rules::requirements::{self, Severity};
use crate::words::words;
use crate::{
    Access, Account, FileFacts, Job, Limit, LimitKey, MediaKind, MethodChoice, Obstacle, Refusal, Remote,
    Source, Unfit, UploadOptions,
};

/// A way to the platform, in the platform's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// The whole file in one request to `POST /assets`.
    Direct,
    /// In parts to presigned URLs.
    Multipart,
    /// A classic indexing task: uploads and indexes in one request.
    Task,
    /// The platform fetches a public URL.
    Url,
    /// The platform takes a file out of a connected Google Drive.
    Import,
}

words! {
    Method {
        Direct => "direct",
        Multipart => "multipart",
        Task => "task",
        Url => "url",
        Import => "import",
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A chosen way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// Which.
    pub method: Method,
    /// Why this one.
    pub why: RouteReason,
}

/// Why a way was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RouteReason {
    /// The person asked for it.
    Asked,
    /// Documents can only go direct.
    Document,
    /// It is a link to Google Drive.
    DriveLink,
    /// The account may not use multipart uploads.
    MultipartRefused,
    /// `POST /assets` is used up for the moment.
    PostsUsedUp,
    /// It is a public URL.
    PublicUrl,
    /// Large enough that being able to resume matters.
    Resumable,
    /// Small enough for one request.
    Small,
}

words! {
    RouteReason {
        Asked => "asked",
        Document => "document",
        DriveLink => "drive-link",
        MultipartRefused => "multipart-refused",
        PostsUsedUp => "posts-used-up",
        PublicUrl => "public-url",
        Resumable => "resumable",
        Small => "small",
    }
}

/// Chooses the way for one source, or says why it cannot go.
///
/// # Errors
/// The refusal names the rule; no byte has left.
pub fn choose(
    source: &Source,
    file: Option<&FileFacts>,
    options: &UploadOptions,
    account: &Account,
    multipart_above: u64,
    now: Instant,
) -> Result<Route, Refusal> {
    let file = match (source, file) {
        (Source::Url(url), _) => return choose_for_url(url, options, account),
        (Source::Asset(..), _) => {
            return Err(Refusal::Unfit(Unfit::OnPlatform));
        }
        (Source::File(_), None) => {
            return Err(Refusal::Unfit(Unfit::NotLookedAt));
        }
        (Source::File(_), Some(file)) => file,
    };
    if file.size == 0 {
        return Err(Refusal::Empty);
    }
    if file.kind == MediaKind::Other && !options.anyway {
        return Err(Refusal::NotMedia { found: file.format.clone() });
    }
    let route = match options.method {
        MethodChoice::Only(Method::Url | Method::Import) => {
            return Err(Refusal::Unfit(Unfit::FileForUrlMethod));
        }
        MethodChoice::Only(method) => Route { method, why: RouteReason::Asked },
        MethodChoice::Auto => choose_for_file(file, options, account, multipart_above, now),
    };
    if route.method == Method::Task && options.task_index.is_none() {
        return Err(Refusal::Unfit(Unfit::NoIndex));
    }
    let limit = account.limits.of(limit_key(file.kind, route.method));
    if file.size > limit.bytes {
        return Err(Refusal::TooLarge { method: route.method, size: file.size, limit });
    }
    let first = requirements::judge(file, options, account).into_iter().next();
    if let Some(verdict) = first.filter(|verdict| verdict.weight == Severity::Wait && !options.anyway) {
        return Err(Refusal::Unmet(Box::new(verdict)));
    }
    Ok(route)
}

fn choose_for_url(url: &str, options: &UploadOptions, account: &Account) -> Result<Route, Refusal> {
    let task = match options.method {
        MethodChoice::Auto => options.task_index.is_some(),
        MethodChoice::Only(Method::Task) => true,
        MethodChoice::Only(Method::Url | Method::Import) => false,
        MethodChoice::Only(Method::Direct | Method::Multipart) => {
            return Err(Refusal::Unfit(Unfit::UrlForFileMethod));
        }
    };
    if address::drive_file(url).is_some() {
        let route = Route { method: Method::Import, why: RouteReason::DriveLink };
        // The platform imports assets. A classic task would have to fetch the file by itself.
        return if task { Err(Refusal::Unfit(Unfit::DriveForTask)) } else { Ok(route) };
    }
    address::judge(url, account.is_here()).map_err(Refusal::Address)?;
    match (task, &options.task_index) {
        (false, _) => Ok(Route { method: Method::Url, why: RouteReason::PublicUrl }),
        (true, Some(_)) => Ok(Route { method: Method::Task, why: RouteReason::Asked }),
        (true, None) => Err(Refusal::Unfit(Unfit::NoIndex)),
    }
}

/// Holds what the host of a URL told against the chosen way. What it did not tell stands in nobody's way.
///
/// # Errors
/// The refusal names the rule.
pub fn check_remote(
    source: &Source,
    remote: Option<&Remote>,
    account: &Account,
    route: Route,
) -> Result<Route, Refusal> {
    let (Source::Url(url), Some(remote)) = (source, remote) else { return Ok(route) };
    match remote {
        Remote::Page => {
            let host = url::Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
            Err(Refusal::Address(Obstacle::Html(host.unwrap_or_default())))
        }
        Remote::File { size: Some(size) } => {
            let limit = account.limits.of(limit_key(kind_of_url(url), route.method));
            if *size > limit.bytes {
                return Err(Refusal::TooLarge { method: route.method, size: *size, limit });
            }
            Ok(route)
        }
        Remote::File { size: None } | Remote::Unknown => Ok(route),
    }
}

/// What the last piece of a URL's path says that it leads to.
fn kind_of_url(url: &str) -> MediaKind {
    url::Url::parse(url).map_or(MediaKind::Unknown, |url| MediaKind::by_name(url.path()))
}

/// The limit that a file keeps and an older document would not let it keep.
pub fn over_older_limit(job: &Job, account: &Account) -> Option<Limit> {
    let route = job.route?;
    let (kind, size) = match (&job.source, &job.file, job.remote) {
        (Source::File(_), Some(file), _) => (file.kind, file.size),
        (Source::Url(url), _, Some(Remote::File { size: Some(size) })) => (kind_of_url(url), size),
        _ => return None,
    };
    let limit = account.limits.of(limit_key(kind, route.method));
    (size <= limit.bytes && size > limit.older?.bytes).then_some(limit)
}

fn choose_for_file(
    file: &FileFacts,
    options: &UploadOptions,
    account: &Account,
    multipart_above: u64,
    now: Instant,
) -> Route {
    if options.task_index.is_some() {
        return Route { method: Method::Task, why: RouteReason::Asked };
    }
    if file.kind == MediaKind::Document {
        return Route { method: Method::Direct, why: RouteReason::Document };
    }
    if account.multipart == Access::Refused {
        return Route { method: Method::Direct, why: RouteReason::MultipartRefused };
    }
    let direct_limit = account.limits.of(limit_key(file.kind, Method::Direct)).bytes;
    if file.size > multipart_above.min(direct_limit) {
        return Route { method: Method::Multipart, why: RouteReason::Resumable };
    }
    if account.posts_closed_until.is_some_and(|until| until > now) {
        return Route { method: Method::Multipart, why: RouteReason::PostsUsedUp };
    }
    Route { method: Method::Direct, why: RouteReason::Small }
}

fn limit_key(kind: MediaKind, method: Method) -> LimitKey {
    match (method, kind) {
        (Method::Task, _) => LimitKey::Task,
        (_, MediaKind::Image) => LimitKey::Image,
        (Method::Url, MediaKind::Document) => LimitKey::UrlDocument,
        (Method::Url, _) => LimitKey::Url,
        (_, MediaKind::Document) => LimitKey::Document,
        (Method::Direct, _) => LimitKey::Direct,
        // The platform keeps to the same sizes, and judges what it imports itself.
        (Method::Multipart | Method::Import, MediaKind::Audio) => LimitKey::MultipartAudio,
        (Method::Multipart | Method::Import, _) => LimitKey::Multipart,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn file(size: u64, kind: MediaKind) -> FileFacts {
        FileFacts {
            kind,
            format: "Plain Text".to_owned(),
            media_type: "video/mp4".to_owned(),
            ..FileFacts::sample(size)
        }
    }

    #[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
    fn chosen(
        size: u64,
        kind: MediaKind,
        options: &UploadOptions,
        account: &Account,
    ) -> Result<Route, Refusal> {
        let source = Source::File("clip.mp4".into());
        choose(&source, Some(&file(size, kind)), options, account, 32_000_000, Instant::now())
    }

    #[test]
    fn small_files_go_direct_and_large_ones_in_parts() {
        let (options, account) = (UploadOptions::default(), Account::default());
        let small = chosen(5_000_000, MediaKind::Video, &options, &account).unwrap();
        assert_eq!(small, Route { method: Method::Direct, why: RouteReason::Small });
        let large = chosen(300_000_000, MediaKind::Video, &options, &account).unwrap();
        assert_eq!(large, Route { method: Method::Multipart, why: RouteReason::Resumable });
    }

    #[test]
    fn an_account_without_multipart_sends_direct_up_to_the_direct_limit() {
        let account = Account { multipart: Access::Refused, ..Account::default() };
        let route = chosen(150_000_000, MediaKind::Video, &UploadOptions::default(), &account).unwrap();
        assert_eq!(route, Route { method: Method::Direct, why: RouteReason::MultipartRefused });
        let refusal = chosen(201_000_000, MediaKind::Video, &UploadOptions::default(), &account).unwrap_err();
        assert!(matches!(refusal, Refusal::TooLarge { method: Method::Direct, .. }), "{refusal:?}");
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
    fn small_files_go_in_parts_while_posts_are_used_up() {
        let until = Instant::now() + Duration::from_mins(1);
        let account = Account { posts_closed_until: Some(until), ..Account::default() };
        let route = chosen(5_000_000, MediaKind::Video, &UploadOptions::default(), &account).unwrap();
        assert_eq!(route, Route { method: Method::Multipart, why: RouteReason::PostsUsedUp });
        let document = chosen(5_000_000, MediaKind::Document, &UploadOptions::default(), &account).unwrap();
        assert_eq!(document.method, Method::Direct);
    }

    #[test]
    fn what_cannot_go_is_refused_with_the_rule() {
        let (options, mut account) = (UploadOptions::default(), Account::default());
        assert_eq!(chosen(0, MediaKind::Video, &options, &account), Err(Refusal::Empty));
        assert!(chosen(3_000_000_000, MediaKind::Video, &options, &account).is_ok());
        account.limits.set.insert(LimitKey::Multipart, 2_000_000_000);
        let refusal = chosen(3_000_000_000, MediaKind::Video, &options, &account).unwrap_err();
        let Refusal::TooLarge { limit, .. } = refusal else { panic!("{refusal:?}") };
        assert_eq!(limit.table.unwrap().bytes, 10_000_000_000);
        let text = chosen(100, MediaKind::Other, &options, &account).unwrap_err();
        assert_eq!(text, Refusal::NotMedia { found: "Plain Text".to_owned() });
        let anyway = UploadOptions { anyway: true, ..UploadOptions::default() };
        assert!(chosen(100, MediaKind::Other, &anyway, &account).is_ok());
        assert!(chosen(100, MediaKind::Unknown, &options, &account).is_ok());
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
    fn only_public_urls_are_handed_to_the_platform() {
        let choose = |url: &str| {
            let source = Source::Url(url.to_owned());
            super::choose(&source, None, &UploadOptions::default(), &Account::default(), 0, Instant::now())
        };
        assert_eq!(
            choose("https://example.org/a.mp4"),
            Ok(Route { method: Method::Url, why: RouteReason::PublicUrl })
        );
        for bad in ["ftp://example.org/a.mp4", "https://me:secret@example.org/a.mp4", "https://", "a.mp4"] {
            assert!(matches!(choose(bad), Err(Refusal::Address(_))), "{bad}");
        }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test needs some instant to count from")]
    fn a_link_to_google_drive_is_imported() {
        let source = Source::Url("https://drive.google.com/file/d/1aB/view".to_owned());
        let choose = |options: &UploadOptions| {
            super::choose(&source, None, options, &Account::default(), 0, Instant::now())
        };
        let import = Ok(Route { method: Method::Import, why: RouteReason::DriveLink });
        assert_eq!(choose(&UploadOptions::default()), import);
        let url = UploadOptions { method: MethodChoice::Only(Method::Url), ..UploadOptions::default() };
        assert_eq!(choose(&url), import);
        let task = UploadOptions { task_index: Some("i".into()), ..UploadOptions::default() };
        assert_eq!(choose(&task), Err(Refusal::Unfit(Unfit::DriveForTask)));
        let direct = UploadOptions { method: MethodChoice::Only(Method::Direct), ..UploadOptions::default() };
        assert_eq!(choose(&direct), Err(Refusal::Unfit(Unfit::UrlForFileMethod)));
    }

    #[test]
    fn what_the_host_told_is_held_against_the_way() {
        let (account, route) =
            (Account::default(), Route { method: Method::Url, why: RouteReason::PublicUrl });
        let at = |name: &str| Source::Url(format!("https://example.org/{name}?x=a.mp4"));
        let source = at("a.mp4");
        let check = |remote| check_remote(&source, Some(&remote), &account, route);
        assert_eq!(check(Remote::Unknown), Ok(route));
        assert_eq!(check(Remote::File { size: Some(4_000_000_000) }), Ok(route));
        let large = check(Remote::File { size: Some(4_000_000_001) }).unwrap_err();
        for (name, most) in [("a.JPG", 32_000_000), ("a.pdf", 512_000_000), ("a", 4_000_000_000)] {
            let size =
                |size| check_remote(&at(name), Some(&Remote::File { size: Some(size) }), &account, route);
            assert_eq!((size(most), size(most + 1).is_err()), (Ok(route), true), "{name}");
        }
        assert!(matches!(large, Refusal::TooLarge { method: Method::Url, .. }), "{large:?}");
        let page = check(Remote::Page).unwrap_err();
        assert_eq!(page, Refusal::Address(Obstacle::Html("example.org".to_owned())));
    }

    #[test]
    fn a_classic_task_is_chosen_by_its_index() {
        let options = UploadOptions { task_index: Some("i".into()), ..UploadOptions::default() };
        let route = chosen(5_000_000, MediaKind::Video, &options, &Account::default()).unwrap();
        assert_eq!(route.method, Method::Task);
        let without = UploadOptions { method: MethodChoice::Only(Method::Task), ..UploadOptions::default() };
        assert!(chosen(5_000_000, MediaKind::Video, &without, &Account::default()).is_err());
    }
}
