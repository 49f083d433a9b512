//! Which URLs the platform can fetch a media file from: one set of rules, and one table of services whose links show a
//! file instead of being one.

use std::net::{Ipv4Addr, Ipv6Addr};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use url::{Host, Url};

/// The bytes of the longest URL that is read. Signed ones have up to some thousands.
const LONGEST: usize = 16_384;

/// So much of a URL that is too long that it can still be told from others, and as one.
fn too_long(url: &str) -> Option<&str> {
    (url.len() > LONGEST).then(|| &url[..url.ceil_char_boundary(LONGEST + 1)])
}

/// Why the platform cannot fetch from a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// It is no URL.
    NoUrl(String),
    /// It is not http or https.
    Scheme(String),
    /// It carries a user name or a password.
    Credentials,
    /// Its host can only be reached from here.
    Local(String),
    /// It is a link of this service, which shows the file instead of being it.
    Page(&'static Service),
    /// It is a folder of Google Drive. Only files can be imported.
    DriveFolder,
    /// The host was asked, and answers with a web page.
    Html(String),
    /// Its signature was good until then.
    Expired(Timestamp),
}

/// What to do instead of using a link that the platform cannot fetch from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alternative {
    /// Add the original file: the service gives no raw file to others.
    Original,
    /// Download the file and add it: the service asks for a sign-in, or for a click.
    Download,
    /// Change the link: this at its end makes it the raw file.
    Query(&'static str),
    /// Make a presigned or public https URL of the object.
    Presigned,
    /// Add the local file by its path.
    Path,
}

/// What the host of a URL told when it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remote {
    /// Nothing that anybody could rely on.
    Unknown,
    /// The URL leads to a web page.
    Page,
    /// It leads to a file.
    File {
        /// Its bytes, where the host tells them.
        size: Option<u64>,
    },
}

/// A service, and how its links are told.
#[derive(Debug, PartialEq, Eq)]
pub struct Service {
    /// What it is called.
    pub name: &'static str,
    /// What helps.
    pub instead: Alternative,
    /// Its hosts; their subdomains are its too.
    hosts: &'static [&'static str],
    /// Its schemes, where it has one of its own.
    schemes: &'static [&'static str],
    /// A link with one of these in its query is the raw file.
    raw_query: &'static [(&'static str, &'static str)],
    /// A link whose path begins like this is the raw file.
    raw_paths: &'static [&'static str],
}

