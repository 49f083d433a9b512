//! What is said of URLs that the platform cannot fetch from.

use crate::msg;
use takeup_model::{Alternative, Obstacle, address};

/// Why the platform cannot fetch from a URL, and what to do instead.
pub fn obstacle(why: &Obstacle) -> String {
    let (happened, advice) = told(why);
    format!("{happened} {advice}")
}

/// The same for several URLs: a short title, and the advice.
pub(super) fn common(why: &Obstacle) -> (String, String) {
    let (happened, advice) = told(why);
    (happened.trim_end_matches('.').to_owned(), advice)
}

fn told(why: &Obstacle) -> (String, String) {
    match why {
        Obstacle::NoUrl(detail) => (
            format!("This is no URL: {}.", detail.trim_end_matches('.')),
            "Paste the whole address, with https:// before it.".to_owned(),
        ),
        Obstacle::Scheme(scheme) => (
            format!("The platform fetches http and https URLs, not {scheme}."),
            "Use an https URL of the file, or download it and add the file.".to_owned(),
        ),
        Obstacle::Credentials => (
            "A URL with a user name or a password is not public.".to_owned(),
            "Use a public or presigned URL, or download the file and add it.".to_owned(),
        ),
        Obstacle::Local(host) => (
            format!("Only this network knows {host}; the platform cannot get there."),
            "Add the file itself, or use a URL that works from anywhere.".to_owned(),
        ),
        Obstacle::Html(host) => (
            format!("At this URL {host} has a web page, not a media file."),
            "Use the URL of the raw file, or download it and add the file.".to_owned(),
        ),
        Obstacle::Page(service) => {
            let name = service.name;
            let happened = match service.instead {
                Alternative::Presigned | Alternative::Path => {
                    format!("The platform cannot fetch from an address of {name}.")
                }
                Alternative::Original | Alternative::Download | Alternative::Query(_) => {
                    format!("A link of {name} leads to a page that shows the file, not to the file.")
                }
            };
            (happened, instead(service.instead))
        }
    }
}

fn instead(instead: Alternative) -> String {
    match instead {
        Alternative::Original => "Add the original file, or a URL of the raw file.".to_owned(),
        Alternative::Download => "Download the file there and add it.".to_owned(),
        Alternative::Query(end) => {
            format!("Let the link end in {end}, which gives the raw file, or download it and add the file.")
        }
        Alternative::Presigned => "Use a presigned or public https URL of the object.".to_owned(),
        Alternative::Path => "Add the file by its path, or drop it here.".to_owned(),
    }
}

/// What is worth knowing of a URL that is taken.
pub fn address_note(url: &str) -> Option<&'static str> {
    address::is_playlist(url).then_some(msg::urls::url_playlist())
}
