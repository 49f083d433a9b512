//! Which URLs the platform can fetch a media file from: one set of rules, and one table of services whose links show a
//! file instead of being one.

use std::net::{Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

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
    /// The host was asked, and answers with a web page.
    Html(String),
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
    pages("Google Drive", Alternative::Download, &["drive.google.com", "docs.google.com"]),
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
    pages("the AWS console", Alternative::Presigned, &["console.aws.amazon.com"]),
    pages(
        "the Google Cloud console",
        Alternative::Presigned,
        &["console.cloud.google.com", "storage.cloud.google.com"],
    ),
    pages("the Azure portal", Alternative::Presigned, &["portal.azure.com"]),
    scheme("Amazon S3", Alternative::Presigned, &["s3", "s3a", "s3n"]),
    scheme("Google Cloud Storage", Alternative::Presigned, &["gs"]),
    scheme("Azure Storage", Alternative::Presigned, &["az", "abfs", "abfss", "wasb", "wasbs"]),
    scheme("this computer", Alternative::Path, &["file"]),
];

/// Names that mean something on one network only.
const LOCAL_NAMES: [&str; 9] =
    ["localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "home.arpa", "corp"];

/// Whether the platform can fetch from this URL, as far as the URL tells. A platform on this computer also fetches
/// from where only this computer gets.
pub fn judge(text: &str, platform_is_here: bool) -> Result<(), Obstacle> {
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
    let [a, b, ..] = address.octets();
    address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || a == 0
        || a >= 224
        // Between a provider and its customers.
        || (a == 100 && (64..128).contains(&b))
}

/// Whether an IPv6 address means nothing on the internet.
pub fn is_local_v6(address: Ipv6Addr) -> bool {
    let inner = match address.segments() {
        // An IPv4 address, mapped, or as translators write it.
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            let [a, b] = high.to_be_bytes();
            let [c, d] = low.to_be_bytes();
            Some(Ipv4Addr::new(a, b, c, d))
        }
        _ => None,
    };
    let [first, ..] = address.segments();
    inner.is_some_and(is_local_v4)
        || address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || address.is_unique_local()
        || address.is_unicast_link_local()
        // Site-local, as it once was.
        || first & 0xffc0 == 0xfec0
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
        matches!(self, Self::Page(_) | Self::Credentials)
    }

    /// What a receipt keeps of it.
    pub fn detail(&self) -> String {
        match self {
            Self::NoUrl(why) => why.clone(),
            Self::Scheme(scheme) => scheme.clone(),
            Self::Credentials => "credentials".to_owned(),
            Self::Local(host) | Self::Html(host) => host.clone(),
            Self::Page(service) => service.name.to_owned(),
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
            ("https://drive.google.com/file/d/1/view", "Google Drive"),
            ("https://www.dropbox.com/s/x/a.mp4?dl=0", "Dropbox"),
            ("https://www.dropbox.com/s/x/a.mp4", "Dropbox"),
            ("https://1drv.ms/v/s!x", "OneDrive"),
            ("https://contoso.sharepoint.com/:v:/s/x", "SharePoint"),
            ("https://contoso.app.box.com/s/x", "Box"),
            ("https://we.tl/t-x", "WeTransfer"),
            ("https://www.icloud.com/iclouddrive/x", "iCloud"),
            ("https://s3.console.aws.amazon.com/s3/object/b?prefix=a.mp4", "the AWS console"),
            ("https://us-east-1.console.aws.amazon.com/s3/x", "the AWS console"),
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
        ] {
            assert!(matches!(judge(url, false), Err(Obstacle::Local(_))), "{url}");
            assert_eq!(judge(url, true), Ok(()), "{url}");
        }
        assert!(!is_local(&Url::parse("https://172.32.0.1/").unwrap()));
    }

    #[test]
    fn what_is_no_public_url_is_refused_with_the_reason() {
        assert!(matches!(judge("https://", false), Err(Obstacle::NoUrl(_))));
        assert!(matches!(judge("a.mp4", false), Err(Obstacle::NoUrl(_))));
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
}