const fn pages(name: &'static str, instead: Alternative, hosts: &'static [&'static str]) -> Service {
    Service { name, instead, hosts, schemes: &[], raw_query: &[], raw_paths: &[] }
}

const fn scheme(name: &'static str, instead: Alternative, schemes: &'static [&'static str]) -> Service {
    Service { name, instead, hosts: &[], schemes, raw_query: &[], raw_paths: &[] }
}

/// The services. What is not in here may still be a page; asking its host tells.
static SERVICES: [Service; 30] = [
    pages("YouTube", Alternative::Original, &["youtube.com", "youtu.be", "youtube-nocookie.com"]),
    Service {
        raw_paths: &["/external/", "/progressive_redirect/"],
        ..pages("Vimeo", Alternative::Original, &["vimeo.com"])
    },
    pages("Dailymotion", Alternative::Original, &["dailymotion.com", "dai.ly"]),
    pages("TikTok", Alternative::Original, &["tiktok.com"]),
    pages("Instagram", Alternative::Original, &["instagram.com"]),
    pages("Facebook", Alternative::Original, &["facebook.com", "fb.watch", "fb.com"]),
    pages("X", Alternative::Original, &["twitter.com", "x.com", "t.co"]),
    pages("Twitch", Alternative::Original, &["twitch.tv"]),
    pages("Bilibili", Alternative::Original, &["bilibili.com", "b23.tv"]),
    pages("Naver TV", Alternative::Original, &["tv.naver.com", "naver.me"]),
    pages("Kakao TV", Alternative::Original, &["tv.kakao.com"]),
    pages("Loom", Alternative::Original, &["loom.com"]),
    pages("LinkedIn", Alternative::Original, &["linkedin.com"]),
    pages("Reddit", Alternative::Original, &["reddit.com", "redd.it"]),
    pages(DRIVE, Alternative::Download, &DRIVE_HOSTS),
    pages("Google Photos", Alternative::Download, &["photos.google.com", "photos.app.goo.gl"]),
    Service {
        raw_query: &[("dl", "1"), ("raw", "1")],
        ..pages("Dropbox", Alternative::Query("dl=1"), &["dropbox.com", "db.tt"])
    },
    Service {
        raw_paths: &["/download"],
        ..pages("OneDrive", Alternative::Download, &["onedrive.live.com", "1drv.ms"])
    },
    Service {
        raw_query: &[("download", "1")],
        ..pages("SharePoint", Alternative::Query("download=1"), &["sharepoint.com"])
    },
    Service { raw_paths: &["/shared/static/"], ..pages("Box", Alternative::Download, &["box.com"]) },
    pages("WeTransfer", Alternative::Download, &["wetransfer.com", "we.tl"]),
    pages("iCloud", Alternative::Download, &["icloud.com"]),
    pages("MEGA", Alternative::Download, &["mega.nz", "mega.io"]),
    pages("AWS Console", Alternative::Presigned, &["console.aws.amazon.com"]),
    pages(
        "Google Cloud Console",
        Alternative::Presigned,
        &["console.cloud.google.com", "storage.cloud.google.com"],
    ),
    pages("Azure Portal", Alternative::Presigned, &["portal.azure.com"]),
    scheme("Amazon S3", Alternative::Presigned, &["s3", "s3a", "s3n"]),
    scheme("Google Cloud Storage", Alternative::Presigned, &["gs"]),
    scheme("Azure Storage", Alternative::Presigned, &["az", "abfs", "abfss", "wasb", "wasbs"]),
    scheme("this computer", Alternative::Path, &["file"]),
];

/// What Google Drive is called.
const DRIVE: &str = "Google Drive";
/// Its hosts.
const DRIVE_HOSTS: [&str; 2] = ["drive.google.com", "docs.google.com"];
/// Stands before and after the ID of a file in its link, as Google Drive itself copies it.
const DRIVE_FILE: (&str, &str) = ("https://drive.google.com/file/d/", "/view");
/// No ID of a file is longer.
const DRIVE_ID: usize = 128;

/// What a link to Google Drive leads to.
enum DriveLink {
    File(String),
    Folder,
}

/// Reads the links that Google Drive gives, today's and earlier ones.
fn drive_link(url: &Url) -> Option<DriveLink> {
    let host = url.host_str()?;
    if !DRIVE_HOSTS.contains(&host) || !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let parts: Vec<&str> = url.path_segments()?.collect();
    let is_id = |id: &&str| {
        let fits = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_');
        (1..=DRIVE_ID).contains(&id.len()) && id.bytes().all(fits)
    };
    let last = parts.iter().rfind(|part| !part.is_empty()).copied()?;
    if parts.contains(&"folders") || matches!(last, "folderview" | "embeddedfolderview") {
        return Some(DriveLink::Folder);
    }
    // Between `file` and `d` may stand which of several accounts is meant.
    let id = if let Some(place) = parts.iter().position(|part| *part == "file") {
        let mut after = parts.iter().skip(place + 1).skip_while(|part| **part != "d");
        after.nth(1).copied().map(str::to_owned)
    } else if matches!(last, "open" | "uc") {
        url.query_pairs().find(|(key, _)| key == "id").map(|(_, id)| id.into_owned())
    } else {
        None
    };
    id.filter(|id| is_id(&id.as_str())).map(DriveLink::File)
}

/// The file of Google Drive that a link leads to, by the ID that Drive gives it.
pub fn drive_file(text: &str) -> Option<String> {
    match drive_link(&Url::parse(text).ok()?)? {
        DriveLink::File(id) => Some(id),
        DriveLink::Folder => None,
    }
}

/// Names that mean something on one network only.
const LOCAL_NAMES: [&str; 9] =
    ["localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "home.arpa", "corp"];

/// Whether a text begins like a URL: with a scheme and two slashes, with one that every browser understands, or with one
/// of those that people copy and that have no slashes.
pub fn has_scheme(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let letters = |letter: char| letter.is_ascii_alphanumeric() || "+.-".contains(letter);
    // One letter is a drive.
    let named = scheme.len() > 1
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(letters);
    let common = ["http", "https", "file"].iter().any(|own| scheme.eq_ignore_ascii_case(own));
    let copied = [("magnet", "?"), ("blob", "http")]
        .iter()
        .any(|(own, begin)| scheme.eq_ignore_ascii_case(own) && rest.starts_with(begin));
    named && (rest.starts_with("//") || (common && rest.starts_with(['/', '\\'])) || copied)
}

/// A URL as it is meant and sent: without the marks that travel with it out of a text, and written the one right way.
/// What is no URL stays as it is.
pub fn clean(text: &str) -> String {
    if let Some(cut) = too_long(text) {
        return cut.to_owned();
    }
    let mut url: String = text.trim().chars().filter(|letter| !is_invisible(*letter)).collect();
    // Writing may remove the bracket that a mark at the end closes, which makes the mark a spare one.
    for _ in 0..CLEANINGS {
        let next = written(without_marks(&url));
        if next == url {
            break;
        }
        url = next;
    }
    url
}

/// After so many rounds nothing changes any more: writing a second time removes at most the last part of a path, and
/// what is left ends with a slash.
const CLEANINGS: usize = 8;

/// A URL without the marks that travel with it out of a text.
fn without_marks(text: &str) -> &str {
    let around = |letter: char| letter.is_whitespace() || "<>\"'“”«»".contains(letter);
    let mut url = text.trim_start_matches(around);
    while let Some(last) = url.chars().next_back() {
        let opened = |mark: char| url.matches(mark).count();
        let spare = match last {
            '.' | ',' | ';' | ':' | '!' | '’' => true,
            ')' => opened('(') < opened(')'),
            ']' => opened('[') < opened(']'),
            '}' => opened('{') < opened('}'),
            _ => around(last),
        };
        if !spare {
            break;
        }
        url = url.strip_suffix(last).unwrap_or_default();
    }
    url
}

/// A URL written the one right way. All links to one file of Google Drive are one: it is imported once.
fn written(url: &str) -> String {
    match Url::parse(url) {
        Ok(parsed) if matches!(parsed.scheme(), "http" | "https") => match drive_link(&parsed) {
            Some(DriveLink::File(id)) => [DRIVE_FILE.0, &id, DRIVE_FILE.1].concat(),
            Some(DriveLink::Folder) | None => parsed.to_string(),
        },
        Ok(_) | Err(_) => url.to_owned(),
    }
}

/// Whether a letter takes no room and means nothing: what text from web pages and messengers is full of.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    ) || letter.is_control()
}

/// Until when a signed URL can be used, if it says so.
pub fn expiry(text: &str) -> Option<Timestamp> {
    let url = Url::parse(text).ok()?;
    let value = |key: &str| {
        url.query_pairs().find(|(own, _)| own.eq_ignore_ascii_case(key)).map(|(_, value)| value.into_owned())
    };
    let signed = |from: &str, seconds: &str| {
        let begin = DateTime::strptime("%Y%m%dT%H%M%SZ", value(from)?).ok()?.to_zoned(TimeZone::UTC).ok()?;
        begin.timestamp().checked_add(jiff::SignedDuration::from_secs(value(seconds)?.parse().ok()?)).ok()
    };
    let keyed = || ["Signature", "Key-Pair-Id", "GoogleAccessId"].into_iter().any(|key| value(key).is_some());
    signed("X-Amz-Date", "X-Amz-Expires")
        .or_else(|| signed("X-Goog-Date", "X-Goog-Expires"))
        .or_else(|| value("sig").and(value("se"))?.parse().ok())
        .or_else(|| {
            keyed().then(|| value("Expires"))??.parse().ok().and_then(|at| Timestamp::from_second(at).ok())
        })
}

/// The parts of a query that tell until when it can be used, and open nothing.
pub const DATES: [&str; 6] =
    ["X-Amz-Date", "X-Amz-Expires", "X-Goog-Date", "X-Goog-Expires", "se", "Expires"];
/// Stands where a secret stood.
const HIDDEN: &str = "***";

/// A URL that can never be accepted, without its secrets: user name, password, fragment, and the values of its query.
/// It is still refused.
pub fn hidden(text: &str) -> String {
    let mut kept = hidden_once(text);
    // Without a password that was in it, it may be read otherwise.
    for _ in 0..HIDINGS {
        let next = hidden_once(&kept);
        if next == kept {
            break;
        }
        kept = next;
    }
    kept
}

/// After so many rounds nothing changes any more: each leaves fewer marks after which a host stands.
const HIDINGS: usize = 8;

fn hidden_once(text: &str) -> String {
    let text = text.split('#').next().unwrap_or_default();
    let (place, query) = text.split_once('?').map_or((text, None), |(place, query)| (place, Some(query)));
    let is_scheme = |scheme: &str| {
        !scheme.is_empty() && scheme.chars().all(|one| one.is_ascii_alphanumeric() || "+-.".contains(one))
    };
    let with_scheme = place.split_once("://").filter(|(scheme, _)| is_scheme(scheme));
    let (scheme, place) = with_scheme.unwrap_or(("", place));
    // Of what is no URL, or is not written like one, nobody knows where the password ends.
    let whole = with_scheme.is_some() && Url::parse(text).is_ok();
    let end = place.find('/').filter(|_| whole).unwrap_or(place.len());
    let (authority, path) = place.split_at_checked(end).unwrap_or((place, ""));
    let authority =
        authority.rsplit_once('@').map_or(authority.to_owned(), |(_, at)| format!("{HIDDEN}@{at}"));
    let query = query.map_or_else(String::new, |query| {
        let pairs = query.split('&').map(|pair| match pair.split_once('=') {
            Some((key, _)) if DATES.iter().any(|date| date.eq_ignore_ascii_case(key)) => pair.to_owned(),
            Some((key, _)) => format!("{key}={HIDDEN}"),
            None => HIDDEN.to_owned(),
        });
        format!("?{}", pairs.collect::<Vec<_>>().join("&"))
    });
    let scheme = if scheme.is_empty() { String::new() } else { format!("{scheme}://") };
    format!("{scheme}{authority}{path}{query}")
}

/// Whether a URL was no longer good at that time.
pub fn expired(text: &str, now: Timestamp) -> Option<Obstacle> {
    expiry(text).filter(|until| *until <= now).map(Obstacle::Expired)
}

/// Whether the platform can fetch from this URL, or import what it leads to, as far as the URL tells. A platform on this computer also fetches
/// from where only this computer gets.
pub fn judge(text: &str, platform_is_here: bool) -> Result<(), Obstacle> {
    if too_long(text).is_some() {
        return Err(Obstacle::NoUrl(format!("longer than {LONGEST} bytes")));
    }
    let url = Url::parse(text).map_err(|error| Obstacle::NoUrl(error.to_string()))?;
    if !matches!(url.scheme(), "http" | "https") {
        let own = SERVICES.iter().find(|service| service.schemes.contains(&url.scheme()));
        return Err(own.map_or_else(|| Obstacle::Scheme(url.scheme().to_owned()), Obstacle::Page));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Obstacle::Credentials);
    }
    if !platform_is_here && is_local(&url) {
        return Err(Obstacle::Local(url.host_str().unwrap_or_default().to_owned()));
    }
    match drive_link(&url) {
        // It is imported, which needs no page.
        Some(DriveLink::File(_)) => return Ok(()),
        Some(DriveLink::Folder) => return Err(Obstacle::DriveFolder),
        None => {}
    }
    match SERVICES.iter().find(|service| service.shows(&url)) {
        Some(service) => Err(Obstacle::Page(service)),
        None => Ok(()),
    }
}

/// Whether a URL names a playlist of pieces instead of a file. The platform takes those that are complete.
pub fn is_playlist(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| url.path().to_ascii_lowercase().ends_with(".m3u8"))
}

/// Whether the host of a URL can only be reached from this computer or its network.
pub fn is_local(url: &Url) -> bool {
    match url.host() {
        None => true,
        Some(Host::Ipv4(address)) => is_local_v4(address),
        Some(Host::Ipv6(address)) => is_local_v6(address),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            !name.contains('.') || LOCAL_NAMES.iter().any(|local| is_within(&name, local))
        }
    }
}

/// Whether an IPv4 address means nothing on the internet.
pub fn is_local_v4(address: Ipv4Addr) -> bool {
    LOCAL_V4.iter().any(|(network, bits)| {
        let other = address.to_bits() ^ Ipv4Addr::from_octets(*network).to_bits();
        other.leading_zeros() >= *bits
    })
}

/// Networks of IPv4 that are not on the internet, as IANA lists them: the first address, and how many of its bits count.
const LOCAL_V4: [([u8; 4], u32); 15] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    // Between a provider and its customers.
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    // For examples in documents.
    ([192, 0, 2, 0], 24),
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    // For measurements.
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    // To many at once, and reserved.
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

/// Networks of IPv6 that are not on the internet.
const LOCAL_V6: [([u16; 8], u32); 10] = [
    // Nothing, and this computer.
    ([0, 0, 0, 0, 0, 0, 0, 0], 127),
    // Translators of one network.
    ([0x64, 0xff9b, 1, 0, 0, 0, 0, 0], 48),
    ([0x100, 0, 0, 0, 0, 0, 0, 0], 64),
    // For measurements, for hashes, and for examples in documents.
    ([0x2001, 2, 0, 0, 0, 0, 0, 0], 48),
    ([0x2001, 0x20, 0, 0, 0, 0, 0, 0], 28),
    ([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32),
    ([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20),
    ([0xfc00, 0, 0, 0, 0, 0, 0, 0], 7),
    // Of one link, of one site as it once was, and to many at once: all that begins with eleven ones.
    ([0xfe80, 0, 0, 0, 0, 0, 0, 0], 9),
    ([0xff00, 0, 0, 0, 0, 0, 0, 0], 8),
];

/// Whether an IPv6 address means nothing on the internet.
pub fn is_local_v6(address: Ipv6Addr) -> bool {
    let v4 = |high: u16, low: u16| Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low));
    // An IPv4 address in another's clothes: mapped, as it once was written, by a translator, by 6to4, by Teredo.
    let inner = match address.segments() {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => Some(v4(high, low)),
        [0x2001, 0, _, _, _, _, high, low] => Some(v4(!high, !low)),
        _ => None,
    };
    inner.is_some_and(is_local_v4)
        || LOCAL_V6.iter().any(|(network, bits)| {
            let other = address.to_bits() ^ Ipv6Addr::from_segments(*network).to_bits();
            other.leading_zeros() >= *bits
        })
}

fn is_within(name: &str, domain: &str) -> bool {
    name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

impl Service {
    /// Whether a URL is one of its links and not the raw file behind one.
    fn shows(&self, url: &Url) -> bool {
        let host = url.host_str().unwrap_or_default().trim_end_matches('.');
        let raw = url.query_pairs().any(|(key, value)| self.raw_query.contains(&(&*key, &*value)))
            || self.raw_paths.iter().any(|path| url.path().starts_with(path));
        !raw && self.hosts.iter().any(|own| is_within(host, own))
    }
}

impl Obstacle {
    /// Whether it is certain even while the URL is still being typed.
    pub fn is_sure(&self) -> bool {
        match self {
            // More letters may make it the link of a file.
            Self::Page(service) => service.name != DRIVE,
            Self::DriveFolder | Self::Credentials | Self::Expired(_) => true,
            Self::NoUrl(_) | Self::Scheme(_) | Self::Local(_) | Self::Html(_) => false,
        }
    }

    /// Whether it depends on the URL alone, so that no other server, file or setting removes it.
    pub fn lies_in_url(&self) -> bool {
        match self {
            Self::NoUrl(_)
            | Self::Scheme(_)
            | Self::Credentials
            | Self::Page(_)
            | Self::DriveFolder
            | Self::Expired(_) => true,
            Self::Local(_) | Self::Html(_) => false,
        }
    }

    /// What a receipt keeps of it.
    pub fn detail(&self) -> String {
        match self {
            Self::NoUrl(why) => why.clone(),
            Self::Scheme(scheme) => scheme.clone(),
            Self::Credentials => "credentials".to_owned(),
            Self::Local(host) | Self::Html(host) => host.clone(),
            Self::Page(service) => service.name.to_owned(),
            Self::DriveFolder => "drive-folder".to_owned(),
            Self::Expired(until) => until.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service(url: &str) -> Option<&'static str> {
        match judge(url, false) {
            Err(Obstacle::Page(service)) => Some(service.name),
            _ => None,
        }
    }

    #[test]
    fn raw_files_on_public_hosts_are_taken() {
        for url in [
            "https://example.org/a.mp4",
            "HTTP://EXAMPLE.ORG/a.mp4",
            "https://93.184.216.34/a.mp4",
            "https://[2606:2800:220:1::1]/a.mp4",
            "https://bucket.s3.eu-west-1.amazonaws.com/a.mp4?X-Amz-Signature=1",
            "https://www.dropbox.com/scl/fi/x/a.mp4?rlkey=k&dl=1",
            "https://www.dropbox.com/s/x/a.mp4?raw=1",
            "https://dl.dropboxusercontent.com/s/x/a.mp4",
            "https://player.vimeo.com/progressive_redirect/playback/1/rendition/720p/file.mp4",
            "https://app.box.com/shared/static/x.mp4",
            "https://contoso.sharepoint.com/:v:/s/x?download=1",
            "https://notyoutube.com/a.mp4",
            "https://netflix.com.example.org/x.com/a.mp4",
            "https://한국.example.org/봄.mp4",
            "https://example.org/live.m3u8",
        ] {
            assert_eq!(judge(url, false), Ok(()), "{url}");
        }
    }

    #[test]
    fn a_link_to_a_file_of_google_drive_is_told_by_its_id() {
        for url in [
            "https://drive.google.com/file/d/1aB-_9/view?usp=sharing",
            "http://drive.google.com/file/d/1aB-_9",
            "https://drive.google.com/file/u/1/d/1aB-_9/edit",
            "https://drive.google.com/a/example.com/file/d/1aB-_9/preview",
            "https://drive.google.com/open?id=1aB-_9&authuser=0",
            "https://drive.google.com/uc?export=download&id=1aB-_9",
            "https://drive.google.com/u/0/uc?id=1aB-_9&export=download",
            "https://docs.google.com/file/d/1aB-_9/edit?resourcekey=0-x",
            "<HTTPS://DRIVE.GOOGLE.COM/file/d/1aB-_9/view>,",
        ] {
            assert_eq!(clean(url), "https://drive.google.com/file/d/1aB-_9/view", "{url}");
            assert_eq!(drive_file(&clean(url)).as_deref(), Some("1aB-_9"), "{url}");
            assert_eq!(judge(&clean(url), false), Ok(()), "{url}");
        }
        for folder in [
            "https://drive.google.com/drive/folders/1aB?usp=sharing",
            "https://drive.google.com/drive/u/0/folders/1aB",
            "https://drive.google.com/folderview?id=1aB",
        ] {
            assert_eq!(judge(folder, false), Err(Obstacle::DriveFolder), "{folder}");
            assert_eq!(drive_file(folder), None, "{folder}");
        }
        for other in [
            "https://drive.google.com/drive/my-drive",
            "https://drive.google.com/file/d//view",
            "https://drive.google.com/open?id=a%2Fb",
            "https://docs.google.com/document/d/1aB/edit",
        ] {
            assert_eq!((drive_file(other), service(other)), (None, Some(DRIVE)), "{other}");
            assert!(!judge(other, false).unwrap_err().is_sure(), "more letters may help: {other}");
        }
        for elsewhere in
            ["https://drive.google.com.example.org/file/d/1aB/view", "s3://drive.google.com/file/d/1aB"]
        {
            assert_eq!(drive_file(elsewhere), None, "{elsewhere}");
        }
    }

    #[test]
    fn links_that_show_a_file_are_told_by_their_service() {
        for (url, name) in [
            ("https://www.youtube.com/watch?v=1", "YouTube"),
            ("https://youtu.be/1?dl=1", "YouTube"),
            ("https://m.youtube.com./shorts/1", "YouTube"),
            ("https://vimeo.com/1", "Vimeo"),
            ("https://dai.ly/x", "Dailymotion"),
            ("https://vm.tiktok.com/1", "TikTok"),
            ("https://www.instagram.com/reel/1", "Instagram"),
            ("https://fb.watch/1", "Facebook"),
            ("https://x.com/a/status/1", "X"),
            ("https://docs.google.com/document/d/1/edit", "Google Drive"),
            ("https://www.dropbox.com/s/x/a.mp4?dl=0", "Dropbox"),
            ("https://www.dropbox.com/s/x/a.mp4", "Dropbox"),
            ("https://1drv.ms/v/s!x", "OneDrive"),
            ("https://contoso.sharepoint.com/:v:/s/x", "SharePoint"),
            ("https://contoso.app.box.com/s/x", "Box"),
            ("https://we.tl/t-x", "WeTransfer"),
            ("https://www.icloud.com/iclouddrive/x", "iCloud"),
            ("https://s3.console.aws.amazon.com/s3/object/b?prefix=a.mp4", "AWS Console"),
            ("https://us-east-1.console.aws.amazon.com/s3/x", "AWS Console"),
            ("s3://bucket/a.mp4", "Amazon S3"),
            ("gs://bucket/a.mp4", "Google Cloud Storage"),
            ("file:///tmp/a.mp4", "this computer"),
        ] {
            assert_eq!(service(url), Some(name), "{url}");
        }
    }

    #[test]
    fn hosts_that_only_this_network_knows_are_refused() {
        for url in [
            "http://localhost/a.mp4",
            "http://LOCALHOST./a.mp4",
            "http://nas/a.mp4",
            "http://nas.local/a.mp4",
            "http://media.lan/a.mp4",
            "http://a.home.arpa/a.mp4",
            "http://127.1/a.mp4",
            "http://0x7f000001/a.mp4",
            "http://2130706433/a.mp4",
            "http://10.1.2.3/a.mp4",
            "http://172.31.0.1/a.mp4",
            "http://192.168.0.1:8080/a.mp4",
            "http://169.254.169.254/latest",
            "http://100.64.0.1/a.mp4",
            "http://0.0.0.0/a.mp4",
            "http://239.1.1.1/a.mp4",
            "http://[::1]/a.mp4",
            "http://[::]/a.mp4",
            "http://[fe80::1]/a.mp4",
            "http://[fd00::1]/a.mp4",
            "http://[::ffff:192.168.0.1]/a.mp4",
            "http://[64:ff9b::10.0.0.1]/a.mp4",
            "http://192.0.0.8/a.mp4",
            "http://198.19.255.255/a.mp4",
            "http://[::10.0.0.1]/a.mp4",
            "http://[2002:0a00:0001::1]/a.mp4",
            "http://[2001:0:1::f5ff:fffe]/a.mp4",
            "http://[64:ff9b:1::1]/a.mp4",
        ] {
            assert!(matches!(judge(url, false), Err(Obstacle::Local(_))), "{url}");
            assert_eq!(judge(url, true), Ok(()), "{url}");
        }
        assert!(!is_local(&Url::parse("https://172.32.0.1/").unwrap()));
    }

    #[test]
    fn each_network_of_the_tables_is_local_from_its_first_to_its_last_address_and_no_further() {
        for (network, bits) in LOCAL_V4 {
            let first = Ipv4Addr::from_octets(network).to_bits();
            let last = first | (u32::MAX >> bits);
            for inside in [first, last] {
                assert!(is_local_v4(Ipv4Addr::from_bits(inside)), "{network:?}");
            }
        }
        for public in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "191.255.255.255",
            "192.0.1.0",
            "192.167.255.255",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
        ] {
            assert!(!is_local_v4(public.parse().unwrap()), "{public}");
        }
        for (network, bits) in LOCAL_V6 {
            let first = Ipv6Addr::from_segments(network).to_bits();
            for inside in [first, first | (u128::MAX >> bits)] {
                assert!(is_local_v6(Ipv6Addr::from_bits(inside)), "{network:x?}");
            }
        }
        for public in [
            "2606:4700::1111",
            "2001:4860:4860::8888",
            "::1.1.1.1",
            "::ffff:1.1.1.1",
            "64:ff9b::1.1.1.1",
            "2002:101:101::1",
            "2001:0:1::fefe:fefe",
            "2000::",
            "3ffe::1",
        ] {
            assert!(!is_local_v6(public.parse().unwrap()), "{public}");
        }
    }

    /// One address of each special-purpose network of the IANA registries, written out apart from the tables above.
    #[test]
    fn nothing_special_counts_as_public() {
        for special in [
            "0.0.0.1",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.2",
            "169.254.169.254",
            "172.16.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
        ] {
            assert!(is_local_v4(special.parse().unwrap()), "{special}");
        }
        for special in [
            "::",
            "::1",
            "::10.0.0.1",
            "::ffff:192.168.1.1",
            "::ffff:0:10.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "100::1",
            "2001:2::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:0a00:0001::1",
            "3fff::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(is_local_v6(special.parse().unwrap()), "{special}");
        }
    }

    /// What paths are made of: what is closed at the end may have been opened in a part that `..` removes.
    const PATHS: [&str; 12] = ["mp", "/", "/..", "/..", "/%2e%2e", "(", "((", ")", "))", "[", "]", "."];
    /// What else URLs are made of, and what stands around them in texts.
    const PIECES: [&str; 36] = [
        "https://",
        "http:",
        "ntps://",
        "drive.google.com/open?id=a",
        "mp",
        "example.org",
        "/",
        "\\",
        "/.",
        "..",
        ":443",
        ":",
        "@",
        "?",
        "#",
        "&x=",
        "{",
        "}",
        "（",
        "）",
        "［",
        "］",
        "．",
        "。",
        " ",
        "\u{a0}",
        "\t",
        "\0",
        "<",
        "”",
        "(",
        ")",
        "[",
        "]",
        "/..",
        ".",
    ];

    proptest::proptest! {
        #[test]
        fn what_is_clean_stays_as_it_is(text in "(https?://)?[a-z.:/%#?@ ]{0,12}[^a-z]{0,8}") {
            let once = clean(&text);
            proptest::prop_assert_eq!(clean(&once), once);
        }

        #[test]
        fn what_is_clean_of_parts_of_urls_stays_as_it_is(
            begin in proptest::sample::select(&["", "https://mp/", "HTTP:\\mp/"][..]),
            path in proptest::collection::vec(proptest::sample::select(&PATHS[..]), 0..10),
            pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..8),
        ) {
            for text in [[&path[..], &pieces].concat(), [&pieces[..], &path].concat(), path] {
                let once = clean(&[begin, &text.concat()].concat());
                proptest::prop_assert_eq!(clean(&once), once);
            }
        }
    }

    #[test]
    fn a_url_is_sent_as_it_is_meant() {
        for (typed, sent) in [
            (" https://example.org/a.mp4\u{200b} ", "https://example.org/a.mp4"),
            ("https://exam\u{200b}ple.org/a.mp4", "https://example.org/a.mp4"),
            ("https://example.org/a.mp4)", "https://example.org/a.mp4"),
            ("<https://example.org/a.mp4>,", "https://example.org/a.mp4"),
            ("https://example.org/a.mp4<, \"", "https://example.org/a.mp4"),
            ("https://example.org/a_(1).mp4", "https://example.org/a_(1).mp4"),
            ("https://example.org/my film.mp4", "https://example.org/my%20film.mp4"),
            (r"https:\\example.org\a.mp4", "https://example.org/a.mp4"),
            ("https:///example.org/a.mp4", "https://example.org/a.mp4"),
            ("HTTPS://Example.ORG:443/a.mp4", "https://example.org/a.mp4"),
            ("https://한국.example.org/봄.mp4", "https://xn--3e0b707e.example.org/%EB%B4%84.mp4"),
            ("https://example.org/a.mp4?sig=a%2Bb%3D&x=1+2", "https://example.org/a.mp4?sig=a%2Bb%3D&x=1+2"),
            ("https://example.org/((b/../c))", "https://example.org/c"),
            ("s3://bucket/a.mp4", "s3://bucket/a.mp4"),
            ("https://", "https://"),
        ] {
            assert_eq!(clean(typed), sent, "{typed}");
            assert_eq!(clean(sent), sent);
        }
        for none in ["https://", "https:///", "https://exa mple.org/a.mp4", "https://example.org:99999/"] {
            assert!(matches!(judge(&clean(none), true), Err(Obstacle::NoUrl(_))), "{none}");
        }
    }

    #[test]
    fn a_signed_url_is_good_until_its_query_says() {
        let until = "2026-11-28T10:00:00Z".parse::<Timestamp>().unwrap();
        let (before, after) = (until - jiff::SignedDuration::from_secs(1), until);
        for url in [
            "https://b.s3.amazonaws.com/a.mp4?X-Amz-Date=20261128T090000Z&X-Amz-Expires=3600&X-Amz-Signature=1",
            "https://b.s3.amazonaws.com/a.mp4?x-amz-date=20261128T090000Z&x-amz-expires=3600",
            "https://storage.googleapis.com/b/a.mp4?X-Goog-Date=20261128T090000Z&X-Goog-Expires=3600",
            "https://x.blob.core.windows.net/b/a.mp4?se=2026-11-28T10%3A00%3A00Z&sig=1",
            "https://d.cloudfront.net/a.mp4?Expires=1795860000&Signature=1&Key-Pair-Id=K",
        ] {
            assert_eq!(expiry(url), Some(until), "{url}");
            assert_eq!(expired(url, after), Some(Obstacle::Expired(until)));
            assert_eq!(expired(url, before), None);
        }
        for url in
            ["https://example.org/a.mp4?Expires=1", "https://h/?X-Amz-Date=now&X-Amz-Expires=1", "a.mp4"]
        {
            assert_eq!(expiry(url), None, "{url}");
        }
    }

    #[test]
    fn what_is_no_public_url_is_refused_with_the_reason() {
        assert!(matches!(judge("https://", false), Err(Obstacle::NoUrl(_))));
        assert!(matches!(judge("a.mp4", false), Err(Obstacle::NoUrl(_))));
        for letter in ["a", "봄"] {
            let long = clean(&format!("https://example.org/{}", letter.repeat(1_000_000)));
            assert!(long.len() < LONGEST + 4 && clean(&long) == long, "{} bytes", long.len());
            assert!(matches!(judge(&long, false), Err(Obstacle::NoUrl(_))));
        }
        assert_eq!(judge("ftp://example.org/a.mp4", true), Err(Obstacle::Scheme("ftp".to_owned())));
        for url in ["https://me:secret@example.org/a.mp4", "https://me@example.org/a.mp4"] {
            assert_eq!(judge(url, true), Err(Obstacle::Credentials), "{url}");
        }
    }

    #[test]
    fn no_two_services_share_a_host() {
        for (place, one) in SERVICES.iter().enumerate() {
            for other in &SERVICES[place + 1..] {
                assert!(!one.hosts.iter().any(|host| other.hosts.iter().any(|own| is_within(host, own))));
            }
        }
    }

    #[test]
    fn a_playlist_is_told_by_its_path() {
        assert!(is_playlist("https://example.org/a/Master.M3U8?token=1"));
        assert!(!is_playlist("https://example.org/a.mp4?next=b.m3u8"));
    }

    #[test]
    fn what_is_refused_for_good_is_kept_without_its_secrets() {
        let now = "2024-01-01T00:00:00Z".parse().unwrap();
        for (url, kept) in [
            (
                "https://ann:s3cret@example.org/a.mp4?sig=s3cret#s3cret",
                "https://***@example.org/a.mp4?sig=***",
            ),
            ("https://s3cret@example.org", "https://***@example.org"),
            ("https://ann:s3/cret@example.org/a.mp4", "https://***@example.org/a.mp4"),
            ("sftp://ann:s3cret@example.org/a.mp4", "sftp://***@example.org/a.mp4"),
            ("https:ann:s3cret@example.org/a://b", "***@example.org/a://b"),
            ("://://example.org/a?s3cret", "://://example.org/a?***"),
            ("s://:@//ann:s3cret@example.org", "s://***@example.org"),
            ("https://drive.google.com/a/@b?key=s3cret&s3cret", "https://drive.google.com/a/@b?key=***&***"),
            (
                "https://b.example/a.mp4?X-Amz-Date=20200101T000000Z&X-Amz-Expires=60&X-Amz-Signature=s3cret",
                "https://b.example/a.mp4?X-Amz-Date=20200101T000000Z&X-Amz-Expires=60&X-Amz-Signature=***",
            ),
            (
                "https://b.example/a.mp4?se=2020-01-01T00%3A00%3A00Z&sig=s3cret",
                "https://b.example/a.mp4?se=2020-01-01T00%3A00%3A00Z&sig=***",
            ),
        ] {
            assert_eq!(hidden(url), kept);
            let why = |url: &str| judge(url, false).err().or_else(|| expired(url, now)).unwrap();
            assert!(why(url).lies_in_url() && why(kept).lies_in_url(), "{url}");
            assert_eq!(hidden(kept), kept);
        }
    }
}
